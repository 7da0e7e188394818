"""What is said of a workbook that was written, and of one that was brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.cli import report
from drafter.commands.telling import results as telling

if TYPE_CHECKING:
    from drafter.commands.workbooks.importing import ImportedBook
    from drafter.commands.workbooks.workbook import WrittenBook


def print_workbook(made: WrittenBook) -> None:
    """Say what was written, which columns have a list to choose from, and what comes next."""
    report.print_problems(made.problems)
    for line in telling.tell_workbook(made, report.get_language(), report.show_path):
        print(line)


def print_imported_book(made: ImportedBook) -> int:
    """Say what became of each ledger, and each value that changed; the exit code."""
    report.print_problems(made.problems)
    for line in telling.tell_imported_book(made, report.get_language(), report.show_path):
        print(line)
    return 3 if made.conflicts else 0
