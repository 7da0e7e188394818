"""What hands do in cells: in empty ones, in a paragraph more, in content controls; and pictures
that they take out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

import drafter
import small
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.xml import parse, w
from notation import docx as notation
from pictures import png
from revised import accepted, opened, rejected
from test_hands import WANG, gather, hand
from wordparts import changed, p, run

TEMPLATE = """
| 主题 | 备注 |
|tr {%tr for m in 会议 %}|
| {{ m.主题 }} | {{ m.备注|默认("") }} |
|tr {%tr endfor %}|
结语一句话。
"""


def cells(data: bytes) -> list[str]:
    tables = docx.Document(io.BytesIO(data)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def typed_into(row: int, column: int, *, paragraph: bool) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        cell = document.tables[0].cell(row, column)
        if paragraph:
            cell.add_paragraph("人写的")
        else:
            cell.paragraphs[0].add_run("人写的")

    return change


@pytest.mark.parametrize(
    ("row", "column", "paragraph", "says"),
    [(1, 1, False, "人写的"), (2, 1, False, "人写的"), (1, 0, True, "学习一\n人写的"),
     (1, 1, True, "\n人写的"), (2, 0, True, "学习二\n人写的")],
)  # fmt: skip
def test_words_in_an_empty_cell_or_behind_its_last_paragraph_stand_in_that_cell(
    row: int, column: int, paragraph: bool, says: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = small.generate(tmp_path, TEMPLATE).path
    assert before is not None
    there = cells(before.read_bytes())
    monkeypatch.chdir(tmp_path)
    hand(tmp_path, WANG, typed_into(row, column, paragraph=paragraph), by="王主任")
    made = gather(tmp_path, WANG).path.read_bytes()
    wanted = [*there]
    wanted[row * 2 + column] = says
    assert cells(accepted(made)) == wanted
    assert cells(rejected(made)) == there


def taken_out(document: Any) -> None:
    for run_ in [run_ for each in document.paragraphs for run_ in each.runs]:
        if run_._r.xpath(".//w:drawing"):
            run_._r.getparent().remove(run_._r)


def test_a_picture_that_a_hand_took_out_is_struck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = f"{TEMPLATE}合影{{{{ 照片|图片 }}}}如上。\n"
    data, files = f"{small.DATA}照片: 合影.png\n", {"合影.png": png(4, 2)}
    small.generate(tmp_path, template, data=data, files=files)
    monkeypatch.chdir(tmp_path)
    hand(tmp_path, WANG, taken_out, by="王主任")
    made = gather(tmp_path, WANG).path.read_bytes()
    for settle, count in ((accepted, 0), (rejected, 1)):
        assert opened(settle(made)).members[DOCUMENT].count(b"<w:drawing>") == count


def test_a_figure_in_a_content_control_of_a_cell_is_brought_up_to_date(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(run('共{{ 人数 }}人'))}</w:sdtContent></w:sdt>"
    row = f"<w:tr><w:tc><w:tcPr/>{control}</w:tc><w:tc><w:tcPr/>{p(run('丙'))}</w:tc></w:tr>"
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    body = f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl>{p(run('结语'))}"
    path = small.generate(tmp_path, write_zip(changed(opened(notation("甲")), body))).path
    assert path is not None
    edited = docx.Document(str(path))
    edited.paragraphs[-1].add_run("人写的")
    edited.save(str(path))
    data = tmp_path / "data/2021.yaml"
    data.write_text(data.read_text("utf-8").replace("人数: 12", "人数: 57"), "utf-8")
    made = drafter.generate(data, here=tmp_path)
    assert made.path is not None and made.account is not None
    page = parse(opened(accepted(made.path.read_bytes())).members[DOCUMENT])
    assert "共57人" in "".join(node.text or "" for node in page.iter(w("t")))
    assert [(each.old, each.new) for each in made.account.changes] == [("12", "57")]
