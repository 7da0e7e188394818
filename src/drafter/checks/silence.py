"""Findings that somebody has looked at and lets stand: by rule, or by place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.checks.matching.page_text import PageText
from drafter.problems import RULES, Place, Problem, Severity, TextPlace, WordPlace, problem
from drafter.word.changes import comments
from drafter.word.package.archive import Package
from drafter.word.xml import w

_WORDS = re.compile(r"drafter\s*[:：]\s*(?:忽略|ignore)\s+((?:D\d{3}[、,，\s]*)+)")
_OF_DATA = ("D228", "D247", "D248", "D249", "D250", "D257")
"""Rules about data that are no error of the schema's: somebody may know better."""
_LOUD = ("D401", "D404", "D406", "D491")
"""What keeps a promise can be silenced nowhere."""


class Silence(NamedTuple):
    """A rule that is silent: everywhere (no place), on a line of the data, in a Word paragraph.

    place: where it was said, for when it is of no use. line: the line of the data it is about.
    """

    code: str
    place: Place | None
    line: int = 0
    everywhere: bool = False


def apply_silences(found: Sequence[Problem], silences: Sequence[Silence]) -> list[Problem]:
    """The findings that are left, and a word on each silence that nothing needed."""
    used: set[Silence] = set()
    kept = []
    for each in found:
        fitting = [silence for silence in silences if _covers_problem(silence, each)]
        used.update(fitting)
        if not fitting:
            kept.append(each)
    unused = (each for each in silences if each not in used and not each.everywhere)
    return [*kept, *(problem("D492", each.place, rule=each.code) for each in unused)]


def _covers_problem(silence: Silence, found: Problem) -> bool:
    if silence.code != found.code:
        return False
    if silence.everywhere:
        return True
    here, there = silence.place, found.place
    if isinstance(here, TextPlace):
        return isinstance(there, TextPlace) and (here.file, silence.line) == (
            there.file,
            there.line,
        )
    if isinstance(here, WordPlace) and isinstance(there, WordPlace):
        return (here.part, here.paragraph) == (there.part, there.paragraph)
    return False


def parse_codes(text: str) -> list[str]:
    """The codes that words such as `drafter: 忽略 D412 D410` name."""
    match = _WORDS.search(text)
    return re.findall(r"D\d{3}", match[1]) if match else []


def is_always_reported(code: str) -> bool:
    """Whether the code cannot be silenced: it is no rule of a check, or it keeps a promise."""
    rule = RULES.get(code)
    own = code.startswith("D4") or code in _OF_DATA
    return rule is None or not own or code in _LOUD or rule.severity is Severity.GAP


def read_data_silences(file: str, lines: Sequence[str]) -> Iterator[Silence]:
    """The silences of a data file: behind a line, or on a line of their own above it."""
    for number, line in enumerate(lines, 1):
        if "drafter" not in line or "#" not in line:
            continue
        at = line.index("#")
        alone = not line[:at].strip()
        place = TextPlace(file, number, at + 1, len(line) - at, line)
        for code in parse_codes(line[at:]):
            yield Silence(code, place, _next_data_line(lines, number) if alone else number)


def _next_data_line(lines: Sequence[str], number: int) -> int:
    """The first line behind the number that is no comment."""
    behind = enumerate(lines[number:], number + 1)
    return next((n for n, line in behind if line.strip() and line.strip()[0] != "#"), number)


def read_word_silences(content: Package, shown: str) -> Iterator[Silence]:
    """The silences of a Word file: comments that say so, each for the paragraph it stands at."""
    wanted = {each.number: parse_codes(each.text) for each in comments.read_all(content)}
    if not any(wanted.values()):
        return
    page = PageText(shown, content)
    for line, element in zip(page.lines, page.document.elements, strict=True):
        anchors = element.iter(w("commentRangeStart"), w("commentReference"))
        for number in dict.fromkeys(node.get(w("id"), "") for node in anchors):
            for code in wanted.pop(number, ()):
                yield Silence(code, line.place(shown))


def split_allowed(silences: Iterable[Silence]) -> tuple[list[Silence], list[Problem]]:
    """The silences that may be, and a problem for each that may not."""
    given = list(silences)
    refused: dict[object, list[Silence]] = {}
    for each in given:
        if is_always_reported(each.code):
            place = each.place
            line = (place.file, place.line) if isinstance(place, TextPlace) else place
            refused.setdefault(line, []).append(each)
    wrong = [
        problem("D493", part[0].place, rule="、".join(each.code for each in part))
        for group in refused.values()
        for part in _split_codes(group)
    ]
    return [each for each in given if not is_always_reported(each.code)], wrong


def _split_codes(silences: list[Silence]) -> list[list[Silence]]:
    """One by one where each is a code; all together where something else is among them."""
    if all(re.fullmatch(r"D\d{3}", each.code) for each in silences):
        return [[each] for each in silences]
    return [silences]
