"""English is English and Chinese is Chinese: what messages are filled with comes in both."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import drafter
from drafter.engine.language.sandbox import NAMES
from drafter.problems import LANGS, RULES, TEXTS, DrafterError, Problem
from drafter.problems.catalogue.rule import Rule
from every import of_every
from test_checking import CASES, UNBOUND, saved
from trees import all_nodes

SOURCE = Path(drafter.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]+")
FONTS = re.compile(r"方正小标宋简体|小标宋体?|仿宋(?:_GB2312|体)?|黑体|楷体|宋体")
"""Names of fonts: Word calls them so in every language."""
SENTENCE = re.compile(r"\b[A-Za-z]{3,}(?: [a-z]{2,}){2,}")
"""Three English words and more in a row."""
FILLING = {"problem", "phrase", "report_problem", "print_text", "print_error_text",
           "render_message", "Hit", "Deviation", "Fault"}  # fmt: skip


def literals(node: ast.AST) -> Iterator[str]:
    """The texts typed in an expression; not the sign between joined ones, nor a pattern."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        looks = ("join", "search", "fullmatch", "match", "removeprefix", "get")
        yield from (
            (t for a in node.args for t in literals(a)) if node.func.attr not in looks else ()
        )
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for below in ast.iter_child_nodes(node):
        yield from literals(below)


def name_function(node: ast.expr) -> str:
    """What is called, without what it is taken from."""
    return str(getattr(node, "attr", getattr(node, "id", "")))


def filled_in() -> Iterator[tuple[str, str]]:
    """Each Chinese text typed into the code as a value of a message, with where it stands."""
    for path, node in all_nodes():
        if isinstance(node, ast.Call) and name_function(node.func) in FILLING:
            values = [*node.args[1:], *(pair.value for pair in node.keywords)]
            for text in (text for value in values for text in literals(value)):
                if HAN.search(text):
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", text


def test_no_value_of_a_message_is_typed_in_chinese() -> None:
    dates = re.compile(r"[年月日]")
    names = NAMES | {"序号"}
    strangers = [
        (where, text)
        for where, text in filled_in()
        if not all(word in names or dates.fullmatch(word) for word in HAN.findall(text))
    ]
    assert strangers == []


QUOTED = re.compile(r"“[^”]*”|《[^》]*》|\{\{.*?\}\}|\{%.*?%\}|`[^`]*`|drafter [\w ./-]+")
LONGEST_WORD = 7
"""So many Han at most has a word that an English text speaks of: 方正小标宋简体."""
KEYWORDS = re.compile(r"type 只有 [a-z ]+|py -m pip install \w+")
"""What a Chinese text has to give in Latin letters: what JSON Schema calls its types, a command."""


def texts_of(code: str, lang: str) -> Iterator[str]:
    """All that a rule, or a key of the catalogue, says in a language."""
    if code in RULES:
        yield from (RULES[code].zh if lang == "zh" else RULES[code].en)
    else:
        yield TEXTS[code][LANGS.index(lang)]


@of_every("code", [*RULES, *TEXTS])
def test_every_text_of_the_catalogue_keeps_to_its_language(code: str) -> None:
    english = [QUOTED.sub("", text) for text in texts_of(code, "en")]
    assert [t for t in english if re.search(r"[\u4e00-\u9fff]{3}[，。；！？]", t)] == []
    assert [w for t in english for w in HAN.findall(t) if len(w) > LONGEST_WORD] == []
    chinese = [KEYWORDS.sub("", QUOTED.sub("", text)) for text in texts_of(code, "zh")]
    assert [t for t in chinese if SENTENCE.search(t)] == []


def own_han(rule: Rule) -> set[str]:
    """The Chinese words that the English text of a rule itself speaks of."""
    words = rule.en
    return {word for text in (words.message, words.cure) for word in HAN.findall(text)}


def foreign(found: Problem) -> list[str]:
    """The Chinese of an English message, but for quoted words, fonts, and the rule's own."""
    said = " ".join((found.message("en"), found.cure("en")))
    bare = FONTS.sub("", re.sub(r"“[^”]*”|《[^》]*》", "", said))
    return [word for word in HAN.findall(bare) if word not in own_han(RULES[found.code])]


def findings(path: Path) -> tuple[Problem, ...]:
    try:
        return drafter.check(path).problems
    except DrafterError as error:
        return error.problems


@pytest.mark.parametrize("code", CASES)
def test_a_finding_of_the_page_is_told_in_one_language(code: str, tmp_path: Path) -> None:
    told = UNBOUND.get(code, code)  # no office says here that GB/T 9704 binds it
    found = next(each for each in findings(saved(tmp_path, **CASES[code])) if each.code == told)
    assert foreign(found) == []
    assert SENTENCE.search(found.message("zh")) is None


OTHERS: dict[str, dict[str, Any]] = {
    "every side": {"margins": (10, 10), "others": (10, 10)},
    "a title that is wrong in all": {"title": ("宋体", 10), "align": 0},
    "lines apart": {"line": 2.0},
    "an indent in characters": {"indent": 10},
}


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_the_page_has_is_told_in_one_language(name: str, tmp_path: Path) -> None:
    found = findings(saved(tmp_path, **OTHERS[name]))
    assert found
    assert [word for each in found for word in foreign(each)] == []


def test_the_command_line_speaks_english_of_any_file(tmp_path: Path, run: Any) -> None:
    path = saved(tmp_path, number=False, line=1.5, align=0, indent=0)
    said = run("check", str(path), "--lang", "en").err
    messages = [line for line in said.split("\n") if re.match(r"(error|warning|hint) D4", line)]
    assert messages
    assert [m for m in messages if HAN.search(FONTS.sub("", re.sub("“[^”]*”", "", m)))] == []


LISTS = {
    "keys of the data": ("check", "单位: 区政协办公室", "单位: 区政协办公室\n天外飞仙: 1"),
    "choices of a field": ("check", "类别: 党组会议", "类别: 茶话会会议"),
    "sheets": ("check", "\n会议:\n", "\n会议: {台账: 会议.csv}\n旧会议:\n"),
}


@pytest.mark.parametrize("name", LISTS)
def test_words_of_the_user_are_listed_as_the_language_lists_them(
    name: str, office: Path, run: Any
) -> None:
    command, old, new = LISTS[name]
    path = office / "data" / "2021.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    (office / "data" / "会议.csv").write_text("甲,乙,丙\n1,2,3\n", encoding="utf-8")
    told = [run(command, "2021.yaml", "--lang", lang).err for lang in ("zh", "en")]
    messages = [re.sub(r"“[^”]*”|(?m:^[ \d]*\|.*$)", "", each) for each in told]
    assert "、" in messages[0]
    assert "、" not in messages[1] and ", " in messages[1]


def test_a_new_year_is_told_in_english(office: Path, run: Any) -> None:
    said = run("new", "2022", "--from", "2021", "--lang", "en").out
    assert "、" not in said and "（" not in said
    assert "会议, 报告" in said
