"""What the report says of itself: its title, the office, the year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from drafter.adopt.finding import lexicon, numerals
from drafter.word.package import archive
from drafter.word.text.lines import Line

_YEAR = rf"(?P<year>{lexicon.YEAR})\s*(?:年度?|学年)?"
_TITLE = re.compile(
    rf"^(?P<before>[\u4e00-\u9fffＸX×x]*?)(?:关于)?\s*{_YEAR}\s*(?P<behind>.*(?:{lexicon.REPORTS}).*)$"
)
_WHOLE_ORGAN = re.compile(rf"[\u4e00-\u9fffＸX×x（）]{{2,28}}(?:{lexicon.ORGAN_ENDS}|会)")
_SIGNED = re.compile(rf"\s*(?:{lexicon.DAY_IN_DIGITS}|{lexicon.DAY_IN_HAN})\s*")


class Structure(NamedTuple):
    """name: for the template's folder. title: with tags. organ, year: as the data will hold them; 0
    where no year is told. signed: the number among the lines of the signature's date; or -1."""

    name: str
    title: str
    organ: str
    year: int
    signed: int = -1


def read_structure(lines: Sequence[Line]) -> Structure:
    """What title, signature and the text itself tell of office and year."""
    body = [line for line in lines if line.member == archive.DOCUMENT]
    said = [re.sub(r"\s+", "", numerals.narrow(line.text)) for line in body]
    signed = next((n for n in reversed(range(len(body))) if _SIGNED.fullmatch(body[n].text)), -1)
    signer = _find_signer(said, signed)
    title, before = _find_title(said)
    if match := _TITLE.match(title):
        organ, what = _split_titled(match["before"], match["behind"])
        year = int(match["year"])
    else:
        organ, what = _split_organ(title)
        year = _guess_year(said, signed)
    organ = organ or _whole(before) or signer
    return Structure(_name(what), _tag_title(title, organ, year, what), organ, year, signed)


def _find_title(said: Sequence[str]) -> tuple[str, str]:
    """The title and the line before it, which may be the office's own."""
    heads = [text for text in said if text][:8]
    for at, text in enumerate(heads):
        if (
            len(text) <= 50
            and re.search(lexicon.REPORTS, text)
            and not re.search(r"[。；！]$", text)
        ):
            return text, heads[at - 1] if at else ""
    return (heads[0] if heads and len(heads[0]) <= 40 else ""), ""


def _split_titled(before: str, behind: str) -> tuple[str, str]:
    """Office and matter of a title with a year, however they are told: 2020年街道办总结."""
    organ = re.sub(r"关于$", "", before)
    if organ:
        return organ, behind
    return _split_organ(behind)


def _split_organ(title: str) -> tuple[str, str]:
    longest = None
    for end in range(len(title), 1, -1):
        if _WHOLE_ORGAN.fullmatch(title[:end]) and re.search(lexicon.REPORTS, title[end:]):
            longest = end
            break
    return (title[:longest], title[longest:]) if longest else ("", title)


def _whole(line: str) -> str:
    return line if _WHOLE_ORGAN.fullmatch(line) else ""


def _find_signer(said: Sequence[str], signed: int) -> str:
    before = [text for text in said[max(0, signed - 3) : signed] if text] if signed > 0 else []
    return _whole(before[-1]) if before else ""


def _guess_year(said: Sequence[str], signed: int) -> int:
    """The year that the text speaks of most; that of the signature's date if it speaks of none."""
    years = Counter(re.findall(rf"({lexicon.YEAR})(?=年)", "\n".join(said)))
    return int(years.most_common(1)[0][0]) if years else 0


def _name(what: str) -> str:
    """The matter as a folder's name: 统战工作总结."""
    bare = re.sub(r"^(?:关于|年度?|全年|上半年|下半年)+|[（(].*?[）)]|[^\w]", "", what)
    return re.sub(r"情况的报告$", "情况报告", bare)[:24] or "报告"


def _tag_title(title: str, organ: str, year: int, what: str) -> str:
    """The title as the file will be called, with tags for what changes."""
    tagged = title or what or "报告"
    if organ:
        tagged = tagged.replace(organ, "{{单位}}", 1)
        tagged = tagged if "{{单位}}" in tagged else f"{{{{单位}}}}{tagged}"
    return tagged.replace(str(year), "{{年度}}", 1) if year else tagged
