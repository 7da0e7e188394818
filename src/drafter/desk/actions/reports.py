"""The report written, checked, compared; copies of it for signing, for sending out, as PDF."""

from __future__ import annotations

from pathlib import Path

from drafter.commands import check as checking
from drafter.commands import clean as cleaning
from drafter.commands import compare as comparing
from drafter.commands import generate as generating
from drafter.commands.drafting.findings import refuse
from drafter.commands.drafting.years import find_previous_file
from drafter.commands.reviewing import review as reviewing
from drafter.commands.telling import results as telling
from drafter.desk.actions.finding import find_report
from drafter.desk.actions.gathering import list_conflicts
from drafter.desk.actions.model import Asked, Download, Outcome
from drafter.output.pdf import NoPdf, make_pdf
from drafter.problems import DrafterError, FilePlace, problem, render_message
from drafter.vocabulary import YEAR_KEY


def generate(asked: Asked) -> Outcome:
    """Write the report, over an edited one as always."""
    final = asked.body.get("final") is True
    made = generating.generate(str(asked.data), final=final, here=asked.workspace.here)
    assert made.path is not None
    lines = list(telling.tell_result(made, asked.lang, asked.show))
    files = [Download(made.path.name, made.path)]
    conflicts = list_conflicts(made.path, made.account, asked)
    return Outcome(
        lines,
        files=files,
        folder=True,
        title=made.title,
        conflicts=conflicts,
        problems=[*made.problems],
    )


def check(asked: Asked) -> Outcome:
    """All that can be told of the data and the report; errors are findings here."""
    final = asked.body.get("final") is True
    try:
        made = checking.check(str(asked.data), final=final, here=asked.workspace.here)
    except DrafterError as error:
        return Outcome(problems=[*error.problems])
    lines = list(telling.tell_result(made, asked.lang, asked.show))
    return Outcome(lines, title=made.title, problems=[*made.problems])


def review(asked: Asked) -> Outcome:
    """The copy with a comment at each figure, for whoever signs."""
    made = reviewing.review(str(asked.data), overwrite=True, here=asked.workspace.here)
    lines = list(telling.tell_reviewed(made, asked.lang, asked.show))
    return Outcome(
        lines, files=[Download(made.path.name, made.path)], folder=True, problems=[*made.problems]
    )


def clean(asked: Asked) -> Outcome:
    """The copy for sending out."""
    made = cleaning.clean(find_report(asked), overwrite=True, here=asked.workspace.here)
    lines = list(telling.tell_cleaned(made, asked.lang, asked.show))
    return Outcome(
        lines, files=[Download(made.path.name, made.path)], folder=True, problems=[*made.problems]
    )


def pdf(asked: Asked) -> Outcome:
    """The report as it stands, as PDF, to be taken along."""
    report = find_report(asked)
    try:
        content = make_pdf(report.read_bytes())
    except NoPdf as error:
        refuse([problem("D626", FilePlace(asked.show(report)), reason=str(error))])
    line = render_message("desk.pdf", asked.lang)
    return Outcome([line], files=[Download(f"{report.stem}.pdf", content)])


def compare(asked: Asked) -> Outcome:
    """This year's figures beside those of the year before."""
    workspace, before = asked.workspace, find_year_before(asked)
    made = comparing.compare(str(before), str(asked.data), here=workspace.here)
    table = {
        "title": "", "head": comparing.format_heads(made, asked.lang),
        "rows": [comparing.format_row(each, asked.lang) for each in made.figures],
    }  # fmt: skip
    return Outcome(more={"tables": [table]}, problems=[*made.problems])


def find_year_before(asked: Asked) -> Path:
    """The data of the year before. Raises DrafterError (D250)."""
    state = asked.opened.year.state
    text = state.values.get((YEAR_KEY,), "")
    year = int(text) if text.isdecimal() else 0
    found = find_previous_file(asked.data, year) if year else None
    if found is None:
        names = f"{year - 1}.yaml"
        refuse([problem("D250", FilePlace(asked.show(asked.data)), year=year - 1, names=names)])
    return found
