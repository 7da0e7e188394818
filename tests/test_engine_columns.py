"""Columns that tags repeat or take out: what other cells span then, and how wide all are."""

# ruff: noqa: E501 — a row in a table of rows is not broken to fit a line

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

import drafter
from drafter.word.package.archive import DOCUMENT
from drafter.word.xml import w
from small import DATA, generate, members, problems, workspace
from wordfiles import with_body

LOOP = "{%tc for x in 清单 %} | {{ x }} | {%tc endfor %}"
COUNTS = (0, 1, 3, 7)


def table(text: str, *, width: int = 1000) -> str:
    """A table from rows of cells; [3] before a cell's words lets it span three columns."""
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in text.split("\n")]
    spanned = [[re.fullmatch(r"(?:\[(\d)\])?(.*)", cell) for cell in row] for row in rows]
    read = [[(int(m[1] or 1), m[2].strip("_")) for m in row if m] for row in spanned]
    grid = f'<w:gridCol w:w="{width}"/>' * max(sum(span for span, _ in row) for row in read)
    lines = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width * span}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{span}"/><w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"
            for span, words in row
        )
        + "</w:tr>"
        for row in read
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl><w:p/>"


def data(count: int) -> str:
    return DATA.replace("[甲, 乙]", f"[{', '.join(f'项{n}' for n in range(count))}]")


def body(folder: Path, template: str, count: int) -> etree._Element:
    made = generate(folder, with_body(template), data=data(count))
    assert made.path is not None
    assert b"drafter-columns" not in members(made.path.read_bytes())[DOCUMENT]
    return etree.fromstring(members(made.path.read_bytes())[DOCUMENT])[0]


def show(rows: etree._Element) -> list[str]:
    """The rows of a table in the notation of `table`."""
    return [
        " | ".join(
            (f"[{span}]" if (span := _read_span(cell)) > 1 else "") + "".join(cell.itertext())
            for cell in row.iterchildren(w("tc"))
        )
        for row in rows.iterchildren(w("tr"))
    ]


def _read_span(cell: etree._Element) -> int:
    node = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if node is None else int(node.get(w("val"), ""))


def widths(found: etree._Element) -> list[int]:
    return [int(node.get(w("w"), "")) for node in found.iter(w("gridCol"))]


def names(count: int) -> list[str]:
    return [f"项{n}" for n in range(count)]


def spanning(count: int, words: str) -> list[str]:
    return [f"[{count}]{words}" if count > 1 else words] if count else []


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(
    ("heading", "before", "over", "after"),
    [
        ("单位 | [3]各项 | 备注", ["单位"], (0, "各项"), ["备注"]),
        ("单位 | _ | 各项 | _ | 备注", ["单位"], (0, "各项"), ["备注"]),
        ("单位 | [4]各项和备注", ["单位"], (1, "各项和备注"), []),
        ("[5]总表", [], (2, "总表"), []),
        (f"单位 | {LOOP} | 备注", ["单位"], (None, ""), ["备注"]),
    ],
)  # fmt: skip
def test_a_heading_spans_the_columns_that_came_out(
    heading: str, before: list[str], over: tuple[int | None, str], after: list[str], count: int,
    tmp_path: Path,
):  # fmt: skip
    made = body(tmp_path, table(f"{heading}\n甲 | {LOOP} | 无\n[5]合并"), count)
    found = next(made.iter(w("tbl")))
    more, words = over
    middle = names(count) if more is None else spanning(count + more, words)
    whole = spanning(count + 2, "合并")
    assert show(found) == [
        " | ".join([*before, *middle, *after]), " | ".join(["甲", *names(count), "无"]), *whole,
    ]  # fmt: skip
    assert len(widths(found)) == count + 2
    assert sum(widths(found)) == 5000


@pytest.mark.parametrize("count", COUNTS)
def test_two_loops_in_a_row_have_a_heading_each(count: int, tmp_path: Path):
    rows = (
        f"[3]左 | [3]右\n{LOOP} | {LOOP.replace('清单', '会议').replace('{{ x }}', '{{ x.主题 }}')}"
    )
    found = next(body(tmp_path, table(rows), count).iter(w("tbl")))
    meetings = ["学习一", "学习二"]
    assert show(found) == [
        " | ".join([*spanning(count, "左"), "[2]右"]), " | ".join([*names(count), *meetings]),
    ]  # fmt: skip


@pytest.mark.parametrize("chosen", [True, False])
def test_a_column_that_a_condition_takes_out_leaves_the_heading_its_others(
    chosen: bool, tmp_path: Path
):
    condition = "{%tc if 清单 %} | 甲 | {%tc endif %}"
    rows = f"[4]各项 | 末\n乙 | {condition} | 末\n[2]一 | 二 | [2]三"
    told = problems(lambda: body(tmp_path, table(rows), int(chosen)))
    assert [each.code for each in told] == ["D358"]
    rows = f"[4]各项 | 末\n乙 | {condition} | 末"
    found = next(body(tmp_path, table(rows), int(chosen)).iter(w("tbl")))
    assert show(found)[0] == ("[2]各项 | 末" if chosen else "各项 | 末")


@pytest.mark.parametrize("count", COUNTS)
def test_each_turn_of_a_loop_may_have_several_columns(count: int, tmp_path: Path):
    two = "{%tc for x in 清单 %} | {{ x }} | 占比 | {%tc endfor %}"
    one = "{%tc for x in 清单 %} | [2]{{ x }} | {%tc endfor %}"
    found = next(body(tmp_path, table(f"[5]表\n单位 | {one}\n甲 | {two}"), count).iter(w("tbl")))
    turns = [cell for n in range(count) for cell in (f"项{n}", "占比")]
    assert show(found) == [
        *spanning(1 + 2 * count, "表"),
        " | ".join(["单位", *(f"[2]项{n}" for n in range(count))]),
        " | ".join(["甲", *turns]),
    ]


@pytest.mark.parametrize("place", ["{}", "{{%p if 单位 %}}\n{}\n{{%p endif %}}", "cell"])
def test_widths_of_cells_are_those_of_their_columns(place: str, tmp_path: Path):
    inner = table(f"单位 | [3]各项\n甲 | {LOOP}")
    par = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    if place == "cell":
        template = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/>"
    else:
        pieces = place.format(inner).split("\n")
        template = "".join(p if p.startswith("<") else par.format(p) for p in pieces)
    made = body(tmp_path, template, 7)
    found = list(made.iter(w("tbl")))[-1]
    assert widths(found) == [500] * 8
    own = [int(node.get(w("w"), "")) for node in found.iter(w("tcW"))]
    assert own == [500, 3500] + [500] * 8


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (f"单位 | 一 | 二 | 三\n甲 | {LOOP}", 2),
        (
            "{%tc for m in 会议 %} | [3]{{ m.主题 }} | {%tc endfor %}\n"
            f"{{%tc for m in 会议 %}} | {LOOP} | {{%tc endfor %}}",
            2,
        ),
        (f"[2]单位 | [3]各项\n甲 | {LOOP} | 末", 2),
        (f"[2]单位 | [3]各项\n甲 | {LOOP} | 末", 5),
        (f"[2]_ | [3]_\n甲 | {LOOP} | 末", 5),
        (f"甲 | {LOOP} | 末\n[3]合并 | [2]末", 5),
        (f"[2]各项 | 中 | [2]备注\n甲 | {LOOP} | 末", 5),
        ("{%tr for m in 会议 %} | _ | _ | _\n{%tc for x in 清单 %} | {% if m.数量 %}{{ x }}{% endif %} | {%tc endfor %} | 末\n{%tr endfor %} | _ | _ | _\n一 | 二 | 三 | 末", 2),
    ],
)  # fmt: skip
def test_rows_that_do_not_fit_each_other_are_told_at_the_tag(rows: str, count: int, tmp_path: Path):
    told = problems(lambda: body(tmp_path, table(rows), count))
    assert [each.code for each in told] == ["D358"]
    assert "{%tc for " in str(told[0].place)


@pytest.mark.parametrize(
    "rows",
    [
        f"单位 | 一 | 二 | 三\n甲 | {LOOP}",
        f"{LOOP}\n{{%tc for m in 会议 %}} | {{{{ m.主题 }}}} | {{%tc endfor %}}\n[3]合并",
        f"[2]单位 | [2]各项\n甲 | {LOOP}",
    ],
)
def test_rows_that_fit_or_end_early_are_quiet(rows: str, tmp_path: Path):
    assert len(widths(body(tmp_path, table(rows), 3))) in (3, 4)
    assert drafter.template_check("x", here=tmp_path) == []


IF = "{%tc if 单位 %} | 甲 | {%tc endif %}"
TWO_A_TURN = "{%tc for x in 清单 %} | {{ x }} | 占比 | {%tc endfor %}"
ONE_OF_TWO = "{%tc if 单位 %} | 甲 | {%tc else %} | 乙 | {%tc endif %}"


@pytest.mark.parametrize("rows", [
    f"[2]半 | [3]各项\n单位 | {IF} | 末", f"单位 | 一 | 二 | [2]末\n甲 | {IF} | 末",
    f"单位 | {IF} | 末\n[3]合并 | [2]末", f"一 | 二 | 三 | [2]四\n{ONE_OF_TWO}",
    f"[2]半 | [4]各项\n{TWO_A_TURN} | [2]末".replace("占比", "[2]占比"),
])  # fmt: skip
def test_a_heading_that_no_number_of_columns_fits_is_told_before_any_data(
    rows: str, tmp_path: Path
):
    told = problems(lambda: body(tmp_path, table(rows), 3))
    assert [each.code for each in told] == ["D358"]
    told = problems(lambda: drafter.template_check("x", here=tmp_path))
    assert [(each.code, "{%tc " in str(each.place)) for each in told] == [("D358", True)]


@pytest.mark.parametrize("rows", [
    f"[2]半 | [3]各项\n单位 | {LOOP} | 末", f"[2]半 | [3]各项\n{TWO_A_TURN} | 末",
    f"单位 | [3]各项 | 末\n甲 | {IF} | 末", f"单位 | _ | 各项 | _ | 末\n甲 | {IF} | 末",
    f"{{%tr if 单位 %}} | _ | _\n单位 | {IF} | 末\n{{%tr endif %}} | _ | _\n[2]半 | [3]各项",
])  # fmt: skip
def test_a_heading_that_may_fit_is_not_told_before_the_data(rows: str, tmp_path: Path):
    workspace(tmp_path, with_body(table(rows)))
    assert drafter.template_check("x", here=tmp_path) == []
