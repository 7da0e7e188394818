"""Tests for the blank page of drafter.word.gongwen: GB/T 9704-2012."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from lxml import etree

from drafter.word.layout.gongwen import make_blank, read_style_ids
from drafter.word.layout.signature import measure_width
from wordfiles import members

URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{URI}}}"
NS = {"w": URI}

FANGSONG, KAITI, HEITI, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
XIAOBIAOSONG = "方正小标宋简体"


def part(name: str, data: bytes | None = None) -> etree._Element:
    return etree.fromstring(members(data or make_blank())[name])


def attributes(node: etree._Element | None) -> dict[str, str]:
    assert node is not None
    return {etree.QName(key).localname: value for key, value in node.attrib.items()}


def style(name: str) -> etree._Element:
    (found,) = part("word/styles.xml").xpath("w:style[w:name/@w:val=$n]", namespaces=NS, n=name)
    return found


def inside(name: str, path: str) -> dict[str, str]:
    """The attributes of an element of a style."""
    return attributes(style(name).find(path, NS))


def test_two_blank_files_have_the_same_bytes():
    assert make_blank() == make_blank()


def test_the_files_in_the_blank_file_carry_no_date_of_today():
    with zipfile.ZipFile(io.BytesIO(make_blank())) as archive:
        dates = {(info.date_time, info.create_system) for info in archive.infolist()}
    assert dates == {((1980, 1, 1, 0, 0, 0), 0)}


def test_the_content_types_come_first_and_name_every_part_there_is():
    found = members(make_blank())
    types = etree.fromstring(found["[Content_Types].xml"])
    named = {node.get("PartName", "").lstrip("/") for node in types if node.get("PartName")}
    assert next(iter(found)) == "[Content_Types].xml"
    assert named == {name for name in found if not name.endswith(".rels")} - {"[Content_Types].xml"}


def test_every_relationship_leads_to_a_part():
    found = members(make_blank())
    for rels, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        targets = [folder + node.get("Target", "") for node in etree.fromstring(found[rels])]
        assert targets and set(targets) <= set(found)


def test_python_docx_opens_the_blank_file():
    document = python_docx.Document(io.BytesIO(make_blank()))
    assert [p.text for p in document.paragraphs] == [""]
    assert document.settings.odd_and_even_pages_header_footer


def test_the_page_is_a4_with_37_35_28_and_26_millimetres_of_margin():
    section = part("word/document.xml").find(".//w:sectPr", NS)
    assert attributes(section.find("w:pgSz", NS)) == {"w": "11906", "h": "16838"}
    assert attributes(section.find("w:pgMar", NS)) == {
        "top": "2098", "bottom": "1984", "left": "1587", "right": "1474",
        "header": "851", "footer": "1418", "gutter": "0",
    }  # fmt: skip


def test_22_lines_fit_between_the_margins_and_one_twip_more_a_line_would_not():
    section = part("word/document.xml").find(".//w:sectPr", NS)
    margins = attributes(section.find("w:pgMar", NS))
    height = 16838 - int(margins["top"]) - int(margins["bottom"])
    assert attributes(section.find("w:docGrid", NS)) == {"type": "lines", "linePitch": "579"}
    assert 22 * 579 <= height < 22 * 580


def test_28_characters_of_the_body_fit_into_a_line():
    margins = attributes(part("word/document.xml").find(".//w:pgMar", NS))
    line = 11906 - int(margins["left"]) - int(margins["right"])
    pitch = 320 + int(inside("Normal", "w:rPr/w:spacing")["val"])
    assert inside("Normal", "w:rPr/w:sz") == inside("Normal", "w:rPr/w:szCs") == {"val": "32"}
    assert 28 * pitch <= line < 29 * pitch


def test_the_body_is_exact_justified_and_indented_both_ways():
    assert inside("Normal", "w:pPr/w:spacing") == {
        "before": "0", "after": "0", "line": "579", "lineRule": "exact",
    }  # fmt: skip
    assert inside("Normal", "w:pPr/w:ind") == {"firstLineChars": "200", "firstLine": "640"}
    assert inside("Normal", "w:pPr/w:jc") == {"val": "both"}
    assert inside("Normal", "w:pPr/w:kinsoku") == {}
    assert inside("Normal", "w:pPr/w:widowControl") == {"val": "0"}


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Normal", FANGSONG), ("Title", XIAOBIAOSONG), ("heading 1", HEITI), ("heading 2", KAITI),
        ("heading 3", FANGSONG), ("heading 4", FANGSONG), ("段旨句", KAITI), ("附件标记", HEITI),
        ("附件标题", XIAOBIAOSONG), ("表头", HEITI), ("header", SONGTI), ("footer", SONGTI),
        ("page number", SONGTI),
    ],
)  # fmt: skip
def test_a_style_names_its_font_for_chinese_and_for_digits(name: str, font: str):
    fonts = inside(name, "w:rPr/w:rFonts")
    fonts.pop("hint", None)
    assert fonts == dict.fromkeys(("eastAsia", "ascii", "hAnsi", "cs"), font)


def test_text_without_a_style_is_16_point_fangsong_in_chinese():
    defaults = part("word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    assert attributes(defaults.find("w:rFonts", NS))["eastAsia"] == FANGSONG
    assert attributes(defaults.find("w:sz", NS)) == {"val": "32"}
    assert attributes(defaults.find("w:lang", NS))["eastAsia"] == "zh-CN"


def test_every_font_that_is_named_is_in_the_font_table():
    listed = {node.get(f"{W}name") for node in part("word/fontTable.xml")}
    named = set()
    for name in ("word/styles.xml", "word/numbering.xml"):
        named |= {node.get(f"{W}eastAsia") for node in part(name).iter(f"{W}rFonts")}
    assert named == listed == {FANGSONG, KAITI, HEITI, SONGTI, XIAOBIAOSONG}


@pytest.mark.parametrize("name", ["Title", "附件标题"])
def test_a_title_is_22_point_centred_off_the_grid_and_stays_with_what_follows(name: str):
    assert inside(name, "w:rPr/w:sz") == {"val": "44"}
    assert inside(name, "w:pPr/w:jc") == {"val": "center"}
    assert inside(name, "w:pPr/w:snapToGrid") == {"val": "0"}
    assert inside(name, "w:pPr/w:keepNext") == {}
    assert inside(name, "w:pPr/w:ind") == {"firstLineChars": "0", "firstLine": "0"}
    spacing = inside(name, "w:pPr/w:spacing")
    assert (spacing["line"], spacing["lineRule"]) == ("700", "exact")


def test_the_title_of_an_attachment_stands_in_its_third_line():
    assert inside("附件标记", "w:pPr/w:pageBreakBefore") == {}
    assert inside("附件标题", "w:pPr/w:spacing")["before"] == "579"


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_numbers_itself_in_the_one_list(level: int):
    name = f"heading {level}"
    numbering = style(name).find("w:pPr/w:numPr", NS)
    ilvl = numbering.find("w:ilvl", NS)
    assert attributes(numbering.find("w:numId", NS)) == {"val": "1"}
    assert (0 if ilvl is None else int(attributes(ilvl)["val"])) == level - 1
    assert inside(name, "w:pPr/w:outlineLvl") == {"val": str(level - 1)}
    assert inside(name, "w:pPr/w:keepNext") == {}
    assert style(name).find("w:rPr/w:b", NS) is None


def test_the_levels_of_the_list_are_the_four_of_the_standard():
    (numbering,) = part("word/numbering.xml").iter(f"{W}abstractNum")
    levels = [
        tuple(
            attributes(level.find(f"w:{tag}", NS))["val"]
            for tag in ("pStyle", "numFmt", "lvlText", "suff")
        )
        for level in numbering.iter(f"{W}lvl")
    ]
    assert levels == [
        ("Heading1", "chineseCountingThousand", "%1、", "nothing"),
        ("Heading2", "chineseCountingThousand", "（%2）", "nothing"),
        ("Heading3", "decimal", "%3.", "nothing"),
        ("Heading4", "decimal", "（%4）", "nothing"),
    ]


def test_the_number_of_a_heading_has_the_font_and_the_indent_of_its_words():
    for n, level in enumerate(part("word/numbering.xml").iter(f"{W}lvl"), 1):
        fonts = attributes(level.find("w:rPr/w:rFonts", NS))
        assert fonts["eastAsia"] == inside(f"heading {n}", "w:rPr/w:rFonts")["eastAsia"]
        indent = attributes(level.find("w:pPr/w:ind", NS))
        assert indent == inside(f"heading {n}", "w:pPr/w:ind")
        assert (indent["firstLineChars"], indent["firstLine"]) == ("200", "640")


@pytest.mark.parametrize(
    "name",
    ["Title", "主送机关", "署名", "成文日期", "附件标记", "附件标题", "表格文字", "header",
     "footer"],
)  # fmt: skip
def test_a_style_that_is_not_body_text_takes_the_first_line_indent_back(name: str):
    indent = inside(name, "w:pPr/w:ind")
    assert (indent["firstLineChars"], indent["firstLine"]) == ("0", "0")


def test_the_name_of_an_attachment_wraps_under_its_first_character():
    first = inside("附件说明", "w:pPr/w:ind")
    assert int(first["left"]) - int(first["hanging"]) == 640
    assert int(first["left"]) == 640 + 320 * measure_width("附件：1.")
    assert inside("附件说明", "w:pPr/w:tabs/w:tab")["pos"] == str(
        640 + int(320 * measure_width("附件："))
    )
    sole = inside("附件说明（单个）", "w:pPr/w:ind")
    assert int(sole["left"]) - int(sole["hanging"]) == 640
    assert int(sole["left"]) == 640 + 320 * measure_width("附件：")


def test_the_signature_is_right_aligned_in_whole_characters_without_gaps_around_digits():
    for name in ("署名", "成文日期"):
        assert inside(name, "w:pPr/w:jc") == {"val": "right"}
        assert inside(name, "w:pPr/w:ind")["right"] == "640"
        assert inside(name, "w:pPr/w:ind")["rightChars"] == "200"
        assert inside(name, "w:pPr/w:autoSpaceDN") == {"val": "0"}
        assert inside(name, "w:rPr/w:spacing") == {"val": "0"}
    assert inside("署名", "w:pPr/w:keepNext") == {}


def test_tables_have_thin_black_lines_and_text_of_size_five():
    borders = style("公文表格").find("w:tblPr/w:tblBorders", NS)
    lines = {etree.QName(line).localname: attributes(line) for line in borders}
    assert set(lines) == {"top", "left", "bottom", "right", "insideH", "insideV"}
    assert all(line["val"] == "single" and line["sz"] == "4" for line in lines.values())
    assert all(line["color"] == "000000" for line in lines.values())
    assert inside("表格文字", "w:rPr/w:sz") == {"val": "21"}
    assert inside("表头", "w:basedOn") == {
        "val": read_style_ids(part("word/styles.xml"))["表格文字"]
    }
    assert inside("表头", "w:pPr/w:jc") == {"val": "center"}


def test_settings_ask_for_odd_and_even_footers_and_chinese_punctuation():
    settings = part("word/settings.xml")
    assert settings.find("w:evenAndOddHeaders", NS) is not None
    punctuation = attributes(settings.find("w:characterSpacingControl", NS))
    assert punctuation == {"val": "compressPunctuation"}
    modes = {node.get(f"{W}name"): node.get(f"{W}val") for node in settings.find("w:compat", NS)}
    assert modes["compatibilityMode"] == "15"


@pytest.mark.parametrize(
    ("kind", "side", "number"), [("default", "right", "1"), ("even", "left", "2")]
)
def test_a_page_number_stands_one_character_from_the_outer_edge(kind: str, side: str, number: str):
    footer = footer_of(kind)
    assert "".join(node.text for node in footer.iter(f"{W}t")) == f"— {number} —"
    assert attributes(footer.find(".//w:jc", NS)) == {"val": side}
    indent = attributes(footer.find(".//w:ind", NS))
    assert indent == {f"{side}Chars": "100", side: "280"}


def footer_of(kind: str) -> etree._Element:
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    query = f".//w:footerReference[@w:type='{kind}']"
    wanted = part("word/document.xml").find(query, NS).get(key)
    (target,) = [
        node.get("Target", "")
        for node in part("word/_rels/document.xml.rels")
        if node.get("Id") == wanted
    ]
    return part(f"word/{target}")


@pytest.mark.parametrize("kind", ["default", "even"])
def test_a_page_number_is_a_field_with_a_result(kind: str):
    footer = footer_of(kind)
    marks = [node.get(f"{W}fldCharType") for node in footer.iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]
    assert [node.text for node in footer.iter(f"{W}instrText")] == [" PAGE "]


def test_a_page_number_is_14_point_off_the_line_grid():
    assert inside("page number", "w:rPr/w:sz") == {"val": "28"}
    assert inside("footer", "w:pPr/w:snapToGrid") == {"val": "0"}


def test_the_ids_of_the_blank_file_are_the_ones_that_signing_expects():
    ids = read_style_ids(part("word/styles.xml"))
    assert (ids["署名"], ids["成文日期"]) == ("SignatureOrgan", "SignatureDate")
    assert (ids["heading 1"], ids["公文表格"]) == ("Heading1", "GongwenTable")
    assert all(key.isascii() for key in ids.values())
