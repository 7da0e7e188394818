"""The tags of a paragraph, with each clause read as the `{% if … %}` that it stands for.

`[[` becomes `{% if %}`, `‖` `{% elif %}` or `{% else %}`, `]]` `{% endif %}`: all else that the
engine knows of conditions holds for clauses too. A clause asks for the figures that stand in it
directly, not for those of clauses and blocks inside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import field
from typing import NamedTuple

from drafter.frozen import dataclass
from drafter.problems import find_nearest_word
from drafter.problems.model import Value
from drafter.template.blocks import MIDDLE, NESTING
from drafter.template.clauses.conditions import find_condition, list_names, read_condition
from drafter.template.tag import THERE, Slot, Tag, find_tags

MOST_NESTED = 3
"""A paragraph that may go, a clause in it, and what hangs on that one."""
_SIGN = re.compile(r"\[\[|［［|【【|\]\]|］］|】】|‖|\|\||｜｜|[\[［【\]］】]")
_OPENERS, _CLOSERS = "[［【", "]］】"
_LONGEST_MISSPELT = 12
"""A condition whose name nobody knows is no longer; a question asked in the text may be."""


class ClauseFault(NamedTuple):
    """What is wrong with a clause: the code, 0-based start and width in the text, the values."""

    code: str
    start: int
    width: int
    values: dict[str, Value]


class Reading(NamedTuple):
    """The tags of a text, each with its 0-based start; clauses' only where none is wrong."""

    tags: tuple[tuple[int, Tag], ...]
    faults: tuple[ClauseFault, ...] = ()


@dataclass
class _Branch:
    """A clause, or one of its alternatives: the sign that begins it, and what it asks for."""

    start: int
    sign: str
    condition: str = ""
    figures: list[str] = field(default_factory=list)
    unknown: str = ""

    @property
    def asks(self) -> bool:
        return bool(self.figures or self.condition)

    @property
    def test(self) -> str:
        asked = f"{THERE}({', '.join(['0', *(f'({each})' for each in self.figures)])})"
        return f"{asked} and ({self.condition})" if self.condition else asked


@dataclass
class _Clause:
    """A clause that is being read; blocks: the tags in it whose blocks are still open."""

    branches: list[_Branch]
    blocks: list[tuple[int, Tag]] = field(default_factory=list)


def read_tags(text: str, known: Collection[str]) -> Reading:
    """The text's tags; known: the names of data that a condition may ask for."""
    plain = tuple(find_tags(text))
    if not may_have_clauses(text):
        return Reading(plain)
    reader = _Reader(text, known)
    end = 0
    for start, tag in plain:
        reader.read_words(end, start)
        reader.read_tag(start, tag)
        end = start + len(tag.text)
    reader.read_words(end, len(text))
    faults = reader.finish()
    if faults:
        return Reading(plain, tuple(faults))
    return Reading(tuple(sorted([*plain, *reader.signs], key=lambda each: each[0])))


def may_have_clauses(text: str) -> bool:
    """Whether a clause may begin or end in the text."""
    return any(sign in text for sign in ("[[", "]]", "［［", "］］", "【【", "】】"))


class _Reader:
    """Goes through a text. clauses: those that are open. signs: the tags that signs stand for."""

    def __init__(self, text: str, known: Collection[str]) -> None:
        self.text = text
        self.known = {*known}
        self.clauses: list[_Clause] = []
        self.singles: list[int] = [0, 0, 0]
        self.signs: list[tuple[int, Tag]] = []
        self.faults: list[ClauseFault] = []

    def report(self, code: str, start: int, *, text: str, **values: Value) -> None:
        self.faults.append(ClauseFault(code, start, len(text), {"text": text, **values}))

    def read_words(self, start: int, end: int) -> None:
        """What stands between two tags."""
        while match := _SIGN.search(self.text, start, end):
            at, sign = match.start(), match[0]
            start = match.end()
            if sign[0] in _CLOSERS and self.singles[_CLOSERS.index(sign[0])]:
                self.singles[_CLOSERS.index(sign[0])] -= 1  # it closes a single one
                start = at + 1
            elif len(sign) == 1 and sign in _OPENERS:
                self.singles[_OPENERS.index(sign)] += 1
            elif sign[0] in _OPENERS:
                start = self.open_clause(at, sign, end)
            elif len(sign) == 2 and sign[0] in _CLOSERS:
                self.close_clause(at, sign)
            elif self.clauses and sign in ("‖", "||", "｜｜"):
                start = self.begin_branch(at, sign, self.clauses[-1].branches, end)

    def open_clause(self, at: int, sign: str, end: int) -> int:
        self.clauses.append(_Clause([]))
        if len(self.clauses) == MOST_NESTED + 1:
            self.report("D572", at, text=sign)
        return self.begin_branch(at, sign, self.clauses[-1].branches, end)

    def begin_branch(self, at: int, sign: str, branches: list[_Branch], end: int) -> int:
        """An alternative begins; where its words do."""
        start = at + len(sign)
        self.check_blocks(self.clauses[-1], at)
        ends, words = find_condition(self.text[:end], start)
        branch = _Branch(at, sign)
        branches.append(branch)
        code = read_condition(words, self.known)
        unknown = [name for name in list_names(code) if name not in self.known]
        if code and not unknown:
            branch.condition, branch.sign = code, self.text[at:ends]
            return ends
        is_short = len(unknown) == 1 and len(words) <= _LONGEST_MISSPELT
        if is_short or len(unknown) < len(list_names(code)):
            branch.unknown = unknown[0]
        return start

    def close_clause(self, at: int, sign: str) -> None:
        if not self.clauses:
            self.report("D571", at, text=sign)
            return
        clause = self.clauses.pop()
        self.check_blocks(clause, at)
        self.check_branches(clause, at + len(sign))
        for number, branch in enumerate(clause.branches):
            keyword = "elif" if number else "if"
            code = f" {keyword} {branch.test} " if branch.asks or not number else " else "
            self.signs.append((branch.start, Tag("{%", "", "", code, "", "%}", branch.sign)))
        self.signs.append((at, Tag("{%", "", "", " endif ", "", "%}", sign)))

    def check_branches(self, clause: _Clause, end: int) -> None:
        """Has each alternative something that it asks for, but for the last of several?"""
        last = len(clause.branches) - 1
        ends = [*(each.start for each in clause.branches[1:]), end]
        for number, branch in enumerate(clause.branches):
            words = self.text[branch.start : ends[number]]
            near = find_nearest_word(branch.unknown, self.known) if branch.unknown else ""
            if branch.unknown and (near or not branch.figures):
                self.report(
                    "D576", branch.start + len(branch.sign), text=branch.unknown, hint=near or "…"
                )
            elif not branch.asks and (number < last or not last):
                self.report("D578" if last else "D573", branch.start, text=words)

    def check_blocks(self, clause: _Clause, at: int) -> None:
        """Are all blocks closed that began in this clause?"""
        for start, tag in clause.blocks:
            if start < at:
                self.report("D574", start, text=tag.text)
        clause.blocks.clear()

    def read_tag(self, start: int, tag: Tag) -> None:
        self.known.update(tag.defined_names)
        if not self.clauses:
            return
        clause = self.clauses[-1]
        if tag.prints:
            if not clause.blocks and tag.expression:
                clause.branches[-1].figures.append(tag.expression)
        elif tag.keyword == "set":
            self.report("D577", start, text=tag.text)
        elif tag.opens in NESTING:
            clause.blocks.append((start, tag))
        elif tag.keyword in MIDDLE or tag.closes:
            if not clause.blocks:
                self.report("D574", start, text=tag.text)
            elif tag.closes == clause.blocks[-1][1].keyword:
                clause.blocks.pop()

    def finish(self) -> list[ClauseFault]:
        """What is wrong, in order of the text."""
        for clause in self.clauses:
            first = clause.branches[0]
            self.report("D570", first.start, text=first.sign)
        has_torn = any(each.code in ("D574", "D577") for each in self.faults)
        kept = [each for each in self.faults if not (has_torn and each.code in ("D573", "D578"))]
        return sorted(kept, key=lambda each: each.start)


def write_clauses(text: str, reading: Reading) -> str:
    """The text with each sign of a clause as the tag that it stands for."""
    for start, tag in reversed(reading.tags):
        if tag.shown:
            text = text[:start] + tag.code_text + text[start + len(tag.text) :]
    return text


def split_at_signs(words: str, here: list[Slot]) -> Iterator[str | Slot]:
    """The words in pieces, cut at the next signs of clauses; those that are found are taken out."""
    while here and here[0].tag.shown and (at := words.find(here[0].text)) >= 0:
        sign = here.pop(0)
        yield words[:at]
        yield sign
        words = words[at + len(sign.text) :]
    yield words
