"""A table's grid is that of its own rows, whichever way the page is made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.word.package.archive import DOCUMENT, write_zip
from notation import docx
from revised import opened
from small import generate, members
from wordparts import changed, p, run


def cell(inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def table(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="1000"/>' * columns
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


WORDS = cell(p(run("甲")))
CONTROLLED = f"<w:sdt><w:sdtPr/><w:sdtContent>{WORDS}</w:sdtContent></w:sdt>"
BEFORE = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
AFTER = '<w:trPr><w:gridAfter w:val="1"/></w:trPr>'
TABLES = {
    "表中表": (table(1, cell(table(3, WORDS * 3) + p(""))), [3, 1]),
    "内容控件里的格": (table(2, CONTROLLED + WORDS), [2]),
    "前面空着的列": (table(2, f"{BEFORE}{WORDS}"), [2]),
    "后面空着的列": (table(2, f"{AFTER}{WORDS}"), [2]),
    "表中表在循环里": (
        f"{p(run('{%p for m in 会议 %}'))}{table(1, cell(table(2, WORDS * 2) + p('')))}"
        f"{p(run('{%p endfor %}'))}",
        [2, 1] * 2,
    ),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("way", ["{{ 单位 }}", "{{r 单位|字形(加粗=true) }}", "{{ 照片|图片 }}"])
def test_a_grid_keeps_its_columns(name: str, way: str, tmp_path: Path):
    inside, wanted = TABLES[name]
    template = write_zip(changed(opened(docx("甲")), f"{inside}{p(run(way))}"))
    path = generate(tmp_path, template).path
    assert path is not None
    xml = members(path.read_bytes())[DOCUMENT].decode()
    grids = re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", xml)
    assert sorted(grid.count('<w:gridCol w:w="1000"/>') for grid in grids) == sorted(wanted)
    assert xml.count("<w:gridCol ") == sum(wanted)
