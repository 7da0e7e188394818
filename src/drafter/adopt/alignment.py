"""The report of the year before beside this one: what changed in a sentence, and what did not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.adopt.finding import lexicon
from drafter.adopt.finding.scanning import Candidate
from drafter.word.text.lines import Line

LEAST_ALIKE = 0.6
"""Two lines are the same sentence of two years if so much of them is alike, numbers left out."""
FARTHEST = 40
"""A sentence is looked for among so many lines: comparing each with each takes seconds."""
_TOKEN = re.compile(rf"\d[\d,.]*|[{lexicon.HAN}]+|.", re.DOTALL)
_NUMERAL = re.compile(rf"\d[\d,.]*|[{lexicon.HAN}]+")
_NUMERAL_IN_HAN = re.compile(rf"[{lexicon.HAN}]")
_WORDING = re.compile(r"[\u4e00-\u9fff“”《》、]{2,20}")


class Change(NamedTuple):
    """A stretch of this year's line, and what stood there the year before."""

    start: int
    end: int
    before: str


def align_lines(lines: Sequence[Line], earlier: Sequence[Line]) -> Mapping[int, str]:
    """For each line that the year before has too, by its number, what it said there."""
    ours, theirs = ([_cut_numbers(line.text) for line in each] for each in (lines, earlier))
    found: dict[int, str] = {}
    pairs: Iterable[tuple[int, int]]
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs = zip(range(a, b), range(c, d), strict=True)
        else:
            pairs = _match_gap(ours, theirs, (a, b), (c, d))
        found |= {at: earlier[other].text for at, other in pairs if ours[at]}
    return found


def _cut_numbers(text: str) -> str:
    return _NUMERAL.sub("0", re.sub(r"\s", "", text))


def _match_gap(
    ours: Sequence[str], theirs: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Lines between those that agree: each with the one most like it, in order."""
    start, stop = there
    for at in range(*here):
        best, most = -1, LEAST_ALIKE
        for other in range(start, min(stop, start + FARTHEST)):
            if min(map(len, (ours[at], theirs[other]))) * 3 < len(ours[at] + theirs[other]):
                continue
            matcher = SequenceMatcher(None, ours[at], theirs[other], autojunk=False)
            if matcher.quick_ratio() > most and (alike := matcher.ratio()) > most:
                best, most = other, alike
        if best >= 0 and len(ours[at]) > 3:
            yield at, best
            start = best + 1


def find_changes(text: str, before: str) -> list[Change]:
    """What of the line is not as it was; whole numbers, single characters of words."""
    ours, theirs = (list(_TOKEN.finditer(each)) for each in (text, before))
    matcher = SequenceMatcher(
        None, [each[0] for each in ours], [each[0] for each in theirs], autojunk=False
    )
    return [
        Change(ours[a].start(), ours[b - 1].end(), "".join(each[0] for each in theirs[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind in ("replace", "insert") and a < b
    ]


def weigh_candidates(
    candidates: Sequence[Candidate], text: str, changes: Sequence[Change]
) -> Iterator[Candidate]:
    """The candidates as two years tell: what changed is a figure, what is doubtful and did not, is
    none; a number that no rule takes for a figure is one if it alone changed."""
    for each in candidates:
        is_new = any(c.start < each.end and each.start < c.end for c in changes)
        if is_new and each.choice == "fixed" and each.kind != "year":
            yield replace(each, choice="keep", doubt="")
        elif not is_new and _is_unsure(each):
            yield replace(each, choice="fixed", doubt="两年相同")
        else:
            yield each
    for start, end, before in changes:
        said = text[start:end]
        is_number = re.fullmatch(r"\d+", said) and re.fullmatch(r"\d+", before)
        is_free = all(end <= each.start or each.until <= start for each in candidates)
        is_numbering = re.match(lexicon.NUMBERING, text) and not text[:start].strip("（(")
        if is_number and is_free and not is_numbering:
            yield Candidate(start, end, end, said, "text", said, doubt="两年不同的号码")


def _is_unsure(each: Candidate) -> bool:
    """Whether only a change would show that it is a figure: 三项制度, a number without a unit."""
    is_counted = each.kind in ("count", "range")
    return is_counted and (bool(each.doubt) or _NUMERAL_IN_HAN.match(each.text) is not None)


def find_changed_wordings(
    changes: Sequence[Change], text: str, candidates: Sequence[Candidate]
) -> Iterator[tuple[int, int]]:
    """Words that are other words this year: a campaign, a topic, a slogan."""
    for start, end, before in changes:
        is_free = all(end <= each.start or each.until <= start for each in candidates)
        is_worded = _WORDING.fullmatch(text[start:end]) and _WORDING.fullmatch(before)
        if is_free and is_worded:
            yield start, end
