"""Tests for drafter.engine: values answer, compare and round as the plain ones that they stand for."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

from pathlib import Path

import pytest

from small import DATA, generate, page, problems

GIVEN = DATA.replace("比率: 0.5", "比率: 2.675")


def answer(folder: Path, expression: str) -> str:
    return page(folder, f"{{{{ '是' if {expression} else '否' }}}}", data=GIVEN)


@pytest.mark.parametrize(
    "expression",
    [
        "人数 is number and 人数 is integer and 人数 is not float", "比率 is float and 比率 is number and 比率 is not integer",
        "(会议|数量) is integer", "(会议|数量) is number", "会议[1].数量 is integer", "人数 + 比率 is float",
        "备注 is none", "备注 == none", "not 备注 != none", "备注 is not defined", "备注 is undefined", "单位 is not none",
        "备注 is not string and 备注 is not number and 备注 is not iterable and 备注 is not mapping and 备注 is not sequence",
        "单位 is string and 成文日期 is not string and 人数 is not string", "主任 is mapping and 会议 is not mapping",
        "会议 is sequence and 清单 is iterable and 人数 is not iterable and 人数 is not sequence",
        "办结 is boolean and 办结 is true and 办结 is not integer", "人数 is even and 人数 is divisibleby 4 and 人数 is ge(12)",
        "人数 in [12] and 12 in [人数] and 人数 in range(20)", "'甲' in 清单 and '丁' not in 清单", "人数 > 比率 and 成文日期 > 会议[0].日期",
        "人数 == 12 and 12 == 人数 and 人数 != 13", "[人数, 3, 比率]|sort|first == 比率", "[人数, 3]|max == 12",
        "(会议|selectattr('备注', 'none')|list|length) == 2", "(会议|map(attribute='主题')|list)[0] == '学习一'",
        "比率|int == 2 and '7'|int == 7 and 人数|float is number and 人数|string is string", "人数|string|length == 2",
    ],
)  # fmt: skip
def test_a_value_answers_as_a_plain_one_does(expression: str, tmp_path: Path):
    assert answer(tmp_path, expression) == "是"


@pytest.mark.parametrize(
    "value", ["比率", "2.675", "比率 * 1", "(会议|sum(attribute='比')) + 2.675"]
)
@pytest.mark.parametrize(
    "writing",
    ["{}|round(2)", "{}|数字(2)", "'%.2f'|format({})", "'%.2f' % ({})", "'{{:.2f}}'.format({})", "'%(a).2f'|format(a={})"],
)  # fmt: skip
def test_all_ways_of_rounding_round_half_up(writing: str, value: str, tmp_path: Path):
    if "sum" in value:
        value = "[比率]|sum"
    assert page(tmp_path, f"{{{{ {writing.format(f'({value})')} }}}}", data=GIVEN) == "2.68"


def test_a_format_keeps_its_widths_signs_and_other_places(tmp_path: Path):
    template = "{{ '%5.1f|%-6.2f|%06.2f|%+d|%d%%|%s|%x' % (比率, 0.5, 0.5, 人数, 人数, 单位, 人数) }}{{ '{:,}|{:>4}|{:.1%}'.format(人数 * 1000, 人数, 0.125) }}"
    assert (
        page(tmp_path, template, data=GIVEN)
        == "  2.7|0.50  |000.50|+12|12%|甲单位|c12,000|  12|12.5%"
    )


@pytest.mark.parametrize(
    ("rounded", "shown"),
    [("人数|round", "12"), ("比率|round", "3"), ("2.5|round", "3.0"), ("1234|round(-2)", "1200"), ("2.341|round(2, 'ceil')", "2.35"),
     ("2.349|round(2, 'floor')", "2.34"), ("3|round(1)", "3")],
)  # fmt: skip
def test_round_takes_digits_and_a_direction(rounded: str, shown: str, tmp_path: Path):
    assert page(tmp_path, f"{{{{ {rounded} }}}}", data=GIVEN) == shown


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ("'、'.join(清单)", "甲、乙"), ("'；'.join(会议|map(attribute='主题'))", "学习一；学习二"), ("单位.replace('甲', '乙')", "乙单位"),
        ("' 甲 '.strip()", "甲"), ("'甲，乙'.split('，')|last", "乙"), ("单位.removesuffix('单位')", "甲"), ("'7'.zfill(3)", "007"),
        ("成文日期.isoformat()", "2021-12-31"), ("'{}共{}人'.format(单位, 人数)", "甲单位共12人"), ("(成文日期 - 会议[0].日期).days", "363"),
        ("成文日期 - 会议[0].日期", "363"),
    ],
)  # fmt: skip
def test_harmless_methods_work_and_keep_where_values_come_from(
    call: str, shown: str, tmp_path: Path
):
    result = generate(tmp_path, f"{{{{ {call} }}}}")
    assert not [each for each in result.problems if each.code == "D402" and "7" not in shown]
    assert page(tmp_path, f"{{{{ {call} }}}}") == shown


@pytest.mark.parametrize(
    "call",
    [
        "'甲'.zfill(999999999)",
        "'{:9999}'.format(人数)",
        "'甲'.center(1000000)",
        "'{0.real}'.format(人数)",
        "'{[0]}'.format(清单)",
    ],
)
def test_methods_reach_into_nothing_and_stay_small(call: str, tmp_path: Path):
    assert {each.code for each in problems(lambda: generate(tmp_path, f"{{{{ {call} }}}}"))} <= {
        "D335",
        "D338",
    }


def test_records_that_lack_the_field_come_last_in_an_order_and_are_never_the_least(tmp_path: Path):
    data = DATA + "  - {类别: 党组会议, 主题: 学习三, 数量: 2}\n"
    template = "{{ 会议|sort(attribute='数量')|join('、', attribute='主题') }}；{{ (会议|min(attribute='数量')).主题 }}；{{ (会议|max(attribute='数量')).主题 }}"
    assert page(tmp_path, template, data=data) == "学习三、学习二、学习一；学习三；学习二"


LOST = {
    "合计": "{% set n = 0 %}{% for m in 会议 %}{% set n = n + 1 %}{% endfor %}{{ n }}",
    "最大": "{% set 大 = 0 %}{% for m in 会议 %}{% if m.数量 and m.数量 > 大 %}{% set 大 = m.数量 %}{% endif %}{% endfor %}{{ 大 }}",
    "没有先设": "{% for m in 会议 %}{% set x = m.主题 %}{{ x }}{% endfor %}{{ x }}",
    "上一条": "{% set 上 = '' %}{% for m in 会议 %}{% if m.类别 != 上 %}{{ m.类别 }}{% endif %}{% set 上 = m.类别 %}{% endfor %}",
    "套两层": "{% set t = 0 %}{% for m in 会议 %}{% for k in 清单 %}{% set t = t + 1 %}{% endfor %}{% endfor %}{{ t }}",
    "with": "{% set y = 1 %}{% for m in 会议 %}{% with z = 2 %}{% set y = z %}{% endwith %}{{ y }}{% endfor %}",
    "macro": "{% set n = 0 %}{% macro f() %}{% set n = n + 1 %}{{ n }}{% endmacro %}{{ f() }}{{ f() }}",
    "else": "{% for m in 信息 %}{% else %}{% set 说 = '无' %}{% endfor %}{{ 说 }}",
    "块": "{% set 句 %}无{% endset %}{% for m in 会议 %}{% set 句 %}{{ m.主题 }}{% endset %}{% endfor %}{{ 句 }}",
    "数据的名": "{% for m in 会议 %}{% set 人数 = 人数 + m.数量|d(1) %}{% endfor %}{{ 人数 }}",
    "namespace在里面": "{% for m in 会议 %}{% set ns = namespace(n=0) %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "段落": "{%p set n = 0 %}\n{%p for m in 会议 %}\n{%p set n = n + 1 %}\n{%p endfor %}\n{{ n }}",
    "表格": "| 甲 |\n|tr {%tr for m in 会议 %}|\n| {% set n = m.数量 %}{{ m.主题 }} |\n|tr {%tr endfor %}|\n| {{ n }} |",
}  # fmt: skip
KEPT = {
    "本轮": ("{% for m in 会议 %}{% set x = m.主题 %}{{ x }}{% endfor %}", "学习一学习二"),
    "两个循环": ("{% for m in 会议 %}{% set x = m.主题 %}{{ x }}{% endfor %}{% for m in 会议 %}{% set x = '乙' %}{{ x }}{% endfor %}", "学习一学习二乙乙"),
    "默认": ("{% set x = '无' %}{% for m in 会议 %}{% if m.数量 %}{% set x = m.主题 %}{% endif %}{{ x }}{% endfor %}", "无学习二"),
    "两支": ("{% for m in 会议 %}{% if loop.first %}{% set x = '甲' %}{% else %}{% set x = '乙' %}{% endif %}{{ x }}{% endfor %}", "甲乙"),
    "namespace": ("{% set ns = namespace(n=0) %}{% for m in 会议 %}{% set ns.n = ns.n + m.数量|d(1) %}{% endfor %}{{ ns.n }}", "4"),
    "macro": ("{% set y = '甲' %}{% macro f(x) %}{% set y = x ~ '。' %}{{ y }}{% endmacro %}{{ f(单位) }}{{ y }}", "甲单位。甲"),
    "数据的名": ("{% for m in 会议 %}{% set 单位 = m.主题 %}{{ 单位 }}{% endfor %}{{ 单位 }}", "学习一学习二甲单位"),
    "自己修一修": ("{% for m in 会议 %}{% set 单位 = 单位|trim %}{{ 单位 }}{% endfor %}", "甲单位甲单位"),
    "再设": ("{% set x = 1 %}{% for m in 会议 %}{% set x = m.主题 %}{% endfor %}{% set x = '乙' %}{{ x }}", "乙"),
    "if里": ("{% if 单位 %}{% set x = 单位 %}{% else %}{% set x = '无' %}{% endif %}{{ x }}", "甲单位"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_a_set_that_is_read_after_its_turn_is_refused_at_the_set(name: str, tmp_path: Path):
    found = problems(lambda: generate(tmp_path, LOST[name]))
    assert {each.code for each in found} == {"D379"}
    assert all("{% set" in each.place.words or "%p set" in each.place.words for each in found)  # type: ignore[union-attr]
    assert "namespace" in found[0].cure() and "合计" in found[0].cure() and "max" in found[0].cure()


@pytest.mark.parametrize("name", KEPT)
def test_a_set_that_is_used_where_it_holds_is_right(name: str, tmp_path: Path):
    template, shown = KEPT[name]
    assert page(tmp_path, template) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("成文日期|天数(会议[0].日期)", "363"), ("成文日期|days(成文日期, both=true)", "1"), ("1234567|千分位", "1,234,567"),
        ("(人数 * 1000)|thousands", "12,000"), ("1234.567|千分位(2)", "1,234.57"), ("-1234|千分位", "-1,234"), ("备注|天数(成文日期)", "【待补：备注】"),
    ],
)  # fmt: skip
def test_days_between_dates_and_commas_by_threes(written: str, shown: str, tmp_path: Path):
    assert page(tmp_path, f"{{{{ {written} }}}}") == shown


def test_days_that_would_be_negative_and_texts_are_refused(tmp_path: Path):
    for tag in ("会议[0].日期|天数(成文日期)", "单位|天数(成文日期)"):
        (found,) = problems(lambda tag=tag: generate(tmp_path, f"{{{{ {tag} }}}}"))
        assert found.code == "D332"
