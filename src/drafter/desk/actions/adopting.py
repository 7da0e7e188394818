"""Last year's report opened: its figures shown to be named and chosen, then a template of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from drafter import output
from drafter.adopt.sheet import CHOICES
from drafter.commands.adopting.adopt import AdoptedReport, FigureChoice, adopt_report, find_figures
from drafter.commands.drafting.findings import refuse
from drafter.desk.actions.model import Asked, Outcome
from drafter.output.versions import digest
from drafter.problems import Lang, Problem, problem, render_message

_NAME = re.compile("[0-9a-f]{16}")


def adopt(asked: Asked) -> Outcome:
    """What is found in the report that was sent; no template is made."""
    if not asked.uploads:
        refuse([problem("D619")])
    data = asked.uploads[0].data
    name = digest(data)[:16]
    path = _place(asked, name)
    written = output.write_copy(path, data, shown=asked.uploads[0].name)
    if isinstance(written, Problem):
        refuse([written])
    found = find_figures(path, here=asked.workspace.here)
    return Outcome(
        problems=[*found.problems],
        more={
            "report": name, "template": found.name, "year_found": found.year,
            "figures": [each._asdict() for each in found.figures], "choices": [*CHOICES],
        },
    )  # fmt: skip


def write_adopted(asked: Asked) -> Outcome:
    """The template of that report and its data, as was chosen."""
    name = asked.read_text("report")
    if not _NAME.fullmatch(name) or not (path := _place(asked, name)).is_file():
        refuse([problem("D619")])
    made = adopt_report(
        path, name=asked.read_text("template").strip() or None, choices=dict(_read_choices(asked)),
        here=asked.workspace.root,
    )  # fmt: skip
    lines = list(_tell(made, asked.lang))
    return Outcome(lines, [*made.problems], title=made.template.name, more={"year": made.data.stem})


def _place(asked: Asked, name: str) -> Path:
    """Where a report that was sent is kept: named by what is in it, not as its sender called it."""
    return (asked.workspace.root / ".drafter" / "adopted" / f"{name}.docx").absolute()


def _read_choices(asked: Asked) -> Iterator[tuple[int, FigureChoice]]:
    given = asked.body.get("choices")
    for each in given if isinstance(given, list) else ():
        if isinstance(each, dict) and isinstance(each.get("number"), int):
            called, choice = str(each.get("name", "")).strip(), str(each.get("choice", ""))
            yield each["number"], FigureChoice(called, choice, each.get("typed") is True)


def _tell(made: AdoptedReport, lang: Lang) -> Iterator[str]:
    yield render_message(
        "adopt.done", lang, year=made.year, n=made.typed + made.computed, typed=made.typed,
        computed=made.computed, fixed=made.fixed,
    )  # fmt: skip
    for name, count in made.ledgers:
        yield render_message("adopt.ledger", lang, name=name, n=count)
    yield render_message("adopt.proven", lang, n=made.paragraphs)
