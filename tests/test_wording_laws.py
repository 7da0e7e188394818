"""Laws that the wording of any value holds."""

import inspect
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.wording import (
    FILTERS,
    Refusal,
    approx,
    breakdown,
    history,
    listing,
    ordinal,
    titles,
    wan,
)

D = Decimal
UNITS = {"": 1, "万": 10**4, "亿": 10**8}

COUNTS = st.integers(0, 10**16 - 1) | st.integers(0, 10**5)


def _read(printed):
    """The number that a text such as 9400余万 begins at, and where its 余 stands."""
    lead, before, unit, after = re.fullmatch(r"([\d.]+)(余?)([万亿]?)(余?)", printed).groups()
    return D(lead), UNITS[unit], before, after


@given(COUNTS)
def test_approx_is_below_the_count_by_less_than_one_unit_of_its_place(n):
    lead, unit, before, after = _read(approx(n))
    place = 1 if n < 10 else 10 if n < 100 else 10 ** (len(str(n)) - 2)
    assert 0 <= n - lead * unit < place
    assert bool(before or after) == (n > lead * unit)


@given(COUNTS)
def test_a_word_before_the_unit_follows_a_round_number(n):
    lead, unit, before, after = _read(approx(n))
    if before:
        assert lead % 10 == 0
    if after:
        assert n - lead * unit < unit


@given(st.integers(1, 99), st.integers(1, 14))
def test_approx_of_a_round_number_has_no_word(lead, power):
    assert "余" not in approx(lead * 10**power)


@given(COUNTS | st.decimals(0, 10**12, places=2), st.integers(0, 4))
def test_wan_is_never_above_the_number(n, digits):
    lead, unit, *_ = _read(wan(n, digits))
    assert lead * unit <= n < lead * unit + D(unit) / 10**digits


@given(st.integers(1, 9999))
def test_an_ordinal_reads_back_as_its_number(n):
    total, digit = 0, 1
    for char in ordinal(n):
        if char in "十百千":
            total += digit * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(char)
    ends_in_power = ordinal(n)[-1] in "十百千"
    assert total + (0 if ends_in_power else digit) == n


PLAIN = st.text(st.characters(exclude_characters="、《》〈〉“”‘’（）"), min_size=1).filter(
    str.strip
)


@given(st.lists(PLAIN, min_size=1))
def test_a_listing_keeps_every_item_when_nothing_is_cut(items):
    assert listing(items).split("、") == items


@given(st.lists(PLAIN, min_size=1))
def test_titles_are_printed_whole_and_marking_them_again_changes_nothing(items):
    marked = [titles(item) for item in items]
    assert marked == [f"《{item}》" for item in items]
    assert titles(items) == titles(marked) == "".join(marked)


PARTS = st.lists(st.tuples(PLAIN, st.integers(0, 10**9) | st.decimals(0, 10**6, places=2)))


@given(PARTS.filter(lambda parts: any(count for _, count in parts)))
def test_a_breakdown_accepts_its_own_sum_and_no_other(parts):
    total = sum(D(count) for _, count in parts)
    assert breakdown(parts, "件", total) == breakdown(parts, "件")
    with pytest.raises(Refusal, match="不一致"):
        breakdown(parts, "件", total + 1)


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**4000, -(10**4000), D("1E+999999"), D("-1E-999999"), D("sNaN")])
    | st.decimals()
    | st.floats()
    | st.text()
    | st.text("《》〈〉“”‘’（）甲 ")
    | st.sampled_from(["余", "和", "年月日", "汉字"])
    | st.dates()
    | st.binary(max_size=3)
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


FUNCTIONS = {made.__name__: made for made in (breakdown, history, *(f.function for f in FILTERS))}


@pytest.mark.parametrize("name", FUNCTIONS)
@given(data=st.data())
def test_a_filter_prints_text_or_refuses_and_raises_nothing_else(name, data):
    given_to = inspect.signature(FUNCTIONS[name]).parameters.values()
    most, least = len(given_to), sum(one.default is one.empty for one in given_to)
    values = data.draw(st.lists(JUNK, min_size=least, max_size=most))
    try:
        printed = FUNCTIONS[name](*values)
    except Refusal as refused:
        assert refused.message("zh") and refused.message("en")
    else:
        assert isinstance(printed, str) and (printed or name == "history")
