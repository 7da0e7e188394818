"""The gate: a data file with its draft, a template, or any Word file, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from drafter import engine, source, workspace
from drafter.checks import gate, silence
from drafter.checks.silence import Silence
from drafter.engine import Draft
from drafter.pipeline import settings
from drafter.pipeline.draft import Drafted, Result, draft, open_template
from drafter.pipeline.setup import template_check
from drafter.problems import (
    DrafterError,
    FilePlace,
    Problem,
    SheetFile,
    TextPlace,
    blocking,
    problem,
)
from drafter.word.opening import open_package
from drafter.word.package import Package
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
        return _told(of_document(folder / name, name, folder), Path(name).name, final=final)
    if (template := _template(name, folder)) is not None:
        return _told(of_template(template, folder), template, final=final)
    drafted = draft(name, folder, previous=previous)
    problems = everything(drafted, folder)
    return _told(problems, drafted.draft.title, final=final, made=drafted)


def everything(drafted: Drafted, here: Path) -> list[Problem]:
    """All that is to be told of a draft, what was silenced left out."""
    return _heard([*drafted.problems, *of_draft(drafted, here)], drafted, here)


def _told(
    problems: list[Problem], title: str, *, final: bool, made: Drafted | None = None
) -> Result:
    if blocking(problems, final=final):
        raise DrafterError(problems)
    return Result(None, "checked", tuple(problems), made.draft.trace if made else (), title)


def _heard(problems: list[Problem], drafted: Drafted, here: Path) -> list[Problem]:
    """The problems without those that somebody has silenced in the data, the template, or here."""
    document, _ = source.read(drafted.data, drafted.draft.ledger.file)
    page = f"{drafted.draft.title}.docx"
    said = [] if document is None else [*silence.in_data(document.file, document.lines)]
    said += silence.in_word(drafted.draft.package, page)
    return _silenced(problems, said, drafted.workspace, here)


def _silenced(
    problems: list[Problem], said: list[Silence], room: Workspace | None, here: Path
) -> list[Problem]:
    off, wrong = settings.silences(room, here) if room else ([], [])
    kept, refused = silence.refused([*said, *off])
    return [*silence.silent(problems, kept), *wrong, *refused]


def _template(name: str, here: Path) -> str | None:
    """The template that is meant: by its name, or by its folder."""
    room = workspace.find((here / name).absolute().parent) or workspace.find(here.absolute())
    if room is None or workspace.data_file(name, here).is_file():
        return None
    names = room.templates()
    last = Path(name).name
    return last if last in names and (name == last or (here / name).is_dir()) else None


def of_draft(drafted: Drafted, here: Path) -> list[Problem]:
    """What the gate says of a draft and of the data that it was made from."""
    made = drafted.draft
    found = gate.of_draft(made, _before(made))
    return list(_with_lines(found, here))


def _before(made: Draft) -> Draft | None:
    """The page that last year's data give."""
    earlier = made.ledger.earlier
    if not earlier:
        return None
    last = replace(earlier[0], earlier=earlier[1:])
    return engine.render(made.compiled, last)[0]


def of_template(name: str, here: Path) -> list[Problem]:
    """What the gate says of a template. Raises DrafterError when its files are no use."""
    found = template_check(name, here=here)
    room = workspace.find(here.absolute())
    assert room is not None  # template_check has found it
    opened = open_template(room, name, here, [])
    said = [*silence.in_word(opened.package, opened.file)]
    kept, refused = silence.refused(said)
    own = [each for each in kept if each.code == "D415"]  # the others are the report's
    return [*silence.silent([*found, *gate.of_template(opened)], own), *refused]


def of_document(path: Path, name: str, here: Path) -> list[Problem]:
    """What the gate says of a Word file. Raises DrafterError when it is none."""
    content = open_document(path, name)
    said = [*silence.in_word(content, name)]
    room = workspace.find(path.absolute().parent)
    return _silenced(gate.of_document(content, name), said, room, here)


def open_document(path: Path, name: str) -> Package:
    """The Word file. Raises DrafterError when there is none, or it is none."""
    try:
        content, found = open_package(path.read_bytes(), name, harmless=False)
    except OSError:
        raise DrafterError([problem("D496", FilePlace(name))]) from None
    if content is None:
        raise DrafterError(found)
    return content


def _with_lines(found: Iterable[Problem], here: Path) -> Iterator[Problem]:
    """The problems with the lines of the data that they are about."""
    files: dict[str, Sequence[str]] = {}
    for each in found:
        place = each.place
        if isinstance(place, TextPlace) and not (place.source or isinstance(place.file, SheetFile)):
            if place.file not in files:
                document, _ = source.read(here / place.file)
                files[place.file] = document.lines if document else ()
            line = "".join(files[place.file][place.line - 1 : place.line])
            column = _column(line, place.column, str(dict(each.values).get("text", "")))
            yield each._replace(place=place._replace(source=line, column=column))
        else:
            yield each


def _column(line: str, column: int, words: str) -> int:
    """Where the words stand on the line, at the column or behind it: a value may be in quotes."""
    found = line.find(words, column - 1) if words else -1
    return column if found < 0 else found + 1
