"""Reads a record in braces as it was meant, whatever signs stand in place of the plain ones.

Only signs of structure are changed. What stands inside a value keeps its full-width signs.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from drafter.source import edits
from drafter.source.slips import punctuation

BLANKS = " \n" + punctuation.ODD_BLANKS
_BRACES = {"{": "}｝", "｛": "}｝"}
_OTHERS = {"[": "]］", "［": "]］", "(": ")）", "（": ")）", "【": "】", "〔": "〕"}
"""What is typed for a record's braces behind a minus sign."""
_LISTS = {"[": "]］", "［": "]］"}
COLONS, _SEPARATORS = "：:﹕∶", ",，；;、﹐﹑﹔"
NAME = r"""[^\s：:﹕∶，,；;、﹐﹑﹔。{}｛｝\[\]［］"'“”《》（）()#＃【】〔〕]{1,16}"""
_KEY = re.compile(rf"(?P<name>{NAME})[{BLANKS}]*(?P<colon>[{COLONS}])")
NEXT = re.compile(
    rf"[{_SEPARATORS}](?:[{BLANKS}]*[{_SEPARATORS}])*[{BLANKS}]*(?P<name>{NAME})[{BLANKS}]*[{COLONS}]"
)
_PAIRS = dict(zip("“‘《（「『〔【", "”’》）」』〕】", strict=True))
DASH = rf"[-*+{punctuation.DASHES}]{{1,2}}|{punctuation.NUMBER}"
ROW = re.compile(
    rf"(?P<lead>[{BLANKS}]*)(?:"
    rf"(?P<dash>{DASH})[{BLANKS}]*(?:(?=[{{｛\[［(（【〔])|(?={NAME}[{COLONS}]))"
    rf"|(?P<key>{NAME})[{COLONS}][{BLANKS}]*(?=[{{｛])|(?=[{{｛]))"
)
_REST = re.compile(
    rf"[{BLANKS}]*[{_SEPARATORS}。]?[{BLANKS}]*(?:[#{punctuation.HASHES}]+(?P<comment>.*))?$"
)
_WIDE = frozenset("｛｝［］：，；、＃－﹕∶﹐﹑﹔【】〔〕")
_FIGURE = re.compile(r"[\d./年月日-]+")

Values = dict[str, "Values"] | list["Values"] | str


class MendedRow(NamedTuple):
    """A line with plain signs. sure: it cannot have been meant otherwise; signs: how many changed.

    braced: a brace was full-width. fields: what the record has to be read as. closed:
    whether it had its braces.
    """

    line: str
    sure: bool
    signs: int
    braced: bool
    fields: Values
    closed: bool


def mend_row(text: str, known: Collection[str], *, is_last: bool = True) -> MendedRow | None:
    """The lines of a record with plain signs; None where they cannot be read so.

    known: the names of fields. Between two fields stands a comma before a known name. is_last:
    the record ends with the text; else Unfinished is raised where it has no end.
    """
    start = ROW.match(text)
    if start is None:
        return None
    reader = _RowReader(text, known, len(start["lead"]))
    try:
        written, fields, end = reader.read_record(start.end(), listed=bool(start["dash"]))
    except Unfinished:
        if not is_last:
            raise
        row = None if text.endswith("}") else mend_row(text.rstrip(BLANKS) + "}", known)
        return row and row._replace(sure=False)
    except _Unreadable:
        return None
    rest = _REST.match(text, end)
    if rest is None:
        return None
    head = start["lead"] + ("- " if start["dash"] else f"{start['key']}: " if start["key"] else "")
    comment = rest["comment"]
    tail = "" if comment is None else f"  #{comment}" if comment else ""
    sure = reader.sure and (start["key"] is None or start["key"] in known)
    return MendedRow(
        head + written + tail, sure, reader.signs, reader.braced, fields, reader.closed
    )


class _Unreadable(Exception):
    """What stands there is no record, or one with another slip."""


class Unfinished(_Unreadable):
    """The text ends before the record does."""


class _RowReader:
    """Reads one record; notes whether all of it is certain, and how many signs are full-width."""

    def __init__(self, line: str, known: Collection[str], lead: int) -> None:
        self.line, self.known, self.lead = line, known, lead
        self.sure, self.braced, self.closed, self.signs = True, False, True, 0

    def read_record(self, at: int, *, listed: bool) -> tuple[str, Values, int]:
        """The record as a whole: in braces, in brackets typed for them, or in none at all."""
        opener = self.line[at]
        if opener in _BRACES and self.line[at + 1 : at + 2] in tuple(_BRACES):
            written, fields, end = self.read_mapping(at + 1, "}｝")
            self.sure = False
            return written, fields, end + (self.line[end : end + 1] in tuple("}｝"))
        if opener in _BRACES:
            return self.read_mapping(at, _BRACES[opener])
        if not listed:
            raise _Unreadable
        if opener not in _OTHERS:
            self.closed = False
            return self._read_bare(at)
        made = self.read_mapping(at, _OTHERS[opener])
        if not self.sure:  # a text in brackets
            raise _Unreadable
        return made

    def _read_bare(self, at: int) -> tuple[str, Values, int]:
        """A record whose braces were forgotten, on one line; all its names are known."""
        if "\n" in self.line:
            raise _Unreadable
        end = len(self.line.rstrip(BLANKS + "}｝"))
        reader = _RowReader("{" + self.line[at:end] + "}", self.known, self.lead)
        written, fields, rest = reader.read_mapping(0, "}｝")
        if not reader.sure or len(fields) < 2 or rest != len(reader.line):
            raise _Unreadable
        self.signs = reader.signs
        return written, fields, len(self.line)

    def _skip_blanks(self, at: int) -> int:
        while self.line[at : at + 1] and self.line[at] in BLANKS:
            at += 1
        return at

    def _take_sign(self, at: int) -> int:
        self.signs += self.line[at] in _WIDE
        self.braced |= self.line[at] in "｛｝"
        return at + 1

    def read_mapping(self, at: int, closers: str) -> tuple[str, Values, int]:
        """The record that begins with its brace: as it should be, its fields, where it ends."""
        at = self._take_sign(at)
        written, fields = "{", dict[str, Values]()
        while True:
            gap, at = self._take_gap(at)
            if self.line[at : at + 1] in tuple(closers) and fields:
                return f"{written}{gap}}}", fields, self._take_sign(at)
            key = _KEY.match(self.line, at)
            if key is None:
                raise Unfinished if at >= len(self.line) else _Unreadable
            name = key["name"]
            self.sure &= name in self.known and name not in fields
            self.signs += key["colon"] in _WIDE
            value, fields[name], at = self._read_value(key.end(), closers)
            comma = f",{gap or ' '}" if len(fields) > 1 else gap
            written += f"{comma}{name}: {value}"
            at = self._read_separator(at, closers)

    def _take_gap(self, at: int) -> tuple[str, int]:
        """The blanks there, where a line ends in them: its end, and the indent of the next."""
        end = self._skip_blanks(at)
        gap = self.line[at:end]
        if "\n" not in gap:
            return "", end
        return "\n" + " " * max(len(gap) - gap.rindex("\n") - 1, self.lead + 2), end

    def _read_separator(self, at: int, closers: str) -> int:
        behind, at = at, self._skip_blanks(at)
        char = self.line[at : at + 1]
        if char and char in _SEPARATORS:
            while (char := self.line[at : at + 1]) and char in _SEPARATORS:
                at = self._take_sign(at)
                after = self._skip_blanks(at)
                if self.line[after : after + 1] in tuple(_SEPARATORS):
                    at = after
            return at
        if char not in tuple(closers):
            raise _Unreadable if char else Unfinished
        return behind

    def _read_value(self, at: int, closers: str) -> tuple[str, Values, int]:
        at = self._skip_blanks(at)
        char = self.line[at : at + 1]
        if char == '"':
            return self._read_quoted(at)
        if char in ("{", "｛"):
            return self.read_mapping(at, _BRACES[char])
        if char in ("[", "［") and (found := self._read_list(at, closers)):
            return found
        end = self._find_text_end(at, closers)
        text = self.line[at:end].strip(BLANKS)
        end = at + len(self.line[at:end].rstrip(BLANKS))
        if "\n" in text:
            raise _Unreadable
        text = text.rstrip(BLANKS + ",，")
        text = text[:-1] if text[-1:] == "。" and _FIGURE.fullmatch(text[:-1]) else text
        self.sure &= "," not in text and ": " not in text and text[:1] not in tuple("[{'")
        return _quote(text), text, end

    def _read_quoted(self, at: int) -> tuple[str, Values, int]:
        end = self.line.find('"', at + 1) + 1
        written = self.line[at:end]
        if not end or "\\" in written:
            raise _Unreadable
        return written, written[1:-1], end

    def _read_list(self, at: int, closers: str) -> tuple[str, Values, int] | None:
        """A list in brackets; None where the brackets are of a text: ［2021］1号."""
        shut = min((n for n in (self.line.find(c, at) for c in "]］") if n > 0), default=-1)
        after = self._skip_blanks(shut + 1)
        if shut < 0 or self.line[after : after + 1] not in (*_SEPARATORS, *closers):
            return None
        entries = [each.strip(BLANKS) for each in re.split("[,，]", self.line[at + 1 : shut])]
        self.sure &= len(entries) > 1 and all(entries) and "、" not in self.line[at:shut]
        self.signs += sum(char in "［］，" for char in self.line[at : shut + 1])
        return f"[{', '.join(map(_quote, entries))}]", list(entries), shut + 1

    def _find_text_end(self, at: int, closers: str) -> int:
        """Where the text ends: before the record's brace, or before a comma and a name."""
        awaited = list[str]()
        while at < len(self.line):
            char = self.line[at]
            if awaited and char == awaited[-1]:
                awaited.pop()
            elif char in _PAIRS:
                awaited.append(_PAIRS[char])
            elif char in closers:
                self.sure &= not awaited
                return at
            elif not awaited and (following := NEXT.match(self.line, at)):
                if following["name"] in self.known or char in ",，":
                    return at
                self.sure = False
            at += 1
        raise Unfinished


def _quote(text: str) -> str:
    """The text as a value; a number stays one."""
    return text if re.fullmatch(r"-?\d*", text) else edits.quote_text(text)
