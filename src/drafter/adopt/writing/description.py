"""template.yaml: what the template asks of its data, in the words of an office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.adopt.model import ITEM_KINDS, Adopted, Column, Figure, TableFound
from drafter.adopt.writing.data import list_items
from drafter.adopt.writing.outline import Outline
from drafter.adopt.writing.yaml_text import add_comment, write_heading, write_list, write_record
from drafter.problems import render_message
from drafter.source.edits import format_scalar, quote_text
from drafter.vocabulary import YEAR_KEY

_ITEMS = {"year": "年份", "date": "日期", "text": "文字"}
_COLUMNS = {
    "text": "文字", "choice": "文字", "integer": "整数", "number": "数字", "share": "文字",
    "date": "日期", "flag": "是",
}  # fmt: skip


def write_description(adopted: Adopted, outline: Outline, fixed: Sequence[str]) -> str:
    """The text of template.yaml. fixed: the wordings with digits that stay as they are."""
    told = render_message("adopt.description.head", "zh", name=adopted.name, year=adopted.year)
    lines = [f"# {line}" for line in told.split("\n")]
    # without the year next year's report would be called like last year's, and be in its way
    year = "" if YEAR_KEY in adopted.title else f"{{{{{YEAR_KEY}}}}}年"
    lines += [f"名称: {_quote(year + _drop_signs(adopted))}", "", "项目:"]
    lines += [f"  {quote_text(name)}: {_ITEMS[kind]}" for name, kind, _ in list_items(adopted)]
    if adopted.tables:
        lines += ["", "台账:"]
        for table in adopted.tables:
            lines += _write_ledger(table)
    if figures := _list_figures(adopted):
        lines += ["", "指标:"]
        for heading, group in outline.group(figures):
            lines += [write_heading(heading, "  ")] if heading else []
            lines += [_write_figure(figure, outline) for figure in group]
    lines += list(_write_section("核对", adopted.checks))
    lines += list(_write_section("固定", fixed))
    stale = dict.fromkeys(each.text for each in adopted.stale)
    lines += list(_write_section("每年核对", list(stale)))
    return "\n".join(lines) + "\n"


def _drop_signs(adopted: Adopted) -> str:
    """The title without braces of its own, which would be tags."""
    names = "|".join(re.escape(name) for name, _, _ in list_items(adopted))
    pieces = re.split(rf"(\{{\{{(?:{names})\}}\}})", adopted.title)
    return "".join(
        piece if at % 2 else re.sub(r"[{}%#｛｝\[\]]", "", piece) for at, piece in enumerate(pieces)
    )


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write_section(key: str, words: Sequence[str]) -> Iterator[str]:
    if words:
        yield ""
        yield f"{key}:"
        yield from (f"  - {format_scalar(word)}" for word in words)


def _list_figures(adopted: Adopted) -> list[Figure]:
    """The named figures that are no items, each name once, in order of the document."""
    named = [f for f in adopted.kept if f.name and not (f.is_typed and f.kind in ITEM_KINDS)]
    return list({figure.name: figure for figure in reversed(named)}.values())[::-1]


def _write_figure(figure: Figure, outline: Outline) -> str:
    meaning = figure.expression or f"填写 {figure.unit}".strip()
    line = f"  {quote_text(figure.name)}: {quote_text(meaning)}"
    return add_comment(line, outline.find_sentence(figure).marked)


def _write_ledger(table: TableFound) -> Iterator[str]:
    yield f"  {quote_text(table.name)}:"
    if table.unit:
        yield f"    计量: {format_scalar(table.unit)}"
    if table.description:
        yield f"    说明: {format_scalar(table.description)}"
    yield "    各栏:"
    yield from (f"      {quote_text(c.name)}: {_write_column(c)}" for c in table.fields)
    if table.unique:
        yield f"    不重复: {write_list(table.unique)}"
    yield "    沿用: 否"  # last year's rows are nobody's next year, whether they are dated or not


def _write_column(column: Column) -> str:
    choices = write_list(column.choices) if column.kind == "choice" and column.choices else ""
    kind = _COLUMNS[column.kind]
    if choices and not column.optional and not column.unit:
        return choices
    if not choices and not column.unit:
        return f"{kind}（可不填）" if column.optional else kind
    facts = [("选项", choices)] if choices else [("类型", kind)]
    facts += [("计量", format_scalar(column.unit))] if column.unit else []
    return write_record([*facts, *([("可不填", "是")] if column.optional else [])])
