"""The commands: each takes its arguments, calls one function of `drafter`, and says what came."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

import drafter
from drafter.cli import report, results
from drafter.problems import RULES, DrafterError, find_nearest_word, problem
from drafter.vocabulary import DASHES


def make_group(words: str) -> typer.Typer:
    """A group of commands, its help under that name in the catalogue."""
    return typer.Typer(
        add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
        no_args_is_help=False, help=words,
    )  # fmt: skip


app, template, cache = map(make_group, ("help.drafter", "help.template", "help.cache"))
app.add_typer(template, name="template")
app.add_typer(cache, name="cache")


class CheckFormat(Enum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


class TableFormat(Enum):
    """How a table is given."""

    TEXT = "text"
    DOCX = "docx"
    JSON = "json"


class Format(Enum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


Output = Annotated[
    Path | None, Option("--output", "-o", help="help.output", metavar="metavar.path")
]
Onto = Annotated[Path | None, Option("--onto", help="help.onto", metavar="metavar.path")]
Data = Annotated[str, Argument(help="help.data", metavar="metavar.data")]
Name = Annotated[str, Argument(help="help.name", metavar="metavar.name")]
Previous = Annotated[str | None, Option("--previous", help="help.previous", metavar="metavar.data")]
Final = Annotated[bool, Option("--final", help="help.final")]
Form = Annotated[Format, Option("--format", help="help.format", metavar="text|json")]


@app.command("generate", help="help.generate")
def generate(
    data: Annotated[list[str], Argument(help="help.many", metavar="metavar.data")],
    output: Output = None,
    onto: Onto = None,
    fresh: Annotated[bool, Option("--fresh", help="help.fresh")] = False,
    against: Annotated[
        Path | None, Option("--against", help="help.against", metavar="metavar.path")
    ] = None,
    each: Annotated[str | None, Option("--each", help="help.each", metavar="metavar.table")] = None,
    jobs: Annotated[
        int, Option("--jobs", "-j", help="help.jobs", metavar="metavar.number", min=1)
    ] = 1,
    resume: Annotated[bool, Option("--resume", help="help.resume")] = False,
    watch: Annotated[bool, Option("--watch", help="help.watch")] = False,
    previous: Previous = None,
    final: Final = False,
    overwrite: Annotated[bool, Option("--overwrite", help="help.overwrite")] = False,
    form: Form = Format.TEXT,
) -> int | None:
    if any(word[0] in DASHES and not Path(word).exists() for word in data if word):
        raise typer.BadParameter("a dash that is no hyphen")
    from drafter.cli import making  # help and rules do without a workspace

    return making.make_reports(
        data, output=output, onto=onto, fresh=fresh, each=each, jobs=jobs, resume=resume,
        watch=watch, previous=previous, final=final, overwrite=overwrite, against=against,
        as_json=form is Format.JSON,
    )  # fmt: skip


@app.command("gather", help="help.gather")
def gather(
    copies: Annotated[list[str], Argument(help="help.gather.copies", metavar="metavar.copy")],
    report_data: Annotated[
        str | None, Option("--report", help="help.gather.report", metavar="metavar.data")
    ] = None,
    authors: Annotated[
        list[str] | None, Option("--author", help="help.gather.author", metavar="metavar.person")
    ] = None,
    form: Form = Format.TEXT,
) -> int:
    names = authors or []
    if names and len(names) != len(copies):
        report.print_error_text("usage.authors", n=len(copies), named=len(names))
        return 2
    made = drafter.gather(copies, report=report_data, authors=names, ask=report.choose_asking())
    return results.print_result(made, as_json=form is Format.JSON)


@app.command("status", help="help.status")
def status(
    data: Annotated[str | None, Argument(help="help.why.data", metavar="metavar.data")] = None,
    onto: Onto = None,
    form: Form = Format.TEXT,
) -> int:
    return results.print_result(drafter.status(data, onto=onto), as_json=form is Format.JSON)


@app.command("check", help="help.check")
def check(
    target: Annotated[str, Argument(help="help.check.target", metavar="metavar.target")],
    previous: Previous = None,
    final: Final = False,
    verbose: Annotated[bool, Option("--verbose", "-v", help="help.verbose")] = False,
    fix: Annotated[bool, Option("--fix", help="help.fix")] = False,
    show_all: Annotated[bool, Option("--all", help="help.check.all")] = False,
    data: Annotated[
        str | None, Option("--data", help="help.check.data", metavar="metavar.data")
    ] = None,
    form: Annotated[
        CheckFormat, Option("--format", help="help.check.format", metavar="text|json|sarif")
    ] = CheckFormat.TEXT,
) -> int:
    if fix:
        return results.print_fixed(drafter.fix(target))
    if form is CheckFormat.SARIF:
        return results.print_sarif(
            lambda: drafter.check(target, previous=previous, final=final, data=data)
        )
    made = drafter.check(target, previous=previous, final=final, verbose=verbose, data=data)
    return results.print_result(
        made, as_json=form is CheckFormat.JSON, checking=True, show_all=show_all
    )


@app.command("fix", help="help.fix.command")
def fix(target: Annotated[str, Argument(help="help.fix.target", metavar="metavar.target")]) -> int:
    return results.print_fixed(drafter.fix(target))


@app.command("compare", help="help.compare")
def compare(
    first: Annotated[str, Argument(help="help.compare.first", metavar="metavar.data")],
    second: Annotated[str, Argument(help="help.compare.second", metavar="metavar.data")],
    form: Annotated[
        TableFormat, Option("--format", help="help.compare.format", metavar="text|docx|json")
    ] = TableFormat.TEXT,
    output: Output = None,
    overwrite: Annotated[bool, Option("--overwrite", help="help.overwrite")] = False,
) -> None:
    made = drafter.compare(first, second)
    if form is TableFormat.DOCX:
        from drafter.commands import compare as comparing  # one of three forms asks for it

        path = comparing.write_comparison(
            made, output_path=output, overwrite=overwrite, lang=report.get_language()
        )
        report.print_problems(made.problems)
        report.print_text("compare.done", path=report.show_path(path))
    else:
        results.print_comparison(made, as_json=form is TableFormat.JSON)


@app.command("new", help="help.new")
def new(
    year: Annotated[str, Argument(help="help.new.year", metavar="metavar.year")],
    from_: Annotated[
        str | None, Option("--from", help="help.new.from", metavar="metavar.data")
    ] = None,
    template: Annotated[
        str | None, Option("--template", help="help.new.template", metavar="metavar.name")
    ] = None,
) -> None:
    results.print_renewed(drafter.new(year, from_, template=template))


@app.command("import", help="help.import")
def import_(
    table: Annotated[str, Argument(help="help.import.table", metavar="metavar.table")],
    into: Annotated[str, Option("--into", help="help.import.into", metavar="metavar.data")],
    ledger: Annotated[
        str | None, Option("--ledger", help="help.import.ledger", metavar="metavar.ledger")
    ] = None,
    sheet: Annotated[
        str | None, Option("--sheet", help="help.import.sheet", metavar="metavar.sheet")
    ] = None,
    replace: Annotated[bool, Option("--replace", help="help.import.replace")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="help.import.dry")] = False,
) -> int | None:
    if sheet is None:
        names = [ledger] if ledger else []
        book = drafter.import_workbook(
            table, into, ledgers=names, replace_all=replace, dry_run=dry_run
        )
        if book is not None:
            from drafter.cli.workbooks import telling  # most tables are one ledger's

            return telling.print_imported_book(book)
    made = drafter.import_ledger(
        table, into, ledger_name=ledger, sheet=sheet, replace=replace, dry_run=dry_run
    )
    results.print_imported(made, replace=replace)
    return None


@app.command("clean", help="help.clean")
def clean(
    path: Annotated[str, Argument(help="help.clean.report", metavar="metavar.report")],
    output: Annotated[
        Path | None, Option("--output", "-o", help="help.clean.output", metavar="metavar.path")
    ] = None,
    overwrite: Annotated[bool, Option("--overwrite", help="help.clean.overwrite")] = False,
    form: Form = Format.TEXT,
) -> None:
    made = drafter.clean(path, output=output, overwrite=overwrite)
    results.print_cleaned(made, as_json=form is Format.JSON)


@app.command("review", help="help.review")
def review(
    data: Annotated[str | None, Argument(help="help.why.data", metavar="metavar.data")] = None,
    output: Annotated[
        Path | None, Option("--output", "-o", help="help.review.output", metavar="metavar.path")
    ] = None,
    previous: Previous = None,
    overwrite: Annotated[bool, Option("--overwrite", help="help.clean.overwrite")] = False,
    form: Form = Format.TEXT,
) -> None:
    made = drafter.review(data, output=output, previous=previous, overwrite=overwrite)
    results.print_reviewed(made, as_json=form is Format.JSON)


@app.command("adopt", help="help.adopt")
def adopt(
    reports: Annotated[
        list[str] | None, Argument(help="help.adopt.report", metavar="metavar.report")
    ] = None,
    name: Annotated[
        str | None, Option("--name", help="help.adopt.name", metavar="metavar.name")
    ] = None,
    year: Annotated[
        int | None, Option("--year", help="help.adopt.year", metavar="metavar.year")
    ] = None,
    corrected: Annotated[
        str | None, Option("--with", help="help.adopt.with", metavar="metavar.table")
    ] = None,
    review: Annotated[bool, Option("--review", help="help.adopt.review")] = False,
    overwrite: Annotated[bool, Option("--overwrite", help="help.adopt.overwrite")] = False,
    form: Form = Format.TEXT,
) -> None:
    from drafter.cli.adopting import telling  # one command asks for it

    report_path, earlier = telling.split_reports(reports or [])
    made = drafter.adopt_report(
        report_path, earlier, name=name, year=year, corrected=corrected, review=review,
        overwrite=overwrite,
    )  # fmt: skip
    telling.print_adopted(made, as_json=form is Format.JSON)


@app.command("absorb", help="help.absorb")
def absorb(
    data: Annotated[str | None, Argument(help="help.why.data", metavar="metavar.data")] = None,
    take: Annotated[
        str | None, Option("--take", help="help.absorb.take", metavar="metavar.edits")
    ] = None,
    ask: Annotated[bool, Option("--ask", help="help.absorb.ask")] = False,
    onto: Annotated[
        Path | None, Option("--onto", help="help.absorb.onto", metavar="metavar.path")
    ] = None,
    form: Form = Format.TEXT,
) -> None:
    from drafter.cli import absorbing  # one command asks for it

    chosen = absorbing.ask_for_edit if ask else absorbing.parse_numbers(take)
    made = drafter.absorb(data, take=chosen, onto=onto)
    words = [*([data] if data else []), *(["--onto", str(onto)] if onto else [])]
    command = " ".join(["drafter absorb", *words])
    absorbing.print_absorbed(
        made, command, asked=ask or take is not None, as_json=form is Format.JSON
    )


@app.command("why", help="help.why")
def why(
    text: Annotated[str, Argument(help="help.why.text", metavar="metavar.text")],
    data: Annotated[str | None, Argument(help="help.why.data", metavar="metavar.data")] = None,
    form: Form = Format.TEXT,
) -> None:
    results.print_answers(text, drafter.why(text, data), as_json=form is Format.JSON)


@cache.command("clear", help="help.cache.clear")
def cache_clear() -> None:
    report.print_text("cache.cleared", n=drafter.cache_clear())


@app.command("rule", help="help.rule")
def rule(
    code: Annotated[str | None, Argument(help="help.code", metavar="metavar.code")] = None,
) -> None:
    if code is None:
        report.print_rules()
        return
    if code.upper() not in RULES:
        hint = find_nearest_word(code.upper(), RULES) or "D203"
        raise DrafterError([problem("D512", None, asked=code, hint=hint)])
    report.print_rule(code.upper())
