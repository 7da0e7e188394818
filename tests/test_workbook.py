"""A year's workbook: what is written, that it reads back, and what a clerk may do to it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
import readers
from drafter import ledger, source
from drafter import schema as schemas
from drafter.commands.workbooks.layout import YearPlan
from drafter.commands.workbooks.proof import write_proven
from drafter.figures import Figure, Gap
from drafter.ledger.shapes import name_sheets
from drafter.problems import Problem
from drafter.source import Document, Node
from drafter.source.tables.yearbook import open_year
from drafter.source.yaml.node import SourceText
from small import problems, workspace
from work import many

SCHEMA = """
type: object
x-title: "{{ 单位 }}总结"
required: [单位]
properties:
  模板: {type: string}
  年度: {type: integer}
  单位: {type: string, description: 写总结的单位}
  备注: {}
  约数: {x-kind: figure, x-unit: 户}
  主任: {type: object, properties: {姓名: {type: string}, 电话: {type: string}}}
  清单: {type: array, items: {type: string}}
  会议:
    type: array
    x-unit: 次
    description: 一次一行
    items:
      type: object
      required: [主题]
      properties:
        日期: {type: string, x-kind: date}
        类别: {type: string, enum: [党组会议, 常委会会议], description: 会议的种类}
        主题: {type: string}
        人数: {type: integer, x-unit: 人}
        金额: {type: number}
        点名: {type: boolean}
        地点: {type: string, enum: ["甲,乙", 丙]}
        参加: {type: array, items: {type: string}}
        联系: {type: object, properties: {人: {type: string}, 数: {type: integer}}}
        办理: {type: array, items: {type: object, properties: {结果: {type: string}}}}
        其他: {}
  信息: {type: array, items: {type: object, properties: {题目: {type: string}, 篇: {type: integer}, 字: {type: integer}}}}
"""  # noqa: E501 — a schema's line
DATA = """
模板: x
年度: 2021
单位: 甲单位
主任: {姓名: 王, 电话: "0012"}
清单: [甲, "乙、丙"]
会议:
  - {日期: 2021-03-05, 类别: 党组会议, 主题: "=学习", 人数: 12, 金额: 99.10, 点名: 是}
  - {日期: 2021年3月6日, 类别: 常委会会议, 主题: 学习二, 地点: "甲,乙", 联系: {人: 李, 数: 2}}
"""
TEMPLATE = """
{{ 单位 }}{{ 主任.电话 }}开会{{ 会议|数量 }}次{{ 会议|合计("金额") }}万元
{%p for 每 in 会议 %}
{{ 每.日期|default("-") }} {{ 每.主题 }} {{ 每.金额|default("-") }}
{%p endfor %}
"""


def office(folder: Path, data: str = DATA, **files: bytes) -> Path:
    return workspace(folder, TEMPLATE, data, SCHEMA, {f"{n}.xlsx": b for n, b in files.items()})


def write(folder: Path, data: str = DATA, **given: Any) -> Path:
    return drafter.workbook("2021.yaml", here=office(folder, data), **given).path


def fill(path: Path, change: Callable[[Any], object]) -> None:
    """Change the workbook as a clerk would, and save it."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def told(path: Path) -> dict[str, str]:
    """The problems of a report made of the workbook: their places by code."""
    here = path.parents[1]
    try:
        found = drafter.check(path, here=here).problems
    except drafter.DrafterError as error:
        found = error.problems
    return {each.code: place(each) for each in found if each.code[1] != "4"}  # not of the page


def place(found: Problem) -> str:
    return "" if found.place is None else found.place.to_text("zh").removeprefix("data/")


def lines(result: drafter.Result) -> list[str]:
    from docx import Document as open_docx

    assert result.path is not None
    return [each.text for each in open_docx(str(result.path)).paragraphs if each.text]


def test_a_sheet_a_ledger_has_lists_notes_and_colours(tmp_path: Path) -> None:
    made = drafter.workbook("2021.yaml", here=office(tmp_path))
    assert [(s.title, s.records, s.lists) for s in made.sheets] == [
        ("单项", 7, ()), ("清单", 2, ()), ("会议", 2, ("类别", "点名", "地点")), ("信息", 0, ()),
    ]  # fmt: skip
    book = openpyxl.load_workbook(made.path)
    assert book.sheetnames == ["填写说明", "单项", "清单", "会议", "信息", "选项"]
    assert book["选项"].sheet_state == "hidden"
    sheet = book["会议"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == "日期 类别 主题 人数 金额 点名 地点 参加 联系.人 联系.数 办理 其他".split()
    rules = {
        str(each.sqref).partition(":")[0]: each for each in sheet.data_validations.dataValidation
    }
    assert rules["B2"].formula1 == '"党组会议,常委会会议"'
    assert rules["G2"].formula1 == "drafter_list_1"
    assert book.defined_names["drafter_list_1"].attr_text == "'选项'!$A$1:$A$2"
    assert (rules["A2"].type, rules["A2"].errorStyle, rules["D2"].type) == (
        "date",
        "warning",
        "whole",
    )
    assert str(rules["D2"].sqref) == "D2:D1003"
    assert "会议的种类" in sheet["B1"].comment.text and "单位：人" in sheet["D1"].comment.text
    assert sheet["C1"].fill.fgColor.rgb != sheet["A1"].fill.fgColor.rgb
    assert sheet.freeze_panes == "A2"
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=学习", "s")
    assert sheet["A2"].is_date and sheet["E2"].number_format == "0.00"
    assert sheet.column_dimensions["C"].number_format == "@"


def test_the_report_of_the_workbook_is_that_of_the_data(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = drafter.generate("2021.yaml", here=tmp_path)
    page = lines(before)
    after = drafter.generate("2021.xlsx", here=tmp_path)
    assert (lines(after), after.status) == (page, "unchanged")
    assert page[0] == "甲单位0012开会2次99.10万元"
    fill(path, lambda book: book["会议"].append([None, "党组会议", "学习三"]))
    assert lines(drafter.generate("2021.xlsx", here=tmp_path))[0].startswith("甲单位0012开会3次")
    origins = drafter.why("99.10", "2021.xlsx", here=tmp_path)[0].origins
    assert (str(origins[0].file), origins[0].line) == ("data/2021.xlsx 会议!", 2)


def test_a_workbook_that_somebody_filled_in_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert drafter.workbook("2021.yaml", here=tmp_path).status == "unchanged"
    (tmp_path / "data" / "2021.yaml").write_text(DATA.replace("学习二", "学习"), "utf-8")
    made = drafter.workbook("2021.yaml", here=tmp_path)
    assert (made.status, made.backup) == ("replaced", None)
    fill(path, lambda book: book["会议"].append(["2021-4-1", "党组会议", "学习三"]))
    filled = path.read_bytes()
    with pytest.raises(drafter.DrafterError) as refused:
        drafter.workbook("2021.yaml", here=tmp_path)
    assert (refused.value.problems[0].code, refused.value.status) == ("D640", 3)
    assert path.read_bytes() == filled
    made = drafter.workbook("2021.yaml", here=tmp_path, overwrite=True)
    assert made.backup is not None and made.backup.read_bytes() == filled


def test_a_part_is_written_for_a_department(tmp_path: Path) -> None:
    made = drafter.workbook("2021", here=office(tmp_path), ledgers=["会议"], empty=True)
    assert (made.path, made.partial) == (tmp_path / "output" / "2021会议空表.xlsx", True)
    book = openpyxl.load_workbook(made.path)
    assert book.sheetnames[:2] == ["填写说明", "会议"] and book["会议"].max_row == 1
    assert [
        each.code
        for each in problems(lambda: drafter.workbook("2021", here=tmp_path, ledgers=["会"]))
    ] == ["D545"]
    assert list(told(made.path)) == ["D630"]


def rename(book: Any) -> None:
    book["会议"].title = "会议（定稿）"


def add_sheet(book: Any) -> None:
    book.create_sheet("草稿").append(["随手记的"])


def clear_needed(book: Any) -> None:
    book["会议"]["C3"].value = None


def add_title_and_total(book: Any) -> None:
    sheet = book["会议"]
    for area in list(sheet.conditional_formatting):
        del sheet.conditional_formatting[area.sqref]
    sheet.insert_rows(1)
    sheet["A1"] = "2021年会议台账"
    sheet.merge_cells("A1:F1")
    sheet.append(["合计", None, None, 12])
    sheet["M2"] = "经办"
    sheet["M3"] = "王"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (rename, {"D631": "2021.xlsx 会议（定稿）!A1", "D633": "2021.xlsx"}),
        (add_sheet, {"D632": "2021.xlsx 草稿!A1"}),
        (lambda book: book.remove(book["信息"]), {"D633": "2021.xlsx"}),
        (lambda book: book["会议"].delete_rows(1), {"D225": "2021.xlsx 会议!A1"}),
        (add_title_and_total, {"D228": "2021.xlsx 会议!A5"}),
        (lambda book: book["会议"].cell(2, 2, "党委会"), {"D207": "2021.xlsx 会议!B2"}),
        (lambda book: book["会议"].cell(2, 4, "十二人"), {"D203": "2021.xlsx 会议!D2"}),
        (lambda book: book["会议"].cell(2, 1, "2021.3.5"), {}),
        (lambda book: book["会议"].cell(2, 4, "=3+4"), {"D175": "2021.xlsx 会议!D2"}),
        (clear_needed, {"D201": "2021.xlsx 会议!C3"}),
        (lambda book: book["会议"].cell(3, 8, "甲局、乙局"), {"D641": "2021.xlsx 会议!H3"}),
        (lambda book: book["会议"].cell(3, 11, "办完了"), {"D212": "2021.xlsx 会议!K3"}),
        (lambda book: book["单项"].append(["单位", "乙单位"]), {"D637": "2021.xlsx 单项!A9"}),
        (lambda book: book["单项"].append([None, "乙单位"]), {"D638": "2021.xlsx 单项!B9"}),
        (lambda book: book["单项"].cell(1, 2, "什么"), {"D630": "2021.xlsx"}),
    ],
)  # fmt: skip
def test_what_a_clerk_does_to_the_sheets_is_told_at_its_cell(
    tmp_path: Path, change: Callable[[Any], object], found: dict[str, str]
) -> None:
    path = write(tmp_path)
    fill(path, change)
    assert told(path) == found


def test_a_workbook_that_is_open_may_hold_more_than_was_saved(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.with_name("~$2021.xlsx").write_bytes(b"")
    assert told(path) == {"D636": "2021.xlsx"}


def test_commands_that_change_text_say_that_a_workbook_is_none(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "data" / "2021.yaml").unlink()
    for act in (
        lambda: drafter.new("2022", here=tmp_path),
        lambda: drafter.fix("2021.xlsx", here=tmp_path),
        lambda: drafter.import_ledger("2021.xlsx", "2021.xlsx", here=tmp_path),
    ):
        assert [each.code for each in problems(act)] == ["D635"]
    assert drafter.status(here=tmp_path).title == "甲单位总结"


def test_what_a_cell_cannot_hold_is_refused_where_it_stands(tmp_path: Path) -> None:
    data = DATA + f"信息:\n  - {{题目: {'甲' * 33_000}}}\n  - {{题目: }}\n"
    found = problems(lambda: write(tmp_path, data))
    assert [(each.code, place(each)) for each in found] == [
        ("D634", "2021.yaml:11:10"),
        ("D634", "2021.yaml:12:5"),
    ]


SEEN = schemas.read_schema(Path("schema.yaml"), "schema.yaml", data=SCHEMA.encode())[0]
ODD = st.sampled_from(
    "合计|小计：3|同上|=1+2|'甲|一、学习|注：没有| 甲 |甲\n乙|甲\n|　甲　乙|甲\u200b乙|44260|true"
    "|110101199003071234|2021-03-05|1.50|_x0041_|-|(件)|制表人：王|甲、乙|{甲: 乙}|0012|+86|1e5"
    '|"甲"|3-5|第1页|主题|是'.split("|")
)
SIGNS = st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=["Cs", "Cc"])
TEXTS = st.one_of(ODD, st.sampled_from(["甲", "学习"]), st.text(SIGNS, min_size=1, max_size=6))
NUMBERS = st.one_of(st.integers(0, 5), st.integers(-(10**17), 10**17))
DECIMALS = st.sampled_from(["99.10", "0.5", "-2.50", "12345678901234.567", 3])
MORE = {
    "日期": st.sampled_from(["2021-03-05", "2021.3.5", "2021年11月12日"]), "人数": NUMBERS,
    "金额": DECIMALS, "点名": st.booleans(), "地点": st.sampled_from(["甲,乙", "丙"]),
    "参加": st.lists(TEXTS, max_size=3), "其他": st.one_of(TEXTS, NUMBERS),
    "联系": st.fixed_dictionaries({"人": TEXTS}, optional={"数": NUMBERS}),
    "办理": st.lists(st.fixed_dictionaries({"结果": TEXTS}), max_size=2),
}  # fmt: skip
RECORDS = st.fixed_dictionaries({"主题": TEXTS}, optional=MORE)
FIGURES = st.fixed_dictionaries({"篇": NUMBERS}, optional={"题目": TEXTS, "字": NUMBERS})
YEARS = st.fixed_dictionaries({"模板": st.just("x"), "单位": TEXTS}, optional={
    "年度": st.just(2021), "备注": st.one_of(TEXTS, NUMBERS), "清单": st.lists(TEXTS, max_size=3),
    "约数": st.sampled_from(["200余", "495,737", "2.60", 12]),
    "会议": st.lists(RECORDS, max_size=4), "信息": st.lists(FIGURES, max_size=4),
})  # fmt: skip


def make_node(value: Any) -> Node:
    if isinstance(value, dict):
        value = {name: make_node(each) for name, each in value.items()}
    elif isinstance(value, list):
        value = [make_node(each) for each in value]
    return Node(value, 1, 1, 1, (1, 1))


def state(value: Any) -> Any:
    """What a template sees of a value; what is empty left out."""
    if isinstance(value, dict):
        return {
            name: said
            for name, each in value.items()
            if (said := state(each)) not in (None, {}, [])
        }
    if isinstance(value, (list, tuple)):
        return [state(each) for each in value]
    if isinstance(value, Figure):
        return str(value.value), str(value)
    return None if isinstance(value, Gap) else (type(value).__name__, str(value))


@settings(max_examples=many(50))
@given(YEARS)
def test_law_what_is_written_reads_back(year: dict[str, Any]) -> None:
    assert SEEN is not None
    document = Document(SourceText("2021.yaml", "\n"), make_node(year))
    loaded, _ = ledger.load_ledger(document, SEEN, Path())
    assert loaded is not None and isinstance(document.root.value, dict)
    chosen = tuple(name_sheets(SEEN.root))
    data, wrong = write_proven(
        YearPlan("x", "2021", SEEN.root, document.root.value, chosen, singles=True), document
    )
    assert data is not None, wrong
    again, found = open_year(data, "2021.xlsx")
    assert again is not None, found
    back, found = ledger.load_ledger(again, SEEN, Path())
    assert back is not None, found
    assert state(back.values) == state(loaded.values)


def test_a_book_of_all_ledgers_is_opened_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drafter.source.tables import package

    write(tmp_path)
    opened: list[object] = []
    init = package.Book.__init__
    monkeypatch.setattr(
        package.Book, "__init__", lambda self, file: opened.append(init(self, file))
    )
    named = (f"{name}: {{台账: 2021.xlsx, 工作表: {name}}}\n" for name in ("会议", "信息"))
    data = "".join(["模板: x\n单位: 甲\n", *named])
    (tmp_path / "data" / "2022.yaml").write_text(data, "utf-8")
    document, _ = source.read_data_file(tmp_path / "data" / "2022.yaml")
    assert document is not None and SEEN is not None
    assert ledger.load_ledger(document, SEEN, tmp_path / "data")[0] is not None
    assert len(opened) == 1


def test_last_year_may_be_a_workbook(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.rename(path.with_name("2020.xlsx"))
    home = tmp_path / "templates" / "x" / "template.docx"
    from notation import docx

    home.write_bytes(docx("{{ 会议|数量 }}次{{ 会议|同比 }}\n"))
    fill(
        path.with_name("2020.xlsx"),
        lambda book: (book["单项"].cell(3, 2, 2020), book["会议"].delete_rows(3)),
    )
    assert "增长100%" in "".join(lines(drafter.generate("2021.yaml", here=tmp_path)))


def test_a_workbook_saved_by_libreoffice_keeps_its_lists_and_what_it_says(
    tmp_path: Path, everything: bool
) -> None:
    readers.need_calc(everything)
    path = write(tmp_path, DATA + '信息: [{题目: " 同上 "}]\n')
    page = lines(drafter.generate("2021.yaml", here=tmp_path))
    saved = tmp_path / "saved"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shutil.copy(saved / "2021.xlsx", path)
    assert lines(drafter.generate("2021.xlsx", here=tmp_path)) == page
    book = openpyxl.load_workbook(path)
    rules = {
        str(each.sqref).partition(":")[0]: each
        for each in book["会议"].data_validations.dataValidation
    }
    assert rules["B2"].formula1 == '"党组会议,常委会会议"' and rules["G2"].type == "list"
    assert "会议的种类" in book["会议"]["B1"].comment.text
    fill(path, lambda book: book["会议"].append(["2021-4-1", "党组会议", "学习三"]))
    assert lines(drafter.generate("2021.xlsx", here=tmp_path))[0].startswith("甲单位0012开会3次")
