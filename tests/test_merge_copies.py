"""Figures that a hand has copied elsewhere: told when the data change, and nothing else is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.word.changes.comments import AUTHOR, read_all
from drafter.word.names import BOOKMARKS
from drafter.word.xml import Element, make_element, remove_node, set_text
from revised import opened
from test_merge_records import MEETINGS, PROPOSALS, Desk, block, data, delete, type_over

LATER = data((*MEETINGS, ("2021-09-09", "防汛的准备")), (*PROPOSALS[:1], *PROPOSALS[2:]))
"""Four meetings, two proposals; 第95号 has gone."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def paste(said: str, behind: str, *, marked: bool = False) -> Callable[[Element], None]:
    """Copy a block behind another one; marked: with its bookmarks."""

    def change(body: Element) -> None:
        made = copy.deepcopy(block(body, said))
        for node in [] if marked else list(made.iter(*BOOKMARKS)):
            remove_node(node)
        block(body, behind).addnext(made)

    return change


def add(words: str, behind: str) -> Callable[[Element], None]:
    """Type words into the end of a paragraph, or a paragraph of their own (begun by a newline)."""

    def change(body: Element) -> None:
        run, text = make_element("r"), make_element("t")
        set_text(text, words.strip())
        run.append(text)
        place = block(body, behind)
        if words.startswith("\n"):
            paragraph = make_element("p")
            paragraph.append(run)
            place.addnext(paragraph)
        else:
            place.append(run)

    return change


def told(desk: Desk) -> list[tuple[str, str, str]]:
    """The conflicts; as many comments as these are in the file."""
    assert desk.account is not None
    notes = [c for c in read_all(opened(desk.path.read_bytes())) if c.author == AUTHOR]
    assert len(notes) == len(desk.account.conflicts)
    return [(each.kind, each.hand, each.new) for each in desk.account.conflicts]


@pytest.mark.parametrize("marked", [False, True])
def test_the_figure_of_a_pasted_paragraph_is_told_when_it_is_stale(
    desk: Desk, marked: bool
) -> None:
    desk.edit(paste("全年开会", behind="二、提案", marked=marked))
    page = desk.update(text=LATER)
    assert page.count("全年开会4次") == 1 and page.count("全年开会3次") == 1
    assert told(desk) == [("copied", "3", "4")]


@pytest.mark.parametrize(
    "words",
    ["全年开会3次。", "（去年没有这么多，全年开会3次，是近年最多的）", "\n今年全年一共开会3次。"],
)
def test_a_sentence_within_other_words_is_told_and_a_reworded_one(desk: Desk, words: str) -> None:
    desk.edit(add(words, behind="收到提案"))
    desk.update(text=LATER)
    assert told(desk) == [("copied", "3", "4")]


def test_a_sentence_typed_behind_a_value_of_a_cell_is_told(desk: Desk) -> None:
    desk.edit(type_over("第94号", "关于整治河道的提案", "关于整治河道的提案（全年开会3次）"))
    desk.update(text=LATER)
    assert told(desk) == [("copied", "3", "4")]


def test_a_copied_row_is_told_by_what_the_data_changed_in_it(desk: Desk) -> None:
    desk.edit(paste("第94号", behind="第97号"))
    changed = ((*PROPOSALS[0][:2], "已采纳"), *PROPOSALS[1:])
    page = desk.update(text=data(proposals=changed))
    assert page.count("第94号|关于整治河道的提案|已采纳") == 1
    assert told(desk) == [("copied", "已办理", "已采纳")]


def test_a_copy_of_a_record_that_goes_is_told_once(desk: Desk) -> None:
    desk.edit(paste("第95号", behind="第97号"))
    page = desk.update(text=LATER)
    assert page.count("第95号") == 1
    assert [kind for kind, _, _ in told(desk)] == ["outlived"]


def test_an_edited_original_beside_its_copy_is_told_when_the_record_goes(desk: Desk) -> None:
    desk.edit(paste("停车", behind="小区"))
    desk.edit(type_over("停车", "，研究了", "，请各方面专门再仔细地研究一回"))
    desk.update(text=data((MEETINGS[0], MEETINGS[2])))
    assert {kind for kind, _, _ in told(desk)} <= {"outlived", "removed"}
    assert told(desk)


def test_a_comment_on_a_copy_goes_when_the_copy_says_what_the_data_say(desk: Desk) -> None:
    desk.edit(paste("全年开会", behind="二、提案"))
    desk.update(text=LATER)
    assert len(told(desk)) == 1
    desk.update(text=LATER)
    assert [kind for kind, _, _ in told(desk)] == ["noted"]
    desk.update()
    assert told(desk) == []


@pytest.mark.parametrize(
    "words",
    [
        "\n全年办结3件。",
        "\n全年下乡调研13次，开会30次。",
        "\n2021年3月，全年的工作都安排好了。",
        "比上年多3个百分点。",
    ],
)
def test_a_hands_own_figures_are_nobodys_copies(desk: Desk, words: str) -> None:
    desk.edit(add(words, behind="小区"))
    desk.update(text=LATER)
    assert told(desk) == []


def test_a_copy_whose_figure_has_not_changed_is_left_in_peace(desk: Desk) -> None:
    desk.edit(paste("收到提案", behind="小区"))
    desk.edit(delete("道路"))
    desk.update(text=data((*MEETINGS, ("2021-09-09", "防汛的准备"))))
    assert told(desk) == []
