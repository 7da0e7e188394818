"""What each figure is called: short, of whole words, and unique for the thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.adopt.finding import lexicon
from drafter.adopt.finding.scanning import Candidate
from drafter.adopt.naming.words import Word, cut_words
from drafter.vocabulary import DATE_KEY
from drafter.wording import measures

MOST_NAME = 9
"""A name has about so many characters; its ending (人数, 占比) comes on top."""
_HOLE = "\x00"
_CLAUSES = re.compile(r"[，,。；;：:！？!?\n]")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]|《[^《》]*》")
_MARKS = re.compile(r"[“”‘’\"'\s\u3000]")
_RATE = re.compile(
    r"([\u4e00-\u9fff]*(?:率|占比|比重|满意度|覆盖面|比例|测评度|知晓度|贡献度|完成度|集中度))(?:[^，。；\u4e00-\u9fff]|达到|达|为|是|提升|上升|提高|下降|降低|降|保持|稳定|控制|均|在|到|至|约|超过|高于|分别|同比|了|全部|实现|高达|仅)*$"
)
_AFTER_STOP = re.compile(r"[，,。；;、：:（）()\x00《》！？\n]")
_MEASURED = re.compile(rf"(?:{lexicon.TOTAL_NAMES})$")
_ENDINGS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("人次",), "人次", ""),
    (lexicon.COUNTED_PEOPLE, "人数", ""),
    (measures.MONEY, "金额", ""),
    (("户",), "户数", "户"),
)
"""The units that a name tells of, how, and after which ending it does not."""
_OF = re.compile(r"(?:中|里)的")


@dataclass
class Named:
    """A candidate with its name in the making.

    core: what it counts, without an ending. verb: the verb before it that was cut. subject: who or
    what the clauses before are about, nearest first. expression, filters: as of a Figure.
    parts: in a table, the figures that it adds up; share_of: the part and the whole that it tells.
    """

    each: Candidate
    core: str = ""
    name: str = ""
    verb: str = ""
    subjects: Sequence[str] = ()
    expression: str = ""
    filters: str = ""
    parts: Sequence[Named] = ()
    share_of: tuple[Named, Named] | None = None

    @property
    def reference(self) -> str:
        """What stands for it in an expression."""
        return self.name or self.expression

    @property
    def needs_name(self) -> bool:
        """Whether it is a figure that the data will hold under a name of its own."""
        is_own = self.each.kind == "year" or self.each.unit == "单位" or self.name == DATE_KEY
        return self.each.choice == "keep" and not is_own


def name_candidates(text: str, candidates: Sequence[Candidate]) -> list[Named]:
    """The paragraph's figures with names, which are not yet unique in the document."""
    holed = _punch_holes(text, candidates)
    named: list[Named] = []
    last: Named | None = None
    for each in candidates:
        fresh = Named(each)
        before = _CLAUSES.split(holed[: each.start])
        fresh.subjects = before
        after = holed[each.until : each.until + 30]
        if each.kind == "share":
            _name_share(fresh, before, last)
        elif each.kind == "change":
            _name_change(fresh, before, last)
        elif each.kind == "date":
            _name_date(fresh, before, after)
        else:
            _name_count(fresh, before, after)
            last = fresh if each.choice == "keep" else last
        named.append(fresh)
    return named


def _punch_holes(text: str, candidates: Sequence[Candidate]) -> str:
    """The text with holes for its figures and their units, every other character in its place."""
    letters = list(text)
    for each in candidates:
        letters[each.start : each.until] = _HOLE * (each.until - each.start)
    return "".join(letters)


def _name_share(fresh: Named, before: Sequence[str], last: Named | None) -> None:
    clause = _tidy(before[-1])
    if match := _RATE.search(clause):
        fresh.core = _find_phrase(match[1])[1] or match[1][-6:]
        fresh.name = fresh.core
        return
    head = clause.partition("占")[0] if "占" in clause else clause
    own = _find_phrase(head)[1]
    fresh.core = own if len(own) >= 2 else last.core if last else own
    fresh.name = f"{fresh.core}占比"


def _name_change(fresh: Named, before: Sequence[str], last: Named | None) -> None:
    clause = _tidy(before[-1])
    head = re.split(rf"{lexicon.COMPARED}|相比", clause)[0]
    own = _find_phrase(re.sub(rf"(?:{lexicon.CHANGES})[^\u4e00-\u9fff]*$", "", head))[1]
    own = own if len(own) >= 2 else ""
    fresh.core = own or (last.core if last else "")
    unit = fresh.each.unit
    ending = (
        "增减百分点" if unit.endswith("百分点") else "增幅" if unit in ("%", "倍") else "增减数"
    )
    fresh.name = f"{fresh.core}{ending}"


def _name_date(fresh: Named, before: Sequence[str], after: str) -> None:
    words = _find_phrase(_AFTER_STOP.split(_tidy(after))[0], from_front=True)[1]
    fresh.core = words or _find_phrase(_tidy(before[-1]))[1]
    fresh.name = f"{fresh.core[:MOST_NAME]}日期"


def _name_count(fresh: Named, before: Sequence[str], after: str) -> None:
    verb, noun = _find_phrase(_tidy(before[-1]))
    behind = _find_noun_behind(after)
    if not noun and behind:
        noun = behind
    elif not noun and not verb and len(before) > 1:
        verb, noun = _find_phrase(_tidy(before[-2]).replace(_HOLE, ""))
    fresh.verb = verb
    fresh.core = noun if len(noun) > 4 or verb in lexicon.WEAK_VERBS else verb + noun
    if not noun:
        fresh.core = verb
    fresh.name = _add_ending(fresh.core, noun, fresh.each)


def _add_ending(core: str, noun: str, each: Candidate) -> str:
    unit = each.unit
    if _MEASURED.search(core):
        return core
    for units, ending, without in _ENDINGS:
        if unit.endswith(units):
            return core if without and core.endswith(without) else core + ending
    if noun:
        return core
    return f"{core}{unit}数" if re.fullmatch(r"[\u4e00-\u9fff]{1,3}", unit) else f"{core}数"


def _tidy(clause: str) -> str:
    return _MARKS.sub("", _ASIDE.sub("", clause))


def _find_phrase(clause: str, from_front: bool = False) -> tuple[str, str]:
    """The verb and the last noun phrase of a clause, cut at words."""
    tail = re.split(r"\x00+", clause)
    piece = tail[0] if from_front else next((each for each in reversed(tail) if len(each) > 1), "")
    words = cut_words(piece[:24] if from_front else piece[-30:])
    while words and not words[-1].names:
        words.pop()
    chosen = _take_back(words)
    verb = ""
    while chosen and (not chosen[0].names or chosen[0].is_verb):
        verb = chosen[0].text if chosen[0].is_verb else verb
        chosen.pop(0)
    return verb, "".join(word.text for word in chosen if word.names)


def _take_back(words: Sequence[Word]) -> list[Word]:
    """The last words that may be a name together."""
    chosen: list[Word] = []
    length = 0
    for word in reversed(words):
        if not word.names and length >= 2 and word.text not in ("、",):
            break
        is_full = bool(chosen) and length + len(word.text) > MOST_NAME + 2
        if is_full or (word.text == "、" and length >= 3):
            break
        chosen.insert(0, word)
        length += len(word.text) if word.names else 0
        if word.is_verb and length > len(word.text):
            break
    return chosen


def _find_noun_behind(after: str) -> str:
    """The noun behind the unit: 5期呈阅件, 99个承办单位."""
    piece = _AFTER_STOP.split(_MARKS.sub("", _OF.sub("，", after.lstrip())))[0]
    noun = ""
    for word in cut_words(piece):
        is_full = len(noun) + len(word.text) > MOST_NAME
        if not word.names or is_full or (noun and word.is_verb):
            if word.text == "的" and noun:
                noun = ""
                continue
            break
        noun += word.text
    return noun


def make_unique(named: Sequence[Named], taken: Iterable[str] = ()) -> None:
    """Give each thing a name of its own; equal name, value and unit are the same figure."""
    meanings: dict[str, tuple[str, str, str]] = dict.fromkeys(taken, ("", "", ""))
    for each in named:
        if not each.name and each.expression:
            continue
        value, unit = each.each.value, each.each.unit
        meaning = value, unit, each.expression
        # twice 1 of the same noun is hardly the same thing
        is_telling = len(value) > 1 or len(each.name) > 3
        for name in _propose_names(each):
            if name not in meanings or (meanings[name] == meaning and is_telling):
                meanings[name] = meaning
                each.name = name
                break


def _propose_names(each: Named) -> Iterator[str]:
    base = _clean_name(each.name) or "数字"
    yield base
    if each.verb and each.verb not in base:
        yield each.verb + base
    for clause in reversed(list(each.subjects)[-4:]):
        subject = _find_phrase(_tidy(clause).partition(_HOLE)[0])[1]
        if 2 <= len(subject) <= 8 and subject not in base and base not in subject:
            yield subject + base
    yield from (f"{base}{number}" for number in range(2, 1000))


def _clean_name(name: str) -> str:
    """The name as a name of data: letters, digits and Han, no digit first."""
    return re.sub(r"^\d+", "", re.sub(r"[^\w]", "", name))
