"""docxtpl's own way of rendering, for what only its objects can do; with the same result."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docxtpl import DocxTemplate

from drafter.engine.compile.compiled import CompiledTemplate, get_sandbox
from drafter.engine.language.pictures import PrintedPicture
from drafter.engine.render.pictures import PictureWriter
from drafter.engine.render.recorder import Recorder
from drafter.figures import Record
from drafter.word import xml
from drafter.word.package import archive as packages
from drafter.word.package import opening
from drafter.word.package.archive import Package


class _StrictDocxTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl with drafter's compiled code, and without its silent repairs."""

    def __init__(
        self, compiled: CompiledTemplate, base: Package, fill: Callable[[str], str]
    ) -> None:
        super().__init__(io.BytesIO(packages.write_zip(base)))
        self.fill = fill
        self.pictures = PictureWriter(compiled)

    def write_picture(self, slot: int, printed: PrintedPicture) -> str:
        """What stands in the part that is being rendered for a picture of the data."""
        return self.pictures.write(self.current_rendering_part, slot, printed)

    def patch_xml(self, src_xml: str) -> str:
        """Nothing to do: the code is compiled already."""
        return src_xml

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """The part as its code prints it. Raises xml.Damaged when that is not well-formed."""
        self.current_rendering_part = part
        text = self.fill(str(part.partname).lstrip("/"))
        xml.parse(text.encode("utf-8"), huge=True)
        return text

    def fix_tables(self, text: str) -> Any:
        """The part's tree; `mended` lets the grid of a table fit, for both ways."""
        return xml.parse(text.encode("utf-8"), huge=True)

    def map_tree(self, tree: Any) -> None:
        super().map_tree(tree.find(xml.w("body")))

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Each part of notes once: docxtpl does it once a section, and leaves endnotes out."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith((".footnotes+xml", ".endnotes+xml")):
                part._blob = self.render_xml_part("", part, context, jinja_env).encode()

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Left out: docxtpl escapes properties twice; `render_docxtpl` fills them for both ways."""


Fill = Callable[[CompiledTemplate, str, Record, Recorder], str]


def render_docxtpl(
    compiled: CompiledTemplate, base: Package, values: Record, recorder: Recorder, fill: Fill
) -> Package:
    """The base with its text rendered by `fill`. Raises what Jinja and xml.Damaged raise."""
    template = _StrictDocxTemplate(
        compiled, base, lambda member: fill(compiled, member, values, recorder)
    )
    recorder.template = template
    template.render({}, get_sandbox())
    buffer = io.BytesIO()
    template.save(buffer)
    package, found = opening.open_package(buffer.getvalue(), compiled.template.file)
    if package is None:
        raise xml.DamagedXml(found[0].message())
    return package
