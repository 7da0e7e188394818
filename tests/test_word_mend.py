"""Tests for drafter.word.mend: what a rendered part needs to be valid."""

from __future__ import annotations

import pytest

from drafter.word.repair import structure
from drafter.word.repair import tree as mend
from drafter.word.xml import Element, w
from wordfiles import plain, tree

P, CELL = "<w:p/>", "<w:tc><w:p/></w:tc>"


def mended(inside: str, root: str = "body") -> str:
    """What mending tables makes of the inner XML."""
    node = tree(inside, root)
    mend.drop_empty_tables(node)
    mend.end_with_paragraphs(node)
    assert list(structure.find_faults(node)) == []
    return "".join(plain(child) for child in node)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (P, "<p/>"),
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:p/>", "<tbl><tr><tc><p/></tc></tr></tbl><p/>"),
        (f"<w:tbl><w:tr><w:trPr/></w:tr><w:tr>{CELL}</w:tr></w:tbl><w:p/>",
         "<tbl><tr><tc><p/></tc></tr></tbl><p/>"),
        ("<w:p/><w:tbl><w:tblPr/><w:tr/></w:tbl><w:p/>", "<p/><p/>"),
        (f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>", "<tbl><tr><tc><p/></tc></tr></tbl><p/>"),
        (f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl><w:sectPr/>",
         "<tbl><tr><tc><p/></tc></tr></tbl><p/><sectPr/>"),
        ("<w:tbl><w:tr/></w:tbl><w:sectPr/>", "<p/><sectPr/>"),
    ],
)  # fmt: skip
def test_rows_without_cells_and_tables_without_rows_go(inside: str, expected: str):
    assert mended(inside) == expected


def test_a_table_that_goes_from_a_cell_leaves_a_paragraph():
    inner = "<w:tbl><w:tr/></w:tbl>"
    assert mended(f"<w:tbl><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl><w:p/>") == (
        "<tbl><tr><tc><tcPr/><p/></tc></tr></tbl><p/>"
    )


def test_a_table_that_stays_in_a_cell_is_followed_by_a_paragraph():
    inner = f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>"
    assert mended(f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/>") == (
        "<tbl><tr><tc><tbl><tr><tc><p/></tc></tr></tbl><p/></tc></tr></tbl><p/>"
    )


def test_a_bookmark_or_control_at_the_end_of_a_cell_brings_no_blank_line():
    marked = '<w:p/><w:bookmarkEnd w:id="0"/>'
    control = "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    before = f"<w:tbl><w:tr><w:tc>{marked}</w:tc><w:tc>{control}</w:tc></w:tr></w:tbl><w:p/>"
    node = tree(before)
    mend.end_with_paragraphs(node)
    assert "".join(plain(child) for child in node) == before.replace("w:", "")


@pytest.mark.parametrize("root", ["hdr", "ftr", "txbxContent", "footnote"])
def test_a_header_or_box_that_lost_its_table_keeps_a_paragraph(root: str):
    assert mended("<w:tbl/>", root) == "<p/>"


def test_smart_tags_are_taken_off_and_their_runs_stay_in_order():
    inside = (
        '<w:p><w:r/><w:smartTag w:element="date"><w:smartTagPr/><w:r><w:t>甲</w:t></w:r>'
        '<w:smartTag w:element="x"><w:r><w:t>乙</w:t></w:r></w:smartTag></w:smartTag><w:r/></w:p>'
    )
    node = tree(inside)
    mend.unwrap_smart_tags(node)
    assert plain(node[0]) == "<p><r/><r><t>甲</t></r><r><t>乙</t></r><r/></p>"


def start(number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def bookmarks(*parts: str) -> list[list[str]]:
    """The bookmarks that are left in each part: name or / for an end, with the id."""
    roots = [tree(part) for part in parts]
    mend.make_ids_unique(*roots)
    return [
        [f"{node.get(w('name'), '/')}{node.get(w('id'))}"
         for node in root.iter(w("bookmarkStart"), w("bookmarkEnd"))]
        for root in roots
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        (start(3, "a") + end(3), ["a3", "/3"]),
        ((start(3, "a") + end(3)) * 3, ["a3", "/3"]),
        (start(3, "a") + start(3, "a") + end(3) + end(3), ["a3", "/3"]),
        (start(3, "a") + end(3) + start(4, "A") + end(4), ["a3", "/3"]),
        (start(3, "a") + end(3) + start(3, "b") + end(3), ["a0", "/0", "b1", "/1"]),
        (start(3, "a") + start(4, "b") + end(3) + end(4), ["a3", "b4", "/3", "/4"]),
        (start(3, "a"), []),
        (end(3), []),
        (end(3) + start(3, "a"), []),
    ],
)
def test_of_a_repeated_bookmark_the_first_stays_with_its_end(inside: str, left: list[str]):
    assert bookmarks(inside) == [left]


def test_bookmarks_are_unique_over_all_parts():
    pair = start(0, "a") + end(0)
    other = start(0, "b") + end(0)
    assert bookmarks(pair, pair + other) == [["a0", "/0"], ["b1", "/1"]]


def ids(*parts: list[int]) -> list[list[str | None]]:
    roots = [tree("".join(f'<wp:docPr id="{n}"/>' for n in part)) for part in parts]
    mend.make_ids_unique(*roots)
    return [[node.get("id") for node in root] for root in roots]


def test_a_repeated_picture_gets_a_new_id_and_the_others_keep_theirs():
    assert ids([7, 1, 1, 7, 3]) == [["7", "1", "2", "4", "3"]]


def test_pictures_are_unique_over_all_parts():
    assert ids([1, 2], [1], [2, 5]) == [["1", "2"], ["3"], ["4", "5"]]


def test_many_repeated_pictures_all_get_ids():
    (found,) = ids([1] * 50)
    assert len(set(found)) == 50


def test_a_repeated_paragraph_loses_its_id():
    roots = [tree('<w:p w14:paraId="A"/><w:p w14:paraId="A"/><w:p w14:paraId="B"/><w:p/>')]
    mend.make_ids_unique(*roots)
    assert [list(node.attrib.values()) for node in roots[0]] == [["A"], [], ["B"], []]


def test_a_repeated_content_control_loses_its_id():
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    )
    root = tree(control * 2)
    mend.make_ids_unique(root)
    assert [len(node) for node in root.iter(w("sdtPr"))] == [1, 0]


GAP = "【待补：人数】"
YELLOW = '<rPr><highlight val="yellow"/></rPr>'


def highlighted(runs: str) -> tuple[int, str]:
    root = tree(f"<w:p>{runs}</w:p>")
    count = mend.highlight_gaps(root)
    return count, plain(root[0]).removeprefix("<p>").removesuffix("</p>")


def test_a_gap_is_marked_yellow_and_the_words_around_it_are_not():
    assert highlighted(f"<w:r><w:t>共{GAP}人</w:t></w:r>") == (
        1, f"<r><t>共</t></r><r>{YELLOW}<t>{GAP}</t></r><r><t>人</t></r>"
    )  # fmt: skip


def test_two_gaps_in_one_text_are_two():
    assert highlighted(f"<w:r><w:t>{GAP}{GAP}</w:t></w:r>") == (
        2, f"<r>{YELLOW}<t>{GAP}</t></r>" * 2
    )  # fmt: skip


def test_a_page_without_gaps_is_not_touched():
    runs = "<w:r><w:t>甲【乙】</w:t><w:tab/><w:t>丙</w:t></w:r>"
    assert highlighted(runs) == (0, runs.replace("w:", ""))


def test_the_order_of_a_run_stays_when_a_gap_stands_behind_a_tab():
    assert highlighted(f"<w:r><w:t>甲</w:t><w:tab/><w:t>{GAP}</w:t><w:br/></w:r>") == (
        1, f"<r><t>甲</t></r><r><tab/></r><r>{YELLOW}<t>{GAP}</t></r><r><br/></r>"
    )  # fmt: skip


def test_a_gap_over_several_runs_is_one_gap_and_all_yellow():
    runs = "<w:r><w:t>共【待</w:t></w:r><w:r><w:t>补：人</w:t><w:tab/><w:t>数】人</w:t></w:r>"
    assert highlighted(runs) == (
        1,
        f"<r><t>共</t></r><r>{YELLOW}<t>【待</t></r><r>{YELLOW}<t>补：人</t></r><r><tab/></r>"
        f"<r>{YELLOW}<t>数】</t></r><r><t>人</t></r>",
    )


def test_a_gap_that_nothing_closes_is_marked_to_the_end():
    assert highlighted("<w:r><w:t>共【待补：人</w:t></w:r>")[1].endswith(
        f"{YELLOW}<t>【待补：人</t></r>"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:b/><w:sz/><w:u/>", '<b/><sz/><highlight val="yellow"/><u/>'),
        ("<w:rFonts/><w:szCs/><w:shd/><w:lang/>",
         '<rFonts/><szCs/><highlight val="yellow"/><shd/><lang/>'),
        ("<w:vertAlign/>", '<highlight val="yellow"/><vertAlign/>'),
        ('<w:highlight w:val="red"/><w:u/>', '<highlight val="yellow"/><u/>'),
    ],
)  # fmt: skip
def test_the_mark_stands_where_the_schema_wants_it(before: str, after: str):
    runs = f"<w:r><w:rPr>{before}</w:rPr><w:t>{GAP}</w:t></w:r>"
    assert highlighted(runs) == (1, f"<r><rPr>{after}</rPr><t>{GAP}</t></r>")


def test_a_gap_in_a_text_box_is_counted_once():
    box = f"<w:pict><w:txbxContent><w:p><w:r><w:t>{GAP}</w:t></w:r></w:p></w:txbxContent></w:pict>"
    assert highlighted(f"<w:r>{box}</w:r>")[0] == 1


def dropped(runs: str) -> str:
    root: Element = tree(f"<w:p>{runs}</w:p>")
    mend.drop_empty_runs(root)
    return plain(root[0])


@pytest.mark.parametrize(
    ("runs", "left"),
    [
        ("<w:r><w:t/></w:r>", "<p/>"),
        ("<w:r><w:rPr/><w:t></w:t></w:r><w:r><w:t>甲</w:t></w:r>", "<p><r><t>甲</t></r></p>"),
        ("<w:r><w:t/><w:tab/></w:r>", "<p><r><tab/></r></p>"),
        ("<w:r><w:t> </w:t></w:r>", "<p><r><t> </t></r></p>"),
        ("<w:r><w:rPr/></w:r>", "<p><r><rPr/></r></p>"),
    ],
)
def test_a_run_that_a_false_condition_emptied_goes(runs: str, left: str):
    assert dropped(runs) == left


def test_the_texts_of_paragraphs_leave_out_the_boxes_inside():
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></w:pict>"
    root = tree(f"<w:p><w:r><w:t>外</w:t>{box}</w:r></w:p><w:p/>")
    assert mend.read_paragraph_texts(root) == ["外", "内", ""]
