"""A ledger's column renamed: in the template, its figures and all years' data, or not at all."""

from __future__ import annotations

from pathlib import Path

import docx as python_docx
import pytest

import drafter
from drafter.commands.describing.columns import rename_column
from small import problems, workspace

TEMPLATE = """
{{ 单位 }}开会{{ 会议|筛选(类别="党组会议")|数量 }}次，共{{ 人次 }}人次
{{ 会议|合计("件数") }}件，{{ 会议|取("主题")|列举 }}
{%p for m in 会议|排序("日期") %}
{{ m.日期 }}{{ m["主题"] }}{% if m.类别 == "类别" %}甲{% endif %}
{%p endfor %}
{%p for 名, 数 in 会议|分组("类别") %}
{{ 名 }}{{ 数 }}次
{%p endfor %}
{%p for m in 信息 %}
{{ m.主题 }}
{%p endfor %}
"""
DESCRIPTION = """名称: "{{单位}}总结"
项目: {单位: 文字}
常用栏:
  件数: {类型: 整数, 计量: 件}
台账:
  会议:
    不重复: 主题
    各栏:
      日期: 日期  # 哪一天
      类别: [党组会议, 常委会会议, 类别]
      主题: 文字
      人数: 整数
      件数:
  信息:
    各栏: {主题: 文字}
指标:
  人次: 会议 合计 人数
  党组: 会议 其中 类别=党组会议
核对:
  - 党组 = 党组
"""
DATA = """模板: x
单位: 甲
会议:
  - {日期: 2021-03-05, 类别: 党组会议, 主题: 主题, 人数: 3, 件数: 2}  # 主题不动
  - 类别: 类别
    日期: 2021-03-06
    主题: 二
    人数: 4
    件数: 5
信息: [{主题: 丙}]
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    workspace(tmp_path, TEMPLATE, data=DATA)
    folder = tmp_path / "templates" / "x"
    (folder / "schema.yaml").unlink()
    (folder / "template.yaml").write_text(DESCRIPTION, encoding="utf-8")
    return tmp_path


def read_page(office: Path) -> str:
    path = drafter.generate("2021.yaml", here=office).path
    assert path is not None
    return "\n".join(each.text for each in python_docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("old", ["类别", "主题", "日期", "人数", "件数"])
def test_a_column_is_renamed_everywhere_and_the_page_stays(office: Path, old: str) -> None:
    before = read_page(office)
    rename_column("会议", old, "新名", here=office)
    assert read_page(office) == before
    data = (office / "data" / "2021.yaml").read_text("utf-8")
    assert data.count("新名:") == 2 and "# 主题不动" in data and "信息: [{主题: 丙}]" in data
    described = (office / "templates" / "x" / "template.yaml").read_text("utf-8")
    assert "      新名:" in described and "{主题: 文字}" in described
    rename_column("会议", "新名", old, here=office)
    assert (office / "data" / "2021.yaml").read_text("utf-8") == DATA
    assert (office / "templates" / "x" / "template.yaml").read_text("utf-8") == DESCRIPTION


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("主题", "类别", "", "D592"),
        ("题目", "标题", "", "D591"),
        ("主题", "1号", "", "D592"),
        ("主题", "标题", "{% macro 写(甲) %}{{ 甲.主题 }}{% endmacro %}{{ 写(会议[0]) }}", "D592"),
    ],
)
def test_a_column_that_cannot_be_renamed_everywhere_is_left_alone(
    tmp_path: Path, old: str, new: str, line: str, code: str
) -> None:
    workspace(tmp_path, f"{TEMPLATE}{line}\n", data=DATA)
    folder = tmp_path / "templates" / "x"
    (folder / "schema.yaml").unlink()
    (folder / "template.yaml").write_text(DESCRIPTION, encoding="utf-8")
    before = {p: p.read_bytes() for p in (*folder.iterdir(), *(tmp_path / "data").iterdir())}
    found = problems(lambda: rename_column("会议", old, new, here=tmp_path))
    assert [each.code for each in found] == [code]
    assert all(path.read_bytes() == content for path, content in before.items())
