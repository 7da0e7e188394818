"""A compiled template: what is needed to render it, and nothing of what made it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from types import CodeType
from typing import TYPE_CHECKING, Any

from jinja2.environment import Template as JinjaTemplate

from drafter.engine.language.display import TagFacts
from drafter.engine.language.sandbox import Sandbox
from drafter.frozen import dataclass
from drafter.problems import WordPlace
from drafter.schema.fields import NamedCheck, NamedFigure
from drafter.template import Template
from drafter.template.tag import Slot
from drafter.word.package.archive import DOCUMENT, Package

if TYPE_CHECKING:  # unpickled where a template has such fields, else not loaded
    from drafter.engine.fields.awaiting import AwaitingField

TITLE = "x-title"
"""The name of the code that makes the report's name."""


@dataclass(frozen=True)
class CompiledPart:
    """A part as Jinja code, compiled, and the tag that each line comes from.

    plain: the part comes out sound whatever the data say, so that nothing in it needs mending.
    loose: a digit stands in its own text that no x-fixed wording allows.
    """

    member: str
    compiled: CodeType = field(repr=False)
    lines: Sequence[Slot | None] = field(default=(), repr=False)
    plain: bool = False
    loose: bool = False

    @functools.cached_property
    def code(self) -> JinjaTemplate:
        """The code as a template that can be rendered."""
        sandbox = get_sandbox()
        return JinjaTemplate.from_code(sandbox, self.compiled, sandbox.make_globals(None))

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True)
class CompiledCheck:
    """What must hold between figures (`x-checks`): its sides as they are typed, and code that gives
    what they are and whether it holds."""

    check: NamedCheck
    left: str
    sign: str
    right: str
    part: CompiledPart = field(repr=False)


@dataclass(frozen=True, eq=False)
class CompiledTemplate:
    """A template ready to be rendered any number of times.

    prepared: its package with tags made whole and marked. parts: what is rendered. title: the
    report's name. serials: tags that print nothing but a row's number. counting: tags that print
    what the data hold by that name, so that a 0 there was counted. native: only docxtpl's own way
    can render it. first_mark: the first bookmark id that the template does not use. stamped: the
    members that each report puts its properties into. signature: the style ids of a signature's
    organ and date, where the template has both. looks_back: it asks for the years before. facts:
    of each printing tag, by its number. definitions: its figures, pickled: only a comparison of
    years unpacks them. literals: texts with a tag's braces that it means to print. free_notes:
    of each part whose notes are printed where their references stand, the first number free in
    it. fields: the places of the fields that are computed on the finished page, by their
    number. targets: names of bookmarks that something leads to and that a condition may remove.
    awaiting: the fields left to Word. flaws: what is wrong with the template's file itself.
    named: its figures that have names, by the repr of what they are. checks: what must hold
    between figures.
    """

    template: Template
    prepared: Package = field(repr=False)
    parts: Mapping[str, CompiledPart] = field(repr=False)
    title: CompiledPart | None = field(repr=False)
    serials: frozenset[int]
    counting: frozenset[int]
    native: bool
    first_mark: int
    stamped: tuple[str, ...]
    signature: tuple[str, str] | None
    looks_back: bool = False
    facts: Mapping[int, TagFacts] = field(default_factory=dict, repr=False)
    definitions: bytes = field(default=b"", repr=False)
    literals: frozenset[str] = frozenset()
    free_notes: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[int, WordPlace] = field(default_factory=dict, repr=False)
    targets: frozenset[str] = frozenset()
    awaiting: tuple[AwaitingField, ...] = ()
    flaws: frozenset[tuple[str, str, str]] = frozenset()
    named: Mapping[str, NamedFigure] = field(default_factory=dict, repr=False)
    checks: tuple[CompiledCheck, ...] = ()

    @functools.cached_property
    def labels(self) -> dict[int, str]:
        """What each printing tag calls its value."""
        tags = [slot for part in self.template.slots.values() for slot in part]
        return {slot.number: slot.tag.label for slot in tags if slot.prints}

    @functools.cached_property
    def plain(self) -> bool:
        """Whether the report comes out sound whatever the data say."""
        parts = (self.parts[member] for member in self.template.slots)
        return not self.native and all(part.plain for part in parts)

    @functools.cached_property
    def prefixes(self) -> dict[int, str]:
        """How each printing tag begins: {{r, {{p or plain."""
        tags = [slot for part in self.template.slots.values() for slot in part]
        return {slot.number: slot.tag.prefix for slot in tags if slot.prints}

    def place(self, slot: Slot) -> WordPlace:
        return slot.locate(self.template.file)

    def paragraph(self, number: int) -> WordPlace | None:
        """The template's paragraph of that number in the body, as a place."""
        from drafter.word import xml  # a tree is built for it, which only `why` needs
        from drafter.word.text import paragraphs

        root = xml.parse(self.template.package.members[DOCUMENT])
        found = (p for p in paragraphs.iterate_paragraphs(root) if p.number == number)
        return next(
            (paragraphs.locate_paragraph(self.template.file, DOCUMENT, p) for p in found), None
        )


@functools.cache
def get_sandbox() -> Sandbox:
    """The one sandbox of this process; rendering keeps no state in it."""
    return Sandbox()
