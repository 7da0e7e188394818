"""What the comments of a copy for reviewing say: of figures, gaps, and findings of the gate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from drafter.checks.matching.page_text import PageText
from drafter.engine import PrintedValue
from drafter.engine.figures import read_number
from drafter.engine.known_figures import KnownFigure, Printing
from drafter.engine.language.display import DerivedText
from drafter.figures import Figure, Origin
from drafter.problems import Problem, WordPlace, render_message
from drafter.vocabulary import YEAR_KEY
from drafter.word.text.bookmarks import Segment
from drafter.wording.arguments import plain

_MOST_PLACES = 3
_CLAUSE_ENDS = "，。；：！？\n"


class Remark(NamedTuple):
    """A comment: the line and the characters of it that it is about (none: all), what it says."""

    line: int
    start: int
    end: int
    text: str


class _Printed(NamedTuple):
    """A figure where it stands on the page."""

    line: int
    segment: Segment
    value: PrintedValue
    number: str


@dataclass(frozen=True)
class RemarkBuilder:
    """Says what there is to say of a page, whose draft has the records.

    known: what its figures are; has_before: with what they were the year before.
    """

    page: PageText
    known: Mapping[Printing, KnownFigure]
    has_before: bool

    def remarks(self) -> Iterator[Remark]:
        """The figures and gaps in order of the page."""
        for found in self.figures:
            start, end = found.segment.start, found.segment.end
            yield Remark(found.line, start, end, "\n".join(self._say(found)))

    @cached_property
    def figures(self) -> list[_Printed]:
        """The printed figures, and the gaps."""
        return [
            _Printed(line, segment, value, self.numbers[value.slot, value.time])
            for line in range(len(self.page.lines))
            for segment in self.page.segments(line)
            if (value := self.page.printed(segment)) is not None
            and (value.slot, value.time) in self.numbers
        ]

    @cached_property
    def numbers(self) -> Mapping[Printing, str]:
        """What the draft printed that is a figure or a gap: the exact number, or the words."""
        assert self.page.draft is not None
        trace = self.page.draft.trace
        pairs = zip(trace.entries, trace, strict=True)
        return {
            (printed.slot, printed.time): printed.exact or printed.text
            for (_, value, _), printed in pairs
            if printed.slot > 0 and (printed.gap is not None or _is_figure(value, printed))
        }

    @property
    def lost(self) -> int:
        """How many figures of the draft stand nowhere on the page: a hand took them off."""
        return len(self.numbers) - len(
            {(each.value.slot, each.value.time) for each in self.figures}
        )

    def _say(self, found: _Printed) -> Iterator[str]:
        value, written = found.value, found.segment.text
        if value.gap is not None:
            yield _render("review.gap", name=value.label or value.text)
            return
        if _is_changed(found):
            yield _render("review.hand", hand=written, text=value.text)
        yield self._say_figure(found)
        yield from _say_records(value)
        yield from self._say_before(found)
        if others := list(self._find_equal(found)):
            yield _render("review.same", places="、".join(f"“{each}”" for each in others))

    def _say_figure(self, found: _Printed) -> str:
        """What it is called, as it is printed, and the exact number of an approximate one."""
        value = found.value
        known = self.known.get((value.slot, value.time))
        text = value.text.lstrip(_CLAUSE_ENDS)
        compares = len({origin.file for origin in value.origins}) > 1
        key = "review.figure" if compares or found.number == value.text else "review.exact"
        return _render(
            key, name=known.name if known else value.label, text=text, number=found.number
        )

    def _say_before(self, found: _Printed) -> Iterator[str]:
        known = self.known.get((found.value.slot, found.value.time))
        if known is None or not self.has_before:
            return
        number = known.before
        if number is None:
            yield _render("review.before.none")
        else:
            unit = "%" if number.rate else found.value.unit
            yield _render("review.before", number=plain(number.value), unit=unit)

    def _find_equal(self, found: _Printed) -> Iterator[str]:
        """The clauses of other places that say the same of the same records; what a hand has
        changed, here or there, says something else."""
        if _is_changed(found):
            return
        for other in self._equals[_identify(found)]:
            if other is not found and not _is_changed(other):
                text = self.page.lines[other.line].text
                yield _cut_clause(text, other.segment.start, other.segment.end)

    @cached_property
    def _equals(self) -> Mapping[object, list[_Printed]]:
        groups: defaultdict[object, list[_Printed]] = defaultdict(list)
        for each in self.figures:
            groups[_identify(each)].append(each)
        return groups

    def find_remarks_of(self, problems: Iterable[Problem]) -> Iterator[Remark]:
        """Findings: at their place on the page; those of the data at the first line, together."""
        elsewhere: list[str] = []
        for each in problems:
            words = _render(
                "review.finding", severity=_render(f"severity.{each.severity.value}"),
                code=each.code, message=each.message(), cure=each.cure(),
            ).rstrip()  # fmt: skip
            place = each.place
            index = self._find_line(place) if isinstance(place, WordPlace) else None
            if index is None or not isinstance(place, WordPlace):
                where = place.to_text("zh") if place is not None else ""
                elsewhere.append(f"{where}：{words}" if where else words)
            else:
                start = max(place.column - 1, 0)
                yield Remark(index, start, start + place.width if place.column else start, words)
        if elsewhere:
            yield Remark(self._first_line, 0, 0, "\n".join(elsewhere))

    @property
    def _first_line(self) -> int:
        lines = enumerate(self.page.lines)
        return next((index for index, line in lines if line.text.strip()), 0)

    def _find_line(self, place: WordPlace) -> int | None:
        for index, line in enumerate(self.page.lines):
            here = line.place(place.file)
            if (here.part, here.paragraph, here.words) == (
                place.part,
                place.paragraph,
                place.words,
            ):
                return index
        return None


def _is_figure(value: object, printed: PrintedValue) -> bool:
    """Whether it counts, measures or breaks down records: no date, no year, no number of a row."""
    if not printed.origins or printed.ledger == (YEAR_KEY,):
        return False
    if isinstance(value, Figure) or read_number(value) is not None:
        return True
    return isinstance(value, DerivedText) and bool(value.parts) and bool(re.search(r"\d", value))


def _is_changed(found: _Printed) -> bool:
    """Whether a hand has written another figure."""
    return found.segment.text != found.value.text


def _identify(found: _Printed) -> object:
    paths = frozenset((origin.file, origin.path) for origin in found.value.origins)
    return found.number if found.value.gap is None else found.value.gap.path, paths


def _say_records(value: PrintedValue) -> Iterator[str]:
    """The records behind a figure, those of each year and of each part by themselves."""
    named = [(part, origins) for part, origins in value.parts if origins]
    if len(named) > 1:
        for part, origins in named:
            yield _render("review.part", part=part, records=_name_records(origins))
        return
    files: dict[str, list[Origin]] = {}
    for origin in value.origins:
        files.setdefault(str(origin.file), []).append(origin)
    for own in files.values():
        yield _render("review.records", records=_name_records(own))


def _name_records(origins: Sequence[Origin]) -> str:
    first, *others = dict.fromkeys(origin.where for origin in origins[:_MOST_PLACES])
    file = f"{origins[0].file}:"  # named once: a comment is narrow
    places = "、".join([first, *(other.removeprefix(file) for other in others)])
    key = "review.places.more" if len(origins) > _MOST_PLACES else "review.places"
    return _render(key, places=places, n=len(origins))


def _cut_clause(text: str, start: int, end: int) -> str:
    """The clause that the characters stand in."""
    left = max(text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1
    rights = [at for mark in _CLAUSE_ENDS if (at := text.find(mark, end)) >= 0]
    return text[left : min(rights, default=len(text))].strip()


def _render(key: str, **values: object) -> str:
    """The text in the language of reports."""
    return render_message(key, "zh", **values)
