"""What the commands that go from year to year print: new, import, compare, and check's formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import workspace
from drafter.cli import report
from drafter.problems import DrafterError, columns
from drafter.problems import as_json as as_json_text

if TYPE_CHECKING:
    from drafter.pipeline import Comparison, Fixed, Imported, Renewed, Result


def _path(path: Path) -> str:
    return workspace.shown(path, Path())


def as_sarif(check: Callable[[], Result]) -> int:
    """Print the findings as SARIF; the exit code."""
    from drafter.cli.sarif import sarif  # asked for by programs only

    try:
        found, code = check().problems, 0
    except DrafterError as error:
        found, code = error.problems, error.status
    print(sarif(found, report.spoken()))
    return code


def fixed(made: Fixed) -> int:
    """Say what was mended, where, and what is left; the exit code."""
    report.problems(made.problems)
    if made.path is None:
        report.say("fix.nothing")
    else:
        report.say("fix.done", n=made.changes, path=_path(made.path))
    return int(any(each.severity.value == "error" for each in made.problems))


def compared(made: Comparison, *, as_json: bool) -> None:
    """Print the table of two years, its columns aligned as a terminal counts them."""
    from drafter.pipeline import comparing

    if as_json:
        print(as_json_text(comparing.as_mapping(made)))
        return
    if made.templates:
        report.say("compare.templates", names="、".join(made.templates))
    first, second = made.years
    rows = [
        tuple(report.spelled(f"compare.{key}", year=year) for key, year in
              (("name", ""), ("year", first), ("year", second), ("change", ""))),
        *(comparing.row(each) for each in made.figures),
    ]  # fmt: skip
    widths = [max(columns(row[at]) for row in rows) for at in range(4)]
    for name, before, now, change in rows:
        cells = [_filled(name, widths[0]), _right(before, widths[1]), _right(now, widths[2])]
        print("  ".join([*cells, change]).rstrip())


def _filled(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _right(text: str, width: int) -> str:
    return " " * (width - columns(text)) + text


def renewed(made: Renewed) -> None:
    """Say what the new year's file has, and what is to be done with it."""
    report.say("new.done", path=_path(made.path), before=made.before)
    parts = {
        "new.emptied": "、".join(made.emptied),
        "new.carried": "、".join(f"{name}（{n}）" for name, n in made.carried),
        "new.fill": "、".join(made.to_fill),
    }
    for key, names in parts.items():
        if names:
            report.say(key, names=names, n=sum(n for _, n in made.carried), before=made.before)
    report.say("new.next", file=made.path.name)


def imported(made: Imported) -> None:
    """Say how many records went where, and where the file as it was is kept."""
    report.problems(made.problems)
    report.say("import.done", path=_path(made.path), name=made.ledger, n=made.records)
    if made.backup is not None:
        report.say("result.backup", path=_path(made.backup))
