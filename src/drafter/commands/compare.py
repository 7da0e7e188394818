"""Two years of one report side by side: every figure of its template, and how it has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, count
from pathlib import Path

from drafter import output, wording
from drafter.commands.drafting.drafts import make_draft
from drafter.engine.figures import ComputedFigure, compute_figures
from drafter.problems import (
    DrafterError,
    Lang,
    Problem,
    is_chinese,
    render_message,
    select_blocking,
)
from drafter.problems.show import as_dict as problem_as_dict
from drafter.vocabulary import YEAR_KEY
from drafter.workspace import open_workspace, report_name


@dataclass(frozen=True)
class ComparedFigure:
    """A figure in both years: its name, unit, values as numbers, and the change in words.

    A value is None where that year's data lack what it is computed from. rate: it is a percentage.
    """

    name: str
    unit: str
    first: Decimal | None
    second: Decimal | None
    change: str
    growth: str
    rate: bool = False


@dataclass(frozen=True)
class Comparison:
    """Both years and their figures, in the order of the second year's template.

    templates: their names, where the two years have different ones. problems: what could not be
    computed.
    """

    years: tuple[str, str]
    figures: tuple[ComparedFigure, ...]
    templates: tuple[str, ...] = ()
    path: Path | None = None
    problems: tuple[Problem, ...] = ()


def compare(first: str | int, second: str | int, *, here: str | Path = ".") -> Comparison:
    """Every figure of two years' reports with its change. Raises DrafterError.

    Both years' figures are computed as the templates of either define them, whether or not the
    year's own report prints them. first, second: a year or a data file each.
    """
    workspace = open_workspace(here)
    drafts = [make_draft(str(name), workspace).draft for name in (first, second)]
    data = [(made.compiled.template.schema.root, made.ledger) for made in drafts]
    templates = {made.compiled.template.name: made.compiled for made in reversed(drafts)}
    computed: dict[str, ComputedFigure] = {}
    problems: list[Problem] = []
    for compiled in templates.values():
        figures, found = compute_figures(compiled, data)
        computed = {**{each.identity: each for each in figures}, **computed}
        problems += (each for each in found if each not in problems)
    if select_blocking(problems):
        raise DrafterError(problems)
    before, now = (str(made.ledger.values.get(YEAR_KEY)) for made in drafts)
    return Comparison(
        (before, now),
        _compare_figures([*computed.values()]),
        tuple(reversed(templates)) if len(templates) > 1 else (),
        problems=tuple(problems),
    )


def write_comparison(
    made: Comparison,
    *,
    output_path: Path | None = None,
    overwrite: bool = False,
    here: str | Path = ".",
    lang: Lang = "zh",
) -> Path:
    """The comparison as a Word file, in output/ by default. Raises DrafterError."""
    from drafter.word.layout.comparison import make_document  # brings lxml, the text does without

    workspace = open_workspace(here)
    first, second = made.years
    title = render_message("compare.title", lang, first=first, second=second)
    path = output_path or (
        workspace.report(title) if workspace.exists else workspace.here / report_name(title)
    )
    heads = (*format_heads(made, lang), render_message("compare.bars", lang))
    rows = [(*format_row(each, lang), *_bar_lengths(each)) for each in made.figures]
    data = make_document(title, heads, rows)
    done = output.write_copy(path, data, overwrite=overwrite, shown=workspace.show(path))
    if isinstance(done, Problem):
        raise DrafterError([done], status=3)
    return done.path


def format_heads(made: Comparison, lang: Lang = "zh") -> tuple[str, str, str, str]:
    """The names of the table's columns."""
    first, second = (render_message("compare.year", lang, year=year) for year in made.years)
    return (
        render_message("compare.name", lang),
        first,
        second,
        render_message("compare.change", lang),
    )


def format_row(each: ComparedFigure, lang: Lang = "zh") -> tuple[str, str, str, str]:
    """The figure as a row of a table: its name, both values, the change."""
    change = (each.change, each.growth) if is_chinese(lang) else _describe_change(each, lang)
    first, second = (_format_value(each, value) for value in (each.first, each.second))
    return (
        each.name,
        first,
        second,
        render_message("compare.joint", lang).join(filter(None, change)),
    )


def _format_value(each: ComparedFigure, value: Decimal | None) -> str:
    if value is None:
        return "—"
    return wording.number(value) + ("%" if each.rate else each.unit)


def _bar_lengths(each: ComparedFigure) -> tuple[int, int]:
    """The lengths of both bars, the longer one 100."""
    values = [max(value or Decimal(0), Decimal(0)) for value in (each.first, each.second)]
    most = max(values)
    first, second = (int(value / most * 100) if most else 0 for value in values)
    return first, second


def _compare_figures(computed: Sequence[ComputedFigure]) -> tuple[ComparedFigure, ...]:
    figures = []
    for name, each in zip(_choose_names(computed), computed, strict=True):
        first, second = each.values
        plain = ComparedFigure(name, each.unit, first, second, "", "", each.rate)
        change, growth = _describe_change(plain, "zh")
        figures.append(ComparedFigure(name, each.unit, first, second, change, growth, each.rate))
    return tuple(figures)


def _choose_names(computed: Sequence[ComputedFigure]) -> list[str]:
    """A name for each figure, as short as tells it from all others."""
    often = Counter(each.names.short for each in computed)
    chosen: dict[str, None] = {}
    for each in computed:
        name = each.names.full if often[each.names.short] > 1 else each.names.short
        numbered = (f"{each.names.exact}（{n}）" for n in count(2))
        candidates = chain((name, each.names.exact), numbered)
        chosen[next(name for name in candidates if name not in chosen)] = None
    return list(chosen)


def _describe_change(each: ComparedFigure, lang: Lang) -> tuple[str, str]:
    """The change as a number and in percent, in words; a rate changes by points alone."""
    if each.first is None or each.second is None:
        return ("" if each.second is None else render_message("compare.none", lang)), ""
    more = each.second - each.first
    if not more:
        return render_message("compare.same", lang), ""
    way = "more" if more > 0 else "less"
    amount = wording.number(abs(more))
    if each.rate:
        return render_message(f"compare.points.{way}", lang, n=amount), ""
    change = render_message(f"compare.{way}", lang, n=amount, unit=each.unit)
    # Of nothing, or of a debt, there is no percentage; nor is a hundredfold rounded in percent.
    if each.first <= 0 or each.second < 0 or more > 100 * each.first:
        return change, ""
    growth = wording.percent(abs(more) / each.first)
    rounded = growth.strip("0.%")
    return change, render_message(f"compare.growth.{way}", lang, n=growth) if rounded else ""


def as_mapping(made: Comparison) -> Mapping[str, object]:
    """The comparison for programs."""
    return {
        "years": list(made.years),
        "templates": list(made.templates),
        "figures": [
            {
                "name": each.name,
                "unit": "%" if each.rate else each.unit,
                "first": None if each.first is None else str(each.first),
                "second": None if each.second is None else str(each.second),
                "change": each.change,
                "growth": each.growth,
            }
            for each in made.figures
        ],
        "problems": [problem_as_dict(each) for each in made.problems],
    }
