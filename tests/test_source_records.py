"""Records that are read without the parser: the tree is the one that the parser would have made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.source.yaml import builder
from drafter.source.yaml.node import SourceText

PLAIN = "甲|2021-03-05|14:30|12|a b|A&B|x<y|是|～|𠮷田|a  b|no|null|~".split("|")
LISTS = "[]|[甲]|[甲, 乙]|[甲, 12, ~]".split("|")
ODD = [
    *"||'q'|\"q\"|a: b|a #b|#c|&a x|*a|!x y|- x|-3|x |a:|：|a：b|｛a|x\ufeffy|[a".split("|"),
    *"{a: b}|a,b|a?b|=|x\u3000|@x|%x|x, y|[[a], b]|[a,b]|[ a ]|[a, ]|<<|http://x|\\|\u3000x".split("|"),
    "|", ">", "x\n      more",
]  # fmt: skip
GOOD_KEYS = ["日期", "名", "b-c", "人数"]
ODD_KEYS = ["", "x：", '"k"', "-a", "a b", "<<", "？", "a"]
KEYS = st.sampled_from(GOOD_KEYS * 8 + ODD_KEYS)
VALUES = st.sampled_from(PLAIN * 8 + LISTS * 20 + ODD)
BETWEEN = st.sampled_from(["\n"] * 4 + ["  # 注\n", "   \n", "x\n", "      - y\n"])
HEADS = ["会议:\n", "例会:\n", "学习:\n"] * 6
ODD_HEADS = ["会议: \n", "会议: &a\n", "会议: |\n", "- 会议:\n", "会议:\n\n"]
OTHERS = [
    *"年度: 2021|外:|b: *a|# 注|f: &a|g:\n  - 名: x".split("|"),
    *"说明: >|c: {|}|d: 'x|e'|---|乱|...".split("|"),
]  # fmt: skip


@st.composite
def records(draw, indent):
    pairs = draw(
        st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=3, unique_by=lambda pair: pair[0])
    )
    lead = " " * indent + "- "
    if draw(st.booleans()):
        inside = ", ".join(f"{key}: {value}" for key, value in pairs)
        return f"{lead}{{{inside}}}\n"
    return lead + (" " * len(lead)).join(f"{key}: {value}\n" for key, value in pairs)


@st.composite
def ledgers(draw, column=0):
    pad = " " * column
    indent = column + draw(st.sampled_from([0, 2, 2, 2, 4]))
    head = draw(
        st.sampled_from(
            ["会议:\n"] * 8 + ["会议: \n", "会议: &a\n", "会议: |\n", "- 会议:\n", "会议:\n\n"]
        )
    )
    lines = draw(st.lists(st.one_of(*[records(indent)] * 4, BETWEEN), max_size=4))
    return pad + head + "".join(lines)


PARTS = st.one_of(ledgers(), ledgers(), ledgers(2), st.sampled_from(OTHERS).map("{}\n".format))
TEXTS = st.lists(PARTS, max_size=4).map("".join)


def spell_tree(node):
    """The node with all its places."""
    value = node.value
    if isinstance(value, dict):
        value = {key: spell_tree(below) for key, below in value.items()}
    elif isinstance(value, list):
        value = [spell_tree(below) for below in value]
    width = node._width if isinstance(node._width, int) else None
    return type(node.value), value, node.line, node.column, width, node.key


def describe_build(source, before=None):
    built = builder.build_tree(SourceText("t", source), before)
    unquoted = [(spell_tree(each.node), *each[1:3], each.own_line) for each in built.unquoted]
    error = built.error and (built.error.why, built.error.line, built.error.column)
    root = built.root and spell_tree(built.root)
    return root, built.problems, unquoted, set(built.keys), error


def describe_parsed(source):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "cut_records", lambda text, *_: (text.source, {}))
        return describe_build(source)


@given(source=TEXTS)
def test_records_read_at_once_are_those_of_the_parser(source):
    assert describe_build(source) == describe_parsed(source)


@given(TEXTS, st.data())
def test_a_text_reads_the_same_beside_an_earlier_one(source, data):
    """Records that stand where they stood are the nodes of the text before."""
    before = SourceText("t", source)
    builder.build_tree(before)
    lines = source.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines)))
    new = data.draw(st.one_of(records(2), st.sampled_from(["", "\n", "别:\n", "a: {\n", "# 注\n"])))
    edited = "".join([*lines[:at], new, *lines[at + data.draw(st.integers(0, 2)) :]])
    assert describe_build(edited, before) == describe_build(edited)


def test_records_that_stay_are_the_same_nodes():
    old = "会议:\n  - {名: 甲, 人: [乙]}\n  - {名: 丙}\n  - {名: 丁}\n"
    before = SourceText("t", old)
    first = builder.build_tree(before).root.value["会议"].value
    after = builder.build_tree(SourceText("t", old.replace("丙", "戊")), before)
    second = after.root.value["会议"].value
    assert [new is known for new, known in zip(second, first, strict=True)] == [True, False, True]
