"""The years before: which files hold them, and their checked data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter import ledger, source, workspace
from drafter.figures import Figure
from drafter.ledger import Ledger
from drafter.problems import Problem, Severity, problem
from drafter.schema import Schema
from drafter.vocabulary import TEMPLATE_KEY, YEAR_KEY

MOST_YEARS = 10
"""So many years before are looked at, at most."""


def load_earlier_years(
    loaded: Ledger, schema: Schema, data: Path, previous: Path | None, here: Path,
    found: list[Problem],
) -> tuple[Ledger, tuple[Path, ...]]:  # fmt: skip
    """The data with the years before, and the files that were looked for.

    A file that is no use is a problem; one that is not there ends the row of years.
    """
    year, earlier, files = _ledger_year(loaded), list[Ledger](), list[Path]()
    while year is not None and len(earlier) < MOST_YEARS:
        named, path = previous is not None, previous or guess_previous_file(data, year)
        previous, year, made = None, year - 1, None
        files.append(path)
        if named or (path.is_file() and path != data):
            made = _read_year(path, schema, year, workspace.show_path(path, here), found)
        if made is None:
            break
        earlier.append(made)
        files += made.files
        data = path
    return replace(loaded, earlier=tuple(earlier)), tuple(files)


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
    held = loaded.values.get(YEAR_KEY)
    return int(held) if isinstance(held, Figure) else None


def _read_year(
    path: Path, schema: Schema, year: int, shown: str, found: list[Problem]
) -> Ledger | None:
    """The year's data; None where they are no use, which is told."""
    document, wrong = source.read_data_file(path, shown)
    if document is None:
        found += wrong
        return None
    root = document.root.value
    named = root.get(TEMPLATE_KEY) if isinstance(root, dict) else None
    if named is not None and str(named.value) != schema_name(schema):
        place = document.place(named)
        found.append(problem("D240", place, name=str(named.value), wanted=schema_name(schema)))
        return None
    made, more = ledger.load_ledger(document, schema, path.parent)
    found += [each for each in (*wrong, *more) if each.severity is Severity.ERROR]
    if made is not None and _ledger_year(made) not in (year, None):
        assert isinstance(root, dict)
        place = document.place(root[YEAR_KEY])
        found.append(problem("D241", place, year=year, held=str(_ledger_year(made))))
        return None
    return made


def schema_name(schema: Schema) -> str:
    """The name of the template that the schema is of: its folder's."""
    return Path(schema.file).parent.name
