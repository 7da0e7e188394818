"""The gate: a data file with its draft, a template, or any Word file, checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from drafter import checks, engine, ledger, source
from drafter.checks import silence
from drafter.checks.silence import Silence
from drafter.commands import init
from drafter.commands.drafting import settings
from drafter.commands.drafting.drafts import DraftWithSources, Result, make_draft
from drafter.commands.drafting.findings import leave_surer
from drafter.engine import Draft
from drafter.engine.page_text import PageText
from drafter.problems import (
    DrafterError,
    FilePlace,
    Problem,
    SheetFile,
    TextPlace,
    problem,
    select_blocking,
)
from drafter.source import Document
from drafter.vocabulary import FILE_KEY, SHEET_KEY
from drafter.word.package.archive import Package
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace, open_workspace

DOCX = ".docx"


def check(
    target: str | Path, *, previous: str | Path | None = None, final: bool = False,
    verbose: bool = False, data: str | Path | None = None, here: str | Path = ".",
) -> Result:  # fmt: skip
    """Everything that can be told of a data file, a template or any .docx; nothing is written.

    target: a data file, from which a draft is made in memory; the name or folder of a template; or
    a Word file of anybody's. previous: the data of the year before. final: gaps are refused too.
    verbose: each row of the ledgers that are kept in other files is accounted for. data: the data
    file whose records the figures of a Word file are compared with.
    Raises DrafterError where there are errors, with everything found.
    """
    workspace, name = open_workspace(here), str(target)
    if name.lower().endswith(DOCX):
        found, lines = check_document(name, workspace, data)
        return _make_result(found, Path(name).name, final=final, lines=lines)
    if data is not None:
        raise DrafterError([problem("D419", FilePlace(name), name=name)])
    if (template := _find_template(name, workspace)) is not None:
        found = check_template(template, workspace.around(workspace.here / name))
        return _make_result(found, template, final=final)
    drafted = make_draft(name, workspace, previous=previous)
    found = collect_problems(drafted)
    if verbose:
        places = {each.place for each in found if each.code == "D228"}
        found += [each for each in _account_for_tables(drafted) if each.place not in places]
    return _make_result(found, drafted.draft.title, final=final, made=drafted)


def collect_problems(drafted: DraftWithSources) -> list[Problem]:
    """All that is to be told of a draft, what was silenced left out."""
    document, _ = source.read_data_file(drafted.data, drafted.draft.ledger.file)
    return judge_draft(drafted, document)


def judge_draft(
    drafted: DraftWithSources, document: Document | None, pause: Callable[[], None] = lambda: None
) -> list[Problem]:
    """The same of a draft that was made of that document, whatever is on disk.

    pause: is called again and again; what it raises ends the judging.
    """
    office = settings.read_office_words(drafted.workspace)
    found = checks.check_data(drafted.draft, _render_year_before(drafted.draft), office, pause)
    known = {} if document is None else {document.file: document.lines}
    found = list(_add_lines(found, drafted.workspace.here, known))
    return leave_surer(_apply_silences([*drafted.problems, *found], drafted, document))


def _account_for_tables(drafted: DraftWithSources) -> Iterator[Problem]:
    """D228 of each ledger that the data keep in another file: every row of it."""
    document, _ = source.read_data_file(drafted.data, drafted.draft.ledger.file)
    mapping = document.root.value if document is not None else None
    schema = drafted.draft.compiled.template.schema
    if document is not None and document.book is not None:
        told = ledger.insert_sheets(document, schema, complete=True)[1]
        yield from (each for each in told if each.code == "D228")
        return
    fields = schema.root.fields
    for name, node in mapping.items() if isinstance(mapping, dict) else ():
        if isinstance(node.value, dict) and FILE_KEY in node.value and name in fields:
            named, sheet = node.value[FILE_KEY], node.value.get(SHEET_KEY)
            shown = (Path(drafted.draft.ledger.file).parent / str(named.value)).as_posix()
            path, wanted = drafted.data.parent / str(named.value), str(sheet.value if sheet else "")
            told = ledger.read_table(path, shown, wanted, fields[name])[1]
            yield from (each for each in told if each.code == "D228")


def _make_result(
    problems: list[Problem], title: str, *, final: bool, made: DraftWithSources | None = None,
    lines: int = 0,
) -> Result:  # fmt: skip
    if select_blocking(problems, final=final):
        raise DrafterError(problems)
    trace = made.draft.trace if made else ()
    return Result(None, "checked", tuple(problems), trace, title, lines=lines)


def _apply_silences(
    problems: list[Problem], drafted: DraftWithSources, document: Document | None
) -> list[Problem]:
    """The problems without those that somebody has silenced in the data, the template, or here."""
    page = f"{drafted.draft.title}.docx"
    said = [] if document is None else [*silence.read_data_silences(document.file, document.lines)]
    said += silence.read_word_silences(drafted.draft.package, page)
    return _drop_silenced(problems, said, drafted.workspace)


def _drop_silenced(
    problems: list[Problem], said: list[Silence], workspace: Workspace | None
) -> list[Problem]:
    off, wrong = settings.read_silences(workspace) if workspace else ([], [])
    kept, refused = silence.split_allowed([*said, *off])
    return [*silence.apply_silences(problems, kept), *wrong, *refused]


def _find_template(name: str, workspace: Workspace) -> str | None:
    """The template that is meant: by its name, or by its folder."""
    room = workspace.around(workspace.here / name)
    if not room.exists or workspace.find_data_file(name).is_file():
        return None
    last = Path(name).name
    meant = name == last or (workspace.here / name).is_dir()
    return last if meant and last in room.templates() else None


def _render_year_before(made: Draft) -> Draft | None:
    """The page that last year's data give."""
    earlier = made.ledger.earlier
    if not earlier:
        return None
    last = replace(earlier[0], earlier=earlier[1:])
    return engine.render_report(made.compiled, last)[0]


def check_template(name: str, workspace: Workspace) -> list[Problem]:
    """What the gate says of a template. Raises DrafterError when its files are no use."""
    opened, found = init.check_template(name, workspace)
    said = [*silence.read_word_silences(opened.package, opened.file)]
    kept, refused = silence.split_allowed(said)
    own = [each for each in kept if each.code == "D415"]  # the others are the report's
    return [*silence.apply_silences([*found, *checks.check_template(opened)], own), *refused]


def check_document(
    name: str, workspace: Workspace, data: str | Path | None = None
) -> tuple[list[Problem], int]:
    """What the gate says of a Word file, and how many lines it has. Raises DrafterError when it is
    none.

    data: the data file whose records it is compared with, too.
    """
    path = workspace.here / name
    content = open_document(path, name)
    around = workspace.around(path)
    inside = path.absolute().is_relative_to(around.root.absolute())  # else it is anybody's
    is_bound = inside and settings.binds_gongwen(around)
    office = settings.read_office_words(around) if inside else None
    page = PageText(name, content, is_bound=is_bound)
    found = checks.check_document(page, office)
    if data is not None:
        draft = make_draft(str(data), workspace).draft
        found = [*checks.check_against_records(content, name, draft), *found]
    said = [*silence.read_word_silences(content, name)]
    written = sum(bool(line.text.strip()) for line in page.lines)
    return _drop_silenced(found, said, around if inside else None), written


def open_document(path: Path, name: str) -> Package:
    """The Word file. Raises DrafterError when there is none, or it is none."""
    try:
        content, found = open_package(path.read_bytes(), name, harmless=False)
    except OSError:
        raise DrafterError([problem("D496", FilePlace(name))]) from None
    if content is None:
        raise DrafterError(found)
    return content


def _add_lines(
    found: Iterable[Problem], here: Path, known: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """The problems with the lines of the data that they are about; known: files that were read."""
    files = dict(known)
    for each in found:
        place = each.place
        if isinstance(place, TextPlace) and not (place.source or isinstance(place.file, SheetFile)):
            if place.file not in files:
                document, _ = source.read_data_file(here / place.file)
                files[place.file] = document.lines if document else ()
            line = "".join(files[place.file][place.line - 1 : place.line])
            column = _find_column(line, place.column, str(dict(each.values).get("text", "")))
            yield each._replace(place=place._replace(source=line, column=column))
        else:
            yield each


def _find_column(line: str, column: int, words: str) -> int:
    """Where the words stand on the line, at the column or behind it: a value may be in quotes."""
    found = line.find(words, column - 1) if words else -1
    return column if found < 0 else found + 1
