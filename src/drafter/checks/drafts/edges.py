"""Marks and numbers at the edge of a value: they fit its cell of the ledger, not its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.checks.hits import Hit, about_data, place_of
from drafter.checks.matching.page_text import PageText
from drafter.figures import Origin, Text, origins_of
from drafter.problems import phrase

_NUMERALS = "一二三四五六七八九十"
_NUMBER = (
    rf"(?:[{_NUMERALS}]{{1,2}}[是、]|[（(](?:[{_NUMERALS}]{{1,2}}|\d{{1,2}})[）)]"
    r"|\d{1,2}[.．、](?!\d))"
)
"""How an item says the how-manieth it is: 一是, 一、, （一）, 1."""
_EDGE = re.compile(
    rf"[。；，](?=等(?![到待于])|以及|而(?!且)|的(?!确)|》)|(?<=[\u4e00-\u9fff、.．）)]){_NUMBER}"
)
"""A mark and what can only go on with the sentence before it; a number within a sentence."""
_NUMBER_BEFORE = re.compile(rf"{_NUMBER}$")
_COUNT = re.compile(rf"\d+|[{_NUMERALS}]+")
_MOST_VALUES = 50
_AROUND = 8


def blame_value(page: PageText, hit: Hit) -> Hit | None:
    """D251, told at the data, where a value brought the marks of the hit into its line."""
    line = page.lines[hit.line].text
    is_number = hit.code == "D251" and line[hit.start] not in "。；，"
    if is_number and _is_counted_on(line, hit):
        return None
    for origin in _list_origins(page, hit):
        for words in filter(None, map(str.strip, origin.words.splitlines())):
            for found in re.finditer(re.escape(words), line[: hit.end + len(words)]):
                edge = _name_edge(hit, *found.span())
                if edge and (not is_number or found.start() == hit.start):
                    first, last = max(found.start(), hit.start), min(found.end(), hit.end)
                    return _make_hit(line, origin, (first, last), edge)
    return None


def _name_edge(hit: Hit, start: int, end: int) -> str:
    """What of the value from start to end of the line the marks are; nothing for other marks."""
    if start < hit.start < end <= hit.end:
        return "end"
    if hit.start <= start < hit.end < end:
        return "start"
    is_within = start <= hit.start and hit.end <= end
    return "inside" if is_within and hit.code != "D251" else ""


def list_edges(page: PageText) -> Iterator[Hit]:
    """D251, each place in the data once."""
    assert page.draft is not None
    texts = [text for _, _, text in page.draft.trace.entries]
    hits = [
        hit
        for match in page.search(_EDGE)
        if any(match.text in text for text in texts)
        and (hit := blame_value(page, Hit("D251", page.line_of(match), match.start, match.end)))
    ]
    yield from {hit.place: hit for hit in (*hits, *_blame_uneven_values(page))}.values()


def _blame_uneven_values(page: PageText) -> Iterator[Hit]:
    """D251 of values that end in 。 with a sentence going on, where others of their tag do not."""
    for text in _list_uneven_values(page):
        for match in page.search(re.compile(rf"{re.escape(text)}(?=[\u4e00-\u9fff])")):
            hit = Hit("D251", page.line_of(match), match.end - 1, match.end)
            if blamed := blame_value(page, hit):
                yield blamed


def _is_counted_on(line: str, hit: Hit) -> bool:
    """Whether the number is one of a row of such: the one before it or, of the first, the next."""
    start, end = hit.start, hit.end
    if _NUMBER_BEFORE.search(line[:start]):
        return False
    written = line[start:end]
    numeral = _COUNT.search(written)
    assert numeral
    if numeral[0].isdigit():
        number = int(numeral[0])
        others = [str(number + 1 if number == 1 else number - 1)]
    else:
        at = _NUMERALS.find(numeral[0])  # of 十一 and above nothing is certain
        others = [_NUMERALS[1 if at == 0 else at - 1]] if at >= 0 else [numeral[0]]
    around = line[end:] if numeral[0] in ("1", "一") else line[:start]
    return any(written.replace(numeral[0], other, 1) in around for other in others)


def _list_uneven_values(page: PageText) -> list[str]:
    """The values that end in 。 though others which the same tag prints do not."""
    assert page.draft is not None
    entries = page.draft.trace.entries
    ended: dict[int, dict[str, None]] = {}
    for slot, value, _ in [each for each in entries if each[2][-1:] == "。"]:
        if type(value) is Text and slot > 0:
            ended.setdefault(slot, {})[str(value)] = None
    slots = {
        slot
        for slot, value, text in entries
        if slot in ended and type(value) is Text and text and text[-1] != "。"
    }
    uneven = [text for slot, texts in ended.items() if slot in slots for text in texts]
    return list(dict.fromkeys(uneven))[:_MOST_VALUES]


def _list_origins(page: PageText, hit: Hit) -> Iterable[Origin]:
    """The origins of the values printed at the marks; of all where the part has no bookmarks."""
    assert page.draft is not None
    near = [
        each for each in page.segments(hit.line) if each.start <= hit.end and hit.start <= each.end
    ]
    printed = [value for each in near if (value := page.printed(each))]
    if printed:
        return dict.fromkeys(origin for value in printed for origin in value.origins)
    return dict.fromkeys(o for _, value, _ in page.draft.trace.entries for o in origins_of(value))


def _make_hit(line: str, origin: Origin, span: tuple[int, int], edge: str) -> Hit:
    first, last = span
    text, words = line[first:last], line[max(first - _AROUND, 0) : last + _AROUND]
    at = origin.words.rfind(text) if edge == "end" else origin.words.find(text)
    is_one_line = "\n" not in origin.words.strip()
    place = place_of(origin)._replace(width=len(text))
    place = place._replace(column=place.column + max(at, 0)) if is_one_line else place
    cure = phrase(f"edge.{edge}", text=text)
    return about_data("D251", place, text=text, words=words, cure=cure)
