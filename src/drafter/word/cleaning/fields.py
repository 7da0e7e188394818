"""Fields of a Word file turned into the words that they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from drafter.word.names import FLD_CHAR, FLD_SIMPLE, INSTR_TEXT, RPR, R, T
from drafter.word.text import paragraphs
from drafter.word.xml import Element, get_parent, remove_node, unwrap, w

_DEEPEST = 20
"""So deep does Word let fields stand in fields."""
_TOKENS = (FLD_CHAR, INSTR_TEXT, T, *paragraphs.BREAKS)


@dataclass
class _Field:
    """A field that has begun: what is no word of it, its code, and whether its words have begun."""

    parts: list[Element]
    code: list[str] = field(default_factory=list)
    showing: bool = False


def freeze_fields(root: Element, wanted: Callable[[str], bool]) -> None:
    """Let fields whose code is wanted be the words that they show now; the code is taken out."""
    for node in [node for node in root.iter(FLD_SIMPLE) if wanted(node.get(w("instr"), ""))]:
        for data in list(node.iterchildren(w("fldData"))):
            remove_node(data)
        unwrap(node)
    doomed = [
        part
        for each in _find_complex_fields(root)
        if wanted("".join(each.code))
        and len({paragraphs.owner_paragraph(part) for part in each.parts[:-1]}) == 1
        for part in each.parts
    ]
    for part in dict.fromkeys(doomed):
        run = get_parent(part)
        remove_node(part)
        if run.tag == R and all(child.tag == RPR for child in run):
            remove_node(run)


def _find_complex_fields(root: Element) -> list[_Field]:
    """The complex fields of a part, those inside others first."""
    opened: list[_Field] = []
    closed = []
    for node in root.iter(*_TOKENS):
        kind = node.get(w("fldCharType"), "") if node.tag == FLD_CHAR else ""
        if kind == "begin":
            opened.append(_Field([]))
        for each in opened[-_DEEPEST:]:
            if not each.showing:
                each.parts.append(node)
        if not opened:
            continue
        if node.tag == INSTR_TEXT:
            opened[-1].code.append(node.text or "")
        elif kind == "separate":
            opened[-1].showing = True
        elif kind == "end":
            last = opened.pop()
            last.parts += [node] if last.showing else []
            closed.append(last)
    return closed
