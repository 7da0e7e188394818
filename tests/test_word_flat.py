"""Tests for drafter.word.flat: what is done on a part's text comes out as it does on its tree."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafter.word import xml
from drafter.word.layout import gongwen
from drafter.word.package.archive import (
    DECLARATION,
    Package,
    PackedMember,
    PartStream,
    pack_members,
    write_zip,
)
from drafter.word.repair import streamed
from drafter.word.repair import tree as mend
from drafter.word.xml import W_URI

HEAD, TAIL = f'<w:document xmlns:w="{W_URI}"><w:body>', "<w:sectPr/></w:body></w:document>"


def tree(inside: str) -> etree._Element:
    return xml.parse(f"{HEAD}{inside}{TAIL}".encode())


def canonical(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, method="c14n"))


RUNS = {
    "空的": "<w:p><w:r><w:t></w:t></w:r></w:p>",
    "有字形的": '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"></w:t></w:r></w:p>',
    "有编号的": '<w:p><w:r w:rsidR="1"><w:t></w:t></w:r><w:r w:rsidR="2"><w:t>甲</w:t></w:r></w:p>',
    "还有别的": "<w:p><w:r><w:t></w:t><w:tab/></w:r><w:r><w:br/><w:t></w:t></w:r></w:p>",
    "连着的": "<w:p><w:r><w:t></w:t></w:r><w:r><w:t></w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
    "没有空的": "<w:p><w:r><w:rPr/><w:t>甲</w:t></w:r></w:p>",
    "空字形": "<w:p><w:r><w:rPr/><w:t></w:t></w:r></w:p>",
    "两段": "<w:p><w:r><w:t></w:t></w:r></w:p><w:p><w:r><w:t>丙</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("name", RUNS)
def test_empty_runs_go_as_they_go_from_the_tree(name: str):
    root = tree(RUNS[name])
    mend.drop_empty_runs(root)
    assert canonical(tree(streamed.drop_empty_runs(RUNS[name].encode()).decode())) == canonical(
        root
    )


def paragraph(style: str, words: str, more: str = "") -> str:
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in words.split("|"))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


MARK = '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
SIGNED = {
    "一对": paragraph("o", "区政协|办公室") + paragraph("d", "2021年12月31日"),
    "日期更长": paragraph("o", "办公室") + paragraph("d", "2021年12月31日"),
    "中间有书签": paragraph("o", "区政协办公室") + MARK + paragraph("d", "2021年1月1日"),
    "有缩进的": paragraph("o", "区政协办公室", '<w:ind w:left="5" w:right="9" w:end="3"/>')
    + paragraph("d", "2021年1月1日", '<w:jc w:val="right"/>'),
    "没有日期": paragraph("o", "区政协办公室") + paragraph("x", "甲"),
    "隔了一段": paragraph("o", "区政协办公室") + "<w:p/>" + paragraph("d", "2021年1月1日"),
    "两对": (paragraph("o", "甲&amp;乙") + paragraph("d", "2021年1月1日")) * 2,
    "表格在后": paragraph("o", "区政协办公室") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNED)
def test_a_signature_is_set_as_it_is_set_on_the_tree(name: str):
    root = tree(SIGNED[name])
    gongwen.indent_signatures(root, {"署名": "o", "成文日期": "d"})
    assert canonical(
        tree(streamed.indent_signatures(SIGNED[name].encode(), "o", "d").decode())
    ) == canonical(root)


TABLE = "<w:tbl><w:tblPr/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize("body", [TABLE, f"<w:p/>{TABLE}\n", f"{TABLE}<w:p/>", "<w:p/>"])
def test_a_body_ends_in_a_paragraph_as_on_the_tree(body: str):
    root = tree(body)
    mend.end_with_paragraphs(root)
    assert canonical(
        xml.parse(streamed.end_with_paragraph(f"{HEAD}{body}{TAIL}".encode()))
    ) == canonical(root)


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=20))
def test_a_part_in_pieces_is_packed_as_the_whole(pieces: list[str]):
    stream = PartStream()
    for piece in [DECLARATION, *pieces]:
        stream.feed(piece.encode())
    made = stream.close()
    whole = (DECLARATION + "".join(pieces)).encode()
    assert made.unpack() == whole
    assert made.size == len(whole)
    with zipfile.ZipFile(BytesIO(write_zip(Package({"甲.xml": made})))) as archive:
        assert archive.testzip() is None
        assert archive.read("甲.xml") == whole


@given(st.dictionaries(st.text("abc/甲.", min_size=1), st.binary(), max_size=5))
def test_other_programs_read_what_is_packed(members: dict[str, bytes]):
    data = write_zip(Package(members))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members
    assert write_zip(pack_members(Package(members))) == data


def test_a_packed_member_is_read_like_any_other():
    package = pack_members(Package({"a": b"1", "b": b"2"})).replace({"b": b"3"})
    assert isinstance(package.contents["a"], PackedMember)
    assert dict(package.members) == {"a": b"1", "b": b"3"}
    assert len(package.members) == 2
