"""From last year's finished report to a template, and its data filled with last year's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from drafter.adopt import Adopted, corrections, sheet
from drafter.adopt.analysis import analyse
from drafter.adopt.sheet import FACT_NAMES, HELP, TITLE, Facts
from drafter.adopt.writing.outline import Outline
from drafter.adopt.writing.word_file import ReportParts
from drafter.commands.adopting import proof
from drafter.commands.adopting.files import REVIEW_ENDING, Targets, find_obstacles
from drafter.commands.adopting.proof import MadeTemplate
from drafter.commands.adopting.reading import open_report, read_bytes
from drafter.commands.adopting.remarks import write_review
from drafter.commands.drafting.findings import Findings, refuse
from drafter.output.together import digest_bytes, remember_digests, write_together
from drafter.problems import FilePlace, Problem, TextPlace, Value, phrase, problem
from drafter.source import read_grid
from drafter.word.package.archive import Package
from drafter.word.text.places import ParagraphPlace, make_word_place
from drafter.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class AdoptedReport:
    """What came of it: the template's folder, the data file, the sheet to look things over in.

    typed, computed: how many figures the data hold, and how many are computed. ledgers: the tables
    that are ledgers now, each with how many records. doubtful: sentences with what is doubtful in
    them. paragraphs: so many were compared, and are what they were. backups: where older files are
    kept. review: the copy with a comment at each figure.
    """

    template: Path
    data: Path
    sheet: Path
    year: int
    typed: int
    computed: int
    fixed: int
    paragraphs: int
    ledgers: tuple[tuple[str, int], ...] = ()
    doubtful: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    backups: tuple[Path, ...] = ()
    review: Path | None = None
    is_corrected: bool = False


class FoundFigure(NamedTuple):
    """A figure that was found, as the sheet has it.

    sentence: what stands before it, the figure, what stands behind. value, unit: as the data will
    hold it. origin: where it comes from. choice: 留, 固定 or 删. doubt: what is doubtful of it.
    """

    number: int
    sentence: tuple[str, ...]
    value: str
    unit: str
    name: str
    kind: str
    origin: str
    choice: str
    doubt: str


class FigureChoice(NamedTuple):
    """What was chosen of a figure. choice: 留, 固定 or 删. is_typed: it is filled in each year, and
    not computed as was found."""

    name: str
    choice: str
    is_typed: bool = False


@dataclass(frozen=True)
class FoundReport:
    """What was found in a report: what its template will be called, its year, its figures."""

    name: str
    year: int
    figures: tuple[FoundFigure, ...]
    problems: tuple[Problem, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class _Source:
    """The report that is learnt from, its cleaned copy, and that of the year before."""

    path: Path
    shown: str
    data: bytes = field(repr=False)
    package: Package = field(repr=False)
    earlier: Path | None = None
    before: Package | None = field(default=None, repr=False)


def adopt_report(
    report: str | Path | None = None, earlier: str | Path | None = None, *,
    name: str | None = None, year: int | None = None, corrected: str | Path | None = None,
    choices: Mapping[int, FigureChoice] | None = None, review: bool = False,
    overwrite: bool = False, here: str | Path = ".",
) -> AdoptedReport:  # fmt: skip
    """Make a template of a finished report, and its data; nothing unless they give it again.

    report, earlier: that of the last year, and of the one before, which tells what changes. name:
    of the template. year: the report's, where it does not say it. corrected: the sheet with a
    clerk's corrections, which says what the report was. choices: what was chosen of the figures
    that `find_figures` has shown, by number. review: write a Word copy with comments too.
    overwrite: replace what people have changed, after a backup. Raises DrafterError.
    """
    workspace = open_workspace(here)
    facts = None
    if corrected is not None:
        facts = _read_facts(workspace.here / corrected, workspace)
        beside = (workspace.here / corrected).parent
        report = report or beside / facts.report
        earlier = earlier or (beside / facts.earlier if facts.earlier else None)
        name, year = name or facts.name, year or facts.year
    if report is None:
        refuse([problem("D526", None)])
    found = _read_source(workspace, workspace.here / report, earlier)
    if facts is not None and facts.digest != digest_bytes(found.data):
        what = phrase("adopt.sheet.changed")
        refuse([problem("D524", FilePlace(found.shown), what=what)])
    made = _prove(found, _find(found, name, year), workspace)
    if corrected is not None:
        made = _correct(found, made, workspace.here / corrected, workspace)
    if choices:
        made = _prove(found, _choose(found, made.adopted, choices), workspace)
    targets = Targets(workspace, made.adopted.name, made.adopted.year)
    return _write(found, made, targets, corrected=corrected, review=review, overwrite=overwrite)


def find_figures(
    report: str | Path, earlier: str | Path | None = None, *, name: str | None = None,
    year: int | None = None, here: str | Path = ".",
) -> FoundReport:  # fmt: skip
    """What `adopt_report` would make of a report, to be looked over; nothing is written.

    Raises DrafterError as that does.
    """
    workspace = open_workspace(here)
    found = _read_source(workspace, workspace.here / report, earlier)
    made = _prove(found, _find(found, name, year), workspace)
    outline = Outline(ReportParts(found.package))
    figures = tuple(map(_show_figure, sheet.list_rows(made.adopted, outline, 1)))
    return FoundReport(made.adopted.name, made.adopted.year, figures, tuple(made.adopted.problems))


def _show_figure(row: tuple[Any, ...]) -> FoundFigure:
    number, said, *texts = row
    return FoundFigure(int(number), tuple(said), *map(str, texts))


def _choose(found: _Source, adopted: Adopted, choices: Mapping[int, FigureChoice]) -> Adopted:
    """What was found, as it was chosen. Raises DrafterError for what cannot be taken."""
    findings, rows = Findings(), []
    for values in sheet.list_rows(adopted, Outline(ReportParts(found.package))):
        texts = dict(zip(sheet.COLUMNS, map(str, values), strict=True))
        number = int(values[0]) if isinstance(values[0], int) else 0
        if (chosen := choices.get(number)) is not None:
            texts |= {sheet.NAME: chosen.name, sheet.CHOICE: chosen.choice}
            texts[sheet.ORIGIN] = "" if chosen.is_typed else texts[sheet.ORIGIN]
        place = TextPlace(found.shown, number)
        rows.append(corrections.Row(texts, dict.fromkeys(sheet.COLUMNS, place)))
    chosen_all = findings.add(corrections.apply_rows(adopted, rows))
    findings.stop()
    return chosen_all


def _read_source(workspace: Workspace, path: Path, earlier: str | Path | None) -> _Source:
    shown = workspace.show(path)
    data = read_bytes(path, workspace)
    package = open_report(data, shown)
    if earlier is None:
        return _Source(path, shown, data, package)
    older = workspace.here / earlier
    before = open_report(read_bytes(older, workspace), workspace.show(older))
    return _Source(path, shown, data, package, older, before)


def _find(found: _Source, name: str | None, year: int | None) -> Adopted:
    adopted = analyse(found.package, year or 0, found.before)
    if not adopted.year:
        refuse([problem("D548", FilePlace(found.shown))])
    return replace(adopted, name=name or adopted.name)


def _prove(found: _Source, adopted: Adopted, workspace: Workspace) -> MadeTemplate:
    """What would be written. Raises DrafterError where it does not give the report again."""
    made = proof.make_proven(found.package, adopted, workspace)
    if made.problems:
        refuse(made.problems)
    if made.differences:
        refuse(_explain_differences(found, made))
    return made


def _explain_differences(found: _Source, made: MadeTemplate) -> list[Problem]:
    parts, told = ReportParts(found.package), []
    for each in made.differences[:5]:
        element = parts.elements.get((each.member, each.paragraph))
        place: Any = FilePlace(found.shown)
        if element is not None:
            spot = ParagraphPlace(each.paragraph, each.old)
            place = make_word_place(found.shown, each.member, spot)
        old, new = _show(each.old), _show(each.new)
        if each.old == each.new:
            old, new = phrase("adopt.differs.words"), phrase("adopt.differs.look")
        told.append(problem("D549", place, old=old, new=new))
    return told


def _show(text: str) -> Value:
    return f"“{text[:30]}”"


def _read_facts(path: Path, workspace: Workspace) -> Facts:
    """Which report the sheet is about. Raises DrafterError."""
    findings, shown = Findings(), workspace.show(path)
    grid = findings.need(read_grid(path, shown, HELP))
    said = {
        cells[1].text: cells[2].text for cells in grid.rows.values() if 1 in cells and 2 in cells
    }
    values = [said.get(key, "") for key in FACT_NAMES]
    report, earlier, name, year, digest = values
    if not (report and name and year.isdecimal()):
        refuse([problem("D524", FilePlace(shown), what=phrase("adopt.sheet.facts"))])
    return Facts(report, earlier, name, int(year), digest)


def _correct(found: _Source, made: MadeTemplate, path: Path, workspace: Workspace) -> MadeTemplate:
    """The template as the sheet has it. Raises DrafterError for a cell that cannot be taken."""
    findings = Findings()
    grid = findings.need(read_grid(path, workspace.show(path), TITLE))
    rows = findings.add(corrections.read_rows(grid))
    findings.stop()
    adopted = findings.add(corrections.apply_rows(made.adopted, rows))
    findings.stop()
    return _prove(found, adopted, workspace)


def _write(
    found: _Source, made: MadeTemplate, targets: Targets, *, corrected: str | Path | None,
    review: bool, overwrite: bool,
) -> AdoptedReport:  # fmt: skip
    """Write all files or none. Raises DrafterError where something stands in their way."""
    adopted = made.adopted
    outline = Outline(ReportParts(found.package))
    files = targets.list_files(
        made.docx,
        made.description.encode(),
        made.data.encode(),
        proof.make_schema(made, targets.workspace),
    )
    sheet_path = targets.sheet if corrected is None else targets.workspace.here / corrected
    if corrected is None:
        facts = Facts(
            _relate(found.path, sheet_path), _relate(found.earlier, sheet_path), adopted.name,
            adopted.year, digest_bytes(found.data),
        )  # fmt: skip
        files.append(targets.make_file(sheet_path, sheet.write_sheet(adopted, outline, facts)))
    review_path = found.path.with_name(f"{found.path.stem}{REVIEW_ENDING}") if review else None
    if review_path is not None:
        files.append(targets.make_file(review_path, write_review(found.package, adopted)))
    if not overwrite and (obstacles := list(find_obstacles(targets, files))):
        refuse(obstacles)
    backups, wrong = write_together(files)
    if wrong is not None:
        refuse([wrong])
    remember_digests(targets.memory, files)
    told = _tell(made, targets, outline, sheet_path)
    kept = tuple(backups.values())
    return replace(told, backups=kept, review=review_path, is_corrected=corrected is not None)


def _relate(path: Path | None, sheet_path: Path) -> str:
    """The file's name as seen from the sheet's folder."""
    if path is None:
        return ""
    absolute, base = path.absolute(), sheet_path.absolute().parent
    return absolute.relative_to(base).as_posix() if absolute.is_relative_to(base) else str(absolute)


def _tell(
    made: MadeTemplate, targets: Targets, outline: Outline, sheet_path: Path
) -> AdoptedReport:
    adopted = made.adopted
    named = {figure.name or figure.expression: figure for figure in adopted.kept}
    typed = sum(figure.is_typed for figure in named.values())
    return AdoptedReport(
        targets.folder,
        targets.find_data(),
        sheet_path,
        adopted.year,
        typed,
        len(named) - typed,
        sum(figure.choice == "fixed" for figure in adopted.figures),
        len(outline.texts),
        tuple((table.name, len(table.records)) for table in adopted.tables),
        tuple((outline.find_sentence(f).marked, f.doubt) for f in adopted.figures if f.doubt),
        tuple(adopted.problems),
    )
