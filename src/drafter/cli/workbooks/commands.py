"""The command workbook, and what is said of what it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

import drafter
from drafter.cli import report
from drafter.cli.commands import app
from drafter.vocabulary import SINGLES_SHEET

if TYPE_CHECKING:
    from drafter.commands.workbooks.workbook import WrittenBook


@app.command("workbook", help="help.workbook")
def workbook(
    data: Annotated[str | None, Argument(help="help.workbook.data", metavar="metavar.data")] = None,
    ledgers: Annotated[
        list[str] | None, Option("--ledger", help="help.workbook.ledger", metavar="metavar.ledger")
    ] = None,
    empty: Annotated[bool, Option("--empty", help="help.workbook.empty")] = False,
    output: Annotated[
        str | None, Option("--output", "-o", help="help.workbook.output", metavar="metavar.path")
    ] = None,
    overwrite: Annotated[bool, Option("--overwrite", help="help.overwrite")] = False,
) -> None:
    print_workbook(
        drafter.workbook(
            data or "", ledgers=ledgers or (), empty=empty, output=output, overwrite=overwrite
        )
    )


def print_workbook(made: WrittenBook) -> None:
    """Say what was written, which columns have a list to choose from, and what comes next."""
    report.print_problems(made.problems)
    done = "workbook.same" if made.status == "unchanged" else "workbook.done"
    report.print_text(done, path=report.show_path(made.path))
    for sheet in made.sheets:
        joined = report.get_localized_text("list.joint").join(sheet.lists)
        lists = report.get_localized_text("workbook.lists", columns=joined) if joined else ""
        key = "workbook.sheet" if sheet.records else "workbook.sheet.empty"
        if sheet.title == SINGLES_SHEET:
            key = "workbook.singles"
        report.print_text(key, name=sheet.title, n=sheet.records, lists=lists)
    report.print_backup(made.backup)
    key = "workbook.next.part" if made.partial else "workbook.next"
    report.print_text(key, name=made.path.name, data=made.data.name)
