"""Counties behind the province or the city that they belong to: 丽水市龙泉县, 六安市霍丘县."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import HAN, TITLES
from drafter.checks.wording.spelling.alike import are_alike
from drafter.engine.page_text import PageText

_OWNER = re.compile("[省市州盟]|自治区")
_COUNTY = re.compile(f"[{HAN}]{{1,7}}?[县市区旗]")
_LONGEST = 12
"""So long is the name of a city or a province: 黔西南布依族苗族自治州."""
_PAST = re.compile(
    "原|时任|当时|曾|旧称|古称|更名|改名|撤县|撤市|设市|设区|1[89]\\d\\d年|20(?:0\\d|1[0-9])年"
)
"""Words of a line that tells of the past, when the place had another name."""


def find_wrong_counties(page: PageText) -> Iterator[Hit]:
    """D458: 丽水市龙泉县, 六安市霍丘县: a county, behind its city, by a name that none there has."""
    for index, line in enumerate(page.lines):
        text, names = line.text, None
        for owner in _OWNER.finditer(text):
            end = owner.end()
            own = _list_own(text[max(end - _LONGEST, 0) : end])
            county = _COUNTY.match(text, end) if own else None
            right = _find_right(county[0], own) if county else ""
            if not county or not right or _PAST.search(text):
                continue
            names = [m.span() for m in TITLES.finditer(text)] if names is None else names
            if not any(start <= end < last for start, last in names):
                values = {"text": county[0], "right": right}
                yield Hit("D458", index, end, county.end(), values)


def _list_own(before: str) -> str:
    """The counties of the city or the province whose name stands at the end; none for others."""
    owners = _index_counties()
    for at in range(len(before) - 2):
        if own := owners.get(before[at:]):
            return own
    return ""


def _find_right(name: str, own: str) -> str:
    """The county that is meant by a name of none: of another rank, or with one sign like another."""
    names = own.split()
    if any(each.startswith(name) or name.startswith(each) for each in names) or len(name) < 3:
        return ""
    near = [each for each in names if _is_near(name, each)]
    return near[0] if len(near) == 1 else ""


def _is_near(name: str, county: str) -> bool:
    if name[:-1] == county[:-1]:
        return True
    if len(name) != len(county) or name[-1] != county[-1]:
        return False
    others = [(one, other) for one, other in zip(name, county, strict=True) if one != other]
    return len(others) == 1 and are_alike(*others[0])


@keep_table
def _index_counties() -> Mapping[str, str]:
    """The counties, and of a province its cities as well, by the name of what they belong to."""
    owners: dict[str, str] = {}
    for province, city, own in read_rows("counties"):
        owners[province] = f"{owners.get(province, '')} {own} {city}"
        if city:
            owners[city] = f"{owners.get(city, '')} {own}"
    return owners
