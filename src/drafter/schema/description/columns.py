"""A column or an item of template.yaml: the JSON Schema of its values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from drafter.problems import Phrase, Problem, find_nearest_word, join_words, phrase, problem
from drafter.schema.description import words
from drafter.schema.description.nodes import Entries, list_texts, make_node, read_entries
from drafter.schema.description.patterns import translate_pattern
from drafter.schema.description.words import fold_word
from drafter.source import Document, Node

_OF_ITEMS = frozenset({"enum", "pattern", "minLength", "maxLength", "x-kind"})
"""What is said of a list's entries, not of the list."""
_SEPARATORS = re.compile(r"[,，;；、/|｜\s]+")
_NUMBERS = frozenset({words.INTEGER, words.NUMBER, words.YEAR, words.ROUGH})
_LIMIT = re.compile(
    r"(最小|最大|大于|小于|不小于|不大于|最短|最长|最少|最多)[:：=]?(-?\d+(?:\.\d+)?)"
)
_LIMITS_ELSE = {"不小于": "最小", "不大于": "最大"}


class Column(NamedTuple):
    """What is asked of a value: the keywords of its schema, and whether it has to be there."""

    keywords: Mapping[str, Any]
    required: bool
    problems: list[Problem]


class Shared(NamedTuple):
    """The columns that are described once for all ledgers, by the word that stands for each."""

    columns: Mapping[str, Column]


NONE_SHARED = Shared({})


def read_column(document: Document, name: str, node: Node, shared: Shared = NONE_SHARED) -> Column:
    """What is asked of the values of that name."""
    value = node.value
    if value is None and name in shared.columns:
        return shared.columns[name]
    if isinstance(value, str):
        return _read_words(document, node, value, shared)
    if isinstance(value, list):
        return _read_choices(document, name, node)
    if isinstance(value, dict):
        return _read_mapping(document, name, node, shared)
    return Column({}, True, [_report_kind(document, node, str(value or name), shared)])


def split_name(name: str) -> tuple[str, bool]:
    """A name without the mark behind it, and whether that says that it may be left out."""
    plain, mark = words.split_mark(name)
    return (plain, True) if mark and words.is_optional(mark) else (name, False)


def read_columns(
    document: Document, holder: Node, shared: Shared
) -> tuple[dict[str, Any], list[Problem]]:
    """The properties of a record, and which of them it needs."""
    properties: dict[str, Node] = {}
    required: list[str] = []
    found: list[Problem] = []
    if not isinstance(holder.value, dict):
        return {}, [report_shape(document, holder, words.COLUMNS, "columns")]
    for written, node in holder.value.items():
        name, is_optional = split_name(written)
        column = read_column(document, name, node, shared)
        found += column.problems
        properties[name] = make_node({"title": name, **column.keywords}, node)
        if column.required and not is_optional:
            required.append(name)
    return {"properties": properties, **({"required": required} if required else {})}, found


def _read_words(document: Document, node: Node, text: str, shared: Shared) -> Column:
    """文字（可不填）, 整数（人次，最小 0）, 可不填."""
    main, mark = words.split_mark(text)
    first, *rest = [part for part in _SEPARATORS.split(main) if part] or [""]
    column = _find_kind(first, shared)
    if column is None and rest and (whole := _find_kind(fold_word(main), shared)) is not None:
        column, rest = whole, []
    if column is None and (words.is_optional(first) or words.is_needed(first)) and not rest:
        column, mark = _find_kind(words.TEXT, shared), f"{mark} {first}"
    if column is None:
        return Column({}, True, [_report_kind(document, node, text, shared)])
    keywords, required, found = dict(column.keywords), column.required, list[Problem]()
    for part in filter(None, [*rest, *_SEPARATORS.split(_join_limits(mark))]):
        limit = _LIMIT.fullmatch(part)
        if words.is_optional(part) or words.is_needed(part):
            required = words.is_needed(part)
        elif limit:
            word = words.LIMITS[_LIMITS_ELSE.get(limit[1], limit[1])]
            keywords[word] = _read_number(limit[2])
        elif _is_number(keywords) and not keywords.get("x-unit"):
            keywords["x-unit"] = re.sub("^(计量|单位)[:：=]?", "", part)
        else:
            found.append(problem("D583", document.place(node), text=part, hint=words.OPTIONAL))
    return Column(keywords, required, found)


def _join_limits(mark: str) -> str:
    """The mark without blanks in what is one thing."""
    if words.is_optional(mark):
        return words.OPTIONAL
    ahead = "|".join((*words.LIMITS, *_LIMITS_ELSE, "计量", "单位"))
    return re.sub(rf"({ahead})\s+", r"\1", mark)


def _read_number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _is_number(keywords: Mapping[str, Any]) -> bool:
    return keywords.get("type") in ("integer", "number") or keywords.get("x-kind") == "figure"


def _find_kind(text: str, shared: Shared) -> Column | None:
    """What the word stands for: a column that all share, or a kind of value."""
    if text in shared.columns:
        return shared.columns[text]
    folded = fold_word(text)
    word = words.KINDS.get(folded) or words.KINDS.get(folded.lower())
    return Column(words.KEYWORDS[word], True, []) if word else None


def _report_kind(document: Document, node: Node, text: str, shared: Shared) -> Problem:
    parts = [part for part in re.split(r"[,，、;；/|｜【】［］\[\]]+", text) if part.strip()]
    if len(parts) > 1:
        hint: str | Phrase = f"[{', '.join(part.strip() for part in parts)}]"
    else:
        known = [*shared.columns, *words.KINDS]
        near = find_nearest_word(fold_word(text), known, least=0.6)
        hint = near if near in shared.columns else words.KINDS.get(near, "")
        hint = hint or join_words([*shared.columns, *words.KEYWORDS])
    return problem("D583", document.place(node), text=text, hint=hint)


def _read_choices(document: Document, name: str, node: Node) -> Column:
    """[甲, 乙, 可不填]: the values that may be written."""
    entries = list_texts(node)
    if not entries:
        return Column({}, True, [report_shape(document, node, name, "choices")])
    kept = [each for each in entries if not words.is_optional(str(each.value))]
    choices = Node([make_node(str(each.value), each) for each in kept], node.line, node.column,
                   node.width, node.key)  # fmt: skip
    return Column({"type": "string", "enum": choices}, len(kept) == len(entries), [])


def _read_mapping(document: Document, name: str, node: Node, shared: Shared) -> Column:
    """{类型: 文字, 说明: …}: a column of which more has to be said."""
    entries = read_entries(document, node, words.FIELD_KEYS)
    base, found = _read_base(document, name, entries, node, shared)
    keywords, required = dict(base.keywords), base.required
    found = [*entries.problems, *found]
    said: dict[str, Any] = {}
    for word, (written, below) in entries.known.items():
        if word in words.PLAIN_KEYS:
            said[words.PLAIN_KEYS[word]], wrong = _read_plain(document, word, below)
            found += wrong
        elif word == words.PATTERN:
            said["pattern"] = make_node(translate_pattern(str(below.value)), below)
        elif word in (words.OPTIONAL, words.NEEDED):
            answer = words.ANSWERS.get(below.value if below.value is not None else True)
            if answer is None:
                found.append(report_shape(document, below, written, "answer"))
            required = answer is (word == words.NEEDED)
    said |= entries.keywords
    return Column(_lay_over(keywords, said), required, found)


def _lay_over(keywords: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords with what is said more; of a list's entries what is theirs."""
    if keywords.get("type") != "array":
        return {**keywords, **said}
    inner = {word: value for word, value in said.items() if word in _OF_ITEMS}
    outer = {word: value for word, value in said.items() if word not in _OF_ITEMS}
    items = keywords.get("items")
    if inner and isinstance(items, Mapping):
        items = {**items, **inner}
    return {**keywords, **({"items": items} if items is not None else {}), **outer}


def _read_base(
    document: Document, name: str, entries: Entries, node: Node, shared: Shared
) -> tuple[Column, list[Problem]]:
    """What the mapping's kind, choices or columns say of its values."""
    if (columns := entries.node(words.COLUMNS)) is not None:
        return _read_group(document, entries, columns, shared)
    kind, choices = entries.node(words.KIND), entries.node(words.CHOICES)
    base = Column({}, True, [])
    if kind is not None:
        base = read_column(document, name, kind, shared)
    elif choices is None and not entries.keywords.keys() & _DESCRIBING:
        alike = _find_kind(name, shared) if name in shared.columns else None
        base = alike or Column(words.KEYWORDS[words.TEXT], True, [])
    if choices is None:
        return base, base.problems
    chosen = _read_choices(document, words.CHOICES, choices)
    laid = _lay_over(base.keywords or {"type": "string"}, {"enum": chosen.keywords.get("enum")})
    return Column(laid, base.required and chosen.required, []), [*base.problems, *chosen.problems]


_DESCRIBING = frozenset("type $ref anyOf oneOf allOf const enum properties items not".split())
"""Keywords that say themselves what kind of value it is."""


def _read_group(
    document: Document, entries: Entries, columns: Node, shared: Shared
) -> tuple[Column, list[Problem]]:
    """A record in the record, or a list of them."""
    record, found = read_record(document, entries, columns, shared)
    kind = entries.node(words.KIND)
    many = kind is not None and words.KINDS.get(fold_word(str(kind.value))) == words.LIST
    return Column({"type": "array", "items": record} if many else record, True, []), found


def read_record(
    document: Document, entries: Entries, columns: Node, shared: Shared
) -> tuple[dict[str, Any], list[Problem]]:
    """The schema of a record of these columns, with what they need together."""
    described, found = read_columns(document, columns, shared)
    record = {"type": "object", **described, "additionalProperties": False}
    together = entries.node(words.TOGETHER)
    if together is not None:
        known = described.get("properties", {})
        needs, wrong = read_together(document, together, known)
        record |= needs
        found += wrong
    return record, found


def read_together(
    document: Document, node: Node, known: Mapping[str, Node]
) -> tuple[dict[str, Any], list[Problem]]:
    """采用 要填 题目; 类别=委员培训、机关培训 要填 人数."""
    found: list[Problem] = []
    filled: dict[str, list[Node]] = {}
    chosen: list[dict[str, Any]] = []
    for each in list_texts(node) or []:
        parts = re.split(
            r"\s*(?:就要填|要填|必填|需填|须填)\s*", str(each.value).strip(), maxsplit=1
        )
        if len(parts) != 2 or not all(parts):
            found.append(report_shape(document, each, words.TOGETHER, "together"))
            continue
        asked, wanted = parts
        column, *values = re.split(r"\s*(?:=|＝|==)\s*", asked)
        needed = [make_node(name, each) for name in _SEPARATORS.split(wanted) if name]
        names = [column, *(str(name.value) for name in needed)]
        found += _find_unknown(document, each, names, known)
        if values:
            meant = [make_node(value, each) for value in _SEPARATORS.split(values[0]) if value]
            condition = {"properties": {column: {"enum": meant}}, "required": [column]}
            chosen.append({"if": condition, "then": {"required": needed}})
        else:
            filled.setdefault(column, []).extend(needed)
    if list_texts(node) is None:
        found.append(report_shape(document, node, words.TOGETHER, "together"))
    together: dict[str, Any] = {"dependentRequired": filled} if filled else {}
    rules = chosen[0] if len(chosen) == 1 else {"allOf": chosen} if chosen else {}
    return {**together, **rules}, found


def _find_unknown(
    document: Document, node: Node, names: list[str], known: Mapping[str, Node]
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            hint = find_nearest_word(name, known) or join_words(known)
            yield problem("D585", document.place(node), name=name, hint=hint)


def _read_plain(document: Document, word: str, node: Node) -> tuple[Any, list[Problem]]:
    """A value that is its keyword's: a text, a list of other names, a number."""
    value = node.value
    if word in (words.ALIASES, "例如"):
        entries = list_texts(node)
        if isinstance(value, str):
            return [part for part in re.split("[,，、;；/]", value) if part], []
        return entries or [], [] if entries else [report_shape(document, node, word, "texts")]
    if word in words.LIMITS:
        is_decimal = isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value.strip())
        fits = is_decimal or (isinstance(value, int) and not isinstance(value, bool))
        limit = float(str(value)) if is_decimal else node
        return limit, [] if fits else [report_shape(document, node, word, "number")]
    if word == "默认":
        return node, []
    fits = isinstance(value, (str, int))
    return make_node(str(value), node), [] if fits else [report_shape(document, node, word, "text")]


def report_shape(document: Document, node: Node, key: str, shape: str) -> Problem:
    """D582: what stands behind a key is not what belongs there."""
    return problem("D582", document.place(node), key=key, hint=phrase(f"template.{shape}"))
