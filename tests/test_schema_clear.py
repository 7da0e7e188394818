"""Tests for drafter.schema.clear: what it takes for fitting the validator takes too."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.schema import clear
from drafter.schema.fields import Field, build_root_field

SIMPLE: dict[str, Any] = {
    "type": "object", "required": ["单位"], "additionalProperties": False, "x-title": "甲",
    "properties": {
        "单位": {"type": "string", "title": "单位"},
        "类别": {"type": "string", "enum": ["甲", "乙"]},
        "人数": {"type": "integer", "x-unit": "人"},
        "比率": {"type": "number"},
        "办结": {"type": "boolean"},
        "日期": {"type": "string", "x-kind": "date"},
        "清单": {"type": "array", "items": {"type": "string"}},
        "会议": {
            "type": "array",
            "items": {
                "type": "object", "required": ["主题"], "properties": {"主题": {"type": "string"}},
            },
        },
    },
}  # fmt: skip


def surely_fits(value: Any, root: Field) -> bool:
    return clear.find_lacking(value, root) == []


def test_a_schema_of_fields_types_and_choices_is_simple():
    assert clear.is_simple(SIMPLE)


@pytest.mark.parametrize(
    "more",
    [
        {"minProperties": 1}, {"pattern": "x"}, {"$ref": "#/$defs/a"}, {"$defs": {}}, {"not": {}},
        {"type": ["object"]}, {"additionalProperties": {"type": "string"}}, {"required": "a"},
        {"required": ["a", "a"]},
        {"title": 1}, {"properties": []}, {"properties": {"a": {"minimum": 1, "type": "integer"}}},
        {"properties": {"a": {}}}, {"enum": ["a"]},
        {"properties": {"a": {"type": "integer", "x-kind": "date"}}},
        {"properties": {"a": {"type": "string", "enum": []}}},
    ],
)  # fmt: skip
def test_a_schema_that_asks_for_more_is_not(more: dict[str, Any]):
    assert not clear.is_simple({**SIMPLE, **more})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["甲", "乙", "丙", "", "2021-01-02"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*SIMPLE["properties"], "主题", "别的"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_what_is_taken_for_fitting_the_validator_takes_too(value: Any):
    if surely_fits(value, build_root_field(SIMPLE)):
        assert jsonschema_rs.Draft202012Validator(SIMPLE).is_valid(value)


def test_whole_data_fit_and_each_slip_is_a_doubt():
    whole = {
        "单位": "甲", "类别": "乙", "人数": 3, "比率": 0.5, "办结": True, "日期": "2021-01-02",
        "清单": ["一"], "会议": [{"主题": "二"}],
    }  # fmt: skip
    root = build_root_field(SIMPLE)
    assert surely_fits(whole, root)
    for wrong in ({"类别": "丙"}, {"人数": True}, {"别的": 1}, {"会议": [{}]}, {"清单": [1]}):
        assert not surely_fits({**whole, **wrong}, root)
    assert not surely_fits({"人数": 3}, root)
    assert not surely_fits({**whole, "清单": ["一"] * clear.MOST_VALUES}, root)


@given(VALUES)
def test_the_values_that_are_told_as_lacking_are_all_that_the_validator_has_against_it(value: Any):
    lacking = clear.find_lacking(value, build_root_field(SIMPLE))
    if lacking is not None:
        errors = list(jsonschema_rs.Draft202012Validator(SIMPLE).iter_errors(value))
        assert {error.kind.name for error in errors} <= {"required"}
        told = [(*error.instance_path, error.kind.property) for error in errors]
        assert sorted(map(str, told)) == sorted(map(str, lacking))


@pytest.mark.parametrize(
    ("data", "lacking"),
    [
        ({"人数": 3}, [("单位",)]),
        ({"单位": "甲", "会议": [{"主题": "一"}, {}]}, [("会议", 1, "主题")]),
        ({"单位": "甲", "会议": [{}, {}]}, [("会议", 0, "主题"), ("会议", 1, "主题")]),
        ({"会议": [{}]}, [("单位",), ("会议", 0, "主题")]),
        ({"单位": "甲"}, []),
        ({"人数": "三"}, None),
        ({"单位": "甲", "会议": [{"别的": 1}]}, None),
    ],
)  # fmt: skip
def test_a_lacking_value_is_told_without_the_validator(data: Any, lacking: Any):
    assert clear.find_lacking(data, build_root_field(SIMPLE)) == lacking


def test_of_a_record_that_lacks_several_the_validator_tells_the_order():
    several = {**SIMPLE, "required": ["单位", "类别"]}
    assert clear.find_lacking({}, build_root_field(several)) is None
