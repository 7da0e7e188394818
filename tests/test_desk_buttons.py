"""The desk's buttons in a browser: a report made, a returned copy with a conflict, hostile text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from selenium.webdriver.common.by import By

import small
from desks import OpenDesk, browser, chromium, start_desk, wait_for
from revised import accepted

__all__ = ["browser", "chromium"]
pytestmark = pytest.mark.xdist_group("browser")
TEMPLATE = "# {{ 单位 }}总结\n全体干部{{ 人数 }}人，{{ 备注 }}。\n"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def open_page(driver: Any, desk: OpenDesk) -> None:
    driver.set_window_size(1500, 950)
    driver.get(desk.running.make_address())
    wait_for(lambda: driver.find_elements(By.CSS_SELECTOR, "#page .paper"))


def click(driver: Any, css: str) -> None:
    def press() -> bool:
        script = (
            "const e = [...document.querySelectorAll(arguments[0])].find((e) => e.offsetParent && "
            "!e.disabled); if (e) e.click(); return Boolean(e);"
        )
        return bool(driver.execute_script(script, css))

    wait_for(press)


def read_panel(driver: Any) -> str:
    return str(driver.execute_script("return document.getElementById('panel').innerText"))


def test_a_report_is_made_and_a_returned_copy_comes_in(browser: Any, tmp_path: Path) -> None:
    room = small.workspace(tmp_path, TEMPLATE)
    with start_desk(room) as desk:
        open_page(browser, desk)
        click(browser, "[data-do=generate]")
        click(browser, "[data-final=false]")
        wait_for(lambda: "甲单位总结.docx" in read_panel(browser))
        (report,) = (room / "output").glob("*.docx")
        link = browser.find_element(By.CSS_SELECTOR, "#panel a[download]").get_attribute("href")
        assert desk.client.get(link).content == report.read_bytes()

        copy = docx.Document(str(report))
        next(run for p in copy.paragraphs for run in p.runs if run.text == "12").text = "15"
        copy.save(str(room / "返稿.docx"))
        data = desk.get("/api/data")
        change = {"op": "set", "path": ["人数"], "value": "13", "old": "12"}
        desk.post("/api/edit", {"digest": data["digest"], "changes": [change]})
        click(browser, "[data-do=gather]")
        chooser = wait_for(lambda: browser.find_elements(By.ID, "gather-files"))[0]
        chooser.send_keys(str(room / "返稿.docx"))
        click(browser, "#panel button.strong")
        wait_for(lambda: browser.find_elements(By.CSS_SELECTOR, ".conflict .answer.data"))
        assert "15" in read_panel(browser) and "13" in read_panel(browser)
        click(browser, ".conflict .answer.data button")
        wait_for(lambda: not browser.find_elements(By.CSS_SELECTOR, ".conflict"))
        assert "干部13人" in "".join(small.read_back(accepted(report.read_bytes())))


def test_hostile_words_are_shown_as_they_were_typed(browser: Any, tmp_path: Path) -> None:
    data = small.DATA.replace("人数: 12", f"人数: 12\n备注: '{HOSTILE}'")
    with start_desk(small.workspace(tmp_path, TEMPLATE, data)) as desk:
        open_page(browser, desk)
        shown = browser.execute_script("return document.querySelector('#page').textContent")
        assert HOSTILE in shown
        assert browser.execute_script("return document.querySelector('#page img[src=x]')") is None
