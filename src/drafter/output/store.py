"""What was written last, kept in the workspace's `.drafter` folder, and nowhere else."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import os
import stat
from pathlib import Path
from typing import NamedTuple

from drafter import patterns

_BASE, _NEXT, _LAST, _RECORD = "base.docx", "next.docx", "last.json", "record.json"
_OLDER, _UPDATED = "older", "updated"
MOST_OLDER = 20
"""So many earlier reports are kept of each: an edited copy of any of them may come back."""
SOURCE = "source"
"""The entry of a record with the digest of what the report was made from."""


class Base(NamedTuple):
    """What drafter once wrote, and the data file that it was made from.

    memo: what whoever had it written wanted to find again with it; this room does not read it.
    """

    docx: bytes
    data: str
    memo: bytes = b""


class Store(NamedTuple):
    """The memory of a workspace: for each report, exactly the bytes that drafter wrote last.

    `next.docx` holds what is about to be written: after a broken-off run the report on disk is
    either of the two, and both are known as drafter's own.
    """

    root: Path
    workspace: Path

    def folder(self, report: Path) -> Path:
        """The report's folder; named by its place in the workspace, so that that can be moved."""
        return self.root / "reports" / _folder_name(report.absolute(), self.workspace.absolute())

    def has_written(self, report: Path) -> bool:
        """Whether drafter has ever written a report of that name."""
        return bool(self._list_files(report))

    def is_last_written(self, report: Path, data: bytes) -> bool:
        """Whether those bytes are what drafter wrote there last."""
        return any(_read_version(path)[0] == data for path in self._list_files(report))

    def updated(self, report: Path, data: bytes) -> bool:
        """Whether those bytes are an edited report as drafter brought it up to date last."""
        return (
            _read_record(self.folder(report) / _RECORD).get(_UPDATED)
            == hashlib.sha256(data).hexdigest()
        )

    def base(self, report: Path) -> bytes | None:
        """What drafter wrote there last."""
        path = self.folder(report) / _BASE
        return _read_version(path)[0] if path.is_file() else None

    def find_run(self, report: Path, run: str) -> Base | None:
        """What drafter wrote in that run, for this report or else for another one."""
        own = self.folder(report)
        others = (folder for folder in (self.root / "reports").glob("*") if folder != own)
        found = (path for folder in (own, *others) if (path := _find_by_run(folder, run)))
        return next((_read_base(path) for path in found), None)

    def list_bases(self, report: Path) -> list[Base]:
        """All that is kept of the report, the latest first; of the others' last, if it has none."""
        older = sorted((self.folder(report) / _OLDER).glob("*.docx"), key=_file_age)
        paths = [*reversed(self._list_files(report)), *older]
        paths = paths or sorted((self.root / "reports").glob(f"*/{_BASE}"), key=_file_age)
        return [_read_base(path) for path in paths[:MOST_OLDER]]

    def _list_files(self, report: Path) -> list[Path]:
        folder = self.folder(report)
        return [path for name in (_BASE, _NEXT) if (path := folder / name).is_file()]

    def prepare(
        self, report: Path, found: bytes | None, data: bytes, record: dict[str, str],
        run: str = "", updated: bytes | None = None, memo: bytes = b"",
    ) -> None:  # fmt: skip
        """Keep what is about to be written, where `found` stands now, written in that run.

        updated: the edited report that is written instead, with what the data changed. memo: is
        kept with `data`, in one file: never one of them without the other. All that needs room on
        the disk is written here, before the report itself is touched.
        """
        folder = self.folder(report)
        folder.mkdir(parents=True, exist_ok=True)
        if found is not None and (folder / _NEXT).is_file():
            self._settle_broken_off(folder, found, run)
        write_atomically(folder / _NEXT, _join_version(data, memo), locked=True)
        if updated is not None:
            record = {**record, _UPDATED: hashlib.sha256(updated).hexdigest()}
        write_atomically(folder / _RECORD, _encode_json(record), sure=False, locked=True)

    def _settle_broken_off(self, folder: Path, found: bytes, run: str) -> None:
        """A run broke off after it wrote the report: what it wrote is now what was written last."""
        pending, _ = _read_version(folder / _NEXT)
        if found == pending or (run and run == scan_run_id(pending)):
            _settle_folder(folder)

    def settle(self, report: Path) -> None:
        """What was about to be written has been written.

        Where the system refuses, the next run does it: until then both are known.
        """
        with contextlib.suppress(OSError):
            _settle_folder(self.folder(report))

    def remember_run(self, record: dict[str, str]) -> None:
        """Keep what the last run was about."""
        write_atomically(self.root / _LAST, _encode_json(record))

    def amend_record(self, report: Path, record: dict[str, str]) -> None:
        """Keep what the report, as it stands, was made from this time, where that is known."""
        path = self.folder(report) / _RECORD
        if SOURCE in record and _read_record(path) != record:
            with contextlib.suppress(OSError):
                write_atomically(path, _encode_json(record), sure=False, locked=True)

    def records(self) -> list[dict[str, str]]:
        """What is known of every report written in this workspace."""
        return [_read_record(path) for path in (self.root / "reports").glob(f"*/{_RECORD}")]

    def last(self) -> dict[str, str]:
        """The record of the last report written in this workspace; empty when there is none."""
        return _read_record(self.root / _LAST)

    def data(self, report: Path) -> str:
        """The data file that the report was last made from; empty when that is not known."""
        return _read_record(self.folder(report) / _RECORD).get("data", "")


def _settle_folder(folder: Path) -> None:
    """What was to be written is now what was written last; what was the last is kept too."""
    base, older = folder / _BASE, folder / _OLDER
    if base.is_file() and (run := scan_run_id(_read_version(base)[0])):
        older.mkdir(exist_ok=True)
        base.replace(older / f"{run}.docx")
        for path in sorted(older.glob("*.docx"), key=_file_age)[MOST_OLDER:]:
            path.unlink(missing_ok=True)
    (folder / _NEXT).replace(base)


def scan_run_id(docx: bytes) -> str:
    """The run that wrote the report, as drafter itself wrote it; empty when it does not say."""
    import zipfile  # with what it brings a fortieth of a run, and most runs find their own bytes
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            named = (name for name in archive.namelist() if name.startswith("docProps/custom"))
            texts = [archive.read(name) for name in named]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError):
        return ""
    found = (_RUN.search(text) for text in texts)
    return next((match[1].decode() for match in found if match), "")


_RUN = patterns.postpone(rb'name="drafter\.run"[^>]*><[^>]*>([0-9a-f]+)<')


def _read_base(path: Path) -> Base:
    folder = path.parent.parent if path.parent.name == _OLDER else path.parent
    docx, memo = _read_version(path)
    return Base(docx, _read_record(folder / _RECORD).get("data", ""), memo)


def _join_version(docx: bytes, memo: bytes) -> bytes:
    """A report and its memo as one file: behind it the memo, its length, and a mark."""
    return docx + memo + len(memo).to_bytes(8, "big") + _MARK if memo else docx


def _read_version(path: Path) -> tuple[bytes, bytes]:
    """What `_join_version` put together; a file without a memo is the report alone."""
    data = path.read_bytes()
    if not data.endswith(_MARK):
        return data, b""
    end = len(data) - len(_MARK) - 8
    start = end - int.from_bytes(data[end : end + 8], "big")
    return data[:start], data[start:end]


_MARK = b"drafter memo 1"


def _file_age(path: Path) -> float:
    return -path.stat().st_mtime


def _find_by_run(folder: Path, run: str) -> Path | None:
    """The file of the folder that was written in that run."""
    last = (folder / name for name in (_NEXT, _BASE))
    found = [path for path in last if path.is_file() and scan_run_id(_read_version(path)[0]) == run]
    if run.isalnum() and (older := folder / _OLDER / f"{run}.docx").is_file():
        found.append(older)
    return next(iter(found), None)


@functools.lru_cache(maxsize=256)
def resolve_folder(folder: Path) -> Path:
    """The folder with all links followed, as it was when it was first asked for."""
    return Path(os.path.realpath(folder))  # Path.resolve raises for links that go in a circle


@functools.lru_cache(maxsize=256)
def _folder_name(report: Path, workspace: Path) -> str:
    absolute, home = resolve_folder(report.parent) / report.name, resolve_folder(workspace)
    name = absolute.relative_to(home) if absolute.is_relative_to(home) else absolute
    mark = hashlib.sha256(name.as_posix().encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{report.stem[:40]}-{mark}"


def _encode_json(record: dict[str, str]) -> bytes:
    return json.dumps(record, ensure_ascii=False, indent=2).encode()


def _read_record(path: Path) -> dict[str, str]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in record.items()} if isinstance(record, dict) else {}


def write_atomically(path: Path, data: bytes, *, sure: bool = True, locked: bool = False) -> None:
    """Write a file whole or not at all: a temporary one beside it, then a rename.

    sure: it outlasts a power failure too; that takes as long as all the rest. locked: nobody else
    writes this file just now, so that the temporary one has a name of its own for good, and what a
    killed run left of it goes with the next one.
    It keeps the rights that the file had. A link of that name becomes a file; what it leads to
    is not touched.
    """
    mark = hashlib.sha256(path.name.encode("utf-8", "surrogatepass")).digest()
    temporary = path.with_name(f".drafter-{(mark[:4] if locked else os.urandom(4)).hex()}.tmp")
    try:
        if locked:
            temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            if sure:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
