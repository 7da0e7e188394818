"""Tests for drafter.engine: signs in tags, tags of other engines, names that no tag can have."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from drafter.problems import TextPlace, WordPlace
from notation import docx
from small import DATA, SCHEMA, generate, members, page, problems, workspace, zipped


@pytest.mark.parametrize("sign", ["\u200b", "\u200f", "\ufeff", "\u2060", "\u00ad"])
@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("前{{~单位 }}后", "前甲单位后"), ("{~{ 单位 }~}", "甲单位"), ("{{ 会~议|数~量 }}", "4"), ("{%~p if 单位 %}\n甲\n{%p~ endif %~}", "甲"),
        ("~{%p if 单位 %}\n甲\n{%p endif %}~", "甲"), ('{{ 会议|筛选(类别="党组~会议")|数量 }}', "1"),
        ("| {{ 单~位 }} |\n| 乙 |", "| 甲单位 |\n| 乙 |"),
    ],
)  # fmt: skip
def test_signs_that_nobody_sees_are_nothing_in_a_tag(
    sign: str, template: str, shown: str, tmp_path: Path
):
    assert page(tmp_path, template.replace("~", sign)) == shown


@pytest.mark.parametrize("sign", ["\u00a0", "\u3000", "\u2003"])
def test_hard_blanks_are_blanks_in_a_tag_and_stay_in_quotes(sign: str, tmp_path: Path):
    template = "{%p~if 单位~%}\n{{~单位~~}}{{ “甲~” }}\n{%p endif~%}".replace("~", sign)
    assert page(tmp_path, template) == f"甲单位甲{sign}"


def test_words_hard_hyphen_is_a_minus_in_a_tag(tmp_path: Path):
    parts = members(docx("{{ 人数 @ 1 }}、甲@乙"))
    body = parts["word/document.xml"].replace(b"@", b"</w:t><w:noBreakHyphen/><w:t>")
    assert page(tmp_path, zipped({**parts, "word/document.xml": body})).startswith("11、甲")


@pytest.mark.parametrize("text", ["甲\u200b乙{{ 单位 }}", "{{ 单位 }}\u00a0元"])
def test_signs_outside_of_tags_stay(text: str, tmp_path: Path):
    assert page(tmp_path, text) == text.replace("{{ 单位 }}", "甲单位")


@pytest.mark.parametrize(
    ("tag", "half"),
    [("人数 – 1", "-"), ("人数 — 1", "-"), ("人数 − 1", "-"), ("人数 × 2", "*"), ("人数 ÷ 2", "/"), ("'好' if 人数 ≥ 2", ">="), ("'好' if 人数 ＝＝ 2", "="),
     ("人数 ＊ 2", "*"), ("人数 ／ 2", "/"), ("主任．电话", ".")],
)  # fmt: skip
def test_a_sign_of_word_or_an_input_method_is_named_with_what_is_meant(
    tag: str, half: str, tmp_path: Path
):
    (found,) = problems(lambda: generate(tmp_path, f"{{{{ {tag} }}}}"))
    assert found.code == "D344"
    assert f"「{half}」" in found.message()


@pytest.mark.parametrize(
    ("tag", "sign"),
    [("单位 & 备注", "&"), ("人数 ? 1 : 2", "?"), ("单位；", "；"), ("单位 @ 1", "@")],
)
def test_a_sign_that_means_nothing_is_named(tag: str, sign: str, tmp_path: Path):
    (found,) = problems(lambda: generate(tmp_path, f"{{{{ {tag} }}}}"))
    assert found.code in ("D382", "D344")
    assert sign in found.message()


FOREIGN = {
    "{{@照片}}": "{{ 照片|图片(120) }}", "{{#会议}}": "{% for 条 in 会议 %}", "{{/会议}}": "{% endfor %}", "{{?单位}}": "{%p if 单位 %}",
    "{{#if 单位}}": "{% if 单位 %}", "{{#each 会议}}": "{% for 条 in 会议 %}", "{{^单位}}": "{% if not 单位 %}", "{{>文件}}": "{{p 文件|文档 }}",
    "{{+文件}}": "{{p 文件|文档 }}", "{{*会议}}": "{%p for 条 in 会议 %}", "{{{单位}}}": "{{ 单位 }}", "{{if 单位}}": "{% if 单位 %}", "{{else}}": "{% else %}",
    "{d.单位}": "{{ 单位 }}", "${单位}": "{{ 单位 }}", "«单位»": "{{ 单位 }}", "<<单位>>": "{{ 单位 }}", "{%单位%}": "{{ 单位 }}",
    "{#会议}": "{% for 条 in 会议 %}", "{/会议}": "{% endfor %}", "+++单位+++": "{{ 单位 }}", "<%= 单位 %>": "{{ 单位 }}", "«无此项»": "{{ 无此项 }}",
}  # fmt: skip


@pytest.mark.parametrize("tag", FOREIGN)
def test_a_tag_of_another_engine_is_named_with_how_it_is_written_here(tag: str, tmp_path: Path):
    (found,) = problems(lambda: generate(tmp_path, f"| 前{tag}后 |\n| 甲 |"))
    assert found.code == "D384"
    assert isinstance(found.place, WordPlace)
    assert found.cure() == f"写成 {FOREIGN[tag]}" or FOREIGN[tag] in found.cure()


@pytest.mark.parametrize(
    "text",
    [
        "«Правда»报",
        "见<<通知>>",
        "{_{ 单位 }_}",
        "共{ 三 }项",
        "{% raw %}{{@x}} ${y}{% endraw %}",
        "{# 备忘 #}",
    ],
)
def test_what_only_looks_like_a_foreign_tag_is_let_be(text: str, tmp_path: Path):
    assert generate(tmp_path, text).problems == ()


NAMES = {
    "A-B": "AB",
    "2021年数": "年数2021",
    "金额（万元）": "金额万元",
    "男/女": "男女",
    '"总 数"': "总数",
    "if": "项if",
    "_甲": "甲",
    "金额(万元)": "金额万元",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_tag_can_have_is_told_where_the_schema_gives_it(name: str, tmp_path: Path):
    schema = SCHEMA.replace(
        "  备注: {type: string}\n", f"  备注: {{type: string}}\n  {name}: {{type: string}}\n", 1
    )
    (found,) = problems(lambda: generate(tmp_path, "{{ 单位 }}", schema=schema))
    assert found.code == "D385"
    assert f"「{NAMES[name]}」" in found.cure()
    assert isinstance(found.place, TextPlace) and found.place.file.endswith("schema.yaml")
    assert schema.splitlines()[found.place.line - 1].strip().startswith(name)


RECORDS = SCHEMA.replace(
    "        备注: {type: string}\n",
    "        备注: {type: string}\n        金额（万元）: {type: integer}\n        A-B: {type: string}\n",
    1,
)
MONEY = DATA.replace("数量: 3}", "数量: 3, 金额（万元）: 5, A-B: 乙}").replace(
    "日期: 2021-01-02}", "日期: 2021-01-02, 金额（万元）: 1, A-B: 丙}"
)


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("条.金额（万元）", '条["金额（万元）"]'),
        ("条.A-B", '条["A-B"]'),
        ("会议|筛选(金额（万元）=5)|数量", '筛选(**{"金额（万元）": …})'),
    ],
)
def test_a_fields_name_that_cannot_stand_behind_a_dot_is_told_with_what_can(
    tag: str, hint: str, tmp_path: Path
):
    template = f"{{% for 条 in 会议 %}}{{{{ {tag} }}}}{{% endfor %}}"
    (found,) = problems(lambda: generate(tmp_path, template, schema=RECORDS, data=MONEY))
    assert (found.code, found.cure()) == ("D386", f"写成 {hint}")


def test_such_a_field_is_printed_picked_and_summed_by_its_name_in_quotes(tmp_path: Path):
    template = '{% for 条 in 会议 %}{{ 条["金额（万元）"] }}{{ 条["A-B"] }}{% endfor %}{{ 会议|合计("金额（万元）") }}'
    assert page(tmp_path, template, schema=RECORDS, data=MONEY) == "1丙5乙6"


QUIET = {
    "数出来的总数": "{% set ns = namespace(n=0) %}{% for m in 会议 %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "raw": "{% raw %}{{ x }}{% if %}{% endraw %}", "几段raw": "{% raw %}\n{{ x }}\n{% endraw %}", "引号": '{{ "{{" }}', "docxtpl": "{_{ a }_}",
    "set": "{% for m in 会议 %}{% set i = loop.index %}{{ i }}{{ i + 1 }}{% endfor %}",
    "with": "{% for m in 会议 %}{% with i = loop.index0 * 2 %}{{ i }}{% endwith %}{% endfor %}",
    "macro": "{% macro f(i) %}{{ i }}、{% endmacro %}{% for m in 会议 %}{{ f(loop.index) }}{% endfor %}",
    "namespace": "{% set ns = namespace(n=0) %}{% for m in 会议 %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endfor %}",
    "namespace带走": "{% set ns = namespace(n=0) %}{% for m in 会议 %}{% set ns.n = loop.index %}{% endfor %}{{ ns.n }}",
    "表格": "| 甲 |\n|tr {%tr for m in 会议 %}|\n| {% set i = loop.index %}{{ i }} |\n|tr {%tr endfor %}|",
    "range": "{% for i in range(3) %}{{ i + 1 }}{% endfor %}",
}  # fmt: skip
TOLD = {
    "数据里的括号": ("D401", "{{ 备注 }}{% raw %}{{ x }}{% endraw %}"),
    "写死的": ("D402", "{% set i = 5 %}{{ i }}"),
    "循环里写死的": ("D402", "{% for m in 会议 %}{% set i = 5 %}{{ i }}{% endfor %}"),
    "macro默认": ("D402", "{% macro f(i=7) %}{{ i }}{% endmacro %}{{ f() }}"),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_braces_and_row_numbers_that_are_meant_are_no_finding(name: str, tmp_path: Path):
    assert generate(tmp_path, QUIET[name]).problems == ()


@pytest.mark.parametrize("name", TOLD)
def test_braces_of_the_data_and_digits_of_the_template_are_told(name: str, tmp_path: Path):
    code, template = TOLD[name]
    found = generate(tmp_path, template, data=DATA + "备注: '{{ x }}'\n").problems
    assert code in {each.code for each in found}


def test_what_is_found_on_the_page_names_the_file_that_is_written(tmp_path: Path):
    workspace(tmp_path, "共5次")
    result = drafter.generate("2021.yaml", here=tmp_path, output="定稿.docx")
    assert [each.place.file for each in result.problems] == ["定稿.docx"]  # type: ignore[union-attr]
