"""Two years of one report side by side: every figure that it prints, and how it has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from drafter import output, wording
from drafter.commands.drafting.drafts import make_draft
from drafter.engine import Draft, PrintedValue
from drafter.problems import DrafterError, Problem
from drafter.schema import Field
from drafter.vocabulary import DATE_KEY, EARLIER, PREVIOUS, YEAR_KEY
from drafter.wording import Refusal
from drafter.workspace import open_workspace, report_name


@dataclass(frozen=True)
class ComparedFigure:
    """A figure in both years: its name, unit, values as numbers, and the change in words.

    A value is None where that year's report does not print the figure. rate: it is a percentage.
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
    """Both years and their figures, in the order of the second year's report.

    templates: their names, where the two years have different ones.
    """

    years: tuple[str, str]
    figures: tuple[ComparedFigure, ...]
    templates: tuple[str, ...] = ()
    path: Path | None = None


class _PrintedFigure(NamedTuple):
    value: Decimal
    unit: str
    rate: bool


def compare(first: str | int, second: str | int, *, here: str | Path = ".") -> Comparison:
    """Every figure of two years' reports with its change. Raises DrafterError.

    first, second: a year or a data file each.
    """
    workspace = open_workspace(here)
    drafts = [make_draft(str(name), workspace).draft for name in (first, second)]
    before, now = (_collect_figures(made) for made in drafts)
    names = [*now, *(name for name in before if name not in now)]
    figures = tuple(_compare_figure(name, before.get(name), now.get(name)) for name in names)
    templates = dict.fromkeys(made.compiled.template.name for made in drafts)
    years = str(drafts[0].ledger.values.get(YEAR_KEY)), str(drafts[1].ledger.values.get(YEAR_KEY))
    return Comparison(years, figures, tuple(templates) if len(templates) > 1 else ())


def write_comparison(
    made: Comparison, *, output_path: Path | None = None, overwrite: bool = False,
    here: str | Path = ".",
) -> Path:  # fmt: skip
    """The comparison as a Word file, in output/ by default. Raises DrafterError."""
    from drafter.word.layout.comparison import make_document

    workspace = open_workspace(here)
    title = f"{made.years[0]}年和{made.years[1]}年数字对比"
    path = output_path or (
        workspace.report(title) if workspace.exists else workspace.here / report_name(title)
    )
    rows = [(*format_row(each), *_bar_lengths(each)) for each in made.figures]
    data = make_document(title, made.years, rows)
    done = output.write_copy(path, data, overwrite=overwrite, shown=workspace.show(path))
    if isinstance(done, Problem):
        raise DrafterError([done], status=3)
    return done.path


def format_row(each: ComparedFigure) -> tuple[str, str, str, str]:
    """The figure as a row of a table: its name, both values, the change."""
    change = "，".join(filter(None, (each.change, each.growth)))
    return each.name, _format_value(each, each.first), _format_value(each, each.second), change


def _format_value(each: ComparedFigure, value: Decimal | None) -> str:
    if value is None:
        return "—"
    return wording.number(value) + ("%" if each.rate else each.unit)


def _bar_lengths(each: ComparedFigure) -> tuple[int, int]:
    """The lengths of both bars, the longer one 100."""
    values = [each.first or Decimal(0), each.second or Decimal(0)]
    most = max(values)
    first, second = (int(value / most * 100) if most else 0 for value in values)
    return first, second


def _compare_figure(
    name: str, before: _PrintedFigure | None, now: _PrintedFigure | None
) -> ComparedFigure:
    known = now or before
    assert known is not None
    first, second = (each.value if each else None for each in (before, now))
    change, growth = _describe_change(first, second, known)
    return ComparedFigure(name, known.unit, first, second, change, growth, known.rate)


def _describe_change(
    before: Decimal | None, now: Decimal | None, known: _PrintedFigure
) -> tuple[str, str]:
    """The change as a number and in percent, in words; a rate changes by points alone."""
    if now is None or before is None:
        return ("" if now is None else "上年没有"), ""
    if known.rate:
        ratios = now / 100, before / 100
        return wording.points(*ratios).removeprefix("较上年"), ""
    change = wording.change(now, before, known.unit).removeprefix("较上年")
    try:
        growth = wording.yoy(now, before) if before and now != before else ""
    except Refusal:
        growth = ""
    return change, growth if growth.endswith("%") else ""


def _collect_figures(made: Draft) -> dict[str, _PrintedFigure]:
    """Each figure that the report prints, once, by a name that its tag gives it."""
    found: dict[str, _PrintedFigure] = {}
    parts = made.compiled.template.slots.values()
    slots = {slot.number: slot.text for part in parts for slot in part}
    root = made.compiled.template.schema.root
    for printed in made.trace:
        tag = _read_expression(slots.get(printed.slot, ""))
        ledger = root.fields.get(re.split(r"[|.\s]", tag, maxsplit=1)[0])
        if ledger is None or not printed.origins or _COMPARES.search(tag):
            continue
        for name, value in _read_figures(tag, ledger, printed):
            found.setdefault(name, value)
    return found


_COMPARES = re.compile("|".join((PREVIOUS, EARLIER, YEAR_KEY, DATE_KEY)))
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PRINTS = re.compile(r"\{\{[-\w]*\s*(.*?)\s*-?\}\}", re.DOTALL)


def _read_expression(tag: str) -> str:
    match = _PRINTS.fullmatch(tag)
    return match[1] if match else ""


def _read_figures(
    tag: str, ledger: Field, printed: PrintedValue
) -> Iterator[tuple[str, _PrintedFigure]]:
    """The figures of a printed value: it is one, or lists several."""
    name = _figure_name(tag, ledger)
    parts = [text for text, origins in printed.parts if origins]
    if parts:
        for text in parts:
            match = re.search(r"(\d+(?:\.\d+)?)(\D*)$", text)
            if match and (own := text[: match.start()]):
                yield f"{name}：{own}", _PrintedFigure(Decimal(match[1]), match[2], rate=False)
        return
    exact = printed.exact or printed.text.removesuffix("%")
    if _NUMBER.fullmatch(exact):
        rate = printed.text.endswith("%")
        unit = "" if rate else _find_unit(tag, ledger)
        yield name, _PrintedFigure(Decimal(exact), unit, rate)


def _find_unit(tag: str, ledger: Field) -> str:
    total = re.search(r'合计\("?([^")]+)', tag)
    if total and total[1] in ledger.fields:
        return ledger.fields[total[1]].unit
    return "" if "length" in tag or "|取" in tag else ledger.unit


_STEPS = re.compile(r"\|\s*(\w+)\s*(\((?:[^()]|\([^()]*\))*\))?")


def _figure_name(tag: str, ledger: Field) -> str:
    """What the tag counts, in an office's words: 提案（已解决）占比."""
    name = ledger.title or ledger.name
    for step, given in _STEPS.findall(tag):
        words = "、".join(re.findall(r"[\"“]([^\"”]+)[\"”]", given))
        if step in ("筛选", "where") and words:
            name += f"（{words}）"
        elif step in ("合计", "total", "取", "column"):
            name += f"·{words}"
        elif step in ("占比", "share"):
            name += "占比"
    return name


def as_mapping(made: Comparison) -> Mapping[str, object]:
    """The comparison for programs."""
    return {
        "years": list(made.years),
        "templates": list(made.templates),
        "figures": [
            {
                "name": each.name, "unit": "%" if each.rate else each.unit,
                "first": None if each.first is None else str(each.first),
                "second": None if each.second is None else str(each.second),
                "change": each.change, "growth": each.growth,
            }
            for each in made.figures
        ],
    }  # fmt: skip
