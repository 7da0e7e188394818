"""From a template to code: prepared once a version, with everything that is wrong in it."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable, Mapping, Sequence
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from drafter.engine.compile import (
    definitions,
    jinja_source,
    notes,
    paragraph_ends,
    printing,
    rewriting,
    soundness,
)
from drafter.engine.compile.compiled import TITLE, CompiledPart, CompiledTemplate, get_sandbox
from drafter.engine.compile.paragraph_ends import ParagraphEnd
from drafter.engine.fields.plan import FieldsPlan, plan_fields
from drafter.engine.jinja_tree import find_nodes
from drafter.engine.language.word_objects import NEEDS_DOCXTPL
from drafter.engine.named.checks import compile_checks
from drafter.engine.named.lowering import lower_tree
from drafter.engine.named.model import NamedFigures
from drafter.engine.named.reading import read_named
from drafter.engine.validate import forms, names, placement, tag_spelling
from drafter.problems import FilePlace, Part, Problem, WordPlace, problem, select_blocking
from drafter.problems.model import Place
from drafter.schema import NamedFigure
from drafter.template import Template, asides, slots
from drafter.template.clauses.lowering import read_tags, write_clauses
from drafter.template.clauses.vanishing import make_level_finder
from drafter.template.tag import YEARS, Slot, find_tags, pair_blocks
from drafter.vocabulary import DATE_STYLE, EARLIER, ORGAN_STYLE, PREVIOUS
from drafter.word import xml
from drafter.word.fields.updating import ask_for_update
from drafter.word.layout import gongwen
from drafter.word.layout.formatting import StyleResolver
from drafter.word.layout.run_form import SettingReader
from drafter.word.package import archive as packages
from drafter.word.package import properties
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.repair import streamed
from drafter.word.repair import tree as mend
from drafter.word.repair.links import find_flaws
from drafter.word.text import bookmarks as marks

_NESTS = {"if", "for", "macro", "call", "filter", "with"}
"""Blocks of which each makes the code of a template one step deeper."""


class _ParsedPart(NamedTuple):
    """A part's tree, the tag that each line of its source comes from, and the tags that end their
    paragraphs."""

    tree: nodes.Template
    lines: list[Slot | None]
    ends: dict[int, ParagraphEnd]


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
    return tags[weights.index(max(weights))].locate(template.file)


def _check_and_compile(template: Template) -> tuple[CompiledTemplate | None, list[Problem]]:
    found = placement.lint_template(template)
    named, wrong = read_named(template.schema, get_sandbox())
    found += wrong
    if select_blocking(found):
        wrong = _check_sound_tags(template)
        return None, _gather_unknown(_sort_problems([*found, *wrong]), template)
    package, fields = _prepare_package(template)
    found += fields.problems
    prepared, stamped = properties.add_placeholders(package)
    parts: dict[str, _ParsedPart] = {}
    sources = {
        member: jinja_source.build_jinja_source(
            prepared.members[member], tags, is_text=member in template.slots
        )
        for member, tags in {**template.slots, **template.asides}.items()
    }
    moved = notes.bring_notes_to_references(sources, get_sandbox())
    for member, source in moved.items():
        part, wrong = _parse_part(template, source, member, named)
        found += wrong
        if part is not None:
            parts[member] = part
    title, wrong = _compile_title(template, named)
    checks, unfit = compile_checks(template.schema, named)
    found += [*wrong, *unfit]
    if select_blocking(found):
        return None, _gather_unknown(_sort_problems(found), template)
    free_notes = notes.first_free_ids(sources, moved)
    compiled = _assemble_compiled(
        template, prepared, stamped, parts, title, free_notes, named.index
    )
    compiled = dataclasses.replace(
        compiled,
        fields=fields.computed,
        targets=fields.targets,
        awaiting=fields.awaiting,
        checks=checks,
    )
    return compiled, found


def _check_sound_tags(template: Template) -> list[Problem]:
    """The wrong names in the tags that are well written, where others are not."""
    sound = [
        slot
        for part in template.slots.values()
        for slot in part
        if not any(placement.find_slot_faults(template, slot))
    ]
    root, figures = template.schema.root, template.schema.figures
    wrong = names.check_single_tags(sound, get_sandbox(), root, template.file, figures)
    # Figures' names are not put in yet, so what a filter is given cannot be judged.
    return [each for each in wrong if each.code != "D332" or not figures]


def _assemble_compiled(
    template: Template, prepared: Package, stamped: tuple[str, ...],
    parts: dict[str, _ParsedPart], title: CompiledPart | None, free_notes: Mapping[str, int],
    named: Mapping[str, NamedFigure],
) -> CompiledTemplate:  # fmt: skip
    everything = [part.tree for part in parts.values()]
    texts = [part.tree for member, part in parts.items() if member in template.slots]
    native = any(map(_needs_docxtpl, everything))
    serials, counting = printing.find_serials(texts), _find_counting(template, texts)
    literals = printing.find_literal_braces(
        texts, [prepared.members[member] for member in template.slots]
    )
    figures, facts = definitions.find_definitions(texts, template.schema.root, named)
    fixed = template.schema.fixed
    compiled = {member: _compile_part(member, part, fixed) for member, part in parts.items()}
    own = template.package
    roots = {m: xml.parse(own.members[m]) for m in packages.list_text_parts(own)}
    # plain tuples: a cached run does without lxml, which Flaw's module would bring
    flaws = frozenset((flaw.member, flaw.reason, flaw.what) for flaw in find_flaws(own, roots))
    return CompiledTemplate(
        template, packages.pack_members(prepared), compiled, title, serials, counting, native,
        marks.next_bookmark_id(roots.values()), stamped, _find_signature(prepared),
        any(map(_uses_earlier_years, everything)), facts, pickle.dumps(figures),
        literals, free_notes, flaws=flaws, named=named,
    )  # fmt: skip


def _find_signature(prepared: Package) -> tuple[str, str] | None:
    """The style ids of a signature's organ and date, where the template's body uses both."""
    styles = prepared.members.get(packages.STYLES)
    ids = {} if styles is None else gongwen.read_style_ids(xml.parse(styles))
    pair = ids.get(ORGAN_STYLE, ""), ids.get(DATE_STYLE, "")
    body = prepared.members[DOCUMENT]
    return pair if all(each and streamed.style_reference(each) in body for each in pair) else None


def _gather_unknown(found: list[Problem], template: Template) -> list[Problem]:
    """The findings; where the schema describes no field, that is told once instead of each name."""
    if template.schema.root.fields or not any(each.code == "D314" for each in found):
        return found
    left = [each for each in found if each.code != "D314"]
    return [problem("D244", template.schema.title_place), *left]


def _sort_problems(found: list[Problem]) -> list[Problem]:
    """The findings as they come in the file, the body first."""

    def spot(each: Problem) -> tuple[bool, str, int, int]:
        place = each.place
        if not isinstance(place, WordPlace):
            return True, "", 0, 0
        return place.part is not Part.BODY, place.part.value, place.paragraph, place.column

    return sorted(found, key=spot)


def _prepare_package(template: Template) -> tuple[Package, FieldsPlan]:
    changed = {}
    roots = {m: xml.parse(template.package.members[m]) for m in template.slots}
    mend.make_ids_unique(*roots.values())
    find_level = make_level_finder(template.package)
    fields = plan_fields(template, roots)
    for member, root in roots.items():
        mend.unwrap_smart_tags(root)
        mend.release_bound_controls(root)
        mend.sort_properties(root)
        mend.drop_empty_runs(root)
        is_body = member == DOCUMENT
        slots.prepare_part(root, list(template.slots[member]), find_level if is_body else None)
        changed[member] = xml.write(root)
    package = template.package.replace(
        {**changed, **asides.prepare_asides(template.package, template.asides)}
    )
    return ask_for_update(package) if fields.awaiting else package, fields


def _parse_part(
    template: Template, source: jinja_source.JinjaSource, member: str, named: NamedFigures
) -> tuple[_ParsedPart | None, list[Problem]]:
    lines = source.lines

    def place(line: int) -> Place:
        slot = lines[min(line, len(lines) - 1)]
        if slot is None:
            return WordPlace(template.file, Part.PROPERTIES, 0)
        return slot.locate(template.file)

    try:
        tree = get_sandbox().parse(source.text, member, member)
    except TemplateSyntaxError as error:
        return None, [problem("D313", place(error.lineno), tag="", reason=str(error))]
    found = _check_tree(template, tree, named, place)
    found += forms.check_forms(tree, SettingReader(template.package, member), place)
    if member in template.asides:
        slot = rewriting.NO_TAG if asides.DRAWN.fullmatch(member) else rewriting.NO_PAGE
        rewriting.record_as(tree, slot)
        return _ParsedPart(tree, lines, {}), found
    ends = paragraph_ends.find_paragraph_ends(source.text, StyleResolver(template.package))
    return _ParsedPart(tree, lines, ends), found


def _check_tree(
    template: Template, tree: nodes.Template, named: NamedFigures, place: Callable[[int], Place]
) -> list[Problem]:
    """What the tree's names are wrong in; those of figures are replaced."""
    found = lower_tree(tree, named, place)
    root, figures = template.schema.root, template.schema.figures
    return [*found, *names.check_names(tree, get_sandbox(), root, place, figures)]


def _compile_title(
    template: Template, named: NamedFigures
) -> tuple[CompiledPart | None, list[Problem]]:
    pattern, place = template.schema.title, template.schema.title_place
    if not pattern:
        return None, []
    faults = [fault for _, tag in find_tags(pattern) for fault in tag_spelling.find_faults(tag)]
    if faults:
        return None, [problem(fault.code, place, **fault.values) for fault in faults]
    reading = read_tags(pattern, template.schema.known_names)
    if reading.faults:
        return None, [problem(fault.code, place, **fault.values) for fault in reading.faults]
    try:
        tree = get_sandbox().parse(write_clauses(pattern, reading), TITLE, TITLE)
    except TemplateSyntaxError as error:
        return None, [problem("D313", place, tag=pattern, reason=str(error))]
    found = _check_tree(template, tree, named, lambda line: place)
    rewriting.note_kinds(tree)
    rewriting.meter_tree(tree, rewriting.NO_PAGE)
    return CompiledPart(TITLE, _compile_tree(tree, TITLE)), found


def _compile_part(member: str, part: _ParsedPart, fixed: tuple[str, ...]) -> CompiledPart:
    rewriting.note_kinds(part.tree)
    rewriting.meter_tree(part.tree, rewriting.NO_TAG)
    rewriting.fuse_bookmarks(part.tree, part.ends)
    printing.note_loops(part.tree)
    loose = soundness.prove_sound(part.tree, fixed)
    code = _compile_tree(part.tree, member)
    return CompiledPart(member, code, part.lines, loose is not None, bool(loose))


def _compile_tree(tree: nodes.Template, name: str) -> CodeType:
    code: Any = get_sandbox().compile(tree, name, name)  # Jinja's types leave trees out
    assert isinstance(code, CodeType)
    return code


def _needs_docxtpl(tree: nodes.Template) -> bool:
    """Whether a filter stands there, or is named for `map`, that only docxtpl's own way serves."""
    filters = list(find_nodes(tree, nodes.Filter))
    named = (c.value for f in filters if f.name == "map" for c in find_nodes(f, nodes.Const))
    return any(name in NEEDS_DOCXTPL for name in [*(f.name for f in filters), *named])


def _uses_earlier_years(tree: nodes.Template) -> bool:
    """Whether the part asks for the years before."""
    return any(name.name in _OF_YEARS for name in find_nodes(tree, nodes.Name))


_OF_YEARS = frozenset({PREVIOUS, EARLIER, YEARS})


def _find_counting(template: Template, trees: Sequence[nodes.Template]) -> frozenset[int]:
    """The slots that print something of the data by its name: a 0 there was counted."""
    fields = {*template.schema.root.fields, PREVIOUS, EARLIER}
    return frozenset(
        slot
        for tree in trees
        for slot, atoms in printing.find_printing_slots(tree)
        if not fields.isdisjoint(each if isinstance(each, str) else each[0] for each in atoms)
    )
