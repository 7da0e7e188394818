"""The versions of the report: listed, and one taken out again."""

from __future__ import annotations

import time

from drafter.commands.returning import history as keeping
from drafter.desk.actions.finding import find_report
from drafter.desk.actions.model import Asked, Download, Outcome
from drafter.problems import Lang, render_message


def history(asked: Asked) -> Outcome:
    """All versions that are kept, the latest first."""
    report = find_report(asked)
    listed = [
        _describe(each, asked.lang) for each in keeping.list_old_versions(report, asked.workspace)
    ]
    return Outcome(more={"versions": listed})


def _describe(version: keeping.OldVersion, lang: Lang) -> dict[str, object]:
    then = time.localtime(version.written)
    when = render_message(
        "version.time", lang, year=then.tm_year, month=then.tm_mon, day=then.tm_mday,
        hour=then.tm_hour, minute=then.tm_min,
    )  # fmt: skip
    key = "version.kept" if version.backup else "version.written"
    what = render_message(key, lang, n=version.number)
    return {"id": version.name, "when": when, "what": what, "current": version.current}


def restore(asked: Asked) -> Outcome:
    """A version as a file beside the report, which stays as it is."""
    report = find_report(asked)
    made = keeping.restore_version(report, asked.read_text("id"), asked.workspace)
    line = render_message("version.restored", asked.lang, path=asked.show(made.path))
    return Outcome([line], files=[Download(made.path.name, made.path)], folder=True)
