"""Which figure of the records a quantity of a text is: by the sentence, else by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.adopt.alignment import align_lines
from drafter.checks.records.known import KnownFigure
from drafter.checks.sums.quantities import Quantity, Reading
from drafter.word.text.lines import Line

_OTHER_TIME = re.compile(
    r"上年|去年|前年|往年|历年|同期|同比|环比|较[上去前]|比[上去前]|[上下]半年|季度|\d{1,2}月|届以来|以来累计"
    r"|[近三四五两]年来|计划|目标|预计|力争|不少于|明年|来年|下一?年"
)
_FILLING = re.compile(
    r"(?:19|20)\d\d年|全年|年内|一年来|今年以来|今年|截至年底|目前|现有|共有|一共|总计|合计|累计|先后|已经|分别|其中"
    r"|区政协办公室|[已共有约近达的了为是和及与对向把被由在从中、“”《》]|政协|开展|组织|举办|召开|进行|完成|实现"
)
_NOTHING = frozenset("全各本区市县级类")
LEAST_CORE, LEAST_CONTEXT, MOST_BETWEEN = 3, 3, 8


class Match(NamedTuple):
    """A quantity of the text, and the figure of the records that it is."""

    line: int
    quantity: Quantity
    known: KnownFigure


def match_lines(
    lines: Sequence[Line], readings: Mapping[int, Reading], report: Sequence[Line],
    known: Sequence[KnownFigure], ours: Mapping[int, Reading],
) -> Iterator[Match]:  # fmt: skip
    """The quantities in lines that the report has too, by the words on either side.

    readings, ours: what is read in the text's lines and in the report's, by their numbers.
    """
    by_text: dict[str, int] = {}
    for number, line in enumerate(report):
        by_text.setdefault(line.text, number)
    for number, said in align_lines(lines, report).items():
        other = by_text.get(said)
        if other is None or number not in readings or other not in ours:
            continue
        figures = {each.quantity.start: each for each in known if each.line == other}
        for quantity, start in _pair_quantities(readings[number], ours[other]):
            if start in figures:
                yield Match(number, quantity, figures[start])


def _pair_quantities(text: Reading, report: Reading) -> Iterator[tuple[Quantity, int]]:
    """Each quantity whose number stands between the same words in both, with its place there."""
    here, where = _mask_numbers(text)
    there, places = _mask_numbers(report)
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    for at, other, size in matcher.get_matching_blocks():
        for offset in range(size):
            quantity, same = where.get(at + offset), places.get(other + offset)
            around = here[max(at, at + offset - LEAST_CONTEXT) : at + offset]
            is_placed = len(around) == LEAST_CONTEXT or offset == 0 == at
            if quantity and same and quantity.unit == same.unit and is_placed:
                yield quantity, same.start


def _mask_numbers(reading: Reading) -> tuple[str, dict[int, Quantity]]:
    """The text with \\0 for each quantity's number, and which one stands where."""
    pieces, where, end = list[str](), dict[int, Quantity](), 0
    length = 0
    for each in reading.quantities:
        pieces.append(reading.text[end : each.start])
        length += len(pieces[-1])
        where[length] = each
        pieces.append("\0")
        length += 1
        end = each.end
    return "".join([*pieces, reading.text[end:]]), where


def match_words(
    number: int, reading: Reading, known: Sequence[KnownFigure], year: int | None
) -> Iterator[Match]:
    """The quantities whose own words are the name of one figure and of no other."""
    for start, quantities in reading.clauses():
        lines = set[int]()
        for quantity in quantities:
            sentence = reading.ahead(start, quantity.end)
            years = set(map(int, re.findall(r"((?:19|20)\d\d)年", sentence)))
            if years - {year} or is_of_other_time(sentence) or quantity.is_ratio:
                continue
            if figure := _find_figure(quantity, known, lines):
                lines.add(figure.line)
                yield Match(number, quantity, figure)


def is_of_other_time(sentence: str) -> bool:
    """Whether the last clause speaks of another time than the year: 去年督办提案29件."""
    return bool(_OTHER_TIME.search(re.split("[，；：。]", sentence)[-1]))


def _find_figure(
    quantity: Quantity, known: Sequence[KnownFigure], lines: set[int]
) -> KnownFigure | None:
    """lines: those of the report of which the sentence has named a figure before."""
    words = _FILLING.sub("", quantity.lead)
    behind = _FILLING.sub("", quantity.tail)
    alike = [
        each for each in known
        if each.quantity.unit == quantity.unit and not each.is_of_others
    ]  # fmt: skip
    found = [
        each for each in alike
        if not each.part and (_is_named(each, words) or (not words and _is_named(each, behind)))
    ]  # fmt: skip
    beside = [each for each in alike if each.part and each.line in lines]
    found = found or [each for each in beside if _is_part(each, words)]
    if len({each.value for each in found}) != 1:
        return None
    return max(found, key=lambda each: len(each.core))


def _is_named(figure: KnownFigure, words: str) -> bool:
    """Whether the words are the figure's name, with nothing between that its line has not."""
    core = _FILLING.sub("", figure.core)
    if len(core) < LEAST_CORE or len(words) > len(core) + MOST_BETWEEN:
        return False
    others, at = [""], 0
    for sign in words:
        if core[at : at + 1] == sign:
            at += 1
            others.append("")
        elif sign not in _NOTHING:
            others[-1] += sign
    context = "".join(sign for sign in figure.context if sign not in _NOTHING)
    return at == len(core) and all(each in context for each in others)


def _is_part(figure: KnownFigure, words: str) -> bool:
    """已解决23件 where the sentence has another figure of the line that it stands in."""
    part = _FILLING.sub("", figure.part)
    return len(part) >= LEAST_CORE - 1 and words == part
