"""A template's JSON Schema as template.yaml, where all of it can be said so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from drafter import source
from drafter.schema.description import words
from drafter.schema.description.layout import Flow, write_mapping
from drafter.schema.description.patterns import shorten_pattern
from drafter.schema.description.reading import read_description
from drafter.schema.description.simplifying import Endless, list_differences, simplify_schema
from drafter.schema.description.unforming import write_forms
from drafter.vocabulary import PAGE_KEY, REVIEWED, TEMPLATE_KEY

_SAID_AS = {keyword: word for word, keyword in words.PLAIN_KEYS.items()}
_IN_LISTS = frozenset({"enum", "pattern", "minLength", "maxLength"})
_NUMBERS = (words.INTEGER, words.NUMBER)
_UNIT = re.compile(r"[^\W\d]+|%|℃")
_LEDGER_WORDS = {
    "description": words.NOTE, "x-unit": words.UNIT, "title": words.LABEL,
    "x-unique": words.UNIQUE, "x-aliases": words.ALIASES, "x-check": words.CHECKS,
    "x-standing": words.STANDING,
}  # fmt: skip
_TOP_WORDS = {
    "x-title": words.TITLE, "description": words.NOTE, "x-fixed": words.FIXED,
    "x-checks": words.CHECKS, "x-review": REVIEWED, "x-page": PAGE_KEY,
}  # fmt: skip
_AHEAD, _BEHIND = ("x-title", "description", "x-page"), ("x-checks", "x-fixed", "x-review")
_OF_RECORD = frozenset("type properties required additionalProperties title".split())


def write_description(raw: Mapping[str, Any], name: str) -> tuple[str, list[str]]:
    """template.yaml of the schema of that template; and what of the schema it does not say.

    The text is read again and compared with the schema; what differs is named by its path.
    """
    try:
        schema = simplify_schema(raw, name)
        text = write_mapping(_Describer(raw, schema).describe())
    except Endless as endless:
        return "", [str(endless)]
    document, found = source.parse(text.encode(), f"{name}/template.yaml")
    if document is None:
        return text, [each.message() for each in found]
    again, problems = read_description(document)
    if problems:
        return text, [each.message() for each in problems]
    back = simplify_schema(source.strip_places(again.root), name)
    return text, list(list_differences(schema, back))


class _Describer:
    """Says in words what one schema asks. shared: what several columns are, by its name."""

    def __init__(self, raw: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
        self.schema = schema
        self.shared: dict[str, dict[str, Any]] = {}
        self.collect_shared(raw)

    def collect_shared(self, raw: Mapping[str, Any]) -> None:
        """What stands in $defs is shared, but for what one word says already."""
        for key, node in (raw.get("$defs") or {}).items():
            simple = simplify_schema({**node, "$defs": raw["$defs"]}, "")
            name = str(simple.pop("title", key))
            core = {word: value for word, value in simple.items() if word != "description"}
            is_plain = any(core == kind for kind in _KINDS.values())
            if not is_plain and simple.get("type") != "object" and name not in self.shared:
                self.shared[name] = simple

    def describe(self) -> dict[str, Any]:
        schema = self.schema
        properties = schema.get("properties", {})
        required = set(schema.get("required", ()))
        typed = [name for name, each in properties.items() if _is_typed(each)]
        sections = {
            words.ITEMS: self.write_items(typed),
            words.SHARED: {
                name: self.write_column(each, required=True, plain=True)
                for name, each in self.shared.items()
            },
            words.LEDGERS: {
                name: self.write_ledger(each, required=name in required)
                for name, each in properties.items()
                if _is_ledger(each)
            },
            words.FIGURES: write_forms(schema, typed),
        }
        return {
            **{_TOP_WORDS[each]: schema[each] for each in _AHEAD if each in schema},
            **{word: section for word, section in sections.items() if section},
            **{_TOP_WORDS[each]: schema[each] for each in _BEHIND if each in schema},
            **self.list_rest(),
        }

    def write_items(self, typed: Collection[str]) -> dict[str, Any]:
        """What is no ledger and no typed figure."""
        required = set(self.schema.get("required", ()))
        return {
            name: self.write_column(each, required=name in required)
            for name, each in self.schema.get("properties", {}).items()
            if name not in typed and not _is_ledger(each)
            if not (name == TEMPLATE_KEY and _is_usual(each) and name in required)
        }

    def list_rest(self) -> dict[str, Any]:
        handled = {*_TOP_WORDS, "properties", "required", "x-figures", "type"}
        rest = {word: value for word, value in self.schema.items() if word not in handled}
        if rest.get("additionalProperties") is False:
            del rest["additionalProperties"]
        elif "additionalProperties" not in rest:
            rest["additionalProperties"] = True
        return rest

    def write_ledger(self, keywords: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
        record = keywords["items"]
        said: dict[str, Any] = {}
        for keyword in ("title", "x-unit", "description", "x-aliases", "x-standing"):
            if keyword in keywords:
                said[_LEDGER_WORDS[keyword]] = keywords[keyword]
        if "title" in record:
            said[words.ROW] = record["title"]
        if required:
            said[words.NEEDED] = True
        said[words.COLUMNS] = self.write_columns(record)
        for keyword in ("x-unique", "x-check"):
            if keyword in keywords:
                said[_LEDGER_WORDS[keyword]] = keywords[keyword]
        handled = {*_LEDGER_WORDS, "type", "items"}
        more = {word: value for word, value in keywords.items() if word not in handled}
        return {**said, **self.write_record_rest(record), **more}

    def write_columns(self, record: Mapping[str, Any]) -> dict[str, Any]:
        needed = set(record.get("required", ()))
        return {
            name: self.write_column(each, required=name in needed)
            for name, each in record["properties"].items()
        }

    def write_record_rest(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """What a record needs together, and what else is asked of it."""
        rest = {word: value for word, value in record.items() if word not in _OF_RECORD}
        together = list(_write_together(rest))
        if "additionalProperties" not in record:
            rest["additionalProperties"] = True
        elif record["additionalProperties"] is not False:
            rest["additionalProperties"] = record["additionalProperties"]
        return {**({words.TOGETHER: together} if together else {}), **rest}

    def write_column(
        self, keywords: Mapping[str, Any], *, required: bool, plain: bool = False
    ) -> Any:
        """What a column takes; as short as can be. plain: no shared column is named in it."""
        if (group := _write_group(self, keywords)) is not None:
            return Flow({**group, **({} if required else {words.OPTIONAL: True})})
        shared = {} if plain else self.shared
        kinds = {word: kind for word, kind in _KINDS.items() if word not in shared}
        for word, base in [*shared.items(), *kinds.items()]:
            if _covers(base, keywords):
                rest = {k: v for k, v in keywords.items() if k not in base or base[k] != v}
                return _say_kind(word, rest, required=required)
        return _write_choices(keywords, required=required)


def _covers(base: Mapping[str, Any], keywords: Mapping[str, Any]) -> bool:
    """Whether all that the base asks is asked; its description may be another."""
    if "description" in base and "description" not in keywords:
        return False
    core = (word for word in base if word != "description")
    return all(word in keywords and keywords[word] == base[word] for word in core)


def _write_choices(keywords: Mapping[str, Any], *, required: bool) -> Any:
    """Choices, or a list of texts; all else in the words of JSON Schema."""
    kind, choices, items = (keywords.get(word) for word in ("type", "enum", "items"))
    if kind == "string" and _are_choices(choices):
        rest = {k: v for k, v in keywords.items() if k not in ("type", "enum")}
        return _say_choices(list(choices or ()), rest, required=required)
    if kind == "array" and isinstance(items, Mapping) and _are_texts(items):
        inner = {k: v for k, v in items.items() if k != "type"}
        outer = {k: v for k, v in keywords.items() if k not in ("type", "items")}
        return _say_kind(words.LIST, {**outer, **inner}, required=required)
    return Flow({**keywords, **({} if required else {words.OPTIONAL: True})})


def _simplify_kind(keywords: Mapping[str, Any]) -> dict[str, Any]:
    simple = dict(keywords)
    if simple.get("minLength") == 1:
        del simple["minLength"]
    return simple


_KINDS: dict[str, dict[str, Any]] = {
    word: _simplify_kind(words.KEYWORDS[word])
    for word in (
        words.YEAR, words.TICK, words.DATE, words.PICTURE, words.WORD_FILE, words.ROUGH,
        words.EITHER, words.INTEGER, words.NUMBER, words.TEXT,
    )
}  # fmt: skip
"""Kinds of values, the narrower ones first."""


def _is_typed(keywords: Mapping[str, Any]) -> bool:
    known = {"type", "x-kind", "x-unit", "description"}
    return keywords.get("x-kind") == "figure" and keywords.keys() <= known


def _is_ledger(keywords: Mapping[str, Any]) -> bool:
    items = keywords.get("items")
    record = items if isinstance(items, Mapping) else {}
    return keywords.get("type") == "array" and bool(record.get("properties"))


def _is_usual(keywords: Mapping[str, Any]) -> bool:
    return dict(keywords) == {"type": "string"}


def _are_choices(choices: Any) -> bool:
    return bool(choices) and all(isinstance(each, str) and each for each in choices)


def _are_texts(items: Mapping[str, Any]) -> bool:
    return items.get("type") == "string" and items.keys() <= {"type", *_IN_LISTS}


def _say_kind(word: str, rest: Mapping[str, Any], *, required: bool) -> Any:
    marks = [] if required else [words.OPTIONAL]
    unit = rest.get("x-unit")
    if rest.keys() == {"x-unit"} and word in _NUMBERS and _UNIT.fullmatch(str(unit)):
        marks = [str(unit), *marks]
        rest = {}
    if not rest:
        return f"{word}（{'，'.join(marks)}）" if marks else word
    is_text = word == words.TEXT
    return Flow({**({} if is_text else {words.KIND: word}), **_say_more(rest, required)})


def _say_choices(choices: list[str], rest: Mapping[str, Any], *, required: bool) -> Any:
    if not rest:
        return [*choices, *([] if required else [words.OPTIONAL])]
    return Flow({words.CHOICES: choices, **_say_more(rest, required)})


def _say_more(rest: Mapping[str, Any], required: bool) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for keyword in sorted(rest, key=_rank_keyword):
        value = rest[keyword]
        if keyword == "pattern":
            said[words.PATTERN] = shorten_pattern(str(value))
        elif keyword == "enum":
            said[words.CHOICES] = value
        else:
            said[_SAID_AS.get(keyword, keyword)] = value
    return {**({} if required else {words.OPTIONAL: True}), **said}


_RANKS = ("enum", "x-unit", "pattern", *words.LIMITS.values(), "default", "examples", "x-aliases")


def _rank_keyword(keyword: str) -> int:
    """What says the kind stands first, the description last."""
    if keyword == "description":
        return len(_RANKS) + 1
    return _RANKS.index(keyword) if keyword in _RANKS else len(_RANKS)


def _write_group(describer: _Describer, keywords: Mapping[str, Any]) -> dict[str, Any] | None:
    """A record in the record, or a list of them."""
    many = _is_ledger(keywords)
    record = keywords["items"] if many else keywords
    if record.get("type") != "object" or not isinstance(record.get("properties"), Mapping):
        return None
    if many and record.keys() - {"type", "properties", "required", "additionalProperties"}:
        return None
    columns = Flow(describer.write_columns(record))
    kind = {words.KIND: words.LIST} if many else {}
    handled = {*_OF_RECORD, "items"}
    rest = {k: v for k, v in keywords.items() if k not in handled or k == "title"}
    extra = describer.write_record_rest(record)
    if many and extra:
        return None
    more = {**rest, **{k: v for k, v in extra.items() if k not in rest}}
    return {**kind, words.COLUMNS: columns, **{_SAID_AS.get(k, k): v for k, v in more.items()}}


def _write_together(rest: dict[str, Any]) -> Iterator[str]:
    """采用 要填 题目, and the like; what is said so is taken out of the rest."""
    filled = rest.get("dependentRequired")
    if isinstance(filled, Mapping) and all(isinstance(each, list) for each in filled.values()):
        del rest["dependentRequired"]
        for column, needed in filled.items():
            yield f"{column} 要填 {'、'.join(map(str, needed))}"
    rules = rest.get("allOf") if "allOf" in rest else [rest]
    asked = [_read_rule(each) for each in rules or ()]
    if asked and all(asked):
        yield from filter(None, asked)
        for keyword in ("allOf",) if "allOf" in rest else ("if", "then"):
            del rest[keyword]


def _read_rule(rule: Mapping[str, Any]) -> str:
    """类别=甲、乙 要填 人数, where the rule says just that; else empty."""
    asked, then = rule.get("if"), rule.get("then")
    if not isinstance(asked, Mapping) or not isinstance(then, Mapping) or "else" in rule:
        return ""
    if asked.keys() != {"properties", "required"} or then.keys() != {"required"}:
        return ""
    [(column, condition), *others] = asked["properties"].items()
    values = condition.get("enum", ())
    if others or asked["required"] != [column] or condition.keys() != {"enum"} or not values:
        return ""
    return f"{column}={'、'.join(map(str, values))} 要填 {'、'.join(map(str, then['required']))}"
