"""Fields of a part as they stand in it: their codes, their results, which stands in which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from drafter.word.names import FLD_CHAR, FLD_SIMPLE, INSTR_TEXT, T
from drafter.word.text import paragraphs
from drafter.word.xml import Element, set_text, w

_DEEPEST = 20
"""So deep does Word let fields stand in fields."""
_TOKENS = (FLD_CHAR, FLD_SIMPLE, INSTR_TEXT, T, *paragraphs.BREAKS)
_WORDS = re.compile(r'"((?:\\.|[^"\\])*)"|“([^”]*)”|(\\[^\s\w]|\\\w+|[^\s"“]+)')
FORMULA = "="
MERGING = frozenset(
    "MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF ADDRESSBLOCK GREETINGLINE".split()
)
"""The fields that Word fills from the records of a mail merge (ECMA-376 part 1, 17.16.5)."""
MARK, TURN = "drafter-field", "drafter-turn"
"""Attributes of what a template's field begins with, until the report is made: the field's number
where its result is to be computed; and where it names a bookmark of its own turn of a loop."""


class Word(NamedTuple):
    """A word of a field's code; quoted: it stands between quotation marks."""

    text: str
    quoted: bool


@dataclass(eq=False)
class Field:
    """A field: what it begins with, a w:fldChar or the whole w:fldSimple; the pieces of its code,
    texts and fields; all that stands in its code, and in its result; what parts and ends them.

    outer: the field that it stands in. in_code: it stands in that one's code.
    """

    begin: Element
    outer: Field | None = None
    in_code: bool = False
    pieces: list[str | Field] = field(default_factory=list)
    code_nodes: list[Element] = field(default_factory=list)
    result_nodes: list[Element] = field(default_factory=list)
    separate: Element | None = None
    end: Element | None = None

    @property
    def code(self) -> str:
        """Its own code, without that of the fields in it."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def kind(self) -> str:
        """The first word of its code in capitals; FORMULA for what begins with that sign."""
        code = self.code.strip()
        return (
            FORMULA if code.startswith(FORMULA) else code.split(None, 1)[0].upper() if code else ""
        )

    @property
    def shown(self) -> str:
        """The words of its result."""
        return "".join(
            paragraphs.BREAKS.get(node.tag) or node.text or ""
            for node in self.result_nodes
            if node.tag not in (FLD_CHAR, FLD_SIMPLE, INSTR_TEXT)
        )


def read_fields(root: Element) -> list[Field]:
    """The fields of a part that have an end, in the order in which they begin."""
    opened: list[Field] = []
    fields: list[Field] = []
    for node in root.iter(*_TOKENS):
        kind = node.get(w("fldCharType"), "") if node.tag == FLD_CHAR else ""
        if kind not in ("separate", "end"):
            for each in opened[-_DEEPEST:]:
                (each.code_nodes if each.separate is None else each.result_nodes).append(node)
        innermost = opened[-1] if opened else None
        if kind == "begin" or node.tag == FLD_SIMPLE:
            fields.append(_begin_field(node, innermost))
            if kind == "begin":
                opened.append(fields[-1])
        elif innermost is None:
            continue
        elif node.tag == INSTR_TEXT and innermost.separate is None:
            innermost.pieces.append(node.text or "")
        elif kind == "separate" and innermost.separate is None:
            _note_mark(opened, node)
            innermost.separate = node
        elif kind == "end":
            _note_mark(opened, node)
            opened.pop().end = node
    return [each for each in fields if each.end is not None]


def _note_mark(opened: list[Field], node: Element) -> None:
    """Let the fields around the innermost one know of what parts or ends it."""
    for each in opened[-_DEEPEST:-1]:
        (each.code_nodes if each.separate is None else each.result_nodes).append(node)


def _begin_field(node: Element, outer: Field | None) -> Field:
    made = Field(node, outer, outer is not None and outer.separate is None)
    if node.tag == FLD_SIMPLE:
        made.pieces = [node.get(w("instr"), "")]
        made.separate = made.end = node
        made.result_nodes = list(node.iter(*_TOKENS))[1:]
    if made.in_code and outer is not None:
        outer.pieces.append(made)
    return made


def split_code(code: str) -> list[Word]:
    """The words of a field's code, `\\"` in a quoted one resolved."""
    return list(_iterate_words(code))


def _iterate_words(code: str) -> Iterator[Word]:
    for match in _WORDS.finditer(code):
        plain, curly, bare = match.groups()
        if bare is not None:
            yield Word(bare, False)
        else:
            text = plain if plain is not None else curly
            yield Word(re.sub(r"\\(.)", r"\1", text), True)


def set_code(each: Field, code: str) -> bool:
    """Give the field another code; whether it could: other fields may stand in its own."""
    if any(isinstance(piece, Field) for piece in each.pieces):
        return False
    nodes = [node for node in each.code_nodes if node.tag == INSTR_TEXT]
    if each.begin.tag == FLD_SIMPLE:
        each.begin.set(w("instr"), code)
    for node in nodes:
        set_text(node, code if node is nodes[0] else "")
    each.pieces = [code]
    return True


def is_locked(each: Field) -> bool:
    """Whether Word leaves the field as it is."""
    return each.begin.get(w("fldLock"), "").lower() in ("1", "true", "on")


def mark_dirty(each: Field) -> None:
    """Let Word make the field's result anew when it opens the file."""
    each.begin.set(w("dirty"), "true")
