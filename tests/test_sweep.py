"""One tag in every kind of place that a Word file has: filled, refused, or left behind.

No part of a report holds a tag or a merge field, wherever the template had one.
"""

# ruff: noqa: E501 — one row a place

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.word.package.archive import DOCUMENT, Package, write_zip
from notation import docx
from revised import opened
from small import generate, problems, zipped
from test_parts import with_bound
from wordparts import OFFICE, p, part, related, run

TAG = "{{ 单位 }}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def in_body(inside: str) -> Package:
    """The file with more in its body, before its last section."""
    package = opened(docx("乙"))
    return put(package, DOCUMENT, "<w:sectPr", f"{inside}<w:sectPr")


def put(package: Package, member: str, old: str, new: str) -> Package:
    data = package.members[member].decode()
    assert old in data
    return package.replace({member: data.replace(old, new, 1).encode()})


def with_header(kind: str, inside: str, name: str = "header") -> Package:
    root = {"header": "hdr", "footer": "ftr"}[name]
    package, number = related(
        opened(docx("乙")), f"{OFFICE}/{name}", f"word/{name}9.xml", part(root, inside),
        f"{WORD}.{name}+xml",
    )  # fmt: skip
    body = package.members[DOCUMENT].decode()
    reference = f'<w:{name}Reference w:type="{kind}" r:id="{number}"/>'
    body = re.sub(
        r"<w:sectPr([^>]*?)/?>(?:</w:sectPr>)?", rf"<w:sectPr\1>{reference}", body, count=1
    )
    if "</w:sectPr>" not in body:
        body = body.replace(reference, f"{reference}</w:sectPr>")
    return package.replace({DOCUMENT: body.encode()})


def with_part(kind: str, name: str, data: bytes, content: str = "application/xml") -> Package:
    return related(opened(docx("乙")), f"{OFFICE}/{kind}", name, data, content)[0]


def with_notes(kind: str) -> Package:
    note = f'<w:{kind} w:id="2">{p(run(TAG))}</w:{kind}>'
    package = with_part(
        f"{kind}s", f"word/{kind}s.xml", part(f"{kind}s", note), f"{WORD}.{kind}s+xml"
    )
    return put(package, DOCUMENT, "</w:p>", f'<w:r><w:{kind}Reference w:id="2"/></w:r></w:p>')


def with_chart(title: str, series: str = "", category: str = "") -> Package:
    data = (
        f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><c:chart><c:title><c:tx>'
        f"<c:rich><a:bodyPr/><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        '<c:plotArea><c:layout/><c:pieChart><c:varyColors/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f'<c:tx><c:v>{series}</c:v></c:tx><c:cat><c:strLit><c:ptCount val="1"/><c:pt idx="0">'
        f"<c:v>{category}</c:v></c:pt></c:strLit></c:cat></c:ser></c:pieChart></c:plotArea></c:chart>"
        "</c:chartSpace>"
    ).encode()
    return with_part(
        "chart",
        "word/charts/chart1.xml",
        data,
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    )


def with_diagram(kind: str) -> Package:
    space = f'xmlns:dgm="{DRAWING}/diagram" xmlns:a="{DRAWING}/main"'
    words = f"<dgm:t><a:bodyPr/><a:p><a:r><a:t>{TAG}</a:t></a:r></a:p></dgm:t>"
    root = f'<dgm:dataModel {space}><dgm:ptLst><dgm:pt modelId="1">{words}</dgm:pt></dgm:ptLst></dgm:dataModel>'
    return with_part(f"diagram{kind.title()}", f"word/diagrams/{kind}1.xml", root.encode())


def with_control(properties: str, content: str = "乙") -> Package:
    return in_body(
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{p(run(content))}</w:sdtContent></w:sdt>"
    )


def with_field(code: str, shown: str = "乙") -> Package:
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText>{code}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return in_body(p("".join(f"<w:r>{each}</w:r>" for each in pieces)))


def in_settings(inside: str) -> Package:
    package = opened(docx("乙"))
    return put(package, "word/settings.xml", "</w:settings>", f"{inside}</w:settings>")


def in_property(name: str, inside: str) -> Package:
    package = opened(docx("乙"))
    end = {"core": "</cp:coreProperties>", "app": "</Properties>"}[name]
    return put(package, f"docProps/{name}.xml", end, f"{inside}{end}")


def with_drawing(attributes: str) -> Package:
    space = f"{DRAWING}/wordprocessingDrawing"
    return in_body(p(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{space}"><wp:extent cx="9" cy="9"/>'
        f'<wp:docPr id="7" name="a" {attributes}/><a:graphic xmlns:a="{DRAWING}/main">'
        f'<a:graphicData uri="{DRAWING}/picture"/></a:graphic></wp:inline></w:drawing></w:r>'
    ))  # fmt: skip


BOX = f"<w:r><w:pict><v:shape {VML}><v:textbox><w:txbxContent>{p(run(TAG))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
MARK = f'<w:r><w:pict><v:shape {VML} id="a"><v:textpath string="{TAG}"/></v:shape></w:pict></w:r>'
PLACES: dict[str, Callable[[], Package]] = {
    "正文": lambda: in_body(p(run(TAG))),
    "首页页眉": lambda: with_header("first", p(run(TAG))),
    "偶数页页脚": lambda: with_header("even", p(run(TAG)), "footer"),
    "页眉里的文本框": lambda: with_header("default", p(BOX)),
    "正文文本框": lambda: in_body(p(BOX)),
    "脚注": lambda: with_notes("footnote"),
    "尾注": lambda: with_notes("endnote"),
    "水印": lambda: with_header("default", p(MARK)),
    "图表题目": lambda: with_chart(TAG),
    "图表系列": lambda: with_chart("甲", TAG),
    "图表类别": lambda: with_chart("甲", "乙", TAG),
    "图示数据": lambda: with_diagram("data"),
    "图示画面": lambda: with_diagram("drawing"),
    "替换文字": lambda: with_drawing(f'descr="{TAG}"'),
    "图片标题": lambda: with_drawing(f'title="{TAG}"'),
    "核心属性": lambda: in_property("core", f"<cp:category>{TAG}</cp:category>"),
    "应用属性": lambda: in_property("app", f"<Company>{TAG}</Company>"),
    "设置": lambda: in_settings(f'<w:docVars><w:docVar w:name="a" w:val="{TAG}"/></w:docVars>'),
    "批注": lambda: with_part(
        "comments",
        "word/comments.xml",
        part("comments", f'<w:comment w:id="0" w:author="甲">{p(run(TAG))}</w:comment>'),
        f"{WORD}.comments+xml",
    ),
    "批注作者": lambda: with_part(
        "comments",
        "word/comments.xml",
        part("comments", f'<w:comment w:id="0" w:author="{TAG}">{p(run("甲"))}</w:comment>'),
        f"{WORD}.comments+xml",
    ),
    "链接提示": lambda: in_body(
        p(f'<w:hyperlink w:anchor="a" w:tooltip="{TAG}">{run("甲")}</w:hyperlink>')
    ),
    "链接书签": lambda: in_body(p(f'<w:hyperlink w:anchor="{TAG}">{run("甲")}</w:hyperlink>')),
    "书签名": lambda: in_body(
        p(f'<w:bookmarkStart w:id="1" w:name="{TAG}"/><w:bookmarkEnd w:id="1"/>{run("甲")}')
    ),
    "控件标题": lambda: with_control(f'<w:alias w:val="{TAG}"/><w:tag w:val="a"/>'),
    "控件标记": lambda: with_control(f'<w:tag w:val="{TAG}"/>'),
    "控件占位": lambda: with_control(f'<w:placeholder><w:docPart w:val="{TAG}"/></w:placeholder>'),
    "控件列表": lambda: with_control(
        f'<w:dropDownList><w:listItem w:displayText="{TAG}" w:value="a"/></w:dropDownList>'
    ),
    "控件内容": lambda: with_control("", TAG),
    "域代码": lambda: with_field(f" QUOTE {TAG} "),
    "域结果": lambda: with_field(" QUOTE a ", TAG),
    "邮件合并": lambda: with_field(" MERGEFIELD 单位 ", "«单位»"),
    "自定义数据": lambda: with_bound(TAG),
    "数据的属性": lambda: with_part(
        "customXml", "customXml/item1.xml", f'<a><b c="{TAG}"/></a>'.encode()
    ),
    "构建基块": lambda: with_part(
        "glossaryDocument",
        "word/glossary/document.xml",
        part("glossaryDocument", p(run(TAG))),
        f"{WORD}.document.glossary+xml",
    ),
    "构建基块的合并域": lambda: with_part(
        "glossaryDocument",
        "word/glossary/document.xml",
        part("glossaryDocument", p("<w:r><w:instrText>MERGEFIELD 单位</w:instrText></w:r>")),
        f"{WORD}.document.glossary+xml",
    ),
    "网页": lambda: with_part("aFChunk", "word/a.html", f"<p>{TAG}</p>".encode(), "text/html"),
    "纯文本": lambda: with_part("aFChunk", "word/a.txt", TAG.encode(), "text/plain"),
    "工作簿": lambda: with_part(
        "package", "word/embeddings/a.xlsx", zipped({"xl/a.xml": f"<t>{TAG}</t>".encode()})
    ),
    "列表编号": lambda: with_part(
        "numbering",
        "word/numbering.xml",
        part(
            "numbering",
            f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{TAG}"/></w:lvl></w:abstractNum>',
        ),
        f"{WORD}.numbering+xml",
    ),
    "批注里的合并域": lambda: with_part(
        "comments",
        "word/comments.xml",
        part(
            "comments",
            f'<w:comment w:id="0" w:author="甲">{p("<w:r><w:instrText>MERGEFIELD 单位</w:instrText></w:r>")}</w:comment>',
        ),
        f"{WORD}.comments+xml",
    ),
    "公式": lambda: in_body(
        p(
            f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{TAG}</m:t></m:r></m:oMath>'
        )
    ),
    "修订作者": lambda: in_body(p(f'<w:ins w:id="3" w:author="{TAG}">{run("甲")}</w:ins>')),
    "表格说明": lambda: in_body(
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{TAG}"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{p("")}</w:tc></w:tr></w:tbl>{p("")}'
    ),
    "拼音": lambda: in_body(
        p(
            f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="9"/><w:hpsRaise w:val="9"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt>{run(TAG)}</w:rt><w:rubyBase>{run("甲")}</w:rubyBase></w:ruby></w:r>'
        )
    ),
    "删去的字": lambda: in_body(
        p(f'<w:del w:id="3" w:author="甲"><w:r><w:delText>{TAG}</w:delText></w:r></w:del>')
    ),
    "页面背景": lambda: put(
        opened(docx("乙")),
        DOCUMENT,
        "<w:body>",
        f'<w:background><v:background {VML} id="{TAG}"/></w:background><w:body>',
    ),
}


REFUSED = {
    **dict.fromkeys(("图表系列", "图表类别", "设置", "批注", "批注作者", "数据的属性"), "D369"),
    **dict.fromkeys(("网页", "纯文本", "工作簿", "列表编号", "批注里的合并域"), "D369"),
    "邮件合并": "D370", "删去的字": "D320",
}  # fmt: skip
LEFT_BEHIND = ("构建基块", "构建基块的合并域")
LEFT = re.compile(rb"\{[{%]|MERGEFIELD")


@pytest.mark.parametrize("place", PLACES)
def test_no_part_of_a_report_keeps_a_tag(place: str, tmp_path: Path):
    data = write_zip(PLACES[place]())
    if place in REFUSED:
        found = problems(lambda: generate(tmp_path, data))
        assert [each.code for each in found] == [REFUSED[place]]
        assert "单位" in found[0].message() or found[0].place
        return
    path = generate(tmp_path, data).path
    assert path is not None
    made = opened(path.read_bytes()).members
    assert [name for name, each in made.items() if LEFT.search(each)] == []
    filled = [name for name, each in made.items() if "甲单位".encode() in each]
    assert (set(filled) == {"docProps/core.xml"}) == (place in (*LEFT_BEHIND, "核心属性"))
