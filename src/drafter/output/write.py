"""Writing a report: what stands on disk decides."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from drafter.output.files import (
    ChangedMeanwhile,
    is_open,
    read_if_there,
    replace_known,
    sweep_temporary,
    write_atomically,
)
from drafter.output.lock import PATIENCE, LockedElsewhere, hold_lock
from drafter.output.store import Base, Store
from drafter.problems import FilePlace, Phrase, Problem, phrase, problem

if TYPE_CHECKING:
    from drafter.output.account import Account

Status = Literal["written", "replaced", "unchanged", "updated", "kept"]


class WriteResult(NamedTuple):
    """What became of a report: its path, what was done, and where the older file was kept.

    account: what became of an edited report. before: what stood there, when it was drafter's.
    """

    path: Path
    status: Status
    backup: Path | None = None
    account: Account | None = None
    before: bytes | None = None


class WriteJob(NamedTuple):
    """A report to be written: into which memory, where to, its bytes, what is kept of it.

    shown: the path as its user would write it. updater: brings an edited report up to date;
    without it such a report is left alone. overwrite: take a file that is not drafter's, after a
    backup. onto: the file came back under another name, so that its words may tell which report
    it was. gathers: the updater has something to put into the report, whoever wrote that last.
    memo: is kept with the bytes, for whoever finds them again (`Base.memo`). watched: `--watch`
    writes it, again and again.
    """

    store: Store
    path: Path
    data: bytes
    record: dict[str, str]
    shown: str = ""
    updater: Updater | None = None
    overwrite: bool = False
    onto: bool = False
    memo: bytes = b""
    watched: bool = False
    gathers: bool = False

    @property
    def place(self) -> FilePlace:
        return FilePlace(self.shown or str(self.path))


class Update(NamedTuple):
    """The edited file as it should be now (None: just as it is), and what is to be told.

    run: the run that wrote it, as it says itself. base: what it was when it was written. stamp:
    what it says of itself where copies were gathered into it.
    """

    docx: bytes | None
    account: Account
    run: str
    base: Base
    memo: bytes = b""
    stamp: str = ""


class Updater(Protocol):
    """Brings an edited report up to date. It is handed in: what it needs stands above this room."""

    def __call__(self, job: WriteJob, found: bytes, *, guess: bool) -> Update | Problem | None:
        """The edited file `found` with what the job's data change; or why that cannot be.

        None: drafter does not recognise the file. guess: by its words too, not by its run id alone.
        """


def write_report(job: WriteJob, *, last: bool = True) -> tuple[WriteResult | None, list[Problem]]:
    """Write the report, or say why not (then the report on disk is what it was).

    A report that somebody has edited is brought up to date, after it was copied to a numbered
    backup beside it. A file that drafter does not know is left alone unless `overwrite`: then it
    is backed up and replaced. A link counts as such a file: it gives way to the report, and what
    it leads to is not touched. last: the store's last run is this one.
    """
    try:
        with hold_lock(job.store.folder(job.path)):
            sweep_temporary(job.path)
            written = _write_persistently(job)
        if isinstance(written, Problem):
            return None, [written]
        if last:
            with contextlib.suppress(OSError):
                job.store.remember_run(job.record)
        return written, []
    except LockedElsewhere as error:
        return None, [problem("D522", job.place, who=str(error), n=int(PATIENCE))]
    except OSError as error:
        return None, [_describe_failure(job, error)]


def preview_write(job: WriteJob) -> WriteResult | Problem:
    """What `write_report` would do, and what it would tell; nothing is written."""
    if not job.path.exists():
        return WriteResult(job.path, "written")
    found = job.path.read_bytes()
    if found == job.data:
        return WriteResult(job.path, "unchanged")
    if _is_ours(job, found):
        return WriteResult(job.path, "replaced", before=found)
    update = _prepare_update(job, found)
    if isinstance(update, Problem):
        return update
    return WriteResult(job.path, "updated", None, update.account)


def preview_update(job: WriteJob) -> bytes | Problem | None:
    """The edited report as `write_report` would leave it; None where nobody has edited it."""
    found = job.path.read_bytes() if job.path.is_file() else None
    if found is None or found == job.data or _is_ours(job, found):
        return None
    update = _prepare_update(job, found)
    return update if isinstance(update, Problem) else update.docx or found


def _describe_failure(job: WriteJob, error: OSError) -> Problem:
    """That the report could not be written, or what has to be kept of it."""
    if error.filename and Path(error.filename).is_relative_to(job.store.root):
        return problem("D504", FilePlace(job.store.root.name), reason=explain_error(error))
    return describe_refusal(job.path, job.place, error)


_REASONS = {
    errno.ENOSPC: "space", errno.ENAMETOOLONG: "long", errno.EROFS: "readonly",
    errno.ENOENT: "nowhere", errno.ENOTDIR: "nowhere",
    errno.EACCES: "rights", errno.EPERM: "rights",
}  # fmt: skip


def describe_refusal(path: Path, place: FilePlace, error: OSError) -> Problem:
    """That the system would not write: the file is held by a program, or whatever it was."""
    # Windows says "permission denied" of a file that Word has open: there is no other sign of it.
    is_held = isinstance(error, PermissionError) and path.exists()
    return problem("D503" if is_held else "D504", place, reason=explain_error(error))


def explain_error(error: OSError) -> Phrase:
    """Why the system would not write, in both languages."""
    key = f"failing.{_REASONS.get(error.errno or 0, 'system')}"
    return phrase(key, said=error.strerror or str(error))


TRIES = 3
"""So often a report is begun that somebody saves just while it is being written."""


def _write_persistently(job: WriteJob) -> WriteResult | Problem:
    """Write the report; begin again with what was saved meanwhile."""
    for _ in range(TRIES):
        with contextlib.suppress(ChangedMeanwhile):
            return _write_job(job)
    return problem("D551", job.place, n=TRIES)


def _write_job(job: WriteJob) -> WriteResult | Problem:
    """Write the report, by what stands there."""
    path = job.path
    if path.is_dir():
        return problem("D505", job.place)
    found = read_if_there(path)
    if job.gathers:
        return _gather_into(job, found)
    if found == job.data and not path.is_symlink():
        job.store.confirm(path, job.data, job.record, job.memo)
        return WriteResult(path, "unchanged")
    mine = not path.is_symlink() and (found is None or _is_ours(job, found))
    if mine or job.overwrite:
        return _find_obstacle(job, found) or _write_over(job, found)
    update = _prepare_update(job, found)
    return update if isinstance(update, Problem) else _write_update(job, found or b"", update)


def _gather_into(job: WriteJob, found: bytes | None) -> WriteResult | Problem:
    """Put what hands did into the report, or into the new one where there is none."""
    update = _prepare_update(job, job.data if found is None else found)
    if isinstance(update, Problem):
        return update
    if found is not None:
        return _write_update(job, found, update)
    if update.stamp and update.docx is not None:
        job.store.keep_gathered(job.path, update.stamp, update.docx)
    _replace_stored(job, found, update.docx or job.data)
    return WriteResult(job.path, "written", None, update.account)


def _find_obstacle(job: WriteJob, found: bytes | None) -> Problem | None:
    """Why the file may not be touched just now, or by this data file."""
    if found is None:
        return None
    if is_open(job.path):
        return problem("D503", job.place)
    return None if job.overwrite else _check_same_data(job, job.store.data(job.path))


def _check_same_data(job: WriteJob, other: str) -> Problem | None:
    """Whether the report on disk was made from another data file."""
    this = job.record["data"]
    if other in ("", this) or _are_one_year(this, other):
        return None
    return problem("D513", job.place, other=other, this=this)


def _are_one_year(this: str, other: str) -> bool:
    """Whether they are the data of one year as YAML and as a workbook: 2021.yaml and 2021.xlsx."""
    names = sorted((Path(this), Path(other)), key=lambda path: path.suffix)
    is_pair = names[0].suffix == ".xlsx" and names[1].suffix in (".yaml", ".yml")
    return is_pair and names[0].with_suffix("") == names[1].with_suffix("")


def _is_ours(job: WriteJob, found: bytes) -> bool:
    return not job.path.is_symlink() and job.store.is_last_written(job.path, found)


def _write_over(job: WriteJob, found: bytes | None) -> WriteResult:
    """Put the report there; what was not drafter's is backed up first."""
    if found is None:
        _replace_stored(job, found, job.data)
        return WriteResult(job.path, "written")
    if _is_ours(job, found) and not _check_same_data(job, job.store.data(job.path)):
        _replace_stored(job, found, job.data)
        return WriteResult(job.path, "replaced", before=found)
    return WriteResult(job.path, "replaced", _replace_with_backup(job, found, job.data))


_OWN_BUT_FORGOTTEN = "D552"
"""What an updater says of a report that says itself that drafter wrote it."""


def _prepare_update(job: WriteJob, found: bytes | None) -> Update | Problem:
    """The edited report brought up to date in memory, or why that cannot be."""
    known, update = job.store.has_written(job.path), None
    if job.updater is not None and found is not None and not job.path.is_symlink():
        update = job.updater(job, found, guess=known or job.onto)
    if isinstance(update, Problem):
        is_told = known or job.onto or job.gathers or update.code == _OWN_BUT_FORGOTTEN
        return update if is_told else problem("D501", job.place)
    if update is None:
        return problem("D502" if known else "D520" if job.onto else "D501", job.place)
    return _check_same_data(job, update.base.data) or update


def _write_update(job: WriteJob, found: bytes, update: Update) -> WriteResult | Problem:
    """Put the edited report, brought up to date, in place of what it was."""
    if update.docx is None:
        if update.base.version is None:  # the memory was lost, and the data are the same
            with contextlib.suppress(OSError):
                job.store.remember(job.path, found, job.data, job.record, job.memo)
        return WriteResult(job.path, "kept", None, update.account)
    if stopped := _find_obstacle(job, found):
        return stopped
    if update.stamp:
        job.store.keep_gathered(job.path, update.stamp, update.docx)
    job = job._replace(memo=update.memo or job.memo)
    if job.store.updated(job.path, found):  # the hand's file was backed up before
        _replace_stored(job, found, update.docx, update.run)
        return WriteResult(job.path, "updated", None, update.account)
    backup = _replace_with_backup(job, found, update.docx, update.run)
    return WriteResult(job.path, "updated", backup, update.account)


def _replace_with_backup(job: WriteJob, found: bytes, report: bytes, run: str = "") -> Path:
    """Put the report in place of the file, which is kept under a number."""
    backup, is_new = back_up(job.path, found, locked=True)
    try:
        _replace_stored(job, found, report, run)
    except (OSError, ChangedMeanwhile):
        if is_new:
            backup.unlink(missing_ok=True)
        raise
    return backup


def _replace_stored(job: WriteJob, found: bytes | None, report: bytes, run: str = "") -> None:
    """Write the report. run: the run that wrote what stands there, as that says itself."""
    job.path.parent.mkdir(parents=True, exist_ok=True)
    updated = None if report == job.data else report
    job.store.prepare(
        job.path, found, job.data, job.record, run, updated, job.memo,
        watched=job.watched,
    )  # fmt: skip
    try:
        replace_known(job.path, found, report, locked=True)
    except (OSError, ChangedMeanwhile):
        job.store.withdraw(job.path)
        raise
    job.store.settle(job.path)


def back_up(path: Path, found: bytes, *, locked: bool = False) -> tuple[Path, bool]:
    """Keep the file under the first free numbered name beside it, with its own date.

    Also whether the backup is new: a run that was killed may have made it already.
    """
    number = 1
    while (backup := path.with_name(f"{path.stem}.备份{number}{path.suffix}")).exists():
        if backup.stat().st_size == len(found) and backup.read_bytes() == found:
            return backup, False
        number += 1
    write_atomically(backup, found, locked=locked)
    import shutil  # with what it brings a fortieth of a run, and a backup is rare

    with contextlib.suppress(FileNotFoundError):  # somebody has just taken it away
        shutil.copystat(path, backup)
    return backup, True
