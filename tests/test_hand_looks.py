"""What a hand made look otherwise, in a copy or in the report itself: told, and never lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

import drafter
import saved
import small
from drafter.commands.telling.account import format_lines
from test_hand_pictures import FIRST
from test_hands import TEMPLATE, WANG, Change, desk, gather, hand, notes, report, typed

__all__ = ["desk"]  # a fixture

NEAR = "还要"


def lines(made: drafter.Result) -> str:
    assert made.account is not None
    return "\n".join(format_lines(made.account, "zh", str))


def formatted(**settings: object) -> Change:
    """As Word's paragraph dialogue does."""

    def change(document: Any) -> None:
        paragraph = next(p for p in document.paragraphs if NEAR in p.text)
        for name, value in settings.items():
            setattr(paragraph.paragraph_format, name, value)

    return change


def styled(document: Any) -> None:
    next(p for p in document.paragraphs if NEAR in p.text).style = document.styles["heading 2"]


def enlarged(document: Any) -> None:
    run = next(r for p in document.paragraphs for r in p.runs if NEAR in r.text)
    run.font.size = Pt(30)


def resized(document: Any) -> None:
    document.inline_shapes[0].width *= 2


CENTRED = formatted(alignment=WD_ALIGN_PARAGRAPH.CENTER)
CHANGES = {
    "对齐": CENTRED, "缩进": formatted(left_indent=Mm(20)), "字号": enlarged, "样式": styled,
    "段前分页": formatted(page_break_before=True), "行距或段距": formatted(space_after=Pt(30)),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_looks_that_a_copy_changed_are_told_and_not_taken_over(what: str, desk: Path) -> None:
    before = report(desk).read_bytes()
    hand(desk, WANG, CHANGES[what])
    made = gather(desk, WANG)
    told = lines(made)
    assert made.status == "kept" and report(desk).read_bytes() == before
    assert "没有看到人工修改" not in told
    assert f"工作情况：{what}" in told and NEAR in told and "没有放进去" in told


@pytest.mark.parametrize("what", CHANGES)
def test_looks_that_a_report_was_given_are_told_and_stay_when_the_data_change(
    what: str, desk: Path
) -> None:
    hand(desk, "output/甲单位总结.docx", CHANGES[what])
    data = desk / "data" / "2021.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("人数: 12", "人数: 15"))
    before = docx.Document(str(report(desk)))
    made = drafter.generate("2021.yaml", here=desk)
    assert f"工作情况：{what}" in lines(made) and "照样保留" in lines(made)
    after = docx.Document(str(report(desk)))
    pairs = [[p for p in each.paragraphs if NEAR in p.text] for each in (before, after)]
    (one,), (other,) = pairs
    assert one._p.xml == other._p.xml


def test_a_record_that_the_data_move_keeps_the_look_that_a_hand_gave_it(desk: Path) -> None:
    def enlarge_row(document: Any) -> None:
        row = next(r for t in document.tables for r in t.rows if "学习一" in r.cells[0].text)
        row.cells[0].paragraphs[0].runs[0].font.size = Pt(30)

    hand(desk, "output/甲单位总结.docx", enlarge_row)
    data = desk / "data" / "2021.yaml"
    one, two = [each for each in small.DATA.splitlines() if "主题: 学习" in each]
    swapped = small.DATA.replace(f"{one}\n{two}", f"{two}\n{one}")
    data.write_text(swapped, encoding="utf-8")
    drafter.generate("2021.yaml", here=desk)
    cells = [c for t in docx.Document(str(report(desk))).tables for r in t.rows for c in r.cells]
    (kept,) = [r for c in cells for p in c.paragraphs for r in p.runs if r.text == "学习一"]
    assert kept.font.size == Pt(30)


def test_a_report_that_word_only_saved_again_looks_as_it_was_written(desk: Path) -> None:
    report(desk).write_bytes(saved.word(report(desk).read_bytes(), 5))
    made = drafter.generate("2021.yaml", here=desk)
    assert made.account is not None and made.account.formats == ()


def test_a_look_that_the_report_has_already_is_there(desk: Path) -> None:
    hand(desk, WANG, CENTRED)
    hand(desk, "output/甲单位总结.docx", CENTRED)
    made = gather(desk, WANG)
    assert made.account is not None
    assert {each.fate for each in made.account.edits} == {"there"}


def test_the_size_of_a_picture_is_a_look(tmp_path: Path) -> None:
    data, files = f"{small.DATA}照片: 合影.png\n", {"合影.png": FIRST}
    small.generate(tmp_path, f"{TEMPLATE}合影{{{{ 照片|图片 }}}}如上。", data=data, files=files)
    hand(tmp_path, WANG, resized)
    assert "图片大小" in lines(gather(tmp_path, WANG))


def test_a_column_of_a_hand_is_told_once_with_its_cells_empty_or_not(desk: Path) -> None:
    def add_column(document: Any) -> None:
        table = document.tables[0]
        table.add_column(Mm(20))
        table.rows[0].cells[-1].text = "备注"

    hand(desk, WANG, add_column, typed("扎实的成效", "明显的成效"))
    made = gather(desk, WANG)
    told = lines(made)
    assert "删去“”" not in told and "常委会会议 → 主题 | 类别 | 备注 / 学习一" in told
    ((_, words),) = notes(desk)
    assert "表格的格子" in words and "备注" in words
    assert "明显的成效" in told and made.account is not None and made.account.waits


def test_a_report_with_a_hands_looks_is_not_made_anew_for_its_wording(desk: Path) -> None:
    hand(desk, "output/甲单位总结.docx", CENTRED, typed("结语一句话", "结语两句话"))
    drafter.absorb("2021.yaml", here=desk, take=lambda wording: True)
    (kept,) = [p for p in docx.Document(str(report(desk))).paragraphs if NEAR in p.text]
    assert kept.alignment == WD_ALIGN_PARAGRAPH.CENTER
