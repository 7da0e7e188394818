"""What the commands that go from year to year print: new, import, compare, and check's formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import workspace
from drafter.cli import report
from drafter.problems import DrafterError, count_columns
from drafter.problems import as_json as as_json_text

if TYPE_CHECKING:
    from drafter import Comparison, Fixed, Imported, Renewed, Result


def _relative_path(path: Path) -> str:
    return workspace.show_path(path, Path())


def print_sarif(check: Callable[[], Result]) -> int:
    """Print the findings as SARIF; the exit code."""
    from drafter.cli.sarif import format_sarif  # asked for by programs only

    try:
        found, code = check().problems, 0
    except DrafterError as error:
        found, code = error.problems, error.status
    print(format_sarif(found, report.get_language()))
    return code


def print_fixed(made: Fixed) -> int:
    """Say what was mended, where, and what is left; the exit code."""
    report.print_problems(made.problems)
    if made.path is None:
        report.print_text("fix.nothing")
    else:
        report.print_text("fix.done", n=made.changes, path=_relative_path(made.path))
    return int(any(each.severity.value == "error" for each in made.problems))


def print_comparison(made: Comparison, *, as_json: bool) -> None:
    """Print the table of two years, its columns aligned as a terminal counts them."""
    from drafter.commands import compare

    if as_json:
        print(as_json_text(compare.as_mapping(made)))
        return
    if made.templates:
        report.print_text("compare.templates", names="、".join(made.templates))
    first, second = made.years
    rows = [
        tuple(report.get_localized_text(f"compare.{key}", year=year) for key, year in
              (("name", ""), ("year", first), ("year", second), ("change", ""))),
        *(compare.format_row(each) for each in made.figures),
    ]  # fmt: skip
    widths = [max(count_columns(row[at]) for row in rows) for at in range(4)]
    for name, before, now, change in rows:
        cells = [
            _pad_right(name, widths[0]),
            _pad_left(before, widths[1]),
            _pad_left(now, widths[2]),
        ]
        print("  ".join([*cells, change]).rstrip())


def _pad_right(text: str, width: int) -> str:
    return text + " " * (width - count_columns(text))


def _pad_left(text: str, width: int) -> str:
    return " " * (width - count_columns(text)) + text


def print_renewed(made: Renewed) -> None:
    """Say what the new year's file has, and what is to be done with it."""
    report.print_text("new.done", path=_relative_path(made.path), before=made.before)
    parts = {
        "new.emptied": "、".join(made.emptied),
        "new.carried": "、".join(f"{name}（{n}）" for name, n in made.carried),
        "new.fill": "、".join(made.to_fill),
    }
    for key, names in parts.items():
        if names:
            report.print_text(
                key, names=names, n=sum(n for _, n in made.carried), before=made.before
            )
    report.print_text("new.next", file=made.path.name)


def print_imported(made: Imported) -> None:
    """Say how many records went where, and where the file as it was is kept."""
    report.print_problems(made.problems)
    report.print_text(
        "import.done", path=_relative_path(made.path), name=made.ledger, n=made.records
    )
    if made.backup is not None:
        report.print_text("result.backup", path=_relative_path(made.backup))
