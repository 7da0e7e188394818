"""Names of laws in title marks that differ from the right ones by a slip, or say another class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_words
from drafter.checks.wording.patterns import HAN
from drafter.engine.page_text import PageText

_TITLE = re.compile(rf"《(中华人民共和国)?([{HAN}]{{2,24}}?(法|条例|法典|准则|章程|办法))》")
_CLASS = re.compile("(?:实施)?(?:暂行)?(?:条例|办法|法)$")
_NEAR = 0.8
"""So alike are a name and the same with one or two characters wrong."""
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
            right = _find_right_name(name, is_of_state=bool(title[1]))
            if right:
                values = {"text": name, "right": f"《{title[1] or ''}{right}》"}
                yield Hit("D458", index, title.start() + 1, title.end() - 1, values)


def _find_right_name(name: str, *, is_of_state: bool) -> str:
    stem = _CLASS.sub("", name)
    if len(stem) >= _SHORT - 1 and (right := _index_stems().get(stem)):
        return right if is_of_state or len(stem) > _SHORT else ""
    if len(name) < _SHORT:
        return ""
    likest = max(read_words("laws"), key=lambda each: _compare(each, name))
    is_slip = abs(len(likest) - len(name)) <= 1 and likest[-1] == name[-1]
    ratio = _compare(likest, name)
    return likest if is_slip and ((ratio >= _NEAR and is_of_state) or ratio > 0.9) else ""


def _compare(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 1:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


@cache
def _index_stems() -> Mapping[str, str]:
    """The names by what stands before 法 or 条例."""
    return {_CLASS.sub("", name): name for name in sorted(read_words("laws"))}
