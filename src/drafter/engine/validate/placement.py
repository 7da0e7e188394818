"""What can be wrong with a template's tags before any data: placement, pairs, braces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from drafter.engine.language import sandbox
from drafter.engine.linting import run_docxtpl_lint
from drafter.engine.validate import asides, headings, losses, tag_spelling
from drafter.engine.validate.crossing import find_clause_faults, find_crossings
from drafter.engine.validate.foreign import find_foreign_tags
from drafter.engine.validate.tag_spelling import TagFault
from drafter.problems import Problem, WordPlace, problem
from drafter.template import Template
from drafter.template.tag import Slot, find_tags, split_text
from drafter.word import xml
from drafter.word.package import archive as packages
from drafter.word.text import paragraphs as blocks
from drafter.word.text.paragraphs import Paragraph

_GAP = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"
_BRACES = re.compile(
    r"[｛{]_[｛{]|[｝}]_[｝}]|[｛{]_[%％]|[%％]_[｝}]|\{_[#＃]|[#＃]_\}".replace("_", _GAP)
)
_SINGLE = re.compile(r"(?<![{%#_])[{｛]([^{}｛｝%#]*)[}｝](?![}%#_])")


def lint_template(template: Template) -> list[Problem]:
    """All findings, in order of the file."""
    roots = {
        member: xml.parse(template.package.members[member])
        for member in packages.list_text_parts(template.package)
    }
    paragraphs = {member: list(blocks.iterate_paragraphs(root)) for member, root in roots.items()}
    braces = list(_find_foreign_tags(template, paragraphs))
    foreign = {_locate_paragraph(each) for each in braces}
    loose = _find_loose_braces(template, paragraphs)
    braces += [each for each in loose if _locate_paragraph(each) not in foreign]
    linted = run_docxtpl_lint(template, roots, paragraphs)
    braces = [each for each in braces if not _closes_another(each, linted)]
    written = list(_find_tag_faults(template))
    foreign = {_locate_paragraph(each) for each in written if each.code == "D384"}
    taken = foreign | {_locate_paragraph(each) for each in braces}
    faulty = {_locate_paragraph(each) for each in written}
    blamed = [each for each in [*braces, *written] if _breaks_pairs(each)]
    linted = _drop_twins(
        each
        for each in linted
        if _locate_paragraph(each) not in taken
        and not (each.code == "D313" and _locate_paragraph(each) in faulty)
        and not (each.code == "D312" and any(_may_explain(other, each) for other in blamed))
    )
    torn = chain(
        losses.find_losses(template, paragraphs), find_crossings(template, paragraphs),
        headings.find_unfit_headings(template, paragraphs),
        find_clause_faults(template, paragraphs),
    )  # fmt: skip
    lost = [each for each in torn if _locate_paragraph(each) not in taken]
    beside = chain(
        asides.find_merge_fields(template, paragraphs), asides.check_asides(template),
        losses.find_frameless_pictures(template, paragraphs),
    )  # fmt: skip
    return [*braces, *written, *linted, *lost, *beside]


def _locate_paragraph(found: Problem) -> tuple[object, int]:
    """The part and the paragraph of a finding."""
    assert isinstance(found.place, WordPlace)
    return found.place.part, found.place.paragraph


def _find_tag_faults(template: Template) -> Iterator[Problem]:
    """What is wrong with how single tags are written."""
    for tags in (*template.slots.values(), *template.asides.values()):
        for slot in tags:
            for fault in find_slot_faults(template, slot):
                place = slot.locate(template.file, fault.start, fault.width)
                yield problem(fault.code, place, **fault.values)


def find_slot_faults(template: Template, slot: Slot) -> Iterator[TagFault]:
    """What is wrong with how a tag of the template is written."""
    asked = template.schema
    return tag_spelling.find_faults(slot.tag, asked.root.fields, asked.odd_names)


def _breaks_pairs(found: Problem) -> bool:
    """Whether an if, for or end may be lost by what was reported."""
    text = str(dict(found.values).get("text", ""))
    return found.code == "D345" or "%" in text or "％" in text


def _may_explain(blamed: Problem, lone: Problem) -> bool:
    """Whether the lone tag's partner may be the one reported: before an end, behind an if."""
    ends = _continues_block(str(dict(lone.values)["tag"]))
    if _locate_paragraph(blamed)[0] != _locate_paragraph(lone)[0]:
        return False
    first, second = (blamed, lone) if ends else (lone, blamed)
    return _locate_paragraph(first)[1] <= _locate_paragraph(second)[1]


def _continues_block(text: str) -> bool:
    """Whether the tag needs an if or for before it."""
    return any(tag.closes or tag.keyword in ("else", "elif") for _, tag in find_tags(text))


def _drop_twins(linted: Iterable[Problem]) -> list[Problem]:
    """The findings; of a for and the endif that was written for its endfor only the endif."""
    kept: list[Problem] = []
    for each in linted:
        before = kept[-1] if kept else None
        if before is not None and before.code == each.code == "D312":
            tags = [str(dict(found.values)["tag"]) for found in (before, each)]
            if [_continues_block(tag) for tag in tags] == [False, True] and "end" in tags[1]:
                kept.pop()
        kept.append(each)
    return kept


def _closes_another(found: Problem, linted: list[Problem]) -> bool:
    """Whether the lone braces end a tag that is reported as going over several paragraphs."""
    ends = dict(found.values).get("text") in ("}}", "%}")
    return ends and any(
        other.code == "D322"
        and isinstance(other.place, WordPlace)
        and isinstance(found.place, WordPlace)
        and other.place.part == found.place.part
        and other.place.paragraph < found.place.paragraph
        for other in linted
    )


def _find_foreign_tags(
    template: Template, paragraphs: dict[str, list[Paragraph]]
) -> Iterator[Problem]:
    """Tags of other engines that stand in the text."""
    for member, members in paragraphs.items():
        for paragraph in members:
            pieces = blocks.read_pieces(paragraph.element)  # a field's result is Word's
            shown = (
                "\0" * len(p.text) if p.in_field else p.text for p in pieces if not p.deletions
            )
            rest = _blank_tags("".join(shown))
            for tag in find_foreign_tags(rest, template.schema.root.fields):
                place = blocks.locate_paragraph(
                    template.file, member, paragraph, tag.start + 1, len(tag.text)
                )
                yield problem("D384", place, tag=tag.text, engine=tag.engine, hint=tag.hint)


def _blank_tags(text: str) -> str:
    """The text with as many signs in place of each tag, which no pattern finds."""
    return "".join(
        piece if isinstance(piece, str) else "\0" * len(piece.text) for piece in split_text(text)
    )


def _find_loose_braces(
    template: Template, paragraphs: dict[str, list[Paragraph]]
) -> Iterator[Problem]:
    """Braces that no tag uses: full-width ones, ones with a blank between, lone ones."""
    for member, members in paragraphs.items():
        for paragraph in members:
            rest = _blank_tags(paragraph.text)
            match = _BRACES.search(rest)
            if match and re.fullmatch(r"\{[{%]", match.group()) and not _has_full_width(rest):
                continue
            match = match or next(
                (single for single in _SINGLE.finditer(rest) if _is_meant(template, single[1])),
                None,
            )
            if match:
                place = blocks.locate_paragraph(
                    template.file, member, paragraph, match.start() + 1, len(match.group())
                )
                yield problem("D311", place, text=match.group())


def _is_meant(template: Template, inside: str) -> bool:
    """Whether what stands between single braces is a tag's: a field's name, or a known filter."""
    name = re.match(r"\s*(\w+)\s*(?:[.|｜\[]|$)", inside)
    filters = re.findall(r"[|｜]\s*(\w+)", inside)
    known = template.schema.root.fields
    if (name and name[1] in known) or any(each in sandbox.NAMES for each in filters):
        return True
    of_record = re.match(r"\s*\w+\.(\w+)\s*(?:[|｜]|$)", inside)
    fields = {field.name for _, field in template.schema.root.walk()}
    return of_record is not None and of_record[1] in fields


def _has_full_width(text: str) -> bool:
    return bool(re.search(r"[｝％＃]|\}\s+\}|%\s+\}", text))
