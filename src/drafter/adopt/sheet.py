"""The workbook in which a clerk looks over what was found: a row a figure, its sentence beside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from drafter.adopt.model import Adopted, Choice, Figure
from drafter.adopt.writing.outline import Outline
from drafter.problems import render_message
from drafter.word.package.archive import Package, write_zip

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
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_HAND, _DOUBTFUL = PatternFill("solid", fgColor="FFF9E5"), PatternFill("solid", fgColor="FDE9E7")


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
    book = Workbook()
    sheet: Any = book.active
    sheet.title = TITLE
    sheet.append(COLUMNS)
    for at, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[at]].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row, values in enumerate(_list_rows(adopted, outline), 2):
        for column, value in enumerate(values, 1):
            _fill_cell(sheet.cell(row, column), value, doubtful=bool(values[-1]))
    _add_choices(sheet, len(adopted.figures) + 1)
    sheet.freeze_panes = "A2"
    _write_help(book.create_sheet(HELP), facts)
    return _pack(book)


def _fill_cell(cell: Any, value: object, *, doubtful: bool) -> None:
    cell.value = value
    cell.data_type = cell.data_type if not isinstance(value, str) else "s"  # no text is a formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if COLUMNS[cell.column - 1] in (NAME, CHOICE):
        cell.fill, cell.protection = _HAND, Protection(locked=False)
    elif doubtful:
        cell.fill = _DOUBTFUL


def _list_rows(adopted: Adopted, outline: Outline) -> Iterator[tuple[object, ...]]:
    first: dict[str, int] = {}
    for row, figure in enumerate(adopted.figures, 2):
        before, text, after = outline.find_sentence(figure)
        said = CellRichText(before, TextBlock(InlineFont(b=True), text), after)
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


def _add_choices(sheet: Any, last: int) -> None:
    listed = DataValidation(type="list", formula1=f'"{",".join(CHOICES)}"', allow_blank=False)
    listed.error = render_message("adopt.sheet.choice", "zh")
    sheet.add_data_validation(listed)
    column = "ABCDEFGHI"[COLUMNS.index(CHOICE)]
    listed.add(f"{column}2:{column}{max(last, 2)}")


def _write_help(sheet: Any, facts: Facts) -> None:
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 90
    lines = render_message("adopt.sheet.help", "zh").split("\n")
    pairs: Sequence[Sequence[object]] = [line.split("｜", 1) for line in lines]
    for values in [*pairs, ("", ""), *zip(FACT_NAMES, facts, strict=True)]:
        sheet.append([str(value) for value in values])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _pack(book: Workbook) -> bytes:
    """The workbook without the moment it was written at."""
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    members[core] = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", members[core])
    return write_zip(Package(members))
