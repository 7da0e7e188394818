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
from drafter.adopt.naming.names import Named, clean_name
from drafter.word.text.lines import Line
from drafter.wording import numbers

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_CUE = re.compile(lexicon.PART_WORDS)
_SENTENCE = re.compile(r"[。！？\n]")
_ENDING = re.compile(r"(?:人数|金额|户数|个数|件数|人次|数量)?(?:合计)?$")
MOST_PARTS, LEAST_WHOLE, NEAR, SURE_COUNT, LEAST_TOLD = 14, 20, 40, 5, 10


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

    @property
    def prints_mark(self) -> bool:
        """Whether the sign of percent stands right behind a share."""
        each = self.named.each
        return each.kind == "share" and self.line.text[each.end : each.end + 1] == "%"

    def include_mark(self) -> None:
        """Take the sign of percent into the figure, since its expression prints it too."""
        if self.prints_mark:
            each = self.named.each
            self.named.each = replace(each, text=f"{each.text}%", end=each.end + 1)

    def exclude_mark(self) -> None:
        """Leave the sign of percent to the wording again."""
        each = self.named.each
        if each.kind == "share" and each.text.endswith("%"):
            self.named.each = replace(each, text=each.text[:-1], end=each.end - 1)

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
        if named.parts and named.name not in {part.name for part in named.parts}:
            named.expression = " + ".join(part.reference for part in named.parts)
        elif named.share_of:
            _write_share(place, *(each.reference for each in named.share_of))
    shares = [read for place in places if (read := _read_share(place, worded))]
    for share in shares:
        _express_share(share, _find_base(share, shares))
    _agree(places)
    return tuple(dict.fromkeys([*_find_sums(worded), *_find_totals_told(places)]))


def _tie_counts(places: Sequence[Place], ledger: TableFound) -> None:
    """督办提案35件 where the ledger 督办提案 has 35 records; 已解决31件 where 31 of them say so."""
    counts = {
        (column.name, choice): number
        for index, column in enumerate(ledger.fields)
        for choice, number in Counter(record[index] for record in ledger.records).items()
        if column.kind == "choice" and choice
    }
    names = {place.named.name for place in places} | {ledger.name}
    for place in places:
        named, spot = place.named, place.line.spot
        is_own = (place.line.member, spot.table) == (ledger.member, ledger.table)
        if place.value is None or named.expression or (place.line.kind == "cell" and not is_own):
            continue
        if place.value == len(ledger.records):
            if is_own or _names_ledger(named, ledger):
                named.count_records(ledger.name)
            continue
        before = place.line.text[: named.each.start].rstrip("的有共计为")
        for (column, choice), number in counts.items():
            if place.value == number and before.endswith(choice) and not is_own:
                named.expression = f"{ledger.name} 其中 {column}={choice}"
                said = clean_name(choice)
                named.name = named.name if said in names else said or named.name
                names.add(named.name)


def _names_ledger(named: Named, ledger: TableFound) -> bool:
    """Whether the figure counts the same noun as the ledger holds."""
    name = named.core or named.name
    noun = re.sub(rf"^(?:{lexicon.VERBS})", "", name)
    is_same = len(name) >= 2 and (ledger.name.endswith(name) or name.endswith(ledger.name))
    is_kind = len(noun) >= 2 and ledger.name.endswith(noun) and len(ledger.records) >= SURE_COUNT
    return is_same or is_kind


class _Share(NamedTuple):
    """A share with the part before it, and the wholes that it comes out of, nearest first."""

    place: Place
    part: Place
    wholes: Sequence[str]
    is_told: bool

    @property
    def names_base(self) -> bool:
        """占提案总数的5%: whether the words say of what it is a share."""
        return re.search(r"占[\u4e00-\u9fff]{2}", self.part.between(self.place)) is not None


def _read_share(place: Place, counted: Sequence[Place]) -> _Share | None:
    each = place.named.each
    if each.kind != "share" or each.choice != "keep" or place.line.kind == "cell":
        return None
    before = [p for p in counted if (p.at, p.named.each.start) < (place.at, each.start)]
    if not before or before[-1].at != place.at or not _PLAIN.fullmatch(each.text):
        return None
    part, between = before[-1], before[-1].between(place)
    if len(between) > NEAR or _SENTENCE.search(between) or not re.search("占|率|点", between):
        return None
    digits = len(each.text.partition(".")[2])
    same = [p for p in reversed(before[:-1]) if p.named.each.unit == part.named.each.unit]
    wholes = [
        p.named.reference
        for p in same
        if (digits or (p.value or 0) >= LEAST_WHOLE or part.named.expression)
        and _come_to(part, p, digits, each.text)
    ]
    larger = [p for p in same if (p.value or 0) >= (part.value or 0)]
    return _Share(place, part, wholes, "占" in between and bool(larger))


def _find_base(share: _Share, shares: Sequence[_Share]) -> str:
    """The whole of most shares in the line, if there is one for several."""
    bases = Counter(
        whole for each in shares if each.place.at == share.place.at for whole in set(each.wholes)
    )
    (base, count) = bases.most_common(1)[0] if bases else ("", 0)
    return base if count > 1 else ""


def _express_share(share: _Share, base: str) -> None:
    """Compute the share of the line's base; of another whole only where the words name it."""
    place, wholes = share.place, share.wholes
    named, part = place.named, share.part.named.reference
    if base in wholes:
        _write_share(place, part, base)
    elif wholes and (not base or share.names_base):
        _write_share(place, part, wholes[0])
    elif (share.is_told or wholes) and not named.each.doubt:
        named.each = replace(named.each, doubt="与前面的数对不上，照样写")


def _agree(places: Sequence[Place]) -> None:
    """Make all places of a name mean the same: computed if each of them can be, else typed."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        if place.named.name and place.named.needs_name:
            groups.setdefault(place.named.name, []).append(place)
    for group in groups.values():
        expressions = {place.named.expression for place in group}
        if len(expressions) == 1:
            continue
        computed = next(place for place in group if place.named.expression)
        is_alike = len(expressions - {""}) == 1 and all(
            place.named.expression or place.prints_mark or computed.named.each.kind != "share"
            for place in group
        )
        for place in group:
            if is_alike and not place.named.expression:
                place.named.expression = computed.named.expression
                place.include_mark()
            elif not is_alike and place.named.expression:
                place.named.expression = ""
                place.exclude_mark()


def _write_share(place: Place, part: str, whole: str) -> None:
    """Make the share, with the sign right behind it, one that is computed."""
    digits = len(place.named.each.text.partition(".")[2])
    if place.prints_mark and part != whole:
        # the form 占 has one decimal
        is_form = digits == 1 or place.named.each.text == "100"
        form = f"{part} 占 {whole}" if is_form else f"{part}|占比({whole}, {digits})"
        place.named.expression = form
        place.include_mark()


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


def _find_totals_told(places: Sequence[Place]) -> Iterator[str]:
    """甲 = 乙合计: what the wording types and a table's total comes to, of the same thing."""
    totals, typed = list[Place](), list[Place]()
    for place in places:
        is_typed = not place.named.expression and place.line.kind != "cell"
        if (place.value or 0) >= LEAST_TOLD and place.named.name:
            if is_typed:
                typed.append(place)
            elif place.line.kind == "cell" and place.named.name.endswith("合计"):
                totals.append(place)
    for total in totals:
        words = _cut_pairs(total.named.name)
        same = [p for p in typed if p.value == total.value and words & _cut_pairs(p.named.name)]
        if total.named.expression and len({p.named.name for p in same}) == 1:
            yield f"{same[0].named.reference} = {total.named.reference}"


def _cut_pairs(name: str) -> set[str]:
    """The pairs of neighbouring characters, those that every count may have left out."""
    bare = _ENDING.sub("", name)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


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
