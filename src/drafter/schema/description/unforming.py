"""Figures of a schema in the forms of 指标, where a form means just the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from drafter.schema.description import words
from drafter.schema.description.forms import Form, Known, Misread, read_form
from drafter.schema.description.layout import Flow

_NAME = r"[^\W\d]\w*"
_STRING = r'"[^"\\]*"'
_VALUE = rf"(?:{_STRING}|-?\d+(?:\.\d+)?|\[{_STRING}(?:, {_STRING})*\])"
_PICKS = re.compile(rf"\|(筛选|排除)\((?:({_STRING})|({_NAME})=({_VALUE}))\)")
_ENDS = {
    re.compile(rf"\|合计\(({_STRING})\)"): "合计",
    re.compile(rf"\|取\(({_STRING})\)\|数量"): "不同",
    re.compile(rf"\|取\(({_STRING})\)"): "的",
    re.compile(rf"\|分组\(({_STRING})\)"): "按",
}
_SHARE = re.compile(rf"({_NAME})\|占比\(({_NAME})\)")


def write_forms(schema: Mapping[str, Any], typed: Collection[str]) -> dict[str, Any]:
    """What stands under 指标: each figure by its name, those that are typed too."""
    properties = schema.get("properties", {})
    figures = schema.get("x-figures", {})
    required = schema.get("required", ())
    known = _know_names(properties, {name: each["expression"] for name, each in figures.items()})
    forms = {name: _write_figure(each, known, name) for name, each in figures.items()}
    return {**forms, **{name: _write_typed(properties[name], name in required) for name in typed}}


def _know_names(properties: Mapping[str, Any], texts: Mapping[str, str]) -> Known:
    ledgers = {
        name: each["items"]["properties"]
        for name, each in properties.items()
        if each.get("type") == "array" and "properties" in each.get("items", {})
    }
    units = {name: str(each.get("x-unit", "")) for name, each in properties.items()}
    return Known(ledgers, units, texts)


def _write_typed(keywords: Mapping[str, Any], required: bool) -> Any:
    unit = str(keywords.get("x-unit", ""))
    form = " ".join(filter(None, (words.FILLED_IN, unit)))
    form += "" if required else f"（{words.OPTIONAL}）"
    if "description" in keywords:
        return Flow({words.FORMULA: form, words.NOTE: keywords["description"]})
    return form


def _write_figure(figure: Mapping[str, str], known: Known, name: str) -> Any:
    expression, unit = figure["expression"], figure.get("unit", "")
    guesses = [each for each in (_guess_form(expression), expression) if each]
    read = {each: _read_form(each, known, name) for each in guesses}
    text = next((each for each in guesses if read[each].expression == expression), expression)
    more: dict[str, Any] = {}
    if read[text].unit != unit:
        more[words.UNIT] = unit
    if "description" in figure:
        more[words.NOTE] = figure["description"]
    return Flow({words.FORMULA: text, **more}) if more else text


def _read_form(form: str, known: Known, name: str) -> Form:
    try:
        return read_form(form, known, (name,))
    except Misread:
        return Form("")


def _guess_form(expression: str) -> str:
    if share := _SHARE.fullmatch(expression):
        return f"{share[1]} 占 {share[2]}"
    terms = re.split(r" ([+-]) ", expression)
    if len(terms) > 1:
        plain = [re.sub(rf"\(({_NAME})\|数量\)", r"\1", each) for each in terms]
        return " ".join(plain)
    begin = re.match(_NAME, expression)
    if begin is None:
        return ""
    rest = expression[begin.end() :]
    conditions: list[str] = []
    while pick := _PICKS.match(rest):
        conditions.append(_write_condition(pick))
        rest = rest[pick.end() :]
    among = f" 其中 {' 且 '.join(conditions)}" if conditions else ""
    if not rest:
        return f"{begin[0]}{among}"
    for pattern, word in _ENDS.items():
        if end := pattern.fullmatch(rest):
            return f"{begin[0]}{among} {word} {end[1][1:-1]}"
    return ""


def _write_condition(pick: re.Match[str]) -> str:
    keeps = pick[1] == "筛选"
    if pick[2]:
        return pick[2][1:-1] + ("" if keeps else "未填")
    values = "、".join(each.strip('"') for each in re.findall(rf"{_STRING}|-?\d[\d.]*", pick[4]))
    return f"{pick[3]}{'=' if keeps else '≠'}{values}"
