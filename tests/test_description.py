"""Tests for drafter.schema.description: template.yaml is read as the JSON Schema that it means."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import drafter
import small
from drafter import schema
from drafter.problems import Problem, TextPlace
from drafter.schema.description import words

OFFICE = """\
名称: "{{单位}}{{年度}}年总结"
项目: {单位: 文字, 年度: 年份, 学习教育: 文字（可不填）}
台账:
  提案:
    计量: 件
    各栏: {案由: 文字, 结果: [已解决, 正在解决, 规划], 采用: [省, 市, 可不填], 人数: 整数（人次）}
    不重复: [案由]
  会议:
    计量: 次
    各栏: {日期: 日期, 数量: 整数（可不填）}
"""


def read(folder: Path, text: str) -> tuple[schema.Schema | None, list[Problem]]:
    path = folder / "template.yaml"
    path.write_text(text, encoding="utf-8")
    return schema.read_schema(path, "总结/template.yaml")


def raw(folder: Path, text: str) -> Mapping[str, Any]:
    made, found = read(folder, text)
    assert made is not None, [each.message() for each in found]
    assert found == []
    return made.raw


def columns(folder: Path, lines: str) -> tuple[dict[str, Any], list[str]]:
    """The properties and needed names of a ledger with these columns."""
    text = f"台账:\n  册:\n    各栏:\n{lines}"
    items = raw(folder, text)["properties"]["册"]["items"]
    return items["properties"], items.get("required", [])


def test_a_description_is_the_schema_that_one_would_write(tmp_path: Path) -> None:
    made = raw(tmp_path, OFFICE)
    assert made["x-title"] == "{{单位}}{{年度}}年总结"
    assert made["required"] == ["模板", "单位", "年度"]
    assert list(made["properties"]) == ["模板", "单位", "年度", "学习教育", "提案", "会议"]
    assert made["properties"]["提案"] == {
        "title": "提案", "type": "array", "x-unit": "件", "x-unique": ["案由"],
        "items": {
            "title": "提案记录", "type": "object", "additionalProperties": False,
            "required": ["案由", "结果", "人数"],
            "properties": {
                "案由": {"title": "案由", "type": "string", "minLength": 1},
                "结果": {"title": "结果", "type": "string", "enum": ["已解决", "正在解决", "规划"]},
                "采用": {"title": "采用", "type": "string", "enum": ["省", "市"]},
                "人数": {"title": "人数", "type": "integer", "x-unit": "人次"},
            },
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["文字（可不填）", "文字(可不填)", "文字 可不填", "文字，选填", "文字（可 不填）",
     "文本（可以不填）", "可不填", "{类型: 文字, 可不填: 是}", "{可不填: }",
     "{类型: 文字, 必填: 否}", "text（optional）"],
)  # fmt: skip
def test_a_value_that_may_be_left_out_is_said_in_many_ways(written: str, tmp_path: Path) -> None:
    properties, required = columns(tmp_path, f"      题目: {written}")
    assert properties["题目"] == {"title": "题目", "type": "string", "minLength": 1}
    assert required == []


def test_a_mark_behind_the_name_says_it_too(tmp_path: Path) -> None:
    properties, required = columns(tmp_path, "      采用（可不填）: [省, 市]\n      题目: 文字")
    assert list(properties) == ["采用", "题目"]
    assert required == ["题目"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("整数（人次，最小 0，可不填）", {"type": "integer", "x-unit": "人次", "minimum": 0}),
        ("{类型: 整数, 计量: 件, 最小: 0}", {"type": "integer", "x-unit": "件", "minimum": 0}),
        ("{类型: 数字, 大于: 0.5}", {"type": "number", "exclusiveMinimum": 0.5}),
        ("{格式: 第×号}", {"type": "string", "minLength": 1, "pattern": "^第[0-9]+号$"}),
        ("{选项: [甲, 乙], 别名: 丙、丁}",
         {"type": "string", "enum": ["甲", "乙"], "x-aliases": ["丙", "丁"]}),
        ("日期", {"type": "string", "x-kind": "date"}),
        ("是", {"type": "string", "enum": ["是"]}),
        ("是否", {"type": "boolean"}),
        ("列表", {"type": "array", "items": {"type": "string", "minLength": 1}}),
        ("{类型: 列表, 选项: [甲, 乙], 最多: 2}",
         {"type": "array", "maxItems": 2,
          "items": {"type": "string", "minLength": 1, "enum": ["甲", "乙"]}}),
        ("{各栏: {姓名: 文字}}",
         {"type": "object", "required": ["姓名"], "additionalProperties": False,
          "properties": {"姓名": {"title": "姓名", "type": "string", "minLength": 1}}}),
        ("{type: string, maxLength: 8}", {"type": "string", "maxLength": 8}),
        ("{anyOf: [{type: string}, {type: integer}]}",
         {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
    ],
)  # fmt: skip
def test_a_column_says_what_it_takes(written: str, wanted: dict[str, Any], tmp_path: Path) -> None:
    properties, _ = columns(tmp_path, f"      栏: {written}")
    assert properties["栏"] == {"title": "栏", **wanted}


def test_columns_that_all_ledgers_have_are_described_once(tmp_path: Path) -> None:
    shared = "常用栏:\n  日期: {类型: 日期, 别名: [时间]}\n"
    text = f"{shared}台账:\n  册:\n    各栏: {{日期: 日期, 那天: 日期（可不填）}}"
    items = raw(tmp_path, text)["properties"]["册"]["items"]
    assert items["properties"]["那天"]["x-aliases"] == ["时间"]
    assert items["required"] == ["日期"]


def test_what_columns_need_together_is_said_in_words(tmp_path: Path) -> None:
    text = (
        "台账:\n  册:\n    各栏: {采用: 可不填, 题目: 可不填, 人数: 整数（可不填）}\n"
        "    连带必填: [采用 要填 题目, 采用=省、市 要填 人数]"
    )
    items = raw(tmp_path, text)["properties"]["册"]["items"]
    assert items["dependentRequired"] == {"采用": ["题目"]}
    assert items["if"] == {"properties": {"采用": {"enum": ["省", "市"]}}, "required": ["采用"]}
    assert items["then"] == {"required": ["人数"]}


FORMS: dict[str, tuple[str, str]] = {
    "提案": ("提案", "件"),
    "提案 其中 结果=已解决": ('提案|筛选(结果="已解决")', "件"),
    "提案其中结果 ＝ 已解决": ('提案|筛选(结果="已解决")', "件"),
    "提案 其中 结果=已解决、正在解决 且 采用": (
        '提案|筛选(结果=["已解决", "正在解决"])|筛选("采用")', "件",
    ),
    "提案 其中 结果=已解决或正在解决且采用=省": (
        '提案|筛选(结果=["已解决", "正在解决"])|筛选(采用="省")', "件",
    ),
    "提案 其中 结果≠已解决": ('提案|排除(结果="已解决")', "件"),
    "提案 其中 采用未填": ('提案|排除("采用")', "件"),
    "提案 其中 人数=3": ("提案|筛选(人数=3)", "件"),
    "提案 合计 人数": ('提案|合计("人数")', "人次"),
    "提案 其中 结果=已解决 合计 人数": ('提案|筛选(结果="已解决")|合计("人数")', "人次"),
    "提案 不同 案由": ('提案|取("案由")|数量', ""),
    "提案 按 结果": ('提案|分组("结果")', "件"),
    "提案 按 结果 从多到少": ('提案|分组("结果", order="数量")', "件"),
    "提案 的 案由": ('提案|取("案由")', ""),
    "甲 占 提案": ("甲|占比(提案)", "%"),
    "甲占提案": ("甲|占比(提案)", "%"),
    "甲 其中 采用=省": ('甲|筛选(采用="省")', "件"),
    "甲 + 会议": ("(甲|数量) + (会议|数量)", ""),
    "甲 加 甲": ("(甲|数量) + (甲|数量)", "件"),
    "提案|数量": ("提案|数量", ""),
    "'{{提案|数量}}'": ("提案|数量", ""),
    "'提案｜合计（\"人数\"）'": ('提案|合计("人数")', ""),
    "(提案|数量) * 2": ("(提案|数量) * 2", ""),
    "年度 - 1": ("年度 - 1", ""),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_figure_is_an_expression_of_the_template(form: str, tmp_path: Path) -> None:
    text = f"{OFFICE}指标:\n  甲: 提案 其中 结果=已解决\n  乙: {form}\n"
    expression, unit = FORMS[form]
    figure = raw(tmp_path, text)["x-figures"]["乙"]
    assert (figure["expression"], figure.get("unit", "")) == (expression, unit)


def test_a_figure_without_a_ledger_is_typed(tmp_path: Path) -> None:
    text = f"{OFFICE}指标:\n  走访: 填写 户\n  满意率: 填写 %（可不填）\n"
    made = raw(tmp_path, text)
    assert "x-figures" not in made
    assert made["properties"]["走访"] == {
        "title": "走访", "type": "string", "x-kind": "figure", "x-unit": "户",
    }  # fmt: skip
    assert "走访" in made["required"]
    assert "满意率" not in made["required"]


SLIPS: dict[str, tuple[str, str, int, str, str]] = {
    "不认识的词": ("名称: 甲\n台账本: {}", "D580", 2, "台账本", "台账"),
    "英文的词": ("名称: 甲\nledger: {}", "D580", 2, "ledger", "台账"),
    "写了两遍": ("固定: [甲1]\n固定说法: [乙2]", "D581", 2, "固定说法", "只留"),
    "台账没有换行": ("台账: [会议, 提案]", "D582", 1, "台账", "换行"),
    "台账没有栏": ("台账:\n  会议: {计量: 次}", "D582", 2, "会议", "各栏"),
    "固定不是清单": ("固定: {甲: 乙}", "D582", 1, "固定", "[甲, 乙]"),
    "类型打错": ("项目:\n  人数: 整书", "D583", 2, "整书", "整数"),
    "选项写成一段": ("项目:\n  类别: 党组会、座谈会", "D583", 2, "党组会", "[党组会, 座谈会]"),
    "方头括号": ("项目:\n  类别: 【甲，乙】", "D583", 2, "甲", "[甲, 乙]"),
    "栏名打错": (
        "台账:\n  册:\n    各栏: {日期: 日期}\n    不重复: [日其]", "D585", 4, "日其", "日期",
    ),
    "条件的栏打错": (f"{OFFICE}指标:\n  甲: 提案 其中 结课=已解决", "D585", 12, "结课", "结果"),
    "选项打错": (f"{OFFICE}指标:\n  甲: 提案 其中 结果=解决", "D586", 12, "解决", "已解决"),
    "没有条件": (f"{OFFICE}指标:\n  甲: 提案 其中", "D584", 12, "其中", "办理结果=已解决"),
    "合计文字": (f"{OFFICE}指标:\n  甲: 提案 合计 案由", "D584", 12, "案由", "人数"),
    "合计后面没有栏": (f"{OFFICE}指标:\n  甲: 提案 合计", "D584", 12, "合计", "一栏"),
    "看不懂": (f"{OFFICE}指标:\n  甲: 提案 里面 已解决的", "D584", 12, "里面", "其中"),
    "没有的台账": (f"{OFFICE}指标:\n  甲: 提按 其中 结果=已解决", "D585", 12, "提按", "提案"),
    "数上再挑": (
        f"{OFFICE}指标:\n  乙: 提案 合计 人数\n  甲: 乙 其中 结果=已解决", "D584", 13, "乙", "台账",
    ),
    "大于": (f"{OFFICE}指标:\n  甲: 提案 其中 人数>3", "D584", 12, "人数>3", "gt"),
    "连着写的话": (f"{OFFICE}指标:\n  甲: 提案，里面结果=已解决", "D584", 12, "提案", "其中"),
    "标签没有引号": ("名称: {{单位}}总结", "D582", 1, "名称", "引号"),
    "全角方括号": ("项目:\n  类别: ［甲，乙］", "D583", 2, "甲", "[甲, 乙]"),
    "空的指标": (f"{OFFICE}指标:\n  甲:", "D582", 12, "甲", "填写"),
    "连带写错": (
        "台账:\n  册:\n    各栏: {甲: 文字}\n    连带必填: [甲]", "D582", 4, "连带必填", "要填",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_at_its_line_with_what_to_write(name: str, tmp_path: Path) -> None:
    text, code, line, words, cure = SLIPS[name]
    made, [found] = read(tmp_path, text)
    assert made is None
    assert found.code == code
    assert isinstance(found.place, TextPlace)
    assert found.place.line == line
    assert words in found.message()
    assert cure in found.cure()


def described(folder: Path, template: str, text: str, data: str) -> Path:
    """A workspace whose template has a template.yaml."""
    home = small.workspace(folder, template, data)
    (home / "templates" / "x" / "schema.yaml").unlink()
    (home / "templates" / "x" / "template.yaml").write_text(text, encoding="utf-8")
    return home


DATA = "模板: x\n单位: 甲局\n年度: 2021\n提案:\n  - {案由: 修路, 结果: 已解决, 人数: 3}\n"


def test_a_report_is_made_by_a_template_yaml(tmp_path: Path) -> None:
    home = described(tmp_path, "{{单位}}办理提案{{提案|数量}}件。", OFFICE, DATA)
    made = drafter.generate("2021.yaml", here=home)
    assert made.path is not None
    assert made.path.name == "甲局2021年总结.docx"
    assert small.read_back(made.path.read_bytes())[0] == "甲局办理提案1件。"


def test_a_change_of_template_yaml_is_seen(tmp_path: Path) -> None:
    home = described(tmp_path, "{{单位}}办理提案{{提案|数量}}件。", OFFICE, DATA)
    drafter.generate("2021.yaml", here=home)
    file = home / "templates" / "x" / "template.yaml"
    file.write_text(OFFICE.replace("年总结", "年报告"), encoding="utf-8")
    made = drafter.generate("2021.yaml", here=home)
    assert made.path is not None
    assert made.path.name == "甲局2021年报告.docx"


def test_two_descriptions_of_one_template_are_refused(tmp_path: Path) -> None:
    home = described(tmp_path, "{{单位}}办理提案{{提案|数量}}件。", OFFICE, DATA)
    drafter.generate("2021.yaml", here=home)
    (home / "templates" / "x" / "schema.yaml").write_text(small.SCHEMA, encoding="utf-8")
    found = small.problems(lambda: drafter.generate("2021.yaml", here=home))
    assert [each.code for each in found] == ["D587"]


def test_every_word_and_every_form_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "template-yaml.md").read_text("utf-8")
    tables = (words.TOP_KEYS, words.LEDGER_KEYS, words.FIELD_KEYS, words.KINDS)
    for word in {word for table in tables for word in table.values()}:
        assert f"`{word}`" in page, word
    assert f"{words.FORMULA}: " in page
    for form in ("其中", "合计", "不同", "占", "按", "的", "填写", "且", "≠", "从多到少"):
        assert form in page.partition("## 指标怎么写")[2]


def test_the_documented_example_is_sound(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "template-yaml.md").read_text("utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    made = raw(tmp_path, example)
    assert made["properties"]["提案"]["items"]["required"] == ["案由", "承办单位", "办理结果"]
