"""Is a report up to date? What it was made from, as a digest that its record keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from drafter.output import SOURCE
from drafter.source import Row
from drafter.template import fingerprint_folder
from drafter.workspace import Workspace

_TEMPLATE, _ATTACHED = "template-digest", "attached"


def source_key(data: bytes, name: str, row: Row | None, settings: Iterable[object]) -> str:
    """The digest of what is known before a report is made: its data, row and settings."""
    cells = sorted((key, str(cell.value)) for key, cell in row.cells.items()) if row else None
    facts = repr((name, cells, *settings)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"%d:" % len(facts) + facts + data).hexdigest()


def record_entries(key: str, template: str, attached: Iterable[Path]) -> dict[str, str]:
    """What the record of a report keeps, so that `find_current` can tell.

    template: the digest of its files. attached: the files that the data name.
    """
    digests = {str(path): _digest_file(path) for path in attached}
    return {
        SOURCE: key,
        _TEMPLATE: template,
        _ATTACHED: json.dumps(digests, ensure_ascii=False) if digests else "",
    }


def _digest_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class KnownReports:
    """The records of a workspace by the digest of what the reports were made from."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        records = workspace.store.records()
        self.records = {record[SOURCE]: record for record in records if record.get(SOURCE)}
        self.templates: dict[str, str] = {}

    def find_current(self, key: str) -> Path | None:
        """The report made from just that, if it stands on disk as it was written."""
        try:
            record = self.records[key]
            path = self.workspace.root / record["report"]
            stands = not path.is_symlink() and self.workspace.store.is_last_written(
                path, path.read_bytes()
            )
            return path if stands and self._is_up_to_date(record) else None
        except (OSError, KeyError, ValueError):  # not known, not there, or the record is damaged
            return None

    def _is_up_to_date(self, record: Mapping[str, str]) -> bool:
        attached = json.loads(record.get(_ATTACHED) or "{}")
        same = self._template_digest(record["template"]) == record[_TEMPLATE]
        return same and all(_digest_file(Path(path)) == digest for path, digest in attached.items())

    def _template_digest(self, name: str) -> str:
        """The fingerprint of the template as it is now; empty when it cannot be read."""
        if name not in self.templates:
            try:
                self.templates[name] = fingerprint_folder(self.workspace.template(name))
            except OSError:
                self.templates[name] = ""
        return self.templates[name]


def list_attachments(workspace: Workspace) -> set[Path]:
    """The pictures and Word files that went into the reports of the workspace's batches."""
    lists = (json.loads(record.get(_ATTACHED) or "{}") for record in workspace.store.records())
    return {Path(name) for names in lists for name in names}
