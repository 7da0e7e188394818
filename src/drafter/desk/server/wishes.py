"""Changes as a tab sends them, read strictly: what is not of this shape is no change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from drafter.commands.editing.model import InsertRecord, MoveRecord, RemoveRecord, SetValue
from drafter.desk.years.placing import Batch, Wish
from drafter.problems import DataPath

MOST_CHANGES = 50_000
"""A block of 2,000 rows and 20 columns is pasted at once; nobody types more."""
_LONGEST = 200
_HALF = re.compile(r"[\ud800-\udfff]")
Kind = TypeVar("Kind")


class _Misshapen(Exception):
    """What was sent is no change."""


def read_batch(body: Any) -> Batch | None:
    """The changes of a request; None where it has none, or any is of another shape."""
    try:
        given = _take(body, dict)
        listed = _take(given.get("changes"), list)
        if len(listed) > MOST_CHANGES:
            return None
        wishes = tuple(map(_read_wish, listed))
        words = [_take(given.get(key, ""), str) for key in ("digest", "label", "id")]
        return Batch(words[0], wishes, words[1][:_LONGEST], words[2][:_LONGEST])
    except _Misshapen:
        return None


def read_path(text: str) -> DataPath | None:
    """A path of the data, as JSON; None where it is none."""
    try:
        path = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return tuple(path) if isinstance(path, list) and _is_path(tuple(path)) else None


def _read_wish(given: Any) -> Wish:
    change = _take(given, dict)
    old = change.get("old")
    match change.get("op"):
        case "set":
            path = tuple(_take(change.get("path"), list))
            if not _is_path(path):
                raise _Misshapen
            kept = None if old is None else _take(old, str)
            return Wish(SetValue(path, _take(change.get("value"), str)), kept)
        case "insert":
            values = _read_texts(change.get("values"))
            return Wish(InsertRecord(*_read_spot(change), values))
        case "remove":
            return Wish(RemoveRecord(*_read_spot(change)), _read_row(old))
        case "move":
            to = _take(change.get("to"), int)
            return Wish(MoveRecord(*_read_spot(change), to), _read_row(old))
        case _:
            raise _Misshapen


def _read_spot(change: Mapping[str, Any]) -> tuple[str, int]:
    at = _take(change.get("at"), int)
    if at < 0:
        raise _Misshapen
    return _take(change.get("ledger"), str), at


def _read_row(old: Any) -> dict[str, str] | None:
    return None if old is None else _read_texts(old)


def _read_texts(given: Any) -> dict[str, str]:
    texts = _take(given, dict)
    return {_take(key, str): _take(text, str) for key, text in texts.items()}


def _is_path(path: tuple[Any, ...]) -> bool:
    """A name first; below it names, and numbers from 0."""
    return (
        bool(path)
        and isinstance(path[0], str)
        and all(isinstance(step, str) or (type(step) is int and step >= 0) for step in path)
    )


def _take(value: Any, kind: type[Kind]) -> Kind:
    """The value, which has to be of that kind; true and false are no numbers, and half of a
    character is no text."""
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _Misshapen
    if isinstance(value, str) and _HALF.search(value):
        raise _Misshapen
    return value
