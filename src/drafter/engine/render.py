"""From code and data to a draft: the report's bytes, and the trace of every printed value."""

from __future__ import annotations

import datetime
import io
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from markupsafe import Markup

from drafter.engine import fill, limits, native
from drafter.engine.compile import TITLE, Compiled, Source
from drafter.engine.limits import TooMuch
from drafter.engine.objects import Unusable
from drafter.engine.spelling import Unprintable
from drafter.engine.trace import Printed, Recorder
from drafter.figures import Gap, Record, origins_of
from drafter.ledger import Ledger
from drafter.problems import FilePlace, Phrase, Problem, TextPlace, phrase, problem
from drafter.problems.model import Place
from drafter.word import gongwen, marks, mend, order, properties, xml
from drafter.word import package as packages
from drafter.word.package import Package
from drafter.word.properties import CORE
from drafter.wording import REFUSALS, Refusal

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Draft:
    """A report in memory: its name, its package, what was printed, and how it was compiled."""

    title: str
    package: Package = field(repr=False)
    trace: tuple[Printed, ...] = field(repr=False)
    compiled: Compiled = field(repr=False)
    ledger: Ledger = field(repr=False)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The values that the page lacks, each once."""
        found = {gap.path: gap for printed in self.trace if (gap := printed.gap) is not None}
        return tuple(found.values())


def render(
    compiled: Compiled, ledger: Ledger, date: datetime.date | None = None
) -> tuple[Draft | None, list[Problem]]:
    """The draft; or None and the one thing that stopped it, with its place in the template.

    date: the report's own date, for the file's properties.
    """
    recorder = Recorder(compiled.prefixes())
    values = _values(compiled, ledger)
    try:
        with limits.measured(recorder.meter):
            package, title = _filled(compiled, values, recorder)
    except _STOPPING as error:
        return None, [_located(compiled, error)]
    described = properties.describe(package, title, date)
    return Draft(title, described, tuple(recorder.printed), compiled, ledger), []


def _values(compiled: Compiled, ledger: Ledger) -> Record:
    """The data by name; a field that they leave out is a gap until the template says otherwise."""
    origins = origins_of(ledger.values)
    names = compiled.template.schema.root.fields
    gaps = {name: Gap((name,), required=False, origins=origins) for name in names}
    return Record({**gaps, **ledger.values}, None, ())


def _filled(compiled: Compiled, values: Record, recorder: Recorder) -> tuple[Package, str]:
    way = native.render if compiled.native else _render
    package = way(compiled, values, recorder)
    title = _title(compiled, values, recorder)
    return _finish(compiled, _properties(compiled, package, values, recorder)), title


_STOPPING = (
    TemplateError, TooMuch, Refusal, Unprintable, Unusable, xml.Damaged, ArithmeticError, TypeError,
    ValueError, LookupError, AttributeError, RecursionError, MemoryError,
)  # fmt: skip
"""What a template can raise while it renders. Anything else is drafter's own fault."""


def _render(compiled: Compiled, values: Record, recorder: Recorder) -> Package:
    """The compiled way: only Jinja, strings out."""
    changed = {
        member: _part(source, values, recorder)
        for member, source in compiled.parts.items()
        if member != CORE
    }
    return compiled.prepared.replace(changed)


def _part(source: Source, values: Record, recorder: Recorder) -> bytes:
    return (_DECLARATION + fill.part(source.code, values, recorder)).encode("utf-8")


def _title(compiled: Compiled, values: Record, recorder: Recorder) -> str:
    if compiled.title is None:
        return compiled.template.name
    return Markup(fill.run(compiled.title, values, recorder)).unescape()


def _properties(
    compiled: Compiled, package: Package, values: Record, recorder: Recorder
) -> Package:
    source = compiled.parts.get(CORE)
    return package if source is None else package.replace({CORE: _part(source, values, recorder)})


def _finish(compiled: Compiled, package: Package) -> Package:
    """Number the marks, mend what tags left, and lay out what depends on the text."""
    roots = {}
    for member in compiled.template.slots:
        text = marks.number(package.members[member].decode("utf-8"), compiled.first_mark)
        roots[member] = _mended(xml.parse(text.encode("utf-8"), huge=True), text)
    mend.unique(*roots.values())
    styles = package.members.get(packages.STYLES)
    if styles is not None:
        gongwen.lay_out(roots[packages.DOCUMENT], styles)
    return package.replace({member: xml.write(root) for member, root in roots.items()})


def _mended(root: xml.Element, text: str) -> xml.Element:
    if "gridSpan" in text or "<w:tbl>" in text:
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


def _located(compiled: Compiled, error: BaseException) -> Problem:
    """The error as a problem at the tag that raised it."""
    place = _place(compiled, error)
    if isinstance(error, Unusable):
        return problem(error.code, _named_at(error) or place, **error.values)
    code, reason = _reason(error)
    return problem(code, place, reason=reason, what=reason)


def _named_at(error: Unusable) -> Place | None:
    """Where the data name the file that is of no use."""
    origin = next(iter(error.origins), None)
    if origin is None:
        return None
    width = max(len(origin.words), 1)
    return TextPlace(origin.file, origin.line, origin.column, width)


def _reason(error: BaseException) -> tuple[str, Phrase]:
    """Which problem an error is, and why, in both languages."""
    if isinstance(error, Refusal):
        chinese, english = (text.format_map(error.values) for text in REFUSALS[error.key])
        return "D332", Phrase(chinese, english)
    if isinstance(error, Unprintable):
        return "D333", phrase(error.what)
    key = next((why for kinds, why in _WHY if isinstance(error, kinds)), "failing.unfit")
    return _code(error), phrase(_TOLD.get(str(error), key))


_TOLD = {
    "no number": "failing.number", "no ledger": "failing.ledger",
    "part larger than whole": "failing.part",
}  # fmt: skip
_WHY: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((xml.Damaged,), "failing.damaged"),
    ((UndefinedError, AttributeError, LookupError), "failing.lacking"),
    ((TypeError,), "failing.mixed"),
)
_CODES: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((SecurityError,), "D334"),
    ((ZeroDivisionError,), "D336"),
    ((TooMuch, MemoryError, RecursionError, OverflowError), "D335"),
    ((xml.Damaged,), "D337"),
)


def _code(error: BaseException) -> str:
    return next((code for kinds, code in _CODES if isinstance(error, kinds)), "D338")


def _place(compiled: Compiled, error: BaseException) -> Place:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == TITLE:
            return compiled.template.schema.title_place
        source = compiled.parts.get(frame.filename)
        if source is not None and frame.lineno is not None:
            line = source.code.get_corresponding_lineno(frame.lineno)
            slot = source.lines[min(line, len(source.lines) - 1)]
            if slot is not None:
                return compiled.place(slot)
    return FilePlace(compiled.template.file)
