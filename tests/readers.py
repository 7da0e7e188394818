"""What a report says, read back from its file: paragraphs, tables, text."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from drafter.word import xml
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.package.opening import open_package
from drafter.word.text import paragraphs as blocks

STYLE_TITLE, STYLE_MARK = "Title", "附件标记"


def package(path: Path) -> Package:
    opened, found = open_package(path.read_bytes(), path.name)
    assert opened is not None, found
    return opened


def paragraphs(path: Path) -> list[str]:
    """The texts of all paragraphs of the body, those in tables included."""
    root = xml.parse(package(path).members[DOCUMENT], huge=True)
    return [paragraph.text for paragraph in blocks.iterate_paragraphs(root)]


def text(path: Path) -> str:
    return "\n".join(paragraphs(path))


def tables(path: Path) -> list[list[list[str]]]:
    """Each table as rows of cell texts."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(path)).tables
    ]


def body(path: Path) -> list[tuple[str, str]]:
    """Style and text of the paragraphs up to the first attachment, tables left out."""
    found = [(p.style.name, p.text) for p in docx.Document(str(path)).paragraphs]
    marks = [n for n, (style, _) in enumerate(found) if style == STYLE_MARK]
    return found[: marks[0]] if marks else found


def headings(path: Path) -> list[str]:
    return [words for style, words in body(path) if style.lower() == "heading 1"]


def need(everything: bool, *programs: str) -> None:
    """Skip a test whose programs are missing; where everything is to be tested, fail."""
    need_all(everything, {program: shutil.which(program) is not None for program in programs})


def need_calc(everything: bool) -> None:
    """The same of LibreOffice's part for workbooks, which is installed by itself."""
    office = Path(shutil.which("soffice") or "soffice").resolve()
    need_all(everything, {"LibreOffice Calc": office.with_name("libsclo.so").exists()})


def need_package(everything: bool, name: str) -> None:
    """The same of a Python package."""
    need_all(everything, {name: importlib.util.find_spec(name) is not None})


def need_all(everything: bool, there: dict[str, bool]) -> None:
    """The same of anything, by what it is called."""
    missing = ", ".join(name for name, is_there in there.items() if not is_there)
    if missing and not everything:
        pytest.skip(f"not installed: {missing}")
    assert not missing, f"not installed: {missing}"


def to_pdf(path: Path, folder: Path, fonts: Path) -> Path:
    """The file as LibreOffice prints it."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120, env=_environment(fonts),
    )  # fmt: skip
    return folder / f"{path.stem}.pdf"


def _environment(fonts: Path) -> dict[str, str]:

    return {**os.environ, "FONTCONFIG_FILE": str(fonts)}
