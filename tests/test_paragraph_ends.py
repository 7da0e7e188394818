"""Tests for drafter.engine.compile.paragraph_ends: text of several lines becomes paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.xml import parse, set_text, w, write
from notation import docx, outline
from revised import accepted, opened, pages, rejected
from small import DATA, changed, compiled, draft, page, workspace
from test_engine_ways import compare
from wordparts import OFFICE, p, part, related, run

LINES = "备注: |\n  第一段。\n\n  第二段。\n  第三段\n"
THREE = ["第一段。", "第二段。", "第三段"]
SOFT = "第一段。↵↵第二段。↵第三段"
OUTCOMES = {
    "单独成段": ("{{ 备注 }}", "\n".join(THREE)),
    "段末": ("甲：{{ 备注 }}", "甲：第一段。\n第二段。\n第三段"),
    "段旨句": ("**甲。**{{ 备注 }}", "**甲。**第一段。\n第二段。\n第三段"),
    "条件里": ("{% if 人数 %}{{ 备注 }}{% else %}无{% endif %}", "\n".join(THREE)),
    "条件后": ("甲{% if 备注 %}{{ 备注 }}{% endif %} {# 说明 #}", "甲第一段。\n第二段。\n第三段 "),
    "另一支": (
        "{% if not 人数 %}无{% elif 备注 %}{{ 备注 }}{% else %}空{% endif %}", "\n".join(THREE),
    ),
    "段中": ("{{ 备注 }}乙", f"{SOFT}乙"),
    "后面还有条件": ("{{ 备注 }}{% if 人数 %}乙{% else %}丙{% endif %}", f"{SOFT}乙"),
    "后面还有值": ("{{ 备注 }}{{ 单位 }}", f"{SOFT}甲单位"),
    "行内循环": ("{% for m in 会议 %}{{ 备注 }}{% endfor %}", f"{SOFT}{SOFT}"),
    "标题": ("## {{ 备注 }}", f"## {SOFT}"),
    "题目": ("# {{ 备注 }}", f"# {SOFT}"),
    "单元格": ("| 甲 |\n| {{ 备注 }} |", "| 甲 |\n| 第一段。¶第二段。¶第三段 |"),
    "段落循环": (
        "{%p for m in 会议 %}\n{{ m.主题 }}：{{ 备注 }}\n{%p endfor %}",
        "学习一：第一段。\n第二段。\n第三段\n学习二：第一段。\n第二段。\n第三段",
    ),
    "模板要的软回车": ('{{ 备注|replace("\\n", "\\v") }}', SOFT),
    "句号": ("{{ 备注 }}。", "第一段。\n第二段。\n第三段。"),
    "分号和批语": ("{{ 备注 }}；{# 说明 #}", "第一段。\n第二段。\n第三段；"),
    "括号": ("附（{{ 备注 }}）", "附（第一段。\n第二段。\n第三段）"),
    "引号加粗": ("“{{ 备注 }}**”。**", "“第一段。\n第二段。\n第三段**”。**"),
    "书名号": ("| 甲 |\n| 《{{ 备注 }}》 |", "| 甲 |\n| 《第一段。¶第二段。¶第三段》 |"),
    "有条件的句号": ("{{ 备注 }}{% if 人数 %}。{% endif %}", "第一段。\n第二段。\n第三段。"),
    "循环里的分号": (
        "{%p for m in 会议 %}\n{{ 备注 }}；\n{%p endfor %}",
        "第一段。\n第二段。\n第三段；\n第一段。\n第二段。\n第三段；",
    ),
    "句号后面还有字": ("{{ 备注 }}。乙", f"{SOFT}。乙"),
    "标题的句号": ("## {{ 备注 }}。", f"## {SOFT}。"),
    "接着写": ('{{ 备注 ~ "！" }}', "第一段。\n第二段。\n第三段！"),
}  # fmt: skip


@pytest.mark.parametrize("case", OUTCOMES)
def test_a_text_of_several_lines_becomes_paragraphs_where_its_tag_ends_one(
    case: str, tmp_path: Path
):
    template, expected = OUTCOMES[case]
    assert page(tmp_path, template, data=DATA + LINES) == expected
    compare(*compiled(tmp_path))


@pytest.mark.parametrize(
    "tag, line, expected",
    [
        ("备注", "", "甲：【待补：备注】。"),
        ('备注|默认("")', "", "甲：。"),
        ("备注", "备注: 一行\n", "甲：一行。"),
        ("备注", '备注: "\\n一行\\n"\n', "甲：一行。"),
    ],
)
def test_a_gap_or_one_line_stays_before_the_mark_behind_it(
    tag: str, line: str, expected: str, tmp_path: Path
):
    assert page(tmp_path, f"甲：{{{{ {tag} }}}}。", data=DATA + line).replace("==", "") == expected
    compare(*compiled(tmp_path))


@pytest.mark.parametrize("style", ["成文日期", "附件标题", "署名"])
def test_the_lines_of_a_signature_or_a_title_stay_one_paragraph(style: str, tmp_path: Path):
    assert page(tmp_path, f"[{style}] {{{{ 备注 }}}}", data=DATA + LINES).count("↵") == 3


TEXT_BOX = p(
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:pict><v:shape '
    'xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    + p('<w:pPr><w:jc w:val="both"/></w:pPr>' + run("{{ 备注 }}"))
    + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
PARTS = {
    "header": p('<w:pPr><w:jc w:val="both"/></w:pPr>' + run("{{ 备注 }}", "<w:b/>")),
    "footer": TEXT_BOX,
    "footnotes": '<w:footnote w:id="2">' + p(run("注：{{ 备注 }}")) + "</w:footnote>",
}


@pytest.mark.parametrize("kind", PARTS)
def test_lines_become_paragraphs_in_headers_text_boxes_and_notes(kind: str, tmp_path: Path):
    data = part({"header": "hdr", "footer": "ftr"}.get(kind, kind), PARTS[kind])
    member = f"word/{kind}9.xml".replace("s9", "s")
    package, _ = related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/{kind}", member, data,
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
    )  # fmt: skip
    made = draft(tmp_path, write_zip(package), data=DATA + LINES)
    root = parse(made.package.members[member])
    lines = [each for each in root.iter(w("p")) if each.find(f".//{w('p')}") is None]
    texts = ["".join(node.text or "" for node in each.iter(w("t"))) for each in lines]
    assert [text.removeprefix("注：") for text in texts] == THREE
    assert len({write(each[0]) for each in lines if kind != "footnotes"}) <= 1
    compare(*compiled(tmp_path))


def test_a_section_ends_behind_the_last_of_the_paragraphs_and_a_page_breaks_before_the_first(
    tmp_path: Path,
):
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    properties = f'<w:pPr><w:pageBreakBefore/><w:jc w:val="both"/>{section}</w:pPr>'
    tag = '<w:p><w:r><w:t xml:space="preserve">{{ 备注 }}'
    file = changed(
        docx("{{ 备注 }}\n乙"), DOCUMENT, tag, tag.replace("<w:r>", f"{properties}<w:r>")
    )
    made = draft(tmp_path, file, data=DATA + LINES)
    root = parse(made.package.members[DOCUMENT])
    properties_of = [each.find(w("pPr")) for each in root.iter(w("p"))][:3]
    held = [[child.tag.rpartition("}")[2] for child in each] for each in properties_of]  # type: ignore[union-attr]
    assert held == [["pageBreakBefore", "jc"], ["jc"], ["jc", "sectPr"]]
    assert compare(*compiled(tmp_path)) is not None


def test_an_item_of_a_numbered_list_stays_one_paragraph(tmp_path: Path):
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    file = changed(docx("甲{{ 备注 }}"), DOCUMENT, "<w:p><w:r>", f"<w:p>{number}<w:r>")
    made = draft(tmp_path, file, data=DATA + LINES)
    assert made.package.members[DOCUMENT].count(b"<w:br/>") == 3


def test_a_link_round_the_tag_is_not_torn(tmp_path: Path):
    file = changed(
        docx("甲{{ 备注 }}"), DOCUMENT, "<w:r><w:t", '<w:hyperlink w:anchor="a"><w:r><w:t'
    )
    file = changed(file, DOCUMENT, "</w:t></w:r>", "</w:t></w:r></w:hyperlink>")
    made = draft(tmp_path, file, data=DATA + LINES)
    assert made.package.members[DOCUMENT].count(b"<w:br/>") == 3


def _write_data(folder: Path, lines: list[str]) -> None:
    text = DATA + "备注: |\n" + "".join(f"  {line}\n" for line in lines)
    (folder / "data" / "2021.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "before, after", [(THREE[:1], THREE), (THREE, THREE[:1]), (THREE, THREE[1:])]
)
def test_an_edited_report_gets_the_paragraphs_that_come_and_loses_those_that_go(
    before: list[str], after: list[str], tmp_path: Path
):
    workspace(tmp_path, "甲段。\n{{ 备注 }}\n{{ 单位 }}乙段。")
    _write_data(tmp_path, before)
    path = drafter.generate("2021", here=tmp_path).path
    assert path is not None
    package = opened(path.read_bytes())
    root = parse(package.members[DOCUMENT])
    set_text(next(root.iter(w("t"))), "改过的甲段。")
    path.write_bytes(write_zip(package.replace({DOCUMENT: write(root)})))
    edited = path.read_bytes()
    _write_data(tmp_path, after)
    drafter.generate("2021", here=tmp_path)
    lines = outline(accepted(path.read_bytes())).split()
    assert lines == ["改过的甲段。", *after, "甲单位乙段。"]
    assert pages(rejected(path.read_bytes())) == pages(edited)


def test_a_hand_in_one_of_the_paragraphs_keeps_its_text_while_others_change(tmp_path: Path):
    workspace(tmp_path, "甲段。\n{{ 备注 }}")
    _write_data(tmp_path, THREE)
    path = drafter.generate("2021", here=tmp_path).path
    assert path is not None
    package = opened(path.read_bytes())
    root = parse(package.members[DOCUMENT])
    set_text(next(node for node in root.iter(w("t")) if node.text == THREE[1]), "手改的第二段。")
    path.write_bytes(write_zip(package.replace({DOCUMENT: write(root)})))
    _write_data(tmp_path, [*THREE[:2], "另写的第三段", "第四段"])
    account = drafter.generate("2021", here=tmp_path).account
    assert account is not None and not account.conflicts
    assert outline(accepted(path.read_bytes())).split() == [
        "甲段。", "第一段。", "手改的第二段。", "另写的第三段", "第四段",
    ]  # fmt: skip


def test_what_a_line_shows_is_told_of_the_place_where_the_text_stands(tmp_path: Path):
    made = draft(tmp_path, "{{ 备注 }}", data=DATA + LINES)
    assert [
        (each.text, each.time, each.origins[0].path) for each in made.trace if each.slot > 0
    ] == [(line, time, ("备注",)) for time, line in enumerate(THREE, 1)]
