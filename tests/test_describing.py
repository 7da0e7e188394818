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


RENAMED = """\
名称: "{{单位}}提案总结"
项目: {单位: 文字, 年度: 年份}
台账:
  提案:  # 一件一行
    计量: 件
    各栏: {案由: 文字, 结果: [已解决, 提案], 人数: 整数（人次）}
  会议: {计量: 次, 各栏: {日期: 日期}}
指标:
  已解决: 提案 其中 结果=已解决
  转提案: 提案 其中 结果=提案
  占比: 已解决 占 提案
  合计数: 提案|合计("人数")
核对: [已解决 + 转提案 = 提案]
"""
YEAR = """\
# 提案
模板: x
单位: 甲局
年度: 2021
提案:  # 提案
  - {案由: 修路, 结果: 提案, 人数: 3}
"""


def test_a_name_is_changed_everywhere_at_once(tmp_path: Path) -> None:
    template = (
        "{{单位}}提案{{提案|数量}}件，{% for 条 in 提案 %}{{条.案由}}{% endfor %}，{{转提案}}件"
        "[[提案？，占{{占比}}]]"
    )
    home = described(tmp_path, template, RENAMED, YEAR)
    before = drafter.generate("2021.yaml", here=home)
    folder = home / "templates" / "x"
    shown = drafter.rename_everywhere("提案", "督办", here=home)
    assert (folder / "template.yaml").read_text("utf-8") == RENAMED
    assert [each.name for each in shown.files] == ["template.docx", "template.yaml", "2021.yaml"]
    assert shown.tags == 3
    made = drafter.rename_everywhere("提案", "督办", do=True, here=home)
    assert len(made.backups) == 3
    text = (folder / "template.yaml").read_text("utf-8")
    assert text == (
        RENAMED.replace("  提案:  #", "  督办:  #").replace("已解决: 提案 其", "已解决: 督办 其")
        .replace("转提案: 提案 其", "转提案: 督办 其").replace("占 提案", "占 督办")
        .replace("合计数: 提案|", "合计数: 督办|").replace("= 提案]", "= 督办]")
    )  # fmt: skip
    assert (home / "data" / "2021.yaml").read_text("utf-8") == YEAR.replace("\n提案:", "\n督办:")
    after = drafter.generate("2021.yaml", here=home)
    assert before.path is not None
    assert after.path is not None
    assert small.read_back(after.path.read_bytes()) == small.read_back(before.path.read_bytes())


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("提案", "会议", "D592"), ("提案", "占比", "D592"), ("提案", "2021", "D592"),
     ("提案", "条", "D592"), ("提按", "督办", "D591"), ("年度", "督办", "D591")],
)  # fmt: skip
def test_a_name_that_will_not_do_is_refused(old: str, new: str, code: str, tmp_path: Path) -> None:
    template = "{{提案|数量}}{% for 条 in 提案 %}{{条.案由}}{% endfor %}"
    home = described(tmp_path, template, RENAMED, YEAR)
    [found] = small.problems(lambda: drafter.rename_everywhere(old, new, do=True, here=home))
    assert found.code == code
    assert (home / "data" / "2021.yaml").read_text("utf-8") == YEAR


def test_a_figure_is_renamed_in_split_runs(tmp_path: Path) -> None:
    template = "{{已**解决|约数**}}件{{上年.会议|数量}}{% raw %}{{会议}}{% endraw %}"
    home = described(tmp_path, template, RENAMED, YEAR)
    drafter.rename_everywhere("已解决", "办结", do=True, here=home)
    drafter.rename_everywhere("会议", "开会", do=True, here=home)
    file = home / "templates" / "x" / "template.docx"
    assert small.read_back(file.read_bytes())[0] == (
        "{{办结|约数}}件{{上年.开会|数量}}{% raw %}{{会议}}{% endraw %}"
    )
