"""Tests for the signature that drafter.word.gongwen lays out: GB/T 9704-2012, 7.3.5.2."""

from __future__ import annotations

import pytest
from lxml import etree

from drafter.word.layout import gongwen
from drafter.word.layout.gongwen import indent_signatures
from drafter.word.layout.signature import compute_right_gaps, measure_width
from drafter.word.package.archive import DOCUMENT, STYLES
from drafter.word.xml import W_URI
from notation import docx
from wordfiles import members, tree

W = f"{{{W_URI}}}"


def body(data: bytes) -> etree._Element:
    return etree.fromstring(members(data)[DOCUMENT])


def attributes(node: etree._Element) -> dict[str, str]:
    return {etree.QName(key).localname: value for key, value in node.attrib.items()}


@pytest.mark.parametrize(
    ("text", "characters"),
    [("", 0), ("年", 1), ("1", 0.5), ("A", 0.5), ("（）", 2), ("2021年12月31日", 7), ("〇“”—", 4)],
)
def test_a_digit_or_a_latin_letter_is_half_a_character_wide(text: str, characters: float):
    assert measure_width(text) == characters


@pytest.mark.parametrize(
    ("organ", "date", "expected"),
    [
        ("区政协办公室", "2021年12月31日", (5.0, 2.0)),
        ("区政协办公室", "2022年1月5日", (2.0, 0.0)),
        ("某某区政协办公室", "2022年1月5日", (2.0, 2.0)),
        ("某某区政协办公室", "2021年12月31日", (2.0, 1.0)),
        ("某某区政协机关", "2021年12月31日", (2.0, 0.0)),
        ("区政协", "2021年12月31日", (8.0, 2.0)),
        ("区政协A办", "2021年12月31日", (6.5, 2.0)),
        ("中国人民政治协商会议某某区委员会办公室", "2021年12月31日", (2.0, 12.0)),
    ],
)
def test_the_date_begins_two_characters_right_of_the_organ(
    organ: str, date: str, expected: tuple[float, float]
):
    organ_gap, date_gap = compute_right_gaps(organ, date)
    assert (organ_gap, date_gap) == expected
    assert organ_gap + measure_width(organ) - (date_gap + measure_width(date)) == 2


def test_an_organ_longer_than_the_line_leaves_the_date_room_for_one_line():
    _, date_gap = compute_right_gaps("某" * 40, "2021年12月31日")
    assert date_gap + measure_width("2021年12月31日") == 25


def indents(root: etree._Element) -> list[dict[str, str]]:
    return [attributes(node) for node in root.iter(f"{W}ind")]


def test_signing_writes_both_gaps_in_characters_and_in_twips():
    root = body(docx("@区政协办公室\n@@2021年12月31日\n"))
    indent_signatures(root)
    assert indents(root) == [
        {"rightChars": "500", "right": "1600"},
        {"rightChars": "200", "right": "640"},
    ]


def test_half_a_character_is_160_twips():
    root = body(docx("@某某区政协办公室A\n@@2021年12月31日\n"))
    indent_signatures(root)
    assert indents(root)[1] == {"rightChars": "150", "right": "480"}


def test_signing_twice_is_signing_once():
    root = body(docx("@区政协办公室\n@@2021年12月31日\n"))
    indent_signatures(root)
    once = etree.tostring(root)
    indent_signatures(root)
    assert etree.tostring(root) == once


def test_signing_after_the_date_changed_gives_the_new_gaps():
    root = body(docx("@区政协办公室\n@@2021年12月31日\n"))
    indent_signatures(root)
    list(root.iter(f"{W}t"))[1].text = "2022年1月5日"
    indent_signatures(root)
    assert indents(root) == [
        {"rightChars": "200", "right": "640"},
        {"rightChars": "0", "right": "0"},
    ]


def test_the_words_of_a_signature_may_be_spread_over_runs():
    root = body(docx("@区政协**办公室**\n@@2021年12月**31日**\n"))
    indent_signatures(root)
    assert indents(root)[0] == {"rightChars": "500", "right": "1600"}


@pytest.mark.parametrize(
    "text",
    ["@区政协办公室\n---\n@@2021年12月31日\n", "@@2021年12月31日\n@区政协办公室\n",
     "@区政协办公室\n| 一 |\n@@2021年12月31日\n", "@区政协办公室\n",
     "区政协办公室\n@@2021年12月31日\n"],
)  # fmt: skip
def test_only_a_date_directly_under_an_organ_is_a_signature(text: str):
    root = body(docx(text))
    indent_signatures(root)
    assert indents(root) == []


def test_a_gap_stands_where_the_schema_wants_it_and_other_indents_stay():
    root = body(docx("@区政协办公室\n@@2021年12月31日\n"))
    organ, date = root.iter(f"{W}pPr")
    etree.SubElement(organ, f"{W}spacing")
    etree.SubElement(organ, f"{W}jc")
    date.append(etree.Element(f"{W}ind", {f"{W}left": "100", f"{W}end": "9", f"{W}endChars": "9"}))
    indent_signatures(root)
    order = [etree.QName(node).localname for node in organ]
    assert order == ["pStyle", "spacing", "ind", "jc"]
    assert indents(root)[1] == {"left": "100", "rightChars": "200", "right": "640"}


def test_styles_are_found_by_name_because_word_renames_their_ids():
    root = body(docx("@区政协办公室\n@@2021年12月31日\n"))
    for node, renamed in zip(root.iter(f"{W}pStyle"), ("a5", "a6"), strict=True):
        node.set(f"{W}val", renamed)
    indent_signatures(root)
    assert indents(root) == []
    indent_signatures(root, {"署名": "a5", "成文日期": "a6"})
    assert len(indents(root)) == 2


def test_a_document_without_the_two_styles_is_left_alone():
    root = body(docx("区政协办公室\n2021年12月31日\n"))
    indent_signatures(root, {"Normal": "Normal"})
    assert indents(root) == []


def test_laying_out_finds_the_styles_in_the_file_itself():
    files = members(docx("@区政协办公室\n@@2021年12月31日\n"))
    root = etree.fromstring(files[DOCUMENT])
    styles = files[STYLES].replace(b'"SignatureOrgan"', b'"a5"')
    gongwen.lay_out_signatures(root, styles)
    assert indents(root) == []
    next(root.iter(f"{W}pStyle")).set(f"{W}val", "a5")
    gongwen.lay_out_signatures(root, styles)
    assert len(indents(root)) == 2


def line(style: str, words: str, more: str = "") -> str:
    """A line of a signature, with other XML at its end."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


DATE = line("SignatureDate", "2021年12月31日")


def signed(between: str) -> int:
    """How many gaps are set in a signature with other XML between its lines."""
    root = tree(line("SignatureOrgan", "区政协") + between + DATE)
    indent_signatures(root)
    return len(indents(root))


def test_bookmarks_and_spelling_marks_between_the_two_lines_do_no_harm():
    assert signed('<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellEnd"/>') == 2
    assert signed("<w:tbl/>") == signed("<w:sdt/>") == 0


def test_the_words_of_a_seal_in_a_text_box_are_not_measured():
    words = "<w:p><w:r><w:t>公章公章公章公章</w:t></w:r></w:p>"
    box = f"<w:r><w:pict><w:txbxContent>{words}</w:txbxContent></w:pict></w:r>"
    root = tree(line("SignatureOrgan", "区政协办公室", box) + DATE)
    indent_signatures(root)
    assert indents(root)[0] == {"rightChars": "500", "right": "1600"}
