"""Names that are one but for a sign of its sound or look: “平安云岭”……“平安云领”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, tell_clash
from drafter.checks.wording.spelling.alike import list_twins

_NAMES = re.compile("[“《]([\u4e00-\u9fff·]{3,24})[”》]")
_MANY = 400
"""A text of more names is a list of them."""
_SERIAL = frozenset("一二三四五六七八九十百千上下左右甲乙丙丁东西南北的地得他她它做作")

Place = tuple[int, int, int]


def find_twin_names(page: PageText) -> Iterator[Hit]:
    """D424: two names in quotes or titles that differ in one sign, and that is one which a hand
    picks by mistake. Told is the one that stands there less often, else the later."""
    places: dict[str, list[Place]] = defaultdict(list)
    for index, line in enumerate(page.lines):
        for match in _NAMES.finditer(line.text) if "“" in line.text or "《" in line.text else ():
            places[match[1]].append((index, *match.span(1)))
    if not 1 < len(places) <= _MANY:
        return
    holed: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in places:
        for at in range(len(name)):
            holed[at, name[:at] + "—" + name[at + 1 :]].append(name)
    for (at, _), names in holed.items():
        if len(names) == 2 and _are_twins(*(name[at] for name in names)):
            right, wrong = sorted(names, key=lambda name: (-len(places[name]), places[name]))
            index, start, end = places[wrong][0]
            yield tell_clash(index, Clash("名称", right, wrong, start, end))


def _are_twins(one: str, other: str) -> bool:
    return other in list_twins(one) and not {one, other} <= _SERIAL
