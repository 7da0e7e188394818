"""Whether the figures of a clause `[[，其中{{批示报告}}份得到批示]]` are there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2.runtime import Undefined

from drafter import patterns
from drafter.engine.language.display import DerivedText
from drafter.figures import Figure, Gap, Records, records
from drafter.wording import Refusal

_NOTHING = patterns.postpone(r"[-+]?0[0,.]*[%％]?|零|〇")
_OF_NOTHING = frozenset({"list-empty", "parts-zero", "below-one"})
"""Why a filter refuses what is empty: then there is nothing that it could say."""
_WHOLE = patterns.postpone(r"100(?:\.0+)?%")


def are_there(slot: int, kinds: str = "", *readers: Callable[[], Any]) -> bool:
    """Whether all figures of a clause are there. slot: the sign that begins it.

    kinds: a letter for each: s for a share, p for a breakdown, - for all others. Each is read only
    when those before it are there; a share of nothing is not there.
    """
    for kind, read in zip(kinds, readers, strict=True):
        try:
            value = read()
        except ZeroDivisionError:
            return False
        except Refusal as refused:
            if refused.key in _OF_NOTHING:
                return False
            raise
        if not _is_there(value, kind):
            return False
    return True


def _is_there(value: Any, kind: str) -> bool:
    """Whether the value says more than nothing: no 0, no empty text or list, no gap but one that
    has to be filled in; nor a share of 100 % or a breakdown of one kind."""
    if isinstance(value, Gap):
        return value.required  # the clause stays, and shows what has to be filled in
    if value is None or isinstance(value, Undefined):
        return False
    if isinstance(value, Records):
        value = records.count(value)
    if isinstance(value, Figure):
        return bool(value.value)
    if isinstance(value, str):
        return _says_more(value, kind)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return bool(value)
    return len(value) > 0 if isinstance(value, (list, tuple, dict)) else True


def _says_more(text: str, kind: str) -> bool:
    words = text.strip()
    if not words or _NOTHING.fullmatch(words) or getattr(text, "exact", "") == "0":
        return False
    if kind == "p":
        return not isinstance(text, DerivedText) or len(text.parts) > 1
    return kind != "s" or not _WHOLE.fullmatch(words)
