"""Tests for the gate: any Word file, a template, silences, mending, SARIF, a final."""

# ruff: noqa: E501 — a sentence is not broken to fit a line

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

import drafter
import readers
import revised
from drafter import template
from drafter.problems import RULES, DrafterError
from saved import libreoffice
from validity import faults


def standard(**given: Any) -> docx.document.Document:
    """A report by another hand that keeps the standard; `given` is what it does otherwise."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = given.get("paper", (Mm(210), Mm(297)))
    section.top_margin, section.left_margin = given.get("margins", (Mm(37), Mm(28)))
    section.bottom_margin, section.right_margin = given.get("others", (Mm(35), Mm(26)))
    footer = section.footer.paragraphs[0]
    if given.get("number", True):
        _page_number(footer, given.get("dash", "— "))
    title = paragraph(
        made, "区政协办公室2021年工作总结", *given.get("title", ("方正小标宋简体", 22))
    )
    title.alignment = given.get("align", WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(made, "一、工作开展情况", *given.get("heading", ("黑体", 16)), indent=32)
    text = given.get(
        "text",
        "2021年，区政协办公室围绕中心、服务大局，全年召开会议40余次，各项工作取得了新的成效。",
    )
    body = paragraph(
        made, text, *given.get("body", ("仿宋_GB2312", 16)), indent=given.get("indent", 32)
    )
    body.paragraph_format.line_spacing = given.get("line", Pt(28.95))
    date = paragraph(made, "2021年12月31日", "仿宋_GB2312", 16)
    date.alignment = given.get("signed", WD_ALIGN_PARAGRAPH.RIGHT)
    mark = paragraph(made, "附件", "黑体", 16)
    mark.paragraph_format.page_break_before = given.get("apart", True)
    return made


def paragraph(made: Any, text: str, font: str, size: float, indent: float = 0) -> Any:
    added = made.add_paragraph()
    run = added.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    added.paragraph_format.first_line_indent = Pt(indent)
    return added


def _page_number(footer: Any, dash: str) -> None:
    footer.add_run(dash)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = footer.add_run()
        tag = run._element.makeelement(qn("w:fldChar" if kind else "w:instrText"), {})
        if kind:
            tag.set(qn("w:fldCharType"), kind)
        tag.text = text
        run._element.append(tag)
    footer.add_run(dash.strip())


def checked(path: Path) -> dict[str, Any]:
    try:
        problems = drafter.check(path).problems
    except DrafterError as error:
        problems = error.problems
    return {each.code: each for each in problems}


def saved(tmp_path: Path, **given: Any) -> Path:
    path = tmp_path / "别人写的.docx"
    standard(**given).save(str(path))
    return path


def test_a_file_by_another_hand_that_keeps_the_standard_is_let_pass(tmp_path: Path):
    assert checked(saved(tmp_path)) == {}


CASES: dict[str, dict[str, Any]] = {
    "D460": {"paper": (Mm(216), Mm(279))}, "D461": {"margins": (Mm(25), Mm(32))},
    "D462": {"others": (Mm(25), Mm(32))}, "D464": {"body": ("宋体", 16)},
    "D465": {"body": ("仿宋_GB2312", 14), "indent": 28}, "D467": {"title": ("黑体", 18)},
    "D468": {"heading": ("宋体", 16)}, "D469": {"line": 1.5}, "D470": {"indent": 0},
    "D471": {"text": "　　全年召开会议40余次，各项工作取得了新的成效，受到各方面的充分肯定。", "indent": 0},
    "D472": {"number": False}, "D473": {"signed": WD_ALIGN_PARAGRAPH.LEFT}, "D475": {"apart": False},
}  # fmt: skip


UNBOUND = {"D460": "D426", "D461": "D427", "D473": "D428", "D475": "D429"}
"""What is an error only where the office has said that the standard binds its pages."""


@pytest.mark.parametrize("code", CASES)
def test_each_rule_of_the_page_speaks_alone(code: str, tmp_path: Path):
    assert set(checked(saved(tmp_path, **CASES[code]))) == {UNBOUND.get(code, code)}
    assert RULES[code].source.startswith("GB/T 9704-2012")
    assert RULES[UNBOUND.get(code, code)].severity.value != "error"


@pytest.mark.parametrize("code", UNBOUND)
def test_what_the_standard_prescribes_is_an_error_where_the_office_says_so(code: str, office: Path):
    path = saved(office, **CASES[code])
    (office / "drafter.yaml").write_text("版式: 公文\n检查:\n  关闭: [D499]\n", "utf-8")
    assert set(checked(path)) == {code}
    assert RULES[code].severity.value == "error"
    (office / "drafter.yaml").write_text("版面: 公文\n", "utf-8")
    assert "D494" in checked(path)


def test_all_places_of_a_finding_are_listed(tmp_path: Path):
    made = standard()
    for _ in range(3):
        paragraph(
            made, "全年召开会议40余次，各项工作取得了新的成效，受到充分肯定。", "宋体", 16, 32
        )
    made.save(str(tmp_path / "a.docx"))
    said = checked(tmp_path / "a.docx")["D464"].message()
    assert "3段（第6—8段）" in said


def test_each_paragraph_that_blanks_push_in_is_told(tmp_path: Path):
    made = standard()
    for blanks in ("　　", "    ", "\t\t"):
        added = made.add_paragraph(
            f"{blanks}全年召开会议40余次，各项工作取得了新的成效，受到充分肯定。"
        )
        added.style = made.paragraphs[2].style
    made.save(str(tmp_path / "a.docx"))
    problems = [each for each in drafter.check(tmp_path / "a.docx").problems if each.code == "D471"]
    assert len(problems) == 3
    assert [each.place.width for each in problems] == [2, 4, 2]


@pytest.mark.parametrize(
    ("rows", "repeated", "wanted"), [(23, False, 1), (23, True, 0), (22, False, 0)]
)
def test_a_long_table_whose_head_stands_on_one_page_alone_is_told(
    rows: int, repeated: bool, wanted: int, tmp_path: Path
):
    made = standard()
    table = made.add_table(rows, 2)
    table.cell(0, 0).text = "序号"
    if repeated:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    made.save(str(tmp_path / "a.docx"))
    problems = [each for each in drafter.check(tmp_path / "a.docx").problems if each.code == "D476"]
    assert len(problems) == wanted
    assert all(f"{rows}行" in each.message() for each in problems)


def test_a_page_number_without_dashes_is_told(tmp_path: Path):
    assert set(checked(saved(tmp_path, dash=" "))) == {"D472"}


def test_a_font_that_the_han_do_not_get_is_named(tmp_path: Path):
    made = standard()
    run = made.paragraphs[2].runs[0]
    run._element.rPr.rFonts.attrib.pop(qn("w:eastAsia"))
    made.save(str(tmp_path / "a.docx"))
    found = checked(tmp_path / "a.docx")
    assert "「仿宋_GB2312」只设给了西文" in found["D466"].message()
    assert found["D466"].place.paragraph == 3


def test_a_heading_formatted_against_its_style_is_named(tmp_path: Path):
    made = standard()
    heading = made.add_heading("二、下步打算", 1)
    heading.runs[0].font.size = Pt(20)
    made.save(str(tmp_path / "a.docx"))
    assert (
        "Heading 1" in checked(tmp_path / "a.docx")["D474"].message()
        or "heading 1" in checked(tmp_path / "a.docx")["D474"].message()
    )


def test_wording_and_leftovers_of_any_file_are_told_with_their_places(tmp_path: Path):
    text = "2021年开会近40余次,收到提案200件，立案150件，占70%。2019年底完成整改，{{ 待填部门配合，【待补：人数】。"
    found = checked(saved(tmp_path, text=text))
    wanted = {"D435": "近40余", "D439": ",", "D422": "70", "D410": "2019", "D401": "{{",
              "D406": "【待补：人数】"}  # fmt: skip
    for code, words in wanted.items():
        place = found[code].place
        assert place.words[place.column - 1 : place.column - 1 + place.width] == words, code
        assert place.paragraph == 3


def test_shipped_data_template_and_report_are_clean(office: Path):
    path = drafter.generate("2021.yaml", final=True).path
    assert path is not None
    for target in ("2020.yaml", "2021.yaml", "统战工作总结", path):
        hints = [each.code for each in drafter.check(target).problems]
        assert hints == (["D250"] if target == "2020.yaml" else []), target  # 2019 has no file


def test_digits_typed_into_a_template_are_told(office: Path):
    path = office / "templates/统战工作总结/template.docx"
    made = docx.Document(str(path))
    made.add_paragraph("2021年共{{ 会议|数量 }}次")
    made.save(str(path))
    found = {each.code: each for each in drafter.check("统战工作总结").problems}
    assert found["D415"].message() == "模板正文里写死了数字「2021」"


def test_a_file_that_is_none_is_told(tmp_path: Path):
    (tmp_path / "坏.docx").write_bytes(b"nothing")
    for name, code in (("没有.docx", "D496"), ("坏.docx", "D303")):
        with pytest.raises(DrafterError) as error:
            drafter.check(name, here=tmp_path)
        assert [each.code for each in error.value.problems] == [code]


def test_a_file_of_another_kind_is_called_what_it_is(tmp_path: Path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    kinds = {
        "旧.doc": (compound + "WordDocument".encode("utf-16-le"), ".doc 或 .wps"),
        "旧.wps": (compound + "WordDocument".encode("utf-16-le"), ".doc 或 .wps"),
        "无后缀": (compound + "WordDocument".encode("utf-16-le"), ".doc 或 .wps"),
        "改名.docx": (compound + "WordDocument".encode("utf-16-le"), ".doc 或 .wps"),
        "加密.docx": (compound + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        "表.docx": (compound + "Workbook".encode("utf-16-le"), "Excel"),
        "稿.rtf": (b"{\\rtf1 x}", "RTF"), "稿.docx": (b"{\\rtf1 x}", "RTF"),
        "稿.pdf": (b"%PDF-1.7", "PDF"), "稿二.docx": (b"%PDF-1.7", "PDF"),
        "网页.doc": (b"\xef\xbb\xbf<HTML><body>", "网页"), "图.jpg": (b"\xff\xd8\xff\xe0", "图片"),
    }  # fmt: skip
    for name, (content, word) in kinds.items():
        Path(name).write_bytes(content)
        ran = run("check", name)
        assert ran.code == 1 and "D303" in ran.err and word in ran.err.split("\n")[0], name
        assert "Word 文档（*.docx）" in ran.err and "YAML" not in ran.err
    for name, member, word in (
        ("稿.odt", "content.xml", "ODT"),
        ("表二.docx", "xl/a.xml", "Excel"),
    ):
        with zipfile.ZipFile(name, "w") as archive:
            archive.writestr(member, "<x/>")
        assert word in run("check", name).err.split("\n")[0]
    assert "D496" in run("check", "没有.doc").err
    Path("夹").mkdir()
    assert "是文件夹" in run("check", "夹").err and "报告.docx" in run("check", "夹").err


def test_a_word_file_is_checked_whatever_its_name(tmp_path: Path):
    made = docx.Document()
    made.add_paragraph("工作进展顺利。，按期完成。")
    made.save(str(tmp_path / "稿子.docx"))
    content = (tmp_path / "稿子.docx").read_bytes()
    for name in ("真.doc", "真.wps", "真", "真.docm", "真.DOCX"):
        (tmp_path / name).write_bytes(content)
    for name in ("真.doc", "真.wps", "真", "真.docm", "真.DOCX", "稿子"):
        with pytest.raises(DrafterError) as error:
            drafter.check(name, here=tmp_path)
        assert "D455" in {each.code for each in error.value.problems}, name


def test_x_check_holds_of_the_data_or_is_told(office: Path):
    folder = office / "templates/统战工作总结"
    shipped, _ = template.read_template(folder, "统战工作总结")
    assert shipped
    (folder / "template.yaml").unlink()
    path = folder / "schema.yaml"
    rules = ['提案|数量 == 提案|筛选(满意度="满意")|数量', "提案|数量 > 1"]
    path.write_text(json.dumps({**shipped.schema.raw, "x-check": rules}), "utf-8")
    with pytest.raises(DrafterError, match="32") as error:
        drafter.check("2021.yaml")
    told = next(each for each in error.value.problems if each.code == "D420")
    assert "提案|数量（32）＝" in told.message() and "（30）" in told.message()
    wrong = {**shipped.schema.raw, "x-check": ["提案 加 会议", "没有 == 1"]}
    path.write_text(json.dumps(wrong), "utf-8")
    with pytest.raises(DrafterError) as error:
        drafter.check("统战工作总结")
    assert {"D421"} <= {each.code for each in error.value.problems}


# ── silences ──


def test_a_finding_is_silent_where_somebody_says_so_and_only_there(office: Path):
    path = office / "data/2021.yaml"
    text = path.read_text("utf-8").replace("主题: 守望家风", "主题: 2019年家风", 2)
    path.write_text(text, "utf-8")
    lines = [n for n, line in enumerate(text.split("\n"), 1) if "2019年家风" in line]
    found = [each.place.line for each in drafter.check("2021.yaml").problems]
    assert found == lines
    rows = text.split("\n")
    rows[lines[0] - 1] += "  # drafter: 忽略 D410"
    path.write_text("\n".join(rows), "utf-8")
    assert [each.place.line for each in drafter.check("2021.yaml").problems] == lines[1:]
    rows.insert(lines[1] - 1, "  # drafter: 忽略 D410、D411")
    path.write_text("\n".join(rows), "utf-8")
    assert [each.code for each in drafter.check("2021.yaml").problems] == ["D492"]
    path.write_text(text, "utf-8")
    (office / "drafter.yaml").write_text("检查:\n  关闭: [D410]\n", "utf-8")
    assert drafter.check("2021.yaml").problems == ()


def test_an_office_lays_down_its_own_words_and_names(office: Path):
    path = office / "data/2021.yaml"
    text = path.read_text("utf-8").replace("主题: 守望家风", "主题: 区委统站部的走亲访友", 1)
    path.write_text(text, "utf-8")
    own = "词语: {走亲访友: 走访}\n名称: [区委统战部, 区政协机关工作委员会]\n"
    (office / "drafter.yaml").write_text(own, "utf-8")
    found = drafter.check("2021.yaml").problems
    told = {each.message() for each in found if each.code == "D450"}
    assert told >= {"「区委统站部」应为「区委统战部」", "「走亲访友」应为「走访」"}


def test_what_keeps_a_promise_cannot_be_silenced(office: Path):
    (office / "drafter.yaml").write_text("检查: {关闭: [D404, D999, D491]}\n检察: 1\n", "utf-8")
    assert sorted(each.code for each in drafter.check("2021.yaml").problems) == [
        "D493", "D493", "D493", "D494",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        ("检查: {关闭: [D999, 甲, 3, null, [D401]]}", 1, "D493", "D999、甲、3、null、[D401]"),
        ("检查:\n  关闭: {D453: true}", 2, "D493", "{D453: true}"),
        ("检查: 关", 1, "D494", "关"), ("检查: [D453]", 1, "D494", "[D453]"),
        ("- D453", 1, "D113", ""), ("词语: [台帐]", 1, "D494", "[台帐]"),
        ("名称: 区政协", 1, "D494", "区政协"), ("版式: 红头", 1, "D494", "红头"),
        ("检查:\n  词语: {台帐: 台账}", 2, "D494", "词语"),
    ],
)  # fmt: skip
def test_a_slip_in_the_settings_is_one_problem_at_its_line(
    text: str, line: int, code: str, words: str, office: Path
):
    (office / "drafter.yaml").write_text(text, "utf-8")
    try:
        problems = drafter.check("2021.yaml").problems
    except DrafterError as error:
        problems = error.problems
    [found] = problems
    assert (found.code, found.place.file, found.place.line) == (code, "drafter.yaml", line)
    assert words in found.message()


def test_words_below_the_wrong_key_are_told_where_they_belong(office: Path):
    (office / "drafter.yaml").write_text("检查:\n  词语: {台帐: 台账}\n", "utf-8")
    [found] = drafter.check("2021.yaml").problems
    assert "顶格" in found.cure() and "left margin" in found.cure("en")


@pytest.mark.parametrize(
    "text", ["", "# 还没有设置\n", "检查:\n", "检查:\n  关闭:\n", "检查: {关闭: []}"]
)
def test_settings_that_set_nothing_are_fine(text: str, office: Path):
    (office / "drafter.yaml").write_text(text, "utf-8")
    assert drafter.check("2021.yaml").problems == ()


def test_several_codes_in_one_text_are_each_off(office: Path):
    path = office / "data/2021.yaml"
    text = path.read_text("utf-8").replace("主题: 守望家风", "主题: 2019年家风", 1)
    path.write_text(text, "utf-8")
    (office / "drafter.yaml").write_text("检查:\n  关闭: D453、D410\n", "utf-8")
    assert drafter.check("2021.yaml").problems == ()


def test_a_word_comment_silences_its_paragraph(tmp_path: Path):
    made = standard(text="2021年，区政协办公室召开会议近40余次，各项工作取得了新的成效和进展。")
    run = made.paragraphs[2].runs[0]
    made.add_comment(runs=run, text="drafter: 忽略 D435", author="张三")
    made.save(str(tmp_path / "a.docx"))
    assert checked(tmp_path / "a.docx") == {}


# ── mending ──


def test_what_is_certain_is_mended_on_a_copy_as_tracked_changes(tmp_path: Path):
    text = "2021年召开会议４０次,其它工作(含专项)有序开展，“甲”、“乙”各有进展，截止12月底全部完成。"
    path = saved(tmp_path, text=text)
    before = path.read_bytes()
    made = drafter.fix(path)
    assert path.read_bytes() == before
    assert made.path is not None and made.path.name == "别人写的（已改）.docx"
    assert faults(made.path.read_bytes(), tmp_path) == []
    content = made.path.read_bytes()
    mended = (
        "2021年召开会议40次，其他工作（含专项）有序开展，“甲”“乙”各有进展，截至12月底全部完成。"
    )
    assert mended in _text(revised.accepted(content), tmp_path)
    assert text in _text(revised.rejected(content), tmp_path)
    assert drafter.fix(path).path == made.path  # the same again
    assert made.changes == 6 and made.problems == ()


def _text(data: bytes, folder: Path) -> str:
    (folder / "settled.docx").write_bytes(data)
    text = readers.text(folder / "settled.docx")
    (folder / "settled.docx").unlink()
    return text


def test_nothing_certain_writes_nothing(tmp_path: Path):
    path = saved(tmp_path)
    assert drafter.fix(path).path is None
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    sheet = tmp_path / "会议台账.xlsx"
    sheet.write_bytes(b"PK")
    with pytest.raises(DrafterError, match="只能改"):
        drafter.fix(sheet)


# ── for programs, and for a final ──


def test_sarif_names_the_rule_the_level_and_the_place(office: Path, run: Any):
    path = office / "data/2021.yaml"
    path.write_text(path.read_text("utf-8").replace("主题: 守望家风", "主题: 其它家风", 1), "utf-8")
    ran = run("check", "2021.yaml", "--format", "sarif")
    log = json.loads(ran.out)
    result = log["runs"][0]["results"][0]
    assert (log["version"], result["ruleId"], result["level"]) == ("2.1.0", "D450", "warning")
    place = result["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] == 142
    assert (
        "%" in place["artifactLocation"]["uri"]
        or place["artifactLocation"]["uri"] == "data/2021.yaml"
    )
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["id"] == "D450"
    path.write_text(path.read_text("utf-8").replace("其它家风", "近20余次家风", 1), "utf-8")
    assert run("check", "2021.yaml", "--format", "sarif").code == 1


def test_a_final_passes_the_whole_gate_and_a_draft_does_not(office: Path):
    path = office / "data/2021.yaml"
    path.write_text(
        path.read_text("utf-8").replace("主题: 守望家风", "主题: 近20余次家风", 1), "utf-8"
    )
    assert drafter.generate("2021.yaml").status == "written"
    with pytest.raises(DrafterError, match="自相矛盾"):
        drafter.generate("2021.yaml", final=True, output="b.docx")
    assert not (office / "b.docx").exists()


def test_a_report_that_libreoffice_saved_is_as_clean_as_before(office: Path, everything: bool):
    readers.need(everything, "soffice")
    made = drafter.generate("2021.yaml").path
    assert made is not None
    copy = office / "改存.docx"
    copy.write_bytes(libreoffice(office, [made.read_bytes()])[0])
    assert drafter.check(copy).problems == ()


def test_a_first_heading_without_a_number_is_the_title(tmp_path: Path):
    made = docx.Document()
    made.add_heading("区政协2021年工作总结。", 1)
    made.add_heading("一、工作开展情况", 2)
    made.save(str(tmp_path / "a.docx"))
    found = checked(tmp_path / "a.docx")
    assert found["D467"].place.paragraph == 1 and found["D442"].place.paragraph == 1
    assert dict(found["D468"].values)["level"] == 1
