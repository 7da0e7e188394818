"""Tests for drafter.source.tables: cells as a sheet shows them, which sheet, what is refused."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import drafter
from drafter.problems import Problem, TextPlace
from sheets import Rows, book, hint, lines, office, read_lines, refusals
from small import read_back, workspace, zipped

HEAD = ["日期", "类别", "主题", "人数", "比率", "办结"]
ROW = ["2021-01-12", "党组会议", "甲", 11]
N = None


def place(found: Problem) -> str:
    return found.place.to_text("zh") if found.place else ""


def with_sheet(content: bytes, strings: bytes = b"") -> bytes:
    """A workbook whose sheet is this XML within sheetData."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    with zipfile.ZipFile(io.BytesIO(book([HEAD, ROW]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/worksheets/sheet1.xml"] = head + content + b"</worksheet>"
    return zipped(files | ({"xl/sharedStrings.xml": strings} if strings else {}))


def extended(table: bytes, after: bytes, put: bytes) -> bytes:
    """The workbook with something put into the XML of its sheet."""
    with zipfile.ZipFile(io.BytesIO(table)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    assert after in sheet
    return zipped(files | {"xl/worksheets/sheet1.xml": sheet.replace(after, put, 1)})


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.767, "0.0%", "76.7%"), (1 / 3, "0.00%", "33.33%"), (1 / 3, "0.00", "0.33"),
        (-0.01999999999999957, "0.00", "-0.02"), (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"), (1234.5, '"¥"#,##0.00', "¥1,234.50"),
        (1234567, "#,##0", "1,234,567"), (123456, '0!.0,"万"', "12.3万"),
        (datetime.timedelta(hours=26, minutes=30), "[h]:mm", "26:30"),
        (datetime.time(14, 30), "h:mm", "14:30"), (True, "General", "是"), (False, "General", "否"),
        (datetime.date(2021, 3, 5), 'yyyy"年"m"月"d"日"', "2021年3月5日"),
        (datetime.datetime(2021, 3, 5, 9, 5), "yyyy/m/d hh:mm", "2021/3/5 09:05"),
        (-45, "0_);[Red]\\(0\\)", "(45)"), (7, "000", "007"), (12, '0"人次"', "12人次"),
        (0.5, "# ?/?", "0.5"), ("76.7%", "General", "76.7%"),
    ],
)  # fmt: skip
def test_a_text_is_what_the_cell_shows(value: Any, code: str, shown: str, tmp_path: Path) -> None:
    table = book([HEAD, ["2021-01-12", "党", value, 1]], formats={"C2": code})
    assert lines(tmp_path, table)[1].split(" ", 2)[2] == f"{shown} 1 -"


def test_a_number_is_printed_as_shown_and_computed_with_all_its_digits(tmp_path: Path) -> None:
    template = """
{%p for 每 in 会议 %}
{{ 每.比率 }}、{{ 每.比率 * 1000 }}
{%p endfor %}
{{ 会议|合计("比率") }}
"""
    table = book(
        [HEAD, ["2021-01-12", N, "甲", N, 0.767], ["2021-01-12", N, "乙", N, 0.3333]],
        formats={"E2": "0%", "E3": "0.0%"},
    )
    assert lines(tmp_path, table, template=template) == [
        "77%、767.000",
        "33.3%、333.3000",
        "1.1003",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2021. 3. 5", "２０２１年３月５日", "20210305", "2021/3/5 0:00", "2021-3-5 14:38:00",
        "44260", "2021年3月5日上午9:30", "2021年3月5日（星期五）", "2021、3、5",
        "\u200b2021-03-05\xa0",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_day_is_read_as_people_write_it(written: str, kind: str, tmp_path: Path) -> None:
    rows = [HEAD, [written, "党", "甲", 3]]
    table = book(rows) if kind == "xlsx" else to_csv(rows)
    assert lines(tmp_path, table, f"台账.{kind}")[1].startswith("2021年3月5日 ")


def to_csv(rows: Rows) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


@pytest.mark.parametrize(
    ("value", "code"),
    [(-5, "yyyy-mm-dd"), ("1899-12-31", "General"), ("1021-03-05", "General"), (-0.5, "h:mm")],
)
def test_a_day_before_1900_is_refused_at_its_cell(value: Any, code: str, tmp_path: Path) -> None:
    table = book([HEAD, ROW, [value, "党", "甲", 3]], formats={"A3": code})
    [found] = refusals(tmp_path, table)
    assert (found.code, place(found)) == ("D177", "data/台账.xlsx 会议!A3")


def test_a_workbook_may_count_from_1904(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book([HEAD])))
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active.append([datetime.datetime(2021, 3, 5), "党", "甲", 3])
    buffer = io.BytesIO()
    made.save(buffer)
    assert lines(tmp_path, buffer.getvalue())[1].startswith("2021年3月5日 ")


@pytest.mark.parametrize(
    ("value", "code"),
    [("甲_x0007_乙", "D112"), ("甲\u2028乙", "D112"), ("=A1", "D175"), ("#REF!", "D174"),
     ("同上", "D178"), ("〃", "D178")],
)  # fmt: skip
@pytest.mark.parametrize("row", [[N, N, "V"], ["2021-01-12", "党", "V", 3]])
def test_a_cell_that_cannot_be_used_is_told_there(
    row: list[Any], value: str, code: str, tmp_path: Path
) -> None:
    table = book([HEAD, [value if cell == "V" else cell for cell in row], ROW])
    [found] = refusals(tmp_path, table)
    assert (found.code, place(found)) == (code, "data/台账.xlsx 会议!C2")


@pytest.mark.parametrize(
    ("text", "code", "spot"),
    [
        ("日期,主题\n2021-01-12,甲\0乙\n", "D112", "data/台账.csv:2:12"),
        ("日期,主题\n2021-01-12,甲\x07乙\n", "D112", "data/台账.csv:2:12"),
        ('日期,主题\n2021-01-12,"甲\n2021-01-13,乙\n', "D165", "data/台账.csv:2:12"),
        ('日期,主题\n2021-01-12,"甲"乙\n', "D165", "data/台账.csv:2:12"),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_told_there(
    text: str, code: str, spot: str, tmp_path: Path
) -> None:
    [found] = refusals(tmp_path, text.encode(), "台账.csv")
    assert (found.code, place(found)) == (code, spot)


def test_signs_nobody_sees_are_ignored_in_names_and_named_in_values(tmp_path: Path) -> None:
    table = book(
        [["日期\u200b", "类\ufeff别", "主题", "人数"], ["2021-01-12", "党组\u200b会议", "甲", 1]]
    )
    here = office(tmp_path, table)
    result = drafter.generate("2021.yaml", here=here)
    assert read_lines(result)[1].split()[1] == "党组会议"
    [found] = [each for each in result.problems if each.code == "D183"]
    assert place(found) == "data/台账.xlsx 会议!B2" and "U+200B" in found.message()


def test_what_excel_writes_for_a_line_break_is_one(tmp_path: Path) -> None:
    table = book([HEAD, ["2021-01-12", "党", "甲_x000D_\n乙_x005F_x000D_", 1]])
    assert lines(tmp_path, table)[1] == "2021年1月12日 党 甲\n乙_x000D_ 1 -"


@pytest.mark.parametrize(
    "row",
    [
        ["2021-01-12", "共青团会议", "合计", 3], ["2021-01-12", "合计工作会", "平均", 3],
        ["2021-01-12", "注册会", "小计", 3], [N, "说明会", N, N], [N, "备注登记", "一、甲", N],
        [N, "第一季度例会", N, N], [N, "共建3个公园", N, N], [N, "单位座谈", "制表人", 2],
        [N, "以上率下座谈", "总计三项", N],
    ],
)  # fmt: skip
def test_a_record_may_begin_like_a_total_or_a_note(row: list[Any], tmp_path: Path) -> None:
    assert lines(tmp_path, book([HEAD, ROW, row, ROW]))[0].startswith("3次")


@pytest.mark.parametrize(
    "row",
    [
        ["合　计"], ["总计：", N, N, 22], ["第四季度小计", N, N, 22], ["全年共计", N, N, 22],
        ["共3次"],
        ["共三次"], ["共计 3 次，68人次"], ["本页小计", N, N, "22人"], [N, "小计", N, 22],
        [N, N, "累计", 22], ["党组会议小计", N, N, 22], ["一季度", "小计", N, 22],
        ["平均", N, N, 11], ["人均", N, N, 7.3], ["占比", "16%", N, "100%"],
        ["合计", "—", "/", "-"],
        ["其中：党组会议", N, N, 11], ["合计（次）", N, N, "=SUM(D2:D3)"], HEAD, ["日 期", "类别"],
        ["1月"], ["第二季度"], ["注：不含借调"], ["备注", "均在线上"],
        ["填表人：甲", N, "审核人：乙"],
        ["第1页，共2页"], ["— 2 —"], ["—", "—", "—", "—"], ["以上数据截至12月31日"], ["本年度无"],
    ],
)  # fmt: skip
def test_a_row_that_says_it_is_none_is_no_record(row: list[Any], tmp_path: Path) -> None:
    table = book([HEAD, ROW, row, ROW])
    assert lines(tmp_path / "a", table)[0] == "2次22人"
    assert "第3行" in hint(tmp_path / "b", table)


@pytest.mark.parametrize("row", [[1, 2, 3, 4], ["（年月日）", N, N, "（人）"]])
def test_a_row_that_explains_the_columns_is_of_the_header(row: list[Any], tmp_path: Path) -> None:
    assert lines(tmp_path, book([HEAD[:4], row, ROW]))[0] == "1次11人"


def test_a_row_whose_word_the_schema_allows_is_a_record(tmp_path: Path) -> None:
    fields = "\n        类别: {type: string, enum: [分项, 合计]}\n        人数: {type: integer}\n"
    table = book([["类别", "人数"], ["分项", 3], ["合计", 4]])
    template = '{{ 会议|数量 }}次{{ 会议|合计("人数") }}人'
    assert lines(tmp_path, table, fields=fields, template=template) == ["2次7人"]


def test_a_number_that_only_names_something_stands_for_each_row(tmp_path: Path) -> None:
    fields = """
        年度: {type: integer}
        主题: {type: string}
        人数: {type: integer}
"""
    table = book([["年度", "主题", "人数"], [2021, "甲", 3], [N, "乙", N]], ["A2:A3", "C2:C3"])
    template = '{{ 会议|筛选(年度=2021)|数量 }}次{{ 会议|合计("人数") }}人'
    assert lines(tmp_path, table, fields=fields, template=template) == ["2次3人"]


@pytest.mark.parametrize(
    ("ledger", "column", "name"),
    [("提案", "提案号", "编号"), ("会议", "会议类别", "类别"), ("会议", "类别", "会议类别")],
)
def test_a_column_with_the_ledgers_name_fits_where_nothing_else_does(
    ledger: str, column: str, name: str, tmp_path: Path
) -> None:
    fields = f"\n        {name}: {{type: string}}\n        主题: {{type: string}}\n"
    template = "{%p for 每 in 会议 %}\n{{ 每." + name + " }}\n{%p endfor %}"
    schema_of = {"fields": fields, "template": template.replace("会议 %", f"{ledger} %")}
    table = book([[column, "主题"], ["第3号", "甲"]])
    here = office(tmp_path, table, **schema_of)
    for path in (here / "data/2021.yaml", here / "templates/x/schema.yaml"):
        path.write_text(
            path.read_text("utf-8")
            .replace("\n会议:", f"\n{ledger}:")
            .replace("  会议:\n", f"  {ledger}:\n"),
            "utf-8",
        )
    result = drafter.generate("2021.yaml", here=here)
    assert read_lines(result) == ["第3号"]
    assert f"“{column}”这一列当作“{name}”" in result.problems[0].message()


def test_which_sheet_is_found_by_its_columns(tmp_path: Path) -> None:
    cover: Rows = [["会议台账"], ["2021年"]]
    two = {"封面": cover, "上半年": [HEAD, ROW], "下半年": [HEAD, ROW, ROW]}
    [found] = refusals(tmp_path / "a", book(two))
    assert (found.code, place(found)) == ("D181", "data/2021.yaml:2:10")
    assert "上半年、下半年" in found.message()
    assert lines(tmp_path / "b", book(two), sheet="下半年")[0] == "2次22人"
    assert lines(tmp_path / "c", book(two, hidden_sheets=["上半年"]))[0] == "2次22人"


def test_a_misspelt_sheet_is_told_at_the_datas_line(tmp_path: Path) -> None:
    [found] = refusals(tmp_path, book([HEAD, ROW]), sheet="会义")
    assert found.code == "D172" and place(found) == "data/2021.yaml:2:24"
    assert "是不是想写「会议」" in found.cure()


def test_only_the_named_sheet_is_loaded(tmp_path: Path) -> None:
    table = extended(book({"坏": [HEAD, ROW], "会议": [HEAD, ROW]}), b"<row", b"<damage")
    assert lines(tmp_path / "a", table, sheet="会议")[0] == "1次11人"
    assert refusals(tmp_path / "b", table)[0].code == "D170"


def test_strict_workbooks_and_prefixed_elements_are_read(tmp_path: Path) -> None:
    plain = book([HEAD, ROW, ["2021-01-13", "党", "乙", N]], ["D2:D3"])
    main, strict = (
        b"schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"purl.oclc.org/ooxml/spreadsheetml/main",
    )
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    relations = (
        b"schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"purl.oclc.org/ooxml/officeDocument/relationships",
    )
    swapped = {name: data.replace(main, strict).replace(*relations) for name, data in files.items()}
    assert lines(tmp_path / "a", zipped(swapped))[0] == "2次11人"
    sheet = files["xl/worksheets/sheet1.xml"].replace(b"xmlns=", b"xmlns:x=")
    prefixed = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", sheet)
    files["xl/worksheets/sheet1.xml"] = prefixed
    assert lines(tmp_path / "b", zipped(files))[0] == "2次11人"


@pytest.mark.parametrize(
    ("table", "name", "code", "said"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "台账.xls", "D179", "网页"),
        (b"\xef\xbb\xbf<!DOCTYPE html><table>", "台账.xlsx", "D179", "网页"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
         "台账.xls", "D179", "XML 2003"),
        (zipped({"content.xml": b"<a/>"}), "台账.xlsx", "D179", ".ods"),
        (zipped({"xl/workbook.bin": b"1"}), "台账.xlsx", "D179", ".xlsb"),
        (zipped({"word/document.xml": b"1"}), "台账.xlsx", "D179", "Word"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "台账.xlsx", "D180", "密码"),
        (b"PK\x03\x04 broken", "台账.xlsx", "D170", "坏"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_table_is_named_as_what_it_is(
    table: bytes, name: str, code: str, said: str, tmp_path: Path
) -> None:
    [found] = refusals(tmp_path, table, name)
    assert found.code == code and said in found.message()


def test_cells_that_hold_nothing_cost_nothing(tmp_path: Path) -> None:
    far = b'<row r="900000"><c r="XFD900000" s="0"/><c r="A900001" s="0"></c></row></sheetData>'
    assert lines(tmp_path / "a", extended(book([HEAD, ROW]), b"</sheetData>", far))[0] == "1次11人"
    wide = "日期,主题\n2021-01-12,甲\n" + "," * 500_000 + "\n" + ",\n" * 100_000
    assert lines(tmp_path / "b", wide.encode(), "台账.csv")[0] == "1次0人"


@pytest.mark.parametrize(
    "table",
    [
        extended(book([HEAD, ROW]), b"</sheetData>",
                 b'</sheetData><mergeCells><mergeCell ref="D5:D1048576"/></mergeCells>'),
        extended(book([HEAD, ROW]), b"</sheetData>",
                 b'</sheetData><mergeCells><mergeCell ref="F1:XFD1048576"/></mergeCells>'),
        with_sheet(b'<sheetData><row r="1">' + b"<c><v>1</v></c>" * 400_001
                   + b"</row></sheetData>"),
        with_sheet(b"<sheetData/><mergeCells>" + b'<mergeCell ref="A1:B1"/>' * 100_001
                   + b"</mergeCells>"),
    ],
    ids=["a column merged", "all merged", "cells", "areas"],
)  # fmt: skip
def test_a_sheet_beyond_all_ledgers_is_refused(table: bytes, tmp_path: Path) -> None:
    [found] = refusals(tmp_path, table)
    assert found.code == "D173"


def test_entities_of_a_sheet_are_not_unfolded(tmp_path: Path) -> None:
    bomb = extended(book([HEAD, ROW]), b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    assert refusals(tmp_path, bomb)[0].code == "D170"


def each(folder: Path, table: bytes, name: str = "表.xlsx") -> tuple[drafter.Outcome, ...]:
    workspace(folder, "{{ 单位 }}{{ 人数 }}，{{ 成文日期|日期 }}，{{ 备注 }}")
    (folder / name).write_bytes(table)
    return drafter.generate_many(["2021"], each=name, here=folder)


def test_each_row_of_a_workbook_makes_a_report(tmp_path: Path) -> None:
    rows = [
        ["单位一览表", N, N, N], ["单位", "人数", "成文日期", "备注"],
        ["甲局", 5, datetime.datetime(2021, 3, 5), 0.767], ["乙局", N, "2021年4月6日", True],
        [], ["丙局", "=1+1", "2021-04-07", "#N/A"],
    ]  # fmt: skip
    outcomes = each(tmp_path, book(rows, ["A1:D1", "B3:B4"], formats={"D3": "0.0%"}))

    assert [one.name for one in outcomes] == ["表.xlsx:3 甲局", "表.xlsx:4 乙局", "表.xlsx:6 丙局"]
    pages = [read_back(one.path.read_bytes())[0] for one in outcomes if one.path]
    assert pages == ["甲局5，2021年3月5日，76.7%", "乙局5，2021年4月6日，是"]
    assert [(p.code, place(p)) for p in outcomes[2].problems] == [
        ("D175", "表.xlsx 会议!B6"), ("D174", "表.xlsx 会议!D6"),
    ]  # fmt: skip


def test_a_column_name_that_leads_too_deep_is_refused_there(tmp_path: Path) -> None:
    with pytest.raises(drafter.DrafterError) as error:
        each(tmp_path, ("甲." * 5_000 + "甲\n1\n").encode(), "表.csv")
    [found] = error.value.problems
    assert isinstance(found.place, TextPlace)
    assert (found.code, found.place.line, found.place.column) == ("D182", 1, 1)


def test_every_row_of_the_sheet_is_accounted_for(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["标题"], HEAD]
    for _ in range(40):
        rows += [ROW, ["小计", N, N, 11], []]
    told = hint(tmp_path, book([*rows, ROW]))
    assert "……" not in told and "读了41条记录" in told
    assert told.count("、") == 78 and "空行：第5、8、" in told
