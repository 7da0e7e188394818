"""Names of which there is one alone, with a slip: 世界粮油日, 中国科学研究院, 成渝双城地区经济圈."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows, read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import TITLES, find_pattern
from drafter.checks.wording.spelling.alike import are_alike, list_twins
from drafter.checks.wording.spelling.cutting import list_pairs, read_tails

_UNIQUE, _LOCAL = "独有", "各地"
"""Of what kind the names of a row are: nobody else has a like name, or others may have one."""
_WORD = 2
"""A slip has so many signs at most, in the name and in what is given for it."""
_LONG, _SHORT, _LEAST = 6, 5, 3
"""A name so long is known with a word wrong, so long with a sign, and so long with one like it."""
_LONGEST = 16
_SURE = 9
"""A name so long is meant, whatever else is in it: 生态环境保护 for 生态保护."""
_PAST = re.compile("原|时任|当时|曾|旧称|前身")
_RENAMED = re.compile("更名|改名|组建|合并|撤销|改为|简称")
_LAST = frozenset("局署部委院社会处厅办所党省市区县州团")
"""What a name may end in that says what it is: one of them stands for another by mistake."""
_HAN = re.compile("[\u4e00-\u9fff]*")
_LINKS = frozenset("的和与及、，。；：“”《》（）等了也不各再在为已以于而之其所被把将对从向由是至到")


def find_misspelt_names(page: PageText) -> Iterator[Hit]:
    """D450: 世界粮油日, 国家药品监督局: a name of one alone, with a sign or a word wrong."""
    names = _index_names()
    for index, line in enumerate(page.lines):
        text, end = line.text, 0
        for at, named in enumerate(map(names.get, list_pairs(text))):
            found = _find_at(text, at, *named) if named else None
            if found and found[0] >= end and not _is_told_elsewhere(text, *found[:2]):
                start, end, name = found
                yield Hit("D450", index, start, end, {"text": text[start:end], "right": name})


_BEHIND_PART = {
    "部": "门队分件",
    "局": "部面",
    "院": "校落子系",
    "会": "议员长费场见谈商",
    "区": "域别",
    "办": "理法事公",
}
"""Behind the last sign of a name these make another word of it: 交通运输主管部门."""
_SCOPES = "全国 国际 世界 国家".split()
"""Whose day it is: 国际禁毒日 is no 全国禁毒日."""


def find_days_of_others(page: PageText) -> Iterator[Hit]:
    """D450: 全国禁毒日, 国际助残日: a day by the name of the wrong circle that keeps it."""
    for hit in find_pattern(page, "D450", _compile_days(), but=TITLES, signs=_SCOPES):
        text, given = page.lines[hit.line].text, str(hit.values["text"])
        rights = _index_days().get(given)
        if rights and not _is_told_elsewhere(text, hit.start, hit.end):
            yield hit._replace(values={"text": given, "right": rights})


@cache
def _index_days() -> Mapping[str, str]:
    """Each name with another circle before it, and the right one."""
    own = {name for name in _read_unique() if name[:2] in _SCOPES and name[-1] in "日月周节"}
    others = {scope + name[2:]: name for name in sorted(own) for scope in _SCOPES}
    return {wrong: right for wrong, right in others.items() if wrong not in _read_known()}


@cache
def _compile_days() -> re.Pattern[str]:
    rests = {name[2:] for name in _index_days()}
    return keep_pattern(f"(?:{'|'.join(_SCOPES)})(?:{join_words(rests)})")


_DATED = re.compile("\\d日(?:恰逢|正值|适逢|正好是|迎来|是|为|：)?$")


def _is_told_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether it is a name of former days, or one of a day that its date tells."""
    if text[end : end + 1] in _BEHIND_PART.get(text[end - 1], "") and end < len(text):
        return True
    is_past = _PAST.search(text, 0, start) or _RENAMED.search(text)
    is_dated = text[end - 1] in "日节" and _DATED.search(text[max(start - 8, 0) : start])
    return bool(is_past or is_dated)


def _find_at(
    text: str, at: int, heads: Sequence[str], tails: Sequence[str]
) -> tuple[int, int, str] | None:
    """The place and the right name, where the first two signs of it stand there, or the last two."""
    found = []
    for name in heads:
        if text.startswith(name, at):
            return None
        if _has_signs(text[at : at + len(name) + _WORD], name):
            sizes = [size for size in _list_sizes(name) if at + size <= len(text)]
            found += [(at, at + size, name) for size in sizes]
    for name in tails:
        end, size = at + _WORD, len(name)
        if end >= size and _has_signs(text[end - size : end], name):
            found.append((end - size, end, name))
    fits = [each for each in found if _is_slip(text[each[0] : each[1]], each[2])]
    fits.sort(key=lambda each: _count_signs(text[each[0] : each[1]], each[2]))
    return next((each for each in fits if not _is_known(text, *each)), None)


def _has_signs(given: str, name: str) -> bool:
    """Whether the text has the signs of the name but for those of one slip: few have."""
    return len(_list_signs(name).difference(given)) <= _WORD


@cache
def _list_signs(name: str) -> frozenset[str]:
    return frozenset(name)


def _count_signs(given: str, name: str) -> int:
    """How many signs of both are otherwise."""
    head, tail = _measure_ends(given, name)
    return len(name) + len(given) - 2 * (head + tail)


def _list_sizes(name: str) -> tuple[int, ...]:
    size = len(name)
    return (size, size - 1, size + 1, size - 2, size + 2) if size >= _SHORT else (size,)


def _is_known(text: str, start: int, end: int, name: str) -> bool:
    """Whether what stands there is another name, or the slip is within one."""
    known, given = _read_known(), text[start:end]
    if given in known:
        return True
    head, tail = _measure_ends(given, name)
    first, last = start + head, max(end - tail, start + head + 1)
    pieces = (
        text[at:to]
        for at in range(max(last - _LONGEST, 0), first + 1)
        for to in range(max(last, at + 4), min(at + _LONGEST, len(text)) + 1)
    )
    return (
        any(piece in known and piece not in name and not _is_slip(piece, name) for piece in pieces)
        and len(name) < _SURE
    )


def _measure_ends(given: str, name: str) -> tuple[int, int]:
    """How many signs at the beginning, and at the end, are as they ought to be."""
    least = min(len(name), len(given))
    head = next((at for at in range(least) if given[at] != name[at]), least)
    tail = (at for at in range(least - head) if given[-1 - at] != name[-1 - at])
    return head, next(tail, least - head)


def _is_slip(given: str, name: str) -> bool:
    """Whether the given text is the name with one slip: a sign, a word, or two words changed over."""
    size = len(name)
    head, tail = _measure_ends(given, name)
    right, wrong = name[head : size - tail], given[head : len(given) - tail]
    if not (right or wrong) or (wrong and not _HAN.fullmatch(wrong)):
        return False
    wider = slice(max(head - 1, 0), size - tail)  # 信用信息, 信息信用: the first sign is of both
    if (
        right
        and len(right) == len(wrong)
        and (_is_turned(right, wrong) or _is_turned(name[wider], given[wider]))
    ):
        return size >= _SHORT and not _LINKS & {*right}
    if len(right) > _WORD or len(wrong) > _WORD:
        return False
    if len(right) == len(wrong) == 1 and right not in _LINKS and wrong not in _LINKS:
        if size >= _SHORT and are_alike(right, wrong):
            return True
        if size < _SHORT:
            return size >= _LEAST and wrong in list_twins(right) and not _is_word(given, head)
    return name in _read_unique() and _is_word_slip(right, wrong, head, tail, size)


def _is_word_slip(right: str, wrong: str, head: int, tail: int, size: int) -> bool:
    """Whether a word is exchanged, lost or put in, in the midst of a name that is long enough."""
    if size < _SHORT or head < _WORD:
        return False
    if len(right) == len(wrong) == 1:
        return bool(tail and not _LINKS & {wrong}) or {right, wrong} <= _LAST
    if not tail or _LINKS & {*wrong, *(right if not wrong else "")}:
        return False
    if size < _SURE and len(wrong) == _WORD and not _is_of_words(right, wrong):
        return False
    if not right:
        return True
    return size - len(right) >= _SHORT if not wrong else size > _LONG


def _is_of_words(right: str, wrong: str) -> bool:
    """Whether the wrong word has a sign of the right one, or is no word that may stand there."""
    return bool({*right} & {*wrong}) or wrong[1:] not in read_tails(wrong[0])


def _is_turned(right: str, wrong: str) -> bool:
    """Whether two neighbours are changed over: 控制预防, 地区双城."""
    return any(right[at:] + right[:at] == wrong for at in range(1, len(right))) and (
        len(right) in (2, 3, 4, 5)
    )


def _is_word(given: str, at: int) -> bool:
    """Whether the wrong sign makes a word with the one beside it."""
    before, behind = given[max(at - 1, 0) : at], given[at + 1 : at + 2]
    is_end = bool(before) and given[at] in read_tails(before)
    return is_end or (bool(behind) and behind in read_tails(given[at]))


@cache
def _read_unique() -> frozenset[str]:
    return frozenset(
        n for kind, names in read_rows("offices") if kind == _UNIQUE for n in names.split()
    )


@cache
def _read_known() -> frozenset[str]:
    return read_words("offices") | read_words("fixed") | read_words("idioms")


@cache
def _index_names() -> Mapping[str, tuple[list[str], list[str]]]:
    """The names that begin with two signs, and those that end in them, by the two."""
    index: dict[str, tuple[list[str], list[str]]] = {}
    for kind, names in read_rows("offices"):
        for name in sorted(names.split()) if kind in (_UNIQUE, _LOCAL) else ():
            index.setdefault(name[:_WORD], ([], []))[0].append(name)
            index.setdefault(name[-_WORD:], ([], []))[1].append(name)
    return index
