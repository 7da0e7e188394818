"""Counties behind the province or the city that they belong to: 丽水市龙泉县, 六安市霍丘县."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import HAN, TITLES
from drafter.checks.wording.spelling.alike import are_alike

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


_PROVINCE = re.compile(
    f"(?P<owner>[{HAN}]{{2,3}}省|[{HAN}]{{2}}(?:[{HAN}]{{2,4}})?自治区)(?P<city>[{HAN}]{{2,5}}?(?:市|自治州))"
)


def find_wrong_provinces(page: PageText) -> Iterator[Hit]:
    """D458: 湖北省长沙市: a city behind a province that it does not belong to."""
    for index, line in enumerate(page.lines):
        text = line.text
        for match in _PROVINCE.finditer(text) if "省" in text or "自治区" in text else ():
            right = _index_provinces().get(match["city"], "")
            owner = next(
                (each for each in _list_ends(match["owner"]) if each in _list_provinces()), ""
            )
            if right and owner and right != owner and not _PAST.search(text):
                whole = match["city"] if right == match["city"] else right + match["city"]
                values = {"text": owner + match["city"], "right": whole}
                yield Hit("D458", index, match.end("owner") - len(owner), match.end(), values)


def _list_ends(words: str) -> Iterator[str]:
    return (words[at:] for at in range(len(words) - 2))


@keep_table
def _index_provinces() -> Mapping[str, str]:
    """The province of each city; those with a name that two have are left out."""
    owners: dict[str, str] = {}
    for province, city, _ in read_rows("counties"):
        for each in (city or province,):
            owners[each] = "" if each in owners and owners[each] != province else province
    return owners


def _list_provinces() -> frozenset[str]:
    return frozenset(province for province, _, _ in read_rows("counties"))
