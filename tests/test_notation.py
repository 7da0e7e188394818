"""Tests for the notation that other tests are written in."""

from __future__ import annotations

from lxml import etree

from drafter.word.package.archive import DOCUMENT
from drafter.word.xml import W_URI
from notation import docx, outline
from wordfiles import members

W, NS = f"{{{W_URI}}}", {"w": W_URI}


EVERYTHING = """\
# {{ 单位 }}{{ 年度 }}年统战工作总结
---
[主送机关] 区委统战部：
今年以来，召开会议{{ 会议|数量|约数 }}次。
## 强化思想政治引领
### 坚持党的领导
#### 学习
##### 方式
{%p if 学习 %}
**旗帜鲜明坚持党的领导。**始终把A<B & C作为**根本**。
第一行↵第二行\t制表
{%p endif %}
> 附件：1.会议一览表
> \t2.提案目录
>> 附件：会议一览表
---
@{{ 单位 }}
@@{{ 日期 }}
!附件1
!!会议一览表
|= 1 5 2 2
| 序号 | 会议 | 时间 | 人数 |
|tr {%tr for m in 会议 %}|
| [表格数字] {{ loop.index }} | {{ m.名称|书名 }}¶{{ m.地点 }} | {{ m.日期 }} |  |
|tr {%tr endfor %}|
---
| 甲 | 乙 |
| 一 | 二 |
"""


def test_the_notation_reads_back_as_it_was_written():
    assert outline(docx(EVERYTHING)) == EVERYTHING


def test_two_tables_may_follow_each_other_when_the_second_gives_its_widths():
    text = "|= 1 3\n| a | b |\n|= 2 1\n| c | d |\n"
    assert outline(docx(text)) == text


def test_widths_that_no_small_shares_give_are_read_back_in_twips():
    assert outline(docx("|= 1 8843\n| a | b |\n")) == "|= 1 8843\n| a | b |\n"


def body(text: str) -> etree._Element:
    return etree.fromstring(members(docx(text))[DOCUMENT])


def test_the_columns_of_a_table_fill_the_line_exactly():
    root = body("|= 1 5 2 2\n| a | b | c | d |\n")
    widths = [int(node.get(f"{W}w", "0")) for node in root.iter(f"{W}gridCol")]
    assert sum(widths) == 8844
    assert [round(width / 884.4, 1) for width in widths] == [1, 5, 2, 2]


def test_the_first_row_of_a_table_is_repeated_on_every_page():
    root = body("| a |\n| b |\n")
    headers = [row.find("w:trPr/w:tblHeader", NS) is not None for row in root.iter(f"{W}tr")]
    assert headers == [True, False]


def test_a_style_nobody_knows_is_plain_text():
    assert outline(docx("[无此样式] 文字\n")) == "[无此样式] 文字\n"
