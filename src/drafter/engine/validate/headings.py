"""Headings over columns that tags repeat or take out, which fit nothing that can come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.problems import Problem, problem
from drafter.template import Template
from drafter.template.columns import TurningTable, find_turning_tables
from drafter.template.tag import Slot
from drafter.word.layout.columns import Extent, find_only_count, find_table
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element

_Token = str | int
"""A tag's keyword, or the columns of a cell that stays."""


def find_unfit_headings(
    template: Template, paragraphs: Mapping[str, Sequence[Paragraph]]
) -> Iterator[Problem]:
    """D358 where it is known before any data; what loops over data leave open is seen with them."""
    for member, slots in template.slots.items():
        members = paragraphs[member]
        if not members:
            continue
        root = members[0].element.getroottree().getroot()
        for turning in find_turning_tables(root, slots):
            if _is_unfit(turning, _group_by_cell(turning, slots, members)):
                first = min((slot for slot, _, _ in turning.stretches), key=lambda s: s.number)
                yield problem("D358", first.locate(template.file), tag=first.text)


def _group_by_cell(
    turning: TurningTable, slots: Sequence[Slot], members: Sequence[Paragraph]
) -> dict[Element, list[Slot]]:
    """The tags of each of the table's own cells that stand for it or for its row."""
    by_number = {each.number: each.element for each in members}
    cells: dict[Element, list[Slot]] = {}
    for slot in slots:
        if slot.stands_for_block and slot.tag.removes in ("tc", "tr"):
            cell = next(by_number[slot.paragraph.number].iterancestors("{*}tc"), None)
            if cell is not None and find_table(cell) is turning.table:
                cells.setdefault(cell, []).append(slot)
    return cells


def _is_unfit(turning: TurningTable, tags: Mapping[Element, Sequence[Slot]]) -> bool:
    """Whether a row that stays has cells that fit no number of columns which may come out."""
    if any(slot.tag.removes == "tr" for slots in tags.values() for slot in slots):
        return False  # whichever rows meet is up to the data
    rows = list(turning.list_rows())
    for index, region in enumerate(turning.regions):
        stretches = [
            _read_tokens([pair for pair in cells if region.covers(pair[1])], tags)
            for _, cells, turns in rows
            if index in turns
        ]
        for _, cells, turns in rows:
            only = None if index in turns else find_only_count(cells, region)
            if only is not None and not any(_may_give(tokens, only) for tokens in stretches):
                return True
    return False


def _read_tokens(
    cells: Sequence[tuple[Element, Extent]], tags: Mapping[Element, Sequence[Slot]]
) -> list[_Token]:
    tokens: list[_Token] = []
    for cell, extent in cells:
        tokens += [slot.tag.keyword for slot in tags[cell]] if cell in tags else [extent.width]
    return tokens


def _may_give(tokens: Sequence[_Token], wanted: int) -> bool:
    """Whether so many columns may come of it; True where a tag does what is not foreseen."""
    if {each for each in tokens if isinstance(each, str)} - _BLOCKS:
        return True
    waiting = list(reversed(tokens))
    counts = _count_columns(waiting, wanted)
    return bool(waiting) or wanted in counts


_BLOCKS = frozenset("if elif else endif for endfor".split())


def _count_columns(waiting: list[_Token], most: int) -> set[int]:
    """The numbers of columns, up to `most`, that may come of the tokens up to an end."""
    counts = {0}
    while waiting and waiting[-1] not in ("elif", "else", "endif", "endfor"):
        token = waiting.pop()
        more = {token} if isinstance(token, int) else _count_block(waiting, token, most)
        counts = {a + b for a in counts for b in more if a + b <= most}
    return counts


def _count_block(waiting: list[_Token], keyword: str, most: int) -> set[int]:
    """The same for a block of which the first tag is taken."""
    branches = [_count_columns(waiting, most)]
    is_total = False
    while waiting and waiting[-1] in ("elif", "else"):
        is_total = waiting.pop() == "else" or is_total
        branches.append(_count_columns(waiting, most))
    if waiting:
        waiting.pop()
    if keyword == "for":
        turns, repeated = branches[0] - {0}, {0}
        while more := {a + b for a in repeated for b in turns if a + b <= most} - repeated:
            repeated |= more
        branches[0] = repeated
    return set().union(*branches, () if is_total else (0,))
