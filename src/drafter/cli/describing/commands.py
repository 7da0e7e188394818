"""The commands of templates: init, list, check, convert, new, rename, and ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

import drafter
from drafter.cli import report, results
from drafter.cli.commands import Form, Format, Name, app, template


@app.command("init", help="help.init")
def init(
    folder: Annotated[str, Argument(help="help.folder", metavar="metavar.folder")],
    template: Annotated[
        str | None, Option("--template", help="help.init.template", metavar="metavar.name")
    ] = None,
) -> None:
    done = "init.added" if (Path(folder) / "templates").is_dir() else "init.done"
    root = drafter.init(folder, template=template)
    listed = drafter.template_list(here=root)
    asked = next(each for each in listed if each.here and template in (None, each.name))
    if done == "init.done" and root.resolve() == Path.cwd():
        done = "init.here"
    report.print_text(done, folder=str(root), year=Path(max(asked.data)).name)


@template.command("list", help="help.template.list")
def template_list() -> None:
    for each in drafter.template_list():
        key = (
            ("template.here" if each.data else "template.unused")
            if each.here
            else "template.shipped"
        )
        report.print_text(key, name=each.name, data="、".join(each.data))


@app.command("rename", help="help.rename")
def rename(
    old: Annotated[str, Argument(help="help.rename.old", metavar="metavar.old")],
    new: Annotated[str, Argument(help="help.rename.new", metavar="metavar.new")],
    of: Annotated[
        str | None, Option("--template", help="help.rename.of", metavar="metavar.name")
    ] = None,
    yes: Annotated[bool, Option("--yes", help="help.rename.yes")] = False,
) -> None:
    made = drafter.rename_everywhere(old, new, of=of, do=yes)
    files = "、".join(report.show_path(each) for each in made.files)
    report.print_text(
        "rename.shown", old=old, new=new, tags=made.tags, n=len(made.files), files=files
    )
    report.print_text("rename.done" if yes else "rename.ask")


@app.command("ledger", help="help.ledger")
def ledger(
    figure: Annotated[str, Argument(help="help.ledger.figure", metavar="metavar.figure")],
    name: Annotated[
        str | None, Option("--name", help="help.ledger.name", metavar="metavar.ledger")
    ] = None,
    columns: Annotated[
        str | None, Option("--columns", help="help.ledger.columns", metavar="metavar.columns")
    ] = None,
    of: Annotated[
        str | None, Option("--template", help="help.rename.of", metavar="metavar.name")
    ] = None,
    yes: Annotated[bool, Option("--yes", help="help.rename.yes")] = False,
) -> None:
    made = drafter.ledger_from_figure(figure, name, columns, of=of, do=yes)
    files = "、".join(report.show_path(each) for each in made.files)
    report.print_text(
        "ledger.shown", figure=figure, ledger=made.ledger, rows=made.rows, n=len(made.files),
        files=files,
    )  # fmt: skip
    report.print_text("rename.done" if yes else "rename.ask")


@template.command("check", help="help.template.check")
def template_check(name: Name, form: Form = Format.TEXT) -> None:
    found = drafter.template_check(name)
    results.print_template_check(name, found, as_json=form is Format.JSON)


@template.command("convert", help="help.template.convert")
def template_convert(name: Name) -> None:
    made = drafter.template_convert(name)
    report.print_text(
        "convert.done", path=report.show_path(made.path), backup=report.show_path(made.backup)
    )


@template.command("new", help="help.template.new")
def template_new(name: Name) -> None:
    report.print_text(
        "template.done", folder=report.show_path(drafter.template_new(name)), name=name
    )
