"""Makes a report anew whenever what it is made from is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.commands.batch.reports import Outcome, generate_many
from drafter.commands.batch.resume import list_attachments
from drafter.commands.drafting.result import Result
from drafter.commands.generate import generate_one
from drafter.problems import DrafterError
from drafter.template import list_files
from drafter.workspace import Workspace, open_workspace

POLL = 0.05
"""So often files are looked at where nothing tells of their changes; seconds."""
SETTLE, PATIENCE = 0.06, 1.0
"""So long a failure waits for the rest of a save; and for a file that is just away or empty."""

_MISSING = ("D217", "D218")
"""What is said of a picture or Word file that the data name and that is not there, or no use."""
Stamp = tuple[int, int, int] | None
"""What tells one state of a file from another: its time, size and inode; None: there is none."""
Stamps = dict[Path, Stamp]


Made = Result | tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What one save led to: a report, many (of a table's rows), or an error; seconds taken."""

    result: Made | DrafterError
    seconds: float


def watch(
    data: str | Path, *, output: str | Path | None = None, each: str | Path | None = None,
    jobs: int = 1, final: bool = False, overwrite: bool = False, here: str | Path = ".",
) -> Iterator[Round]:  # fmt: skip
    """Make the report now, and again after each save; goes on until it is closed.

    For the arguments see `generate` and `generate_many`. A failure leaves the last report as it
    is. Raises DrafterError at the start, when there is no such data file.
    """
    workspace = open_workspace(here)

    def make() -> Made:
        if each is None:
            return generate_one(
                data, output=output, final=final, overwrite=overwrite, here=here, watched=True
            )
        return generate_many(
            [data], output=output, each=each, jobs=jobs, resume=True, final=final,
            overwrite=overwrite, here=here, watched=True,
        )  # fmt: skip

    path = workspace.find_data_file(str(data))
    table = () if each is None else (workspace.find_data_file(str(each)),)
    if not path.is_file():
        make()
    return _watch_rounds(make, path, table, here)


def _watch_rounds(
    make: Callable[[], Made], data: Path, table: tuple[Path, ...], here: str | Path
) -> Iterator[Round]:
    named: set[Path] = set()
    retry_until = 0.0
    while True:
        workspace = open_workspace(here).around(data)  # templates/ may come later than the data
        files = {data, *table, *_template_files(workspace), *named}
        before = _stamp_files(files)
        watched = _run_round(make)
        if isinstance(watched.result, DrafterError):
            # An editor may have written half of it, or be about to put the new file there.
            time.sleep(SETTLE)
            away = any(_is_away(before[path]) for path in (data, *table))
            if _stamp_files(files) != before or (away and time.monotonic() < retry_until):
                continue
        named = {*_named_files(watched.result, data)}
        if table and workspace.exists:
            named |= list_attachments(workspace)
        seen = {**_stamp_files(named), **before}
        yield watched
        _wait_for_change(seen)
        retry_until = time.monotonic() + PATIENCE


def _run_round(make: Callable[[], Made]) -> Round:
    start = time.perf_counter()
    result: Made | DrafterError
    try:
        result = make()
    except DrafterError as error:
        result = error
    return Round(result, time.perf_counter() - start)


def _template_files(workspace: Workspace) -> Iterator[Path]:
    folders = map(workspace.template, workspace.templates() if workspace.exists else ())
    yield from (file for folder in folders for file in list_files(folder))


def _named_files(result: Made | DrafterError, data: Path) -> Iterator[Path]:
    """The files that the data name: those that were read, and those that could not be."""
    if isinstance(result, Result):
        yield from result.files
        return
    outcomes = result if isinstance(result, tuple) else (result,)
    problems = (each for outcome in outcomes for each in outcome.problems)
    missing = (dict(each.values)["name"] for each in problems if each.code in _MISSING)
    yield from (data.parent / str(name) for name in missing)


def _stamp_files(files: Iterable[Path]) -> Stamps:
    return {path: _stamp_file(path) for path in files}


def _stamp_file(path: Path) -> Stamp:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


def _is_away(stamp: Stamp) -> bool:
    """Whether an editor is just about to save: the file is gone, or has nothing in it yet."""
    return stamp is None or stamp[1] == 0


def _wait_for_change(seen: Stamps) -> None:
    """Until a file is other than it was seen."""
    folders = {path.parent for path in seen if path.parent.is_dir()}
    ticks = _iter_ticks(folders)
    while _stamp_files(seen) == seen:
        next(ticks)


def _iter_ticks(folders: set[Path]) -> Iterator[object]:
    """A tick whenever it is worth looking: at once where the system tells, else often."""
    try:
        import watchfiles  # an extra, which need not be installed

        # Milliseconds. By itself it waits 1,600 for a save to be over; half saves are seen above.
        yield from watchfiles.watch(
            *folders, recursive=False, step=5, debounce=20, rust_timeout=200, yield_on_timeout=True
        )
    except (ImportError, OSError):  # not installed, or the system watches no more files
        pass
    while True:
        time.sleep(POLL)
        yield None
