"""A template's template.yaml opened, shown as tables, and saved where the template stays sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter import source
from drafter.commands.editing.model import Column, ColumnKind, LedgerView, Row
from drafter.commands.editing.views import spell_cell
from drafter.problems import DataPath, Problem
from drafter.schema import Field
from drafter.schema.description import words
from drafter.schema.description.nodes import read_entries
from drafter.schema.description.reading import read_description
from drafter.schema.fields import build_root_field
from drafter.schema.typed import join_entries
from drafter.source import Document, Node
from drafter.source.yaml.encoding import RawText
from drafter.vocabulary import NO, YES
from drafter.workspace import Workspace

OWN_COLUMNS = f"{words.COLUMNS} "
"""What the name of the table of a ledger's columns begins with: 各栏 会议."""
FIELD_WORDS = (
    words.KIND, words.OPTIONAL, words.UNIT, words.CHOICES, words.ALIASES, words.NOTE,
)  # fmt: skip
LEDGER_WORDS = (words.UNIT, words.STANDING, words.UNIQUE, words.NOTE)
FIGURE_WORDS = (words.FORMULA, words.UNIT, words.NOTE)
LISTS = (words.UNIQUE, words.CHOICES, words.ALIASES)
"""Words behind which a list stands."""
ANSWERED = (words.OPTIONAL, words.STANDING)
"""Words behind which 是 or 否 stands."""


@dataclass(frozen=True)
class TemplateFile:
    """A template's template.yaml as text, read. schema: the JSON Schema that it means."""

    workspace: Workspace
    name: str
    path: Path
    shown: str
    raw: RawText = field(repr=False)
    digest: str
    document: Document = field(repr=False)
    schema: Mapping[str, Any] = field(repr=False)


def read_definitions(
    content: bytes, shown: str
) -> tuple[Document, Mapping[str, Any]] | list[Problem]:
    """The file's tree, and the schema that it means; or what is wrong with it."""
    document, found = source.parse(content, shown)
    if document is None:
        return found
    meant, problems = read_description(document)
    wrong = [each for each in (*found, *problems) if each.severity.value == "error"]
    return wrong or (document, source.strip_places(meant.root))


def find_section(file: TemplateFile, table: str) -> tuple[DataPath, Node | None]:
    """Where the entries of a table stand; None where there is no such place yet."""
    entries = read_entries(file.document, file.document.root, words.TOP_KEYS)
    if not table.startswith(OWN_COLUMNS):
        known = entries.known.get(table)
        return ((known.written,), known.node) if known else ((table,), None)
    holder, ledger = entries.known.get(words.LEDGERS), table.removeprefix(OWN_COLUMNS)
    held = holder.node.value if holder is not None else None
    if holder is None or not isinstance(held, dict) or ledger not in held:
        return (words.LEDGERS, ledger, words.COLUMNS), None
    below = read_entries(file.document, held[ledger], words.LEDGER_KEYS).known.get(words.COLUMNS)
    path = (holder.written, ledger, below.written if below else words.COLUMNS)
    return path, below.node if below else None


def list_definitions(file: TemplateFile) -> tuple[LedgerView, ...]:
    """What the template asks for, as tables like those of data, to be changed by the same paths.

    项目 and each ledger's columns (各栏 会议), 台账, 指标, 核对, 固定; 名称 and 说明 are single
    values. Raises no DrafterError.
    """
    root = build_root_field(file.schema)
    ledgers = _list_names(find_section(file, words.LEDGERS)[1])
    return (
        _view_text(file, words.TITLE), _view_text(file, words.NOTE),
        _view_fields(file, words.ITEMS, root.fields),
        _view_ledgers(file, root.fields),
        *(_view_fields(file, f"{OWN_COLUMNS}{each}", root.fields[each].fields)
          for each in ledgers if each in root.fields),
        _view_figures(file, root.fields),
        _view_texts(file, words.CHECKS), _view_texts(file, words.FIXED),
    )  # fmt: skip


def _list_names(holder: Node | None) -> list[str]:
    return list(holder.value) if holder is not None and isinstance(holder.value, dict) else []


def _make_columns(known: tuple[str, ...], needed: str = "") -> tuple[Column, ...]:
    columns = [Column(words.TITLE, words.TITLE, "text", required=True, editable=False)]
    for each in known:
        kind: ColumnKind = "yesno" if each in ANSWERED else "list" if each in LISTS else "text"
        kinds = tuple(words.KEYWORDS) if each == words.KIND else ()
        columns.append(Column(each, each, kind, required=each == needed, choices=kinds))
    return tuple(columns)


def _view_text(file: TemplateFile, word: str) -> LedgerView:
    _, node = find_section(file, word)
    row = Row((spell_cell(node, None),))
    return LedgerView(word, word, "value", (Column(word, word, "text"),), (row,))


def _view_texts(file: TemplateFile, word: str) -> LedgerView:
    _, node = find_section(file, word)
    entries = node.value if node is not None and isinstance(node.value, list) else []
    rows = tuple(Row((spell_cell(each, None),)) for each in entries)
    return LedgerView(word, word, "list", (Column("", word, "text"),), rows)


def _view_fields(file: TemplateFile, table: str, fields: Mapping[str, Field]) -> LedgerView:
    _, holder = find_section(file, table)
    held = holder.value if holder is not None and isinstance(holder.value, dict) else {}
    rows = [
        Row((written, *_describe_field(file.document, node, fields.get(_plain_name(written)))))
        for written, node in held.items()
    ]
    return LedgerView(table, table, "ledger", _make_columns(FIELD_WORDS), tuple(rows))


def _plain_name(written: str) -> str:
    plain, mark = words.split_mark(written)
    return plain if mark and words.is_optional(mark) else written


def _describe_field(document: Document, node: Node, known: Field | None) -> Iterator[str]:
    """What the field takes, whichever way that is written."""
    yield _name_kind(document, node, known)
    if known is None:
        yield from ("",) * (len(FIELD_WORDS) - 1)
        return
    holder = known.item if known.item is not None else known
    yield NO if known.required else YES
    yield known.unit
    yield join_entries(list(holder.choices))
    yield join_entries(list(known.aliases))
    yield known.description


def _name_kind(document: Document, node: Node, known: Field | None) -> str:
    """The kind as it is written, without what is said of it in brackets; "" beside choices."""
    if isinstance(node.value, dict):
        node = read_entries(document, node, words.FIELD_KEYS).node(words.KIND) or node
    if isinstance(node.value, str):
        return words.split_mark(node.value)[0]
    return "" if known is None or known.choices else _KIND_WORDS.get(known.kind, "")


_KIND_WORDS: Mapping[str, str] = {
    "text": words.TEXT, "integer": words.INTEGER, "number": words.NUMBER, "date": words.DATE,
    "boolean": words.EITHER, "image": words.PICTURE, "document": words.WORD_FILE,
    "list": words.LIST, "figure": words.ROUGH,
}  # fmt: skip


def _view_ledgers(file: TemplateFile, fields: Mapping[str, Field]) -> LedgerView:
    rows = []
    for name in _list_names(find_section(file, words.LEDGERS)[1]):
        known = fields.get(name, Field(name, "ledger"))
        standing = "" if known.standing is None else YES if known.standing else NO
        unique = join_entries(list(known.unique))
        rows.append(Row((name, known.unit, standing, unique, known.description)))
    columns = _make_columns(LEDGER_WORDS)
    return LedgerView(words.LEDGERS, words.LEDGERS, "ledger", columns, tuple(rows))


def _view_figures(file: TemplateFile, fields: Mapping[str, Field]) -> LedgerView:
    _, holder = find_section(file, words.FIGURES)
    held = holder.value if holder is not None and isinstance(holder.value, dict) else {}
    rows = []
    for name, node in held.items():
        said: Mapping[str, Node] = {}
        if isinstance(node.value, dict):
            entries = read_entries(file.document, node, words.FIGURE_KEYS).known
            said = {word: each.node for word, each in entries.items()}
        formula = said.get(words.FORMULA) if said else node
        cells = (spell_cell(each, None) for each in (formula, *map(said.get, FIGURE_WORDS[1:])))
        rows.append(Row((name, *cells)))
    columns = _make_columns(FIGURE_WORDS, words.FORMULA)
    return LedgerView(words.FIGURES, words.FIGURES, "ledger", columns, tuple(rows))
