"""Last year's report opened: its figures shown to be named and chosen, then a template of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.adopt.sheet import CHOICES
from drafter.commands.adopting.adopt import AdoptedReport, FigureChoice, adopt_report, find_figures
from drafter.commands.drafting.findings import refuse
from drafter.desk.actions.model import Asked, Outcome
from drafter.desk.actions.uploads import KeptUpload, keep_upload, name_upload
from drafter.problems import Lang, problem, render_message

_NAME = re.compile("[0-9a-f]{16}")
_YEAR = re.compile("[0-9]{4}")


def adopt(asked: Asked) -> Outcome:
    """What is found in the report that was sent; no template is made."""
    if not asked.uploads:
        refuse([problem("D619")])
    kept = keep_upload(asked, asked.uploads[0], ".docx")
    with kept.renaming():
        found = find_figures(kept.path, year=_read_year(asked), here=asked.workspace.here)
    return Outcome(
        problems=[*map(kept.rename, found.problems)],
        more={
            "report": kept.path.stem, "called": kept.called, "template": found.name,
            "year_found": found.year,
            "figures": [each._asdict() for each in found.figures], "choices": [*CHOICES],
        },
    )  # fmt: skip


def write_adopted(asked: Asked) -> Outcome:
    """The template of that report and its data, as was chosen."""
    name = asked.read_text("report")
    kept = KeptUpload(name_upload(asked, name, ".docx"), asked.read_text("called"))
    if not _NAME.fullmatch(name) or not kept.path.is_file():
        refuse([problem("D619")])
    with kept.renaming():
        made = adopt_report(
            kept.path, name=asked.read_text("template").strip() or None, year=_read_year(asked),
            choices=dict(_read_choices(asked)), here=asked.workspace.root,
        )  # fmt: skip
    lines = list(_tell(made, asked.lang))
    problems = [*map(kept.rename, made.problems)]
    return Outcome(lines, problems, title=made.template.name, more={"year": made.data.stem})


def _read_year(asked: Asked) -> int | None:
    """The year that was typed, where the report itself does not say it."""
    given = asked.body.get("year", "")
    text = str(given[0] if isinstance(given, list) and given else given)
    return int(text) if _YEAR.fullmatch(text) else None


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
