"""Figures that have names (x-figures): a tag says the name, the schema says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import small

FIGURES = """
x-figures:
  学习: {expression: 会议, unit: 次}
  党组学习: {expression: '会议|筛选(类别="党组会议")', unit: 次}
  党组占比: {expression: 党组学习|占比(学习)}
  其他学习: {expression: 学习 - 党组学习, unit: 次}
  分类: {expression: '会议|分组("类别")', unit: 次}
  主题: {expression: '会议|取("主题")'}
"""
SCHEMA = small.SCHEMA + FIGURES


def page(folder: Path, template: str, figures: str = FIGURES) -> str:
    return small.page(folder, template, schema=small.SCHEMA + figures)


def codes(folder: Path, template: str, figures: str) -> list[tuple[str, int]]:
    """The problems of a template, each with the line of schema.yaml, or 0."""
    schema = small.SCHEMA + figures
    found = small.problems(lambda: small.generate(folder, template, schema=schema))
    return [(each.code, getattr(each.place, "line", 0)) for each in found]


@pytest.mark.parametrize(
    ("tags", "printed"),
    [
        ("{{学习}}次", "4次"),
        ("{{党组学习|序号}}次", "一次"),
        ("{{党组占比}}", "25%"),
        ("{{其他学习}}次", "3次"),
        ("{{学习 + 党组学习}}次", "5次"),
        ("{{分类}}", "党组会议1次、常委会会议3次"),
        ("{{主题}}", "学习一、学习二"),
        ("{{主题|列举(1)}}", "学习一等"),
        ("{{学习 if 学习 > 3 else 0}}次", "4次"),
        ("{% if 学习 > 3 %}多{% endif %}{% if 党组学习 == 1 %}一{% endif %}", "多一"),
        ('{{学习|筛选(类别="常委会会议")|数量}}', "3"),
        ("{% set 甲 = 党组学习 %}{{甲|数量}}", "1"),
        ("{% for m in 党组学习 %}{{m.主题}}{% endfor %}", "学习一"),
        ("{% for 学习 in 清单 %}{{学习}}{% endfor %}", "甲乙"),
        ("{{学习[0].主题}}共{{学习 ~ '次'}}", "学习一共4次"),
    ],
)
def test_a_tag_says_the_name_and_prints_what_the_schema_says(
    tmp_path: Path, tags: str, printed: str
) -> None:
    assert page(tmp_path, tags) == printed


def test_a_figure_knows_its_records_and_is_called_by_its_name(tmp_path: Path) -> None:
    draft = small.draft(tmp_path, "学习{{学习}}次，党组{{党组学习|约数}}次", schema=SCHEMA)
    assert list(draft.compiled.labels.values()) == ["学习", "党组学习"]
    assert [len(each.origins) for each in draft.trace[:2]] == [2, 1]


def test_it_stands_in_cells_loops_headers_and_the_title_alike(tmp_path: Path) -> None:
    schema = SCHEMA.replace("{{ 单位 }}总结", "{{ 学习 }}次学习")
    text = "| 次数 |\n|tr {%tr for m in 学习 %}|\n| {{m.主题}}之{{学习}} |\n|tr {%tr endfor %}|"
    result = small.generate(tmp_path, text, schema=schema)
    assert result.path is not None and result.path.stem == "4次学习"
    assert "学习一之4" in small.page(tmp_path, text, schema=schema)


LINE = len(small.SCHEMA.splitlines()) + 2


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("甲: {unit: 件}", "D561"),
        ("甲:", "D561"),
        ("会议: {expression: 信息}", "D562"),
        ("上年: {expression: 信息}", "D562"),
        ("甲: {expression: 甲}", "D563"),
        ("甲: {expression: 会议|筛选(}", "D564"),
        ("甲: {expression: 会仪}", "D314"),
        ("甲: {expression: '会议|筛选(类型=1)'}", "D315"),
        ("甲: {expresion: 会议}", "D348"),
        ("1甲: {expression: 会议}", "D385"),
    ],
)
def test_each_slip_is_told_at_its_line(tmp_path: Path, entry: str, code: str) -> None:
    found = codes(tmp_path, "{{单位}}", f"x-figures:\n  {entry}\n")
    assert (code, LINE) in found


def test_figures_in_a_circle_are_told_with_the_way_they_go(tmp_path: Path) -> None:
    figures = "x-figures: {甲: {expression: 乙 + 1}, 乙: {expression: 甲 + 1}}\n"
    schema = small.SCHEMA + figures
    (found,) = small.problems(lambda: small.generate(tmp_path, "{{甲}}", schema=schema))
    assert found.code == "D563" and "甲 → 乙 → 甲" in found.message()


def test_an_unknown_name_is_told_with_the_nearest_figure(tmp_path: Path) -> None:
    (found,) = small.problems(lambda: small.generate(tmp_path, "{{党组学时}}", schema=SCHEMA))
    assert found.code == "D314" and "党组学习" in str(found.cure())


def test_a_loop_that_hides_what_a_figure_is_of_is_refused(tmp_path: Path) -> None:
    template = "{% for 会议 in 清单 %}{{学习}}{% endfor %}"
    (found,) = small.problems(lambda: small.generate(tmp_path, template, schema=SCHEMA))
    assert found.code == "D566" and found.place is not None
