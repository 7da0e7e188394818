"""The sheets of a year's workbook: a ledger each, the single values, and how to fill them in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from drafter.books import Book, BookCell, Column, HelpSheet, Listed, Rule, TableSheet
from drafter.books.model import Look
from drafter.commands.workbooks.cells import make_cell, name_form
from drafter.ledger.books import is_sheet_field
from drafter.ledger.shapes import Slot, is_listing, list_slots, name_sheets, shape_ledger
from drafter.problems import render_message
from drafter.problems.show import count_columns
from drafter.schema import Field
from drafter.source import Node
from drafter.vocabulary import (
    GUIDE_SHEET,
    LISTS_SHEET,
    NAME_COLUMN,
    NO,
    SINGLES_SHEET,
    TEMPLATE_KEY,
    VALUE_COLUMN,
    YEAR_KEY,
    YES,
)

ROOM = 1000
"""Rules and colours reach so far below the records."""
_NARROWEST, _WIDEST = 9.0, 48.0


@dataclass(frozen=True)
class YearPlan:
    """What goes into a workbook: the year's values, the template's fields, the ledgers chosen.

    exact: by the ledger's name the records that would not be read as such.
    """

    template: str
    year: str
    root: Field
    values: Mapping[str, Node]
    ledgers: tuple[str, ...]
    singles: bool
    exact: Mapping[str, Collection[int]] = attribute(default_factory=dict)


def plan_book(plan: YearPlan) -> Book:
    """The workbook."""
    titles = name_sheets(plan.root)
    tables = [_plan_singles(plan)] if plan.singles else []
    tables += [_plan_ledger(plan, name, titles[name]) for name in plan.ledgers]
    sheets: tuple[HelpSheet | TableSheet, ...] = (_plan_guide(plan, titles), *tables)
    return Book(sheets, LISTS_SHEET, hashlib.sha256(repr(sheets).encode()).hexdigest()[:16])


def list_records(plan: YearPlan, name: str) -> list[Mapping[str, Node]]:
    """The records of the ledger; an entry of a list of values is a record of one field."""
    node = plan.values.get(name)
    entries = node.value if node is not None and isinstance(node.value, list) else []
    if plan.root.fields[name].kind == "list":
        return [{name: each} for each in entries]
    return [each.value if isinstance(each.value, dict) else {} for each in entries]


def list_singles(plan: YearPlan) -> list[Slot]:
    """The single values, the template's name and the year first."""
    fields = plan.root.fields
    first = {key: fields[key] for key in (TEMPLATE_KEY, YEAR_KEY) if key in fields}
    first = {TEMPLATE_KEY: Field(TEMPLATE_KEY, "text", required=True), **first}
    others = {name: each for name, each in fields.items() if not is_sheet_field(each)}
    return list(list_slots({**first, **others}))


def find_value(values: Mapping[str, Node], path: Sequence[str]) -> Node | None:
    """The value at the path, where there is one."""
    node = values.get(path[0])
    for step in path[1:]:
        node = node.value.get(step) if node is not None and isinstance(node.value, dict) else None
    return node


def _plan_ledger(plan: YearPlan, name: str, title: str) -> TableSheet:
    field = plan.root.fields[name]
    slots = shape_ledger(field)[1].values()
    exact = plan.exact.get(name, ())
    rows = [
        [make_cell(find_value(record, s.path), s.field, exact=at in exact) for s in slots]
        for at, record in enumerate(list_records(plan, name))
    ]
    columns = [_plan_column(slot.field, [row[at] for row in rows]) for at, slot in enumerate(slots)]
    return TableSheet(title, tuple(columns), rows, len(rows) + ROOM)


def _plan_column(field: Field, cells: Iterable[BookCell]) -> Column:
    look: Look = "needed" if field.required else "optional"
    return Column(
        field.name, _choose_width(field, cells), look, name_form(field), make_rule(field),
        describe_field(field),
    )  # fmt: skip


def _choose_width(field: Field, cells: Iterable[BookCell]) -> float:
    texts = [field.name, *field.choices]
    texts += [line for cell in cells for line in str(cell.value or "").split("\n")]
    widest = max(map(count_columns, texts)) + 3.0
    least = 13.0 if field.kind == "date" else 16.0 if not field.choices and name_form(field) else 0
    return min(max(widest, _NARROWEST, least), _WIDEST)


def make_rule(field: Field) -> Rule | None:
    """What Excel lets be typed there."""
    if field.choices and not is_listing(field):
        said = _say("refuse.choice", choices="、".join(field.choices))
        return Rule(Listed(field.choices), said)
    match field.kind:
        case "boolean":
            return Rule(Listed((YES, NO)), _say("refuse.choice", choices=f"{YES}、{NO}"))
        case "date":
            return Rule("day", _say("refuse.date"), strict=False)
        case "integer":
            return Rule("whole", _say("refuse.whole"))
        case "number":
            return Rule("number", _say("refuse.number"))
    return None


def describe_field(field: Field) -> str:
    """What is to be filled in there, in the words of the template."""
    return "\n".join(_list_words(field))


def _list_words(field: Field) -> Iterator[str]:
    yield _say("note.needed" if field.required else "note.optional")
    said = " ".join(field.description.split())
    if said or field.title not in ("", field.name):
        yield said or field.title
    if field.choices:
        yield _say("note.choices", choices="、".join(field.choices))
    elif field.kind in _KIND_NOTES:
        names = ", ".join(f"{name}: …" for name in field.fields)
        yield _say(f"note.{_KIND_NOTES[field.kind]}", fields=names)
    if field.unit:
        yield _say("note.unit", unit=field.unit)


_KIND_NOTES = {
    "date": "date", "integer": "whole", "number": "number", "figure": "figure",
    "boolean": "yesno", "list": "list", "ledger": "records", "record": "records",
    "image": "file", "document": "file",
}  # fmt: skip


def _plan_singles(plan: YearPlan) -> TableSheet:
    rows = []
    for path, field in list_singles(plan):
        cell = make_cell(find_value(plan.values, path), field)
        rule, is_needed = make_rule(field), field.required
        look: Look = "needed" if is_needed else "optional"
        note = "；".join(line.rstrip("。") for line in list(_list_words(field))[1:])
        rows.append(
            [BookCell(field.name, look=look), cell._replace(rule=rule, needed=is_needed),
             BookCell(field.unit), BookCell(note)]
        )  # fmt: skip
    titles = (NAME_COLUMN, VALUE_COLUMN, *_say("column").split()[2:])
    widths = (18.0, 44.0, 10.0, 60.0)
    columns = (Column(title, width) for title, width in zip(titles, widths, strict=True))
    return TableSheet(SINGLES_SHEET, tuple(columns), rows)


def _plan_guide(plan: YearPlan, titles: Mapping[str, str]) -> HelpSheet:
    """How to fill the workbook in, and what each of its sheets is for."""
    banner = _say("title", year=plan.year, template=plan.template)
    rows = [[BookCell(banner, look="banner")], []]
    rows += [[BookCell(t) for t in line.split("｜", 1)] for line in _say("guide").split("\n")]
    rows += [[], [BookCell(word, look="title") for word in _say("guide.head").split()]]
    if plan.singles:
        rows.append([BookCell(SINGLES_SHEET, link=SINGLES_SHEET), BookCell(_say("singles.help"))])
    for name in plan.ledgers:
        field = plan.root.fields[name]
        slots = shape_ledger(field)[1].values()
        needed = "、".join(slot.field.name for slot in slots if slot.field.required)
        said = " ".join(field.description.split()) or field.title
        rows.append(
            [BookCell(titles[name], link=titles[name]), BookCell(said), BookCell(field.unit),
             BookCell(needed)]
        )  # fmt: skip
    return HelpSheet(GUIDE_SHEET, (16.0, 84.0, 10.0, 44.0), rows)


def _say(key: str, **values: str) -> str:
    """A text of the workbook: Chinese, as its ledgers are."""
    return render_message(f"workbook.{key}", "zh", **values)
