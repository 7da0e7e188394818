"""How a year stands in a workbook: which sheet is which ledger, which column which field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from drafter.schema import Field
from drafter.schema.commas import is_joined
from drafter.vocabulary import GUIDE_SHEET, LISTS_SHEET, SINGLES_SHEET

_MOST_TITLE = 31
"""Excel takes so many characters for a sheet's name."""
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TAKEN = (GUIDE_SHEET, SINGLES_SHEET, LISTS_SHEET, "history")
"""The last is Excel's own."""


class Slot(NamedTuple):
    """A column of a ledger's sheet, or a row of the single values: the path of its field, and it.

    The name of the field is the dotted path: 主任.电话.
    """

    path: tuple[str, ...]
    field: Field


def name_sheets(root: Field) -> dict[str, str]:
    """The title of each sheet by the name of its ledger, or of its list of single values."""
    titles: dict[str, str] = {}
    taken = set(_TAKEN)
    for name, field in root.fields.items():
        if field.kind in ("ledger", "list"):
            plain = (_NO_TITLE.sub("_", name).strip("'") or "_")[:_MOST_TITLE]
            title, number = plain, 2
            while title.casefold() in taken:
                title = f"{plain[: _MOST_TITLE - 4]}_{number}"
                number += 1
            taken.add(title.casefold())
            titles[name] = title
    return titles


def list_slots(fields: Mapping[str, Field], above: Slot | None = None) -> Iterator[Slot]:
    """The columns of a record's fields: those of a record within it one by one."""
    for name, field in fields.items():
        path = (*above.path, name) if above else (name,)
        needed = field.required and (above is None or above.field.required)
        slot = Slot(path, replace(field, name=".".join(path), required=needed))
        if field.kind == "record" and field.fields:
            yield from list_slots(field.fields, slot)
        else:
            yield slot


def shape_ledger(field: Field) -> tuple[Field, Mapping[str, Slot]]:
    """The ledger as its sheet has it: a flat one; and its columns by their names.

    A list of single values is a ledger of one column.
    """
    fields = field.fields
    if field.kind == "list":
        item = field.item or Field("", "any")
        fields = {field.name: replace(item, name=field.name, title=field.name, required=True)}
    slots = {slot.field.name: slot for slot in list_slots(fields)}
    flat = {name: flatten_field(slot.field) for name, slot in slots.items()}
    return replace(field, kind="ledger", fields=flat, item=None), slots


def flatten_field(field: Field) -> Field:
    """The field as a cell holds it: a list as a text of lines."""
    title = field.name if "." in field.name else field.title
    kind = "text" if is_listing(field) else field.kind
    return replace(
        field, kind=kind, title=title, choices=() if is_listing(field) else field.choices
    )


def is_listing(field: Field) -> bool:
    """Whether its cell holds several values, one a line."""
    return field.kind in ("list", "ledger", "record")


def write_entry(text: str) -> str:
    """An entry of a list as a line of its cell: in quotes where it could not be read back.

    >>> write_entry("甲街道"), write_entry("两行\\n的"), write_entry(" 甲")
    ('甲街道', '"两行\\\\n的"', '" 甲"')
    """
    odd = text[:1] in ('"', "{", "") or text != text.strip() or is_joined(text)
    if text.isprintable() and not odd:
        return text
    plain = (sign.isprintable() and sign not in '"\\' for sign in text)
    signs = (s if p else json.dumps(s)[1:-1] for s, p in zip(text, plain, strict=True))
    return f'"{"".join(signs)}"'


def read_entry(line: str) -> str:
    """The entry that the line says."""
    if len(line) > 1 and line[0] == line[-1] == '"':
        try:
            return str(json.loads(line))
        except ValueError:  # quotes that somebody typed
            return line
    return line
