"""The wording of values: golden texts, every refusal, the tables."""

import datetime as dt
import re
import string
from decimal import Decimal

import pytest

from drafter import wording
from drafter.wording import REFUSALS, Refusal, all_or_part, approx, breakdown, days, history

WORDED = {row.chinese: row.function for row in wording.FILTERS}
WORDED |= {"均": all_or_part, "其中": breakdown, "近年": history, "天数": days}
"""The engine's filters of these names take ledgers or make figures, by means of these."""
NAMES = [(function.__name__, chinese) for chinese, function in WORDED.items()]
FILTERS = WORDED | {function.__name__: function for function in WORDED.values()}

D = Decimal
DAY = dt.date(2021, 3, 5)
TENTH = dt.date(2030, 10, 20)

ONE_NUMBER: dict[str, str] = {
    "约数": (
        "0=0 9=9 10=10 11=10余 19=10余 40=40 43=40余 56=50余 99=90余 100=100 101=100余 "
        "120=120 136=130余 200=200 207=200余 999=990余 1023=1000余 1107=1100余 "
        "9999=9900余 20000=2万 20456=2万余 29000=2.9万 29323=2.9万余 120000=12万 "
        "123456=12万余 1234567=120余万 12000000=1200万 94380000=9400余万 "
        "94380000.00=9400余万 125330000=1.2亿余 12533000000=120余亿 1234567890=12亿余"
    ),
    "百分比": (
        "0.767=76.7% 1=100% 0=0% 0.50=50% 0.0125=1.3% 0.6996=70.0% -0.00001=0.0% 100=10000%"
    ),
    "万": (
        "9999=9999 9999.50=9999.50 20000=2万 29323=2.9万 673000.00=67.3万 "
        "99999999=9999.9万 100000000=1亿"
    ),
    "数字": "1234567=1234567 -5=-5 99.10=99.10 32=32 4E+1=40 -0.00=0.00",
    "两": "1=一 2=两 9.0=九 10=十 11=11",
    "序号": (
        "2=二 10=十 12=十二 20=二十 100=一百 101=一百零一 110=一百一十 1001=一千零一 "
        "1010=一千零一十 9999=九千九百九十九"
    ),
}
"""Filter → number=text, for filters of one number."""

GOLDEN: list[tuple[str, tuple[object, ...], str]] = [
    ("约数", (23, "多"), "20多"),
    ("约数", (94380000, "多"), "9400多万"),
    ("百分比", (D(2) / 3,), "66.7%"),
    ("百分比", (D("-0.0498"), 2), "-4.98%"),
    ("百分比", (D(224) / 622, 2), "36.01%"),
    ("百分比", (D("0.255"), 0), "26%"),
    ("万", (20400, 2), "2.04万"),
    ("万", (29999, 0), "2万"),
    ("万", (12533000000, 2), "125.33亿"),
    ("数字", (D(31491) / 759, 1), "41.5"),
    ("数字", (D("0.5"), 0), "1"),
    ("数字", (12, 2), "12.00"),
    ("千分位", (1234567,), "1,234,567"),
    ("千分位", (999,), "999"),
    ("千分位", (-1234,), "-1,234"),
    ("千分位", (D("-0.5"), 1), "-0.5"),
    ("千分位", (D("999999.995"), 2), "1,000,000.00"),
    ("千分位", (D("1234.1234567"),), "1,234.1234567"),
    ("天数", (TENTH, DAY), 3516),
    ("天数", (DAY, DAY, True), 1),
    ("日期", (DAY,), "2021年3月5日"),
    ("日期", (DAY, "年月"), "2021年3月"),
    ("日期", (DAY, "月日"), "3月5日"),
    ("日期", (DAY, "年"), "2021年"),
    ("日期", (DAY, "汉字"), "二〇二一年三月五日"),
    ("日期", (TENTH, "汉字"), "二〇三〇年十月二十日"),
    ("列举", (["甲"],), "甲"),
    ("列举", (["甲", "乙"],), "甲、乙"),
    ("列举", (["甲", "甲"],), "甲、甲"),
    ("列举", (["甲", "乙", "丙"], 2), "甲、乙等"),
    ("列举", (["甲", "乙", "丙"], 3), "甲、乙、丙"),
    ("列举", (["甲", "乙", "丙"], 9), "甲、乙、丙"),
    ("列举", (["甲", "乙", "丙"], 2, 5, "期"), "甲、乙等5期"),
    ("列举", (["甲", "乙", "丙"], 2, None, "期"), "甲、乙等3期"),
    ("列举", (["《甲》", "《乙》"], None, 2, "篇"), "《甲》《乙》等2篇"),
    ("列举", (["甲"], 2, 1, "期"), "甲"),
    ("列举", (["甲", "乙", "丙"], None, None, "", "和"), "甲、乙和丙"),
    ("列举", (["甲", "乙", "丙"], 2, None, "", "和"), "甲、乙等"),
    ("列举", (["甲"], None, None, "", "和"), "甲"),
    ("列举", (["“甲”", "“乙”"],), "“甲”“乙”"),
    ("列举", (["“甲”", "《乙》"],), "“甲”《乙》"),
    ("列举", (["“甲”", "乙"],), "“甲”、乙"),
    ("列举", (["《甲》（试行）", "《乙》"],), "《甲》（试行）、《乙》"),
    ("列举", ((item for item in ("甲", "乙")),), "甲、乙"),
    ("列举", (["A<B & C", "丁"],), "A<B & C、丁"),
    ("书名", ("甲",), "《甲》"),
    ("书名", (["甲", "《乙》"],), "《甲》《乙》"),
    ("书名", (["甲", "乙", "丙"], 1, None, "篇"), "《甲》等3篇"),
    ("书名", (["甲", "乙", "丙"], None, None, "", "和"), "《甲》《乙》和《丙》"),
    ("书名", ("关于《办法》的通知",), "《关于〈办法〉的通知》"),
    ("书名", ("《关于《办法》的通知》",), "《关于〈办法〉的通知》"),
    ("书名", ("转发《关于〈办法〉的通知》",), "《转发〈关于《办法》的通知〉》"),
    ("书名", ("《甲》与《乙》",), "《〈甲〉与〈乙〉》"),
    ("书名", (["《甲》（试行）", "乙（试行）"],), "《甲》（试行）、《乙（试行）》"),
    ("引号", ("甲",), "“甲”"),
    ("引号", (["甲", "“乙”"], 2, 4, "个"), "“甲”“乙”等4个"),
    ("引号", ("说“好”",), "“说‘好’”"),
    ("引号", ("“说“好””",), "“说‘好’”"),
    ("引号", ("it’s",), "“it’s”"),
    ("其中", ([("甲", 12), ("乙", 10)], "次"), "甲12次、乙10次"),
    ("其中", ([("甲", 12), ("乙", 0), ("丙", 3)], "件", 15), "甲12件、丙3件"),
    ("其中", ({"甲": D("1.50"), "乙": 2}, "万元", D("3.5")), "甲1.50万元、乙2万元"),
    ("其中", ([["甲", 1]],), "甲1"),
]

REFUSED: list[tuple[str, tuple[object, ...], str, str]] = [
    ("同比", (Decimal("0.9"), Decimal("0.8")), "ratio-growth", "百分点"),
    ("近年", (3, [2, 1], "最高"), "history-form", "新高、连续、累计"),
    ("数字", ("十二",), "want-number", "这里要数字，给的是文字"),
    ("数字", (True,), "want-number", "这里要数字，给的是“是”或“否”"),
    ("百分比", (0.5,), "want-number", "这里要数字，给的是带误差的小数"),
    ("约数", (None,), "want-number", "这里要数字，给的是空值"),
    ("万", ([1],), "want-number", "这里要数字，给的是清单"),
    ("序号", (DAY,), "want-number", "这里要数字，给的是日期"),
    ("列举", (["甲"], "二"), "want-number", "给的是文字"),
    ("约数", (43, 5), "want-text", "这里要文字，给的是数字"),
    ("列举", (["甲"], 1, 2, None), "want-text", "这里要文字，给的是空值"),
    ("日期", (DAY, 5), "want-text", "给的是数字"),
    ("其中", ([(5, "甲")],), "want-text", "给的是数字"),
    ("其中", ([("甲", 0)], 5), "want-text", "给的是数字"),
    ("日期", ("2021-03-05",), "want-date", "这里要日期，给的是文字"),
    ("列举", ("甲",), "want-list", "这里要清单，给的是文字"),
    ("列举", ({"甲": 1},), "want-list", "这里要清单，给的是对照表"),
    ("书名", ({"甲", "乙"},), "want-list", "这里要清单，给的是没有次序的清单"),
    ("引号", (b"x",), "want-list", "这里要清单，给的是别的内容"),
    ("其中", (12,), "want-list", "这里要清单，给的是数字"),
    ("数字", (D("NaN"),), "not-finite", "有限"),
    ("约数", (D("sNaN"),), "not-finite", "有限"),
    ("百分比", (D("-Infinity"),), "not-finite", "有限"),
    ("约数", (10**16,), "too-large", "最多16位"),
    ("数字", (D("1E+999999"),), "too-large", "最多16位"),
    ("数字", (D(2) / 3,), "too-fine", "超过10位"),
    ("数字", (D("1E-999999"),), "too-fine", "超过10位"),
    ("其中", ([("甲", D(2) / 3)],), "too-fine", "超过10位"),
    ("约数", (D("43.5"),), "not-whole", "给的是43.5"),
    ("序号", (D("1E-999999"),), "not-whole", "给的是1E-999999"),
    ("约数", (-43,), "negative", "给的是-43"),
    ("万", (D("-0.5"),), "negative", "给的是-0.5"),
    ("其中", ([("甲", -1)],), "negative", "给的是-1"),
    ("两", (0,), "below-one", "给的是0"),
    ("序号", (-1,), "below-one", "给的是-1"),
    ("序号", (10000,), "ordinal-large", "最大是9999，给的是10000"),
    ("约数", (43, "约"), "approx-word", "给的是“约”"),
    ("百分比", (1, 5), "digits-range", "0到4之间，给的是5"),
    ("万", (20000, -1), "digits-range", "给的是-1"),
    ("数字", (1, 11), "digits-range", "0到10之间，给的是11"),
    ("百分比", (D("100.1"),), "ratio-large", "100.1合成百分数"),
    ("百分比", (-101,), "ratio-large", "-101合成百分数"),
    ("列举", ([],), "list-empty", "清单是空的"),
    ("其中", ({},), "list-empty", "清单是空的"),
    ("列举", (["甲", " \u3000"],), "item-blank", "第2项是空白"),
    ("书名", ("《》",), "item-blank", "第1项是空白"),
    ("其中", ([("", 1)],), "item-blank", "第1项是空白"),
    ("列举", (["甲", 5],), "item-text", "第2项要文字，给的是数字"),
    ("列举", (["甲"], 0), "most-below-one", "给的是0"),
    ("列举", (["甲", "乙"], 2, 1, "期"), "total-small", "总数是1，却已经列出2项"),
    ("书名", (["甲", "乙"], 1, 5), "total-unit", "写了总数5"),
    ("列举", (["甲", "乙"], None, None, "", "与"), "last-word", "给的是“与”"),
    ("书名", ("甲》《乙",), "unpaired", "甲》《乙"),
    ("书名", ("《甲〉",), "unpaired", "不成对"),
    ("引号", ("说“好",), "unpaired", "说“好"),
    ("其中", ([("甲", 1), ("乙",)],), "part-pair", "第2项"),
    ("其中", (["甲乙"],), "part-pair", "第1项"),
    ("其中", ([("甲", 0), ("乙", D("0.0"))],), "parts-zero", "都是0"),
    ("其中", ([("甲", 12), ("乙", 10)], "次", 23), "parts-sum", "合计是22，总数是23"),
    ("均", (4, 3, "期"), "part-large", "部分（4）比全部（3）还多"),
    ("天数", (DAY, "3月1日"), "want-date", "这里要日期，给的是文字"),
    ("天数", (DAY, TENTH), "date-order", "2021-03-05比2030-10-20早"),
    ("千分位", ("12",), "want-number", "这里要数字，给的是文字"),
    ("日期", (DAY, "日"), "date-form", "给的是“日”"),
    ("日期", (dt.date(21, 3, 5),), "date-year", "给的是21"),
]


def _one_number():
    for name, cases in ONE_NUMBER.items():
        for case in cases.split():
            given_number, printed = case.split("=")
            whole = given_number.lstrip("-").isdigit()
            yield name, (int(given_number) if whole else D(given_number),), printed


@pytest.mark.parametrize(("name", "values", "printed"), [*_one_number(), *GOLDEN])
def test_a_filter_prints_the_golden_text(name, values, printed):
    assert FILTERS[name](*values) == printed


@pytest.mark.parametrize(("name", "values", "key", "words"), REFUSED)
def test_nonsense_is_refused_with_its_reason(name, values, key, words):
    with pytest.raises(Refusal) as caught:
        FILTERS[name](*values)
    assert caught.value.key == key
    assert words in str(caught.value)


def test_every_refusal_is_reached():
    assert {key for _, _, key, _ in REFUSED} == set(REFUSALS)


def test_a_number_too_long_for_python_to_print_is_refused():
    with pytest.raises(Refusal, match="最多16位"):
        approx(10**5000)


@pytest.mark.parametrize(("name", "values", "key", "words"), REFUSED)
def test_a_refusal_reads_in_english_without_a_type_name(name, values, key, words):
    with pytest.raises(Refusal) as caught:
        FILTERS[name](*values)
    english = caught.value.message("en")
    assert english == REFUSALS[key][1].format_map(caught.value.values)
    assert not re.search(r"\b(int|str|float|bool|Decimal|NoneType|dict|bytes)\b", english)
    assert all(isinstance(value, str | int) for value in caught.value.values.values())


def test_the_message_in_either_language_needs_no_value_that_the_other_lacks():
    for chinese, english in REFUSALS.values():
        assert _fields(chinese) == _fields(english)


def _fields(template):
    named = {field for _, field, _, _ in string.Formatter().parse(template) if field}
    return {field.removesuffix("_zh").removesuffix("_en") for field in named}


def test_each_filter_has_an_english_and_a_chinese_name_for_one_function():
    assert len({name for pair in NAMES for name in pair}) == len(FILTERS) == 2 * len(NAMES)
    for english, chinese in NAMES:
        assert english.isascii() and not chinese.isascii()
        assert FILTERS[english] is FILTERS[chinese]
        assert FILTERS[english].__name__ == english


def test_each_filter_has_a_summary_in_both_languages():
    for chinese, english in (row.summary for row in wording.FILTERS):
        assert re.search(r"[一-龥]", chinese) and english.endswith(".")


def test_each_docstring_names_its_source_and_shows_an_example():
    for english, _ in NAMES:
        described = FILTERS[english].__doc__
        assert "Source: " in described and ">>> " in described
