"""What the schema says of a data file, and values taken as the kinds it asks for."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import source
from drafter.problems import FilePlace, Problem, TextPlace, find_nearest_word
from drafter.schema import Schema, UnfitValue, check_data, convert_value, parse_date
from drafter.schema import read_schema as read
from drafter.schema.checker import find_likely_choice
from drafter.schema.values import suggest_date, suggest_number

SCHEMA = """\
type: object
required: [单位]
additionalProperties: false
$defs:
  日期: {type: string, x-kind: date}
properties:
  单位: {title: 单位, type: string}
  成文日期: {$ref: "#/$defs/日期", title: 落款日期}
  年度: {type: integer, minimum: 1949, maximum: 2099}
  季度: {type: integer, enum: [1, 2]}
  占地: {type: number, exclusiveMinimum: 0}
  比上年: {type: number, exclusiveMaximum: 2}
  采用: {type: boolean}
  版本: {const: 二}
  要点: {type: array, uniqueItems: true, items: {type: string, minLength: 2}}
  负责人:
    type: object
    required: [姓名, 电话]
    additionalProperties: false
    properties: {姓名: {type: string}, 电话: {type: string}}
  会议:
    type: array
    items:
      type: object
      required: [日期, 类别]
      additionalProperties: false
      properties:
        日期: {$ref: "#/$defs/日期"}
        类别: {type: string, enum: [党组会议, 常委会会议]}
        编号: {type: string, pattern: "^第[0-9]+号$", description: 写成“第3号”}
        人数: {type: integer}
        议题:
          type: array
          items: {type: object, required: [名称], properties: {名称: {type: string}}}
  其二: {type: array, maxItems: 2}
  其他: {}
"""
MEETING = "会议:\n  - {日期: 2021-03-05, 类别: 党组会议, "


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    made, found = read_schema(tmp_path_factory.mktemp("schema"), SCHEMA)
    assert made is not None, found
    return made


def read_schema(folder: Path, text: str) -> tuple[Schema | None, list[Problem]]:
    path = folder / "schema.yaml"
    path.write_text(text, encoding="utf-8")
    return read(path, "schema.yaml")


def checked(text: str, schema: Schema) -> list[Problem]:
    document, found = source.parse(text.encode(), "data/2021.yaml")
    assert document is not None and not found
    return check_data(document, schema)


def marked(found: Problem) -> tuple[int, int, str]:
    """Line, column, and the words under the caret."""
    place = found.place
    assert isinstance(place, TextPlace)
    return place.line, place.column, place.source[place.column - 1 :][: place.width]


# the data below "单位: 甲" · code · line, column and words there · in the message · in the cure
MISTAKES = [
    ("会议: [{日期: , 类别: 党组会议}]", "D201", (2, 7, "日期"), "「会议 第1条 日期」", ""),
    ("会议:\n  - 类别: 党组会议", "D201", (3, 5, "类别: 党组会议"), "「会议 第1条 日期」", ""),
    ("会议:\n  - {日期: ' ', 类别: 党组会议}", "D201", (3, 10, "' '"), "「会议 第1条 日期」", ""),
    (MEETING + "议题: [{名称: }]}", "D201", (3, 38, "名称"), "「会议 第1条 议题 第1条 名称」", ""),
    ("年渡: 2021", "D202", (2, 1, "年渡"), "「年渡」", "「年度」"),
    (MEETING + "人数数: 12}", "D202", (3, 32, "人数数"), "「人数数」", "「人数」"),
    (MEETING + "人数: 十二人}", "D203", (3, 36, "十二人"), "要填数字，这里是「十二人」", "：12"),
    (MEETING + '人数: "1,200"}', "D203", (3, 36, '"1,200"'), "「1,200」", "：1200"),
    ("年度: ２０２１", "D203", (2, 5, "２０２１"), "「年度」", "：2021"),
    ("年度: 二〇二一年", "D203", (2, 5, "二〇二一年"), "「年度」", "：2021"),
    ("占地: 3.5万", "D203", (2, 5, "3.5万"), "「占地」", "：35000"),
    ("年度: 2021.5", "D253", (2, 5, "2021.5"), "「2021.5」", "改成整数"),
    ("年度: true", "D203", (2, 5, "true"), "「年度」", ""),
    ("占地: 05.5", "D203", (2, 5, "05.5"), "「05.5」", ""),
    ("成文日期: 2021-02-30", "D204", (2, 7, "2021-02-30"), "「2021-02-30」这一天", "：2021-02-28"),
    ("成文日期: 2021年13月5日", "D204", (2, 7, "2021年13月5日"), "「2021年13月5日」", "例如"),
    ("成文日期: 3月5日", "D205", (2, 7, "3月5日"), "要填日期，这里是「3月5日」", "2021-03-05"),
    ("成文日期: 2021-3.5", "D205", (2, 7, "2021-3.5"), "「2021-3.5」", "2021-03-05"),
    ("采用: 有", "D206", (2, 5, "有"), "「采用」只能填「是」或「否」，这里是「有」", "：是"),
    ("季度: 7", "D207", (2, 5, "7"), "「季度」不能填「7」", "1、2"),
    ("版本: 一", "D207", (2, 5, "一"), "「版本」不能填「一」", "：二"),
    ("会议: [{日期: 2021-3-5, 类别: 党组会}]", "D207", (2, 25, "党组会"), "「党组会」",
     "是不是想写「党组会议」？能选的有：党组会议、常委会会议"),
    (MEETING + "编号: 3号}", "D208", (3, 36, "3号"), "「编号」的写法不对：「3号」", "写成“第3号”"),
    ("要点:\n  - 学习\n  -", "D209", (4, 4, ""), "「要点 第2条」是空的", ""),
    ("其他:\n  - 学习\n  - ''", "D209", (4, 5, "''"), "「其他 第2条」是空的", ""),
    ("成文日期: [2021-03-05]", "D210", (2, 7, "[2021-03-05]"), "「成文日期」只要一个值", ""),
    ("年度: {年: 2021}", "D210", (2, 5, "{年: 2021}"), "「年度」只要一个值", ""),
    ("会议: 12", "D211", (2, 5, "12"), "「会议」要写成列表", ""),
    ("要点: 学习", "D211", (2, 5, "学习"), "「要点」要写成列表", ""),
    ("会议:\n  日期: 2021-03-05", "D211", (3, 3, "日期: 2021-03-05"), "「会议」要写成列表", ""),
    ("负责人: 张三", "D212", (2, 6, "张三"), "「负责人」这里要写成一组「键: 值」", "{日期:"),
    ("会议:\n  - 例会", "D212", (3, 5, "例会"), "「会议」这里要写成一组", ""),
    ("年度: 20211", "D213", (2, 5, "20211"), "「年度」不能大于2099，这里是「20211」", "核对"),
    ("年度: 21", "D213", (2, 5, "21"), "不能小于1949", ""),
    ("占地: -0", "D213", (2, 5, "-0"), "要大于0，这里是「-0」", ""),
    ("比上年: 2.50", "D213", (2, 6, "2.50"), "要小于2，这里是「2.50」", ""),
    ("要点: [学习, 学习]", "D214", (2, 5, "[学习, 学习]"), "不合模板的规定（uniqueItems）", ""),
    ("电视剧: 好看", "D215", (2, 1, "电视剧"), "「电视剧」", "单位、成文日期、年度"),
    ("要点: [学, 协商]", "D220", (2, 6, "学"), "「要点 第1条」不能少于2个字，这里是1", "增减"),
    ("其二: [学习, 协商, 队伍]", "D220", (2, 5, "[学习, 协商, 队伍]"), "不能多于2条", "增减"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "place", "message", "cure"), MISTAKES)
def test_a_mistake_is_named_at_its_place_with_what_to_write(
    schema: Schema, data: str, code: str, place: tuple[int, int, str], message: str, cure: str
) -> None:
    [found] = checked("单位: 甲\n" + data, schema)
    assert found.code == code
    assert marked(found) == place
    assert message in found.message()
    assert cure in found.cure()


def test_the_table_has_every_code_of_the_schema() -> None:
    own = {f"D2{n:02}" for n in (*range(1, 16), 20, 53)}
    assert {row[1] for row in MISTAKES} == own


def test_a_required_value_that_the_file_lacks_is_a_gap_of_the_whole_file(schema: Schema) -> None:
    [found] = checked("年度: 2021", schema)
    assert (found.code, found.place) == ("D201", FilePlace("data/2021.yaml"))
    assert found.message() == "还没有填「单位」"


def test_all_mistakes_are_told_at_once_in_order_of_the_file(schema: Schema) -> None:
    text = "单位: 甲\n年度: 廿\n会议:\n  - {日期: 3月, 类别: 例会, 天气: 晴, 人数: 多}\n负责人: {}"
    found = checked(text, schema)
    codes = ["D203", "D205", "D207", "D215", "D203", "D201", "D201"]
    assert [each.code for each in found] == codes
    assert [each.message() for each in found[-2:]] == [
        "还没有填「负责人 姓名」",
        "还没有填「负责人 电话」",
    ]


def test_ten_thousand_wrong_records_are_all_told(schema: Schema) -> None:
    rows = "".join("  - {日期: 3月, 类别: 例会}\n" for _ in range(10_000))
    assert len(checked(f"单位: 甲\n会议:\n{rows}", schema)) == 20_000


def test_a_value_of_the_wrong_kind_is_told_once_and_not_again_by_its_other_rules(
    schema: Schema,
) -> None:
    assert [found.code for found in checked("单位: 甲\n年度: 去年", schema)] == ["D203"]


def test_right_data_have_no_problems(schema: Schema) -> None:
    text = (
        "单位: 甲\n年度: 2021\n季度: 2\n占地: 0.50\n采用: 否\n要点: [学习]\n"
        "负责人: {姓名: 张三, 电话: 12345678}\n会议:\n"
        "  - {日期: 2021年3月5日, 类别: 常委会会议, 编号: 第3号, 议题: [{名称: 一}]}\n"
    )
    assert checked(text, schema) == []


def test_a_number_where_text_is_asked_is_text(schema: Schema) -> None:
    assert checked("单位: 101", schema) == []
    assert convert_value(101, "text") == "101"
    assert convert_value(True, "text") == "true"


def test_an_optional_value_left_empty_is_no_problem(schema: Schema) -> None:
    assert checked("单位: 甲\n年度:\n会议:\n采用: ''", schema) == []


def test_a_field_of_a_kind_that_is_not_told_takes_anything(schema: Schema) -> None:
    assert checked("单位: 甲\n其他: {甲: [1, 乙], 丙: 2021-13-40}", schema) == []


FORMS = ["{0:04}-{1:02}-{2:02}", "{0:04}.{1}.{2}", "{0:04}/{1}/{2}", "{0:04}年{1}月{2}日"]


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from(FORMS))
def test_each_form_of_any_date_reads_back_as_the_same_date(day: datetime.date, form: str) -> None:
    assert parse_date(form.format(day.year, day.month, day.day)) == day


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_date_is_read_or_refused_as_no_day_and_never_moved(y: int, m: int, d: int) -> None:
    try:
        day = parse_date(f"{y:04}-{m}-{d}")
    except UnfitValue as unfit:
        assert unfit.code == "D204"
        assert not unfit.hint or parse_date(unfit.hint).month == m
    else:
        assert (day.year, day.month, day.day) == (y, m, d)


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_taken_as_it_is_written(number: int) -> None:
    assert convert_value(str(number), "integer") == number
    assert convert_value(number, "integer") == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, max_value=10**9))
def test_a_decimal_is_taken_digit_by_digit_and_never_as_a_float(number: Decimal) -> None:
    taken = convert_value(format(number, "f"), "number")
    assert isinstance(taken, Decimal)
    assert str(taken) == format(number, "f")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("是", True), ("否", False), ("Yes", True), ("no", False), (" true ", True), (False, False)],
)
def test_yes_and_no_are_taken_in_both_languages(written: str | bool, meant: bool) -> None:
    assert convert_value(written, "boolean") is meant


@pytest.mark.parametrize(
    ("written", "unit", "hint"),
    [
        ("三十二次", "", "32"), ("约12", "", ""), ("两百零五", "", "205"),
        ("1.2亿", "", "120000000"),
        ("9.0件", "", "9"), ("62.5", "", ""), ("62%", "", ""), ("62、63", "", ""), ("1e3", "", ""),
        ("无", "", ""), ("30万元", "万元", "30"), ("30万", "万元", ""), ("1,262", "", "1262"),
        ("2022年", "", "2022"), ("3+4", "", ""), ("O2", "", ""), ("3万人次", "人次", "30000"),
    ],
)  # fmt: skip
def test_a_number_is_offered_only_when_it_was_surely_meant(
    written: str, unit: str, hint: str
) -> None:
    assert suggest_number(written, unit, whole=True) == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2021年3月5号", "2021-03-05"), ("2021 年 3 月 5 日", "2021-03-05"),
        ("2021—03—05", "2021-03-05"), ("20210305", "2021-03-05"), ("2021.3.5.", "2021-03-05"),
        ("2021-03-05 09:00", "2021-03-05"), ("2021年3月5日（星期五）", "2021-03-05"),
        ("2021-3-5至3-7", ""), ("44200", ""), ("3月5日", ""), ("2021-02-30。", ""),
    ],
)  # fmt: skip
def test_a_date_is_offered_only_when_it_was_surely_meant(written: str, hint: str) -> None:
    assert suggest_date(written) == hint


def test_an_unknown_field_is_told_even_when_it_is_empty(schema: Schema) -> None:
    [found] = checked("单位: 甲\n题木:", schema)
    assert found.code in ("D202", "D215")


def test_a_choice_is_offered_only_for_a_slip_of_the_pen() -> None:
    choices = ["已解决", "正在解决", "列入规划"]
    assert find_likely_choice("正在解", choices) == "正在解决"
    assert find_likely_choice("办理中", choices) == ""
    assert find_likely_choice("党组会议、常委会会议", ["党组会议", "常委会会议"]) == ""


def test_the_nearest_word_is_found_and_a_far_one_is_not_guessed() -> None:
    assert find_nearest_word("日其", ["日期", "类别"]) == "日期"
    assert find_nearest_word("天气", ["日期", "类别"]) == ""


def test_the_fields_know_kind_unit_and_whether_they_are_required(schema: Schema) -> None:
    kinds = {"/".join(path): field.kind for path, field in schema.root.walk()}
    assert kinds["成文日期"] == "date"
    assert kinds["会议"] == kinds["会议/议题"] == "ledger"
    assert kinds["要点"] == "list"
    assert kinds["季度"] == "integer"
    assert kinds["其他"] == "any"
    assert schema.root.fields["单位"].required
    assert not schema.root.fields["会议"].required
    assert schema.root.fields["会议"].fields["类别"].choices == ("党组会议", "常委会会议")
    assert schema.root.fields["成文日期"].title == "落款日期"


def test_a_schema_with_a_wrong_type_is_refused_at_its_line(tmp_path: Path) -> None:
    made, [found] = read_schema(tmp_path, "type: object\nproperties:\n  人数: {type: 数字}\n")
    assert made is None
    assert (found.code, marked(found)) == ("D308", (3, 14, "数字"))


def test_a_schema_that_refers_to_nothing_is_refused(tmp_path: Path) -> None:
    made, [found] = read_schema(tmp_path, 'properties:\n  人数: {$ref: "#/$defs/数"}\n')
    assert made is None
    assert (found.code, marked(found)) == ("D308", (2, 14, '"#/$defs/数"'))
    assert found.message() == "schema.yaml 的写法不合 JSON Schema：「#/$defs/数」"


def test_a_schema_that_refers_to_itself_is_read(tmp_path: Path) -> None:
    made, found = read_schema(
        tmp_path,
        "$defs:\n  项: {type: object, properties: {下级: {$ref: '#/$defs/项'}}}\n"
        "properties:\n  项: {$ref: '#/$defs/项'}\n",
    )
    assert made is not None and not found
    assert [p.code for p in checked("项: {下级: {下级: {下级: 一}}}", made)] == ["D212"]


def test_a_schema_whose_parts_refer_to_each_other_again_and_again_is_read_at_once(
    tmp_path: Path,
) -> None:
    defs = "".join(
        f"  d{n}: {{properties: {{a: {ref}, b: {ref}}}}}\n"
        for n in range(30)
        for ref in [f"{{$ref: '#/$defs/d{n + 1}'}}"]
    )
    made, found = read_schema(tmp_path, f"$defs:\n{defs}  d30: {{}}\n$ref: '#/$defs/d0'\n")
    assert made is not None and not found
    assert sum(1 for _ in made.root.walk()) < 50_000


def test_fixed_wordings_may_be_a_list_or_a_single_one(tmp_path: Path) -> None:
    one, _ = read_schema(tmp_path, "x-fixed: 附件1\nx-title: 总结\n")
    two, _ = read_schema(tmp_path, "x-fixed: [附件1, 2]\n")
    assert one is not None and two is not None
    assert (one.fixed, one.title, two.fixed) == (("附件1",), "总结", ("附件1", "2"))


def test_a_schema_that_is_no_yaml_is_told_by_the_reader_of_data(tmp_path: Path) -> None:
    made, found = read_schema(tmp_path, "type: [object\n")
    assert made is None and found[0].code.startswith("D1")
