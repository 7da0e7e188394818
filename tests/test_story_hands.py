"""The story in docs/story_hands.py: two leaders edit a report in three rounds."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from drafter.word.changes import comments
from revised import accepted, opened, pages, rejected, words

TOLD = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "story_hands.py"))


def test_two_leaders_edit_in_three_rounds_and_nothing_is_lost(tmp_path: Path, capfd: Any) -> None:
    report = TOLD["main"](tmp_path)
    data, said = report.read_bytes(), capfd.readouterr().out
    page = "\n".join(words(accepted(data)))
    first = report.with_name(f"{report.stem}.备份1.docx").read_bytes()

    assert pages(rejected(data)) == pages(first)
    for text in ("走好新时代党的群众路线", "缺什么就补什么", "始终牢牢把握团结", "同心同向的合力"):
        assert text in page
    assert "更加务实的作风" in page and "督办政协提案32件" in page
    [remark] = comments.read_all(opened(data))
    assert remark.author == "王主任" and "更加务实的作风" in remark.text
    status = said.rpartition("> drafter status")[2]
    assert "李主席 改了" in status and "王主任 改了" in status
    assert "更加扎实的作风 → 更加过硬的作风" in said and "更加过硬的作风 → 更加务实的作风" in said
