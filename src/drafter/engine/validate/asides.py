"""What can be wrong with the parts of a template that are not its text."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.problems import FilePlace, Problem, phrase, problem
from drafter.template import Template, asides
from drafter.template.tag import Slot, pair_blocks

_BLOCKS = frozenset("if for set macro call filter with".split())


def check_asides(template: Template) -> Iterator[Problem]:
    """What is wrong with tags beside the text, and what begins like a tag where none is filled."""
    for tags in template.asides.values():
        leaves: dict[int, list[Slot]] = {}
        for slot in tags:
            leaves.setdefault(slot.paragraph.number, []).append(slot)
        for leaf in leaves.values():
            paired = {n for pair in pair_blocks((s.tag for s in leaf), _BLOCKS) for n in pair}
            for number, slot in enumerate(leaf):
                if (slot.tag.opens in _BLOCKS or slot.tag.closes) and number not in paired:
                    yield problem("D312", slot.locate(template.file), tag=slot.text, reason="")
    for member, text in asides.find_unfilled_tags(template.package):
        kind = "comment" if member == "word/comments.xml" else "part"
        kind = "chart" if asides.DRAWN.fullmatch(member) else kind
        where = phrase(f"aside.{kind}", member=member)
        yield problem("D369", FilePlace(template.file), part=where, text=text)
