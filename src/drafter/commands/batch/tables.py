"""The inputs of a batch: its data files, or each row of a table with each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter import source
from drafter.commands.batch.tasks import Task
from drafter.commands.drafting.drafts import find_template_name, open_template
from drafter.commands.drafting.findings import Findings, refuse
from drafter.ledger.sheets.rows import name_rows
from drafter.problems import FilePlace, Problem, find_nearest_word, join_words, problem
from drafter.schema import Field
from drafter.source import Borrowed, Row
from drafter.workspace import Workspace


def list_tasks(data: Sequence[Path], table: str | Path | None, workspace: Workspace) -> list[Task]:
    """The tasks of some data files, with a table one for each of its rows. Raises DrafterError.

    It does when the table is of no use, or has columns whose values would reach no report.
    """
    if table is None:
        return [Task(path) for path in data]
    found = Findings()
    path = workspace.find_data_file(str(table))
    rows = found.need(source.read_rows(path, workspace.show(path), name_rows))
    if all(row.kind for row in rows):
        refuse([problem("D166", FilePlace(workspace.show(path)))])
    if wrong := [each for one in data for each in _find_unknown_columns(one, rows, workspace)]:
        refuse(wrong)
    return [Task(one, row) for one in data for row in rows]


def _find_unknown_columns(data: Path, rows: Sequence[Row], workspace: Workspace) -> list[Problem]:
    """The columns whose values would reach no report, each once. Raises DrafterError.

    It does when the data file or its template is of no use for any row.
    """
    found = Findings()
    document = found.add(source.read_data_file(data, workspace.show(data)))
    workspace = workspace.around(data)
    if not workspace.exists:
        refuse(workspace.find_missing())
    document = found.need((document, ()))
    wrong: dict[str, Problem] = {}
    roots: dict[str, Field] = {}
    for row in (row for row in rows if not row.kind):
        lent = source.lend(document, row)
        name, _ = find_template_name(workspace, lent)
        if name is None:  # drafting this row will say so
            continue
        if name not in roots:
            roots[name] = Findings().need(open_template(workspace, name)).schema.root
        for key, cell in row.cells.items():
            if key not in wrong:
                wrong.update((key, each) for each in _check_column(roots[name], key, cell))
    return list(wrong.values())


def _check_column(root: Field, name: str, cell: Borrowed) -> Iterator[Problem]:
    """The column, if the record has no such field; on the way down a dotted name."""
    field = root
    for step in [name] if name in root.fields else name.split("."):
        known = list(field.fields)
        if step not in known and known:
            if hint := find_nearest_word(step, known):
                yield problem("D202", cell.title, key=name, hint=name.replace(step, hint))
            else:
                yield problem("D215", cell.title, key=name, known=join_words(known))
            return
        field = field.fields.get(step, field)
