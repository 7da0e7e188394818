"""Single values of the data as values with origins: texts, numbers, days."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from drafter.figures import Day, Figure, Origin, RoughNumber, ShownFigure, Text
from drafter.problems import DataPath
from drafter.schema import is_empty, parse_date
from drafter.source import Borrowed, Node


def make_text(value: Any, file: str, node: Node, path: DataPath, key: str) -> Text | None:
    if type(value) is not str or not value or value.isspace():
        return None
    if value[-1] in "\r\n":
        value = drop_line_end(value)
    return Text.at(value, file, node.line, node.column, path, key)


def drop_line_end(text: str) -> str:
    """The text without the lines' ends that YAML's | and >, or a cell, leave behind it."""
    return text.rstrip("\r\n")


def _make_figure(value: Any, file: str, node: Node, path: DataPath, key: str) -> Figure | None:
    if type(value) is not int or (type(node) is Borrowed and node.shown):
        return None
    return Figure.at(value, file, node.line, node.column, path, key)


def _make_day(value: Any, file: str, node: Node, path: DataPath, key: str) -> Day | None:
    if type(value) is not str or is_empty(value):
        return None
    return Day.at(value, parse_date(value), file, node.line, node.column, path, key)


Maker = Callable[[Any, str, Node, DataPath, str], Any]
MAKERS: Mapping[str, Maker] = {
    "text": make_text,
    "any": make_text,
    "integer": _make_figure,
    "number": _make_figure,
    "date": _make_day,
}


def make_typed(written: str, taken: Any, origins: tuple[Origin, ...]) -> Figure | RoughNumber:
    """A number as somebody typed it: 495,737 is printed so, and computed as a number."""
    return (
        RoughNumber(written, origins) if taken == written else ShownFigure(taken, origins, written)
    )


def _keep_value(value: Any, origins: tuple[Origin, ...]) -> Any:
    return value


CONSTRUCTORS: dict[type, Callable[[Any, tuple[Origin, ...]], Any]] = {
    int: Figure,
    Decimal: Figure,
    str: Text,
    datetime.date: Day.of,
    bool: _keep_value,
}
