"""Ledgers that the data keep in Excel or CSV files: read, matched to the schema, put in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafter.ledger.columns import Header, find_header
from drafter.problems import (
    Phrase,
    Problem,
    TextPlace,
    find_nearest_word,
    join_phrases,
    join_words,
    phrase,
    problem,
)
from drafter.schema import Field
from drafter.source import (
    Borrowed,
    Cell,
    Document,
    Grid,
    Node,
    Value,
    filled,
    read_grid,
    resolve_below,
    strip_places,
)
from drafter.vocabulary import FILE_KEY, SHEET_KEY

_TOTALS = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计|共\s*计)[:：]?\s*")
_SUFFIXES = (".xlsx", ".xlsm", ".csv", ".txt", ".xls")


@dataclass
class _TableReading:
    """What comes of reading the files: problems, and the files that were looked for."""

    found: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def insert_records(
    document: Document, root: Field, folder: Path
) -> tuple[Document, list[Problem], tuple[Path, ...]]:
    """The document with the records of the named files in place, and the files that were read."""
    mapping = document.root.value
    if not isinstance(mapping, dict) or not any(map(_names_file, mapping.values())):
        return document, [], ()
    reading, filled_in = _TableReading(), dict(mapping)
    for name, node in mapping.items():
        ledger = root.fields.get(name)
        if _names_file(node) and ledger is not None and ledger.kind == "ledger":
            records = _read_ledger(document, node, ledger, folder, reading)
            filled_in[name] = _replace_value(node, records)
    own = document.root
    tree = Node(filled_in, own.line, own.column, own.width, own.key)
    return Document(document.text, tree), reading.found, tuple(reading.files)


def _names_file(node: Node) -> bool:
    return isinstance(node.value, dict) and FILE_KEY in node.value


def _replace_value(node: Node, records: list[Node]) -> Node:
    return Node(records, node.line, node.column, node.width, node.key)


def _read_ledger(
    document: Document, node: Node, ledger: Field, folder: Path, reading: _TableReading
) -> list[Node]:
    """The records of the file that the mapping names; none, with a problem, where it is no use."""
    assert isinstance(node.value, dict)
    place = document.place(node.value[FILE_KEY])
    for key in node.value:
        if key not in (FILE_KEY, SHEET_KEY):
            found = problem("D226", document.key_place(node, key), key=key)
            reading.found.append(found)
    name = str(node.value[FILE_KEY].value or "")
    sheet = node.value.get(SHEET_KEY)
    path, wrong = _resolve_path(name, folder, place)
    if path is None:
        reading.found += wrong
        return []
    reading.files.append(path)
    shown = (Path(document.file).parent / name).as_posix()
    grid, wrong = read_grid(path, shown, str(sheet.value) if sheet and sheet.value else "")
    reading.found += wrong
    return [] if grid is None else list(read_records(grid, ledger, place, reading.found))


def _resolve_path(name: str, folder: Path, place: TextPlace) -> tuple[Path | None, list[Problem]]:
    """The file, below the data's own folder and nowhere else."""
    try:
        path = resolve_below(folder, name)
        if path is None:
            return None, [problem("D222", place, name=name)]
        if path.suffix.lower() not in _SUFFIXES:
            return None, [problem("D223", place, name=name)]
        if not path.is_file():
            near = find_nearest_word(
                name, [each.name for each in folder.iterdir() if each.is_file()]
            )
            return None, [problem("D224", place, name=name, hint=near or FILE_KEY)]
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL in it
        return None, [problem("D224", place, name=name, hint=FILE_KEY)]
    return path, []


def read_records(
    grid: Grid, ledger: Field, place: TextPlace, found: list[Problem]
) -> Iterator[Node]:
    """The grid's records by the names of its columns; what was passed over is told.

    place: where the data name the file, for what is wrong with it as a whole.
    """
    header = find_header(grid.rows, ledger)
    if header is None:
        names = join_words(list(ledger.fields)[:6])
        found.append(problem("D225", place, name=ledger.name, names=names))
        return
    lacking = [
        each.name for each in ledger.fields.values()
        if each.required and each.name not in header.columns
    ]  # fmt: skip
    if lacking:
        others = join_words(header.others or ["—"])
        found.append(
            problem("D227", place, names=join_words(lacking), file=grid.file, others=others)
        )
        return
    yield from _read_rows(grid, ledger, header, found)


def _read_rows(grid: Grid, ledger: Field, header: Header, found: list[Problem]) -> Iterator[Node]:
    passed: dict[str, list[int]] = {"blank": [], "total": [], "foot": [], "hidden": []}
    last = _find_last_record(grid, header)
    count = 0
    for index in range(header.row + 1, len(grid.rows)):
        row, number = grid.rows[index], index + 1
        cells = {name: row[at] for name, at in header.columns.items() if at < len(row)}
        if not list(filled(row)):
            if index < last:
                passed["blank"].append(number)
        elif _is_total(row):
            passed["total"].append(number)
        elif index > last or not list(filled(list(cells.values()))):
            passed["foot"].append(number)
        else:
            if number in grid.hidden:
                passed["hidden"].append(number)
            count += 1
            yield _make_record(cells, ledger, grid, header, found)
    _report_passed_rows(grid, ledger, header, count, passed, found)


def _find_last_record(grid: Grid, header: Header) -> int:
    """The index of the last row that is a record: what stands below is the ledger's foot.

    A record fills at least two of the known columns, or the only one there is.
    """
    least = min(2, len(header.columns))
    for index in range(len(grid.rows) - 1, header.row, -1):
        row = grid.rows[index]
        own = [row[at] for at in header.columns.values() if at < len(row)]
        distinct = {str(cell.value) for cell in filled(own)}
        if len(distinct) >= least and not _is_total(row):
            return index
    return header.row


def _is_total(row: Sequence[Cell]) -> bool:
    first = next((c for c in filled(row) if c.value is not None), None)
    return first is not None and bool(_TOTALS.fullmatch(str(first.value)))


def _make_record(
    cells: dict[str, Cell], ledger: Field, grid: Grid, header: Header, found: list[Problem]
) -> Node:
    titles = grid.rows[header.row]
    made: dict[str, Node] = {}
    for name, cell in cells.items():
        if cell.fault is not None:
            found.append(cell.fault)
        if cell.value is None:
            continue
        value = cell.value
        if ledger.fields[name].kind == "date" and cell.serial:
            value = cell.serial
        made[name] = _make_borrowed(value, cell.place, titles[header.columns[name]].place)
    first = next(iter(made.values()), None)
    place = first.place if isinstance(first, Borrowed) else next(iter(cells.values())).place
    return _make_borrowed(made, place, place)


def _make_borrowed(value: Value, place: TextPlace, title: TextPlace) -> Borrowed:
    key = (title.line, title.column)
    return Borrowed(value, place.line, place.column, place.width, key, place, title)


def _report_passed_rows(
    grid: Grid, ledger: Field, header: Header, count: int, passed: dict[str, list[int]],
    found: list[Problem],
) -> None:  # fmt: skip
    """Say what was read and what was not, where anything was passed over."""
    notes: list[Phrase] = []
    if header.others:
        notes.append(phrase("sheet.columns", names=join_words(header.others)))
    for key, rows in passed.items():
        if rows:
            shown = "、".join(map(str, rows[:10])) + ("……" if len(rows) > 10 else "")
            notes.append(phrase(f"sheet.{key}", rows=shown))
    if not notes:
        return
    place = grid.rows[header.row][next(iter(header.columns.values()))].place
    found.append(
        problem("D228", place, name=ledger.name, n=count, told=join_phrases(notes, "list.notes"))
    )


def records_of(
    path: Path, shown: str, sheet: str, ledger: Field
) -> tuple[list[dict[str, object]], list[Problem]]:
    """The records of a table as plain values, and what is wrong or to be known."""
    grid, found = read_grid(path, shown, sheet)
    if grid is None:
        return [], found
    place = TextPlace(shown, 1)
    made = [strip_places(node) for node in read_records(grid, ledger, place, found)]
    return made, found
