"""The forms of 指标, 提案 其中 办理结果=已解决 and the like, as expressions of the template."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from drafter.problems import Phrase, find_nearest_word, join_words, phrase
from drafter.schema.description import words
from drafter.vocabulary import NO, YES

_SHARE, _AMONG, _AND, _BY, _LIST, _SUM, _KINDS_OF = "占", "其中", "且", "按", "的", "合计", "不同"
_ENDINGS = (_SUM, _KINDS_OF, _BY, _LIST)
_EQUAL, _UNEQUAL = "=", "≠"
_SIGNS = re.compile(r"\s*(≠|!=|！=|<>|＜＞|不等于|不是|==|＝|=|等于)\s*")
_UNLIKE = frozenset(("≠", "!=", "！=", "<>", "＜＞", "不等于", "不是"))
_EXPRESSION = re.compile(
    r"[|｜()（）{}\[\]\"'“”*%<>＜＞≥≤×÷/]|(?<!\s)-(?!\s)|\b(?:if|else|and|or|not)\b"
)
_RANGE = re.compile("[<>＜＞≥≤]")
_EMPTY = re.compile(r"(.+?)(?:未填|没填|为空|是空的|空着)")
_ANY_OF = re.compile(r"[、，,/]|或者|或")
_PLUS = re.compile(r"\s*([+＋]|(?<=\s)[-－—](?=\s)|加|减)\s*")


class Known(NamedTuple):
    """What the forms may name. ledgers: the columns of each, as JSON Schema. units: what each name
    is counted in. texts: the forms of all figures, as they are written."""

    ledgers: Mapping[str, Mapping[str, Any]]
    units: Mapping[str, str]
    texts: Mapping[str, str]

    def names(self) -> list[str]:
        return list(dict.fromkeys([*self.ledgers, *self.units, *self.texts]))


class Form(NamedTuple):
    """A figure in the template language.

    ledger: whose records it is, where it is records; else empty. is_typed: no expression, since
    the clerk types it.
    """

    expression: str
    unit: str = ""
    ledger: str = ""
    is_typed: bool = False


class Misread(Exception):
    """The form cannot be read: a problem's code, what is wrong, and what to write."""

    def __init__(self, code: str, name: str, hint: str | Phrase) -> None:
        self.code = code
        self.name = name
        self.hint = hint
        super().__init__(code)


def read_form(text: str, known: Known, within: tuple[str, ...] = ()) -> Form:
    """What the form means. Raises Misread.

    within: the figures whose forms are being read, so that a circle ends.
    """
    plain = " ".join(_unwrap(text).split())
    if plain.startswith(words.FILLED_IN):
        return Form("", plain.removeprefix(words.FILLED_IN).strip(), is_typed=True)
    name, rest = _split_name(plain, known)
    if not rest and (name in known.ledgers or name.isidentifier()):
        return _read_name(name, known, within)
    word = next((each for each in (_SHARE, _AMONG, *_ENDINGS) if rest.startswith(each)), "")
    if word == _SHARE:
        return _read_share(name, rest.removeprefix(_SHARE).strip(), known, within)
    if word:
        return _read_selection(name, rest, known, within)
    if not _EXPRESSION.search(plain) and len(_PLUS.split(plain)) > 1:
        return _read_sum(plain, known, within)
    if _EXPRESSION.search(plain) or not re.search(r"[\s=＝≠，。；：、]", plain):
        return Form(plain)
    raise Misread("D584", text, _name_forms(name, known))


def _unwrap(text: str) -> str:
    """The form without the braces of a tag, its signs as the template language has them."""
    plain = text.strip()
    for opening, closing in (("{{", "}}"), ("｛｛", "｝｝")):
        if plain.startswith(opening) and plain.endswith(closing):
            plain = plain[2:-2].strip()
    if "｜" in plain or "|" in plain:
        plain = plain.translate(str.maketrans("｜（）", "|()"))
    return plain


def _name_forms(name: str, known: Known) -> Phrase:
    """The forms, or the name that was surely meant."""
    near = "" if name in known.names() else find_nearest_word(name, known.names(), least=0.6)
    return phrase("template.near" if near else "template.forms", hint=near)


def _split_name(text: str, known: Known) -> tuple[str, str]:
    """The name at the beginning, and the rest; a blank may lack behind a name that is known."""
    first, _, rest = text.partition(" ")
    if first in known.names() or rest.startswith((_SHARE, _AMONG, *_ENDINGS)):
        return first, rest.strip()
    for name in sorted(known.names(), key=len, reverse=True):
        after = first.removeprefix(name)
        shares = after.startswith(_SHARE) and after.removeprefix(_SHARE) in known.names()
        if after != first and (shares or after.startswith((_AMONG, *_ENDINGS))):
            return name, f"{after} {rest}".strip()
    return first, rest.strip()


def _read_name(name: str, known: Known, within: tuple[str, ...]) -> Form:
    """A ledger, an item, another figure, or a name that nothing has (which is told elsewhere)."""
    if name in known.ledgers:
        return Form(name, known.units.get(name, ""), name)
    if name in known.texts and name not in within:
        below = read_form(known.texts[name], known, (*within, name))
        return Form(name, below.unit, below.ledger)
    return Form(name, known.units.get(name, ""))


def _read_share(part: str, whole: str, known: Known, within: tuple[str, ...]) -> Form:
    if not whole or " " in whole:
        raise Misread("D584", f"{part} {_SHARE} {whole}".strip(), phrase("template.share"))
    return Form(f"{part}|占比({whole})", "%")


def _read_sum(text: str, known: Known, within: tuple[str, ...]) -> Form:
    """甲 + 乙 - 丙: of records their number."""
    pieces = _PLUS.split(text)
    terms = [_read_name(each.strip(), known, within) for each in pieces[::2]]
    if not all(term.expression for term in terms):
        raise Misread("D584", text, phrase("template.forms"))
    signs = ["+" if sign.strip() in ("+", "＋", "加") else "-" for sign in pieces[1::2]]
    parts = [f"({t.expression}|数量)" if t.ledger else t.expression for t in terms]
    units = {term.unit for term in terms}
    joined = "".join(f" {sign} {part}" for sign, part in zip(signs, parts[1:], strict=True))
    return Form(parts[0] + joined, units.pop() if len(units) == 1 else "")


def _read_selection(name: str, rest: str, known: Known, within: tuple[str, ...]) -> Form:
    """提案 其中 甲=乙 且 丙 合计 人数."""
    base = _read_base(name, known, within)
    columns = known.ledgers.get(base.ledger, {})
    chain, ending, column = base.expression, "", ""
    while rest:
        word = next(each for each in (_AMONG, *_ENDINGS, "") if rest.startswith(each))
        if not word or ending:
            raise Misread("D584", f"{name} {rest}", phrase("template.forms"))
        rest = rest.removeprefix(word).strip()
        if word == _AMONG:
            condition, rest = _cut_condition(rest, columns)
            chain += "".join(_read_condition(each, base.ledger, columns) for each in condition)
        else:
            ending = word
            column, _, order = rest.partition(" ")
            rest = ""
    if not ending:
        return Form(chain, base.unit, base.ledger)
    if not column:
        raise Misread("D584", f"{name} … {ending}", phrase("template.column", word=ending))
    _require_column(column, base.ledger, columns)
    return _end_form(chain, base, ending, column, order, columns)


def _read_base(name: str, known: Known, within: tuple[str, ...]) -> Form:
    """The records that a form begins with: a ledger's, or what a figure chose of one."""
    if name in known.ledgers:
        return Form(name, known.units.get(name, ""), name)
    if name in known.texts and name not in within:
        below = read_form(known.texts[name], known, (*within, name))
        if below.ledger:
            return Form(name, below.unit, below.ledger)
        if below.is_typed or not _EXPRESSION.search(known.texts[name]):
            raise Misread("D584", name, phrase("template.records", name=name))
    elif name not in known.texts:
        near = find_nearest_word(name, [*known.ledgers, *known.texts])
        raise Misread("D585", name, near or join_words(known.ledgers))
    return Form(name)


def _end_form(
    chain: str, base: Form, ending: str, column: str, order: str, columns: Mapping[str, Any]
) -> Form:
    keywords = columns.get(column, {})
    named = json.dumps(column, ensure_ascii=False)
    if ending == _SUM:
        if keywords and keywords.get("type") not in ("integer", "number", None):
            names = join_words(name for name, each in columns.items() if _is_number(each))
            raise Misread("D584", f"{_SUM} {column}", phrase("template.numbers", names=names))
        return Form(f"{chain}|合计({named})", str(keywords.get("x-unit", "")))
    if ending == _KINDS_OF:
        return Form(f"{chain}|取({named})|数量")
    if ending == _LIST:
        return Form(f"{chain}|取({named})")
    most_first = order.replace(" ", "") in ("从多到少", "多的在前")
    if order and not most_first:
        raise Misread("D584", order, phrase("template.order"))
    largest = ', order="数量"' if most_first else ""
    return Form(f"{chain}|分组({named}{largest})", base.unit)


def _is_number(keywords: Mapping[str, Any]) -> bool:
    return keywords.get("type") in ("integer", "number")


def _cut_condition(text: str, columns: Mapping[str, Any]) -> tuple[list[str], str]:
    """The conditions behind 其中, and what follows them."""
    tight = _SIGNS.sub(lambda sign: _UNEQUAL if sign[1] in _UNLIKE else _EQUAL, text)
    tight = re.sub(r"\s*(、|或者|或)\s*", r"\1", tight)
    parts = tight.split(" ")
    conditions: list[str] = []
    while parts:
        conditions.append(parts.pop(0))
        if not parts or parts[0] not in (_AND, "并且", "而且", "同时", "、"):
            break
        parts.pop(0)
    return [each for one in conditions for each in _split_joined(one, columns)], " ".join(parts)


def _split_joined(condition: str, columns: Mapping[str, Any]) -> list[str]:
    """类别=培训且人数=3 without blanks, where a column begins behind 且."""
    pieces = condition.split(_AND)
    if len(pieces) > 1 and all(_cut_column(piece) in columns for piece in pieces):
        return pieces
    return [condition]


def _cut_column(condition: str) -> str:
    return re.split(f"[{_EQUAL}{_UNEQUAL}]", condition)[0]


def _read_condition(condition: str, ledger: str, columns: Mapping[str, Any]) -> str:
    """A filter that keeps the records that meet the condition."""
    if not condition:
        raise Misread("D584", _AMONG, phrase("template.condition"))
    if _RANGE.search(condition):
        raise Misread("D584", condition, phrase("template.range"))
    column = _cut_column(condition)
    sign = condition[len(column) : len(column) + 1]
    if not sign:
        empty = _EMPTY.fullmatch(column)
        filled = column if empty is None or column in columns else empty[1]
        _require_column(filled, ledger, columns)
        return (
            f"|{'筛选' if filled == column else '排除'}({json.dumps(filled, ensure_ascii=False)})"
        )
    _require_column(column, ledger, columns)
    if not column.isidentifier():
        raise Misread("D584", condition, phrase("template.identifier", name=column))
    text = condition[len(column) + 1 :]
    if not text:
        raise Misread("D584", condition, phrase("template.condition"))
    values = _read_values(text, column, columns.get(column, {}))
    written = values[0] if len(values) == 1 else f"[{', '.join(values)}]"
    return f"|{'筛选' if sign == _EQUAL else '排除'}({column}={written})"


def _require_column(column: str, ledger: str, columns: Mapping[str, Any]) -> None:
    if columns and column not in columns:
        hint = find_nearest_word(column, columns) or join_words(columns)
        raise Misread("D585", column, hint)


def _read_values(text: str, column: str, keywords: Mapping[str, Any]) -> list[str]:
    choices = [str(each) for each in keywords.get("enum", ())]
    unquoted = re.sub("^[“\"'‘](.*)[”\"'’]$", r"\1", text)
    parts = [unquoted] if unquoted in choices or unquoted != text else _ANY_OF.split(text)
    return [_read_value(part.strip(), column, keywords, choices) for part in parts if part.strip()]


def _read_value(value: str, column: str, keywords: Mapping[str, Any], choices: list[str]) -> str:
    if choices and value not in choices:
        raise Misread("D586", value, find_nearest_word(value, choices) or join_words(choices))
    if keywords.get("type") == "boolean" and value in (YES, NO):
        return "true" if value == YES else "false"
    if _is_number(keywords):
        if not re.fullmatch(r"-?\d+(\.\d+)?", value):
            raise Misread("D584", f"{column}={value}", phrase("template.digits"))
        return value
    if keywords.get("x-kind") == "date":
        raise Misread("D584", f"{column}={value}", phrase("template.date"))
    return json.dumps(value, ensure_ascii=False)


def list_expressions(forms: Iterable[Form]) -> list[str]:
    """What the forms compute."""
    return [form.expression for form in forms if not form.is_typed]
