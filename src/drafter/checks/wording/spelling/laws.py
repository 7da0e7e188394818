"""Names of laws in title marks that differ from the right ones by a slip, or say another class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows, read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.patterns import HAN

_TITLE = re.compile(
    rf"《(中华人民共和国)?([{HAN}]{{2,24}}?(法|条例|法典|准则|章程|办法|规则|规定))》"
)
_PAST = re.compile("原|废止|失效|当时|时任|曾|19\\d\\d年|20(?:[01]\\d|20)年")
"""Words of a line that tells of the time when a law was in force; all of the list are gone since 2021."""
_LOST = range(2, 4)
"""So many characters of a name are a word that was left out, or put in: 《消费者权益法》."""
_CLASS = re.compile("(?:实施)?(?:暂行)?(?:条例|办法|法|准则|规则|规定)$")
_OFTEN_LOCAL = ("规则", "规定")
"""What an office calls its own papers: of the state's or the Party's only where the title says so."""
_NEAR = 0.8
"""So alike are a name and the same with one or two characters wrong."""
_LONG = 11
"""A name so long is of no other law, not of a province either."""
_SHORT = 5
"""A shorter name is one of the state's only where the title says so: 《档案法》 has many like it."""


def find_misnamed_laws(page: PageText) -> Iterator[Hit]:
    """D458: 《未成年保护法》, 《政府信息公开法》: a law or a regulation has its exact name."""
    known = read_words("laws")
    for index, line in enumerate(page.lines):
        for title in _TITLE.finditer(line.text) if "《" in line.text else ():
            name = title[2]
            if name in known or ("中国" in name[:2] and not title[1] and name[2:] in known):
                continue
            if title[3] in _OFTEN_LOCAL and not title[1] and not name.startswith("中国共产党"):
                continue
            right = _read_successors().get(name, "")
            if right and _PAST.search(line.text):
                continue
            right = right or _find_right_name(name, is_of_state=bool(title[1]))
            if right:
                values = {"text": name, "right": f"《{title[1] or ''}{right}》"}
                yield Hit("D458", index, title.start() + 1, title.end() - 1, values)


@cache
def _read_successors() -> Mapping[str, str]:
    """What has taken the place of each law that is no longer in force."""
    return {old: new for new, gone in read_rows("repealed") for old in gone.split()}


def _find_right_name(name: str, *, is_of_state: bool) -> str:
    stem = _CLASS.sub("", name)
    if (len(stem) >= _SHORT - 1 or is_of_state) and (right := _index_stems().get(stem)):
        return right if is_of_state or len(stem) > _SHORT else ""
    if len(name) < _SHORT:
        return ""
    is_national = is_of_state or name.startswith("中国共产党") or len(name) >= _LONG
    if is_national and (right := _find_longer_or_shorter(name)):
        return right
    if (is_national or len(stem) > _SHORT) and (right := _find_of_same_signs(name, is_of_state)):
        return right
    likest = max(read_words("laws"), key=lambda each: _compare(each, name))
    is_slip = abs(len(likest) - len(name)) <= 1 and likest[-1] == name[-1]
    ratio = _compare(likest, name)
    return likest if is_slip and ((ratio >= _NEAR and is_of_state) or ratio > 0.9) else ""


def _find_longer_or_shorter(name: str) -> str:
    """The one law that has a word more in its midst than the name, or a word less."""
    fits = {
        law
        for law in read_words("laws")
        if abs(len(law) - len(name)) in _LOST and min(len(law), len(name)) >= _SHORT
        for longer, shorter in [sorted((law, name), key=len, reverse=True)]
        for at in range(2, len(shorter))
        if longer[:at] + longer[at + len(longer) - len(shorter) :] == shorter
    }
    return fits.pop() if len(fits) == 1 else ""


_LEAST = 6
_GENERAL = (
    "管理",
    "保障",
    "保护",
    "促进",
    "监督",
    "处罚",
    "登记",
    "实施",
    "安全",
    "防治",
    "调解",
    "工作",
)
"""Words that are left out of the name of a law."""


def _find_of_same_signs(name: str, is_of_state: bool) -> str:
    """The one law that has its signs in another order, or also words that were left out."""
    signs = sorted(name)
    fits = {law for law in read_words("laws") if len(law) == len(name) and sorted(law) == signs}
    if not fits and (is_of_state or len(name) > _LEAST):
        fits = {
            law
            for law in read_words("laws")
            if len(law) - len(name) == 2
            and any(law.replace(each, "", 1) == name for each in _GENERAL)
        }
    if not fits and is_of_state:
        fits = {
            law
            for law in read_words("laws")
            if len(law) == len(name) and law[-1] == name[-1] and _has_other_word(law, name)
        }
    if not fits and name.startswith("中国共产党"):
        fits = {law for law in read_words("laws") if law.replace("统一战线", "统战") == name}
    return fits.pop() if len(fits) == 1 else ""


def _has_other_word(law: str, name: str) -> bool:
    """特种设备管理法: one of the words that names of laws have in common stands for another."""
    return any(
        law[at : at + 2] in _GENERAL
        and name[at : at + 2] in _GENERAL
        and law[:at] + law[at + 2 :] == name[:at] + name[at + 2 :]
        for at in range(2, len(law) - 2)
    )


def _compare(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 1:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


@cache
def _index_stems() -> Mapping[str, str]:
    """The names by what stands before 法 or 条例."""
    return {_CLASS.sub("", name): name for name in sorted(read_words("laws"))}
