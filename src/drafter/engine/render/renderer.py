"""From code and data to a draft: the report's package, and the trace of every printed value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from jinja2.exceptions import SecurityError, UndefinedError
from markupsafe import Markup

from drafter.engine.compile.compiled import TITLE, CompiledTemplate
from drafter.engine.language import limits
from drafter.engine.language.comparing import Incomparable
from drafter.engine.language.faults import STOPPING, Unprintable, UnusableFile, is_own_fault
from drafter.engine.language.limits import LimitExceeded
from drafter.engine.render import asides, streaming
from drafter.engine.render.recorder import Recorder, run_to_text
from drafter.engine.render.streaming import PartText
from drafter.engine.render.trace import Trace, locate_origin
from drafter.figures import Figure, Gap, Incomputable, Record, origins_of
from drafter.frozen import dataclass
from drafter.ledger.model import Ledger
from drafter.problems import FilePlace, Phrase, Problem, phrase, problem
from drafter.problems.model import DataPath, Place
from drafter.template.tag import YEARS
from drafter.vocabulary import EARLIER, PREVIOUS, QUANTITY_KEY
from drafter.word.package import stamps
from drafter.word.package.archive import CORE, DamagedXml, Package
from drafter.wording import REFUSALS, Refusal


@dataclass(frozen=True)
class Draft:
    """A report in memory: its name, its package, what was printed, and how it was compiled.

    gaps: the values that the page lacks, each once. words: what each part says; None when the page
    had to be mended. brought: which paragraphs of each part came with documents put in, by their
    1-based numbers. turns: what each block was printed from, see `Recorder`.
    """

    title: str
    package: Package = field(repr=False)
    trace: Trace = field(repr=False)
    compiled: CompiledTemplate = field(repr=False)
    ledger: Ledger = field(repr=False)
    gaps: tuple[Gap, ...] = ()
    words: Mapping[str, PartText] | None = field(default=None, repr=False)
    brought: Mapping[str, frozenset[int]] = field(default_factory=dict, repr=False)
    turns: Mapping[str, Sequence[tuple[Any, ...]]] = field(default_factory=dict, repr=False)


def render_report(
    compiled: CompiledTemplate, ledger: Ledger, date: datetime.date | None = None, *,
    packs: bool = True,
) -> tuple[Draft | None, list[Problem]]:  # fmt: skip
    """The draft; or None and the one thing that stopped it, with its place in the template.

    date: the report's own date, for the file's properties. packs: False where it is looked at and
    never written. Raises what drafter's own code raises
    by mistake: that is no fault of the template.
    """
    values = collect_values(compiled, ledger)
    try:
        draft = None
        if compiled.plain:
            draft = _render_stream(compiled, values, ledger, date, packs=packs)
        documents: tuple[Package, ...] = ()
        found: list[Problem] = []
        if draft is None:
            draft, documents, found = _render_tree(compiled, values, ledger, date)
        if compiled.fields:
            draft, more = _compute_fields(draft, documents)
            found = [*found, *more]
        return draft, found
    except STOPPING as error:
        if is_own_fault(error):
            raise
        return None, _find_negatives(ledger, error) or [_locate_error(compiled, error)]


def _compute_fields(
    draft: Draft, documents: tuple[Package, ...]
) -> tuple[Draft | None, list[Problem]]:
    """The draft with its fields computed; or None and those that cannot be."""
    from drafter.engine.fields import results  # with lxml, which a plain template does without

    package, problems = results.compute_results(draft.compiled, draft.package, documents)
    if problems:
        return None, problems
    return replace(draft, package=package, words=None), []


def collect_values(compiled: CompiledTemplate, ledger: Ledger) -> Record:
    """The data by name; a field that they leave out is a gap until the template says otherwise."""
    origins = origins_of(ledger.values)
    names = compiled.template.schema.root.fields
    gaps = {name: Gap((name,), required=False, origins=origins) for name in names}
    return Record({**_collect_years(ledger), **gaps, **ledger.values}, None, ())


def _collect_years(ledger: Ledger) -> dict[str, Any]:
    """The years before; without last year's file it is a gap, and so is what is made of it."""
    earlier = tuple(Record(dict(year.values), None, (PREVIOUS,)) for year in ledger.earlier)
    previous = earlier[0] if earlier else Gap((PREVIOUS,), required=False)
    compared = tuple(
        Record({**year.values, **dict.fromkeys(year.absent, _NOT_THERE)}, None, (PREVIOUS,))
        for year in ledger.earlier
    )
    return {PREVIOUS: previous, EARLIER: earlier, YEARS: compared}


_NOT_THERE = Gap((PREVIOUS,), required=False)


def _render_stream(
    compiled: CompiledTemplate, values: Record, ledger: Ledger, date: datetime.date | None, *,
    packs: bool,
) -> Draft | None:  # fmt: skip
    """The draft without any tree; None when the page turns out to need mending."""
    recorder = Recorder(compiled.prefixes, limits.Meter(), in_stream=True)
    with limits.use_meter(recorder.meter):
        base = asides.fill_asides(compiled, values, recorder)
        made = streaming.render_stream(compiled, base, values, recorder, packs=packs)
        if made is None:
            return None
        draft = _make_draft(compiled, values, ledger, date, recorder, made.package, made.words)
        recorder.end_page()
        return draft


def _render_tree(
    compiled: CompiledTemplate, values: Record, ledger: Ledger, date: datetime.date | None
) -> tuple[Draft, tuple[Package, ...], list[Problem]]:
    """The draft by way of trees, the documents put in, and what of those is not in it."""
    from drafter.engine.render import tree  # brings docxtpl, which a plain template does without

    recorder = Recorder(compiled.prefixes, limits.Meter(limits.MOST_IN_A_TREE))
    with limits.use_meter(recorder.meter):
        base = asides.fill_asides(compiled, values, recorder)
        made = tree.render_tree(compiled, base, values, recorder)
        draft = _make_draft(compiled, values, ledger, date, recorder, made.package, None)
        recorder.end_page()
        return replace(draft, brought=made.brought), made.documents, made.found


def _make_draft(
    compiled: CompiledTemplate, values: Record, ledger: Ledger, date: datetime.date | None,
    recorder: Recorder, package: Package, words: Mapping[str, PartText] | None,
) -> Draft:  # fmt: skip
    title = compiled.template.name
    if compiled.title is not None:
        title = run_to_text(compiled.title.code, values, recorder)
        if "&" in title:  # the table of entities takes as long to load as a report to write
            title = Markup(title).unescape()
    if CORE not in compiled.template.asides:
        marks = {stamps.TITLE_MARK: title, stamps.MOMENT_MARK: stamps.format_moment(date)}
        package = stamps.fill_placeholders(package, compiled.stamped, marks)
    else:
        from drafter.word.package import properties  # the template's own properties have tags: rare

        core = asides.fill_aside(compiled, CORE, values, recorder)
        package = properties.set_title_and_dates(package.replace({CORE: core}), title, date)
    trace, gaps = Trace(recorder.entries, compiled), tuple(recorder.gaps.values())
    return Draft(title, package, trace, compiled, ledger, gaps, words, turns=recorder.turns)


def _find_negatives(ledger: Ledger, error: BaseException) -> list[Problem]:
    """D213 for the numbers below nothing that a filter refused, as they are or in a count.

    What is wrong is their line of the data, not the tag that was to print them.
    """
    if not isinstance(error, Refusal) or error.key != "negative":
        return []
    found: list[Problem] = []
    for origin in error.origins:
        value = _read_at(ledger, origin.path)
        if isinstance(value, Record):  # it was counted
            value = value.get(QUANTITY_KEY)
        if (
            isinstance(value, Figure)
            and value.exact < 0
            and (place := locate_origin(value.origins))
        ):
            name, limit = str(value.origins[0].path[-1]), phrase("limit.minimum", n=0)
            found.append(
                problem("D213", place, field=name, value=value.origins[0].words, limit=limit)
            )
    return found


def _read_at(ledger: Ledger, path: DataPath) -> Any:
    """What this year's data hold there; None where they hold nothing."""
    value: Any = ledger.values
    try:
        for step in path:
            value = value[step]
    except (LookupError, TypeError):
        return None
    return value


def _locate_error(compiled: CompiledTemplate, error: BaseException) -> Problem:
    """The error as a problem at the tag that raised it."""
    place = _find_place(compiled, error)
    if isinstance(error, UnusableFile):
        return problem(error.code, locate_origin(error.origins) or place, **error.values)
    code, reason = explain_error(error)
    return problem(code, place, reason=reason, what=reason)


def explain_error(error: BaseException) -> tuple[str, Phrase]:
    """Which problem an error is, and why, in both languages."""
    if isinstance(error, Refusal):
        chinese, english = (text.format_map(error.values) for text in REFUSALS[error.key])
        return "D332", Phrase(chinese, english)
    if isinstance(error, Unprintable):
        return "D333", phrase(error.what)
    if isinstance(error, Incomputable):
        return "D364" if isinstance(error, Incomparable) else "D338", phrase(error.key)
    key = next((why for kinds, why in _WHY if isinstance(error, kinds)), "failing.unfit")
    return _choose_code(error), phrase(key)


_WHY: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((DamagedXml,), "failing.damaged"),
    ((UndefinedError, AttributeError, LookupError), "failing.lacking"),
    ((TypeError,), "failing.mixed"),
)
_CODES: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((SecurityError,), "D334"),
    ((ZeroDivisionError,), "D336"),
    ((LimitExceeded, MemoryError, RecursionError, OverflowError), "D335"),
    ((DamagedXml,), "D337"),
)


def _choose_code(error: BaseException) -> str:
    return next((code for kinds, code in _CODES if isinstance(error, kinds)), "D338")


def _find_place(compiled: CompiledTemplate, error: BaseException) -> Place:
    import traceback  # only when something went wrong

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
