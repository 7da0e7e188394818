"""The proof that a template made of a report prints that report again, before it is written."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from drafter import engine, ledger, output, schema, source, template
from drafter.adopt import Adopted, Figure
from drafter.adopt.corrections import mentions_any
from drafter.adopt.model import type_in
from drafter.adopt.writing import data, description, differences, fixed, word_file
from drafter.adopt.writing.differences import Difference
from drafter.adopt.writing.outline import Outline
from drafter.adopt.writing.tags import write_figure_tag
from drafter.adopt.writing.word_file import ReportParts
from drafter.engine import Draft
from drafter.problems import Problem, WordPlace, phrase, select_blocking
from drafter.vocabulary import DATE_KEY, DESCRIPTION
from drafter.word.package.archive import Package, write_zip
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace

_ROUNDS = 6
"""So often what does not come out alike is left in the wording, and all is tried again."""


@dataclass(frozen=True)
class MadeTemplate:
    """A template and its data as they would be written, and what of the report they were made of.

    differences: where the report that they give is another one; empty where they are proven.
    problems: why they give no report at all.
    """

    adopted: Adopted
    docx: bytes = field(repr=False)
    description: str = field(repr=False)
    data: str = field(repr=False)
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_proven(self) -> bool:
        return not self.differences and not self.problems


def make_proven(report: Package, adopted: Adopted, workspace: Workspace) -> MadeTemplate:
    """The template of a cleaned report, tried out in memory.

    Figures that stand where the report comes out otherwise are left in the wording.
    """
    adopted = word_file.leave_unprintable(report, adopted)
    made = try_out(report, adopted, workspace)
    for _ in range(_ROUNDS):
        lessened = _lessen(report, made)
        if made.is_proven or lessened == made.adopted:
            break
        made = try_out(report, lessened, workspace)
    return made


def try_out(report: Package, adopted: Adopted, workspace: Workspace) -> MadeTemplate:
    """The template's files, and where the report that they give differs from the cleaned one."""
    made = write_files(report, adopted)
    draft, problems = make_draft(made, workspace)
    if draft is None:
        return replace(made, problems=tuple(problems))
    printed, wrong = open_package(output.seal_report(draft), "", harmless=False)
    assert printed is not None, wrong
    return replace(made, differences=tuple(differences.find_differences(report, printed)))


def write_files(report: Package, adopted: Adopted) -> MadeTemplate:
    """The texts and the Word file, not tried out yet."""
    outline = Outline(ReportParts(report))
    wordings = fixed.list_fixed_wordings(word_file.read_wording(report, adopted))
    schema_file = f"../templates/{adopted.name}/schema.json"
    return MadeTemplate(
        adopted,
        write_zip(word_file.write_word_file(report, adopted)),
        description.write_description(adopted, outline, wordings),
        data.write_data(adopted, outline, schema_file),
    )


def make_schema(made: MadeTemplate, workspace: Workspace) -> bytes:
    """The JSON Schema that the description means, for editors and other programs."""
    folder = workspace.template(made.adopted.name)
    asked, _ = schema.read_schema(
        folder / DESCRIPTION, workspace.show(folder / DESCRIPTION), made.description.encode()
    )
    assert asked is not None  # it has just been used
    return (json.dumps(asked.raw, ensure_ascii=False, indent=1) + "\n").encode()


def make_draft(
    made: MadeTemplate, workspace: Workspace, text: str | None = None
) -> tuple[Draft | None, list[Problem]]:
    """The draft that the files give; text: other data for them."""
    folder = workspace.template(made.adopted.name)
    opened, found = template.read_template(
        folder, workspace.show(folder), made.docx, made.description.encode()
    )
    if opened is None:
        return None, found
    compiled, problems = engine.compile_template(opened)
    if compiled is None:
        return None, [*found, *problems]
    shown = workspace.show(workspace.data / f"{made.adopted.year}.yaml")
    document, problems = source.parse((text or made.data).encode(), shown)
    if document is None or select_blocking(problems):
        return None, problems
    loaded, problems = ledger.load_ledger(document, opened.schema, workspace.data)
    if loaded is None or select_blocking(problems):
        return None, problems
    date = loaded.values.get(DATE_KEY)
    day = date if isinstance(date, datetime.date) else None
    return engine.render_report(compiled, loaded, day)


def _lessen(report: Package, made: MadeTemplate) -> Adopted:
    """What was found, but what comes out otherwise or cannot be printed is taken more simply.

    A table stays as it is. A figure with filters, or computed, is first typed as it stands; then
    it stays in the wording.
    """
    places = {(each.member, each.paragraph) for each in made.differences}
    if tables := word_file.find_tables_at(report, made.adopted, places):
        return word_file.leave_tables(made.adopted, tables)
    suspects = [each for each in made.adopted.kept if _is_suspect(each, made)]
    simpler = {each.name for each in suspects if each.name and (each.filters or each.expression)}
    if simpler:
        return _map_figures(made.adopted, lambda each: _type_in(each, made.adopted, simpler))
    numbers = {each.number for each in suspects}
    doubt = phrase("adopt.obstacle.differs").zh
    return _map_figures(
        made.adopted,
        lambda each: replace(each, choice="fixed", doubt=doubt) if each.number in numbers else each,
    )


def _map_figures(adopted: Adopted, change: Callable[[Figure], Figure]) -> Adopted:
    figures = tuple(map(change, adopted.figures))
    changed = replace(adopted, figures=figures)
    lost = {each.name for each in adopted.kept} - {each.name for each in changed.kept}
    checks = [check for check in adopted.checks if not mentions_any(check, lost)]
    return replace(changed, checks=tuple(checks))


def _is_suspect(figure: Figure, made: MadeTemplate) -> bool:
    """Whether the figure may be why the report comes out otherwise, or not at all."""
    if any((each.member, each.paragraph) == (figure.member, figure.paragraph)
           for each in made.differences):  # fmt: skip
        return True
    tag = write_figure_tag(figure)
    told = [each.place for each in made.problems if isinstance(each.place, WordPlace)]
    return any(
        tag in place.words[max(place.column - 1, 0) :][: place.width or None] for place in told
    )


def _type_in(figure: Figure, adopted: Adopted, names: Collection[str]) -> Figure:
    """A figure of one of these names as the data hold it just as it stands; fixed where it is told
    in several ways."""
    if figure.choice != "keep" or figure.name not in names:
        return figure
    if len({each.text for each in adopted.kept if each.name == figure.name}) > 1:
        return replace(figure, choice="fixed", doubt=phrase("adopt.obstacle.differs").zh)
    return type_in(figure)
