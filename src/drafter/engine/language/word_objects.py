"""What is more than text in the page: formatted text, pictures, whole Word documents."""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from drafter.engine.language.display import display_text, read_piece, to_builtin, unify_line_ends
from drafter.engine.language.faults import Unprintable, UnusableFile
from drafter.figures.origins import origins_of
from drafter.figures.values import Attachment, Gap
from drafter.frozen import dataclass
from drafter.problems import Phrase
from drafter.template.tag import RECORDER
from drafter.word.package import archive
from drafter.word.package.archive import Package

END = "_end"
"""The filter that notes what a block has made."""

NEEDS_DOCXTPL = {"image", "图片"}
"""Filters that only docxtpl's own way of rendering can serve."""

MAKE_PIECES = {"rich", "字形", "document", "文档"}
"""Filters that make a piece of the page rather than a text."""

NEEDS_PREFIX = {
    "FormattedText": ("r", Phrase("字形", "rich")),
    "DocumentToPutIn": ("p", Phrase("文档", "document")),
}
"""What replaces its run or its paragraph: the prefix of its tag, and the filter it comes from."""


@pass_context
def rich(context: Context, value: Any, **form: Any) -> Any:
    """Formatted text (bold, italic, underline, strike, color, highlight, size, font, style …)."""
    from drafter.word.layout import run_form  # with lxml, which only such templates need

    if isinstance(value, Markup):
        value = read_piece(value)
    elif hasattr(value, "__html__") and not isinstance(value, FormattedText):
        return value
    gap = next((setting for setting in form.values() if isinstance(setting, Gap)), None)
    if gap is not None:
        return gap
    recorder = context[RECORDER]
    if recorder.form_reader is None:
        recorder.form_reader = run_form.SettingReader(recorder.package, recorder.member)
    try:
        settings = recorder.form_reader.read(
            {key: to_builtin(setting) for key, setting in form.items()}
        )
    except run_form.BadSetting as bad:
        origins = origins_of(form[str(bad.values["name"])])
        raise UnusableFile(bad.code, origins, **bad.values) from None
    if isinstance(value, FormattedText):
        return FormattedText(value.text, {**value.form, **settings})
    recorder.at(0, value)
    return FormattedText(unify_line_ends(display_text(value)), settings)


@dataclass(frozen=True, eq=False, slots=True)
class FormattedText:
    """Text that stands in a run of its own, with the settings that `run_form` has read."""

    text: str
    form: dict[str, str]

    def __html__(self) -> str:
        from drafter.word.layout import run_form

        return run_form.write_run(self.text, self.form) if self.text else ""

    __str__ = __html__


@pass_context
def document(context: Context, value: Any) -> Any:
    """A Word document that the data name, put in whole."""
    if isinstance(value, Gap):
        return value
    named = _require_attachment(value)
    known: dict[Attachment, DocumentToPutIn] = context[RECORDER].documents
    if named not in known:
        known[named] = DocumentToPutIn(len(known), named, _open_document(named))
    return known[named]


@dataclass(frozen=True, eq=False, slots=True)
class DocumentToPutIn:
    """A document that the data name, opened, and its number among those of the report.

    The page has its place marked; it is put in there once the page is a tree.
    """

    number: int
    named: Attachment
    package: Package

    @property
    def size(self) -> int:
        """How many characters of markup it is."""
        return len(self.package.members[archive.DOCUMENT])

    def __html__(self) -> str:
        return archive.mark_document_place(self.number)


def _open_document(named: Attachment) -> Package:
    from drafter.word.package import opening  # with lxml, which only such templates need

    opened, found = opening.open_package(named.content, named.name)
    if opened is None:
        reason = Phrase(found[0].message("zh"), found[0].message("en"))
        raise UnusableFile("D341", named.origins, name=named.name, reason=reason)
    return opened


def _require_attachment(value: Any) -> Attachment:
    if not isinstance(value, Attachment):
        raise Unprintable("kind.no-file")
    return value
