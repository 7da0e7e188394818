"""Figures that come of others: shares computed again, parts that add up, counts of ledgers.

Each only where it prints exactly what stood there, and is no coincidence: with random numbers in
the same texts one share in a hundred is found, and one sum in ten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from drafter.adopt.finding import lexicon
from drafter.adopt.model import TableFound
from drafter.adopt.naming.names import Named
from drafter.word.text.lines import Line
from drafter.wording import numbers

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_CUE = re.compile(lexicon.PART_WORDS)
_SENTENCE = re.compile(r"[。！？\n]")
MOST_PARTS, LEAST_WHOLE, NEAR = 14, 20, 40


class Place(NamedTuple):
    """A named figure in its line; at: the line's number in the document."""

    at: int
    line: Line
    named: Named

    @property
    def value(self) -> Decimal | None:
        """The number that the data hold, if they hold a plain one."""
        each = self.named.each
        is_counted = each.kind in ("count", "amount") and each.choice == "keep"
        return Decimal(each.value) if is_counted and _PLAIN.fullmatch(each.value) else None

    def between(self, later: Place) -> str:
        """The words from here to a later figure of the same line."""
        return self.line.text[self.named.each.until : later.named.each.start]


def relate(places: Sequence[Place], tables: Sequence[TableFound]) -> tuple[str, ...]:
    """Give shares, totals and counts of ledgers their expressions; the sums that hold, as 核对."""
    for ledger in tables:
        _tie_counts(places, ledger)
    counted = [place for place in places if place.value is not None and place.named.reference]
    worded = [place for place in counted if place.line.kind != "cell"]
    for place in places:
        named = place.named
        if named.parts:
            named.expression = " + ".join(part.reference for part in named.parts)
        elif named.share_of:
            _write_share(place, *(each.reference for each in named.share_of))
        elif named.each.kind == "share" and named.each.choice == "keep":
            _express_share(place, worded)
    return tuple(dict.fromkeys(_find_sums(worded)))


def _tie_counts(places: Sequence[Place], ledger: TableFound) -> None:
    """督办提案35件 where the ledger 督办提案 has 35 records; 已解决31件 where 31 of them say so."""
    counts = {
        (column.name, choice): number
        for index, column in enumerate(ledger.fields)
        for choice, number in Counter(record[index] for record in ledger.records).items()
        if column.kind == "choice" and choice
    }
    names = {place.named.name for place in places}
    for place in places:
        named, spot = place.named, place.line.spot
        is_own = (place.line.member, spot.table) == (ledger.member, ledger.table)
        if place.value is None or named.expression or (place.line.kind == "cell" and not is_own):
            continue
        if place.value == len(ledger.records):
            if is_own or _names_ledger(named.core or named.name, ledger):
                named.name, named.expression = "", ledger.name
            continue
        before = place.line.text[: named.each.start].rstrip("的有共计为")
        for (column, choice), number in counts.items():
            if place.value == number and before.endswith(choice) and not is_own:
                named.expression = f"{ledger.name} 其中 {column}={choice}"
                named.name = named.name if choice in names else choice
                names.add(named.name)


def _names_ledger(name: str, ledger: TableFound) -> bool:
    return len(name) >= 2 and (ledger.name.endswith(name) or name.endswith(ledger.name))


def _express_share(place: Place, counted: Sequence[Place]) -> None:
    each = place.named.each
    before = [p for p in counted if (p.at, p.named.each.start) < (place.at, each.start)]
    if not before or before[-1].at != place.at or not _PLAIN.fullmatch(each.text):
        return
    part, between = before[-1], before[-1].between(place)
    if len(between) > NEAR or _SENTENCE.search(between) or not re.search("占|率|点", between):
        return
    digits = len(each.text.partition(".")[2])
    same = [p for p in before[:-1] if p.named.each.unit == part.named.each.unit]
    hits = [p for p in reversed(same) if _come_to(part, p, digits, each.text)]
    whole = hits[0] if hits else None
    if whole is None:
        larger = [p for p in same if (p.value or 0) >= (part.value or 0)]
        is_told = "占" in between and larger
        if is_told and not each.doubt:
            place.named.each = replace(each, doubt="与前面的数对不上，照样写")
    elif digits or (whole.value or 0) >= LEAST_WHOLE or part.named.expression:
        _write_share(place, part.named.reference, whole.named.reference)


def _write_share(place: Place, part: str, whole: str) -> None:
    """Make the share, with the sign right behind it, one that is computed."""
    named, each = place.named, place.named.each
    if place.line.text[each.end : each.end + 1] == "%" and part != whole:
        digits = len(each.text.partition(".")[2])
        named.expression = f"{part} 占 {whole}"
        named.filters = "|百分比" if digits == 1 else f"|百分比({digits})"
        named.each = replace(each, text=f"{each.text}%", end=each.end + 1)


def _come_to(part: Place, whole: Place, digits: int, said: str) -> bool:
    if not part.value or not whole.value or part.value > whole.value or digits > 4:
        return False
    return numbers.percent(part.value / whole.value, digits) == f"{said}%"


def _find_sums(counted: Sequence[Place]) -> Iterator[str]:
    """甲 + 乙 = 丙: the parts follow the whole, closed by the end of a sentence or another unit."""
    taken: set[int] = set()
    for at, whole in enumerate(counted):
        for first in range(at + 1, min(at + 4, len(counted))):
            run = _find_run(counted, whole, first)
            if run and not taken & set(run) and _is_told(counted, at, run):
                taken |= set(run)
                parts = list(dict.fromkeys(counted[n].named.reference for n in run))
                if len(parts) == len(run) and whole.named.reference not in parts:
                    yield f"{' + '.join(parts)} = {whole.named.reference}"
                break


def _find_run(counted: Sequence[Place], whole: Place, first: int) -> range | None:
    """Figures from the first on that come to the whole."""
    added = Decimal(0)
    for end in range(first, min(first + MOST_PARTS, len(counted))):
        part = counted[end]
        if part.at != whole.at or part.named.each.unit != whole.named.each.unit:
            return None
        added += part.value or 0
        if added >= (whole.value or 0):
            return range(first, end + 1) if added == whole.value and end > first else None
    return None


def _is_told(counted: Sequence[Place], at: int, run: range) -> bool:
    """Whether the words say that these are the whole's parts."""
    whole, first, last = counted[at], counted[run[0]], counted[run[-1]]
    behind = counted[run[-1] + 1] if run[-1] + 1 < len(counted) else None
    is_closed = (
        behind is None
        or behind.at != last.at
        or behind.named.each.unit != last.named.each.unit
        or re.search(r"[。；;\n]", last.between(behind)) is not None
    )
    says_so = _CUE.search(whole.between(first)) is not None
    is_large = len(run) >= 3 or (whole.value or 0) >= 10
    return is_closed and is_large and (says_so or len(run) >= 4)
