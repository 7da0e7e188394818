"""Where what was made of a report goes, and what may stand there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from drafter import source
from drafter.output.together import NewFile, digest_bytes, recall_digests
from drafter.problems import FilePlace, Problem, phrase, problem
from drafter.template import DOCX, SCHEMA
from drafter.vocabulary import DESCRIPTION, TEMPLATE_KEY
from drafter.workspace import Workspace, file_name

SHEET_ENDING, REVIEW_ENDING = "-核对.xlsx", "（核对稿）.docx"


@dataclass(frozen=True)
class Targets:
    """The files of an adopted report in its workspace."""

    workspace: Workspace
    name: str
    year: int

    @property
    def folder(self) -> Path:
        return self.workspace.template(self.name)

    @property
    def memory(self) -> Path:
        """Where is kept what adopt wrote last: a template that differs is somebody's work."""
        return self.workspace.root / ".drafter" / "adopted" / f"{file_name(self.name)}.json"

    @property
    def sheet(self) -> Path:
        return self.workspace.here / f"{file_name(self.name)}{SHEET_ENDING}"

    def find_data(self) -> Path:
        """The data file: named by the year; by both where that is another template's."""
        plain = self.workspace.data / f"{self.year}.yaml"
        if not plain.exists() or self._is_own(plain):
            return plain
        return self.workspace.data / f"{file_name(self.name)}{self.year}.yaml"

    def _is_own(self, path: Path) -> bool:
        document, _ = source.read_data_file(path, path.name)
        root = document.root.value if document is not None else None
        named = root.get(TEMPLATE_KEY) if isinstance(root, dict) else None
        return named is not None and str(named.value) == self.name

    def list_files(
        self, docx: bytes, description: bytes, data: bytes, schema: bytes
    ) -> list[NewFile]:
        """The template's files and its data."""
        pairs = [(self.folder / DOCX, docx), (self.folder / DESCRIPTION, description)]
        pairs += [(self.folder / "schema.json", schema), (self.find_data(), data)]
        return [self.make_file(path, content) for path, content in pairs]

    def make_file(self, path: Path, data: bytes) -> NewFile:
        """A file to be written; kept is whether what stands there is somebody's work."""
        known = recall_digests(self.memory)
        return NewFile(path, data, self.workspace.show(path), _is_changed(path, data, known))


def _is_changed(path: Path, data: bytes, known: Mapping[str, str]) -> bool:
    if not path.is_file():
        return False
    found = path.read_bytes()
    return found != data and digest_bytes(found) != known.get(path.name)


def find_obstacles(targets: Targets, files: list[NewFile]) -> Iterator[Problem]:
    """What stands in the way and is somebody's work."""
    if (old := targets.folder / SCHEMA).exists():
        yield problem("D554", FilePlace(targets.workspace.show(old)))
    for each in files:
        if not each.kept:
            continue
        if each.path.parent == targets.folder:
            if each.path.suffix != ".json":
                yield problem("D554", FilePlace(each.shown))
            continue
        key = "sheet" if each.path.suffix == ".xlsx" else "data"
        cure = phrase(f"adopt.cure.{key}", name=each.path.name)
        yield problem("D555", FilePlace(each.shown), cure=cure)
