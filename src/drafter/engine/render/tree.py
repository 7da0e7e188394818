"""The way of any template: the page is filled, then mended and laid out as a tree.

What `plain` renders comes out the same here; what only docxtpl's objects can do comes from
`native` first.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from docxtpl import DocxTemplate

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.language.faults import UnusableFile
from drafter.engine.language.word_objects import DocumentToPutIn
from drafter.engine.render import docxtpl_renderer
from drafter.engine.render.gate import tell_flaws
from drafter.engine.render.pictures import finish_pictures
from drafter.engine.render.recorder import Recorder, fill_part
from drafter.engine.render.trace import locate_origin
from drafter.figures import Record
from drafter.problems import FilePlace, Problem, join_words, phrase, problem
from drafter.template.asides import find_typed_tags
from drafter.word import xml
from drafter.word.changes import comments
from drafter.word.fields import turns
from drafter.word.layout import columns, gongwen, run_form
from drafter.word.layout.formatting import StyleResolver
from drafter.word.package import archive as packages
from drafter.word.package.archive import DECLARATION, Package
from drafter.word.parts import chapters
from drafter.word.repair import grids, tree

_NEEDS_LISTING = re.compile(r"[\t\n\a\f]")


class TreePage(NamedTuple):
    """The rendered package; the documents put in, and the numbers of the paragraphs of each part
    that came with them; and what of those could not come along."""

    package: Package
    documents: tuple[Package, ...]
    brought: Mapping[str, frozenset[int]]
    found: list[Problem]


def render_tree(
    compiled: CompiledTemplate, base: Package, values: Record, recorder: Recorder
) -> TreePage:
    """The base with its text filled and mended. Raises what Jinja and xml.Damaged raise."""
    if compiled.native:
        package = docxtpl_renderer.render_docxtpl(compiled, base, values, recorder, render_part)
    else:
        package = base.replace({
            member: (DECLARATION + render_part(compiled, member, values, recorder)).encode()
            for member in compiled.template.slots
        })  # fmt: skip
    return _finish_package(compiled, package, list(recorder.documents.values()))


def render_part(compiled: CompiledTemplate, member: str, values: Record, recorder: Recorder) -> str:
    """The part's XML; tabs and line breaks of values are Word's, by docxtpl's own rule."""
    recorder.out.clear()
    recorder.notes.begin_part(compiled.free_notes, member)
    fill_part(compiled, member, values, recorder)
    text = recorder.notes.settle_notes(b"".join(recorder.out)).decode()
    if _NEEDS_LISTING.search(text):
        text = DocxTemplate(io.BytesIO()).resolve_listing(text)
    return text


def _finish_package(
    compiled: CompiledTemplate, package: Package, documents: Sequence[DocumentToPutIn]
) -> TreePage:
    """Mend what tags left, and lay out what depends on the text."""
    roots, uneven = {}, []
    looks = StyleResolver(package)
    for member, slots in compiled.template.slots.items():
        data = package.members[member]
        root = xml.parse(data, huge=True)
        if compiled.native:
            finish_pictures(root, looks)
        turned = set(columns.fit_columns(root))
        uneven += [
            problem("D358", compiled.place(s), tag=s.text) for s in slots if s.number in turned
        ]
        grids.fit_grids(root)
        roots[member] = root
        if tree.TOUCHING_TABLES not in compiled.prepared.members[member]:
            tree.part_tables(roots[member])
    if compiled.fields:
        turns.part_turns(roots)
    package = run_form.relate_links(package, roots)
    came = _put_in_documents(package, roots, documents)
    for root in roots.values():
        for step in _STEPS:
            step(root)
    tree.make_ids_unique(*roots.values())
    styles = package.members.get(packages.STYLES)
    if styles is not None:
        gongwen.lay_out_signatures(roots[packages.DOCUMENT], styles)
    made = came.package.replace({member: xml.write(root) for member, root in roots.items()})
    made = comments.drop_orphans(made, roots.values())
    found = [*uneven, *_tell_changes(came, documents)]
    packages_in = tuple(each.package for each in documents)
    if not compiled.fields:  # else they are computed first, which changes parts once more
        found += tell_flaws(compiled, made, roots, packages_in)
    return TreePage(made, packages_in, chapters.number_paragraphs(came), found)


def _put_in_documents(
    package: Package, roots: dict[str, xml.Element], documents: Sequence[DocumentToPutIn]
) -> chapters.PutIn:
    """Put the documents where their places are. Raises UnusableFile."""
    try:
        return chapters.put_in_documents(package, roots, [each.package for each in documents])
    except chapters.UnfitDocument as error:
        named = documents[error.number].named
        reason = phrase(error.reason)
        raise UnusableFile("D341", named.origins, name=named.name, reason=reason) from None


def _tell_changes(came: chapters.PutIn, documents: Sequence[DocumentToPutIn]) -> list[Problem]:
    """What of the documents could not come along or is out of date, where the data name them."""
    found = []
    for number, kind, words in came.losses:
        named = documents[number].named
        place = locate_origin(named.origins) or FilePlace(named.name)
        if kind == "sections":
            found.append(problem("D360", place, name=named.name))
        else:
            story = phrase(f"story.{kind}")
            found.append(problem("D359", place, name=named.name, kind=story, text=words))
    for each in documents:
        if tags := list(dict.fromkeys(find_typed_tags(each.package))):
            place = locate_origin(each.named.origins) or FilePlace(each.named.name)
            found.append(problem("D371", place, name=each.named.name, tags=join_words(tags)))
    for number in dict.fromkeys(each.number for each in came.stale):
        kinds = [each.kind for each in came.stale if each.number == number]
        named = documents[number].named
        place = locate_origin(named.origins) or FilePlace(named.name)
        asked = join_words(list(dict.fromkeys(kinds)))
        found.append(problem("D375", place, n=len(kinds), kinds=asked))
    return found


_STEPS: tuple[Callable[[xml.Element], Any], ...] = (
    tree.drop_empty_tables, tree.end_with_paragraphs, tree.drop_empty_runs, tree.highlight_gaps,
    tree.sort_properties,
)  # fmt: skip
