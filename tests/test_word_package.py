"""Tests for drafter.word.package: Word files that are taken, refused, and written."""

from __future__ import annotations

import functools
import re
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import validity
from drafter.word import xml
from drafter.word.layout.formatting import StyleResolver
from drafter.word.layout.gongwen import make_blank
from drafter.word.package import opening
from drafter.word.package.archive import (
    CONTENT_TYPES,
    DOCUMENT,
    ROOT_RELS,
    Package,
    list_text_parts,
    write_zip,
)
from drafter.word.package.opening import open_package
from wordfiles import blank_with, members, with_body, zipped
from work import many

REFUSALS = {"D303", "D304", "D305", "D306", "D307"}


def codes(data: bytes) -> list[str]:
    """The codes of the problems of a file that is not taken; none when it is taken."""
    package, found = open_package(data, "模板.docx")
    assert (package is None) == bool(found)
    return [each.code for each in found]


def replaced(member: str, old: str, new: str) -> bytes:
    """The blank file with a text in one part replaced."""
    data = members(make_blank())[member].decode()
    assert old in data
    return blank_with({member: data.replace(old, new).encode()})


@functools.cache
def whole() -> bytes:
    return make_blank()


def test_a_word_file_is_its_members_in_their_order():
    package, found = open_package(make_blank(), "模板.docx")
    assert package is not None and found == []
    assert dict(package.members) == members(make_blank())
    assert list(package.members) == list(members(make_blank()))


def test_a_problem_names_the_file():
    _, found = open_package(b"no zip", "templates/甲/template.docx")
    assert [each.place.to_text("zh") for each in found if each.place] == [
        "templates/甲/template.docx"
    ]


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_make_opening_fail(data: bytes):
    assert codes(data) == ["D303"]


@settings(deadline=None)
@given(st.integers(min_value=0), st.integers(1, 255), st.booleans())
def test_a_changed_byte_is_refused_or_does_no_harm(at: int, flip: int, cut: bool):
    data = bytearray(whole())
    at %= len(data)
    data[at] ^= flip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert set(codes(bytes(data[: at + 1] if cut else data))) <= REFUSALS


@settings(deadline=None, max_examples=many(200))
@given(st.integers(min_value=0), st.binary(min_size=1, max_size=8))
def test_a_changed_directory_is_refused_or_does_no_harm(at: int, new: bytes):
    """The zip directory at the end holds the sizes, methods, flags and offsets."""
    data = bytearray(whole())
    start = data.index(b"PK\x01\x02")
    at = start + at % (len(data) - start)
    data[at : at + len(new)] = new
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert set(codes(bytes(data))) <= REFUSALS


@pytest.mark.parametrize("size", [0, 1, 4, 21, 22, 100])
def test_a_broken_off_file_is_no_word_file(size: int):
    assert codes(make_blank()[:size]) == ["D303"]


@pytest.mark.parametrize("member", [DOCUMENT, CONTENT_TYPES, ROOT_RELS])
def test_a_zip_without_a_needed_part_is_no_word_file(member: str):
    assert codes(blank_with({member: None})) == ["D303"]


def test_content_types_in_lower_case_are_the_content_types():
    files = ((name.lower() if name == CONTENT_TYPES else name, data)
             for name, data in members(make_blank()).items())  # fmt: skip
    package, found = open_package(zipped(files), "")
    assert found == [] and package is not None and CONTENT_TYPES in package.members


def test_folders_in_the_zip_are_left_out():
    package, _ = open_package(zipped([*members(make_blank()).items(), ("word/", b"")]), "")
    assert package is not None and dict(package.members) == members(make_blank())


@pytest.mark.parametrize("name", [DOCUMENT, DOCUMENT.upper()])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(name: str):
    other = (name, b"<other/>")
    assert codes(zipped([*members(make_blank()).items(), other])) == ["D303"]


@pytest.mark.parametrize(
    "name", ["../word/x.xml", "/word/x.xml", "word//x.xml", "word/./x.xml", "C:/x.xml", "..\\x"]
)
def test_a_part_outside_the_file_is_refused(name: str):
    assert codes(zipped([*members(make_blank()).items(), (name, b"<x/>")])) == ["D303"]


def test_a_link_in_the_zip_is_refused():
    link = zipfile.ZipInfo("word/media/image1.png")
    link.external_attr = 0o120777 << 16
    assert codes(zipped([*members(make_blank()).items(), (link, b"/etc/passwd")])) == ["D303"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_word_does_not_know_is_refused(method: int):
    assert codes(zipped(members(make_blank()).items(), method)) == ["D303"]


def test_an_encrypted_part_is_refused():
    data = bytearray(make_blank())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(bytes(data)) == ["D303"]


def lying(size: int) -> bytes:
    """A Word file whose first member says in the directory that it has another size."""
    data = bytearray(make_blank())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = size.to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize("size", [0, 10, 100_000])
def test_a_part_of_another_size_than_it_says_is_refused(size: int):
    assert codes(lying(size)) == ["D303"]


@pytest.mark.parametrize("size", [2**31, 2**32 - 1])
def test_a_part_that_says_it_is_huge_is_refused(size: int):
    assert codes(lying(size)) in (["D304"], ["D303"])


def test_never_more_is_unpacked_than_a_part_says_it_has(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    read = zipfile.ZipExtFile.read

    def spy(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        asked.append(-1 if n is None else n)
        return read(self, n)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", spy)
    codes(lying(10))
    assert asked == [11]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    bomb = blank_with({"word/media/a.bin": bytes(30 * 2**20)})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert codes(bomb) == ["D304"]


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_MEMBERS", 5), ("MOST_BYTES", 1000), ("MOST_PART", 1000)]
)
def test_each_limit_holds(limit: str, most: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, limit, most)
    assert codes(make_blank()) == ["D304"]


ENTITY = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    "member", [DOCUMENT, CONTENT_TYPES, ROOT_RELS, "word/styles.xml", "word/settings.xml"]
)
@pytest.mark.parametrize("start", [ENTITY, '<!DOCTYPE w SYSTEM "file:///etc/passwd">', "<", ""])
def test_a_part_with_a_document_type_or_without_sense_is_named(member: str, start: str):
    body = members(make_blank())[member].decode().split("?>", 1)[1] if start else ""
    _, found = open_package(blank_with({member: (start + body).encode()}), "")
    assert [(each.code, dict(each.values)["part"]) for each in found] == [("D305", member)]


@pytest.mark.parametrize("encoding", ["UTF-16", "GB18030", "ISO-8859-1"])
def test_a_part_that_is_not_in_utf_8_is_refused(encoding: str):
    text = members(make_blank())["word/styles.xml"].decode().replace("UTF-8", encoding)
    assert codes(blank_with({"word/styles.xml": text.encode(encoding, "replace")})) == ["D305"]


def test_a_comment_does_not_cut_a_text_in_two():
    package, _ = open_package(with_body("<w:p><w:r><w:t>甲<!-- 注 -->乙</w:t></w:r></w:p>"), "")
    assert package is not None
    assert xml.parse(package.members[DOCUMENT])[0][0][0][0].text == "甲乙"


@pytest.mark.parametrize(
    "kind", ["wordprocessingml.template.main+xml", "spreadsheetml.sheet.main+xml"]
)
def test_another_kind_of_office_file_is_no_word_file(kind: str):
    data = replaced(CONTENT_TYPES, "wordprocessingml.document.main+xml", kind)
    assert codes(data) == ["D303"]


def test_strict_open_xml_is_refused_since_its_tags_would_not_be_seen():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert codes(replaced(DOCUMENT, usual, strict)) == ["D303"]


def test_packing_gives_the_same_bytes_for_the_same_members():
    package = Package(members(make_blank()))
    assert write_zip(package) == write_zip(Package(dict(package.members))) == make_blank()


def test_a_packed_file_is_opened_as_it_was():
    changed = Package(members(make_blank())).replace({"word/media/图1.png": b"\x89PNG"})
    assert open_package(write_zip(changed), "") == (changed, [])


def test_the_parts_that_templates_fill_are_the_body_headers_footers_and_footnotes():
    names = ["word/footer2.xml", "word/header10.xml", "word/header1.xml", DOCUMENT,
             "word/footnotes.xml", "word/styles.xml", "word/headers.xml"]  # fmt: skip
    assert list_text_parts(Package(dict.fromkeys(names, b""))) == [
        DOCUMENT, "word/footer2.xml", "word/footnotes.xml", "word/header1.xml",
        "word/header10.xml",
    ]  # fmt: skip


@pytest.mark.parametrize("base", ["", "/word/", "../word/", "./"])
def test_a_footer_is_found_however_its_relationship_names_it(base: str):
    whole, _ = open_package(make_blank(), "")
    assert whole is not None
    rels = "word/_rels/document.xml.rels"
    named = whole.members[rels].replace(b'Target="footer', f'Target="{base}footer'.encode())
    sections = [*StyleResolver(whole.replace({rels: named})).sections()]
    assert {*sections[0].footers.values()} <= {*whole.members}
    assert sections[0].footers


@pytest.mark.parametrize(
    ("used", "free"),
    [([], 1), (["3", "11"], 12), (["²", "-5", "x", None], 1), (["٣"], 4), (["0"], 1)],
)
def test_a_free_number_is_above_all_that_are_numbers(used: list[str | None], free: int):
    assert xml.next_free_number(used) == free
    assert xml.next_free_number(used, least=20) == 20


def to_strict(data: bytes) -> bytes:
    """The Word file as Word saves it in Strict Open XML."""
    spaces = re.compile(
        rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/"
    )
    files = {
        name: spaces.sub(rb"http://purl.oclc.org/ooxml/\1/", content)
        .replace(b"/extended-properties", b"/extendedProperties")
        .replace(b"/custom-properties", b"/customProperties")
        for name, content in members(data).items()
    }
    files[CONTENT_TYPES] = members(data)[CONTENT_TYPES]
    return zipped(files.items())


STRICT_BODY = (
    '<w:p><w:pPr><w:tabs><w:tab w:val="start" w:pos="21pt"/></w:tabs><w:ind w:start="1in"'
    ' w:endChars="100" w:firstLine="16.50pt"/><w:jc w:val="end"/></w:pPr><w:r><w:rPr>'
    '<w:spacing w:val="-1pt"/><w:w w:val="90%"/><w:kern w:val="1pt"/><w:sz w:val="10.5pt"/></w:rPr>'
    '<w:t>甲</w:t></w:r><w:bookmarkStart w:id="1" w:name="5%"/><w:bookmarkEnd w:id="1"/></w:p>'
    '<w:tbl><w:tblPr><w:tblW w:w="50%" w:type="pct"/><w:tblBorders>'
    '<w:start w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="10mm"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
    '<w:textDirection w:val="rl"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/>'
)
TRANSITIONAL_BODY = (
    '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs><w:ind'
    ' w:firstLine="330" w:left="1440" w:rightChars="100"/><w:jc w:val="right"/></w:pPr><w:r><w:rPr>'
    '<w:spacing w:val="-20"/><w:w w:val="90"/><w:kern w:val="2"/><w:sz w:val="21"/></w:rPr>'
    '<w:t>甲</w:t></w:r><w:bookmarkStart w:id="1" w:name="5%"/><w:bookmarkEnd w:id="1"/></w:p>'
    '<w:tbl><w:tblPr><w:tblW w:w="2500" w:type="pct"/><w:tblBorders>'
    '<w:left w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="567"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
    '<w:textDirection w:val="tbRl"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/>'
)


def test_a_file_of_strict_open_xml_is_read_as_the_transitional_one_that_it_would_be(tmp_path):
    package, found = open_package(to_strict(with_body(STRICT_BODY)), "模板.docx")
    assert package is not None and found == []
    usual, _ = open_package(with_body(TRANSITIONAL_BODY), "模板.docx")
    assert usual is not None
    assert not any(b"purl.oclc.org/ooxml" in data for data in package.members.values())
    for name in (DOCUMENT, ROOT_RELS, "word/_rels/document.xml.rels", "docProps/app.xml"):
        if name in usual.members:
            assert canonical(package.members[name]) == canonical(usual.members[name]), name
    assert validity.faults(write_zip(package), tmp_path) == []


def test_what_harms_is_refused_in_a_file_of_strict_open_xml_too():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    target = 'Target="http://a.cn/" TargetMode="External"'
    link = f'<Relationship Id="r99" Type="{kind}/oleObject" {target}/>'
    rels = members(make_blank())["word/_rels/document.xml.rels"].decode()
    file = {"word/_rels/document.xml.rels": rels.replace("</Rel", f"{link}</Rel").encode()}
    assert codes(blank_with(file)) == codes(to_strict(blank_with(file))) != []


def canonical(data: bytes) -> bytes:
    root = xml.parse(data)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n")
