"""A year's data as tables: ledgers, single values, lists, each with what its cells take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from drafter.commands.editing.model import Column, ColumnKind, DataFile, LedgerView, Row
from drafter.schema import Field
from drafter.schema.fields import Kind
from drafter.schema.typed import join_entries
from drafter.source import Borrowed, Node
from drafter.vocabulary import NO, TEMPLATE_KEY, YES

_KINDS: Mapping[Kind, ColumnKind] = {
    "integer": "integer", "number": "decimal", "figure": "figure", "boolean": "yesno",
    "date": "date", "image": "image", "document": "document", "list": "list", "record": "record",
    "ledger": "record",
}  # fmt: skip


def list_ledgers(file: DataFile) -> tuple[LedgerView, ...]:
    """The ledgers, single values, lists and records of the data, as the template lists them.

    What the data have besides comes last; columns that a ledger's records have besides come last in
    it. Empty where the file cannot be read. Raises no DrafterError.
    """
    if file.document is None:
        return ()
    values = file.document.root.value
    assert isinstance(values, dict)
    fields = dict(file.schema.root.fields) if file.schema is not None else {}
    for name, node in values.items():
        if name not in fields:
            fields[name] = _guess_field(name, node)
    return tuple(
        _view_field(file, name, field, values.get(name))
        for name, field in fields.items()
        if name != TEMPLATE_KEY
    )


def _guess_field(name: str, node: Node) -> Field:
    """What a key holds that the template does not know."""
    held = node.value
    if isinstance(held, dict):
        return Field(name, "record", name)
    if not isinstance(held, list):
        return Field(name, "text", name)
    is_ledger = any(isinstance(each.value, dict) for each in held)
    return Field(name, "ledger" if is_ledger else "list", name, item=Field("", "text"))


def _view_field(file: DataFile, name: str, field: Field, node: Node | None) -> LedgerView:
    if field.kind == "ledger":
        return _view_ledger(file, name, field, node)
    if field.kind == "record":
        held = node.value if node is not None and isinstance(node.value, dict) else {}
        columns = _list_columns(field, [held])
        pairs = [(each.name, field.fields.get(each.name)) for each in columns]
        return _make_view(field, "record", columns, [Row(_spell_cells(held, pairs))])
    if field.kind == "list" and field.item is not None:
        column = _make_column(field.item)
        entries = node.value if node is not None and isinstance(node.value, list) else []
        rows = [Row((spell_cell(each, field.item),)) for each in entries]
        return _make_view(field, "list", [column], rows)
    return _make_view(field, "value", [_make_column(field)], [Row((spell_cell(node, field),))])


def _view_ledger(file: DataFile, name: str, field: Field, node: Node | None) -> LedgerView:
    borrowed = file.tables.get(name)
    if borrowed is not None:
        records: Iterable[Node] = borrowed.records
    else:
        records = node.value if node is not None and isinstance(node.value, list) else ()
    held = [each.value if isinstance(each.value, dict) else {} for each in records]
    columns = _list_columns(field, held)
    pairs = [(each.name, field.fields.get(each.name)) for each in columns]
    rows = [
        Row(_spell_cells(values, pairs), _name_source(record, borrowed.file if borrowed else ""))
        if isinstance(record.value, dict)
        else _make_odd_row(record, columns)
        for record, values in zip(records, held, strict=True)
    ]
    return _make_view(field, "ledger", columns, rows)


def _name_source(record: Node, file: str) -> str:
    return record.place.file if isinstance(record, Borrowed) else file


def _make_view(
    field: Field, kind: str, columns: Iterable[Column], rows: Iterable[Row]
) -> LedgerView:
    return LedgerView(
        field.name, field.title or field.name, kind, tuple(columns), tuple(rows), field.unit,  # type: ignore[arg-type]
        field.description, field.required,
    )  # fmt: skip


def _list_columns(field: Field, records: Iterable[Mapping[str, Node]]) -> list[Column]:
    columns = [_make_column(each) for each in field.fields.values()]
    others = dict.fromkeys(key for record in records for key in record if key not in field.fields)
    return columns + [Column(key, key, "text") for key in others]


def _make_column(field: Field) -> Column:
    holder = field.item if field.kind == "list" and field.item is not None else field
    kind = _KINDS.get(field.kind, "text")
    is_plain = holder.kind not in ("record", "ledger", "list")
    return Column(
        field.name, field.title or field.name,
        "choice" if field.choices and kind in ("text", "integer", "decimal") else kind,
        field.unit, field.required, holder.choices, field.description, is_plain,
    )  # fmt: skip


def _spell_cells(
    values: Mapping[str, Node], pairs: Iterable[tuple[str, Field | None]]
) -> tuple[str, ...]:
    """The cells of a record; pairs: the columns' names, and what the template says of them."""
    return tuple(
        [spell_cell(values[name], field) if name in values else "" for name, field in pairs]
    )


def _make_odd_row(record: Node, columns: list[Column]) -> Row:
    """An entry that is no record: what is there, in the first cell."""
    return Row((spell_cell(record, None), *("" for _ in columns[1:])))


def spell_cell(node: Node | None, field: Field | None) -> str:
    """The value as it is typed into a cell; a number of a sheet as its cell shows it."""
    if isinstance(node, Borrowed) and node.shown:
        return node.shown
    held = node.value if node is not None else None
    if type(held) is str:  # nearly all are: 2,000 records of them are spelled at each edit
        return held.rstrip("\r\n")
    match held:
        case None | bool():
            return "" if held is None else YES if held else NO
        case list() as entries:
            item = field.item if field is not None else None
            return join_entries([spell_cell(each, item) for each in entries])
        case dict() as values:
            return "；".join(_spell_pairs(values, field))
        case value:
            return str(value).rstrip("\r\n")


def _spell_pairs(values: Mapping[str, Node], field: Field | None) -> Iterator[str]:
    fields = field.fields if field is not None else {}
    for name, node in values.items():
        yield f"{name}：{spell_cell(node, fields.get(name))}"
