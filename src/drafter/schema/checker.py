"""Does the data fit the schema? All problems at once, in our words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from drafter.problems import (
    DataPath,
    FilePlace,
    Phrase,
    Problem,
    TextPlace,
    find_nearest_word,
    format_path,
    join_words,
    phrase,
    place_key,
    problem,
)
from drafter.schema import clear, misspelt
from drafter.schema.clear import CLEAR_TESTS, FILLERS, ClearTest, is_never_clear, pick_clear_tests
from drafter.schema.commas import find_joined_entries
from drafter.schema.fields import Field, Schema
from drafter.schema.values import (
    UnfitValue,
    convert_value,
    drop_sign,
    is_empty,
    name_field,
    report_unfit,
    suggest_date,
    warn_of_value,
)
from drafter.source import Document, Node, find_empty_cell, pause_gc
from drafter.source.totals import is_line_of_total, is_total

"""What people write where there is nothing; in a field that counts when filled, it counts."""
_NOTES = {"备注", "附注", "注", "说明", "备考", "备忘"}
"""What people call a field for what is for themselves."""


def check_data(document: Document, schema: Schema) -> list[Problem]:
    """What the clerk has to mend in the data, in order of the file."""
    found = dict.fromkeys(each for _, each in locate_faults(document, schema))
    return sorted(found, key=place_key)


def locate_faults(document: Document, schema: Schema) -> list[tuple[DataPath, Problem]]:
    """The same in no order, each with the path of the value that it is about or that is lacking."""
    converter = _JsonConverter(document)
    with pause_gc():
        instance = converter.convert_node(document.root, schema.root, ())
    unfit = converter.unfit
    if not unfit and schema.is_simple:
        lacking = clear.find_lacking(instance, schema.root)
        if lacking is not None:
            return [(path, _report_lacking(document, schema, path)) for path in lacking]
    errors = list(schema.validator.iter_errors(instance))
    unfit |= _find_totals(document, schema, errors)
    found = [(path[:-1] if path[-1:] == ("",) else path, each) for path, each in unfit.items()]
    for error in errors:
        path = tuple(error.instance_path)
        if not any(path[:length] in unfit for length in range(len(path) + 1)):
            found += _translate_error(document, schema, path, error)
    kept = set(misspelt.drop_lacks([each for _, each in found]))
    return [each for each in found if each[1] in kept]


def _find_totals(
    document: Document, schema: Schema, errors: list[Any]
) -> Iterator[tuple[DataPath, Problem]]:
    """D164 for each entry of a ledger that holds 合计: 62 in place of fields."""
    for error in errors:
        path = tuple(error.instance_path)
        if error.kind.name == "additionalProperties" and path and isinstance(path[-1], int):
            name = next(filter(is_total, error.kind.unexpected), None)
            others = [value for key, value in error.instance.items() if key != name]
            if name is not None and all(isinstance(each, (int, float)) for each in others):
                node = _find_node(document, schema, path)[0]
                assert isinstance(node.value, dict)
                text = f"{name}: {node.value[name].value}"
                yield path, problem("D164", document.place(node), text=text)


class _JsonConverter:
    """Makes JSON of a document for the validator, each value taken as its field's kind.

    A value left empty, or a text of blanks, is left out: the schema says whether it was needed.
    unfit: what could not be taken so, by its path.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.unfit: dict[DataPath, Problem] = {}

    def convert_node(self, node: Node, field: Field | None, path: DataPath) -> Any:
        if wrong := _check_structure(self.document, node, field):
            self.unfit[path] = wrong
            return None
        match node.value:
            case dict() as mapping:
                return self._convert_record(mapping, field, path, pick_clear_tests(field))
            case list() as entries:
                if field and field.kind == "list" and field.item and field.item.kind == "text":
                    for n, entry in find_joined_entries(self.document, node):
                        found = problem("D349", self.document.place(entry), text=str(entry.value))
                        self.unfit[(*path, n, "")] = found
                return self._convert_list(entries, _entry_field(field), path)
            case None:
                return None
            case value:
                return self._convert_value(node, value, field, path)

    def _convert_record(
        self,
        mapping: dict[str, Node],
        field: Field | None,
        path: DataPath,
        tests: Mapping[str, ClearTest],
    ) -> dict[str, Any]:
        """The mapping as JSON; nearly all values of a large table are taken as they are."""
        fields = field.fields if field else {}
        test_of = tests.get
        converted: dict[str, Any] = {}
        for key, below in mapping.items():
            value = below.value
            is_clear = test_of(key)
            if is_clear is not None and is_clear(value):
                converted[key] = value
            elif not is_empty(value) or (fields and key not in fields):  # an unknown one is told
                converted[key] = self.convert_node(below, fields.get(key), (*path, key))
        return converted

    def _convert_list(self, entries: list[Node], item: Field | None, path: DataPath) -> list[Any]:
        """The list as JSON; what its entries are is asked once for all."""
        is_clear = CLEAR_TESTS.get(item.kind, is_never_clear) if item else is_never_clear
        if item is None or item.kind != "record":
            return [
                below.value
                if is_clear(below.value)
                else self._convert_entry(below, item, (*path, n))
                for n, below in enumerate(entries)
            ]
        tests = pick_clear_tests(item)
        return [
            self._convert_record(below.value, item, (*path, n), tests)
            if isinstance(below.value, dict)
            else self._convert_entry(below, item, (*path, n))
            for n, below in enumerate(entries)
        ]

    def _convert_entry(self, node: Node, item: Field | None, path: DataPath) -> Any:
        if is_empty(node.value):
            place = self.document.place(node)
            self.unfit[path] = problem("D209", place, where=format_path(path))
            return None
        return self.convert_node(node, item, path)

    def _convert_value(
        self, node: Node, value: str | int | bool, field: Field | None, path: DataPath
    ) -> Any:
        if field is None:
            return value
        place = self.document.place
        try:
            taken = convert_value(drop_sign(value, field), field.kind)
        except UnfitValue as unfit:
            self.unfit[path] = report_unfit(place(node), field, value, unfit)
            return None
        if field.kind == "text" and not field.required and not field.choices and value in FILLERS:
            self.unfit[(*path, "")] = warn_of_value(place(node), field, str(value), "filled")
        if isinstance(taken, Decimal) and field.kind != "figure":
            return float(taken)
        return str(value) if field.kind in ("date", "figure") else taken


def _entry_field(field: Field | None) -> Field | None:
    """What an entry of the list is: a record of the ledger, or a single value."""
    if field is None or field.kind not in ("ledger", "list"):
        return None
    return field.item or Field(field.name, "record", field.title, fields=field.fields)


def _check_structure(document: Document, node: Node, field: Field | None) -> Problem | None:
    """Whether a list, a mapping or a single value stands where another is asked for."""
    if field is None or field.kind == "any" or node.value is None:
        return None
    if field.kind == "record" and isinstance(node.value, str) and is_line_of_total(node.value):
        return problem("D164", document.place(node), text=node.value)
    asked = {"ledger": "D211", "list": "D211", "record": "D212"}.get(field.kind, "D210")
    kind = type(node.value)
    code = "D211" if kind is list else "D212" if kind is dict else "D210"
    return problem(asked, document.place(node), field=name_field(field)) if asked != code else None


def _find_node(document: Document, schema: Schema, path: DataPath) -> tuple[Node, Field | None]:
    """The value at the validator's path, and its field."""
    node: Node = document.root
    holder: Field | None = schema.root
    for step in path:
        below = node.value
        if isinstance(below, list) and isinstance(step, int):
            node, holder = below[step], _entry_field(holder)
        elif isinstance(below, dict):
            node = below[str(step)]
            holder = None if holder is None else holder.fields.get(str(step))
    return node, holder


def _translate_error(
    document: Document, schema: Schema, path: DataPath, error: Any
) -> Iterator[tuple[DataPath, Problem]]:
    """The validator's finding in our words, from its structured kind."""
    node, field = _find_node(document, schema, path)
    kind = error.kind
    place = document.place(node)
    name = (name_field(field) if field else "") or format_path(path[-2:])
    value = str(error.instance if isinstance(node.value, (dict, list)) else node.value)
    match kind.name:
        case "required":
            yield (*path, kind.property), _report_lacking(document, schema, (*path, kind.property))
        case "additionalProperties" | "unevaluatedProperties":
            for key in kind.unexpected:
                yield (*path, key), _report_unknown_key(document, node, field, key)
        case "enum" | "const":
            options = kind.options if kind.name == "enum" else [kind.expected_value]
            yield path, _report_choice(place, name, value, [str(o) for o in options], schema)
        case "pattern" | "format":
            if field and field.kind == "date" and suggest_date(value):
                yield path, report_unfit(place, field, value, UnfitValue("D205"))
                return
            hint = field.description if field else ""
            yield path, problem("D208", place, field=name, value=value, hint=hint or name)
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            limit = phrase(f"limit.{kind.name}", n=kind.limit)
            yield path, problem("D213", place, field=name, value=value, limit=limit)
        case "minLength" | "maxLength" | "minItems" | "maxItems":
            limit = phrase(f"limit.{kind.name}", n=kind.limit)
            yield path, problem("D220", place, field=name, limit=limit, length=len(error.instance))
        case _:
            where = format_path(path) or document.file
            yield path, problem("D214", place, where=where, rule=kind.name)


def _report_lacking(document: Document, schema: Schema, path: DataPath) -> Problem:
    """D201: a needed value that its record lacks."""
    around, record = (_find_node(document, schema, path[:n])[0] for n in (-2, -1))
    cell = find_empty_cell(around, record, key := str(path[-1]))
    place = cell or _find_missing_place(document, record, key)
    return problem("D201", place, where=format_path(path))


def _find_missing_place(document: Document, record: Node, key: str) -> TextPlace | FilePlace:
    """Where a lacking value belongs: at its key, in its record, or anywhere in the file."""
    if isinstance(record.value, dict) and key in record.value:
        return document.place(record.value[key])
    if record is document.root:
        return FilePlace(document.file)
    return document.place(record)


def _report_choice(
    place: TextPlace, name: str, value: str, choices: list[str], schema: Schema
) -> Problem:
    near = find_likely_choice(value, choices)
    hint = phrase("hint.maybe", hint=near) if near else phrase("hint.choose")
    line = schema.choice_lines.get(tuple(choices))
    where = phrase("hint.choices", file=schema.file, line=line) if line else Phrase("", "")
    listed = join_words(choices)
    return problem("D207", place, field=name, value=value, choices=listed, hint=hint, where=where)


def _report_unknown_key(document: Document, node: Node, field: Field | None, key: str) -> Problem:
    known = list(field.fields) if field else []
    hint = find_nearest_word(key, known)
    place = document.key_place(node, key)
    if key in _NOTES and find_nearest_word(key, known, least=0.6) == "":
        return problem("D254", place, key=key)
    if hint:
        return problem("D202", place, key=key, hint=hint)
    return problem("D215", place, key=key, known=join_words(known))


def find_likely_choice(word: str, choices: list[str]) -> str:
    """The choice that was surely meant, a slip of the pen away; empty when that is not clear."""
    import difflib  # only when something is wrong

    found = difflib.get_close_matches(word, choices, n=2, cutoff=0.7)
    return found[0] if len(found) == 1 and abs(len(found[0]) - len(word)) <= 2 else ""
