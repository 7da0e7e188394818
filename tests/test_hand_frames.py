"""What a hand draws otherwise round the words: told, kept, and met by rows that the data bring."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

import drafter
import saved
import small
from notation import docx as write_docx
from test_hand_looks import CENTRED, lines
from test_hands import TEMPLATE, WANG, gather, hand, report

REPORT = "output/甲单位总结.docx"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose template says how wide the columns are, with its report."""
    document = docx.Document(io.BytesIO(write_docx(TEMPLATE)))
    _draw(document, 80, 40)
    document.sections[0].header.paragraphs[0].text = "内部资料"
    made = io.BytesIO()
    document.save(made)
    assert small.generate(tmp_path, made.getvalue()).path
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _draw(document: Any, *widths: int) -> None:
    """As Word does it: the table's grid, and each cell."""
    for column, width in zip(document.tables[0].columns, widths, strict=True):
        column.width = Mm(width)
    for row in document.tables[0].rows:
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = Mm(width)


def _turn(document: Any) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width


def _set(name: str) -> Any:
    return lambda document: setattr(document.sections[0], name, Mm(11))


def _raise_row(document: Any) -> None:
    document.tables[0].rows[0].height = Mm(22)


CHANGES = {
    "纸张大小或方向": _turn,
    "页边距": _set("left_margin"),
    "页眉页脚的位置": _set("header_distance"),
    "表格列宽": lambda document: _draw(document, 40, 80),
    "行高": _raise_row,
}


def _show(root: Path) -> tuple[object, ...]:
    """All that a hand can draw otherwise there."""
    document = docx.Document(str(report(root)))
    page = document.sections[0]
    rows = [([cell.width for cell in row.cells], row.height) for row in document.tables[0].rows]
    return page.page_width, page.left_margin, page.header_distance, rows[0], rows[-1][0]


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_hand_drew_otherwise_is_told_once_and_stays_when_the_data_change(
    what: str, desk: Path
) -> None:
    hand(desk, REPORT, CHANGES[what])
    drawn = _show(desk)
    told = lines(drafter.status(here=desk))
    assert told.count(what) == 1 and "照样保留" in told and "只是另存过" not in told
    data = desk / "data" / "2021.yaml"
    grown = small.DATA.replace("人数: 12", "人数: 15") + "  - {类别: 党组会议, 主题: 学习三}\n"
    data.write_text(grown, encoding="utf-8")
    made = drafter.generate("2021.yaml", here=desk)
    assert made.status == "updated" and lines(made).count(what) == 1
    assert _show(desk) == drawn  # the last row is new, and as wide as the others
    assert "学习三" in docx.Document(str(report(desk))).tables[0].rows[-1].cells[0]._tc.xml


def test_a_section_that_a_hand_added_is_told(desk: Path) -> None:
    def divide(document: Any) -> None:
        page = document.add_section()
        page.orientation, page.page_width = WD_ORIENT.LANDSCAPE, page.page_height
        closing = document.paragraphs[-1]._p  # the break ends the paragraph before the last
        closing.getparent().insert(2, closing)

    hand(desk, REPORT, divide)
    told = lines(drafter.status(here=desk))
    assert "分节" in told and "纸张大小或方向" in told


def test_what_a_copy_drew_otherwise_is_told_and_there_only_where_it_is(desk: Path) -> None:
    hand(desk, WANG, CHANGES["页边距"], CHANGES["表格列宽"])
    told = lines(gather(desk, WANG))
    assert "页边距" in told and "表格列宽" in told and "没有放进去" in told
    hand(desk, REPORT, CHANGES["页边距"], CHANGES["表格列宽"])
    made = gather(desk, WANG)
    assert made.account is not None
    assert {each.fate for each in made.account.edits} == {"there"}


def test_looks_stand_in_the_status_once(desk: Path) -> None:
    hand(desk, REPORT, CENTRED)
    assert lines(drafter.status(here=desk)).count("对齐") == 1


@pytest.mark.parametrize("program", ["word", "libreoffice"])
def test_what_a_program_only_saved_again_is_drawn_as_it_was(
    program: str, desk: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = report(desk).read_bytes()
    if program == "word":
        data = saved.word(data, 5)
    else:
        (data,) = saved.libreoffice(tmp_path_factory.mktemp("office"), [data])
    report(desk).write_bytes(data)
    made = drafter.generate("2021.yaml", here=desk)
    assert made.account is not None and made.account.formats == ()
