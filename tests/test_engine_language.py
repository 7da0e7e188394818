"""Tests for drafter.engine: docxtpl's template language works, both ways, with the same result."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

import io
import random
from itertools import pairwise
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree

import drafter
from drafter import engine
from drafter.word.xml import w
from notation import docx, outline
from pictures import png
from small import DATA, SCHEMA, draft, generate, members, page, problems, zipped
from work import many

PLAIN = {
    "一个值": ("{{ 单位 }}、{{人数}}。", "甲单位、12。"),
    "算式": ("{{ 人数 + 1 }}、{{ 人数 * 2 - 4 }}、{{ 人数 // 5 }}、{{ 人数 % 5 }}", "13、20、2、2"),
    "比较": ("{% if 人数 > 10 and not 人数 == 13 %}多{% else %}少{% endif %}", "多"),
    "elif": ("{% if 人数 < 1 %}甲{% elif 人数 < 20 %}乙{% else %}丙{% endif %}", "乙"),
    "行内if": ('{{ "有" if 人数 else "无" }}', "有"),
    "行内if没有else": ('{{ "有" if not 人数 }}无', "无"),
    "循环": ("{% for m in 会议 %}{{ m.主题 }}；{% endfor %}", "学习一；学习二；"),
    "循环else": ("{% for m in 信息 %}有{% else %}没有{% endfor %}", "没有"),
    "循环if": ('{% for m in 会议 if m.主题 == "学习二" %}{{ m.主题 }}{% endfor %}', "学习二"),
    "loop": (
        "{% for m in 会议 %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.length }}"
        "{% if loop.first %}首{% endif %}{% if loop.last %}末{% endif %}{% endfor %}",
        "1022首2112末",
    ),
    "loop.cycle": ('{% for i in range(3) %}{{ loop.cycle("甲", "乙") }}{% endfor %}', "甲乙甲"),
    "previtem": (
        "{% for m in 会议 %}{% if loop.previtem %}{{ loop.previtem.主题 }}{% endif %}{% endfor %}",
        "学习一",
    ),
    "changed": ("{% for i in [1, 1, 2] %}{% if loop.changed(i) %}变{% endif %}{% endfor %}", "变变"),
    "套两层": (
        "{% for m in 会议 %}{% for x in 清单 %}{{ x }}{{ m.主题 }} {% endfor %}{% endfor %}",
        "甲学习一 乙学习一 甲学习二 乙学习二 ",
    ),
    "recursive": (
        "{% for x in [[1, 2], 3] recursive %}{% if x is iterable %}（{{ loop(x) }}）"
        "{% else %}{{ x }}{% endif %}{% endfor %}",
        "（12）3",
    ),
    "set": ("{% set 名 = 单位 ~ 人数 %}{{ 名 }}", "甲单位12"),
    "set块": ("{% set 句 %}{{ 单位 }}共{{ 人数 }}人{% endset %}{{ 句 }}，{{ 句|length }}字", "甲单位共12人，7字"),
    "set块过滤": ("{% set 句|upper %}a{{ 人数 }}b{% endset %}{{ 句 }}", "A12B"),
    "set两个": ("{% set a, b = 1, 2 %}{{ b }}{{ a }}", "21"),
    "namespace": (
        "{% set ns = namespace(n=0) %}{% for m in 会议 %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
        "2",
    ),
    "macro": ("{% macro 书(x) %}《{{ x }}》{% endmacro %}{{ 书(单位) }}{{ 书(x=人数) }}", "《甲单位》《12》"),
    "macro默认": ('{% macro f(x, y="乙") %}{{ x }}{{ y }}{% endmacro %}{{ f("甲") }}', "甲乙"),
    "macro相比": ('{% macro f(x) %}{{ x }}{% endmacro %}{% if f(单位) == "甲单位" %}同{% endif %}', "同"),
    "call": ("{% macro f() %}（{{ caller() }}）{% endmacro %}{% call f() %}{{ 单位 }}{% endcall %}", "（甲单位）"),
    "filter块": ("{% filter upper %}a{{ 人数 }}b{% endfilter %}", "A12B"),
    "with": ("{% with x = 人数 + 1 %}{{ x }}{% endwith %}", "13"),
    "raw": ("{% raw %}{{ 单位 }}{% endraw %}", "{{ 单位 }}"),
    "注释": ("甲{# {{ 单位 }} #}乙", "甲乙"),
    "注释段": ("甲\n{#p 说明 #}\n乙", "甲\n乙"),
    "cycler": ('{% set c = cycler("甲", "乙") %}{{ c.next() }}{{ c.next() }}{{ c.next() }}', "甲乙甲"),
    "joiner": ('{% set j = joiner("、") %}{% for x in 清单 %}{{ j() }}{{ x }}{% endfor %}', "甲、乙"),
    "字典": ('{{ {"a": 单位}["a"] }}{% for k, v in dict(b=2).items() %}{{ k }}{{ v }}{% endfor %}', "甲单位b2"),
    "下标": ("{{ 会议[1].主题 }}{{ 会议[-1]['主题'] }}{{ 清单[0] }}{{ 单位[:1] }}", "学习二学习二甲甲"),
    "方法": ('{{ 单位.split("单")[0] }}{{ "ab".upper() }}{{ 单位.startswith("甲") and "是" }}', "甲AB是"),
    "测试": (
        "{% if 单位 is string and 人数 is defined and 人数 is even and 9 is divisibleby 3 %}对{% endif %}"
        "{% if 无名|default is none %}错{% endif %}",
        "对",
    ),
    "in": ('{% if "甲" in 清单 and "丙" not in 清单 %}在{% endif %}', "在"),
    "join": ('{{ 清单|join("、") }}{{ 会议|map(attribute="主题")|join("；") }}', "甲、乙学习一；学习二"),
    "join属性": ('{{ 会议|join("、", attribute="主题") }}', "学习一、学习二"),
    "列表过滤器": (
        "{{ 清单|first }}{{ 清单|last }}{{ 清单|length }}{{ 清单|reverse|join }}{{ [3, 1, 2]|sort|join }}"
        "{{ [1, 1, 2]|unique|join }}{{ [1, 5]|max }}{{ [1, 5]|min }}{{ [1, 5]|sum }}",
        "甲乙2乙甲12312516",
    ),
    "选": (
        '{{ 会议|selectattr("主题", "equalto", "学习一")|list|length }}{{ [0, 1]|select|join }}'
        '{{ 会议|rejectattr("主题", "in", ["学习一"])|map(attribute="主题")|join }}',
        "11学习二",
    ),
    "分组": (
        '{% for g in 会议|groupby("类别") %}{{ g.grouper }}{{ g.list|length }}{% endfor %}',
        None,
    ),
    "batch": ('{% for r in [1, 2, 3]|batch(2, "空") %}{{ r|join }}；{% endfor %}', "12；3空；"),
    "slice": ("{% for r in [1, 2, 3]|slice(2) %}{{ r|join }}；{% endfor %}", "12；3；"),
    "文字过滤器": (
        '{{ "ab"|upper }}{{ "AB"|lower }}{{ "ab"|capitalize }}{{ "a b"|title }}{{ " a "|trim }}'
        '{{ 单位|replace("甲", "乙") }}{{ "ab"|center(4) }}{{ "a b"|wordcount }}{{ 单位|truncate(2, true, "", 0) }}',
        "ABabAbA Ba乙单位 ab 2甲单",
    ),
    "format": ('{{ "%s有%d人"|format(单位, 人数) }}{{ "%s、%05.1f" % (单位, 2.5) }}', "甲单位有12人甲单位、002.5"),
    "默认": ('{{ 无名|default("无") }}{{ 无名|d("无") }}{{ ""|default("空", true) }}', "无无空"),
    "数": ("{{ 2.6|round }}{{ 3|abs }}{{ '7'|int + 1 }}{{ 2 * 3 }}", None),
    "转义": ('{{ 单位|e }}{{ "<b>"|escape }}{{ "A&B"|safe|striptags }}', "甲单位<b>A&B"),
    "大括号": ("{_{ 单位 }_}和{_% if %_}", "{{ 单位 }}和{% if %}"),
    "弯引号": ("{{ “甲” ~ ‘乙’ }}", "甲乙"),
    "换行": ('{{ "甲\\n乙\\t丙" }}', "甲↵乙\t丙"),
    "分段": ('{{ "甲\\a乙" }}', "甲\n乙"),
    "整段if": ("甲\n{%p if 人数 %}\n乙\n{%p else %}\n丙\n{%p endif %}\n丁", "甲\n乙\n丁"),
    "整段for": ("{%p for m in 会议 %}\n{{ loop.index }}.{{ m.主题 }}\n{%p endfor %}", "1.学习一\n2.学习二"),
    "跨段if": ("甲{% if 人数 > 99 %}乙\n丙{% endif %}丁", "甲丁"),
    "并段": ("甲\n{%- if 人数 %}\n乙\n{%- endif %}", None),
    "行": (
        "| 序号 | 主题 |\n|tr {%tr for m in 会议 %}|\n| {{ loop.index }} | {{ m.主题 }} |\n|tr {%tr endfor %}|",
        "| 序号 | 主题 |\n| 1 | 学习一 |\n| 2 | 学习二 |",
    ),
    "行if": (
        "| 序号 | 主题 |\n|tr {%tr if 人数 > 99 %}|\n| 甲 | 乙 |\n|tr {%tr endif %}|\n| 丙 | 丁 |",
        "| 序号 | 主题 |\n| 丙 | 丁 |",
    ),
    "格": (
        "| {%tc for x in 清单 %} | {{ x }} | {%tc endfor %} |",
        None,
    ),
    "段在格里": (
        "| 甲 |\n| {%p for x in 清单 %}¶{{ x }}¶{%p endfor %} |",
        "| 甲 |\n| 甲¶乙 |",
    ),
    "colspan": ("| 甲 | 乙 |\n| {% colspan 2 %}{{ 单位 }} |", None),
    "cellbg": ('| 甲 |\n| {% cellbg "FFEE00" %}{{ 单位 }} |', None),
    "vm": (
        "| 甲 | 乙 |\n|tr {%tr for m in 会议 %}|\n| {% vm %}同 | {{ m.主题 }} |\n|tr {%tr endfor %}|",
        None,
    ),
    "hm": ("| {%tc for x in 清单 %} | {% hm %}{{ 单位 }} | {%tc endfor %} |", None),
}  # fmt: skip
"""Templates in docxtpl's own language, and what they give (None: only both ways are compared)."""

OURS = {
    "约数": ("{{ 会议|数量 }}次{{ 207|约数 }}份", "4次200余份"),
    "字形": ("前{{r 单位|字形(bold=true, color='FF0000', size=32, font='黑体') }}后", "前甲单位后"),
    "字形在同一句": ("{% if 人数 %}前{{r 人数|rich(italic=true) }}{{ 单位 }}{% endif %}", "前12甲单位"),
    "run里的if": ("前{%r if 人数 %}中{%r endif %}后", None),
    "日期": ("{{ 成文日期 }}，{{ 成文日期.year }}年{{ 成文日期.strftime('%m月') }}", "2021年12月31日，2021年12月"),
    "是否": ("{{ 办结 }}", "是"),
    "记录": ("{{ 主任.电话 }}{% for k, v in 主任.items() %}{{ k }}{{ v }}{% endfor %}", "88电话88"),
    "没填的": ('{{ 备注|默认("无") }}{% if 备注 %}有{% endif %}{% if 备注 is defined %}有{% endif %}', "无"),
    "没填的不算": ("{{ 会议|map(attribute='备注')|select|list|length }}", "0"),
    "图": ("{{ 照片|图片(40) }}后", None),
}  # fmt: skip

CONTEXT = {
    "单位": "甲单位", "人数": 12, "清单": ["甲", "乙"], "信息": [],
    "会议": [{"类别": "党组会议", "主题": "学习一"}, {"类别": "常委会会议", "主题": "学习二"}],
}  # fmt: skip

PHOTO = {"data": DATA + "照片: a.png\n", "files": {"a.png": png()}}


def given_for(name: str) -> dict[str, object]:
    """The schema has no 无名; a template that asks for it is given a schema that has."""
    return PHOTO if name == "图" else {}


def fitting(template: str) -> str:
    return template.replace("无名", "备注")


@pytest.mark.parametrize("name", [*PLAIN, *OURS])
def test_a_template_gives_the_page_it_says(name: str, tmp_path: Path):
    template, expected = {**PLAIN, **OURS}[name]
    made = page(tmp_path, fitting(template), **given_for(name))
    if expected is not None:
        assert made == expected.rstrip("\n")


def canonical(package: engine.Draft) -> bytes:
    data = package.package.members["word/document.xml"]
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    return bytes(etree.tostring(root, method="c14n"))


@pytest.mark.parametrize("name", PLAIN)
def test_docxtpl_without_drafter_gives_the_same_text(name: str, tmp_path: Path):
    template, _ = PLAIN[name]
    alone = DocxTemplate(io.BytesIO(docx(template)))
    alone.render(CONTEXT, Environment(autoescape=True))
    buffer = io.BytesIO()
    alone.save(buffer)
    assert page(tmp_path, fitting(template)).split("\n") == outline(buffer.getvalue()).rstrip(
        "\n"
    ).split("\n")


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("colspan", "w:gridSpan/@w:val", "2"), ("cellbg", "w:shd/@w:fill", "FFEE00"),
        ("vm", "w:vMerge/@w:val", "restart"), ("hm", "w:gridSpan/@w:val", "2"),
    ],
)  # fmt: skip
def test_cells_are_spanned_shaded_and_merged(name: str, path: str, value: str, tmp_path: Path):
    root = etree.fromstring(canonical(draft(tmp_path, PLAIN[name][0])))
    found = root.xpath(f"//w:tcPr/{path}", namespaces={"w": w("")[1:-1]})
    assert value in found


def test_formatted_text_has_its_form_and_is_in_the_trace(tmp_path: Path):
    made = draft(tmp_path, "前{{r 单位|字形(bold=true, size=人数) }}后")
    root = etree.fromstring(canonical(made))
    run = next(t.getparent() for t in root.iter(w("t")) if t.text == "甲单位")
    assert run.find(f"{w('rPr')}/{w('b')}") is not None
    assert run.find(f"{w('rPr')}/{w('sz')}").get(w("val")) == "12"
    assert [printed.text for printed in made.trace if printed.slot >= 0] == ["甲单位"]


def test_a_form_cannot_break_out_of_its_attribute(tmp_path: Path):
    made = draft(tmp_path, "{{r 单位|字形(font=备注) }}", data=DATA + "备注: '\"/><b/>'\n")
    root = etree.fromstring(canonical(made))
    assert not list(root.iter("b"))
    assert next(root.iter(w("rFonts"))).get(w("ascii")) == '"/><b/>'


def test_a_picture_stands_in_the_page_as_wide_as_asked(tmp_path: Path):
    result = generate(tmp_path, "{{ 照片|图片(40) }}", **PHOTO)
    assert result.path is not None
    parts = members(result.path.read_bytes())
    assert png() in [data for name, data in parts.items() if name.startswith("word/media/")]
    root = etree.fromstring(parts["word/document.xml"])
    (extent,) = (node for node in root.iter() if etree.QName(node).localname == "extent")
    assert extent.get("cx") == str(40 * 36000)


def test_pictures_named_for_map_are_rendered_too(tmp_path: Path):
    result = generate(tmp_path, '{% for p in [照片]|map("图片", 10) %}{{ p }}{% endfor %}', **PHOTO)
    assert result.path is not None
    assert any(name.startswith("word/media/") for name in members(result.path.read_bytes()))


def test_a_picture_in_a_loop_has_an_id_of_its_own_each_time(tmp_path: Path):
    made = draft(tmp_path, "{%p for m in 会议 %}\n{{ 照片|图片(10) }}\n{%p endfor %}", **PHOTO)
    root = etree.fromstring(made.package.members["word/document.xml"])
    ids = [node.get("id") for node in root.iter() if etree.QName(node).localname == "docPr"]
    assert len(ids) == len(set(ids)) == 2


def test_a_whole_document_is_put_in_where_its_tag_stands(tmp_path: Path):
    inner = docx("## 里面的标题\n里面的一段 {{ 单位 }}")
    made = page(
        tmp_path, "前\n{{p 文件|文档 }}\n后", data=DATA + "文件: b.docx\n", files={"b.docx": inner}
    )
    assert made == "前\n## 里面的标题\n里面的一段 {{ 单位 }}\n后"


HOSTILE_FILES = {
    "不是图片": ("{{ 照片|图片 }}", "照片: a.png\n", {"a.png": b"not a picture"}, "D341"),
    "截断的图片": ("{{ 照片|图片 }}", "照片: a.png\n", {"a.png": png()[:20]}, "D341"),
    "空图片": ("{{ 照片|图片 }}", "照片: a.png\n", {"a.png": b""}, "D341"),
    "不是文档": ("{{p 文件|文档 }}", "文件: b.docx\n", {"b.docx": b"PK\x03\x04"}, "D341"),
    "文字不是图片": ("{{ 单位|图片 }}", "", {}, "D333"),
    "没有前缀p": ("{{ 文件|文档 }}", "文件: b.docx\n", {"b.docx": docx("甲")}, "D342"),
    "没有前缀r": ("{{ 单位|字形 }}", "", {}, "D342"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_a_file_that_cannot_go_into_the_page_is_refused_at_its_place(name: str, tmp_path: Path):
    template, more, files, code = HOSTILE_FILES[name]
    (found,) = problems(lambda: generate(tmp_path, template, data=DATA + more, files=files))
    assert found.code == code
    at = "data/2021.yaml" if code == "D341" else "正文第1段"
    assert at in found.place.to_text("zh")


def test_a_document_with_macros_is_not_put_in(tmp_path: Path):
    inner = members(docx("甲"))
    hostile = zipped({**inner, "word/vbaProject.bin": b"x"})
    (found,) = problems(
        lambda: generate(
            tmp_path, "{{p 文件|文档 }}", data=DATA + "文件: b.docx\n", files={"b.docx": hostile}
        )
    )
    assert found.code == "D341"
    assert "宏" in found.message()


def test_headers_footers_footnotes_and_properties_are_filled(tmp_path: Path):
    parts = members(docx("正文"))
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(
        b"</w:ftr>", "<w:p><w:r><w:t>{{ 单位 }}的页脚</w:t></w:r></w:p></w:ftr>".encode()
    )
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>{{ 备注 }}：{{ 人数 }}</dc:title></cp:coreProperties>"
    ).encode()
    result = generate(tmp_path, zipped(parts), data=DATA + "备注: A<B & C\n")
    assert result.path is not None
    made = members(result.path.read_bytes())
    assert "甲单位的页脚" in "".join(etree.fromstring(made["word/footer1.xml"]).itertext())
    core = etree.fromstring(made["docProps/core.xml"])
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == "A<B & C：12"


def test_a_gap_in_the_title_of_the_file_is_counted_too(tmp_path: Path):
    schema = SCHEMA.replace("{{ 单位 }}总结", "{{ 单位 }}{{ 备注 }}")
    result = generate(tmp_path, "甲", schema=schema)
    assert [found.code for found in result.problems] == ["D339"]


def split(data: bytes, seed: int) -> bytes:
    """The Word file with the runs of its body split at random places, as Word does."""
    parts = members(data)
    root = etree.fromstring(parts["word/document.xml"])
    chance = random.Random(seed)
    for node in list(root.iter(w("t"))):
        run, text = node.getparent(), node.text or ""
        if len(text) < 2 or len(run) > 2:
            continue
        cuts = sorted({0, len(text), *(chance.randrange(len(text)) for _ in range(len(text) // 2))})
        for start, end in pairwise(cuts):
            piece = etree.fromstring(etree.tostring(run))
            target = piece.find(w("t"))
            target.text = text[start:end]
            target.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addprevious(piece)
        run.getparent().remove(run)
    return zipped({**parts, "word/document.xml": etree.tostring(root)})


WHOLE = "\n".join(
    PLAIN[name][0]
    for name in ("一个值", "循环", "set块", "macro", "整段for", "行", "换行", "注释", "大括号", "弯引号")
) + "\n前{{r 单位|字形(bold=true) }}后{% if 人数 %}，{{ 单位 }}{% endif %}"  # fmt: skip


@pytest.fixture(scope="module")
def whole_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(tmp_path_factory.mktemp("whole"), WHOLE)


@settings(max_examples=many(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_however_word_splits_the_runs_the_page_is_the_same(
    seed: int, whole_page: str, tmp_path_factory: pytest.TempPathFactory
):
    assert page(tmp_path_factory.mktemp("split"), split(docx(WHOLE), seed)) == whole_page


def test_a_false_if_over_two_paragraphs_leaves_no_half_bookmark(tmp_path: Path):
    made = draft(tmp_path, "甲{% if 人数 > 99 %}乙\n丙{{ 单位 }}{% endif %}丁")
    root = etree.fromstring(made.package.members["word/document.xml"])
    starts = sorted(node.get(w("id")) for node in root.iter(w("bookmarkStart")))
    ends = sorted(node.get(w("id")) for node in root.iter(w("bookmarkEnd")))
    assert starts == ends
    assert len(set(starts)) == len(starts)


def test_tabs_and_lines_of_a_value_are_words_own(tmp_path: Path):
    made = draft(tmp_path, "{{ 备注 }}为止。", data=DATA + '备注: "甲\\n乙\\t丙"\n')
    root = etree.fromstring(made.package.members["word/document.xml"])
    assert len(list(root.iter(w("br")))) == 1
    assert len([node for node in root.iter(w("tab")) if node.getparent().tag == w("r")]) == 1


def test_a_rich_template_is_rendered_without_a_finding(tmp_path: Path):
    template = """
# {{ 单位 }}总结
{% set 全部 = 会议|数量 %}
{% macro 句(名, 数) %}{{ 名 }}{{ 数 }}次{% endmacro %}
{%p for 类, 次 in 会议|分组("类别") %}
{{ 句(类, 次) }}；共{{ 全部 }}次。
{%p endfor %}
{%p for m in 会议|排序("主题") %}
{{ loop.index }}.{{ m.主题 }}{% if m.日期 %}（{{ m.日期|日期 }}）{% endif %}
{%p endfor %}
{% with 首 = 会议|first %}{{ 首.主题 }}{% endwith %}
见附件1。
|= 1 3
| 序号 | 主题 |
|tr {%tr for m in 会议 %}|
| {{ loop.index }} | {{ m["主题"] }}{{ m.get("类别") }} |
|tr {%tr endfor %}|
"""
    result = generate(tmp_path, template)
    assert result.problems == ()
    assert drafter.template_check("x", here=tmp_path) == []
