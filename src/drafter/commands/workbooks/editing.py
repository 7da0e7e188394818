"""What a workbook changes, made on the text of the data file: the rest keeps every character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from drafter import source
from drafter.commands.drafting.findings import refuse
from drafter.commands.workbooks.layout import find_value
from drafter.problems import FilePlace, problem, select_blocking
from drafter.schema import Field
from drafter.source import Document, Node
from drafter.source.editing.meaning import change_tree, is_meant
from drafter.source.editing.model import (
    Arrangement,
    ItemSet,
    NewItem,
    NewValue,
    Plain,
    Step,
    ValueSet,
)
from drafter.source.editing.spelling import Quoted
from drafter.source.editing.steps import edit_text
from drafter.source.yaml.events import YamlSyntaxError
from drafter.vocabulary import NO, TEMPLATE_KEY, YES

if TYPE_CHECKING:  # who asks for an edit has merged before
    from drafter.commands.workbooks.merging import CellChange, LedgerMerge, Record


def edit_values(
    text: str, document: Document, root: Field, values: Mapping[str, Node],
    merges: Sequence[LedgerMerge], singles: Sequence[CellChange],
) -> str:  # fmt: skip
    """The text with the workbook's values and new records in it.

    root: the template's fields. values: what the workbook says. Raises DrafterError (D544) where
    the text cannot be edited so.
    """
    cells = [*_set_singles(root, values, singles), *_set_cells(root, merges)]
    lists = [
        Arrangement((each.name,), tuple(_make_entry(root.fields[each.name], e) for e in each.order))
        for each in merges
        if each.is_rearranged
    ]
    for group in (cells, lists):
        if group:
            text, document = _carry_out(text, document, group)
    return text


def _set_cells(root: Field, merges: Sequence[LedgerMerge]) -> Iterator[Step]:
    for merge in merges:
        fields = root.fields[merge.name].fields
        records: dict[int, dict[str, NewValue]] = {}
        for path, _, _ in merge.changes:
            at, key = path[1], str(path[2])
            assert isinstance(at, int)
            is_optional = key not in fields or not fields[key].required
            node = merge.rows[at].get(key)
            new = NewValue(None if node is None else _spell_node(node), drops=is_optional)
            records.setdefault(at, {})[key] = new
        is_list = root.fields[merge.name].kind == "list"
        for at, values in records.items():
            if is_list:
                yield ItemSet((merge.name, at), values[merge.name])
            else:
                yield ValueSet((merge.name, at), values, tuple(fields))


def _set_singles(
    root: Field, values: Mapping[str, Node], changes: Sequence[CellChange]
) -> Iterator[Step]:
    order = (TEMPLATE_KEY, *(name for name in root.fields if name != TEMPLATE_KEY))
    holders: dict[tuple[str, ...], dict[str, NewValue]] = {}
    for change in changes:
        *above, name = map(str, change.path)
        node = find_value(values, (*above, name))
        new = NewValue(None if node is None else _spell_node(node))
        holders.setdefault(tuple(above), {})[name] = new
    for path, held in holders.items():
        yield ValueSet(path, held, () if path else order)


def _make_entry(field: Field, entry: int | Record) -> int | NewItem:
    """field: the ledger's, or that of a list of single values."""
    if isinstance(entry, int):
        return entry
    values = {key: _spell_node(node) for key, node in entry.items() if node.value is not None}
    only = values.get(field.name)
    if field.kind == "list" and isinstance(only, (str, int)):
        return NewItem(only)
    return NewItem(values)


def _spell_node(node: Node) -> Plain:
    """The value as the data have it: 是 and 否."""
    match node.value:
        case bool():
            return YES if node.value else NO
        case dict() as values:
            return {key: _spell_node(each) for key, each in values.items()}
        case list() as entries:
            return [_spell_node(each) for each in entries]
        case value:
            return value


def _carry_out(text: str, document: Document, steps: Sequence[Step]) -> tuple[str, Document]:
    """The text after the steps, read again. Raises DrafterError (D544) where it is not as meant."""
    meant = document.root
    for step in steps:
        meant = change_tree(meant, step)
    for quoted in (False, True):
        given = [_quote_step(each) if quoted else each for each in steps]
        try:
            made = edit_text(text, document.root, given)
        except YamlSyntaxError:
            continue
        again, problems = source.parse(made.encode(), document.file)
        if again is not None and not select_blocking(problems) and is_meant(meant, again.root):
            return made, again
    refuse([problem("D544", FilePlace(document.file))])


def _quote_step(step: Step) -> Step:
    """The same with its texts in quotes."""
    if isinstance(step, ValueSet):
        values = {key: new._replace(value=_quote(new.value)) for key, new in step.values.items()}
        return step._replace(values=values)
    if isinstance(step, ItemSet):
        return step._replace(value=step.value._replace(value=_quote(step.value.value)))
    if isinstance(step, Arrangement):
        order = (
            each._replace(value=_quote(each.value)) if isinstance(each, NewItem) else each
            for each in step.order
        )
        return step._replace(order=tuple(order))
    return step


def _quote(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _quote(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_quote(each) for each in value]
    return Quoted(value) if isinstance(value, str) else value
