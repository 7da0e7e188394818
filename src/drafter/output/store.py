"""What was written last, kept in the workspace's `.drafter` folder, and nowhere else."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from drafter.output import history
from drafter.output.files import write_atomically
from drafter.output.history import BASE, FRAMES, NEXT, Stored
from drafter.output.versions import (
    Kept,
    Version,
    digest,
    join_frame,
    join_version,
    read_run,
    split_report,
)

_LAST, _RECORD = "last.json", "record.json"
_UPDATED, _WRITTEN = "updated", "written"
SOURCE = "source"
"""The entry of a record with the digest of what the report was made from."""


_GATHERED, _MOST_GATHERED = "gathered", 20


class Base(NamedTuple):
    """What drafter once wrote, as far as a merge needs it, and the data file that it was made from.

    memo: what whoever had it written wanted to find again with it; this room does not read it.
    version: which one it is, and when it was written.
    """

    docx: bytes
    data: str
    memo: bytes = b""
    version: Version | None = None


class Store(NamedTuple):
    """The memory of a workspace: for each report what drafter wrote last, and what it wrote before.

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
        return any((self.folder(report) / name).is_file() for name in (BASE, NEXT))

    def is_last_written(self, report: Path, data: bytes) -> bool:
        """Whether those bytes are what drafter wrote there last."""
        known, folder = digest(data), self.folder(report)
        last = (each.version for each in history.list_last(folder))
        # The record knows too, should the version itself be damaged.
        return any(each.report == known for each in last) or (
            self.has_written(report) and _read_record(folder / _RECORD).get(_WRITTEN) == known
        )

    def updated(self, report: Path, data: bytes) -> bool:
        """Whether those bytes are an edited report as drafter brought it up to date last."""
        return _read_record(self.folder(report) / _RECORD).get(_UPDATED) == digest(data)

    def base(self, report: Path) -> bytes | None:
        """What drafter wrote there last, as far as a merge needs it."""
        last = self.find_last(report)
        return last and last.docx

    def find_last(self, report: Path) -> Base | None:
        """What drafter wrote there last."""
        kept = history.read_last(self.folder(report))
        return kept and self._make_base(self.folder(report), kept)

    def keep_gathered(self, report: Path, stamp: str, data: bytes) -> None:
        """Keep a report that copies were gathered into, which says that stamp of itself."""
        folder = self.folder(report) / _GATHERED
        kept = sorted(folder.glob("*.docx"))
        if kept and kept[-1].stem.endswith(stamp):
            return
        folder.mkdir(parents=True, exist_ok=True)
        number = int(kept[-1].name[:4]) + 1 if kept else 1
        write_atomically(folder / f"{number:04d}-{stamp}.docx", data, locked=True)
        for path in kept[: 1 - _MOST_GATHERED]:
            path.unlink(missing_ok=True)

    def find_gathered(self, report: Path, stamp: str = "") -> Path | None:
        """The report as copies were gathered into it last, or that time; its name ends with its
        stamp, and the names are in order."""
        found = (self.folder(report) / _GATHERED).glob("*.docx")
        return max((path for path in found if path.stem.endswith(stamp)), default=None)

    def find_run(self, report: Path, run: str) -> Base | None:
        """What drafter wrote in that run, for this report or else for another one."""
        own = self.folder(report)
        for folder in (own, *(each for each in self._list_folders() if each != own)):
            for each in reversed(history.list_stored(folder)):
                if each.version.run == run and (base := self.read_version(each)) is not None:
                    return base
        return None

    def find_record(self, report: Path, run: str) -> dict[str, str]:
        """What is known of the report that was written in that run: this one, or else another."""
        own = self.folder(report)
        for folder in (own, *(each for each in self._list_folders() if each != own)):
            if run and any(each.version.run == run for each in history.list_stored(folder)):
                return _read_record(folder / _RECORD)
        return {}

    def list_versions(self, report: Path) -> list[Stored]:
        """All versions of the report that are kept, the latest first; `read_version` reads one.

        Number 0 is one that is damaged.
        """
        return history.list_stored(self.folder(report))[::-1]

    def list_last_of_others(self, report: Path) -> list[Stored]:
        """What was written last of each other report."""
        own = self.folder(report)
        last = (history.list_last(each) for each in self._list_folders() if each != own)
        return [each[-1] for each in last if each]

    def list_siblings(self, stored: Stored) -> list[Stored]:
        """All versions of the report that this is one of, the latest first."""
        return history.list_stored(stored.folder)[::-1]

    def read_version(self, stored: Stored) -> Base | None:
        """The version, as far as a merge needs it; None where it is damaged."""
        kept = history.read_stored(stored)
        return kept and self._make_base(stored.folder, kept)

    def _make_base(self, folder: Path, kept: Kept) -> Base:
        data = kept.version.data or _read_record(folder / _RECORD).get("data", "")
        return Base(kept.docx, data, kept.memo, kept.version)

    def _list_folders(self) -> Iterator[Path]:
        return (self.root / "reports").glob("*")

    def prepare(
        self, report: Path, found: bytes | None, data: bytes, record: dict[str, str],
        run: str = "", updated: bytes | None = None, memo: bytes = b"", *, watched: bool = False,
    ) -> None:  # fmt: skip
        """Keep what is about to be written, where `found` stands now, written in that run.

        updated: the edited report that is written instead, with what the data changed. memo: is
        kept with `data`, in one file. watched: `--watch` writes it. All that needs room on the disk
        is written here, before the report itself is touched.
        """
        folder = self.folder(report)
        folder.mkdir(parents=True, exist_ok=True)
        number = history.take_number(folder)
        if (folder / NEXT).is_file():
            _settle_broken_off(folder, found, run)
        words, frame = split_report(data)
        version = Version(
            number, int(time.time()), watched, read_run(words),
            report=digest(data), data=record.get("data", ""), source=record.get(SOURCE, ""),
        )  # fmt: skip
        if frame and (folder / BASE).is_file():
            version = version._replace(frame=_keep_frame(folder, join_frame(frame)))
        else:  # most reports are written once: those stand in one file
            words |= frame
        write_atomically(folder / NEXT, join_version(version, words, memo), locked=True)
        record = {**record, _WRITTEN: version.report}
        if updated is not None:
            record[_UPDATED] = digest(updated)
        write_atomically(folder / _RECORD, _encode_json(record), sure=False, locked=True)

    def withdraw(self, report: Path) -> None:
        """What was about to be written has not been."""
        with contextlib.suppress(OSError):
            (self.folder(report) / NEXT).unlink()

    def settle(self, report: Path) -> None:
        """What was about to be written has been written.

        Where the system refuses, the next run does it: until then both are known.
        """
        with contextlib.suppress(OSError):
            history.settle(self.folder(report))

    def confirm(self, report: Path, data: bytes, record: dict[str, str], memo: bytes) -> None:
        """The report stands on disk as it would be written: let what is kept of it say so too.

        The memory may have been lost, or an earlier drafter have kept no memo.
        """
        with contextlib.suppress(OSError):
            if not self.remember(report, data, data, record, memo) and SOURCE in record:
                self._amend_record(report, {**record, _WRITTEN: digest(data)})

    def remember(
        self, report: Path, found: bytes | None, data: bytes, record: dict[str, str], memo: bytes
    ) -> bool:
        """Keep what `found` on disk was made from as what was written last; whether it was not."""
        last = history.read_last(self.folder(report))
        if last is not None and (last.version.report, last.memo) == (digest(data), memo):
            return False
        self.prepare(report, found, data, record, memo=memo)
        self.settle(report)
        return True

    def _amend_record(self, report: Path, record: dict[str, str]) -> None:
        path = self.folder(report) / _RECORD
        if _read_record(path) != record:
            write_atomically(path, _encode_json(record), sure=False, locked=True)

    def remember_run(self, record: dict[str, str]) -> None:
        """Keep what the last run was about."""
        write_atomically(self.root / _LAST, _encode_json(record))

    def records(self) -> list[dict[str, str]]:
        """What is known of every report written in this workspace."""
        return [_read_record(folder / _RECORD) for folder in self._list_folders()]

    def last(self) -> dict[str, str]:
        """The record of the last report written in this workspace; empty when there is none."""
        return _read_record(self.root / _LAST)

    def data(self, report: Path) -> str:
        """The data file that the report was last made from; empty when that is not known."""
        return _read_record(self.folder(report) / _RECORD).get("data", "")


def _settle_broken_off(folder: Path, found: bytes | None, run: str) -> None:
    """A run broke off before it was settled: what it wrote may have been handed out, unless what
    stands on disk is plainly what was there before it."""
    last = history.list_last(folder)
    *earlier, pending = [each.version for each in last]
    before = found is not None and any(each.report == digest(found) for each in earlier)
    if not before or (run and run == pending.run):
        history.settle(folder)


def _keep_frame(folder: Path, frame: tuple[str, bytes]) -> str:
    """Keep the parts that versions share, once; what they are called."""
    name, data = frame
    path = folder / FRAMES / name
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, data, locked=True)
    return name


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
