"""Clauses in all places of a Word file, and in all that looks at a report."""

from __future__ import annotations

from pathlib import Path

import docx as python_docx
import pytest

import drafter
import small
from notation import docx, outline
from revised import accepted
from wordfiles import with_body
from wordparts import p, run

LINK = '<w:hyperlink w:anchor="甲">{}</w:hyperlink>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
INSERTED = '<w:ins w:id="9" w:author="x">{}</w:ins>'
CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
NOTHING = "信息{{信息|数量}}篇"
INSIDE = {
    "链接": LINK.format(run(NOTHING)),
    "域": FIELD.format(run("1")) + run(NOTHING),
    "控件": CONTROL.format(run(NOTHING)),
    "换行": f"<w:r><w:tab/><w:t>{NOTHING}</w:t><w:br/></w:r>",
    "书签": f'<w:bookmarkStart w:id="9" w:name="b"/>{run(NOTHING)}<w:bookmarkEnd w:id="9"/>',
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_stands_in_a_clause_goes_with_it(tmp_path: Path, name: str) -> None:
    template = with_body(p(run("甲[[，见") + INSIDE[name] + run("]]。")) + "<w:sectPr/>")
    assert small.page(tmp_path, template) == "甲。"


@pytest.mark.parametrize("holder", [LINK, INSERTED, CONTROL])
def test_a_clause_is_whole_in_a_link_or_outside(tmp_path: Path, holder: str) -> None:
    half = with_body(p(run("甲[[，见") + holder.format(run(f"{NOTHING}]]"))) + "<w:sectPr/>")
    (found,) = small.problems(lambda: small.generate(tmp_path, half))
    assert (found.code, found.place.column) == ("D575", 2)
    whole = with_body(p(run("甲") + holder.format(run(f"[[{NOTHING}]]"))) + "<w:sectPr/>")
    assert small.page(tmp_path, whole) == "甲"


def test_a_heading_leaves_the_break_of_its_section(tmp_path: Path) -> None:
    heading = '<w:pPr><w:pStyle w:val="Heading1"/>{}</w:pPr>'
    first = p(heading.format("<w:sectPr/>") + run("一")) + p(run(f"[[{NOTHING}]]"))
    template = with_body(first + p(heading.format("") + run("二")) + p(run("字")) + "<w:sectPr/>")
    path = small.generate(tmp_path, template).path
    assert path is not None
    assert outline(path.read_bytes()).split() == ["##", "二", "字"]
    body = small.members(path.read_bytes())["word/document.xml"].decode()
    assert body.count("<w:sectPr") == 2


def test_a_clause_in_a_text_box_goes(tmp_path: Path) -> None:
    box = p(run(f"[[{NOTHING}]]")) + p(run(f"框[[，{NOTHING}]][[{{{{人数}}}}人]]"))
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"<w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    page = small.generate(tmp_path, with_body(p(shape + run("字")) + "<w:sectPr/>")).path
    assert page is not None
    body = small.members(page.read_bytes())["word/document.xml"].decode()
    assert "信息" not in body
    assert "框" in body and ">12<" in body


def test_a_gap_in_a_clause_is_no_gap_of_the_page(tmp_path: Path) -> None:
    template, lacking = "甲[[，{{单位}}办，{{备注}}]]。", small.DATA.replace("单位: 甲单位\n", "")
    assert small.page(tmp_path, template, data=lacking) == "甲。"
    found = drafter.check("2021.yaml", here=tmp_path).problems
    assert [each.code for each in found if "单位" in each.message()] == ["D201"]
    assert small.generate(tmp_path, template).path is not None
    drafter.generate("2021.yaml", here=tmp_path, final=True)


def test_what_has_to_be_filled_in_is_shown_in_its_clause(tmp_path: Path) -> None:
    template, lacking = "甲[[，{{单位}}办]]。", small.DATA.replace("单位: 甲单位\n", "")
    assert small.page(tmp_path, template, data=lacking) == "甲，【待补：单位】办。"
    with pytest.raises(drafter.DrafterError):
        drafter.generate("2021.yaml", here=tmp_path, final=True)


def test_figures_in_clauses_are_compared_whatever_is_printed(tmp_path: Path) -> None:
    home = small.workspace(tmp_path, "会议[[，信息{{信息|数量}}篇]]。\n[[人数{{人数}}。]]")
    earlier = small.DATA.replace("人数: 12", "人数: 5") + "信息: [{题目: 一}]\n"
    (home / "data" / "2020.yaml").write_text(earlier, encoding="utf-8")
    found = drafter.compare("2020.yaml", "2021.yaml", here=home).figures
    assert [(each.name, str(each.first), str(each.second)) for each in found] == [
        ("信息", "1", "None"), ("人数", "5", "12"),
    ]  # fmt: skip


MERGED = (
    "## 一\n会议{{会议|数量}}次[[，信息{{信息|数量}}篇]]。\n## 二\n[[报送{{信息|数量}}篇。]]\n"
    "## 三\n结尾{{人数}}人。"
)
WITHOUT = "## 一\n会议4次。\n## 三\n结尾改12人。"
WITH = "## 一\n会议4次，信息1篇。\n## 二\n报送1篇。\n## 三\n结尾改12人。"


@pytest.mark.parametrize("comes", [True, False], ids=["来", "去"])
def test_a_clause_comes_and_goes_in_an_edited_report(tmp_path: Path, comes: bool) -> None:
    more = f"{small.DATA}信息: [{{题目: 一}}]\n"
    first, second = (small.DATA, more) if comes else (more, small.DATA)
    path = small.generate(tmp_path, MERGED, data=first).path
    assert path is not None
    document = python_docx.Document(str(path))
    ends = next(run for p in document.paragraphs for run in p.runs if "结尾" in run.text)
    ends.text = "结尾改"
    document.save(str(path))
    (tmp_path / "data" / "2021.yaml").write_text(second, encoding="utf-8")
    drafter.generate("2021.yaml", here=tmp_path)
    assert outline(accepted(path.read_bytes())).strip() == (WITH if comes else WITHOUT)


def test_absorb_takes_wording_between_the_signs_and_no_sign(tmp_path: Path) -> None:
    template = "会议{{会议|数量}}次[[，参加{{人数}}人]]，开得好。"
    path = small.generate(tmp_path, template).path
    assert path is not None
    document = python_docx.Document(str(path))
    for run_there in document.paragraphs[0].runs:
        run_there.text = run_there.text.replace("参加", "先后参加").replace("开得好", "开得很好")
    document.save(str(path))
    drafter.absorb("2021.yaml", here=tmp_path, take=[1])
    kept = (tmp_path / "templates" / "x" / "template.docx").read_bytes()
    assert outline(kept).strip() == ("会议{{会议|数量}}次[[，先后参加{{人数}}人]]，开得很好。")


def test_the_digits_of_a_condition_are_no_typed_figures(tmp_path: Path) -> None:
    small.workspace(tmp_path, "甲[[人数 > 10？，人多]]")
    found = drafter.template_check("x", here=tmp_path)
    assert not [each for each in found if each.code == "D415"]


def test_the_name_of_a_report_may_have_clauses(tmp_path: Path) -> None:
    schema = small.SCHEMA.replace('"{{ 单位 }}总结"', '"{{ 单位 }}[[（{{ 备注 }}）]]总结"')
    path = small.generate(tmp_path, "甲", schema=schema).path
    assert path is not None and path.name == "甲单位总结.docx"


WIDE = {
    "花括号": ("会议｛｛会议｜数量｝｝次", "会议4次"),
    "百分号": ("｛% if 会议 %｝有｛％ endif ％｝", "有"),
    "半边": ("会议{{会议|数量｝｝次｛｛人数}}人", "会议4次12人"),
    "引号里照印": ('{{ "｛｛｜" }}｛｛ "｝｝" ~ "｜" ｝｝', "｛｛｜｝｝｜"),
    "单个": ("见｛注｝和【注】［1］", "见｛注｝和【注】［1］"),
    "正文的竖线": ("甲｜乙{{单位}}", "甲｜乙甲单位"),
}


@pytest.mark.parametrize("name", WIDE)
def test_nobody_has_to_switch_the_input_method(tmp_path: Path, name: str) -> None:
    template, printed = WIDE[name]
    assert small.page(tmp_path, docx(template)) == printed
