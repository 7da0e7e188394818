"""Running a part's code on the data: text out, everything recorded."""

from __future__ import annotations

import io
import re

from docxtpl import DocxTemplate
from jinja2 import Template as JinjaTemplate

from drafter.engine.objects import RECORDER
from drafter.engine.trace import Recorder
from drafter.figures import Record

_NEEDS_LISTING = re.compile(r"[\t\n\a\f]")


def run(code: JinjaTemplate, values: Record, recorder: Recorder) -> str:
    """What the code prints. Raises what Jinja, the filters and the limits raise."""
    context = code.new_context({**values, RECORDER: recorder})
    return "".join(code.root_render_func(context))


def part(code: JinjaTemplate, values: Record, recorder: Recorder) -> str:
    """The part's XML; tabs and line breaks of values are Word's, by docxtpl's own rule."""
    text = run(code, values, recorder)
    if _NEEDS_LISTING.search(text):
        text = DocxTemplate(io.BytesIO()).resolve_listing(text)
    return text
