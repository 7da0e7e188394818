"""From a data file to a draft in memory, checked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import checks, engine, ledger, output, source, template
from drafter.commands.drafting.findings import Findings, refuse
from drafter.commands.drafting.years import look_back
from drafter.engine import CompiledTemplate, Draft
from drafter.figures import Gap
from drafter.frozen import dataclass
from drafter.ledger import Ledger
from drafter.problems import (
    FilePlace,
    Place,
    Problem,
    TextPlace,
    WordPlace,
    format_path,
    join_words,
    problem,
    select_blocking,
)
from drafter.schema import Field
from drafter.source import Document, Node
from drafter.template import Template
from drafter.update.identities import pack_draft
from drafter.vocabulary import CARRIED, DATE_KEY, TEMPLATE_KEY
from drafter.workspace import Workspace, show_path

if TYPE_CHECKING:
    from drafter.source import Row


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
    data: str | Path, workspace: Workspace, *, final: bool = False, row: Row | None = None,
    read: DataReader = source.read_data_file, previous: str | Path | None = None,
) -> DraftWithSources:  # fmt: skip
    """The draft of a data file, in memory. Raises DrafterError with all problems at once.

    row: its values stand in place of those of the file. previous: the data of the year before,
    where they are not in the file beside it that is named like it.
    """
    found = Findings()
    path = workspace.find_data_file(str(data))
    document = found.add(read(path, workspace.show(path)))
    found += [] if document is None else _find_unread(document, path, workspace)
    if document is not None and row is not None:
        document = found.add((source.lend(document, row), row.problems))
    workspace = workspace.around(path)
    if not workspace.exists:  # that comes before a data file that may be somewhere else
        refuse([*(found if document else ()), *workspace.find_missing()])
    document = found.need((document, ()))
    name = found.need(find_template_name(workspace, document))
    opened = found.need(open_template(workspace, name))
    # With an error in the data the template is still looked at: both are told at once.
    loaded = None
    if not select_blocking(found):
        loaded = found.add(ledger.load_ledger(document, opened.schema, path.parent))
    attached, lines = _find_attachments(document, opened.schema.root, path.parent), document.lines
    del document  # its tree is as large as all that is made from it
    compiled = found.need(engine.compile_template(opened))
    loaded = found.need((loaded, ()))
    attached += loaded.files
    if (compiled.looks_back or final) and row is None:
        chosen = None if previous is None else workspace.find_data_file(str(previous))
        loaded, files = found.add(look_back(compiled, loaded, path, chosen, workspace, final=final))
        attached += files
    found.stop()
    draft = found.need(_render(compiled, loaded, lines))
    on_page = check_page(draft, loaded, lines)
    found = Findings([*_withdraw_lost_fields(found, compiled, on_page), *on_page])
    found.stop(final=final)
    return DraftWithSources(workspace, path, draft, tuple(found), attached)


def _render(
    compiled: CompiledTemplate, loaded: Ledger, lines: Sequence[str]
) -> tuple[Draft | None, list[Problem]]:
    """The draft, and what is wrong with it, shown at its line of the data."""
    made, wrong = engine.render_report(compiled, loaded, find_report_date(loaded))
    return made, [_show_line(each, loaded.file, lines) for each in wrong]


def _find_unread(document: Document, path: Path, workspace: Workspace) -> list[Problem]:
    """D636, D645: what people have filled in and what is not read: not saved, or in a workbook
    beside the data."""
    if document.book is not None:
        return [problem("D636", FilePlace(document.file))] if output.is_open(path) else []
    book = path.with_suffix(".xlsx")
    if not book.is_file():
        return []
    from drafter.commands.drafting import filled_books  # few years have a workbook as well

    return filled_books.find_filled(book, path, workspace.around(path))


def _withdraw_lost_fields(
    found: Findings, compiled: CompiledTemplate, on_page: Sequence[Problem]
) -> list[Problem]:
    """The problems; a field that leads nowhere (D407) is not told as one that Word will update."""
    lost = {str(dict(each.values)["name"]).upper() for each in on_page if each.code == "D407"}
    if not lost or not compiled.awaiting:
        return found
    from drafter.engine.fields.awaiting import withdraw_lost  # few templates have such fields

    return withdraw_lost(found, compiled.awaiting, lost)


def check_page(draft: Draft, loaded: Ledger, lines: Sequence[str]) -> list[Problem]:
    """What every draft is asked: its gaps, marks that wait, the quick rules."""
    return [
        *_find_gaps(draft.gaps, loaded.file, lines),
        *_find_unconfirmed(loaded.file, lines),
        *(_show_line(each, loaded.file, lines) for each in checks.check_draft(draft)),
    ]


def _show_line(found: Problem, file: str, lines: Sequence[str]) -> Problem:
    """The problem, with the line of the data that it is about."""
    place = found.place
    if isinstance(place, TextPlace) and not place.source and place.file == file:
        return found._replace(place=place._replace(source="".join(lines[place.line - 1 :][:1])))
    return found


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


def find_last_data(workspace: Workspace) -> Path:
    """The data file that is meant where none is named. Raises DrafterError (D510, D511)."""
    found = Findings(workspace.find_missing())
    found.stop()
    return found.need(workspace.find_last_data())


def find_template_name(
    workspace: Workspace, document: Document
) -> tuple[str | None, list[Problem]]:
    """The template that the data ask for; D219 or D301 when there is no such."""
    mapping = document.root.value
    node = mapping.get(TEMPLATE_KEY) if isinstance(mapping, dict) else None
    if node is None or not isinstance(node.value, (str, int)):
        names = join_words(workspace.templates())
        return None, [problem("D219", document.place(document.root), known=names)]
    return workspace.find_template(str(node.value), document.place(node))


def open_template(workspace: Workspace, name: str) -> tuple[Template | None, list[Problem]]:
    """The template of that name, as it was compiled before if it is the same; what is wrong."""
    folder = workspace.template(name)
    shown = workspace.show(folder)
    compiled, _ = engine.recall_compiled(folder, shown)
    if compiled is not None:
        return compiled.template, [*compiled.template.warnings]
    return template.read_template(folder, shown)


def find_report_date(loaded: Ledger) -> datetime.date | None:
    """The day that the report bears, for the properties of its file."""
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


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report that only has to be written: where to, its bytes, and what is kept of it.

    memo: what its blocks were printed from, for a later merge.
    """

    workspace: Workspace
    path: Path
    shown: str
    data: bytes = field(repr=False)
    record: dict[str, str]
    title: str
    memo: bytes = field(default=b"", repr=False)


def name_report(drafted: DraftWithSources, path: Path) -> DraftWithSources:
    """The draft, what was found on its page told by the name of the file that is written."""
    page = f"{drafted.draft.title}.docx"

    def rename(found: Problem) -> Problem:
        place = found.place
        if not isinstance(place, WordPlace | FilePlace) or place.file != page:
            return found
        return found._replace(place=place._replace(file=path.name))

    return replace(drafted, problems=tuple(map(rename, drafted.problems)))


def seal_draft(drafted: DraftWithSources, path: Path) -> SealedReport:
    """The draft as the report that goes to the path. Raises DrafterError (D514)."""
    workspace, shown = drafted.workspace, drafted.workspace.show(path)
    if workspace.is_protected(path):
        refuse([*drafted.problems, problem("D514", FilePlace(shown))])
    record = {
        "data": show_path(drafted.data, workspace.root),
        "template": drafted.draft.compiled.template.name,
        "report": show_path(path, workspace.root),
    }
    data = output.seal_report(drafted.draft)
    memo = pack_draft(drafted.draft)
    return SealedReport(workspace, path, shown, data, record, drafted.draft.title, memo)
