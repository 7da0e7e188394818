"""A value of the data as a cell of a workbook, so that it reads back as what it is."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from drafter.books import BookCell
from drafter.books.model import DAY, TEXT
from drafter.ledger.shapes import is_listing, write_entry
from drafter.ledger.values import DITTO
from drafter.problems import TextPlace
from drafter.schema import Field, UnfitValue, convert_value, is_empty
from drafter.source import Borrowed, Node, edits, strip_places
from drafter.source.tables.cells import TooLarge, make_text_cell
from drafter.source.tables.number_formats import EXACT, show_number
from drafter.vocabulary import NO, YES

_MOST_DIGITS = 15
"""Excel keeps so many digits of a number."""
_MOST_PLAIN = 255
"""A longer text in a cell of the text format is shown as #### by older Excel."""
_SHOWN = (
    "0.0", "0.00", "0.000", "0%", "0.0%", "0.00%", "#,##0", "#,##0.0", "#,##0.00",
)  # fmt: skip


def make_cell(node: Node | None, field: Field, *, exact: bool = False) -> BookCell:
    """The cell of a field's value. exact: its row is a record, whatever it looks like."""
    value = node.value if node is not None else None
    if node is None or value is None or is_empty(value) or value == []:
        return BookCell(form=name_form(field))
    if is_listing(field):
        return _make_text(_write_listing(node, field), exact=exact)
    if isinstance(value, (dict, list)):  # of any kind: the proof says that it cannot be held
        return _make_text(str(strip_places(node)), exact=exact)
    return _make_single(node, value, field, exact=exact)


def _make_single(node: Node, value: str | int | bool, field: Field, *, exact: bool) -> BookCell:
    try:
        meant = convert_value(value, field.kind)
    except UnfitValue:
        return _make_text(str(value), exact=exact)
    shown = node.shown if isinstance(node, Borrowed) else ""
    if isinstance(meant, bool):
        return _make_text(YES if meant else NO, exact=exact)
    if isinstance(meant, datetime.date):
        is_day = meant.year > 1899 and not exact
        return BookCell(meant, DAY) if is_day else _make_text(meant.isoformat(), exact=exact)
    if isinstance(meant, (int, Decimal)) and (field.kind != "figure" or isinstance(value, int)):
        return _make_number(meant, shown, exact=exact)
    return _make_text(shown or str(value), exact=exact)


def name_form(field: Field) -> str:
    """The format of what is typed into the field's cells."""
    if field.kind == "date":
        return DAY
    return "" if field.kind in ("integer", "number", "figure") else TEXT


def _make_text(text: str, *, exact: bool) -> BookCell:
    if exact or _is_changed_by_reading(text):
        return BookCell(text, EXACT)
    return BookCell(text, TEXT if len(text) <= _MOST_PLAIN else "")


def _is_changed_by_reading(text: str) -> bool:
    """Whether a reader of sheets would take the text for something else: blanks round it, 同上."""
    if text in DITTO:
        return True
    try:
        return make_text_cell(text, TextPlace("", 1)).value != text
    except TooLarge:
        return False


def _make_number(number: int | Decimal, shown: str, *, exact: bool) -> BookCell:
    digits = number.as_tuple().digits if isinstance(number, Decimal) else str(abs(number))
    written = format(number, "f") if isinstance(number, Decimal) else str(number)
    if len(digits) > _MOST_DIGITS:
        return _make_text(shown or written, exact=exact)
    if shown and shown != written:
        form = next((each for each in _SHOWN if show_number(Decimal(number), each) == shown), "")
        return BookCell(number, form)
    places = len(written.partition(".")[2])
    if not exact:
        return BookCell(number, f"0.{'0' * places}" if places else "")
    return BookCell(number, EXACT) if not written.endswith("0") else _make_text(written, exact=True)


def _write_listing(node: Node, field: Field) -> str:
    """A list, or records within a record, a line each."""
    value = strip_places(node)
    values = value if isinstance(value, list) else [value]
    is_plain = field.kind == "list" and not any(isinstance(e, (dict, list)) for e in values)
    return "\n".join(
        write_entry(_spell(each)) if is_plain else _write_flow(each) for each in values
    )


def _spell(value: Any) -> str:
    return {True: YES, False: NO}[value] if isinstance(value, bool) else str(value)


def _write_flow(value: Any) -> str:
    """The value as YAML on one line."""
    if isinstance(value, dict):
        pairs = (f"{edits.quote_text(key)}: {_write_flow(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_write_flow, value))}]"
    return "" if value is None else edits.format_scalar(value)
