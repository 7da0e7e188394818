"""Figures in full width, and those below nothing, in a finished report: figures like any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

import drafter
from conftest import Ran
from drafter.adopt.finding.scanning import scan
from small import read_back

PARAGRAPHS = [
    "某某局２０２１年工作总结",
    "全年召开会议４６次，参加１，２３４人次，同比增长１２．５％，较２０２０年增加２次。",
    "投诉件同比下降－３％，平均温差-3.5度，资金１２３４．５６万元，培训２００余人。",
    "６月５日走访企业46家，解决问题１0件，占比１５％至２０％，下降−８个百分点。",
    "２０２１年１２月３１日",
]


def _report(folder: Path) -> Path:
    document = docx.Document()
    for text in PARAGRAPHS[:-1]:
        document.add_paragraph(text)
    table = document.add_table(3, 3)
    rows = [
        ("单位", "件数", "比重（％）"),
        ("甲局", "１２", "３０．５"),
        ("乙局", "３４", "６９．５"),
    ]
    for row, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    document.add_paragraph(PARAGRAPHS[-1])
    path = folder / "去年总结.docx"
    document.save(str(path))
    return path


def _find(text: str) -> list[tuple[str, str, str]]:
    return [(each.text, each.value, each.filters) for each in scan(text, 2021)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("召开会议４６次", ("４６", "46", "|全角")),
        ("参加１，２３４人次", ("１，２３４", "1234", "|千分位|全角")),
        ("增长１２．５％", ("１２．５", "12.5", "|全角")),
        ("下降－３％", ("－３", "-3", "|全角")),
        ("下降-3%", ("-3", "-3", "")),
        ("温差-3.5度", ("-3.5", "-3.5", "")),
        ("亏损－１，２３４万元", ("－１，２３４", "-1234", "|千分位|全角")),
        ("培训２００余人", ("２００余", "200余", "|全角")),
        ("于６月５日", ("６月５日", "2021-06-05", '|日期("月日")|全角')),
        ("占３－５％", ("３－５％", "3-5%", "|全角")),
        # typed in both widths: only itself prints it, which is told
        ("解决１0件", ("１0", "１0", "")),
        ("下降−８％", ("−８", "−８", "")),
    ],
)
def test_a_figure_is_found_in_whatever_width_it_is_typed(
    text: str, found: tuple[str, str, str]
) -> None:
    first, *_ = _find(text)
    if found[0].startswith("３－５"):
        assert first[0].startswith("３－５") and first[2] == "|全角"
    else:
        assert first == found


@pytest.mark.parametrize(
    "text", ["参加4，234人次", "会议３次，１２３人", "第1-3季度", "5%-8%", "3度-5度"]
)
def test_no_sign_is_taken_that_is_none_of_a_number(text: str) -> None:
    assert not any("，" in said or said.startswith("-") for said, *_ in _find(text))


def test_a_report_in_full_width_comes_out_as_it_was_and_counts_next_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("adopt", str(_report(tmp_path)))
    assert ran.code == 0 and "0处不同" in ran.out and "全角和半角混用" in ran.out
    data = tmp_path / "data" / "2021.yaml"
    written = data.read_text(encoding="utf-8")
    for line in ("会议: 46 ", "参加人次: 1234 ", "甲局件数: 12 ", ": -3 "):
        assert line in written, line
    path = drafter.generate("2021.yaml", here=tmp_path).path
    assert path is not None and read_back(path.read_bytes()) == PARAGRAPHS
    data.write_text(written.replace("会议: 46 ", "会议: 57 "), encoding="utf-8")
    path = drafter.generate("2021.yaml", here=tmp_path).path
    assert path is not None and "会议５７次" in "".join(read_back(path.read_bytes()))
