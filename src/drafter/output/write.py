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


def write(
    store: Store, path: Path, data: bytes, record: dict[str, str], *, overwrite: bool = False,
    shown: str = "", last: bool = True, drafting: Drafting | None = None,
    onto: bool = False,
) -> tuple[Written | None, list[Problem]]:  # fmt: skip
    """Write the report, or say why not (then the report on disk is what it was).

    A report that somebody has edited is brought up to date, given `drafting`, after it was copied
    to a numbered backup beside it. Else, and where drafter does not know the file, it is left
    alone unless `overwrite`: then it is backed up and replaced. A link counts as such a file: it
    gives way to the report, and what it leads to is not touched. `shown`: the path as the user
    would write it. last: the store's last run is this one. onto: a file that came back under
    another name, which drafter may know by its words.
    """
    place = FilePlace(shown or str(path))
    try:
        written = _written(store, path, data, record, place, drafting, overwrite=overwrite, onto=onto)
        if isinstance(written, Problem):
            return None, [written]
        if last:
            with contextlib.suppress(OSError):
                store.remember(record)
        return written, []
    except PermissionError as error:
        code = "D503" if path.exists() else "D504"
        return None, [problem(code, place, reason=reason(error))]
    except OSError as error:
        return None, [problem("D504", place, reason=reason(error))]


def look(
    store: Store, path: Path, data: bytes, record: dict[str, str], drafting: Drafting, *,
    shown: str, onto: bool = False,
) -> tuple[Written | None, list[Problem]]:  # fmt: skip
    """What `write` would do, and what it would tell; nothing is written."""
    place = FilePlace(shown)
    if not path.exists():
        return Written(path, "written"), []
    found = path.read_bytes()
    if found == data:
        return Written(path, "unchanged"), []
    if _is_ours(store, path, found):
        return Written(path, "replaced", before=found), []
    update = _update(store, path, found, data, record, drafting, place, onto=onto)
    if isinstance(update, Problem):
        return None, [update]
    status: Status = "kept" if update.docx is None else "updated"
    return Written(path, status, None, update.account), []


_REASONS = {
    errno.ENOSPC: "space", errno.ENAMETOOLONG: "long", errno.EROFS: "readonly",
    errno.ENOENT: "nowhere", errno.ENOTDIR: "nowhere",
    errno.EACCES: "rights", errno.EPERM: "rights",
}  # fmt: skip


def reason(error: OSError) -> Phrase:
    """Why the system would not write, in both languages."""
    key = f"failing.{_REASONS.get(error.errno or 0, 'system')}"
    return phrase(key, said=error.strerror or str(error))


def _written(
    store: Store, path: Path, data: bytes, record: dict[str, str], place: FilePlace,
    drafting: Drafting | None, *, overwrite: bool, onto: bool,
) -> Written | Problem:  # fmt: skip
    """Write the report, by what stands there."""
    if path.is_dir():
        return problem("D505", place)
    found = path.read_bytes() if path.exists() else None
    if found == data and not path.is_symlink():
        store.amend(path, record)
        return Written(path, "unchanged")
    if found is None or overwrite or _is_ours(store, path, found):
        stopped = _stopped(store, path, found, record, place, overwrite=overwrite)
        return stopped or _replaced(store, path, found, data, record)
    update = _update(store, path, found, data, record, drafting, place, onto=onto)
    if isinstance(update, Problem):
        return update
    if update.docx is None:
        return Written(path, "kept", None, update.account)
    if stopped := _stopped(store, path, found, record, place, overwrite=False):
        return stopped
    backup = _backed_up(store, path, found, data, record, update.docx, update.run)
    return Written(path, "updated", backup, update.account)


def _update(
    store: Store, path: Path, found: bytes, data: bytes, record: dict[str, str],
    drafting: Drafting | None, place: FilePlace, *, onto: bool,
) -> Update | Problem:  # fmt: skip
    """The edited report brought up to date in memory, or why that cannot be."""
    update = None
    if drafting is not None and not path.is_symlink():
        from drafter.output.update import updated  # only an edited report needs it

        guess = onto or store.knows(path)
        update = updated(store, path, found, data, drafting, place.file, guess=guess)
    if update is None:
        return problem("D502" if store.knows(path) else "D520" if onto else "D501", place)
    if isinstance(update, Problem):
        return update
    if (other := update.base.data) not in ("", record["data"]):
        return problem("D513", place, other=other, this=record["data"])
    return update


def _stopped(
    store: Store, path: Path, found: bytes | None, record: dict[str, str], place: FilePlace, *,
    overwrite: bool,
) -> Problem | None:  # fmt: skip
    """Why the file may not be touched just now, or by this data file."""
    if found is None:
        return None
    if is_open(path):
        return problem("D503", place)
    other = store.data(path)
    if other not in ("", record["data"]) and not overwrite:
        return problem("D513", place, other=other, this=record["data"])
    return None


def _is_ours(store: Store, path: Path, found: bytes) -> bool:
    return not path.is_symlink() and store.wrote(path, found)


def _replaced(
    store: Store, path: Path, found: bytes | None, data: bytes, record: dict[str, str]
) -> Written:
    """Put the report there; what was not drafter's is backed up first."""
    if found is None:
        _replace(store, path, found, data, record, data, "")
        return Written(path, "written")
    same = store.data(path) in ("", record["data"])
    if same and _is_ours(store, path, found):
        _replace(store, path, found, data, record, data, "")
        return Written(path, "replaced", before=found)
    return Written(path, "replaced", _backed_up(store, path, found, data, record, data))


def _backed_up(
    store: Store, path: Path, found: bytes, data: bytes, record: dict[str, str], report: bytes,
    run: str = "",
) -> Path:  # fmt: skip
    """Put the report in place of the file, which is kept under a number."""
    backup = back_up(path, found)
    try:
        _replace(store, path, found, data, record, report, run)
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


def _replace(
    store: Store, path: Path, found: bytes | None, data: bytes, record: dict[str, str],
    report: bytes, run: str,
) -> None:  # fmt: skip
    """Write the report, made from the draft `data`, which is what drafter will have written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store.prepare(path, found, data, record, run)
    put(path, report)
    store.settle(path)


def back_up(path: Path, found: bytes) -> Path:
    """Keep the file under the first free numbered name beside it, with its own date."""
    number = 1
    while (backup := path.with_name(f"{path.stem}.备份{number}{path.suffix}")).exists():
        number += 1
    put(backup, found)
    shutil.copystat(path, backup)
    return backup
