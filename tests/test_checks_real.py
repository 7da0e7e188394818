"""Texts of real kinds, in our own words: what each is, and that nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import labelled
from drafter.checks import kinds
from drafter.problems import RULES, Severity

FILES = sorted(labelled.REAL.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_text_is_is_found_and_nothing_in_it_is_called_wrong(path: Path):
    kind, page = labelled.read_page(path)
    assert kinds.read_kind(page).kind == kind
    hits = labelled.ask_all(page, *labelled.REAL_ROOMS)
    assert [(each.code, page.lines[each.line].text, dict(each.values)) for each in hits] == []


def test_no_error_is_found_in_the_sound_texts_that_nobody_tunes_to():
    alarms, length = labelled.count_false_alarms()
    assert length > 30_000
    assert [code for code in alarms if RULES[code].severity is Severity.ERROR] == []
    assert alarms.total() <= length * 0.1 / 1000


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
    _, page = labelled.read_page(labelled.REAL / f"{name}.txt")
    found = kinds.read_kind(page)
    assert [page.lines[number].text for number in found.title] == title
    assert len(found.head) == head
