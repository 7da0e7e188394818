"""What each figure is called: short, of whole words, and unique for the thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafter.adopt.finding import lexicon
from drafter.adopt.finding.scanning import Candidate
from drafter.adopt.naming.phrases import (
    CLAUSE_END,
    HOLE,
    QUOTED,
    find_action,
    find_noun_behind,
    find_phrase,
    find_subject,
    join_overlapping,
    tidy_clause,
)
from drafter.vocabulary import DATE_KEY, QUANTITY_KEY
from drafter.wording import measures

_RATE = re.compile(rf"([\u4e00-\u9fff]*(?:{lexicon.RATES}))(?:{lexicon.REACHES})*$")
_MEASURED = re.compile(rf"(?:{lexicon.TOTAL_NAMES})$")
_ENDINGS: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = (
    (("人次",), "人次", ()),
    (lexicon.COUNTED_PEOPLE, "人数", ("人员", "人群", "名单")),
    (measures.MONEY, "金额", ()),
    (("户",), "户数", ("户",)),
    (("年",), "年数", ()),
)
"""The units that a name tells of, how, and after which ending it does not."""
_UNNAMING = re.compile(rf"《[^《》]*》|{lexicon.SESSIONS}")
_PIECES = re.compile(r"(?<=[\u4e00-\u9fff])[件篇份条项次期个家场]数$")
_ACTS = re.compile(rf"({lexicon.VERBS})了?$")
_EACH = re.compile(r"([^，,。；;：:\x00]*)分别[^，,。；;：:\x00]{0,6}((?:\x00+[、和与及，,])*)$")


@dataclass
class Named:
    """A candidate with its name in the making.

    core: what it counts, without an ending. verb: the verb before it that was cut. clauses: the
    words before it, clause by clause. base: the figure that its name follows, and with which
    ending. expression, filters: as of a Figure. parts: in a table, the figures that it adds up;
    share_of: the part and the whole that it tells.
    """

    each: Candidate
    core: str = ""
    name: str = ""
    verb: str = ""
    clauses: Sequence[str] = ()
    base: tuple[Named, str] | None = None
    expression: str = ""
    filters: str = ""
    parts: Sequence[Named] = ()
    share_of: tuple[Named, Named] | None = None

    @property
    def reference(self) -> str:
        """What stands for it in an expression."""
        return self.name or self.expression

    def count_records(self, ledger: str) -> None:
        """Make it the number of the ledger's records, which has no name of its own."""
        self.name, self.expression, self.filters = "", ledger, f"|{QUANTITY_KEY}"

    @property
    def needs_name(self) -> bool:
        """Whether it is a figure that the data will hold under a name of its own."""
        is_own = self.each.kind == "year" or self.each.unit == "单位" or self.name == DATE_KEY
        return self.each.choice == "keep" and not is_own


def name_candidates(text: str, candidates: Sequence[Candidate]) -> list[Named]:
    """The paragraph's figures with names, which are not yet unique in the document."""
    holed = _punch_holes(text, candidates)
    named: list[Named] = []
    for each in candidates:
        fresh = Named(each, clauses=CLAUSE_END.split(holed[: each.start]))
        after = holed[each.until : each.until + 40]
        turn = _find_turn(holed, each)
        counts = [n for n in named if n.each.kind in ("count", "amount", "text") and n.core]
        if each.kind == "share":
            _name_share(fresh, counts, turn)
        elif each.kind == "change":
            _name_change(fresh, counts, turn)
        elif each.kind == "date" or (each.kind == "count" and each.unit == "月"):
            _name_date(fresh, after)
        else:
            _name_count(fresh, after, turn)
        named.append(fresh)
    return named


def _punch_holes(text: str, candidates: Sequence[Candidate]) -> str:
    """The text with holes for figures and titles, every other character in its place."""
    letters = list(_UNNAMING.sub(lambda match: QUOTED * len(match[0]), text))
    for each in candidates:
        letters[each.start : each.until] = HOLE * (each.until - each.start)
    return "".join(letters)


class _Turn(NamedTuple):
    """The place of a figure among those behind 分别, and the things that they are told of."""

    at: int
    of: int
    things: Sequence[str]

    def choose(self, counts: Sequence[Named]) -> Named | None:
        """The figure before 分别 in the same place."""
        return counts[self.at - self.of] if self.of <= len(counts) else None

    @property
    def thing(self) -> str:
        is_told = len(self.things) == self.of
        return find_phrase(tidy_clause(self.things[self.at]))[1] if is_told else ""


def _find_turn(holed: str, each: Candidate) -> _Turn | None:
    """委员提案、集体提案分别为112件和28件: the second is that of 集体提案."""
    match = _EACH.search(holed[: each.start])
    if match is None:
        return None
    at = len(re.findall(r"\x00+", match[2]))
    rest = re.match(r"\x00+(?:[、和与及，,]\x00+)*", holed[each.start :])
    of = at + len(re.findall(r"\x00+", rest[0] if rest else ""))
    return _Turn(at, of, re.split("[、和与及]", match[1])) if of > 1 else None


def _name_share(fresh: Named, counts: Sequence[Named], turn: _Turn | None) -> None:
    clause = tidy_clause(fresh.clauses[-1])
    thing = turn.thing if turn else ""
    if match := _RATE.search(clause):
        said = "".join(find_phrase(match[1]))
        rate = said if 2 < len(said) <= 8 else match[1][-4:]
        fresh.core = fresh.name = join_overlapping(thing, rate)
        return
    head = clause.partition("占")[0]
    own = thing or find_phrase(head)[1] or (find_action(head) if "占" in clause else "")
    _follow(fresh, own, "占比", counts, turn)


def _name_change(fresh: Named, counts: Sequence[Named], turn: _Turn | None) -> None:
    head = re.split(rf"{lexicon.COMPARED}|相比", tidy_clause(fresh.clauses[-1]))[0]
    own = find_phrase(re.sub(rf"(?:{lexicon.CHANGES}|分别).*$", "", head))[1]
    unit = fresh.each.unit
    is_share = unit in ("%", "倍")
    ending = "增减百分点" if unit.endswith("百分点") else "增幅" if is_share else "增减数"
    _follow(fresh, turn.thing if turn and turn.thing else own, ending, counts, turn)


def _follow(
    fresh: Named, own: str, ending: str, counts: Sequence[Named], turn: _Turn | None
) -> None:
    """Name the figure by its own words; without any, by the figure that it is told of."""
    counted = (turn.choose(counts) if turn else None) or (counts[-1] if counts else None)
    if len(own) < 2 and counted:
        fresh.base = counted, ending
        own = counted.core
    fresh.core, fresh.name = own, f"{own}{ending}"


def _name_date(fresh: Named, after: str) -> None:
    behind = tidy_clause(CLAUSE_END.split(after)[0].partition(HOLE)[0])
    verb, noun = find_phrase(behind)
    before, _ = find_phrase(tidy_clause(fresh.clauses[-1]))
    word = verb + noun if len(noun) <= 5 else noun
    alone = "截至" if re.search("截[至止]", fresh.clauses[-1]) else "报告"
    fresh.core = word or before or find_subject(fresh.clauses[-1]) or alone
    fresh.name = f"{fresh.core[-8:]}{'月份' if fresh.each.unit == '月' else '日期'}"


def _name_count(fresh: Named, after: str, turn: _Turn | None) -> None:
    clause = tidy_clause(fresh.clauses[-1])
    verb, noun = find_phrase(clause)
    behind = find_noun_behind(after)
    is_listed = re.search(r"[等各、和与及]$", clause) is not None
    acts = _ACTS.search(clause)
    if turn and turn.thing:
        verb, noun = "", turn.thing
    elif behind and acts:
        verb, noun = acts[1], behind
    elif behind and (not noun or is_listed or "、" in clause or len(noun) + len(behind) > 8):
        noun = behind
    elif behind and noun and not noun.endswith(behind):
        noun = join_overlapping(noun, behind)
    elif not noun and not verb and len(fresh.clauses) > 1:
        verb, noun = find_phrase(tidy_clause(fresh.clauses[-2]).replace(HOLE, ""))
    if not noun:
        noun, verb = "", find_action(clause) or verb
    fresh.verb = verb
    fresh.core = noun if noun and (len(noun) > 4 or verb in lexicon.WEAK_VERBS) else verb + noun
    is_rank = re.search(r"[第前]$", clause) is not None and fresh.each.unit in "位名强"
    fresh.name = f"{fresh.core}名次" if is_rank else _add_ending(fresh.core, noun, fresh.each)


def _add_ending(core: str, noun: str, each: Candidate) -> str:
    unit = each.unit
    if _MEASURED.search(core):
        return core
    for units, ending, without in _ENDINGS:
        if unit.endswith(units):
            return core if without and core.endswith(without) else core + ending
    if noun or len(core) > 4:
        return core
    return f"{core}{unit}数" if re.fullmatch(r"[\u4e00-\u9fff]{1,3}", unit) else f"{core}数"


def make_unique(named: Sequence[Named], taken: Iterable[str] = ()) -> None:
    """Give each thing a name of its own; equal name, value and unit are the same figure."""
    meanings: dict[str, tuple[str, str, str]] = dict.fromkeys(taken, ("", "", ""))
    wanted = Counter(name for name, *_ in {(n.name, *_read_meaning(n)) for n in named})
    for each in named:
        if not each.name and each.expression:
            continue
        meaning = _read_meaning(each)
        # twice 1 of the same noun is hardly the same thing
        is_telling = len(meaning[0]) > 1 or len(each.name) > 3
        for name in _propose_names(each, is_shared=wanted[each.name] > 1):
            if name not in meanings or (meanings[name] == meaning and is_telling):
                meanings[name] = meaning
                each.name = name
                break


def _read_meaning(named: Named) -> tuple[str, str, str]:
    return named.each.value, named.each.unit, named.expression


def _propose_names(named: Named, *, is_shared: bool) -> Iterator[str]:
    """Names from the best on: one that others want too is told apart by who does it, if it can."""
    if named.base:
        counted, ending = named.base
        yield f"{_PIECES.sub('', counted.name)}{ending}"
    base = clean_name(named.name) or "数字"
    if not is_shared:
        yield base
    if named.verb and named.verb not in base and len(base) <= 5:
        yield named.verb + base
    own = "，".join(named.clauses[-1:])
    for clause in [own, *reversed(named.clauses[-4:-1])]:
        subject = find_subject(clause)
        is_share = re.search(rf"(?:{lexicon.RATES})$", subject) is not None
        if subject and not is_share and subject not in base and base not in subject:
            yield clean_name(join_overlapping(subject, base))
    yield base
    yield from (f"{base}{number}" for number in range(2, 1000))


def clean_name(name: str) -> str:
    """The name as a name of data: letters, digits and Han, no digit first."""
    return re.sub(r"^\d+", "", re.sub(r"[^\w]", "", name))
