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

from drafter.engine import fill, native
from drafter.engine.compiled import Compiled
from drafter.engine.recorder import Recorder
from drafter.figures import Record
from drafter.word import gongwen, mend, order, xml
from drafter.word import package as packages
from drafter.word.package import Package
from drafter.word.stream import DECLARATION

_NEEDS_LISTING = re.compile(r"[\t\n\a\f]")


def render(compiled: Compiled, values: Record, recorder: Recorder) -> Package:
    """The filled and mended package. Raises what Jinja and xml.Damaged raise."""
    if compiled.native:
        package = native.render(compiled, values, recorder, part)
    else:
        package = compiled.prepared.replace({
            member: (DECLARATION + part(compiled, member, values, recorder)).encode()
            for member in compiled.template.slots
        })  # fmt: skip
    return _finish(compiled, package)


def part(compiled: Compiled, member: str, values: Record, recorder: Recorder) -> str:
    """The part's XML; tabs and line breaks of values are Word's, by docxtpl's own rule."""
    recorder.out.clear()
    fill.part(compiled, member, values, recorder)
    text = b"".join(recorder.out).decode()
    if _NEEDS_LISTING.search(text):
        text = DocxTemplate(io.BytesIO()).resolve_listing(text)
    return text


def _finish(compiled: Compiled, package: Package) -> Package:
    """Mend what tags left, and lay out what depends on the text."""
    roots = {}
    for member in compiled.template.slots:
        data = package.members[member]
        roots[member] = _mended(xml.parse(data, huge=True), data)
    mend.unique(*roots.values())
    styles = package.members.get(packages.STYLES)
    if styles is not None:
        gongwen.lay_out(roots[packages.DOCUMENT], styles)
    return package.replace({member: xml.write(root) for member, root in roots.items()})


def _mended(root: xml.Element, data: bytes) -> xml.Element:
    if b"gridSpan" in data or b"<w:tbl>" in data:
        root = _columns(root)
    steps: tuple[Callable[[xml.Element], Any], ...] = (
        mend.tables, mend.ends_of_tables, mend.drop_empty_runs, mend.highlight_gaps,
        order.properties,
    )  # fmt: skip
    for step in steps:
        step(root)
    return root


def _columns(root: xml.Element) -> xml.Element:
    """Let the grid of each table have as many columns as its rows, by docxtpl's own rule."""
    if all(table.find(xml.w("tblGrid")) is not None for table in root.iter(xml.w("tbl"))):
        fixed: xml.Element = DocxTemplate(io.BytesIO()).fix_tables(xml.write(root))
        return fixed
    return root
