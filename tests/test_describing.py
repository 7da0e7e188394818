"""Tests for drafter.commands.describing: translating a schema, renaming, ledgers from figures."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

import drafter
import small
from test_description import DATA, OFFICE, described


def test_a_schema_is_translated_and_the_data_point_to_the_new_one(tmp_path: Path) -> None:
    pointer = "# yaml-language-server: $schema=../templates/x/schema.yaml\n"
    home = small.workspace(tmp_path, "{{单位}}开会{{会议|数量}}次", pointer + small.DATA.lstrip())
    before = drafter.generate("2021.yaml", here=home)
    made = drafter.template_convert("x", here=home)
    folder = home / "templates" / "x"
    assert not (folder / "schema.yaml").exists()
    assert made.backup.read_text("utf-8") == small.SCHEMA
    assert "  会议:\n    计量: 次\n" in made.path.read_text("utf-8")
    data = (home / "data" / "2021.yaml").read_text("utf-8")
    assert data == pointer.replace("schema.yaml", "schema.json") + small.DATA.lstrip()
    after = drafter.generate("2021.yaml", here=home)
    assert before.path is not None
    assert after.path is not None
    assert small.read_back(after.path.read_bytes()) == small.read_back(before.path.read_bytes())
    assert [
        each.code for each in small.problems(lambda: drafter.template_convert("x", here=home))
    ] == ["D588"]


def test_a_schema_of_which_something_would_be_lost_is_left_alone(tmp_path: Path) -> None:
    odd = small.SCHEMA.replace("备注: {type: string}", "备注: {enum: [是, 可不填]}")
    home = small.workspace(tmp_path, "甲", schema=odd)
    [found] = small.problems(lambda: drafter.template_convert("x", here=home))
    assert found.code == "D589"
    assert "备注" in found.message()
    assert sorted(each.name for each in (home / "templates" / "x").iterdir()) == [
        "schema.yaml", "template.docx",
    ]  # fmt: skip


def test_editors_get_a_json_schema_of_each_template_yaml(tmp_path: Path) -> None:
    text = OFFICE + "指标:\n  户数: 填写 户\n"
    home = described(tmp_path, "{{单位}}走访{{户数}}户", text, DATA + "户数: 200余\n")
    assert drafter.template_check("x", here=home) == []
    made = json.loads((home / "templates" / "x" / "schema.json").read_text("utf-8"))
    validator = jsonschema_rs.Draft202012Validator(made)
    fits = {"模板": "x", "单位": "甲", "年度": 2021, "户数": 3}
    assert validator.is_valid(fits)
    assert validator.is_valid({**fits, "户数": "200余", "会议": [{"日期": "2021年3月5日"}]})
    assert not validator.is_valid({**fits, "会议": [{"日期": "三月"}]})


@pytest.mark.parametrize("name", ["提案工作总结"])
def test_a_new_template_is_described_in_plain_words(name: str, tmp_path: Path) -> None:
    home = small.workspace(tmp_path, "甲")
    folder = drafter.template_new(name, here=home)
    assert sorted(each.name for each in folder.iterdir()) == [
        "schema.json", "template.docx", "template.yaml",
    ]  # fmt: skip
    assert drafter.template_check(name, here=home) == []
    made = drafter.new(2023, template=name, here=home)
    assert "会议:" in made.path.read_text("utf-8")


def test_what_the_wording_says_is_to_be_confirmed_each_year(tmp_path: Path) -> None:
    text = OFFICE + "每年核对: [庆祝建党一百周年, 十四五开局]\n"
    home = described(tmp_path, "{{单位}}庆祝建党一百周年，十四五开局。", text, DATA)
    made = drafter.new(2022, here=home)
    asked = "# 每年核对：庆祝建党一百周年  # 沿用2021年，待确认\n"
    new = made.path.read_text("utf-8")
    assert new.endswith(f"{asked}# 每年核对：十四五开局  # 沿用2021年，待确认\n")
    assert ("每年核对", 2) in made.carried
    found = drafter.generate("2022.yaml", here=home).problems
    assert [each.code for each in found if each.code == "D491"] == ["D491"]
    settled = new.replace("  # 沿用2021年，待确认", "")
    made.path.write_text(settled, encoding="utf-8")
    found = drafter.generate("2022.yaml", here=home).problems
    assert [each.code for each in found if each.code == "D491"] == []
    later = drafter.new(2023, here=home).path.read_text("utf-8")
    assert later.count("庆祝建党一百周年") == 1
    assert later.count("沿用2022年，待确认") >= 2
