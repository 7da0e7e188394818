"""Builds the tree of nodes straight from the parser's events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from drafter.problems import Problem, TextPlace, problem
from drafter.source import events, keys
from drafter.source.encoding import FORBIDDEN, find_escape
from drafter.source.node import Node, Text

MOST_DEPTH = 100
MOST_COPIED = 100_000
"""How many values aliases may repeat, all together: more is a bomb."""

MOST_DIGITS = 18
"""A longer row of digits is a number of something, not an amount: it stays text."""

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip

_FIRST = frozenset({word[:1] for word in _WORDS} | set("-0123456789"))
"""What the words and the integers begin with."""

Items = dict[str, Node] | list[Node]


class Plain(NamedTuple):
    """An unquoted text whose place makes it worth a second look (1-based, end exclusive)."""

    node: Node
    end_line: int
    end_column: int
    siblings: list[Node] | None
    own_line: bool


@dataclass(slots=True)
class Built:
    """What came out: the root (None: none was made), what was found, where it broke off."""

    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    plains: list[Plain] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    error: events.Broken | None = None


class _Frame:
    """A collection that is not closed yet."""

    __slots__ = ("anchor", "before", "column", "end", "flow", "height", "is_mapping", "items",
                 "key", "line")  # fmt: skip

    def __init__(self, items: Items, event: Any, before: int) -> None:
        self.items = items
        self.is_mapping = isinstance(items, dict)
        self.line: int = event.start_mark.line + 1
        self.column: int = event.start_mark.column + 1
        self.flow: bool = event.flow_style
        self.anchor: str | None = event.anchor
        self.before = before
        self.height = 1
        self.key: tuple[str, tuple[int, int]] | None = None
        self.end: Any = None


class _Anchored(NamedTuple):
    node: Node
    size: int
    height: int


def build(source: str, text: Text) -> Built:
    """The tree of the source; `text` is the same by lines."""
    builder = _Builder(text)
    scalar, others = builder.scalar, builder.handlers
    try:
        for event in events.events(source):
            if event.__class__ is events.Scalar:
                scalar(event)
            elif event.__class__ in others:
                others[event.__class__](event)
            if builder.stopped:
                break
    except events.Broken as error:
        builder.built.error = error
    others.clear()  # else the builder and its methods hold each other, and the tree
    if builder.tagged:  # what a tag would make of its value is not known
        builder.built.root = None
    return builder.built


class _Builder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.built = Built()
        self.stopped = False
        self.tagged = False
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.count = 0
        self.copied = 0
        self.documents = 0
        self.handlers: dict[type, Callable[[Any], None]] = {
            events.MappingStart: self._open,
            events.SequenceStart: self._open,
            events.MappingEnd: self._close,
            events.SequenceEnd: self._close,
            events.Alias: self._alias,
            events.DocumentStart: self._document,
        }
        self.hash_lines = frozenset(
            number for number, line in enumerate(text.lines, 1) if "#" in line
        )

    def _report(self, code: str, place: TextPlace, **values: str | int) -> None:
        self.built.problems.append(problem(code, place, **values))

    def _stop(self, code: str, event: Any, **values: str | int) -> None:
        """Reports what makes the rest of the file not worth reading."""
        mark = event.start_mark
        self._report(code, self.text.spot(mark.line + 1, mark.column + 1), **values)
        self._halt()

    def _halt(self) -> None:
        self.built.root = None
        self.stopped = True

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop("D115", event)

    def scalar(self, event: Any) -> None:
        """A key or a value."""
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        bare = event.implicit[0]
        text: str = event.value
        frame = self.stack[-1] if self.stack else None
        if not bare or event.tag is not None:
            self._check_marked(event, line, column)
        if frame is not None and frame.is_mapping and frame.key is None:
            self._key(frame, text, bare, line, column)
            frame.end = event.end_mark
            return
        if not text and frame and frame.flow and frame.key and self._is_loose(frame, mark):
            return
        end = event.end_mark
        end_line = end.line
        width = end.column + 1 - column if end_line < line else self.text.rest(line, column)
        value = resolve(text) if bare else text
        node = self._add(value, line, column, width)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(node, 1, 0)
        if bare and value is not None:
            own_line = frame is None or not (frame.flow or (node.key and node.key[0] == line))
            if own_line or end_line >= line or line in self.hash_lines:
                siblings = frame.items if frame and isinstance(frame.items, list) else None
                plain = Plain(node, end_line + 1, end.column + 1, siblings, own_line)
                self.built.plains.append(plain)

    def _check_marked(self, event: Any, line: int, column: int) -> None:
        """A value in quotes may hold a forbidden character, one with a tag is refused."""
        if event.tag is not None:
            self._tag(event)
        elif FORBIDDEN.search(event.value) and (found := find_escape(self.text, line, column)):
            self.built.problems.append(found)
            self._halt()

    def _tag(self, event: Any) -> None:
        mark = event.start_mark
        rest = self.text.lines[mark.line][mark.column :]
        written = rest.split()[0] if rest.startswith("!") else str(event.tag)
        place = self.text.spot(mark.line + 1, mark.column + 1, len(written))
        self._report("D117", place, tag=written)
        self.tagged = True

    def _key(self, frame: _Frame, text: str, bare: bool, line: int, column: int) -> None:
        assert isinstance(frame.items, dict)
        if bare and text not in self.built.keys:
            found = keys.check(text, self.text, line, column)
            self.built.problems += found
            if not found:
                self.built.keys.add(text)
        if text in frame.items:
            first = frame.items[text].key
            assert first is not None
            self._report("D116", self.text.spot(line, column, len(text)), key=text, first=first[0])
        frame.key = (text, (line, column))

    def _is_loose(self, frame: _Frame, mark: Any) -> bool:
        """Whether the entry of a mapping in braces has no colon: then it is told, and left out."""
        assert frame.key is not None
        start, column = frame.end.line, frame.end.column
        rows = [*self.text.lines[start : mark.line], *self._upto(mark)]
        if ":" in "\n".join(rows)[column:]:
            return False
        from drafter.source import flow  # only for what is lost in braces

        key, (line, column) = frame.key
        source = self.text.lines[line - 1]
        bare = source[column - 1] not in "\"'"
        told = bare and keys.check(key, self.text, line, column)
        found = None if told else flow.loose(key, source[: column - 1], source[frame.end.column :])
        if found is not None:
            place = self.text.spot(line, column + found.at, found.width)
            self._report(found.code, place, **found.named)
        frame.key = None
        return True

    def _upto(self, mark: Any) -> list[str]:
        """The line on which the mark stands, up to it; none behind the last line."""
        return [line[: mark.column] for line in self.text.lines[mark.line : mark.line + 1]]

    def _add(self, value: Any, line: int, column: int, width: int) -> Node:
        """A node at the place where the next value belongs."""
        self.count += 1
        node = Node(value, line, column, width, None)
        if not self.stack:
            self.built.root = node
            return node
        frame = self.stack[-1]
        if isinstance(frame.items, list):
            frame.items.append(node)
        elif frame.key is not None:
            text, node.key = frame.key
            frame.items[text] = node
            frame.key = None
        return node

    def _is_key(self, event: Any) -> bool:
        """Whether the event stands where a key must stand; then reading stops."""
        frame = self.stack[-1] if self.stack else None
        if frame is None or not frame.is_mapping or frame.key is not None:
            return False
        self._stop("D122", event)
        return True

    def _open(self, event: Any) -> None:
        if self._is_key(event):
            return
        if event.tag is not None:
            self._tag(event)
        if len(self.stack) >= MOST_DEPTH:
            self._stop("D120", event, most=MOST_DEPTH)
            return
        items: Items = {} if isinstance(event, events.MappingStart) else []
        self.stack.append(_Frame(items, event, self.count))
        if event.anchor:
            self.anchors[event.anchor] = None

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        end = event.end_mark
        one_line = frame.flow and end.line < frame.line
        width = (
            end.column + 1 - frame.column if one_line else self.text.rest(frame.line, frame.column)
        )
        node = self._add(frame.items, frame.line, frame.column, width)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, frame.height + 1)
        if frame.anchor:
            size = self.count - frame.before
            self.anchors[frame.anchor] = _Anchored(node, size, frame.height)

    def _alias(self, event: Any) -> None:
        if self._is_key(event):
            return
        if event.anchor not in self.anchors:
            self._stop("D142", event, char="*")
            return
        anchored = self.anchors[event.anchor]
        if anchored is None:
            self._stop("D119", event, alias=event.anchor)
            return
        self.copied += anchored.size
        if self.copied > MOST_COPIED:
            self._stop("D118", event, most=MOST_COPIED)
        elif len(self.stack) + anchored.height > MOST_DEPTH:
            self._stop("D120", event, most=MOST_DEPTH)
        else:
            self._copy(event, anchored)

    def _copy(self, event: Any, anchored: _Anchored) -> None:
        mark = event.start_mark
        width = len(event.anchor) + 1
        self._add(anchored.node.value, mark.line + 1, mark.column + 1, width)
        self.count += anchored.size - 1
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, anchored.height + 1)


def resolve(text: str) -> str | int | bool | None:
    """An unquoted text as a value: null, true, false and plain integers; else the text.

    >>> [resolve(text) for text in ("32", "-12", "0", "010", "no", "12:30", "~")]
    [32, -12, 0, '010', 'no', '12:30', None]
    """
    if text[:1] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    digits = text[1:] if text[0] == "-" else text
    if not (digits.isdigit() and digits.isascii()) or len(digits) > MOST_DIGITS:
        return text
    return int(text) if digits[0] != "0" or text == "0" else text
