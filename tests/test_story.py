"""The story in docs/story.py: a report generated, edited, saved elsewhere, and generated again."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import readers
from drafter.word import xml
from drafter.word.changes import comments
from drafter.word.package.archive import DOCUMENT
from drafter.word.text import blocks
from revised import accepted, opened, pages, rejected, words

SCRIPT = Path(__file__).parents[1] / "docs" / "story.py"
TOLD = runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, everything: bool) -> tuple[Path, str]:
    """The report at the end of the story, and what drafter said on the way."""
    readers.need(everything, "soffice")
    folder = tmp_path_factory.mktemp("story")
    came = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder)], capture_output=True, text=True, check=True
    )
    return next((folder / "办公室" / "output").glob("*总结.docx")), came.stdout


def test_every_hand_edit_is_there_in_the_end(told: tuple[Path, str]) -> None:
    page = "\n".join(words(accepted(told[0].read_bytes())))

    assert all(
        new in page and old not in page for old, new in TOLD["REWORDED"].items() if old not in new
    )
    assert TOLD["ADDED"] in page and TOLD["DELETED"] not in page
    assert f"督办政协提案{TOLD['BY_HAND']}件" in page
    assert page.index(TOLD["SECOND"]) < page.index(TOLD["FIRST"])
    assert _bold(told[0].read_bytes()) == TOLD["BOLD"]


def _bold(data: bytes) -> str:
    """The words in bold in the paragraph that has them."""
    read = blocks.read_blocks(opened(data))
    block = next(block for block in read.blocks if TOLD["BOLD"] in block.text)
    at, bold = 0, ""
    for length, look in block.looks:
        bold += block.text[at : at + length] if ("b", "1") in look else ""
        at += length
    return bold


def test_what_the_data_changed_is_there_and_nothing_else_is_tracked(told: tuple[Path, str]) -> None:
    data = told[0].read_bytes()
    backup = told[0].with_name(f"{told[0].stem}.备份1.docx").read_bytes()
    root = xml.parse(opened(data).members[DOCUMENT])
    tracked = [node for node in root.iter(xml.w("ins"), xml.w("del"))]

    assert pages(rejected(data)) == pages(backup)
    assert {node.get(xml.w("author")) for node in tracked} == {comments.AUTHOR}
    page = "\n".join(words(accepted(data)))
    assert "第14号|关于加强农村饮水安全管理的提案" in page and "督办政协提案共33件" in page
    assert "党在社会主义革命和建设时期的历史" not in page and "活动共45次" in page


def test_one_conflict_is_left_as_a_comment(told: tuple[Path, str]) -> None:
    [comment] = comments.read_all(opened(told[0].read_bytes()))
    assert "人改成了“35”" in comment.text and "数据现在是“33”" in comment.text


def test_it_tells_a_tired_clerk_what_was_kept_updated_and_left_to_decide(told: tuple[Path, str]):
    said = told[1].rpartition("> drafter generate")[2]
    assert "人工修改（全部保留）：改动4段，新增1段，删去1段，移动3段" in said
    assert "督办提案 32 → 33（附件1 1处）" in said
    assert "要您决定1处" in said and "原来是“32”，人改成“35”，数据现在是“33”" in said
