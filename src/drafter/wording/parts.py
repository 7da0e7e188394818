"""The parts of a printed breakdown or listing, read back from two versions and compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Edit = tuple[int, int, int, int]
"""Begin and end of a stretch of the old text, and of what stands in its place in the new one."""


Kind = Literal["changed", "added", "removed", "moved"]


class PartChange(NamedTuple):
    """What became of a part: its name where it has a number, and its words or number."""

    kind: Kind
    name: str
    old: str
    new: str


class _Part(NamedTuple):
    start: int
    end: int
    name: str
    number: int
    """Where the number begins, and where its unit does."""
    unit: int


class _Parts(NamedTuple):
    text: str
    parts: tuple[_Part, ...]
    tail: int
    """Where 等5期 begins; the text's end where there is none."""

    @property
    def words(self) -> list[str]:
        return [self.text[part.start : part.end] for part in self.parts]


_MOST = 200
"""So many parts are compared: the time grows with their square."""
_OPEN, _CLOSE = "《〈“‘（(「『", "》〉”’）)」』"
_NUMBERED = re.compile(r"(.*?[^\d.,])(\d+(?:[.,]\d+)*%?)(\D*)")
_TAIL = re.compile(r"等(\d+)(\D*)$|(?<=[^、][^、])等$")
"""等5期, or 等 alone, which also ends words: 初等."""


def find_part_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Where two versions of a value differ, part by part and in order.

    Nothing where their parts do not match for sure: then the value changed as a whole.

    >>> find_part_edits("党组会议12次、常委会10次", "党组会议13次、常委会10次")
    ((4, 6, 4, 6),)
    >>> find_part_edits("甲、丙", "甲、乙、丙"), find_part_edits("12次", "13次")
    (((1, 1, 1, 3),), ())
    """
    pair = _read_pair(old, new)
    if pair is None:
        return ()
    edits = tuple(_iter_edits(*pair))
    made, at = "", 0
    for start, end, first, last in edits:
        made += old[at:start] + new[first:last]
        at = end
    # What stands between the parts may differ too: 甲、《乙》 has a 、 and 《甲》《乙》 has none.
    return edits if made + old[at:] == new else ()


def compare_parts(old: str, new: str) -> tuple[PartChange, ...]:
    """What changed from one version of a value to another, part by part; nothing where unsure.

    >>> [each[1:] for each in compare_parts("甲12次、乙3次", "乙3次、甲13次")]
    [('甲', '12', '13')]
    """
    pair = _read_pair(old, new)
    if pair is None or old == new:
        return ()
    one, other = pair
    changes = [*(_compare_numbers if _is_numbered(pair) else _compare_items)(one, other)]
    if (before := old[one.tail :]) != (after := new[other.tail :]):
        kind: Kind = "changed" if before and after else "added" if after else "removed"
        changes.append(PartChange(kind, "", before, after))
    if not changes:
        matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
        for tag, a, b, *_ in matcher.get_opcodes():
            if tag in ("delete", "replace"):
                changes += (PartChange("moved", word, word, word) for word in one.words[a:b])
    return tuple(changes)


def keep_differing_parts(texts: Sequence[str]) -> list[str]:
    """Versions of a value without the parts that all of them have.

    >>> keep_differing_parts(["甲12次、乙3次", "甲11次、乙3次"])
    ['甲12次', '甲11次']
    """
    read = [_read_parts(text) for text in texts]
    if any(each is None for each in read):
        return [*texts]
    known = [each for each in read if each is not None]
    same = set.intersection(*(set(each.words) for each in known))
    short = [
        "、".join(word for word in each.words if word not in same) + each.text[each.tail :]
        for each in known
    ]
    return short if all(short) else [*texts]


def _compare_numbers(one: _Parts, other: _Parts) -> Iterator[PartChange]:
    before, after = ({part.name: part for part in each.parts} for each in (one, other))
    for name, part in before.items():
        if (later := after.get(name)) is None:
            yield PartChange("removed", name, one.text[part.start : part.end], "")
        elif (edit := _number_edit(one, part, other, later)) is not None:
            start, end, first, last = edit
            yield PartChange("changed", name, one.text[start:end], other.text[first:last])
    for name, part in after.items():
        if name not in before:
            yield PartChange("added", name, "", other.text[part.start : part.end])


def _compare_items(one: _Parts, other: _Parts) -> Iterator[PartChange]:
    before, after = Counter(one.words), Counter(other.words)
    gone, come = [*(before - after).elements()], [*(after - before).elements()]
    if len(gone) == len(come) == 1:
        yield PartChange("changed", "", gone[0], come[0])
        return
    yield from (PartChange("removed", "", word, "") for word in gone)
    yield from (PartChange("added", "", "", word) for word in come)


def _iter_edits(one: _Parts, other: _Parts) -> Iterator[Edit]:
    numbered = _is_numbered((one, other))
    first, second = (
        [part.name for part in each.parts] if numbered else each.words for each in (one, other)
    )
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag != "equal":
            yield *_cover_parts(one, a, b, beside=c == d), *_cover_parts(other, c, d, beside=a == b)
        elif numbered:
            for part, later in zip(one.parts[a:b], other.parts[c:d], strict=True):
                if (edit := _number_edit(one, part, other, later)) is not None:
                    yield edit
    if one.text[one.tail :] != other.text[other.tail :]:
        yield _edit_tail(one, other)


def _edit_tail(one: _Parts, other: _Parts) -> Edit:
    """The number alone of 等5期, where its unit stays."""
    tails = _TAIL.search(one.text), _TAIL.search(other.text)
    if tails[0] and tails[1] and tails[0][1] and tails[1][1] and tails[0][2] == tails[1][2]:
        return *tails[0].span(1), *tails[1].span(1)
    return one.tail, len(one.text), other.tail, len(other.text)


def _number_edit(one: _Parts, part: _Part, other: _Parts, later: _Part) -> Edit | None:
    """The number alone; with its unit, where that is another one."""
    if one.text[part.number : part.end] == other.text[later.number : later.end]:
        return None
    if one.text[part.unit : part.end] == other.text[later.unit : later.end]:
        return part.number, part.unit, later.number, later.unit
    return part.number, part.end, later.number, later.end


def _cover_parts(here: _Parts, first: int, last: int, *, beside: bool) -> tuple[int, int]:
    """The stretch of some parts; beside: with the 、 that goes or comes with them."""
    parts = here.parts
    if first == last:
        return (parts[first - 1].end,) * 2 if first else (0, 0)
    if beside and first:
        return parts[first - 1].end, parts[last - 1].end
    if beside and last < len(parts):
        return parts[first].start, parts[last].start
    return parts[first].start, parts[last - 1].end


def _is_numbered(pair: tuple[_Parts, _Parts]) -> bool:
    """Whether every part of both is a name with a number, and no name stands twice."""
    for each in pair:
        names = [part.name for part in each.parts]
        if not all(names) or len({*names}) < len(names) or each.tail < len(each.text):
            return False
    return True


def _read_pair(old: str, new: str) -> tuple[_Parts, _Parts] | None:
    one, other = _read_parts(old), _read_parts(new)
    if one is None or other is None or not 2 <= max(len(one.parts), len(other.parts)) <= _MOST:
        return None
    pair = one, other
    if _is_numbered(pair):
        keys = [{part.name for part in each.parts} for each in pair]
    else:
        keys = [{*each.words} for each in pair]
    return pair if keys[0] & keys[1] else None


def _read_parts(text: str) -> _Parts | None:
    """The parts, cut at each 、 and between 》《; None for a sentence."""
    tail = match.start() if (match := _TAIL.search(text)) else len(text)
    parts, start, depth = [], 0, 0
    for at, sign in enumerate(text[:tail]):
        if sign in _OPEN:
            if not depth and at > start and text[at - 1] in _CLOSE and sign in "《“":
                parts.append(_read_part(text, start, at))
                start = at
            depth += 1
        elif sign in _CLOSE:
            depth -= 1
        elif not depth and sign in "，。；：！？\n\x07\ufffc":
            return None
        elif not depth and sign == "、":
            parts.append(_read_part(text, start, at))
            start = at + 1
    parts.append(_read_part(text, start, tail))
    return None if any(part.start == part.end for part in parts) else _Parts(text, (*parts,), tail)


def _read_part(text: str, start: int, end: int) -> _Part:
    match = _NUMBERED.fullmatch(text, start, end)
    if match is None:
        return _Part(start, end, "", end, end)
    return _Part(start, end, match[1], match.start(2), match.start(3))
