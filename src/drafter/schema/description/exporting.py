"""The JSON Schema of a template for editors: what they cannot ask of drafter is written out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from drafter.schema.fields import encode_references

_YEAR, _MONTH, _DAY = "[0-9]{4}", "(0?[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
_DATE = "|".join(f"{_YEAR}{sign}{_MONTH}{sign}{_DAY}" for sign in ("-", "[.]", "/"))
_DATE_PATTERN = f"^({_DATE}|{_YEAR}年{_MONTH}月{_DAY}日)$"


def write_json_schema(raw: Mapping[str, Any]) -> bytes:
    """The file's bytes: dates with their pattern, typed figures as numbers or texts."""
    exported = encode_references(_spell_out(raw))
    return (json.dumps(exported, ensure_ascii=False, indent=1) + "\n").encode()


def _spell_out(node: Any) -> Any:
    if isinstance(node, list):
        return [_spell_out(below) for below in node]
    if not isinstance(node, Mapping):
        return node
    spelt = {key: _spell_out(below) for key, below in node.items()}
    if spelt.get("x-kind") == "date":
        spelt.setdefault("pattern", _DATE_PATTERN)
    if spelt.get("x-kind") == "figure":
        spelt["type"] = ["number", "string"]
    return spelt
