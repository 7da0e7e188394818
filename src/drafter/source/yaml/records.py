"""Records that are written alike, line after line, read without the parser's events.

Ledgers are nearly all of a data file. Here what stands below a key is read at once where it is
surely the same to YAML: a record a line in braces, or a line a value, unquoted and on one line.
Everything else is the parser's, which is handed the file with those lines left empty, so that all
places stay. Measured on 2,000 records of four values: half the instructions of reading them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from drafter.frozen import dataclass
from drafter.patterns import postpone
from drafter.source.slips.punctuation import HASHES, check_key
from drafter.source.yaml.node import Node, ScalarValue, SourceText

_RARE = (
    "｛",
    *(f"{blank}{sign}" for blank in " \u3000" for sign in HASHES),
    "\u2028",
    "\u2029",
    "\ufeff",
)
"""What ends a line to YAML, or there is more to be said of: a file with such is the parser's. (In
the patterns below they would make compiling take four times as long, a fortieth of a run.)"""
_ODD = r"\x00-\x1f\x7f-\x9f#"
"""The same, in the lines themselves."""
_KEY = rf"[^\s\-?:,\[\]{{}}&*!|>'\"%@`<{_ODD}][^\s:,\[\]{{}}?'\"{_ODD}]{{0,60}}"
_FIRST = rf"[^\s\-?:,\[\]{{}}&*!|>'\"%@`=<{_ODD}]"
_PLAIN = rf"{_FIRST}[^:{_ODD}]*(?::(?=[^\s{_ODD}])[^:{_ODD}]*)*(?<!\s)"
_ITEM = rf"{_FIRST}[^:,\[\]{{}}?{_ODD}]*(?<!\s)"
_LIST = rf"\[((?:{_ITEM}(?:, {_ITEM})*)?)\]"

_HEAD = postpone(rf"(?m)^( *){_KEY}:\n(?=\1 *- )")
_DASH = postpone(" *- ")
_LINE = postpone(rf"({_KEY}): (?:({_PLAIN})|{_LIST})\n")
_PAIR = postpone(rf"({_KEY}): (?:({_ITEM})|{_LIST})(?:, |(\}}\n))")
_NOTHING = postpone(r"(?: *(?:#[^\n\x80-\x9f]*)?\n)+")
_BLANKS = postpone(" *")


@dataclass(slots=True)
class RecordList:
    """The records below a key: the column that the key has to stand in (0-based), the list of them,
    their own keys, how many values they are in all, and how deep those go."""

    column: int
    node: Node
    keys: dict[str, str]
    count: int
    height: int


def cut_records(
    text: SourceText,
    known: Mapping[str, ScalarValue],
    resolve: Callable[[str], ScalarValue],
    before: SourceText | None = None,
) -> tuple[str, dict[int, RecordList]]:
    """The source with the lines of such records left empty, and the records by their key's 0-based
    line. It is for the parser to say that a key stands there at all.

    known, resolve: what unquoted texts stand for. before: an earlier text of the file.
    """
    source, pieces, lists = text.source, [], {}
    records: dict[int, Node] = {}
    text.records = records
    if any(map(source.__contains__, _RARE)):
        return source, {}
    line = counted = written = at = 0
    while (head := _HEAD.search(source, at)) is not None:
        at = head.end()
        line += source.count("\n", counted, at)
        counted = at
        reader = _RecordReader(text, known, resolve, before)
        if reader.read_entries(at, line, len(head[1])):
            lists[line - 1] = reader.wrap(line - 1, len(head[1]))
            records |= reader.records
            pieces += [source[written:at], "\n" * source.count("\n", at, reader.at)]
            written = at = reader.at
    return "".join([*pieces, source[written:]]), lists


class _RecordReader:
    """Reads the records below a key. at, line: where it is, the line 0-based."""

    def __init__(
        self, text: SourceText, known: Mapping[str, ScalarValue],
        resolve: Callable[[str], ScalarValue], before: SourceText | None,
    ) -> None:  # fmt: skip
        self.text, self.source = text, text.source
        self.before = before
        self.records: dict[int, Node] = {}
        self.known, self.resolve = known, resolve
        self.keys: dict[str, str] = {}
        self.at = self.line = self.count = 0
        self.deep = False
        self.entries: list[Node] = []

    def wrap(self, line: int, column: int) -> RecordList:
        """What was read, below a key there (0-based)."""
        key = line + 1, column + 1
        node = Node(self.entries, line + 2, self.dash_width - 1, self.text, key)
        return RecordList(column, node, self.keys, self.count + 1, 2 + self.deep)

    def read_entries(self, at: int, line: int, column: int) -> bool:
        """Whether all that stands below the key in that column are such records."""
        source = self.source
        dash = _DASH.match(source, at)
        assert dash is not None
        lead = dash[0]
        self.at, self.line, self.dash_width = at, line, len(lead)
        while source.startswith(lead, self.at):
            self.at += len(lead)
            in_braces = source.startswith("{", self.at)
            if in_braces:
                node = self._recall_braces() or self._read_braces()
            else:
                node = self._read_lines(" " * len(lead))
            if node is None:
                return False
            if in_braces:
                self.records[node.line] = node
            self.entries.append(node)
            if not source.startswith(lead, self.at):
                self._skip_nothing()
        blanks = _BLANKS.match(source, self.at)
        assert blanks is not None
        width = len(blanks[0])
        if blanks.end() == len(source):
            return True
        return width < column or (width == column and source[blanks.end()] != "-")

    def _skip_nothing(self) -> None:
        """Go on behind empty lines and comments."""
        if (nothing := _NOTHING.match(self.source, self.at)) is not None:
            self.line += nothing[0].count("\n")
            self.at = nothing.end()

    def _read_lines(self, deeper: str) -> Node | None:
        """A record with a line for each value; None where it is more than that."""
        source, known, keys, match = self.source, self.known, self.keys, _LINE.match
        at, line, column = self.at, self.line, len(deeper) + 1
        items: dict[str, Node] = {}
        while (found := match(source, at)) is not None:
            name, plain, listed = found.groups()
            line += 1
            key = keys.get(name) or self._add_key(name)
            if not key or key in items:
                return None
            if plain is None:
                items[key] = self._make_list(listed, line, column + len(key) + 2, column)
            else:
                value = known.get(plain)
                if value is None:
                    value = self.resolve(plain)
                items[key] = Node(value, line, column + len(key) + 2, len(plain), column)
            at = found.end()
            if not source.startswith(deeper, at):
                break
            at += len(deeper)
        else:
            return None
        node = Node(items, self.line + 1, column, self.text, None)
        self.at, self.line = at, line
        self.count += len(items) + 1
        return node

    def _recall_braces(self) -> Node | None:
        """The record that stood there before, where it stands there to the letter."""
        before, line = self.before, self.line + 1
        node = before.records.get(line) if before is not None else None
        if before is None or node is None or node.column != self.dash_width + 1:
            return None
        written = before.lines[line - 1][self.dash_width :] + "\n"
        items = node.value
        if not self.source.startswith(written, self.at) or not isinstance(items, dict):
            return None
        for key in items.keys() - self.keys.keys():
            if not self._add_key(key):
                return None
        for each in items.values():
            if isinstance(each.value, list):
                self.deep = True
                self.count += len(each.value)
        self.count += len(items) + 1
        self.at, self.line = self.at + len(written), line
        return node

    def _read_braces(self) -> Node | None:
        """A record in braces on a line of its own; None where it is more than that."""
        source, known, keys, match = self.source, self.known, self.keys, _PAIR.match
        brace, line = self.at, self.line + 1
        column, at = self.dash_width + 2, brace + 1
        items: dict[str, Node] = {}
        while (found := match(source, at)) is not None:
            name, plain, listed, last = found.groups()
            key = keys.get(name) or self._add_key(name)
            if not key or key in items:
                return None
            value_column = column + len(key) + 2
            if plain is None:
                items[key] = self._make_list(listed, line, value_column, column)
            else:
                value = known.get(plain)
                if value is None:
                    value = self.resolve(plain)
                items[key] = Node(value, line, value_column, len(plain), column)
            end = found.end()
            if last is not None:
                self.at, self.line = end, line
                self.count += len(items) + 1
                return Node(items, line, self.dash_width + 1, end - 1 - brace, None)
            column += end - at
            at = end
        return None

    def _make_list(self, listed: str, line: int, column: int, key_column: int) -> Node:
        """The list in brackets, its entries parted by a comma and a blank."""
        entries, at, self.deep, known = [], column + 1, True, self.known
        for plain in listed.split(", ") if listed else ():
            value = known.get(plain)
            if value is None:
                value = self.resolve(plain)
            entries.append(Node(value, line, at, len(plain), None))
            at += len(plain) + 2
        self.count += len(entries)
        return Node(entries, line, column, len(listed) + 2, key_column)

    def _add_key(self, name: str) -> str:
        """The key, met for the first time; empty where there is something to say of it."""
        if check_key(name, self.text, 1, 1):
            return ""
        self.keys[name] = name
        return name
