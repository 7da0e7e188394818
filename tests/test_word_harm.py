"""Tests for drafter.word.harm: macros, controls, and what Word would fetch by itself."""

from __future__ import annotations

import pytest

from drafter.word.layout.gongwen import make_blank
from drafter.word.package.archive import CONTENT_TYPES
from drafter.word.package.opening import open_package
from wordfiles import blank_with, members, with_body

RELS = "word/_rels/settings.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def found(data: bytes) -> list[tuple[str, str]]:
    """The codes and the parts or targets of what is harmful in a file."""
    return [(each.code, str(each.values[0][1])) for each in open_package(data, "")[1]]


def related(kind: str, target: str, mode: str = "") -> bytes:
    """The blank file with one more relationship."""
    mode = mode and f' TargetMode="{mode}"'
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return blank_with({RELS: f'<Relationships xmlns="{PACKAGE_RELS}">{relation}</Relationships>'
                       .encode()})  # fmt: skip


def typed(kind: str) -> bytes:
    """The blank file with another type for its body."""
    types = members(make_blank())[CONTENT_TYPES].decode()
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return blank_with({CONTENT_TYPES: types.replace(usual, kind).encode()})


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/vbaData.xml",
             "word/activeX/activeX1.xml", "word/activeX/activeX1.bin"]
)  # fmt: skip
def test_a_part_with_a_program_is_named(name: str):
    assert found(blank_with({name: b"<x/>"})) == [("D306", name)]


@pytest.mark.parametrize("kind", ["document", "template"])
def test_a_word_file_of_the_kind_that_has_macros_is_refused(kind: str):
    data = typed(f"application/vnd.ms-word.{kind}.macroEnabled.main+xml")
    assert found(data) == [("D306", "word/document.xml")]


def test_macros_under_another_name_are_found_by_their_relationship():
    assert found(related("vbaProject", "innocent.dat")) == [("D306", "innocent.dat")]


def test_a_control_is_found_by_its_relationship():
    assert found(related("control", "innocent.xml")) == [("D306", "innocent.xml")]


@pytest.mark.parametrize(
    ("kind", "target"),
    [("image", "http://example.org/a.png"), ("oleObject", "\\\\server\\a.xlsx"),
     ("frame", "a.htm"), ("subDocument", "b.docx")],
)  # fmt: skip
def test_what_word_would_fetch_is_named(kind: str, target: str):
    assert found(related(kind, target, "External")) == [("D307", target)]


@pytest.mark.parametrize("kind", ["attachedTemplate", "mailMergeSource"])
def test_what_no_report_takes_over_from_the_settings_is_no_harm(kind: str):
    assert found(related(kind, "file:///C:/a.dotm", "External")) == []
    elsewhere = members(related(kind, "file:///C:/a.dotm", "External"))[RELS]
    assert found(blank_with({"word/_rels/document.xml.rels": elsewhere})) == [
        ("D307", "file:///C:/a.dotm")
    ]


@pytest.mark.parametrize("target", ["https://example.org/a.png", "//server/a", "\\\\server\\a"])
def test_an_address_is_outside_whatever_the_mode_says(target: str):
    assert found(related("image", target)) == [("D307", target)]


def test_a_hyperlink_waits_for_a_click_and_is_taken():
    assert found(related("hyperlink", "https://example.org", "External")) == []


def test_an_inner_part_is_no_outside_target():
    assert found(related("image", "media/image1.png")) == []


def field(*codes: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{runs}{end}</w:p>"


@pytest.mark.parametrize(
    "code", ["DDEAUTO c:\\x.exe", "dde excel a b", "INCLUDEPICTURE http://x/a.png",
             "INCLUDETEXT c:/a.docx", "LINK Excel.Sheet.12 a.xlsx", "RD a.docx"]
)  # fmt: skip
def test_a_field_that_fetches_is_named(code: str):
    assert found(with_body(field(f" {code} "))) == [("D307", code)]


def test_a_field_code_over_several_runs_is_read_as_one():
    assert found(with_body(field(" DDE", "AUTO ", "calc "))) == [("D307", "DDEAUTO calc")]


def test_a_simple_field_that_fetches_is_named():
    body = '<w:p><w:fldSimple w:instr=" INCLUDETEXT a.docx "/></w:p>'
    assert found(with_body(body)) == [("D307", "INCLUDETEXT a.docx")]


@pytest.mark.parametrize("code", ["PAGE", "TOC \\o", "HYPERLINK http://x", "REF a", "LINKED"])
def test_a_field_that_stays_in_the_file_is_taken(code: str):
    assert found(with_body(field(f" {code} "))) == []
