"""Tests for drafter.schema.read: slips in a schema.yaml are told at their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import schema, source
from drafter.problems import Problem, TextPlace

SLIPS: dict[str, tuple[str, str, int, str, str]] = {
    "必填的项没有": (
        "required: [领衔]\nproperties: {领衔人: {type: string}}", "D346", 1, "领衔", "领衔人",
    ),
    "台账里必填的项没有": (
        "properties:\n  提案:\n    type: array\n    items:\n      required: [日期, 案由]\n"
        "      properties: {日期: {type: string}}",
        "D346", 5, "案由", "日期",
    ),
    "中文的种类": ("properties:\n  甲: {type: string, x-kind: 日期}", "D347", 2, "日期", "date"),
    "中文的图片": ("properties:\n  甲: {type: string, x-kind: 图片}", "D347", 2, "图片", "image"),
    "打错的种类": ("properties:\n  甲: {x-kind: dates}", "D347", 2, "dates", "date"),
    "别的种类": ("properties:\n  甲: {x-kind: 3}", "D347", 2, "3", "date、image、document"),
    "单位打错": ("properties:\n  甲: {type: array, x-uint: 件}", "D348", 2, "x-uint", "x-unit"),
    "项打错": ("propertys:\n  甲: {type: string}", "D348", 1, "propertys", "properties"),
    "必填打错": ("requird: [甲]\nproperties: {甲: {}}", "D348", 1, "requird", "required"),
    "在anyOf里打错": ("anyOf: [{titel: 甲}]", "D348", 1, "titel", "title"),
    "类型打错": ("properties:\n  甲: {type: arry}", "D308", 2, "甲 type", "array object"),
    "日期的写法": ("properties:\n  甲: {type: string, format: 日期}", "D347", 2, "format", "date"),
    "选项写成一段": (
        "properties:\n  甲:\n    enum: 视察、调研", "D242", 3, "enum", "enum: [视察, 调研]",
    ),
    "必填写在项里": (
        "properties:\n  甲: {type: string, required: true}", "D242", 2, "required", "[甲]，写在",
    ),
    "组里有条": (
        "properties:\n  会议:\n    type: object\n    items: {properties: {甲: {type: string}}}",
        "D243", 4, "items", "array",
    ),
    "列表里有项": (
        "properties:\n  会议:\n    type: array\n    properties: {甲: {type: string}}",
        "D243", 4, "properties", "items:",
    ),
    "什么项也没有": ("单位: {type: string}", "D244", 1, "properties", "properties:"),
    "项写在外面": (
        "properties:\n  甲: {type: string}\n乙: {type: string}", "D252", 3, "乙", "properties:",
    ),
    "条里没有properties": (
        "properties:\n  会议:\n    type: array\n    items: {甲: {type: string}, 乙: {}}",
        "D252", 4, "甲", "properties:",
    ),
    "不是说明": ("properties:\n  甲: 文字", "D308", 2, "甲", "string"),
    "不重复的项没有": (
        "properties:\n  提案:\n    type: array\n    x-unique: [编码]\n"
        "    items: {properties: {编号: {type: string}}}",
        "D346", 4, "编码", "编号",
    ),
}  # fmt: skip
"""Slips that stop a template: schema, code, line, words of the message, words of the cure."""


def read(folder: Path, text: str) -> tuple[schema.Schema | None, list[Problem]]:
    path = folder / "schema.yaml"
    path.write_text(text, encoding="utf-8")
    return schema.read_schema(path, "schema.yaml")


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_refused_at_its_line_with_what_to_write(name: str, tmp_path: Path) -> None:
    text, code, line, words, cure = SLIPS[name]
    made, [found] = read(tmp_path, text)
    assert made is None
    assert found.code == code
    assert isinstance(found.place, TextPlace)
    assert found.place.line == line
    assert words in found.message()
    assert cure in found.cure()


def test_a_full_width_comma_in_a_list_is_pointed_out(tmp_path: Path) -> None:
    made, [found] = read(tmp_path, "properties:\n  甲: {enum: [主席，副主席]}")
    assert made is not None
    assert (found.code, found.severity.value) == ("D349", "warning")
    assert found.place.to_text("zh") == "schema.yaml:2:14"
    _, both = read(tmp_path, "required: [甲，乙]\nproperties: {甲: {}, 乙: {}}")
    assert [each.code for each in both] == ["D349", "D346"]


@pytest.mark.parametrize(
    "text",
    [
        'properties: {甲: {enum: ["主席，副主席"]}}', "properties: {甲: {enum: [甲、乙]}}",
        "properties:\n  甲:\n    enum:\n      - 是，否", "x-注: 说明\nx-order: 3",
        "properties: {requird: {type: string}, format: {type: string}}",
        "$defs: {propertys: {type: string}}", "then: {required: [甲]}\nif: {required: [乙]}",
        "properties: {甲: {}}\nallOf: [{properties: {乙: {}}}]\nrequired: [乙]",
        "properties: {甲: {}}\nanyOf: [{required: [甲]}]", "required: [甲]",
        "properties: {甲: {const: {requird: 1}, default: {titel: 2}}}",
        "properties: {甲: {type: string, format: date-time}, 乙: {type: [string, 'null']}}",
        "properties: {甲: {type: string, markdownDescription: 甲, x-order: 1}}",
        "allOf: [{properties: {甲: {type: string}}}]",
    ],
)  # fmt: skip
def test_what_is_no_slip_is_let_pass(text: str, tmp_path: Path) -> None:
    made, found = read(tmp_path, text)
    assert made is not None
    assert found == []


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    _, found = read(tmp_path, "x-titel: 甲\nproperties:\n  甲: {x-kind: 日期, type: arry}")
    assert [each.code for each in found] == ["D348", "D347", "D308"]


def test_the_title_knows_its_place(tmp_path: Path) -> None:
    made, _ = read(tmp_path, 'type: object\nx-title: "总结"')
    assert made is not None
    assert (made.title, made.title_place.line, made.title_place.column) == ("总结", 2, 10)
    made, _ = read(tmp_path, "type: object")
    assert made is not None
    assert (made.title, made.title_place.line) == ("", 1)


def test_a_keyword_like_no_other_is_named_but_stops_nothing(tmp_path: Path) -> None:
    made, found = read(tmp_path, "properties:\n  甲: {type: string, 必填: true, abc: 1}")
    assert made is not None
    assert [(each.code, each.place.to_text("zh")) for each in found] == [
        ("D245", "schema.yaml:2:21"), ("D245", "schema.yaml:2:31"),
    ]  # fmt: skip
    assert "required" in found[0].cure()


def test_every_misspelt_type_is_told_at_its_line(tmp_path: Path) -> None:
    _, found = read(
        tmp_path, "properties:\n  甲: {type: 文字}\n  乙: {type: [strng]}\n  丙: {type: int}"
    )
    assert [(each.code, each.place.to_text("zh")) for each in found] == [
        ("D308", "schema.yaml:2:13"), ("D308", "schema.yaml:3:14"), ("D308", "schema.yaml:4:13"),
    ]  # fmt: skip


def test_the_format_date_is_a_date_as_x_kind_is(tmp_path: Path) -> None:
    made, found = read(
        tmp_path, "properties:\n  甲: {type: string, format: date}\n  乙: {format: date}"
    )
    assert made is not None
    assert found == []
    assert [each.kind for each in made.root.fields.values()] == ["date", "date"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[甲，乙]", ["甲，乙"]), ("[甲, 乙、丙]", ["乙、丙"]),
        ("\n  - 【甲，乙】", ["【甲，乙】"]),
        ("['甲，乙']", []), ("[甲, 乙]", []), ("\n  - 甲，乙", []), ("\n  - 【通知】甲，乙", []),
        ("[研究资金和人员、场地]", []),
    ],
)  # fmt: skip
def test_names_in_a_row_that_count_as_one_entry_are_pointed_out(
    written: str, told: list[str], tmp_path: Path
) -> None:
    made, _ = read(tmp_path, "properties: {名单: {type: array, items: {type: string}}}")
    assert made is not None
    document, _ = source.parse(f"名单: {written}\n".encode(), "2021.yaml")
    assert document is not None
    found = schema.check_data(document, made)
    assert [str(dict(each.values)["text"]) for each in found] == told
    assert {each.code for each in found} <= {"D349"}
