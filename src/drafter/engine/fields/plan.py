"""Which fields of a template may be out of date in its reports: computed then, or left to Word.

A field that cannot change stays as it is, so that Word asks no question at opening for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from drafter.engine.fields.awaiting import AwaitingField, tell_awaiting
from drafter.engine.fields.cell_rows import free_rows
from drafter.engine.fields.survey import Survey
from drafter.frozen import dataclass
from drafter.problems import Problem, WordPlace, phrase, problem
from drafter.template import Template
from drafter.template.tag import split_text
from drafter.word.fields.reading import FORMULA, MARK, TURN, Field, is_locked, mark_dirty
from drafter.word.fields.targets import find_targets
from drafter.word.fields.values import formats, formulas, switches
from drafter.word.fields.values.formats import Uncomputed
from drafter.word.fields.values.sequences import TAKE_VALUES
from drafter.word.package.archive import DOCUMENT
from drafter.word.xml import Element

_LISTS = frozenset("TOC INDEX TOA".split())
_PAGES = frozenset("PAGEREF NUMPAGES SECTIONPAGES NUMWORDS NUMCHARS".split())
_LIVE = frozenset("PAGE NUMPAGES SECTIONPAGES SECTION STYLEREF".split())
"""What Word itself keeps up to date in headers and footers."""
_DAYS = frozenset("DATE TIME SAVEDATE CREATEDATE PRINTDATE".split())
_FILES = frozenset("FILENAME FILESIZE".split())
_OTHERS = frozenset("STYLEREF NOTEREF DOCPROPERTY DOCVARIABLE QUOTE COMPARE".split())
"""What shows words from elsewhere, which drafter does not compute."""
_PLAIN_REFERENCE = frozenset("h*#f@")
"""Switches of a REF that shows the words of its bookmark."""


class FieldsPlan(NamedTuple):
    """What becomes of a template's fields: the places of those to be computed, by their number;
    what is to be told; those that Word is to update when it opens a report; the names of
    bookmarks that something leads to and that may be removed."""

    computed: Mapping[int, WordPlace]
    problems: list[Problem]
    awaiting: tuple[AwaitingField, ...]
    targets: frozenset[str]


@dataclass
class _Plan:
    """The plan while it is made; computed: each field to be computed, with its number."""

    template: Template
    survey: Survey
    computed: dict[Field, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    dirty: list[Field] = field(default_factory=list)


def plan_fields(template: Template, roots: Mapping[str, Element]) -> FieldsPlan:
    """Mark the fields in the trees that may be out of date in a report."""
    survey = Survey(template, roots)
    targets = survey.find_removable_targets()
    if not survey.fields:
        return FieldsPlan({}, [], (), targets)
    plan = _Plan(template, survey)
    _find_changing(plan)
    places = {}
    for each, number in plan.computed.items():
        each.begin.set(MARK, str(number))
        places[number] = survey.locate(each)
        _check_formula(plan, each)
    turning = [each for each in survey.fields if survey.is_tied_to_turn(each)]
    for number, each in enumerate(turning, len(places) + 1):
        own = plan.computed.get(each, number)
        each.begin.set(TURN, str(own))
        places[own] = survey.locate(each)
    for each in survey.fields:
        if each not in plan.computed:
            _judge_field(plan, each)
    awaiting = _list_awaiting(plan)
    return FieldsPlan(places, [*plan.problems, *tell_awaiting(awaiting)], awaiting, targets)


def _list_awaiting(plan: _Plan) -> tuple[AwaitingField, ...]:
    """The fields left to Word, each with the bookmark that it leads to."""
    led = {
        target.source: target.name for r in plan.survey.roots.values() for target in find_targets(r)
    }
    return tuple(
        AwaitingField(each.kind, led.get(each.begin, ""), plan.survey.locate(each))
        for each in plan.dirty
    )


def _find_changing(plan: _Plan) -> None:
    """Number the fields to be computed: one that changes may let others change."""
    survey = plan.survey
    before = -1
    while before != len(plan.computed):
        before = len(plan.computed)
        for each in survey.fields:
            if each not in plan.computed and _may_change(plan, each) and _is_computable(plan, each):
                plan.computed[each] = len(plan.computed) + 1


def _may_change(plan: _Plan, each: Field) -> bool:
    """Whether drafter's own computing has to do with the field, and its result may change."""
    survey, known = plan.survey, plan.computed
    inner = [piece for piece in each.pieces if isinstance(piece, Field)]
    if survey.has_tag_in_code(each) or any(piece in known for piece in inner):
        return each.kind in ("SEQ", "REF", "IF", FORMULA)
    rule: Callable[[], bool] | None = {
        "SEQ": lambda: survey.does_sequence_change(each),
        FORMULA: lambda: survey.does_table_change(each) or _names_changing(plan, each),
        "IF": lambda: _names_changing(plan, each),
        "REF": lambda: _names_changing(plan, each),
        "TITLE": lambda: survey.is_title_written,
        "DOCPROPERTY": lambda: survey.is_title_written and "TITLE" in each.code.upper().split(),
    }.get(each.kind)
    if rule is None:
        return each.kind in survey.bookmarks and _names_changing(plan, each)
    return rule()


def _names_changing(plan: _Plan, each: Field) -> bool:
    """Whether the code names a bookmark whose words may change."""
    words = re.findall(r"\w+", each.code.upper())
    return any(plan.survey.does_bookmark_change(word, plan.computed) for word in words)


def _is_computable(plan: _Plan, each: Field) -> bool:
    """Whether drafter knows how the field's result is made, whatever the data say."""
    take = TAKE_VALUES if each.kind == "SEQ" else ()
    words, given = switches.read_switches(each.code, take)
    numeral = given.get("*", "")
    if (numeral and not formats.is_numeral(numeral)) or given.get("@"):
        return False
    if any(isinstance(piece, Field) and piece.kind in _LIVE for piece in each.pieces):
        return False
    if each.kind == "SEQ":
        return len(words) == 2 and set(given) <= {*"nrchs*#"}
    if each.kind in ("REF", *plan.survey.bookmarks):
        return set(given) <= _PLAIN_REFERENCE and plan.survey.is_one_line(words[-1].text)
    return True


def _check_formula(plan: _Plan, each: Field) -> None:
    """Tell of a formula that no cells can make computable."""
    if each.kind != FORMULA:
        return
    code = "".join(piece if isinstance(piece, str) else "1" for piece in each.pieces)
    plain = "".join(piece if isinstance(piece, str) else "1" for piece in split_text(code))
    try:
        formulas.check_formula(formulas.cut_formula(plain))
        rows = plan.survey.read_table_rows(each)
        if rows is not None:
            free_rows(each, rows)
    except Uncomputed as reason:
        plan.problems.append(tell_uncomputed(plan.survey.locate(each), each, reason))


def tell_uncomputed(place: WordPlace | None, each: Field, reason: Uncomputed) -> Problem:
    """The field that cannot be computed, as a problem at its place."""
    why = phrase(reason.key, words=reason.words)
    return problem("D376", place, field=" ".join(each.code.split()), reason=why)


def _judge_field(plan: _Plan, each: Field) -> None:
    """Leave the field to Word, or tell of it, where it may be out of date."""
    survey = plan.survey
    if any(outer.kind in _LISTS for outer in _list_outer(each)):
        return
    if each.kind.startswith("{"):
        reason = Uncomputed("field.kind", each.kind)
        plan.problems.append(tell_uncomputed(survey.locate(each), each, reason))
    elif each.kind in _DAYS and not is_locked(each):
        plan.problems.append(problem("D377", survey.locate(each), kind=each.kind))
    elif _is_out_of_date(plan, each):
        if is_locked(each):
            plan.problems.append(problem("D378", survey.locate(each), kind=each.kind))
        else:
            mark_dirty(each)
            plan.dirty.append(each)


def _is_out_of_date(plan: _Plan, each: Field) -> bool:
    survey, kind = plan.survey, each.kind
    is_live = kind in _LIVE and survey.get_member(each) != DOCUMENT
    if kind == "PAGE" or is_live:
        return False
    if kind in _LISTS:
        return survey.do_entries_change(each) or (survey.moves and "\\n" not in each.code)
    if kind in _PAGES:
        return survey.moves
    if kind in _FILES | _DAYS:
        return True
    if kind in _OTHERS:
        return survey.has_tag_in_code(each) or (kind in ("STYLEREF", "NOTEREF") and survey.moves)
    return _may_change(plan, each)


def _list_outer(each: Field) -> Iterable[Field]:
    while each.outer is not None:
        each = each.outer
        yield each
