"""Tests for the parts of a template beside its body: filled, or refused with their place."""

from __future__ import annotations

import base64
import dataclasses
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import drafter
from drafter import engine
from drafter.problems import Part, WordPlace
from drafter.word import xml
from drafter.word.package import properties
from drafter.word.package.archive import DOCUMENT, ROOT_RELS, Package, write_zip
from notation import docx
from revised import opened
from small import DATA, compiled, generate, problems, workspace, zipped
from wordparts import OFFICE, linked, p, part, related, run

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CHART = "word/charts/chart1.xml"
BOUND = "customXml/item1.xml"


def with_endnote(inside: str, body: str = "{{ 单位 }}") -> Package:
    data = part("endnotes", f'<w:endnote w:id="2">{p(run(inside))}</w:endnote>')
    name = "word/endnotes.xml"
    return related(opened(docx(body)), f"{OFFICE}/endnotes", name, data, f"{WORD}.endnotes+xml")[0]


def with_chart(title: str, value: str = "甲", package: Package | None = None) -> Package:
    """The file with a chart: its title in runs that ¦ parts, and a category."""
    runs = "".join(f"<a:r><a:t>{each}</a:t></a:r>" for each in title.split("¦"))
    data = (
        f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><c:chart><c:title>'
        f"<c:tx><c:rich><a:bodyPr/><a:p>{runs}</a:p></c:rich></c:tx></c:title><c:plotArea>"
        '<c:layout/><c:pieChart><c:varyColors/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat>'
        '<c:strRef><c:f>a</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{value}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:cat></c:ser></c:pieChart></c:plotArea></c:chart>"
        "</c:chartSpace>"
    )
    return related(
        package or opened(docx("{{ 单位 }}")), f"{OFFICE}/chart", CHART, data.encode(),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    )[0]  # fmt: skip


def with_app(company: str) -> Package:
    package = opened(docx("{{ 单位 }}"))
    app = package.members["docProps/app.xml"].decode()
    company = f"<Company>{company}</Company></Properties>"
    return package.replace({"docProps/app.xml": app.replace("</Properties>", company).encode()})


def with_property(value: str) -> Package:
    return properties.set_custom_properties(opened(docx("{{ 单位 }}")), {"处室": value})


def with_bound(value: str) -> Package:
    package, _ = related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/customXml", BOUND, f"<a><b>{value}</b></a>".encode()
    )
    item = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return related(
        package, f"{OFFICE}/customXmlProps", "customXml/itemProps1.xml",
        f'<d:datastoreItem xmlns:d="{item}" d:itemID="{{A}}"/>'.replace(
            "{A}", "{1B0D4B6A-1B1B-4B1B-8B1B-1B1B1B1B1B1B}").encode(),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", BOUND,
    )[0]  # fmt: skip


def with_link(address: str, package: Package | None = None) -> Package:
    package, number = linked(package or opened(docx("{{ 单位 }}")), "hyperlink", "X")
    rels = "word/_rels/document.xml.rels"
    data = package.members[rels].replace(b'"X"', f'"{address}"'.encode())
    link = f'<w:hyperlink r:id="{number}">{run("见")}</w:hyperlink></w:p>'
    body = package.members[DOCUMENT].decode().replace("</w:p>", link, 1)
    if "xmlns:r=" not in body[: body.index("<w:body")]:
        body = body.replace("<w:document", f'<w:document xmlns:r="{OFFICE}"', 1)
    return package.replace({rels: data, DOCUMENT: body.encode()})


def check(folder: Path, package: Package) -> list[drafter.Problem]:
    """What `template check` says of the template, refused or not."""
    workspace(folder, write_zip(package))
    try:
        return drafter.template_check("x", here=folder)
    except drafter.DrafterError as error:
        return list(error.problems)


def report(folder: Path, package: Package, **given: Any) -> Package:
    """The report of the template."""
    path = generate(folder, write_zip(package), **given).path
    assert path is not None
    made = opened(path.read_bytes())
    for name, data in made.members.items():
        assert not re.search(rb"\{[{%]", data) and b"%7b%7b" not in data.lower(), name
    return made


@pytest.mark.parametrize(
    ("inside", "code"),
    [("{% if 备注 %}有", "D312"), ("{{ 単位 }}", "D314"), ("{{ 单位|没有 }}", "D316"),
     ("｛ ｛单位｝ ｝", "D311")],
)  # fmt: skip
def test_a_wrong_tag_in_an_endnote_is_told_there(inside: str, code: str, tmp_path: Path):
    found = [each for each in check(tmp_path, with_endnote(inside)) if each.code == code]
    assert [type(each.place) for each in found] == [WordPlace]
    assert isinstance(found[0].place, WordPlace)
    assert found[0].place.part is Part.ENDNOTE


FILLED = {
    "图表": (lambda text: with_chart(text), CHART, Part.CHART),
    "单位属性": (with_app, "docProps/app.xml", Part.PROPERTIES),
    "自定义属性": (with_property, "docProps/custom.xml", Part.PROPERTIES),
    "绑定的数据": (with_bound, BOUND, Part.BOUND),
    "尾注": (with_endnote, "word/endnotes.xml", Part.ENDNOTE),
}


@pytest.mark.parametrize("kind", FILLED)
def test_a_part_beside_the_body_is_filled_and_escaped(kind: str, tmp_path: Path):
    make, member, _ = FILLED[kind]
    package = make("{{ 单位 }}开会{{ 会议|数量 }}次{% if 办结 %}（办结）{% endif %}")
    made = report(tmp_path, package, data=DATA.replace("甲单位", "A<B & “C”\"'"))
    words = "".join(map(str, xml.parse(made.members[member]).itertext()))
    assert "A<B & “C”\"'开会4次（办结）" in words


@pytest.mark.parametrize("kind", FILLED)
def test_a_wrong_tag_beside_the_body_is_told_at_its_part(kind: str, tmp_path: Path):
    make, _, where = FILLED[kind]
    wrong = {"D314": "{{ 単位 }}", "D312": "{% if 办结 %}有", "D316": "{{ 单位|没有 }}"}
    for code in wrong if kind == "图表" else ["D314"]:
        found = [e for e in check(tmp_path / code, make(wrong[code])) if e.code == code]
        places = [each.place for each in found]
        assert [place.part for place in places if isinstance(place, WordPlace)] == [where], code


@pytest.mark.parametrize("kind", FILLED)
def test_a_gap_beside_the_body_counts(kind: str, tmp_path: Path):
    package = FILLED[kind][0]("备注：{{ 备注 }}")
    made = report(tmp_path, package)
    assert "【待补：备注】" in made.members[FILLED[kind][1]].decode()
    result = drafter.generate("2021.yaml", here=tmp_path)
    assert [each.code for each in result.problems] == ["D339"]
    refused = problems(lambda: drafter.generate("2021.yaml", here=tmp_path, final=True))
    assert [each.code for each in refused] == ["D339"]


@pytest.mark.parametrize("title", ["{¦{ 单¦位 }¦}总结", "甲¦{% if 人数 %}乙¦丙{% en¦dif %}¦丁"])
def test_a_charts_title_is_filled_over_its_runs(title: str, tmp_path: Path):
    words = "".join(
        map(str, xml.parse(report(tmp_path, with_chart(title)).members[CHART]).itertext())
    )
    assert words.startswith({"{": "甲单位总结", "甲": "甲乙丙丁"}[title[0]])


ADDRESSES = {
    "{{ 备注 }}": [
        ("https://a.cn/b?c=d&e=f#g", "https://a.cn/b?c=d&e=f#g"), ("www.a.cn", "http://www.a.cn"),
        ("zxb@a.cn", "mailto:zxb@a.cn"), ("附件/一 览.docx", "附件/一 览.docx"),
    ],
    "%7b%7b%20备注%20%7d%7d": [("https://a.cn/年", "https://a.cn/年")],
    "%7B%7B%20%E5%A4%87%E6%B3%A8%20%7D%7D": [("http://a.cn", "http://a.cn")],
    "http://{{ 备注 }}": [("a.cn/b", "http://a.cn/b"), ("https://a.cn/b", "https://a.cn/b")],
    "https://a.cn/{{ 备注 }}?n={{ 会议|数量 }}": [
        ("甲/乙&丙=1?#", "https://a.cn/甲/乙&丙=1?#?n=4"),
    ],
    "https://a.cn/{% if 办结 %}yes{% endif %}{{ 备注|默认(&quot;无&quot;) }}": [
        ("x", "https://a.cn/yesx"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_links_address_is_filled(address: str, tmp_path: Path):
    is_plain = address.startswith("{{")  # the others go docxtpl's way
    body = opened(docx("{{ 单位 }}" if is_plain else "{{r 单位|字形(bold=True) }}"))
    for number, (value, wanted) in enumerate(ADDRESSES[address]):
        data = DATA + f'备注: "{value}"\n'
        made = report(tmp_path / str(number), with_link(address, body), data=data)
        rels = xml.parse(made.members["word/_rels/document.xml.rels"])
        (target,) = [n.get("Target", "") for n in rels if n.get("TargetMode") == "External"]
        assert target.isascii() and not re.search(r"[\s{}<>\"]", target)
        assert unquote(target) == wanted
        if "?n=" in address:
            assert "%26" in target and "%3F%23" in target


@pytest.mark.parametrize("value", ["javascript:alert(1)", "vbscript:x", " data:text/html,x"])
def test_an_address_that_may_run_something_is_refused_at_its_link(value: str, tmp_path: Path):
    package = write_zip(with_link("{{ 备注 }}"))
    data = DATA + f'备注: "{value}"\n'
    (found,) = problems(lambda: generate(tmp_path, package, data=data))
    assert found.code == "D338" and isinstance(found.place, WordPlace)
    assert found.place.part is Part.LINK
    assert "https" in found.message()


COMMENT = f'<w:comment w:id="0" w:author="甲">{p(run("{") + run("{ 单位 }}"))}</w:comment>'
REFUSED = {
    "批注": lambda: related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/comments", "word/comments.xml",
        part("comments", COMMENT), f"{WORD}.comments+xml")[0],
    "图表的数据": lambda: with_chart("总结", "{{ 单位 }}"),
    "没写完的标签": lambda: with_chart("{{ 单位"),
    "样式名": lambda: with_style("{{ 单位 }}"),
    "图表的工作簿": lambda: with_workbook("{{ 单位 }}"),
}  # fmt: skip


WEB_ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n"
)
OTHER_FILES = {
    "a.html": "<p>{<b>{ 单位 }</b>}</p>".encode(),
    "a.xhtml": "<p title='{{ 单位 }}'>甲</p>".encode("utf-16"),
    "a.txt": "{% if 单位 %}".encode("gb18030"),
    "a.rtf": r"{\rtf1{\pard \{\{ 单位 \}\}}}".encode(),
    "a.mht": WEB_ARCHIVE.encode() + base64.b64encode("<p>{{ 单位 }}</p>".encode()),
    "a.docx": zipped({DOCUMENT: part("document", p(run("{") + run("{ 单位 }}")))}),
    "b.docx": zipped({DOCUMENT: part("document", p("<w:instrText>MERGEFIELD 单位</w:instrText>"))}),
    "c.docx": zipped({"word/embeddings/a.xlsx": zipped({"a.xml": "<t>{{ 单位 }}</t>".encode()})}),
    "a.svg": "<svg><text>{{ 单位 }}</text></svg>".encode(),
}
WITHOUT_TAGS = {
    "a.html": b"<style>p{a:b}</style><p>{ x } %}</p>",
    "a.rtf": rb"{\rtf1{{\pard \{ a \}}}}",
    "a.mht": WEB_ARCHIVE.encode() + base64.b64encode(b"<p>a</p>"),
    "a.docx": zipped({DOCUMENT: part("document", p(run("甲")))}),
    "a.png": b"\x89PNG\0{{ a }}",
}


def with_file(name: str, data: bytes) -> Package:
    """A file that Word puts in when it opens the report."""
    package, number = related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/aFChunk", f"word/{name}", data, "text/html"
    )
    body = package.members[DOCUMENT].decode()
    body = body.replace("<w:sectPr", f'<w:altChunk r:id="{number}"/><w:sectPr', 1)
    return package.replace({DOCUMENT: body.encode()})


@pytest.mark.parametrize("name", OTHER_FILES)
def test_a_tag_in_a_file_that_word_puts_in_is_refused(name: str, tmp_path: Path):
    (found,) = check(tmp_path, with_file(name, OTHER_FILES[name]))
    assert found.code == "D369"
    assert f"word/{name}" in found.message() and "单位" in found.message()


@pytest.mark.parametrize("name", WITHOUT_TAGS)
def test_a_file_without_tags_that_word_puts_in_is_quiet(name: str, tmp_path: Path):
    assert check(tmp_path, with_file(name, WITHOUT_TAGS[name])) == []


def with_workbook(words: str) -> Package:
    """A chart's data as Excel keeps them in the Word file."""
    sheet = f"<sst><si><t>{words}</t></si></sst>".encode()
    package, _ = related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/package", "word/embeddings/book.xlsx",
        zipped({"xl/sharedStrings.xml": sheet}),
    )  # fmt: skip
    return package


def test_a_workbook_without_tags_is_quiet(tmp_path: Path):
    assert check(tmp_path, with_workbook("单位")) == []


def with_style(name: str) -> Package:
    package = opened(docx("{{ 单位 }}"))
    styles = package.members["word/styles.xml"].decode()
    style = f'<w:style w:type="paragraph" w:styleId="X1"><w:name w:val="{name}"/></w:style>'
    return package.replace(
        {"word/styles.xml": styles.replace("</w:styles>", f"{style}</w:styles>").encode()}
    )


@pytest.mark.parametrize("kind", REFUSED)
def test_a_tag_where_none_is_filled_is_refused(kind: str, tmp_path: Path):
    (found,) = check(tmp_path, REFUSED[kind]())
    assert found.code == "D369"
    assert "单位" in found.message() and "｛" not in found.message()


@pytest.mark.parametrize("binding", ["w:dataBinding", "w15:dataBinding"])
def test_a_bound_control_shows_what_its_tag_prints(binding: str, tmp_path: Path):
    package = with_bound("{{ 单位 }}")
    space = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/>"
        f'<{binding} {space} w:xpath="/a/b" w:storeItemID="{{A}}"/></w:sdtPr>'
        f"<w:sdtContent>{run('{{ 单位 }}')}</w:sdtContent></w:sdt></w:p>"
    )
    body = package.members[DOCUMENT].decode().replace("</w:p>", control, 1)
    made = report(tmp_path, package.replace({DOCUMENT: body.encode()}))
    assert "dataBinding" not in made.members[DOCUMENT].decode()
    assert "showingPlcHdr" not in made.members[DOCUMENT].decode()  # Word would wipe what is in it
    assert made.members[DOCUMENT].decode().count("甲单位") == 2
    assert "甲单位" in made.members[BOUND].decode()


def test_a_building_block_with_a_tag_is_left_out(tmp_path: Path):
    blocks = part("glossaryDocument", p(run("{") + run("{ 单位 }}")))
    name = "word/glossary/document.xml"
    package, _ = related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/glossaryDocument", name, blocks,
        f"{WORD}.document.glossary+xml",
    )  # fmt: skip
    assert name not in report(tmp_path, package).members


@pytest.mark.parametrize("kind", FILLED)
def test_both_ways_and_docxtpls_fill_the_parts_alike(kind: str, tmp_path: Path):
    make, member, _ = FILLED[kind]
    workspace(tmp_path, write_zip(make("{{ 单位 }}，{{ 会议|数量 }}")))
    code, data = compiled(tmp_path)
    mended = dataclasses.replace(code)
    vars(mended)["plain"] = False
    made = [
        engine.render_report(each, data)[0]
        for each in (code, mended, dataclasses.replace(code, native=True))
    ]
    parts = [xml.write(xml.parse(each.package.members[member])) for each in made if each]
    assert len(parts) == 3
    assert "甲单位，4" in "".join(map(str, xml.parse(parts[0]).itertext()))
    assert len({part.replace(b"_drafter_", b"") for part in parts}) == 1 or kind == "尾注"
    assert len({len(each.trace) for each in made if each}) == 1
    assert ROOT_RELS in made[0].package.members if made[0] else False


MERGE = " MERGEFIELD 单位 \\* MERGEFORMAT "
COMPLEX = "".join(
    f"<w:r>{each}</w:r>"
    for each in (
        '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{MERGE}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>«单位»</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "field", [COMPLEX, f'<w:fldSimple w:instr="{MERGE}">{run("«单位»")}</w:fldSimple>']
)
@pytest.mark.parametrize("member", [DOCUMENT, "word/footer1.xml"])
def test_a_field_of_a_mail_merge_is_refused_with_the_tag_to_write(
    field: str, member: str, tmp_path: Path
):
    package = opened(docx("{{ 单位 }}"))
    end = "</w:p>" if member == DOCUMENT else "</w:ftr>"
    field = field if member == DOCUMENT else p(field)
    data = package.members[member].decode().replace(end, field + end, 1)
    (found,) = check(tmp_path, package.replace({member: data.encode()}))
    assert found.code == "D370" and isinstance(found.place, WordPlace)
    assert found.place.part is (Part.BODY if member == DOCUMENT else Part.FOOTER)
    assert "{{ 单位 }}" in found.cure()


def test_a_tag_in_a_formula_is_filled_however_word_split_it(tmp_path: Path):
    package = opened(docx("{{ 单位 }}"))
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    runs = "".join(f"<m:r><m:t>{each}</m:t></m:r>" for each in ("{", "{ 人", "数 }", "}"))
    formula = f'<m:oMath xmlns:m="{math}">{runs}</m:oMath></w:p>'
    body = package.members[DOCUMENT].decode().replace("</w:p>", formula, 1)
    made = report(tmp_path, package.replace({DOCUMENT: body.encode()}))
    words = "".join(map(str, xml.parse(made.members[DOCUMENT]).itertext()))
    assert "甲单位12" in words
