"""The years before: which files hold them, and their checked data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter import ledger, source
from drafter.commands.drafting.findings import Findings
from drafter.figures import Figure
from drafter.ledger import Ledger
from drafter.problems import Problem, Severity, problem
from drafter.schema import Schema
from drafter.vocabulary import TEMPLATE_KEY, YEAR_KEY
from drafter.workspace import Workspace

MOST_YEARS = 10
"""So many years before are looked at, at most."""


def load_earlier_years(
    loaded: Ledger, schema: Schema, data: Path, previous: Path | None, workspace: Workspace
) -> tuple[tuple[Ledger, tuple[Path, ...]], list[Problem]]:
    """The data with the years before, and the files that were looked for.

    A file that is no use is a problem; one that is not there ends the row of years.
    """
    found, earlier, files = Findings(), list[Ledger](), list[Path]()
    year = _ledger_year(loaded)
    while year is not None and len(earlier) < MOST_YEARS:
        named, path = previous is not None, previous or guess_previous_file(data, year)
        previous, year = None, year - 1
        files.append(path)
        if not named and (path == data or not path.is_file()):
            break
        before = found.add(_read_year(path, schema, year, workspace.show(path)))
        if before is None:
            break
        earlier.append(before)
        files += before.files
        data = path
    return (replace(loaded, earlier=tuple(earlier)), tuple(files)), found


def guess_previous_file(data: Path, year: int) -> Path:
    """The file beside the data that holds the year before, by its name.

    >>> guess_previous_file(Path("data/2021年.yml"), 2021).name
    '2020年.yml'
    >>> guess_previous_file(Path("data/今年.yaml"), 2021).name
    '2020.yaml'
    """
    if str(year) in data.stem:
        return data.with_name(data.stem.replace(str(year), str(year - 1)) + data.suffix)
    return data.with_name(f"{year - 1}.yaml")


def _ledger_year(loaded: Ledger) -> int | None:
    year = loaded.values.get(YEAR_KEY)
    return int(year) if isinstance(year, Figure) else None


def _read_year(
    path: Path, schema: Schema, year: int, shown: str
) -> tuple[Ledger | None, list[Problem]]:
    """The year's data, or None where they are no use; of what is wrong with them the errors.

    What is only doubtful in them was told when that year's report was made.
    """
    document, found = source.read_data_file(path, shown)
    if document is None:
        return None, found
    root = document.root.value
    named = root.get(TEMPLATE_KEY) if isinstance(root, dict) else None
    if named is not None and str(named.value) != schema_name(schema):
        place = document.place(named)
        return None, [problem("D240", place, name=str(named.value), wanted=schema_name(schema))]
    loaded, wrong = ledger.load_ledger(document, schema, path.parent)
    errors = [each for each in (*found, *wrong) if each.severity is Severity.ERROR]
    if loaded is not None and _ledger_year(loaded) not in (year, None):
        assert isinstance(root, dict)
        place = document.place(root[YEAR_KEY])
        errors.append(problem("D241", place, year=year, held=str(_ledger_year(loaded))))
        return None, errors
    return loaded, errors


def schema_name(schema: Schema) -> str:
    """The name of the template that the schema is of: its folder's."""
    return Path(schema.file).parent.name
