"""`drafter adopt`: from last year's report to a template, its data and the sheet; and back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import drafter
from conftest import Ran
from drafter import DrafterError
from drafter.commands.adopting.adopt import FigureChoice, find_figures
from drafter.source import read_grid
from test_adopt_writing import cut_at_random, make_table, paragraph
from wordfiles import with_body

ROWS = (
    ("序号", "案由", "办理结果", "承办单位"),
    ("1", "加强养老服务", "已解决", "区民政局"),
    ("2", "加强学位供给", "正在解决", "区教育局"),
    ("3", "加强社区助餐", "已解决", "区民政局"),
    ("4", "加强课后服务", "列入规划", "区教育局"),
)
LINES = (
    "东湖区政协办公室2020年提案工作总结",
    "2020年，全年督办重点提案35件，办结31件；走访企业200余家（次）。",
    "一、抓办理",
    "共召开会议3次，争取资金495,737元。再次督办重点提案35件。",
)
END = ("东湖区政协办公室", "2020年12月31日")
NAME = "提案工作总结"
SHEET = f"{NAME}-核对.xlsx"


def make_report(*lines: str, table: bool = True) -> bytes:
    head = "".join(cut_at_random(line, 1) for line in (*LINES, *lines))
    rows = paragraph("提案办理情况") + make_table(ROWS) if table else ""
    return with_body(head + rows + "".join(cut_at_random(line, 1) for line in END))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with last year's report in it."""
    (tmp_path / "去年.docx").write_bytes(make_report())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def find_row(sheet: str, said: str) -> int:
    """The row of the figure that says the text."""
    book = openpyxl.load_workbook(sheet)
    return next(
        row[0].row for row in book["核对"].iter_rows(min_row=2) if str(row[2].value) == said
    )


def write_cells(sheet: str, **cells: str) -> None:
    """Change cells of the sheet as a hand would."""
    book = openpyxl.load_workbook(sheet, rich_text=True)
    for name, value in cells.items():
        book["核对"][name] = value
    book.save(sheet)


def refused(**given: object) -> list[str]:
    """The codes that adopting is refused with."""
    with pytest.raises(DrafterError) as caught:
        drafter.adopt_report(**given)  # type: ignore[arg-type]
    return [each.code for each in caught.value.problems]


def test_an_empty_folder_gets_a_template_data_and_a_sheet(
    home: Path, run: Callable[..., Ran]
) -> None:
    ran = run("adopt", "去年.docx")
    assert ran.code == 0, ran.err
    assert "0处不同" in ran.out
    assert "drafter adopt --with 提案工作总结-核对.xlsx" in ran.out
    assert "drafter new 2021 --from 2020" in ran.out
    assert {path.name for path in (home / "templates" / NAME).iterdir()} == {
        "template.docx", "template.yaml", "schema.json",
    }  # fmt: skip
    data = (home / "data" / "2020.yaml").read_text(encoding="utf-8")
    assert data.startswith(f"# yaml-language-server: $schema=../templates/{NAME}/schema.json\n")
    assert "走访企业: 200余" in data
    assert "〔495,737〕" in data
    assert "# ── 一、抓办理 ──" in data
    result = drafter.generate("2020.yaml")
    assert result.title == "东湖区政协办公室2020年提案工作总结"
    assert not result.problems
    assert drafter.new(2021, 2020).path.name == "2021.yaml"


def test_the_sheet_has_a_row_a_figure_its_number_bold_and_a_choice_to_make(home: Path) -> None:
    drafter.adopt_report("去年.docx")
    book = openpyxl.load_workbook(SHEET, rich_text=True)
    sheet = book["核对"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[2].value == "200余")
    bold = [str(part) for part in row[1].value if getattr(part, "font", None) and part.font.b]
    assert bold == ["200余"]
    assert row[7].value == "留"
    assert "固定" in sheet.data_validations.dataValidation[0].formula1
    again = Path(SHEET).read_bytes()
    drafter.adopt_report("去年.docx")
    assert Path(SHEET).read_bytes() == again
    grid, _ = read_grid(home / SHEET, SHEET, "核对")
    assert grid is not None
    assert len(grid.rows) == sheet.max_row


def test_names_are_changed_and_figures_left_out_as_the_sheet_says(home: Path) -> None:
    drafter.adopt_report("去年.docx")
    proposals, rough, money, organ = (
        find_row(SHEET, each) for each in ("35", "200余", "495737", "东湖区政协办公室")
    )
    write_cells(SHEET, **{
        f"E{organ}": "机关",
        f"E{proposals}": "重点提案", f"E{rough}": "企业", f"H{rough}": "改名", f"H{money}": "固定",
    })  # fmt: skip
    made = drafter.adopt_report(corrected=SHEET)
    assert made.is_corrected
    data = made.data.read_text(encoding="utf-8")
    assert "重点提案: 35" in data  # told twice, renamed at its first place: both go by the new name
    assert data.count(": 35") == 1
    assert "企业: 200余" in data
    assert "495737" not in data
    described = (made.template / "template.yaml").read_text(encoding="utf-8")
    assert "495,737元" in described.split("固定:")[1]
    assert drafter.generate("2020.yaml").title == "东湖区政协办公室2020年提案工作总结"


@pytest.mark.parametrize(
    ("column", "value", "code", "at"),
    [
        ("H", "不要", "D556", "核对.xlsx 核对!H"),
        ("E", "3月提案", "D557", "核对.xlsx 核对!E"),
        ("E", "模板", "D557", "核对.xlsx 核对!E"),
        ("E", "督办重点提案", "D558", "核对.xlsx 核对!E"),
        ("C", "36", "D524", "核对.xlsx 核对!C"),
        ("A", "999", "D524", "核对.xlsx 核对!A"),
    ],
)
def test_a_wrong_cell_is_told_at_its_place(
    column: str, value: str, code: str, at: str, home: Path
) -> None:
    drafter.adopt_report("去年.docx")
    first, row = find_row(SHEET, "35"), find_row(SHEET, "31")
    write_cells(SHEET, **{f"E{first}": "督办重点提案", f"{column}{row}": value})
    before = (home / "templates" / NAME / "template.docx").read_bytes()
    with pytest.raises(DrafterError) as caught:
        drafter.adopt_report(corrected=SHEET)
    (found,) = caught.value.problems
    assert found.code == code
    assert found.place is not None
    assert f"{at}{row}" in found.place.to_text("zh")
    assert (home / "templates" / NAME / "template.docx").read_bytes() == before


def test_what_people_have_changed_is_never_overwritten(home: Path) -> None:
    made = drafter.adopt_report("去年.docx")
    path = made.template / "template.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 我改的\n", encoding="utf-8")
    assert refused(report="去年.docx") == ["D554"]
    assert refused(corrected=SHEET) == ["D554"]
    again = drafter.adopt_report("去年.docx", overwrite=True)
    assert [backup.name for backup in again.backups] == ["template.yaml.备份1"]
    assert "我改的" in again.backups[0].read_text(encoding="utf-8")
    write_cells(SHEET, H2="固定")
    assert refused(report="去年.docx") == ["D555"]
    made.data.write_text("模板: 提案工作总结\n年度: 2020\n", encoding="utf-8")
    assert refused(report="去年.docx") == ["D555", "D555"]
    other = drafter.adopt_report("去年.docx", name="另一个", overwrite=False)
    assert (other.template.name, other.data.name) == ("另一个", "另一个2020.yaml")


def test_a_sheet_of_a_report_that_has_changed_is_refused(home: Path) -> None:
    drafter.adopt_report("去年.docx")
    (home / "去年.docx").write_bytes(make_report("又加了一段12件。"))
    assert refused(corrected=SHEET) == ["D524"]
    (home / "去年.docx").unlink()
    assert refused(corrected=SHEET) == ["D525"]


def make_old(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0" + b"".join(name.encode("utf-16-le") for name in names)


TRACKED = paragraph("2020年总结").replace("<w:r>", '<w:ins w:id="1" w:author="王"><w:r>')


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("总结.doc", make_old("WordDocument"), "D597"),
        ("总结.docx", make_old("WordDocument"), "D597"),
        ("总结.wps", make_old("WordDocument"), "D597"),
        ("总结.pdf", b"%PDF-1.4", "D597"),
        ("总结.docx", b"%PDF-1.4", "D597"),
        ("加密.docx", make_old("EncryptedPackage"), "D597"),
        ("总结.txt", "总结".encode(), "D597"),
        ("坏.docx", b"PK\x03\x04" + b"x" * 40, "D303"),
        ("无.docx", None, "D525"),
        ("修订.docx", with_body(TRACKED.replace("</w:r>", "</w:r></w:ins>")), "D598"),
        ("哪年.docx", with_body(paragraph("共35件。")), "D548"),
    ],
)  # fmt: skip
def test_what_no_template_can_be_made_of_has_one_message(
    name: str, data: bytes | None, code: str, home: Path
) -> None:
    if data is not None:
        (home / name).write_bytes(data)
    assert refused(report=name) == [code]
    assert not (home / "templates").exists()


def test_a_report_of_drafter_s_own_is_not_learnt_from(home: Path) -> None:
    drafter.adopt_report("去年.docx")
    made = drafter.generate("2020.yaml")
    assert made.path is not None
    assert refused(report=made.path) == ["D599"]
    assert refused() == ["D526"]


def test_the_year_may_be_said(home: Path) -> None:
    (home / "哪年.docx").write_bytes(with_body(paragraph("提案工作总结") + paragraph("共35件。")))
    made = drafter.adopt_report("哪年.docx", year=2019, name="提案")
    assert made.data.name == "2019.yaml"
    assert drafter.generate("2019.yaml").title == "2019年提案工作总结"


def test_the_copy_for_reading_has_a_comment_at_each_figure(home: Path) -> None:
    made = drafter.adopt_report("去年.docx", review=True)
    assert made.review is not None
    import docx

    comments = [each.text for each in docx.Document(io.BytesIO(made.review.read_bytes())).comments]
    assert any("200余家" in text for text in comments)
    assert len(comments) >= made.typed


def test_what_is_found_is_shown_and_taken_as_it_was_chosen(home: Path) -> None:
    found = find_figures("去年.docx")
    figures = {each.value: each for each in found.figures}
    assert figures["31"].sentence == ("2020年，全年督办重点提案35件，办结", "31", "件")
    assert [each.name for each in home.iterdir()] == ["去年.docx"]
    choices = {
        figures["31"].number: FigureChoice("办结提案", "留"),
        figures["200余"].number: FigureChoice("", "固定"),
    }
    made = drafter.adopt_report("去年.docx", choices=choices)
    data = made.data.read_text(encoding="utf-8")
    assert "办结提案: 31" in data and "走访企业:" not in data
    with pytest.raises(DrafterError) as refused:
        drafter.adopt_report("去年.docx", choices={1: FigureChoice("单位", "换掉")})
    assert refused.value.problems[0].code == "D556"
