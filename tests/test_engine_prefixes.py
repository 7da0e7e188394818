"""Tags with a prefix, which take the place of their paragraph, row, cell or run."""

from __future__ import annotations

from pathlib import Path

import docxtpl
import pytest

import drafter
from drafter.engine.compile.jinja_source import patch_plainly
from drafter.template.tag import split_text
from small import DATA, page, problems, workspace


@pytest.mark.parametrize("sign", ["-", "+"])
@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("首\n{%p for x in 清单 SIGN%}\n{{ x }}\n{%p endfor SIGN%}\n尾\n再", "首\n甲\n乙\n尾\n再"),
        ("首\n{%p if 人数 SIGN%}\n中\n{%p else SIGN%}\n无\n{%p endif SIGN%}\n尾", "首\n中\n尾"),
        ("首\n{%p set 值 = 人数 SIGN%}\n{{ 值 }}\n尾", "首\n12\n尾"),
        ("首\n{#p 说明 SIGN#}\n尾", "首\n尾"),
        ("首\n{{p 单位 SIGN}}\n尾", "首\n甲单位\n尾"),
        ("首{{r 单位 SIGN}} 尾\n再", "首甲单位 尾\n再"),
        ("首{%r if 人数 SIGN%}中{%r endif SIGN%} 尾\n再", "首中 尾\n再"),
        (
            "| 首 |\n| {%tr for x in 清单 SIGN%} |\n| {{ x }} |\n| {%tr endfor SIGN%} |\n| 尾 |",
            "| 首 |\n| 甲 |\n| 乙 |\n| 尾 |",
        ),
        (
            "| 首 | {%tc for x in 清单 SIGN%} | {{ x }} | {%tc endfor SIGN%} | 尾 |",
            "| 首 | 甲 | 乙 | 尾 |",
        ),
    ],
)  # fmt: skip
def test_a_sign_in_a_tag_with_a_prefix_has_no_effect_beyond_it(
    template: str, expected: str, sign: str, tmp_path: Path
):
    made = page(tmp_path, template.replace("SIGN", sign))
    assert "\n".join(line for line in made.split("\n") if line[:2] != "|=") == expected


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("{{r 单位 }}", "甲单位"), ("{{r 人数 }}", "12"), ("{{r 成文日期 }}", "2021年12月31日"),
        ("{{r 备注 }}", "【待补：备注】"), ("{{r 单位 ~ '&' }}", "甲单位&"),
        ("{%r if 人数 %}有{%r endif %}", "有"), ("{% if 人数 %}{{r 单位 -}}{% endif %}", "甲单位"),
        ("{% macro 写(x) %}{{r x }}{% endmacro %}{{ 写(单位) }}", "甲单位"),
        ("{{r 单位|字形 }}", "**甲单位**"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "{}\n{{{{ 单位|字形|upper }}}}", "| {} |"])
def test_a_tag_for_a_run_prints_plain_values_in_its_own_format(
    tag: str, printed: str, around: str, tmp_path: Path
):
    made = page(tmp_path, around.format(f"**前{tag}后**末"))
    assert made.split("\n")[0].strip("| ") == f"**前{printed}后**末"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("前\n{{p 单位 }}\n后", "前\n甲单位\n后"),
        ("前\n{{p 备注 }}\n后", "前\n【待补：备注】\n后"),
        ("前\n## {{p 人数 }}\n后", "前\n## 12\n后"),
        ("| 前 |\n| {{tr 单位 }} |\n| 后 |", "| 前 |\n| 甲单位 |\n| 后 |"),
        ("| 前 | {{tc 人数 }} | 后 |", "| 前 | 12 | 后 |"),
        ("| {{p 单位 }} |", "| 甲单位 |"),
        ("{%p for x in 清单 %}\n{{p x }}\n{%p endfor %}", "甲\n乙"),
    ],
)  # fmt: skip
def test_a_tag_for_a_block_prints_plain_values_in_its_place(
    template: str, expected: str, tmp_path: Path
):
    assert page(tmp_path, template) == expected


@pytest.mark.parametrize("end", ["}", "{", "%", "#", "{A}"])
@pytest.mark.parametrize("start", ["}", "{", "%", "#", "}、"])
def test_braces_at_the_borders_of_cells_and_paragraphs_stay_where_they_are(
    end: str, start: str, tmp_path: Path
):
    cells = f"| {start}丙{end} | {end} | {start}、{{{{ 人数 }}}} |"
    template = f"甲{end}\n{start}乙{end}\n{{{{ 单位 }}}}{end}\n{cells}"
    expected = template.replace("{{ 单位 }}", "甲单位").replace("{{ 人数 }}", "12")
    assert page(tmp_path, template) == expected


@pytest.mark.parametrize("tag", ["{{r 备注 }}", "{{p 备注 }}"])
def test_lines_printed_by_a_tag_with_a_prefix_are_paragraphs(tag: str, tmp_path: Path):
    data = DATA + "备注: |\n  第一段\n  第二段\n"
    assert page(tmp_path, f"前\n{tag}\n后", data=data) == "前\n第一段\n第二段\n后"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("首 {%- if 人数 -%} 中 {%- endif %}、尾\n末", "首中、尾\n末"),
        ("首\n{% if 人数 -%} 中\n乙{% endif %}\n末", "首\n中\n乙\n末"),
        ("首\n甲 {%- if 人数 %}中{% endif %}\n末", "首\n甲中\n末"),
        ("首\n{{ 人数 }}{%- for x in 清单 %}{{ x }}{% endfor %}\n末", "首\n12甲乙\n末"),
        ("首\n{% if 人数 %}{%- if 单位 %}中{% endif %}{%- endif %}\n末", "首\n中\n末"),
        ("首{%- if 人数 -%}**中**{%- endif -%}尾\n末", "首**中**尾\n末"),
        ("首\n{%p if 人数 %}\n{%- if 人数 %}中{% endif -%}\n{%p endif %}\n末", "首\n中\n末"),
        ("首\n{%- if 人数 %}\n中\n{%- endif %}\n末", "首\n中\n末"),
        ("| 首 {%- if 人数 %}甲{% endif -%} 。| 尾 |", "| 首甲。 | 尾 |"),
    ],
)  # fmt: skip
def test_a_minus_takes_blanks_away_and_no_words(template: str, expected: str, tmp_path: Path):
    made = page(tmp_path, template)
    assert "\n".join(line for line in made.split("\n") if line[:2] != "|=") == expected


CROSSING = {
    "for跨格": ("| {% for x in 清单 %}{{ x }} | 乙{% endfor %} |", "D356"),
    "if跨格": ("| {% if 单位 %}甲 | 乙{% endif %} |", "D356"),
    "else在另一格": ("| {% if 单位 %}甲 | 乙{% else %}丙{% endif %} |", "D356"),
    "p跨格": ("| {%p if 单位 %}¶甲 | {%p endif %}¶乙 |", "D356"),
    "斜着跨": ("| {% for x in 清单 %}甲 | 乙 |\n| 丙 | 丁{% endfor %} |", "D356"),
    "减号跨格": ("| {% if 单位 -%} | 甲 |\n| 乙{% endif %} | 丁 |", "D357"),
    "减号跨出表格": ("| 甲 |\n{%- if 单位 %}乙{% endif %}", "D357"),
}


@pytest.mark.parametrize("name", CROSSING)
def test_what_would_make_one_cell_of_two_is_told(name: str, tmp_path: Path):
    template, code = CROSSING[name]
    workspace(tmp_path, template)
    found = problems(lambda: drafter.template_check("x", here=tmp_path))
    assert code in [each.code for each in found]


@pytest.mark.parametrize(
    "template",
    [
        "| {% for x in 清单 %}{{ x }}{% endfor %} | 乙 |",
        "| {% for x in 清单 %}{{ x }}¶乙{% endfor %} | 丙 |",
        "甲{% if 单位 %}\n| 乙 | 丙 |\n丁{% endif %}",
        "| {% if 单位 %}甲 | 乙 |\n| {% endif %}丙 | 丁 |",
    ],
)
def test_a_block_within_a_cell_or_over_whole_rows_is_quiet(template: str, tmp_path: Path):
    workspace(tmp_path, template)
    assert drafter.template_check("x", here=tmp_path) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("首\n{%p for x in 清单 %}\n| {{ x }} |\n{%p endfor %}\n末", "首\n| 甲 |\n\n| 乙 |\n末"),
        ("| 甲 |\n{%p if 单位 %}\n| 乙 |\n{%p endif %}\n末", "| 甲 |\n\n| 乙 |\n末"),
        ("| 甲 |\n{%p if not 单位 %}\n丙\n{%p endif %}\n| 乙 |\n末", "| 甲 |\n\n| 乙 |\n末"),
        ("{%p for x in 清单 %}\n{{ x }}\n| {{ x }} |\n{%p endfor %}", "甲\n| 甲 |\n乙\n| 乙 |"),
    ],
)  # fmt: skip
def test_tables_that_tags_would_join_stay_two(template: str, expected: str, tmp_path: Path):
    assert page(tmp_path, template) == expected


@pytest.mark.parametrize("source", [
    "<w:t>甲</w:t><w:t xml:space='preserve'> {{ 名称|join(“、”) }} </w:t><w:t>乙</w:t>",
    "<w:t>甲</w:t><w:t>乙{% if a &lt; 1 and b == ‘x’ %}</w:t><w:t>“丙”</w:t>{% endif %}",
    "<w:t>{# “注” #}甲</w:t><w:t>{# 注 #}乙{{ a }}</w:t><w:t>{{ a }}{{ b }}</w:t><w:t>丁</w:t>",
])  # fmt: skip
def test_plain_tags_are_read_as_docxtpl_reads_them(source: str):
    patched = docxtpl.DocxTemplate(None).patch_xml(source)
    assert patch_plainly(split_text(source)) == patched.replace("a < 1", "a &lt; 1")
