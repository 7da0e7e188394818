"""A year kept in one workbook: its sheets read as the ledgers of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from drafter.ledger.shapes import (
    Slot,
    flatten_field,
    is_listing,
    list_slots,
    name_sheets,
    read_entry,
    shape_ledger,
)
from drafter.ledger.sheets.columns import find_header
from drafter.ledger.tables import make_borrowed, rank_sheet, read_records
from drafter.ledger.values import take_value
from drafter.problems import FilePlace, Problem, SheetFile, TextPlace, join_words, problem
from drafter.schema import Field, Schema, is_empty
from drafter.schema.commas import is_joined
from drafter.source import (
    Borrowed,
    Document,
    Grid,
    Node,
    YearBook,
    normalize_name,
    parse,
    strip_places,
)
from drafter.source.yaml.node import resolve_scalar


def insert_sheets(
    document: Document, schema: Schema, *, complete: bool = False
) -> tuple[Document, list[Problem]]:
    """The document with the ledgers of its workbook in place, and what is wrong with the sheets.

    complete: every row of each sheet is accounted for.
    """
    book = document.book
    assert isinstance(book, YearBook)
    values, problems = read_book(book, schema.root, complete=complete)
    values |= _list_lent(document, book)
    root = Borrowed(values, 1, 1, 0, None, book.place, book.place)
    return Document(document.text, root), problems


def read_book(
    book: YearBook, root: Field, *, complete: bool = False
) -> tuple[dict[str, Node], list[Problem]]:
    """The single values and the ledgers of the workbook, and what is wrong with the sheets."""
    sheets = match_sheets(book, root)
    values, problems = take_singles(book, root)
    for name, title in sheets.items():
        node, found = read_sheet(book, title, root.fields[name], complete=complete)
        problems += found
        if node is not None:
            values[name] = node
    return values, [*problems, *_report_sheets(book, sheets, root)]


def _list_lent(document: Document, book: YearBook) -> dict[str, Node]:
    """The values that a row of another table has put in place of the book's own."""
    own = document.root.value
    assert isinstance(own, dict)
    file = book.place.file
    return {
        name: node
        for name, node in own.items()
        if isinstance(node, Borrowed) and node.place.file != file
    }


def match_sheets(book: YearBook, root: Field) -> dict[str, str]:
    """The sheet of each ledger that has one."""
    there = {normalize_name(title).casefold(): title for title in book.list_sheets()}
    wanted = {name: normalize_name(title).casefold() for name, title in name_sheets(root).items()}
    return {name: there[title] for name, title in wanted.items() if title in there}


def read_sheet(
    book: YearBook, title: str, field: Field, *, complete: bool = False
) -> tuple[Node | None, list[Problem]]:
    """The ledger, or list, of the sheet; None where the sheet has no records, or cannot be read.

    A sheet that nobody filled in does not say that there was nothing: the ledger is left out.
    """
    grid, found = book.table.read_sheet(title)
    if grid is None or not grid.rows:
        return None, found
    place = TextPlace(SheetFile(f"{grid.file} {grid.sheet}!"), 1)
    flat, slots = shape_ledger(field)
    records, problems = read_records(grid, flat, place, complete=complete)
    problems += _find_joined(records, slots)
    built = [_restore_record(record, slots) for record in records]
    if field.kind == "list":
        built = [_only_value(record) for record in built]
    node = make_borrowed(list(built), place, place) if built else None
    return node, [*found, *problems]


def _find_joined(records: Iterable[Node], slots: Mapping[str, Slot]) -> Iterator[Problem]:
    """D641: lines of cells that look like several entries."""
    listing = [name for name, slot in slots.items() if slot.field.kind == "list"]
    for record in records if listing else ():
        assert isinstance(record.value, dict)
        for name in listing:
            node = record.value.get(name)
            if isinstance(node, Borrowed):
                for line in filter(is_joined, map(str.strip, str(node.value).split("\n"))):
                    yield problem("D641", node.place, text=line)


def _only_value(record: Node) -> Node:
    assert isinstance(record.value, dict)
    return next(iter(record.value.values()), record)


def take_singles(book: YearBook, root: Field) -> tuple[dict[str, Node], list[Problem]]:
    """The single values as their fields ask; those that no field asks for as they stand."""
    slots = {normalize_name(slot.field.name): slot for slot in list_slots(root.fields)}
    slots |= _index_titles(slots)
    values: dict[str, Node] = {}
    problems: list[Problem] = []
    for name, (cell, title) in book.singles.items():
        slot = slots.get(name)
        if slot is None and cell is None:
            continue  # a note: it says nothing of the report
        if slot is None or is_sheet_field(slot.field):
            slot = Slot((name,), Field(name, "any"))
        if cell is None:
            _set_value(values, slot.path, make_borrowed(None, title, title))
            continue
        taken = take_value(cell, flatten_field(slot.field))
        problems += [taken.fault] if taken.fault else []
        node = make_borrowed(taken.value, cell.place, title, taken.shown)
        _set_value(values, slot.path, _restore_value(node, slot.field))
    return values, problems


def _index_titles(slots: Mapping[str, Slot]) -> dict[str, Slot]:
    """The other names of fields that are no name of another."""
    named = (
        (each, slot) for slot in slots.values() for each in (slot.field.title, *slot.field.aliases)
    )
    return {key: slot for each, slot in named if (key := normalize_name(each)) not in slots}


def is_sheet_field(field: Field) -> bool:
    """Whether it has a sheet of its own, so that it is no single value."""
    return field.kind in ("ledger", "list") and "." not in field.name


def _restore_record(node: Node, slots: Mapping[str, Slot]) -> Node:
    """The record with the fields of records within it in their places."""
    assert isinstance(node, Borrowed) and isinstance(node.value, dict)
    values: dict[str, Node] = {}
    for name, below in node.value.items():
        slot = slots[name]
        _set_value(values, slot.path, _restore_value(below, slot.field))
    return make_borrowed(values, node.place, node.title)


def _set_value(values: dict[str, Node], path: tuple[str, ...], node: Node) -> None:
    """Put the value at the path; the records on the way stand where it stands."""
    step, *rest = path
    if not rest:
        values[step] = node
        return
    if is_empty(node.value):
        return
    assert isinstance(node, Borrowed)
    held = values.get(step)
    below = dict(held.value) if held is not None and isinstance(held.value, dict) else {}
    first = held if isinstance(held, Borrowed) else node
    _set_value(below, tuple(rest), node)
    values[step] = make_borrowed(below, first.place, first.title)


def _restore_value(node: Node, field: Field) -> Node:
    """The value of a cell: a list of its lines, a number as it was written."""
    if not isinstance(node, Borrowed) or node.value is None:
        return node
    if is_listing(field):
        return _read_lines(node, field)
    if node.shown and field.kind == "figure":  # as it was typed: 495,737
        return make_borrowed(node.shown, node.place, node.title)
    if node.shown and field.kind == "number" and _is_same_number(node.shown, str(node.value)):
        return make_borrowed(node.shown, node.place, node.title)
    return node


def _is_same_number(shown: str, value: str) -> bool:
    """Whether the sheet shows the number itself, with zeros at its end: 99.10."""
    plain = shown.removeprefix("-").replace(".", "", 1)
    return plain.isdecimal() and plain.isascii() and Decimal(shown) == Decimal(value)


def _read_lines(node: Borrowed, field: Field) -> Node:
    """A list of the cell's lines; a record, or each of several, is written {日期: …, 结果: …}."""
    lines = [line.strip() for line in str(node.value).split("\n") if line.strip()]
    if field.kind == "list":
        kind = field.item.kind if field.item else "any"
        if kind not in ("record", "ledger", "list"):
            entries = [read_entry(line) for line in lines]
            read = [resolve_scalar(each) if kind == "any" else each for each in entries]
            return _borrow(list(read), node)
    records = [_read_written(line) for line in lines]
    if any(each is None for each in records):
        return node  # the schema says what ought to stand there
    return _borrow(records[0] if field.kind == "record" else records, node)


def _read_written(line: str) -> Any:
    """The value that is written on the line as YAML; None where it is none."""
    document, _ = parse(f"a: {line}\n".encode(), "")
    root = document.root.value if document is not None else None
    return strip_places(root["a"]) if isinstance(root, dict) and "a" in root else None


def _borrow(value: Any, cell: Borrowed) -> Node:
    """The value, with all that is in it, as standing in the cell."""
    if isinstance(value, list):
        value = [_borrow(each, cell) for each in value]
    elif isinstance(value, dict):
        value = {name: _borrow(each, cell) for name, each in value.items()}
    return make_borrowed(value, cell.place, cell.title)


def _report_sheets(book: YearBook, sheets: Mapping[str, str], root: Field) -> Iterator[Problem]:
    """The sheets that are no ledger, and the ledgers that have no sheet."""
    lacking = {n: root.fields[n] for n in name_sheets(root) if n not in sheets}
    for title in book.list_sheets():
        if title in sheets.values():
            continue
        grid, found = book.table.read_sheet(title)
        if grid is None or not grid.rows:
            yield from found
            continue
        place = TextPlace(SheetFile(f"{grid.file} {grid.sheet}!"), next(iter(grid.rows)))
        if likely := _guess_ledger(grid, lacking):
            yield problem("D631", place, sheet=title, name=likely)
        else:
            yield problem("D632", place, sheet=title)
    empty = [name for name, title in sheets.items() if not _holds_rows(book, title)]
    if gone := [*lacking, *empty]:
        yield problem("D633", FilePlace(book.table.shown), names=join_words(gone), n=len(gone))


def _holds_rows(book: YearBook, title: str) -> bool:
    grid, _ = book.table.read_sheet(title)
    return grid is None or bool(grid.rows)


def _guess_ledger(grid: Grid, lacking: Mapping[str, Field]) -> str:
    """The ledger without a sheet whose columns this sheet has: somebody renamed it."""
    fits = {name: shape_ledger(field)[0] for name, field in lacking.items()}
    ranks = {name: rank_sheet(grid, flat) for name, flat in fits.items()}
    best = [name for name, rank in ranks.items() if rank == 2]
    named = [name for name in lacking if name in grid.sheet or grid.sheet in name]
    if len(best) > 1:  # several ledgers have the same columns: the most of them
        sizes = {
            name: len(header.columns) if (header := find_header(grid, fits[name])) else 0
            for name in best
        }
        best = [name for name in best if sizes[name] == max(sizes.values())]
    either = [name for name in named if ranks[name]] or best
    return either[0] if either else ""
