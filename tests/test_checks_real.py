"""Texts of real kinds, in our own words: what each is, and that nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import labelled
from drafter.checks import kinds
from drafter.checks.table import RULES, Subject
from drafter.engine.page_text import PageText
from drafter.word.package.archive import Package

FILES = sorted((Path(__file__).parent / "real").glob("*.txt"))
ROOMS = ("wording.", "sums.", "years.find_years_on_page")


def read_page(path: Path) -> tuple[str, PageText]:
    """The kind that the first line of a file says, and the rest of it as a page."""
    head, text = path.read_text("utf-8").split("\n", 1)
    page = PageText("", Package({}))
    page.__dict__["lines"] = labelled.lines(text.strip())
    return head.removeprefix("# "), page


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_text_is_is_found_and_nothing_in_it_is_called_wrong(path: Path):
    kind, page = read_page(path)
    assert kinds.read_kind(page).kind == kind
    asked = [rule for rule in RULES if str(rule.find).startswith(ROOMS)]
    hits = [h for rule in asked if Subject.DOCUMENT in rule.subjects for h in rule.ask(page)]
    assert [(each.code, page.lines[each.line].text, dict(each.values)) for each in hits] == []


@pytest.mark.parametrize(
    ("name", "title", "head"),
    [
        ("红头通知", ["关于做好2021年度优秀提案", "评选工作的通知"], 5),
        ("会议纪要", ["政协临河区第九届委员会", "第四十一次主席会议纪要"], 0),
        ("讲稿式总结", ["政协临河区委员会机关", "2021年工作总结"], 0),
        ("工作规则", ["政协临河区委员会社情民意信息工作办法"], 0),
    ],
)
def test_the_lines_of_head_and_title_are_told_apart(name: str, title: list[str], head: int):
    _, page = read_page(FILES[0].parent / f"{name}.txt")
    found = kinds.read_kind(page)
    assert [page.lines[number].text for number in found.title] == title
    assert len(found.head) == head
