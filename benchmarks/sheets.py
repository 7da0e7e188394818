"""Time and memory of reading sheets: ordinary ones, one of many, and those made to do harm.

    python benchmarks/sheets.py

Each file is read in a process of its own; the time is the processor's, the memory the most it had
(Linux alone tells it of a process without its parent).
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

HEAD = ["日期", "类别", "主题", "人数"]
READ = """
import re, sys, time
from pathlib import Path
from drafter.source import read_grid
start = time.process_time()
grid, problems = read_grid(Path(sys.argv[1]), "t", sys.argv[2])
spent = time.process_time() - start
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
most = int(peak[1]) // 1024
print(f"{spent:.2f}", most, f"{len(grid.rows)} rows" if grid else problems[0].code, sep="|")
"""


def make_book(sheets: dict[str, int]) -> bytes:
    """A workbook with so many records in each sheet."""
    book = openpyxl.Workbook(write_only=True)
    for name, count in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        for number in range(count):
            sheet.append(["2021-03-05", "党组会议", f"主题{number}", number])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(into: bytes, after: str, content: str) -> bytes:
    """The workbook with something put behind a place in its only sheet's XML."""
    with zipfile.ZipFile(io.BytesIO(into)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(after.encode(), (after + content).encode(), 1)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in files.items():
            archive.writestr(each, data)
    return buffer.getvalue()


def append(book: bytes, rows: str) -> bytes:
    """The workbook with more rows at the end of its only sheet."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    last = sheet[sheet.rindex("<row") : sheet.index("</sheetData>")]
    return put(book, last, rows)


def list_areas() -> Iterator[tuple[str, list[str]]]:
    yield "D5:D1048576 merged", ["D5:D1048576"]
    yield "all merged", ["F1:XFD1048576"]
    yield "400,000 areas", [f"A{line}:B{line}" for line in range(1, 400_000)]


def list_rows() -> Iterator[tuple[str, str]]:
    yield "2,000,000 cells", f'<row r="9">{"<c><v>1</v></c>" * 2_000_000}</row>'
    yield "1,000,000 empty rows", "".join(f'<row r="{n}" ht="9"/>' for n in range(9, 1_000_000))
    text = f"<is><t>{'a' * 50_000_000}</t></is>"
    yield "a text of 50 MB", f'<row r="9"><c r="A9" t="inlineStr">{text}</c></row>'


def list_files() -> Iterator[tuple[str, str, bytes, str]]:
    """What it is, its suffix, its bytes, and the sheet that is read."""
    small = make_book({"会议": 3})
    yield "20,000 records", ".xlsx", make_book({"会议": 20_000}), ""
    yield "2,000 records", ".xlsx", make_book({"会议": 2_000}), ""
    many = {f"表{number}": 2_000 for number in range(74)} | {"会议": 2_000}
    yield "2,000 records, one sheet of 75", ".xlsx", make_book(many), "会议"
    cells = "".join(f'<c r="{letter}%d" s="0"/>' for letter in "ABCDEFGHIJ")
    bordered = "".join(
        f'<row r="{line}">{cells.replace("%d", str(line))}</row>' for line in range(5, 150_001)
    )
    yield "150,000 empty rows with borders", ".xlsx", append(small, bordered), ""
    far = '<row r="2000"><c r="XFD2000" s="0"/></row>'
    yield "a cell at XFD2000", ".xlsx", append(small, far), ""
    for name, areas in list_areas():
        cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
        merged = put(small, "</sheetData>", f"<mergeCells>{cells}</mergeCells>")
        yield name, ".xlsx", merged, ""
    for name, row in list_rows():
        yield name, ".xlsx", append(small, row), ""
    yield "2 MB of commas", ".csv", ("日期,类别\n" + "," * 2_000_000).encode(), ""
    yield "1,000,000 lines of commas", ".csv", ("日期,类别\n" + ",\n" * 1_000_000).encode(), ""
    yield "1,400,000 cells", ".csv", ("日期,类别\n" + "a,b\n" * 700_000).encode(), ""


def main() -> None:
    print("| file | kB | seconds | MB | |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix, data, sheet in list_files():
            path = Path(folder) / f"t{suffix}"
            path.write_bytes(data)
            ran = subprocess.run(
                [sys.executable, "-c", READ, str(path), sheet], capture_output=True, text=True
            )
            found = ran.stdout.strip().replace("|", " | ") or ran.stderr[-200:]
            print(f"| {name} | {len(data) // 1000:,} | {found} |")


if __name__ == "__main__":
    main()
