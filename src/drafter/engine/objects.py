"""What only docxtpl's own objects can do: formatted text, pictures, whole Word documents."""

from __future__ import annotations

import io
from typing import Any

from docx.shared import Mm
from docxtpl import InlineImage, RichText
from jinja2 import pass_context
from jinja2.runtime import Context

from drafter.engine.spelling import Unprintable, spell
from drafter.figures import Attachment, Gap

RECORDER = "_recorder"
"""The name under which a rendering's recorder stands in Jinja's context."""

NEEDS_DOCXTPL = {"image", "图片", "document", "文档"}
"""Filters that only docxtpl's own way of rendering can serve."""

_NOT_A_FILE = ("不是图片或文档的值", "a value that is no picture or document")


@pass_context
def rich(context: Context, value: Any, **form: Any) -> Any:
    """Formatted text (bold, italic, underline, strike, color, size, font, style, highlight)."""
    recorder = context[RECORDER]
    recorder.print(0, value)
    return RichText(spell(value), **{key: _setting(setting) for key, setting in form.items()})


def _setting(value: Any) -> Any:
    return int(value) if hasattr(value, "origins") and not isinstance(value, str) else value


@pass_context
def image(context: Context, value: Any, width: Any = None) -> Any:
    """A picture that the data names, so many millimetres wide."""
    if isinstance(value, Gap):
        return value
    content = _content(value)
    size = None if width is None else Mm(float(width))
    return InlineImage(context[RECORDER].template, io.BytesIO(content), width=size)


@pass_context
def document(context: Context, value: Any) -> Any:
    """A Word document that the data names, put in whole."""
    if isinstance(value, Gap):
        return value
    return context[RECORDER].template.new_subdoc(io.BytesIO(_content(value)))


def _content(value: Any) -> bytes:
    if not isinstance(value, Attachment):
        raise Unprintable(_NOT_A_FILE)
    return value.content
