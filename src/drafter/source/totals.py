"""What people write for a total, or on a record that no longer counts: neither is a record."""

from __future__ import annotations

import unicodedata

from drafter import patterns

COUNT = r"[-+]?\d[\d,.]*(?:%|[万亿]?[\u4e00-\u9fff]{0,2})"
COUNTS = rf"(?:{COUNT}(?:[,、;。]?[\u4e00-\u9fff]{{0,4}}{COUNT})*。?)"
"""3次，68人次: what a total may say behind its word."""
SCOPE = (
    r"(?:本页|本月|本季度?|本年度?|本期|本表|当月|当年|全年|全区|全市|全部|全体|年度|各项|以上|"
    r"上半年|下半年|(?:第?[一二三四1-4]|[1-4]-[1-4])季度|(?:1?\d|十?[一二三四五六七八九]|十)月份?|"
    r"(?:19|20)\d\d年度?(?:1?\d月份?)?|至?(?:本月|本页|今)(?:止|末|累计)?|其中)*"
)
SUM = r"(?:合计|总计|小计|共计|累计|总和|合共|总数|总合计|合计数|小计数|累计数)"
TOTAL = patterns.postpone(rf"{SCOPE}{SUM}(?:\([^)]*\))?:?{COUNTS}?")
"""A row that says 合计 in its first filled cell, whatever else it holds."""
_MEAN = patterns.postpone("(?:人均|月均|年均)?平均(?:值|数)?|均值")
_SAID = patterns.postpone(rf"(?:全年)?(?:总|合)?共(?:计|有)?:?{COUNTS}")
"""共62次: a total without its word, as a line of its own."""
_NAMES = tuple("合计 总计 小计 共计 累计 总和 合共 总数 计数 平均 均值".split())
_LONGEST = 16
"""No total is longer; all other values are passed over by that and by the names."""


def is_total(text: str) -> bool:
    """Whether the text names a total or a mean, and nothing else.

    >>> is_total("全年合计："), is_total("合计三件事")
    (True, False)
    """
    if len(text) > _LONGEST or not any(name in "".join(text.split()) for name in _NAMES):
        return False
    words = _make_plain(text)
    return bool(TOTAL.fullmatch(words) or _MEAN.fullmatch(words.rstrip(":")))


def is_line_of_total(text: str) -> bool:
    """Whether a line says how many there are in all: 合计: 62, 共62次.

    >>> is_line_of_total("合计：62次"), is_line_of_total("共62次"), is_line_of_total("人数: 62")
    (True, True, False)
    """
    return is_total(text.strip()) or bool(_SAID.fullmatch(_make_plain(text)[:_LONGEST]))


_OFF = (
    r"(?:已|现已)?(?:作废|取消|撤销|撤回|注销|停用|删除|废止|不计入?|不算|"
    r"未召开|未举行|未举办|未开展|没有?开成|没办成)(?:了|掉)?"
)
_WRITTEN_OFF = patterns.postpone(
    rf"[(\[【〔]?{_OFF}[)\]】〕]?[。,]?|.+[(\[【〔]{_OFF}[)\]】〕]|[(\[【〔]{_OFF}[)\]】〕].+|{_OFF}:.*|~~.+~~"
)


_MAY_BE_OFF = patterns.postpone(r"[作取撤注停删废不未没]\s*[废消销回用除止计算召举开办成有]|~~")
"""What all of these have: nearly all values are passed over by that."""


def is_written_off(text: str) -> bool:
    """Whether somebody wrote on a record that it does not count: 作废, 防汛（取消）, ~~防汛~~.

    >>> is_written_off("（已取消）"), is_written_off("作 废"), is_written_off("研究取消收费事项")
    (True, True, False)
    """
    return bool(_MAY_BE_OFF.search(text) and _WRITTEN_OFF.fullmatch(_make_plain(text)))


def _make_plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
