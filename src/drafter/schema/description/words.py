"""The words of template.yaml: its keys and the kinds of values, with what else people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from drafter.vocabulary import NO, PAGE_KEY, REVIEWED, YES

Words = Mapping[str, str]
"""Each word, and each other word for it, with the word itself."""

TITLE, NOTE, ITEMS, LEDGERS, FIGURES = "名称", "说明", "项目", "台账", "指标"
CHECKS, FIXED, SHARED = "核对", "固定", "常用栏"
UNIT, COLUMNS, UNIQUE, STANDING, ALIASES = "计量", "各栏", "不重复", "沿用", "别名"
NEEDED, OPTIONAL, ROW, TOGETHER = "必填", "可不填", "一行", "连带必填"
KIND, CHOICES, PATTERN, LABEL, FORMULA = "类型", "选项", "格式", "标题", "取数"


def _gather_words(said_as: Mapping[str, str]) -> dict[str, str]:
    return {other: word for word, more in said_as.items() for other in (word, *more.split())}


TOP_KEYS: Words = _gather_words({
    TITLE: "报告名称 标题 题目 报告标题 x-title", NOTE: "备注 简介 description",
    ITEMS: "数据 字段 数据项 单项 项 properties", LEDGERS: "台帐 各台账 ledgers",
    FIGURES: "数字 各指标 数据指标 x-figures figures",
    CHECKS: "校核 检查 核对关系 等式 x-checks checks",
    FIXED: "固定说法 固定词句 固定文字 写定 x-fixed fixed",
    REVIEWED: "年年核对 每年确认 逐年核对 年度核对 x-review",
    SHARED: "通用栏 公共栏 常用栏目 共用栏", PAGE_KEY: "页面 排版 x-page",
})  # fmt: skip
LEDGER_KEYS: Words = _gather_words({
    UNIT: "单位 量词 计量单位 x-unit unit", NOTE: "备注 解释 description",
    COLUMNS: "栏 列 栏目 字段 各列 项目 columns properties",
    UNIQUE: "唯一 不能重复 不可重复 x-unique unique", STANDING: "年年沿用 每年沿用 x-standing",
    ALIASES: "也叫 又叫 x-aliases aliases", CHECKS: "校核 检查 x-check", NEEDED: "必须",
    OPTIONAL: "可不写 选填 可选", ROW: "每行 一条 每条", TOGETHER: "连带 连带要填 同时必填",
    LABEL: "title",
})  # fmt: skip
FIELD_KEYS: Words = _gather_words({
    KIND: "种类 类别 kind", UNIT: "单位 量词 计量单位 x-unit unit", NOTE: "备注 解释 description",
    NEEDED: "必须", OPTIONAL: "可不写 选填 可选", ALIASES: "也叫 又叫 x-aliases aliases",
    CHOICES: "可选值 取值 只能填 enum", PATTERN: "写法 pattern", LABEL: "title",
    COLUMNS: "栏 列 各列 栏目 字段 properties", TOGETHER: "连带 连带要填 同时必填",
    "最小": "最小值 minimum", "最大": "最大值 maximum", "大于": "exclusiveMinimum",
    "小于": "exclusiveMaximum", "最短": "minLength", "最长": "maxLength", "最少": "minItems",
    "最多": "maxItems", "默认": "默认值 缺省 default", "例如": "举例 examples",
})  # fmt: skip
FIGURE_KEYS: Words = _gather_words({
    FORMULA: "公式 算法 怎么算 取自 等于 定义 expression", UNIT: "单位 量词 计量单位 x-unit unit",
    NOTE: "备注 解释 description",
})  # fmt: skip
LIMITS: Mapping[str, str] = {
    "最小": "minimum", "最大": "maximum", "大于": "exclusiveMinimum", "小于": "exclusiveMaximum",
    "最短": "minLength", "最长": "maxLength", "最少": "minItems", "最多": "maxItems",
}  # fmt: skip
"""What limits a value: its keyword in JSON Schema."""
PLAIN_KEYS: Mapping[str, str] = {
    **LIMITS, UNIT: "x-unit", NOTE: "description", ALIASES: "x-aliases", LABEL: "title",
    "默认": "default", "例如": "examples",
}  # fmt: skip
"""Keys whose values are those of a keyword as they are."""

FILLED_IN = "填写"
"""What a figure is that nothing computes: somebody types it."""
TEXT, INTEGER, NUMBER, DATE, YEAR, TICK = "文字", "整数", "数字", "日期", "年份", "是"
EITHER, PICTURE, WORD_FILE, LIST, ROUGH, ANY = "是否", "图片", "文档", "列表", "约数", "任意"
KINDS: Words = _gather_words({
    TEXT: "文本 字符 字符串 一段文字 string text str",
    INTEGER: "整数字 个数 次数 数目 integer int",
    NUMBER: "小数 数 数值 数量 金额 number float", DATE: "年月日 日子 时间 date",
    YEAR: "年度 年 year", TICK: "打勾 勾选", EITHER: "是或否 是/否 是非 boolean bool",
    PICTURE: "照片 图 image picture", WORD_FILE: "附件 文件 Word Word文档 document",
    LIST: "清单 多项 list array", ROUGH: "约数字 figure", ANY: "不限 随意 any",
})  # fmt: skip
KEYWORDS: Mapping[str, Mapping[str, object]] = {
    TEXT: {"type": "string", "minLength": 1},
    INTEGER: {"type": "integer"},
    NUMBER: {"type": "number"},
    DATE: {"type": "string", "x-kind": "date"},
    YEAR: {"type": "integer", "minimum": 1949, "maximum": 2099},
    TICK: {"type": "string", "enum": [YES]},
    EITHER: {"type": "boolean"},
    PICTURE: {"type": "string", "x-kind": "image"},
    WORD_FILE: {"type": "string", "x-kind": "document"},
    ROUGH: {"type": "string", "x-kind": "figure"},
    LIST: {"type": "array", "items": {"type": "string", "minLength": 1}},
    ANY: {},
}
"""What each kind of value is in JSON Schema."""

_OPTIONAL = frozenset(
    "可不填 可以不填 可不写 可以不写 可填可不填 选填 可选 可选填 非必填 不必填 不是必填 "
    "可空 可为空 可以空 可以空着 可以为空 可缺 可无 可没有 可以没有 可省 可省略 没有就不填 "
    "没有就不写 没有可不填 没有可以不填 不填也行 不填也可 不填也可以 optional".split()
)
_NEEDED = frozenset("必填 必须 必须填 必须填写 要填 一定要填 required".split())
_MARKED = re.compile(r"(.*?)\s*[(（]([^()（）]*)[)）]\s*", re.DOTALL)
ANSWERS: Mapping[object, bool] = {
    **dict.fromkeys((YES, True, "yes", "对", "要", "可以"), True),
    **dict.fromkeys((NO, False, "no", "不", "不要", "不可以"), False),
}


def fold_word(text: str) -> str:
    """The word without what an input method leaves in it: blanks, full-width letters and signs.

    >>> fold_word("可 不填　"), fold_word("Ｗord（１）")
    ('可不填', 'Word(1)')
    """
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def is_optional(text: str) -> bool:
    """Whether it says that a value may be left out."""
    return fold_word(text).lower() in _OPTIONAL


def is_needed(text: str) -> bool:
    """Whether it says that a value has to be there."""
    return fold_word(text).lower() in _NEEDED


def split_mark(text: str) -> tuple[str, str]:
    """A text and what stands in brackets at its end.

    >>> split_mark("文字（可不填）"), split_mark("文字")
    (('文字', '可不填'), ('文字', ''))
    """
    marked = _MARKED.fullmatch(text)
    return (marked[1], marked[2]) if marked and marked[1] else (text.strip(), "")
