"""Tests for drafter.template.clauses: `[[ … ]]` goes when one of its figures is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from small import DATA, SCHEMA, compiled, page, problems, workspace
from small import generate as make
from test_engine_ways import compare
from wordfiles import with_body
from wordparts import p, run

ABSENT = DATA.replace("人数: 12", "人数: 0").replace("比率: 0.5\n", "")
PRINTED = {
    "数字在": ("会议{{会议|数量}}次[[，{{人数}}人参加]]。", "会议4次，12人参加。"),
    "台账没有": ("会议{{会议|数量}}次[[，信息{{信息|数量}}篇]]。", "会议4次。"),
    "空数据": ("甲[[，{{备注}}]]。", "甲。"),
    "外面照印0": ("信息{{信息|数量}}篇[[，信息{{信息|数量}}篇]]。", "信息0篇。"),
    "全部占比": ("会议[[，占{{会议|占比(会议)}}]]。", "会议。"),
    "部分占比": ('会议[[，占{{会议|筛选(类别="党组会议")|占比(会议)}}]]。', "会议，占25%。"),
    "没有整体": ("会议[[，占{{信息|占比(信息)}}]]。", "会议。"),
    "一种分项": ('甲[[，{{会议|筛选(类别="党组会议")|其中("类别", "次")}}]]。', "甲。"),
    "两种分项": ('甲[[，{{会议|其中("类别", "次")}}]]。', "甲，党组会议1次、常委会会议3次。"),
    "比不出来": ("甲[[，{{会议|较上年(上年.会议)}}]]。", "甲。"),
    "汉字零": ("甲[[，{{信息|数量|序号}}篇]]。", "甲。"),
    "里层不在": ("甲[[，{{人数}}人[[，信息{{信息|数量}}篇]]]]。", "甲，12人。"),
    "外层不在": ("甲[[，信息{{信息|数量}}篇[[，{{人数}}人]]]]。", "甲。"),
    "条件": ("甲[[会议？，会议开了]][[信息？，有信息]]。", "甲，会议开了。"),
    "条件里两项": ("甲[[信息 or 会议？，有]][[信息 且 会议?，都有]]。", "甲，有。"),
    "条件不留空格": (
        "甲[[信息或会议？，有]][[会议且非信息？，只有会]][[信息且会议？，都有]]。",
        "甲，有，只有会。",
    ),
    "条件比大小": ("甲[[人数＞10？，人多‖，人少]]。", "甲，人多。"),
    "条件等于": ("甲[[单位=“甲单位”？，是]][[单位 = “乙”？，不是]]。", "甲，是。"),
    "条件里筛选": ("甲[[会议|筛选(类别=“党组会议”)？，有]]。", "甲，有。"),
    "不是条件": ("[[怎么办？开{{会议|数量}}次会]]。", "怎么办？开4次会。"),
    "第一种": ("甲[[{{人数}}人‖没有人]]。", "甲12人。"),
    "第二种": ("甲[[{{信息|数量}}篇‖{{人数}}人||没有]]。", "甲12人。"),
    "最后一种": ("甲[[{{信息|数量}}篇‖没有信息]]。", "甲没有信息。"),
    "全角": ("甲【【，{{人数}}人】】［［，信息{{信息|数量}}篇］］。", "甲，12人。"),
    "单个方括号": ("【甲】[乙[丙]][[，[丁]{{人数}}]]", "【甲】[乙[丙]]，[丁]12"),
    "标签里的方括号": ("{{ [[1, 2], [3]][0][0] }}[[{{ [人数][0] }}]]", "112"),
    "照印": ('{{ "[[" }}甲{{ "]]" }}', "[[甲]]"),
    "不解释": ("{% raw %}[[甲]]{% endraw %}", "[[甲]]"),
    "循环里": (
        "{% for m in 会议 %}{{m.主题}}[[（{{m.备注}}）]][[{{m.数量}}次]]；{% endfor %}",
        "学习一；学习二3次；",
    ),
    "条件用循环的名字": ("{% for m in 会议 %}[[m.数量？{{m.主题}}]]{% endfor %}", "学习二"),
    "里面有条件": ("[[甲{{人数}}{% if 信息 %}{{信息|数量}}{% endif %}]]", "甲12"),
    "单元格": ("| 甲 | 乙 |\n| [[{{人数}}人]] | [[{{信息|数量}}篇]] |", "| 甲 | 乙 |\n| 12人 |  |"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_clause_is_printed_when_its_figures_are_there(tmp_path: Path, name: str) -> None:
    template, printed = PRINTED[name]
    assert page(tmp_path, template) == printed
    assert compiled(tmp_path)[0].plain


@pytest.mark.parametrize("name", PRINTED)
def test_both_ways_print_the_same_clauses(tmp_path: Path, name: str) -> None:
    workspace(tmp_path, PRINTED[name][0])
    compare(*compiled(tmp_path))


def test_a_figure_that_is_not_there_takes_only_its_own_clause(tmp_path: Path) -> None:
    template = "甲[[，{{人数}}人]][[，率{{比率}}]][[，会议{{会议|数量}}次]]。"
    assert page(tmp_path, template, data=ABSENT) == "甲，会议4次。"


def test_a_sign_may_be_cut_by_runs_of_any_look(tmp_path: Path) -> None:
    pieces = ["甲[", "[，信息{{信", "息|数量}}篇]", "][[会", "议？，", "开了]", "]。"]
    looks = ["", "<w:rPr><w:i/></w:rPr>"]
    runs = "".join(run(text, looks[n % 2]) for n, text in enumerate(pieces))
    assert page(tmp_path, with_body(p(runs))) == "甲，开了。"


FAULTS = {
    "甲[[，{{人数}}人。": ("D570", 2, "[["),
    "甲，{{人数}}人]]。": ("D571", 10, "]]"),
    "[[{{人数}}[[{{人数}}[[{{人数}}[[{{人数}}]]]]]]]]": ("D572", 25, "[["),
    "甲[[，其中部分]]。": ("D573", 2, "[[，其中部分]]"),
    "甲[[[[{{人数}}]]]]": ("D573", 2, "[[[[{{人数}}]]]]"),
    "[[{% if 人数 %}{{人数}}]]{% endif %}": ("D574", 3, "{% if 人数 %}"),
    "{% if 人数 %}[[{{人数}}{% endif %}]]": ("D574", 20, "{% endif %}"),
    "{% if 人数 %}[[{{人数}}{% else %}]]{% endif %}": ("D574", 20, "{% else %}"),
    "[[会义？开了会]]": ("D576", 3, "会义"),
    "[[会义？开了{{人数}}]]": ("D576", 3, "会义"),
    "[[会议 or 信西？开了{{人数}}]]": ("D576", 3, "信西"),
    "[[{% set n = 人数 %}{{n}}]]": ("D577", 3, "{% set n = 人数 %}"),
    "[[没有‖{{人数}}人]]": ("D578", 1, "[[没有"),
}


@pytest.mark.parametrize("template", FAULTS)
def test_a_slip_is_told_at_its_words(tmp_path: Path, template: str) -> None:
    (found,) = problems(lambda: make(tmp_path, template))
    code, column, words = FAULTS[template]
    assert (found.code, found.place.column) == (code, column)
    assert words in found.message()
    assert found.cure()


def test_an_unknown_name_in_a_clause_is_told_once_where_it_is_printed(tmp_path: Path) -> None:
    (found,) = problems(lambda: make(tmp_path, "甲[[，{{人树}}人]]。"))
    assert (found.code, found.place.column) == ("D314", 5)


FIGURES = """
x-figures:
  学习: {expression: 会议, unit: 次}
  党组学习: {expression: '会议|筛选(类别="党组会议")', unit: 次}
  党组占比: {expression: 党组学习|占比(学习)}
  分类: {expression: '会议|分组("类别")', unit: 次}
  党组分类: {expression: '党组学习|分组("类别")', unit: 次}
  没有: {expression: 信息, unit: 篇}
"""
NAMED = {
    "台账": ("学习{{学习}}次[[，信息{{没有}}篇]][[，党组{{党组学习}}次]]", "学习4次，党组1次"),
    "占比": ("甲[[，占{{党组占比}}]]", "甲，占25%"),
    "分组": ("甲[[，{{分类}}]][[，{{党组分类}}]]", "甲，党组会议1次、常委会会议3次"),
    "条件": ("[[党组学习？甲]][[没有？乙]][[没有 or 学习 > 3？丙]]", "甲丙"),
    "比上年": ("甲[[，{{学习|较上年}}]]", "甲"),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_clause_asks_for_figures_that_have_names(tmp_path: Path, name: str) -> None:
    template, printed = NAMED[name]
    assert page(tmp_path, template, schema=SCHEMA + FIGURES) == printed


def test_a_condition_with_a_misspelt_figure_is_told_the_nearest_one(tmp_path: Path) -> None:
    (found,) = problems(lambda: make(tmp_path, "[[党组学系？甲]]", schema=SCHEMA + FIGURES))
    assert found.code == "D576"
    assert "党组学习" in found.cure()


NOTHING = "[[信息{{信息|数量}}篇。]]"
WHOLE = {
    "整段去掉": (f"甲\n{NOTHING}\n乙", "甲\n乙"),
    "整段留着": ("甲\n[[会议{{会议|数量}}次。]]\n乙", "甲\n会议4次。\n乙"),
    "几个分句": (f"甲\n{NOTHING} [[，{{{{备注}}}}]]\n乙", "甲\n乙"),
    "一个分句在": (f"甲\n{NOTHING}[[{{{{人数}}}}人。]]\n乙", "甲\n12人。\n乙"),
    "分句外有字": (f"甲\n。{NOTHING}\n乙", "甲\n。\n乙"),
    "条件里的分句": (f"甲\n{{% if 人数 %}}{NOTHING}{{% endif %}}{{# 说明 #}}\n乙", "甲\n乙"),
    "开头结尾": (f"{NOTHING}\n甲\n{NOTHING}", "甲"),
    "循环里": (
        "{%p for m in 会议 %}\n[[{{m.主题}}有{{m.数量}}次]]\n{%p endfor %}\n乙", "学习二有3次\n乙",
    ),
    "表格之间": (f"| 甲 |\n{NOTHING}\n| 乙 |", "| 甲 |\n\n| 乙 |"),
    "单元格": (f"| 甲 |\n| {NOTHING} |", "| 甲 |\n|  |"),
    "单元格几段": (f"| 甲 |\n| {NOTHING}¶{NOTHING}¶乙 |", "| 甲 |\n| 乙 |"),
    "套着的分句": ("[[甲{{备注}}份[[，乙{{人数}}]]，丙[[丁{{人数}}]]。]]\n字", "字"),
    "标题去掉": (f"## 一\n{NOTHING}\n## 二\n字", "## 二\n字"),
    "标题留着": (f"## 一\n{NOTHING}\n[[{{{{人数}}}}人。]]\n## 二\n字", "## 一\n12人。\n## 二\n字"),
    "下级标题": (f"## 一\n### 甲\n{NOTHING}\n### 乙\n字", "## 一\n### 乙\n字"),
    "上级也去掉": (f"## 一\n### 甲\n{NOTHING}\n### 乙\n{NOTHING}\n## 二\n字", "## 二\n字"),
    "段落条件": ("## 一\n{%p if 信息 %}\n字\n{%p endif %}\n## 二\n字", "## 二\n字"),
    "段落循环": ("## 一\n{%p for m in 信息 %}\n字\n{%p endfor %}\n## 二\n字", "## 二\n字"),
    "行循环": (
        "## 一\n| 甲 |\n|tr {%tr for m in 信息 %}|\n| {{m.题目}} |\n|tr {%tr endfor %}|\n## 二\n字",
        "## 一\n| 甲 |\n## 二\n字",
    ),
    "标题有标签": (f"## 一{{{{单位}}}}\n{NOTHING}\n## 二\n字", "## 二\n字"),
    "标题是分句": ("## [[一{{备注}}]]\n字\n## [[二{{人数}}]]\n字", "字\n## 二12\n字"),
    "标题是分句又没有内容": (
        f"## [[一{{{{人数}}}}]]\n{NOTHING}\n字\n## [[二{{{{人数}}}}]]\n{NOTHING}", "## 一12\n字",
    ),
    "后面的标题是分句": (f"## 一\n{NOTHING}\n## [[二{{{{备注}}}}]]\n{NOTHING}\n字", "字"),
    "循环里的标题": (
        "{%p for m in 会议 %}\n### {{m.主题}}\n[[有{{m.数量}}次]]\n{%p endfor %}\n乙",
        "### 学习二\n有3次\n乙",
    ),
    "条件里的标题": (
        f"{{%p if 会议 %}}\n## 一\n{{%p endif %}}\n{NOTHING}\n## 二\n字", "## 二\n字",
    ),
    "没有条件的空标题": (f"## 一\n## 二\n{NOTHING}", "## 一"),
    "只有空标题": ("## 一\n## 二", "## 一\n## 二"),
    "后面是落款": (
        f"## 一\n{NOTHING}\n@甲单位\n@@2021年12月31日", "@甲单位\n@@2021年12月31日",
    ),
    "后面是附件": (f"## 一\n字\n## 二\n{NOTHING}\n!附件1\n!!表\n字", "## 一\n字\n!附件1\n!!表\n字"),
    "全都没有": (f"## 一\n{NOTHING}", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_paragraph_of_clauses_and_a_heading_over_nothing_go(tmp_path: Path, name: str) -> None:
    template, printed = WHOLE[name]
    assert page(tmp_path, template) == printed
    compare(*compiled(tmp_path))


@pytest.mark.parametrize("name", sorted(WHOLE.keys() - {"表格之间", "单元格几段"}))
def test_what_may_go_is_streamed(tmp_path: Path, name: str) -> None:
    workspace(tmp_path, WHOLE[name][0])
    assert compiled(tmp_path)[0].plain
