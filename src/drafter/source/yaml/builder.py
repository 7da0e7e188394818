"""Builds the tree of nodes straight from the parser's events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from drafter.problems import TextPlace, problem
from drafter.source.slips import punctuation
from drafter.source.yaml import events
from drafter.source.yaml.built import BuildResult, UnquotedText
from drafter.source.yaml.encoding import FORBIDDEN, find_escape
from drafter.source.yaml.node import (
    Node,
    ScalarValue,
    SourceText,
    find_sign_lines,
    pause_gc,
    resolve_scalar,
)
from drafter.source.yaml.records import RecordList, cut_records

MOST_DEPTH = 100
MOST_COPIED = 100_000
"""How many values aliases may repeat, all together: more is a bomb."""

MOST_KNOWN = 4_096
"""So many different unquoted texts are remembered: what is written again need not be read again."""


class _AnchoredNode(NamedTuple):
    node: Node
    size: int
    height: int


class _StopReading(Exception):
    """The rest of the file is not worth reading."""


def build_tree(text: SourceText, before: SourceText | None = None) -> BuildResult:
    """The tree of a text. before: of the same file, of which most may still be there."""
    lines = frozenset[int]().union(*(find_sign_lines(text.source, sign) for sign in "#＃﹟｛"))
    with pause_gc():
        builder = _TreeBuilder(text, lines)
        rest, builder.lists = cut_records(text, builder.known, builder.resolve, before)
        if builder.lists:
            built = builder.build(rest)
            if built.root is not None and not (built.error or built.problems or builder.lists):
                return built
            text.records = {}
            builder = _TreeBuilder(text, lines)  # something is wrong, or was no such list
        return builder.build(text.source)


class _TreeBuilder:
    """Reads event after event; each method that makes a value reads it to its end.

    `height` is that of the collection made last; `known` the values of unquoted texts; `lists`
    what was read before (`records.cut_records`), by the line of its key.
    """

    take: Callable[[], Any]
    lists: dict[int, RecordList]

    def __init__(self, text: SourceText, signed: frozenset[int]) -> None:
        self.text = text
        self.signed = signed
        self.built = BuildResult()
        self.tagged = False
        self.known: dict[str, ScalarValue] = {}
        self.anchors: dict[str, _AnchoredNode | None] = {}
        self.count = 0
        self.copied = 0
        self.height = 0
        self.end: Any = None
        self.lists: dict[int, RecordList] = {}

    def build(self, source: str) -> BuildResult:
        """What comes of the source, whose lines are those of the text."""
        try:
            with events.open_events(source) as self.take:
                self.read_documents()
        except events.YamlSyntaxError as error:
            self.built.error = error
        except _StopReading:
            self.built.root = None
        if self.tagged:  # what a tag would make of its value is not known
            self.built.root = None
        return self.built

    def read_documents(self) -> None:
        """Reads all there is: the first document is the tree, a second one is told."""
        started = False
        while (event := self.take()) is not None:
            if event.__class__ is events.DocumentStart:
                if started:
                    self._stop_reading("D115", event)
                started = True
            elif event.__class__ in _VALUES:
                self.built.root = self._read_value(event, 0)

    def _add_problem(self, code: str, place: TextPlace, **values: str | int) -> None:
        self.built.problems.append(problem(code, place, **values))

    def _stop_reading(self, code: str, event: Any, **values: str | int) -> None:
        """Reports what makes the rest of the file not worth reading."""
        mark = event.start_mark
        self._add_problem(code, self.text.spot(mark.line + 1, mark.column + 1), **values)
        raise _StopReading

    def _read_value(self, event: Any, depth: int) -> Node:
        """The value that begins with the event, `depth` collections deep; not in a mapping."""
        if event.__class__ is events.Scalar:
            return self._read_scalar(event, None, None, flow=False)
        return self._read_nested(event, None, depth)

    def _read_mapping(self, start: Any, depth: int) -> dict[str, Node]:
        """The entries up to the mapping's end. The usual entry is made here, at once."""
        take, names, known, signed = self.take, self.built.keys, self.known, self.signed
        scalar: Any = events.Scalar
        flow, height, others = start.flow_style, 0, 0
        items: dict[str, Node] = {}
        while (key := take()).__class__ is scalar:
            mark, name = key.start_mark, names.get(key.value)
            if name is None or name in items or not key.implicit[0] or key.tag is not None:
                name = self._read_key(key, items)
            event = take()
            if event.__class__ is not scalar:
                items[name] = self._read_nested(event, mark, depth)
                others += 1
                height = max(height, self.height)
                continue
            at, end, text = event.start_mark, event.end_mark, event.value
            line = at.line
            # in every other case there may be something to say of the value, or to look up
            if (
                line != mark.line or end.line != line or line + 1 in signed or not text
                or not event.implicit[0] or event.tag is not None or event.anchor is not None
            ):  # fmt: skip
                if not text and not flow and self._is_list(mark, event, depth):
                    items[name] = self._take_list(mark.line)
                    others += 1
                    height = max(height, self.height)
                elif not (flow and not text and self._is_loose(key, at)):
                    items[name] = self._read_scalar(event, mark, None, flow=flow)
                continue
            value = known.get(text)
            if value is None:
                value = self.resolve(text)
            column = at.column
            items[name] = Node(value, line + 1, column + 1, end.column - column, mark.column + 1)
        if key.__class__ is not events.MappingEnd:
            self._stop_reading("D122", key)
        self._close_collection(key, height, len(items) - others)
        return items

    def _is_list(self, key: Any, event: Any, depth: int) -> bool:
        """Whether below the key that begins there nothing was left, for it was read before."""
        found = self.lists.get(key.line)
        is_bare = event.implicit[0] and event.tag is None and event.anchor is None
        return (
            found is not None and found.column == key.column and is_bare and depth < MOST_DEPTH - 4
        )

    def _take_list(self, line: int) -> Node:
        found = self.lists.pop(line)
        self.built.keys.update(found.keys)
        self.count += found.count
        self.height = found.height
        return found.node

    def _read_sequence(self, start: Any, depth: int) -> list[Node]:
        """The entries up to the list's end."""
        items: list[Node] = []
        height = others = 0
        while (event := self.take()).__class__ is not events.SequenceEnd:
            if event.__class__ is events.Scalar:
                items.append(self._read_scalar(event, None, items, flow=start.flow_style))
            else:
                items.append(self._read_nested(event, None, depth))
                others += 1
                height = max(height, self.height)
        self._close_collection(event, height, len(items) - others)
        return items

    def _close_collection(self, event: Any, height: int, singles: int) -> None:
        self.end = event.end_mark
        self.height = height + 1
        self.count += singles + 1

    def _read_nested(self, event: Any, key: Any, depth: int) -> Node:
        """A collection, or the repetition of a value; `key` is where its key begins."""
        if event.__class__ is events.Alias:
            return self._read_alias(event, key, depth)
        if event.tag is not None:
            self._report_tag(event)
        if depth >= MOST_DEPTH:
            self._stop_reading("D120", event, most=MOST_DEPTH)
        if event.anchor:
            self.anchors[event.anchor] = None
        before, mark = self.count, event.start_mark
        is_mapping = event.__class__ is events.MappingStart
        items = (self._read_mapping if is_mapping else self._read_sequence)(event, depth + 1)
        one_line = event.flow_style and self.end.line == mark.line
        width = self.end.column - mark.column if one_line else self.text
        node = Node(items, mark.line + 1, mark.column + 1, width, _key_position(key, mark.line))
        if event.anchor:
            self.anchors[event.anchor] = _AnchoredNode(node, self.count - before, self.height)
        return node

    def _read_alias(self, event: Any, key: Any, depth: int) -> Node:
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            if event.anchor not in self.anchors:
                self._stop_reading("D142", event, char="*")
            self._stop_reading("D119", event, alias=event.anchor)
        assert anchored is not None
        self.copied += anchored.size
        if self.copied > MOST_COPIED:
            self._stop_reading("D118", event, most=MOST_COPIED)
        if depth + anchored.height > MOST_DEPTH:
            self._stop_reading("D120", event, most=MOST_DEPTH)
        self.count += anchored.size
        self.height = anchored.height
        mark, width = event.start_mark, len(event.anchor) + 1
        held = _key_position(key, mark.line)
        return Node(anchored.node.value, mark.line + 1, mark.column + 1, width, held)

    def _read_scalar(
        self, event: Any, key: Any, siblings: list[Node] | None, *, flow: bool
    ) -> Node:
        """Any single value, what is odd about it noted."""
        mark, end = event.start_mark, event.end_mark
        line, column = mark.line + 1, mark.column + 1
        bare, text = event.implicit[0], event.value
        if not bare or event.tag is not None:
            self._check_marked(event, line, column)
        one_line, value = end.line == mark.line, self.resolve(text) if bare else text
        width = end.column - mark.column if one_line else self.text
        node = Node(value, line, column, width, _key_position(key, mark.line))
        if event.anchor:
            self.anchors[event.anchor] = _AnchoredNode(node, 1, 0)
        if bare and value is not None:
            own_line = not (flow or (key is not None and key.line == mark.line))
            if not one_line or line in self.signed or (own_line and punctuation.MAYBE.search(text)):
                plain = UnquotedText(node, end.line + 1, end.column + 1, siblings, own_line)
                self.built.unquoted.append(plain)
        elif not one_line and event.style != "|":
            self.built.folded.append((node, end.line + 1))
        return node

    def resolve(self, text: str) -> ScalarValue:
        """What an unquoted text stands for; equal ones are one object."""
        if text in self.known:
            return self.known[text]
        value = resolve_scalar(text.rstrip(punctuation.ODD_BLANKS))
        if len(self.known) < MOST_KNOWN:
            self.known[text] = value
        return value

    def _check_marked(self, event: Any, line: int, column: int) -> None:
        """A value in quotes may hold a forbidden character, one with a tag is refused."""
        if event.tag is not None:
            self._report_tag(event)
        elif FORBIDDEN.search(event.value) and (found := find_escape(self.text, line, column)):
            self.built.problems.append(found)
            raise _StopReading

    def _report_tag(self, event: Any) -> None:
        mark = event.start_mark
        rest = self.text.lines[mark.line][mark.column :]
        written = rest.split()[0] if rest.startswith("!") else str(event.tag)
        at = mark.line + 1, mark.column + 1, len(written)
        self._add_problem("D117", self.text.spot(*at), tag=written)
        self.tagged = True

    def _read_key(self, event: Any, items: dict[str, Node]) -> str:
        """A key that was not met before, or is in quotes, or stands there twice."""
        text, mark = str(event.value), event.start_mark
        line, column = mark.line + 1, mark.column + 1
        bare, names = event.implicit[0], self.built.keys
        if not bare or event.tag is not None:
            self._check_marked(event, line, column)
        if bare and text not in names:
            found = punctuation.check_key(text, self.text, line, column)
            self.built.problems += found
            if not found:
                names[text] = text
        if text in items:
            first = items[text].key
            assert first is not None
            self._add_problem(
                "D116", self.text.spot(line, column, len(text)), key=text, first=first[0]
            )
        return names.get(text, text)

    def _is_loose(self, event: Any, mark: Any) -> bool:
        """Whether the key of a mapping in braces has no colon: then it is told, and left out."""
        end, key = event.end_mark, event.value
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        lines = self.text.lines
        upto = [each[: mark.column] for each in lines[mark.line : mark.line + 1]]
        rows = [*lines[end.line : mark.line], *upto]
        if ":" in "\n".join(rows)[end.column :]:
            return False
        from drafter.source.slips import values  # only for what is lost in braces

        source = lines[line - 1]
        bare = source[column - 1] not in "\"'"
        if bare and punctuation.check_key(key, self.text, line, column):
            return True
        found = values.check_loose_entry(key, source[: column - 1], source[end.column :])
        if found is not None:
            place = self.text.spot(line, column + found.at, found.width)
            self._add_problem(found.code, place, **found.named)
        return True


_VALUES = (events.Scalar, events.MappingStart, events.SequenceStart, events.Alias)


def _key_position(key: Any, line: int) -> int | tuple[int, int] | None:
    """Where the key of a value on the 0-based line begins, as Node keeps it."""
    if key is None:
        return None
    return key.column + 1 if key.line == line else (key.line + 1, key.column + 1)
