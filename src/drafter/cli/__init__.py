"""The command line: parse, call one function, print, exit."""

from __future__ import annotations

import gc
import sys

from drafter.cli.screen import Screen
from drafter.patterns import postpone_module

# dataclasses and Jinja import these, and a report asks nothing of them
postpone_module("ast", "literal_eval")
postpone_module("inspect", "getattr_static")
postpone_module("random", "choice", "randrange")

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 problems, 2 wrong usage, 3 decision needed.

    Garbage is not collected while one report is made: next to none of it goes round in circles,
    and looking for it costs a third of the time of a large report. Batches and watches collect.
    """
    gc.disable()
    from drafter.cli import running

    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
        if stream is not None:  # it was closed before drafter began
            setattr(sys, name, Screen(stream, minds=name == "stdout"))
    running.exit_process(running.run_safely(sys.argv[1:] if arguments is None else arguments))
