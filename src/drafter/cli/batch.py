"""What `drafter generate` prints of many reports: a batch with its bar and its sum, or a watch."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import drafter
from drafter import Outcome
from drafter.cli import report, results
from drafter.problems import DrafterError, Lang, Problem, Severity, render_message
from drafter.problems.show import count_columns

STATUSES = (
    "written", "replaced", "updated", "kept", "unchanged", "skipped", "passed", "undecided",
    "failed",
)  # fmt: skip
_OPEN = ("undecided", "failed")
"""The statuses of inputs that somebody has to look at."""
INTERRUPTED = 130
CELLS = 20
ENOUGH = 3
"""After so many reports the time left is foretold."""
EVERY = 0.1
"""The bar is drawn anew after so many seconds at the soonest."""


def run_batch(
    data: Sequence[Path], *, output: Path | None, each: str | None, jobs: int, resume: bool,
    final: bool, overwrite: bool, as_json: bool,
) -> int:  # fmt: skip
    """Make the reports, say what came of them; the exit code: that of the worst outcome."""
    gc.enable()  # over many reports garbage adds up
    progress = _Progress()
    try:
        drafter.generate_many(
            data, output=output, each=each, jobs=jobs, resume=resume, final=final,
            overwrite=overwrite, told=progress.add,
        )  # fmt: skip
        interrupted = False
    except KeyboardInterrupt:
        interrupted = True
    progress.close()
    outcomes, seconds = progress.outcomes, time.monotonic() - progress.start
    if interrupted and not outcomes:
        raise KeyboardInterrupt  # nothing was done yet: as with one report
    if as_json:
        _print_json(outcomes, seconds, "interrupted" if interrupted else "done")
    else:
        print_outcomes(outcomes, seconds)
    if interrupted:
        report.print_error_text("batch.interrupted", done=len(outcomes), total=progress.total)
        return INTERRUPTED
    statuses = {outcome.status for outcome in outcomes}
    return 1 if "failed" in statuses else 3 if "undecided" in statuses else 0


class _Progress:
    """Keeps the outcomes as they come, and draws the bar where somebody sees it."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.total = 0
        self.start = time.monotonic()
        self.bar = ProgressBar(report.get_language()) if sys.stderr.isatty() else None
        if self.bar is not None:
            self.bar.begin()

    def add(self, outcome: Outcome, total: int) -> None:
        self.outcomes.append(outcome)
        self.total = total
        if self.bar is not None:
            skipped = outcome.status in ("skipped", "passed")
            self.bar.draw(len(self.outcomes), total, outcome.name, skipped=skipped)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.clear()


def print_outcomes(outcomes: Sequence[Outcome], seconds: float) -> None:
    """Say what came of a batch: a line for each input that needs a look, and the sum."""
    unsettled = [outcome for outcome in outcomes if outcome.status in _OPEN]
    passed = [outcome for outcome in outcomes if outcome.status == "passed"]
    waiting = [o for o in outcomes if o.status not in _OPEN and _find_open_changes(o.problems)]
    shown = (*passed, *waiting, *unsettled)
    width = max((count_columns(outcome.name) for outcome in shown), default=0)
    for outcome in shown:
        _print_outcome(outcome, width)
    if lacking := sum(outcome.path is None for outcome in unsettled):
        report.print_error_text("batch.advice", n=lacking)
    if any(outcome.status == "undecided" for outcome in unsettled):
        report.print_error_text("batch.advice.decide")
    _print_totals(outcomes, seconds)


def _print_outcome(outcome: Outcome, width: int) -> None:
    problem, lang = _pick_main_problem(outcome.problems), report.get_language()
    report.print_error_text(
        "batch.line",
        status=report.get_localized_text(f"batch.status.{outcome.status}"),
        name=outcome.name + " " * (width - count_columns(outcome.name)),
        code=problem.code,
        message=problem.message(lang),
        place=problem.place.to_text(lang) if problem.place else "",
    )


def _pick_main_problem(problems: Sequence[Problem]) -> Problem:
    """The first error; without one what waits in a final, which no check tells; or the first."""
    errors = [each for each in problems if each.severity is Severity.ERROR]
    return (errors or _find_open_changes(problems) or problems)[0]


def _find_open_changes(problems: Sequence[Problem]) -> list[Problem]:
    """That a final report has tracked changes left."""
    return [each for each in problems if each.code == "D553"]


def _count_statuses(outcomes: Sequence[Outcome]) -> dict[str, int]:
    counts = Counter(str(outcome.status) for outcome in outcomes)
    return {status: counts[status] for status in STATUSES}


def _print_totals(outcomes: Sequence[Outcome], seconds: float) -> None:
    counts = [
        report.get_localized_text(f"batch.count.{status}", n=n)
        for status, n in _count_statuses(outcomes).items()
        if n
    ]
    report.print_text(
        "batch.totals",
        total=len(outcomes),
        counts=report.get_localized_text("list.joint").join(counts),
        seconds=f"{seconds:.1f}",
        rate=f"{len(outcomes) / max(seconds, 1e-9):.0f}",
    )
    settled = [outcome for outcome in outcomes if outcome.status not in _OPEN]
    severities = [{each.severity for each in outcome.problems} for outcome in settled]
    if gaps := sum(Severity.GAP in each for each in severities):
        report.print_text("batch.gaps", n=gaps)
    if warnings := sum(each == {Severity.WARNING} for each in severities):
        report.print_text("batch.warnings", n=warnings)
    for outcome in settled:
        report.print_backup(outcome.backup)


def _print_json(outcomes: Sequence[Outcome], seconds: float, status: str) -> None:
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
    totals = _count_statuses(outcomes)
    document = {"status": status, "totals": totals, "seconds": round(seconds, 3)}
    report.print_json({**document, "outcomes": listed})


class ProgressBar:
    """How far a batch is, drawn over itself on one line: done, rate, time left, what was last."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.start: float | None = None
        self.drawn = 0.0
        self.worked = 0
        self.width = 0

    def begin(self) -> None:
        """Say at once that work is under way: the first report waits for its template."""
        self._draw_line(render_message("batch.begin", self.lang))

    def draw(self, done: int, total: int, name: str, *, skipped: bool) -> None:
        """Draw how things stand; seldom enough to cost nothing. What is skipped is no work."""
        now = time.monotonic()
        # The first report takes the start of drafter and the template's compiling with it: a rate
        # with that in it foretells many times what the rest takes.
        if self.start is None:
            self.start = now
        else:
            self.worked += not skipped
        if now - self.drawn >= EVERY or done == total:
            self.drawn = now
            self._draw_line(self.line(done, total, name, now - self.start))

    def line(self, done: int, total: int, name: str, seconds: float) -> str:
        """What the bar says so many seconds after the first, cut to the terminal's width."""
        rate = max(self.worked, 1) / max(seconds, 1e-9)
        known = self.worked >= ENOUGH and seconds >= EVERY
        filled = CELLS * done // max(total, 1)
        text = render_message(
            "batch.bar" if known else "batch.bar.unknown",
            self.lang,
            bar=f"[{'#' * filled}{'.' * (CELLS - filled)}]",
            done=done,
            total=total,
            rate=f"{rate:.1f}",
            left=self._format_duration((total - done) / rate),
            name=name,
        )
        # A terminal wraps a line that fills its last column, and \r then goes to the second line.
        return cut_to_width(text, _terminal_width() - 1)

    def _format_duration(self, seconds: float) -> str:
        whole = round(seconds)
        if whole < 60:
            return render_message("batch.seconds", self.lang, n=whole)
        return render_message("batch.minutes", self.lang, n=whole // 60, seconds=whole % 60)

    def clear(self) -> None:
        """Take the bar away, so that what follows begins on a clean line."""
        self._draw_line("")
        print("\r", end="", file=sys.stderr, flush=True)

    def _draw_line(self, line: str) -> None:
        width = count_columns(line)
        blanks = " " * max(self.width - width, 0)
        print(f"\r{line}{blanks}", end="", file=sys.stderr, flush=True)
        self.width = width


def _terminal_width() -> int:
    """How many columns the terminal has; 80 where that cannot be known."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def cut_to_width(text: str, width: int) -> str:
    """As much of the text as fits into so many terminal columns; a Han character takes two.

    >>> cut_to_width("单位列表", 5), cut_to_width("单位", 5)
    ('单位', '单位')
    """
    used = 0
    for at, char in enumerate(text):
        used += count_columns(char)
        if used > width:
            return text[:at]
    return text


def run_watch(
    data: Path, *, output: Path | None, each: str | None, jobs: int, final: bool, overwrite: bool
) -> int:
    """Watch until Ctrl-C; the exit code."""
    gc.enable()  # over many rounds garbage adds up
    with contextlib.suppress(KeyboardInterrupt):
        rounds = drafter.watch(
            data, output=output, each=each, jobs=jobs, final=final, overwrite=overwrite
        )
        report.print_text("watch.start", data=report.show_path(data))
        for each_round in rounds:
            _print_round(each_round)
            sys.stdout.flush()
    report.print_text("watch.end")
    return 0


def _print_round(watched: drafter.Round) -> None:
    clock, result = time.strftime("%H:%M:%S"), watched.result
    if isinstance(result, DrafterError):
        report.print_problems(result.problems)
        report.print_text("watch.kept", clock=clock)
        return
    report.print_text("watch.took", clock=clock, seconds=f"{watched.seconds:.2f}")
    if isinstance(result, tuple):
        print_outcomes(result, watched.seconds)
    else:
        results.print_result(result, as_json=False)
