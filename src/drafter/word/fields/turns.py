"""Bookmarks that a loop repeated, and the fields of the same turn that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from drafter.word import names
from drafter.word.fields.reading import TURN, Field, read_fields, set_code
from drafter.word.xml import Element

_LONGEST = 40
"""So long may Word's name of a bookmark be."""


def part_turns(roots: Mapping[str, Element]) -> None:
    """Give each turn's bookmark a name of its own, and let that turn's fields name it.

    Where a condition has left out one of the two in some turn, they cannot be told apart: such
    fields keep their mark.
    """
    fields = [each for root in roots.values() for each in read_fields(root) if each.begin.get(TURN)]
    starts: dict[str, list[Element]] = {}
    for root in roots.values():
        for node in root.iter(names.BOOKMARK_START):
            starts.setdefault(node.get(names.NAME, ""), []).append(node)
    taken = {name.upper() for name in starts}
    for name, turns in starts.items():
        tied = [each for each in fields if _names_bookmark(each, name)]
        numbers = [each.begin.get(TURN) for each in tied]
        if all(numbers.count(number) == len(turns) for number in numbers):
            _rename_turns(name, turns, tied, taken)


def _rename_turns(name: str, turns: list[Element], tied: Iterable[Field], taken: set[str]) -> None:
    own = [name]
    for number in range(2, len(turns) + 1):
        ending = f"_{number}"
        wanted = name[: _LONGEST - len(ending)] + ending
        while wanted.upper() in taken:
            ending += "_"
            wanted = name[: _LONGEST - len(ending)] + ending
        taken.add(wanted.upper())
        own.append(wanted)
    for node, wanted in zip(turns, own, strict=True):
        node.set(names.NAME, wanted)
    counts: dict[str, int] = {}
    for field in tied:
        at = field.begin.get(TURN, "")
        del field.begin.attrib[TURN]
        _rename_target(field, name, own[counts.get(at, 0)])
        counts[at] = counts.get(at, 0) + 1


def _names_bookmark(field: Field, name: str) -> bool:
    return name in field.code.split()


def _rename_target(field: Field, name: str, wanted: str) -> None:
    pattern = re.compile(rf"(?<!\S){re.escape(name)}(?!\S)")
    set_code(field, pattern.sub(wanted, field.code))
