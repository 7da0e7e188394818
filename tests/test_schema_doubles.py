"""Tests for drafter.schema.doubles: what is recorded twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import schema, source
from drafter.problems import Problem

SCHEMA = """
properties:
  提案:
    type: array
    {unique}
    items:
      properties:
        编号: {{type: string}}
        届次: {{type: string}}
        案由: {{type: string}}
        日期: {{type: string, x-kind: date}}
        类别: {{type: string, enum: [甲类, 乙类]}}
        数量: {{type: integer}}
"""


def find(folder: Path, rows: str, unique: str = "") -> list[Problem]:
    path = folder / "schema.yaml"
    path.write_text(SCHEMA.format(unique=unique), "utf-8")
    made, problems = schema.read_schema(path, "schema.yaml")
    assert made is not None, problems
    document, _ = source.parse(f"提案:\n{rows}".encode(), "2021.yaml")
    assert document is not None
    return list(schema.find_doubles(document, made))


def test_what_is_to_be_unique_and_is_not_is_told_at_each_line(tmp_path: Path) -> None:
    records = (
        "{编号: 第7号, 案由: 甲}",
        "{编号: 第8号}",
        "{编号: '第７号 ', 案由: 乙}",
        "{案由: 丙}",
    )
    rows = "\n".join(f"  - {each}" for each in records)
    found = find(tmp_path, rows, "x-unique: [编号]")
    assert [(each.code, each.place.to_text("zh")) for each in found] == [
        ("D246", "2021.yaml:2:10"), ("D246", "2021.yaml:4:10"),
    ]  # fmt: skip
    assert all("2021.yaml:2、2021.yaml:4" in each.message() for each in found)
    assert find(tmp_path, rows) == []


def test_several_unique_fields_count_together(tmp_path: Path) -> None:
    rows = "  - {届次: 一, 编号: '1'}\n  - {届次: 二, 编号: '1'}"
    assert find(tmp_path, rows, "x-unique: [届次, 编号]") == []
    again = f"{rows}\n  - {{编号: '1', 届次: 二}}"
    assert [each.code for each in find(tmp_path, again, "x-unique: [届次, 编号]")] == ["D246"] * 2


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        ("{编号: 第7号, 案由: 甲}", ["D247"]), ("{日期: 2021-03-05, 类别: 甲类}", ["D247"]),
        ("{类别: 甲类}", []), ("{类别: 甲类, 数量: 3}", []), ("{案由: 甲}", []),
        ("{日期: 2021-03-05, 类别: 甲类, 数量: 3}", []),
    ],
)  # fmt: skip
def test_a_whole_record_twice_is_a_hint(record: str, codes: list[str], tmp_path: Path) -> None:
    found = find(tmp_path, f"  - {record}\n  - {{编号: 第1号, 案由: 别的}}\n  - {record}")
    assert [each.code for each in found] == codes
    assert all(each.place.line == 4 and each.severity.value == "hint" for each in found)
