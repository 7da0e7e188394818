"""What each command prints of what came of it, as text or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from drafter.cli import report
from drafter.cli.report import (
    get_language,
    print_backup,
    print_error_text,
    print_json,
    print_problems,
    print_text,
    problems_to_dicts,
    show_path,
)
from drafter.commands.telling import results as telling
from drafter.problems import DrafterError, Problem, format_path, select_blocking, shorten_text
from drafter.problems.show import count_columns

if TYPE_CHECKING:  # a command loads what it needs: these come with their commands
    from drafter import Answer, Cleaned, Comparison, Fixed, Imported, Renewed, Result, Reviewed
    from drafter.figures import Origin

MOST_RECORDS = 60
"""So many records are listed for one figure."""


def print_result(
    result: Result, *, as_json: bool, checking: bool = False, show_all: bool = False
) -> int:
    """Say what became of the report; the exit code.

    checking, show_all: what print_problems is told.
    """
    told = result.account
    code = 3 if told and told.waits else 0
    if as_json:
        print_json(_result_to_dict(result))
        return code
    print_problems(result.problems, checking=checking, show_all=show_all)
    _print_lines(telling.tell_result(result, get_language(), show_path))
    return code


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _result_to_dict(result: Result) -> dict[str, object]:
    changes = None
    if result.account is not None:
        from drafter.commands.telling import account  # only where a report was there before

        changes = account.to_dict(result.account, get_language())
    return {
        "status": result.status,
        "path": None if result.path is None else str(result.path),
        "title": result.title,
        "backup": None if result.backup is None else str(result.backup),
        "problems": problems_to_dicts(result.problems),
        "account": changes,
        "trace": [
            {"text": e.text, "slot": e.slot, "origins": [_origin_to_dict(o) for o in e.origins]}
            for e in result.trace
        ],
    }


def _origin_to_dict(origin: Origin) -> dict[str, object]:
    place = {"file": origin.file, "line": origin.line, "column": origin.column}
    return {**place, "path": list(origin.path)}


def print_sarif(check: Callable[[], Result]) -> int:
    """Print the findings as SARIF; the exit code."""
    from drafter.cli.sarif import format_sarif  # asked for by programs only

    try:
        problems, code = check().problems, 0
    except DrafterError as error:
        problems, code = error.problems, error.status
    print(format_sarif(problems, get_language()))
    return code


def print_fixed(fixed: Fixed) -> int:
    """Say what was mended, where, and what is left; the exit code."""
    for changed in fixed.lines:
        print_text("fix.line", **changed._asdict())
    print_problems(fixed.problems)
    if fixed.path is None:
        print_text("fix.nothing")
    elif fixed.lines:
        print_text("fix.data", n=fixed.changes, path=show_path(fixed.path))
        print_backup(fixed.backup)
    else:
        print_text("fix.done", n=fixed.changes, path=show_path(fixed.path))
    if not select_blocking(fixed.problems):
        return 0
    print_error_text("failed.other")
    return 1


def print_cleaned(cleaned: Cleaned, *, as_json: bool) -> None:
    """Say where the clean copy is, and what is not in it."""
    if as_json:
        backup = None if cleaned.backup is None else str(cleaned.backup)
        document = {"status": cleaned.status, "path": str(cleaned.path), "backup": backup}
        problems = problems_to_dicts(cleaned.problems)
        print_json({**document, "comments": cleaned.comments, "problems": problems})
        return
    print_problems(cleaned.problems)
    _print_lines(telling.tell_cleaned(cleaned, get_language(), show_path))


def print_reviewed(reviewed: Reviewed, *, as_json: bool) -> None:
    """Say where the copy for reviewing is, and what is in it."""
    if as_json:
        made = {
            "status": reviewed.status, "path": str(reviewed.path), "figures": reviewed.figures,
            "findings": reviewed.findings, "edited": reviewed.edited, "lost": reviewed.lost,
            "backup": None if reviewed.backup is None else str(reviewed.backup),
        }  # fmt: skip
        print_json({**made, "problems": problems_to_dicts(reviewed.problems)})
        return
    _print_lines(telling.tell_reviewed(reviewed, get_language(), show_path))


def print_template_check(name: str, problems: Sequence[Problem], *, as_json: bool) -> None:
    """Say what is wrong with a template, or that nothing is."""
    if as_json:
        print_json({"status": "checked", "problems": problems_to_dicts(problems)})
        return
    print_problems(problems)
    print_text("template.sound", name=name)


def print_comparison(comparison: Comparison, *, as_json: bool) -> None:
    """Print the table of two years, its columns aligned as a terminal counts them."""
    from drafter.commands import compare  # which has it loaded: no other command needs it

    report.print_problems(comparison.problems)
    if as_json:
        print_json(compare.as_mapping(comparison))
        return
    if comparison.templates:
        print_text("compare.templates", names="、".join(comparison.templates))
    lang = report.get_language()
    rows = [compare.format_heads(comparison, lang)]
    rows += (compare.format_row(each, lang) for each in comparison.figures)
    widths = [max(count_columns(row[at]) for row in rows) for at in range(4)]
    for row in rows:
        blanks = [
            " " * (width - count_columns(text)) for text, width in zip(row, widths, strict=True)
        ]
        name, first, second, change = row
        print(f"{name}{blanks[0]}  {blanks[1]}{first}  {blanks[2]}{second}  {change}".rstrip())


def print_renewed(renewed: Renewed) -> None:
    """Say what the new year's file has, and what is to be done with it."""
    _print_lines(telling.tell_renewed(renewed, get_language(), show_path))


def print_imported(imported: Imported, *, replace: bool = False) -> None:
    """Say how many records went where, what became of those there, and where the old file is."""
    print_problems(imported.problems)
    _print_lines(telling.tell_imported(imported, get_language(), show_path, replace=replace))


def print_answers(asked: str, answers: Sequence[Answer], *, as_json: bool) -> None:
    """Say where the report has it from; what the same records stand behind is told together."""
    if as_json:
        listed = [_answer_to_dict(each) for each in answers]
        print_json({"asked": asked, "answers": listed})
        return
    print_text("why.head", text=asked, n=len(answers))
    groups: dict[tuple[object, ...], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.origins, _quote_tag(answer)), []).append(answer)
    number = 0
    for group in groups.values():
        print()
        for answer in group:
            number += 1
            _print_answer(number, answer)
        _print_records(group[0], places=len(group))


def _print_answer(number: int, answer: Answer) -> None:
    lang = get_language()
    report_place, words = answer.report.to_text(lang), _quote_context(answer)
    print_text("why.report", n=number, place=report_place, text=words)
    if answer.by_hand:
        print_text("why.hand", now=answer.by_hand, text=answer.text)
    if answer.tag is not None:
        print_text("why.tag", place=answer.tag.to_text(lang), tag=_quote_tag(answer))
        if (figure := answer.figure) is not None:
            said = shorten_text(figure.place.source.strip())
            print_text("why.figure", place=figure.place.to_text(lang), said=said)
    elif answer.template is not None:
        print_text("why.fixed", place=answer.template.to_text(lang))


def _print_records(answer: Answer, *, places: int) -> None:
    """The records behind an answer, which stands at so many places."""
    origins = answer.origins
    if answer.exact:
        print_text("why.exact", exact=answer.exact)
    if answer.tag is not None:
        key = "why.nothing" if not origins else "why.shared" if places > 1 else "why.records"
        print_text(key, n=len(origins), places=places)
    for origin in origins[:MOST_RECORDS]:
        words = f"{format_path(origin.path)}  {shorten_text(origin.words)}"
        print(f"     {origin.where}  {words}".rstrip())
    if len(origins) > MOST_RECORDS:
        print_text("why.more", n=len(origins) - MOST_RECORDS)


def _quote_context(answer: Answer) -> str:
    """The words round the printed value, the value itself in 〖〗."""
    words, start = answer.report.words, answer.report.column - 1
    end = start + answer.report.width
    before, after = words[max(0, start - 12) : start], words[end : end + 12]
    return f"…{before}〖{words[start:end]}〗{after}…"


def _quote_tag(answer: Answer) -> str:
    """The tag as it stands in the template; empty for fixed wording."""
    if answer.tag is None:
        return ""
    start = answer.tag.column - 1
    return answer.tag.words[start : start + answer.tag.width]


def _answer_to_dict(answer: Answer) -> dict[str, object]:
    lang = get_language()
    return {
        "text": answer.text,
        "report": answer.report.to_text(lang),
        "tag": answer.tag and {"place": answer.tag.to_text(lang), "tag": _quote_tag(answer)},
        "figure": answer.figure and answer.figure.name,
        "by_hand": answer.by_hand or None,
        "origins": [_origin_to_dict(origin) for origin in answer.origins],
    }
