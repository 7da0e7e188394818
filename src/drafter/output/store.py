"""What was written last, kept in the workspace's `.drafter` folder, and nowhere else."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

_BASE, _NEXT, _RECORD = "base.docx", "next.docx", "record.json"


@dataclass(frozen=True, slots=True)
class Store:
    """The memory of a workspace: for each report, exactly the bytes that drafter wrote last.

    `next.docx` holds what is about to be written: after a broken-off run the report on disk is
    either of the two, and both are known as drafter's own.
    """

    root: Path
    workspace: Path

    def folder(self, report: Path) -> Path:
        """The report's folder; named by its place in the workspace, so that that can be moved."""
        absolute = report.resolve()
        inside = absolute.is_relative_to(self.workspace.resolve())
        name = absolute.relative_to(self.workspace.resolve()) if inside else absolute
        mark = hashlib.sha256(name.as_posix().encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return self.root / "reports" / f"{report.stem[:40]}-{mark}"

    def knows(self, report: Path) -> bool:
        """Whether drafter has ever written a report of that name."""
        return bool(self._kept(report))

    def wrote(self, report: Path, data: bytes) -> bool:
        """Whether those bytes are what drafter wrote there last."""
        return any(path.read_bytes() == data for path in self._kept(report))

    def base(self, report: Path) -> bytes | None:
        """What drafter wrote there last."""
        path = self.folder(report) / _BASE
        return path.read_bytes() if path.is_file() else None

    def _kept(self, report: Path) -> list[Path]:
        folder = self.folder(report)
        return [path for name in (_BASE, _NEXT) if (path := folder / name).is_file()]

    def prepare(self, report: Path, data: bytes) -> None:
        """Keep what is about to be written."""
        folder = self.folder(report)
        folder.mkdir(parents=True, exist_ok=True)
        put(folder / _NEXT, data)

    def settle(self, report: Path, record: dict[str, str]) -> None:
        """What was about to be written has been written."""
        folder = self.folder(report)
        os.replace(folder / _NEXT, folder / _BASE)
        text = json.dumps(record, ensure_ascii=False, indent=2)
        put(folder / _RECORD, text.encode())
        put(self.root / "last.json", text.encode())

    def last(self) -> dict[str, str]:
        """The record of the last report written in this workspace; empty when there is none."""
        try:
            record = json.loads((self.root / "last.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in record.items()} if isinstance(record, dict) else {}


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a temporary one beside it, then a rename."""
    handle, name = tempfile.mkstemp(prefix=".drafter-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
