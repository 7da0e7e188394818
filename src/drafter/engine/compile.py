"""From a template to code: prepared once a version, with everything that is wrong in it."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, nodes

from drafter.engine import alone, guards, lines, lint, names, signs
from drafter.engine.environment import Sandbox
from drafter.engine.objects import NEEDS_DOCXTPL
from drafter.problems import FilePlace, Part, Problem, WordPlace, blocking, problem
from drafter.problems.model import Place
from drafter.template import Template
from drafter.word import blocks, marks, mend, tags, xml
from drafter.word import package as packages
from drafter.word.package import Package
from drafter.word.properties import CORE
from drafter.word.tags import Slot

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
TITLE = "x-title"
"""The name of the code that makes the report's name."""
_ESCAPED_BRACES = re.compile(
    rf"(?P<tag>{tags.TAG.pattern})|(?P<first>[{{}}%])_(?P<last>[{{}}%])", re.DOTALL
)
_OPENS = re.compile(r"\{%(?:p|tr|tc)?-?\s*(?:if|for|macro|call|filter|with)\b")
_CLOSES = re.compile(r"\{%(?:p|tr|tc)?-?\s*end(?:if|for|macro|call|filter|with)\b")


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
    report's name. serials: tags that print nothing but a row's number. counting: tags that print
    what the data hold by that name, so that a 0 there was counted. native: only docxtpl's own way
    can render it. first_mark: the first bookmark id that the template does not use.
    """

    template: Template
    environment: Sandbox = field(repr=False)
    prepared: Package = field(repr=False)
    parts: Mapping[str, Source] = field(repr=False)
    title: JinjaTemplate | None = field(repr=False)
    serials: frozenset[int]
    counting: frozenset[int]
    native: bool
    first_mark: int

    def prefixes(self) -> dict[int, str]:
        """How each printing tag begins: {{r, {{p or plain."""
        slots = [slot for part in self.template.slots.values() for slot in part]
        return {slot.number: slot.prefix for slot in slots if slot.prints}

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
        compiled, found = _try(template)
        _cache[key] = compiled, tuple(found)
    compiled, known = _cache[key]
    return compiled, list(known)


def _try(template: Template) -> tuple[Compiled | None, list[Problem]]:
    try:
        return _compile(template)
    except (RecursionError, MemoryError, SyntaxError):  # deeper than Python itself can go
        return None, [problem("D343", _deepest(template))]


def _deepest(template: Template) -> Place:
    """The tag with the most blocks or brackets open around it."""
    depth, heaviest, deepest = 0, 0, None
    for slot in (slot for slots in template.slots.values() for slot in slots):
        depth += bool(_OPENS.match(slot.text)) - bool(_CLOSES.match(slot.text))
        weight = 20 * depth + len(slot.text)
        if weight > heaviest:
            heaviest, deepest = weight, slot
    return FilePlace(template.file) if deepest is None else _place(template, deepest)


def _compile(template: Template) -> tuple[Compiled | None, list[Problem]]:
    found = lint.lint(template)
    if blocking(found):
        slots = [slot for part in template.slots.values() for slot in part]
        wrong = alone.check(
            slots, environment(), template.schema.root, lambda slot: _place(template, slot)
        )
        return None, _in_order([*found, *wrong])
    prepared = _prepare(template)
    trees: dict[str, tuple[nodes.Template, list[Slot | None]]] = {}
    for member in [*packages.text_parts(prepared), CORE]:
        if member in prepared.members:
            _read_part(template, prepared, member, trees, found)
    title = _title(template, found)
    if blocking(found):
        return None, _in_order(found)
    everything = [tree for tree, _ in trees.values()]
    native = any(map(_needs_docxtpl, everything))
    serials, counting = _serials(everything), _counting(template, everything)
    parts = {member: _source(member, *parsed) for member, parsed in trees.items()}
    roots = [xml.parse(template.package.members[m]) for m in packages.text_parts(template.package)]
    compiled = Compiled(
        template, environment(), prepared, parts, title, serials, counting, native,
        marks.next_id(roots),
    )  # fmt: skip
    return compiled, found


def _in_order(found: list[Problem]) -> list[Problem]:
    """The findings as they come in the file, the body first."""

    def spot(each: Problem) -> tuple[bool, str, int, int]:
        place = each.place
        if not isinstance(place, WordPlace):
            return True, "", 0, 0
        return place.part is not Part.BODY, place.part.value, place.paragraph, place.column

    return sorted(found, key=spot)


def _prepare(template: Template) -> Package:
    changed = {}
    for member, slots in template.slots.items():
        root = xml.parse(template.package.members[member])
        mend.unwrap_smart_tags(root)
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
    except TemplateSyntaxError as error:
        found.append(problem("D313", place(error.lineno), tag="", reason=str(error)))
        return
    found += names.check(tree, environment(), template.schema.root, place)
    trees[member] = tree, where


def jinja_source(data: bytes, member: str) -> str:
    """The part as Jinja source, made by docxtpl's own rules, each paragraph on a line."""
    text = _DECLARATION.sub("", data.decode("utf-8"))
    if member != CORE:
        text = DocxTemplate(io.BytesIO()).patch_xml(text)
    return _ESCAPED_BRACES.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    """The braces that {_{, }_}, {_% and %_} stand for, outside tags."""
    if match["tag"] or match["first"] + match["last"] not in ("{{", "}}", "{%", "%}"):
        return match.group()
    return f"{{{{ '{match['first']}' ~ '{match['last']}' }}}}"


def _place(template: Template, slot: Slot) -> WordPlace:
    return blocks.place(template.file, slot.member, slot.paragraph, slot.column, len(slot.text))


def _title(template: Template, found: list[Problem]) -> JinjaTemplate | None:
    pattern = template.schema.title
    if not pattern:
        return None
    place = template.schema.title_place
    faults = [fault for tag in tags.TAG.findall(pattern) for fault in signs.faults(tag)]
    if faults:
        found += [problem(fault.code, place, **fault.values) for fault in faults]
        return None
    try:
        tree = environment().parse(pattern, TITLE, TITLE)
    except TemplateSyntaxError as error:
        found.append(problem("D313", place, tag=pattern, reason=str(error)))
        return None
    found += names.check(tree, environment(), template.schema.root, lambda line: place)
    return _template(tree, TITLE)


def _source(member: str, tree: nodes.Template, where: list[Slot | None]) -> Source:
    return Source(member, _template(tree, member), where)


def _template(tree: nodes.Template, name: str) -> JinjaTemplate:
    sandbox = environment()
    slot = guards.NO_PAGE if name in (TITLE, CORE) else guards.NO_TAG
    code: Any = sandbox.compile(guards.guard(tree, slot), name, name)
    return JinjaTemplate.from_code(sandbox, code, sandbox.make_globals(None))


def _needs_docxtpl(tree: nodes.Template) -> bool:
    """Whether a filter stands there, or is named for `map`, that only docxtpl's own way serves."""
    filters = list(tree.find_all(nodes.Filter))
    named = (c.value for f in filters if f.name == "map" for c in f.find_all(nodes.Const))
    return any(name in NEEDS_DOCXTPL for name in [*(f.name for f in filters), *named])


def _printing(trees: Sequence[nodes.Template]) -> Iterator[tuple[int, set[str]]]:
    """Each slot that prints, with the names that its expression uses."""
    for tree in trees:
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == tags.AT:
                slot, *values = call.args
                used = {name.name for value in values for name in value.find_all(nodes.Name)}
                used |= {value.name for value in values if isinstance(value, nodes.Name)}
                if isinstance(slot, nodes.Const):
                    yield slot.value, used


def _serials(trees: Sequence[nodes.Template]) -> frozenset[int]:
    """The slots that print only a loop's own numbers: a row's 序号 needs no record."""
    return frozenset(slot for slot, used in _printing(trees) if used == {"loop"})


def _counting(template: Template, trees: Sequence[nodes.Template]) -> frozenset[int]:
    """The slots that print something of the data by its name: a 0 there was counted."""
    fields = set(template.schema.root.fields)
    return frozenset(slot for slot, used in _printing(trees) if used & fields)
