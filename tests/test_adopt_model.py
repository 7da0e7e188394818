"""What is found in a report: the promises that the finder gives and the writer relies on."""

from __future__ import annotations

from dataclasses import replace

from drafter.adopt import Adopted, Column, Figure, TableFound
from drafter.adopt.model import find_faults

BODY = "word/document.xml"


def make_figure(number: int, paragraph: int, start: int, text: str, name: str) -> Figure:
    end = start + len(text)
    return Figure(number, BODY, paragraph, start, end, text, "count", text, "件", name)


FIGURES = (
    make_figure(1, 1, 4, "35", "督办提案"),
    make_figure(2, 1, 9, "12", "已解决"),
    make_figure(3, 2, 0, "35", "督办提案"),
)
ADOPTED = Adopted("提案总结", "{{年度}}年提案总结", "区政协", 2021, FIGURES)


def test_figures_in_order_with_one_meaning_a_name_have_no_fault() -> None:
    assert find_faults(ADOPTED) == []
    assert [figure.text for figure in ADOPTED.kept] == ["35", "12", "35"]


def test_a_figure_that_stays_in_the_wording_is_not_printed() -> None:
    fixed = replace(ADOPTED, figures=(replace(FIGURES[0], choice="fixed"), *FIGURES[1:]))
    assert [figure.number for figure in fixed.kept] == [2, 3]


def test_each_broken_promise_is_a_fault() -> None:
    overlapping = replace(FIGURES[1], start=5)
    other = replace(FIGURES[2], value="36")
    nameless = replace(FIGURES[0], name="")
    made = [replace(ADOPTED, figures=(*FIGURES[:1], overlapping)),
            replace(ADOPTED, figures=(*FIGURES[:2], other)),
            replace(ADOPTED, figures=(nameless,))]  # fmt: skip
    assert [len(find_faults(each)) for each in made] == [1, 1, 1]


def test_a_record_holds_the_named_columns_alone() -> None:
    columns = (Column(1, "", "serial"), Column(2, "案由", "text"), Column(3, "件数", "integer"))
    table = TableFound(BODY, 1, "提案", "件", (2, 3), columns, (("甲", "1"), ("乙", "2")))
    assert find_faults(replace(ADOPTED, tables=(table,))) == []
    assert len(find_faults(replace(ADOPTED, tables=(replace(table, rows=(2,)),)))) == 1
