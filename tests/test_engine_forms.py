"""Tests for formatted text (字形): what its settings write, and which of them are refused."""

# ruff: noqa: E501 — a table of cases is not broken to fit a line

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

import drafter
from drafter.problems import TextPlace, WordPlace
from small import DATA, compiled, generate, problems, workspace


def write_template(*paragraphs: str, header: str = "", cell: str = "") -> bytes:
    """A template of python-docx's own making: it has styles for text, such as Strong."""
    document = python_docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def run_of(folder: Path, settings: str, data: str = DATA) -> str:
    """The properties of the run that is printed with those settings."""
    result = generate(folder, write_template(f"前{{{{r 单位|字形({settings}) }}}}后"), data=data)
    assert result.path is not None
    text = zipfile.ZipFile(result.path).read("word/document.xml").decode()
    match = re.search(r"<w:r>(?:<w:rPr>((?:(?!</w:r>).)*)</w:rPr>)?<w:t[^>]*>甲单位</w:t>", text)
    assert match is not None
    return re.sub(r'<w:|/>|w:|val=|"', "", (match[1] or "").replace("/><", " ")).strip()


SIZE_16, YELLOW = "sz 32 szCs 32", "shd clear color=auto fill=FFFF00"


@pytest.mark.parametrize(
    ("settings", "written"),
    [
        ('字号="三号"', SIZE_16), ("字号=16", SIZE_16), ("points=16", SIZE_16), ("size=32", SIZE_16), ('size="三号"', SIZE_16),
        ('字号="3号"', SIZE_16), ('字号="16磅"', SIZE_16), ('字号="小4号"', "sz 24 szCs 24"), ("字号=10.5", "sz 21 szCs 21"),
        ("字号=人数", "sz 24 szCs 24"), ('字号="初号"', "sz 84 szCs 84"), ("字号=none", ""), ('字体=""', ""),
        ('font="黑体"', "rFonts ascii=黑体 hAnsi=黑体 cs=黑体 eastAsia=黑体"), ('字体="SimHei"', "rFonts ascii=SimHei hAnsi=SimHei cs=SimHei eastAsia=SimHei"),
        ('font="Arial"', "rFonts ascii=Arial hAnsi=Arial cs=Arial"), ('font="ascii:Arial"', "rFonts ascii=Arial hAnsi=Arial cs=Arial"),
        ("加粗=true, 倾斜=true, 删除线=true", "b i strike"), ("粗体=办结, 斜体=false", "b"), ('加粗="是", 删除线="否"', "b"), ("上标=true", "vertAlign superscript"),
        ("下划线=true", "u single"), ('下划线="波浪线"', "u wave"), ('underline="words"', "u words"), ("下划线=false", ""),
        ('颜色="红色"', "color FF0000"), ('color="#ff0000"', "color ff0000"), ('color="dark blue"', "color 002060"), ('颜色="#F00"', "color FF0000"),
        ('底色="黄"', YELLOW), ('highlight="FFFF00"', YELLOW), ('样式="Strong"', "rStyle Strong"), ('style="book title"', "rStyle BookTitle"),
        ('style="Title"', "rStyle TitleChar"), ('语言="zh-CN"', "lang zh-CN"),
    ],
)  # fmt: skip
def test_a_setting_writes_what_word_has_for_it(settings: str, written: str, tmp_path: Path):
    assert run_of(tmp_path, settings) == written


@pytest.mark.parametrize(
    ("settings", "code", "hint"),
    [
        ("粗=true", "D380", "粗体"), ("字大=16", "D380", "字"), ("colour=1", "D380", "color"), ("fontsize=16", "D380", "font"),
        ('字号="三号字"', "D381", "三号"), ('size="大"', "D381", "32"), ("字号=16.3", "D381", "10.5"), ("字号=0", "D381", "三号"), ("字号=9999", "D381", "三号"),
        ('颜色="FF00"', "D381", "FF0000"), ('底色="浅"', "D381", "FFFF00"), ('下划线="wavy"', "D381", "波浪线"), ('加粗="粗"', "D381", "true"),
        ('样式="没有"', "D381", "字符样式"), ("样式=true", "D381", "字符样式"), ('style="Table Grid"', "D381", "字符样式"), ("字体=12", "D381", "黑体"), ('字体="north:黑体"', "D381", "eastAsia"),
        ('链接="javascript:1"', "D381", "https://"), ('链接="abc"', "D381", "https://"), ('链接="#没有"', "D381", "书签"), ('url_id="rId1"', "D381", "链接="),
        ("上标=true, 下标=true", "D381", "一样"), ('语言="中文"', "D381", "zh-CN"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_found_before_any_data(
    settings: str, code: str, hint: str, tmp_path: Path
):
    tag = f"{{% if 人数 > 99 %}}{{{{r 单位|字形({settings}) }}}}{{% endif %}}"
    workspace(tmp_path, write_template(tag, header=tag, cell=tag))
    found = problems(lambda: drafter.template_check("x", here=tmp_path))
    assert [each.code for each in found] == [code] * 3
    assert all(isinstance(each.place, WordPlace) for each in found)
    assert hint in f"{found[0].message()}{found[0].cure()}"


def test_a_value_of_the_data_is_told_where_the_data_have_it(tmp_path: Path):
    data = DATA + "备注: 大号\n"
    (found,) = problems(lambda: run_of(tmp_path, "字号=备注", data))
    assert found.code == "D381"
    assert isinstance(found.place, TextPlace) and found.place.line == 13


def test_settings_of_one_text_add_up(tmp_path: Path):
    assert run_of(tmp_path, 'bold=true)|字形(字号="三号"') == f"b {SIZE_16}"


def test_a_link_leads_to_its_address_in_body_header_cell_and_loop(tmp_path: Path):
    tag = '{{r 单位|字形(链接="www.gov.cn/总结") }}'
    loop = '{% for 条 in 会议 %}{{r 条.主题|字形(链接="https://a.cn/?a=1&b=" ~ loop.index) }}{% endfor %}'
    path = generate(tmp_path, write_template(tag, loop, header=tag, cell=tag)).path
    assert path is not None
    package = zipfile.ZipFile(path)
    targets = {
        name: re.findall(r'Target="(http[^"]*)"', package.read(name).decode())
        for name in package.namelist()
        if name.endswith(".rels") and b'TargetMode="External"' in package.read(name)
    }
    site = "http://www.gov.cn/%E6%80%BB%E7%BB%93"
    body = [site, "https://a.cn/?a=1&amp;b=1", "https://a.cn/?a=1&amp;b=2"]
    assert targets == {
        "word/_rels/document.xml.rels": body, "word/_rels/header1.xml.rels": [site],
    }  # fmt: skip


def test_a_link_leads_to_a_bookmark_of_the_template(tmp_path: Path):
    document = write_template('{{r 单位|字形(链接="#附件") }}')
    opened = python_docx.Document(io.BytesIO(document))
    mark = '<w:bookmarkStart xmlns:w="{}" w:id="7" w:name="附件"/>'
    for each in (mark, '<w:bookmarkEnd xmlns:w="{}" w:id="7"/>'):
        node = python_docx.oxml.parse_xml(each.format(opened.element.nsmap["w"]))
        opened.paragraphs[0]._p.append(node)
    buffer = io.BytesIO()
    opened.save(buffer)
    path = generate(tmp_path, buffer.getvalue()).path
    assert path is not None
    assert 'w:anchor="附件"' in zipfile.ZipFile(path).read("word/document.xml").decode()


def test_a_setting_that_data_decide_is_let_pass_by_the_check(tmp_path: Path):
    workspace(tmp_path, write_template("{{r 单位|字形(字号=备注, 样式=清单[0]) }}"))
    assert compiled(tmp_path)
