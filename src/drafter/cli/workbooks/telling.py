"""What is said of a workbook that was written, and of one that was brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.cli import report
from drafter.commands.telling import results as telling
from drafter.problems import format_path

if TYPE_CHECKING:
    from drafter.commands.workbooks.importing import ImportedBook
    from drafter.commands.workbooks.workbook import WrittenBook

_MOST_CHANGES = 40


def print_workbook(made: WrittenBook) -> None:
    """Say what was written, which columns have a list to choose from, and what comes next."""
    report.print_problems(made.problems)
    for line in telling.tell_workbook(made, report.get_language(), report.show_path):
        print(line)


def print_imported_book(made: ImportedBook) -> int:
    """Say what became of each ledger, and each value that changed; the exit code."""
    report.print_problems(made.problems)
    for sheet in made.sheets:
        report.print_text(
            "workbook.import.sheet", name=sheet.ledger, n=sheet.records, added=sheet.added,
            changed=sheet.changed,
        )  # fmt: skip
        if sheet.removed:
            report.print_text("workbook.import.removed", n=sheet.removed)
        if sheet.gone:
            report.print_text("workbook.import.gone", n=sheet.gone)
    for path, before, after in made.changes[:_MOST_CHANGES]:
        values = {"before": _show(before), "after": _show(after)}
        report.print_text("workbook.import.change", where=format_path(path), **values)
    if rest := made.changes[_MOST_CHANGES:]:
        report.print_text("workbook.import.more", n=len(rest))
    done = "workbook.import.done" if made.written else "workbook.import.unwritten"
    report.print_text(done, path=report.show_path(made.path))
    report.print_backup(made.backup)
    return 3 if made.conflicts else 0


def _show(value: Any) -> str:
    """A value in words: of a number what it is, and nothing as a dash."""
    if isinstance(value, tuple):
        value = value[1] or value[0]
    if isinstance(value, bool):
        value = report.get_localized_text("workbook.yes" if value else "workbook.no")
    if isinstance(value, list):
        return report.get_localized_text("list.joint").join(map(_show, value)) or "—"
    return "—" if value in (None, {}) else str(value)
