"""Tests for drafter.engine: each mistake in a template gets its problem, at its place, in Chinese."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import drafter
from conftest import Ran
from drafter.problems import RULES, WordPlace
from notation import docx
from small import DATA, SCHEMA, changed, generate, members, page, problems, workspace

MISTAKES: dict[str, tuple[str, str, int, str]] = {
    "没有收尾": ("甲\n全年{{ 会议|数量 次。", "D310", 2, "没有写完"),
    "if没有收尾": ("{% if 单位 }}甲", "D310", 1, "没有写完"),
    "跨两段": ("全年{{ 单位\n}}好", "D322", 1, "跨了几段"),
    "全角花括号": ("｛ ｛ 单位 ｝ ｝", "D311", 1, "｛ ｛"),
    "全角百分号": ("｛ ％ if 单位 ％ ｝", "D311", 1, "｛ ％"),
    "括号中间有空格": ("{ { 单位 } }", "D311", 1, "不是标签的写法"),
    "只有右括号": ("单位 }}", "D311", 1, "}}"),
    "左边少一个": ("{ 单位 }}", "D311", 1, "}}"),
    "右边少一个": ("{{ 单位 }", "D310", 1, "没有写完"),
    "半边全角": ("{{ 单位 ｝ ｝", "D311", 1, "{{"),
    "if没有endif": ("甲\n\n{% if 单位 %}乙", "D312", 2, "没有配成对"),
    "多余的endif": ("甲{% endif %}", "D312", 1, "没有配成对"),
    "for没有endfor": ("{% for m in 会议 %}甲", "D312", 1, "没有配成对"),
    "多余的endfor": ("甲{% endfor %}", "D312", 1, "没有配成对"),
    "多余的else": ("{% else %}", "D312", 1, "没有配成对"),
    "全角圆括号": ("{{ 会议|筛选（类别=“党组会议”）|数量 }}", "D344", 1, "「（）」"),
    "空标签": ("{{ }}", "D353", 1, "空的"),
    "过滤器没写名": ("{{ 单位| }}", "D313", 1, "看不懂"),
    "不认识的标签": ("{% 单位 %}", "D345", 1, "单位"),
    "括号藏在里面": ("{{ 单位) ~ (备注 }}", "D313", 1, "看不懂"),
    "名字写错": ("{{ 会仪|数量 }}", "D314", 1, "会仪"),
    "没有这个名字": ("{{ 收入 }}", "D314", 1, "收入"),
    "循环外的循环变量": ("{% for m in 会议 %}{% endfor %}{{ m.主题 }}", "D314", 1, "「m」"),
    "项写错": ("{% for m in 会议 %}{{ m.日其 }}{% endfor %}", "D315", 1, "日其"),
    "筛选的项写错": ('{{ 会议|筛选(类型="党组会议")|数量 }}', "D315", 1, "类型"),
    "合计的项写错": ('{{ 会议|合计("人次") }}', "D315", 1, "人次"),
    "map的项写错": ('{{ 会议|map(attribute="日其")|join }}', "D315", 1, "日其"),
    "selectattr的项写错": ('{{ 会议|selectattr("日其")|list|length }}', "D315", 1, "日其"),
    "文字没有项": ("{{ 单位.名称 }}", "D315", 1, "名称"),
    "过滤器写错": ("{{ 人数|约书 }}", "D316", 1, "约书"),
    "台账的项": ("{{ 会议.日期 }}", "D317", 1, "整本台账"),
    "set来的台账的项": ("{% set 甲 = 会议 %}{{ 甲.主题 }}", "D317", 1, "整本台账"),
    "旁边有字": ("{%p if 单位 %}全年\n好\n{%p endif %}", "D318", 1, "旁边还有别的文字"),
    "循环一个值": ("{% for x in 单位 %}{% endfor %}", "D319", 1, "不是台账或清单"),
    "include": ('{% include "x" %}', "D321", 1, "include"),
    "import": ('{% import "x" as y %}', "D321", 1, "import"),
    "from": ('{% from "x" import y %}', "D321", 1, "fromimport"),
    "extends": ('{% extends "x" %}', "D321", 1, "extends"),
    "段落标签里有百分号": ("{%p if 人数 % 2 %}\n好\n{%p endif %}", "D323", 1, "不能有 %"),
    "tr前有空格": ("{% tr for m in 会议 %}", "D324", 1, "多了空格"),
    "tr不在表里": ("{%tr for m in 会议 %}\n甲\n{%tr endfor %}", "D325", 1, "表格"),
    "一头有p一头没有": ("{%p if 单位 %}\n好\n{% endif %}", "D326", 3, "写法不一样"),
    "两头在两张表": (
        "| 甲 | 乙 |\n|tr {%tr for m in 会议 %}|\n| 丙 | 丁 |\n|= 1 1\n| 甲 | 乙 |\n|tr {%tr endfor %}|",
        "D327",
        9,
        "不在同一张表",
    ),
    "两头在一段": ("{%p if 单位 %}好{%p endif %}", "D328", 1, "同一段"),
    "底色不在格里": ("{% cellbg 单位 %}", "D329", 1, "格子"),
    "没有这一种": ('{{ 会议|筛选(类别="党组会")|数量 }}', "D330", 1, "党组会"),
    "没有这几种": ('{{ 会议|筛选(类别=["党组会议", "支部会"])|数量 }}', "D330", 1, "支部会"),
    "没有这种判断": ("{% if 备注 is 有 %}甲{% endif %}", "D331", 1, "is 有"),
    "括号里少了": ("{{ 会议|取 }}", "D332", 1, "照这样写"),
    "括号里多了": ("{{ 会议|数量|约数(1, 2, 3) }}", "D332", 1, "照这样写"),
    "印整本台账": ("全年{{ 会议 }}次", "D333", 1, "一整本台账"),
    "印一条记录": ("{{ 会议|first }}", "D333", 1, "一条记录"),
    "印清单": ("{{ 清单 }}", "D333", 1, "一个清单"),
    "碰程序内部": ("{{ 单位.__class__ }}", "D334", 1, "不允许"),
    "改程序的名字": ("{% set _at = 1 %}", "D334", 1, "不允许"),
    "循环里的set": (
        "{% set n = 0 %}{% for m in 会议 %}{% set n = n + 1 %}{% endfor %}{{ n }}",
        "D379",
        1,
        "「n」",
    ),
    "别家的标签": ("{{@照片}}", "D384", 1, "poi-tl"),
    "别的语言的符号": ("{{ 单位 & 备注 }}", "D382", 1, "「&」"),
    "改清单": ("{% for m in 会议 %}{{ 清单.append(m.主题) }}{% endfor %}", "D383", 1, ".append()"),
    "中文加号": ("{{ 人数＋1 }}", "D344", 1, "「＋」，要用英文的「+」"),
    "中文逗号": ('{{ 会议|其中("类别"，“次”) }}', "D344", 1, "「，」"),
    "中文句号": ("{% for m in 会议 %}{{ m。主题 }}{% endfor %}", "D344", 1, "「。」"),
    "中文等号": ('{{ 会议|筛选(类别＝"党组会议")|数量 }}', "D344", 1, "「＝」"),
    "中文冒号": ("{% if 人数 ：%}甲{% endif %}", "D344", 1, "「：」"),
    "elseif": ("{% if 单位 %}甲{% elseif 备注 %}乙{% endif %}", "D345", 1, "elseif"),
    "else if": ("{% if 单位 %}甲{% else if 备注 %}乙{% endif %}", "D345", 1, "else if"),
    "如果": ("{%p 如果 单位 %}\n甲\n{%p endif %}", "D345", 1, "如果"),
    "结束": ("甲\n{%p if 单位 %}\n甲\n{%p 结束 %}", "D345", 4, "结束"),
    "空语句": ("{%p %}", "D353", 1, "空的"),
    "单个花括号": ("全年{ 会议|数量 }次", "D311", 1, "{ 会议|数量 }"),
    "单个全角花括号": ("｛单位｝总结", "D311", 1, "｛单位｝"),
    "单个花括号加过滤器": ("{ 会仪|数量 }次", "D311", 1, "{ 会仪|数量 }"),
    "单个花括号里的项": ("{% for m in 会议 %}{ m.主题 }{% endfor %}", "D311", 1, "{ m.主题 }"),
    "项名没有引号": ("{{ 会议|其中(类别) }}", "D350", 1, "「类别」"),
    "单位没有引号": ('{{ 会议|其中("类别", 次) }}', "D350", 1, "「次」"),
    "值没有引号": ("{{ 会议|筛选(类别=党组会议)|数量 }}", "D350", 1, "「党组会议」"),
    "和数据同名的项没有引号": ("{{ 会议|取(备注)|列举 }}", "D350", 1, "「备注」"),
    "两个等号": ('{{ 会议|筛选(类别=="党组会议")|数量 }}', "D351", 1, "一个等号"),
    "数一个文字": ("{{ 单位|数量 }}", "D352", 1, "要一本台账"),
    "合计文字": ('{{ 会议|合计("主题") }}', "D352", 1, "不是数字"),
    "数字比文字": ('{% if 人数 == "12" %}甲{% endif %}', "D364", 1, "一边是数字"),
    "文字比数字": ("{% if 单位 != 12 %}甲{% endif %}", "D364", 1, "一边是数字"),
    "日期比文字": ('{% if "2021-12-31" == 成文日期 %}甲{% endif %}', "D364", 1, "一边是日期"),
    "日期在文字里": ('{% if 成文日期 in ["2021-12-31"] %}甲{% endif %}', "D364", 1, "一边是日期"),
    "日期早于文字": ('{{ "甲" if 成文日期 < "2021-12-31" else "乙" }}', "D364", 1, "一边是日期"),
    "日期比数字": (
        "{% for m in 会议 %}{% if m.日期 == 2021 %}甲{% endif %}{% endfor %}",
        "D364",
        1,
        "日期",
    ),
    "是非比文字": ('{% if 办结 == "是" %}甲{% endif %}', "D364", 1, "一边是是非"),
    "比没有的一种": (
        '{% for m in 会议 %}{{ m.主题 if m.类别 == "党组会" }}{% endfor %}',
        "D330",
        1,
        "党组会",
    ),
    "在没有的几种里": (
        '{% for m in 会议 if m.类别 in ("党组会", "无") %}甲{% endfor %}',
        "D330",
        1,
        "党组会",
    ),
    "套得太深": ("{% for x in 清单 %}" * 25 + "{% endfor %}" * 25, "D343", 1, "太多层"),
}
"""Mistakes that are seen without data: template, code, paragraph, words of the message."""

FILLED: dict[str, tuple[str, str, str]] = {
    "文字当数字": ("{{ 单位|约数 }}", "D332", "要数字"),
    "数字当日期": ("{{ 人数|日期 }}", "D332", "要日期"),
    "小数位太多": ("{{ 比率|百分比(9) }}", "D332", "小数位数"),
    "印空值": ("{{ none }}", "D333", "空值"),
    "印两个值": ("{{ 单位, 人数 }}", "D333", "清单"),
    "除以零": ("{{ 人数 / 0 }}", "D336", "除以 0"),
    "没有记录的占比": ("{{ 信息|占比(信息) }}", "D336", "除以 0"),
    "部分比整体大": ('{{ 会议|占比(会议|筛选(类别="党组会议")) }}', "D338", "部分比整体还大"),
    "文字加数字": ("{{ 单位 + 1 }}", "D338", "不能这样放在一起算"),
    "没有前一条": ("{% for m in 会议 %}{{ loop.previtem.主题 }}{% endfor %}", "D338", "没有要取的"),
    "算出的数字比文字": ('{% if 会议|数量 == "2" %}甲{% endif %}', "D364", "一边是数字"),
    "set来的数字比文字": (
        '{% set n = 人数 %}{% if n in ["12", "13"] %}甲{% endif %}',
        "D364",
        "一边是数字",
    ),
    "日期的年比文字": ('{% if 成文日期.year != "2021" %}甲{% endif %}', "D364", "一边是数字"),
    "挑出的日期比文字": (
        '{{ 会议|selectattr("日期", "eq", "2021年1月2日")|list|length }}',
        "D364",
        "一边是日期",
    ),
    "is比文字": ('{% if 人数 is eq "12" %}甲{% endif %}', "D364", "一边是数字"),
    "循环太多": ("{% for i in range(100000000) %}{% endfor %}", "D335", "太多"),
    "字形没有r": ("{{ 单位|字形 }}", "D342", "{{r"),
}
"""Mistakes that show only with the data, all in paragraph 1."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_in_the_template_alone_and_when_a_report_is_made(
    name: str, tmp_path: Path
):
    template, code, paragraph, words = MISTAKES[name]
    workspace(tmp_path, template)
    alone = problems(lambda: drafter.template_check("x", here=tmp_path))
    made = problems(lambda: drafter.generate("2021.yaml", here=tmp_path))
    assert alone == made
    found = next(each for each in made if each.code == code)
    assert words in found.message()
    assert isinstance(found.place, WordPlace)
    assert found.place.paragraph == paragraph
    assert found.place.words
    assert not list((tmp_path / "output").iterdir())


@pytest.mark.parametrize("name", FILLED)
def test_what_only_the_data_show_is_found_when_a_report_is_made(name: str, tmp_path: Path):
    template, code, words = FILLED[name]
    workspace(tmp_path, "第一段\n" + template)
    assert drafter.template_check("x", here=tmp_path) == []
    (found,) = problems(lambda: drafter.generate("2021.yaml", here=tmp_path))
    assert found.code == code
    assert words in found.message()
    assert isinstance(found.place, WordPlace)
    assert found.place.paragraph == 2
    assert not re.search(r"[a-z]{4}.*[a-z]{4}", found.message())


@pytest.mark.parametrize(
    ("template", "hint"),
    [
        ("{{ 会仪|数量 }}", "会议"), ("{{ 人数|约书 }}", "约数"), ("{{ 会议|数目 }}", "数量"),
        ("{% if 单位 %}{% elseif 备注 %}{% endif %}", "elif"), ("{% 如果 单位 %}{% endif %}", "if"),
        ("{% if 单位 %}{% end if %}", "endif"), ("{% fro m in 会议 %}{% endfor %}", "for"),
        ("{% if 单位 %}{% 否则 %}{% endif %}", "else"), ("{% 单位 %}", "{{ 会议|数量 }}"),
        ("{%pif 单位 %}\n甲\n{%p endif %}", "p if"),
        ("{% for m in 会议 %}{{ m.日其 }}{% endfor %}", "日期"),
        ("{% if 单位 is defned %}{% endif %}", "defined"),
        ('{{ 会议|筛选(类别="党组会")|数量 }}', "党组会议"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_gets_a_suggestion(template: str, hint: str, tmp_path: Path):
    (found,) = problems(lambda: generate(tmp_path, template))
    assert hint in found.cure()


@pytest.mark.parametrize(
    ("template", "column", "width"),
    [
        ("全年{{ 会议＋数量 }}次", 8, 1), ('{{ 会议|其中(“类，别”， "次") }}', 15, 1),
        ("{%p 如果 单位 %}\n甲\n{%p endif %}", 5, 2), ("前{% else  if 单位 %}后", 5, 8),
        ("甲{ 单位 }乙", 2, 6),
    ],
)  # fmt: skip
def test_the_caret_points_at_the_sign_or_word_alone(
    template: str, column: int, width: int, tmp_path: Path
):
    (found,) = problems(lambda: generate(tmp_path, template))
    assert (found.place.column, found.place.width) == (column, width)


@pytest.mark.parametrize(
    "template",
    [
        "｛ % if 单位 % ｝\n甲\n{% endif %}", "{% if 单位 %}\n甲\n{% 结束 %}",
        "{%p 如果 单位 %}\n甲\n{%p else %}\n乙\n{%p endif %}",
        "| 甲 |\n|tr {%tr for m in 会议 %}|\n| {{ m.主题 }} |\n|tr {%tr endif %}|",
    ],
)  # fmt: skip
def test_the_innocent_partner_of_a_wrong_tag_is_not_blamed(template: str, tmp_path: Path):
    assert len(problems(lambda: generate(tmp_path, template))) == 1


@pytest.mark.parametrize(
    "template",
    [
        "见{附件}和{1}、{ }、｛注｝{{ 单位 }}", "{{ 单位 ~ '，：（）｜' }}{{ “。” }}", "{# 备忘：，｜ #}",
        "{% raw %}{{ ，}}{% endraw %}", "{{ 会议|取(‘主题’)|列举(2, 5, “期，”) }}", "{{- 单位 -}}",
        "{% set 项 = '类别' %}{{ 会议|其中(项, '次') }}", "{{ 清单|数量 }}", "{{ 会议|first|upper }}",
    ],
)  # fmt: skip
def test_text_that_is_no_mistake_is_let_pass(template: str, tmp_path: Path):
    workspace(tmp_path, template)
    assert drafter.template_check("x", here=tmp_path) == []


def test_a_wrong_title_is_shown_on_its_line(tmp_path: Path):
    for title in ("{{ 单委 }}", "{{ 单位｜upper }}", "{{ 会议 }}", "{{ 单位 "):
        schema = SCHEMA.replace("{{ 单位 }}总结", title)
        (found,) = problems(lambda schema=schema: generate(tmp_path, "甲", schema=schema))
        assert "x-title" in found.place.source
        assert found.place.column == 10


def test_several_problems_are_told_at_once_each_at_its_place(tmp_path: Path):
    template = "{{ 会仪 }}\n{{ 单位|约书 }}\n| 甲 | {{ 会义 }} |\n{% for m in 会议 %}{{ m.日其 }}{% endfor %}"
    found = problems(lambda: generate(tmp_path, template))
    assert [(each.code, each.place.to_text("zh").split()[-1]) for each in found] == [
        ("D314", "正文第1段"), ("D316", "正文第2段"), ("D314", "正文第4段（表1第1行第2格）"),
        ("D315", "正文第5段"),
    ]  # fmt: skip


def test_wrong_names_are_told_even_where_a_tag_is_not_closed(tmp_path: Path):
    template = (
        "{{ 会仪 }}\n{% for m in 会议 %}{{ m.主题 }}{{ 单位|约书 }}\n{% set 甲 = 1 %}{{ 甲 }}"
    )
    found = problems(lambda: generate(tmp_path, template))
    assert sorted(each.code for each in found) == ["D312", "D314", "D316"]


def test_problems_of_the_data_and_of_the_template_are_told_together(tmp_path: Path):
    found = problems(
        lambda: generate(tmp_path, "{{ 会仪 }}", data=DATA.replace("人数: 12", "人数: 十二人"))
    )
    assert [each.code for each in found] == ["D203", "D314"]


def test_a_tag_in_a_deletion_that_nobody_accepted_is_named(tmp_path: Path):
    deleted = changed(
        docx("甲"), "word/document.xml", "<w:body>",
        '<w:body><w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{{ 单位 }}</w:delText></w:r>'
        "</w:del></w:p>",
    )  # fmt: skip
    (found,) = problems(lambda: generate(tmp_path, deleted))
    assert found.code == "D320"


MISUSES = {
    "数字加文字": ('{{ 人数 + "a" }}', "放在一起算"),
    "比大小": ('{% if 比率 > "a" %}甲{% endif %}', "放在一起算"),
    "合计没有的项": ('{{ [单位]|合计("x") }}', "要一本台账"),
    "切片": ('{{ 单位["甲":] }}', "不合用"),
    "格式": ('{{ "%d"|format(单位) }}', "放在一起算"),
    "参数太多": ("{{ 会议|map('约数', 1, 2, 3)|list }}", "放在一起算"),
    "不是几位": ("{{ 比率|round([1]) }}", "不合用"),
    "排序的项": ("{{ 会议|排序([1])|数量 }}", "不合用"),
    "截得太短": ("{{ 单位|truncate(1, end='……') }}", "不合用"),
    "每年": ('{{ 会议|近年([1], "会议") }}', "不合用"),
    "半个字": ("{{ '\\ud800' }}", "不合用"),
}


@pytest.mark.parametrize("name", MISUSES)
def test_what_cannot_be_computed_is_the_templates_fault_and_has_its_place(
    name: str, tmp_path: Path
):
    template, words = MISUSES[name]
    (found,) = problems(lambda: generate(tmp_path, f"甲\n乙{template}"))
    assert (found.code, words in found.message()) == ("D338", True), found.message()
    assert isinstance(found.place, WordPlace)
    assert (found.place.paragraph, found.place.column) == (2, 2)


def _lacking(*_: object, **__: object) -> None:
    raise AttributeError("'NoneType' object has no attribute 'value'")


def _broken(*_: object, **__: object) -> None:
    raise KeyError("nothing")


BUGS = {
    "台账的数": ("drafter.figures.records._read_weight", "{{ 会议|数量 }}", _lacking),
    "求和": (
        "drafter.figures.records._sum_numbers",
        "{% if 会议|数量 > 1 %}甲{% endif %}",
        _broken,
    ),
    "印出来": ("drafter.engine.render.recorder.display_text", "{{ 人数 }}", _lacking),
    "连起来": (
        "drafter.engine.language.jinja_filters.find_first_gap",
        "{{ 单位 ~ 人数 }}",
        _broken,
    ),
    "页面": ("drafter.engine.render.streaming.streamed.drop_empty_runs", "{{ 人数 }}", _broken),
}


@pytest.mark.parametrize("name", BUGS)
def test_a_fault_of_drafters_own_is_called_that_and_not_laid_to_the_template(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
):
    where, template, bug = BUGS[name]
    monkeypatch.setattr(where, bug)
    monkeypatch.chdir(workspace(tmp_path, template))
    ran = run("generate", "2021.yaml")
    assert ran.code == 1
    assert "程序内部出错" in ran.err and "D338" not in ran.err and "段" not in ran.err
    assert not list((tmp_path / "output").glob("*.docx"))


def test_formatted_text_in_the_wrong_place_makes_no_broken_page(tmp_path: Path):
    template = (
        "{% macro f() %}{{r 单位|字形 }}{% endmacro %}{% if f()|upper %}{{ f()|upper }}{% endif %}"
    )
    (found,) = problems(lambda: generate(tmp_path, template))
    assert found.code in ("D337", "D338", "D342")


def test_a_wrong_title_of_the_report_is_found_in_the_schema(tmp_path: Path):
    for title, code in (("{{ 单委 }}", "D314"), ("{{ 单位 ", "D313"), ("{{ 会议 }}", "D333")):
        schema = SCHEMA.replace("{{ 单位 }}总结", title)
        (found,) = problems(lambda schema=schema: generate(tmp_path, "甲", schema=schema))
        assert found.code == code
        assert "schema.yaml" in found.place.to_text("zh")


def test_names_from_set_loops_and_macros_give_no_false_alarm(tmp_path: Path):
    template = """{% macro f(x, y=1) %}{{ x }}{{ y }}{{ varargs|length }}{{ caller() if caller }}{% endmacro %}
{% for a, b in 会议|分组("类别") %}{{ a }}{{ loop.index }}{% set c = b %}{{ c }}{% endfor %}
{% with d = 单位 %}{{ d }}{% endwith %}{% set e %}{{ 单位 }}{% endset %}{{ e }}
{% for m in 会议 if m.主题 %}{{ m.主题 }}{% else %}{{ 单位 }}{% endfor %}{{ f(单位) }}
{% set ns = namespace(n=0) %}{% set ns.n = 1 %}{{ ns.n }}{{ 会议|map(attribute="主题")|join }}
{{ 主任.姓名|默认("无") }}{{ 单位.upper() }}{{ 成文日期.year }}{% for x in 清单 %}{{ x }}{% endfor %}"""
    workspace(tmp_path, template)
    assert drafter.template_check("x", here=tmp_path) == []


GAPPY = DATA.replace("单位: 甲单位\n", "").replace("主题: 学习二, ", "")


def test_a_lacking_value_is_a_marked_gap_that_is_listed_and_stops_a_final(tmp_path: Path):
    template = "{{ 单位 }}\n{{ 备注 }}\n{% for m in 会议 %}{{ m.主题 }}、{{ m.备注 }}；{% endfor %}"
    result = generate(tmp_path, template, data=GAPPY)
    lines = page(tmp_path, template, data=GAPPY).split("\n")
    assert lines == [
        "【待补：单位】", "【待补：备注】",
        "学习一、【待补：会议 第1条 备注】；【待补：会议 第2条 主题】、【待补：会议 第2条 备注】；",
    ]  # fmt: skip
    gaps = [each for each in result.problems if each.severity.value == "gap"]
    assert len(gaps) == 5
    assert all("2021.yaml" in each.place.to_text("zh") for each in gaps)
    refused = problems(lambda: drafter.generate("2021.yaml", here=tmp_path, final=True))
    assert set(gaps) <= set(refused)


def test_each_gap_in_the_page_is_highlighted(tmp_path: Path):
    result = generate(tmp_path, "前{{ 备注 }}后")
    assert result.path is not None
    text = members(result.path.read_bytes())["word/document.xml"].decode()
    run = text[: text.index("【待补：备注】")].rsplit("<w:r>", 1)[1]
    assert 'w:highlight w:val="yellow"' in run


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 备注|upper }}", "{{ 备注 ~ 单位 }}", "{{ 备注 + '甲' }}", "{{ [备注, 单位]|join }}",
        "{{ 单位|replace('甲', 备注) }}", "{{ 会议|map(attribute='备注')|join('、') }}",
        "{% set x = 备注 %}{{ x }}", "{% set x %}{{ 备注 }}{% endset %}{{ x }}",
        "{% macro f(x) %}{{ x }}{% endmacro %}{{ f(备注) }}", "{{r 备注|字形(bold=true) }}",
        "{{ '%s'|format(备注) }}", "{{ 会议|取('备注')|列举 if 0 else 备注 }}", "{{ 备注[:2] }}",
        "{{ 备注.split('、') }}", "{{ 照片|图片(40) }}", "{{ 备注|e }}",
    ],
)  # fmt: skip
def test_no_way_of_printing_a_lacking_value_loses_the_gap(tag: str, tmp_path: Path):
    result = generate(tmp_path, tag)
    assert result.path is not None
    assert {each.code for each in result.problems} == {"D339"}
    assert problems(lambda: drafter.check("2021.yaml", here=tmp_path, final=True))


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ('人数|default("无") == "无"', False), ('备注|default("无") == "无"', True),
        ('人数 == ""', False), ("人数 == 12", True), ("人数 != 12.0", False), ("人数 in [11, 12]", True),
        ('成文日期.isoformat() == "2021-12-31"', True), ("成文日期 == 会议[0].日期", False),
        ('"甲" in 单位', True), ('清单 == ["甲", "乙"]', True), ("办结 == true", True),
        ('会议[0].类别 == "党组会议"', True), ('"党组" in 会议[0].类别', True), ('主任.电话|int == 88', True),
        ('(会议[1].日期 or "无") == "无"', True), ('会议[1].日期 == "2021-01-02"|upper', False),
    ],
)  # fmt: skip
def test_values_of_one_kind_are_compared_and_words_for_what_is_lacking_too(
    condition: str, wanted: bool, tmp_path: Path
):
    assert page(tmp_path, f"{{{{ '对' if {condition} else '错' }}}}") == ("对" if wanted else "错")


def test_every_code_that_a_template_can_raise_is_in_the_tables():
    shown = {code for _, code, *_ in (*MISTAKES.values(), *FILLED.values())}
    elsewhere = {"D320", "D337", "D339", "D341", "D346", "D347", "D348", "D349", "D359", "D360"}
    elsewhere |= {"D367", "D368", "D375", "D376", "D377", "D378"}
    elsewhere |= {"D354", "D355", "D356", "D357"}  # test_template_holders
    elsewhere |= {"D385", "D386", "D387", "D369"}  # test_engine_signs
    elsewhere |= {"D358", "D363", "D370", "D371", "D380", "D381"}  # columns, marks, parts, forms
    asked = {code for code in RULES if "D310" <= code <= "D399"}
    assert asked - shown <= elsewhere
