"""The command that opens the desk, and says where it is."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from drafter.cli import report
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
) -> None:
    gc.enable()  # it runs for days
    try:
        from drafter.desk.server import desk as desks  # an extra, which need not be installed
        from drafter.desk.server import events, launching
    except ModuleNotFoundError as error:
        raise DrafterError([problem("D615", None, name=str(error.name))]) from None
    workspace = open_workspace()
    data = _find_year(workspace, year)
    address = None if port else launching.knock_at_running(workspace)
    if address is not None:
        report.print_text("desk.again", address=address)
        if not no_open:
            launching.open_browser(address)
        return
    hub = events.Hub() if idle is None else events.Hub(farewell=idle * 60, vanished=idle * 60)
    try:
        opened = desks.Desk(workspace, data, report.get_language(), hub)
        running = launching.prepare_desk(opened, port=port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DrafterError([problem("D618", None, port=port, reason=reason)]) from None
    launching.remember_desk(running)
    address = running.make_address()
    report.print_text("desk.ready", address=address)
    sys.stdout.flush()  # into a file, too, before it serves for days
    if not no_open:
        launching.open_browser(address)
    _hide_console()
    with contextlib.suppress(KeyboardInterrupt):
        running.serve()
    report.print_text("desk.ended")


def _hide_console() -> None:
    """Hide the black window that the launcher opened: from now on the browser says it all."""
    if sys.platform == "win32" and os.environ.get("DRAFTER_HIDE"):
        import ctypes  # Windows alone

        window = ctypes.windll.kernel32.GetConsoleWindow()
        ctypes.windll.user32.ShowWindow(window, 0)


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
