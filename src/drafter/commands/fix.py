"""Mending what is certain: in a Word file on a copy, as tracked changes; in data, in place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter import checks, output, schema, source, template
from drafter.checks.matching.page_text import PageText
from drafter.commands.check import check
from drafter.commands.checking.documents import DOCX, open_document
from drafter.commands.drafting.findings import require_text
from drafter.problems import DrafterError, FilePlace, Problem, problem, select_blocking
from drafter.source import edits
from drafter.source.slips.mending import LineChange, mend_text
from drafter.vocabulary import TEMPLATE_KEY
from drafter.word.changes.corrections import Correction, apply_corrections
from drafter.word.package.archive import write_zip
from drafter.workspace import Workspace, open_workspace

_LINE_END = re.compile("(\r\n|\r|\n)")
_TEMPLATE_LINE = re.compile(rf"(?m)^{TEMPLATE_KEY}[ \t]*[:：][ \t\u3000]*([^\s#]+)")


@dataclass(frozen=True)
class Fixed:
    """What came of it: the path written (none where nothing was certain), changes, what is left.

    lines: the lines of a data file that changed. backup: where it is kept as it was.
    """

    path: Path | None
    changes: int
    problems: tuple[Problem, ...]
    lines: tuple[LineChange, ...] = ()
    backup: Path | None = None


def fix(target: str | Path, *, here: str | Path = ".") -> Fixed:
    """Mend the certain mistakes of a Word file, or the certain slips of a data file.

    Only what has one right form is mended. A Word file is only read: half-width marks, 其它, 截止
    and the like are tracked changes in a copy. In data, signs of structure, blanks and dashes are
    mended in the file itself, which is backed up. Raises DrafterError.
    """
    workspace, name = open_workspace(here), str(target)
    if name.lower().endswith(DOCX):
        return _fix_document(workspace, name)
    path = workspace.find_data_file(name)
    require_text(path, name)
    if path.suffix.lower() not in (".yaml", ".yml") and path.exists():
        raise DrafterError([problem("D495", FilePlace(name))], status=2)
    return _fix_data(workspace.around(path), path)


def _fix_data(workspace: Workspace, path: Path) -> Fixed:
    shown = workspace.show(path)
    document, problems = source.read_data_file(path, shown)
    if not problems or not any(hasattr(each.place, "line") for each in problems):
        if document is None:
            raise DrafterError(problems)
        return Fixed(None, 0, _list_left(workspace, path, problems))
    raw = edits.read_raw(path)
    pieces = _LINE_END.split(raw.text)
    text, changed = mend_text("\n".join(pieces[::2]), _list_field_names(workspace, raw.text))
    if not changed:
        return Fixed(None, 0, _list_left(workspace, path, problems))
    pieces[::2] = text.split("\n")
    data = raw.bytes("".join(pieces))
    backup, wrong = output.replace_data_file(path, data, shown)
    if wrong is not None:
        raise DrafterError([wrong])
    left = _list_left(workspace, path, source.parse(data, shown)[1])
    return Fixed(path, len(changed), left, tuple(changed), backup)


def _list_left(workspace: Workspace, path: Path, unread: Sequence[Problem]) -> tuple[Problem, ...]:
    """What is left to do: what hinders reading, else all that `check` tells of the data."""
    if select_blocking(unread) or not workspace.exists:
        return tuple(unread)
    try:
        return check(path, here=workspace.here).problems
    except DrafterError as error:
        return error.problems


def _list_field_names(workspace: Workspace, text: str) -> set[str]:
    """The names of the fields that the template of the data asks for; none where it is unknown."""
    named = _TEMPLATE_LINE.search(text)
    if named is None or not workspace.exists or named[1] not in workspace.templates():
        return set()
    file = template.find_schema(workspace.template(named[1]))
    asked = schema.read_schema(file, workspace.show(file))[0]
    return set() if asked is None else {name for path, _ in asked.root.walk() for name in path[-1:]}


def _fix_document(workspace: Workspace, name: str) -> Fixed:
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
