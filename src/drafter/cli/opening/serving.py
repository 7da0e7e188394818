"""The desk served until nobody needs it: for whoever sits at this machine, or for an office."""

from __future__ import annotations

import contextlib
import getpass
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli import report
from drafter.desk.office import passwords
from drafter.desk.office.journal import FILE as JOURNAL
from drafter.desk.office.journal import Journal
from drafter.desk.server import launching
from drafter.desk.server.events import Hub
from drafter.desk.server.launching import Office, Running
from drafter.problems import DrafterError, FilePlace, phrase, problem
from drafter.workspace import Workspace

if TYPE_CHECKING:  # see _make_desk
    from drafter.desk.server.desk import Desk


def serve_desk(
    workspace: Workspace, data: Path, port: int, idle: float | None, *, no_open: bool
) -> None:
    """Serve whoever sits at this machine; where a desk runs already, open one more page of it."""
    address = None if port else launching.knock_at_running(workspace)
    if address is not None:
        report.print_text("desk.again", address=address)
        if not no_open:
            launching.open_browser(address)
        return
    hub = Hub() if idle is None else Hub(farewell=idle * 60, vanished=idle * 60)
    running = _prepare(_make_desk(workspace, data, hub), port, None)
    launching.remember_desk(running)
    address = running.make_address()
    report.print_text("desk.ready", address=address)
    sys.stdout.flush()  # into a file, too, before it serves for days
    if not no_open:
        launching.open_browser(address)
    _hide_console()
    _serve(running)


def serve_office(workspace: Workspace, data: Path, port: int, office: Office) -> None:
    """Serve an office, until it is stopped."""
    hub = Hub(farewell=math.inf, vanished=math.inf)
    running = _prepare(_make_desk(workspace, data, hub, Journal(office.memory)), port, office)
    number = running.listener.getsockname()[1]
    addresses = [f"https://{host}:{number}/" for host in office.hosts]
    listed = report.get_localized_text("list.joint").join(addresses)
    report.print_text("desk.office", addresses=listed, journal=f".drafter/{JOURNAL}")
    if (print_ := _tell_fingerprint(office)) is not None:
        report.print_text("desk.fingerprint", print=print_)
    sys.stdout.flush()
    _serve(running)


def _make_desk(workspace: Workspace, data: Path, hub: Hub, journal: Journal | None = None) -> Desk:
    from drafter.desk.server.desk import Desk  # a start that finds one running does without: 0.3 s

    return Desk(workspace, data, report.get_language(), hub, journal)


def _prepare(opened: Desk, port: int, office: Office | None) -> Running:
    try:
        return launching.prepare_desk(opened, port=port, office=office)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DrafterError([problem("D618", None, port=port, reason=reason)]) from None


def _serve(running: Running) -> None:
    launching.favour_answers()
    with contextlib.suppress(KeyboardInterrupt):
        running.serve()
    report.print_text("desk.ended")


def open_office(
    workspace: Workspace, hosts: Sequence[str], password_file: Path | None, cert: Path | None,
    key: Path | None,
) -> Office:  # fmt: skip
    """What an office's desk needs: password, certificate, names. Raises DrafterError."""
    memory = workspace.store.root
    _settle_password(memory, password_file)
    names = launching.list_hosts(*hosts)
    if (cert is None) != (key is None):
        raise DrafterError([problem("D628")], status=2)
    if cert is not None and key is not None:
        for path in (cert, key):
            if not path.is_file():
                raise DrafterError([problem("D629", FilePlace(str(path)))])
        return Office(names, cert, key, memory)
    try:
        from drafter.desk.office import certificates  # an extra, which need not be installed
    except ModuleNotFoundError:
        raise DrafterError([problem("D629")]) from None
    return Office(names, *certificates.make_certificate(memory, names), memory)


def _settle_password(memory: Path, file: Path | None) -> None:
    """The password is kept: the file's, the one kept before, or one that is asked for.

    Raises DrafterError (D627): without one there is no desk for others.
    """
    if file is not None:
        try:
            word = file.read_text(encoding="utf-8-sig").strip("\r\n")
        except (OSError, ValueError):
            raise DrafterError(
                [problem("D627", FilePlace(str(file)), reason=phrase("office.unread"))]
            ) from None
    elif passwords.has_password(memory):
        return
    elif not (sys.stdin and sys.stdin.isatty()):
        raise DrafterError([problem("D627", None, reason=phrase("office.none"))])
    else:
        word = getpass.getpass(report.get_localized_text("desk.ask"))
        if word != getpass.getpass(report.get_localized_text("desk.ask.again")):
            raise DrafterError([problem("D627", None, reason=phrase("office.differ"))])
    if len(word) < passwords.SHORTEST:
        reason = phrase("office.short", n=passwords.SHORTEST)
        raise DrafterError([problem("D627", None, reason=reason)])
    passwords.keep_password(memory, word)


def _tell_fingerprint(office: Office) -> str | None:
    try:
        from drafter.desk.office import certificates  # see open_office
    except ModuleNotFoundError:
        return None
    return certificates.tell_fingerprint(office.certificate)


def _hide_console() -> None:
    """Hide the black window that the launcher opened: from now on the browser says it all."""
    if sys.platform == "win32" and os.environ.get("DRAFTER_HIDE"):
        import ctypes  # Windows alone

        window = ctypes.windll.kernel32.GetConsoleWindow()
        ctypes.windll.user32.ShowWindow(window, 0)
