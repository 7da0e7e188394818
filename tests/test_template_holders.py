"""What stands in a paragraph, row or cell that goes for a tag: kept where it can be, else told."""

# ruff: noqa: E501 — a body in a table of bodies is not broken to fit a line

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import drafter
from drafter.problems import WordPlace
from drafter.word.package.archive import DOCUMENT
from drafter.word.xml import w
from small import DATA, generate, members, problems, workspace
from wordfiles import with_body

PICTURE = "<w:r><w:pict/></w:r>"
LANDSCAPE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
PORTRAIT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def par(text: str, *, beside: str = "", section: str = "") -> str:
    """A paragraph with a text, something beside it, and the break of a section."""
    properties = f"<w:pPr>{section}</w:pPr>" if section else ""
    words = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{words}{beside}</w:p>"


def row(*cells: str) -> str:
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def body(folder: Path, inside: str, data: str = DATA) -> etree._Element:
    """The body that is made of such a body."""
    made = generate(folder, with_body(inside), data=data)
    assert made.path is not None
    return etree.fromstring(members(made.path.read_bytes())[DOCUMENT])[0]


def show(made: etree._Element) -> str:
    """The words of a body, with L and P where a landscape or upright section ends."""
    pieces = []
    for block in made:
        pieces += [node.text or "" for node in block.iter(w("t"))]
        pieces += ["L" if node.get(w("orient")) else "P" for node in block.iter(w("pgSz"))]
    return "".join(pieces)


LOST = {
    "图片": "<w:r><w:drawing/></w:r>",
    "旧式图片": PICTURE,
    "对象": "<w:r><w:object/></w:r>",
    "脚注": '<w:r><w:footnoteReference w:id="1"/></w:r>',
    "尾注": '<w:r><w:endnoteReference w:id="1"/></w:r>',
    "分页": '<w:r><w:br w:type="page"/></w:r>',
    "符号": '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
    "域": '<w:fldSimple w:instr=" PAGE "/>',
    "修订里的图片": f'<w:ins w:id="7" w:author="a">{PICTURE}</w:ins>',
}


@pytest.mark.parametrize("beside", LOST.values(), ids=LOST)
@pytest.mark.parametrize(
    "around",
    [
        par("{%p if 单位 %}", beside="LOST") + par("中") + par("{%p endif %}"),
        par("{%p if 单位 %}") + par("中") + par("{%p endif %}", beside="LOST"),
        par("{#p 说明 #}", beside="LOST"),
        par("{{p 单位 }}", beside="LOST"),
        table(
            row(par("{%tr for x in 清单 %}"), par("", beside="LOST")), row(par("{{ x }}"), par("")),
            row(par("{%tr endfor %}"), par("")),
        ) + par(""),
        table(
            row(par("甲"), par("{%tc if 单位 %}", beside="LOST"), par(""), par("{%tc endif %}"))
        ) + par(""),
    ],
)  # fmt: skip
def test_what_would_go_with_a_tag_is_told_at_its_paragraph(
    around: str, beside: str, tmp_path: Path
):
    workspace(tmp_path, with_body(around.replace("LOST", beside)))
    (found,) = problems(lambda: drafter.generate("2021.yaml", here=tmp_path))
    assert found.code == "D354"
    assert isinstance(found.place, WordPlace) and found.place.width


@pytest.mark.parametrize(
    "beside",
    [
        f'<w:del w:id="7" w:author="a">{PICTURE}</w:del>', "<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:r><w:br/></w:r>", "<w:proofErr/>", '<w:r><w:t xml:space="preserve"> </w:t></w:r>',
        '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>',
        '<w:commentRangeStart w:id="7"/><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>',
    ],
)  # fmt: skip
def test_what_nobody_misses_goes_with_a_tag(beside: str, tmp_path: Path):
    inside = par("{%p if 单位 %}", beside=beside) + par("中") + par("{%p endif %}", beside=beside)
    made = body(tmp_path, inside)
    assert [p.findtext(f"{w('r')}/{w('t')}") for p in made.iter(w("p"))] == ["中"]
    assert not list(made.iter(w("commentRangeStart"), w("commentReference")))


IF, ENDIF, FOR, ENDFOR = (
    "{%p if 办结 %}", "{%p endif %}", "{%p for x in 清单 %}", "{%p endfor %}",
)  # fmt: skip
SECTIONS = {
    "循环前的分节": (par("横") + par(FOR, section=LANDSCAPE) + par("{{ x }}") + par(ENDFOR), "横L甲乙P", "横LP"),
    "循环后的分节": (par("横") + par(FOR) + par("{{ x }}") + par(ENDFOR, section=LANDSCAPE), "横甲乙LP", "横LP"),
    "整节是循环": (par(FOR) + par("{{ x }}") + par(ENDFOR, section=LANDSCAPE), "甲乙LP", "P"),
    "条件前的分节": (par("横") + par(IF, section=LANDSCAPE) + par("中") + par(ENDIF), "横L中P", "横LP"),
    "整节随条件": (
        par("竖", section=PORTRAIT) + par(IF) + par("横") + par(ENDIF, section=LANDSCAPE) + par("末"),
        "竖P横L末P", "竖P末P",
    ),
    "节从条件前开始": (
        par("横") + par(IF) + par("中") + par(ENDIF, section=LANDSCAPE) + par("末"), "横中L末P", "横L末P",
    ),
    "条件里的分节": (
        par("竖") + par(IF, section=PORTRAIT) + par("横", section=LANDSCAPE) + par(ENDIF) + par("末"),
        "竖P横L末P", "竖P末P",
    ),
    "两支各一节": (
        par(IF) + par("横") + par("{%p else %}", section=LANDSCAPE) + par("竖") + par(ENDIF), "横LP", "竖P",
    ),
    "设值": (par("横") + par("{%p set x = 1 %}", section=LANDSCAPE) + par("末"), "横L末P", "横L末P"),
    "注释": (par("横") + par("{#p 说明 #}", section=LANDSCAPE) + par("末"), "横L末P", "横L末P"),
    "整段印出": (par("横") + par("{{p 单位 }}", section=LANDSCAPE) + par("末"), "横甲单位L末P", "横甲单位L末P"),
}  # fmt: skip


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("is_true", [True, False])
def test_the_break_of_a_section_outlives_its_tag(name: str, is_true: bool, tmp_path: Path):
    inside, *expected = SECTIONS[name]
    data = DATA if is_true else DATA.replace("[甲, 乙]", "[]").replace("办结: 是", "办结: 否")
    made = body(tmp_path, inside + PORTRAIT, data)
    assert show(made) == expected[not is_true]


CHANGING = {
    "条件里的分节带走前面的": par("横") + par(IF) + par("中", section=LANDSCAPE) + par("丙") + par(ENDIF),
    "循环里的分节带走前面的": par("横") + par(FOR) + par("中", section=LANDSCAPE) + par(ENDFOR),
    "else上的分节": par("横") + par(IF) + par("中") + par("{%p else %}", section=LANDSCAPE) + par("丙") + par(ENDIF),
    "一段两个标签": par("横") + par(IF) + par(FOR) + par("中") + par(ENDFOR + ENDIF, section=LANDSCAPE),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGING)
def test_a_break_that_would_change_what_stands_before_is_told(name: str, tmp_path: Path):
    workspace(tmp_path, with_body(CHANGING[name] + par("末") + PORTRAIT))
    (found,) = problems(lambda: drafter.generate("2021.yaml", here=tmp_path))
    assert found.code == "D355"


@pytest.mark.parametrize("name", list(CHANGING)[:2])
def test_a_break_between_sections_that_look_the_same_may_fall_away(name: str, tmp_path: Path):
    inside = CHANGING[name].replace(LANDSCAPE, PORTRAIT) + par("末") + PORTRAIT
    assert show(body(tmp_path, inside)).startswith("横")


def footed(section: str, relation: str) -> str:
    reference = f'<w:footerReference w:type="default" r:id="{relation}"/>'
    return section.replace("<w:sectPr>", f"<w:sectPr>{reference}")


@pytest.mark.parametrize("is_true", [True, False])
def test_a_section_keeps_the_footer_of_one_that_falls_away(is_true: bool, tmp_path: Path):
    inside = (
        par(IF) + par("横") + par(ENDIF, section=footed(LANDSCAPE, "rId5")) + par("中", section=PORTRAIT)
        + par("末") + PORTRAIT
    )  # fmt: skip
    data = DATA if is_true else DATA.replace("办结: 是", "办结: 否")
    made = body(tmp_path, inside, data)
    own = [len(each.findall(w("footerReference"))) for each in made.iter(w("sectPr"))]
    assert own == ([1, 1, 0] if is_true else [1, 0])


START, END = '<w:bookmarkStart w:id="7" w:name="此处"/>', '<w:bookmarkEnd w:id="7"/>'


@pytest.mark.parametrize(
    "inside",
    [
        par("首", beside=START) + par(IF, beside=END) + par("中") + par(ENDIF),
        par("首", beside=START) + par(IF) + par("中") + par(ENDIF, beside=END),
        par("首") + par(IF, beside=START) + par("中", beside=END) + par(ENDIF),
        par("首") + par(IF, beside=START) + par("中") + par(ENDIF, beside=END),
        par("首") + par(IF, beside=START) + par("中") + par(ENDIF) + par("末", beside=END),
        par("首") + par(IF) + par("中", beside=START) + par(ENDIF, beside=END),
        par("首") + par(IF) + par("中") + par(ENDIF, beside=START) + par("末", beside=END),
        par("首") + par(IF) + par("中") + par("{%p else %}", beside=START) + par("丙", beside=END) + par(ENDIF),
        par("首") + START + par(IF, beside=END) + par("中") + par(ENDIF),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_true", [True, False])
@pytest.mark.parametrize("streamed", [True, False])
def test_bookmarks_begin_and_end_whatever_falls_away(
    inside: str, is_true: bool, streamed: bool, tmp_path: Path
):
    data = DATA if is_true else DATA.replace("办结: 是", "办结: 否")
    made = body(tmp_path, inside + ("" if streamed else par("{{r 单位|字形 }}")), data)
    starts = [n.get(w("id")) for n in made.iter(w("bookmarkStart"))]
    ends = [n.get(w("id")) for n in made.iter(w("bookmarkEnd"))]
    assert sorted(starts) == sorted(ends)
    order = [n.get(w("id")) for n in made.iter(w("bookmarkStart"), w("bookmarkEnd"))]
    kept = [n.get(w("id")) for n in made.iter(w("bookmarkStart")) if n.get(w("name")) == "此处"]
    assert all(order.count(each) == 2 for each in kept)
