"""Notes that a loop repeats or a condition drops: their text is put where their reference stands.

Word keeps a note in a part of its own, so that a reference in a loop would lead each time to the
same note, and the note of a dropped reference would stay. In the source of the body such a note
follows its reference, and is rendered with it, the loop's names in reach; `render.notes` then takes
what was printed to the part that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from drafter.engine.compile.jinja_source import JinjaSource, join_sources
from drafter.engine.jinja_tree import find_nodes
from drafter.word.package.archive import DOCUMENT, NOTES

_REFERENCE = re.compile(r'<w:(footnote|endnote)Reference\b[^>]*?\sw:id="([^"]*)"[^>]*/>')
_NOTE = re.compile(
    r'<w:(footnote|endnote)\b(?![^>]*\sw:type="(?!normal"))[^>]*?\sw:id="([^"]*)"[^>]*(?<!/)>.*?</w:\1>',
    re.DOTALL,
)
"""A note with its text; the lines that part notes from the text have a type."""
_NUMBER = re.compile(r'<w:(?:footnote|endnote)\b[^>]*?\sw:id="(\d+)"')


def bring_notes_to_references(
    sources: Mapping[str, JinjaSource], jinja: Environment
) -> dict[str, JinjaSource]:
    """The sources; those notes in the body's whose number of references the data decide.

    All notes of a kind go together, so that they come out in the order of their references.
    """
    moved = dict(sources)
    for kind in _find_kinds_in_blocks(sources[DOCUMENT].text, jinja):
        member = NOTES[kind]
        if member in sources:
            moved[DOCUMENT], moved[member] = _move_notes(moved[DOCUMENT], sources[member], kind)
    return moved


def first_free_ids(
    sources: Mapping[str, JinjaSource], moved: Mapping[str, JinjaSource]
) -> dict[str, int]:
    """Of each part whose notes were moved, the first number that none of them has."""
    return {
        member: 1 + max(map(int, _NUMBER.findall(sources[member].text)), default=0)
        for member in NOTES.values()
        if member in moved and moved[member] is not sources[member]
    }


def _find_kinds_in_blocks(body: str, jinja: Environment) -> list[str]:
    """The kinds of notes that a loop, a condition or another block refers to."""
    if not _REFERENCE.search(body):
        return []
    try:
        tree = jinja.parse(body)
    except TemplateSyntaxError:  # it is told where the part is compiled
        return []
    outputs = (node for node in tree.body if isinstance(node, nodes.Output))
    fixed = {id(data) for output in outputs for data in output.nodes}
    found = {
        match[1]
        for data in find_nodes(tree, nodes.TemplateData)
        if id(data) not in fixed
        for match in _REFERENCE.finditer(data.data)
    }
    return sorted(found)


def _move_notes(
    body: JinjaSource, notes: JinjaSource, kind: str
) -> tuple[JinjaSource, JinjaSource]:
    """Each note that the body refers to behind its references; the others where they were."""
    asked = {match[2] for match in _REFERENCE.finditer(body.text) if match[1] == kind}
    texts = {match[2]: notes.cut(*match.span()) for match in _NOTE.finditer(notes.text)}
    return (
        join_sources(_insert_notes(body, kind, texts)),
        join_sources(_leave_out_notes(notes, asked)),
    )


def _insert_notes(
    body: JinjaSource, kind: str, texts: Mapping[str, JinjaSource]
) -> Iterator[JinjaSource]:
    start = 0
    for match in _REFERENCE.finditer(body.text):
        if match[1] == kind and match[2] in texts:
            yield body.cut(start, match.end())
            yield texts[match[2]]
            start = match.end()
    yield body.cut(start, len(body.text))


def _leave_out_notes(notes: JinjaSource, asked: set[str]) -> Iterator[JinjaSource]:
    start = 0
    for match in _NOTE.finditer(notes.text):
        if match[2] in asked:
            yield notes.cut(start, match.start())
            start = match.end()
    yield notes.cut(start, len(notes.text))
