"""Tests for whole Word documents that a template puts into the report."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from drafter.problems import TextPlace, join_words
from drafter.word import names, xml
from drafter.word.changes import comments
from drafter.word.package import relationships
from drafter.word.package.archive import DOCUMENT, Package, write_zip
from drafter.word.parts import chapters
from drafter.word.parts.notes import ENDNOTE, FOOTNOTE, NoteKind
from drafter.word.text import paragraphs
from drafter.word.xml import Element, w
from notation import docx
from pictures import png
from revised import opened
from small import DATA, SCHEMA, generate, problems
from test_engine_notes import noted
from wordfiles import NAMESPACES, with_body
from wordparts import OFFICE, changed, p, part, related, run

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1588" w:right="1474" w:top="2098"/>'
WIDE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
END = f"<w:p><w:pPr><w:sectPr>{A4}</w:sectPr></w:pPr></w:p>"
LANDSCAPE = p(run("横排的表")) + f"<w:sectPr>{WIDE}</w:sectPr>"
MIXED = p(run("竖排")) + END + LANDSCAPE
TEMPLATE = "前文\n{{p 文件|文档 }}\n后文"
CELL = "|= 1 1\n| 名称 | {{p 文件|文档 }} |"
MANY = SCHEMA.replace(
    "  主任:", "  附件: {type: array, items: {type: object, properties: "
    "{名称: {type: string}, 文件: {type: string, x-kind: document}}}}\n  主任:",
)  # fmt: skip


def chapter(inside: str) -> Package:
    return opened(with_body(inside))


def put_in(
    folder: Path, template: str | bytes, *chapters: Package, schema: str = SCHEMA
) -> tuple[drafter.Result, Package]:
    """The report with the chapters, which the data name `文件`, or one a record of `附件`."""
    files = {f"{n}.docx": write_zip(each) for n, each in enumerate(chapters)}
    names_of = "".join(f"  - {{名称: 附件, 文件: {name}}}\n" for name in files)
    more = f"附件:\n{names_of}" if schema is MANY else "文件: 0.docx\n"
    made = generate(folder, template, data=DATA + more, files=files, schema=schema)
    assert made.path is not None
    return made, opened(made.path.read_bytes())


def body_of(package: Package) -> Element:
    found = xml.parse(package.members[DOCUMENT]).find(w("body"))
    assert found is not None
    return found


def read_pages(package: Package) -> list[tuple[str, str]]:
    """The sections of the body: what each says, and L for landscape or its way of beginning."""
    pages, said = [], ""
    for node in body_of(package).iter(w("t"), w("p"), names.SECT_PR):
        if node.tag == w("t"):
            said += node.text or ""
        if node.tag == w("p"):
            if (ends := node.find(f"{names.PPR}/{names.SECT_PR}")) is not None:
                said += paragraphs.read_text(node)
                pages.append((said, describe(ends)))
                said = ""
                for text in node.iter(w("t")):
                    text.text = ""
        elif node.tag == names.SECT_PR and xml.get_parent(node).tag == w("body"):
            pages.append((said, describe(node)))
    return pages


def describe(section: Element) -> str:
    size = section.find(w("pgSz"))
    wide = size is not None and size.get(w("orient")) == "landscape"
    same = xml.read_value(section, w("type")) == "continuous"
    return ("横" if wide else "竖") + ("连" if same else "")


def codes(made: drafter.Result) -> set[str]:
    return {each.code for each in made.problems}


def with_notes(kind: NoteKind) -> Package:
    return opened(noted("章里一句〔1〕，又一句〔2〕", {1: "章注一", 2: "章注二"}, kind.name))


def note_texts(package: Package, kind: NoteKind) -> list[str]:
    """What the notes say, in the order of their references."""
    name = relationships.find_target_part(package, DOCUMENT, kind.relation)
    assert name is not None
    known = {n.get(names.ID): n for n in xml.parse(package.members[name])}
    asked = [n.get(names.ID) for n in body_of(package).iter(w(f"{kind.name}Reference"))]
    assert len(set(asked)) == len(asked)
    return ["".join(t.text or "" for t in known[number].iter(w("t"))) for number in asked]


@pytest.mark.parametrize("kind", [FOOTNOTE, ENDNOTE], ids=["footnotes", "endnotes"])
@pytest.mark.parametrize("template", [TEMPLATE, CELL], ids=["body", "cell"])
def test_notes_come_along_with_a_part_of_their_own(kind: NoteKind, template: str, tmp_path: Path):
    _, made = put_in(tmp_path, template, with_notes(kind))
    assert note_texts(made, kind) == ["章注一", "章注二"]
    settings = xml.parse(made.members["word/settings.xml"])
    assert settings.find(w(f"{kind.name}Pr")) is not None


@pytest.mark.parametrize("kind", [FOOTNOTE, ENDNOTE], ids=["footnotes", "endnotes"])
def test_notes_of_report_and_chapters_are_all_there(kind: NoteKind, tmp_path: Path):
    template = "报告一句〔1〕\n{%p for x in 附件 %}\n{{p x.文件|文档 }}\n{%p endfor %}\n末句〔2〕"
    report = noted(template, {1: "报告注", 2: "末注"}, kind.name)
    one = with_notes(kind)
    _, made = put_in(tmp_path, report, one, one, schema=MANY)
    assert note_texts(made, kind) == ["报告注", "章注一", "章注二", "章注一", "章注二", "末注"]


def test_comments_come_along(tmp_path: Path):
    inside = p(
        '<w:commentRangeStart w:id="3"/>' + run("有批注") + '<w:commentRangeEnd w:id="3"/>'
        '<w:r><w:commentReference w:id="3"/></w:r><w:r><w:commentReference w:id="9"/></w:r>'
    )
    said = f'<w:comment w:id="3" w:author="张">{p(run("核一下"))}</w:comment>'
    package, _ = related(
        chapter(inside), comments.COMMENTS, "word/comments.xml", part("comments", said),
        f"{TYPE}.comments+xml",
    )  # fmt: skip
    _, made = put_in(tmp_path, "{{p 文件|文档 }}\n{{p 文件|文档 }}", package)
    found = comments.find_anchored_comments(made)
    assert [(each.comment.author, each.comment.text) for each in found] == [("张", "核一下")] * 2
    assert len(list(body_of(made).iter(names.COMMENT_REFERENCE))) == 2


PAGES = {
    "a landscape chapter": (
        TEMPLATE, LANDSCAPE, [("前文", "竖"), ("横排的表", "横"), ("后文", "竖")]),
    "portrait and landscape": (
        TEMPLATE, MIXED,
        [("前文", "竖"), ("竖排", "竖连"), ("横排的表", "横"), ("后文", "竖")]),
    "at the beginning": ("{{p 文件|文档 }}\n后文", LANDSCAPE, [("横排的表", "横"), ("后文", "竖")]),
    "at the end": ("前文\n{{p 文件|文档 }}", LANDSCAPE, [("前文", "竖"), ("横排的表", "横")]),
    "twice": (
        "前文\n{{p 文件|文档 }}\n{{p 文件|文档 }}\n后文", LANDSCAPE,
        [("前文", "竖"), ("横排的表", "横"), ("横排的表", "横"), ("后文", "竖")]),
    "behind a table": (
        "|= 1\n| 表 |\n{{p 文件|文档 }}\n后文", LANDSCAPE,
        [("表", "竖"), ("横排的表", "横"), ("后文", "竖")]),
    "in columns": (
        TEMPLATE, p(run("两栏")) + f'<w:sectPr>{A4}<w:cols w:num="2"/></w:sectPr>',
        [("前文", "竖"), ("两栏", "竖连"), ("后文", "竖连")]),
    "like the report": (
        TEMPLATE, p(run("章")) + f"<w:sectPr>{A4}</w:sectPr>", [("前文章后文", "竖")]),
    "on Letter": (
        TEMPLATE, p(run("章")) + '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/></w:sectPr>',
        [("前文章后文", "竖")]),
    "on A3": (
        TEMPLATE, p(run("章")) + '<w:sectPr><w:pgSz w:w="16838" w:h="23811"/></w:sectPr>',
        [("前文", "竖"), ("章", "竖"), ("后文", "竖")]),
    "without a section": (TEMPLATE, p(run("章")), [("前文章后文", "竖")]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_chapter_keeps_its_pages_and_the_report_its_own(name: str, tmp_path: Path):
    template, inside, wanted = PAGES[name]
    made, package = put_in(tmp_path, template, chapter(inside))
    assert read_pages(package) == wanted
    assert codes(made) == set()


def with_header(words: str, inside: str = MIXED) -> Package:
    """A chapter whose first section has a header."""
    package, number = related(
        chapter(inside), f"{OFFICE}/header", "word/header1.xml", part("hdr", p(run(words))),
        f"{TYPE}.header+xml",
    )  # fmt: skip
    reference = f'<w:headerReference w:type="default" r:id="{number}"/>'
    data = package.members[DOCUMENT].decode()
    changed = data.replace("<w:sectPr>", f"<w:sectPr>{reference}", 1)
    return package.replace({DOCUMENT: changed.encode()})


def shown_headers(package: Package) -> list[str]:
    """What the header of each section says; one that has none shows that of the section before."""
    rels = relationships.read_relationships(package, DOCUMENT)
    targets = {n.get("Id"): f"word/{n.get('Target')}" for n in rels}
    shown, last = [], ""
    for section in body_of(package).iter(names.SECT_PR):
        for node in section.iterchildren(w("headerReference")):
            if node.get(names.TYPE) == "default":
                root = xml.parse(package.members[targets[node.get(names.RELATIONSHIP_ID)]])
                last = "".join(t.text or "" for t in root.iter(w("t")))
        shown.append(last)
    return shown


def test_headers_go_with_their_pages_and_the_reports_come_back(tmp_path: Path):
    made, package = put_in(tmp_path, TEMPLATE, with_header("章的页眉"))
    assert shown_headers(package) == ["", "章的页眉", "章的页眉", ""]
    assert codes(made) == set()


@pytest.mark.parametrize("template", [TEMPLATE, CELL], ids=["body", "cell"])
def test_a_header_without_pages_of_its_own_is_told(template: str, tmp_path: Path):
    inside = p(run("章")) + f"<w:sectPr>{A4}</w:sectPr>"
    made, package = put_in(tmp_path, template, with_header("内部资料", inside))
    assert set(shown_headers(package)) == {""}
    (found,) = made.problems
    assert found.code == "D359"
    assert "0.docx" in found.message() and "内部资料" in found.message()
    assert "data/2021.yaml" in found.place.to_text("zh")


def test_pages_cannot_stand_in_a_cell_and_that_is_told(tmp_path: Path):
    made, package = put_in(tmp_path, CELL, chapter(MIXED))
    assert codes(made) == {"D360"}
    assert len(list(body_of(package).iter(names.SECT_PR))) == 1


def test_nothing_of_drafters_own_comes_with_a_chapter(tmp_path: Path):
    first, _ = put_in(tmp_path / "a", "单位是{{ 单位 }}。", chapter(p("")))
    assert first.path is not None
    made, package = put_in(
        tmp_path / "b", "人数是{{ 人数 }}。\n{{p 文件|文档 }}", opened(first.path.read_bytes())
    )
    marks = [n.get(names.NAME, "") for n in body_of(package).iter(names.BOOKMARK_START)]
    assert sorted(name.split("_")[2][0] for name in marks) == ["p", "t"]
    assert [each.text for each in made.trace if each.slot > 0] == ["12"]


def test_bookmarks_that_meet_are_renamed_with_what_leads_to_them(tmp_path: Path):
    inside = p(
        '<w:bookmarkStart w:id="0" w:name="表一"/>' + run("表1") + '<w:bookmarkEnd w:id="0"/>'
    ) + p(
        '<w:r><w:t>见</w:t></w:r><w:fldSimple w:instr=" REF 表一 \\h "><w:r><w:t>表1</w:t></w:r>'
        '</w:fldSimple><w:hyperlink w:anchor="表一"><w:r><w:t>去</w:t></w:r></w:hyperlink>'
    )
    _, made = put_in(tmp_path, "{{p 文件|文档 }}\n{{p 文件|文档 }}", chapter(inside))
    marks = [n.get(names.NAME, "") for n in body_of(made).iter(names.BOOKMARK_START)]
    assert sorted(name for name in marks if "drafter" not in name) == ["表一", "表一_2"]
    fields = [n.get(w("instr"), "").split()[1] for n in body_of(made).iter(names.FLD_SIMPLE)]
    links = [n.get(w("anchor"), "") for n in body_of(made).iter(w("hyperlink"))]
    assert fields == links == ["表一", "表一_2"]


def test_each_chapter_counts_its_lists_from_one(tmp_path: Path):
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr>'
    levels = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
    )
    package = chapter(f"{item}{run('甲')}</w:p>{item}{run('乙')}</w:p>")
    name = relationships.find_target_part(package, DOCUMENT, f"{OFFICE}/numbering")
    if name is None:
        package, _ = related(
            package, f"{OFFICE}/numbering", "word/numbering.xml", part("numbering", levels),
            f"{TYPE}.numbering+xml",
        )  # fmt: skip
    else:
        package = package.replace({name: part("numbering", levels)})
    _, made = put_in(tmp_path, "{{p 文件|文档 }}\n{{p 文件|文档 }}", package)
    lists = [n.get(names.VAL) for n in body_of(made).iter(w("numId"))]
    assert lists[0] == lists[1] != lists[2] == lists[3]


def test_a_style_is_never_mistaken_for_another_of_the_same_id(tmp_path: Path):
    package = chapter('<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>' + run("章") + "</w:p>")
    styles = package.members["word/styles.xml"].decode()
    assert 'w:styleId="Title"' in styles
    renamed = styles.replace('<w:name w:val="Title"/>', '<w:name w:val="督办"/>')
    _, made = put_in(tmp_path, TEMPLATE, package.replace({"word/styles.xml": renamed.encode()}))
    used = next(body_of(made).iter(names.P_STYLE)).get(names.VAL)
    known = {
        n.get(names.STYLE_ID): xml.read_value(n, names.NAME)
        for n in xml.parse(made.members["word/styles.xml"]).iter(w("style"))
    }
    assert (known[used], known["Title"]) == ("督办", "Title")


def test_digits_of_a_chapter_need_no_record(tmp_path: Path):
    table = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc>'
    texts = p(run("共3件，（）。")) + f"{table}{p(run('2019'))}</w:tc></w:tr></w:tbl>"
    made, _ = put_in(tmp_path, TEMPLATE, chapter(texts + p("")))
    assert codes(made) == set()
    told, _ = put_in(tmp_path / "b", TEMPLATE + "5件", chapter(texts + p("")))
    assert codes(told) == {"D402"}


@pytest.mark.parametrize("template", [TEMPLATE, CELL], ids=["body", "cell"])
def test_a_file_that_the_data_do_not_name_is_a_gap_in_a_paragraph(template: str, tmp_path: Path):
    made = generate(tmp_path, template)
    assert made.path is not None
    assert codes(made) == {"D339"}
    root = body_of(opened(made.path.read_bytes()))
    (gap,) = [node for node in root.iter(w("t")) if "待补" in (node.text or "")]
    look = xml.get_parent(gap).find(f"{names.RPR}/{w('highlight')}")
    assert look is not None
    holders = [node.tag for node in gap.iterancestors()]
    assert names.P in holders and (names.TC in holders) == (template is CELL)
    assert not any((node.text or "").strip() for node in root.iter(w("body"), names.TC))


HEADER = f"<w:hdr {NAMESPACES}>{p(run('{{p 文件|文档 }}'))}</w:hdr>"


def refused_chapters() -> dict[str, tuple[str | bytes, Package | bytes, str]]:
    chunk = '<w:altChunk r:id="rId9"/>'
    ours = '<w:ins w:id="1" w:author="drafter">' + run("改过") + "</w:ins>"
    return {
        "another file in it": (TEMPLATE, chapter(p(run("甲")) + chunk + p("")), "子文档"),
        "changes of drafter's own": (TEMPLATE, chapter(p(ours)), "drafter"),
        "an old or encrypted file": (TEMPLATE, b"\xd0\xcf\x11\xe0" + bytes(600), "密码"),
    }


@pytest.mark.parametrize("name", refused_chapters())
def test_a_chapter_that_cannot_come_whole_is_refused_by_its_name(name: str, tmp_path: Path):
    template, given, word = refused_chapters()[name]
    data = given if isinstance(given, bytes) else write_zip(given)
    (found,) = problems(
        lambda: generate(tmp_path, template, data=DATA + "文件: 0.docx\n", files={"0.docx": data})
    )
    assert found.code == "D341"
    assert "0.docx" in found.message() and word in found.message()


def test_notes_cannot_go_into_a_header(tmp_path: Path):
    package, number = related(
        opened(docx("正文")), f"{OFFICE}/header", "word/header7.xml", HEADER.encode(),
        f"{TYPE}.header+xml",
    )  # fmt: skip
    reference = f'<w:headerReference w:type="first" r:id="{number}"/>'
    body = package.members[DOCUMENT].decode().replace("<w:sectPr>", f"<w:sectPr>{reference}")
    template = write_zip(package.replace({DOCUMENT: body.encode()}))
    _, made = put_in(tmp_path / "a", template, chapter(p(run("章"))))
    assert "章" in made.members["word/header7.xml"].decode()
    data = {"0.docx": write_zip(with_notes(FOOTNOTE))}
    (found,) = problems(
        lambda: generate(tmp_path / "b", template, data=DATA + "文件: 0.docx\n", files=data)
    )
    assert found.code == "D341"


def test_fields_that_show_pages_of_the_whole_are_left_to_word_and_told(tmp_path: Path):
    field = '<w:fldSimple w:instr=" PAGEREF a \\h "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    about = '<w:fldSimple w:instr=" TITLE "><w:r><w:t>章名</w:t></w:r></w:fldSimple>'
    made, package = put_in(tmp_path, TEMPLATE, chapter(p(field + about)))
    assert [(each.code, "PAGEREF" in each.message()) for each in made.problems] == [("D375", True)]
    (left,) = body_of(package).iter(names.FLD_SIMPLE)
    assert left.get(w("dirty")) == "true"
    assert "章名" in "".join(t.text or "" for t in body_of(package).iter(w("t")))


def test_what_only_newer_programs_show_keeps_the_prefix_that_it_asks_for(tmp_path: Path):
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    other, new = "urn:example:other", "urn:example:new"
    known = f'xmlns:mc="{mc}" xmlns:x="{other}" xmlns:y="{new}" mc:Ignorable="w14 y"'
    choice = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:t>新</w:t></mc:Choice>'
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f'<w:p y:mark="1">{choice}</w:p>' + p(f'<w:r><w:t x:a="1">{1}</w:t></w:r>')
    data = f"<w:document {NAMESPACES} {known}><w:body>{body}</w:body></w:document>".encode()
    package = chapter("").replace({DOCUMENT: data})
    target = {DOCUMENT: xml.parse(opened(with_body('<w:altChunk w:val="0"/>')).members[DOCUMENT])}
    chapters.put_in_documents(opened(with_body("")), target, [package])
    (found,) = target[DOCUMENT].iter(f"{{{mc}}}Choice")
    assert found.nsmap["x"] == other
    assert new.encode() not in xml.write(target[DOCUMENT])


def test_an_embedded_object_keeps_its_picture_and_its_shape_a_name_of_its_own(tmp_path: Path):
    package, picture = related(
        chapter(p("")), f"{OFFICE}/image", "word/media/image1.png", png(), "image/png"
    )
    package, sheet = related(
        package, f"{OFFICE}/package", "word/embeddings/a.xlsx", b"PK",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    office = "urn:schemas-microsoft-com:office:office"
    spaces = f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="{office}"'
    drawn = p(
        f'<w:r><w:object {spaces}><v:shape id="_x0000_i1025" style="width:20pt;height:20pt">'
        f'<v:imagedata r:id="{picture}"/></v:shape><o:OLEObject Type="Embed" DrawAspect="Content"'
        f' ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" ObjectID="_1" r:id="{sheet}"/>'
        "</w:object></w:r>"
    )
    _, made = put_in(tmp_path, "{{p 文件|文档 }}\n{{p 文件|文档 }}", changed(package, drawn))
    shapes = [n.get("id") for n in body_of(made).iter(f"{names.VML}shape")]
    objects = [n.get("ShapeID") for n in body_of(made).iter() if n.get("ShapeID")]
    assert shapes == objects == ["_x0000_i1025", "_x0000_i1025_2"]
    assert made.members["word/embeddings/a.xlsx"] == b"PK"


def with_comment(words: str) -> Package:
    inside = p(run("有批注") + '<w:r><w:commentReference w:id="3"/></w:r>')
    said = f'<w:comment w:id="3" w:author="张">{p(run(words))}</w:comment>'
    return related(
        chapter(inside), comments.COMMENTS, "word/comments.xml", part("comments", said),
        f"{TYPE}.comments+xml",
    )[0]  # fmt: skip


def alt_text(words: str) -> str:
    space = "urn:schemas-microsoft-com:vml"
    shape = f'<v:rect xmlns:v="{space}" style="width:9pt;height:9pt" alt="{words}"/>'
    return p(run("图") + f"<w:r><w:pict>{shape}</w:pict></w:r>")


MERGED = p('<w:fldSimple w:instr=" MERGEFIELD 单位 ">' + run("{}") + "</w:fldSimple>")
TYPED = {
    "text": (chapter(p(run("由{{ 单") + run("位 }}主办"))), "{{ 单位 }}"),
    "a cell": (opened(docx("|= 1 1\n| 名称 | {% if 备注 %} |")), "{% if 备注 %}"),
    "a lost half": (chapter(p(run("由单位 }}主办"))), "}}"),
    "a footnote": (opened(noted("一句〔1〕", {1: "见{{ 备注 }}"})), "{{ 备注 }}"),
    "a comment": (with_comment("这里填{{ 单位 }}"), "{{ 单位 }}"),
    "an alt text": (chapter(alt_text("{{ 单位 }}")), "{{ 单位 }}"),
    "a merge field": (chapter(MERGED.format("«单位»")), "«单位»"),
}


@pytest.mark.parametrize("case", TYPED)
def test_tags_typed_in_a_document_are_told_with_its_name(case: str, tmp_path: Path):
    package, tags = TYPED[case]
    made, _ = put_in(tmp_path, TEMPLATE, package)
    found = [each for each in made.problems if each.code in ("D371", "D401")]
    assert [(each.code, dict(each.values)) for each in found] == [
        ("D371", {"name": "0.docx", "tags": join_words([tags])})
    ]
    assert isinstance(found[0].place, TextPlace)


def test_a_merge_field_that_has_been_merged_is_words(tmp_path: Path):
    made, package = put_in(tmp_path, TEMPLATE, chapter(MERGED.format("甲单位")))
    assert not made.problems
    assert b"MERGEFIELD" not in package.members[DOCUMENT]
