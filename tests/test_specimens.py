"""Templates as other programs save them give the same report as before.

tests/specimens holds a template, its schema and a year of data as they were on one day, and the
same template opened and saved by LibreOffice; Word's ways are imitated by tests/wordlike.py.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import validity
from drafter.commands.drafting.drafts import make_draft
from drafter.word.layout import gongwen
from drafter.word.package.archive import DOCUMENT, STYLES, Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.text import paragraphs
from drafter.word.xml import Element, parse, w
from drafter.workspace import open_workspace
from wordlike import rewrite

SPECIMENS = Path(__file__).parent / "specimens"
BEFORE = SPECIMENS / "template.docx"
LIBREOFFICE = SPECIMENS / "libreoffice-template.docx"
NAME, YEAR = "统战工作总结", "2021.yaml"


def report(folder: Path, template: bytes) -> Package:
    """The report that a template gives in a workspace of its own."""
    home = folder / "templates" / NAME
    home.mkdir(parents=True)
    (home / "template.docx").write_bytes(template)
    shutil.copy(SPECIMENS / "schema.yaml", home)
    (folder / "data").mkdir()
    shutil.copy(SPECIMENS / YEAR, folder / "data")
    return make_draft(YEAR, open_workspace(folder)).draft.package


def body(package: Package) -> Element:
    return parse(package.members[DOCUMENT])


def text(package: Package) -> list[str]:
    """The words of the paragraphs, each with its table, row and cell."""
    return [
        f"{p.table}.{p.row}.{p.cell} {p.text}" if p.table else p.text
        for p in paragraphs.iterate_paragraphs(body(package))
    ]


def signature(package: Package) -> list[tuple[str, str]]:
    """The indents of 署名 and 成文日期."""
    ids = gongwen.read_style_ids(parse(package.members[STYLES]))
    wanted = (ids["署名"], ids["成文日期"])
    return [
        (ind.get(w("rightChars"), ""), ind.get(w("right"), ""))
        for p in paragraphs.iterate_paragraphs(body(package))
        if p.style in wanted and (ind := p.element.find(f"{w('pPr')}/{w('ind')}")) is not None
    ]


def faults(data: bytes, folder: Path) -> set[str]:
    """The kinds of faults that a Word file has, their numbers left out."""
    return {re.sub(r"\[?\d+\]?", "", fault) for fault in validity.faults(data, folder)}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return report(tmp_path_factory.mktemp("usual"), BEFORE.read_bytes())


def assert_same(made: Package, usual: Package) -> None:
    assert text(made) == text(usual)
    assert signature(made) == signature(usual) != []


def test_a_template_saved_by_libreoffice_gives_the_same_report(tmp_path: Path, usual: Package):
    template = LIBREOFFICE.read_bytes()
    made = report(tmp_path, template)
    assert_same(made, usual)
    assert faults(write_zip(made), tmp_path) <= faults(template, tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_a_template_saved_by_word_gives_the_same_report(tmp_path: Path, usual: Package, seed: int):
    made = report(tmp_path, rewrite(BEFORE.read_bytes(), seed))
    assert_same(made, usual)
    assert faults(write_zip(made), tmp_path) == set()


def test_word_after_libreoffice_gives_the_same_report(tmp_path: Path, usual: Package):
    assert_same(report(tmp_path, rewrite(LIBREOFFICE.read_bytes(), 7)), usual)


def test_the_rewriter_changes_the_xml_and_not_a_word():
    before = BEFORE.read_bytes()
    after, same, other = rewrite(before, 1), rewrite(before, 1), rewrite(before, 2)
    assert after == same != other
    packages = [open_package(data, "")[0] for data in (before, after)]
    first, second = [package for package in packages if package is not None]
    assert text(first) == text(second)
    runs = [len(list(body(package).iter(w("r")))) for package in (first, second)]
    assert runs[1] > 2 * runs[0]
