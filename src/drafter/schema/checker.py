"""Does the data fit the schema? All problems at once, in our words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from drafter.schema.commas import find_joined_entries
from drafter.schema.fields import Field, Schema
from drafter.schema.values import (
    UnfitValue,
    convert_value,
    drop_sign,
    is_empty,
    parse_date,
    suggest_amount,
    suggest_date,
    warn_of_value,
)
from drafter.source import Document, Node, find_empty_cell, pause_gc

_FILLERS = {"无", "没有", "暂无", "无。", "/", "-", "—", "——", "略", "空", "否", "N/A", "n/a"}
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
    found = [(path[:-1] if path[-1:] == ("",) else path, each) for path, each in unfit.items()]
    for error in schema.validator.iter_errors(instance):
        path = tuple(error.instance_path)
        if not any(path[:length] in unfit for length in range(len(path) + 1)):
            found += _translate_error(document, schema, path, error)
    kept = set(misspelt.drop_lacks([each for _, each in found]))
    return [each for each in found if each[1] in kept]


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
                return self._convert_record(mapping, field, path, _pick_clear_tests(field))
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
        tests: Mapping[str, _ClearTest],
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
        is_clear = _CLEAR_TESTS.get(item.kind, _is_never_clear) if item else _is_never_clear
        if item is None or item.kind != "record":
            return [
                below.value
                if is_clear(below.value)
                else self._convert_entry(below, item, (*path, n))
                for n, below in enumerate(entries)
            ]
        tests = _pick_clear_tests(item)
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
            self.unfit[path] = _report_unfit(place(node), field, value, unfit)
            return None
        if field.kind == "text" and not field.required and not field.choices and value in _FILLERS:
            self.unfit[(*path, "")] = warn_of_value(place(node), field, str(value), "filled")
        if isinstance(taken, Decimal) and field.kind != "figure":
            return float(taken)
        return str(value) if field.kind in ("date", "figure") else taken


def _pick_clear_tests(field: Field | None) -> Mapping[str, _ClearTest]:
    """What tells of each of the record's fields that a value is surely what it asks for."""
    fields = field.fields if field else {}
    return {
        name: _CLEAR_TESTS[below.kind]
        for name, below in fields.items()
        if below.kind in _CLEAR_TESTS
    }


def _is_text(value: Any) -> bool:
    return type(value) is str and value not in _FILLERS and value != "" and not value.isspace()


def _is_integer(value: Any) -> bool:
    return type(value) is int


def _is_day(value: Any) -> bool:
    if type(value) is not str or not value[:1].isdigit():
        return False
    try:
        parse_date(value)
    except UnfitValue:
        return False
    return True


def _is_never_clear(value: Any) -> bool:
    return False


_ClearTest = Callable[[Any], bool]
_CLEAR_TESTS: Mapping[str, _ClearTest] = {
    "text": _is_text,
    "integer": _is_integer,
    "number": _is_integer,
    "date": _is_day,
}


def _entry_field(field: Field | None) -> Field | None:
    """What an entry of the list is: a record of the ledger, or a single value."""
    if field is None or field.kind not in ("ledger", "list"):
        return None
    return field.item or Field(field.name, "record", field.title, fields=field.fields)


def _check_structure(document: Document, node: Node, field: Field | None) -> Problem | None:
    """Whether a list, a mapping or a single value stands where another is asked for."""
    if field is None or field.kind == "any" or node.value is None:
        return None
    asked = {"ledger": "D211", "list": "D211", "record": "D212"}.get(field.kind, "D210")
    kind = type(node.value)
    code = "D211" if kind is list else "D212" if kind is dict else "D210"
    return problem(asked, document.place(node), field=_field_name(field)) if asked != code else None


def _report_unfit(place: TextPlace, field: Field, value: object, unfit: UnfitValue) -> Problem:
    name, written = _field_name(field), str(value)
    if unfit.code == "D203":
        hint = suggest_amount(written, field)
        other = "hint.figure" if field.kind == "figure" else "hint.digits"
        said = phrase("hint.write", hint=hint) if hint else phrase(other)
        return problem("D203", place, field=name, value=written, hint=said)
    if unfit.code in ("D253", "D255"):
        return problem(unfit.code, place, field=name, value=written)
    sample = {"D204": "2021-02-28", "D205": "2021-03-05"}.get(unfit.code, "是")
    hint_of_date = suggest_date(written) if unfit.code == "D205" else unfit.hint
    return problem(unfit.code, place, field=name, value=written, hint=hint_of_date or sample)


def _field_name(field: Field) -> str:
    return field.name or field.title


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
    name = (_field_name(field) if field else "") or format_path(path[-2:])
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
                yield path, _report_unfit(place, field, value, UnfitValue("D205"))
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
