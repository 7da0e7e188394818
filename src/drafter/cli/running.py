"""Run a command and turn what came of it into text and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import __version__
from drafter.cli.screen import CannotPrint

if TYPE_CHECKING:  # a run that only tells the version loads no catalogue
    from drafter.problems import Lang

FINE, PROBLEMS, USAGE = 0, 1, 2
_WAITING = ("coverage", "multiprocessing", "concurrent.futures", "watchfiles")
"""Who may still have something to do at the end."""


def exit_process(code: int) -> None:
    """Exit at once where nothing waits for the end: taking all apart again takes a tenth longer."""
    if threading.active_count() > 1 or any(name in sys.modules for name in _WAITING):
        sys.exit(code)
    os._exit(code)


def run_safely(arguments: list[str]) -> int:
    """Run a command and say it all; its exit code. What standard output does not take is said on
    standard error: whether the report was written, above all."""
    try:
        code = run_command(arguments)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it was closed before drafter began
                stream.flush()
        return code
    except CannotPrint as failure:
        from drafter.cli import report  # needed by a failure alone

        sys.stdout = None  # Python would flush it once more, and complain
        reason = "gone" if failure.error.errno in (errno.EPIPE, errno.EINVAL) else "full"
        if failure.unsaid or reason == "full":
            report.print_error_text(f"screen.{reason}", said=failure.error.strerror)
            print(failure.unsaid, file=sys.stderr)
        return PROBLEMS


def run_command(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    lang, rest, unknown = choose_language(arguments, os.environ)
    if "--version" in rest and not unknown:
        print(f"drafter {__version__}")
        return FINE
    from drafter.cli import report  # the version is told without what a command needs

    report.set_language(lang)
    if unknown:
        report.print_error_text("usage.lang", name=unknown)
        return USAGE
    if not _is_anywhere():
        report.print_error_text("usage.gone")
        return USAGE
    if rest in ([], ["template"], ["cache"]) or any(word in ("--help", "-h") for word in rest):
        from drafter.cli import parsing  # brings typer, nine tenths of the start

        return parsing.print_help(rest, lang)
    from drafter.cli import execution

    return execution.execute_command(rest, lang)


def _is_anywhere() -> bool:
    """Whether the folder that the command runs in still exists."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def choose_language(
    arguments: list[str], environment: Mapping[str, str]
) -> tuple[Lang, list[str], str]:
    """The language, the arguments without `--lang`, and what was asked for if it is unknown.

    `--lang` wins, then DRAFTER_LANG, then the system's own language; Chinese unless English is
    asked for.
    """
    others: list[str] = []
    asked = None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--lang":
            asked = next(rest, "")
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        else:
            others.append(argument)
    if asked is not None and asked not in ("zh", "en"):
        return "zh", others, asked or "?"
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next((name for name in names if name), "")
    wish = asked or environment.get("DRAFTER_LANG", "") or system
    return ("en" if wish.lower().startswith("en") else "zh"), others, ""
