"""What `drafter generate` prints of a batch: a bar on the way, a table and a sum at the end."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import drafter
from drafter import Outcome, workspace
from drafter.cli import report
from drafter.cli.progress import ProgressBar
from drafter.problems import Problem, as_json, count_columns

STATUSES = ("written", "replaced", "updated", "kept", "unchanged", "skipped", "undecided", "failed")
INTERRUPTED = 130


def run_batch(
    data: Sequence[Path], *, each: str | None, jobs: int, resume: bool, output: Path | None,
    final: bool, overwrite: bool, as_json: bool,
) -> int:  # fmt: skip
    """Make the reports, say what came of them; the exit code."""
    gc.enable()  # over many reports garbage adds up
    progress = _Progress()
    try:
        drafter.generate_many(
            data, output=output, each=each, jobs=jobs, resume=resume, final=final,
            overwrite=overwrite, told=progress.told,
        )  # fmt: skip
        stopped = False
    except KeyboardInterrupt:
        stopped = True
    progress.close()
    if stopped and not progress.outcomes:
        raise KeyboardInterrupt  # nothing was done yet: as with one report
    print_outcomes(progress.outcomes, progress.seconds(), stopped=stopped, as_json_text=as_json)
    if stopped:
        report.print_error_text(
            "batch.interrupted", done=len(progress.outcomes), total=progress.total
        )
        return INTERRUPTED
    return exit_code(progress.outcomes)


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """The exit code of a batch: that of its worst outcome."""
    came = {outcome.status for outcome in outcomes}
    return 1 if "failed" in came else 3 if "undecided" in came else 0


class _Progress:
    """Keeps the outcomes as they come, and draws the bar where somebody sees it."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.total = 0
        self.start = time.monotonic()
        self.bar = ProgressBar(report.get_language()) if sys.stderr.isatty() else None

    def told(self, outcome: Outcome, total: int) -> None:
        self.outcomes.append(outcome)
        self.total = total
        if self.bar is not None:
            skipped = outcome.status == "skipped"
            self.bar.draw(len(self.outcomes), total, outcome.name, skipped=skipped)

    def seconds(self) -> float:
        return time.monotonic() - self.start

    def close(self) -> None:
        if self.bar is not None:
            self.bar.clear()


def print_outcomes(
    outcomes: Sequence[Outcome], seconds: float, *, stopped: bool = False,
    as_json_text: bool = False,
) -> None:  # fmt: skip
    """Say what came of a batch: a line for each input that needs a look, and the sum."""
    if as_json_text:
        _print_json(outcomes, seconds, stopped)
        return
    open_ = [outcome for outcome in outcomes if outcome.status in ("undecided", "failed")]
    width = max((count_columns(outcome.name) for outcome in open_), default=0)
    for outcome in open_:
        _print_outcome(outcome, width)
    if lacking := sum(outcome.path is None for outcome in open_):
        report.print_error_text("batch.advice", n=lacking)
    if any(outcome.status == "undecided" for outcome in open_):
        report.print_error_text("batch.advice.decide")
    _print_totals(outcomes, seconds)


def _print_outcome(outcome: Outcome, width: int) -> None:
    worst = _pick_main_problem(outcome.problems)
    place = worst.place.to_text(report.get_language()) if worst.place else ""
    report.print_error_text(
        "batch.line", status=report.get_localized_text(f"batch.status.{outcome.status}"),
        name=outcome.name + " " * (width - count_columns(outcome.name)), code=worst.code,
        message=worst.message(report.get_language()), place=place,
    )  # fmt: skip


def _pick_main_problem(problems: Sequence[Problem]) -> Problem:
    """The first error; without one, the first of all."""
    return next((found for found in problems if found.severity.value == "error"), problems[0])


def _print_totals(outcomes: Sequence[Outcome], seconds: float) -> None:
    counts = Counter(str(outcome.status) for outcome in outcomes)
    said = [
        report.get_localized_text(f"batch.count.{s}", n=counts[s]) for s in STATUSES if counts[s]
    ]
    report.print_text(
        "batch.totals",
        total=len(outcomes),
        counts=report.get_localized_text("list.joint").join(said),
        seconds=f"{seconds:.1f}",
        rate=f"{len(outcomes) / max(seconds, 1e-9):.0f}",
    )
    made = [o for o in outcomes if o.status not in ("undecided", "failed")]
    severities = [{found.severity.value for found in outcome.problems} for outcome in made]
    if gaps := sum("gap" in each for each in severities):
        report.print_text("batch.gaps", n=gaps)
    if warnings := sum(each == {"warning"} for each in severities):
        report.print_text("batch.warnings", n=warnings)
    for outcome in made:
        if outcome.backup is not None:
            report.print_text("result.backup", path=workspace.show_path(outcome.backup, Path()))


def _print_json(outcomes: Sequence[Outcome], seconds: float, stopped: bool) -> None:
    listed = [
        {
            "name": outcome.name,
            "status": outcome.status,
            "path": None if outcome.path is None else str(outcome.path),
            "backup": None if outcome.backup is None else str(outcome.backup),
            "problems": report.problems_to_dicts(outcome.problems),
            "seconds": round(outcome.seconds, 4),
        }
        for outcome in outcomes
    ]
    counts = Counter(str(outcome.status) for outcome in outcomes)
    document = {
        "status": "interrupted" if stopped else "done",
        "totals": {status: counts[status] for status in STATUSES},
        "seconds": round(seconds, 3),
        "outcomes": listed,
    }
    print(as_json(document))
