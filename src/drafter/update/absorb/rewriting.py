"""A template's Word file with the wording that hands gave its report."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from drafter.schema.fixed import find_loose_digits
from drafter.template import Template
from drafter.template.clauses.lowering import may_have_clauses
from drafter.template.tag import BRACES, Slot
from drafter.update.absorb.mapping import map_paragraph
from drafter.update.absorb.model import BlockEdit
from drafter.word import names, xml
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.text import paragraphs
from drafter.word.text.blocks import CELL_END, LINE_END, Block, DocumentBlocks, ValueSpan
from drafter.word.text.objects import holds_object
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, w

Obstacle = Literal[
    "figure",
    "moved",
    "style",
    "repeated",
    "part",
    "table",
    "object",
    "braces",
    "untold",
    "edge",
    "section",
    "digits",
]
"""Why an edit cannot go into the template: it is of a value or a place, it was printed several
times or not in the body, it holds what is no text, or where it belongs cannot be told, as at the
edge of a condition."""


_HAN_NUMERAL = "[〇零一二三四五六七八九十百千万亿]"
_HAN_AMOUNT = re.compile(
    f"(?:{_HAN_NUMERAL}{{2,}}[余多几]?|[十百千万][余多几])[次个件篇份名位条项场家户人元吨亩]"
    f"|百分之{_HAN_NUMERAL}+"
)
"""十五人 and 百余件 have no digits and are figures; 一次, 两个, 三项 belong to phrases."""


class Printed(NamedTuple):
    """A paragraph of what drafter wrote: its text, its values, and where it begins in its block."""

    start: int
    text: str
    values: tuple[ValueSpan, ...]


@dataclass
class TemplateRewriter:
    """Takes edits one by one; what one cannot do leaves the template as it was before it.

    template: what made the report. package: its Word file as it stands on disk. base, trunk: what
    drafter wrote, and the edited file.
    """

    template: Template
    package: Package
    base: DocumentBlocks
    trunk: DocumentBlocks
    root: Element = field(init=False)
    numbered: dict[int, Paragraph] = field(init=False)
    counts: Counter[int] = field(init=False)
    added_after: dict[Element, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = xml.parse(self.package.members[DOCUMENT], huge=True)
        self.numbered = {each.number: each for each in paragraphs.iterate_paragraphs(self.root)}
        self.counts = Counter(each.mark.number for each in self.base.blocks if each.mark)

    def write(self) -> Package:
        """The template's Word file with the edits that it took."""
        return self.package.replace({DOCUMENT: xml.write(self.root)})

    def take(self, edit: BlockEdit) -> Obstacle | None:
        """Put the edit in, or say why it cannot go in; of a block with values only its wording."""
        if edit.kind == "added":
            return self._add(edit)
        assert edit.base is not None
        if obstacle := self._find_obstacle(edit):
            return obstacle
        if edit.kind == "deleted":
            return self._delete(self._paragraphs_of(self.base.blocks[edit.base]))
        return self._reword(edit)

    def _find_obstacle(self, edit: BlockEdit) -> Obstacle | None:
        assert edit.base is not None
        block = self.base.blocks[edit.base]
        if edit.moved:
            return "moved"
        if edit.values and not edit.rewordings:
            return "figure"
        if edit.restyled:
            return "style"
        return self._find_obstacle_at(block)

    def _find_obstacle_at(self, block: Block) -> Obstacle | None:
        """Why what belongs to a block of what drafter wrote cannot go to its template paragraph."""
        number = block.mark.number if block.mark and block.part_kind == "body" else 0
        if number not in self.numbered:
            return "part"
        return "repeated" if self.counts[number] > 1 else None

    def _paragraphs_of(self, block: Block) -> list[Paragraph]:
        """The template's paragraphs that printed the block: one, or those of its row."""
        assert block.mark is not None
        first = self.numbered[block.mark.number]
        if block.kind == "p":
            return [first]
        row = next(first.element.iterancestors(names.TR), None)
        inside = set() if row is None else set(row.iter(names.P))
        return [each for each in self.numbered.values() if each.element in inside]

    def _reword(self, edit: BlockEdit) -> Obstacle | None:
        assert edit.base is not None
        block = self.base.blocks[edit.base]
        if edit.trunk is not None and self._has_new_links(edit.base, edit.trunk):
            return "object"
        owners = self._paragraphs_of(block)
        printed = list(_split_block(block))
        if len(owners) != len(printed):
            return "untold"
        changes: list[tuple[Paragraph, int, int, str]] = []
        for start, end, words in edit.rewordings:
            whole = block.text[:start] + words + block.text[end:]
            if obstacle := self._find_obstacle_in(whole, start, len(words)):
                return obstacle
            index = max(n for n, each in enumerate(printed) if each.start <= start)
            line, owner = printed[index], owners[index]
            if end > line.start + len(line.text):
                return "table"
            located = self._locate(owner, line, start - line.start, end - line.start)
            if isinstance(located, str):
                return located
            place, doomed = located
            changes.append((owner, place, min(len(doomed), 1), words))
            changes += ((owner, at, 1, "") for at in doomed[1:])
        return _rewrite(changes)

    def _has_new_links(self, b: int, t: int) -> bool:
        """Whether a hand has put a link or a field among its words: only the words would go in."""
        before, now = (
            sum(1 for _ in element.iter(*_LINKS))
            for element in (self.base.elements[b], self.trunk.elements[t])
        )
        return now > before

    def _locate(
        self, owner: Paragraph, line: Printed, start: int, end: int
    ) -> tuple[int, list[int]] | Obstacle:
        """Where the new words go in the template's paragraph, and which of its characters go."""
        found = map_paragraph(owner.text, self._slots_of(owner), line.text, line.values)
        if found is None or any(at not in found.letters for at in range(start, end)):
            return "untold"
        doomed = [found.letters[at] for at in range(start, end)]
        if doomed and doomed[-1] - doomed[0] >= len(doomed):
            return "edge"
        places = {doomed[0]} if doomed else found.find_insertion(start)
        if len(places) != 1:
            return "edge" if places else "untold"
        return places.pop(), doomed

    def _slots_of(self, owner: Paragraph) -> list[Slot]:
        slots = self.template.slots.get(DOCUMENT, ())
        return [slot for slot in slots if slot.paragraph.number == owner.number]

    def _delete(self, owners: Sequence[Paragraph]) -> Obstacle | None:
        if len(owners) != 1 or owners[0].table:
            return "table"
        element = owners[0].element
        if self._slots_of(owners[0]):
            return "figure"
        if any(element.iter(names.SECT_PR)):
            return "section"
        if any(node.tag in paragraphs.OBJECTS for node in element.iter()):
            return "object"
        remove_node(element)
        return None

    def _add(self, edit: BlockEdit) -> Obstacle | None:
        """A paragraph of a hand's, behind the template's that the one before it came from."""
        assert edit.trunk is not None
        block, element = self.trunk.blocks[edit.trunk], self.trunk.elements[edit.trunk]
        before = None if edit.after is None else self.base.blocks[edit.after]
        if before is None or block.kind != "p" or before.kind != "p":
            return "table" if before is not None else "untold"
        if block.values or block.text in self._printed_texts:
            return "figure"
        found = self._find_obstacle_in(block.text.replace("\t", ""), 0, len(block.text))
        if obstacle := found or self._find_obstacle_at(before):
            return obstacle
        assert before.mark is not None
        anchor = self.numbered[before.mark.number].element
        made = _copy_paragraph(element, self._style_ids)
        if made is None or anchor.getparent() is None:  # it was deleted too
            return "object" if made is None else "untold"
        last = self.added_after.get(anchor, anchor)
        last.addnext(made)
        self.added_after[anchor] = made
        return None

    def _find_obstacle_in(self, text: str, start: int, length: int) -> Obstacle | None:
        """Why words of a hand's may not stand in the template, so many of the text from start."""
        words = text[start : start + length]
        if BRACES.search(words) or may_have_clauses(words):
            return "braces"
        if holds_object(words) or any(sign in words for sign in _NO_TEXT):
            return "object"
        # A figure would become fixed wording, which is untrue next year.
        loose = find_loose_digits(text, self.template.schema.fixed, span=(start, start + length))
        amount = _HAN_AMOUNT.search(words)
        declared = amount and any(amount[0] in each for each in self.template.schema.fixed)
        return "digits" if any(loose) or (amount and not declared) else None

    @cached_property
    def _printed_texts(self) -> set[str]:
        """What blocks say that hold printed values: a hand may have copied one."""
        return {block.text for block in self.base.blocks if block.values}

    @property
    def _style_ids(self) -> set[str]:
        part = self.package.members.get("word/styles.xml")
        return (
            set()
            if part is None
            else {node.get(names.STYLE_ID, "") for node in xml.parse(part).iter(w("style"))}
        )


_LINKS = (w("hyperlink"), w("sdt"), w("fldSimple"), names.FLD_CHAR)
"""What words stand in that lead somewhere, are chosen, or are computed."""
_NO_TEXT = (CELL_END, LINE_END, "\t")


def _split_block(block: Block) -> Iterator[Printed]:
    """A block's paragraphs: itself, or those of a row's cells."""
    if block.kind == "p":
        yield Printed(0, block.text, block.values)
        return
    start = 0
    for at, letter in enumerate(block.text):
        if letter in (CELL_END, LINE_END):
            if letter == LINE_END:
                inside = (v for v in block.values if start <= v.start and v.end <= at)
                moved = (v._replace(start=v.start - start, end=v.end - start) for v in inside)
                yield Printed(start, block.text[start:at], tuple(moved))
            start = at + 1


def _rewrite(changes: Iterable[tuple[Paragraph, int, int, str]]) -> Obstacle | None:
    """Make the changes: at a character of a paragraph so many are taken out, and words put in."""
    ordered = sorted(changes, key=lambda each: (each[0].number, each[1], each[2]), reverse=True)
    letters = {each[0].number: paragraphs.locate_characters(each[0].element) for each in ordered}
    spots = []
    for owner, at, length, words in ordered:
        known = letters[owner.number]
        spot = _find_text_place(known, at, inside=bool(length))
        if spot is None:
            return "object"
        spots.append((spot, length, words))
    for (node, offset), length, words in spots:
        text = node.text or ""
        set_text(node, text[:offset] + words + text[offset + length :])
    return None


def _find_text_place(
    letters: Sequence[tuple[Element, int] | None], at: int, *, inside: bool
) -> tuple[Element, int] | None:
    """The text element and the place in it of a character; of a gap, behind the one before it."""
    here = letters[at] if at < len(letters) else None
    if inside:
        return here if here is not None and here[0].tag == names.T else None
    before = letters[at - 1] if at else None
    if here is not None and here[0].tag == names.T and here[1]:
        return here
    if before is not None and before[0].tag == names.T:
        return before[0], before[1] + 1
    return here if here is not None and here[0].tag == names.T else None


def _copy_paragraph(source: Element, styles: set[str]) -> Element | None:
    """A hand's paragraph as a template's: its style and the formats of its text, no marks."""
    if next(source.iter(*_LINKS), None) is not None:
        return None
    made = make_element("p")
    if (old := source.find(names.PPR)) is not None:
        made.append(_copy_properties(old, styles))
    for piece in paragraphs.read_pieces(source):
        if piece.deletions or piece.node.tag in names.BOOKMARKS or not piece.text:
            if piece.node.tag in paragraphs.OBJECTS and not piece.deletions:
                return None
            continue
        run = make_element("r")
        owner = get_parent(piece.node)
        if (format_there := owner.find(names.RPR)) is not None:
            run.append(_copy_properties(format_there, styles))
        leaf = copy.deepcopy(piece.node)
        if leaf.tag == names.T:
            set_text(leaf, piece.text)
        run.append(leaf)
        made.append(run)
    return made


_MARKS = ("sectPr", "pPrChange", "rPrChange", "ins", "del", "moveFrom", "moveTo")


def _copy_properties(properties: Element, styles: set[str]) -> Element:
    made = copy.deepcopy(properties)
    for node in list(made.iter()):
        name = str(node.tag).rpartition("}")[2]
        unknown = name in ("pStyle", "rStyle") and node.get(names.VAL) not in styles
        if node is not made and (name in _MARKS or unknown):
            remove_node(node)
    return made
