"""Ledgers that the data keep in Excel or CSV files: read, matched to the schema, put in place."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from drafter.ledger.sheets.columns import Header, find_header, find_repeated, read_name
from drafter.ledger.sheets.contradictions import find_rows_written_off, find_wrong_totals
from drafter.ledger.sheets.rows import (
    QUIET,
    SortedRows,
    describe_lines,
    find_row_to_look_at,
    sort_rows,
)
from drafter.ledger.values import DITTO, is_amount, take_value
from drafter.problems import (
    Phrase,
    Problem,
    TextPlace,
    column_letters,
    find_nearest_word,
    join_phrases,
    join_words,
    phrase,
    problem,
)
from drafter.schema import Field
from drafter.source import (
    Area,
    Borrowed,
    Cell,
    Document,
    Grid,
    Node,
    Table,
    Value,
    open_table,
    read_grid,
    resolve_below,
)
from drafter.vocabulary import FILE_KEY, SAME, SHEET_KEY

_Opener = Callable[[Path, str], tuple[Table | None, list[Problem]]]
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
    open_file = functools.cache(open_table)  # a book for all ledgers is opened once, not for each
    for name in named:
        node, ledger = own.value[name], root.fields.get(name)
        if ledger is not None and ledger.kind == "ledger":
            path, records, wrong = _read_ledger(document, node, ledger, folder, open_file)
            mapping[name] = Node(records, node.line, node.column, node.width, node.key)
            problems += wrong
            files += [path] if path else []
    tree = Node(mapping, own.line, own.column, own.width, own.key)
    return Document(document.text, tree), problems, tuple(files)


def _read_ledger(
    document: Document, node: Node, ledger: Field, folder: Path, open_file: _Opener
) -> tuple[Path | None, list[Node], list[Problem]]:
    """The file that the mapping names, and its records: none, with a problem, if it is no use."""
    assert isinstance(node.value, dict)
    place = document.place(node.value[FILE_KEY])
    problems = [
        problem("D226", document.key_place(node, key), key=key)
        for key in node.value
        if key not in (FILE_KEY, SAME, SHEET_KEY)
    ]
    name = str(node.value[FILE_KEY].value or "")
    sheet = node.value.get(SHEET_KEY)
    path = _resolve_path(name, folder, place)
    if isinstance(path, Problem):
        return None, [], [*problems, path]
    shown = (Path(document.file).parent / name).as_posix()
    wanted = str(sheet.value) if sheet and sheet.value else ""
    at = document.place(sheet) if sheet and wanted else place
    grid, wrong = None, list[Problem]()
    table, unread = open_file(path, shown)
    if table is not None:
        grid, wrong = table.pick_grid(wanted, at, partial(rank_sheet, ledger=ledger))
    wrong = [*unread, *wrong]
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


def read_records(
    grid: Grid, ledger: Field, place: TextPlace, *, complete: bool = False
) -> tuple[list[Node], list[Problem]]:
    """The grid's records by the names of its columns; what was passed over is told.

    place: where the data name the file, for what is wrong with it as a whole. complete: whether
    its rows are accounted for though nothing but titles was passed over.
    """
    header = find_header(grid, ledger)
    if header is None:
        names = join_words(list(ledger.fields)[:6])
        return [], [problem("D225", place, name=ledger.name, names=names)]
    if lacking := _find_lacking(header, ledger):
        names, others = join_words(lacking), join_words(header.others or ["—"])
        return [], [problem("D227", place, file=grid.file, names=names, others=others)]
    if repeated := find_repeated(grid, header, ledger):
        at = header.places[repeated[0]]
        return [], [problem("D523", at, names=join_words(repeated))]
    rows = sort_rows(grid, header, ledger)
    maker = _RecordMaker(grid, ledger, header)
    unsure = maker.refuse_lone(rows.lone)
    lines = [line for line in rows.records if line not in unsure]
    made = {line: record for line in lines if (record := maker.make(line)) is not None}
    maker.note_unnamed(lines)
    if len(made) == len(lines):
        totals = rows.passed.get("total", [])
        maker.problems += find_wrong_totals(grid, header, ledger, made, totals)
        maker.problems += find_rows_written_off(grid, header, lines)
    told = header.others or header.taken or maker.unnamed or maker.notes
    unusual = told or rows.passed.keys() - QUIET
    hint = [_report_rows(header, ledger, rows, maker)] if unusual or complete else []
    return [*made.values()], [*maker.problems, *maker.report_signs(), *hint]


def _find_lacking(header: Header, ledger: Field) -> list[str]:
    needed = (each.name for each in ledger.fields.values() if each.required)
    return [name for name in needed if name not in header.columns]


def rank_sheet(grid: Grid, ledger: Field) -> int:
    """How well the sheet fits the ledger: 3 it is named so and has the columns, 2 it has them,
    1 some of them, 0 none."""
    header = find_header(grid, ledger)
    if header is None or _find_lacking(header, ledger):
        return int(header is not None)
    return 3 if read_name(grid.sheet) in map(read_name, (ledger.name, ledger.title)) else 2


class _RecordMaker:
    """Makes nodes of the rows that are records, from the first to the last.

    notes: the lines of which something is to be told, by what it is. unnamed: the columns without
    a name that hold something. known: what texts stand for in a
    field, where there is nothing more to say of them.
    """

    def __init__(self, grid: Grid, ledger: Field, header: Header) -> None:
        self.grid = grid
        self.ledger = ledger
        self.header = header
        self.problems: list[Problem] = []
        self.notes: dict[str, list[int]] = {}
        self.signs: list[Cell] = []
        self.above: dict[str, Borrowed] = {}
        self.counted: set[Area] = set()
        self.unnamed: set[int] = set()
        self.known: dict[tuple[str, Value], Value] = {}

    def refuse_lone(self, lines: frozenset[int]) -> set[int]:
        """Those of the lines that lack what a record needs; of the others it is told."""
        needed = [name for name, field in self.ledger.fields.items() if field.required]
        refused = set[int]()
        for line in sorted(lines):
            row = self.grid.rows[line]
            cell = next(iter(row.values()))
            if lacking := [name for name in needed if self.header.columns[name] not in row]:
                names, text = join_words(lacking), join_words([each.text for each in row.values()])
                self.problems.append(problem("D256", cell.place, text=text, names=names))
                refused.add(line)
            else:
                self.note("lone", line)
        return refused

    def make(self, line: int) -> Node | None:
        """The row's record; None when a cell of it is at fault, which stops the report anyway."""
        sound = len(self.problems)
        row = self.grid.rows[line]
        cells = {name: row[at] for name, at in self.header.columns.items() if at in row}
        fields: dict[str, Borrowed] = {}
        for name, cell in cells.items():
            node = self.make_field(name, cell)
            if node is not None and node.value is not None:
                fields[name] = node
        self.above = fields
        if line in self.grid.hidden:
            self.note("hidden", line)
        columns = self.header.columns.values()
        if line in self.grid.struck and not self.grid.is_crossed_out(line, columns):
            self.note("struck", line)
        if len(self.problems) > sound:
            return None
        first = next(iter(fields.values()), None) or next(iter(cells.values()))
        return make_borrowed({**fields}, first.place, first.place)

    def note_unnamed(self, lines: Iterable[int]) -> None:
        """What the records hold in columns without a name; in a CSV file behind the last one a
        comma that is part of a value has moved it there."""
        last = max(self.header.names)
        for line in lines:
            for column, cell in self.grid.rows[line].items():
                if column in self.header.names or not cell.is_own:
                    continue
                if column > last and not self.grid.sheet:
                    self.problems.append(problem("D168", cell.place, value=cell.text))
                else:
                    self.unnamed.add(column)

    def note(self, kind: str, line: int) -> None:
        lines = self.notes.setdefault(kind, [])
        if line not in lines[-1:]:
            lines.append(line)

    def make_field(self, name: str, cell: Cell) -> Borrowed | None:
        field, title = self.ledger.fields[name], self.header.places[name]
        is_plain = type(cell.value) is str and cell[2:] == _NOTHING_MORE
        if is_plain and (plain := self.make_plain(name, cell, title)) is not None:
            return plain
        if cell.text in DITTO and not field.choices and not cell.exact:
            return self.repeat(name, cell, title)
        taken = take_value(cell, field)
        if taken.fault:
            self.problems.append(taken.fault)
        if cell.signs:
            self.signs.append(cell)
        if taken.has_clock:
            self.note("clock", cell.place.line)
        elif is_plain and not (taken.fault or taken.shown):
            self.known[name, cell.value] = taken.value
        if cell.area is not None and is_amount(field) and isinstance(taken.value, (int, str)):
            if cell.area in self.counted:
                self.note("once", cell.place.line)
                return make_borrowed(taken.value, cell.place, title, SAME)
            self.counted.add(cell.area)
        return make_borrowed(taken.value, cell.place, title, taken.shown)

    def make_plain(self, name: str, cell: Cell, title: TextPlace) -> Borrowed | None:
        """The value of a cell of which there is nothing to say, where it is a text or was met
        before: a ledger has few different days."""
        written = cell.value
        if written in DITTO:
            return None
        if self.ledger.fields[name].kind in ("text", "any"):
            return make_borrowed(written, cell.place, title)
        key = name, written
        return make_borrowed(self.known[key], cell.place, title) if key in self.known else None

    def repeat(self, name: str, cell: Cell, title: TextPlace) -> Borrowed | None:
        """The value of the record above, where the cell says 〃 or 同上."""
        above = self.above.get(name)
        if above is None:
            self.problems.append(problem("D178", cell.place, value=cell.text))
            return None
        self.note("ditto", cell.place.line)
        return make_borrowed(above.value, cell.place, title, above.shown)

    def report_signs(self) -> list[Problem]:
        """That signs were left out which nobody sees, told once with all its cells."""
        if not self.signs:
            return []
        names = "、".join(f"{column_letters(c.place.column)}{c.place.line}" for c in self.signs)
        first = self.signs[0]
        char = f"U+{ord(first.signs[0]):04X}"
        return [problem("D183", first.place, char=char, n=len(self.signs), cells=names)]


_NOTHING_MORE = Cell(None, TextPlace("", 1))[2:]
"""What a cell is besides what it holds and where, when there is nothing to say of it."""


def make_borrowed(value: Value, place: TextPlace, title: TextPlace, shown: str = "") -> Borrowed:
    key = (title.line, title.column)
    return Borrowed(value, place.line, place.column, place.width, key, place, title, shown)


def _report_rows(header: Header, ledger: Field, rows: SortedRows, maker: _RecordMaker) -> Problem:
    """What was read and what was not: every row of the sheet."""
    notes: list[Phrase] = []
    if header.others:
        notes.append(phrase("sheet.columns", names="、".join(header.others)))
    if maker.unnamed:
        letters = "、".join(map(column_letters, sorted(maker.unnamed)))
        notes.append(phrase("sheet.unnamed", columns=letters))
    notes += [phrase("sheet.taken", name=name, field=field) for name, field in header.taken]
    for kind, lines in [*rows.passed.items(), *maker.notes.items()]:
        notes.append(phrase(f"sheet.{kind}", rows=describe_lines(lines)))
    told = join_phrases(notes, "list.notes")
    place = find_row_to_look_at(maker.grid, rows, maker.notes) or next(iter(header.places.values()))
    return problem("D228", place, name=ledger.name, n=len(rows.records), told=told)


def read_table(
    path: Path, shown: str, sheet: str, ledger: Field
) -> tuple[list[Node], list[Problem]]:
    """The records of a table for a ledger, what is wrong, and every row of it accounted for."""
    grid, problems = read_grid(path, shown, sheet, None, partial(rank_sheet, ledger=ledger))
    if grid is None:
        return [], problems
    cells = (cell.place for row in grid.rows.values() for cell in row.values())
    place = next(cells, TextPlace(shown, 1))
    records, more = read_records(grid, ledger, place, complete=True)
    return records, problems + more
