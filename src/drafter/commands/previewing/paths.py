"""Which value of the data a place in a file is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import PurePath

from drafter.problems import DataPath, TextPlace, WordPlace
from drafter.problems.model import Place
from drafter.schema import Field
from drafter.source import Borrowed, Document, Node
from drafter.vocabulary import FILE_KEY

_Child = tuple[str | int, Node]


def find_path(document: Document, place: Place | None, typed: Document) -> DataPath | None:
    """The path of the value at the place, or of the last one before it; None for other files.

    document: with the records of other files in it; typed: with the names of these files.
    """
    if isinstance(place, TextPlace) and place.file == document.file:
        return _find_in_text(document, place)
    if isinstance(place, TextPlace) and (found := _find_in_sheets(document, place)):
        return found
    return None if place is None or isinstance(place, WordPlace) else _find_table(typed, place.file)


def _find_table(typed: Document, file: str) -> DataPath | None:
    """The ledger that the data keep in the file, or in a sheet of it."""
    for name, node in typed.root.value.items() if isinstance(typed.root.value, dict) else ():
        named = node.value.get(FILE_KEY) if isinstance(node.value, dict) else None
        shown = PurePath(typed.file).parent / str(named.value) if named is not None else None
        if shown is not None and file.startswith(shown.as_posix()):
            return (name,)
    return None


def _find_in_text(document: Document, place: TextPlace) -> DataPath | None:
    node, path = document.root, DataPath()
    while not isinstance(node, Borrowed) and (children := _list_children(node)):
        chosen = _choose_child(children, place)
        if chosen is None or isinstance(chosen[1], Borrowed):
            break
        path, node = (*path, chosen[0]), chosen[1]
    return path or None


def _list_children(node: Node) -> list[_Child]:
    match node.value:
        case dict() as mapping:
            return list(mapping.items())
        case list() as entries:
            return list(enumerate(entries))
        case _:
            return []


def _choose_child(children: list[_Child], place: TextPlace) -> _Child | None:
    """The last that begins at or before the place; the first one of the line before its start."""
    at = bisect_right(children, (place.line, place.column), key=_start) - 1
    begins_later = at < 0 or _start(children[at])[0] < place.line
    if begins_later and at + 1 < len(children) and _start(children[at + 1])[0] == place.line:
        at += 1
    return children[at] if at >= 0 else None


def _start(child: _Child) -> tuple[int, int]:
    node = child[1]
    return node.key or (node.line, node.column)


def _find_in_sheets(document: Document, place: TextPlace) -> DataPath | None:
    for name, records in _list_borrowed(document.root):
        if records[0].place.file != place.file:
            continue
        for number, record in enumerate(records):
            if record.place.line == place.line and isinstance(record.value, dict):
                return (name, number, *_find_column(record.value, place.column))
        return (name,)
    return None


def _find_column(cells: dict[str, Node], column: int) -> Iterator[str]:
    for key, node in cells.items():
        if isinstance(node, Borrowed) and node.place.column == column:
            yield key
            return


def _list_borrowed(root: Node) -> Iterator[tuple[str, list[Borrowed]]]:
    """The ledgers whose records come from files of their own."""
    for name, node in root.value.items() if isinstance(root.value, dict) else ():
        records = node.value if isinstance(node.value, list) else []
        borrowed = [each for each in records if isinstance(each, Borrowed)]
        if borrowed:
            yield name, borrowed


def list_files(document: Document) -> frozenset[str]:
    """The data file and the sheets that the document's records stand in, as origins name them."""
    sheets = (records[0].place.file for _, records in _list_borrowed(document.root))
    return frozenset([document.file, *sheets])


def find_cell(path: DataPath, root: Field | None) -> DataPath:
    """The path of the cell that holds the value, as the desk's tables have it.

    A list of texts in a record is one cell; of one that stands by itself each text is one.
    """
    field = root
    if root is None:
        return path
    for length, step in enumerate(path):
        if field is None or field.kind == "list":
            return path[: length + 1] if length == 1 and field else path[:length]
        if field.kind == "ledger" and not isinstance(step, int) and length == 1:
            return path[:length]
        if isinstance(step, str):
            field = field.fields.get(step)
    return path
