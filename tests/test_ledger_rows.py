"""Plain rows are told at once: what comes of a table is what the long way makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.ledger import tables
from drafter.ledger.sheets.rows import _Sorter
from drafter.problems import TextPlace
from drafter.schema import Field
from drafter.source.tables import csv_rows

USUAL = "甲,组会,学习,班子会议,青石河,2021-03-05,2021年3月5日,12,30".split(",")
TELLING = [
    *"合计|小计|全年合计：3次|青石河小计|平均|占比|其中：甲|共3次|总和|注：略|备注|制表人".split("|"),
    *"填表人：王|一、会议|二季度|3月|一|(一)|—|/|〃|同上|无|日期|名称|数量|2021.3.5".split("|"),
    *"20210305|2021-03-05 10:00|1,200|１２|76%|3.7E+17|45000|TRUE|null|a\u200bb|全年".split("|"),
    *"\u3000甲|甲：乙| 乙 |\t|本页小计".split("|"),
    *['"甲"', '"a,b"', '"a\nb"', '"x""y"', 'x"y', '"br', '="001"', "", "", "，", ";"],
]  # fmt: skip
CELLS = st.sampled_from(USUAL * 12 + TELLING)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=6).map(",".join), max_size=7)
HEADS = st.sampled_from(
    ["日期,名称,数量,说明", "日期,名称,数量", "名称,日期,别的,数量", "日期,名称"]
)
KINDS = {"日期": "date", "名称": "text", "数量": "figure", "说明": "any"}


def read(text, head):
    fields = {name: Field(name, KINDS[name], name) for name in head.split(",") if name in KINDS}
    ledger = Field("会议", "ledger", "会议", fields=fields)
    grid, problems = csv_rows.read_csv(text.encode(), "t.csv")
    if grid is None or not grid.rows:
        return problems
    records, told = tables.read_records(grid, ledger, TextPlace("t", 1), complete=True)
    return [(spell(each), each.place) for each in records], told


def spell(record):
    values = record.value.items()
    return [(name, type(n.value), n.value, n.place, n.title, n.shown) for name, n in values]


@given(head=HEADS, rows=ROWS, end=st.sampled_from(["", "\n", "\n,,\n", "\n \n\n"]))
def test_plain_rows_are_what_the_long_way_makes_of_them(head, rows, end):
    text = "\n".join([head, *rows]) + end
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_rows, "_is_plain", lambda *_: False)
        patch.setattr(_Sorter, "is_plain", lambda *_: False)
        patch.setattr(tables._RecordMaker, "make_plain", lambda *_: None)
        slowly = read(text, head)
    assert read(text, head) == slowly
