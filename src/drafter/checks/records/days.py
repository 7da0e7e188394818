"""Days that stand outside of their report's year, and a year that all of them stand outside of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import patterns
from drafter.checks.hits import Hit, about_data, place_of
from drafter.checks.matching.page_text import PageText
from drafter.figures import Day, Figure, Records
from drafter.vocabulary import DATE_KEY, YEAR_KEY

if TYPE_CHECKING:
    from drafter.schema import Field

_OF_ANY_YEAR = patterns.postpone(
    r".*(?:生日|出生|成立|建成|始建|创办|创建|入党|入职|任职|任期|届|参加工作|开始|开工|起|始|立项|签订|签约|签署"
    r"|注册|登记|取得|获得|授予|发证|批准|批复|上年|去年|往年|上次|前次|计划|预计|拟|到期|截止|截至|期限|时限"
    r"|有效|止|结束|下次|下年|明年|来年|毕业|退休|离任|首次|最早|原).*"
)
"""Names of fields whose days may well be of another year."""
_LEAST, _SHARE = 4, 0.75
"""So many days, and so large a part of them in the year, say that the field is of this year."""
_MOST_TOLD = 20
_YEAR = patterns.postpone(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EARLY = 6
"""Up to this month a report may be of the year before its own day."""


def find_stray_days(page: PageText) -> Iterator[Hit]:
    """D411, where nearly all days of a ledger's field are of the report's year, in every draft.

    So that it is no false alarm, fields that may be of any year are passed over, and last
    December's where there are several: some offices' years begin with it.
    """
    held = page.ledger.values.get(YEAR_KEY)
    if not isinstance(held, Figure) or page.draft is None:
        return
    year = int(held)
    if find_mistyped_year(page) is not None:
        return
    day = page.ledger.values.get(DATE_KEY)
    if isinstance(day, Day) and day.year not in (year, year + 1):
        yield tell_stray(day, year)
    for name, field in page.draft.compiled.template.schema.root.fields.items():
        records = page.ledger.values.get(name)
        if isinstance(records, Records) and len(records) >= _LEAST:
            yield from _find_in_ledger(records, field, year)


def find_mistyped_years(page: PageText) -> Iterator[Hit]:
    """D261: the report's year, where nothing is of it."""
    hit = find_mistyped_year(page)
    if hit is not None:
        yield hit


def find_mistyped_year(page: PageText) -> Hit | None:
    """What D261 tells: neither the file's name nor any day is of the report's year, and two of the
    three (the name, the report's own day, nearly all other days) are of one other."""
    held = page.ledger.values.get(YEAR_KEY)
    if not isinstance(held, Figure) or page.draft is None:
        return None
    named = {int(each) for each in _YEAR.findall(Path(page.ledger.file).stem)}
    own = page.ledger.values.get(DATE_KEY)
    dated = {own.year, own.year - (own.month <= _EARLY)} if isinstance(own, Day) else set()
    if int(held) in named | dated:
        return None
    years = _count_years(page)
    if int(held) in years:
        return None
    most = {year for year, n in years.items() if n >= _SHARE * years.total()}
    for year in sorted(named | dated | most, reverse=True):
        if sum(year in each for each in (named, dated, most)) > 1:
            origin = next(iter(held.origins), None)
            place = None if origin is None else place_of(origin)
            return about_data("D261", place, year=int(held), other=year)
    return None


def _count_years(page: PageText) -> Counter[int]:
    """How many days of the ledgers are of each year, but for those that may be of any."""
    fields = page.draft.compiled.template.schema.root.fields if page.draft else {}
    return Counter(
        day.year
        for name, field in fields.items()
        if isinstance(records := page.ledger.values.get(name), Records)
        for day in _list_days(records, field)
    )


def _list_days(records: Records, ledger: Field) -> list[Day]:
    names = [each.name for each in ledger.fields.values() if _is_of_its_year(each)]
    return [day for each in records for name in names if isinstance(day := each.get(name), Day)]


def _is_of_its_year(field: Field) -> bool:
    return field.kind == "date" and not any(map(_OF_ANY_YEAR.fullmatch, (field.name, field.title)))


def tell_stray(day: Day, year: int) -> Hit:
    """D411 of a day, at its place."""
    origin = next(iter(day.origins), None)
    text = f"{day.year}年{day.month}月{day.day}日"
    return about_data("D411", None if origin is None else place_of(origin), text=text, year=year)


def _find_in_ledger(records: Records, ledger: Field, year: int) -> Iterator[Hit]:
    for name, field in ledger.fields.items():
        if not _is_of_its_year(field):
            continue
        days = [day for each in records if isinstance(day := each.get(name), Day)]
        years = Counter(day.year for day in days)
        if years[year] == len(days) or len(days) < _LEAST or years[year] < _SHARE * len(days):
            continue
        strays = [day for day in days if day.year != year]
        late = [day for day in strays if (day.year, day.month) == (year - 1, 12)]
        told = [day for day in strays if len(late) < 2 or day not in late]
        yield from (tell_stray(day, year) for day in told[:_MOST_TOLD])
