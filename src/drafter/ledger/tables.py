"""Ledgers that the data keep in Excel or CSV files: read, matched to the schema, put in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


def insert_records(
    document: Document, named: Iterable[str], root: Field, folder: Path
) -> tuple[Document, list[Problem], tuple[Path, ...]]:
    """The document with the records of files in place, and the files that were read.

    named: the keys whose values name a file.
    """
    own = document.root
    assert isinstance(own.value, dict)
    mapping, problems, files = dict(own.value), list[Problem](), list[Path]()
    for name in named:
        node, ledger = own.value[name], root.fields.get(name)
        if ledger is not None and ledger.kind == "ledger":
            path, records, wrong = _read_ledger(document, node, ledger, folder)
            mapping[name] = Node(records, node.line, node.column, node.width, node.key)
            problems += wrong
            files += [path] if path else []
    tree = Node(mapping, own.line, own.column, own.width, own.key)
    return Document(document.text, tree), problems, tuple(files)


def _read_ledger(
    document: Document, node: Node, ledger: Field, folder: Path
) -> tuple[Path | None, list[Node], list[Problem]]:
    """The file that the mapping names, and its records: none, with a problem, if it is no use."""
    assert isinstance(node.value, dict)
    place = document.place(node.value[FILE_KEY])
    problems = [
        problem("D226", document.key_place(node, key), key=key)
        for key in node.value
        if key not in (FILE_KEY, SHEET_KEY)
    ]
    name = str(node.value[FILE_KEY].value or "")
    sheet = node.value.get(SHEET_KEY)
    path = _resolve_path(name, folder, place)
    if isinstance(path, Problem):
        return None, [], [*problems, path]
    shown = (Path(document.file).parent / name).as_posix()
    grid, wrong = read_grid(path, shown, str(sheet.value) if sheet and sheet.value else "")
    records, more = ([], []) if grid is None else read_records(grid, ledger, place)
    return path, records, problems + wrong + more


def _resolve_path(name: str, folder: Path, place: TextPlace) -> Path | Problem:
    """The file, below the data's own folder and nowhere else; or why there is none."""
    try:
        path = resolve_below(folder, name)
        if path is None:
            return problem("D222", place, name=name)
        if path.suffix.lower() not in _SUFFIXES:
            return problem("D223", place, name=name)
        if path.is_file():
            return path
        near = find_nearest_word(name, [each.name for each in folder.iterdir() if each.is_file()])
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL in it
        near = ""
    return problem("D224", place, name=name, hint=near or FILE_KEY)


def read_records(grid: Grid, ledger: Field, place: TextPlace) -> tuple[list[Node], list[Problem]]:
    """The grid's records by the names of its columns; what was passed over is told.

    place: where the data name the file, for what is wrong with it as a whole.
    """
    header = find_header(grid.rows, ledger)
    if header is None:
        names = join_words(list(ledger.fields)[:6])
        return [], [problem("D225", place, name=ledger.name, names=names)]
    needed = [each.name for each in ledger.fields.values() if each.required]
    if lacking := [name for name in needed if name not in header.columns]:
        names, others = join_words(lacking), join_words(header.others or ["—"])
        return [], [problem("D227", place, file=grid.file, names=names, others=others)]
    return _read_rows(grid, ledger, header)


def _read_rows(grid: Grid, ledger: Field, header: Header) -> tuple[list[Node], list[Problem]]:
    passed: dict[str, list[int]] = {"blank": [], "total": [], "foot": [], "hidden": []}
    last = _find_last_record(grid, header)
    records, problems = list[Node](), list[Problem]()
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
            problems += [cell.fault for cell in cells.values() if cell.fault is not None]
            records.append(_make_record(cells, ledger, grid, header))
    return records, problems + _report_passed_rows(grid, ledger, header, len(records), passed)


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


def _make_record(cells: dict[str, Cell], ledger: Field, grid: Grid, header: Header) -> Node:
    titles = grid.rows[header.row]
    fields: dict[str, Node] = {}
    for name, cell in cells.items():
        if cell.value is None:
            continue
        day = cell.serial if ledger.fields[name].kind == "date" else ""
        title = titles[header.columns[name]].place
        fields[name] = _make_borrowed(day or cell.value, cell.place, title)
    first = next(iter(fields.values()), None)
    place = first.place if isinstance(first, Borrowed) else next(iter(cells.values())).place
    return _make_borrowed(fields, place, place)


def _make_borrowed(value: Value, place: TextPlace, title: TextPlace) -> Borrowed:
    key = (title.line, title.column)
    return Borrowed(value, place.line, place.column, place.width, key, place, title)


def _report_passed_rows(
    grid: Grid, ledger: Field, header: Header, count: int, passed: dict[str, list[int]]
) -> list[Problem]:
    """What was read and what was not, where anything was passed over."""
    notes: list[Phrase] = []
    if header.others:
        notes.append(phrase("sheet.columns", names=join_words(header.others)))
    for key, rows in passed.items():
        if rows:
            shown = "、".join(map(str, rows[:10])) + ("……" if len(rows) > 10 else "")
            notes.append(phrase(f"sheet.{key}", rows=shown))
    if not notes:
        return []
    place = grid.rows[header.row][next(iter(header.columns.values()))].place
    told = join_phrases(notes, "list.notes")
    return [problem("D228", place, name=ledger.name, n=count, told=told)]


def records_of(
    path: Path, shown: str, sheet: str, ledger: Field
) -> tuple[list[dict[str, object]], list[Problem]]:
    """The records of a table without places, and what is wrong or to be known."""
    grid, problems = read_grid(path, shown, sheet)
    if grid is None:
        return [], problems
    records, more = read_records(grid, ledger, TextPlace(shown, 1))
    return [strip_places(node) for node in records], problems + more
