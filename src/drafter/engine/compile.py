"""From a template to code: prepared once a version, with everything that is wrong in it."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, nodes

from drafter.engine import lines, lint, names
from drafter.engine.environment import Sandbox
from drafter.engine.objects import NEEDS_DOCXTPL
from drafter.problems import Part, Problem, TextPlace, WordPlace, blocking, problem
from drafter.problems.model import Place
from drafter.template import Template
from drafter.word import blocks, marks, tags, xml
from drafter.word import package as packages
from drafter.word.package import Package
from drafter.word.properties import CORE
from drafter.word.tags import Slot

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_TITLE = "x-title"
_ESCAPED_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}


@dataclass(frozen=True)
class Source:
    """A part as Jinja code: the compiled template, and the tag that each line comes from."""

    member: str
    code: JinjaTemplate = field(repr=False)
    lines: Sequence[Slot | None] = field(repr=False)


@dataclass(frozen=True)
class Compiled:
    """A template ready to be rendered any number of times.

    prepared: its package with tags made whole and marked. parts: what is rendered. title: the
    report's name. serials: tags that print nothing but a row's number. native: only docxtpl's own
    way can render it. first_mark: the first bookmark id that the template does not use.
    """

    template: Template
    environment: Sandbox = field(repr=False)
    prepared: Package = field(repr=False)
    parts: Mapping[str, Source] = field(repr=False)
    title: JinjaTemplate | None = field(repr=False)
    serials: frozenset[int]
    native: bool
    first_mark: int

    def place(self, slot: Slot) -> WordPlace:
        return _place(self.template, slot)

    def paragraph(self, number: int) -> WordPlace | None:
        """The template's paragraph of that number in the body, as a place."""
        root = xml.parse(self.template.package.members[packages.DOCUMENT])
        found = (p for p in blocks.paragraphs(root) if p.number == number)
        return next((blocks.place(self.template.file, packages.DOCUMENT, p) for p in found), None)


@functools.cache
def environment() -> Sandbox:
    """The one sandbox of this process; rendering keeps no state in it."""
    return Sandbox()


_cache: dict[tuple[str, str], tuple[Compiled | None, tuple[Problem, ...]]] = {}


def compile_template(template: Template) -> tuple[Compiled | None, list[Problem]]:
    """The template's code; or None and what is wrong. One compilation a version and process."""
    key = (template.file, template.digest)
    if key not in _cache:
        compiled, found = _compile(template)
        _cache[key] = compiled, tuple(found)
    compiled, known = _cache[key]
    return compiled, list(known)


def _compile(template: Template) -> tuple[Compiled | None, list[Problem]]:
    found = lint.lint(template)
    if blocking(found):
        return None, found
    prepared = _prepare(template)
    trees: dict[str, tuple[nodes.Template, list[Slot | None]]] = {}
    for member in [*packages.text_parts(prepared), CORE]:
        if member in prepared.members:
            _read_part(template, prepared, member, trees, found)
    title = _title(template, found)
    if blocking(found):
        return None, found
    parts = {member: _source(member, *parsed) for member, parsed in trees.items()}
    everything = [tree for tree, _ in trees.values()]
    filters = {f.name for tree in everything for f in tree.find_all(nodes.Filter)}
    native = bool(filters & NEEDS_DOCXTPL)
    roots = [xml.parse(template.package.members[m]) for m in packages.text_parts(template.package)]
    compiled = Compiled(
        template, environment(), prepared, parts, title, _serials(everything), native,
        marks.next_id(roots),
    )  # fmt: skip
    return compiled, found


def _prepare(template: Template) -> Package:
    changed = {}
    for member, slots in template.slots.items():
        root = xml.parse(template.package.members[member])
        tags.prepare(root, list(slots), mark=True, body=member == packages.DOCUMENT)
        changed[member] = xml.write(root)
    return template.package.replace(changed)


def _read_part(
    template: Template, prepared: Package, member: str,
    trees: dict[str, tuple[nodes.Template, list[Slot | None]]], found: list[Problem],
) -> None:  # fmt: skip
    slots = template.slots.get(member, ())
    source, where = lines.spread(jinja_source(prepared.members[member], member), slots)

    def place(line: int) -> Place | None:
        slot = where[min(line, len(where) - 1)]
        if slot is None:
            return WordPlace(template.file, Part.PROPERTIES, 0)
        return _place(template, slot)

    try:
        tree = environment().parse(source, member, member)
    except (TemplateSyntaxError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        found.append(problem("D313", place(line), tag="", reason=str(error)))
        return
    found += names.check(tree, environment(), template.schema.root, place)
    trees[member] = tree, where


def jinja_source(data: bytes, member: str) -> str:
    """The part as Jinja source, made by docxtpl's own rules, each paragraph on a line."""
    text = _DECLARATION.sub("", data.decode("utf-8"))
    if member != CORE:
        text = DocxTemplate(io.BytesIO()).patch_xml(text)
    for written, meant in _ESCAPED_BRACES.items():
        text = text.replace(written, f"{{{{ '{meant}' }}}}")
    return text


def _place(template: Template, slot: Slot) -> WordPlace:
    return blocks.place(template.file, slot.member, slot.paragraph, slot.column, len(slot.text))


def _title(template: Template, found: list[Problem]) -> JinjaTemplate | None:
    pattern = template.schema.title
    if not pattern:
        return None
    place = TextPlace(template.schema.file, 1)
    try:
        tree = environment().parse(pattern, _TITLE, _TITLE)
    except TemplateSyntaxError as error:
        found.append(problem("D313", place, tag=pattern, reason=str(error)))
        return None
    found += names.check(tree, environment(), template.schema.root, lambda line: place)
    return _template(tree, _TITLE)


def _source(member: str, tree: nodes.Template, where: list[Slot | None]) -> Source:
    return Source(member, _template(tree, member), where)


def _template(tree: nodes.Template, name: str) -> JinjaTemplate:
    sandbox = environment()
    code: Any = sandbox.compile(tree, name, name)
    return JinjaTemplate.from_code(sandbox, code, sandbox.make_globals(None))


def _serials(trees: list[nodes.Template]) -> frozenset[int]:
    """The slots that print only a loop's own numbers: a row's 序号 needs no record."""
    numbers = set()
    for tree in trees:
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == tags.AT:
                slot, *values = call.args
                used = {name.name for value in values for name in value.find_all(nodes.Name)}
                used |= {value.name for value in values if isinstance(value, nodes.Name)}
                if used == {"loop"} and isinstance(slot, nodes.Const):
                    numbers.add(slot.value)
    return frozenset(numbers)
