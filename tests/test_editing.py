"""A year's data changed by path: each way of writing YAML, each kind of cell."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from drafter import (
    InsertRecord,
    MoveRecord,
    RemoveRecord,
    SetValue,
    edit_data,
    invert_changes,
    list_ledgers,
    open_data,
    save_data,
)
from drafter.commands.editing.model import Change
from editing import HEAD, edited, opened, values
from small import problems

FLOW = (
    f"{HEAD}年度: 2021\n会议:\n"
    "  - {类别: 党组会议, 主题: 一}  # 第一次\n  - {类别: 党组会议, 主题: 二}\n"
)


def topic(row: int, text: str) -> SetValue:
    return SetValue(("会议", row, "主题"), text)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("会议:\n  - {主题: 一}  # 记\n", topic(0, "二"), "会议:\n  - {主题: 二}  # 记\n"),
        ("会议:\n- {主题: '一'}\n", topic(0, "二'"), "会议:\n- {主题: '二'''}\n"),
        ('会议:\n  - {主题: "一"}\n', topic(0, '"'), '会议:\n  - {主题: "\\""}\n'),
        ("会议:\n  - {主题: 一}\n", topic(0, "a, b: c"), '会议:\n  - {主题: "a, b: c"}\n'),
        ("会议:\n  - {主题: 一}\n", topic(0, "一\n二"), '会议:\n  - {主题: "一\\n二"}\n'),
        ("会议:\n  - {主题: 一}\n", topic(0, "12"), '会议:\n  - {主题: "12"}\n'),
        ("会议:\n  - {主题: 3}\n", topic(0, "12"), "会议:\n  - {主题: 12}\n"),
        ("会议:\n  - {主题: , 数量: }\n", topic(0, "二"), "会议:\n  - {主题: 二, 数量: }\n"),
        ("会议:\n  - {类别: 甲}\n", topic(0, "二"), "会议:\n  - {类别: 甲, 主题: 二}\n"),
        ("会议:\n  - {数量: 2}\n", topic(0, "二"), "会议:\n  - {主题: 二, 数量: 2}\n"),
        ("会议:\n  - {}\n", topic(0, "二"), "会议:\n  - {主题: 二}\n"),
        ("会议:\n  -\n", topic(0, "二"), "会议:\n  - {主题: 二}\n"),
        ("会议:\n  - {类别: 党组会议,  # 甲\n     主题: 一}  # 乙\n", topic(0, "二"),
         "会议:\n  - {类别: 党组会议,  # 甲\n     主题: 二}  # 乙\n"),
        ("会议:\n  - 主题: 一  # 记\n    数量: 2\n", topic(0, "二"),
         "会议:\n  - 主题: 二  # 记\n    数量: 2\n"),
        ("会议:\n  -  # 先\n    主题: 一\n", topic(0, "二"), "会议:\n  -  # 先\n    主题: 二\n"),
        ("会议:\n  - 主题: >-  # 长\n      一\n      二\n    数量: 2\n", topic(0, "三"),
         "会议:\n  - 主题: >-  # 长\n      三\n    数量: 2\n"),
        ("会议:\n  - 主题: |\n      一\n\n      二\n\n    数量: 2\n", topic(0, "三\n四"),
         "会议:\n  - 主题: |\n      三\n      四\n\n    数量: 2\n"),
        ("会议:\n  - 主题: >\n      一\n    数量: 2\n", topic(0, "三\n四"),
         '会议:\n  - 主题: "三\\n四"\n    数量: 2\n'),
        ("会议:\n  - 主题: |+\n      一\n\n    数量: 2\n", topic(0, "三"),
         "会议:\n  - 主题: 三\n    数量: 2\n"),
        ("会议:\n  - 主题: 一\n      二\n    数量: 2\n", topic(0, "三"),
         "会议:\n  - 主题: 三\n    数量: 2\n"),
        ("会议:\n  - 主题:\n      '一\n      二'\n", topic(0, "三"),
         "会议:\n  - 主题:\n      '三'\n"),
        ("会议:\n  - 主题: 一\n", SetValue(("会议", 0, "类别"), "党组会议"),
         "会议:\n  - 类别: 党组会议\n    主题: 一\n"),
        ("会议:\n  - 主题: 一  # 记\n# 完\n", SetValue(("会议", 0, "数量"), "2"),
         "会议:\n  - 主题: 一  # 记\n    数量: 2\n# 完\n"),
        ("会议:\n  - 主题: 一", SetValue(("会议", 0, "数量"), "2"),
         "会议:\n  - 主题: 一\n    数量: 2"),
        ("会议: [{主题: 一}, {主题: 二}]\n", topic(1, "三"), "会议: [{主题: 一}, {主题: 三}]\n"),
    ],
)  # fmt: skip
def test_a_cell_is_set_where_it_stands(
    before: str, change: SetValue, after: str, tmp_path: Path
) -> None:
    assert edited(tmp_path, HEAD + before, change) == HEAD + after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("会议:\n  - {主题: 一, 备注: 二, 数量: 3}\n", "备注", "会议:\n  - {主题: 一, 数量: 3}\n"),
        ("会议:\n  - {备注: 二, 主题: 一}\n", "备注", "会议:\n  - {主题: 一}\n"),
        ("会议:\n  - {主题: 一, 数量: 3}\n", "主题", "会议:\n  - {主题: , 数量: 3}\n"),
        ("会议:\n  - {主题: 一,  # 甲\n     备注: 二}\n", "备注",
         "会议:\n  - {主题: 一,  # 甲\n     备注: }\n"),
        ("会议:\n  - 主题: 一\n    备注: 二\n    数量: 3\n", "备注",
         "会议:\n  - 主题: 一\n    数量: 3\n"),
        ("会议:\n  - 主题: 一\n    备注: |\n      二\n      三\n    数量: 3\n", "备注",
         "会议:\n  - 主题: 一\n    数量: 3\n"),
        ("会议:\n  - 主题: 一\n    备注: 二  # 存疑\n", "备注",
         "会议:\n  - 主题: 一\n    备注:  # 存疑\n"),
        ("会议:\n  - 备注: 二\n    主题: 一\n", "备注", "会议:\n  - 备注:\n    主题: 一\n"),
    ],
)  # fmt: skip
def test_a_cleared_cell_leaves_no_blank_line_and_no_remark_is_lost(
    before: str, path: str, after: str, tmp_path: Path
) -> None:
    assert edited(tmp_path, HEAD + before, SetValue(("会议", 0, path), "")) == HEAD + after


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("会议:\n", [InsertRecord("会议", 0, {"主题": "一"})],
         "会议:\n  - {类别: , 主题: 一}\n"),
        ("会议: []  # 没有\n信息: []\n", [InsertRecord("会议", 0, {"主题": "一"})],
         "会议:  # 没有\n  - {类别: , 主题: 一}\n信息: []\n"),
        ("", [InsertRecord("信息", 0, {"题目": "一"}), InsertRecord("信息", 1, {"题目": "二"})],
         "\n信息:\n  - {题目: 一}\n  - {题目: 二}\n"),
        ("信息:\n  # 上半年\n  - {题目: 一}\n  # 下半年\n  - {题目: 二}\n",
         [InsertRecord("信息", 1, {"题目": "新"})],
         "信息:\n  # 上半年\n  - {题目: 一}\n  - {题目: 新}\n  # 下半年\n  - {题目: 二}\n"),
        ("信息:\n  # 上半年\n  - {题目: 一}\n", [InsertRecord("信息", 0, {"题目": "新"})],
         "信息:\n  # 上半年\n  - {题目: 新}\n  - {题目: 一}\n"),
        ("会议:\n- 主题: 一\n", [InsertRecord("会议", 1, {"主题": "二", "类别": "党组会议"})],
         "会议:\n- 主题: 一\n- 类别: 党组会议\n  主题: 二\n"),
        ("信息:\n  - {题目: 一}\n  # 下半年\n  - {题目: 二}\n", [RemoveRecord("信息", 0)],
         "信息:\n  # 下半年\n  - {题目: 二}\n"),
        ("信息:  # 记\n  - {题目: 一}\n", [RemoveRecord("信息", 0)], "信息: []  # 记\n"),
        ("会议:\n  - 主题: |+\n      一\n\n  - {主题: 二}\n", [RemoveRecord("会议", 0)],
         "会议:\n  - {主题: 二}\n"),
        ("信息:\n  - {题目: 一}  # 甲\n  - {题目: 二}\n  - {题目: 三}\n",
         [MoveRecord("信息", 0, 2)],
         "信息:\n  - {题目: 二}\n  - {题目: 三}\n  - {题目: 一}  # 甲\n"),
        ("信息:\n  - {题目: 一}\n  - {题目: 二}", [MoveRecord("信息", 1, 0)],
         "信息:\n  - {题目: 二}\n  - {题目: 一}"),
        ("信息: [{题目: 一}, {题目: 二}]\n", [InsertRecord("信息", 2, {"题目": "三"})],
         "信息: [{题目: 一}, {题目: 二}, {题目: 三}]\n"),
        ("信息: [{题目: 一}, {题目: 二}]\n", [RemoveRecord("信息", 0)], "信息: [{题目: 二}]\n"),
        ("信息: [{题目: 一}]\n", [RemoveRecord("信息", 0)], "信息: []\n"),
        ("信息: [\n  {题目: 一},  # 甲\n  {题目: 二},  # 乙\n  {题目: 三},\n]\n",
         [RemoveRecord("信息", 1)], "信息: [\n  {题目: 一},  # 甲\n    # 乙\n  {题目: 三},\n]\n"),
        ("清单: [甲, 乙]\n", [SetValue(("清单",), "甲、丙、乙")], "清单: [甲, 丙, 乙]\n"),
        ("清单:\n  - 甲  # 一\n  - 乙\n", [SetValue(("清单",), "甲、丙、乙")],
         "清单:\n  - 甲  # 一\n  - 丙\n  - 乙\n"),
        ("清单:\n  - 甲  # 一\n  - 乙\n", [SetValue(("清单", 0), "丁")],
         "清单:\n  - 丁  # 一\n  - 乙\n"),
        ("清单:\n  - 甲\n", [InsertRecord("清单", 0, {"": "乙"})], "清单:\n  - 乙\n  - 甲\n"),
        ("主任: {电话: \"88\"}\n", [SetValue(("主任", "姓名"), "张三")],
         "主任: {电话: \"88\", 姓名: 张三}\n"),
        ("人数: 3\n", [SetValue(("主任", "姓名"), "张三")], "人数: 3\n主任: {姓名: 张三}\n"),
    ],
)  # fmt: skip
def test_records_go_in_and_out_with_the_remarks_that_are_theirs(
    before: str, changes: list[Change], after: str, tmp_path: Path
) -> None:
    assert edited(tmp_path, HEAD + before, *changes) == HEAD + after


@pytest.mark.parametrize(
    ("path", "typed", "meant"),
    [
        (("会议", 0, "日期"), "3.5", "2021-03-05"),
        (("会议", 0, "日期"), "3月5日", "2021-03-05"),
        (("会议", 0, "日期"), "２０２１年３月５日", "2021-03-05"),
        (("会议", 0, "日期"), "2021/3/5 0:00:00", "2021-03-05"),
        (("会议", 0, "日期"), "44260", "2021-03-05"),
        (("会议", 0, "日期"), "44260.5", "2021-03-05"),
        (("会议", 0, "日期"), "2021-03-05\u200b", "2021-03-05"),
        (("会议", 0, "日期"), "三月初", "三月初"),
        (("会议", 0, "日期"), "13.5", "13.5"),
        (("会议", 0, "数量"), "１２", 12),
        (("会议", 0, "数量"), "1,200", 1200),
        (("会议", 0, "数量"), "很多", "很多"),
        (("会议", 0, "类别"), " 党组 会议", "党组会议"),
        (("会议", 0, "类别"), "党组\u200b会议", "党组会议"),
        (("会议", 0, "主题"), "甲\u200b乙", "甲\u200b乙"),
        (("会议", 0, "主题"), " 学习\r\n讨论\x00 ", "学习\n讨论"),
        (("会议", 0, "主题"), "=1+1", "=1+1"),
        (("会议", 0, "主题"), "主题：学习 #3", "主题：学习 #3"),
        (("会议", 0, "主题"), "null", "null"),
        (("会议", 0, "主题"), "- 学习", "- 学习"),
        (("比率",), "0.50", "0.50"),
        (("人数",), "012", 12),
        (("办结",), "TRUE", "是"),
        (("清单",), "查、看；写", ["查、看", "写"]),
    ],
)  # fmt: skip
def test_what_is_typed_is_spelled_for_its_field_and_never_lost(
    path: tuple[str | int, ...], typed: str, meant: object, tmp_path: Path
) -> None:
    held = values(edit_data(opened(tmp_path, FLOW), [SetValue(path, typed)]))
    for step in path:
        held = held[step]  # type: ignore[index, assignment]
    assert held == meant


@pytest.mark.parametrize(
    ("data", "change", "code", "line"),
    [
        ("会议:\n  - &a {主题: 一}\n  - *a\n", topic(0, "二"), "D602", 4),
        ("会议:\n  - &a {主题: 一}\n  - *a\n", topic(1, "二"), "D602", 5),
        ("会议:\n  - &a {主题: 一}\n  - *a\n", RemoveRecord("会议", 0), "D602", 4),
        ("会议:\n  - {主题: &a 一}\n  - {主题: *a}\n", MoveRecord("会议", 0, 1), "D602", 4),
        ("会议: {台账: 会议.xlsx}\n", topic(0, "二"), "D601", 3),
        ("会议: {台账: 会议.xlsx}\n", InsertRecord("会议", 0, {}), "D601", 3),
        ("会议:\n  - {主题: 一}\n", topic(1, "二"), "D603", 4),
        ("会议:\n  - {主题: 一}\n", RemoveRecord("会议", 1), "D603", 4),
        ("会议:\n  - {主题: 一}\n", SetValue(("会议",), ""), "D603", 0),
        ("会议:\n  - 学习\n", topic(0, "二"), "D604", 4),
        ("会议: [\n", topic(0, "二"), "D140", 4),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_refused_with_its_place(
    data: str, change: Change, code: str, line: int, tmp_path: Path
) -> None:
    file = opened(tmp_path, HEAD + data)
    (first, *_) = problems(lambda: edit_data(file, [change]))
    assert first.code == code or code == "D140"
    assert getattr(first.place, "line", 0) == line or code in ("D140", "D603")
    assert first.message("en") and first.cure()


def test_all_changes_are_made_or_none(tmp_path: Path) -> None:
    file = opened(tmp_path, FLOW)
    problems(lambda: edit_data(file, [topic(0, "三"), topic(9, "四")]))
    changes = [topic(1, "三"), RemoveRecord("会议", 0), topic(0, "四")]
    assert values(edit_data(file, changes))["会议"] == [{"类别": "党组会议", "主题": "四"}]
    assert edit_data(file, [topic(0, "一")]).text == file.text


@pytest.mark.parametrize(
    "data",
    [
        FLOW.replace("\n", "\r\n").encode(),
        FLOW.encode("gb18030"),
        FLOW.encode("utf-8-sig"),
        FLOW.replace("\n", "\r\n").rstrip().encode("utf-16"),
        FLOW.replace("\n", "\r\n", 3).encode(),
    ],
)
def test_a_file_keeps_its_encoding_its_mark_and_its_line_ends(data: bytes, tmp_path: Path) -> None:
    file = opened(tmp_path, data)
    changed = edit_data(file, [topic(1, "三"), InsertRecord("会议", 1, {"主题": "新"})])
    save_data(changed, base=file.digest)
    written = (tmp_path / "data" / "2021.yaml").read_bytes()
    again = open_data("2021", here=tmp_path)
    assert (again.digest, again.raw.encoding, again.raw.mark) == (
        changed.digest, file.raw.encoding, file.raw.mark,
    )  # fmt: skip
    undone = edit_data(again, [RemoveRecord("会议", 1), topic(1, "二")])
    assert again.raw.bytes(undone.text) == data != written


def test_a_file_that_was_changed_elsewhere_is_not_written_over(tmp_path: Path) -> None:
    file = opened(tmp_path, FLOW)
    changed = edit_data(file, [topic(0, "三")])
    path = tmp_path / "data" / "2021.yaml"
    path.write_text(FLOW + "# 别处加的\n", encoding="utf-8")
    with pytest.raises(drafter.DrafterError) as refused:
        save_data(changed, base=file.digest)
    assert ([p.code for p in refused.value.problems], refused.value.status) == (["D600"], 3)
    assert path.read_text(encoding="utf-8").endswith("# 别处加的\n")
    assert [each.name for each in path.parent.iterdir()] == ["2021.yaml"]


def test_the_data_are_shown_as_tables(tmp_path: Path) -> None:
    rest = "清单: [甲, 乙]\n主任: {电话: '88'}\n办结: true\n其他: 4\n"
    rest += "会议:\n  - {主题: 一, 加的: 3}\n  - 学习\n"
    views = {view.name: view for view in list_ledgers(opened(tmp_path, HEAD + rest))}
    assert "模板" not in views
    assert (views["单位"].kind, views["单位"].rows[0].cells) == ("value", ("甲单位",))
    assert (views["办结"].columns[0].kind, views["办结"].rows[0].cells) == ("yesno", ("是",))
    assert [row.cells for row in views["清单"].rows] == [("甲",), ("乙",)]
    assert views["主任"].rows[0].cells == ("88", "")
    meetings = views["会议"]
    assert [(c.name, c.kind, c.required) for c in meetings.columns][:3] == [
        ("类别", "choice", True), ("主题", "text", True), ("日期", "date", False),
    ]  # fmt: skip
    assert meetings.unit == "次"
    assert [row.cells for row in meetings.rows] == [
        ("", "一", "", "", "", "3"), ("学习", "", "", "", "", ""),
    ]  # fmt: skip
    assert (views["信息"].rows, views["其他"].rows[0].cells) == ((), ("4",))


def test_a_ledger_in_a_table_is_shown_with_its_source(tmp_path: Path) -> None:
    data = HEAD + "会议: {台账: 会议.csv}\n"
    opened(tmp_path, data)
    (tmp_path / "data" / "会议.csv").write_text("类别,主题\n党组会议,一\n", encoding="utf-8")
    (view,) = [v for v in list_ledgers(open_data("2021", here=tmp_path)) if v.name == "会议"]
    assert [(row.cells[:2], bool(row.source)) for row in view.rows] == [(("党组会议", "一"), True)]


def test_data_that_cannot_be_read_are_open_with_what_is_wrong(tmp_path: Path) -> None:
    file = opened(tmp_path, "会议: [\n")
    assert file.document is None and file.problems and list_ledgers(file) == ()
    assert problems(lambda: open_data("2033", here=tmp_path))[0].code == "D101"
    assert open_data(here=tmp_path).path.name == "2021.yaml"


def test_what_was_deleted_comes_back_as_it_stood(tmp_path: Path) -> None:
    data = HEAD + (
        "会议:\n  - 主题: >-  # 长\n      一\n      二\n    日期: 2021年3月5日  # 存疑\n"
        "  # 下半年\n  - {主题: '二',\n     数量: \"3\"}\n清单:\n  - 甲  # 一\n  - 乙\n"
    )
    file = opened(tmp_path, data)
    changes: list[Change] = [
        topic(0, "改"), SetValue(("会议", 0, "日期"), "4.6"), SetValue(("会议", 1, "数量"), ""),
        RemoveRecord("会议", 0), InsertRecord("会议", 1, {"主题": "新"}), topic(0, "又"),
        RemoveRecord("会议", 1), RemoveRecord("清单", 1), RemoveRecord("会议", 0),
    ]  # fmt: skip
    assert edit_data(edit_data(file, changes), invert_changes(file, changes)).text == data


def test_the_page_for_developers_does_what_it_says(office: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
    code = page.partition("```python\n")[2].partition("```")[0]
    before = (office / "data" / "2021.yaml").read_text(encoding="utf-8")
    exec(compile(code, "python.md", "exec"), {})
    after = (office / "data" / "2021.yaml").read_text(encoding="utf-8")
    assert "研究年度工作}" in after and after.splitlines()[60:] == before.splitlines()[60:]
