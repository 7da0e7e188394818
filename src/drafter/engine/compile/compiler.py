"""From a template to code: prepared once a version, with everything that is wrong in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from drafter.engine.compile import bookmarks, metering, soundness, source_map
from drafter.engine.compile.compiled import TITLE, CompiledPart, CompiledTemplate, get_sandbox
from drafter.engine.language.word_objects import NEEDS_DOCXTPL
from drafter.engine.validate import names, placement, tag_spelling
from drafter.problems import FilePlace, Part, Problem, WordPlace, problem, select_blocking
from drafter.problems.model import Place
from drafter.template import Template, slots
from drafter.template.tag import AT, ESCAPED_BRACES, Slot, Tag, find_tags, pair_blocks, split_text
from drafter.vocabulary import DATE_STYLE, EARLIER, ORGAN_STYLE, PREVIOUS
from drafter.word import xml
from drafter.word.layout import gongwen
from drafter.word.package import archive as packages
from drafter.word.package import properties
from drafter.word.package.archive import CORE, DOCUMENT, Package
from drafter.word.repair import streamed, structure
from drafter.word.repair import tree as mend
from drafter.word.text import bookmarks as marks
from drafter.word.text import places

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_NESTS = {"if", "for", "macro", "call", "filter", "with"}
"""Blocks of which each makes the code of a template one step deeper."""


def compile_template(template: Template) -> tuple[CompiledTemplate | None, list[Problem]]:
    """The template's code; or None and what is wrong."""
    try:
        return _check_and_compile(template)
    except (RecursionError, MemoryError, SyntaxError):  # deeper than Python itself can go
        return None, [problem("D343", find_deepest_tag(template))]


def find_deepest_tag(template: Template) -> Place:
    """The tag with the most blocks or brackets open around it."""
    tags = [slot for part in template.slots.values() for slot in part]
    weights = [len(slot.text) for slot in tags]
    for first, last in pair_blocks((slot.tag for slot in tags), _NESTS):
        for index in range(first, last):
            weights[index] += 20
    if not tags:
        return FilePlace(template.file)
    return _place_slot(template, tags[weights.index(max(weights))])


def _check_and_compile(template: Template) -> tuple[CompiledTemplate | None, list[Problem]]:
    found = placement.lint_template(template)
    if select_blocking(found):
        everything = [slot for part in template.slots.values() for slot in part]
        wrong = names.check_single_tags(
            everything,
            get_sandbox(),
            template.schema.root,
            lambda slot: _place_slot(template, slot),
        )
        return None, _sort_problems([*found, *wrong])
    prepared, stamped = properties.add_placeholders(_prepare_package(template))
    trees: dict[str, tuple[nodes.Template, list[Slot | None]]] = {}
    for member in [*packages.list_text_parts(prepared), CORE]:
        _parse_part(template, prepared, member, trees, found)
    title = _compile_title(template, found)
    if select_blocking(found):
        return None, _sort_problems(found)
    return _assemble_compiled(template, prepared, stamped, trees, title), found


def _assemble_compiled(
    template: Template, prepared: Package, stamped: tuple[str, ...],
    trees: dict[str, tuple[nodes.Template, list[Slot | None]]], title: CompiledPart | None,
) -> CompiledTemplate:  # fmt: skip
    if not _has_tags(trees[CORE][0]):
        del trees[CORE]
    everything = [tree for tree, _ in trees.values()]
    native = any(map(_needs_docxtpl, everything))
    printing = list(_find_printing_slots(everything))
    serials, counting = _find_serials(printing), _find_counting(template, printing)
    parts = {member: _compile_part(member, *parsed, template) for member, parsed in trees.items()}
    roots = [
        xml.parse(template.package.members[m]) for m in packages.list_text_parts(template.package)
    ]
    return CompiledTemplate(
        template, packages.pack_members(prepared), parts, title, serials, counting, native,
        marks.next_bookmark_id(roots), stamped, _find_signature(prepared), _is_quiet(prepared),
        any(map(_uses_earlier_years, everything)),
    )  # fmt: skip


def _has_tags(tree: nodes.Template) -> bool:
    """Whether the part is more than fixed text."""
    pieces = (each for node in tree.body for each in getattr(node, "nodes", [node]))
    return not all(isinstance(piece, nodes.TemplateData) for piece in pieces)


def _find_signature(prepared: Package) -> tuple[str, str] | None:
    """The style ids of a signature's organ and date, where the template's body uses both."""
    styles = prepared.members.get(packages.STYLES)
    ids = {} if styles is None else gongwen.read_style_ids(xml.parse(styles))
    pair = ids.get(ORGAN_STYLE, ""), ids.get(DATE_STYLE, "")
    body = prepared.members[DOCUMENT]
    return pair if all(each and streamed.style_reference(each) in body for each in pair) else None


def _is_quiet(prepared: Package) -> bool:
    """Whether the parts that only are checked, not rendered, say nothing at all."""
    data = prepared.members.get("word/endnotes.xml")
    root = None if data is None else xml.parse(data)
    return root is None or not (
        "".join(mend.read_paragraph_texts(root)) or any(structure.find_faults(root))
    )


def _sort_problems(found: list[Problem]) -> list[Problem]:
    """The findings as they come in the file, the body first."""

    def spot(each: Problem) -> tuple[bool, str, int, int]:
        place = each.place
        if not isinstance(place, WordPlace):
            return True, "", 0, 0
        return place.part is not Part.BODY, place.part.value, place.paragraph, place.column

    return sorted(found, key=spot)


def _prepare_package(template: Template) -> Package:
    changed = {}
    roots = {m: xml.parse(template.package.members[m]) for m in template.slots}
    mend.make_ids_unique(*roots.values())
    for member, root in roots.items():
        mend.unwrap_smart_tags(root)
        mend.sort_properties(root)
        mend.drop_empty_runs(root)
        slots.prepare_part(root, list(template.slots[member]), body=member == DOCUMENT)
        changed[member] = xml.write(root)
    return template.package.replace(changed)


def _parse_part(
    template: Template, prepared: Package, member: str,
    trees: dict[str, tuple[nodes.Template, list[Slot | None]]], found: list[Problem],
) -> None:  # fmt: skip
    here = template.slots.get(member, ())
    source, where = source_map.spread_tags(
        build_jinja_source(prepared.members[member], member), here
    )

    def place(line: int) -> Place | None:
        slot = where[min(line, len(where) - 1)]
        if slot is None:
            return WordPlace(template.file, Part.PROPERTIES, 0)
        return _place_slot(template, slot)

    try:
        tree = get_sandbox().parse(source, member, member)
    except TemplateSyntaxError as error:
        found.append(problem("D313", place(error.lineno), tag="", reason=str(error)))
        return
    found += names.check_names(tree, get_sandbox(), template.schema.root, place)
    trees[member] = tree, where


def build_jinja_source(data: bytes, member: str) -> str:
    """The part as Jinja source, made by docxtpl's own rules, each paragraph on a line."""
    text = _DECLARATION.sub("", data.decode("utf-8"))
    if member != CORE:
        text = DocxTemplate(io.BytesIO()).patch_xml(text)
    return "".join(
        ESCAPED_BRACES.sub(_print_braces, piece)
        if isinstance(piece, str)
        else _unescape_code(piece).text
        for piece in split_text(text)
    )


def _unescape_code(tag: Tag) -> Tag:
    """The tag without the entities of XML; docxtpl resolves &lt; and &gt; up to the first `}}`."""
    if tag.kind not in ("print", "statement") or "&" not in tag.inside:
        return tag
    inside = tag.inside.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return tag._replace(inside=inside)


def _print_braces(match: re.Match[str]) -> str:
    """What prints the braces that {_{, }_}, {_% and %_} stand for."""
    return f"{{{{ '{match[0][0]}' ~ '{match[0][-1]}' }}}}"


def _place_slot(template: Template, slot: Slot) -> WordPlace:
    return places.make_word_place(
        template.file, slot.member, slot.paragraph, slot.column, len(slot.text)
    )


def _compile_title(template: Template, found: list[Problem]) -> CompiledPart | None:
    pattern = template.schema.title
    if not pattern:
        return None
    place = template.schema.title_place
    faults = [fault for _, tag in find_tags(pattern) for fault in tag_spelling.find_faults(tag)]
    if faults:
        found += [problem(fault.code, place, **fault.values) for fault in faults]
        return None
    try:
        tree = get_sandbox().parse(pattern, TITLE, TITLE)
    except TemplateSyntaxError as error:
        found.append(problem("D313", place, tag=pattern, reason=str(error)))
        return None
    found += names.check_names(tree, get_sandbox(), template.schema.root, lambda line: place)
    code: Any = get_sandbox().compile(metering.meter_tree(tree, metering.NO_PAGE), TITLE, TITLE)
    return CompiledPart(TITLE, code)


def _compile_part(
    member: str, tree: nodes.Template, where: list[Slot | None], template: Template
) -> CompiledPart:
    slot = metering.NO_PAGE if member == CORE else metering.NO_TAG
    woven = bookmarks.fuse_bookmarks(metering.meter_tree(tree, slot))
    loose = soundness.prove_sound(woven, template.schema.fixed)
    code: Any = get_sandbox().compile(woven, member, member)
    return CompiledPart(member, code, where, loose is not None, bool(loose))


def _needs_docxtpl(tree: nodes.Template) -> bool:
    """Whether a filter stands there, or is named for `map`, that only docxtpl's own way serves."""
    filters = list(tree.find_all(nodes.Filter))
    named = (c.value for f in filters if f.name == "map" for c in f.find_all(nodes.Const))
    return any(name in NEEDS_DOCXTPL for name in [*(f.name for f in filters), *named])


def _uses_earlier_years(tree: nodes.Template) -> bool:
    """Whether the part asks for the years before."""
    return any(name.name in (PREVIOUS, EARLIER) for name in tree.find_all(nodes.Name))


Printing = Sequence[tuple[int, set[str]]]


def _find_printing_slots(trees: Sequence[nodes.Template]) -> Iterator[tuple[int, set[str]]]:
    """Each slot that prints, with the names that its expression uses."""
    for tree in trees:
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == AT:
                slot, *values = call.args
                used = {name.name for value in values for name in value.find_all(nodes.Name)}
                used |= {value.name for value in values if isinstance(value, nodes.Name)}
                if isinstance(slot, nodes.Const):
                    yield slot.value, used


def _find_serials(printing: Printing) -> frozenset[int]:
    """The slots that print only a loop's own numbers: a row's 序号 needs no record."""
    return frozenset(slot for slot, used in printing if used == {"loop"})


def _find_counting(template: Template, printing: Printing) -> frozenset[int]:
    """The slots that print something of the data by its name: a 0 there was counted."""
    fields = {*template.schema.root.fields, PREVIOUS, EARLIER}
    return frozenset(slot for slot, used in printing if used & fields)
