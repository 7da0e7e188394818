"""Run a command and turn what came of it into text and an exit code."""

from __future__ import annotations

import os
import sys
import threading

from drafter import __version__
from drafter.cli import language

FINE, USAGE = 0, 2
_WAITING = ("coverage", "multiprocessing", "concurrent.futures", "watchfiles")
"""Who may still have something to do at the end."""


def exit_process(code: int) -> None:
    """Exit at once where nothing waits for the end: taking all apart again takes a tenth longer."""
    if threading.active_count() > 1 or any(name in sys.modules for name in _WAITING):
        sys.exit(code)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it was closed before drafter began
                stream.flush()
    except OSError:  # nobody reads any more: Python tells it as it tells it always
        sys.exit(code)
    os._exit(code)


def run_command(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    lang, rest, unknown = language.choose_language(arguments, os.environ)
    if "--version" in rest and not unknown:
        print(f"drafter {__version__}")
        return FINE
    from drafter.cli import report  # the version is told without what a command needs

    report.set_language(lang)
    if unknown:
        report.print_error_text("usage.lang", name=unknown)
        return USAGE
    from drafter.cli import parsing

    if rest in ([], ["template"], ["cache"]) or any(word in ("--help", "-h") for word in rest):
        return parsing.print_help(rest, lang)
    return parsing.execute_command(rest, lang)
