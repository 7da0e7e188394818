"""What is found in a finished report: figures, tables, stale wordings, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from drafter.problems import Problem
from drafter.schema.values import UnfitValue, convert_value

Kind = Literal["year", "date", "count", "sum", "amount", "share", "change", "range", "text"]
"""What a figure is: `text` is a wording that the data hold, such as the office's name."""
Choice = Literal["keep", "fixed", "delete"]
"""What becomes of a figure: it goes into the data, stays in the wording, or is nobody's figure."""
ColumnKind = Literal["serial", "text", "choice", "integer", "number", "share", "date", "flag"]


ITEM_KINDS = ("year", "date", "text")
"""The kinds of figures that stand at the head of the data: they are no numbers of things."""


class Spot(NamedTuple):
    """A stretch of a paragraph: its part, its 1-based number there (as `iterate_paragraphs` counts,
    cells and text boxes included), and offsets in its text (as `read_text` reads it)."""

    member: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Figure:
    """A stretch of a report's text that next year will say differently.

    number: 1-based, in order of the document. text: the stretch as it stands ("200余"; the unit
    is no part of it, a sign of percent only where the expression prints it too). value, unit: as
    the data will hold it; a date as 2021-12-31. name: unique for the thing; of equal name is the
    same figure told again, with equal value and expression. An empty name prints the expression
    where it stands ({{ 年度 - 1 }}). expression: a form of the description's 指标 ("已解决 占
    督办提案"); empty where the value is typed in the data. filters: what it is printed through,
    with the bar ("|约数"). doubt: why it is doubtful, in a reader's words; or empty.
    """

    number: int
    member: str
    paragraph: int
    start: int
    end: int
    text: str
    kind: Kind
    value: str
    unit: str
    name: str
    expression: str = ""
    filters: str = ""
    choice: Choice = "keep"
    doubt: str = ""

    @property
    def spot(self) -> Spot:
        return Spot(self.member, self.paragraph, self.start, self.end)

    @property
    def is_typed(self) -> bool:
        """Whether the data hold it."""
        return not self.expression


def type_in(figure: Figure) -> Figure:
    """The figure as the data hold it just as it stands; a sign of percent is the wording's."""
    if figure.text.endswith(("%", "％")):
        text = figure.text[:-1]
        figure = replace(figure, text=text, end=figure.start + len(text), unit=figure.text[-1])
    kind: Kind = figure.kind if prints_as_typed(figure.text) else "text"
    return replace(figure, expression="", filters="", value=figure.text, kind=kind)


def prints_as_typed(text: str) -> bool:
    """Whether a typed figure takes the text and prints it again: 200余, not 十二."""
    try:
        value = convert_value(text, "figure")
    except UnfitValue:
        return False
    return isinstance(value, str) or text[0].isdecimal() or text[0] == "-"


@dataclass(frozen=True)
class Column:
    """A column of a ledger table.

    cell: 1-based, of the record's row. name: the field; empty for a serial number, which the loop
    prints. kind: what the field takes; choices: the few things it may say. optional: some record
    leaves it empty. filters: what the field is printed through in its cell, with the bar.
    """

    cell: int
    name: str
    kind: ColumnKind
    unit: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    filters: str = ""


@dataclass(frozen=True)
class TableFound:
    """A table whose rows are things of a kind: it becomes a ledger and a row loop.

    table: which of its part, 1-based, as tables begin. rows: the 1-based rows that are records, one
    after the other. records: for each of them the value of each named column, as the data will hold
    it; empty where the cell is. unique: the fields that no two records share together. The cells of
    other rows (合计) that change are Figures like any other.
    """

    member: str
    table: int
    name: str
    unit: str
    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    records: tuple[tuple[str, ...], ...]
    unique: tuple[str, ...] = ()
    description: str = ""

    @property
    def fields(self) -> tuple[Column, ...]:
        """The columns that the data hold, in their order."""
        return tuple(column for column in self.columns if column.name)


@dataclass(frozen=True)
class StaleWording:
    """A wording that is true of its year only: 中国共产党成立100周年, 首次, 连续三年."""

    spot: Spot
    text: str


@dataclass(frozen=True)
class Adopted:
    """All that was found in a report.

    name: for the template's folder (统战工作总结). title: the report's name with tags in it
    ("{{单位}}{{年度}}年统战工作总结"). organ: 单位 as the data will hold it. figures: in order of
    the document, none within another; those of records' rows are in tables. checks: 核对 ("已解决 +
    正在解决 = 督办提案"). problems: what the clerk should look at, with places.
    """

    name: str
    title: str
    organ: str
    year: int
    figures: tuple[Figure, ...]
    tables: tuple[TableFound, ...] = ()
    checks: tuple[str, ...] = ()
    stale: tuple[StaleWording, ...] = ()
    problems: Sequence[Problem] = field(default=())

    @property
    def kept(self) -> tuple[Figure, ...]:
        """The figures that the template prints."""
        return tuple(figure for figure in self.figures if figure.choice == "keep")


def find_faults(adopted: Adopted) -> list[str]:
    """What contradicts the promises above; for tests and for the proof. Empty where all holds."""
    faults = [f"no name: {f.text}" for f in adopted.kept if not f.name and not f.expression]
    meanings: dict[str, tuple[str, str]] = {}
    for figure in adopted.kept:
        meaning = figure.value if figure.is_typed else "", figure.expression
        if figure.name and meanings.setdefault(figure.name, meaning) != meaning:
            faults.append(f"two meanings: {figure.name}")
    places: dict[tuple[str, int], int] = {}
    for figure in adopted.figures:
        key = figure.member, figure.paragraph
        if figure.end <= figure.start or figure.start < places.get(key, 0):
            faults.append(f"out of order or overlapping: {figure.number} {figure.text}")
        places[key] = figure.end
    for table in adopted.tables:
        if len(table.rows) != len(table.records):
            faults.append(f"rows and records differ: {table.name}")
        faults += [
            f"record of another width: {table.name}"
            for record in table.records
            if len(record) != len(table.fields)
        ]
    return faults
