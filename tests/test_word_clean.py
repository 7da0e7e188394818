"""Tests for drafter.word.clean: the same pages, and nothing of who made them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import validity
import wordlike
from drafter.word import xml
from drafter.word.changes import pending
from drafter.word.cleaning.cleaner import clean_package, list_embedded_files
from drafter.word.package import relationships
from drafter.word.package.archive import (
    CONTENT_TYPES,
    CORE,
    DOCUMENT,
    ROOT_RELS,
    STYLES,
    Package,
    write_zip,
)
from drafter.word.xml import w
from readers import need, to_pdf
from revised import opened
from test_word_pictures import segment
from wordfiles import blank_with, with_body
from wordparts import OFFICE, body, changed, inside, linked, p, part, related, run, words

FONTS = Path(__file__).parent / "fonts.conf"
SPECIMEN = Path(__file__).parent / "specimens" / "libreoffice-comments.docx"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office"
W14 = f"{MICROSOFT}/word/2010/wordml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PERSON = "张三"


def soiled() -> Package:
    """A file that somebody has made and others have worked on, as Word saves it."""
    package = body(p(run("正文")))
    people = f'<p:people xmlns:p="{MICROSOFT}/word/2012/wordml"><p:person p:author="{PERSON}"/>'
    for kind, name, data in (
        (f"{MICROSOFT}/2011/relationships/people", "word/people.xml", f"{people}</p:people>"),
        (f"{OFFICE}/customXml", "customXml/item1.xml", f"<a>{PERSON}</a>"),
        (f"{OFFICE}/glossaryDocument", "word/glossary/document.xml", f"<a>{PERSON}</a>"),
        ("urn:what-nobody-knows-yet", "word/next.xml", f"<a>{PERSON}</a>"),
    ):
        package, _ = related(package, kind, name, data.encode())
    for kind, name, data in (
        (f"{OFFICE}/extended-properties", "docProps/app.xml",
         f'<Properties xmlns="{OFFICE[:-13]}extended-properties"><Manager>{PERSON}</Manager>'
         f"<Company>{PERSON}的单位</Company></Properties>"),
        (f"{OFFICE}/custom-properties", "docProps/custom.xml", f"<a>{PERSON}</a>"),
        (f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", PERSON),
    ):  # fmt: skip
        if name in package.members:
            package = package.replace({name: data.encode()})
        else:
            package, _ = related(package, kind, name, data.encode(), owner="")
    return package.replace({"word/nobody-leads-here.xml": f"<a>{PERSON}</a>".encode()})


def test_what_no_page_needs_is_left_out_and_what_lists_it_too():
    made = clean_package(soiled())
    assert PERSON not in inside(made)
    assert all(name.startswith(("word/", "_rels", "docProps/core", "[")) for name in made.members)
    listed = inside(made, CONTENT_TYPES, ROOT_RELS, relationships.rels_part_name(DOCUMENT))
    assert not any(gone in listed for gone in ("people", "customXml", "app.xml", "next.xml"))
    assert words(made) == ["正文"]


def test_a_part_that_a_page_names_stays_whatever_it_is():
    package, number = related(body(""), "urn:unknown", "word/new.xml", b"<a/>")
    package = changed(package, p(f'<w:r><w:pict><a r:id="{number}"/></w:pict></w:r>'))
    assert "word/new.xml" in clean_package(package).members


def test_a_header_that_no_section_uses_is_left_out():
    header = part("hdr", p(run(PERSON)))
    package, number = related(body(p("")), f"{OFFICE}/header", "word/header9.xml", header)
    assert PERSON not in inside(clean_package(package))
    used = package.replace({DOCUMENT: package.members[DOCUMENT].replace(
        b"</w:body>", f'<w:sectPr><w:headerReference w:type="default" r:id="{number}"/></w:sectPr>'
        "</w:body>".encode())})  # fmt: skip
    assert words(clean_package(used)) == ["", PERSON]


def test_a_note_that_no_text_leads_to_is_earlier_text():
    notes = part("footnotes", "".join(
        f'<w:footnote w:id="{n}"{kind}>{p(run(said))}</w:footnote>'
        for n, kind, said in ((-1, ' w:type="separator"', ""), (1, "", "在用"), (2, "", PERSON))
    ))  # fmt: skip
    package, _ = related(
        body(p('<w:r><w:footnoteReference w:id="1"/></w:r>')), f"{OFFICE}/footnotes",
        "word/footnotes.xml", notes, f"{TYPE}.footnotes+xml",
    )  # fmt: skip
    assert words(clean_package(package)) == ["", "", "在用"]


def core(title: str) -> bytes:
    uri = f"{PACKAGE}/metadata/core-properties"
    terms = "http://purl.org/dc/terms/"
    inner = "".join(f"<c:{n}>{PERSON}</c:{n}>" for n in ("lastModifiedBy", "keywords", "category"))
    inner += f"<d:creator>{PERSON}</d:creator><d:description>{PERSON}</d:description>"
    inner += "<t:created>2019-01-01T00:00:00Z</t:created><c:revision>47</c:revision>"
    return (
        f'<c:coreProperties xmlns:c="{uri}" xmlns:d="http://purl.org/dc/elements/1.1/" '
        f'xmlns:t="{terms}"><d:title>{title}</d:title>{inner}</c:coreProperties>'
    ).encode()


@pytest.mark.parametrize(("title", "left"), [("甲单位 总结", True), ("去年的初稿", False)])
def test_of_the_properties_a_title_stays_that_stands_on_the_page(title: str, left: bool):
    package = opened(blank_with({
        CORE: core(title), DOCUMENT: part("document", "<w:body>" + p(run("甲单位"))
                                          + p(run("总结")) + "</w:body>"),
    }))  # fmt: skip
    made = clean_package(package).members[CORE].decode()
    assert (title in made) == left
    assert not any(gone in made for gone in (PERSON, "2019", "47"))


BOOKMARKS = """
<w:bookmarkStart w:id="1" w:name="_drafter_p1_1"/><w:bookmarkStart w:id="2" w:name="_Toc1"/>
<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>
<w:bookmarkStart w:id="4" w:name="_drafter_t1_1"/><w:r><w:t>32</w:t></w:r><w:bookmarkEnd w:id="4"/>
<w:bookmarkEnd w:id="2"/><w:bookmarkEnd w:id="1"/>"""


def test_the_bookmarks_of_drafter_go_and_those_of_the_text_stay():
    made = clean_package(body(p(BOOKMARKS)))
    root = xml.parse(made.members[DOCUMENT])
    assert [node.get(w("name")) for node in root.iter(w("bookmarkStart"))] == ["_Toc1"]
    assert [node.get(w("id")) for node in root.iter(w("bookmarkEnd"))] == ["2"]
    assert words(made) == ["32"]


def test_all_comments_go_with_their_places_and_those_nobody_wrote_too():
    package = opened(SPECIMEN.read_bytes())
    made = clean_package(package)
    assert "comment" not in inside(made).lower()
    assert words(made) == words(package)
    stray = '<w:commentRangeStart w:id="9"/><w:r><w:commentReference w:id="9"/></w:r>'
    assert "comment" not in inside(clean_package(body(p(stray))), DOCUMENT)


def test_what_tells_of_saves_goes_from_every_part():
    data = wordlike.rewrite(with_body(p(run("一共开会32次。") + run("提案33件。"))), 7)
    package = opened(data)
    assert "rsid" in inside(package) and "paraId" in inside(package)
    made = clean_package(package)
    assert not any(gone in inside(made) for gone in ("rsid", "paraId=", "_GoBack", "smartTag"))
    assert words(made) == words(package)[:1]  # no section uses the footers


SETTINGS = f"""
<w:trackRevisions/><w:mailMerge><w:query w:val="{PERSON}"/></w:mailMerge>
<w:defaultTabStop w:val="420"/>
<w:docVars><w:docVar w:name="a" w:val="{PERSON}"/></w:docVars><w14:docId w14:val="12345678"/>"""


def test_settings_keep_the_layout_and_lose_variables_and_other_files():
    made = clean_package(opened(blank_with({"word/settings.xml": part("settings", SETTINGS)})))
    left = xml.parse(made.members["word/settings.xml"])
    assert [node.tag for node in left] == [w("defaultTabStop")]


def test_printers_names_are_left_out():
    package, number = related(
        body(""), f"{OFFICE}/printerSettings", "word/printerSettings1.bin", PERSON.encode()
    )
    package = changed(package, p(""))
    data = package.members[DOCUMENT].replace(
        b"<w:sectPr/>", f'<w:sectPr><w:printerSettings r:id="{number}"/></w:sectPr>'.encode()
    )
    assert PERSON not in inside(clean_package(package.replace({DOCUMENT: data})))


def simple(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:fldData>AAAA</w:fldData>{run(PERSON)}</w:fldSimple>'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(code: str, shown: str) -> str:
    told = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return char("begin") + told + char("separate") + shown + char("end")


@pytest.mark.parametrize(
    "code",
    ["AUTHOR", "LastSavedBy \\* MERGEFORMAT", 'DOCPROPERTY "姓名"', "DOCVARIABLE a", "FILENAME \\p",
     "ADDIN ZOTERO_ITEM {}", "TITLE", 'HYPERLINK "file:///C:\\\\a.docx"', 'HYPERLINK "C:\\\\a"'],
)  # fmt: skip
def test_a_field_whose_source_is_left_out_is_the_words_that_it_shows(code: str):
    both = p(simple(code.replace('"', "&quot;"))) + p(run("由") + complex_field(code, run(PERSON)))
    made = clean_package(body(both))
    assert words(made) == [PERSON, f"由{PERSON}"]
    assert "fld" not in inside(made, DOCUMENT) and "instr" not in inside(made, DOCUMENT)


@pytest.mark.parametrize(
    "code", ["PAGE", "TOC \\o", "REF _Ref1", 'HYPERLINK \\l "_Toc1"', "SEQ 表"]
)
def test_other_fields_stay_fields(code: str):
    made = clean_package(body(p(complex_field(code, run("1")))))
    assert inside(made, DOCUMENT).count("<w:fldChar") == 3


def test_a_field_within_the_words_of_one_that_goes_stays():
    inner = complex_field("PAGE", run("7"))
    made = clean_package(body(p(complex_field("AUTHOR", run(PERSON) + inner))))
    assert words(made) == [f"{PERSON}7"]
    assert inside(made, DOCUMENT).count("<w:fldChar") == 3


def test_a_field_within_the_code_of_one_that_goes_goes_too():
    code = "<w:r><w:instrText>ADDIN </w:instrText></w:r>" + complex_field("PAGE", run("7"))
    made = clean_package(body(p(char("begin") + code + char("separate") + run("是") + char("end"))))
    assert words(made) == ["是"] and "fldChar" not in inside(made, DOCUMENT)


def test_a_field_that_shows_nothing_goes_whole():
    told = "<w:r><w:instrText>PRIVATE</w:instrText></w:r>"
    assert words(clean_package(body(p(run("甲") + char("begin") + told + char("end"))))) == ["甲"]


def test_a_field_without_an_end_is_left_alone():
    made = clean_package(body(p(char("begin") + "<w:r><w:instrText>AUTHOR</w:instrText></w:r>")))
    assert "AUTHOR" in inside(made, DOCUMENT)


@pytest.mark.parametrize(
    ("target", "stays"),
    [("https://example.org", True), ("mailto:a@example.org", True), ("file:///C:/a.docx", False),
     ("C:\\甲\\a.docx", False), ("..\\甲\\a.docx", False), ("\\\\server\\a.docx", False)],
)  # fmt: skip
def test_a_link_into_somebody_s_folders_is_the_words_that_it_is(target: str, stays: bool):
    package, number = linked(body(""), "hyperlink", target)
    package = changed(package, p(f'<w:hyperlink r:id="{number}">{run("附件")}</w:hyperlink>'))
    made = clean_package(package)
    assert words(made) == ["附件"]
    assert ("hyperlink" in inside(made, DOCUMENT)) == stays
    assert (
        target.replace("&", "&amp;") in inside(made, relationships.rels_part_name(DOCUMENT))
    ) == stays


def test_a_link_within_the_file_stays():
    made = clean_package(body(p(f'<w:hyperlink w:anchor="_Toc1">{run("第一章")}</w:hyperlink>')))
    assert 'anchor="_Toc1"' in inside(made, DOCUMENT)


def test_where_a_picture_came_from_is_left_out_and_what_it_shows_is_not():
    drawing = (
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='{}' descr='{}'/></wp:inline>"
        "</w:drawing></w:r>"
    )
    made = clean_package(body(p(drawing.format("图片 1", r"C:\Users\甲\微信.jpg"))
                        + p(drawing.format("图片 2", "会议照片"))))  # fmt: skip
    assert "Users" not in inside(made) and "会议照片" in inside(made)


def test_content_controls_keep_their_words_when_what_they_are_bound_to_goes():
    control = (
        '<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="A"/></w:placeholder><w:dataBinding '
        f'w:xpath="/a" w:storeItemID="{{B}}"/><w:text/></w:sdtPr><w:sdtContent>{run(PERSON)}'
        "</w:sdtContent></w:sdt>"
    )
    made = clean_package(body(p(control)))
    assert words(made) == [PERSON]
    assert not any(gone in inside(made, DOCUMENT) for gone in ("dataBinding", "placeholder"))


def test_smart_tags_and_custom_xml_are_their_words():
    tag = (
        '<w:smartTag w:element="PersonName"><w:smartTagPr><w:attr w:name="ProductID" '
        f'w:val="{PERSON}"/></w:smartTagPr>{run("李四")}</w:smartTag>'
    )
    custom = f'<w:customXml w:element="a"><w:customXmlPr><w:attr w:name="b" w:val="{PERSON}"/>'
    made = clean_package(body(f"{custom}</w:customXmlPr>{p(tag)}</w:customXml>"))
    assert words(made) == ["李四"]
    assert PERSON not in inside(made) and "PersonName" not in inside(made)


def test_who_may_edit_by_name_is_left_out_and_everyone_stays():
    spans = "".join(f'<w:permStart w:id="{n}" {who}/>{run("甲")}<w:permEnd w:id="{n}"/>'
                    for n, who in ((1, f'w:ed="{PERSON}"'), (2, 'w:edGrp="everyone"')))  # fmt: skip
    made = clean_package(body(p(spans)))
    assert PERSON not in inside(made)
    assert inside(made, DOCUMENT).count("<w:perm") == 2


def test_styles_lose_the_changes_that_nobody_can_see():
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:rsid w:val="00AA"/><w:rPr>'
        f'<w:b/><w:rPrChange w:id="1" w:author="{PERSON}"><w:rPr/></w:rPrChange></w:rPr></w:style>'
    )
    made = clean_package(opened(blank_with({STYLES: part("styles", styles)})))
    assert PERSON not in inside(made) and "rsid" not in inside(made)
    assert "<w:b/>" in inside(made, STYLES) and pending.list_changes(made) == []


def test_cleaning_is_the_same_each_time_and_once_is_enough():
    data = wordlike.rewrite(with_body(p(run("一共32次。") + BOOKMARKS)), 3)
    once = clean_package(opened(data))
    assert write_zip(clean_package(opened(data))) == write_zip(once)
    assert write_zip(clean_package(opened(write_zip(once)))) == write_zip(once)


@pytest.mark.parametrize("source", ["soiled", "libreoffice", "wordlike"])
def test_a_clean_file_is_valid_for_both_validators(
    source: str, tmp_path: Path, everything: bool
) -> None:
    packages = {
        "soiled": soiled,
        "libreoffice": lambda: opened(
            (SPECIMEN.parent / "libreoffice-template.docx").read_bytes()),
        "wordlike": lambda: opened(wordlike.rewrite(
            (SPECIMEN.parent / "template.docx").read_bytes(), 5)),
    }  # fmt: skip
    before = packages[source]()
    data = write_zip(clean_package(before))
    new = set(validity.audit(data, tmp_path)) - set(validity.audit(write_zip(before), tmp_path))
    assert new == set()
    need(everything, "ooxml-validator")
    (tmp_path / "c.docx").write_bytes(data)
    command = [str(shutil.which("ooxml-validator")), str(tmp_path / "c.docx")]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    assert '"ok": true' in said or source == "libreoffice", said


def test_libreoffice_prints_the_same_pages(tmp_path: Path, everything: bool):
    need(everything, "soffice", "pdftoppm")
    data = wordlike.rewrite((SPECIMEN.parent / "template.docx").read_bytes(), 11)
    pages = []
    for name, each in (("before", data), ("after", write_zip(clean_package(opened(data))))):
        (tmp_path / f"{name}.docx").write_bytes(each)
        pdf = to_pdf(tmp_path / f"{name}.docx", tmp_path, FONTS)
        command = ["pdftoppm", "-r", "50", str(pdf), str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True)
        pages.append([path.read_bytes() for path in sorted(tmp_path.glob(f"{name}-*.ppm"))])
    assert pages[0] == pages[1] and pages[0]


def test_embedded_files_are_named():
    package, number = related(body(""), f"{OFFICE}/package", "word/embeddings/表.xlsx", b"PK")
    package = changed(package, p(f'<w:r><w:object><a r:id="{number}"/></w:object></w:r>'))
    assert list(list_embedded_files(clean_package(package))) == ["表.xlsx"]
    assert list(list_embedded_files(clean_package(body(p(""))))) == []


def test_pictures_in_the_file_are_silenced():
    picture = b"\xff\xd8" + segment(0xFE, PERSON.encode()) + segment(0xDA, b"\0") + b"\xff\xd9"
    package, number = related(
        body(""), f"{OFFICE}/image", "word/media/a.jpeg", picture, "image/jpeg"
    )
    package = changed(package, p(f'<w:r><w:drawing><a r:embed="{number}"/></w:drawing></w:r>'))
    made = clean_package(package)
    assert PERSON not in inside(made) and made.members["word/media/a.jpeg"].startswith(b"\xff\xd8")
