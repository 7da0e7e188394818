"""template.yaml shown as tables and changed by path: every way of saying a field, and its proof."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from drafter import (
    DrafterError,
    InsertRecord,
    MoveRecord,
    RemoveRecord,
    SetValue,
    TemplateFile,
    edit_template_file,
    list_definitions,
    open_template_file,
    save_template_file,
)
from drafter.commands.editing.model import Change
from small import problems, workspace

DESCRIPTION = """# 要哪些数据
名称: "{{单位}}总结"
项目:
  单位: 文字  # 写总结的
  电话: 文字（可不填）
台账:
  会议:
    计量: 次
    各栏: {类别: [党组会议, 常委会会议], 主题: 文字,
           数量: {类型: 整数, 可不填: 是}}
指标:
  会议数: 会议
  来访: 填写 人
核对:
  - 会议数 = 会议数  # 总对
"""


@pytest.fixture
def file(tmp_path: Path) -> TemplateFile:
    workspace(tmp_path, "{{ 单位 }}{{ 会议数 }}", data="模板: x\n单位: 甲\n")
    folder = tmp_path / "templates" / "x"
    (folder / "schema.yaml").unlink()
    (folder / "template.yaml").write_text(DESCRIPTION, encoding="utf-8")
    return open_template_file(here=tmp_path)


def test_what_the_template_asks_is_shown_as_tables(file: TemplateFile) -> None:
    views = {view.name: view for view in list_definitions(file)}
    assert [row.cells for row in views["项目"].rows] == [
        ("单位", "文字", "否", "", "", "", ""), ("电话", "文字", "是", "", "", "", ""),
    ]  # fmt: skip
    assert [row.cells[:5] for row in views["各栏 会议"].rows] == [
        ("类别", "", "否", "", "党组会议、常委会会议"), ("主题", "文字", "否", "", ""),
        ("数量", "整数", "是", "", ""),
    ]  # fmt: skip
    assert views["台账"].rows[0].cells == ("会议", "次", "", "", "")
    assert [row.cells[:2] for row in views["指标"].rows] == [
        ("会议数", "会议"),
        ("来访", "填写 人"),
    ]
    assert views["核对"].rows[0].cells == ("会议数 = 会议数",)
    assert views["名称"].rows[0].cells == ("{{单位}}总结",)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (SetValue(("项目", 0, "说明"), "印在标题"), "文字  #", "{类型: 文字, 说明: 印在标题}  #"),
        (SetValue(("项目", 0, "可不填"), "是"), "单位: 文字", "单位: 文字（可不填）"),
        (SetValue(("项目", 1, "可不填"), "否"), "文字（可不填）", "文字"),
        (SetValue(("项目", 1, "类型"), "整数"), "文字（可不填）", "整数（可不填）"),
        (SetValue(("各栏 会议", 0, "选项"), "党组会议、民主生活会"), "常委会会议", "民主生活会"),
        (SetValue(("各栏 会议", 0, "可不填"), "是"), "常委会会议]", "常委会会议, 可不填]"),
        (SetValue(("各栏 会议", 0, "说明"), "哪种"), "[党组会议, 常委会会议]",
         "{选项: [党组会议, 常委会会议], 说明: 哪种}"),
        (SetValue(("各栏 会议", 2, "可不填"), "否"), "可不填: 是", "可不填: 否"),
        (SetValue(("各栏 会议", 2, "计量"), "场"), "可不填: 是}", "可不填: 是, 计量: 场}"),
        (SetValue(("台账", 0, "说明"), "一次一行"), "    计量: 次\n",
         "    计量: 次\n    说明: 一次一行\n"),
        (SetValue(("指标", 1, "取数"), "填写 人次"), "填写 人", "填写 人次"),
        (SetValue(("指标", 0, "说明"), "共几次"), "会议数: 会议\n",
         "会议数: {取数: 会议, 说明: 共几次}\n"),
        (SetValue(("核对", 0), "来访 = 来访"), "会议数 = 会议数", "来访 = 来访"),
        (SetValue(("名称",), "{{单位}}年度总结"), "{{单位}}总结", "{{单位}}年度总结"),
        (InsertRecord("项目", 1, {"名称": "人数", "类型": "整数", "可不填": "是"}),
         "写总结的\n", "写总结的\n  人数: {类型: 整数, 可不填: 是}\n"),
        (InsertRecord("指标", 2, {"名称": "来信", "取数": "填写 件"}), "填写 人\n",
         "填写 人\n  来信: 填写 件\n"),
        (InsertRecord("核对", 1, {"": "来访 = 来访"}), "# 总对\n", "# 总对\n  - 来访 = 来访\n"),
        (RemoveRecord("项目", 0), "  单位: 文字  # 写总结的\n", ""),
        (RemoveRecord("各栏 会议", 1), ", 主题: 文字", ""),
        (RemoveRecord("指标", 1), "  来访: 填写 人\n", ""),
    ],
)  # fmt: skip
def test_a_cell_of_a_definition_is_changed_and_nothing_else(
    change: Change, before: str, after: str, file: TemplateFile
) -> None:
    assert edit_template_file(file, [change]).raw.text == DESCRIPTION.replace(before, after, 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (SetValue(("项目", 0, "类型"), "胡说"), "D583"),
        (SetValue(("项目", 9, "说明"), "甲"), "D603"),
        (SetValue(("项目", 0, "名称"), "甲"), "D603"),
        (InsertRecord("项目", 0, {"名称": "单位"}), "D592"),
        (InsertRecord("项目", 0, {"名称": "a b"}), "D592"),
        (RemoveRecord("台账", 1), "D603"),
        (MoveRecord("项目", 0, 2), "D603"),
    ],
)
def test_what_would_make_no_sense_is_refused(change: Change, code: str, file: TemplateFile) -> None:
    assert code in [each.code for each in problems(lambda: edit_template_file(file, [change]))]


def test_a_template_is_saved_only_where_it_stays_sound(file: TemplateFile) -> None:
    changed = edit_template_file(file, [SetValue(("项目", 0, "说明"), "印在标题")])
    save_template_file(changed, base=file.digest)
    assert open_template_file("x", here=file.workspace.here).digest == changed.digest
    assert drafter.template_check("x", here=file.workspace.here) is not None
    unsound = edit_template_file(changed, [RemoveRecord("项目", 0)])
    with pytest.raises(DrafterError):
        save_template_file(unsound, base=changed.digest)
    assert file.path.read_text(encoding="utf-8") == changed.raw.text
    assert problems(lambda: save_template_file(changed, base=file.digest))[0].code == "D600"
