"""Tables whose rows are things of a kind: they become ledgers, their totals are computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.adopt.finding import lexicon, numerals
from drafter.adopt.model import Column, ColumnKind, TableFound
from drafter.adopt.tables.grids import Cell, Grid
from drafter.vocabulary import QUANTITY_KEY
from drafter.wording import numbers

FEWEST_RECORDS = 3
_DAY = re.compile(r"(\d{4})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
_MONTH_DAY = re.compile(r"([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
_INTEGER = re.compile(r"0|[1-9]\d{0,14}")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")
_SHARE = re.compile(r"-?\d+(?:\.\d+)?[%％]")
_MEASURED = re.compile(rf"[约近超]?\d[\d,]*(?:\.\d+)?[十百千万亿]*余?(?:{lexicon.UNITS}|[%％])")
_UNIT_IN_HEAD = re.compile(r"[（(](?:单位[:：])?([^（()）]{1,6})[)）]")
_POINTING = re.compile(r"(?:[详参]|具体|统计)?(?:如下|见下)(?:表|图)?(?:所示)?\s*[:：]?\s*$")
"""What of the words before a table only points to it."""
_SECTION = re.compile(rf"^\s*(?:[{lexicon.HAN}]+、|[（(][{lexicon.HAN}]+[)）])")
_MOST_CHOICES, _LONGEST_CHOICE = 8, 12


class Meaning(NamedTuple):
    """What the cells of a column are, what the data hold of each, and what prints them again."""

    kind: ColumnKind
    values: tuple[str, ...]
    filters: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_measured(self) -> bool:
        """Whether they are texts that say how much of something: 11人, 1,234.5万元."""
        filled = [value.strip() for value in self.values if value.strip()]
        is_text = self.kind in ("text", "choice")
        return is_text and bool(filled) and all(map(_MEASURED.fullmatch, filled))


def split_rows(grid: Grid) -> tuple[list[tuple[Cell, ...]], list[tuple[Cell, ...]]]:
    """The rows below the head: those of things, and those of totals."""
    things: list[tuple[Cell, ...]] = []
    totals: list[tuple[Cell, ...]] = []
    for row in grid.body:
        (totals if any(cell.is_total for cell in row[:2]) else things).append(row)
    return things, totals


def find_ledger(grid: Grid, year: int) -> TableFound | None:
    """The ledger that the table is; None where its rows are no things of a kind."""
    if not grid.header_rows:
        return None
    things, _ = split_rows(grid)
    numbers_of_rows = tuple(row[0].row for row in things)
    is_whole = numbers_of_rows == tuple(
        range(numbers_of_rows[0], numbers_of_rows[0] + len(things)) if things else ()
    )
    if len(things) < FEWEST_RECORDS or not is_whole or not _is_even(grid, things):
        return None
    meanings = [_read_column([row[at].text for row in things], year) for at in range(grid.width)]
    if not _are_things(meanings):
        return None
    columns = tuple(_name_columns(grid, meanings))
    held = [
        meaning.values for meaning, column in zip(meanings, columns, strict=True) if column.name
    ]
    name = name_ledger(grid, columns)
    unit = next((u for ending, u in lexicon.UNITS_OF_THINGS.items() if name.endswith(ending)), "项")
    unique = tuple(
        column.name
        for column, values in zip([c for c in columns if c.name], held, strict=True)
        if re.search(lexicon.UNIQUE_COLUMNS, column.name) and len(set(values)) == len(values)
    )[:1]
    return TableFound(
        grid.member, grid.table, name, unit, numbers_of_rows, columns,
        tuple(zip(*held, strict=True)), unique, _cut_caption(grid)[:40],
    )  # fmt: skip


def _is_even(grid: Grid, things: Sequence[Sequence[Cell]]) -> bool:
    """Whether each row has a cell of its own, of one paragraph, in every column."""
    return all(
        len(row) == grid.width
        and all(
            c.span == 1 and not c.below and len(c.lines) == 1 and "\n" not in c.text for c in row
        )
        for row in things
    ) and not any(cell.below for cell in grid.rows[things[-1][0].row - 1])


def _are_things(meanings: Sequence[Meaning]) -> bool:
    """Whether rows are things, and not kinds of them that are counted in the columns."""
    kinds = ["measured" if m.is_measured else m.kind for m in meanings if any(m.values)]
    worded = sum(kind in ("text", "choice", "date") for kind in kinds)
    counted = sum(kind in ("integer", "number", "share", "measured") for kind in kinds)
    if worded == 0:
        return False
    return "date" in kinds or "serial" in kinds or (worded >= 2 and counted <= worded)


def _read_column(texts: Sequence[str], year: int) -> Meaning:
    values = tuple(texts)
    filled = [text for text in texts if text]
    distinct = tuple(dict.fromkeys(filled))
    few = len(distinct) <= max(2, min(_MOST_CHOICES, len(filled) // 3))
    meaning = Meaning("text", values)
    if [text.strip() for text in texts] == [str(n) for n in range(1, len(texts) + 1)]:
        meaning = Meaning("serial", values)
    elif filled and all(_INTEGER.fullmatch(text) for text in filled):
        meaning = Meaning("integer", values)
    elif filled and all(_DECIMAL.fullmatch(text) for text in filled):
        meaning = Meaning("number", values)
    elif filled and all(_is_grouped(text) for text in filled):
        meaning = Meaning("number", tuple(text.replace(",", "") for text in texts), "|千分位")
    elif filled and all(_SHARE.fullmatch(text) for text in filled):
        meaning = Meaning("share", values)
    elif filled and (days := _read_days(texts, year)):
        meaning = days
    elif len(filled) >= 4 and few and max(map(len, distinct)) <= _LONGEST_CHOICE:
        meaning = Meaning("choice", values, choices=distinct)
    return meaning


def _is_grouped(text: str) -> bool:
    bare = text.replace(",", "")
    return bool(_DECIMAL.fullmatch(bare)) and numbers.thousands(Decimal(bare)) == text


def _read_days(texts: Sequence[str], year: int) -> Meaning | None:
    for pattern, form in ((_DAY, "|日期"), (_MONTH_DAY, '|日期("月日")')):
        matches = [pattern.fullmatch(text) for text in texts if text]
        if all(matches) and (year or form == "|日期"):
            values = []
            for text in texts:
                parts = [int(part) for part in re.findall(r"\d+", text)]
                parts = parts if len(parts) != 2 else [year, *parts]
                values.append("{:04}-{:02}-{:02}".format(*parts) if parts else "")
            return Meaning("date", tuple(values), form)
    return None


def _name_columns(grid: Grid, meanings: Sequence[Meaning]) -> Iterator[Column]:
    taken: set[str] = set()
    for at, meaning in enumerate(meanings):
        head = grid.head(at)
        if meaning.kind == "serial":
            yield Column(at + 1, "", "serial")
            continue
        name = _clean(_UNIT_IN_HEAD.sub("", head)) or f"第{at + 1}栏"
        if name == QUANTITY_KEY and meaning.kind != "integer":
            name = f"{name}说明"
        while name in taken:
            name += "二"
        taken.add(name)
        is_measured = meaning.kind in ("integer", "number")
        unit = _UNIT_IN_HEAD.search(head)
        yield Column(
            at + 1, name, meaning.kind, unit[1] if unit and is_measured else "", meaning.choices,
            not all(meaning.values), meaning.filters,
        )  # fmt: skip


def _clean(head: str) -> str:
    return re.sub(r"^\d+|[^\w]|[_]", "", head)


def _cut_caption(grid: Grid) -> str:
    """The last clause above the table, which leads to it."""
    return re.split(r"[。；;，,]", grid.caption.rstrip("。；;，,"))[-1].strip(" \u3000：:")


def name_ledger(grid: Grid, columns: Sequence[Column]) -> str:
    """督办提案 by 附件1：2021年督办提案一览表; else by a column that names the things."""
    leading = _cut_caption(grid)
    titled, is_sentence = re.subn(_POINTING, "", numerals.narrow(leading))
    bare = _SECTION.sub("", titled)
    for _ in range(2):
        bare = re.sub(lexicon.CAPTION_WORDS, "", bare)
    bare = _clean(re.sub(r"[（(].*?[)）]|^各", "", bare))
    is_name = 2 <= len(bare) <= 12 and not re.search(r"如下|以下|见下", titled)
    if is_name and not is_sentence:
        return bare
    for column in columns:
        if match := re.fullmatch(lexicon.NAMING_COLUMNS, column.name):
            return match[1]
    return bare if is_name else "台账"
