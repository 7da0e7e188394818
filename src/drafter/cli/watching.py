"""What `drafter generate --watch` prints: after each save what came of it."""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from pathlib import Path

from drafter import pipeline, workspace
from drafter.cli import many, report
from drafter.problems import DrafterError


def run(
    data: Path, *, each: str | None, jobs: int, output: Path | None, final: bool, overwrite: bool
) -> int:
    """Watch until Ctrl-C; the exit code."""
    gc.enable()  # over many rounds garbage adds up
    with contextlib.suppress(KeyboardInterrupt):
        rounds = pipeline.watch(
            data, output=output, each=each, jobs=jobs, final=final, overwrite=overwrite
        )
        report.say("watch.start", data=workspace.shown(data, Path()))
        for made in rounds:
            _show(made)
            sys.stdout.flush()
    report.say("watch.end")
    return 0


def _show(made: pipeline.Round) -> None:
    clock = time.strftime("%H:%M:%S")
    if isinstance(made.came, DrafterError):
        report.problems(made.came.problems)
        report.say("watch.kept", clock=clock)
        return
    report.say("watch.took", clock=clock, seconds=f"{made.seconds:.2f}")
    if isinstance(made.came, tuple):
        many.show(made.came, made.seconds)
    else:
        report.result(made.came, as_json=False)
