"""Reading a template's schema.yaml, and the slips in it that JSON Schema itself lets pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from drafter import source
from drafter.problems import Problem, TextPlace, find_nearest_word, join_words, problem
from drafter.schema import clear
from drafter.schema.fields import (
    OWN_KINDS,
    Schema,
    build_root_field,
    encode_references,
    encode_uri,
    is_tag_name,
)
from drafter.source import Document, Node

TITLE_KEY = "x-title"
OWN_KEYWORDS = {
    "x-title": ("报告的名称，可以用标签", "the report's name, tags allowed"),
    "x-fixed": (
        "模板正文里允许直接写的带数字的说法",
        "wordings with digits that the template may hold",
    ),
    "x-aliases": ("Excel 台账里这一列还可以叫什么", "other names of its column in a sheet"),
    "x-standing": (
        "true 表示这本台账年年沿用，false 表示每年重记",
        "whether the records go on from year to year",
    ),
    "x-unit": ("数字的单位：次、件、篇", "the unit of a figure"),
    "x-check": (
        "数据里应当成立的关系：立案 + 并案 == 收到",
        "what must hold of the data, as a comparison of fields",
    ),
    "x-kind": (
        "这一项其实是：date 日期、image 图片、document Word文档",
        "what a text really is: date, image or document",
    ),
}
"""Our own keywords in a schema, with what they mean in Chinese and English."""

_OF_SCHEMAS = frozenset("properties patternProperties $defs definitions dependentSchemas".split())
_SCHEMA = frozenset(
    "items additionalProperties contains propertyNames not if then else unevaluatedItems "
    "unevaluatedProperties contentSchema".split()
)
_LISTS = frozenset("allOf anyOf oneOf prefixItems".split())
"""Keywords that hold schemas: by name; one; a list."""

# the rest of JSON Schema 2020-12, core, validation and meta-data
_OTHERS = frozenset(
    "$schema $id $ref $anchor $comment $dynamicRef $dynamicAnchor $vocabulary title description "
    "default deprecated readOnly writeOnly examples type enum const multipleOf maximum "
    "exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems "
    "uniqueItems maxContains minContains maxProperties minProperties required dependentRequired "
    "format contentEncoding contentMediaType".split()
)
_KNOWN = _OF_SCHEMAS | _SCHEMA | _LISTS | _OTHERS | set(OWN_KEYWORDS)

_MEANT = {
    **dict.fromkeys(("日期", "时间"), "date"),
    **dict.fromkeys(("图片", "照片", "picture"), "image"),
    **dict.fromkeys(("文档", "附件", "word"), "document"),
}
_ELSEWHERE = {"$ref", "patternProperties", *_LISTS}
"""Where a schema has one of these, a required name may be described by another."""


def read_schema(path: Path, shown: str) -> tuple[Schema | None, list[Problem]]:
    """The schema in the file; or None and what is wrong with it."""
    document, found = source.read_data_file(path, shown)
    if document is None or any(p.severity.value == "error" for p in found):
        return None, found
    raw = source.strip_places(document.root)
    found += _check_names(document)
    found += _check_schema(document, document.root, whole=True)
    is_simple = clear.is_simple(raw)
    if not is_simple and (wrong := _check_soundness(document, raw)) is not None:
        return None, [*found, wrong]
    if any(p.severity.value == "error" for p in found):
        return None, found
    fixed = raw.get("x-fixed") or []
    wordings = tuple(map(str, fixed if isinstance(fixed, list) else [fixed]))
    title = str(raw.get(TITLE_KEY, ""))
    place = _find_title_place(document)
    return Schema(shown, build_root_field(raw), title, place, wordings, raw, is_simple), found


def _check_names(document: Document) -> Iterator[Problem]:
    """Names of the data that no tag can have: there is no other way to ask for them."""
    root = document.root.value
    holder = root.get("properties") if isinstance(root, dict) else None
    known = None if holder is None else holder.value
    if holder is None or not isinstance(known, dict):
        return
    for name in known:
        if not is_tag_name(name):
            place = document.key_place(holder, name)
            yield problem("D385", place, name=name, hint=_propose_name(name, known))


def _propose_name(name: str, taken: Collection[str]) -> str:
    """A name much like it that a tag can have: 金额（万元） as 金额万元, 2021年数 as 年数2021."""
    plain = re.sub(r"\W", "", name).strip("_")
    rest = plain.lstrip("0123456789")
    made = f"{rest or '项'}{plain.removesuffix(rest)}"
    made = made if is_tag_name(made) else f"项{made}"
    return made if made not in taken else f"{made}_2"


def _check_soundness(document: Document, raw: Any) -> Problem | None:
    """What the validator has against the schema itself."""
    import jsonschema_rs

    try:
        jsonschema_rs.Draft202012Validator(encode_references(raw))
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        return _report_invalid(document, error)
    return None


def _find_title_place(document: Document) -> TextPlace:
    root = document.root.value
    named = root.get(TITLE_KEY) if isinstance(root, dict) else None
    return document.place(named or document.root)


def _report_invalid(document: Document, error: Exception) -> Problem:
    """What the validator refuses: the node it names, or the `$ref` that leads nowhere."""
    path = list(getattr(error, "instance_path", ()))
    if path:
        node = _find_deepest_node(document, path)
        return problem("D308", document.place(node), where=" ".join(map(str, path)))
    for node in _find_references(document.root):
        if encode_uri(str(node.value)).lstrip("#") in str(error):
            return problem("D308", document.place(node), where=str(node.value))
    reason = str(error).partition("\n")[0]
    return problem("D308", document.place(document.root), where=reason)


def _find_references(node: Node) -> Iterator[Node]:
    match node.value:
        case dict() as mapping:
            for key, below in mapping.items():
                yield from (below,) if key == "$ref" else _find_references(below)
        case list() as entries:
            for below in entries:
                yield from _find_references(below)


def _find_deepest_node(document: Document, path: list[str | int]) -> Node:
    """The node at the path, or the nearest one above it that exists."""
    node = document.root
    for step in path:
        below = node.value
        if isinstance(below, dict) and step in below:
            node = below[str(step)]
        elif isinstance(below, list) and isinstance(step, int) and step < len(below):
            node = below[step]
        else:
            break
    return node


def _check_schema(document: Document, node: Node, *, whole: bool) -> Iterator[Problem]:
    """The slips of one schema and all below it. whole: it is no part of an allOf and the like."""
    keywords = node.value
    if not isinstance(keywords, dict):
        return
    for key, below in keywords.items():
        yield from _check_keyword(document, node, key)
        if key == "x-kind":
            yield from _check_kind(document, below)
        if key in ("enum", "required"):
            yield from _check_commas(document, below)
        if key == "required" and whole and not _ELSEWHERE & set(keywords):
            yield from _check_required(document, below, keywords.get("properties"))
        yield from _check_children(document, key, below)


def _check_children(document: Document, key: str, node: Node) -> Iterator[Problem]:
    if key in _SCHEMA:
        yield from _check_schema(document, node, whole=key in ("items", "additionalProperties"))
    elif key in _OF_SCHEMAS and isinstance(node.value, dict):
        for below in node.value.values():
            yield from _check_schema(document, below, whole=key in ("properties", "$defs"))
    elif key in _LISTS and isinstance(node.value, list):
        for below in node.value:
            yield from _check_schema(document, below, whole=False)


def _check_keyword(document: Document, node: Node, key: str) -> Iterator[Problem]:
    if key not in _KNOWN and (near := find_nearest_word(key, sorted(_KNOWN), least=0.75)):
        yield problem("D348", document.key_place(node, key), key=key, hint=near)


def _check_kind(document: Document, node: Node) -> Iterator[Problem]:
    if (word := str(node.value)) not in OWN_KINDS:
        near = find_nearest_word(word.lower(), OWN_KINDS)
        hint = _MEANT.get(word.lower()) or near or join_words(OWN_KINDS)
        yield problem("D347", document.place(node), kind=word, hint=hint)


def _check_required(document: Document, node: Node, properties: Node | None) -> Iterator[Problem]:
    known = properties.value if properties is not None else None
    if not isinstance(known, dict) or not isinstance(node.value, list):
        return
    for entry in node.value:
        name = entry.value
        if isinstance(name, str) and name not in known:
            hint = find_nearest_word(name, known) or join_words(known)
            yield problem("D346", document.place(entry), name=name, hint=hint)


def _check_commas(document: Document, node: Node) -> Iterator[Problem]:
    """Entries of a list in [] that a full-width comma has made one of two."""
    if isinstance(node.value, list) and document.lines[node.line - 1][node.column - 1] == "[":
        for entry in node.value:
            quoted = document.lines[entry.line - 1][entry.column - 1 : entry.column] in ("'", '"')
            if isinstance(entry.value, str) and "，" in entry.value and not quoted:
                yield problem("D349", document.place(entry), text=entry.value)
