"""A JSON Schema as little says it: what two schemas ask that are written in different ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drafter.schema.fields import encode_uri

_LISTS = frozenset({"x-unique", "x-aliases", "x-fixed", "x-check", "x-checks", "x-review"})
_DROPPED = frozenset({"$schema", "$id", "$defs", "definitions", "$comment"})
_MOST_DEPTH = 24


class Endless(Exception):
    """A `$ref` leads round in a circle, or to nothing."""


def simplify_schema(raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The schema of a template of that name without what says nothing. Raises Endless.

    Each `$ref` is followed. Left out: a title that is the name, the least lengths that no value
    falls below, a date's pattern (which dates may be written is drafter's to say), the order of
    what is required.
    """
    return _simplify(raw, raw, f"{name}的数据", 0)


def _simplify(node: Any, root: Mapping[str, Any], name: str, depth: int) -> dict[str, Any]:
    if not isinstance(node, Mapping):
        return {} if node is True else {"not": {}}
    if depth > _MOST_DEPTH:
        raise Endless(name)
    node = _follow_reference(node, root)
    simple: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties" and isinstance(value, Mapping):
            simple[key] = {
                each: _simplify(below, root, each, depth + 1) for each, below in value.items()
            }
        elif key == "items":
            simple[key] = _simplify(value, root, f"{name}记录", depth + 1)
        elif not _says_nothing(key, value, name, node):
            simple[key] = _simplify_value(key, value)
    return _unify_kind(simple)


def _follow_reference(node: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    followed = 0
    while isinstance(reference := node.get("$ref"), str):
        target: Any = root
        for step in reference.removeprefix("#").strip("/").split("/"):
            target = target.get(step) if isinstance(target, Mapping) else None
        followed += 1
        if not isinstance(target, Mapping) or followed > _MOST_DEPTH:
            raise Endless(encode_uri(reference))
        own = {key: value for key, value in node.items() if key != "$ref"}
        node = {**target, **own}
    return node


def _says_nothing(key: str, value: Any, name: str, node: Mapping[str, Any]) -> bool:
    if key in _DROPPED or (key == "title" and value == name):
        return True
    if key == "pattern":
        return node.get("x-kind") == "date" or node.get("format") == "date"
    nothing: dict[str, tuple[Any, ...]] = {
        "minLength": (0, 1), "additionalProperties": (True, {}), "required": ([],),
        "minItems": (0,), "minProperties": (0,), "x-aliases": ([],), "x-fixed": ([],),
    }  # fmt: skip
    return any(type(value) is type(each) and value == each for each in nothing.get(key, ()))


def _simplify_value(key: str, value: Any) -> Any:
    if key == "required" and isinstance(value, list):
        return sorted(map(str, value))
    if key in _LISTS:
        return [str(each) for each in (value if isinstance(value, list) else [value])]
    if key == "x-figures" and isinstance(value, Mapping):
        return {name: _simplify_figure(figure) for name, figure in value.items()}
    return value


def _simplify_figure(figure: Any) -> dict[str, str]:
    words = figure if isinstance(figure, Mapping) else {"expression": figure}
    return {key: str(value) for key, value in words.items() if value not in (None, "")}


def _unify_kind(node: dict[str, Any]) -> dict[str, Any]:
    if node.get("format") == "date" and node.get("type", "string") == "string":
        del node["format"]
        node |= {"x-kind": "date"}
    if "x-kind" in node:
        node |= {"type": "string"}
    choices = node.get("enum")
    if "type" not in node and choices and all(isinstance(each, str) for each in choices):
        node |= {"type": "string"}
    if "type" not in node and "properties" in node:
        node |= {"type": "object"}
    return node


def list_differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Where the two schemas say different things, as paths of keys."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys([*one, *other]):
            below = f"{path} {key}".strip()
            if key not in one or key not in other:
                yield below
            else:
                yield from list_differences(one[key], other[key], below)
    elif one != other:
        yield path
