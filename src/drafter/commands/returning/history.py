"""The versions of a report: those that drafter wrote, and those of hands that it backed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from drafter import output
from drafter.commands.drafting.findings import refuse
from drafter.output import StoredVersion, WriteResult
from drafter.output.versions import digest
from drafter.problems import FilePlace, Phrase, Problem, phrase, problem
from drafter.template import DOCX
from drafter.word import xml
from drafter.word.package.archive import LEFT_OUT, DamagedZip, Package, read_zip, write_zip
from drafter.word.package.opening import open_package
from drafter.word.package.relationships import resolve_target
from drafter.workspace import Workspace

_TYPES, _PICTURES = "[Content_Types].xml", "word/media/"


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
    members = {n: part for n, part in read_zip(base.docx).items() if n != LEFT_OUT}
    kept = Package(members)
    tries = [_join_parts(kept, template, each) for each in (template, _read_packed(report))]
    written = base.version.report if base.version is not None else ""
    for whole in tries:
        if digest(content := write_zip(whole)) == written:
            return content  # to the byte as it was written
    if _has_pictures(kept):
        _refuse_version(report, workspace, phrase("version.pictures"))
    whole = tries[0]
    if lacking := sorted(_list_parts(kept) - set(whole.members)) or [*_find_lost_targets(whole)]:
        _refuse_version(report, workspace, phrase("version.lacking", name=lacking[0]))
    return write_zip(whole)


def _join_parts(kept: Package, template: Package, pictures: Package) -> Package:
    """What is kept of a version with what its template has now, and a file's pictures; in the order
    that drafter writes them in."""
    listed = _list_parts(kept)
    given = {
        name: part
        for package in (template, pictures)
        for name, part in package.contents.items()
        if name in listed or name.startswith(_PICTURES)
    }
    members = {**given, **kept.contents}
    order = [*pictures.members, *template.members, *members]
    return Package({name: members[name] for name in dict.fromkeys(order) if name in members})


def _read_packed(report: Path) -> Package:
    """The report as it stands, its members packed as drafter has packed them."""
    try:
        return Package(read_zip(report.read_bytes()))
    except DamagedZip:
        return Package({})


def _has_pictures(package: Package) -> bool:
    """Whether a part of it leads to a picture: one of that name may be another by now."""
    return any(
        _PICTURES.removeprefix("word/") in relation.get("Target", "")
        for name in package.members
        if name.endswith(".rels")
        for relation in xml.parse(package.members[name])
    )


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
