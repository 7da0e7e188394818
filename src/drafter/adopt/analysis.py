"""A finished report read for its figures, tables and stale wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from drafter.adopt.alignment import (
    Change,
    align_lines,
    find_changed_wordings,
    find_changes,
    weigh_candidates,
)
from drafter.adopt.finding.numerals import WIDE
from drafter.adopt.finding.scanning import Candidate, scan
from drafter.adopt.model import Adopted, Figure, TableFound
from drafter.adopt.naming.names import Named, make_unique, name_candidates
from drafter.adopt.relations import Place, relate
from drafter.adopt.stale import Span, find_stale
from drafter.adopt.structure import Structure, read_structure
from drafter.adopt.tables.cells import name_cells
from drafter.adopt.tables.grids import Grid, read_grids
from drafter.adopt.tables.ledgers import find_ledger
from drafter.vocabulary import (
    DATE_KEY,
    EARLIER,
    FILE_KEY,
    NO,
    PREVIOUS,
    QUANTITY_KEY,
    SHEET_KEY,
    TEMPLATE_KEY,
    YEAR_KEY,
    YES,
)
from drafter.word.package.archive import Package
from drafter.word.text import paragraphs
from drafter.word.text.lines import DocumentLines, read_lines

ORGAN_KEY = "单位"
_OWN_NAMES = (
    TEMPLATE_KEY, YEAR_KEY, DATE_KEY, ORGAN_KEY, PREVIOUS, EARLIER, FILE_KEY, SHEET_KEY,
    QUANTITY_KEY, YES, NO,
)  # fmt: skip
"""What no figure and no ledger may be called."""


class _Reading(NamedTuple):
    """The report as it is read. changes: of each line that the year before has too, by its number,
    what is new in it."""

    document: DocumentLines
    structure: Structure
    changes: Mapping[int, Sequence[Change]]


def analyse(package: Package, year: int = 0, earlier: Package | None = None) -> Adopted:
    """What was found in the cleaned report. Raises DamagedXml for a part that is no XML.

    year: the report's, where it does not tell it, or not rightly. earlier: the report of the year
    before, which tells what changes.
    """
    document = read_lines(package)
    before = align_lines(document.lines, read_lines(earlier).lines) if earlier else {}
    changes = {at: find_changes(document.lines[at].text, said) for at, said in before.items()}
    structure = read_structure(document.lines)
    structure = structure._replace(year=year or structure.year)
    reading = _Reading(document, structure, changes)
    grids = read_grids(document)
    ledgers = _find_ledgers(grids, structure.year)
    tables = tuple(ledger for ledger in ledgers if ledger)
    places = list(_find_places(reading, grids, ledgers))
    named = [place.named for place in places if place.named.needs_name]
    make_unique(named, [*_OWN_NAMES, *(table.name for table in tables)])
    checks = relate(places, tables)
    figures = [_make_figure(place, structure) for place in places]
    numbered = tuple(replace(each, number=n) for n, each in enumerate(figures, 1))
    stale = tuple(find_stale(document.lines, numbered, _find_new_wordings(reading, places)))
    return Adopted(
        structure.name, structure.title, structure.organ, structure.year, numbered, tables,
        checks, stale,
    )  # fmt: skip


def _find_new_wordings(reading: _Reading, places: Sequence[Place]) -> dict[int, list[Span]]:
    """Words that were others the year before, by the number of the line."""
    found: dict[int, list[Span]] = {}
    for at, changes in reading.changes.items():
        taken = [place.named.each for place in places if place.at == at]
        text = reading.document.lines[at].text
        found[at] = list(find_changed_wordings(changes, text, taken))
    return found


def _find_ledgers(grids: Sequence[Grid], year: int) -> list[TableFound | None]:
    """For each table the ledger that it is, of a name of its own, or None."""
    found: list[TableFound | None] = []
    taken = set(_OWN_NAMES)
    for grid in grids:
        ledger = find_ledger(grid, year)
        if ledger:
            number, name = 2, ledger.name
            while name in taken:
                name, number = f"{ledger.name}{number}", number + 1
            taken.add(name)
            ledger = replace(ledger, name=name)
        found.append(ledger)
    return found


def _find_places(
    reading: _Reading, grids: Sequence[Grid], ledgers: Sequence[TableFound | None]
) -> Iterator[Place]:
    """All figures in order of the document; the cells of records are in their tables."""
    whole: dict[int, Named] = {}
    records: set[int] = set()
    for grid, ledger in zip(grids, ledgers, strict=True):
        whole |= dict(name_cells(grid, reading.structure.year, ledger))
        rows = set(ledger.rows) if ledger else set()
        records |= {
            at for row in grid.rows for cell in row if cell.row in rows for at in cell.lines
        }
    for at, line in enumerate(reading.document.lines):
        if at in records or not line.text.strip():
            continue
        named = [whole[at]] if at in whole else _find_in_line(reading, at)
        yield from (Place(at, line, each) for each in named)


def _find_in_line(reading: _Reading, at: int) -> Iterator[Named]:
    document, structure, _ = reading
    line = document.lines[at]
    text = _hide_fields(document, at)
    candidates = scan(text, structure.year, is_cell=line.kind == "cell")
    if at in reading.changes:
        candidates = list(weigh_candidates(candidates, text, reading.changes[at]))
    candidates = sorted(
        [*candidates, *_find_organ(text, structure.organ, candidates)], key=lambda each: each.start
    )
    named = name_candidates(text, candidates)
    if at == structure.signed:
        for each in named:
            each.name = DATE_KEY if each.each.kind == "date" else each.name
    yield from named


def _hide_fields(document: DocumentLines, at: int) -> str:
    """The line's text, what Word computes in it blotted out: a page's number is nobody's words."""
    text = document.lines[at].text
    pieces = paragraphs.read_pieces(document.elements[at], document.in_fields[at])
    seen = [piece for piece in pieces if not piece.deletions]
    if not any(piece.in_field for piece in seen) or "".join(p.text for p in seen) != text:
        return text
    return "".join("\ufffc" * len(p.text) if p.in_field else p.text for p in seen)


def _find_organ(text: str, organ: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Wherever the office's name stands outside of titles of files."""
    if len(organ) < 3:
        return
    for match in re.finditer(re.escape(organ), text):
        start, end = match.span()
        is_quoted = text[:start].count("《") > text[:start].count("》")
        if not is_quoted and all(each.until <= start or each.start >= end for each in candidates):
            yield Candidate(start, end, end, organ, "text", organ, unit=ORGAN_KEY)


def _make_figure(place: Place, structure: Structure) -> Figure:
    line, named = place.line, place.named
    each = named.each
    figure = Figure(
        0, line.member, line.spot.number, each.start, each.end, each.text, each.kind, each.value,
        each.unit, named.name, named.expression, _choose_filters(named), each.choice,
        each.doubt,
    )  # fmt: skip
    if each.kind == "year":
        return _express_year(figure, structure.year)
    return replace(figure, name=ORGAN_KEY, unit="") if each.unit == ORGAN_KEY else figure


def _choose_filters(named: Named) -> str:
    """What the figure is printed through: as what it is computed by asks, in its own width."""
    own = named.each.filters
    return named.filters + WIDE * own.endswith(WIDE) if named.filters else own


def _express_year(figure: Figure, year: int) -> Figure:
    """2021 as 年度, 2020 as 年度 - 1; another year stays in the wording."""
    apart = int(figure.value) - year
    if not year or abs(apart) > 1:
        doubt = figure.doubt or "固定的年份"
        return replace(figure, name="", choice="fixed", doubt=doubt)
    expression = YEAR_KEY if not apart else f"{YEAR_KEY} {'-' if apart < 0 else '+'} 1"
    return replace(figure, name="", expression=expression, unit="")
