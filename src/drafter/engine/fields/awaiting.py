"""The fields that Word is to make anew when it opens a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from drafter.problems import Phrase, Problem, WordPlace, phrase, problem

_NAMED = frozenset("TOC INDEX PAGEREF NUMPAGES FILENAME REF".split())


class AwaitingField(NamedTuple):
    """A field left to Word: its kind, the bookmark in capitals that it leads to or "", its
    paragraph."""

    kind: str
    target: str
    place: WordPlace


def tell_awaiting(fields: Sequence[AwaitingField]) -> list[Problem]:
    """D375: all of them in one; nothing where there is none."""
    if not fields:
        return []
    kinds = [_name_kind(kind) for kind in dict.fromkeys(each.kind for each in fields)]
    words = Phrase("、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds))
    return [problem("D375", fields[0].place, n=len(fields), kinds=words)]


def withdraw_lost(
    found: Iterable[Problem], fields: Sequence[AwaitingField], lost: Collection[str]
) -> list[Problem]:
    """The problems, those fields no longer counted that lead to bookmarks which the report lost.

    Word would write an error in the place of such a field, so its own problem (D407) says more.
    """
    left = [each for each in fields if each.target not in lost]
    told = tell_awaiting(fields)
    return [kept for each in found for kept in (tell_awaiting(left) if each in told else [each])]


def _name_kind(kind: str) -> Phrase:
    """What users call a field of that kind."""
    return phrase(f"field.kind.{kind}") if kind in _NAMED else Phrase(kind, kind)
