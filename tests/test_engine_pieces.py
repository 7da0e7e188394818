"""What macros and blocks print: with all that stands in them, and only where it can stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.word.package.archive import DOCUMENT, write_zip
from notation import docx
from revised import opened
from small import DATA, generate, members, problems
from wordparts import changed, p, run

TAB = "<w:r><w:tab/></w:r>"
BOLD = run("乙", "<w:rPr><w:b/></w:rPr>")
CODE = "".join(
    f"<w:r>{each}</w:r>"
    for each in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>7</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)
CONTROL = f"<w:sdt><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>"
LINK = f'<w:hyperlink w:anchor="甲">{run("链")}</w:hyperlink>'


def made(folder: Path, inside: str, place: str = "") -> str:
    """The body's XML of the report; place: "cell" puts it into a table."""
    if place == "cell":
        cell = f"<w:tc><w:tcPr/>{inside}</w:tc>"
        inside = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
        inside += p("")
    template = write_zip(changed(opened(docx("甲")), inside))
    path = generate(folder, template, data=DATA).path
    assert path is not None
    return members(path.read_bytes())[DOCUMENT].decode()


def refused(folder: Path, inside: str) -> list[str]:
    template = write_zip(changed(opened(docx("甲")), inside))
    return [each.code for each in problems(lambda: generate(folder, template))]


@pytest.mark.parametrize("place", ["", "cell"])
@pytest.mark.parametrize(
    ("held", "sign"),
    [(TAB, "<w:tab/>"), ("<w:r><w:br/></w:r>", "<w:br/>"), (CODE, "<w:instrText"),
     (CONTROL, "<w:sdt>"), (LINK, "<w:hyperlink")],
    ids=["制表符", "换行", "域", "控件", "链接"],
)  # fmt: skip
def test_what_stands_in_a_macro_comes_with_each_call(
    held: str, sign: str, place: str, tmp_path: Path
):
    tags = (run("{% macro 写(x) %}〔{{ x }}"), run("〕{% endmacro %}{{ 写(单位) }}{{ 写(人数) }}"))
    xml = made(tmp_path, p(held.join(tags)), place)
    first, second = xml.index("甲单位"), xml.index("12")
    assert xml.count(sign) == 2
    assert first < xml.index(sign) < second < xml.rindex(sign)
    assert "PAGE" not in xml.replace("<w:instrText", "").replace(' xml:space="preserve"> PAGE', "")


@pytest.mark.parametrize(
    "block", ["{% set k %}甲X丙{% endset %}{{ k }}", "{% filter trim %}甲X丙{% endfilter %}"]
)
def test_a_tab_in_a_block_stays_where_it_stands(block: str, tmp_path: Path):
    before, behind = block.split("X")
    xml = made(tmp_path, p(run(before) + TAB + run(behind)))
    assert xml.index("甲") < xml.index("<w:tab/>") < xml.index("丙")


@pytest.mark.parametrize("held", [TAB, BOLD], ids=["制表符", "加粗"])
@pytest.mark.parametrize(
    "use",
    ["{{ k|length }}", "{{ k|书名 }}", '{% if k == "甲丙" %}同{% endif %}', "{{ k[0:1] }}",
     '{{ [k, "丁"]|列举 }}', '{{ "%s"|format(k) }}', '{{ k.split("丙")|first }}',
     '{% if "丙" in k %}有{% endif %}', "{{r k|字形(加粗=true) }}",
     "{% for c in k %}{{ c }}{% endfor %}", "{% for c in [k]|first|trim %}{{ c }}{% endfor %}",
     "{% for c in k recursive %}{{ c }}{% endfor %}", '{% if "乙" &gt; k %}先{% endif %}',
     '{% if "甲" &lt; k &lt; "乙" %}先{% endif %}', "{{ k is lt '乙' }}", "{{ {k: 1}[k] }}",
     '{{ {"甲丙": 1}.get(k, 2) }}', '{{ k.strip("甲") }}', '{{ k|trim("甲") }}',
     '{% if "甲丙" in [k] %}有{% endif %}', '{{ ["丁", k]|sort|join }}',
     "{{ 会议|筛选(主题=k)|数量 }}", "{% set a, b = k %}{{ a }}",
     "{{ 会议|map(attribute=k)|join }}"],
)  # fmt: skip
def test_a_piece_that_is_more_than_text_is_not_taken_for_its_xml(
    use: str, held: str, tmp_path: Path
):
    tags = p(run("{% set k %}甲") + held + run("丙{% endset %}") + run(use))
    assert refused(tmp_path, tags) == ["D338"]


@pytest.mark.parametrize("held", [TAB, CODE], ids=["制表符", "域"])
def test_the_letters_of_a_piece_are_asked_for_only_where_it_holds_nothing_else(
    held: str, tmp_path: Path
):
    tags = "{% set k %}甲", "丙{% endset %}", "{{ k|striptags }}"
    assert refused(tmp_path, p(run(tags[0]) + held + run(tags[1]) + run(tags[2]))) == ["D338"]
    xml = made(tmp_path / "b", p(run(tags[0]) + BOLD + run(tags[1]) + run(tags[2])))
    assert ">甲乙丙<" in xml


def test_a_text_beside_formatted_text_is_refused_at_its_tag(tmp_path: Path):
    assert refused(tmp_path, p(run('{{r 单位|字形(加粗=true) ~ "尾" }}'))) == ["D338"]


@pytest.mark.parametrize(
    "tags",
    ["{% filter 书名 %}{{ 单位 }}{% endfilter %}", "{% set k|书名 %}{{ 单位 }}{% endset %}{{ k }}",
     "{% set k|书名|trim %}{{ 单位 }}{% endset %}{{ k ~ '' }}"],
)  # fmt: skip
def test_what_a_filter_makes_of_a_block_stands_in_the_page_as_text(tags: str, tmp_path: Path):
    template = write_zip(changed(opened(docx("甲")), p(run(tags))))
    path = generate(tmp_path, template, data=DATA.replace("甲单位", "甲<w:br/>&乙")).path
    assert path is not None
    assert "《甲&lt;w:br/&gt;&amp;乙》" in members(path.read_bytes())[DOCUMENT].decode()


@pytest.mark.parametrize(
    ("use", "said"),
    [('{{ k ~ "尾" }}', "丙尾"), ("{{ k|safe }}", "丙"), ('{% if k != "" %}有{% endif %}', "有"),
     ("{% if k %}有{% endif %}", "有"), ('{{ k|默认("无") }}', "丙"),
     ('{{ ["头", k]|join }}', "头甲")],
)  # fmt: skip
def test_a_piece_can_be_printed_joined_and_asked_whether_it_is_there(
    use: str, said: str, tmp_path: Path
):
    xml = made(tmp_path, p(run("{% set k %}甲") + TAB + run("丙{% endset %}") + run(use)))
    assert said in xml


@pytest.mark.parametrize(
    ("use", "said"),
    [("{{ k|length }}", "5"), ("{{ k|书名 }}", "《A&amp;B12》"), ("{{ k[0:3] }}", "A&amp;B"),
     ('{% if k == "A&amp;B12" %}同{% endif %}', "同"), ("{{r k|字形(加粗=true) }}", "<w:b/>"),
     ("{% for c in k %}{{ loop.length if loop.first }}{% endfor %}", "5"),
     ("{{ {k: 7}['A&amp;B12'] }}", "7"), ("{{ 'A&amp;B123'.startswith(k) }}", "是"),
     ('{{ "在" if "A&amp;B13" &gt; k >= "A&amp;B" }}', "在")],
)  # fmt: skip
def test_the_text_of_a_block_is_what_is_read_on_the_page(use: str, said: str, tmp_path: Path):
    xml = made(tmp_path, p(run("{% set k %}A&amp;B{{ 人数 }}{% endset %}") + run(use)))
    assert f">{said}<" in xml or said == "<w:b/>" in xml


@pytest.mark.parametrize(
    "call", ["看{{ 段() }}完", "{{ 段() }}", "{{r 段() }}", "看{{ 1 ~ 段() }}"]
)
def test_whole_paragraphs_are_printed_by_a_tag_of_its_own_paragraph_alone(
    call: str, tmp_path: Path
):
    macro = p(run("{%p macro 段() %}")) + p(run("〔{{ 单位 }}〕")) + p(run("{%p endmacro %}"))
    assert refused(tmp_path, macro + p(run(call))) == ["D342"]


def test_whole_paragraphs_of_a_macro_come_each_time(tmp_path: Path):
    macro = p(run("{%p macro 段(x) %}")) + p(run("〔{{ x }}〕") + TAB) + p(run("{%p endmacro %}"))
    xml = made(tmp_path, macro + p(run("{{p 段(单位) }}")) + p(run("{{p 段(人数) }}")))
    assert "〔甲单位〕" in xml and "〔12〕" in xml and xml.count("<w:tab/>") == 2
