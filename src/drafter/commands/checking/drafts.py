"""The gate for data files and templates: what is found in a draft that is made in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from drafter import checks, engine, ledger, source
from drafter.checks import silence
from drafter.commands import init
from drafter.commands.checking.documents import drop_silenced
from drafter.commands.drafting import settings
from drafter.commands.drafting.drafts import DraftWithSources
from drafter.commands.drafting.findings import leave_surer
from drafter.engine import Draft
from drafter.problems import Problem, SheetFile, TextPlace
from drafter.source import Document
from drafter.vocabulary import FILE_KEY, SHEET_KEY
from drafter.workspace import Workspace


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


def account_for_tables(drafted: DraftWithSources) -> Iterator[Problem]:
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


def _apply_silences(
    problems: list[Problem], drafted: DraftWithSources, document: Document | None
) -> list[Problem]:
    """The problems without those that somebody has silenced in the data, the template, or here."""
    page = f"{drafted.draft.title}.docx"
    said = [] if document is None else [*silence.read_data_silences(document.file, document.lines)]
    said += silence.read_word_silences(drafted.draft.package, page)
    return drop_silenced(problems, said, drafted.workspace)


def check_template(name: str, workspace: Workspace) -> list[Problem]:
    """What the gate says of a template. Raises DrafterError when its files are no use."""
    opened, found = init.check_template(name, workspace)
    said = [*silence.read_word_silences(opened.package, opened.file)]
    kept, refused = silence.split_allowed(said)
    own = [each for each in kept if each.code == "D415"]  # the others are the report's
    return [*silence.apply_silences([*found, *checks.check_template(opened)], own), *refused]


def _render_year_before(made: Draft) -> Draft | None:
    """The page that last year's data give."""
    earlier = made.ledger.earlier
    if not earlier:
        return None
    last = replace(earlier[0], earlier=earlier[1:])
    return engine.render_report(made.compiled, last)[0]


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
