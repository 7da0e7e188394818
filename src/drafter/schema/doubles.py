"""Records that are there twice: what x-unique says may not be, whole records, and numbers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from drafter import patterns
from drafter.problems import Problem, SheetFile, TextPlace, problem
from drafter.problems.model import format_spot
from drafter.schema.fields import Field, Schema
from drafter.source import Document, Node, strip_places
from drafter.vocabulary import QUANTITY_KEY

MOST_TOLD = 20
"""So many groups of equal records are told of one ledger."""
_NUMBER = patterns.postpone(r".*(?:编号|案号|提案号|证号|登记号|合同号)")
"""Fields by which one record is told from another. Several may well be of one document (文号)."""
_MOST_SHARED = 4
"""Of so many different numbers one at most is borne by several records."""


def find_doubles(document: Document, schema: Schema) -> Iterator[Problem]:
    """D246 for each record that shares what is to be unique, D247 for records that are the same,
    D260 for others of one number."""
    root = document.root.value
    for name, node in root.items() if isinstance(root, dict) else ():
        ledger = schema.root.fields.get(name)
        if ledger is None or ledger.kind != "ledger" or not isinstance(node.value, list):
            continue
        told: set[int] = set()
        if ledger.unique:
            for group in _group_by_key(node.value, ledger):
                told.update(map(id, group))
                yield from _report_shared_key(document, group, ledger)
        same = (group for group in _group_equal(node.value) if id(group[0]) not in told)
        for _, group in zip(range(MOST_TOLD), same, strict=False):
            if _tells_itself_apart(group[0], ledger):
                where = _list_spots(document.place(each) for each in group)
                place = document.place(group[1])
                yield problem("D247", place, ledger=name, where=where)
                told.update(map(id, group))
        yield from _find_shared_numbers(document, node.value, ledger, told)


def _group_by_key(entries: list[Node], ledger: Field) -> Iterator[list[Node]]:
    """The records that have the unique fields filled alike, but for blanks and width."""
    groups: dict[tuple[str, ...], list[Node]] = {}
    for entry in entries:
        values = entry.value if isinstance(entry.value, dict) else {}
        key = tuple(_normalize(values[name].value) for name in ledger.unique if name in values)
        if len(key) == len(ledger.unique) and all(key):
            groups.setdefault(key, []).append(entry)
    return (group for group in groups.values() if len(group) > 1)


def _normalize(value: Any) -> str:
    if value is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", str(value)).split())


def _report_shared_key(document: Document, group: list[Node], ledger: Field) -> Iterator[Problem]:
    first = ledger.unique[0]
    holders: list[dict[str, Node]] = [each.value for each in group if isinstance(each.value, dict)]
    places = [document.place(values[first]) for values in holders]
    where, fields = _list_spots(places), "、".join(ledger.unique)
    for values, place in zip(holders, places, strict=True):
        written = "、".join(str(values[name].value) for name in ledger.unique)
        yield problem("D246", place, fields=f"「{fields}」", value=written, where=where)


def _group_equal(entries: list[Node]) -> Iterator[list[Node]]:
    """The records that are the same in every field."""
    groups: dict[Any, list[Node]] = {}
    for entry in _pick_alike(entries):
        mapping = entry.value
        if isinstance(mapping, dict):
            key = tuple([(name, below.value) for name, below in mapping.items()])
            try:
                groups.setdefault(key, []).append(entry)
            except TypeError:  # a list or a mapping in a field
                groups.setdefault(repr(strip_places(entry)), []).append(entry)
    return (group for group in groups.values() if len(group) > 1)


def _pick_alike(entries: list[Node]) -> list[Node]:
    """The records whose single values another one has too: lists, slow to compare, left out."""
    records = [(entry, entry.value) for entry in entries if isinstance(entry.value, dict)]
    keys = [
        tuple([None if type(b.value) in (list, dict) else b.value for b in mapping.values()])
        for _, mapping in records
    ]
    times = Counter(keys)
    return [entry for (entry, _), key in zip(records, keys, strict=True) if times[key] > 1]


def _tells_itself_apart(record: Node, ledger: Field) -> bool:
    """Whether two such records are hardly two things: a text of its own, or a day, is in them.

    A ledger may well have one record 党组会议 for each meeting, with nothing else, or two of
    the same day that stand for several things each.
    """
    values = record.value
    assert isinstance(values, dict)
    filled = [name for name, below in values.items() if below.value not in (None, "")]
    fields = [ledger.fields[name] for name in filled if name in ledger.fields]
    is_dated = QUANTITY_KEY not in values and any(each.kind == "date" for each in fields)
    return len(filled) > 1 and (is_dated or any(map(_is_free_text, fields)))


def _is_free_text(field: Field) -> bool:
    return field.kind == "text" and not field.choices


def _find_shared_numbers(
    document: Document, entries: list[Node], ledger: Field, told: set[int]
) -> Iterator[Problem]:
    """D260 for records that bear one number, where nearly all have one of their own."""
    for field in ledger.fields.values():
        if field.name in ledger.unique or not _NUMBER.fullmatch(field.name):
            continue
        groups: dict[str, list[Node]] = {}
        for entry in entries:
            node = entry.value.get(field.name) if isinstance(entry.value, dict) else None
            if node is not None and (written := _normalize(node.value)):
                groups.setdefault(written, []).append(entry)
        shared = {written: group for written, group in groups.items() if len(group) > 1}
        if len(groups) < _MOST_SHARED * len(shared):  # a number of something else: a session's
            continue
        fresh = ((w, g) for w, g in shared.items() if told.isdisjoint(map(id, g)))
        for _, (written, group) in zip(range(MOST_TOLD), fresh, strict=False):
            where = _list_spots(document.place(each) for each in group)
            values = {"field": field.name, "written": written, "where": where}
            yield problem("D260", document.place(group[1]), **values)


def _list_spots(places: Iterable[TextPlace]) -> str:
    spots = [
        format_spot(each.file, each.line, each.column if isinstance(each.file, SheetFile) else 0)
        for each in places
    ]
    return "、".join(spots[:6]) + ("……" if len(spots) > 6 else "")
