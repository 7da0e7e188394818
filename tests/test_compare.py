"""Tests of drafter compare: both years' figures are computed for the same definition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document as docx_of

import drafter
import readers
from drafter.problems import DrafterError
from notation import docx
from small import draft, workspace

SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
title: 测试
type: object
required: [模板, 年度]
properties:
  模板: {type: string}
  年度: {type: integer}
  编制: {type: integer, x-unit: 人}
  重点: {type: array, items: {type: string}}
  机关: {type: object, properties: {人数: {type: integer, x-unit: 人}, 备注: {type: string}}}
  提案:
    type: array
    x-unit: 件
    items:
      type: object
      properties:
        类别: {type: string}
        结果: {type: string, enum: [已解决, 未解决]}
        满意: {type: string, enum: [是, 否]}
        复查: {type: string, enum: [是, 否]}
        批示: {type: string}
        月份: {type: integer}
        金额: {type: integer, x-unit: 万元}
        数量: {type: integer}
  信息:
    type: array
    x-unit: 篇
    items: {type: object, properties: {题目: {type: string}, 采用: {type: string}}}
"""

FIRST = """
模板: x
年度: 2020
编制: 20
重点: [民生, 经济]
机关: {人数: 8}
提案:
  - {类别: 经济, 结果: 已解决, 满意: 是, 复查: 否, 月份: 3, 金额: 5, 数量: 50}
  - {类别: 经济, 结果: 未解决, 满意: 是, 复查: 是, 月份: 4, 数量: 20}
  - {类别: 民生, 结果: 已解决, 满意: 否, 复查: 是, 批示: 主任, 月份: 3, 金额: 2, 数量: 35}
信息: [{题目: 甲, 采用: 省}]
"""

SECOND = """
模板: x
年度: 2021
编制: 24
重点: [民生, 生态]
机关: {人数: 9}
提案:
  - {类别: 民生, 结果: 已解决, 满意: 是, 复查: 否, 批示: 主任, 月份: 3, 金额: 1, 数量: 17}
  - {类别: 民生, 结果: 未解决, 满意: 否, 复查: 否, 月份: 5, 数量: 40}
  - {类别: 经济, 结果: 已解决, 满意: 是, 复查: 是, 批示: 书记, 月份: 4, 金额: 4, 数量: 60}
  - {类别: 生态, 结果: 未解决, 满意: 是, 复查: 是, 批示: 书记, 月份: 5, 数量: 4}
信息: [{题目: 乙}, {题目: 丙, 采用: 市}]
"""


def compare(folder: Path, template: str, first: str = FIRST, second: str = SECOND) -> Any:
    workspace(folder, template, second, SCHEMA)
    (folder / "data" / "2020.yaml").write_text(first, encoding="utf-8")
    return drafter.compare(2020, 2021, here=folder)


def figures(
    folder: Path, template: str, first: str = FIRST, second: str = SECOND
) -> dict[str, tuple[int | None, int | None]]:
    """What the table says: the name of each figure, and both values."""
    made = compare(folder, template, first, second)
    assert [each.message() for each in made.problems] == []
    return table(made)


def table(made: drafter.Comparison) -> dict[str, tuple[Any, Any]]:
    rows = {each.name: (each.first, each.second) for each in made.figures}
    assert len(rows) == len(made.figures)
    return {
        name: tuple(None if value is None else float(value) for value in pair)
        for name, pair in rows.items()
    }  # type: ignore[misc]


SOLVED = {
    "提案（类别=民生，已解决）": (35, 17),
    "提案（类别=经济，已解决）": (50, 60),
    "提案（类别=生态，已解决）": (0, 0),
}
COUNTED = {
    "提案（类别=民生）": (35, 57),
    "提案（类别=经济）": (70, 60),
    "提案（类别=生态）": (0, 4),
}


@pytest.mark.parametrize(
    "loop",
    [
        '{% for 类, 数 in 提案|分组("类别") %}X{% endfor %}',
        '{%- for 类, 数 in 提案|groups("类别") -%}X{%- endfor -%}',
        '{% for 类, 数 in 提案|分组("类别")|sort if 数 > 0 %}X{% endfor %}',
        '{% for 类 in 提案|取("类别") %}X{% endfor %}',
        '{% for 类, 条 in 提案|groupby("类别") %}X{% endfor %}',
        '{% for 类 in ["民生", "经济", "生态"] %}X{% endfor %}',
        '{% for 组 in 提案|分组("类别") %}{% set 类 = 组[0] %}X{% endfor %}',
        '{% for 组 in 提案|groupby("类别") %}{% with 类 = 组.grouper %}X{% endwith %}{% endfor %}',
        '{% set 源 = 提案 %}{% for 类 in 源|取("类别") %}X{% endfor %}',
    ],
)
def test_a_filter_keeps_the_value_that_a_loop_gives_it(loop: str, tmp_path: Path):
    tag = '{{ 提案|筛选(类别=类, 结果="已解决")|数量 }}'
    assert figures(tmp_path, loop.replace("X", f"{tag}件")) == SOLVED


@pytest.mark.parametrize(
    "tag",
    [
        '{{ 提案|筛选(结果="已解决")|筛选(类别=类)|数量 }}',
        '{{ 提案|where(类别=类, 结果="已解决")|count|约数 }}',
        "{{ 提案|筛选(结果=“已解决”, 类别=类)|数量|数字 }}",
        '{% set 挑出 = 提案|筛选(类别=类) %}{{ 挑出|筛选(结果="已解决")|数量 }}',
        '{%- if 类 == "民生" %}{{ 提案|筛选(类别=类, 结果="已解决")|数量 }}{% endif -%}',
    ],
)
def test_however_it_is_written_it_is_the_same_figure(tag: str, tmp_path: Path):
    template = f'{{% for 类, 数 in 提案|分组("类别") %}}{tag}{{% endfor %}}'
    assert figures(tmp_path, template) == SOLVED


@pytest.mark.parametrize(
    "loop",
    [
        '{% for 类, 数 in 提案|分组("类别") %}{{ 类 }}{{ 数 }}件{% endfor %}',
        '{% for 组 in 提案|分组("类别") %}{{ 组[0] }}{{ 组[1] }}件{% endfor %}',
        '{% for 类, 条 in 提案|groupby("类别") %}{{ 条|数量 }}件{% endfor %}',
        '{% for 组 in 提案|groupby("类别") %}{{ 组.list|数量 }}件{% endfor %}',
        '{% for 类, 数 in 提案|分组("类别") %}{{ 数 }}{{ 提案|筛选(类别=类)|数量 }}{% endfor %}',
    ],
)
def test_a_groups_number_is_what_would_be_counted_of_it(loop: str, tmp_path: Path):
    assert figures(tmp_path, loop) == COUNTED


def test_groups_by_a_number_are_computed_too(tmp_path: Path):
    loop = '{% for 月, 数 in 提案|分组("月份") %}{{ 月 }}月{{ 数 }}件{% endfor %}'
    assert figures(tmp_path, loop) == {
        "提案（月份=3）": (85, 17), "提案（月份=5）": (0, 44), "提案（月份=4）": (20, 60),
    }  # fmt: skip


def test_a_list_of_the_data_gives_the_keys_of_both_years(tmp_path: Path):
    loop = "{% for 类 in 重点 %}{{ 类 }}{{ 提案|筛选(类别=类)|数量 }}件{% endfor %}"
    assert figures(tmp_path, loop) == {
        "提案（类别=民生）": (35, 57), "提案（类别=生态）": (0, 4), "提案（类别=经济）": (70, 60),
    }  # fmt: skip


def test_of_the_first_few_groups_each_year_is_computed_whole(tmp_path: Path):
    loop = '{% for 类, 数 in (提案|分组("类别"))[:1] %}{{ 提案|筛选(类别=类)|数量 }}{% endfor %}'
    assert figures(tmp_path, loop) == {"提案（类别=民生）": (35, 57), "提案（类别=经济）": (70, 60)}


def test_nested_loops_name_all_their_values(tmp_path: Path):
    template = (
        '{% for 类, 数 in 提案|分组("类别") %}{{ 数 }}件：'
        '{% for 果, 几 in 提案|筛选(类别=类)|分组("结果") %}{{ 果 }}{{ 几 }}件{% endfor %}'
        "{% endfor %}"
    )
    assert figures(tmp_path, template) == {
        **COUNTED,
        "提案（类别=民生，结果=已解决）": (35, 17), "提案（类别=民生，结果=未解决）": (0, 40),
        "提案（类别=经济，结果=已解决）": (50, 60), "提案（类别=经济，结果=未解决）": (20, 0),
        "提案（类别=生态，结果=未解决）": (0, 4),
    }  # fmt: skip


def test_a_row_of_a_table_for_each_group_gives_a_figure_each(tmp_path: Path):
    template = (
        "| 类别 | 件数 | 已解决 |\n"
        '|tr {%tr for 类, 数 in 提案|分组("类别") %}|\n'
        '| {{ 类 }} | {{ 数 }} | {{ 提案|筛选(类别=类, 结果="已解决")|数量 }} |\n'
        "|tr {%tr endfor %}|\n"
    )
    assert figures(tmp_path, template) == {**COUNTED, **SOLVED}


def test_a_row_for_each_record_gives_no_figures(tmp_path: Path):
    template = (
        "{% for 条 in 提案 %}{{ loop.index }}{{ 条.类别 }}{{ 条.金额 }}"
        "{{ 提案|筛选(类别=条.类别)|数量 }}{% endfor %}{{ 信息|数量 }}"
    )
    assert figures(tmp_path, template) == {"信息": (1, 2)}


@pytest.mark.parametrize(
    "template",
    [
        "{% if 提案|筛选('批示')|数量 == 1 %}只有1件{% else %}X{% endif %}",
        "{% if 提案|筛选('批示')|数量 > 1 %}X{% endif %}",
        "{% if not 提案 %}没有{% elif 提案|筛选('批示')|数量 > 9 %}X{% else %}很少{% endif %}",
        "{% if false %}{% if 提案 %}X{% endif %}{% endif %}",
        "{%p if 年度 == 2021 %}\nX\n{%p endif %}",
        "{% for 类 in 重点 if 类 == '没有' %}{% else %}X{% endfor %}",
        "{{ 提案|筛选('批示')|数量 if 年度 == 2020 }}X",
    ],
)
def test_a_figure_in_one_branch_is_computed_in_both_years(template: str, tmp_path: Path):
    found = figures(tmp_path, template.replace("X", '{{ 提案|筛选("批示")|数量 }}件'))
    assert found["提案（批示）"] == (35, 81)


def test_figures_of_one_ledger_with_different_filters_have_names_of_their_own(tmp_path: Path):
    template = (
        '{{ 提案|数量 }}{{ 提案|筛选(满意="是")|数量 }}{{ 提案|筛选(复查="是")|数量 }}'
        '{{ 提案|筛选(满意=["是", "否"])|数量 }}{{ 提案|length }}'
        '{{ 提案|筛选(结果="已解决")|占比(提案) }}{{ 提案|筛选(结果="已解决")|合计("金额") }}'
    )
    assert figures(tmp_path, template) == {
        "提案": (105, 121),
        "提案（满意=是）": (70, 81),
        "提案（复查=是）": (55, 64),
        "提案（是、否）": (105, 121),
        "提案〔提案|length〕": (3, 4),
        "提案（已解决）占比": (81.0, 63.6),
        "提案（已解决）·金额": (7, 5),
    }


def test_a_filters_value_may_come_from_a_variable(tmp_path: Path):
    template = (
        '{% set 果 = "已解决" %}{{ 提案|筛选(结果=果)|数量 }}{{ 提案|筛选(结果="已解决")|数量 }}'
    )
    assert figures(tmp_path, template) == {"提案（已解决）": (85, 77)}


@pytest.mark.parametrize(
    "template",
    [
        "{% set 数 = 提案|数量 %}{% if 信息 %}{% set 数 = 信息|数量 %}{% endif %}{{ 数 }}",
        "{% macro 印(数) %}{{ 数 }}件{% endmacro %}{{ 印(提案|数量) }}",
        "{% set 存 = namespace(数=1) %}{% set 存.数 = 提案|数量 %}{{ 存.数 }}",
        "{% set 数 %}{{ 年度 }}{% endset %}{{ 数 }}",
        "{{ 年度 + 1 }}{{ 1 + 2 }}",
        "{{ 提案|较上年(上年.提案, '件') }}{{ 上年.提案|数量 if 上年.提案 }}",
        "{% for 数 in [1, 2] %}{{ 数 }}{% endfor %}",
    ],
)
def test_what_cannot_be_told_for_sure_is_left_out(template: str, tmp_path: Path):
    assert figures(tmp_path, template) == {}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% set 数 = 提案|数量 %}{{ 数 }}", {"提案": (105, 121)}),
        ("{% with 数 = 提案|数量 %}{{ 数 }}{% endwith %}", {"提案": (105, 121)}),
        ("{% set 句 %}{{ 提案|数量 }}件{% endset %}{{ 句 }}", {"提案": (105, 121)}),
        ("{{ 编制 }}人", {"编制": (20, 24)}),
        ("{{ 机关.人数 }}人", {"机关·人数": (8, 9)}),
        ("{{ 提案|数量 + 信息|数量 }}", {"提案+信息": (106, 123)}),
        ("{{ (提案|数量 - 信息|数量) * 2 }}", {"（提案-信息）×2": (208, 238)}),
        ("{{r 提案|数量|字形(bold=true) }}", {"提案": (105, 121)}),
    ],
)
def test_figures_are_named_by_what_is_computed(
    template: str, expected: Mapping[str, Any], tmp_path: Path
):
    assert figures(tmp_path, template) == expected


def test_a_listing_of_parts_gives_a_figure_a_part(tmp_path: Path):
    found = figures(tmp_path, '{{ 提案|其中("类别", "件") }}{{ 提案|取("类别")|列举 }}')
    assert found == {"提案：民生": (35, 57), "提案：经济": (70, 60), "提案：生态": (None, 4)}


def test_a_ledger_that_a_years_data_lack_is_a_dash_and_an_empty_one_is_zero(tmp_path: Path):
    template = (
        "{{ 提案|数量 }}{{ 信息|数量 }}{% for 类, 数 in 提案|分组('类别') %}{{ 数 }}{% endfor %}"
    )
    without = FIRST[: FIRST.index("提案:")] + "信息: []\n"
    assert figures(tmp_path, template, without) == {
        "提案": (None, 121), "信息": (0, 2),
        "提案（类别=民生）": (None, 57), "提案（类别=经济）": (None, 60),
        "提案（类别=生态）": (None, 4),
    }  # fmt: skip


def test_what_fails_in_one_year_is_a_dash_and_a_problem(tmp_path: Path, monkeypatch: Any, run: Any):
    template = '{{ 提案|数量 }}{% if 信息 %}{{ 信息|筛选("采用")|占比(信息) }}{% endif %}'
    empty = FIRST.replace("信息: [{题目: 甲, 采用: 省}]", "信息: []")
    made = compare(tmp_path, template, empty)
    assert table(made) == {"提案": (105, 121), "信息（采用）占比": (None, 50)}
    assert [each.code for each in made.problems] == ["D547"]
    assert "2020.yaml" in made.problems[0].message() and made.problems[0].place is not None
    monkeypatch.chdir(tmp_path)
    came = run("compare", "2020", "2021")
    assert came.code == 0 and "D547" in came.err and "Traceback" not in came.err
    document = json.loads(run("compare", "2020", "2021", "--format", "json").out)
    assert [each["code"] for each in document["problems"]] == ["D547"]


def test_a_template_that_asks_for_too_much_is_stopped_as_when_it_is_rendered(tmp_path: Path):
    template = "{% if false %}{{ 提案|数量 + (('a' * 999999999)|length) }}{% endif %}"
    with pytest.raises(DrafterError) as error:
        compare(tmp_path, template)
    assert [each.code for each in error.value.problems] == ["D335"]


def test_two_templates_share_a_row_for_what_they_compute_alike(tmp_path: Path):
    other = SCHEMA.replace("        金额: {type: integer, x-unit: 万元}\n", "")
    compare(tmp_path, '{{ 提案|数量 }}{{ 提案|合计("金额") }}{{ 编制 }}')
    home = tmp_path / "templates" / "y"
    home.mkdir()
    (home / "template.docx").write_bytes(docx("{{ 提案|count }}{{ 信息|数量 }}"))
    (home / "schema.yaml").write_text(other, encoding="utf-8")
    path = tmp_path / "data" / "2020.yaml"
    without = FIRST.replace("金额: 5, ", "").replace("金额: 2, ", "").replace("模板: x", "模板: y")
    path.write_text(without, encoding="utf-8")
    made = drafter.compare(2020, 2021, here=tmp_path)
    assert made.templates == ("y", "x")
    assert table(made) == {
        "提案": (105, 121), "提案·金额": (None, 5), "编制": (20, 24), "信息": (1, 2),
    }  # fmt: skip


def test_a_year_compared_with_itself_has_not_changed(tmp_path: Path):
    template = "{% for 类, 数 in 提案|分组('类别') %}{{ 数 }}{% endfor %}{{ 提案|其中('类别') }}"
    made = compare(tmp_path, template, SECOND.replace("2021", "2020"))
    assert {each.change for each in made.figures} == {"与上年持平"}


def test_printed_values_know_their_label_unit_and_ledger(tmp_path: Path):
    template = (
        '{{ 提案|数量 }}{{ 提案|合计("金额") }}{{ 提案|取("类别")|length }}{{ 信息|占比(信息) }}'
        '{{ 提案|其中("类别", "件") }}{% for 条 in 提案 %}{{ 条.类别 }}{% endfor %}{{ 年度 }}'
    )
    made = draft(tmp_path, template, data=SECOND, schema=SCHEMA)
    known = dict.fromkeys((each.label, each.unit, each.ledger) for each in made.trace)
    assert list(known) == [
        ("提案", "件", ("提案",)),
        ("提案", "万元", ("提案",)),
        ("提案", "", ("提案",)),
        ("信息", "%", ("信息",)),
        ("类别", "", ("提案", "类别")),
        ("年度", "", ("年度",)),
    ]


def test_the_table_is_english_where_english_is_asked_for(
    tmp_path: Path, monkeypatch: Any, run: Any
):
    compare(tmp_path, '{{ 提案|数量 }}{{ 信息|筛选("采用")|占比(信息) }}')
    monkeypatch.chdir(tmp_path)
    shown = run("compare", "2020", "2021", "--lang", "en").out
    assert "+16件, +15.2%" in shown and "-50 percentage points" in shown
    assert run("compare", "2020", "2021", "--lang", "en", "--format", "docx").code == 0
    rows = readers.tables(tmp_path / "output" / "Figures of 2020 and 2021.docx")[0]
    assert rows[0] == ["figure", "2020", "2021", "change", "bars"]
    assert rows[1][3] == "+16件, +15.2%"


def test_values_of_the_word_table_stand_at_the_right_and_are_not_broken(tmp_path: Path) -> None:
    from drafter.word.layout.comparison import make_document

    rows = [
        ("基层联系·人数", "340人次", "1210人次", "增加870人次，同比增长255.9%", 28, 100),
        ("一个长得在一行里怎么也写不下的项目名称，后面还有说明", "2", "3", "增加1", 66, 100),
    ]  # fmt: skip
    path = tmp_path / "x.docx"
    path.write_bytes(make_document("对比", ("项目", "2020年", "2021年", "增减", "图示"), rows))
    table = docx_of(path).tables[0]
    cells = table.rows[1].cells
    assert [str(cell.paragraphs[0].alignment) for cell in cells[1:3]] == ["RIGHT (2)"] * 2
    # At 五号 a Han character is 10.5 points wide, a digit half of that at most.
    for cell, points in ((cells[1], 1.5 + 2), (cells[2], 2 + 2), (cells[3], 9 + 4.5)):
        assert cell.width.pt - 6 >= points * 10.5
    assert sum(cell.width.twips for cell in cells) == 8844
