"""The way of any template: the page is filled, then mended and laid out as a tree.

What `plain` renders comes out the same here; what only docxtpl's objects can do comes from
`native` first.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from docxtpl import DocxTemplate

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.render import docxtpl_renderer
from drafter.engine.render.pictures import finish_pictures
from drafter.engine.render.recorder import Recorder, fill_part
from drafter.figures import Record
from drafter.word import xml
from drafter.word.changes import comments
from drafter.word.fields import turns
from drafter.word.layout import gongwen
from drafter.word.layout.formatting import StyleResolver
from drafter.word.package import archive as packages
from drafter.word.package.archive import DECLARATION, Package
from drafter.word.repair import tree

_NEEDS_LISTING = re.compile(r"[\t\n\a\f]")


def render_tree(compiled: CompiledTemplate, values: Record, recorder: Recorder) -> Package:
    """The filled and mended package. Raises what Jinja and xml.Damaged raise."""
    if compiled.native:
        package = docxtpl_renderer.render_docxtpl(compiled, values, recorder, render_part)
    else:
        package = compiled.prepared.replace({
            member: (DECLARATION + render_part(compiled, member, values, recorder)).encode()
            for member in compiled.template.slots
        })  # fmt: skip
    return _finish_package(compiled, package)


def render_part(compiled: CompiledTemplate, member: str, values: Record, recorder: Recorder) -> str:
    """The part's XML; tabs and line breaks of values are Word's, by docxtpl's own rule."""
    recorder.out.clear()
    recorder.notes.begin_part(compiled.free_notes, member)
    fill_part(compiled, member, values, recorder)
    text = recorder.notes.settle_notes(b"".join(recorder.out)).decode()
    if _NEEDS_LISTING.search(text):
        text = DocxTemplate(io.BytesIO()).resolve_listing(text)
    return text


def _finish_package(compiled: CompiledTemplate, package: Package) -> Package:
    """Mend what tags left, and lay out what depends on the text."""
    roots = {}
    looks = StyleResolver(package)
    for member in compiled.template.slots:
        data = package.members[member]
        root = xml.parse(data, huge=True)
        if compiled.native:
            finish_pictures(root, looks)
        roots[member] = _repair_part(root, data)
    if compiled.fields:
        turns.part_turns(roots)
    tree.make_ids_unique(*roots.values())
    styles = package.members.get(packages.STYLES)
    if styles is not None:
        gongwen.lay_out_signatures(roots[packages.DOCUMENT], styles)
    package = package.replace({member: xml.write(root) for member, root in roots.items()})
    return comments.drop_orphans(package, roots.values())


def _repair_part(root: xml.Element, data: bytes) -> xml.Element:
    if b"gridSpan" in data or b"<w:tbl>" in data:
        root = _fix_columns(root)
    steps: tuple[Callable[[xml.Element], Any], ...] = (
        tree.drop_empty_tables, tree.end_with_paragraphs, tree.drop_empty_runs, tree.highlight_gaps,
        tree.sort_properties,
    )  # fmt: skip
    for step in steps:
        step(root)
    return root


def _fix_columns(root: xml.Element) -> xml.Element:
    """Let the grid of each table have as many columns as its rows, by docxtpl's own rule."""
    if all(table.find(xml.w("tblGrid")) is not None for table in root.iter(xml.w("tbl"))):
        fixed: xml.Element = DocxTemplate(io.BytesIO()).fix_tables(xml.write(root))
        return fixed
    return root
