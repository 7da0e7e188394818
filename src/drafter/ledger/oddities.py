"""What a schema allows and hardly anybody means: totals and rows written off, negative counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.problems import Problem
from drafter.schema import Field, Schema, is_count, warn_of_value
from drafter.source import Document, Node
from drafter.source.totals import is_total, is_written_off
from drafter.vocabulary import QUANTITY_KEY

_MINUS = ("-", "－", "−")
_MOST_TOLD = 20
"""So many are told of one data file."""


def find_oddities(document: Document, schema: Schema) -> Iterator[Problem]:
    """D221 for each record that is a total or is written off, and each count below nothing."""
    found = _walk_record(document, document.root, schema.root)
    for _, each in zip(range(_MOST_TOLD), found, strict=False):
        yield each


def _walk_record(document: Document, node: Node, field: Field) -> Iterator[Problem]:
    values = node.value if isinstance(node.value, dict) else {}
    yield from _find_negative(document, values, _list_numbers(field))
    for name, below in field.fields.items():
        held = values.get(name)
        if held is None:
            continue
        if below.kind == "record":
            yield from _walk_record(document, held, below)
        elif below.kind == "ledger" and isinstance(held.value, list):
            yield from _walk_ledger(document, held.value, below)


def _walk_ledger(document: Document, entries: list[Node], ledger: Field) -> Iterator[Problem]:
    numbers = _list_numbers(ledger)
    texts = [f for f in ledger.fields.values() if f.kind in ("text", "any") and not f.choices]
    for entry in entries:
        values = entry.value
        if isinstance(values, dict):
            yield from _find_negative(document, values, numbers)
            yield from _find_no_record(document, values, texts)
            yield from _find_none_of_it(document, values, ledger)


def _list_numbers(field: Field) -> list[Field]:
    """The fields of whole numbers of which the schema does not say how small they may be."""
    kinds = ("integer", "figure")
    return [each for each in field.fields.values() if each.kind in kinds and each.least is None]


def _find_negative(
    document: Document, values: Mapping[str, Node], numbers: list[Field]
) -> Iterator[Problem]:
    for field in numbers:
        if (node := values.get(field.name)) is None:
            continue
        value = node.value
        is_negative = value < 0 if isinstance(value, int) else str(value)[:1] in _MINUS
        if is_negative and is_count(field):
            yield warn_of_value(document.place(node), field, str(value), "negative")


def _find_no_record(
    document: Document, values: Mapping[str, Node], texts: list[Field]
) -> Iterator[Problem]:
    for field in texts:
        node = values.get(field.name)
        text = node.value if node is not None else None
        if node is None or not isinstance(text, str):
            continue
        kind = "total" if is_total(text) else "written_off" if is_written_off(text) else ""
        if kind:
            yield warn_of_value(document.place(node), field, text.strip(), kind)
            return


def _find_none_of_it(
    document: Document, values: Mapping[str, Node], ledger: Field
) -> Iterator[Problem]:
    node, field = values.get(QUANTITY_KEY), ledger.fields.get(QUANTITY_KEY)
    if node is not None and field is not None and str(node.value) == "0":
        yield warn_of_value(document.place(node), field, "0", "zero")
