"""Tests for drafter.word.structure: what Word would have to repair."""

from __future__ import annotations

import pytest

from drafter.word.repair import structure
from wordfiles import tree

CELL = "<w:tc><w:p/></w:tc>"
BEGIN, MIDDLE, END = (
    f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")
)


def mark(number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


@pytest.mark.parametrize(
    "inside",
    [
        "<w:p/><w:sectPr/>",
        f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl><w:p/>",
        '<w:tbl><w:tr><w:tc><w:p/><w:bookmarkEnd w:id="1"/></w:tc></w:tr></w:tbl><w:p/>'
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        "<w:tbl><w:tr><w:tc><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt></w:tc></w:tr>"
        "</w:tbl><w:p/>",
        f"<w:p>{BEGIN}{BEGIN}{MIDDLE}{END}{MIDDLE}{END}</w:p>",
        mark(1, "a") + mark(2, "b"),
    ],
)
def test_a_sound_part_has_no_faults(inside: str):
    assert list(structure.find_faults(tree(inside))) == []


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "fault.cell"),
        (f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{CELL}</w:tr></w:tbl></w:tc></w:tr></w:tbl>",
         "fault.cell"),
        (f"<w:tbl><w:tr>{CELL}</w:tr><w:tr/></w:tbl>", "fault.row"),
        ("<w:tbl><w:tblPr/></w:tbl>", "fault.table"),
        (BEGIN, "fault.field"),
        (END + BEGIN, "fault.field"),
        (BEGIN + END + END, "fault.field"),
        ('<w:bookmarkStart w:id="1" w:name="a"/>', "fault.bookmark"),
        ('<w:bookmarkEnd w:id="1"/>', "fault.bookmark"),
        (mark(1, "a") + mark(1, "b"), "fault.twice"),
        (mark(1, "a") + mark(2, "a"), "fault.twice"),
    ],
)  # fmt: skip
def test_each_fault_is_named(inside: str, fault: str):
    assert list(structure.find_faults(tree(inside))) == [fault]
