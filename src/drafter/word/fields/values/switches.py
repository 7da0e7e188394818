"""The switches of a field's code: `\\* ARABIC`, `\\# "0.00"`, `\\h`."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from drafter.word.fields.reading import Word, split_code
from drafter.word.fields.values.formats import KEEPS_LOOK, Uncomputed, write_numeral, write_picture
from drafter.word.fields.values.formulas import read_number

GENERAL = frozenset("*#@")
"""The switches of every field, each with a value: numerals or look, number, date."""


def read_switches(
    code: str, take_values: Collection[str] = ()
) -> tuple[list[Word], dict[str, str]]:
    """The words of a code, and its switches with their values, in small letters without `\\`."""
    words: list[Word] = []
    switches: dict[str, str] = {}
    pending = ""
    for word in split_code(code):
        if not word.quoted and word.text.startswith("\\"):
            pending, value = word.text[1:2].lower(), word.text[2:]
            switches.setdefault(pending, "")
            if value or pending not in GENERAL | set(take_values):
                _add_switch(switches, pending, value)
                pending = ""
        elif pending:
            _add_switch(switches, pending, word.text)
            pending = ""
        else:
            words.append(word)
    return words, switches


def _add_switch(switches: dict[str, str], name: str, value: str) -> None:
    """Note the value; of two `\\*` the one that says how the result looks gives way."""
    if name != "*" or value.upper() not in KEEPS_LOOK:
        switches[name] = value


def write_formatted(text: str, switches: dict[str, str]) -> str:
    """The text as the general switches want it. Raises Uncomputed."""
    numeral, picture = switches.get("*", ""), switches.get("#", "")
    if not numeral and not picture:
        return text
    number = read_number(text)
    if number is None:
        raise Uncomputed("field.numeral", numeral or picture)
    if picture:
        return write_picture(number.value, picture)
    if number.value != number.value.to_integral_value():
        raise Uncomputed("field.numeral", numeral)
    return write_numeral(int(number.value), numeral)


def write_number(value: Decimal, switches: dict[str, str], *, grouped: bool = False) -> str:
    """A computed number as the switches want it. Raises Uncomputed."""
    if switches.get("#"):
        return write_picture(value, switches["#"])
    text = f"{value:,f}" if grouped else f"{value:f}"
    return write_formatted(text, switches)
