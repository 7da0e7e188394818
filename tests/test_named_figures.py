"""Figures that have names (x-figures): a tag says the name, the schema says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
import small
from drafter.cli import main
from notation import outline

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


MORE = """  年度: {type: integer}
  户数: {type: integer, x-unit: 户}
  满意率: {type: number, x-unit: '%'}
  备注:"""
COMPARED = small.SCHEMA.replace("  备注:", MORE, 1) + FIGURES


def compare(folder: Path, template: str, earlier: dict[int, str]) -> str:
    """The page of 2021 with the earlier years beside it."""
    small.workspace(folder, template, schema=COMPARED, data=small.DATA + THIS_YEAR)
    for year, data in earlier.items():
        text = f"模板: x\n单位: 甲单位\n年度: {year}\n{data}"
        (folder / "data" / f"{year}.yaml").write_text(text, encoding="utf-8")
    path = drafter.generate("2021.yaml", here=folder).path
    assert path is not None
    return outline(path.read_bytes()).rstrip("\n")


THIS_YEAR = "年度: 2021\n户数: 20\n满意率: 98.5\n"
RECORDS = "会议: [{类别: 党组会议, 主题: 甲}, {类别: 常委会会议, 主题: 乙, 数量: NUMBER}]\n"
TWO, ONE = RECORDS.replace("NUMBER", "2"), RECORDS.replace("NUMBER", "1")
FEWER = "户数: 15\n满意率: 97\n" + TWO


@pytest.mark.parametrize(
    ("tags", "printed"),
    [
        ('{{学习|较上年("，")}}', "，较上年增加1次"),
        ('{{学习|同比(lead="，")}}', "，同比增长33.3%"),
        ("{{党组占比|较上年}}", "较上年下降8.3个百分点"),
        ("{{党组占比|百分点}}", "较上年下降8.3个百分点"),
        ("{{其他学习|较上年}}", "较上年增加1次"),
        ("{{户数|较上年}}", "较上年增加5户"),
        ("{{满意率|较上年}}", "较上年提高1.5个百分点"),
        ("{{学习|较上年(上年.会议, '件')}}", "较上年增加1件"),
        ('{{会议|筛选(类别="党组会议")|较上年}}', "与上年持平"),
        ("{% set 甲 = 党组学习 %}{{甲|较上年}}", "与上年持平"),
        ("{% for 类, 数 in 分类 %}{{学习|筛选(类别=类)|较上年}}；{% endfor %}",
         "与上年持平；较上年增加1次；"),
        ("{{学习|近年}}，{{学习|近年 累计}}", "创近三年新高，近三年累计9次"),
        ("{{党组占比|近年}}", ""),
        ("{% if 学习|较上年 %}有{% endif %}", "有"),
    ],
)  # fmt: skip
def test_a_figure_knows_its_own_value_of_the_years_before(
    tmp_path: Path, tags: str, printed: str
) -> None:
    years = {2020: FEWER, 2019: ONE, 2018: "户数: 1\n"}
    assert compare(tmp_path, f"甲{tags}乙", years) == f"甲{printed}乙"


@pytest.mark.parametrize("earlier", [{}, {2020: "备注: 别的\n"}])
def test_without_last_years_records_nothing_is_compared(
    tmp_path: Path, earlier: dict[int, str]
) -> None:
    tags = "{{学习|较上年}}{{学习|同比}}{{党组占比|较上年}}{{学习|近年}}{{户数|较上年}}"
    assert compare(tmp_path, f"甲{tags}乙", earlier) == "甲乙"


def test_a_ledger_that_was_empty_last_year_had_none(tmp_path: Path) -> None:
    tags = "{{学习|较上年}}、{{学习|同比}}{{党组占比|较上年}}"
    assert compare(tmp_path, tags, {2020: "会议: []\n"}) == "较上年增加4次、较上年增加4次"


@pytest.mark.parametrize(
    "tags",
    [
        "{% for m in 会议 %}{{m.数量|较上年}}{% endfor %}",
        "{% for 类, 数 in 分类 %}{{数|占比(学习)|较上年}}{% endfor %}",
        "{% if 办结 %}{% set 甲 = 学习 %}{% else %}{% set 甲 = 党组学习 %}{% endif %}{{甲|较上年}}",
        "{% macro 写(数) %}{{数|较上年}}{% endmacro %}{{写(学习)}}",
        "{{上年.会议|较上年}}",
    ],
)
def test_what_has_no_year_before_is_refused(tmp_path: Path, tags: str) -> None:
    (found,) = small.problems(lambda: compare(tmp_path, tags, {2020: TWO}))
    assert found.code == "D565" and found.place is not None


def test_a_template_whose_figures_compare_looks_back(tmp_path: Path) -> None:
    small.workspace(tmp_path, "{{学习|较上年}}", schema=COMPARED)
    assert small.compiled(tmp_path)[0].looks_back
    small.workspace(tmp_path, "{{学习}}", schema=COMPARED)
    assert not small.compiled(tmp_path)[0].looks_back


@pytest.mark.parametrize(
    ("tags", "printed"),
    [
        ("{{分类|分列}}", "党组会议1次、常委会会议3次"),
        ("{{分类|分列 从多到少}}", "常委会会议3次、党组会议1次"),
        ('{{会议|分组("类别")|分列}}', "党组会议1次、常委会会议3次"),
        ('{{会议|分组("主题")|分列(unit="回")}}', "学习一1回、学习二3回"),
        ("{{主题|列举 1}}", "学习一等"),
        ("{{主题|几}}项", "两项"),
        ("{{学习|几}}项", "四项"),
        ("{{党组学习|均}}", "其中1次"),
        ('{{会议|筛选("主题")|均}}', "均"),
        ('{{会议|筛选(类别="党组会议")|筛选("主题")|均}}', "该次"),
        ("{{其他学习|均(学习)}}", "其中3次"),
        ('{{217|约数("余", 100)}}', "200余"),
        ("{{217|约数 余 100}}", "200余"),
        ("{{学习|约数 多}}", "4"),
        ('{{"x|列举 4"}}', "x|列举 4"),
        ("{% set 甲 = 主题|列举 1 %}{{甲}}", "学习一等"),
        ("{{(主题|列举 1) if 学习 else 1}}", "学习一等"),
    ],
)
def test_lists_and_numbers_are_worded_in_few_words(tmp_path: Path, tags: str, printed: str) -> None:
    assert page(tmp_path, tags) == printed


def test_a_part_of_nobody_knows_what_is_refused(tmp_path: Path) -> None:
    schema = SCHEMA
    (found,) = small.problems(lambda: small.generate(tmp_path, "{{其他学习|均}}", schema=schema))
    assert found.code == "D567"


@pytest.mark.parametrize("tag", ["{{主题|列举 甲}}", "{{主题|列举 1)}}", "{{主题|筛选 类别}}"])
def test_other_words_behind_a_blank_are_told_as_before(tmp_path: Path, tag: str) -> None:
    found = small.problems(lambda: small.generate(tmp_path, tag, schema=SCHEMA))
    assert [each.code for each in found] == ["D313"]


@pytest.mark.parametrize(
    ("tags", "printed"),
    [
        ("{{备注|约数}}户", "200余户"),
        ("甲{{备注|较上年(3)}}乙{{3|较上年(备注)}}丙", "甲乙丙"),
        ("{{备注|几}}户", "200余户"),
        ("{{备注|均(会议)}}", "其中200余"),
    ],
)
def test_what_is_typed_in_round_terms_is_printed_as_typed_and_never_compared(
    tmp_path: Path, tags: str, printed: str
) -> None:
    assert small.page(tmp_path, tags, data=small.DATA + "备注: 200余\n") == printed


def check(folder: Path, rule: str, data: str = small.DATA) -> list[drafter.Problem]:
    """What is told of a rule between figures when the report is drafted."""
    schema = SCHEMA + f"x-checks: [{rule}]\n"
    return [
        each
        for each in small.generate(folder, "{{学习}}", schema=schema, data=data).problems
        if each.code == "D568"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "党组学习 + 其他学习 = 学习",
        "党组学习 + 其他学习 == 学习",
        "党组学习 ＋ 其他学习 ＝ 学习",
        "党组学习 < 学习",
        "学习 ≥ 4",
        """会议|筛选(主题="学习一") = 党组学习""",
        "人数 = 12",
        "党组学习|占比(信息) = 1",
    ],
)
def test_what_holds_of_the_figures_is_quiet(tmp_path: Path, rule: str) -> None:
    assert check(tmp_path, f"'{rule}'") == []


def test_what_does_not_hold_is_told_at_its_line_with_both_sides(tmp_path: Path) -> None:
    (found,) = check(tmp_path, "党组学习 + 党组学习 = 学习")
    assert isinstance(found.place, drafter.problems.TextPlace)
    assert found.place.file.endswith("schema.yaml") and "党组学习" in found.place.source
    assert "党组学习 + 党组学习（2）＝学习（4）" in found.message()
    assert "data/2021.yaml:11" in found.message()


def test_a_check_with_a_number_in_round_terms_is_passed_over(tmp_path: Path) -> None:
    assert check(tmp_path, "备注 = 学习", small.DATA + "备注: 200余\n") == []


def test_a_final_stops_at_a_check_that_does_not_hold(tmp_path: Path) -> None:
    schema = SCHEMA + "x-checks: [党组学习 = 学习]\n"
    folder = small.workspace(tmp_path, "{{学习}}", schema=schema)
    found = small.problems(lambda: drafter.generate("2021.yaml", here=folder, final=True))
    assert "D568" in [each.code for each in found]


@pytest.mark.parametrize(
    ("rule", "code"),
    [("学习", "D421"), ("学习 加 1 = 2", "D421"), ("1 = 学习 = 2", "D421"), ("学时 = 1", "D314")],
)
def test_a_check_that_cannot_be_read_is_told_at_its_line(
    tmp_path: Path, rule: str, code: str
) -> None:
    checks = f"{FIGURES}x-checks:\n  - {rule}\n"
    assert (code, len((small.SCHEMA + checks).splitlines())) in codes(tmp_path, "{{单位}}", checks)


def test_why_answers_by_the_figures_name_with_the_line_that_says_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.workspace(tmp_path, "学习{{学习|序号}}次，党组{{党组学习}}次，共4次", schema=SCHEMA)
    (answer,) = drafter.why("学习", "2021.yaml", here=tmp_path)
    assert (answer.text, answer.exact, len(answer.origins)) == ("四", "4", 2)
    assert answer.figure is not None and answer.figure.unit == "次"
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["why", "党组学习", "2021.yaml"])
    shown = capsys.readouterr().out
    assert "党组学习: {expression: '会议|筛选(类别=\"党组会议\")'" in shown
    assert "schema.yaml" in shown and "学习一" in shown


def test_a_comparison_of_years_calls_figures_by_their_names(tmp_path: Path) -> None:
    template = "{{学习}}{{党组学习|约数}}{{党组占比}}{{分类}}{{其他学习}}{{学习|较上年}}"
    compare(tmp_path, template, {2020: TWO})
    rows = drafter.compare("2020.yaml", "2021.yaml", here=tmp_path).figures
    told = {row.name: row.unit for row in rows}
    assert told == {
        "学习": "次", "党组学习": "次", "党组占比": "", "学习：党组会议": "次",
        "学习：常委会会议": "次", "其他学习": "次",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words", ["{{分类|分列}}", "{{主题|列举 1}}", "{{学习|两}}", "{{党组学习|均}}办"]
)
def test_in_a_clause_what_is_of_nothing_is_not_said(tmp_path: Path, words: str) -> None:
    data = small.DATA.partition("会议:")[0] + "会议: []\n"
    template = f"共{{{{学习}}}}次[[，{words}]]。"
    assert small.page(tmp_path, template, schema=SCHEMA, data=data) == "共0次。"


@pytest.mark.parametrize(
    "tags", ["{{党组占比 + 党组占比}}", "{% if 党组占比 > 9 %}多{% endif %}", "{{学习 * 党组占比}}"]
)
def test_a_share_is_no_number_to_compute_with(tmp_path: Path, tags: str) -> None:
    (found,) = small.problems(lambda: small.generate(tmp_path, tags, schema=SCHEMA))
    assert found.code == "D569" and found.place is not None


def test_a_check_of_shares_is_refused_at_its_line(tmp_path: Path) -> None:
    checks = f"{FIGURES}x-checks: ['党组占比 + 党组占比 = 1']\n"
    assert "D569" in [code for code, line in codes(tmp_path, "{{单位}}", checks) if line]


def test_last_years_figure_is_said_by_its_name_too(tmp_path: Path) -> None:
    tags = "上年{{上年.学习}}次，{{上年.党组占比}}{% if 上年.学习 < 学习 %}，多了{% endif %}"
    assert compare(tmp_path, tags, {2020: TWO}) == "上年3次，33.3%，多了"
