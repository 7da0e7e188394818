"""Is it plain that data fit their schema? Then the validator, slow to load, need not be asked.

A doubt is no finding: it only lets the validator look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from drafter.problems.model import DataPath
from drafter.schema.fields import Field
from drafter.schema.values import UnfitValue, parse_date

FILLERS = {"无", "没有", "暂无", "无。", "/", "-", "—", "——", "略", "空", "否", "N/A", "n/a"}
"""What people write where there is nothing."""
MOST_VALUES = 2_000
"""More values than these the validator checks sooner than this module."""

_KINDS = {"string", "integer", "number", "boolean", "object", "array"}
_SIMPLE_KEYWORDS: dict[str, type] = {
    "$schema": str, "$comment": str, "title": str, "description": str, "default": object,
    "examples": list, "type": str, "properties": dict, "items": dict, "additionalProperties": bool,
    "format": str,
}  # fmt: skip
_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,), "date": (str,), "image": (str,), "document": (str,), "figure": (str,),
    "boolean": (bool,),
    "integer": (int,), "number": (int, float),
}  # fmt: skip


def is_simple(schema: Any) -> bool:
    """Whether the schema is sound, and asks for nothing but fields, their types, their choices, and
    whether they are needed."""
    if not isinstance(schema, Mapping) or str(schema.get("type")) not in _KINDS:
        return False
    if not all(_is_simple_keyword(str(name), value) for name, value in schema.items()):
        return False
    if schema["type"] != "string" and not {"enum", "x-kind", "format"}.isdisjoint(schema):
        return False
    items = [schema["items"]] if "items" in schema else []
    return all(map(is_simple, [*schema.get("properties", {}).values(), *items]))


def _is_simple_keyword(name: str, value: Any) -> bool:
    """Whether the keyword is one of the simple ones, and its value of the kind it must be."""
    if name in ("required", "enum"):
        texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return texts and len(set(value)) == len(value) and (name != "enum" or bool(value))
    return name.startswith("x-") or isinstance(value, _SIMPLE_KEYWORDS.get(name, ()))


def find_lacking(instance: Any, root: Field) -> list[DataPath] | None:
    """The needed values that the instance lacks, where it surely fits but for them; else None.

    A draft with gaps is a clerk's ordinary state: the validator is not loaded for it. Where one
    record lacks several values it is asked all the same, since it knows their order.
    """
    checker = _CountingChecker()
    return checker.lacking if checker.value_fits(instance, root, ()) else None


class _CountingChecker:
    def __init__(self) -> None:
        self.left = MOST_VALUES
        self.lacking: list[DataPath] = []

    def value_fits(self, value: Any, field: Field, path: DataPath) -> bool:
        self.left -= 1
        if self.left < 0:
            return False
        if field.kind == "record":
            return isinstance(value, dict) and self.record(value, field, path)
        if field.kind in ("ledger", "list"):
            return isinstance(value, list) and self.entries(value, field, path)
        fitting = type(value) in _TYPES.get(field.kind, ())
        return fitting and (not field.choices or value in field.choices)

    def record(self, value: Mapping[str, Any], field: Field, path: DataPath) -> bool:
        fields = field.fields
        lacking = [
            (*path, name) for name, below in fields.items() if below.required and name not in value
        ]
        self.lacking += lacking
        if len(lacking) > 1:
            return False
        for key, below in value.items():
            asked = fields.get(key)
            if asked is None:
                return False
            if asked.kind == "text" and not asked.choices and type(below) is str:
                self.left -= 1  # most values are such: asked here, at a third of what a call takes
            elif not self.value_fits(below, asked, (*path, key)):
                return False
        return self.left >= 0

    def entries(self, value: list[Any], field: Field, path: DataPath) -> bool:
        if field.kind == "list":
            item = field.item
            return item is not None and all(
                self.value_fits(below, item, (*path, n)) for n, below in enumerate(value)
            )
        return all(
            isinstance(below, dict) and self.record(below, field, (*path, n))
            for n, below in enumerate(value)
        )


def pick_clear_tests(field: Field | None) -> Mapping[str, ClearTest]:
    """What tells of each of the record's fields that a value is surely what it asks for."""
    fields = field.fields if field else {}
    return {
        name: CLEAR_TESTS[below.kind] for name, below in fields.items() if below.kind in CLEAR_TESTS
    }


def _is_text(value: Any) -> bool:
    return type(value) is str and value not in FILLERS and value != "" and not value.isspace()


def _is_integer(value: Any) -> bool:
    return type(value) is int


def _is_day(value: Any) -> bool:
    if type(value) is not str or not value[:1].isdigit():
        return False
    try:
        parse_date(value)
    except UnfitValue:
        return False
    return True


def is_never_clear(value: Any) -> bool:
    """For a kind whose values have to be looked at, each."""
    return False


ClearTest = Callable[[Any], bool]
CLEAR_TESTS: Mapping[str, ClearTest] = {
    "text": _is_text,
    "integer": _is_integer,
    "number": _is_integer,
    "date": _is_day,
}
