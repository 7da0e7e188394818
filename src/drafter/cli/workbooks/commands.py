"""The command workbook."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

import drafter
from drafter.cli.commands import app
from drafter.cli.workbooks.telling import print_workbook


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
