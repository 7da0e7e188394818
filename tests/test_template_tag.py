"""Tests for drafter.template.tag: a tag is lexed as Jinja and docxtpl read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drafter
from drafter import checks
from drafter import template as templates
from drafter.checks.matching.page_text import PageText
from drafter.engine.compile import compiler
from drafter.engine.compile.jinja_source import spread_tags
from drafter.engine.language.sandbox import Sandbox
from drafter.engine.validate import names, placement, tag_spelling
from drafter.problems import WordPlace
from drafter.template import slots as slotting
from drafter.template.tag import AT, Slot, Tag, find_tags, pair_blocks, split_text
from drafter.word import xml
from drafter.word.package import opening
from drafter.word.package.archive import DOCUMENT
from drafter.word.text import places
from notation import docx
from small import members, page, problems, workspace

PREFIXES = ("", "p", "tr", "tc", "r")
SIGNS = ("", "-", "+")


def only(text: str) -> Tag:
    """The one tag that the text is."""
    ((start, tag),) = find_tags(text)
    assert (start, tag.text) == (0, text)
    return tag


@pytest.mark.parametrize("right", SIGNS)
@pytest.mark.parametrize("begin", [*PREFIXES, *SIGNS[1:]])
@pytest.mark.parametrize("space", [" ", "  ", "\n", "\u3000"])
def test_each_kind_is_lexed_with_each_prefix_and_strip_sign(begin: str, right: str, space: str):
    prefix, left = (begin, "") if begin in PREFIXES else ("", begin)
    tag = only(f"{{{{{begin}{space}提案|数量{space}{right}}}}}")
    assert (tag.kind, tag.prints, tag.prefix, tag.left, tag.right) == (
        "print", True, prefix, left, right,
    )  # fmt: skip
    assert (tag.keyword, tag.expression, tag.label) == ("", "提案|数量", "提案")
    tag = only(f"{{%{begin}{space}if 提案{space}{right}%}}")
    assert (tag.kind, tag.prints, tag.prefix, tag.left, tag.right) == (
        "statement", False, prefix, left, right,
    )  # fmt: skip
    assert (tag.keyword, tag.expression, tag.opens, tag.closes) == ("if", "提案", "if", "")
    assert tag.text[tag.inside_start :].startswith(f"{space}if")
    tag = only(f"{{#{begin}{space}说明{space}{right}#}}")
    assert (tag.kind, tag.prefix, tag.left, tag.right) == ("comment", prefix, left, right)
    assert (tag.keyword, tag.opens, tag.closes) == ("", "", "")


@pytest.mark.parametrize(
    "text", ["{{ra }}", "{{tr}}", "{%pif x %}", "{% tr if x %}", "{{ p.名称 }}", "{{p.名称 }}"]
)
def test_a_letter_that_does_not_stand_alone_right_behind_the_braces_is_no_prefix(text: str):
    assert only(text).prefix == ""


@pytest.mark.parametrize(
    ("text", "keyword", "expression"),
    [
        ("{%if(x)%}", "if", "(x)"),
        ("{%- for m in 会议 -%}", "for", "m in 会议"),
        ("{%tr endfor %}", "endfor", ""),
        ("{% set 数 = 会议|数量 %}", "set", "数 = 会议|数量"),
        ("{% call(x) 名() %}", "call", "(x) 名()"),
        ("{%p 如果 提案 %}", "如果", "提案"),
        ("{% %}", "", ""),
        ("{% ｜ %}", "", "｜"),
        ("{% if “甲” == ‘乙’ %}", "if", "\"甲\" == '乙'"),
        ("{{ “甲” ~ ‘乙’ }}", "", "\"甲\" ~ '乙'"),
    ],
)
def test_a_tag_knows_its_keyword_and_its_expression_with_plain_quotes(
    text: str, keyword: str, expression: str
):
    assert (only(text).keyword, only(text).expression) == (keyword, expression)


@pytest.mark.parametrize(
    "text",
    [
        '{{ "}}" }}', "{{ '}}' }}", "{{ “}}” }}", "{{ ‘}}’ }}", '{% if x == "%}" %}',
        r'{{ "\"}}" }}', '{{ "%}" }}', '{{ "it\'s }}" }}', "{{ '“' }}", "{{ “他说‘}}’好” }}",
        "{# it's }} %} #}", "{# {{ x }} #}", "{{ x }}", "{{}}", "{{-}}", "{##}", "{{ '{' }}",
        "{% raw %}{{ x }}{% endraw %}", "{%- raw -%}{% if %}{%- endraw -%}", "{{ it's }}",
        "{%+ raw %} {# {%+ endraw +%}",
    ],
)  # fmt: skip
def test_a_tag_ends_where_jinja_ends_it(text: str):
    assert only(text)
    assert list(split_text(f"前{text}后")) == ["前", only(text), "后"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("{{ it's }}和{{ it's }}", ["{{ it's }}", "{{ it's }}"]),
        ('{{ "甲 }}和{{ "乙 }}', ['{{ "甲 }}', '{{ "乙 }}']),
        ("{# it's #}和{{ '甲' }}", ["{# it's #}", "{{ '甲' }}"]),
        ("{_{ x }_}{{ y }}", ["{{ y }}"]),
        ("{_% x %_}{% y %}", ["{% y %}"]),
        ("{{ 甲 和{ x }和 %}", []),
        ("{% raw %}{{ x }}", ["{% raw %}", "{{ x }}"]),
        ("{{ x }}}", ["{{ x }}"]),
    ],
)
def test_what_is_no_tag_is_left_out(text: str, tags: list[str]):
    assert [tag.text for _, tag in find_tags(text)] == tags


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("{{ 提案|数量 }}", "提案"), ("{{ 会议.名称 }}", "名称"), ("{{r t.案由|字形 }}", "案由"),
        ("{{-提案-}}", "提案"), ("{{ loop.index }}", "序号"), ("{{ 12 }}", "{{ 12 }}"),
        ("{{tr 提案 }}", "提案"), ("{{ pages }}", "pages"), ("{% if 提案 %}", "{% if 提案 %}"),
    ],
)  # fmt: skip
def test_a_value_is_called_by_the_last_name_before_a_filter(text: str, label: str):
    assert only(text).label == label


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("{% set 数 = 1 %}", ""), ("{% set 文 %}", "set"), ("{% set 文|upper %}", "set"),
        ('{% set 文|replace("=", "") %}', "set"), ("{% set 文|默认(a=1) %}", "set"),
        ("{%p set a, b = 1, 2 %}", ""), ("{% set n.a = 1 %}", ""), ("{% set 文 == 1 %}", ""),
        ("{%tr for m in 会议 %}", "for"), ("{%r macro 名() %}", "macro"), ("{% endset %}", ""),
    ],
)  # fmt: skip
def test_a_set_opens_a_block_only_where_nothing_is_assigned(text: str, opens: str):
    assert only(text).opens == opens


@pytest.mark.parametrize("begin", [*PREFIXES, *SIGNS[1:]])
def test_blocks_are_paired_with_any_prefix_and_sign_inner_ones_first(begin: str):
    written = ["set a", "if x", "set b", "set c = 1", "endset", "endset", "endif"]
    tags = [only(f"{{%{begin} {inside} %}}") for inside in written]
    assert list(pair_blocks(tags, {"set", "macro"})) == [(2, 4), (0, 5)]
    assert list(pair_blocks(tags, {"if", "for"})) == [(1, 6)]


@given(st.text(alphabet="{}%#-+ prt甲\"'“”_\\\n"))
def test_the_pieces_of_any_text_joined_give_it(text: str):
    pieces = list(split_text(text))
    assert "".join(piece if isinstance(piece, str) else piece.text for piece in pieces) == text
    assert all(isinstance(piece, Tag) == bool(index % 2) for index, piece in enumerate(pieces))


# Each reader of tags knows every prefix and every sign.

BEGINS = [*PREFIXES, *SIGNS[1:]]
every_begin = pytest.mark.parametrize("begin", BEGINS)
every_end = pytest.mark.parametrize("end", SIGNS)


def read(folder: Path, template: str) -> templates.Template:
    opened, found = templates.read_template(
        workspace(folder, template) / "templates" / "x", "templates/x"
    )
    assert opened is not None, found
    return opened


@every_begin
@every_end
def test_a_wrong_first_word_is_found_where_it_stands(begin: str, end: str):
    tag = only(f"{{%{begin} 如果 人数 {end}%}}")
    (fault,) = tag_spelling.find_faults(tag)
    assert fault.code == "D345"
    assert tag.text[fault.start : fault.start + fault.width] == "如果"
    assert fault.values["hint"] == "if"


@every_begin
@every_end
def test_a_chinese_sign_is_found_where_it_stands(begin: str, end: str):
    for text in (f"{{{{{begin} 会议｜数量 {end}}}}}", f"{{%{begin} if 会议｜数量 {end}%}}"):
        tag = only(text)
        (fault,) = tag_spelling.find_faults(tag)
        assert (fault.code, tag.text[fault.start]) == ("D344", "｜")


@every_begin
@every_end
def test_an_empty_tag_is_found(begin: str, end: str):
    for text in (f"{{{{{begin} {end}}}}}", f"{{%{begin} {end}%}}"):
        assert [fault.code for fault in tag_spelling.find_faults(only(text))] == ["D353"]


@every_begin
@every_end
def test_names_are_looked_for_in_each_tag_alone(begin: str, end: str, tmp_path: Path):
    root = read(tmp_path, "甲").schema.root
    wrong = f"{{%{begin} if 会义 {end}%}}{{%{begin} elif 会义 {end}%}}{{{{{begin} 会义 {end}}}}}"
    made = f"{{%{begin} set 会义 = 1 {end}%}}", f"{{%{begin} macro 写(会义) {end}%}}"
    for text, number in ((wrong, 3), *((each + wrong, 0) for each in made)):
        spot = places.ParagraphPlace(1, text)
        slots = [Slot(n, DOCUMENT, spot, 1, tag) for n, (_, tag) in enumerate(find_tags(text), 1)]
        found = names.check_single_tags(slots, Sandbox(), root, "x")
        assert [each.code for each in found] == ["D314"] * number


@every_begin
@every_end
def test_the_line_of_a_statement_in_the_source_leads_to_its_tag(begin: str, end: str):
    text = f"{{%{begin} if 人数 {end}%}}{{{{{begin} 人数 {end}}}}}{{%{begin} endif {end}%}}"
    spot = places.ParagraphPlace(1, text)
    slots = [Slot(n, DOCUMENT, spot, 1, tag) for n, (_, tag) in enumerate(find_tags(text), 5)]
    source = f"<w:p>\n{{% if 人数 %}}{{{{ {AT}(6, 人数) }}}}</w:p>\n<w:p>{{% endif %}}</w:p>"
    spread, lines = spread_tags(source, slots)
    assert [
        slot.number
        for line, slot in zip(spread.split("\n"), lines[1:], strict=False)
        if slot and line.strip("{}% ") and "<" not in line
    ] == [5, 6, 7]


@every_begin
@every_end
@pytest.mark.parametrize("block", ["set 文", "macro 写()", "filter upper", "call 写()"])
def test_a_value_printed_in_a_block_gets_no_bookmark(begin: str, end: str, block: str):
    if "-" in (begin, end):  # such a sign joins paragraphs, and no value gets one
        return
    closing = f"end{block.split()[0]}"
    br = "\n" if begin == "p" else ""  # such a tag takes the place of its paragraph
    text = (
        f"{{%{begin} {block} {end}%}}{br}{{{{ 人数 }}}}{br}{{%{begin} {closing} {end}%}}{br}"
        "{{ 单位 }}"
    )
    root = xml.parse(members(docx(text))[DOCUMENT])
    slotting.prepare_part(root, slotting.find_slots(DOCUMENT, root, 1), lambda _: 0)
    written = xml.write(root).decode()
    assert 'w:name="_drafter_t2"' not in written
    assert 'w:name="_drafter_t4"' in written
    assert f"{AT}(2, 人数)" in written


@pytest.mark.parametrize("text", ["{%- if 人数 %}甲{% endif %}", "{% if 人数 -%}甲{% endif %}"])
def test_where_paragraphs_are_joined_no_value_gets_a_bookmark(text: str):
    root = xml.parse(members(docx(text + "{{ 单位 }}"))[DOCUMENT])
    slotting.prepare_part(root, slotting.find_slots(DOCUMENT, root, 1), lambda _: 0)
    assert "_drafter_" not in xml.write(root).decode()


@every_begin
def test_of_a_for_and_its_wrong_end_only_the_end_is_reported(begin: str, tmp_path: Path):
    template = f"| {{%{begin} for m in 会议 %}} |\n| 甲 |\n| {{%{begin} endif %}} |"
    found = placement.lint_template(read(tmp_path, template))
    assert [dict(each.values)["tag"] for each in found if each.code == "D312"] == [
        f"{{%{begin} endif %}}"
    ]


@every_begin
def test_the_deepest_tag_has_the_most_blocks_open_at_it(begin: str, tmp_path: Path):
    block = f"{{%{begin} if 人数 %}}"
    template = read(tmp_path, f"{block}{block}{{{{ 单位 }}}}" + f"{{%{begin} endif %}}" * 2)
    place = compiler.find_deepest_tag(template)
    assert isinstance(place, WordPlace)
    assert place.column == 1 + len(block)


@every_begin
@every_end
def test_what_stands_in_a_tag_is_no_wording(begin: str, end: str):
    def codes(inside: str) -> list[str]:
        text = f"{{{{{begin} '{inside}' {end}}}}}{{%{begin} if '{inside}' {end}%}}"
        package, _ = opening.open_package(docx(text), "x.docx")
        assert package is not None
        return [each.code for each in checks.check_document(PageText("x.docx", package))]

    assert codes("约40余次。。（）") == codes("甲")


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ('{{ "}}" }}甲', "}}甲"),
        ('{{ “甲}}” ~ "<" }}', "甲}}<"),
        ('{% if "%}" == “%}” %}甲{% endif %}', "甲"),
        ("{{ ‘100%’ }}{{ 单位 }}", "100%甲单位"),
        ("{% raw %}{{ 单位 }}{% endraw %}{{ 单位 }}", "{{ 单位 }}甲单位"),
        ("{% raw %}\n{{ 会义 }}\n{% endraw %}{{ 单位 }}", "{{ 会义 }}\n甲单位"),
        ("{{ 人数 }}{% raw %}{{ a }}\n{{ b }}{% endraw %}{{ 人数 }}", "12{{ a }}\n{{ b }}12"),
        ("{_{ 单位 }_}{{ 单位 }}", "{{ 单位 }}甲单位"),
        ("{# {{ 会义 }} it's #}{{ 单位 }}", "甲单位"),
        ('{{ "A&B" }}{% if "&" == "&" %}{{ "&lt;" }}{% endif %}', "A&B&lt;"),
        ("{%+ set 文 +%}{{ 单位 }}{% endset %}{{ 文 }}", "甲单位"),
    ],
)
def test_the_page_shows_what_the_tags_say(template: str, written: str, tmp_path: Path):
    assert page(tmp_path, template).strip("\n") == written


def test_an_error_in_a_tag_with_an_ampersand_is_placed_at_the_tag(tmp_path: Path):
    folder = workspace(tmp_path, '{{ 单位 }}{% if "A&B" == 人数 / 0 %}{{ 人数 }}{% endif %}')
    (found,) = problems(lambda: drafter.generate("2021.yaml", here=folder))
    assert isinstance(found.place, WordPlace)
    assert found.place.column == 9


@pytest.mark.parametrize(
    "before", ["甲\t", "甲↵乙", "\t{{ 单位 }}\t", "{% raw %}{{ 会义 }}{% endraw %}↵"]
)
def test_a_column_counts_tabs_and_line_breaks(before: str, tmp_path: Path):
    folder = workspace(tmp_path, before + "{{ 会义 }}")
    (found,) = problems(lambda: drafter.generate("2021.yaml", here=folder))
    assert isinstance(found.place, WordPlace)
    assert found.place.column == len(before) + 1
    assert found.place.words[found.place.column - 1 :] == "{{ 会义 }}"
