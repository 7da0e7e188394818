"""The numbers of SEQ fields, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from drafter.word import names
from drafter.word.fields.reading import Field
from drafter.word.fields.values.formats import Uncomputed
from drafter.word.fields.values.switches import read_switches
from drafter.word.text.paragraphs import FALLBACK
from drafter.word.xml import Element

_ALTERNATES = f"{names.MARKUP_COMPATIBILITY}AlternateContent"
TAKE_VALUES = frozenset({"r", "s"})


class _Count:
    """A sequence as far as it has come, and the lowest heading level since its last number."""

    def __init__(self) -> None:
        self.number = 0
        self.heading = 10


def number_sequences(
    root: Element, fields: Iterable[Field], level_of: Callable[[Element], int]
) -> Mapping[Field, int]:
    """The number of each SEQ field of a part. level_of: a paragraph's heading level, else 0.

    What an older program shows in a text box's place repeats the numbers of that box.
    """
    begins = {each.begin: each for each in fields if each.kind == "SEQ"}
    counts: dict[str, _Count] = {}
    numbers: dict[Field, int] = {}
    boxes: dict[Element, list[int]] = {}
    for node in root.iter(names.P, names.FLD_CHAR, names.FLD_SIMPLE):
        if node.tag == names.P:
            if level := level_of(node):
                for count in counts.values():
                    count.heading = min(count.heading, level)
            continue
        if node not in begins:
            continue
        field = begins[node]
        box = next(node.iterancestors(_ALTERNATES), None)
        if box is not None and next(node.iterancestors(FALLBACK), None) is not None:
            numbers[field] = boxes.get(box, [0]).pop(0) if boxes.get(box) else 0
            continue
        numbers[field] = _take_number(field, counts)
        if box is not None:
            boxes.setdefault(box, []).append(numbers[field])
    return numbers


def _take_number(field: Field, counts: dict[str, _Count]) -> int:
    words, switches = read_switches(field.code, TAKE_VALUES)
    count = counts.setdefault(words[1].text.upper() if len(words) > 1 else "", _Count())
    if "r" in switches:
        count.number = _read_whole(switches["r"])
    elif "c" in switches:
        pass
    elif "s" in switches and count.heading <= _read_whole(switches["s"]):
        count.number = 1
    else:
        count.number += 1
    count.heading = 10
    return count.number


def _read_whole(text: str) -> int:
    if not text.isdecimal():
        raise Uncomputed("field.code", text)
    return int(text)
