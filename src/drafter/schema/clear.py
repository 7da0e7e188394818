"""Is it plain that data fit their schema? Then the validator, slow to load, need not be asked.

A doubt is no finding: it only lets the validator look.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.schema.fields import Field

MOST_VALUES = 2_000
"""More values than these the validator checks sooner than this module."""

_KINDS = {"string", "integer", "number", "boolean", "object", "array"}
_SAID = {
    "$schema", "$comment", "title", "description", "default", "examples", "type", "properties",
    "required", "items", "enum", "additionalProperties",
}  # fmt: skip
_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,), "date": (str,), "image": (str,), "document": (str,), "boolean": (bool,),
    "integer": (int,), "number": (int, float),
}  # fmt: skip


def is_simple(schema: Any) -> bool:
    """Whether the schema asks for nothing but fields, their types, their choices, and whether they
    are needed."""
    if not isinstance(schema, Mapping) or schema.get("type") not in _KINDS:
        return False
    if not all(name in _SAID or name.startswith("x-") for name in schema):
        return False
    choices = schema.get("enum", [])
    if choices and (schema["type"] != "string" or not all(isinstance(c, str) for c in choices)):
        return False
    if not isinstance(schema.get("additionalProperties", True), bool):
        return False
    items = [schema["items"]] if "items" in schema else []
    return all(map(is_simple, [*schema.get("properties", {}).values(), *items]))


def fits(instance: Any, root: Field) -> bool:
    """Whether the instance surely fits a simple schema with these fields."""
    return _Counted().fits(instance, root)


class _Counted:
    def __init__(self) -> None:
        self.left = MOST_VALUES

    def fits(self, value: Any, field: Field) -> bool:
        self.left -= 1
        if self.left < 0:
            return False
        if field.kind == "record":
            return isinstance(value, dict) and self.record(value, field)
        if field.kind in ("ledger", "list"):
            return isinstance(value, list) and self.entries(value, field)
        fitting = type(value) in _TYPES.get(field.kind, ())
        return fitting and (not field.choices or value in field.choices)

    def record(self, value: Mapping[str, Any], field: Field) -> bool:
        needed = (name for name, below in field.fields.items() if below.required)
        return all(name in value for name in needed) and all(
            key in field.fields and self.fits(below, field.fields[key])
            for key, below in value.items()
        )

    def entries(self, value: list[Any], field: Field) -> bool:
        if field.kind == "list":
            item = field.item
            return item is not None and all(self.fits(below, item) for below in value)
        return all(isinstance(below, dict) and self.record(below, field) for below in value)
