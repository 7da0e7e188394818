"""The workbook in which a clerk looks over what was found: a row a figure, its sentence beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from drafter.adopt.model import Adopted, Choice, Figure
from drafter.adopt.writing.outline import Outline
from drafter.books import (
    Book,
    BookCell,
    Column,
    HelpSheet,
    Listed,
    Rich,
    Rule,
    TableSheet,
    write_book,
)
from drafter.problems import render_message

TITLE, HELP = "核对", "说明"
COLUMNS = ("序号", "原句", "上年的数", "单位", "名字", "类别", "怎么来的", "处理", "请留意")
NUMBER, _, VALUE, _, NAME, _, ORIGIN, CHOICE, _ = COLUMNS
_WIDTHS = (6, 64, 12, 8, 24, 10, 30, 8, 30)
CHOICES: Mapping[str, Choice] = {"留": "keep", "改名": "keep", "固定": "fixed", "删": "delete"}
"""What the clerk chooses, and what it means: a figure that is renamed is kept."""
_SHOWN: Mapping[Choice, str] = {"keep": "留", "fixed": "固定", "delete": "删"}
KINDS = {
    "year": "年份", "date": "日期", "count": "计数", "sum": "合计", "amount": "数量金额",
    "share": "占比", "change": "增减", "range": "范围", "text": "文字",
}  # fmt: skip


class Facts(NamedTuple):
    """What the workbook says of the report that it is about, in the order of the help sheet."""

    report: str
    earlier: str
    name: str
    year: int
    digest: str


FACT_NAMES = ("报告", "前一年的报告", "模板", "年度", "报告的指纹")


def write_sheet(adopted: Adopted, outline: Outline, facts: Facts) -> bytes:
    """The workbook's bytes: the same for the same report and figures."""
    columns = [Column(name, width) for name, width in zip(COLUMNS, _WIDTHS, strict=True)]
    rule = Rule(
        Listed(tuple(CHOICES)), render_message("adopt.sheet.choice", "zh"), may_be_empty=False
    )
    at = COLUMNS.index(CHOICE)
    columns[at] = replace(columns[at], rule=rule)
    rows = [_make_row(values) for values in list_rows(adopted, outline)]
    return write_book(Book((TableSheet(TITLE, tuple(columns), rows), _make_help(facts))))


def _make_row(values: tuple[str | int | Rich, ...]) -> list[BookCell]:
    return [
        BookCell(value, look="hand" if name in (NAME, CHOICE) else "doubtful" if values[-1] else "")
        for name, value in zip(COLUMNS, values, strict=True)
    ]


def list_rows(
    adopted: Adopted, outline: Outline, first_row: int = 2
) -> Iterator[tuple[str | int | Rich, ...]]:
    """What each figure's row says; other rows are named as counted from the first one's number."""
    first: dict[str, int] = {}
    for row, figure in enumerate(adopted.figures, first_row):
        before, text, after = outline.find_sentence(figure)
        said = Rich(before, text, after)
        origin = _explain(figure, first)
        if figure.choice == "keep" and figure.name:
            first.setdefault(figure.name, row)
        name = figure.name or ("" if figure.choice != "keep" else figure.expression)
        yield (figure.number, said, figure.value or figure.text, figure.unit, name,
               KINDS[figure.kind], origin, _SHOWN[figure.choice], figure.doubt)  # fmt: skip


def _explain(figure: Figure, first: Mapping[str, int]) -> str:
    """Where the figure comes from, for its reader."""
    if figure.choice != "keep":
        return ""
    if figure.name in first:
        return render_message("adopt.sheet.same", "zh", row=first[figure.name])
    return figure.expression or render_message("adopt.sheet.typed", "zh")


def _make_help(facts: Facts) -> HelpSheet:
    lines = render_message("adopt.sheet.help", "zh").split("\n")
    pairs: list[tuple[object, ...]] = [tuple(line.split("｜", 1)) for line in lines]
    pairs += [("", ""), *zip(FACT_NAMES, facts, strict=True)]
    rows = [[BookCell(str(value)) for value in values] for values in pairs]
    return HelpSheet(HELP, (16, 90), rows)
