"""Tests for drafter.template.tag: a tag is lexed as Jinja and docxtpl read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.template.tag import Tag, find_tags, pair_blocks, split_text

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
