"""What a hand made look otherwise without touching its words: paragraphs, letters, pictures, pages.

Looks are compared as they come out, styles, defaults and themes put together: a program that only
saved a report again spells the same look in its own way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from drafter.update.frames import KEYS, FrameReader, compare_frames, name_frame
from drafter.update.hands.hunks import find_hunks
from drafter.update.plan.model import FormatChange
from drafter.word.layout.formatting import PropertyValues, is_on, parse_int
from drafter.word.layout.looks import FILL, LIST, STYLE, LetterLook, Look, LookReader, PictureLook
from drafter.word.package.archive import DOCUMENT, STYLES
from drafter.word.text.blocks import Block, DocumentBlocks

_ROUGH, _ROUGHER = 10, 60
"""Twips by which a program may round a length; and one that was said in characters."""
_ROUGH_PICTURE = 36_000
"""A millimetre, in which pictures are measured (EMU)."""
_SPELT = {"left": "start", "right": "end"}
_LEVEL = "outlineLvl"
_SIDES = {"start": "left", "end": "right", "justify": "both", "": "left"}


def find_format_changes(
    base: DocumentBlocks, other: DocumentBlocks, pairs: Mapping[int, int]
) -> Iterator[FormatChange]:
    """Where words and pictures that stayed look otherwise, in the order of the version."""
    if all(base.package.members.get(m) == other.package.members.get(m) for m in (DOCUMENT, STYLES)):
        return  # nobody has touched it
    readers = open_looks(base), open_looks(other)
    told: set[object] = set()
    alike = Counter(block.identity for block in base.blocks if block.part_kind != "body")
    for n, t in sorted(pairs.items()):
        block = base.blocks[n]
        is_twin = alike[block.identity] > 1  # left and right footers, which is which nothing tells
        if block.struck or other.blocks[t].struck or (is_twin and block.part_kind != "body"):
            continue
        what = compare_blocks(readers, n, t)
        frames = {key: (key, *_name_frames(readers, n, t, key)) for key in what if key in KEYS}
        what = tuple(key for key in what if key not in frames or frames[key] not in told)
        if what and (block.text.strip() or not frames):  # a page is told where it says something
            told.update(frames.values())
            yield FormatChange(n, t, what)


class BlockLooks(NamedTuple):
    """What tells how the blocks of a file look: the words, and the pages and tables round them."""

    words: LookReader
    frames: FrameReader


def open_looks(story: DocumentBlocks) -> BlockLooks:
    """The looks of a file's blocks; each is read when it is asked for."""
    return BlockLooks(LookReader(story), FrameReader(story))


def _name_frames(
    readers: tuple[BlockLooks, BlockLooks], n: int, t: int, key: str
) -> tuple[object, object]:
    """What a page's or a table's look is told of, once."""
    return name_frame(readers[0].frames, n, key), name_frame(readers[1].frames, t, key)


def compare_blocks(readers: tuple[BlockLooks, BlockLooks], n: int, t: int) -> tuple[str, ...]:
    """What looks otherwise in a block of the first file and one of the second."""
    first, second = readers[0].words, readers[1].words
    found = set(compare_frames(readers[0].frames, readers[1].frames, n, t))
    found |= set(_compare_paragraphs(first.paragraphs(n), second.paragraphs(t)))
    spread = first.letters(n), second.letters(t)
    texts = first.story.blocks[n].text, second.story.blocks[t].text
    if texts[0] != texts[1] or list(map(_join, spread)) != [_join(spread[0])] * 2:
        found |= set(_compare_letters(first.story.blocks[n], second.story.blocks[t], *spread))
    return tuple(key for key in _KEYS if key in found)


_KEYS = (*"style alignment indent spacing pagebreak list fill font size picture".split(), *KEYS)


def _join(looks: Sequence[object]) -> list[tuple[object, int]]:
    return [(look, len(list(group))) for look, group in groupby(looks)]


def _compare_paragraphs(
    first: Sequence[PropertyValues], second: Sequence[PropertyValues]
) -> Iterator[str]:
    if len(first) != len(second):
        return
    for one, other in zip(first, second, strict=True):
        if one is other or one == other:
            continue
        found = set(_compare_paragraph(one, other))
        if found and one[STYLE] != other[STYLE]:
            yield "style"
        else:
            yield from found


def _compare_paragraph(one: PropertyValues, other: PropertyValues) -> Iterator[str]:
    sides = [_SIDES.get(each.get("jc", ""), each.get("jc", "")) for each in (one, other)]
    if sides[0] != sides[1]:
        yield "alignment"
    if any(_differ(_indent(one, key), _indent(other, key)) for key in ("left", "right", "first")):
        yield "indent"
    if any(_differ(_space(one, key), _space(other, key)) for key in ("before", "after", "line")):
        yield "spacing"
    if one[FILL] != other[FILL]:
        yield "fill"
    for key, name in (("pagebreak", "pageBreakBefore"), ("list", LIST), ("style", _LEVEL)):
        if _holds(one, name) != _holds(other, name):
            yield key


def _holds(made: PropertyValues, name: str) -> str:
    return made.get(name, "9") if name == _LEVEL else str(is_on(made.get(name, "0")))


def _indent(made: PropertyValues, key: str) -> tuple[int, bool]:
    """An indent in twips, and whether it is said in characters, of which programs make twips."""
    if key == "first":
        ahead, behind = made.get("ind.firstLineChars", "0"), made.get("ind.hangingChars", "0")
        if chars := parse_int(ahead) - parse_int(behind):
            return chars * parse_int(made.get("sz", "20")) // 10, True
        lengths = made.get("ind.firstLine", "0"), made.get("ind.hanging", "0")
        return parse_int(lengths[0]) - parse_int(lengths[1]), False
    length = made.get(f"ind.{key}", made.get(f"ind.{_SPELT[key]}", "0"))
    return parse_int(length), bool(parse_int(made.get(f"ind.{key}Chars", "0")))


def _space(made: PropertyValues, key: str) -> tuple[int, bool]:
    """The space before or after, or the height of lines: these by their rule."""
    if key == "line":
        rule = {"auto": 0, "": 0, "exact": 1, "atLeast": 2}.get(made.get("spacing.lineRule", ""), 0)
        return rule * 100_000 + parse_int(made.get("spacing.line", "240")), False
    lines = parse_int(made.get(f"spacing.{key}Lines", "0"))
    automatic = is_on(made.get(f"spacing.{key}Autospacing", "0"))
    return parse_int(made.get(f"spacing.{key}", "0")), bool(lines) or automatic


def _differ(one: tuple[int, bool], other: tuple[int, bool]) -> bool:
    room = _ROUGHER if one[1] or other[1] else _ROUGH
    return abs(one[0] - other[0]) > room


def _compare_letters(
    one: Block, other: Block, first: Sequence[Look],
    second: Sequence[Look],
) -> Iterator[str]:  # fmt: skip
    """What looks otherwise of the characters that stayed."""
    start = begin = 0
    for hunk in (*find_hunks(one, other), None):
        end = len(one.text) if hunk is None else hunk.start
        for at in range(end - start):
            letter = one.text[start + at]
            yield from _compare_letter(letter, first[start + at], second[begin + at])
        if hunk is not None:
            start, begin = hunk.end, hunk.stop


def _compare_letter(letter: str, one: Look, other: Look) -> Collection[str]:
    if one == other or one is None or other is None:
        return ()
    if isinstance(one, PictureLook) and isinstance(other, PictureLook):
        larger = (abs(a - b) for a, b in zip(one, other, strict=True))
        return ("picture",) if max(larger) > _ROUGH_PICTURE else ()
    if not (isinstance(one, LetterLook) and isinstance(other, LetterLook) and letter.isalnum()):
        return ()
    found = []
    fonts = (one.latin, other.latin) if letter.isascii() else (one.han, other.han)
    if all(fonts) and fonts[0] != fonts[1]:
        found.append("font")
    if one.size != other.size:
        found.append("size")
    return found
