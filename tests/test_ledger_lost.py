"""Nothing that a sheet holds is left out, or taken for something else, without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from sheets import book, hint, lines, refusals
from small import read_back, workspace
from test_source_tables import HEAD, ROW, place

CSV = "类别,主题,人数\n"


@pytest.mark.parametrize(
    ("row", "column"),
    [("党组会议,甲,1,000", 10), ("党组会议,甲,11,另有3人", 11), ("党组会议,,,乙", 8)],
)
def test_a_cell_behind_the_last_column_of_a_csv_file_is_no_value_lost(
    row: str, column: int, tmp_path: Path
):
    table = f"{CSV}常委会会议,乙,7\n{row}\n".encode()
    found = refusals(tmp_path, table, name="台账.csv")
    assert [(each.code, place(each)) for each in found] == [("D168", f"data/台账.csv:3:{column}")]


@pytest.mark.parametrize("row", ["党组会议,甲,11,,", '党组会议,甲,"11",', "党组会议,甲,11"])
def test_empty_cells_behind_the_last_column_are_nothing(row: str, tmp_path: Path):
    assert lines(tmp_path, f"{CSV}{row}\n".encode(), name="台账.csv")[0] == "1次11人"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_column_without_a_name_is_told(kind: str, tmp_path: Path):
    rows = [["类别", None, "主题", "人数"], ["党组会议", "第一会议室", "甲", 11]]
    table = book(rows)
    if kind == "csv":
        table = "\n".join(",".join(str(c or "") for c in row) for row in rows).encode()
    told = hint(tmp_path, table, f"台账.{kind}")
    assert "没有列名、没有用到的列：B" in told


@pytest.mark.parametrize("written", ['="001"', '"=""001"""'])
def test_a_systems_text_with_an_equals_sign_is_the_text(written: str, tmp_path: Path):
    table = f"{CSV}党组会议,{written},11\n".encode()
    assert lines(tmp_path, table, name="台账.csv")[1] == "- 党组会议 001 11 -"


def test_a_long_number_that_excel_has_shortened_is_told(tmp_path: Path):
    table = f"{CSV}党组会议,3.70101E+17,11\n".encode()
    [found] = refusals(tmp_path, table, name="台账.csv")
    assert (found.code, place(found)) == ("D176", "data/台账.csv:2:6")


def test_a_hidden_sheet_of_the_ledgers_name_is_not_passed_over(tmp_path: Path):
    sheets = {"会议": [HEAD, ROW, ROW], "旧": [HEAD, ROW]}
    [found] = refusals(tmp_path / "a", book(sheets, hidden_sheets=["会议"]))
    assert found.code == "D181" and "旧、会议" in found.message()
    assert lines(tmp_path / "b", book(sheets, hidden_sheets=["旧"]))[0] == "2次22人"


@pytest.mark.parametrize(
    ("cell", "told"), [('="001"', "甲单位001"), ('"=""001"""', "甲单位001"), ("3.7E+17", "D176")]
)
def test_a_table_of_reports_is_read_like_a_ledger(cell: str, told: str, tmp_path: Path):
    here = workspace(tmp_path, "{{ 单位 }}{{ 备注 }}", files={"表.csv": b""})
    (here / "data/表.csv").write_text(f"单位,备注\n甲单位,{cell}\n", "utf-8")
    (made,) = drafter.generate_many(["2021"], each="表.csv", here=here)
    codes = [each.code for each in made.problems if each.code == told]
    path = tmp_path / "output/甲单位总结.docx"
    assert codes == [told] if told == "D176" else read_back(path.read_bytes()) == [told]
