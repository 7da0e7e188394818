"""Tests for drafter.engine.shape: which templates are sound whatever the data say."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.word.package.archive import DOCUMENT
from notation import docx
from small import changed, compiled, workspace

PLAIN = {
    "段落": "甲{{ 单位 }}",
    "行内if": "甲{% if 人数 %}乙{{ 单位 }}丙{% else %}丁{% endif %}戊",
    "套着的if": "{% if 人数 %}甲{% if 备注 %}{{ 备注 }}{% endif %}乙{% endif %}",
    "整段": "{%p if 人数 %}\n甲\n{%p endif %}\n{%p for m in 会议 %}\n{{ m.主题 }}\n{%p endfor %}",
    "行": "| 甲 | 乙 |\n|tr {%tr for m in 会议 %}|\n| {{ m.主题 }} | 丙 |\n|tr {%tr endfor %}|",
    "格里的段": "| 甲 |\n| {%p for m in 会议 %}¶{{ m.主题 }}¶{%p endfor %}¶末 |",
    "末尾的表": "{%p if 会议 %}\n甲\n| 乙 |\n{%p endif %}",
    "变量": "{% set n = 人数 %}{{ n }}",
}
ROUGH = {
    "空得了的格": "| {%p if 备注 %}¶甲¶{%p endif %} |",
    "空得了的表": "|tr {%tr for m in 会议 %}|\n| {{ m.主题 }} |\n|tr {%tr endfor %}|",
    "列数会变": "| {%tc if 人数 %} | 丙 | {%tc endif %} | 丁 |",
    "宏": "{% macro f(x) %}{{ x }}{% endmacro %}{{ f(单位) }}",
    "set块": "{% set 句 %}甲{% endset %}{{ 句 }}",
    "底色": "| {% cellbg 单位 %}甲 |",
    "递归": "{% for x in [[1], 2] recursive %}{{ x }}{% endfor %}",
    "跨段的if": "甲{% if 人数 %}乙\n丙{% endif %}",
    "富文本": "{{r 单位|字形(bold=true) }}",
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_template_that_is_always_sound_is_plain(name: str, tmp_path: Path):
    assert compiled(workspace(tmp_path, PLAIN[name]))[0].plain


@pytest.mark.parametrize("name", ROUGH)
def test_a_template_that_may_need_mending_is_not(name: str, tmp_path: Path):
    assert not compiled(workspace(tmp_path, ROUGH[name]))[0].plain


LOOP = "{%p for m in 会议 %}\n甲{{ m.主题 }}\n{%p endfor %}"
_RUN = '<w:r><w:t xml:space="preserve">甲{{'
INSIDE = {
    "域": '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "书签": '<w:bookmarkStart w:id="3" w:name="a"/><w:bookmarkEnd w:id="3"/>',
    "文本框": "<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>",
    "内容控件": "<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_may_stand_only_once_makes_a_loop_rough(name: str, tmp_path: Path):
    plain = docx(LOOP)
    assert compiled(workspace(tmp_path / "1", plain))[0].plain
    rough = changed(plain, DOCUMENT, _RUN, INSIDE[name] + _RUN)
    assert rough != plain
    assert not compiled(workspace(tmp_path / "2", rough))[0].plain
