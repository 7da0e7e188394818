"""Tests for drafter.checks: each rule speaks of the wrong page and is silent about the right one."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import drafter
from drafter import checks
from drafter.problems import RULES, WordPlace
from notation import docx
from small import DATA, SCHEMA, changed, draft, generate, problems

MODULES = [
    importlib.import_module(each.name)
    for each in pkgutil.walk_packages(checks.__path__, "drafter.checks.")
]
ELSEWHERE = {"D405", "D419", "D491", "D492", "D493", "D494", "D495", "D496"}
"""Codes that other rooms raise: of `why`, of declarations, of marks, settings and files."""

YEAR_TITLE = SCHEMA.replace("{{ 单位 }}总结", "{{ 成文日期.year }}年{{ 人数 }}总结")


def found(folder: Path, template: str | bytes, **given: object) -> list[tuple[str, str]]:
    """The code of each finding, and the text that it is about."""
    return [
        (each.code, str(dict(each.values).get("text", "")))
        for each in checks.check_draft(draft(folder, template, **given))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 7 }}", "{{"), ("甲 }} 乙", "}}"), ("{% if %}", "{%"), ("甲 %} 乙", "%}"), ("{# x", "{#"),
        ("｛｛ 甲 ｝｝", "｛｛"),
    ],
)  # fmt: skip
def test_braces_of_a_tag_that_the_data_hold_are_reported(text: str, expected: str, tmp_path: Path):
    assert ("D401", expected) in found(tmp_path, "甲{{ 备注 }}", data=DATA + f'备注: "{text}"\n')


@pytest.mark.parametrize("text", ["{甲}", "甲 % 乙", "}甲{", "#1号", "f(x) = {1}"])
def test_other_braces_are_no_tags(text: str, tmp_path: Path):
    assert found(tmp_path, "甲{{ 备注 }}", data=DATA + f'备注: "{text}"\n') == []


ORPHANS = {
    "写死的数字": ("全年开会40余次。", ["40"]),
    "写死的年份": ("2021年总结", ["2021"]),
    "全角数字": ("全年２０２１次", ["２０２１"]),
    "常量": ("{{ 40 }}次", ["40"]),
    "常量过滤": ("{{ 40|约数 }}次", ["40"]),
    "常量相加": ("{{ 20 + 20 }}次", ["40"]),
    "常量文字": ('{{ "第3届" }}', ["3"]),
    "常量和数据接在一起": ('{{ "2021年" ~ 人数 ~ "人" }}', ["2021"]),
    "常量从set来": ("{% set n = 40 %}{{ n }}次", ["40"]),
    "宏里写死的": ("{% macro f(x) %}第3次{{ x }}人{% endmacro %}{{ f(人数) }}", ["3"]),
    "块里写死的": ("{% set t %}第3次{{ 人数 }}人{% endset %}{{ t }}", ["3"]),
    "和数据相同但写死": ("全年12人", ["12"]),
    "两处": ("第1次和第2次", ["1", "2"]),
    "表格里": ("| 甲 | 3 |", ["3"]),
    "换行后面": ("甲\t乙↵丙5", ["5"]),
}
"""Templates with digits that no record gave."""

GIVEN = {
    "数据里的": "{{ 人数 }}人，{{ 单位 }}",
    "数出来的": "{{ 会议|数量 }}次，{{ 会议|数量|约数 }}次，{{ 会议|length }}次",
    "数出来是零": '{{ 信息|数量 }}次，{{ 会议|筛选(主题="无")|数量 }}次',
    "算出来的": "{{ 人数 * 2 + 1 }}，{{ 会议|筛选(类别='党组会议')|占比(会议) }}",
    "日期": "{{ 成文日期 }}，{{ 成文日期.year }}年，{{ 成文日期.strftime('%m月') }}",
    "循环里": "{% for m in 会议 %}{{ m.日期|默认('') }}{{ m.数量|默认('') }}{% endfor %}",
    "循环后的累计": "{% set n = namespace(i=0) %}{% for m in 会议 %}{% if m.数量 %}{% set n.i = n.i + 1 %}{% endif %}{% endfor %}{{ n.i }}次",
    "行号": "{% for m in 会议 %}{{ loop.index }}、{{ loop.index|序号 }}、{{ '（' ~ loop.index ~ '）' }}{% endfor %}",
    "分组": '{% for 名, 数 in 会议|分组("类别") %}{{ 名 }}{{ 数 }}次{% endfor %}{{ 会议|其中("类别", "次") }}',
    "接起来的": '{{ "共" ~ 人数 ~ "人" }}{{ "%s人"|format(人数) }}{{ [人数, 单位]|join("、") }}',
    "变过的": "{{ 人数|string|upper }}{{ (人数 ~ '')[:1] }}{{ 备注|replace('甲', '乙') }}{{ 备注.split('1')[1] }}",
    "宏": "{% macro f(x) %}{{ x }}人{% endmacro %}{{ f(人数) }}{{ f(会议|数量) }}",
    "块": "{% set t %}{{ 人数 }}人{% endset %}{{ t }}、{{ t }}",
    "字形": "{{r 人数|字形(bold=true) }}",
    "并段": "甲\n{%- if 人数 %}\n{{ 人数 }}{% for m in 会议 %}{{ loop.index }}{% endfor %}{%- endif %}",
    "写明固定的": "见附件1。",
    "汉字数": "一、第二次",
}
"""Templates in which all digits are accounted for."""


@pytest.mark.parametrize("name", ORPHANS)
def test_a_digit_that_no_record_gave_is_reported(name: str, tmp_path: Path):
    template, digits = ORPHANS[name]
    assert found(tmp_path, template) == [("D402", text) for text in digits]


@pytest.mark.parametrize("name", GIVEN)
def test_a_digit_that_records_gave_is_not_reported(name: str, tmp_path: Path):
    assert found(tmp_path, GIVEN[name], data=DATA + "备注: 甲12\n") == []


def test_the_place_is_the_digit_even_behind_a_tab_and_a_page_number(tmp_path: Path):
    template = "{{ 单位 }}甲\t乙↵丙5号"
    (each,) = checks.check_draft(draft(tmp_path, template))
    assert isinstance(each.place, WordPlace)
    at = each.place.column - 1
    assert each.place.words[at : at + each.place.width] == "5"


def test_what_the_name_of_the_report_prints_accounts_for_nothing_in_the_page(tmp_path: Path):
    assert found(tmp_path, "2021年共12人", schema=YEAR_TITLE) == [("D402", "2021"), ("D402", "12")]


def test_a_fixed_wording_allows_its_own_digits_only(tmp_path: Path):
    assert found(tmp_path, "附件1和1") == [("D402", "1")]


@pytest.mark.parametrize("kind", ["complex", "simple"])
def test_a_page_number_is_no_orphan(kind: str, tmp_path: Path):
    text = "<w:r><w:t>7</w:t></w:r>"
    field = {
        "simple": f'<w:fldSimple w:instr="PAGE">{text}</w:fldSimple>',
        "complex": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    }[kind]
    template = changed(docx("甲3"), "word/document.xml", "<w:body>", f"<w:body><w:p>{field}</w:p>")
    assert found(tmp_path, template) == [("D402", "3")]


def test_a_digit_typed_into_a_footer_is_reported(tmp_path: Path):
    footer = "<w:p><w:r><w:t>2020年</w:t></w:r></w:p></w:ftr>"
    template = changed(docx("甲"), "word/footer1.xml", "</w:ftr>", footer)
    (each,) = checks.check_draft(draft(tmp_path, template))
    assert each.code == "D402"
    assert "页脚" in each.place.to_text("zh")


@pytest.mark.parametrize(
    "text", ["甲，，乙", "甲，。", "甲、，乙", "甲；。", "：，", "（）", "“”", "《》"]
)
def test_marks_that_cannot_stand_together_are_reported(text: str, tmp_path: Path):
    codes = [code for code, _ in found(tmp_path, f"前{text}后")]
    assert codes == ["D403"]


@pytest.mark.parametrize(
    "text", ["甲，乙。", "《甲》《乙》", "“甲”、“乙”", "（一）", "甲……乙", "甲——乙", "甲。”"]
)
def test_marks_that_belong_together_are_not(text: str, tmp_path: Path):
    assert found(tmp_path, f"前{text}后") == []


def test_marks_that_a_false_condition_left_are_reported(tmp_path: Path):
    template = "开会，{% if 信息 %}报送信息，{% endif %}，学习。"
    assert found(tmp_path, template) == [("D403", "，，")]


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("[[甲{{ 信息|数量 }}件]]，乙{{ 人数 }}人。", ["，"]),
        ("{% if 信息 %}甲{% endif %}，乙人。", ["，"]),
        ("[[甲{{ 信息|数量 }}件]][[，乙{{ 人数 }}人]]。", ["，"]),
        ("[[甲{{ 信息|数量 }}件]]。", ["。"]),
        ("| 一 | [[甲{{ 信息|数量 }}件]]、乙 |", ["、"]),
        ("[[甲{{ 信息|数量 }}件，]]乙{{ 人数 }}人。", []),
        ("[[甲{{ 人数 }}件]]，乙{{ 人数 }}人。", []),
        ("，乙{{ 人数 }}人。", []),  # typed so: a picture or formula may stand before it
    ],
)
def test_a_mark_that_nothing_stands_before_any_more_is_told(
    template: str, told: list[str], tmp_path: Path
):
    assert [text for code, text in found(tmp_path, template) if code == "D403"] == told


def test_half_a_field_is_reported_and_stops_the_report(tmp_path: Path):
    half = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    template = changed(docx("甲"), "word/document.xml", "<w:body>", f"<w:body>{half}")
    (each,) = problems(lambda: generate(tmp_path, template))
    assert each.code == "D404"
    assert "域" in each.message()
    assert "甲单位总结.docx" in each.place.to_text("zh")


@pytest.mark.parametrize(
    "template",
    [
        "| 甲 |\n| {%p if 信息 %}¶乙¶{%p endif %} |", "| 甲 |\n|tr {%tr for m in 信息 %}|\n| 乙 |\n|tr {%tr endfor %}|",
        "{%p for m in 会议 %}\n{{ m.主题 }}\n{%p endfor %}", "甲{% if 信息 %}乙\n丙{% endif %}丁",
        "|tr {%tr for m in 信息 %}|\n| 乙 |\n|tr {%tr endfor %}|",
    ],
)  # fmt: skip
def test_what_falls_away_leaves_a_sound_page(template: str, tmp_path: Path):
    assert found(tmp_path, template) == []


def test_each_code_of_this_room_belongs_to_a_check():
    own = [getattr(module, name) for module in MODULES for name in vars(module)]
    told = "".join(str(each.__doc__) for each in own if callable(each))
    assert {code for code in RULES if code.startswith("D4")} - ELSEWHERE == {
        code for code in RULES if code.startswith("D4") and code in told
    }


def test_warnings_do_not_stop_a_report(tmp_path: Path):
    result = generate(tmp_path, "全年40余次，，好")
    assert {each.code for each in result.problems} == {"D402", "D403"}
    assert drafter.check("2021.yaml", here=tmp_path, final=True).problems[:2] == result.problems


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("安置房 建设", True), ("安置房建设。", True), ("安置房建设(一)", False), ("安置房建设2", False),
    ],
)  # fmt: skip
def test_a_topic_written_in_two_ways_is_told_where_it_is_listed(
    other: str, told: bool, office: Path
):
    path = office / "data/2021.yaml"
    text = path.read_text("utf-8")
    first, second = [m.end() for m in re.finditer("议题: 安置房建设", text)][:2]
    path.write_text(f"{text[: second - 5]}{other}{text[second:]}", "utf-8")
    found = [each for each in drafter.generate("2021.yaml").problems if each.code == "D248"]
    assert bool(found) is told
    if told:
        lines = [text[:at].count("\n") + 1 for at in (first, second)]
        assert all(f"2021.yaml:{line}" in found[0].message() for line in lines)
