"""What a ledger says against itself: totals, records written off, numbers borne twice."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

import drafter
import sheets
import small
from drafter.problems.show import format_problem

HEAD = ["日期", "类别", "主题", "人数", "备注"]
ROWS: list[list[Any]] = [
    ["2021-01-05", "党组会议", "防汛", 12, None],
    ["2021-02-05", "党组会议", "供暖", 20, None],
    ["2021-03-05", "党组会议", "修路", 30, None],
]


def _told(folder: Path, rows: Sequence[Sequence[Any]], code: str, **more: Any) -> list[str]:
    here = sheets.office(folder, sheets.book([HEAD, *rows], **more))
    found = drafter.check("2021.yaml", here=here).problems
    return [format_problem(each) for each in found if each.code == code]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([*ROWS, ["合计", None, None, 63, None]], "「人数」写的是63，"),
        ([*ROWS, [None, "总计：", None, "1,062人", None]], "会议!D5"),
        ([*ROWS[:2], ["小计", None, None, 33], ROWS[2], ["合计", None, None, 62]], "会议!D4"),
        ([["合计", None, None, 60], *ROWS], "会议!D2"),
        ([*ROWS, ["合计", None, None, 50]], "加起来是62"),
    ],
)
def test_a_total_that_its_records_do_not_make_is_told_at_its_cell(
    rows: list[list[Any]], told: str, tmp_path: Path
) -> None:
    (found,) = _told(tmp_path, rows, "D259")
    assert told in found


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS, ["合计", None, None, 62]],
        [["合计", None, None, 62], *ROWS],
        [
            *ROWS[:2],
            ["小计", None, None, 32],
            ROWS[2],
            ["小计", None, None, 30],
            ["总计", 0, 0, 62],
        ],
        [*ROWS[:2], ["上半年累计", None, None, 32], ROWS[2], ["全年累计", None, None, 62]],
        [*ROWS, ["其中：党员", None, None, 40]],
        [*ROWS, ["平均", None, None, 20]],
        [*ROWS, ["合计", None, "共3次", None]],
    ],
)
def test_a_total_of_a_group_or_of_all_is_not_told(rows: list[list[Any]], tmp_path: Path) -> None:
    assert _told(tmp_path, rows, "D259") == []


WORDS = """
        日期: {type: string, x-kind: date}
        类别: {type: string}
        主题: {type: string}
        人数: {type: integer}
        金额: {type: number, x-unit: 万元}
        男: {type: integer, x-unit: 名}
        女: {type: integer, x-unit: 名}
"""
COUNTED: list[list[Any]] = [
    ["日期", "类别", "主题", "人数", "金额（万元）", "男", "女", "备注"],
    ["2021-01-05", "党组会议", "防汛", 12, 1.25, 3, 4, None],
    ["2021-02-05", "党组会议", "供暖", 20, 1.2, 3, 4, None],
    ["2021-03-05", "党组会议", "修路", 30, 1, 3, 4, None],
]


def _told_of_words(folder: Path, row: list[Any]) -> list[str]:
    table, template = sheets.book([*COUNTED, row]), "{{ 会议|数量 }}次"
    here = sheets.office(folder, table, fields=WORDS, template=template)
    found = drafter.check("2021.yaml", here=here).problems
    return [format_problem(each) for each in found if each.code == "D259"]


def test_so_is_a_count_in_words(tmp_path: Path) -> None:
    rows: list[tuple[list[Any], str]] = [
        (["合计63人"], "「人数」写的是合计63人，上面的记录加起来是62"),
        (["合计", None, "共4次"], "「会议」写的是共4次，上面的记录加起来是3"),
        (["全年共4次"], "上面的记录加起来是3"),
        (["小计：4次"], "上面的记录加起来是3"),
        (["合计", None, "会议4次，参加62人"], "上面的记录加起来是3"),
        (["合计", None, "召开会议3次、共1,062人次"], "「人数」"),
        (["总计", None, None, None, None, None, None, "3.6万元"], "「金额」写的是3.6万元"),
        (["合计", None, "共计34600元"], "「金额」"),
        (["合计", None, None, "共61人"], "「人数」写的是共61人"),
        (["合计", None, None, None, None, "共8名"], "「男」写的是共8名"),
        (["合计", None, "男8名，女12名"], "「男」"),
    ]
    for at, (row, told) in enumerate(rows):
        (only,) = _told_of_words(tmp_path / str(at), row)
        assert told in only and "会议!" in only, row


def test_a_count_in_words_is_silent_where_it_is_right_or_may_mean_another(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["合计62人"], ["合计", None, "共3次"], ["共3次，62人次"], ["总计", None, "3.4万元"],
        ["总计", None, "3.5万元"], ["合计", None, "34500元"], ["合计", None, "共40名"],
        ["合计", None, "党组会议2次，主席会议1次"], ["合计", None, "其中党员40人"],
        ["合计", None, "议题12项"], ["合计", None, "共50余人"], ["合计", None, "党员40人"],
        ["小计：3次"], ["合计", None, "通报会议2次"], ["合计", None, "62人，40人"],
    ]  # fmt: skip
    for at, row in enumerate(rows):
        assert _told_of_words(tmp_path / str(at), row) == [], row


def test_a_cell_merged_over_records_counts_once_in_their_total(tmp_path: Path) -> None:
    rows = [
        ROWS[0],
        ["2021-02-05", "党组会议", "供暖", None, None],
        ROWS[2],
        ["合计", None, None, 42],
    ]
    assert _told(tmp_path, rows, "D259", merged=["D2:D3"]) == []
    wrong = [*rows[:3], ["合计", None, None, 54]]
    assert len(_told(tmp_path / "b", wrong, "D259", merged=["D2:D3"])) == 1


@pytest.mark.parametrize("said", ["作废", "（已取消）", "取消", "未召开。", "【撤销】"])
def test_a_record_that_its_remark_writes_off_is_told(said: str, tmp_path: Path) -> None:
    rows = [*ROWS[:2], [*ROWS[2][:4], said]]
    (found,) = _told(tmp_path, rows, "D221")
    assert "会议!E4" in found and "「备注」" in found and "仍会算作一条记录" in found


def _strike_rows() -> bytes:
    """Rows 3 to 10: struck through whole, in one way or another, or but in part."""
    struck, plain = InlineFont(strike=True), InlineFont(b=True)
    rows = [HEAD, *([f"2021-03-0{n}", "党组会议", f"议题{n}", n, None] for n in range(1, 10))]
    made = openpyxl.load_workbook(io.BytesIO(sheets.book(rows)))
    sheet = made.active
    for line, columns in ((3, "ABCD"), (4, "CD"), (5, "ABC"), (6, "ABCD"), (7, "ABCD"), (9, "ABD")):
        for column in columns:
            sheet[f"{column}{line}"].font = Font(strike=True)
    sheet["C5"] = CellRichText("议题", TextBlock(struck, "四"))  # the rest is as its cell
    sheet["D5"].font = Font(strike=True)
    sheet["C6"] = CellRichText(TextBlock(plain, "议题"), TextBlock(struck, "五"))
    sheet["E7"] = "已取消"
    for column in "BC":
        sheet[f"{column}8"] = CellRichText(TextBlock(struck, sheet[f"{column}8"].value))
    for column in "AD":
        sheet[f"{column}8"].font = Font(strike=True)
    sheet.merge_cells("A9:A10")
    for column in "BCD":
        sheet[f"{column}10"].font = Font(strike=True)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xls"])
def test_a_record_whose_row_is_struck_through_is_told_and_one_in_part_only_counted(
    name: str, tmp_path: Path
) -> None:
    old = Path(__file__).parent / "specimens/struck.xls"  # the same sheet as LibreOffice keeps it
    table = _strike_rows() if name.endswith("x") else old.read_bytes()
    found = drafter.check("2021.yaml", here=sheets.office(tmp_path, table, name)).problems
    told = [format_problem(each) for each in found if each.code == "D221"]
    places = [match[0] for each in told if (match := re.search(r"会议!\w+", each))]
    assert places == ["会议!A3", "会议!A5", "会议!E7", "会议!A8", "会议!B10"]
    assert "这一行加了删除线，仍会算作一条记录" in told[0] and "把这一行删掉" in told[0]
    (hint,) = (each.message() for each in found if each.code == "D228")
    assert "加了删除线的也算在内：第4、6、9行" in hint


@pytest.mark.parametrize(
    ("topic", "is_told"),
    [
        ("防汛（取消）", True), ("（作废）防汛", True), ("~~防汛~~", True), ("已取消：防汛", True),
        ("研究取消收费事项", False), ("《关于废止文件的决定》", False),
        ("取消农业税十五周年", False),
    ],
)  # fmt: skip
def test_so_is_one_whose_topic_does(topic: str, is_told: bool, tmp_path: Path) -> None:
    data = small.DATA.replace("主题: 学习一", f'主题: "{topic}"', 1)
    small.workspace(tmp_path, "{{ 会议|数量 }}次", data=data)
    found = drafter.check("2021.yaml", here=tmp_path).problems
    assert ("D221" in [each.code for each in found]) == is_told


@pytest.mark.parametrize(("quantity", "is_told"), [("0", True), ("1", False), ("10", False)])
def test_so_is_one_that_stands_for_nothing(quantity: str, is_told: bool, tmp_path: Path) -> None:
    data = small.DATA.replace("数量: 3", f"数量: {quantity}")
    small.workspace(tmp_path, "{{ 会议|数量 }}次", data=data)
    found = drafter.check("2021.yaml", here=tmp_path).problems
    assert ("D221" in [each.code for each in found]) == is_told


SCHEMA = small.SCHEMA.replace("题目: {type: string}", "题目: {type: string}, 编号: {type: string}")


@pytest.mark.parametrize(
    ("numbers", "times"),
    [
        ("1 2 3 4 4 5 6", 1),
        ("1 2 3 4 4 5 ４", 1),
        ("1 2 3 4 5 6 7", 0),
        ("1 1 1 1 2 2 2", 0),  # the number of something that several records are of
    ],
)
def test_records_of_one_number_are_told_where_the_others_have_their_own(
    numbers: str, times: int, tmp_path: Path
) -> None:
    rows = [f'  - {{题目: 信息{at}, 编号: "2021-{n}"}}\n' for at, n in enumerate(numbers.split())]
    data = small.DATA[: small.DATA.index("会议:")] + "信息:\n" + "".join(rows)
    small.workspace(tmp_path, "{{ 信息|数量 }}篇", data=data, schema=SCHEMA)
    found = [x for x in drafter.check("2021.yaml", here=tmp_path).problems if x.code == "D260"]
    assert len(found) == times
    for each in found:
        assert "编号都是「2021-4」" in each.message()
