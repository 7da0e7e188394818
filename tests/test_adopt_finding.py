"""Which numbers of a report are figures, and of which class."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from adopted import make_report, read_labelled
from drafter.adopt.analysis import analyse
from drafter.adopt.finding.numerals import WIDE
from drafter.adopt.finding.scanning import scan
from drafter.adopt.model import Adopted, find_faults
from drafter.word.package.opening import open_package
from drafter.wording import dates, numbers


@pytest.mark.parametrize(("sentence", "spans"), read_labelled())
def test_just_the_figures_of_a_sentence_are_found(
    sentence: str, spans: list[tuple[int, int]]
) -> None:
    kept = [each for each in scan(sentence, 2021) if each.choice == "keep"]
    assert [sentence[each.start : each.end] for each in kept] == [
        sentence[start:end] for start, end in spans
    ]
    assert [(each.start, each.end) for each in kept] == spans


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "unit", "filters"),
    [
        ("办理提案35件", "count", "35", "件", ""),
        ("投资3.2亿元", "amount", "3.2", "亿元", ""),
        ("投资9400余万元", "amount", "9400余", "万元", ""),
        ("服务1.2万人次", "count", "1.2万", "人次", ""),
        ("办结率88.6%", "share", "88.6", "%", ""),
        ("同比增长12.5%", "change", "12.5", "%", ""),
        ("增长到85%", "share", "85", "%", ""),
        ("提高1.9个百分点", "change", "1.9", "个百分点", ""),
        ("较上年增加18件", "change", "18", "件", ""),
        ("安排3至5名同志", "range", "3至5", "名", ""),
        ("2021年3月5日印发", "date", "2021-03-05", "", "|日期"),
        ("3月14日印发", "date", "2021-03-14", "", '|日期("月日")'),
        ("二〇二一年三月五日", "date", "2021-03-05", "", '|日期("汉字")'),
        ("开展调研两次", "count", "2", "次", "|两"),
        ("形成报告十二份", "count", "12", "份", "|序号"),
        ("慰问百余户", "text", "百余", "户", ""),
    ],
)
def test_a_figure_has_its_class_and_its_value(
    sentence: str, kind: str, value: str, unit: str, filters: str
) -> None:
    (found,) = scan(sentence, 2021)
    assert (found.kind, found.value, found.unit, found.filters) == (kind, value, unit, filters)


PRINTED: dict[str, Callable[[str], str]] = {
    "": str,
    "|千分位": lambda value: numbers.thousands(Decimal(value)),
    "|两": lambda value: numbers.liang(int(value)),
    "|序号": lambda value: numbers.ordinal(int(value)),
    "|日期": lambda value: dates.date(date.fromisoformat(value)),
    '|日期("月日")': lambda value: dates.date(date.fromisoformat(value), "月日"),
    '|日期("汉字")': lambda value: dates.date(date.fromisoformat(value), "汉字"),
}


@pytest.mark.parametrize("year", [2021, 0])
def test_whatever_is_put_together_figures_do_not_overlap_and_print_what_stood_there(
    year: int,
) -> None:
    chance = random.Random(15)
    pieces = [piece for line, _ in read_labelled() for piece in re.split("(?<=[，。；、])", line)]
    odds = [
        *"0一十百万余多近约第%月日年至《》“”.:/+-A届号点 ",
        "1,234",
        "１，２３４",
        "－3",
        "％",
        "2021",
        "〔2021〕",
        "百分之",
        "\n",
    ]
    for _ in range(300):
        line = "".join(chance.choice(chance.choice((pieces, odds))) for _ in range(8))
        end = 0
        for each in scan(line, year):
            assert end <= each.start < each.end <= each.until, line
            assert line[each.start : each.end] == each.text, line
            bare = each.filters.removesuffix(WIDE)
            printed = PRINTED[bare](each.value)
            assert (printed if bare == each.filters else numbers.wide(printed)) == each.text, line
            end = each.end


def read(*paragraphs: str, seed: int = 0) -> Adopted:
    package, problems = open_package(make_report(paragraphs, seed), "去年.docx")
    assert package, problems
    adopted = analyse(package)
    assert find_faults(adopted) == []
    return adopted


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_title_and_signature_tell_office_and_year(seed: int) -> None:
    adopted = read(
        "东湖区政协办公室2021年提案工作总结", "2021年，东湖区政协办公室督办提案35件。",
        "东湖区政协办公室", "2021年12月31日", seed=seed,
    )  # fmt: skip
    assert (adopted.name, adopted.title) == ("提案工作总结", "{{单位}}{{年度}}年提案工作总结")
    assert (adopted.organ, adopted.year) == ("东湖区政协办公室", 2021)
    assert [(each.text, each.name, each.expression) for each in adopted.figures] == [
        ("东湖区政协办公室", "单位", ""), ("2021", "", "年度"),
        ("2021", "", "年度"), ("东湖区政协办公室", "单位", ""), ("35", "督办提案", ""),
        ("东湖区政协办公室", "单位", ""), ("2021年12月31日", "成文日期", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "organ", "name"),
    [
        ("东湖区政协2019年度信息工作总结", "东湖区政协", "信息工作总结"),
        ("2020年西山街道办事处工作总结", "西山街道办事处", "工作总结"),
        ("关于2021年提案工作情况的报告", "", "提案工作情况报告"),
        ("东湖区图书馆关于2021年度工作情况的报告", "东湖区图书馆", "工作情况报告"),
    ],
)
def test_titles_are_written_in_many_ways(title: str, organ: str, name: str) -> None:
    adopted = read(title, "正文。")
    assert (adopted.organ, adopted.name) == (organ, name)
