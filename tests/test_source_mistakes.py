"""Every slip that clerks make: its code, its true place, and the words that name it."""

import re
from pathlib import Path

import pytest

from drafter.problems import RULES, FilePlace, TextPlace
from drafter.problems.catalogue.source import tables
from drafter.problems.show import format_problem
from drafter.source import parse, read_data_file, strip_places
from drafter.source.yaml import events

MISTAKES = [
    # text, code, line, column, words of the message or cure
    ("会议:\n\t- 名称: 例会\n", "D134", 2, 1, "Tab"),
    ("年度: 2021\n \t人数: 2\n", "D134", 2, 2, "Tab"),
    ("名称：例会\n", "D130", 1, 3, "中文冒号"),
    ("年度: 2021\n名称：例会\n人数: 12\n", "D130", 2, 3, "名称: ……"),
    ("年度: 2021\n名称：例会\n\n# 注\n\n人数: 12\n", "D130", 2, 3, "英文冒号"),
    ("会议:\n  - 名称：例会\n    人数: 12\n", "D130", 2, 7, "中文冒号"),
    ("会议:\n  - 名称: 甲\n  - 名称：乙\n", "D130", 3, 7, "中文冒号"),
    ("会议：\n  - 名称: 例会\n    人数: 12\n", "D130", 1, 3, "会议"),
    ("名称：例会: 3\n", "D130", 1, 3, "中文冒号"),
    ("会议:\n  名称：例会\n", "D131", 2, 5, "当成了文字"),
    ("名称:例会\n", "D132", 1, 3, "空一格"),
    ("年度: 2021\n名称:例会\n人数: 12\n", "D132", 2, 3, "空格"),
    ("年度: 2021\n名称:　例会\n", "D132", 2, 3, "半角空格"),
    ("会议:\n　　名称: 例会\n", "D135", 2, 1, "全角空格"),
    ("会议:\n　　- 例会\n", "D135", 2, 1, "全角空格"),
    ("会议:\n  - 例会\n   　- 学习\n", "D135", 3, 4, "全角空格"),
    ("会议　数: 1\n", "D135", 1, 3, "U+3000"),
    ("\u00a0名称: 例会\n", "D151", 1, 1, "U+00A0"),
    ("名\u200b称: 例会\n", "D151", 1, 2, "U+200B"),
    ("年度: 1\n\ufeff名称: 例会\n", "D112", 2, 1, "U+FEFF"),
    ("名\t称: 例会\n", "D134", 1, 2, "Tab"),
    ("会议:\n  -例会\n", "D136", 2, 3, "- 例会"),
    ("会议:\n  - 例会\n  -学习\n", "D136", 3, 3, "减号后面少一个空格"),
    ("-名称: 例会\n", "D136", 1, 1, "- 名称"),
    ("会议:\n  － 例会\n", "D137", 2, 3, "英文减号"),
    ("会议:\n  - 例会\n  — 学习\n", "D137", 3, 3, "「—」"),
    ("名称: “例会: 一”\n", "D138", 1, 5, "中文引号"),
    ('名称: "关于"放管服"改革"\n', "D139", 1, 8, "“放管服”"),
    ('年度: 1\n名称: "例会\n人数: 12\n', "D140", 2, 5, "没有成对"),
    ('年度: 1\n名称: "例会\n地点: "A座"\n', "D140", 2, 5, "没有成对"),
    ("名称: '例会\n人数: 12\n", "D140", 1, 5, "没有成对"),
    ('目录: "C:\\图片"\n', "D141", 1, 8, "单引号"),
    ("名称: *重点\n", "D142", 1, 5, "两头加英文引号"),
    ("名称: *a\n", "D142", 1, 5, "「*」"),
    ("名称: &重点\n", "D142", 1, 5, "「&」"),
    ("名称: @全体\n", "D142", 1, 5, "「@」"),
    ("名称: %全体\n", "D142", 1, 5, "「%」"),
    ("名称: `全体`\n", "D142", 1, 5, "英文引号"),
    ("人数: > 5人\n", "D142", 1, 5, "「>」"),
    ("名称: [关于]放管服\n", "D142", 1, 5, "「[」"),
    ("名称: {甲}乙\n", "D142", 1, 5, "英文引号"),
    ("地点: 第1会议室 #备注\n", "D143", 1, 11, "#备注"),
    ("名称: 例会: 第一次\n", "D144", 1, 7, "值里面有英文冒号"),
    ("会议:\n  - 名称: 例会\n     人数: 12\n", "D145", 3, 6, "4 个空格"),
    ("会议:\n  - 名称: 例会\n   人数: 12\n", "D145", 3, 4, "对不齐"),
    ("会议:\n  - 名称: 例会\n    人数: 1\n  类别: 甲\n", "D145", 4, 3, "对不齐"),
    ("年度: 2021\n  人数: 3\n", "D145", 2, 3, "0 个空格"),
    ("年度: 2021\n名称 例会\n人数: 12\n", "D146", 2, 1, "没有冒号"),
    (" 年度: 2021\n单位: 办\n", "D145", 1, 2, "0 个空格"),
    ("会议:\n  - 名称 例会\n    人数: 12\n", "D146", 2, 5, "没有冒号"),
    ("备注：|\n  第一: 行\n  第二\n人数: 1\n", "D130", 1, 3, "中文冒号"),
    ("会议:\n  -例会\n  - 学习\n", "D136", 2, 3, "- 例会"),
    ("会议:\n  -名称: 例会\n    人数: 1\n", "D136", 2, 3, "- 名称"),
    ("联系：{姓名: 张, 电话: 1}\n", "D130", 1, 3, "中文冒号"),
    ("　\n年度: 1\n", "D135", 1, 1, "全角空格"),
    ("　# 注\n年度: 1\n", "D135", 1, 1, "全角空格"),
    ("参加: [甲, 乙\n人数: 1\n", "D147", 1, 5, "补上「]」"),
    ("参加: {甲: 1\n", "D147", 1, 5, "补上「}」"),
    ("会议:\n  - 例会\n    - 学习\n", "D148", 3, 5, "第2行"),
    ("名称: 例会\n]\n", "D149", 2, 1, "读不懂"),
    ("年度: 2021\n单位: 办\n年度: 2022\n", "D116", 3, 1, "第1行"),
    ("名称: !include x\n", "D117", 1, 5, "!include"),
    ("名称: !!python/object:os.system x\n", "D117", 1, 5, "!!python"),
    ("名称: !重要 通知\n", "D117", 1, 5, "英文引号"),
    ("会议: &a\n  上级: *a\n", "D119", 2, 7, "自己"),
    ("<<: 1\n", "D121", 1, 1, "<<"),
    ("? [甲]\n: 1\n", "D122", 1, 3, "一段文字"),
    (": 例会\n", "D122", 1, 1, "名字"),
    ("名称: {{ 会议 }}\n", "D122", 1, 6, "花括号"),
    ("a: " + "[" * 120 + "]" * 120 + "\n", "D120", 1, 103, "100"),
    ("年度: 2021\n---\n单位: 办\n", "D115", 2, 1, "---"),
    ("年度: 2021\n...\n单位: 办\n", "D115", 2, 1, "一份数据"),
    ("- 名称: 例会\n", "D113", 1, 1, "列表"),
    ("例会\n", "D114", 1, 1, "键: 值"),
    ("", "D108", None, None, "空的"),
    ("# 只有注释\n\n", "D108", None, None, "空的"),
    ("名称: 例\x0b会\n", "D112", 1, 6, "U+000B"),
    ("年度: 1\n名称: 例\x00会\n", "D112", 2, 6, "控制字符"),
    ("名称: 例\u2028会\n", "D112", 1, 6, "U+2028"),
    ('名称: "例\\x0b会"\n', "D112", 1, 7, "U+000B"),
    ('名称: "例\\ud800会"\n', "D112", 1, 7, "U+D800"),
    ("名称: 例\uffff会\n", "D112", 1, 6, "U+FFFF"),
]  # fmt: skip

H = "年度: 2021\n会议:\n"
G = "  - {日期: 2021-01-08, 类别: 党组会议, 主题: 学习}\n"
FIELDS = "    日期: 2021-01-08\n    类别: x\n"
ENTRY = "  - 日期: 2021-01-08\n    类别: x\n"

RECORDS = [
    # the record, code, column, words of the message or cure
    ("  - {学习精神, 人数: 12}", "D154", 6, "没有冒号"),
    ("  - {日期 2021-01-08, 人数: 12}", "D154", 6, "例如：日期: 2021-01-08"),
    ("  - {日期: 2021-01-08, 类别: 党组会议, 主题: 学习精神, 研究工作}", "D152", 42, "中文的「"),
    ("  - {日期: 2021-01-08, 主题: 学习精神,研究}", "D152", 31, "要用中文的「，」"),
    ("  - {人数: 1,262}", "D153", 12, "写成 1262"),
    ("  - {人数: 1,262,000, 办成: 1}", "D153", 12, "写成 1262"),
    ("  - {日期: 2021-01-08，类别: 党组会议}", "D155", 20, "要用英文逗号"),
    ("  - {日期: 2021-01-08、类别: 党组会议}", "D155", 20, "要用英文逗号"),
    ("  - {日期: 2021-01-08 类别: 党组会议}", "D156", 21, "少了英文逗号"),
    ("  - {日期: 2021-01-08,, 类别: 党组会议}", "D157", 21, "多了一个英文逗号"),
    ("  - {日期: 2021-01-08\t类别: 党组会议\t主题: 学习}", "D156", 21, "少了英文逗号"),
    ("  - {日期: 2021-01-08, 主题: 学习: 十四五}", "D144", 28, "中文冒号"),
    ('  - {日期: 2021-01-08, 主题: "十四五"规划}', "D139", 30, "中文引号"),
    ("  - {日期: 2021-01-08, 主题: [2021]1号文件精神}", "D158", 26, "〔〕"),
    ("  - {日期: 2021-01-08, 主题: 学习[2021]1号}", "D158", 28, "〔〕"),
    ("  - {日期: 2021-01-08, 主题: 学习{条例}}", "D158", 28, "〔〕"),
    ("  - {日期: 2021-01-08, 主题: - 学习}", "D142", 26, "两头加英文引号"),
    ("  - {人数: 62 # 备注, 办成: 4}", "D159", 13, "都成了备注"),
    ("  - {主题: 学习 #备注}", "D159", 13, "都成了备注"),
    ("  - {主题: #1 学习}", "D159", 10, "都成了备注"),
    ("  - {日期: 2021-01-08}。", "D160", 21, "后面多了"),
    ("  - {日期: 2021-01-08},", "D160", 21, "后面多了"),
    ("  - {日期: 2021-01-08}；", "D160", 21, "后面多了"),
    ("  * {日期: 2021-01-08, 类别: 党组会议}", "D137", 3, "英文减号"),
    ("  - 日期: 2021-01-08, 类别: 党组会议, 主题: x", "D161", 5, "英文花括号"),
    ("  - 日期: 2021-01-08, 类别: 党组会议}", "D161", 5, "英文花括号"),
    ("  - (日期: 2021-01-08, 类别: x)", "D161", 5, "英文花括号"),
    ("  - （日期: 2021-01-08, 类别: x）", "D161", 5, "英文花括号"),
    ("  1. {日期: 2021-01-08, 类别: x}", "D137", 3, "英文减号"),
    ("  -\u00a0{日期:\u00a02021-01-08, 类别:\u00a0x}", "D151", 4, "U+00A0"),
    ("  -\u3000{日期: 2021-01-08}", "D135", 4, "全角空格"),
    ("  - {日期:\u00a02021-01-08, 类别: x}", "D151", 9, "U+00A0"),
    ("  - {主题: *重点}", "D142", 10, "两头加英文引号"),
    ("  - {主题: &重点}", "D142", 10, "两头加英文引号"),
    ("  - {主题: !重点 学习}", "D117", 10, "英文引号"),
    ("  - {主题: @重点 学习}", "D142", 10, "两头加英文引号"),
    ("  - {主题：学习, 类别: x}", "D130", 8, "中文冒号"),
    ("  - {主题:学习, 类别: x}", "D132", 8, "空一格"),
    ("  {日期: 2021-01-08, 类别: x}", "D162", 3, "少了减号"),
    ("  合计: 62", "D164", 3, "由模板照记录来数"),
    ("  - {日期: 2021-01-08, 类别: x", "D147", 5, "补上「}」"),
    ("  - {题目:, 类别: x}", "D132", 8, "空一格"),
    ("  - {日期: 2021-01-08, 主题: 学习，传达: 精神}", "D155", 28, "要用英文逗号"),
    ('  - {日期: "2021-01-08" 类别: x}', "D156", 23, "少了英文逗号"),
    ('  - {日期: "2021-01-08"，类别: x}', "D155", 22, "要用英文逗号"),
    ("  - {日期: 2021-01-08类别: x}", "D156", 20, "少了英文逗号"),
    ("  - {参加: [甲, 乙, 类别: x}", "D147", 10, "补上「]」"),
    ('  - {主题: "学习, 类别: x}', "D140", 10, "没有成对"),
    ("  - {类别: x}, {类别: y}", "D160", 12, "后面多了"),
    ("  - {日期: 2021-01-08,\u3000类别: x}", "D135", 21, "全角空格"),
]  # fmt: skip

LEDGERS = [
    (H + " " + G + G * 5, "D145", 3, 4, "2 个空格"),
    (H + G[2:] + G * 5, "D145", 3, 1, "2 个空格"),
    (H + G + G[2:] + G * 4, "D145", 4, 1, "2 个空格"),
    (H + G + "    " + G + G * 4, "D145", 4, 7, "2 个空格"),
    ("单位: 办\n 会议:\n" + G * 3 + "提案:\n" + G, "D145", 2, 2, "0 个空格，和第1行"),
    ("单位: 办\n  会议: # 全年\n" + ("  " + G) * 3 + "提案:\n" + G, "D145", 2, 3, "0 个空格"),
    (H + G + " 提案:\n" + (" " + G) * 3, "D145", 4, 2, "0 个空格，和第2行"),
    ("单位: 办\n 人数: 3\n 年度: 2021\n" + H + G, "D145", 2, 2, "0 个空格"),
    (H + G * 4 + "    " + G + "提案:\n" + G, "D145", 7, 7, "2 个空格"),
    (H + G.replace("- ", "") + G * 3, "D162", 3, 3, "少了减号"),
    (H + FIELDS + ENTRY * 3, "D162", 3, 5, "少了减号"),
    (H + FIELDS.replace("    ", "  ") + ENTRY * 3, "D162", 3, 3, "少了减号"),
    (H + "  - 日期: 2021-01-08\n类别: x\n主题: y\n" + ENTRY * 3, "D145", 4, 1, "4 个空格"),
    (H + "  - 日期: 2021-01-08\n  类别: x\n" + ENTRY * 3, "D145", 4, 3, "4 个空格"),
    ("报告: - {日期: 2021-01-08, 类别: x}\n", "D163", 1, 5, "另起一行"),
]

YEAR = Path(__file__).parents[1] / "data" / "2021.yaml"

BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

BYTES = [
    ("名称: 例会\n".encode("gb18030"), "D111", "另存为 UTF-8"),
    (b"\xef\xbb\xbfa: \xff\n", "D109", "UTF-8"),
    (b"a: \xff\x80\x81\n", "D109", "编码"),
    ("名称: 例会\n人数: 3\n".encode("utf-16-le"), "D110", "UTF-16"),
    ("名称: 例会\n人数: 3\n".encode("utf-16-be"), "D110", "另存为"),
    (b"PK\x03\x04 and so on", "D105", "Word、Excel"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "D105", "YAML"),
    (BOMB.encode(), "D118", "展开"),
]


@pytest.fixture(params=events.LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _each_parser(request, monkeypatch):
    monkeypatch.setattr(events, "LOADERS", (request.param,))


def _found(text: str):
    return parse(text.encode("utf-8", "surrogatepass"), "2021.yaml")[1]


@pytest.mark.parametrize("text", [
    "单位: 办\n  电话: 3\n  姓名: 王\n" + H, "单位: 办\n" + G * 3,
    "单位: 办\n  下属:\n    - 甲\n  电话: 3\n",
])  # fmt: skip
def test_lines_that_lost_the_name_above_them_are_asked_for_it(text: str):
    assert [(each.code, each.place.line) for each in _found(text)] == [("D189", 2)]


@pytest.mark.parametrize(("text", "code", "line", "column", "words"), MISTAKES)
def test_a_mistake_is_named_at_its_place_and_nothing_else_is(text, code, line, column, words):
    found = _found(text)
    assert [each.code for each in found] == [code]
    place = found[0].place
    if line is None:
        assert place == FilePlace("2021.yaml")
    else:
        assert isinstance(place, TextPlace)
        assert (place.line, place.column) == (line, column)
        assert place.source == re.split("\r\n|\r|\n", text)[line - 1]
    assert words in found[0].message() + found[0].cure()


@pytest.mark.parametrize(("record", "code", "column", "words"), RECORDS)
def test_a_slip_in_a_record_is_named_and_its_neighbours_are_not(record, code, column, words):
    found = _found(H + G + record + "\n" + G + G)
    assert [(each.code, each.place.line, each.place.column) for each in found] == [
        (code, 4, column)
    ]
    assert words in found[0].message() + found[0].cure()


@pytest.mark.parametrize(("text", "code", "line", "column", "words"), LEDGERS)
def test_the_line_that_is_to_blame_is_named_in_a_ledger(text, code, line, column, words):
    found = _found(text)
    assert [(each.code, each.place.line, each.place.column) for each in found] == [
        (code, line, column)
    ]
    assert words in found[0].message() + found[0].cure()


@pytest.mark.parametrize(
    ("record", "line"), [(record, (20, 90, 180)[n % 3]) for n, (record, *_) in enumerate(RECORDS)]
)
def test_no_line_of_a_whole_year_is_suspected_for_the_slip_of_one(record, line):
    lines = YEAR.read_text("utf-8").split("\n")
    found = _found("\n".join([*lines[:line], record, *lines[line:]]))
    assert {each.place.line for each in found} == {line + 1}


def test_each_text_that_a_plain_comma_cut_off_is_told_and_kept_out_of_the_tree():
    document, found = parse("会议:\n  - {主题: 议题, 指导, 落实。}\n".encode(), "x")
    assert [(each.code, each.place.column) for each in found] == [("D152", 14), ("D152", 18)]
    assert strip_places(document.root) == {"会议": [{"主题": "议题"}]}


def test_a_text_cut_off_is_told_in_quotes_and_before_the_end_of_a_line_too():
    assert [each.code for each in _found('会: {主题: 议题, "指导"}\n')] == ["D152"]
    assert [each.code for each in _found("会: {主题: 议题, 指导\n  }\n")] == ["D152"]


def test_slips_of_several_records_are_told_at_once():
    text = H + "  - {日期: 2021-01-08，类别: x}\n名称：会\n  - {a: 1,, b: 2}\n"
    assert [(each.code, each.place.line) for each in _found(text)] == [
        ("D155", 3), ("D130", 4), ("D157", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "words"), BYTES)
def test_a_file_of_another_kind_is_named(data, code, words):
    found = parse(data, "2021.yaml")[1]
    assert [each.code for each in found] == [code]
    assert words in found[0].message() + found[0].cure()


def test_the_messages_never_quote_the_parsers_english():
    for text, *_ in MISTAKES:
        for each in _found(text):
            assert not re.search(
                "found|expected|mapping|token|scalar", each.message() + each.cure()
            )


def test_several_slips_are_told_at_once_and_none_twice():
    text = (
        "年度: 2021\n会议：\n  - 名称: 甲\n    人数: 1\n  -名称: 乙\n"
        '地点: "东楼\n目录: "C:\\图"\n　单位: 办\n说明: @他\n'
    )
    assert [(each.code, each.place.line) for each in _found(text)] == [
        ("D130", 2), ("D136", 5), ("D140", 6), ("D141", 7), ("D135", 8), ("D142", 9),
    ]  # fmt: skip


def test_slips_that_yaml_accepts_are_told_together_in_order():
    text = "会议:\n  - 名称: 甲\n  - 名称：乙\n　人数: 3\n地点: 楼 #3\n会议: 1\n"
    assert [(each.code, each.place.line) for each in _found(text)] == [
        ("D130", 3), ("D135", 4), ("D143", 5), ("D116", 6),
    ]  # fmt: skip


def test_the_caret_stands_under_the_full_width_colon():
    shown = format_problem(_found("年度: 2021\n名称：例会\n人数: 12\n")[0])
    assert " 2 | 名称：例会\n   |     ^^\n" in shown
    assert "2021.yaml:2:3" in shown


def test_the_caret_stands_under_the_tag():
    shown = format_problem(_found("会议名称: !include 例会\n")[0])
    assert " 1 | 会议名称: !include 例会\n   |           ^^^^^^^^\n" in shown


def test_no_mistake_is_seen_in_block_texts_quoted_texts_and_comments():
    odd = "名称：例会\n  -例会\n  － 例会\n  a: b: c\n  @x 　y #z"
    text = (
        f"# 名称：例会\n说明: |\n  {odd}\n正文: >-\n  {odd}\n"
        "引文: \"名称：例会 -例会;\n  名称：二 #三\"\n单引: '“例会: 一” #备注'\n年度: 2021 # 注\n"
    )
    assert _found(text) == []


def test_block_and_quoted_texts_stay_unsuspected_in_a_broken_file():
    text = (
        "说明: |\n  名称：例会\n  -例会\n\n  \t@x\n引文: \"名称\n  -例会 # 三\"\n"
        "# －例会\n年度: @1\n"
    )  # fmt: skip
    assert [(each.code, each.place.line) for each in _found(text)] == [("D142", 9)]


@pytest.mark.parametrize(
    "text",
    [
        "要点:\n  - 一是：加强领导\n  - 二是：抓好落实\n",
        "备注: 经研究：同意\n",
        "备注: “例会”\n",
        "时间: 12:30\n网址: http://example.com/a#b\n目录: C:\\图片\n",
        "增长: -12%\n变化:\n  - -3\n  - -0.5\n",
        "年度: 2021 #注\n名称: 例会 # 注\n",
        "参加: [甲, 乙]\n说明: {甲: 1}\n",
        "会议:\n  - {题目: , 办成: 1}\n  - {题目: 学习，研究, 时间: 9:30, 网址: http://a.b/c}\n",
        '参加: [甲, 乙: 1]\n说明: {甲: [1, 2], 乙: {丙: 1}, 丁: "一: 二, 三"} # 注\n',
        "---\n年度: 2021\n",
        "日期: 2021-02-30\n",
        "破折: ——引自报告\n",
        "会议:\n- 名称: 甲\n- 名称: 乙\n",
    ],
)
def test_what_is_right_raises_no_problem(text):
    assert _found(text) == []


def test_a_missing_file_is_told_with_the_name_that_is_near(tmp_path):
    (tmp_path / "2021.yaml").write_text("年度: 2021\n", encoding="utf-8")
    assert _codes(tmp_path / "2012.yaml") == ["D102"]
    assert read_data_file(tmp_path / "2021.yml")[1][0].cure() == "是不是想用「2021.yaml」？"
    assert _codes(tmp_path / "会议.yaml") == ["D101"]
    assert _codes(tmp_path / "没有" / "2021.yaml") == ["D101"]


def test_another_year_is_not_offered_for_one_that_has_no_file_yet(tmp_path):
    (tmp_path / "2021.yaml").write_text("年度: 2021\n", encoding="utf-8")
    [found] = read_data_file(tmp_path / "2022.yaml")[1]
    assert found.code == "D101" and "drafter new 2022 --from 2021" in found.cure()


def test_a_year_with_two_figures_swapped_is_nearer_than_another_year(tmp_path):
    for year in ("2021", "2023"):
        (tmp_path / f"{year}.yaml").write_text("年度: 1\n", encoding="utf-8")
    assert read_data_file(tmp_path / "2012.yaml")[1][0].cure() == "是不是想用「2021.yaml」？"


def test_a_folder_and_a_lock_file_are_told(tmp_path, monkeypatch):
    assert _codes(tmp_path) == ["D103"]
    monkeypatch.chdir(tmp_path)
    assert tmp_path.name in read_data_file(Path())[1][0].message()
    assert _codes(tmp_path / "~$2021.docx") == ["D106"]


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "denied", str(self))

    path = tmp_path / "2021.yaml"
    path.write_text("年度: 2021\n", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert _codes(path) == ["D104"]
    assert _codes(Path("a\0b.yaml")) != []


def test_a_file_that_is_too_large_is_told_unread(tmp_path):
    path = tmp_path / "2021.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    assert _codes(path) == ["D107"]
    assert parse(b" " * 50_000_001, "x")[1][0].code == "D107"


def _codes(path: Path) -> list[str]:
    document, found = read_data_file(path, "2021.yaml")
    assert document is None
    return [each.code for each in found]


OF_TABLES = {rule.code for rule in tables.RULES}
"""What can be wrong with the CSV table of --each: `test_each` raises them."""
ROOM = sorted(code for code in RULES if code.startswith("D1") and code < "D170")
"""Codes of YAML and of tables of rows; those from D170 on are of ledgers in files."""


def test_every_code_of_the_room_is_raised_by_some_test():
    written = {code for _, code, *_ in [*MISTAKES, *RECORDS, *LEDGERS, *BYTES]}
    of_files = {"D101", "D102", "D103", "D104", "D106", "D107"}
    assert written | of_files == set(ROOM) - OF_TABLES


@pytest.mark.parametrize("code", ROOM)
def test_a_rule_is_told_whole_in_both_languages(code):
    rule = RULES[code]
    for words in (rule.zh, rule.en):
        assert all((words.message, words.cure, words.what, words.why))
    assert re.search("[一-鿿]", rule.zh.message)
    assert not re.search("[一-鿿]", rule.en.message)
    fields = re.compile(r"\{(\w+)\}")
    assert set(fields.findall(rule.zh.message)) == set(fields.findall(rule.en.message))
    assert rule.wrong.strip() != rule.right.strip()


def _is_prose(example: str) -> bool:
    return not re.search(r"^(- )?\S+?[:：]|^[-:]|^例会$|^#", example)


@pytest.mark.parametrize("code", [code for code in ROOM if code > "D112" and code not in OF_TABLES])
def test_the_examples_of_a_rule_keep_what_they_say(code):
    rule = RULES[code]
    right = [each.code for each in _found(rule.right + "\n")]
    assert right == [] or _is_prose(rule.right)
    if code not in ("D118", "D120", "D121", "D151"):
        assert code in [each.code for each in _found(rule.wrong + "\n")]
