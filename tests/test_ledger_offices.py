"""Ledgers as a dozen offices keep them: counted by hand, and by drafter."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import drafter
from sheets import FIELDS, Rows, book, hint, lines, office, read_lines, refusals

HEAD = ["日期", "类别", "主题", "人数"]
N = None


class Office(NamedTuple):
    """What an office keeps; the records and people that a person counts in it; what is told."""

    rows: Rows | Mapping[str, Rows]
    counted: tuple[int, int]
    told: str
    given: Mapping[str, Any] = {}


OFFICES = {
    "a title, a number for each row, a total": Office(
        [
            ["2021年会议台账", N, N, N, N], ["填报单位：办公室"], ["序号", *HEAD],
            [1, "2021-01-12", "党组会议", "甲", 11], [2, "2021-03-05", "党组会议", "乙", 12],
            [3, "2021-06-18", "常委会会议", "丙", 45], ["合 计", N, N, N, 68],
        ],
        (3, 68), "没有用到的列：序号；标题：第1–2行；表头：第3行；合计行：第7行，不算记录",
        {"merged": ["A1:E1"]},
    ),
    "a header over two rows, some of it merged": Office(
        [
            ["日期", "类别", "会议情况", N], [N, N, "主题", "人数"],
            ["2021-01-12", "党组会议", "甲", 11], ["2021-03-05", "党组会议", "乙", 12],
        ],
        (2, 23), "", {"merged": ["A1:A2", "B1:B2", "C1:D1"]},
    ),
    "headings of groups, each with its subtotal": Office(
        [
            HEAD, ["一、党组会议", N, N, N], ["2021-01-12", "党组会议", "甲", 11],
            ["小计", N, N, 11], ["（二）常委会会议", N, N, N],
            ["2021-06-18", "常委会会议", "乙", 45], ["2021-07-18", "常委会会议", "丙", 40],
            ["本组小计：2次", N, N, 85], ["总计", N, N, 96],
        ],
        (3, 96), "表头：第1行；分组的标题：第2、5行，不算记录；合计行：第4、8–9行，不算记录",
        {"merged": ["A2:D2", "A5:D5"]},
    ),
    "printed pages, each with header and sums": Office(
        [
            HEAD, ["2021-01-12", "党组会议", "甲", 11], ["本页小计", N, N, 11], ["累计", N, N, 11],
            HEAD, ["2021-03-05", "党组会议", "乙", 12], ["本页小计", N, N, 12], ["累计", N, N, 23],
            ["平均", N, N, 11.5], ["共2次", N, N, N],
            ["第2页，共2页"],
        ],
        (2, 23), "表头：第1行；合计行：第3–4、7–10行，不算记录；再次出现的表头：第5行；"
        "表尾的说明：第11行，不算记录",
    ),
    "one kind and one number for several rows": Office(
        [
            HEAD, ["2021-01-12", "党组会议", "甲", 45], ["2021-01-13", N, "乙", N],
            [N, N, N, N], [N, N, N, N], ["2021-06-18", "常委会会议", "丙", 20],
        ],
        (3, 65), "表头：第1行；空行：第4–5行；合并的数只在上面一条记录里算一次：第3行",
        {"merged": ["B2:B5", "D2:D3"]},
    ),
    "hardly filled rows at the end, and a foot": Office(
        [
            HEAD, ["2021-01-12", "党组会议", "甲", 11], ["2021-03-05", "党组会议", "乙", 12],
            [N, N, "丙", N], [N, N, "丁", N], ["注：丙、丁待定。"],
            ["制表人：小李", N, "审核：老张"],
        ],
        (4, 23), "表头：第1行；表尾的说明：第6–7行，不算记录",
    ),
    "hidden rows, dates of all kinds": Office(
        [
            HEAD, [datetime.datetime(2021, 1, 12, 9, 30), "党组会议", "甲", 11],
            ["2021. 3. 5", "党组会议", "乙", 12], ["２０２１年４月６日", "党组会议", "丙", 13],
            [20210507, "党组会议", "丁", 14], [44354, "党组会议", "戊", 15],
            ["2021/7/8 14:00", "党组会议", "己", 16],
        ],
        (6, 81), "表头：第1行；日期后面的时刻不用：第2、7行；隐藏的行也算在内：第4–5行",
        {"hidden": [4, 5], "formats": {"A2": "yyyy-mm-dd"}},
    ),
    "the same as above": Office(
        [
            HEAD, ["2021-01-12", "党组会议", "甲", 11], ["〃", "同上", "乙", "〃"],
            ["2021-03-05", "″", "丙", 12],
        ],
        (3, 34), "表头：第1行；“同上”照上一条记录：第3–4行",
    ),
    "a cover, a guide, last year's sheet hidden": Office(
        {
            "封面": [["会议台账"], ["2021年"]],
            "去年": [HEAD, ["2020-01-12", "党组会议", "旧", 99]],
            "说明": [["日期", "写全年月日"], ["人数", "写数字"]],
            "全年": [HEAD, ["2021-01-12", "党组会议", "甲", 11]],
        },
        (1, 11), "", {"hidden_sheets": ["去年"]},
    ),
    "sums without a word, signed at once": Office(
        [
            HEAD, ["2021-01-12", "党组会议", "甲", 11], ["2021-03-05", "党组会议", "乙", 12],
            [N, N, N, 23], ["2021-06-18", "党组会议", "丙", 20],
            ["2021-06-19", "党组会议", "丁", 5], [N, N, N, 25], [N, N, N, 48],
            [N, N, "区政协办公室"], [N, N, "2021年12月31日"],
        ],
        (4, 48), "表头：第1行；合计行：第4、7–8行，不算记录；表尾的说明：第9–10行，不算记录",
    ),
    "groups with their sums in the heading": Office(
        [
            HEAD, [N, N, "机关", 23], ["2021-01-12", "党组会议", "甲", 11],
            ["2021-03-05", "党组会议", "乙", 12], [N, N, "街道", 25],
            ["2021-06-18", "党组会议", "丙", 20], ["2021-06-19", "党组会议", "丁", 5],
        ],
        (4, 48), "表头：第1行；合计行：第2、5行，不算记录",
    ),
    "groups by numbers of their own, months, a note apart": Office(
        [
            ["序号", *HEAD], ["一", N, "党组会议", N, N], [1, "2021-01-12", "党组会议", "甲", 11],
            [2, "2021-03-05", "党组会议", "共青团工作", 12], ["二", N, "常委会会议", N, N],
            [3, "2021-06-18", "常委会会议", "合计协商3项", 45], ["第二季度", N, N, N, N],
            [4, "2021-06-19", "注册登记会", "一、改造；二、扩建", 5], [],
            [N, N, N, "2021年底"],
        ],
        (4, 73),
        "没有用到的列：序号；表头：第1行；分组的标题：第2、5、7行，不算记录；空行：第9行；"
        "表尾的说明：第10行，不算记录",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OFFICES)
def test_a_ledger_is_counted_as_a_person_counts_it(name: str, tmp_path: Path) -> None:
    kept = OFFICES[name]
    here = office(tmp_path, book(kept.rows, **kept.given))
    result = drafter.generate("2021.yaml", here=here)

    records, people = kept.counted
    assert read_lines(result)[0] == f"{records}次{people}人"
    told = [each.message() for each in result.problems]
    assert told == ([f"「会议」读了{records}条记录。{kept.told}"] if kept.told else [])


@pytest.mark.parametrize(
    ("required", "row", "refused"),
    [
        ("日期, 主题", [N, "机关"], True),
        ("日期", [N, N, "机关"], True),
        ("日期, 主题", ["2021-03-05"], False),
        ("日期", [N, "机关", "丁"], False),
        ("", [N, N, "机关"], False),
        ("日期", [N, N, "机关", 23], True),
        ("日期", [N, N, "机关", 24], False),
        ("日期", [N, N, N, 24], True),
    ],
)
def test_a_row_of_one_text_among_full_ones_is_never_a_record_without_a_word(
    required: str, row: Sequence[Any], refused: bool, tmp_path: Path
) -> None:
    full = [["2021-01-12", "党组会议", "甲", 11], ["2021-01-13", "党组会议", "乙", 12]]
    table = book([HEAD, row, *full, row, full[0]])
    if refused:
        codes = [each.code for each in refusals(tmp_path / "a", table, required=required)]
        assert set(codes) == {"D256"}
    else:
        assert "5次" in lines(tmp_path / "a", table, required=required)[0]
    if not required:
        told = "像标题或合计，也算记录：第2、5行"
        assert told in hint(tmp_path / "b", table)
    if len(row) < len(HEAD):  # the sparse end of a ledger
        assert "3次" in lines(tmp_path / "c", book([HEAD, *full, row]), required=required)[0]


@pytest.mark.parametrize("gap", [[], [N]])
def test_two_tables_abreast_are_refused_and_a_column_twice_is_told(
    gap: list[None], tmp_path: Path
) -> None:
    row = ["2021-01-12", "党组会议", "甲", 11]
    abreast = book([["上半年", N, N, N, *gap, "下半年"], [*HEAD, *gap, *HEAD], [*row, *gap, *row]])
    assert [each.code for each in refusals(tmp_path / "a", abreast)] == ["D523"]
    twice = book([[*HEAD, *gap, "类别", "人数"], [*row, *gap, "备用", 9]])
    assert "没有用到的列：类别、人数" in hint(tmp_path / "b", twice)


MERGED = book([HEAD, ["2021-01-12", "甲", "乙", 45], ["2021-01-13", "甲", "丙"]], merged=["D2:D3"])


def test_a_merged_number_is_counted_once_and_shown_as_shared_whatever_the_schema_asks(
    tmp_path: Path,
):
    strict = FIELDS.replace("{type: integer,", "{type: integer, minimum: 1,")
    template = (
        '{{ 会议|合计("人数") }} {% for 每 in 会议 %}{{ 每.人数 }}/{{ 每.人数|数字 }} {% endfor %}'
    )
    found = lines(tmp_path, MERGED, fields=strict, required="人数", template=template)
    assert found == ["45 45/45 同上/同上 "]


def test_a_merged_number_is_imported_once_or_refused_where_each_record_needs_its_own(
    tmp_path: Path,
):
    for required, expected in (("", 45), ("人数", 0)):
        here = office(tmp_path / (required or "x"), MERGED, required=required)
        path = here / "data" / "2021.yaml"
        path.write_text("模板: x\n会议: []\n", "utf-8")
        try:
            drafter.import_ledger("data/台账.xlsx", "2021.yaml", ledger_name="会议", here=here)
        except drafter.DrafterError as error:
            assert [each.code for each in error.problems] == ["D230"]
        text = path.read_text("utf-8")
        assert sum(map(int, re.findall(r"人数: (\d+)", text))) == expected


def test_check_accounts_for_every_row_when_it_is_asked_to(tmp_path: Path):
    rows = [["2021年会议台账"], HEAD, ["2021-01-12", "甲", "乙", 4], ["2021-01-13", "甲", "丙", 5]]
    here = office(tmp_path, book(rows, merged=["A1:D1"]))
    quiet, told = (
        [e.message() for e in drafter.check("2021.yaml", here=here, verbose=v).problems]
        for v in (False, True)
    )
    assert not any("记录" in each for each in quiet)
    assert [each for each in told if "标题：第1行；表头：第2行" in each and "读了2条记录" in each]
