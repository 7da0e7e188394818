"""Tests for drafter.word.pending, noted and hidden: what waits for a hand, and what none sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.word.changes import comments, pending
from drafter.word.changes.comments import find_anchored_comments
from drafter.word.cleaning.cleaner import clean_package, find_hidden_texts
from drafter.word.package.archive import DOCUMENT, STYLES
from revised import opened
from wordfiles import with_body
from wordparts import OFFICE, body, changed, inside, p, part, related, run

SPECIMEN = Path(__file__).parent / "specimens" / "libreoffice-comments.docx"
PERSON = "张三"


def ins(inner: str, author: str = "王", kind: str = "ins") -> str:
    return f'<w:{kind} w:id="1" w:author="{author}">{inner}</w:{kind}>'


def deleted(said: str, author: str = "王") -> str:
    return ins(f"<w:r><w:delText>{said}</w:delText></w:r>", author, "del")


MARK = f"<w:pPr><w:rPr>{ins('')}</w:rPr></w:pPr>"
FORMAT = '<w:rPr><w:b/><w:rPrChange w:id="1" w:author="李"><w:rPr/></w:rPrChange></w:rPr>'
ROW = f"<w:tr><w:trPr>{ins('')}</w:trPr><w:tc>{p(ins(run('格')))}</w:tc></w:tr>"
CELL = (
    f"<w:tbl><w:tr><w:tc><w:tcPr>{ins('', kind='cellIns')}</w:tcPr>{p(run('格'))}</w:tc></w:tr>"
    "</w:tbl>"
)


@pytest.mark.parametrize(
    ("inner", "authors", "marked"),
    [
        (p(run("甲") + ins(run("乙") + run("丙"))), ["王"], "乙丙"),
        (p(deleted("旧") + ins(run("新"))), ["王", "王"], "旧"),
        (p(ins(run("乙")) + ins(run("丙"))), ["王"], "乙"),
        (p(ins(run("乙")) + run("间") + ins(run("丙"))), ["王", "王"], "乙"),
        (p(ins(run("乙")) + ins(run("丙"), "李")), ["王", "李"], "乙"),
        (p(ins(deleted("反复", "李"))), ["王", "李"], "反复"),
        (p(MARK + ins(run("新段"))) + p(MARK + ins(run("又一段"))), ["王"], ""),
        (p(run("一", FORMAT) + run("二", FORMAT)), ["李"], "一"),
        (p(run("一", FORMAT)) + p(run("三") + run("四", FORMAT)), ["李", "李"], "一"),
        (f"<w:tbl>{ROW}{ROW}</w:tbl>", ["王"], ""),
        (CELL, ["王"], ""),
        (p(ins(run("搬"), kind="moveFrom")) + p(ins(run("搬"), kind="moveTo")), ["王"] * 2, "搬"),
        (p('<w:pPr><w:pPrChange w:id="1" w:author="李"/></w:pPr>' + run("段")), ["李"], ""),
        (p(run("末")) + f"<w:sectPr>{ins('', '李', 'sectPrChange')}</w:sectPr>", ["李"], ""),
        (p(ins(run("无名"), "")), [""], "无名"),
        (p(run("甲")), [], ""),
    ],
)  # fmt: skip
def test_tracked_changes_are_counted_as_a_reader_would(inner: str, authors: list[str], marked: str):
    found = pending.list_changes(clean_package(body(inner)))
    assert [change.author for change in found] == authors
    if found:
        place = pending.locate_change("a.docx", found[0])
        start = max(place.column - 1, 0)
        assert place.words[start : start + place.width] == marked
        assert (place.paragraph, bool(place.words)) == (1, True)


def test_a_change_in_a_header_or_note_is_found_in_its_part():
    header = part("hdr", p(ins(run("页眉"))))
    package, number = related(body(""), f"{OFFICE}/header", "word/header1.xml", header)
    data = (
        changed(package, p(run("甲")))
        .members[DOCUMENT]
        .replace(
            b"<w:sectPr/>",
            f'<w:sectPr><w:headerReference w:type="default" r:id="{number}"/></w:sectPr>'.encode(),
        )
    )
    found = pending.list_changes(clean_package(package.replace({DOCUMENT: data})))
    assert [pending.locate_change("a", each).part.value for each in found] == ["header"]


def test_what_an_older_program_shows_instead_is_counted_once_and_cleaned():
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{p(ins(run('框'), PERSON))}</w:txbxContent>"
    both = (
        f'<w:r><m:AlternateContent xmlns:m="{mc}"><m:Choice Requires="w14">{{}}</m:Choice>'
        f"<m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r>"
    )
    assert len(pending.list_changes(clean_package(body(p(both.replace("{}", box)))))) == 1
    settled = box.replace(f'<w:ins w:id="1" w:author="{PERSON}">', "").replace("</w:ins>", "")
    made = clean_package(body(p(both.replace("{}", settled))))
    assert pending.list_changes(made) == [] and PERSON not in inside(made)
    assert inside(made, DOCUMENT).count("框") == 2


def test_traces_that_accepting_leaves_behind_are_no_open_changes():
    left = (
        f'<w:moveToRangeStart w:id="1" w:author="{PERSON}" w:name="a"/>{run("甲")}'
        '<w:moveToRangeEnd w:id="1"/>'
    )
    made = clean_package(body(p(left)))
    assert pending.list_changes(made) == [] and PERSON not in inside(made)


def test_comments_are_told_by_the_words_that_they_are_about():
    found = find_anchored_comments(opened(SPECIMEN.read_bytes()))
    assert [each.comment.author for each in found] == ["drafter", "王主任", "李科长"]
    assert "".join(text.text or "" for text in found[0].texts) == "一共开会32次。"


def test_a_comment_that_nothing_leads_to_is_seen_by_nobody():
    package = comments.update_comments(body(p(run("甲"))), {"0": "乙"}, ())
    assert find_anchored_comments(package) == []


@pytest.mark.parametrize(
    ("properties", "found"),
    [("<w:vanish/>", True), ('<w:vanish w:val="0"/>', False), ('<w:rStyle w:val="b"/>', True),
     ('<w:rStyle w:val="b"/><w:vanish w:val="0"/>', False), ('<w:rStyle w:val="c"/>', False)],
)  # fmt: skip
def test_hidden_words_are_found_by_their_run_and_by_its_style(properties: str, found: bool):
    styles = (
        '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    )
    package = opened(with_body(p(run("甲", f"<w:rPr>{properties}</w:rPr>"))))
    package = package.replace({STYLES: part("styles", styles)})
    assert [text.text for _, text in find_hidden_texts(package)] == (["甲"] if found else [])


def test_a_style_of_paragraphs_may_hide_words_too():
    package = body(p('<w:pPr><w:pStyle w:val="a"/></w:pPr>' + run("甲") + run(" ")))
    styles = part("styles", '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>')
    assert len(list(find_hidden_texts(package.replace({STYLES: styles})))) == 1
