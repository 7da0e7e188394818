"""What a clerk wrote into the sheet, taken over into what was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from drafter.adopt.model import Adopted, Figure, type_in
from drafter.adopt.sheet import CHOICE, CHOICES, COLUMNS, NAME, NUMBER, ORIGIN, VALUE
from drafter.problems import Phrase, Problem, TextPlace, phrase, problem
from drafter.schema.fields import is_tag_name
from drafter.source import Cell, Grid
from drafter.vocabulary import EARLIER, PREVIOUS, TEMPLATE_KEY, YEAR_KEY

_RESERVED = (TEMPLATE_KEY, YEAR_KEY, PREVIOUS, EARLIER, "loop", "range", "dict")
_NAME = re.compile(r"(?<![=、≠\"\w])[^\W\d]\w*")


class Row(NamedTuple):
    """A row of the sheet, by the names of its columns: what each cell says, and where it is."""

    texts: Mapping[str, str]
    places: Mapping[str, TextPlace]

    @property
    def number(self) -> int:
        said = self.texts[NUMBER]
        return int(said) if said.isdecimal() else 0


def read_rows(grid: Grid) -> tuple[list[Row], list[Problem]]:
    """The sheet's rows; D524 where it has not the columns of one."""
    head = next(iter(grid.rows.values()), {})
    columns = {cell.text.strip(): at for at, cell in head.items()}
    lacking = [name for name in (NUMBER, VALUE, NAME, ORIGIN, CHOICE) if name not in columns]
    if lacking:
        place = next(iter(head.values())).place if head else None
        what = phrase("adopt.sheet.lacking", name=lacking[0])
        return [], [problem("D524", place, what=what)]
    rows = [_read_row(cells, columns) for at, cells in grid.rows.items() if cells is not head]
    return [row for row in rows if any(row.texts.values())], []


def _read_row(cells: Mapping[int, Cell], columns: Mapping[str, int]) -> Row:
    """The row's cells; what is empty has the place beside what is not."""
    texts, places = {}, {}
    beside = next(iter(cells.values())).place
    for name in COLUMNS:
        at = columns.get(name, 0)
        cell = cells.get(at)
        texts[name] = "" if cell is None else cell.text.strip()
        places[name] = beside._replace(column=at) if cell is None else cell.place
    return Row(texts, places)


def apply_rows(adopted: Adopted, rows: Iterable[Row]) -> tuple[Adopted, list[Problem]]:
    """What was found, as the sheet has it; and what of the sheet cannot be taken."""
    corrected = _Corrections(adopted)
    by_number = {row.number: row for row in rows}
    unknown = [row for n, row in by_number.items() if n not in corrected.known]
    problems = [_refuse_row(row, "adopt.sheet.unknown", NUMBER) for row in unknown]
    for figure in adopted.figures:
        if (row := by_number.get(figure.number)) is not None:
            problems += corrected.take(figure, row)
    problems += corrected.find_clashes()
    return (adopted if problems else corrected.settle()), problems


def _refuse_row(row: Row, key: str, column: str) -> Problem:
    return problem("D524", row.places[column], what=phrase(key, text=row.texts[column]))


class _Corrections:
    """Takes over one row after the other."""

    def __init__(self, adopted: Adopted) -> None:
        self.adopted = adopted
        self.known = {figure.number: figure for figure in adopted.figures}
        self.figures = dict(self.known)
        self.rows: dict[int, Row] = {}
        self.renamed: dict[str, str] = {}

    def take(self, figure: Figure, row: Row) -> Iterator[Problem]:
        self.rows[figure.number] = row
        if row.texts[VALUE] != (figure.value or figure.text).strip():
            yield _refuse_row(row, "adopt.sheet.value", VALUE)
        choice = CHOICES.get(row.texts[CHOICE] or "留")
        if choice is None:
            yield problem("D556", row.places[CHOICE], text=row.texts[CHOICE])
            return
        name = self.find_name(figure, row.texts[NAME])
        if choice == "keep" and name != figure.name and (reason := self.explain_name(name)):
            yield problem("D557", row.places[NAME], name=name, reason=reason)
        changed = replace(figure, choice=choice, name=name)
        if figure.expression and not row.texts[ORIGIN]:
            changed = type_in(changed)
            if not name and choice == "keep":
                yield problem("D557", row.places[NAME], name="", reason=phrase("adopt.name.none"))
        self.figures[figure.number] = changed

    def find_name(self, figure: Figure, written: str) -> str:
        """The figure's name now: what is told again goes by its first place, if left alone."""
        shown = figure.name or figure.expression
        if figure.choice == "keep" and written not in ("", shown):
            if figure.name:
                self.renamed.setdefault(figure.name, written)
            return written
        if figure.choice != "keep" and written:
            return written
        return self.renamed.get(figure.name, figure.name) if figure.name else ""

    def explain_name(self, name: str) -> Phrase | None:
        if not is_tag_name(name):
            return phrase("adopt.name.signs")
        ledgers = {table.name for table in self.adopted.tables}
        taken = name in _RESERVED or name in ledgers
        return phrase("adopt.name.taken") if taken else None

    def find_clashes(self) -> Iterator[Problem]:
        """D558: one name for two figures."""
        first: dict[str, Figure] = {}
        for figure in self.kept():
            other = first.setdefault(figure.name, figure)
            if not figure.name or _is_same(figure, other):
                continue
            row = self.rows.get(figure.number) or self.rows.get(other.number)
            place = row.places[NAME] if row else None
            values = [f"{f.value or f.text}{f.unit}" for f in (other, figure)]
            yield problem("D558", place, name=figure.name, one=values[0], other=values[1])

    def kept(self) -> list[Figure]:
        return [figure for figure in self.figures.values() if figure.choice == "keep"]

    def settle(self) -> Adopted:
        """All of it, names in expressions renamed, what refers to nothing typed in the data."""
        kept = self.kept()
        meanings: dict[str, str] = {}
        for figure in kept:
            meanings[figure.name] = meanings.get(figure.name) or figure.expression
        gone = {old for old in self.renamed if old not in meanings}
        renamed = {old: new for old, new in self.renamed.items() if old in gone}
        lost = {figure.name for figure in self.adopted.kept} - set(meanings) - set(renamed)
        figures = (self._settle_figure(f, meanings, renamed, lost) for f in self.figures.values())
        checks = (
            _rename_in(check, renamed)
            for check in self.adopted.checks
            if not mentions_any(check, lost)
        )
        title = self.adopted.title
        for old, new in renamed.items():
            title = title.replace(f"{{{{{old}}}}}", f"{{{{{new}}}}}")
        return replace(self.adopted, title=title, figures=tuple(figures), checks=tuple(checks))

    def _settle_figure(
        self, figure: Figure, meanings: Mapping[str, str], renamed: Mapping[str, str],
        lost: Collection[str],
    ) -> Figure:  # fmt: skip
        if figure.choice != "keep":
            return replace(figure, name="", expression="")
        expression = meanings.get(figure.name, "") if figure.name else figure.expression
        if expression and mentions_any(expression, lost):
            return type_in(figure)
        return replace(figure, expression=_rename_in(expression, renamed))


def _is_same(one: Figure, other: Figure) -> bool:
    """Whether one name may stand for both: they are of one kind, and say one value."""
    values = {figure.value or figure.text for figure in (one, other)}
    return len(values) == 1 and one.kind == other.kind


def mentions_any(expression: str, names: Collection[str]) -> bool:
    """Whether one of the names stands in the expression."""
    return any(match[0] in names for match in _NAME.finditer(expression))


def _rename_in(expression: str, renamed: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: renamed.get(match[0], match[0]), expression)
