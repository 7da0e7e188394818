"""Tests for drafter.schema.description.writing: a JSON Schema said as template.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import small
from drafter import schema, source
from drafter.schema.description.reading import read_description
from drafter.schema.description.simplifying import simplify_schema
from drafter.schema.description.writing import write_description

# What 0.1 shipped with its template.
SHIPPED = Path(__file__).parent / "specimens" / "schema-0.1.yaml"


def translated(raw: dict[str, Any]) -> str:
    text, lost = write_description(raw, "x")
    assert lost == [], text
    return text


def read_again(text: str) -> dict[str, Any]:
    document, found = source.parse(text.encode(), "x/template.yaml")
    assert document is not None
    assert found == []
    made, problems = read_description(document)
    assert problems == []
    raw: dict[str, Any] = source.strip_places(made.root)
    return raw


def test_nothing_of_the_shipped_schema_is_lost() -> None:
    raw = yaml.safe_load(SHIPPED.read_text("utf-8"))
    text = translated(raw)
    assert "日期: 日期（可不填）" in text
    assert "连带必填: [采用 要填 题目, 转报 要填 采用]" in text
    assert simplify_schema(read_again(text), "x") == simplify_schema(raw, "x")


def test_what_the_tests_schema_asks_can_be_said() -> None:
    text = translated(yaml.safe_load(small.SCHEMA))
    assert "additionalProperties: true" in text
    assert "  清单: 列表（可不填）" in text
    assert "  主任: {各栏: {电话: 文字（可不填）, 姓名: 文字（可不填）}," in text


def test_figures_are_said_in_their_forms() -> None:
    raw = {
        "type": "object", "additionalProperties": False, "required": ["模板", "户数"],
        "properties": {
            "模板": {"type": "string"},
            "户数": {"type": "string", "x-kind": "figure", "x-unit": "户"},
            "提案": {"type": "array", "x-unit": "件", "items": {
                "type": "object", "additionalProperties": False,
                "properties": {"结果": {"enum": ["已解决", "其他"]}, "人数": {"type": "integer"}}}},
        },
        "x-figures": {
            "督办": {"expression": "提案", "unit": "件"},
            "解决": {"expression": '提案|筛选(结果="已解决")', "unit": "件"},
            "占比": {"expression": "解决|占比(督办)", "unit": "%"},
            "人次": {
                "expression": '提案|筛选(结果=["已解决", "其他"])|合计("人数")', "unit": "人次",
            },
            "去向": {"expression": '提案|分组("结果")', "unit": "件"},
            "翻番": {"expression": "(提案|数量) * 2", "description": "说明"},
        },
        "x-checks": ["解决 = 督办"], "x-review": ["建党一百周年"],
    }  # fmt: skip
    lines = translated(raw).splitlines()
    assert lines[lines.index("指标:") + 1 :] == [
        "  督办: 提案",
        "  解决: 提案 其中 结果=已解决",
        "  占比: 解决 占 督办",
        "  人次: {取数: 提案 其中 结果=已解决、其他 合计 人数, 计量: 人次}",
        "  去向: 提案 按 结果",
        "  翻番: {取数: (提案|数量) * 2, 说明: 说明}",
        "  户数: 填写 户",
        "核对: [解决 = 督办]",
        "每年核对: [建党一百周年]",
    ]


@pytest.mark.parametrize(
    ("keywords", "path"),
    [
        ({"$ref": "#/properties/甲"}, "#/properties"),
        ({"type": "string", "enum": ["甲", "可不填"]}, "properties 甲"),
    ],
)
def test_what_cannot_be_said_is_named(keywords: dict[str, Any], path: str) -> None:
    _, lost = write_description({"type": "object", "properties": {"甲": keywords}}, "x")
    assert any(path in each for each in lost)


NAMES = st.text("甲乙丙丁日期数量类别其中合计可不填的按AB1", min_size=1, max_size=4).filter(
    str.isidentifier
)
TEXTS = st.text("甲乙 ，。：:#-[]{}\"'、（）1是否n|", min_size=1, max_size=6).filter(
    lambda text: text.strip() == text
)
NOTES = st.fixed_dictionaries(
    {}, optional={"description": TEXTS, "x-aliases": st.lists(TEXTS, max_size=2)}
)
PATTERNS = st.sampled_from(["^第[0-9]+号$", "a.*", "^a[.]b$"])
UNITS = st.sampled_from(["次", "%", "万元", "1 次"])
KINDS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({"type": "string"}),
    st.just({"type": "boolean"}),
    st.just({"type": "string", "x-kind": "date"}),
    st.just({"type": "string", "x-kind": "image"}),
    st.just({"type": "array", "items": {"type": "string"}}),
    st.builds(lambda pattern: {"type": "string", "pattern": pattern}, PATTERNS),
    st.builds(
        lambda choices: {"type": "string", "enum": choices},
        st.lists(TEXTS, min_size=1, max_size=3, unique=True),
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number"])},
        optional={"minimum": st.integers(-2, 2), "maximum": st.just(2.5), "x-unit": UNITS},
    ),
    st.just({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
)
COLUMNS = st.builds(lambda kind, notes: {**kind, **notes}, KINDS, NOTES)


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    def properties(values: st.SearchStrategy[Any]) -> dict[str, Any]:
        return draw(st.dictionaries(NAMES, values, min_size=1, max_size=4))

    def record() -> dict[str, Any]:
        fields = properties(COLUMNS)
        needed = draw(st.lists(st.sampled_from(sorted(fields)), unique=True))
        return {
            "type": "object",
            "properties": fields,
            "required": needed,
            "additionalProperties": False,
        }

    ledgers = {
        name: {"type": "array", "items": record(), **draw(NOTES)}
        for name in draw(st.lists(NAMES, unique=True, max_size=2))
    }
    made = record()
    own = {"模板": {"type": "string"}}
    return {
        **made,
        "properties": {**own, **made["properties"], **ledgers},
        "required": [*made["required"], "模板"],
    }


@given(schemas())
def test_a_schema_and_its_description_ask_the_same(raw: dict[str, Any]) -> None:
    if set(raw["required"]) & {n for n, each in raw["properties"].items() if "items" in each}:
        raw = {**raw, "required": ["模板"]}
    text, lost = write_description(raw, "x")
    if not lost:  # what differs is always named
        assert simplify_schema(read_again(text), "x") == simplify_schema(raw, "x")
    odd = {"可不填", "是", "否"}
    if not any(odd & set(map(str, each.get("enum", ()))) for each in _walk(raw)):
        assert lost == [], text


def _walk(node: Any) -> list[dict[str, Any]]:
    below = [*node.values()] if isinstance(node, dict) else node if isinstance(node, list) else []
    own = [node] if isinstance(node, dict) else []
    return [*own, *(found for each in below for found in _walk(each))]


def test_a_translated_schema_is_read_as_the_one_it_was(tmp_path: Path) -> None:
    text = translated(yaml.safe_load(small.SCHEMA))
    (tmp_path / "template.yaml").write_text(text, "utf-8")
    made, found = schema.read_schema(tmp_path / "template.yaml", "x/template.yaml")
    assert found == []
    assert made is not None
    assert made.root.fields["会议"].fields["类别"].choices == ("党组会议", "常委会会议")
