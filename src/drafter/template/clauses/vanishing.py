"""Paragraphs that are nothing but clauses, and headings with nothing under them: they go.

What goes is known only when the report is rendered. Round such a paragraph stand calls that tell
the recorder where it begins and ends; it takes back what turns out to say nothing. They stand in
an `{% if %}`, so that all that looks at the template sees that the paragraph may not be there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import field
from typing import NamedTuple

from drafter.frozen import dataclass
from drafter.template.blocks import Block, find_blocks
from drafter.template.sections import take_break
from drafter.template.tag import Slot
from drafter.vocabulary import ATTACHMENT, DATE_STYLE, ORGAN_STYLE
from drafter.word import names, xml
from drafter.word.fields.headings import read_levels
from drafter.word.layout import gongwen
from drafter.word.package.archive import STYLES, Package
from drafter.word.text import paragraphs
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element, get_parent, make_element, replace_with_text, w

OPTIONAL, HEADED, SETTLE = "_optional", "_headed", "_settle"
"""Functions: something begins that may be taken back, a paragraph (0) or a heading of a level; such
a heading ends; what is open of that level and deeper is decided."""
MOVES_TEXT = frozenset(("macro", "call", "filter", "set"))
"""Blocks whose text is printed elsewhere, or changed."""
_BODY, _BOX = w("body"), w("txbxContent")

FindLevel = Callable[[Element], int]
"""Tells a paragraph's heading level; 0 for what is no heading, ENDS_TEXT for what stands behind the
text under no heading: its signature, its attachments."""
ENDS_TEXT = -1


@dataclass(frozen=True)
class Vanishing:
    """By their numbers: the paragraphs that are nothing but clauses; the headings that may go, and
    all others, with their levels."""

    paragraphs: frozenset[int] = frozenset()
    headings: dict[int, int] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)

    @property
    def removable(self) -> frozenset[int]:
        return self.paragraphs | self.headings.keys()


class _Item(NamedTuple):
    """What stands in the body one after another. level: of a heading, else 0. kind: whether it is
    always there (solid), may go, or says nothing."""

    number: int
    kind: str
    level: int = 0


def make_level_finder(package: Package) -> FindLevel:
    """What tells the levels of a file's paragraphs by their styles."""
    data = package.members.get(STYLES)
    styles = None if data is None else xml.parse(data)
    find_level = read_levels(styles)
    names_of_ends = (ORGAN_STYLE, DATE_STYLE, ATTACHMENT)
    ids = {} if styles is None else gongwen.read_style_ids(styles)
    ends = {number for name, number in ids.items() if name.startswith(names_of_ends)}

    def find_level_or_end(paragraph: Element) -> int:
        is_end = paragraphs.read_style_id(paragraph) in ends
        return ENDS_TEXT if is_end else find_level(paragraph)

    return find_level_or_end


def find_vanishing(
    root: Element, found: Sequence[Slot], find_level: FindLevel | None = None
) -> Vanishing:
    """The paragraphs of a part that may go; find_level: where it is the body."""
    if not found or any(slot.tag.keyword == "block" for slot in found):
        return Vanishing()
    return _Finder(root, found).find(find_level)


class _Finder:
    def __init__(self, root: Element, found: Sequence[Slot]) -> None:
        self.members = list(paragraphs.iterate_paragraphs(root))
        blocks = list(find_blocks(found))
        self.moved = [block for block in blocks if block.keyword in MOVES_TEXT]
        self.around = [block for block in blocks if block.tags[0].stands_for_block]
        self.slots: dict[int, list[Slot]] = {}
        for slot in found:
            self.slots.setdefault(slot.paragraph.number, []).append(slot)
        self.tag_rows = {
            (slot.paragraph.table, slot.paragraph.row) for slot in found if slot.tag.removes == "tr"
        }

    def find(self, find_level: FindLevel | None) -> Vanishing:
        gone = frozenset(p.number for p in self.members if self.is_only_clauses(p))
        if find_level is None or not (gone or self.around):
            return Vanishing(gone)
        items = list(self.list_items(gone, find_level))
        headings = {item.number: max(item.level, 1) for item in items if item.level}
        may_go = {
            item.number
            for at, item in enumerate(items)
            if item.level > 0 and self.judge_heading(items, at) == "may go"
        }
        if not may_go:
            return Vanishing(gone)
        return Vanishing(
            gone,
            {number: level for number, level in headings.items() if number in may_go},
            {number: level for number, level in headings.items() if number not in may_go},
        )

    def is_only_clauses(self, paragraph: Paragraph) -> bool:
        """Whether nothing else prints in the paragraph, and it may go as a whole."""
        here = self.slots.get(paragraph.number, [])
        element = paragraph.element
        if not any(slot.tag.shown for slot in here) or self.is_moved(paragraph.number):
            return False
        if any(slot.stands_for_block for slot in here):
            return False
        if _ends_section(element):
            return False
        holder = get_parent(element)
        if holder.tag != _BODY and paragraphs.find_last_block(holder) is element:
            return False  # a cell, a note, a header has a last paragraph
        return not _says_more(paragraph, here)

    def is_moved(self, number: int) -> bool:
        return any(block.first <= number <= block.last for block in self.moved)

    def is_inside(self, number: int) -> bool:
        """Whether a `{%p …%}` or `{%tr …%}` around it may take it away."""
        return any(block.first < number < block.last for block in self.around)

    def list_items(self, gone: Collection[int], find_level: FindLevel) -> Iterator[_Item]:
        for paragraph in self.members:
            number = paragraph.number
            if any(True for _ in paragraph.element.iterancestors(_BOX)):
                continue
            if paragraph.table:
                if (paragraph.table, paragraph.row) not in self.tag_rows:
                    yield _Item(number, "may go" if self.is_inside(number) else "solid")
            elif any(s.stands_for_block and not s.prints for s in self.slots.get(number, ())):
                continue
            elif not _is_blank(paragraph) and (level := find_level(paragraph.element)):
                is_own = not paragraph.in_fields and not self.is_moved(number)
                is_fit = is_own and get_parent(paragraph.element).tag == _BODY
                yield _Item(number, "", level) if is_fit else _Item(number, "solid")
            elif number in gone or self.is_inside(number):
                yield _Item(number, "may go")
            elif not _is_blank(paragraph):
                yield _Item(number, "solid")

    def judge_heading(self, items: Sequence[_Item], at: int) -> str:
        """What all that stands under the heading comes to: it may go, is solid, or is nothing."""
        heading = items[at]
        loops = [b.last for b in self.around if b.keyword == "for" and _encloses(b, heading.number)]
        end = min(loops, default=len(self.members) + 1)
        verdict = ""
        for below, item in enumerate(items[at + 1 :], at + 1):
            if item.number >= end or (item.level and item.level <= heading.level):
                break
            kind = item.kind
            if item.level:
                kind = self.judge_heading(items, below)
                kind = kind or ("may go" if self.is_inside(item.number) else "solid")
            if kind == "solid":
                return "solid"
            verdict = kind
        return verdict


def _encloses(block: Block, number: int) -> bool:
    return block.first < number < block.last


def _ends_section(paragraph: Element) -> bool:
    return paragraph.find(f"{names.PPR}/{names.SECT_PR}") is not None


def _is_blank(paragraph: Paragraph) -> bool:
    pieces = paragraphs.read_pieces(paragraph.element)
    return not any(
        piece.text.strip() or piece.node.tag in paragraphs.OBJECTS
        for piece in pieces
        if not piece.deletions
    )


def _says_more(paragraph: Paragraph, here: Sequence[Slot]) -> bool:
    """Whether anything prints that stands in no clause."""
    inside = _find_covered(here)
    if inside is None:
        return True
    at = 0
    for piece in paragraphs.read_pieces(paragraph.element):
        if piece.deletions:
            continue
        start, at = at, at + len(piece.text)
        own = "".join(sign for n, sign in enumerate(piece.text, start) if n not in inside)
        is_break = own and piece.node.get(names.TYPE) in ("page", "column")
        is_object = piece.node.tag in paragraphs.OBJECTS and start - 1 not in inside
        if own.strip() or is_break or is_object:
            return True
    return False


def _find_covered(here: Sequence[Slot]) -> set[int] | None:
    """Which characters stand in clauses, or in tags that print nothing; None where another tag
    prints."""
    spans: list[list[int]] = []
    depth = 0
    for slot in here:
        start, end = slot.column - 1, slot.column - 1 + len(slot.text)
        if not depth:
            if not slot.tag.shown and (slot.prints or slot.tag.kind == "raw"):
                return None
            spans.append([start, end])
        spans[-1][1] = max(spans[-1][1], end)
        if slot.tag.shown:
            depth += (slot.tag.opens == "if") - (slot.tag.closes == "if")
    return {at for start, end in spans for at in range(start, end)}


def wrap_vanishing(root: Element, plan: Vanishing, by_number: dict[int, Element]) -> None:
    """Put the calls round the paragraphs; by_number: all paragraphs of the part."""
    for number, level in plan.others.items():  # before the call that one of clauses begins with
        _put_before(by_number[number], _ask(f"{SETTLE}({level})"))
    for number in plan.paragraphs - plan.headings.keys():
        _wrap(by_number[number], f"{OPTIONAL}(0)", f"{SETTLE}(0)")
    for number, level in plan.headings.items():
        _leave_break(by_number[number])
        _wrap(by_number[number], f"{OPTIONAL}({level})", f"{HEADED}()")
    body = root.find(_BODY)
    if plan.headings and body is not None:
        end = make_element("t")
        last = body.find(names.SECT_PR)
        if last is None:
            body.append(end)
        else:
            last.addprevious(end)
        replace_with_text(end, _ask(f"{SETTLE}(1)"))


def _leave_break(heading: Element) -> None:
    """Let a section's break that Word keeps in the heading stand behind it."""
    ending = take_break(heading)
    if ending is not None:
        behind, heading.tail = heading.tail, None
        heading.addnext(ending)
        ending.tail = behind


def _ask(call: str) -> str:
    return f"{{% if {call} %}}{{% endif %}}"


def _wrap(element: Element, first: str, last: str) -> None:
    _put_before(element, f"{{% if {first} %}}")
    element.tail = f"{_ask(last)}{{% endif %}}{element.tail or ''}"


def _put_before(element: Element, text: str) -> None:
    mark = make_element("t")
    element.addprevious(mark)
    replace_with_text(mark, text)
