"""The numbers in a paragraph that next year will say differently, each with its class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.adopt.finding import lexicon, numerals
from drafter.adopt.finding.dates import find_dates
from drafter.adopt.finding.stretches import Stretch, Stretches
from drafter.adopt.model import Choice, Kind
from drafter.wording import measures
from drafter.wording import numbers as wording

_FIXED = tuple(re.compile(pattern) for _, pattern in lexicon.FIXED)
_NUMBERING = re.compile(lexicon.LIST_START + lexicon.NUMBERING)
_CLAUSE = re.compile(r"[，,。；;：:！？!?\n]")
_WORDED = re.compile(r"[，,。；;：:、！？!?\n]")
_HAN_PERCENT = re.compile(rf"百分之[{lexicon.HAN}]+(?:点[{lexicon.HAN}]+)?")
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_RANGE = re.compile(
    rf"(?<!\d)(?<!\d[.,])({_PLAIN})\s*(?:%|[万亿])?\s*{lexicon.DASH}\s*({_PLAIN})(?![\d.]*\s*[月日号:])"
)


@dataclass(frozen=True)
class Candidate:
    """A number in a paragraph, and what it seems to be.

    start, end: the value's place, unit left out; until: where the unit ends. The other fields are
    those of a Figure.
    """

    start: int
    end: int
    until: int
    text: str
    kind: Kind
    value: str
    unit: str = ""
    filters: str = ""
    choice: Choice = "keep"
    doubt: str = ""


def scan(text: str, year: int = 0, is_cell: bool = False) -> list[Candidate]:
    """The paragraph's figures in their order; year: the report's, for days without one."""
    line = numerals.narrow(text)
    taken = Stretches(_find_fixed(line, is_cell))
    found = [_as_candidate(each, text) for each in find_dates(line, taken, year)]
    found += _find_ranges(line, taken)
    found += _find_percents(line, taken)
    found += _find_arabic(line, taken)
    for each in found:
        taken.add(each.start, each.until)
    found += _find_han(line, taken)
    found.sort(key=lambda each: each.start)
    apart = [each for at, each in enumerate(found) if not at or each.start >= found[at - 1].end]
    return [_keep_spelling(each, text) for each in apart]


def _find_fixed(line: str, is_cell: bool) -> Iterator[tuple[int, int]]:
    for pattern in _FIXED:
        yield from (match.span() for match in pattern.finditer(line))
    if not is_cell:
        yield from (match.span() for match in _NUMBERING.finditer(line))


def _as_candidate(stretch: Stretch, text: str) -> Candidate:
    return Candidate(
        stretch.start, stretch.end, stretch.until, text[stretch.start : stretch.end],
        stretch.kind, stretch.value, stretch.unit, stretch.filters, stretch.choice, stretch.doubt,
    )  # fmt: skip


def _keep_spelling(each: Candidate, text: str) -> Candidate:
    """The candidate with its text as it stands; typed in both widths, only itself prints it."""
    said = text[each.start : each.end]
    try:
        return replace(each, text=said, filters=each.filters + numerals.find_width(said))
    except ValueError:
        doubt = each.doubt or "全角和半角混用，照样写"
        return replace(each, text=said, kind="text", value=said, filters="", doubt=doubt)


def _find_percents(line: str, taken: Stretches) -> Iterator[Candidate]:
    """百分之八十五: a share in Han, which only itself prints."""
    for match in _HAN_PERCENT.finditer(line):
        if not taken.holds(match.start()):
            taken.add(*match.span())
            start, end = match.span()
            yield Candidate(start, end, end, match[0], "text", match[0], doubt="汉字的比例，照样写")


def _find_ranges(line: str, taken: Stretches) -> Iterator[Candidate]:
    """3至5名, 20—30人: from one number to another of the same thing."""
    for match in _RANGE.finditer(line):
        unit = numerals.UNIT.match(line, match.end())
        if unit is None or any(map(taken.holds, (match.start(1), match.start(2)))):
            continue
        taken.add(match.start(), unit.end())
        soft = _find_softness(line, match.start(), match.end(), unit["unit"])
        yield Candidate(
            match.start(), match.end(), unit.end(), match[0], "range", match[0], unit["unit"],
            choice="fixed" if soft else "keep", doubt=soft,
        )  # fmt: skip


def _find_arabic(line: str, taken: Stretches) -> Iterator[Candidate]:
    for match in numerals.ARABIC.finditer(line):
        start, end = match.span()
        if taken.holds(match.start("number")) or len(_digits(match["number"])) > 16:
            continue
        unit_match = numerals.UNIT.match(line, match.end())
        if (
            match["before"]
            and unit_match
            and unit_match["unit"] in ("年", "个月", "天", "日", "周")
        ):
            start = match.start("number")
        if match["scale"] and not match["again"] and numerals.takes_scale(line[end:]):
            end = match.start("scale")
            unit_match = re.compile(rf"\s*(?P<unit>{match['scale'].strip()}\s*(?:{_MONEY}))").match(
                line, end
            )
        if match["scale"] and match["scale"].strip() in "十百千" and not unit_match:
            end = match.start("scale")
        yield _classify_arabic(line, start, end, unit_match)


_MONEY = "|".join(sorted(measures.MONEY, key=len, reverse=True))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _classify_arabic(
    line: str, start: int, end: int, unit_match: re.Match[str] | None
) -> Candidate:
    unit = re.sub(r"\s", "", unit_match["unit"]) if unit_match else ""
    start -= _is_signed(line[:start], unit)
    said = line[start:end]
    until = unit_match.end() if unit_match else end
    clause = re.sub(r"\s", "", _CLAUSE.split(line[max(0, start - 40) : start])[-1])
    kind = _find_kind(said, unit, clause)
    doubt = _find_softness(line, start, end, unit)
    choice: Choice = "fixed" if doubt else "keep"
    if not doubt and not unit:
        choice, doubt = _judge_bare(line, said, end, clause)
    value, filters = hold_number(said)
    if not _HELD.fullmatch(value):
        kind = "text"
    return Candidate(start, end, until, said, kind, value, unit, filters, choice, doubt)


_MAY_FALL = re.compile(rf"%|度|℃|个?百分点|(?:[十百千]?[万亿])?(?:{_MONEY})")
_SIGN = re.compile(r"(?<![\d%A-Za-z）)\s-])(?<!\d[\u4e00-\u9fff])(?<!\d[\u4e00-\u9fff]{2})-$")
"""A minus that no number goes before, as it does in a span: 5%-8%, 3度-5度."""


def _is_signed(before: str, unit: str) -> bool:
    """Whether a minus belongs to the number behind it: 下降-3%, 温差-3.5度."""
    return _SIGN.search(before) is not None and _MAY_FALL.fullmatch(unit) is not None


_HELD = re.compile(
    r"-?(?:将近|接近|大约|近|约)?\d[\d,]*(?:\.\d+)?(?:余|多|几)?(?:[万亿]|万亿)?(?:余|多|几)?"
)
"""What the data take as a figure; anything else is a text to them."""


def hold_wide_number(said: str) -> tuple[str, str]:
    """The same of a number that may be typed in full width."""
    try:
        value, filters = hold_number(numerals.narrow(said))
        return value, filters + numerals.find_width(said)
    except ValueError:
        return said, ""


def hold_number(said: str) -> tuple[str, str]:
    """How the data hold a number in digits, and the filter that prints it as it stood."""
    bare = said.replace(",", "")
    is_plain = "," in said and re.fullmatch(r"-?\d+(?:\.\d+)?", bare)
    if is_plain and wording.thousands(Decimal(bare)) == said:
        return bare, "|千分位"
    return said, ""


def _find_kind(said: str, unit: str, clause: str) -> Kind:
    is_level = re.search(lexicon.LEVELS, clause) is not None
    if unit == "%":
        nearest = re.search(rf"(?:{lexicon.CHANGES})[^占率]*$", clause)
        return "change" if nearest and not is_level else "share"
    if unit.endswith("百分点") or unit == "倍":
        return "change"
    if (
        re.search(rf"(?:{lexicon.COMPARED})\S{{0,6}}(?:{lexicon.CHANGES})\S{{0,3}}$", clause)
        and not is_level
    ):
        return "change"
    if re.fullmatch(rf"(?:[十百千]?[万亿])?(?:{measures.MEASURING})", unit) or re.fullmatch(
        r"\d+\.\d+", said
    ):
        return "amount"
    return "count"


def _judge_bare(line: str, said: str, end: int, clause: str) -> tuple[Choice, str]:
    """What becomes of a number without a measure word: a count only where words lead to it."""
    if len(_digits(said)) >= 7 and "," not in said:
        return "fixed", "像是号码"
    is_followed = re.match(r"\s*[\u4e00-\u9fff]", line[end:])
    is_led = re.search(rf"(?:{lexicon.LEADS}|{lexicon.CHANGES})$", clause)
    # 资金50万，得票230。
    is_told = said[-1] in "万亿" or (len(said) > 1 and re.search(r"[\u4e00-\u9fff]$", clause))
    is_closed = re.match(r"\s*(?:[，,。；;]|$)", line[end:])
    is_figure = is_followed or is_led or (is_told and is_closed)
    return "keep" if is_figure else "fixed", "后面没有量词"


def _find_softness(line: str, start: int, end: int, unit: str) -> str:
    before, behind = line[max(0, start - 20) : start], line[end:]
    if re.search(r"平均[^，。；]{0,8}$", before):
        return ""
    for name, ahead, after in lexicon.SOFT:
        is_ahead = not ahead or re.search(ahead, before)
        if is_ahead and (not after or re.match(r"\s*" + after, behind)):
            return name
    return ""


def _find_han(line: str, taken: Stretches) -> Iterator[Candidate]:
    """Numerals in Han: with a measure word, and a verb or a list before it in the clause."""
    for match in numerals.HAN.finditer(line):
        start, end = match.span()
        unit = _HAN_UNIT.match(line, end)
        if taken.holds(match.start("number")) or unit is None:
            continue
        clause = _CLAUSE.split(line[max(0, start - 40) : start])[-1]
        is_counted_on = re.search(r"(?:[位名]列|居|排名?|进入|前|连续)[^，。；\d]{0,8}$", clause)
        is_led = (
            is_counted_on
            or re.search(rf"(?:{lexicon.VERBS})|、", clause)
            or _LEADS_ON.match(line, unit.end("unit") - 1)
        )
        if match["number"] in ("万", "亿") and not match["more"]:
            continue
        if not is_led or (match["number"] == "一" and not _ends(line, unit.end())):
            continue
        soft = re.match(rf"(?:大|类)?(?:{lexicon.SOFT_NOUNS})", line[unit.end() :])
        doubt = "行文中的列数" if soft else _find_softness(line, start, end, unit["unit"])
        value, filters = _spell_han(match)
        kind: Kind = "count" if filters else "text"
        yield Candidate(
            start, end, unit.end(), match[0], kind, value, unit["unit"], filters,
            "fixed" if doubt else "keep", doubt,
        )  # fmt: skip


_HAN_UNIT = re.compile(
    r"(?P<unit>人次|场次|批次|[万亿]元|元|[件份次篇期条项名家户场批起位人个所支部本套台座]"
    r"|(?<=连续.)年|(?<=连续..)年)"
)


_LEADS_ON = re.compile(rf"[次场]\s*(?:{lexicon.VERBS})")
"""三次召开: the verb may stand behind."""


def _ends(line: str, at: int) -> bool:
    return re.match(r"\s*(?:[，,。；;、）)]|$)", line[at:]) is not None


def _spell_han(match: re.Match[str]) -> tuple[str, str]:
    """The value that the data hold, and the filter that prints it in Han again."""
    number = numerals.read_number(match["number"])
    if not number or number > 9999 or match["before"] or match["more"] or match["scale"]:
        return match[0], ""
    if match["number"] == wording.liang(int(number)):
        return str(number), "|两"
    is_plain = match["number"] == wording.ordinal(int(number))
    return (str(number), "|序号") if is_plain else (match[0], "")
