"""Mending what is certain in a Word file: on a copy, as tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drafter import checks, output
from drafter.commands.check import DOCX, open_document
from drafter.engine.page_text import PageText
from drafter.problems import DrafterError, FilePlace, Problem, problem
from drafter.word.changes.corrections import Correction, apply_corrections
from drafter.word.package.archive import write_zip
from drafter.workspace import open_workspace


@dataclass(frozen=True)
class Fixed:
    """What came of it: the copy's path (none where nothing was certain), changes, what is left."""

    path: Path | None
    changes: int
    problems: tuple[Problem, ...]


def fix(target: str | Path, *, here: str | Path = ".") -> Fixed:
    """Write a copy of a Word file with its certain mistakes mended as tracked changes.

    Only what has one right form is mended: half-width marks, full-width digits, 其它, 截止 and
    the like. The file itself is only read, and no other file is overwritten. Raises DrafterError.
    """
    workspace, name = open_workspace(here), str(target)
    if not name.lower().endswith(DOCX):
        raise DrafterError([problem("D495", FilePlace(name))], status=2)
    path = workspace.here / name
    content = open_document(path, name)
    page = PageText(name, content)
    hits = checks.find_hits(page)
    found = list(checks.place_on_page(page, (hit for hit in hits if hit.instead is None)))
    fixes = [
        Correction(line.member, line.spot.number, hit.start, hit.end, hit.instead)
        for hit in hits
        if hit.instead is not None
        for line in (page.lines[hit.line],)
    ]
    made, changes = apply_corrections(content, fixes)
    if not changes:
        return Fixed(None, 0, tuple(found))
    copy = path.with_name(f"{path.stem}（已改）{path.suffix}")
    written = output.write_copy(copy, write_zip(made), shown=workspace.show(copy))
    if isinstance(written, Problem):
        raise DrafterError([written])
    return Fixed(copy, changes, tuple(found))
