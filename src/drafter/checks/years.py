"""What last year left behind: years, dates, sentences, records, figures that nobody changed."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from drafter.checks.hits import Hit, about_data, place_of
from drafter.checks.kinds import read_kind
from drafter.checks.matching.page_text import PageText
from drafter.checks.records.days import find_mistyped_year, find_stray_days, tell_stray
from drafter.figures import Day, Figure, Record, Records, Text, origins_of
from drafter.problems import TextPlace
from drafter.problems.model import Value
from drafter.vocabulary import DATE_KEY, YEAR_KEY
from drafter.word.package.archive import DOCUMENT

if TYPE_CHECKING:
    from drafter.ledger import Ledger

YEARS = re.compile(r"(?<![\d.\-/第№:：])(?:19|20)\d\d(?=年(?![代级])|[-—～~/.]\d)")
"""A year in a text: 2021年, 2021-03, 2021.3; not 2010年代, not the number of a document."""
_NAMES = re.compile(r"《[^》]*》|〔[^〕]*〕|“[^”]*”|\[[^\]]*\]")
"""Names in their marks: what another year in them says is theirs."""
_PERIODS = re.compile(
    r"(?:19|20)\d\d(?:年)?(?:[—\-～~至到]|以来)+(?:19|20)?\d{0,4}年?|[到至](?:20)\d\d年|自(?:19|20)\d\d年"
)
"""Spans of years, and plans that reach to a year."""
_SESSIONS = re.compile(r"届[一二三四五六七八九十\d]*次|[全大]会")
LEAST_DISTINCT = 15
"""A text of fewer characters may well be the same every year: a title, a topic."""
MOST_ALIKE, ALIKE, MOST_COMPARED = 25, 0.92, 200
"""Texts of so many characters are last year's when so much of them is the same; so many of last
year's are looked at."""
LEAST_FIGURE = 10
"""Smaller figures are the same by chance."""


def find_years_in_data(page: PageText) -> Iterator[Hit]:
    """D410: another year in a text of the data, which neither a name nor a period explains."""
    year = _ledger_year(page.ledger)
    if year is None:
        return
    for text in _iter_texts(page.ledger.values):
        for match in find_foreign_years(text, {year, year + 1}):
            yield about_data(
                "D410", _place_within(text, match.start(), 4), text=match[0], year=year
            )


def find_years_on_page(page: PageText) -> Iterator[Hit]:
    """D410 in a file that no data explain: the year that its title names is the report's."""
    year = find_report_year(page)
    if year is None or read_kind(page).kind != "report":
        return
    for number, line in enumerate(page.lines):
        if line.member == DOCUMENT and line.kind in ("body", "heading", "organ", "date"):
            allowed = {year, year + 1}
            for match in find_foreign_years(line.text, allowed):
                if _is_told_apart(line.text, match, year):
                    continue
                values: dict[str, Value] = {"text": match[0], "year": year}
                yield Hit("D410", number, match.start(), match.end(), values)


_COMPARED = re.compile(r"(?:[较比与和同从自由到至于]|截至|始于|早在)(?:上年|去年)?$")
_BEGUN = re.compile(
    r"年(?:[上下]半年|\d{1,2}月(?:\d{1,2}日)?|年?[初底末]|度)?(?:以[来前后]|之[前后]|起|相比|同期|启动|开始|的|换届|成立|建成|印发|出台|制定|修订)"
)


def _is_told_apart(text: str, match: re.Match[str], year: int) -> bool:
    """Whether the words say that another year is meant: 较2020年, 2020年启动的, 2020年…2021年…."""
    start = max(text.rfind(sign, 0, match.start()) for sign in "。！？；\n") + 1
    sentence = re.split("[。！？\n]", text[start:])[0]
    is_compared = _COMPARED.search(text[start : match.start()]) or _BEGUN.match(text, match.end())
    return bool(is_compared) or str(year) in sentence


def find_report_year(page: PageText) -> int | None:
    """The year that the title names; else the one named most, three times at least."""
    body = [line for line in page.lines if line.member == DOCUMENT and line.text.strip()]
    for line in body[:3]:
        if match := YEARS.search(line.text) or YEARS.search(f"{page.shown} "):
            return int(match[0])
    counts = Counter(each[0] for line in body for each in YEARS.finditer(line.text))
    year, times = next(iter(counts.most_common(1)), ("0", 0))
    return int(year) if times >= 3 else None


def find_foreign_years(text: str, allowed: set[int]) -> list[re.Match[str]]:
    """The years in the text that are not allowed and that nothing in the text explains."""
    found = [match for match in YEARS.finditer(text) if int(match[0]) not in allowed]
    if not found:
        return []
    explained = [match.span() for way in (_NAMES, _PERIODS) for match in way.finditer(text)]
    return [
        match
        for match in found
        if not any(left <= match.start() < right for left, right in explained)
        and not _SESSIONS.match(text[match.end() :].lstrip("年"))
    ]


def find_foreign_dates(page: PageText) -> Iterator[Hit]:
    """D411: a record's date in another year, or a report dated long before or after its year.

    Those that every draft is asked for have been told.
    """
    year = _ledger_year(page.ledger)
    if year is None or find_mistyped_year(page) is not None:
        return
    told = {hit.place for hit in find_stray_days(page)}
    for path, day in _iter_days(page.ledger.values):
        late = path == (DATE_KEY,) and day.year == year + 1
        if day.year != year and not late and (hit := tell_stray(day, year)).place not in told:
            yield hit


def find_repeated_sentences(page: PageText) -> Iterator[Hit]:
    """D413: a text of the data that is last year's, word for word or but for a few."""
    if not page.ledger.earlier:
        return
    last = {_strip_figures(text): text for text in _iter_texts(page.ledger.earlier[0].values)}
    long = [bare for bare in last if len(bare) >= MOST_ALIKE][:MOST_COMPARED]
    for text in _iter_texts(page.ledger.values):
        bare = _strip_figures(text)
        before = last.get(bare) if len(bare) >= LEAST_DISTINCT else None
        if before is None and len(bare) >= MOST_ALIKE:
            before = next((last[each] for each in long if _is_alike(bare, each)), None)
        if before is not None:
            where = next((o.where for o in before.origins), "")
            yield about_data("D413", _place_within(text, 0, len(text)), text=str(text), where=where)


def _is_alike(one: str, other: str) -> bool:
    """Whether the texts differ in a few characters only."""
    if abs(len(one) - len(other)) * 10 > len(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def find_repeated_records(page: PageText) -> Iterator[Hit]:
    """D414: a dated record that differs from one of last year's in nothing but the year."""
    if not page.ledger.earlier:
        return
    for name, ledger in _iter_ledgers(page.ledger.values):
        old = page.ledger.earlier[0].values.get(name)
        last = {_without_year(r): r for r in old or () if isinstance(r, Record)}
        for record in ledger:
            before = last.get(_without_year(record)) if _is_dated(record) else None
            if before is not None and before.origin and record.origin:
                where = before.origin.where
                yield about_data("D414", place_of(record.origin), name=name, where=where)


def find_repeated_figures(page: PageText) -> Iterator[Hit]:
    """D412: a printed figure that is exactly last year's, once for each tag."""
    last = {(p.slot, p.time): p for p in page.before.trace} if page.before else {}
    told: set[tuple[str, Any]] = set()
    for printed in page.trace.values() if last else ():
        same = last.get((printed.slot, printed.time))
        exact = printed.exact or printed.text
        if same is None or exact != (same.exact or same.text) or not _is_large(exact):
            continue
        origins = [o for o in printed.origins if o.path[:1] not in ((YEAR_KEY,), (DATE_KEY,))]
        place = place_of(origins[0]) if origins else None
        if place is not None and (exact, place.line) not in told:
            told.add((exact, place.line))
            name = next(str(step) for step in origins[0].path)
            yield about_data("D412", place, text=printed.text, name=name)


def _is_large(exact: str) -> bool:
    return exact.isdecimal() and int(exact) >= LEAST_FIGURE


def _ledger_year(ledger: Ledger) -> int | None:
    held = ledger.values.get(YEAR_KEY)
    return int(held) if isinstance(held, Figure) else None


def _iter_values(
    value: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every single value below, with its path."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _iter_values(below, (*path, key))
    elif isinstance(value, (list, tuple)):
        for number, below in enumerate(value):
            yield from _iter_values(below, (*path, number))
    else:
        yield path, value


def _iter_texts(values: Mapping[str, Any]) -> Iterator[Text]:
    return (value for _, value in _iter_values(values) if type(value) is Text)


def _iter_days(values: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Day]]:
    return ((path, value) for path, value in _iter_values(values) if isinstance(value, Day))


def _iter_ledgers(values: Mapping[str, Any]) -> Iterator[tuple[str, Records]]:
    return ((name, value) for name, value in values.items() if isinstance(value, Records))


def _place_within(text: Text, start: int, width: int) -> TextPlace | None:
    """The characters of a value of the data as a place, where the value stands as it is written."""
    origin = next(iter(origins_of(text)), None)
    return (
        None
        if origin is None
        else place_of(origin)._replace(column=origin.column + start, width=width)
    )


def _strip_figures(text: str) -> str:
    """The text without digits, blanks and marks: what is left when only figures were changed."""
    return re.sub(r"[\W\d_]+", "", text)


def _is_dated(record: Record) -> bool:
    return any(isinstance(value, datetime.date) for value in record.values())


def _without_year(record: Record) -> tuple[Any, ...]:
    """The record without the year of its dates."""
    return tuple(
        (key, (value.month, value.day) if isinstance(value, datetime.date) else str(value))
        for key, value in sorted(record.items())
    )
