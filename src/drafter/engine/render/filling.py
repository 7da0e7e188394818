"""Running a part's code on the data: the recorder gets all that it writes."""

from __future__ import annotations

from jinja2 import Template as JinjaTemplate

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.language.word_objects import RECORDER
from drafter.engine.render.recorder import Recorder
from drafter.figures import Record

MOST_MARKS = 10_000_000
"""Ids of bookmarks that are kept for each part."""


def fill_part(compiled: CompiledTemplate, member: str, values: Record, recorder: Recorder) -> None:
    """Let the recorder have a part's XML, its bookmarks numbered from the part's own first id."""
    number = list(compiled.template.slots).index(member)
    recorder.mark = compiled.first_mark + number * MOST_MARKS
    run_code(compiled.parts[member].code, values, recorder)


def run_code(code: JinjaTemplate, values: Record, recorder: Recorder) -> None:
    """Let the recorder have what the code prints. Raises what Jinja, filters and limits raise."""
    context = code.new_context({**values, RECORDER: recorder})
    for piece in code.root_render_func(context):
        recorder.out.append(str(piece).encode())
        recorder.needs_tree = True


def run_to_text(code: JinjaTemplate, values: Record, recorder: Recorder) -> str:
    """What the code prints, as one text."""
    recorder.out.clear()
    run_code(code, values, recorder)
    return b"".join(recorder.out).decode()
