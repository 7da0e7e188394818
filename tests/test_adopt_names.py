"""What figures are called: by the words round them, each thing by a name of its own."""

from __future__ import annotations

import sys

import pytest

import readers
from drafter.adopt.finding.scanning import scan
from drafter.adopt.naming import words
from drafter.adopt.naming.names import make_unique, name_candidates


def name(text: str) -> list[str]:
    named = [
        each
        for line in text.split("\n")
        for each in name_candidates(line, scan(line, 2021))
        if each.needs_name
    ]
    make_unique(named, ["年度", "单位"])
    return [each.name for each in named]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全年督办提案35件。", ["督办提案"]),
        ("全年督办35件政协提案。", ["督办政协提案"]),
        ("共收到社情民意信息436篇，采用237篇。", ["社情民意信息", "采用篇数"]),
        ("编发5期呈阅件，交由11家单位承办。", ["编发呈阅件", "承办单位"]),
        ("举办培训班3期，培训委员120人次。", ["培训班", "培训委员人次"]),
        ("投入资金3.2万元，慰问困难职工46户。", ["投入资金", "慰问困难职工户数"]),
        ("立案110件，立案率91.7%，办复率100%。", ["立案件数", "立案率", "办复率"]),
        ("委员提案90件，占81.8%。", ["委员提案", "委员提案占比"]),
        ("委员提案、集体提案分别为112件和28件，分别占80%、20%。",
         ["委员提案", "集体提案", "委员提案占比", "集体提案占比"]),
        ("受理案件120件，同比增长12.5%。", ["受理案件", "受理案件增幅"]),
        ("2021年3月14日召开交办会议。", ["交办会议日期"]),
        ("区政协采用10篇，采用率为20%；市政协采用5篇，采用率为10%。",
         ["区政协采用", "区政协采用率", "市政协采用", "市政协采用率"]),
        ("在全市考核中位列第2位。", ["考核名次"]),
        ("收到《关于甲，乙的建议》等12件提案。", ["收到提案"]),
    ],
)  # fmt: skip
def test_a_figure_is_called_what_it_counts(text: str, names: list[str], everything: bool) -> None:
    readers.need_package(everything, "rjieba")
    assert name(text) == names


def test_equal_value_and_name_is_the_same_figure_but_not_a_lone_digit() -> None:
    assert name("督办提案35件。\n督办提案35件。") == ["督办提案", "督办提案"]
    assert name("督办提案35件。\n督办提案36件。")[1] != "督办提案"
    first, second = name("区里采用1篇。\n市里采用1篇。")
    assert first != second


def test_without_the_cutter_of_words_rules_name_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    words._find_cutter.cache_clear()
    try:
        assert name("全年督办提案35件，立案率91.7%，培训委员120人次。") == [
            "督办提案", "立案率", "培训委员人次",
        ]  # fmt: skip
    finally:
        words._find_cutter.cache_clear()
