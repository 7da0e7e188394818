"""What the words of a cell say of its row: a total, a foot, a heading, a figure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from drafter.source.totals import COUNT, COUNTS, SUM, TOTAL

_HAN_COUNT = "[一二两三四五六七八九十百]+[次件人个场期篇条项份名户]"
GRAND = re.compile(r"(?:全年|全部|年度)*(?:合计|总计|共计|总和)(?:\([^)]*\))?:?.{0,12}")
"""A total of the whole ledger: what stands below it is its foot."""
SUBTOTAL = re.compile(rf"[\u4e00-\u9fff\d()、]{{1,8}}{SUM}:?{COUNTS}?")
FIGURED = re.compile(
    rf"(?:全年)?(?:总|合)?共(?:计|有)?:?(?:(?=\d){COUNTS}|{_HAN_COUNT})"
    r"|(?:每?[月季年人次场]|总)?平均(?:值|数|每[次月人场年])?|均值|人均|最大值|最小值|最高|最低|中位数"
    r"|其中:?[\u4e00-\u9fff]{2,10}|占比|比例|比重|百分比|同比(?:增长|增减)?|环比(?:增长|增减)?|比?(?:上年|去年)(?:增减|同期|增长)?"
)
"""A row of figures only: counts where all that follows it is numbers."""
NUMBERLIKE = re.compile(rf"{COUNT}|[-—–―/\\]+|¥[\d,.]+")

DASH = re.compile(r"[-—–―/\\]+")

_SIGNER = (
    r"(?:制表|填表|填报|审核|复核|审批|核对|统计|报送|经办|记录|联系|负责|分管|主管|单位负责|主要)"
    r"(?:人|单位|部门|领导|日期|时间|电话|人签字|人签名|负责人)?"
)
FOOT = re.compile(
    rf"(?:注\d{{0,2}}|备注|说明|附注|附件?|{_SIGNER}|单位|填表日期|日期|联系电话"
    r"|(?:单位)?\(?(?:盖章|公章|签字|签名)\)?|数据来源|资料来源|来源|截至|统计口径)(?:\([^)]*\))?:.*",
    re.DOTALL,
)
SIGNED = re.compile("(?:制表|填表|填报|审核|复核)人(?:签字|签名)?|备注|注|附注")
"""What says of the cell beside it that it belongs to the foot."""
REMARK = re.compile(
    r"(?:以上|截至|截止|数据(?:来源|截至)|统计(?:口径|时间|截止)|本(?:表|台账)).{4,}|注\d?[.、].*"
    r"|(?:本[年月季]度?)?暂?无(?:记录|内容)?|第\d+页.*|共\d+页.*|[-—–]*\d+[-—–]+",
    re.DOTALL,
)
"""A note without a colon: a foot where nothing else stands in its row."""

NUMBERED = re.compile(
    r"\(?[一二三四五六七八九十]{1,3}\)?[、.:)]|第[一二三四五六七八九十]+[类部章组批]"
    r"|\([一二三四五六七八九十]+\)"
)
PERIOD = re.compile(
    r"第?[一二三四1-4]季度|(?:1?\d|十?[一二三四五六七八九]|十)月份?|[上下]半年|(?:19|20)\d\d年度?"
)
HAN_NUMBER = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")


@lru_cache(2048)  # each row's few cells are asked about by one pattern after the other
def normalize_words(text: str) -> str:
    """The text as it is compared with words: half-width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(2048)  # days and numbers come again
def begins_with_number(text: str) -> bool:
    """Whether it begins as the parts of a list do, or is a part of a year."""
    words = normalize_words(text)
    patterns = (NUMBERED.match, PERIOD.fullmatch, HAN_NUMBER.fullmatch)
    return any(fits(words) for fits in patterns)


@lru_cache(2048)
def is_telling(text: str) -> bool:
    """Whether such a cell may make its row a total or a foot, with what stands beside it."""
    words = normalize_words(text)
    is_total = TOTAL.fullmatch(words) or SUBTOTAL.fullmatch(words) or FIGURED.fullmatch(words)
    return bool(is_total or FOOT.fullmatch(words) or SIGNED.fullmatch(words))


def begins_with_word(text: str) -> bool:
    """Whether it surely begins no number: most cells of a large ledger, told by one character."""
    return "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in "一二三四五六七八九十第上下"
