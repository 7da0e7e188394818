"""From a data file to a draft in memory, checked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from drafter import checks, engine, ledger, source, template, workspace
from drafter.engine import CompiledTemplate, Draft, PrintedValue
from drafter.figures import Gap, format_path
from drafter.ledger import Ledger
from drafter.output import Account
from drafter.problems import (
    DrafterError,
    FilePlace,
    Place,
    Problem,
    TextPlace,
    problem,
    select_blocking,
)
from drafter.schema import Field, find_nearest_word
from drafter.source import Document, Node
from drafter.template import Template
from drafter.vocabulary import CARRIED, DATE_KEY, TEMPLATE_KEY
from drafter.workspace import Workspace

if TYPE_CHECKING:
    from drafter.source import Row

Status = Literal[
    "written",
    "replaced",
    "unchanged",
    "updated",
    "kept",
    "checked",
    "absent",
    "current",
    "outdated",
    "edited",
]


@dataclass(frozen=True)
class Result:
    """What came of a run: the report's path and name, its status, the problems, the trace.

    backup: where an earlier file was kept. files: all that was read to make the report. account:
    what the data changed in a report that was there, and what hands did to it.
    """

    path: Path | None
    status: Status
    problems: tuple[Problem, ...]
    trace: Sequence[PrintedValue] = field(repr=False)
    title: str = ""
    backup: Path | None = None
    files: tuple[Path, ...] = ()
    account: Account | None = None


@dataclass(frozen=True)
class DraftWithSources:
    """A draft with the workspace and the files it came from, and what was found on the way.

    attached: the pictures and Word files that the data name, and where the years before are or
    would be.
    """

    workspace: Workspace
    data: Path
    draft: Draft
    problems: tuple[Problem, ...]
    attached: tuple[Path, ...] = ()


DataReader = Callable[[Path, str], tuple[Document | None, list[Problem]]]
"""How a data file is read: its path, and its name in messages."""


def make_draft(
    data: str | Path, here: Path, *, final: bool = False, row: Row | None = None,
    read: DataReader = source.read_data_file, previous: str | Path | None = None,
) -> DraftWithSources:  # fmt: skip
    """The draft of a data file, in memory. Raises DrafterError with all problems at once.

    row: its values stand in place of those of the file. previous: the data of the year before,
    where they are not in the file beside it that is named like it.
    """
    path = workspace.find_data_file(str(data), here)
    document, found = read(path, workspace.show_path(path, here))
    if document is not None and row is not None:
        document, found = source.lend(document, row), [*found, *row.problems]
    room = workspace.find_data_workspace(path, here)
    if room is None:
        kept = found if document is not None else []
        raise DrafterError([*kept, problem("D510", FilePlace(str(here.absolute())))])
    if document is None:
        raise DrafterError(found)
    name = template_name(room, document, found)
    compiled, warnings = recall_template(room, name, here, found)
    opened = compiled.template if compiled else open_template(room, name, here, found)
    loaded = _load_ledger(document, opened, path.parent, found)
    attached = _find_attachments(document, opened.schema.root, path.parent)
    attached += loaded.files if loaded else ()
    lines = document.lines
    del document  # its tree is as large as all that is made from it
    if compiled is None:
        compiled, warnings = engine.compile_template(opened)
    found += warnings
    if compiled is None or loaded is None:
        raise DrafterError(found)
    if compiled.looks_back and row is None:
        loaded, files = _load_earlier_years(loaded, opened, path, previous, here, found)
        attached += files
    made = _render_draft(compiled, loaded, lines, found)
    if select_blocking(found, final=final):
        raise DrafterError(found)
    return DraftWithSources(room, path, made, tuple(found), attached)


def _render_draft(
    compiled: CompiledTemplate, loaded: Ledger, lines: Sequence[str], found: list[Problem]
) -> Draft:
    """The page, with what is found on it. Raises DrafterError when there can be none."""
    if select_blocking(found):
        raise DrafterError(found)
    made, wrong = engine.render_report(compiled, loaded, _report_date(loaded))
    found += wrong
    if made is None:
        raise DrafterError(found)
    found += [
        *_find_gaps(made.gaps, loaded.file, lines),
        *_find_unconfirmed(loaded.file, lines),
        *checks.check_draft(made),
    ]
    return made


def _load_earlier_years(
    loaded: Ledger, opened: Template, path: Path, previous: str | Path | None, here: Path,
    found: list[Problem],
) -> tuple[Ledger, tuple[Path, ...]]:  # fmt: skip
    from drafter.commands.drafting import years  # not every template compares

    chosen = None if previous is None else workspace.find_data_file(str(previous), here)
    return years.load_earlier_years(loaded, opened.schema, path, chosen, here, found)


def _find_attachments(document: Document, field: Field, folder: Path) -> tuple[Path, ...]:
    """The pictures and Word files that the data name; their paths."""
    if not any(below.kind in _FILES for _, below in field.walk()):
        return ()
    return tuple(dict.fromkeys(folder / name for name in _attachment_names(document.root, field)))


_FILES = ("image", "document")


def _attachment_names(node: Node, field: Field | None) -> Iterator[str]:
    """The names in the fields that hold a picture or a Word file."""
    match node.value:
        case dict() as mapping if field is not None:
            for key, below in mapping.items():
                yield from _attachment_names(below, field.fields.get(key))
        case list() as entries if field is not None:
            for below in entries:
                yield from _attachment_names(
                    below, field.item or Field("", "record", fields=field.fields)
                )
        case str() as name if field is not None and field.kind in _FILES:
            yield name
        case _:
            return


def template_name(room: Workspace, document: Document, found: list[Problem]) -> str:
    """Which template the data asks for. Raises DrafterError when it does not say."""
    mapping = document.root.value
    node = mapping.get(TEMPLATE_KEY) if isinstance(mapping, dict) else None
    if node is None or not isinstance(node.value, (str, int)):
        names = "、".join(room.templates())
        raise DrafterError([*found, problem("D219", document.place(document.root), known=names)])
    name = str(node.value)
    if name not in room.templates():
        known = room.templates()
        hint = find_nearest_word(name, known) or "、".join(known)
        place = document.place(node)
        raise DrafterError([*found, problem("D301", place, name=name, hint=hint)])
    return name


def recall_template(
    room: Workspace, name: str, here: Path, found: list[Problem]
) -> tuple[CompiledTemplate | None, list[Problem]]:
    """The template of that name as it was compiled before, if it is the same."""
    folder = room.template(name)
    compiled, warnings = engine.recall_compiled(folder, workspace.show_path(folder, here))
    found += compiled.template.warnings if compiled else ()
    return compiled, warnings


def open_template(room: Workspace, name: str, here: Path, found: list[Problem]) -> Template:
    """The template of that name. Raises DrafterError with what is wrong with its files."""
    folder = room.template(name)
    opened, wrong = template.read_template(folder, workspace.show_path(folder, here))
    found += wrong
    if opened is None:
        raise DrafterError(found)
    return opened


def _load_ledger(
    document: Document, opened: Template, folder: Path, found: list[Problem]
) -> Ledger | None:
    """The checked data; None when an error stops it, the template is then still looked at."""
    if select_blocking(found):
        return None
    loaded, wrong = ledger.load_ledger(document, opened.schema, folder)
    found += wrong
    return loaded


def _report_date(loaded: Ledger) -> datetime.date | None:
    date = loaded.values.get(DATE_KEY)
    return date if isinstance(date, datetime.date) else None


def _find_gaps(gaps: Iterable[Gap], file: str, lines: Sequence[str]) -> list[Problem]:
    """The optional values that the page asked for and the data lack."""
    return [
        problem("D339", _origin_place(gap, file, lines), where=format_path(gap.path))
        for gap in gaps
        if not gap.required
    ]


def _find_unconfirmed(file: str, lines: Sequence[str]) -> list[Problem]:
    """The values carried over from another year that nobody has confirmed, told as one gap."""
    if not any(CARRIED in line for line in lines):
        return []
    from drafter.source.edits import find_unconfirmed_marks  # only a new year's data have marks

    marks = list(find_unconfirmed_marks(lines))
    if not marks:
        return []
    line, column, year = marks[0]
    source = lines[line - 1]
    place = TextPlace(file, line, column, len(source.rstrip()) - column + 1, source)
    numbers = [str(number) for number, _, _ in marks]
    shown = "、".join(numbers[:12]) + ("……" if len(numbers) > 12 else "")
    return [problem("D491", place, n=len(marks), year=year, lines=shown)]


def _origin_place(gap: Gap, file: str, lines: Sequence[str]) -> Place:
    """The record that lacks the value; the whole file for a value at its top."""
    origin = next(iter(gap.origins), None)
    if origin is None or not origin.path or origin.file != file:
        return FilePlace(origin.file if origin else file)
    line = lines[origin.line - 1]
    width = len(line.rstrip()) - origin.column + 1
    return TextPlace(origin.file, origin.line, origin.column, width, line)
