"""Writing a report: what stands on disk decides."""

from __future__ import annotations

import contextlib
import errno
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from drafter.output.store import Store, put
from drafter.problems import FilePlace, Phrase, Problem, phrase, problem

if TYPE_CHECKING:
    from drafter.output.account import Account
    from drafter.output.update import Drafting, Update

Status = Literal["written", "replaced", "unchanged", "updated", "kept"]


class Written(NamedTuple):
    """What became of a report: its path, what was done, and where the older file was kept.

    account: what became of an edited report. before: what stood there, when it was drafter's.
    """

    path: Path
    status: Status
    backup: Path | None = None
    account: Account | None = None
    before: bytes | None = None


class Job(NamedTuple):
    """A report to be written: into which memory, where to, its bytes, what is kept of it.

    place: the path as its user would write it. drafting: gives the draft it was made from, for
    bringing an edited report up to date; without it such a report is left alone. overwrite: take
    a file that is not drafter's, after a backup. onto: the file came back under another name, so
    that its words may tell which report it was.
    """

    store: Store
    path: Path
    data: bytes
    record: dict[str, str]
    place: FilePlace
    drafting: Drafting | None = None
    overwrite: bool = False
    onto: bool = False


def write(
    store: Store, path: Path, data: bytes, record: dict[str, str], *, overwrite: bool = False,
    shown: str = "", last: bool = True, drafting: Drafting | None = None, onto: bool = False,
) -> tuple[Written | None, list[Problem]]:  # fmt: skip
    """Write the report, or say why not (then the report on disk is what it was).

    A report that somebody has edited is brought up to date, after it was copied to a numbered
    backup beside it. A file that drafter does not know is left alone unless `overwrite`: then it
    is backed up and replaced. A link counts as such a file: it gives way to the report, and what
    it leads to is not touched. last: the store's last run is this one. For the others see `Job`.
    """
    job = Job(
        store, path, data, record, FilePlace(shown or str(path)), drafting, overwrite, onto
    )  # fmt: skip
    try:
        written = _written(job)
        if isinstance(written, Problem):
            return None, [written]
        if last:
            with contextlib.suppress(OSError):
                store.remember(record)
        return written, []
    except OSError as error:
        return None, [refused(path, job.place, error)]


def look(job: Job) -> Written | Problem:
    """What `write` would do, and what it would tell; nothing is written."""
    if not job.path.exists():
        return Written(job.path, "written")
    found = job.path.read_bytes()
    if found == job.data:
        return Written(job.path, "unchanged")
    if _is_ours(job, found):
        return Written(job.path, "replaced", before=found)
    update = _update(job, found)
    if isinstance(update, Problem):
        return update
    return Written(job.path, "updated", None, update.account)


_REASONS = {
    errno.ENOSPC: "space", errno.ENAMETOOLONG: "long", errno.EROFS: "readonly",
    errno.ENOENT: "nowhere", errno.ENOTDIR: "nowhere",
    errno.EACCES: "rights", errno.EPERM: "rights",
}  # fmt: skip


def refused(path: Path, place: FilePlace, error: OSError) -> Problem:
    """That the system would not write: the file is held by a program, or whatever it was."""
    held = isinstance(error, PermissionError) and path.exists()
    return problem("D503" if held else "D504", place, reason=reason(error))


def reason(error: OSError) -> Phrase:
    """Why the system would not write, in both languages."""
    key = f"failing.{_REASONS.get(error.errno or 0, 'system')}"
    return phrase(key, said=error.strerror or str(error))


def _written(job: Job) -> Written | Problem:
    """Write the report, by what stands there."""
    path = job.path
    if path.is_dir():
        return problem("D505", job.place)
    found = path.read_bytes() if path.exists() else None
    if found == job.data and not path.is_symlink():
        job.store.amend(path, job.record)
        return Written(path, "unchanged")
    mine = not path.is_symlink() and (found is None or _is_ours(job, found))
    if mine or job.overwrite:
        return _stopped(job, found) or _replaced(job, found)
    update = _update(job, found)
    return update if isinstance(update, Problem) else _updated(job, found or b"", update)


def _stopped(job: Job, found: bytes | None) -> Problem | None:
    """Why the file may not be touched just now, or by this data file."""
    if found is None:
        return None
    if is_open(job.path):
        return problem("D503", job.place)
    return None if job.overwrite else _of_another(job, job.store.data(job.path))


def _of_another(job: Job, other: str) -> Problem | None:
    """Whether the report on disk was made from another data file."""
    this = job.record["data"]
    if other in ("", this):
        return None
    return problem("D513", job.place, other=other, this=this)


def _is_ours(job: Job, found: bytes) -> bool:
    return not job.path.is_symlink() and job.store.wrote(job.path, found)


def _replaced(job: Job, found: bytes | None) -> Written:
    """Put the report there; what was not drafter's is backed up first."""
    if found is None:
        _replace(job, found, job.data)
        return Written(job.path, "written")
    if _is_ours(job, found) and not _of_another(job, job.store.data(job.path)):
        _replace(job, found, job.data)
        return Written(job.path, "replaced", before=found)
    return Written(job.path, "replaced", _backed_up(job, found, job.data))


def _update(job: Job, found: bytes | None) -> Update | Problem:
    """The edited report brought up to date in memory, or why that cannot be."""
    known, update = job.store.knows(job.path), None
    if job.drafting is not None and found is not None and not job.path.is_symlink():
        from drafter.output.update import updated  # only an edited report needs it

        update = updated(
            job.store, job.path, found, job.data, job.drafting, job.place.file,
            guess=known or job.onto,
        )  # fmt: skip
    if isinstance(update, Problem):
        return update if known or job.onto else problem("D501", job.place)
    if update is None:
        return problem("D502" if known else "D520" if job.onto else "D501", job.place)
    return _of_another(job, update.base.data) or update


def _updated(job: Job, found: bytes, update: Update) -> Written | Problem:
    """Put the edited report, brought up to date, in place of what it was."""
    if update.docx is None:
        return Written(job.path, "kept", None, update.account)
    if stopped := _stopped(job, found):
        return stopped
    if job.store.updated(job.path, found):  # the hand's file was backed up before
        _replace(job, found, update.docx, update.run)
        return Written(job.path, "updated", None, update.account)
    backup = _backed_up(job, found, update.docx, update.run)
    return Written(job.path, "updated", backup, update.account)


def _backed_up(job: Job, found: bytes, report: bytes, run: str = "") -> Path:
    """Put the report in place of the file, which is kept under a number."""
    backup = back_up(job.path, found)
    try:
        _replace(job, found, report, run)
    except OSError:
        backup.unlink(missing_ok=True)
        raise
    return backup


def is_open(path: Path) -> bool:
    """Whether Word, WPS or LibreOffice says that it has the file open.

    Word and WPS put an owner file beside it, whose name has ~$ before a short name and in place
    of the first two characters of a long one; WPS on Linux puts .~ before it.
    """
    name = path.name
    signs = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    return any(path.with_name(sign).exists() for sign in signs)


def _replace(job: Job, found: bytes | None, report: bytes, run: str = "") -> None:
    """Write the report. run: the run that wrote what stands there, as that says itself."""
    job.path.parent.mkdir(parents=True, exist_ok=True)
    updated = None if report == job.data else report
    job.store.prepare(job.path, found, job.data, job.record, run, updated)
    put(job.path, report)
    job.store.settle(job.path)


def back_up(path: Path, found: bytes) -> Path:
    """Keep the file under the first free numbered name beside it, with its own date."""
    number = 1
    while (backup := path.with_name(f"{path.stem}.备份{number}{path.suffix}")).exists():
        number += 1
    put(backup, found)
    shutil.copystat(path, backup)
    return backup
