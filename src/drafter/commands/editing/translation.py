"""Changes as they are typed become steps on the text: what a cell is to hold, where records go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from drafter import source
from drafter.commands.drafting.findings import refuse
from drafter.commands.editing.model import (
    Change,
    DataFile,
    InsertRecord,
    MoveRecord,
    RemoveRecord,
    SetValue,
)
from drafter.commands.editing.views import spell_cell
from drafter.problems import DataPath, FilePlace, Place, format_path, problem
from drafter.schema import Field
from drafter.schema.typed import read_typed, split_entries
from drafter.source import Node
from drafter.source.editing.meaning import find_node
from drafter.source.editing.model import (
    Arrangement,
    Entry,
    ItemSet,
    MovedItem,
    NewItem,
    NewValue,
    Step,
    ValueSet,
)
from drafter.source.editing.references import find_reference, has_references
from drafter.source.editing.spelling import Quoted
from drafter.vocabulary import FILE_KEY, TEMPLATE_KEY, YEAR_KEY


class Translator:
    """Makes steps of changes to a file as it is; refuses what cannot be done. quoted: texts go in
    quotes. verbatim: what stood in the file stands so again."""

    def __init__(self, file: DataFile, *, quoted: bool, verbatim: bool) -> None:
        assert file.document is not None
        self.file, self.document = file, file.document
        self.root = file.document.root
        self.field = file.schema.root if file.schema is not None else Field("", "record")
        self.quoted, self.verbatim = quoted, verbatim
        self.has_references = has_references(self.document)
        year = find_node(self.root, (YEAR_KEY,))
        match = re.search(r"(?:19|20)\d\d", str(year.value)) if year is not None else None
        self.year = int(match[0]) if match else None

    def make_steps(self, changes: Sequence[Change]) -> list[Step]:
        """The steps of changes that can be made at once. Raises DrafterError."""
        cells = [each for each in changes if isinstance(each, SetValue)]
        if cells:
            return list(self._set_cells(cells))
        return [self._arrange([each for each in changes if not isinstance(each, SetValue)])]

    # cells

    def _set_cells(self, cells: Sequence[SetValue]) -> Iterator[Step]:
        groups: dict[DataPath, dict[str, NewValue]] = {}
        for cell in cells:
            self._check_path(cell.path)
            old, field = find_node(self.root, cell.path), self.find_field(cell.path)
            if cell.written is None and spell_cell(old, field) == cell.value:
                continue
            new = self._make_value(cell, old, field)
            *above, name = cell.path
            if isinstance(name, int):
                yield ItemSet(cell.path, NewValue("") if new.value is None else new)
            elif self._stands_on_lines(old) and isinstance(new.value, list) and new.value:
                yield Arrangement(cell.path, _arrange_entries(old, new.value))
            else:
                groups.setdefault(tuple(above), {})[name] = new
        for path, values in groups.items():
            yield ValueSet(path, values, self._list_names(path))

    def _check_path(self, path: DataPath) -> None:
        """Raises DrafterError where there is no such cell, or it is not to be changed."""
        if not path or not isinstance(path[0], str):
            self._refuse_path(path)
        self._check_borrowed(path[0])
        for length in range(1, len(path)):
            held, step = find_node(self.root, path[:length]), path[length]
            value = held.value if held is not None else None
            if isinstance(step, int):
                if not isinstance(value, list) or not 0 <= step < len(value):
                    self._refuse_path(path)
            elif isinstance(value, list) or (held is None and length > 1):
                self._refuse_path(path)
            elif held is not None and not isinstance(value, dict | None):
                where = format_path(path[:length])
                refuse([problem("D604", self.document.place(held), where=where)])
        old, field = find_node(self.root, path), self.find_field(path)
        kind = field.kind if field is not None else "any"
        if kind in ("ledger", "record") and old is not None and old.value:
            self._refuse_path(path)
        self._check_references(path, whole=True)

    def _check_borrowed(self, name: Any) -> None:
        node = find_node(self.root, (name,))
        if node is not None and isinstance(node.value, dict) and FILE_KEY in node.value:
            table = self.file.tables.get(name)
            file = table.file if table else str(source.strip_places(node.value[FILE_KEY]))
            refuse([problem("D601", self.document.place(node), name=name, file=file)])

    def _check_references(self, path: DataPath, *, whole: bool) -> None:
        if not self.has_references:
            return
        found = find_reference(self.document, path, whole=whole)
        if found is not None:
            node, sign = found
            refuse([problem("D602", self.document.place(node), sign=sign)])

    def _refuse_path(self, path: DataPath) -> None:
        near, place = self.root, FilePlace(self.file.shown)
        for length in range(1, len(path)):
            near = find_node(self.root, path[:length]) or near
        at: Place = place if near is self.root else self.document.place(near)
        refuse([problem("D603", at, where=format_path(path))])

    def find_field(self, path: DataPath) -> Field | None:
        """What the template says of the path."""
        field: Field | None = self.field
        for step in path:
            if field is None:
                return None
            if isinstance(step, int):
                field = field.item if field.kind == "list" else field
            else:
                field = field.fields.get(step)
        return field

    def _list_names(self, path: DataPath) -> tuple[str, ...]:
        """How the keys of the mapping at the path come."""
        field = self.find_field(path) if path else self.field
        names = tuple(field.fields) if field is not None else ()
        return names if path else (TEMPLATE_KEY, *(n for n in names if n != TEMPLATE_KEY))

    def _make_value(self, cell: SetValue, old: Node | None, field: Field | None) -> NewValue:
        is_optional = field is None or not field.required
        drops = is_optional and len(cell.path) > 1
        if cell.written is not None and self.verbatim:
            stood = _read_written(cell.written)
            if stood is not None:
                return NewValue(stood[0], cell.written, drops)
        return NewValue(self._read_cell(cell.value, old, field), None, drops)

    def _read_cell(self, text: str, old: Node | None, field: Field | None) -> Any:
        """What was typed, as the file has it."""
        is_list = field is not None and field.kind == "list"
        if is_list or (old is not None and isinstance(old.value, list)):
            item = field.item if field is not None else None
            entries = [read_typed(each, item, self.year) for each in split_entries(text)]
            return [self._quote(each) for each in entries] or None
        value = read_typed(text, field, self.year)
        number = isinstance(value, str) and old is not None and type(old.value) is int
        if number and re.fullmatch(r"0|-?[1-9]\d{0,17}", str(value)):
            return int(str(value))  # 12 in a field of texts stays without quotes
        return self._quote(value)

    def _quote(self, value: str | int | None) -> str | int | None:
        return Quoted(value) if self.quoted and isinstance(value, str) else value

    def _stands_on_lines(self, old: Node | None) -> bool:
        if old is None or not isinstance(old.value, list) or not old.value:
            return False
        return self.document.lines[old.line - 1][old.column - 1] != "["

    # records

    def _arrange(self, changes: Sequence[InsertRecord | RemoveRecord | MoveRecord]) -> Step:
        """The order in which the records of a ledger stand after the changes."""
        name = changes[0].ledger
        self._check_borrowed(name)
        node = find_node(self.root, (name,))
        held = node.value if node is not None else None
        is_known = held is not None or name in self.field.fields
        if not is_known or (held is not None and not isinstance(held, list)):
            self._refuse_path((name,))
        self._check_references((name,), whole=False)
        order: list[Entry] = list(range(len(held) if isinstance(held, list) else 0))
        for change in changes:
            if isinstance(change, InsertRecord):
                order.insert(self._check_index(change, len(order) + 1), self._make_item(change))
                continue
            entry = order.pop(self._check_index(change, len(order)))
            if not isinstance(entry, NewItem):
                old = entry.old if isinstance(entry, MovedItem) else entry
                self._check_references((name, old), whole=True)
            if isinstance(change, MoveRecord):
                if not 0 <= change.to <= len(order):
                    self._refuse_path((name, change.to))
                moved = entry if change.at == change.to else _move_entry(entry, change.below)
                order.insert(change.to, moved)
        return Arrangement((name,), tuple(order))

    def _check_index(self, change: InsertRecord | RemoveRecord | MoveRecord, most: int) -> int:
        if not 0 <= change.at < most:
            self._refuse_path((change.ledger, change.at))
        return change.at

    def _make_item(self, change: InsertRecord) -> NewItem:
        if change.lines and self.verbatim:
            value = _read_lines(change.lines)
            if value is not None:
                return NewItem(value, change.lines, change.below)
        field = self.field.fields.get(change.ledger)
        if field is not None and field.kind == "list":
            value = self._read_cell(change.values.get("", ""), None, field.item)
            return NewItem("" if value is None else value)
        return NewItem(self._make_record(change.values, field.fields if field else {}))

    def _make_record(self, typed: Mapping[str, str], fields: Mapping[str, Field]) -> dict[str, Any]:
        """The record, its keys in the template's order; what has to be filled in stands empty."""
        record: dict[str, Any] = {}
        for name in dict.fromkeys((*fields, *typed)):
            field = fields.get(name)
            value = self._read_cell(typed.get(name, ""), None, field)
            is_single = field is None or field.kind not in ("ledger", "list", "record")
            if value is not None or (field is not None and field.required and is_single):
                record[name] = value
        if not record:
            record = dict.fromkeys([*fields, *typed][:1])
        return record


def _move_entry(entry: Entry, below: int | None) -> Entry:
    if isinstance(entry, NewItem):
        return entry
    return MovedItem(entry.old if isinstance(entry, MovedItem) else entry, below)


def _arrange_entries(old: Node | None, entries: list[Any]) -> tuple[Entry, ...]:
    """The order of a list of texts after it was typed anew: entries that are there stay."""
    held = [str(each.value) for each in old.value] if old and isinstance(old.value, list) else []
    typed = [str(each) for each in entries]
    most = min(len(held), len(typed))
    ahead = next((n for n in range(most) if held[n] != typed[n]), most)
    most -= ahead
    behind = next((n for n in range(most) if held[-1 - n] != typed[-1 - n]), most)
    fresh = [NewItem(each) for each in entries[ahead : len(entries) - behind]]
    return (*range(ahead), *fresh, *range(len(held) - behind, len(held)))


def _read_written(text: str) -> tuple[Any] | None:
    """What a value means that stood so in a file; None where it is no such."""
    document, _ = source.parse(f"x: {text}\n".encode(), "")
    values = source.strip_places(document.root) if document is not None else {}
    return (values["x"],) if list(values) == ["x"] else None


def _read_lines(lines: str) -> Any:
    """The record whose lines these are; None where they are no one record."""
    text = lines if lines.lstrip().startswith("-") else f"- {lines}"
    document, _ = source.parse(f"x:\n{text}".encode(), "")
    values = source.strip_places(document.root) if document is not None else {}
    entries = values.get("x") if len(values) == 1 else None
    return entries[0] if isinstance(entries, list) and len(entries) == 1 else None
