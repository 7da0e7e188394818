"""Ledgers in Excel and CSV made in memory, and read as a report's data name them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

import drafter
from drafter.problems import Problem
from small import workspace

Rows = Sequence[Sequence[Any]]
FIELDS = """
        日期: {type: string, x-kind: date}
        类别: {type: string}
        主题: {type: string}
        人数: {type: integer, x-unit: 人}
        比率: {type: number}
        办结: {type: boolean}
"""
SCHEMA = """
type: object
x-title: 总结
properties:
  模板: {type: string}
  会议:
    type: array
    x-unit: 次
    items:
      type: object
      required: [REQUIRED]
      properties:FIELDS
"""
TEMPLATE = """
{{ 会议|数量 }}次{{ 会议|合计("人数") }}人
{%p for 每 in 会议 %}
{{ 每.日期|default("-") }} {{ 每.类别|default("-") }} {{ 每.主题|default("-") }} {{ 每.人数|default("-") }} {{ 每.比率|default("-") }}
{%p endfor %}
"""  # noqa: E501 — a paragraph of a template


def book(
    rows: Rows | Mapping[str, Rows], merged: Iterable[str] = (), hidden: Iterable[int] = (),
    formats: Mapping[str, str] | None = None, hidden_sheets: Iterable[str] = (),
) -> bytes:  # fmt: skip
    """A workbook of one sheet (会议), or of several; what is merged, hidden, formatted is in the
    first."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    sheets = rows if isinstance(rows, Mapping) else {"会议": rows}
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
        sheet.sheet_state = "hidden" if name in hidden_sheets else "visible"
    first = made.worksheets[0]
    for cell, code in (formats or {}).items():
        first[cell].number_format = code
    for area in merged:
        first.merge_cells(area)
    for line_number in hidden:
        first.row_dimensions[line_number].hidden = True
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def office(
    folder: Path, table: bytes, name: str = "台账.xlsx", *, sheet: str = "", required: str = "",
    fields: str = FIELDS, template: str = TEMPLATE,
) -> Path:  # fmt: skip
    """A workspace whose data keep the ledger 会议 in that file."""
    mapping = f"{{台账: {name}{f', 工作表: {sheet}' if sheet else ''}}}"
    schema = SCHEMA.replace("REQUIRED", required).replace("FIELDS", fields)
    data = f"模板: x\n会议: {mapping}\n"
    return workspace(folder, template, data, schema, {name: table})


def lines(folder: Path, table: bytes, name: str = "台账.xlsx", **given: Any) -> list[str]:
    """The report's lines: the counts, and a line for each record."""
    result = drafter.generate("2021.yaml", here=office(folder, table, name, **given))
    return read_lines(result)


def read_lines(result: drafter.Result) -> list[str]:
    from docx import Document

    assert result.path is not None
    return [each.text for each in Document(str(result.path)).paragraphs if each.text]


def refusals(folder: Path, table: bytes, name: str = "台账.xlsx", **given: Any) -> list[Problem]:
    """The errors for which no report is made."""
    from small import problems

    here = office(folder, table, name, **given)
    found = problems(lambda: drafter.generate("2021.yaml", here=here))
    return [each for each in found if each.severity.value == "error"]


def hint(folder: Path, table: bytes, name: str = "台账.xlsx", **given: Any) -> str:
    """What is told of how the ledger was read; empty when nothing is."""
    result = drafter.generate("2021.yaml", here=office(folder, table, name, **given))
    return "".join(each.message() for each in result.problems if each.code == "D228")
