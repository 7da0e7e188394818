"""What `drafter generate --watch` prints: after each save what came of it."""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from pathlib import Path

import drafter
from drafter import workspace
from drafter.cli import many, report
from drafter.problems import DrafterError


def run_watch(
    data: Path, *, each: str | None, jobs: int, output: Path | None, final: bool, overwrite: bool
) -> int:
    """Watch until Ctrl-C; the exit code."""
    gc.enable()  # over many rounds garbage adds up
    with contextlib.suppress(KeyboardInterrupt):
        rounds = drafter.watch(
            data, output=output, each=each, jobs=jobs, final=final, overwrite=overwrite
        )
        report.print_text("watch.start", data=workspace.show_path(data, Path()))
        for made in rounds:
            _print_round(made)
            sys.stdout.flush()
    report.print_text("watch.end")
    return 0


def _print_round(made: drafter.Round) -> None:
    clock = time.strftime("%H:%M:%S")
    if isinstance(made.came, DrafterError):
        report.print_problems(made.came.problems)
        report.print_text("watch.kept", clock=clock)
        return
    report.print_text("watch.took", clock=clock, seconds=f"{made.seconds:.2f}")
    if isinstance(made.came, tuple):
        many.print_outcomes(made.came, made.seconds)
    else:
        report.print_result(made.came, as_json=False)
