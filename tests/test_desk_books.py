"""Filled-in workbooks taken in at the desk, several departments' one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from desks import browser, chromium, start_desk, wait_for
from test_desk_buttons import click, open_page, read_panel
from test_desk_keeper import ask
from test_desk_words import NAMED
from test_workbook_import import copy, prepare

__all__ = ["browser", "chromium"]


def fill_in(book: Any) -> None:
    """As one department does: a number changed, a record more, at the top."""
    sheet = book["会议"]
    sheet["D2"] = 15
    sheet.insert_rows(2)
    sheet["A2"], sheet["C2"] = "2021-1-1", "新年第一次会"


def fill_in_more(book: Any) -> None:
    """As another does, in a copy of its own."""
    book["清单"].append(["丙"])


@pytest.mark.xdist_group("browser")
def test_departments_books_come_in_and_what_both_changed_is_decided(
    browser: Any, tmp_path: Path
) -> None:
    path = prepare(tmp_path)
    books = [copy(path, f"{n}.xlsx", each) for n, each in enumerate((fill_in, fill_in_more))]
    (tmp_path / "草稿.xlsx").write_bytes(b"no workbook")
    with start_desk(tmp_path) as desk:
        data = desk.get("/api/data")
        change = {"op": "set", "path": ["会议", 0, "人数"], "value": "13", "old": "12"}
        desk.post("/api/edit", {"digest": data["digest"], "changes": [change]})
        open_page(browser, desk)
        click(browser, "[data-do=more]")
        click(browser, "[data-do=bookin]")
        chooser = wait_for(lambda: browser.find_elements(By.ID, "bookin-files"))[0]
        chooser.send_keys("\n".join(map(str, [*books, tmp_path / "草稿.xlsx"])))
        click(browser, "#panel button.strong")
        wait_for(lambda: browser.find_elements(By.CSS_SELECTOR, ".book .conflict button"))
        told = read_panel(browser)
        assert "会议 第2条 人数：这里是“13”，工作簿里是“15”" in told and "草稿.xlsx" in told
        assert not NAMED.search(told)
        text = (tmp_path / "data" / "2021.yaml").read_text("utf-8")
        assert "新年第一次会" in text and "丙" in text and "人数: 13" in text
        click(browser, ".book .conflict button.strong")
        wait_for(lambda: not browser.find_elements(By.CSS_SELECTOR, ".book .conflict button"))
        text = (tmp_path / "data" / "2021.yaml").read_text("utf-8")
        assert "主题: 学习全国两会精神, 人数: 15" in text
        for _ in range(3):
            desk.post("/api/undo")
        assert "新年第一次会" not in (tmp_path / "data" / "2021.yaml").read_text("utf-8")


def test_a_workbook_that_people_filled_in_is_not_written_over(tmp_path: Path) -> None:
    path = prepare(tmp_path)
    copy(path, path.name, fill_in)
    with start_desk(tmp_path) as desk:
        refused = ask(desk, "workbook")["problem"]
        assert refused["code"] == "D640" and not NAMED.search(refused["cure"])
        lines = ask(desk, "workbook", overwrite=True)["lines"]
        assert lines and not any(map(NAMED.search, lines))
