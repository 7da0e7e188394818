"""What can be wrong with the parts of a template that are not its text, and with merge fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.engine.validate.embedded import find_embedded_tags
from drafter.problems import FilePlace, Problem, phrase, problem
from drafter.template import Template, asides
from drafter.template.clauses.lowering import may_have_clauses
from drafter.template.tag import Slot, pair_blocks
from drafter.word.fields.reading import MERGING, read_fields
from drafter.word.package.archive import COMMENTS_PART
from drafter.word.text.paragraphs import Paragraph, locate_paragraph, owner_paragraph

_BLOCKS = frozenset("if for set macro call filter with".split())


def find_merge_fields(
    template: Template, paragraphs: Mapping[str, list[Paragraph]]
) -> Iterator[Problem]:
    """D370: fields of Word's own mail merge, which drafter does not fill."""
    for member, members in paragraphs.items():
        root = members[0].element.getroottree().getroot() if members else None
        merging = [] if root is None else [f for f in read_fields(root) if f.kind in MERGING]
        for field in merging:
            owner = owner_paragraph(field.begin)
            place = next(
                (locate_paragraph(template.file, member, p) for p in members if p.element is owner),
                None,
            )
            names = [each for each in field.code.split()[1:] if not each.startswith("\\")]
            shown = names[0].strip('"“”') if names else field.kind
            yield problem("D370", place, field=shown, kind=field.kind)


def check_asides(template: Template) -> Iterator[Problem]:
    """What is wrong with tags beside the text, and what begins like a tag where none is filled."""
    for tags in template.asides.values():
        leaves: dict[int, list[Slot]] = {}
        for slot in tags:
            leaves.setdefault(slot.paragraph.number, []).append(slot)
        for leaf in leaves.values():
            if may_have_clauses(leaf[0].paragraph.text):
                place = leaf[0].locate(template.file)
                yield problem("D579", place, text=leaf[0].paragraph.text.strip())
            paired = {n for pair in pair_blocks((s.tag for s in leaf), _BLOCKS) for n in pair}
            for number, slot in enumerate(leaf):
                if (slot.tag.opens in _BLOCKS or slot.tag.closes) and number not in paired:
                    yield problem("D312", slot.locate(template.file), tag=slot.text, reason="")
    package = template.package
    for member, text in (*asides.find_unfilled_tags(package), *find_embedded_tags(package)):
        kind = "comment" if member == COMMENTS_PART else "part"
        drawn = asides.DRAWN.fullmatch(member) or member.lower().endswith((".xlsx", ".xlsm"))
        kind = "chart" if drawn else kind
        where = phrase(f"aside.{kind}", member=member)
        yield problem("D369", FilePlace(template.file), part=where, text=text)
