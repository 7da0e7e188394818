"""Slips in a schema.yaml, most of which JSON Schema itself lets pass: each at its line."""

from __future__ import annotations

from collections.abc import Iterator

from drafter import patterns
from drafter.problems import Problem, find_nearest_word, join_words, phrase, problem
from drafter.problems.model import Value
from drafter.schema.fields import OWN_KINDS, is_tag_name, propose_name
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
    "x-unique": (
        "台账里哪一项（几项）不能重复：[编号]",
        "the field, or the fields together, that no two records may share",
    ),
    "x-check": (
        "数据里应当成立的关系：立案 + 并案 == 收到",
        "what must hold of the data, as a comparison of fields",
    ),
    "x-figures": (
        "有名字的数字：名字，后面写它怎么算，标签里就写名字",
        "figures that have names: what each is, so that a tag need only say its name",
    ),
    "x-checks": (
        "数字之间应当成立的关系：已解决 + 正在解决 = 督办提案",
        "what must hold between figures",
    ),
    "x-review": (
        "模板里每年都要核对的说法：[庆祝建党一百周年]",
        "wordings of the template that somebody has to confirm each year",
    ),
    "x-page": (
        "报告的版式：公文，就是按 GB/T 9704 排",
        "公文 where GB/T 9704 binds the reports' pages",
    ),
    "x-kind": (
        "这一项其实是：date 日期、figure 可以写约数的数字、image 图片、document Word文档",
        "what a text really is: date, figure (a number, or one such as 200余), image or document",
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
KNOWN_KEYWORDS = _OF_SCHEMAS | _SCHEMA | _LISTS | _OTHERS | set(OWN_KEYWORDS)

_OF_EDITORS = frozenset(
    "markdownDescription enumDescriptions markdownEnumDescriptions enumItemLabels errorMessage "
    "patternErrorMessage deprecationMessage defaultSnippets doNotSuggest suggestSortText "
    "dependencies $recursiveRef $recursiveAnchor id nullable example discriminator xml "
    "externalDocs contentSchema formatMinimum formatMaximum".split()
)
"""What editors and older drafts of JSON Schema know: no slip, though it does nothing here."""

_TYPES = frozenset("null boolean object array number integer string".split())
_SAID_AS = {
    **dict.fromkeys(("必填", "必须", "optional"), "required"),
    **dict.fromkeys(("类型", "kind"), "type"),
    **dict.fromkeys(("单位", "unit"), "x-unit"),
    **dict.fromkeys(("选项", "可选", "取值", "choices", "options", "values"), "enum"),
    **dict.fromkeys(("说明", "备注", "comment", "desc"), "description"),
    **dict.fromkeys(("标题", "名称", "label", "name"), "title"),
    **dict.fromkeys(("别名", "alias", "aliases"), "x-aliases"),
    **dict.fromkeys(("唯一", "unique"), "x-unique"),
    **dict.fromkeys(("字段", "fields"), "properties"),
    **dict.fromkeys(("最小", "min"), "minimum"),
    **dict.fromkeys(("最大", "max"), "maximum"),
}
"""What people write for a keyword."""
_USUAL = "type、properties、items、required、enum、title、description、x-unit、x-kind"
_DESCRIBING = frozenset("type properties items $ref enum x-kind".split())
"""Where a mapping has one of these, it describes a field."""
_HOLDERS = _LISTS | {"properties", "patternProperties", "$ref", "if", "$dynamicRef"}
_MISPLACED = {"object": ("items",), "array": ("properties",)}
_OF_SINGLE = ("properties", "items")
UNSOUND = frozenset({"D242", "D308"})
"""What is told here already when the validator would refuse the schema."""

_MEANT = {
    **dict.fromkeys(("日期", "时间"), "date"),
    **dict.fromkeys(("约数", "数字", "number"), "figure"),
    **dict.fromkeys(("图片", "照片", "picture"), "image"),
    **dict.fromkeys(("文档", "附件", "word"), "document"),
}
_ELSEWHERE = {"$ref", "patternProperties", *_LISTS}
"""Where a schema has one of these, a required name may be described by another."""


def check_schema(document: Document) -> Iterator[Problem]:
    """The slips of a whole schema."""
    keywords = document.root.value
    if isinstance(keywords, dict) and not _HOLDERS & set(keywords):
        unknown = next((key for key in keywords if _is_unknown(key) and not _find_near(key)), None)
        if unknown is not None:
            yield problem("D244", document.key_place(document.root, unknown))
            return
    yield from _check_data_names(document)
    yield from _check_node(document, document.root, (), whole=True)


def _check_data_names(document: Document) -> Iterator[Problem]:
    """Names of the data that no tag can have: there is no other way to ask for them."""
    root = document.root.value
    holder = root.get("properties") if isinstance(root, dict) else None
    known = None if holder is None else holder.value
    if holder is None or not isinstance(known, dict):
        return
    for name in known:
        if not is_tag_name(name):
            place = document.key_place(holder, name)
            yield problem("D385", place, name=name, hint=propose_name(name, known))


def _check_node(document: Document, node: Node, path: Path, *, whole: bool) -> Iterator[Problem]:
    """The slips of one schema and all below it. whole: it is no part of an allOf and the like."""
    keywords = node.value
    if not isinstance(keywords, dict):
        if not isinstance(keywords, bool):
            yield problem("D308", document.place(node), where=" ".join(path))
        return
    yield from _check_keywords(document, node)
    if whole:
        yield from _check_holder(document, node)
    for key, below in keywords.items():
        if key == "type":
            yield from _check_type(document, below, path)
        if key == "x-kind" or (key == "format" and _find_kind_meant(str(below.value)) == "date"):
            yield from _check_kind(document, key, below)
        if key in ("enum", "required"):
            yield from _check_list(document, node, key, path)
            yield from _check_commas(document, below)
        if key == "required" and whole and not _ELSEWHERE & set(keywords):
            yield from _check_required(document, key, below, keywords.get("properties"))
        if key == "x-unique":
            yield from _check_unique(document, node, below)
        yield from _check_children(document, key, below, path)


Path = tuple[str, ...]


def _check_children(document: Document, key: str, node: Node, path: Path) -> Iterator[Problem]:
    below = (*path, key)
    if key in _SCHEMA:
        whole = key in ("items", "additionalProperties")
        yield from _check_node(document, node, below, whole=whole)
    elif key in _OF_SCHEMAS and isinstance(node.value, dict):
        for name, each in node.value.items():
            whole = key in ("properties", "$defs")
            yield from _check_node(document, each, (*below, name), whole=whole)
    elif key in _LISTS and isinstance(node.value, list):
        for each in node.value:
            yield from _check_node(document, each, below, whole=False)


def _check_keywords(document: Document, node: Node) -> Iterator[Problem]:
    """Keywords that mean nothing; of fields that stand outside of properties the first."""
    keywords = node.value
    assert isinstance(keywords, dict)
    unknown = [key for key in keywords if _is_unknown(key)]
    fields = [key for key in unknown if _is_description(keywords[key]) and not _find_near(key)]
    for key in unknown:
        place = document.key_place(node, key)
        if near := _find_near(key):
            yield problem("D348", place, key=key, hint=near)
        elif key in fields[:1]:
            yield problem("D252", place, key=key)
        elif key not in fields and not key.startswith("x-"):
            yield problem("D245", place, key=key, hint=_SAID_AS.get(key, _USUAL))


def _is_unknown(key: str) -> bool:
    return key not in KNOWN_KEYWORDS and key not in _OF_EDITORS and not _is_extension(key)


def _is_extension(key: str) -> bool:
    return key.startswith("x-") and not _find_near(key)


def _find_near(key: str) -> str:
    return find_nearest_word(key, sorted(KNOWN_KEYWORDS), least=0.75)


def _is_description(node: Node) -> bool:
    return isinstance(node.value, dict) and (
        not node.value or not _DESCRIBING.isdisjoint(node.value)
    )


def _check_type(document: Document, node: Node, path: Path) -> Iterator[Problem]:
    given = node.value if isinstance(node.value, list) else [node]
    for each in given:
        if each.value not in _TYPES:
            where = " ".join((*path, "type", str(each.value or "")))
            yield problem("D308", document.place(each), where=where.strip())


def _check_holder(document: Document, node: Node) -> Iterator[Problem]:
    """What a value of the type does not have: items of a mapping, properties of a list."""
    keywords = node.value
    assert isinstance(keywords, dict)
    kind = keywords["type"].value if "type" in keywords else None
    if not isinstance(kind, str) or kind not in _TYPES:
        return
    for key in _MISPLACED.get(kind, _OF_SINGLE):
        if key in keywords:
            instead = "items" if key == "properties" and kind == "array" else ""
            hint = phrase(f"schema.{instead or 'type'}", keyword=key, type=_HOLDS[key])
            yield problem("D243", document.key_place(node, key), type=kind, key=key, hint=hint)


_HOLDS = {"properties": "object", "items": "array"}


def _check_list(document: Document, node: Node, key: str, path: Path) -> Iterator[Problem]:
    """D242: what has to be a list is one text, or required stands at the field itself."""
    assert isinstance(node.value, dict)
    value = node.value[key].value
    if isinstance(value, list):
        return
    parts = [part for part in _SEPARATORS.split(value) if part] if isinstance(value, str) else []
    hint: Value = f"{key}: [{', '.join(parts) or _SAMPLES[key]}]"
    if key == "required" and isinstance(value, bool) and path:
        hint = phrase("schema.required", name=path[-1])
    yield problem("D242", document.key_place(node, key), key=key, hint=hint)


_SEPARATORS = patterns.postpone(r"[,，、;；|/\s]+")
_SAMPLES = {"enum": "党组会议, 常委会会议", "required": "日期, 类别"}


def _check_kind(document: Document, key: str, node: Node) -> Iterator[Problem]:
    if (word := str(node.value)) not in OWN_KINDS:
        hint = _find_kind_meant(word) or join_words(OWN_KINDS)
        yield problem("D347", document.place(node), key=key, kind=word, hint=hint)


def _find_kind_meant(word: str) -> str:
    lowered = word.lower()
    known = "" if lowered in _FORMATS else find_nearest_word(lowered, OWN_KINDS)
    return _MEANT.get(lowered) or known


_FORMATS = frozenset("date-time time duration idn-email".split())
"""Formats of JSON Schema that are no misspelt date."""


def _check_unique(document: Document, holder: Node, node: Node) -> Iterator[Problem]:
    """Names in x-unique that the ledger's records do not have."""
    ledger = holder.value
    assert isinstance(ledger, dict)
    items = ledger.get("items")
    record = items.value if items is not None else ledger
    if not isinstance(record, dict) or _ELSEWHERE & set(record):
        return
    yield from _check_required(document, "x-unique", node, record.get("properties"))


def _check_required(
    document: Document, key: str, node: Node, properties: Node | None
) -> Iterator[Problem]:
    known = properties.value if properties is not None else None
    if not isinstance(known, dict):
        return
    entries = node.value if isinstance(node.value, list) else [node]
    for entry in entries:
        name = entry.value
        if isinstance(name, str) and name not in known and (key != "required" or node is not entry):
            hint = find_nearest_word(name, known) or join_words(known)
            yield problem("D346", document.place(entry), key=key, name=name, hint=hint)


def _check_commas(document: Document, node: Node) -> Iterator[Problem]:
    """Entries of a list in [] that a full-width comma has made one of two."""
    if isinstance(node.value, list) and document.lines[node.line - 1][node.column - 1] == "[":
        for entry in node.value:
            quoted = document.lines[entry.line - 1][entry.column - 1 : entry.column] in ("'", '"')
            if isinstance(entry.value, str) and "，" in entry.value and not quoted:
                yield problem("D349", document.place(entry), text=entry.value)
