"""A finished report read for its figures, tables and stale wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from drafter.adopt.finding.scanning import Candidate, scan
from drafter.adopt.model import Adopted, Figure
from drafter.adopt.naming.names import Named, make_unique, name_candidates
from drafter.adopt.structure import Structure, read_structure
from drafter.vocabulary import DATE_KEY, YEAR_KEY
from drafter.word.package.archive import Package
from drafter.word.text import paragraphs
from drafter.word.text.lines import DocumentLines, Line, read_lines

ORGAN_KEY = "单位"


class Placed(NamedTuple):
    """A named candidate in its line."""

    line: Line
    named: Named


def analyse(package: Package) -> Adopted:
    """What was found in the cleaned report. Raises DamagedXml for a part that is no XML."""
    document = read_lines(package)
    structure = read_structure(document.lines)
    placed = [
        Placed(line, named)
        for at, line in enumerate(document.lines)
        for named in _find_in_line(document, at, structure)
    ]
    make_unique([each.named for each in placed if each.named.needs_name])
    figures = [_make_figure(each, structure) for each in placed]
    numbered = tuple(replace(each, number=n) for n, each in enumerate(figures, 1))
    return Adopted(structure.name, structure.title, structure.organ, structure.year, numbered)


def _find_in_line(document: DocumentLines, at: int, structure: Structure) -> Iterator[Named]:
    line = document.lines[at]
    if not line.text.strip():
        return
    text = _hide_fields(document, at)
    candidates = scan(text, structure.year, is_cell=line.kind == "cell")
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


def _make_figure(placed: Placed, structure: Structure) -> Figure:
    line, named = placed
    each = named.each
    figure = Figure(
        0, line.member, line.spot.number, each.start, each.end, each.text, each.kind, each.value,
        each.unit, named.name, filters=each.filters, choice=each.choice, doubt=each.doubt,
    )  # fmt: skip
    if each.kind == "year":
        return _express_year(figure, structure.year)
    return replace(figure, name=ORGAN_KEY, unit="") if each.unit == ORGAN_KEY else figure


def _express_year(figure: Figure, year: int) -> Figure:
    """2021 as 年度, 2020 as 年度 - 1; another year stays in the wording."""
    apart = int(figure.value) - year
    if not year or abs(apart) > 1:
        doubt = figure.doubt or "固定的年份"
        return replace(figure, name="", choice="fixed", doubt=doubt)
    expression = YEAR_KEY if not apart else f"{YEAR_KEY} {'-' if apart < 0 else '+'} 1"
    return replace(figure, name="", expression=expression, unit="")
