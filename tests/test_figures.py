"""Figures, gaps and records: arithmetic that keeps origins, and what is counted."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.figures import (
    Attachment,
    Day,
    Figure,
    Gap,
    GapFound,
    Origin,
    Record,
    Records,
    Text,
    origins_of,
    union_origins,
)
from drafter.figures.records import column, count, groups, ordered, share, total, where
from drafter.problems import format_path
from drafter.problems.model import Incomputable

KINDS = ["党组会议", "常委会会议", "集中学习"]
EXACT: list[Callable[[Any, Any], Any]] = [operator.add, operator.sub, operator.mul]
DIVISIONS: list[Callable[[Any, Any], Any]] = [operator.truediv, operator.floordiv, operator.mod]


def origin(line: int, words: str = "") -> Origin:
    return Origin("data/2021.yaml", line, 5, ("会议", line), words)


def record(line: int, **values: Any) -> Record:
    here = origin(line)
    held = {
        key: Text(value, (here,)) if isinstance(value, str)
        else Figure(value, (here,)) if isinstance(value, (int, Decimal)) else value
        for key, value in values.items()
    }  # fmt: skip
    return Record(held, here, ("会议", line))


def ledger(*rows: dict[str, Any]) -> Records:
    return Records(record(line, **row) for line, row in enumerate(rows))


numbers = st.one_of(
    st.integers(-(10**9), 10**9),
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-9999, max_value=9999),
)
ledgers = st.lists(
    st.fixed_dictionaries(
        {"类别": st.sampled_from(KINDS)},
        optional={"数量": st.integers(0, 50), "备注": st.just("有")},
    ),
    max_size=12,
).map(lambda rows: ledger(*rows))
origin_groups = st.lists(
    st.lists(st.sampled_from([origin(n) for n in range(5)]), max_size=6).map(tuple), max_size=5
)


@given(numbers, numbers, st.sampled_from(EXACT))
def test_arithmetic_is_exact_and_keeps_the_origins_of_both_sides(
    left: Decimal, right: Decimal, operation: Callable[[Any, Any], Any]
) -> None:
    one, two = origin(1), origin(2)
    result = operation(Figure(left, (one,)), Figure(right, (two, one)))
    assert result == operation(Decimal(left), Decimal(right))
    assert isinstance(result.value, Decimal)
    assert result.origins == (one, two)


@given(numbers, numbers.filter(bool), st.sampled_from(DIVISIONS + EXACT))
def test_a_plain_number_on_either_side_gives_a_figure(
    left: Decimal, right: Decimal, operation: Callable[[Any, Any], Any]
) -> None:
    expected, here = operation(Decimal(left), Decimal(right)), (origin(1),)
    for result in (operation(Figure(left, here), right), operation(left, Figure(right, here))):
        assert isinstance(result, Figure)
        assert result.value == expected
        assert result.origins == here


def test_a_float_is_taken_as_it_is_written() -> None:
    assert (Figure(1) + 0.1).value == Decimal("1.1")
    assert str(Figure(3) * 0.1) == "0.3"


@pytest.mark.parametrize("operation", DIVISIONS)
@pytest.mark.parametrize("above", [0, 5])
def test_a_division_by_zero_is_a_zero_division_even_of_zero(
    operation: Callable[[Any, Any], Any], above: int
) -> None:
    with pytest.raises(ZeroDivisionError):
        operation(Figure(above), Figure(0))
    with pytest.raises(ZeroDivisionError):
        operation(above, Figure(0))


@pytest.mark.parametrize(
    ("number", "digits", "rounded"),
    [("2.5", 0, "3"), ("0.125", 2, "0.13"), ("-2.5", 0, "-3"), ("1234", -2, "1200")],
)
def test_rounding_is_half_up(number: str, digits: int, rounded: str) -> None:
    result = round(Figure(Decimal(number), (origin(1),)), digits)
    assert (str(result), len(result.origins)) == (format(Decimal(rounded), "f"), 1)


def test_sign_and_size_keep_the_origins() -> None:
    figure = Figure(-3, (origin(1),))
    assert [str(each) for each in (-figure, +figure, abs(figure))] == ["3", "-3", "3"]
    assert all(len(each.origins) == 1 for each in (-figure, +figure, abs(figure)))


def test_a_figure_compares_hashes_and_converts_like_its_number() -> None:
    three = Figure(3)
    assert three == 3 == Figure(Decimal("3.0")) and three != "3"
    assert 2 < three < 4 and three <= 3 <= three and three > Decimal("2.9")
    assert {three: 1}[Figure(3)] == 1
    assert (int(three), float(three), range(three)[-1], bool(Figure(0))) == (3, 3.0, 2, False)
    assert repr(three) == "Figure(3, 0 origins)"


def test_a_figure_is_neither_larger_nor_smaller_than_a_text() -> None:
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError):
            compare(Figure(3), "3")
    with pytest.raises(TypeError):
        Figure(3) + "件"


def test_half_a_thing_is_no_number_of_turns() -> None:
    with pytest.raises(TypeError, match="whole"):
        range(Figure(Decimal("2.5")))


def test_a_figure_has_no_exponent() -> None:
    assert str(Figure(Decimal("1E+6"))) == "1000000"


GAP = Gap(("会议", 2, "日期"), required=True, origins=(origin(2),))


@given(numbers, st.sampled_from(EXACT + DIVISIONS))
def test_whatever_is_computed_from_a_gap_is_the_same_gap(
    number: Decimal, operation: Callable[[Any, Any], Any]
) -> None:
    for other in (number, Figure(number)):
        assert operation(GAP, other) is GAP
        assert operation(other, GAP) is GAP


def test_a_gap_stays_itself_in_all_that_a_template_does_with_it() -> None:
    assert -GAP is +GAP is abs(GAP) is round(GAP) is GAP["日期"] is GAP[0] is GAP
    assert list(GAP) == [GAP] and not GAP and len(GAP) == 0
    assert not (GAP < 1 or GAP >= 1 or Figure(1) < GAP or Figure(1) >= GAP or Figure(1) == GAP)
    assert str(GAP) == repr(GAP) == "【待补：会议 第3条 日期】"


def test_a_field_that_a_record_lacks_reads_as_an_optional_gap_of_it() -> None:
    meeting = record(2, 类别="党组会议")
    gap = meeting["备注"]
    assert isinstance(gap, Gap) and not gap.required
    assert (gap.path, gap.origins) == (("会议", 2, "备注"), (meeting.origin,))


def test_a_record_counts_as_many_as_its_quantity_says() -> None:
    meetings = ledger({}, {"数量": 3}, {"数量": 0}, {})
    assert count(meetings) == 5
    assert count(meetings).origins == meetings.origins
    assert len(meetings.origins) == 4


def test_a_quantity_that_is_no_number_is_refused() -> None:
    with pytest.raises(TypeError, match="数量"):
        count(ledger({"数量": "三"}))


def test_a_list_of_texts_is_counted_by_its_items() -> None:
    texts = (Text("一", (origin(1),)), Text("二", (origin(2),)))
    assert count(texts) == 2
    assert [each.line for each in count(texts).origins] == [1, 2]
    assert count(()) == 0


@pytest.mark.parametrize("value", ["会议", 3, None, Figure(3)])
def test_what_is_no_list_cannot_be_counted(value: object) -> None:
    with pytest.raises(TypeError):
        count(value)


@given(ledgers)
def test_the_parts_of_a_ledger_count_to_the_whole(meetings: Records) -> None:
    parts = [count(where(meetings, 类别=kind)) for kind in KINDS]
    assert sum(parts[1:], parts[0]) == count(meetings)
    assert {*union_origins(part.origins for part in parts)} == {*meetings.origins}
    assert sum((n for _, n in groups(meetings, "类别")), Figure(0)) == count(meetings)


@given(ledgers)
def test_filled_and_not_filled_records_are_all(meetings: Records) -> None:
    assert count(where(meetings, "备注")) + count(where(meetings, 备注=None)) == count(meetings)


@given(ledgers)
def test_a_choice_of_all_kinds_keeps_every_record_in_order(meetings: Records) -> None:
    assert where(meetings, 类别=KINDS) == meetings
    assert where(iter(meetings), 类别=KINDS) == meetings


@given(origin_groups)
def test_a_union_has_each_origin_once_in_order_of_first_appearance(
    parts: list[tuple[Origin, ...]],
) -> None:
    joined = union_origins(parts)
    everything = [each for part in parts for each in part]
    assert len(set(joined)) == len(joined)
    assert set(joined) == set(everything)
    assert list(joined) == sorted(joined, key=everything.index)


def test_a_condition_that_could_never_hold_is_refused_instead_of_counting_nothing() -> None:
    meetings = ledger({"编号": "3", "人数": 12})
    with pytest.raises(TypeError, match="编号=3"):
        where(meetings, 编号=3)
    with pytest.raises(TypeError, match="人数='12'"):
        where(meetings, 人数=["12"])
    assert len(where(meetings, 人数=12, 编号="3")) == 1


def test_a_total_sums_the_numbers_and_keeps_only_their_origins() -> None:
    meetings = ledger({"人数": 12}, {}, {"人数": Decimal("0.5")})
    assert total(meetings, "人数") == Decimal("12.5")
    assert [each.line for each in total(meetings, "人数").origins] == [0, 2]
    assert total(Records(), "人数") == 0


def test_a_total_of_texts_is_refused() -> None:
    with pytest.raises(TypeError):
        total(ledger({"人数": "多"}), "人数")


@pytest.mark.parametrize(
    "computed",
    [
        lambda ledger: total(ledger, "日期"),
        lambda ledger: where(ledger, 日期="一"),
        lambda ledger: where(ledger, "日期"),
        lambda ledger: column(ledger, "日期"),
        lambda ledger: groups(ledger, "日期"),
    ],
)
def test_a_computation_over_a_required_value_that_is_lacking_is_that_gap(
    computed: Callable[[Records], object],
) -> None:
    meetings = Records([record(1, 日期="一"), Record({"日期": GAP}, origin(2), ("会议", 2))])
    with pytest.raises(GapFound) as found:
        computed(meetings)
    assert found.value.gap is GAP


def test_a_column_has_each_value_once_and_leaves_out_the_lacking() -> None:
    meetings = ledger({"主题": "甲"}, {}, {"主题": "乙"}, {"主题": "甲"})
    assert column(meetings, "主题") == ["甲", "乙"]


def test_sorting_keeps_the_order_of_equals() -> None:
    meetings = ledger({"人数": 3, "甲": "x"}, {"人数": 1}, {"人数": 3, "甲": "y"})
    assert [str(each["人数"]) for each in ordered(meetings, "人数")] == ["1", "3", "3"]
    backwards = ordered(meetings, "人数", reverse=True)
    assert [each["甲"] for each in backwards[:2]] == ["x", "y"]


def test_groups_come_in_order_of_appearance_with_weighted_counts() -> None:
    meetings = ledger({"类别": "乙"}, {"类别": "甲", "数量": 4}, {"类别": "乙"})
    assert groups(meetings, "类别") == [("乙", 2), ("甲", 4)]


def test_a_share_is_exact_and_comes_from_both_sides() -> None:
    reports = ledger({"采用": "是"}, {}, {"采用": "是"}, {"采用": "是"})
    ratio = share(where(reports, "采用"), reports)
    assert ratio == Decimal("0.75")
    assert set(ratio.origins) == set(reports.origins)
    assert share(3, Figure(4)) == Decimal("0.75")


def test_a_share_of_nothing_and_a_part_beyond_the_whole_are_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        share(Records(), Records())
    with pytest.raises(ValueError, match="larger"):
        share(5, 4)


def test_texts_days_and_attachments_carry_their_origins() -> None:
    here = (origin(1),)
    day = Day.of(datetime.date(2021, 3, 5), here)
    assert day == datetime.date(2021, 3, 5) and origins_of(day) == here
    assert origins_of(Text("甲", here)) == here and Text("甲", here) == "甲"
    photo = Attachment("合影.jpg", b"", here)
    assert str(photo) == "合影.jpg" and origins_of(photo) == here
    assert origins_of([day, photo, "plain", 3]) == here
    assert origins_of("plain") == ()


def test_a_path_is_spelt_as_an_office_says_it() -> None:
    assert format_path(("会议", 0, "议题", 11)) == "会议 第1条 议题 第12条"


def test_records_without_the_field_come_last_when_sorted() -> None:
    meetings = ledger({"日期": "乙"}, {"主题": "没有日期"}, {"日期": "甲"})

    assert [each.get("日期") for each in ordered(meetings, "日期")] == ["乙", "甲", None]


def test_groups_come_in_the_schemas_order_of_choices_unless_asked_otherwise():
    choices = {"满意度": ("满意", "基本满意", "不满意")}
    said = ["不满意", "满意", "满意", "其他", "不满意", "不满意", "基本满意"]
    ledger = Records([Record({"满意度": each}, None, (), choices=choices) for each in said])
    picked = where(ledger, "满意度")  # the order outlives other filters

    def names(order: str = "") -> list[str]:
        return [name for name, _ in groups(picked, "满意度", order)]

    assert names() == ["满意", "基本满意", "不满意", "其他"]
    assert names("数量") == ["不满意", "满意", "基本满意", "其他"]
    assert names("先后") == ["不满意", "满意", "其他", "基本满意"]
    with pytest.raises(Incomputable):
        names("大小")
