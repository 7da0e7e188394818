"""Slips in a schema.yaml that JSON Schema itself lets pass: keywords and names misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.problems import Problem, find_nearest_word, join_words, problem
from drafter.source.yaml.node import Document, Node

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

_OF_SCHEMAS = {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"}
_SCHEMA = {
    "items", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else",
    "unevaluatedItems", "unevaluatedProperties", "contentSchema",
}  # fmt: skip
_LISTS = {"allOf", "anyOf", "oneOf", "prefixItems"}
"""Keywords that hold schemas: by name; one; a list."""

_PLAIN = {
    "$schema", "$id", "$ref", "$anchor", "$comment", "$dynamicRef", "$dynamicAnchor",
    "$vocabulary", "title", "description", "default", "deprecated", "readOnly", "writeOnly",
    "examples", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum",
    "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems",
    "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "required",
    "dependentRequired", "format", "contentEncoding", "contentMediaType",
}  # fmt: skip
_KNOWN = _OF_SCHEMAS | _SCHEMA | _LISTS | _PLAIN | set(OWN_KEYWORDS)

_KINDS = ("date", "image", "document")
_MEANT = {
    "日期": "date", "时间": "date", "图片": "image", "照片": "image", "picture": "image",
    "文档": "document", "附件": "document", "word": "document",
}  # fmt: skip
_ELSEWHERE = {"$ref", "patternProperties", *_LISTS}
"""Where a schema has one of these, a required name may be described by another."""


def find_slips(document: Document) -> list[Problem]:
    """All slips, in the order of the file."""
    return list(_check_schema(document, document.root, whole=True))


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
    if key not in _KNOWN and (near := find_nearest_word(key, _KNOWN, least=0.75)):
        yield problem("D348", document.key_place(node, key), key=key, hint=near)


def _check_kind(document: Document, node: Node) -> Iterator[Problem]:
    if node.value not in _KINDS:
        word = str(node.value)
        near = find_nearest_word(word.lower(), _KINDS)
        hint = _MEANT.get(word.lower()) or near or join_words(_KINDS)
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
