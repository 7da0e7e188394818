"""What fields come to, carried from a new draft into an edited report."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.word import names
from drafter.word.fields.reading import FORMULA, Field, mark_dirty, read_fields, set_code
from drafter.word.fields.results import write_result
from drafter.word.fields.values.formats import Uncomputed
from drafter.word.xml import Element

_KINDS = frozenset({"SEQ", "REF", "IF", "TITLE", FORMULA})
_STRUCK_ROW = f"{names.TRPR}/{names.DEL}"


def carry_results(
    trunk: Mapping[str, Element], base: Mapping[str, Element], new: Mapping[str, Element]
) -> bool:
    """Let the fields of an edited report show what those of the new draft do; whether some cannot.

    trunk: the edited report, with what the data changed already in it. Where hands have added or
    taken away fields, or have written into one, Word is left to update what the data changed.
    """
    unsure = False
    for member, root in trunk.items():
        now = [_list_fields(each.get(member)) for each in (base, new)]
        if [_describe(field) for field in now[0]] == [_describe(field) for field in now[1]]:
            continue
        here, (before, after) = _list_fields(root), now
        fits = [each.kind for each in here] == [each.kind for each in after]
        for at, field in enumerate(here):
            known = {each.shown for each in before if each.kind == field.kind}
            is_ours = fits and field.shown in {*known, after[at].shown}
            if not (is_ours and _carry(field, after[at])):
                mark_dirty(field)
                unsure = True
    return unsure


def _describe(field: Field) -> tuple[str, str]:
    return field.code, field.shown


def _list_fields(root: Element | None) -> list[Field]:
    """The fields that drafter computes, those left out that wait to be deleted."""
    fields = [] if root is None else read_fields(root)
    return [each for each in fields if each.kind in _KINDS and not _is_struck(each.begin)]


def _is_struck(node: Element) -> bool:
    rows = node.iterancestors(names.TR)
    return next(node.iterancestors(names.DEL), None) is not None or any(
        row.find(_STRUCK_ROW) is not None for row in rows
    )


def _carry(field: Field, source: Field) -> bool:
    """Let the field have the code and the result of the other; whether it could."""
    if field.code != source.code and not set_code(field, source.code):
        return False
    try:
        if field.shown != source.shown:
            write_result(field, source.shown)
    except Uncomputed:
        return False
    return True
