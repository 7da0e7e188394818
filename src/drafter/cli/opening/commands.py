"""The command that opens the desk, and says where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from drafter.cli.commands import app
from drafter.commands.drafting.drafts import find_last_data
from drafter.problems import DrafterError, FilePlace, problem
from drafter.workspace import Workspace, open_workspace


@app.command("desk", help="help.desk")
def desk(
    year: Annotated[str | None, Argument(help="help.desk.year", metavar="metavar.year")] = None,
    port: Annotated[
        int, Option("--port", help="help.desk.port", metavar="metavar.number", min=0, max=65535)
    ] = 0,
    no_open: Annotated[bool, Option("--no-open", help="help.desk.open")] = False,
    idle: Annotated[
        float | None, Option("--idle", help="help.desk.idle", metavar="metavar.number", min=0)
    ] = None,
    lan: Annotated[bool, Option("--lan", help="help.desk.lan")] = False,
    host: Annotated[
        list[str] | None, Option("--host", help="help.desk.host", metavar="metavar.name")
    ] = None,
    password_file: Annotated[
        Path | None, Option("--password-file", help="help.desk.password", metavar="metavar.path")
    ] = None,
    cert: Annotated[
        Path | None, Option("--cert", help="help.desk.cert", metavar="metavar.path")
    ] = None,
    key: Annotated[
        Path | None, Option("--key", help="help.desk.key", metavar="metavar.path")
    ] = None,
) -> None:
    workspace = open_workspace()
    data = _find_year(workspace, year)
    try:
        from drafter.cli.opening import (
            serving,  # what it needs is an extra, which need not be installed
        )
    except ModuleNotFoundError as error:
        raise DrafterError([problem("D615", None, name=str(error.name))]) from None
    if lan:
        office = serving.open_office(workspace, host or [], password_file, cert, key)
        serving.serve_office(workspace, data, port, office)
        return
    if any((host, password_file, cert, key)):
        raise DrafterError([problem("D628")], status=2)
    serving.serve_desk(workspace, data, port, idle, no_open=no_open)


def _find_year(workspace: Workspace, year: str | None) -> Path:
    """The data file that is opened first. Raises DrafterError."""
    newest, dated = find_last_data(workspace), workspace.data_by_year()
    if year is None:
        return dated[max(dated)] if dated else newest
    path = workspace.find_data_file(year)
    known = {each.resolve(): each for each in workspace.years()}
    if path.resolve() not in known:
        names = "、".join(each.name for each in known.values())
        raise DrafterError([problem("D620", FilePlace(year), known=names)])
    return known[path.resolve()]
