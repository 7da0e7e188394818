"""How problems look as text and as JSON, and whether the catalogue is complete."""

from __future__ import annotations

import ast
import json
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drafter.problems
from drafter.problems import (
    LANGS,
    RULES,
    TEXTS,
    DrafterError,
    FilePlace,
    Lang,
    Part,
    Phrase,
    Place,
    Problem,
    Severity,
    TextPlace,
    WordPlace,
    find_nearest_word,
    phrase,
    problem,
    render_message,
    select_blocking,
    shorten_text,
)
from drafter.problems.catalogue.rule import Rule
from drafter.problems.show import (
    as_dict,
    as_json,
    count_columns,
    explain_rule,
    format_problem,
    summarise_counts,
)
from every import of_every
from trees import nodes_of

SOURCE = Path(drafter.problems.__file__).parents[1]
PLACE = TextPlace("data/2021.yaml", 14, 9, 3, "    人数: 十二人")
GAP = problem("D201", FilePlace("data/2021.yaml"), where="会议 第3条 日期")
WARNING = problem("D402", None, text="32")


def number_wanted(place: Place | None = PLACE) -> Problem:
    return problem(
        "D203", place, field="人数", value="十二人", hint=phrase("hint.write", hint="12")
    )


def test_a_problem_looks_as_the_design_says() -> None:
    assert format_problem(number_wanted()) == (
        "错误 D203：「人数」要填数字，这里是「十二人」\n"
        "  --> data/2021.yaml:14:9\n"
        "14 |     人数: 十二人\n"
        "   |           ^^^^^^\n"
        "   = 可以写：12\n"
        "   = 详见：drafter rule D203"
    )


def test_a_problem_looks_the_same_in_english() -> None:
    assert format_problem(number_wanted(), "en") == (
        "error D203: “人数” takes a number, here it is “十二人”\n"
        "  --> data/2021.yaml:14:9\n"
        "14 |     人数: 十二人\n"
        "   |           ^^^^^^\n"
        "   = you can write: 12\n"
        "   = more: drafter rule D203"
    )


def test_a_problem_without_a_place_is_only_said() -> None:
    assert format_problem(number_wanted(None)).split("\n") == [
        "错误 D203：「人数」要填数字，这里是「十二人」",
        "   = 可以写：12",
        "   = 详见：drafter rule D203",
    ]


def test_a_problem_of_a_whole_file_has_no_excerpt() -> None:
    assert format_problem(GAP).split("\n")[:3] == [
        "待补 D201：还没有填「会议 第3条 日期」",
        "  --> data/2021.yaml",
        "   = 补上这一项；草稿里会标出待补，定稿前要补齐",
    ]


def test_only_the_head_is_coloured_each_severity_in_its_own() -> None:
    heads = [format_problem(found, colour=True).partition("\x1b[0m")[0] for found in
             (number_wanted(), GAP, WARNING)]  # fmt: skip
    assert heads == ["\x1b[31;1m错误 D203：", "\x1b[35;1m待补 D201：", "\x1b[33;1m提醒 D402："]


def test_a_word_place_names_part_paragraph_and_cell_and_marks_the_words() -> None:
    place = WordPlace(
        "template.docx", Part.BODY, 7, "共{{ 会仪|数量 }}次", 2, 11, table=2, row=3, cell=1
    )
    lines = format_problem(problem("D314", place, name="会仪", hint="会议")).split("\n")
    assert lines[1:4] == [
        "  --> template.docx 正文第7段（表2第3行第1格）",
        "   | 共{{ 会仪|数量 }}次",
        "   |   " + "^" * 15,
    ]
    assert place.to_text("en") == "template.docx body, paragraph 7 (table 2, row 3, cell 1)"


def test_a_word_place_without_a_column_shows_the_paragraph_unmarked() -> None:
    place = WordPlace("template.docx", Part.HEADER, 1, "页眉")
    lines = format_problem(problem("D320", place, tag="", reason="")).split("\n")
    assert lines[1:4] == ["  --> template.docx 页眉第1段", "   | 页眉",
                          "   = 在 Word 的“审阅”里接受或拒绝全部修订，再保存模板"]  # fmt: skip


def caret(source: str, column: int, width: int = 1) -> tuple[str, str]:
    """The line as shown, and the line of carets under it."""
    place = TextPlace("a.yaml", 1, column, width, source)
    lines = format_problem(number_wanted(place)).split("\n")
    assert lines[2].startswith(" 1 | ") and lines[3].startswith("   | ")
    return lines[2].removeprefix(" 1 | "), lines[3].removeprefix("   | ")


@pytest.mark.parametrize(
    ("source", "column", "width", "marks"),
    [
        ("a: 12", 4, 2, "   ^^"),
        ("名称: 12", 5, 2, "      ^^"),
        ("“甲”: 会议", 6, 2, "      ^^^^"),
        ("📅日期: 😀", 6, 1, "        ^^"),
        ("e\u0301: 值", 5, 1, "   ^^"),
        ("名称:\t值", 5, 1, "      ^^"),
        ("名称：", 9, 1, "      ^"),
    ],
)
def test_the_caret_stands_under_the_place_in_terminal_columns(
    source: str, column: int, width: int, marks: str
) -> None:
    assert caret(source, column, width)[1] == marks


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), st.data())
def test_the_caret_lies_within_the_line_and_is_as_wide_as_what_it_marks(
    source: str, data: st.DataObject
) -> None:
    source = " ".join(source.splitlines()) + "尾"
    column = data.draw(st.integers(1, len(source)))
    line, marks = caret(source, column)
    assert marks.strip() == "^" * max(count_columns(line[column - 1]), 1)
    assert count_columns(line[: column - 1]) == len(marks) - len(marks.strip())
    assert not any(unicodedata.category(char) == "Cc" for char in line)


@pytest.mark.parametrize("column", [1, 30, 50_000, 99_999])
def test_a_line_of_a_hundred_thousand_characters_is_cut_round_the_place(column: int) -> None:
    source = "会" * (column - 1) + "错" + "会" * (100_000 - column)
    line, marks = caret(source, column)
    assert count_columns(line) < 110
    indent = len(marks) - len(marks.lstrip())
    assert count_columns(line[: line.index("错")]) == indent
    assert line.startswith("...") == (column > 24)
    assert line.endswith("...") == (column < 99_000)


def test_invisible_characters_are_made_visible_and_no_escape_reaches_the_terminal() -> None:
    assert caret("甲\u200b乙\x1b[31m", 3)[0] == "甲\ufffd乙\ufffd[31m"


def test_a_value_is_told_on_one_line_and_cut() -> None:
    found = problem("D203", None, field="人数", value="一\n二" + "三" * 100_000, hint="12")
    assert len(found.message()) < 80 and "一 二三" in found.message() and "……" in found.message()
    assert shorten_text("甲" * 60) == "甲" * 60
    assert len(shorten_text("甲" * 61)) == 60


def test_a_phrase_is_told_in_the_language_asked_for() -> None:
    found = problem("D332", None, reason=Phrase("这里要整数", "a whole number is needed"))
    assert "这里要整数" in found.message("zh")
    assert "a whole number is needed" in found.message("en")


def test_json_has_code_severity_message_cure_place_and_values() -> None:
    made = as_dict(number_wanted())
    assert json.loads(as_json(made)) == {
        "code": "D203",
        "severity": "error",
        "message": "「人数」要填数字，这里是「十二人」",
        "cure": "可以写：12",
        "place": {"file": "data/2021.yaml", "line": 14, "column": 9, "width": 3,
                  "source": "    人数: 十二人"},
        "values": {"field": "人数", "value": "十二人", "hint": "可以写：12"},
    }  # fmt: skip
    assert "「人数」" in as_json(made)


def test_json_of_a_word_place_names_its_part_and_leaves_out_what_is_not_given() -> None:
    place = WordPlace("template.docx", Part.FOOTER, 2, "第 页")
    found = problem("D338", place, reason=Phrase("甲", "one"))
    assert as_dict(found, "en")["place"] == {
        "file": "template.docx", "part": "footer", "paragraph": 2, "words": "第 页",
    }  # fmt: skip
    assert as_dict(found, "en")["values"] == {"reason": "one"}
    assert as_dict(number_wanted(None))["place"] is None


def test_the_summary_counts_each_severity_and_is_empty_for_none() -> None:
    assert (
        summarise_counts([WARNING, number_wanted(), GAP, number_wanted()])
        == "2个错误、1处待补、1条提醒"
    )
    assert summarise_counts([GAP], "en") == "1 gap(s)"
    assert summarise_counts([]) == ""


def test_a_draft_may_have_gaps_and_a_final_may_not() -> None:
    found = [WARNING, GAP, number_wanted()]
    assert select_blocking(found) == [number_wanted()]
    assert select_blocking(found, final=True) == [GAP, number_wanted()]


def test_an_error_carries_its_problems_and_the_exit_code() -> None:
    error = DrafterError(iter([number_wanted(), GAP]))
    assert (error.problems, error.status) == ((number_wanted(), GAP), 1)
    assert str(error) == "「人数」要填数字，这里是「十二人」；还没有填「会议 第3条 日期」"
    assert DrafterError([], status=3).status == 3


def test_the_explanation_gives_what_why_and_both_examples() -> None:
    text = explain_rule("D203")
    assert text.startswith("D203  错误  「……」要填数字")
    for heading, words in [("查什么", RULES["D203"].zh.what), ("为什么", RULES["D203"].zh.why),
                           ("错例", "人数: 十二人"), ("对例", "人数: 12")]:  # fmt: skip
        assert f"\n\n{heading}\n  {words}" in text


def test_an_example_of_several_lines_is_indented_whole() -> None:
    assert "对例\n  会议:\n    - 日期: 2021-03-05\n" in explain_rule("D211")
    assert "Right\n  会议:\n" in explain_rule("D211", "en")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


each_rule = of_every("rule", RULES.values())


@each_rule
def test_a_rule_is_complete_in_both_languages(rule: Rule) -> None:
    for words in (rule.zh, rule.en):
        assert all(text.strip() for text in (words.message, words.what, words.why))
        assert all("\n" not in text for text in (words.message, words.cure, words.what, words.why))
    assert rule.wrong and rule.right and rule.wrong != rule.right
    assert bool(rule.zh.cure) == bool(rule.en.cure)
    assert rule.zh.message != rule.en.message


@each_rule
def test_a_rule_names_the_same_values_in_both_languages(rule: Rule) -> None:
    assert placeholders(rule.zh.message) == placeholders(rule.en.message)
    assert placeholders(rule.zh.cure) == placeholders(rule.en.cure)
    assert all(name.isidentifier() for name in placeholders(rule.zh.message + rule.zh.cure))


@pytest.mark.parametrize("lang", LANGS)
@each_rule
def test_every_rule_can_be_shown_and_explained(rule: Rule, lang: Lang) -> None:
    values = {name: "甲" for name in placeholders(rule.zh.message + rule.zh.cure)}
    shown = format_problem(problem(rule.code, None, **values), lang)
    assert shown.startswith(render_message(f"severity.{rule.severity.value}", lang))
    assert "{{{{" not in shown and shown.endswith(rule.code)
    assert rule.code in explain_rule(rule.code, lang)


_OF_RULES = {"signs", "but", "instead"}
"""Arguments of a rule of wording, not values of its message."""


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Each `problem("D…", place, name=value)` of the code, and each `Hit("D…", values={…})`:
    where, the code, the values' names."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in nodes_of(path):
            if isinstance(node, ast.Call):
                named = {keyword.arg for keyword in node.keywords if keyword.arg}
                for given in (k.value for k in node.keywords if k.arg == "values"):
                    keys = given.keys if isinstance(given, ast.Dict) else []
                    named |= {key.value for key in keys if isinstance(key, ast.Constant)}
                for argument in node.args[:2]:
                    code = argument.value if isinstance(argument, ast.Constant) else None
                    if (
                        isinstance(code, str)
                        and re.fullmatch(r"D\d{3}", code)
                        and named - _OF_RULES
                    ):
                        yield f"{path.relative_to(SOURCE)}:{node.lineno}", code, named


def test_every_problem_that_the_code_raises_gives_the_values_that_its_message_names() -> None:
    calls = list(raised())
    assert len(calls) > 40
    for where, code, values in calls:
        rule = RULES[code]
        assert placeholders(rule.zh.message + rule.zh.cure) <= values, (where, code)


def test_codes_are_their_rules_own_and_name_a_room() -> None:
    assert all(code == rule.code for code, rule in RULES.items())
    assert all(len(code) == 4 and code[0] == "D" and code[1] in "123456" for code in RULES)


@of_every("key", TEXTS)
def test_a_text_is_complete_in_both_languages(key: str) -> None:
    chinese, english = TEXTS[key]
    assert chinese and english
    assert placeholders(chinese) == placeholders(english)


def test_every_part_of_a_word_file_and_every_severity_has_its_text() -> None:
    for lang in LANGS:
        assert all(WordPlace("a.docx", part, 1).to_text(lang) for part in Part)
        assert all(render_message(f"count.{severity.value}", lang, n=1) for severity in Severity)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("日其", "日期"), ("定其", "定期"), ("会议室名", "会议名称"), ("天气", ""), ("", "")],
)
def test_the_nearest_word_begins_like_the_one_that_was_written(word: str, meant: str):
    assert find_nearest_word(word, ["定期", "日期", "会议名称", "名称"]) == meant


def test_how_near_a_word_has_to_be_can_be_said():
    assert find_nearest_word("propertys", ["properties", "x-title"], least=0.75) == "properties"
    assert find_nearest_word("日其", ["日期"], least=0.75) == ""
