"""Tests for rows that were pasted into a data file: of a spreadsheet, or two on one line."""

from __future__ import annotations

import pytest

from drafter import source

HEAD = "模板: x\n会议:\n  - {日期: 2021-01-08, 类别: 党组会议}\n"
ROW = "2021-03-05\t党组会议\t研究计划\t12"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + ROW + "\n", 4), (HEAD + "  " + ROW, 4), (HEAD + "    " + ROW + "\n", 4),
        (HEAD + "  - " + ROW, 4), ("会议:\n" + ROW + "\n" + ROW, 2), (HEAD + f"\t{ROW}", 4),
        ("说明: 甲\n  乙\t丙\t14:30\n", 2), (HEAD + "  - 1\t甲\t\t乙\t\n", 4),
    ],
)  # fmt: skip
def test_a_row_pasted_from_a_spreadsheet_is_told_wherever_it_stands(text: str, line: int):
    document, problems = source.parse(text.encode(), "2021.yaml")
    assert document is None
    assert [(each.code, each.place.line) for each in problems] == [("D188", line)]
    assert "drafter import" in problems[0].cure()


@pytest.mark.parametrize(
    "text",
    [
        "内容: |\n  甲\t乙\t丙\n  丁\t戊\t己\n年度: 2021\n", "内容: '甲\t乙\t丙'\n", 
        "年度:\t2021\t\t# 年\n",
        "会议:\n  - {日期:\t2021-01-08,\t类别: x}\t\t# 备注\n", "会议:\n  -\t\t{类别: x}\n",
        "说明: 甲\t乙\n", "# 甲\t乙\t丙\t丁\n年度: 2021\n",
    ],
)  # fmt: skip
def test_tabs_that_mean_no_cells_are_let_pass(text: str):
    _, problems = source.parse(text.encode(), "2021.yaml")
    assert "D188" not in {each.code for each in problems}


@pytest.mark.parametrize(
    "row",
    [
        "{类别：甲}，{类别：乙}", "{类别: 甲}；{类别: 乙}", "{类别：甲} - {类别：乙}",
        "｛类别：甲｝｛类别：乙｝",
        "｛类别：甲，主题：丙｝ —｛类别：乙｝", "{类别: 甲} - {类别: 乙}",
        "{类别：甲}\u3000{类别: 乙}",
    ],
)  # fmt: skip
def test_two_records_on_one_line_are_told_as_that_and_not_by_their_signs(row: str):
    _, [found] = source.parse(f"会议:\n  - {row}\n".encode(), "2021.yaml")
    assert (found.code, found.place.line) == ("D160", 2)
    assert "另起一行" in found.cure()
