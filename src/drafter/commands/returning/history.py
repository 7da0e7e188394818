"""The versions of a report: those that drafter wrote, and those of hands that it backed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from drafter import output
from drafter.commands.drafting.findings import refuse
from drafter.output import StoredVersion, WriteResult
from drafter.problems import FilePlace, Phrase, Problem, phrase, problem
from drafter.template import DOCX
from drafter.word import xml
from drafter.word.package.archive import Package, read_zip, write_zip
from drafter.word.package.opening import open_package
from drafter.word.package.relationships import resolve_target
from drafter.workspace import Workspace

_TYPES = "[Content_Types].xml"


class OldVersion(NamedTuple):
    """A version of a report. written: in seconds since 1970. backup: a hand's, kept under a number.

    current: what drafter wrote last.
    """

    name: str
    number: int
    written: float
    backup: bool
    current: bool


def list_old_versions(report: Path, workspace: Workspace) -> tuple[OldVersion, ...]:
    """All versions of the report that can be taken out again, the latest first."""
    stored = [each for each in workspace.store.list_versions(report) if each.version.number]
    latest = stored[0].version.number if stored else 0
    found = [
        OldVersion(
            f"v{each.version.number}", each.version.number, each.version.written, False,
            each.version.number == latest,
        )
        for each in stored
    ]  # fmt: skip
    found += [
        OldVersion(f"b{number}", number, path.stat().st_mtime, True, False)
        for number, path in _list_backups(report)
    ]
    return tuple(sorted(found, key=lambda each: -each.written))


def _list_backups(report: Path) -> Iterator[tuple[int, Path]]:
    pattern = re.compile(re.escape(report.stem) + r"\.备份(\d+)" + re.escape(report.suffix))
    for path in report.parent.iterdir() if report.parent.is_dir() else ():
        if match := pattern.fullmatch(path.name):
            yield int(match[1]), path


def restore_version(report: Path, name: str, workspace: Workspace) -> WriteResult:
    """Write a version as a file beside the report, which stays as it is. Raises DrafterError."""
    shown = workspace.show(report)
    known = next((e for e in list_old_versions(report, workspace) if e.name == name), None)
    if known is None:
        refuse([problem("D625", FilePlace(shown), reason=phrase("version.gone"))])
    if known.backup:
        data = next(path for number, path in _list_backups(report) if number == known.number)
        content = data.read_bytes()
    else:
        content = _complete_version(report, known.number, workspace)
    mark = phrase("version.backup" if known.backup else "version.name", n=known.number)
    path = report.with_name(f"{report.stem}（{mark.zh}）{report.suffix}")
    written = output.write_copy(path, content, overwrite=True, shown=workspace.show(path))
    if isinstance(written, Problem):
        refuse([written])
    return written


def _complete_version(report: Path, number: int, workspace: Workspace) -> bytes:
    """A version with what the template gave it: the store keeps what a merge needs of it."""
    store = workspace.store
    stored = next(e for e in store.list_versions(report) if e.version.number == number)
    base = store.read_version(stored)
    template = _read_template(report, stored, workspace)
    if base is None or template is None:
        _refuse_version(report, workspace, phrase("version.damaged"))
    kept = Package(read_zip(base.docx))
    listed = _list_parts(kept)
    added = {
        name: template.members[name]
        for name in template.members
        if name not in kept.members and (name in listed or name.startswith("word/media/"))
    }
    whole = kept.replace(added)
    if lacking := sorted(listed - set(whole.members)) or [*_find_lost_targets(whole)]:
        _refuse_version(report, workspace, phrase("version.lacking", name=lacking[0]))
    return write_zip(whole)


def _refuse_version(report: Path, workspace: Workspace, reason: Phrase) -> NoReturn:
    refuse([problem("D625", FilePlace(workspace.show(report)), reason=reason)])


def _read_template(report: Path, stored: StoredVersion, workspace: Workspace) -> Package | None:
    """The Word file of the template that the version was made of, as it is now."""
    name = workspace.store.find_record(report, stored.version.run).get("template", "")
    path = workspace.template(name) / DOCX
    if not name or not path.is_file():
        return None
    return open_package(path.read_bytes(), workspace.show(path))[0]


def _list_parts(package: Package) -> set[str]:
    """The parts that the file says that it has."""
    root = xml.parse(package.members[_TYPES])
    names = (node.get("PartName", "") for node in root)
    return {name.lstrip("/") for name in names if name}


def _find_lost_targets(package: Package) -> Iterator[str]:
    """What a part of the file leads to and is not there, such as a picture."""
    for name in package.members:
        if not name.endswith(".rels"):
            continue
        folder, _, part = name.removesuffix(".rels").rpartition("_rels/")
        for relation in xml.parse(package.members[name]):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External" and target != "NULL":
                joined = resolve_target(folder + part, target)
                if joined not in package.members:
                    yield joined
