"""Filled-in workbooks brought into a data file: what people changed, and no more."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

import drafter
from drafter import ledger, source
from drafter.commands.workbooks.importing import ImportedBook
from drafter.commands.workbooks.layout import YearPlan
from drafter.commands.workbooks.proof import write_proven
from drafter.ledger.shapes import name_sheets
from drafter.source import Document
from drafter.source.editing.spelling import spell_plain
from drafter.source.yaml.node import SourceText
from small import problems
from test_workbook import SEEN, YEARS, fill, make_node, office, state

DATA = """# 记录，一行一条
模板: x
年度: 2021
单位: 甲单位   # 全称
清单: [甲, 乙]
会议:   # 按日期
  - {日期: 2021年3月5日, 类别: 党组会议, 主题: 学习全国两会精神, 人数: 12}   # 已核对
  # 下面是四月的
  - 日期: 2021.4.1
    主题: >-
      研究年度
      协商计划
    参加: [甲局, 乙局]
  - {主题: 传达学习安全生产会议精神, 金额: 99.10, 点名: 是}
"""


def prepare(folder: Path, data: str = DATA) -> Path:
    """A workspace with its workbook written; the workbook."""
    return drafter.workbook("2021.yaml", here=office(folder, data)).path


def bring(path: Path, **given: Any) -> ImportedBook:
    made = drafter.import_workbook(path, "2021.yaml", here=path.parents[1], **given)
    assert made is not None
    return made


def text(path: Path) -> str:
    return path.with_name("2021.yaml").read_text("utf-8")


def copy(path: Path, name: str, change: Callable[[Any], object]) -> Path:
    made = path.with_name(name)
    made.write_bytes(path.read_bytes())
    fill(made, change)
    return made


def change_cells(book: Any) -> None:
    sheet = book["会议"]
    sheet["D2"] = 15
    sheet["C3"] = "研究年度协商计划和视察安排"
    sheet["B4"] = "常委会会议"
    book["单项"]["B4"] = "乙单位"


def change_without_date(book: Any) -> None:
    book["会议"]["D2"] = 15
    book["会议"]["A3"].value = None


def add_rows(book: Any) -> None:
    sheet = book["会议"]
    sheet.insert_rows(3)
    sheet["A3"], sheet["C3"], sheet["H3"] = "2021-3-20", "视察“商量”工作站: 二期", "丙局\n丁局"
    sheet.append(["2021-12-1", None, "0012", None, None, "否"])
    book["清单"].append(["丙"])


def test_a_workbook_as_it_was_written_changes_nothing(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    made = bring(path)
    assert (made.written, made.changes, text(path)) == (False, (), DATA)


def test_changed_cells_are_changed_where_they_stand(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    fill(path, change_cells)
    assert not bring(path, dry_run=True).written and text(path) == DATA
    made = bring(path)
    assert len(made.changes) == 4 and made.backup is not None
    expected = (
        DATA.replace("单位: 甲单位 ", "单位: 乙单位 ").replace("人数: 12", "人数: 15")
        .replace("研究年度\n      协商计划", "研究年度协商计划和视察安排")
        .replace("- {主题: 传达", "- {类别: 常委会会议, 主题: 传达")
    )  # fmt: skip
    assert text(path) == expected
    assert not bring(path).written


def test_new_records_stand_where_they_stand_in_the_sheet(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    fill(path, add_rows)
    made = bring(path)
    assert [(s.ledger, s.added, s.changed) for s in made.sheets if s.added] == [
        ("清单", 1, 0),
        ("会议", 2, 0),
    ]
    lines = text(path).splitlines()
    assert [line for line in DATA.splitlines() if line not in lines] == ["清单: [甲, 乙]"]
    first = next(at for at, line in enumerate(lines) if "已核对" in line)
    new = '  - {日期: 2021-03-20, 主题: "视察“商量”工作站: 二期", 参加: [丙局, 丁局]}'
    assert lines[first + 1] == new
    assert lines[-1] == '  - {日期: 2021-12-01, 主题: "0012", 点名: 否}'
    assert not bring(path).written


def test_a_row_that_was_typed_over_is_the_same_record(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    fill(path, lambda book: (book["会议"].cell(2, 3, "全不相干"), book["清单"].cell(3, 1, "0012")))
    made = bring(path)
    assert [each.path for each in made.changes] == [("清单", 1, "清单"), ("会议", 0, "主题")]
    assert '清单: [甲, "0012"]' in text(path)
    assert [(s.added, s.gone) for s in made.sheets] == [(0, 0)] * 3


def test_copies_of_several_people_come_one_after_the_other(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    one = copy(path, "甲局.xlsx", change_cells)
    other = copy(path, "乙局.xlsx", lambda book: (add_rows(book), book["会议"].cell(2, 4, 18)))
    bring(one)
    made = bring(other)
    assert [(each.before, each.after) for each in made.conflicts] == [(("15", ""), ("18", ""))]
    assert [each.code for each in made.problems] == ["D644"]
    assert "人数: 15" in text(path) and "乙单位" in text(path) and "丙局" in text(path)
    assert made.changes == ()


def test_what_the_sheet_has_no_more_goes_only_when_that_is_asked(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    fill(path, lambda book: (book["会议"].delete_rows(3), book["会议"].append([None, None, "新"])))
    made = bring(path, dry_run=True)
    assert [(s.added, s.gone) for s in made.sheets] == [(0, 0), (1, 1), (0, 0)]
    made = bring(path, replace_all=True)
    assert [s.removed for s in made.sheets] == [0, 1, 0]
    assert "研究年度" not in text(path) and "# 已核对" in text(path)


def test_a_workbook_that_nobody_wrote_here_adds_and_changes_what_it_says(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    for kept in (tmp_path / ".drafter" / "workbooks").iterdir():
        kept.unlink()
    fill(path, change_without_date)
    made = bring(path)
    assert [each.path for each in made.changes] == [("会议", 0, "人数")]
    assert "2021.4.1" in text(path) and "人数: 15" in text(path)


def test_one_ledger_of_a_workbook_comes_alone(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    fill(path, lambda book: (change_cells(book), add_rows(book)))
    made = bring(path, ledgers=["清单"])
    assert [(each.ledger, each.added) for each in made.sheets] == [("清单", 1)]
    assert text(path) == DATA.replace("[甲, 乙]", "[甲, 乙, 丙]")


def test_a_filled_workbook_that_is_not_brought_in_is_told(tmp_path: Path) -> None:
    path = prepare(tmp_path)

    def list_told() -> list[str]:
        made = drafter.generate("2021", here=tmp_path)
        return [each.code for each in made.problems if each.code[1] == "6"]

    assert list_told() == []
    fill(path, change_cells)
    assert list_told() == ["D645"]
    bring(path)
    assert list_told() == []


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    path.with_name("2021.yaml").write_bytes(DATA.replace("\n", "\r\n").encode())
    fill(path, add_rows)
    bring(path)
    made = path.with_name("2021.yaml").read_bytes()
    assert made.count(b"\n") == made.count(b"\r\n") == DATA.count("\n") + 2


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda book: book["会议"].cell(2, 2, "党委会"), ["D207"]),
        (lambda book: book["单项"].cell(3, 2, 2020), ["D642"]),
        (lambda book: book["会议"].__setattr__("title", "会议终稿"), ["D631"]),
    ],
)
def test_what_is_wrong_in_the_sheets_stops_all_of_it(
    tmp_path: Path, change: Callable[[Any], object], codes: list[str]
) -> None:
    path = prepare(tmp_path)
    fill(path, lambda book: (change_cells(book), change(book)))
    assert [each.code for each in problems(lambda: bring(path))] == codes
    assert text(path) == DATA


def test_a_part_filled_in_elsewhere_comes_in(tmp_path: Path) -> None:
    data = "模板: x\n单位: 甲\n"
    here = office(tmp_path, data)
    part = drafter.workbook("2021", ledgers=["会议"], empty=True, here=here).path
    fill(part, lambda book: book["会议"].append(["2021-4-1", "党组会议", "学习三"]))
    made = drafter.import_workbook(part, "2021", here=here)
    assert made is not None and made.written
    expected = data + "\n会议:\n  - {日期: 2021-04-01, 类别: 党组会议, 主题: 学习三}\n"
    assert (here / "data" / "2021.yaml").read_text("utf-8") == expected


def write_year(year: dict[str, Any]) -> str:
    """The year as YAML, each record with remarks round it."""
    text = ""
    for name, value in year.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            records = (
                f"  # 第{n}条\n  - {spell_plain(spell(v))}   # 尾\n" for n, v in enumerate(value)
            )
            text += f"{name}:\n{''.join(records)}"
        else:
            text += f"{name}: {spell_plain(spell(value))}\n"
    return text


def spell(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return {name: spell(each) for name, each in value.items()}
    return [spell(each) for each in value] if isinstance(value, list) else value


def fill_from(path: Path, year: dict[str, Any]) -> Any:
    """Make of the workbook a copy that somebody has filled in with another year's values."""
    document = Document(SourceText("b.yaml", "\n"), make_node(year))
    assert SEEN is not None and isinstance(document.root.value, dict)
    chosen = tuple(name_sheets(SEEN.root))
    plan = YearPlan("x", "2021", SEEN.root, document.root.value, chosen, singles=True)
    filled = io.BytesIO(write_proven(plan, document)[0] or b"")
    book: Any = openpyxl.load_workbook(filled)
    book.custom_doc_props = openpyxl.load_workbook(path).custom_doc_props
    book.save(path)
    return ledger.load_ledger(document, SEEN, Path())[0]


@settings(max_examples=4)
@given(YEARS, YEARS)
def test_law_what_a_copy_says_is_what_the_data_say_then(
    tmp_path_factory: pytest.TempPathFactory, year: dict[str, Any], other: dict[str, Any]
) -> None:
    year, other = {**year, "年度": 2021}, {**other, "年度": 2021}
    path = prepare(tmp_path_factory.mktemp("law"), write_year(year))
    wanted = fill_from(path, other)
    made = bring(path, replace_all=True)
    document, _ = source.read_data_file(path.with_name("2021.yaml"))
    assert document is not None and SEEN is not None
    loaded, found = ledger.load_ledger(document, SEEN, Path())
    assert loaded is not None, found
    assert not made.conflicts and count(loaded.values) == count(wanted.values)
    assert not bring(path, replace_all=True).written


def count(values: Any) -> dict[str, Any]:
    """What a template sees, records in any order: new ones stand where the sheet has them."""
    return {
        name: sorted(json.dumps(each, sort_keys=True) for each in said)
        if isinstance(said, list)
        else said
        for name, said in state(values).items()
    }
