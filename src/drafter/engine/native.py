"""docxtpl's own way of rendering, for what only its objects can do; with the same result."""

from __future__ import annotations

import io
from typing import Any

from docxtpl import DocxTemplate

from drafter.engine.compile import Compiled
from drafter.engine.objects import RECORDER
from drafter.engine.trace import Recorder
from drafter.figures import Record
from drafter.word import package as packages
from drafter.word import xml
from drafter.word.package import Package


class _Strict(DocxTemplate):  # type: ignore[misc]
    """docxtpl without its silent repairs: what it made must be well-formed."""

    def fix_tables(self, text: str) -> Any:
        xml.parse(text.encode("utf-8"), huge=True)
        return super().fix_tables(text)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Left out: docxtpl escapes properties twice; `render` fills them for both ways."""


def render(compiled: Compiled, values: Record, recorder: Recorder) -> Package:
    """The rendered package. Raises what Jinja and xml.Damaged raise."""
    template = _Strict(io.BytesIO(packages.pack(compiled.prepared)))
    recorder.template = template
    template.render({**values, RECORDER: recorder}, compiled.environment)
    buffer = io.BytesIO()
    template.save(buffer)
    package, found = packages.open_package(buffer.getvalue(), compiled.template.file)
    if package is None:
        raise xml.Damaged(found[0].message())
    return package
