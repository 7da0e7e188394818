"""The years before: which files hold them, and their checked data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter import ledger, source
from drafter.commands.drafting.findings import Findings
from drafter.engine import CompiledTemplate
from drafter.figures import Figure
from drafter.ledger import Ledger
from drafter.problems import FilePlace, Problem, Severity, problem
from drafter.schema import Schema
from drafter.vocabulary import TEMPLATE_KEY, YEAR_KEY
from drafter.workspace import Workspace

MOST_YEARS = 10
"""So many years before are looked at, at most."""


def look_back(
    compiled: CompiledTemplate, loaded: Ledger, data: Path, previous: Path | None,
    workspace: Workspace, *, final: bool,
) -> tuple[tuple[Ledger, tuple[Path, ...]], list[Problem]]:  # fmt: skip
    """The data with the years before, where the template asks for them, and the files looked for.

    final: what was forgotten this year is told, whether the template compares or not.
    """
    files: tuple[Path, ...] = ()
    found: list[Problem] = []
    if compiled.looks_back:
        schema = compiled.template.schema
        (loaded, files), found = load_earlier_years(loaded, schema, data, previous, workspace)
    if final:
        found += find_forgotten_ledgers(compiled, loaded, data, previous, workspace)
    return (loaded, files), found


def load_earlier_years(
    loaded: Ledger, schema: Schema, data: Path, previous: Path | None, workspace: Workspace
) -> tuple[tuple[Ledger, tuple[Path, ...]], list[Problem]]:
    """The data with the years before, and the files that were looked for.

    A file that is no use is a problem; one that is not there ends the row of years.
    """
    found, earlier, files = Findings(), list[Ledger](), list[Path]()
    year = _ledger_year(loaded)
    while year is not None and len(earlier) < MOST_YEARS:
        likely = [previous] if previous is not None else guess_previous_files(data, year)
        path = likely[0] if previous is not None else find_previous_file(data, year)
        previous, year = None, year - 1
        files += likely if path is None else [path]
        if path is None:
            if not earlier:
                names = "、".join(each.name for each in likely if each.suffix == data.suffix)
                place = FilePlace(loaded.file)
                found.append(problem("D250", place, year=year, names=names))
            break
        before = found.add(_read_year(path, schema, year, workspace.show(path)))
        if before is None:
            break
        earlier.append(before)
        files += before.files
        data = path
    return (replace(loaded, earlier=tuple(earlier)), tuple(files)), found


def find_forgotten_ledgers(
    compiled: CompiledTemplate, loaded: Ledger, data: Path, previous: Path | None,
    workspace: Workspace,
) -> list[Problem]:  # fmt: skip
    """D249: ledgers that the data leave out, and that had records the year before."""
    schema = compiled.template.schema
    before = next(iter(loaded.earlier), None)
    if not compiled.looks_back:
        before = load_last_year(loaded, schema, data, previous, workspace)
    ledgers = (each.name for each in schema.root.fields.values() if each.kind == "ledger")
    names = [name for name in ledgers if before and name in loaded.absent and before.values[name]]
    if not names:
        return []
    place = FilePlace(loaded.file)
    return [problem("D249", place, n=len(names), names="、".join(names), first=names[0])]


def load_last_year(
    loaded: Ledger, schema: Schema, data: Path, previous: Path | None, workspace: Workspace
) -> Ledger | None:
    """The data of the year before alone, where there are any of use."""
    year = _ledger_year(loaded)
    if year is None:
        return None
    path = previous or find_previous_file(data, year)
    if path is None:
        return None
    return _read_year(path, schema, year - 1, workspace.show(path))[0]


def find_previous_file(data: Path, year: int) -> Path | None:
    """The file beside the data that holds the year before, if there is one."""
    likely = guess_previous_files(data, year)
    return next((path for path in likely if path != data and _holds_year(path)), None)


def _holds_year(path: Path) -> bool:
    """Whether it is data: beside them stand workbooks of single ledgers too."""
    return path.is_file() and (not source.is_book(path) or source.is_year_book(path))


def guess_previous_files(data: Path, year: int) -> list[Path]:
    """The names that the file of the year before may have, the likeliest first.

    >>> [path.name for path in guess_previous_files(Path("data/2021年.yml"), 2021)]
    ['2020年.yml', '2020.yml', '2020年.yaml', '2020.yaml', '2020年.xlsx', '2020.xlsx']
    >>> guess_previous_files(Path("data/今年.yaml"), 2021)[0].name
    '2020.yaml'
    """
    now, before = str(year), str(year - 1)
    stem = data.stem.replace(now, before) if now in data.stem else before
    other = (
        stem.replace(f"{before}年", before)
        if f"{before}年" in stem
        else stem.replace(before, f"{before}年")
    )
    known = (".yaml", ".yml", ".xlsx")
    suffixes = dict.fromkeys((data.suffix, *known)) if data.suffix else known
    return [
        data.with_name(name + suffix)
        for suffix in suffixes
        for name in dict.fromkeys((stem, other))
    ]


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
