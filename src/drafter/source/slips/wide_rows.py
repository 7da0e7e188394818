"""A record in braces that was typed with a Chinese input method, and how it reads with plain signs.

Only signs of structure are changed. What stands inside a value keeps its full-width signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from drafter.problems import Phrase, Problem, TextPlace, place_key, problem
from drafter.source import edits
from drafter.source.slips import punctuation
from drafter.source.slips.scanner import collect_keys
from drafter.source.yaml.node import SourceText

_BLANKS = " \n" + punctuation.ODD_BLANKS
_OPENERS = {"{": "}｝", "｛": "}｝", "[": "]］", "［": "]］"}
_SEPARATORS = ",，；;、"
_NAME = r"""[^\s：:，,；;、。{}｛｝\[\]［］"'“”《》（）()#＃]{1,16}"""
_KEY = re.compile(rf"(?P<name>{_NAME})[{_BLANKS}]*(?P<colon>[：:])")
_NEXT = re.compile(rf"[{_SEPARATORS}][{_BLANKS}]*(?P<name>{_NAME})[{_BLANKS}]*[：:]")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」", "『": "』", "〔": "〕"}
_ROW = re.compile(
    rf"(?P<lead>[{_BLANKS}]*)"
    rf"(?:(?P<dash>[-－—–−﹣‐‑·•*+])[{_BLANKS}]*|(?P<key>{_NAME})[：:][{_BLANKS}]*)?"
    r"(?=[{｛])"
)
_BRACED = re.compile(
    rf"[{_BLANKS}]*[-－—–−﹣‐‑·•*+]?[{_BLANKS}]*[{{｛][{_BLANKS}]*(?={_NAME}[：:])"
)
_REST = re.compile(rf"[{_BLANKS}]*[{_SEPARATORS}。]?[{_BLANKS}]*(?:[#＃](?P<comment>.*))?$")
_WIDE = frozenset("｛｝［］：，；、＃－")

Values = dict[str, "Values"] | list["Values"] | str


class MendedRow(NamedTuple):
    """A line with plain signs. sure: it cannot have been meant otherwise; signs: how many changed.

    braced: a brace was full-width. fields: what the record has to be read as.
    """

    line: str
    sure: bool
    signs: int
    braced: bool
    fields: Values


def collect_names(lines: Iterable[str]) -> set[str]:
    """The names that stand where names of fields do in more than one record in braces."""
    counts: Counter[str] = Counter()
    for line in lines:
        if hit := _BRACED.match(line):
            names = {line[hit.end() :].split("：")[0].split(":")[0].strip()}
            counts.update(names.union(each["name"] for each in _NEXT.finditer(line, hit.end())))
    return {name for name, count in counts.items() if count > 1}


def join_problems(found: list[Problem], text: SourceText) -> list[Problem]:
    """The problems in order; those of a record that was typed with full-width signs are one."""
    lines = {each.place.line for each in found if isinstance(each.place, TextPlace)}
    if not any(_is_candidate(text.lines[line - 1]) for line in lines):
        return found
    known = collect_keys(text) | collect_names(text.lines)
    rows = {line: row for line in lines if (row := _report_row(text, line, known))}
    joined = {place_key(each)[0]: each for each in found}
    others = [each for each in found if place_key(each)[0] not in rows]
    return sorted([*others, *(rows[line] for line in joined if line in rows)], key=place_key)


def _is_candidate(line: str) -> bool:
    return not _WIDE.isdisjoint(line) and _ROW.match(line) is not None


def _report_row(text: SourceText, number: int, known: Collection[str]) -> Problem | None:
    """D185: the record on the line is written with full-width signs, more than one of them."""
    line = text.lines[number - 1]
    row = mend_row(line, known) if _is_candidate(line) else None
    if row is None or not (row.braced or row.signs > 1):
        return None
    column = len(line) - len(line.lstrip(_BLANKS)) + 1
    place = text.spot(number, column, text.rest_width(number, column))
    written = row.line.strip()
    return problem("D185", place, row=Phrase(written, written))


def mend_row(line: str, known: Collection[str]) -> MendedRow | None:
    """The line of a record in braces with plain signs; None where it cannot be read so.

    known: the names of fields. Between two fields stands a comma before a known name.
    """
    start = _ROW.match(line)
    if start is None:
        return None
    reader = _RowReader(line, known)
    try:
        written, fields, end = reader.read_mapping(start.end())
    except _Unreadable:
        return None
    rest = _REST.match(line, end)
    if rest is None:
        return None
    head = start["lead"] + ("- " if start["dash"] else f"{start['key']}: " if start["key"] else "")
    comment = rest["comment"]
    tail = "" if comment is None else f"  #{comment}" if comment else ""
    sure = reader.sure and (start["key"] is None or start["key"] in known)
    return MendedRow(head + written + tail, sure, reader.signs, reader.braced, fields)


class _Unreadable(Exception):
    """What stands there is no record, or one with another slip."""


class _RowReader:
    """Reads one record; notes whether all of it is certain, and how many signs are full-width."""

    def __init__(self, line: str, known: Collection[str]) -> None:
        self.line, self.known = line, known
        self.sure, self.braced, self.signs = True, False, 0

    def _skip_blanks(self, at: int) -> int:
        while self.line[at : at + 1] and self.line[at] in _BLANKS:
            at += 1
        return at

    def _take_sign(self, at: int) -> int:
        self.signs += self.line[at] in _WIDE
        self.braced |= self.line[at] in "｛｝"
        return at + 1

    def read_mapping(self, at: int) -> tuple[str, Values, int]:
        """The record that begins with its brace: as it should be, its fields, where it ends."""
        closers, at = _OPENERS[self.line[at]], self._take_sign(at)
        entries, fields = list[str](), dict[str, Values]()
        while True:
            at = self._skip_blanks(at)
            if self.line[at : at + 1] in tuple(closers) and entries:
                return f"{{{', '.join(entries)}}}", fields, self._take_sign(at)
            key = _KEY.match(self.line, at)
            if key is None:
                raise _Unreadable
            name = key["name"]
            self.sure &= name in self.known and name not in fields
            self.signs += key["colon"] in _WIDE
            written, fields[name], at = self._read_value(key.end(), closers)
            entries.append(f"{name}: {written}")
            at = self._read_separator(at, closers)

    def _read_separator(self, at: int, closers: str) -> int:
        at = self._skip_blanks(at)
        char = self.line[at : at + 1]
        if char and char in _SEPARATORS:
            return self._take_sign(at)
        if char not in tuple(closers):
            raise _Unreadable
        return at

    def _read_value(self, at: int, closers: str) -> tuple[str, Values, int]:
        at = self._skip_blanks(at)
        char = self.line[at : at + 1]
        if char == '"':
            return self._read_quoted(at)
        if char in ("{", "｛"):
            return self.read_mapping(at)
        if char in ("[", "［") and (found := self._read_list(at, closers)):
            return found
        end = self._find_text_end(at, closers)
        text = self.line[at:end].strip(_BLANKS)
        self.sure &= "," not in text and ": " not in text and text[:1] not in "[{'"
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
        entries = [each.strip(_BLANKS) for each in re.split("[,，]", self.line[at + 1 : shut])]
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
            elif not awaited and (following := _NEXT.match(self.line, at)):
                if following["name"] in self.known or char in ",，":
                    return at
                self.sure = False
            at += 1
        raise _Unreadable


def _quote(text: str) -> str:
    """The text as a value; a number stays one."""
    return text if re.fullmatch(r"-?\d*", text) else edits.quote_text(text)
