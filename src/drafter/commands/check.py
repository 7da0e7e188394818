"""The gate: a data file with its draft, a template, or any Word file, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from drafter import engine, source, workspace
from drafter.checks import gate, silence
from drafter.checks.silence import Silence
from drafter.commands.drafting import settings
from drafter.commands.drafting.drafts import DraftWithSources, Result, make_draft, open_template
from drafter.commands.init import template_check
from drafter.engine import Draft
from drafter.problems import (
    DrafterError,
    FilePlace,
    Problem,
    SheetFile,
    TextPlace,
    problem,
    select_blocking,
)
from drafter.word.package.archive import Package
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace

DOCX = ".docx"


def check(
    target: str | Path, *, previous: str | Path | None = None, final: bool = False,
    here: str | Path = ".",
) -> Result:  # fmt: skip
    """Everything that can be told of a data file, a template or any .docx; nothing is written.

    target: a data file, from which a draft is made in memory; the name or folder of a template; or
    a Word file of anybody's. previous: the data of the year before. final: gaps are refused too.
    Raises DrafterError where there are errors, with everything found.
    """
    folder, name = Path(here), str(target)
    if name.lower().endswith(DOCX):
        return _make_result(
            check_document(folder / name, name, folder), Path(name).name, final=final
        )
    if (template := _find_template(name, folder)) is not None:
        return _make_result(check_template(template, folder), template, final=final)
    drafted = make_draft(name, folder, previous=previous)
    problems = collect_problems(drafted, folder)
    return _make_result(problems, drafted.draft.title, final=final, made=drafted)


def collect_problems(drafted: DraftWithSources, here: Path) -> list[Problem]:
    """All that is to be told of a draft, what was silenced left out."""
    return _apply_silences([*drafted.problems, *check_draft(drafted, here)], drafted, here)


def _make_result(
    problems: list[Problem], title: str, *, final: bool, made: DraftWithSources | None = None
) -> Result:
    if select_blocking(problems, final=final):
        raise DrafterError(problems)
    return Result(None, "checked", tuple(problems), made.draft.trace if made else (), title)


def _apply_silences(
    problems: list[Problem], drafted: DraftWithSources, here: Path
) -> list[Problem]:
    """The problems without those that somebody has silenced in the data, the template, or here."""
    document, _ = source.read_data_file(drafted.data, drafted.draft.ledger.file)
    page = f"{drafted.draft.title}.docx"
    said = [] if document is None else [*silence.read_data_silences(document.file, document.lines)]
    said += silence.read_word_silences(drafted.draft.package, page)
    return _drop_silenced(problems, said, drafted.workspace, here)


def _drop_silenced(
    problems: list[Problem], said: list[Silence], room: Workspace | None, here: Path
) -> list[Problem]:
    off, wrong = settings.read_silences(room, here) if room else ([], [])
    kept, refused = silence.split_allowed([*said, *off])
    return [*silence.apply_silences(problems, kept), *wrong, *refused]


def _find_template(name: str, here: Path) -> str | None:
    """The template that is meant: by its name, or by its folder."""
    room = workspace.find_workspace((here / name).absolute().parent) or workspace.find_workspace(
        here.absolute()
    )
    if room is None or workspace.find_data_file(name, here).is_file():
        return None
    names = room.templates()
    last = Path(name).name
    return last if last in names and (name == last or (here / name).is_dir()) else None


def check_draft(drafted: DraftWithSources, here: Path) -> list[Problem]:
    """What the gate says of a draft and of the data that it was made from."""
    made = drafted.draft
    found = gate.check_draft_data(made, _render_year_before(made))
    return list(_add_lines(found, here))


def _render_year_before(made: Draft) -> Draft | None:
    """The page that last year's data give."""
    earlier = made.ledger.earlier
    if not earlier:
        return None
    last = replace(earlier[0], earlier=earlier[1:])
    return engine.render_report(made.compiled, last)[0]


def check_template(name: str, here: Path) -> list[Problem]:
    """What the gate says of a template. Raises DrafterError when its files are no use."""
    found = template_check(name, here=here)
    room = workspace.find_workspace(here.absolute())
    assert room is not None  # template_check has found it
    opened = open_template(room, name, here, [])
    said = [*silence.read_word_silences(opened.package, opened.file)]
    kept, refused = silence.split_allowed(said)
    own = [each for each in kept if each.code == "D415"]  # the others are the report's
    return [*silence.apply_silences([*found, *gate.check_template(opened)], own), *refused]


def check_document(path: Path, name: str, here: Path) -> list[Problem]:
    """What the gate says of a Word file. Raises DrafterError when it is none."""
    content = open_document(path, name)
    said = [*silence.read_word_silences(content, name)]
    room = workspace.find_workspace(path.absolute().parent)
    return _drop_silenced(gate.check_document(content, name), said, room, here)


def open_document(path: Path, name: str) -> Package:
    """The Word file. Raises DrafterError when there is none, or it is none."""
    try:
        content, found = open_package(path.read_bytes(), name, harmless=False)
    except OSError:
        raise DrafterError([problem("D496", FilePlace(name))]) from None
    if content is None:
        raise DrafterError(found)
    return content


def _add_lines(found: Iterable[Problem], here: Path) -> Iterator[Problem]:
    """The problems with the lines of the data that they are about."""
    files: dict[str, Sequence[str]] = {}
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
