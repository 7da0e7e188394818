"""The printed page: what LibreOffice makes of the shipped report, and what two validators say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

import drafter
import readers
import validity
from drafter.workspace import shipped_folder

FONTS = Path(__file__).parent / "fonts.conf"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office")
    for name in ("templates", "data"):
        shutil.copytree(shipped_folder() / name, root / name)
    path = drafter.generate("2021.yaml", final=True, here=root).path
    assert path is not None
    return path


@pytest.fixture(scope="module")
def pages(report: Path, everything: bool) -> list[str]:
    """The text of each page, line by line, as it is printed."""
    readers.need(everything, "soffice", "pdftotext")
    pdf = readers.to_pdf(report, report.parent, FONTS)
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return text.stdout.rstrip("\f").split("\f")


def lines(page: str) -> list[str]:
    return [line for line in page.split("\n") if line.strip()]


def body_pages(pages: list[str]) -> list[str]:
    first = next(n for n, page in enumerate(pages) if re.match(r"\s*附件\s*1", page))
    return pages[:first]


def test_the_body_takes_six_to_nine_pages_and_its_attachments_follow(pages: list[str]) -> None:
    assert 6 <= len(body_pages(pages)) <= 9
    assert len(pages) > len(body_pages(pages)) + 1


def test_a_full_page_has_22_lines_of_28_characters(pages: list[str]) -> None:
    full = body_pages(pages)[1:-1]

    assert {len(lines(page)) for page in full} == {22 + 1}, "22 lines and the page number"
    assert max(characters(line) for page in full for line in lines(page)) == 28


def characters(line: str) -> int:
    """The full-width characters of a line; a mark that hangs over its end takes no room."""
    return len(re.findall(r"[\u2014-\uffef]", re.sub(r"[，。、；：]\s*$", "", line)))


def test_no_mark_is_lost_at_the_end_of_a_line(report: Path, pages: list[str]) -> None:
    """LibreOffice drops a mark that hangs over a line filled to the last hair."""
    marks = re.compile(r"[，、；：。]")
    numbers = len(readers.headings(report))

    written = len(marks.findall(readers.text(report)))
    assert len(marks.findall("".join(pages))) == written + numbers


def test_pages_are_numbered_at_the_right_when_odd_and_at_the_left_when_even(
    pages: list[str],
) -> None:
    numbers = [lines(page)[-1] for page in pages]

    assert [re.sub(r"\s", "", number) for number in numbers] == [
        f"—{n}—" for n in range(1, len(pages) + 1)
    ]
    indents = [len(number) - len(number.lstrip()) for number in numbers]
    assert min(indents[0::2]) > max(indents[1::2])


def test_no_heading_and_no_date_stands_alone(pages: list[str]) -> None:
    heading = re.compile(r"^\s*[一二三四五六七八九]、")
    ends = [lines(page)[-2] for page in body_pages(pages)]

    assert not any(heading.match(line) for line in ends)
    last = lines(body_pages(pages)[-1])
    assert len(last) > 4 and "区政协办公室" in last[-3]


def test_the_headings_are_numbered_in_order(pages: list[str]) -> None:
    text = "\n".join(body_pages(pages))

    assert re.findall(r"(?m)^\s*([一二三四五六七八九])、", text) == list("一二三四五六七")


def test_table_headers_are_repeated_on_every_page_of_an_attachment(pages: list[str]) -> None:
    attached = pages[len(body_pages(pages)) :]

    assert len(attached) > 2
    assert all(re.search(r"序号", page) for page in attached)


def test_the_fonts_asked_for_are_those_of_the_standard(report: Path) -> None:
    styles = readers.package(report).members["word/styles.xml"].decode()

    for font in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"):
        assert f'w:eastAsia="{font}"' in styles


def test_both_validators_find_the_report_sound(report: Path, everything: bool) -> None:
    assert validity.faults(report.read_bytes(), report.parent / "..") == []

    readers.need(everything, "ooxml-validator")
    said = subprocess.run(["ooxml-validator", str(report)], capture_output=True, text=True)
    assert json.loads(said.stdout)["errors"] == []


def test_python_docx_opens_the_report(report: Path) -> None:
    assert len(docx.Document(str(report)).tables) == 2
