"""A workbook read back before it is written: it must say what the data say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from drafter.books import write_book
from drafter.commands.workbooks.layout import (
    YearPlan,
    find_value,
    list_records,
    list_singles,
    plan_book,
)
from drafter.ledger.books import read_sheet, take_singles
from drafter.ledger.shapes import name_sheets
from drafter.problems import Problem, format_path, phrase, problem
from drafter.schema import Field, UnfitValue, convert_value, drop_sign, is_empty
from drafter.source import Borrowed, Document, Node, YearBook
from drafter.source.tables.yearbook import open_book
from drafter.vocabulary import SAME

_MOST_TEXT = 32_767
"""So many characters an Excel cell holds."""
_MOST_SHOWN = 40


def write_proven(plan: YearPlan, document: Document) -> tuple[bytes | None, list[Problem]]:
    """The workbook's bytes; or None, and what of the data it cannot hold.

    A record that reads back as another, or as a heading or a total, is written once more so that
    its cells say that they are to be taken as they are.
    """
    if wrong := list(_find_hopeless(plan, document)):
        return None, wrong
    data = write_book(plan_book(plan))
    if not (odd := find_differences(plan, data)):
        return data, []
    plan = replace(plan, exact={name: {at for at, _ in found} for name, found in odd.items()})
    data = write_book(plan_book(plan))
    wrong = [
        _report_difference(plan, document, name, at, read)
        for name, found in find_differences(plan, data).items()
        for at, read in found
    ]
    return (None, wrong) if wrong else (data, [])


def find_differences(plan: YearPlan, data: bytes) -> dict[str, list[tuple[int, str]]]:
    """The records that do not read back as they are, by ledger: which, and what they read as.

    Under the empty name the single values, by their place in the sheet.
    """
    book = open_book(data, "")
    assert isinstance(book, YearBook), book
    titles = name_sheets(plan.root)
    odd = {name: _compare_ledger(plan, book, name, titles[name]) for name in plan.ledgers}
    if plan.singles:
        odd[""] = _compare_singles(plan, book)
    return {name: found for name, found in odd.items() if found}


def _compare_ledger(plan: YearPlan, book: YearBook, name: str, title: str) -> list[tuple[int, str]]:
    field = plan.root.fields[name]
    node, _ = read_sheet(book, title, field)
    is_list, holder = field.kind == "list", shape_record(field)
    read = {_find_line(each): {name: each} if is_list else each.value for each in _entries(node)}
    odd = []
    for at, record in enumerate(list_records(plan, name)):
        back = read.get(at + 2) or {}
        assert isinstance(back, dict)
        wanted, found = state_meaning(record, holder), state_meaning(back, holder)
        if wrong := [key for key in wanted if found.get(key) != wanted[key]]:
            odd.append((at, "；".join(f"{key}：{found.get(key, '')}" for key in wrong)))
    return odd


def shape_record(field: Field) -> Field:
    """What a record of the ledger holds; an entry of a list is a record of one field."""
    fields = {field.name: field.item or Field("", "any")} if field.kind == "list" else field.fields
    return Field("", "record", fields=fields, unique=field.unique)


def _entries(node: Node | None) -> list[Node]:
    return node.value if node is not None and isinstance(node.value, list) else []


def _find_line(node: Node) -> int:
    return node.place.line if isinstance(node, Borrowed) else 0


def _compare_singles(plan: YearPlan, book: YearBook) -> list[tuple[int, str]]:
    values, _ = take_singles(book, plan.root)
    odd = []
    for at, (path, field) in enumerate(list_singles(plan)):
        wanted, back = (_state_at(each, path, field) for each in (plan.values, values))
        if wanted != back:
            odd.append((at, str(back)))
    return odd


def _state_at(values: Mapping[str, Node], path: tuple[str, ...], field: Field) -> object:
    node = find_value(values, path)
    return None if node is None else state_value(node, field)


def state_meaning(values: Mapping[str, Node], field: Field) -> dict[str, Any]:
    """What a record means: its values as their fields take them, what is empty left out."""
    meant = {key: state_value(node, field.fields.get(key)) for key, node in values.items()}
    return {key: each for key, each in meant.items() if each is not None}


def state_value(node: Node, field: Field | None) -> Any:
    """What a value means; None where it is empty."""
    match node.value:
        case dict() as values:
            return state_meaning(values, field or Field("", "record")) or None
        case list() as entries:
            if field is not None and field.kind == "ledger":
                return [
                    state_meaning(e.value, field) for e in entries if isinstance(e.value, dict)
                ] or None
            return [state_value(each, field.item if field else None) for each in entries] or None
        case value if is_empty(value):
            return None
        case value:
            assert value is not None
            return _state_single(node, value, field)


def _state_single(node: Node, value: str | int | bool, field: Field | None) -> Any:
    """The value, and how it is printed where that is not how it is computed with."""
    shown = node.shown if isinstance(node, Borrowed) else ""
    if field is None:
        return str(value)
    try:
        taken = convert_value(drop_sign(value, field), field.kind)
    except UnfitValue:
        return str(value)
    if field.kind == "figure":
        return str(taken), shown or str(drop_sign(value, field)).strip()
    if isinstance(taken, (int, Decimal)) and not isinstance(taken, bool):
        return str(taken), "" if shown == str(taken) else shown
    return taken.rstrip("\r\n") if isinstance(taken, str) else taken


def _find_hopeless(plan: YearPlan, document: Document) -> Iterator[Problem]:
    """D634, D230: what no sheet can hold."""
    for name in plan.ledgers:
        holder = shape_record(plan.root.fields[name])
        for at, record in enumerate(list_records(plan, name)):
            if not state_meaning(record, holder):
                node = plan.values[name]
                assert isinstance(node.value, list)
                yield problem("D634", document.place(node.value[at]), where=format_path((name, at)),
                              why=phrase("workbook.why.record"))  # fmt: skip
            yield from _find_odd_values(record, (name, at), document)
    if plan.singles:
        values = {k: v for k, v in plan.values.items() if k not in name_sheets(plan.root)}
        yield from _find_odd_values(values, (), document)


def _find_odd_values(
    values: Mapping[str, Node], path: tuple[str | int, ...], document: Document
) -> Iterator[Problem]:
    for key, node in values.items():
        where = format_path((*path, key))
        if isinstance(node, Borrowed) and node.shown == SAME:
            yield problem("D230", node.place, field=key)
        elif isinstance(node.value, str) and len(node.value) > _MOST_TEXT:
            why = phrase("workbook.why.long", n=len(node.value))
            yield problem("D634", document.place(node), where=where, why=why)
        elif isinstance(node.value, dict):
            yield from _find_odd_values(node.value, (*path, key), document)


def _report_difference(
    plan: YearPlan, document: Document, name: str, at: int, read: str
) -> Problem:
    why = phrase("workbook.why.differs", read=read[:_MOST_SHOWN])
    if not name:
        path = list_singles(plan)[at].path
        return problem(
            "D634", document.place(plan.values[path[0]]), where=format_path(path), why=why
        )
    node = plan.values[name]
    assert isinstance(node.value, list)
    return problem("D634", document.place(node.value[at]), where=format_path((name, at)), why=why)
