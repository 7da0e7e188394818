"""Tests for drafter.word.blocks: paragraphs with their places and words."""

# ruff: noqa: E501 — a piece of XML is not broken to fit a line

from __future__ import annotations

import pytest

from drafter.problems import Part
from drafter.word.package.archive import Package
from drafter.word.text import blocks, bookmarks, paragraphs, places
from drafter.word.xml import w
from wordfiles import tree
from work import count_calls


def p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cell(inside: str) -> str:
    return f"<w:tc>{inside}</w:tc>"


def spots(inside: str) -> list[tuple[str, int, int, int, int]]:
    return [
        (x.text, x.number, x.table, x.row, x.cell)
        for x in paragraphs.iterate_paragraphs(tree(inside))
    ]


def test_a_paragraph_has_its_number_style_and_words():
    first, second = paragraphs.iterate_paragraphs(tree(p("甲", "a3") + p("乙")))
    assert (first.number, first.style, first.text) == (1, "a3", "甲")
    assert (second.number, second.style, second.text) == (2, "", "乙")


def test_a_paragraph_in_a_table_has_table_row_and_cell():
    rows = table(cell(p("甲")) + cell(p("乙") + p("丙")), cell(p("丁")))
    assert spots(p("前") + rows + p("后")) == [
        ("前", 1, 0, 0, 0), ("甲", 2, 1, 1, 1), ("乙", 3, 1, 1, 2), ("丙", 4, 1, 1, 2),
        ("丁", 5, 1, 2, 1), ("后", 6, 0, 0, 0),
    ]  # fmt: skip


def test_a_table_in_a_cell_is_counted_for_itself():
    inner = table(cell(p("内")))
    assert spots(table(cell(p("甲")), cell(inner + p("乙")), cell(p("丙")))) == [
        ("甲", 1, 1, 1, 1), ("内", 2, 2, 1, 1), ("乙", 3, 1, 2, 1), ("丙", 4, 1, 3, 1),
    ]  # fmt: skip


def test_a_row_in_a_content_control_is_a_row():
    row = f"<w:sdt><w:sdtContent><w:tr>{cell(p('乙'))}</w:tr></w:sdtContent></w:sdt>"
    rows = f"<w:tbl><w:tr>{cell(p('甲'))}</w:tr>{row}</w:tbl>"
    assert [spot[2:] for spot in spots(rows)] == [(1, 1, 1), (1, 2, 1)]


def test_the_work_of_numbering_a_table_grows_no_faster_than_its_rows():
    def number(rows: int) -> None:
        last = list(paragraphs.iterate_paragraphs(roots[rows]))[-1]
        assert (last.row, last.cell) == (rows, 5)

    roots = {rows: tree(table(*[cell(p("甲")) * 5] * rows)) for rows in (300, 3_000)}
    small, large = (count_calls(lambda rows=rows: number(rows)) for rows in roots)
    assert large < 11 * small


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>", "甲\t乙"),
        ("<w:t>甲</w:t><w:ptab/><w:t>乙</w:t>", "甲\t乙"),
        ("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/>", "甲\n乙\n"),
        ("<w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t>", "1-2"),
        ("<w:delText>删</w:delText><w:t>留</w:t>", "留"),
        ("<w:instrText> PAGE </w:instrText><w:t>1</w:t>", "1"),
        ("<w:t/>", ""),
    ],
)
def test_the_words_of_a_paragraph_are_what_the_page_shows(inside: str, text: str):
    assert paragraphs.read_text(tree(f"<w:p><w:r>{inside}</w:r></w:p>")[0]) == text


def test_a_tab_stop_is_no_tab():
    inside = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    assert paragraphs.read_text(tree(inside)[0]) == "甲"


def test_a_text_box_has_its_own_words_and_not_those_around_it():
    box = f"<w:pict><w:txbxContent>{p('内')}</w:txbxContent></w:pict>"
    outer, inner = paragraphs.iterate_paragraphs(tree(f"<w:p><w:r><w:t>外</w:t>{box}</w:r></w:p>"))
    assert (outer.text, inner.text) == ("外", "内")
    assert [node.text for node in paragraphs.find_text_elements(outer.element)] == ["外"]


@pytest.mark.parametrize(
    ("member", "part"),
    [("word/document.xml", Part.BODY), ("word/header12.xml", Part.HEADER),
     ("word/footer.xml", Part.FOOTER), ("word/footnotes.xml", Part.FOOTNOTE),
     ("word/endnotes.xml", Part.ENDNOTE)],
)  # fmt: skip
def test_a_member_is_a_part_of_its_kind(member: str, part: Part):
    assert places.part_kind(member) == part


def test_a_place_shows_part_paragraph_words_and_cell():
    (paragraph,) = paragraphs.iterate_paragraphs(tree(table(cell(p("人数：十二")))))
    place = paragraphs.locate_paragraph("模板.docx", "word/header1.xml", paragraph, 4, 2)
    assert place.to_text("zh") == "模板.docx 页眉第1段（表1第1行第1格）"
    assert (place.words, place.column, place.width) == ("人数：十二", 4, 2)


@pytest.mark.parametrize(
    ("inside", "tag"),
    [
        (p("甲"), "p"),
        (p("甲") + table(), "tbl"),
        (p("甲") + '<w:bookmarkEnd w:id="1"/><w:sectPr/>', "p"),
        (table() + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", "p"),
        (p("甲") + f"<w:sdt><w:sdtContent>{table()}</w:sdtContent></w:sdt>", "tbl"),
        (table() + "<w:sdt><w:sdtContent/></w:sdt>", "tbl"),
    ],
)
def test_the_last_block_is_a_paragraph_or_table_whatever_stands_after_it(inside: str, tag: str):
    last = paragraphs.find_last_block(tree(inside))
    assert last is not None and last.tag == w(tag)


def test_a_cell_with_nothing_has_no_last_block():
    assert paragraphs.find_last_block(tree("<w:tcPr/>", "tc")) is None


def run(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def change(kind: str, inside: str, author: str = "李四") -> str:
    return f'<w:{kind} w:id="9" w:author="{author}">{inside}</w:{kind}>'


MOVED = f"<w:p>{change('moveFrom', run('会议5次。'))}{run('全年')}{change('moveTo', run('会议5次。'))}</w:p>"
TRACKED = {
    "a move": (MOVED, "全年会议5次。"),
    "a move within a link": (f"<w:hyperlink>{MOVED[5:-6]}</w:hyperlink>", "全年会议5次。"),
    "words struck in words put in": (
        change("ins", run("新") + change("del", run("旧", "delText"))), "新",
    ),
    "words moved away that were put in": (change("moveFrom", change("ins", run("旧"))) + run("新"), "新"),
    "words put in where others were moved to": (change("moveTo", change("ins", run("新"))), "新"),
    "text of another program in a deletion": (change("del", run("旧")) + run("新"), "新"),
}  # fmt: skip
HOLDERS = {
    "the body": "{}",
    "a cell": "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
    "a content control": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml", "word/footnotes.xml"])
@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("tracked", TRACKED)
def test_tracked_text_is_read_once_by_all_who_read_it(tracked: str, holder: str, part: str):
    inside, wanted = TRACKED[tracked]
    inside = inside if inside.startswith("<w:p>") else f"<w:p>{inside}</w:p>"
    root = tree(HOLDERS[holder].format(inside))
    (paragraph,) = paragraphs.iterate_paragraphs(root)
    read = blocks.DocumentBlocks(Package({}))
    blocks.append_block(read, part, paragraph.element)
    segments = bookmarks.read_segments(paragraph.element)
    assert paragraph.text == read.blocks[0].text == "".join(s.text for s in segments) == wanted
    places = paragraphs.locate_characters(paragraph.element)
    assert places == read.letters[0]
    assert "".join((node.text or "")[at] for node, at in filter(None, places)) == wanted


def test_each_character_knows_its_deletions_and_whether_a_field_shows_it():
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = code.format("begin") + run("PAGE", "instrText") + code.format("separate") + run("3")
    inside = change("del", change("moveFrom", run("旧"))) + field + code.format("end") + run("页")
    pieces = paragraphs.read_pieces(tree(f"<w:p>{inside}</w:p>")[0])
    said = [(p.text, len(p.deletions), p.in_field) for p in pieces if p.text]
    assert said == [("旧", 2, False), ("3", 0, True), ("页", 0, False)]


def test_the_end_of_a_field_that_began_paragraphs_before_opens_none():
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, end = code.format("begin"), code.format("end")
    root = tree(f"<w:p>{run('目录')}{end}{run('第')}{begin}{run('3')}{end}{run('页')}</w:p>")
    read = [(s.text, s.start) for s in bookmarks.read_segments(root[0])]
    assert read == [("目录第\ufffc页", 0)]


def test_the_reading_over_a_character_is_no_word():
    ruby = "<w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>".format(
        run("lǐ"), run("李")
    )
    assert paragraphs.read_text(tree(f"<w:p><w:r>{ruby}</w:r>{run('四')}</w:p>")[0]) == "李四"
