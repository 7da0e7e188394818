"""A workbook's bytes: the same for the same sheets."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from drafter.books.model import (
    DAY,
    MARK,
    Book,
    BookCell,
    Column,
    HelpSheet,
    Listed,
    Look,
    Rich,
    Rule,
    TableSheet,
)
from drafter.word.package.archive import Package, write_zip

_FILLS: dict[Look, str] = {
    "needed": "F8CBAD", "optional": "DDEBF7", "hand": "FFF9E5", "doubtful": "FDE9E7",
}  # fmt: skip
_LACKING = "FFF2CC"
_HEADS = ("needed", "optional", "title", "banner")
_MOST_INLINE = 200
"""Excel takes 255 characters of choices in the rule itself, and damages the file with more."""
_MOST_REFUSAL = 220
"""Excel shows 255 characters of what a rule says."""
_NOTHING = BookCell()
_FIRST_DAY, _LAST_DAY = 2, 73_050
"""1900-01-01 to 2099-12-31 as Excel counts days."""
_MOST_WHOLE = 10**15
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_book(book: Book) -> bytes:
    """The workbook's bytes."""
    made: Any = Workbook()
    made.remove(made["Sheet"])
    lists = _Lists(book.lists)
    for sheet in book.sheets:
        page = made.create_sheet(sheet.title)
        if isinstance(sheet, HelpSheet):
            _fill_help(page, sheet)
        else:
            _fill_table(page, sheet, lists)
    lists.add_to(made)
    if book.mark:
        made.custom_doc_props.append(StringProperty(name=MARK, value=book.mark))
    return _pack(made)


def _fill_table(page: Any, sheet: TableSheet, lists: _Lists) -> None:
    last = max(len(sheet.rows), sheet.room, 1) + 1
    for at, column in enumerate(sheet.columns, 1):
        _add_column(page, at, column)
        if column.rule is not None:
            letter = get_column_letter(at)
            _add_rule(page, f"{letter}2:{letter}{last}", column.rule, lists)
    for line, row in enumerate(sheet.rows, 2):
        for at, cell in enumerate(row, 1):
            if cell != _NOTHING:
                _fill_cell(page.cell(line, at), cell)
            if cell.rule is not None:
                _add_rule(page, f"{get_column_letter(at)}{line}", cell.rule, lists)
    _colour_lacking(page, sheet, last)
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    _fit_page(page)


def _fit_page(page: Any) -> None:
    """Printed, it is as wide as the paper."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _add_column(page: Any, at: int, column: Column) -> None:
    """The column's head, and the look of what will be typed below it."""
    dimension = page.column_dimensions[get_column_letter(at)]
    dimension.width = column.width
    side = "left" if column.form == DAY else None
    dimension.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
    if column.form:
        dimension.number_format = column.form
    _fill_cell(page.cell(1, at), BookCell(column.title, look=column.look or "title"))
    if column.note:
        note = Comment(column.note, "drafter")
        note.width, note.height = (
            300,
            40 + 20 * sum(1 + len(t) // 22 for t in column.note.split("\n")),
        )
        page.cell(1, at).comment = note


def _fill_cell(cell: Any, given: BookCell) -> None:
    value = given.value
    cell.value = _convert_value(value)
    if isinstance(value, str):
        cell.data_type = "s"  # no text is a formula
        cell.quotePrefix = value[:1] in ("=", "'", "+", "-", "@")  # nor when it is edited
    if given.form:
        cell.number_format = given.form
    middle = "center" if given.look in _HEADS else "top"
    side = "left" if given.needed or given.rule or given.form == DAY else None
    cell.alignment = Alignment(wrap_text=given.look != "banner", vertical=middle, horizontal=side)
    if given.look in _FILLS:
        cell.fill = PatternFill("solid", fgColor=_FILLS[given.look])
    if given.look in _HEADS:
        cell.font = Font(bold=True, size=16 if given.look == "banner" else None)
    if given.look == "hand":
        cell.protection = Protection(locked=False)
    if given.link:
        cell.hyperlink = f"#'{given.link.replace(chr(39), chr(39) * 2)}'!A1"
        cell.font = Font(color="0563C1", underline="single")


def _convert_value(value: object) -> object:
    """The value as openpyxl takes it."""
    if isinstance(value, Rich):
        return CellRichText(value.before, TextBlock(InlineFont(b=True), value.bold), value.after)
    if isinstance(value, str):
        return _ESCAPE.sub("_x005F_", value)
    return float(value) if isinstance(value, Decimal) else value


def _add_rule(page: Any, cells: str, rule: Rule, lists: _Lists) -> None:
    kind: dict[str, Any]
    if isinstance(rule.kind, Listed):
        kind = {"type": "list", "formula1": lists.name_choices(rule.kind.choices)}
    elif rule.kind == "day":
        kind = {"type": "date", "formula1": _FIRST_DAY, "formula2": _LAST_DAY}
    else:
        type_ = "whole" if rule.kind == "whole" else "decimal"
        kind = {"type": type_, "formula1": -_MOST_WHOLE, "formula2": _MOST_WHOLE}
    made = DataValidation(**kind, allow_blank=rule.may_be_empty, showErrorMessage=True)
    made.error = rule.refusal[:_MOST_REFUSAL]
    made.errorStyle = "stop" if rule.strict else "warning"
    made.add(cells)
    page.add_data_validation(made)


def _colour_lacking(page: Any, sheet: TableSheet, last: int) -> None:
    """What is needed and still empty: in rows that hold something, and in cells of their own."""
    right = get_column_letter(len(sheet.columns))
    make_formula_rule: Any = FormulaRule  # its package says no types
    fill = PatternFill("solid", bgColor=_LACKING)
    for at, column in enumerate(sheet.columns, 1):
        if column.look == "needed":
            letter = get_column_letter(at)
            formula = f"AND(COUNTA($A2:${right}2)>0,LEN(TRIM({letter}2))=0)"
            rule = make_formula_rule(formula=[formula], fill=fill)
            page.conditional_formatting.add(f"{letter}2:{letter}{last}", rule)
    for line, row in enumerate(sheet.rows, 2):
        for at, cell in enumerate(row, 1):
            if cell.needed:
                name = f"{get_column_letter(at)}{line}"
                rule = make_formula_rule(formula=[f"LEN(TRIM({name}))=0"], fill=fill)
                page.conditional_formatting.add(name, rule)


def _fill_help(page: Any, sheet: HelpSheet) -> None:
    for at, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    for line, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row, 1):
            _fill_cell(page.cell(line, at), cell)
    page.sheet_view.showGridLines = False
    _fit_page(page)


class _Lists:
    """Choices that a rule cannot hold itself: a column each of a hidden sheet, by defined names.

    A name is understood by every Excel, WPS and LibreOffice; Excel 2007 and old WPS refuse a rule
    that names another sheet's cells.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.lists: list[tuple[str, ...]] = []

    def name_choices(self, choices: tuple[str, ...]) -> str:
        """The rule's formula."""
        plain = ",".join(choices)
        odd = any(
            set(each) & set(',"') or each != each.strip() or each[:1] == "=" for each in choices
        )
        if not self.title or (len(plain) <= _MOST_INLINE and not odd):
            return f'"{plain}"'
        if choices not in self.lists:
            self.lists.append(choices)
        return f"drafter_list_{self.lists.index(choices) + 1}"

    def add_to(self, made: Workbook) -> None:
        """The hidden sheet, where a rule names it."""
        if not self.lists:
            return
        page: Any = made.create_sheet(self.title)
        page.sheet_state = "hidden"
        for at, choices in enumerate(self.lists, 1):
            for line, each in enumerate(choices, 1):
                _fill_cell(page.cell(line, at), BookCell(each, "@"))
            letter = get_column_letter(at)
            area = f"'{self.title}'!${letter}$1:${letter}${len(choices)}"
            name = f"drafter_list_{at}"
            made.defined_names[name] = DefinedName(name, attr_text=area)


def _pack(made: Workbook) -> bytes:
    """The workbook without the moment it was written at."""
    buffer = io.BytesIO()
    made.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    members[core] = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", members[core])
    return write_zip(Package(members))
