"""Tests for ledgers in Excel and CSV: drafter.source.sheet, drafter.ledger.tables, import."""

# ruff: noqa: E501 — a record or a sentence is not broken to fit a line

from __future__ import annotations

import datetime
import random
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

import drafter
import small
from drafter.problems import DrafterError, TextPlace

MEETINGS = ["日期", "类别", "主题", "数量", "点名"]


def records(office: Path, name: str) -> list[dict[str, Any]]:
    text = (office / "data/2021.yaml").read_text("utf-8")
    held = yaml.load(text, yaml.BaseLoader)[name]
    assert isinstance(held, list)
    return held


def day(text: str) -> datetime.date:
    year, month, number = map(int, re.findall(r"\d+", text))
    return datetime.date(year, month, number)


def in_file(office: Path, name: str, mapping: str) -> None:
    """The ledger of that name is kept in a file."""
    path = office / "data/2021.yaml"
    text = re.sub(rf"(?ms)^{name}:\n.*?\n\n", f"{name}: {mapping}\n\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")


def workbook(office: Path, **given: Any) -> Path:
    """会议台账.xlsx as an office keeps it: title, merged headers in two rows, four kinds of dates."""
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active["A1"] = "填表说明"
    sheet = book.create_sheet("会议")
    for area in ("A1:G1", "A3:A4", "B3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4"):
        sheet.merge_cells(area)
    heads = {"A1": "2021年会议台账", "A2": "填表人：小李", "A3": "序号", "B3": "会议情况", "B4": "会议\n时间",
             "C4": "类 别", "D3": "主题", "E3": "次数（次）", "F3": "点名", "G3": "备注"}  # fmt: skip
    for cell, text in heads.items():
        sheet[cell] = text
    for number, record in enumerate(records(office, "会议"), 1):
        date = day(record["日期"])
        serial = (date - datetime.date(1899, 12, 30)).days
        forms = (datetime.datetime(date.year, date.month, date.day), serial, str(serial),
                 f"{date.year}.{date.month}.{date.day}")  # fmt: skip
        count = int(record["数量"]) if "数量" in record else None
        marked = record.get("点名")
        sheet.append(
            [number, forms[number % 4], record["类别"], f" {record['主题']}　", count, marked]
        )
        if number == 20:
            sheet.append([])
    sheet.append(["合 计", None, None, None, 46])
    sheet.append(["审核：张主任", None, None, "2021年底"])
    sheet.row_dimensions[8].hidden = True
    for cell, value in given.items():
        sheet[cell] = value
    path = office / "data/会议台账.xlsx"
    book.save(path)
    in_file(office, "会议", "{台账: 会议台账.xlsx, 工作表: 会议}")
    return path


def words(path: Path | None) -> str:
    from readers import text

    assert path is not None
    return text(path)


def codes(problems: Any) -> dict[str, str]:
    return {each.code: each.place.to_text("zh") for each in problems if each.place is not None}


def test_two_ledgers_as_an_office_keeps_them_give_the_same_report(office: Path):
    before = words(drafter.generate("2021.yaml", output="a.docx").path)
    rows = [",".join(record.values()) for record in records(office, "提案")]
    heads = "编号,提案题目,提案者,督办领导,主办单位,办理结果,满意度"
    text = "\r\n".join(["2021年提案台账,,,,,,", heads, *rows, "合计,32,,,,,", ""])
    (office / "data/提案台账.csv").write_bytes(text.encode("gbk"))
    in_file(office, "提案", "{台账: 提案台账.csv}")
    workbook(office)
    made = drafter.generate("2021.yaml", output="b.docx")
    assert words(made.path) == before
    told = [each.message() for each in made.problems if each.code == "D228"]
    assert "读了45条记录" in told[0]
    for said in (
        "序号、备注",
        "空行：第25行",
        "合计行：第51行",
        "表尾的说明：第52行",
        "隐藏的行也算在内：第8行",
    ):
        assert said in told[0]
    assert "读了32条记录" in told[1]
    origins = drafter.why("40余")[0].origins
    assert origins[0].where == "data/会议台账.xlsx 会议!B5"
    assert {path.name for path in made.files} >= {"会议台账.xlsx", "提案台账.csv"}


@pytest.mark.parametrize(
    ("cell", "value", "code", "place"),
    [
        ("C6", "#N/A", "D174", "data/会议台账.xlsx 会议!C6"),
        ("E7", "=1+1", "D175", "data/会议台账.xlsx 会议!E7"),
        ("E9", 110101199003071234, "D176", "data/会议台账.xlsx 会议!E9"),
        ("C9", "党组会", "D205", "data/会议台账.xlsx 会议!C9"),
        ("B9", "三月五日", "D204", "data/会议台账.xlsx 会议!B9"),
        ("E9", "两次", "D203", "data/会议台账.xlsx 会议!E9"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_cell_is_told_there(
    cell: str, value: Any, code: str, place: str, office: Path
):
    workbook(office, **{cell: value})
    with pytest.raises(DrafterError) as error:
        drafter.generate("2021.yaml")
    errors = [each for each in error.value.problems if each.severity.value == "error"]
    assert [each.place.to_text("zh") for each in errors if each.place] == [place]
    assert code in codes(errors) or code in ("D203", "D204", "D205")


def test_an_empty_cell_is_told_in_its_own_column(office: Path):
    workbook(office, B7="", C9="")
    gaps = [p for p in drafter.generate("2021.yaml").problems if p.code == "D201" and p.place]
    cells = [each.place.to_text("zh") for each in gaps if each.place]
    assert cells == ["data/会议台账.xlsx 会议!B7", "data/会议台账.xlsx 会议!C9"]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("{台账: ../会议台账.xlsx}", "D222"), ("{台账: /etc/passwd}", "D222"),
        ("{台账: 夹/../会议台账.xlsx}", "D222"), ("{台账: 'C:会议台账.xlsx'}", "D222"),
        ("{台账: '会议台账.xlsx:流'}", "D222"), ("{台账: '夹\\会议台账.xlsx'}", "D222"),
        ("{台账: 会议台账.docx}", "D223"),
        ("{台账: 'C:\\会议台账.xlsx'}", "D222"), ("{台账: 会义台账.xlsx}", "D224"),
        ("{台账: 会议台账.xlsx, 工作表: 会义}", "D172"), ("{台账: 会议台账.xlsx, 表: 会议}", "D226"),
        ("{台账: 坏的.xlsx}", "D170"), ("{台账: 旧的.xls}", "D171"), ("{台账: 别的.csv}", "D225"),
        ("{台账: 缺列.csv}", "D227"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_use_is_told_at_the_data(mapping: str, code: str, office: Path):
    workbook(office)
    (office / "data/坏的.xlsx").write_bytes(b"PK\x03\x04nonsense")
    (office / "data/旧的.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (office / "data/别的.csv").write_text("甲,乙\n1,2\n", "utf-8")
    (office / "data/缺列.csv").write_text("日期,主题\n2021-01-02,学习\n", "utf-8")
    in_file(office, "会议", mapping)
    text = (office / "data/2021.yaml").read_text("utf-8")
    (office / "data/2021.yaml").write_text(
        re.sub(r"(?m)^会议: .*$", f"会议: {mapping}", text), "utf-8"
    )
    with pytest.raises(DrafterError) as error:
        drafter.generate("2021.yaml")
    assert code in [each.code for each in error.value.problems]


def test_a_link_that_leads_out_of_the_folder_is_refused(office: Path, tmp_path: Path):
    path = workbook(office)
    outside = tmp_path / "outside.xlsx"
    path.rename(outside)
    path.symlink_to(outside)
    with pytest.raises(DrafterError) as error:
        drafter.generate("2021.yaml")
    assert "D222" in codes(error.value.problems)


def test_the_order_of_columns_blank_rows_and_titles_do_not_matter(office: Path):
    wanted = words(drafter.generate("2021.yaml", output="a.docx").path)
    held = records(office, "会议")
    in_file(office, "会议", "{台账: 会议.csv}")
    for seed in range(8):
        draw = random.Random(seed)
        heads = [*MEETINGS, "经办人"]
        draw.shuffle(heads)
        rows = [",".join(record.get(head, "") for head in heads) for record in held]
        for _ in range(3):
            rows.insert(draw.randrange(len(rows)), "," * draw.randrange(6))
        titles = ["会议台账" + "," * 3] * draw.randrange(4)
        encoding = draw.choice(["utf-8", "utf-8-sig", "gbk"])
        content = draw.choice(["\n", "\r\n"]).join([*titles, ",".join(heads), *rows])
        (office / "data/会议.csv").write_bytes(content.encode(encoding))
        assert words(drafter.generate("2021.yaml", output=f"{seed}.docx").path) == wanted


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_importing_writes_the_records_and_keeps_all_else(ends: str, office: Path):
    path = office / "data/2021.yaml"
    source = path.read_text("utf-8")
    before = words(drafter.generate("2021.yaml", output="a.docx").path)
    workbook(office)
    path.write_bytes(source.replace("\n", ends).encode())
    made = drafter.import_ledger("data/会议台账.xlsx", "2021.yaml", sheet="会议", replace=True)
    assert (made.ledger, made.records, made.added, made.removed) == ("会议", 45, 45, 45)
    assert (
        made.backup is not None and made.backup.read_bytes() == source.replace("\n", ends).encode()
    )
    text = path.read_bytes().decode()
    assert text.count("\r\n") == (text.count("\n") if ends == "\r\n" else 0)
    kept = [line for line in source.split("\n") if "{日期: 2021" not in line]
    assert all(line in text for line in kept)
    assert words(drafter.generate("2021.yaml", output="b.docx").path) == before


def test_importing_nothing_or_into_nowhere_changes_nothing(office: Path):
    path = office / "data/2021.yaml"
    before = path.read_bytes()
    (office / "data/汇总.csv").write_text("日期,类别,主题\n", "utf-8")
    for name, code in ((None, "D545"), ("会议", "D225"), ("没有", "D545")):
        with pytest.raises(DrafterError) as error:
            drafter.import_ledger("data/汇总.csv", "2021.yaml", ledger_name=name)
        assert {each.code for each in error.value.problems} & {code, "D546"}
    assert path.read_bytes() == before
    assert not list((office / "data").glob("*备份*"))


@pytest.mark.parametrize(("asked", "file"), [
    ("会议表", "汇总.csv"), ("会义", "汇总.csv"), (None, "会义.csv"), (None, "汇义.csv"),
])  # fmt: skip
def test_a_ledger_that_is_nearly_named_is_suggested(asked: str | None, file: str, office: Path):
    (office / "data" / file).write_text("日期,类别,主题\n", "utf-8")
    with pytest.raises(DrafterError) as error:
        drafter.import_ledger(file, "2021.yaml", ledger_name=asked)
    [found] = error.value.problems
    assert found.code == "D545"
    assert ("是不是想写「会议」？" in found.cure()) is (file != "汇义.csv")


@pytest.mark.parametrize("head", [("日期", "主题"), ("甲", "乙")])
def test_what_is_wrong_with_an_imported_workbook_as_a_whole_is_told_at_its_sheet(
    head: tuple[str, str], office: Path
):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "会议"
    for number, row in enumerate((head, ("2021-01-02", "学习")), 3):
        for column, value in enumerate(row, 2):
            sheet.cell(number, column, value)
    book.save(office / "data/新.xlsx")
    with pytest.raises(DrafterError) as error:
        drafter.import_ledger("新.xlsx", "2021.yaml", ledger_name="会议")
    [found] = error.value.problems
    assert found.code in ("D225", "D227")
    assert found.place.to_text("zh") == "data/新.xlsx 会议!B3"


def test_a_table_is_found_in_the_data_folder_as_the_data_file_is(office: Path):
    (office / "data/会议.csv").write_text("日期,类别,主题\n2021/12/30,党组会,新学习\n", "utf-8")
    with pytest.raises(DrafterError) as error:
        drafter.import_ledger("会议.csv", "2021")
    place = error.value.problems[0].place
    assert isinstance(place, TextPlace) and place.file == "data/会议.csv"
    (office / "data/会议.csv").write_text("日期,类别,主题\n2021/12/30,党组会议,新学习\n", "utf-8")
    assert drafter.import_ledger("会议.csv", "2021").added == 1


def test_importing_adds_what_is_not_there_and_leaves_the_rest_as_it_is(office: Path):
    path = office / "data/2021.yaml"
    before = path.read_text("utf-8")
    head = "日期,类别,主题,数量,点名\n"
    first = records(office, "会议")[0]
    same = f"{first['日期'].replace('-0', '.')} 0:00,{first['类别']},{first['主题']},,\n"
    (office / "data/会议.csv").write_text(f"{head}{same}2021/12/30 9:30,党组会议,新学习,2,TRUE\n")

    tried = drafter.import_ledger("data/会议.csv", "2021.yaml", dry_run=True)
    assert (tried.added, tried.kept, tried.written) == (1, 45, False)
    assert "表头：第1行" in tried.problems[0].message() and path.read_text("utf-8") == before
    made = drafter.import_ledger("data/会议.csv", "2021.yaml")
    assert (made.records, made.added, made.kept, made.removed) == (2, 1, 45, 0)
    line = "  - {日期: 2021-12-30, 类别: 党组会议, 主题: 新学习, 数量: 2, 点名: 是}\n"
    assert path.read_text("utf-8").replace(line, "") == before
    assert records(office, "会议")[-1]["主题"] == "新学习"
    again = drafter.import_ledger("data/会议.csv", "2021.yaml")
    assert (again.added, again.written, again.backup) == (0, False, None)
    assert drafter.generate("2021.yaml").path is not None


def test_importing_refuses_at_its_cell_what_the_schema_does_not_accept(office: Path):
    path = office / "data/2021.yaml"
    before = path.read_bytes()
    (office / "data/会议.csv").write_text("日期,类别,主题\n2021-12-30,党组会,新学习\n", "utf-8")
    with pytest.raises(DrafterError) as error:
        drafter.import_ledger("data/会议.csv", "2021.yaml")
    assert codes(error.value.problems)["D207"] == "data/会议.csv:2:12"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        ("[]", ["新"]), ("", ["新"]), ("[{题目: 旧}]", ["旧", "新"]), ("\n- {题目: 旧}  # 记", ["旧", "新"]),
        ("\n    -   题目: 旧\n        报送: 省政协", ["旧", "新"]), ("{台账: 别的.csv}", ["新"]),
    ],
)  # fmt: skip
def test_importing_adds_in_whatever_way_the_ledger_is_written(
    there: str, wanted: list[str], office: Path
):
    in_file(office, "信息", there)
    (office / "data/信息.csv").write_text("题目,来源\n新,委员\n", "utf-8")
    made = drafter.import_ledger("data/信息.csv", "2021.yaml")
    assert made.added == 1
    assert [record["题目"] for record in records(office, "信息")] == wanted


def test_an_old_workbook_is_read_as_a_new_one(office: Path):
    before = words(drafter.generate("2021.yaml", output="a.docx").path)
    shutil.copy(Path(__file__).parent / "specimens/ledger.xls", office / "data/会议.xls")
    in_file(office, "会议", "{台账: 会议.xls}")
    assert words(drafter.generate("2021.yaml", output="b.docx").path) == before
    assert drafter.why("40余")[0].origins[0].where == "data/会议.xls 会议!B4"


def test_what_is_struck_through_is_told_like_hidden_rows(tmp_path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["类别", "主题"],
        ["党组会议", "学习一"],
        ["党组会议", "学习二"],
        ["党组会议", "x"],
    ):
        sheet.append(row)
    sheet["B3"].font = Font(strike=True)
    sheet["B4"] = CellRichText(TextBlock(InlineFont(strike=True), "旧题"), "学习三")
    book.save(tmp_path / "会议.xlsx")
    files = {"会议.xlsx": (tmp_path / "会议.xlsx").read_bytes()}
    data = f"{small.DATA[: small.DATA.index('会议:')]}会议: {{台账: 会议.xlsx}}\n"
    made = small.generate(tmp_path / "w", "{{ 会议|数量 }}", data=data, files=files)
    (found,) = [each for each in made.problems if each.code == "D228"]
    assert "删除线的也算在内：第3–4行" in found.message()
