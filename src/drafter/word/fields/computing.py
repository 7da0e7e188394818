"""Fields computed: SEQ, REF, formulas, IF and the file's own properties, until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from drafter.word import names
from drafter.word.fields.reading import FORMULA, MARK, TURN, Field, Word, read_fields, set_code
from drafter.word.fields.results import write_result
from drafter.word.fields.values.conditions import choose_result
from drafter.word.fields.values.formats import GapMet, Uncomputed
from drafter.word.fields.values.formulas import (
    DIRECTIONS,
    compute_formula,
    cut_formula,
    settle_rows,
)
from drafter.word.fields.values.sequences import TAKE_VALUES, number_sequences
from drafter.word.fields.values.switches import read_switches, write_formatted, write_number
from drafter.word.fields.values.tables import Grid, TableCells, read_grid
from drafter.word.text.paragraphs import BREAKS, owner_paragraph
from drafter.word.xml import Element

_MOST_PASSES = 12
_ATOMS = 0xE000
"""Characters from there on stand for the fields in a code while it is read."""


class Fault(NamedTuple):
    """A field that cannot be computed: its part, the field, and why."""

    member: str
    field: Field
    reason: Uncomputed


class Computation:
    """The fields of all parts of a report, to be computed.

    level_of: a paragraph's heading level, else 0. properties: the file's own, by the fields that
    show them (TITLE …). has_gaps: a gap stands where a field would have needed a value.
    """

    def __init__(
        self, roots: Mapping[str, Element], level_of: Callable[[Element], int],
        properties: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.roots, self.properties = roots, properties
        self.has_gaps = False
        self.fields = {member: read_fields(root) for member, root in roots.items()}
        self.wanted = {
            member: _order_inner_first([each for each in fields if each.begin.get(MARK)])
            for member, fields in self.fields.items()
        }
        self.numbers: dict[Field, int] = {}
        self.level_of = level_of
        self.grids: dict[Element, Grid] = {}
        starts = (node for root in roots.values() for node in root.iter(names.BOOKMARK_START))
        self.starts: dict[str, Element] = {}
        for node in starts:
            self.starts.setdefault(node.get(names.NAME, "").upper(), node)
        nodes = (n for fields in self.fields.values() for f in fields for n in f.code_nodes)
        self.hidden = {node for node in nodes if node.tag == names.T or node.tag in BREAKS}
        begun = (field for fields in self.fields.values() for field in fields)
        self.formulas: dict[Element, list[Field]] = {}
        for field in begun:
            cell = next(field.begin.iterancestors(names.TC), None)
            if cell is not None and field.kind == FORMULA:
                self.formulas.setdefault(cell, []).append(field)

    def find_torn_turns(self) -> Iterator[Fault]:
        """The fields of a loop of which nobody knows any more which turn's bookmark they name."""
        for member, fields in self.fields.items():
            for field in fields:
                if field.begin.get(TURN):
                    yield Fault(member, field, Uncomputed("field.turns"))

    def list_settled(self) -> Iterator[Field]:
        """The conditions that nothing on the page can change any more: what they show is text.

        LibreOffice shows nothing at all for an IF of a Word file.
        """
        for field in (each for fields in self.wanted.values() for each in fields):
            is_alone = field.outer is None and not any(isinstance(p, Field) for p in field.pieces)
            if field.kind == "IF" and is_alone:
                yield field

    def run(self) -> list[Fault]:
        """Compute what is wanted; what cannot be."""
        faults = list(self._number_sequences())
        if faults:
            return faults
        for _ in range(_MOST_PASSES):
            faults, changed = [], False
            for member, fields in self.wanted.items():
                for field in fields:
                    try:
                        changed = self._refresh(field) or changed
                    except Uncomputed as reason:
                        faults.append(Fault(member, field, reason))
            if not changed:
                return faults
        return faults or [
            Fault(member, field, Uncomputed("field.circle"))
            for member, fields in self.wanted.items()
            for field in fields[:1]
        ]

    def _number_sequences(self) -> Iterator[Fault]:
        for member, root in self.roots.items():
            try:
                self.numbers.update(number_sequences(root, self.fields[member], self.level_of))
            except Uncomputed as reason:
                yield from (Fault(member, field, reason) for field in self.wanted[member][:1])

    def _refresh(self, field: Field) -> bool:
        """Compute the field anew; whether it shows something else now."""
        try:
            text = self.compute(field)
        except GapMet as gap:
            text, self.has_gaps = str(gap), True
        if text is None or text == field.shown:
            return False
        write_result(field, text)
        return True

    def compute(self, field: Field) -> str | None:
        """What the field should show; None where that is not known here."""
        rules: dict[str, Callable[[Field], str | None]] = {
            "SEQ": self._write_sequence, FORMULA: self._compute_formula,
            "IF": self._compute_condition, "DOCPROPERTY": self._read_property,
        }  # fmt: skip
        rule = self._read_property if field.kind in self.properties else self._read_reference
        return rules.get(field.kind, rule)(field)

    def _write_sequence(self, field: Field) -> str:
        _, switches = read_switches(field.code, TAKE_VALUES)
        if "h" in switches and not switches.get("*"):
            return ""
        given = {name: value for name, value in switches.items() if value}
        return write_formatted(str(self.numbers[field]), {"*": "ARABIC", **given})

    def _read_property(self, field: Field) -> str | None:
        words, switches = read_switches(field.code)
        text = self.properties.get(words[-1].text.upper())
        return None if text is None else write_formatted(text, switches)

    def _read_reference(self, field: Field) -> str | None:
        words, switches = read_switches(field.code)
        named = words[1:] if field.kind == "REF" else words
        text = self.read_bookmark(named[0].text) if named else None
        return None if text is None else write_formatted(text, switches)

    def _compute_formula(self, field: Field) -> str:
        table = next(field.begin.iterancestors(names.TBL), None)
        if table is not None and table not in self.grids:
            self.grids[table] = read_grid(table)
        grid = None if table is None else self.grids[table]
        cells = TableCells(field.begin, grid, self.read_bookmark, self._list_directions)
        if (
            cells.own is not None
            and (settled := settle_rows(field.code, cells.own.row)) != field.code
        ):
            set_code(field, settled)
        code, atoms = self._read_code(field)
        for sign, text in atoms.items():
            code = code.replace(sign, text)
        _, switches = read_switches(code)
        number = compute_formula(cut_formula(code), cells)
        return write_number(number.value, switches, grouped=number.grouped)

    def _list_directions(self, cell: Element) -> Iterable[str]:
        """The directions that the formulas of a cell add up."""
        for field in self.formulas.get(cell, ()):
            yield from (name for name in DIRECTIONS if name in field.code.upper())

    def _compute_condition(self, field: Field) -> str:
        code, atoms = self._read_code(field)
        words, switches = read_switches(code)

        def fill(text: str) -> str:
            for sign, shown in atoms.items():
                text = text.replace(sign, shown)
            return text

        filled = [Word(fill(word.text), word.quoted or word.text in atoms) for word in words[1:]]
        return write_formatted(choose_result(filled, self.read_bookmark), switches)

    def _read_code(self, field: Field) -> tuple[str, dict[str, str]]:
        """The code with a sign for each field in it, and what each sign stands for."""
        atoms: dict[str, str] = {}
        pieces = []
        for piece in field.pieces:
            if isinstance(piece, Field):
                sign = chr(_ATOMS + len(atoms))
                atoms[sign] = piece.shown
                piece = sign
            pieces.append(piece)
        return "".join(pieces), atoms

    def read_bookmark(self, name: str) -> str | None:
        """The words of the bookmark of that name; None where there is none. Raises Uncomputed."""
        start = self.starts.get(name.upper())
        if start is None:
            return None
        paragraph = owner_paragraph(start)
        end = None if paragraph is None else _find_end(paragraph, start)
        if paragraph is None or end is None:
            raise Uncomputed("field.lines", name)
        text, inside = "", False
        for node in paragraph.iter():
            if node is start:
                inside = True
            elif node is end:
                return text
            elif inside and node not in self.hidden:
                text += BREAKS.get(node.tag) or (node.text or "" if node.tag == names.T else "")
        return text


def _order_inner_first(fields: list[Field]) -> list[Field]:
    """The fields in the order of the page, those that stand in others before these."""
    places = {field: number for number, field in enumerate(fields)}

    def find_rank(field: Field) -> tuple[int, int]:
        depth, outermost = 0, field
        while outermost.outer is not None:
            depth, outermost = depth + 1, outermost.outer
        return places.get(outermost, places[field]), -depth

    return sorted(fields, key=find_rank)


def _find_end(paragraph: Element, start: Element) -> Element | None:
    number = start.get(names.ID)
    ends = (node for node in paragraph.iter(names.BOOKMARK_END) if node.get(names.ID) == number)
    return next(ends, None)
