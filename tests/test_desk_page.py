"""The desk's page and buttons, in a real browser."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains as Move
from selenium.webdriver.common.keys import Keys

from desks import OpenDesk, browser, chromium, start_desk, wait_for
from drafter import workspace as rooms
from drafter.word.xml import w

__all__ = ["browser", "chromium"]
pytestmark = pytest.mark.xdist_group("browser")
WIDE, HIGH = 1500, 950


class Screen:
    """What a clerk sees and does on the desk."""

    def __init__(self, driver: Any, desk: OpenDesk) -> None:
        self.driver, self.desk = driver, desk
        driver.set_window_size(WIDE, HIGH)
        driver.get(desk.running.make_address())
        wait_for(lambda: self.find("#page .paper"))  # the first desk compiles its template

    def ask(self, script: str, *given: Any) -> Any:
        return self.driver.execute_script(script, *given)

    def find(self, css: str, words: str = "") -> list[Any]:
        return list(self.ask(_FIND, css, words))

    def wait(self, css: str, words: str = "") -> Any:
        return wait_for(lambda: self.find(css, words))[0]

    def click(self, css: str, words: str = "") -> None:
        wait_for(lambda: self._try_click(css, words))

    def _try_click(self, css: str, words: str) -> bool:
        """Click it where it stands still: a list may be filled anew just now."""
        with contextlib.suppress(StaleElementReferenceException):
            for element in self.find(css, words)[:1]:
                self.ask("arguments[0].scrollIntoView({block: 'nearest'})", element)
                element.click()
                return True
        return False

    @property
    def focused(self) -> Any:
        return self.driver.switch_to.active_element

    def press(self, *keys: str) -> None:
        self.focused.send_keys(*keys)

    def see(self, css: str) -> str:
        """The text of an element once it has one."""
        return str(wait_for(lambda: self.wait(css).get_property("textContent")))

    def list_texts(self, css: str) -> list[str]:
        return list(self.ask(_TEXTS, css))

    def do(self, name: str) -> None:
        """Press a button of the top, or of its menu where it stands there."""
        shown = [each for each in self.find(f"#actions [data-do={name}]") if each.is_displayed()]
        if not shown:
            self.click("#actions [data-do=more]")
            shown = [
                each for each in self.find(f"#actions [data-do={name}]") if each.is_displayed()
            ]
        shown[0].click()


_FIND = """
const all = Array.from(document.querySelectorAll(arguments[0]));
return all.filter((each) => each.textContent.replace(/ /g, "").includes(arguments[1]));
"""
_TEXTS = """
const all = Array.from(document.querySelectorAll(arguments[0]));
return all.map((each) => each.textContent.replace(/ /g, ""));
"""


@pytest.fixture(scope="module")
def shown_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A desk that tests only look at."""
    with start_desk(copy_office(tmp_path_factory.mktemp("shown"))) as desk:
        yield desk


@pytest.fixture(scope="module")
def worked_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A desk whose data tests change, each in its own place."""
    with start_desk(copy_office(tmp_path_factory.mktemp("worked"))) as desk:
        yield desk


def copy_office(folder: Path) -> Path:
    """A workspace with the shipped template and its sample years."""
    for name in ("templates", "data"):
        shutil.copytree(rooms.shipped_folder() / name, folder / name)
    return folder


def edit(desk: OpenDesk, *changes: dict[str, Any]) -> None:
    """An edit of somebody else's, which the tab is told of."""
    digest = desk.get("/api/data", year="2021")["digest"]
    body = {"digest": digest, "changes": list(changes), "label": "", "id": ""}
    answer = desk.post("/api/edit", body, year="2021", tab="another-tab")
    assert answer["ok"] and not answer["conflicts"], answer


def test_a_figure_leads_to_its_records_and_a_record_to_its_figures(
    browser: Any, shown_desk: OpenDesk
) -> None:
    screen = Screen(browser, shown_desk)
    screen.click("#page i[data-v]", "20余")
    card = screen.see(".value-card")
    assert "报告24条" in card and "17份" in card  # its records, and the year before
    assert len(screen.find(".grid .row.marked")) > 5
    screen.click(".value-card button.strong")  # to its first record
    screen.press(Keys.ARROW_DOWN)  # chosen in the grid: the second record of 报告
    wait_for(lambda: "20余" in screen.list_texts("#page i.hot"))
    assert len(screen.find("#page i.hot")) >= 1


def test_keys_alone_lead_from_a_figure_to_its_records_and_back(
    browser: Any, shown_desk: OpenDesk
) -> None:
    screen = Screen(browser, shown_desk)
    screen.wait('#page i[data-v][tabindex="0"]')
    screen.ask("document.querySelector('#page i[data-v][tabindex=\"0\"]').focus()")
    screen.press(Keys.ARROW_RIGHT)
    value = screen.focused
    assert value.tag_name == "i" and value.get_attribute("tabindex") == "0"
    screen.press(Keys.ENTER)
    screen.wait(".value-card")
    screen.press(Keys.ESCAPE)
    wait_for(lambda: not screen.find(".value-card"))
    assert screen.focused == value
    screen.press(Keys.ARROW_LEFT)
    assert screen.focused != value and screen.focused.tag_name == "i"


def test_an_edit_changes_its_own_places_and_lights_them_up(
    browser: Any, worked_desk: OpenDesk
) -> None:
    screen = Screen(browser, worked_desk)
    screen.ask("window.old = Array.from(document.querySelectorAll('#page .paper-body [data-key]'))")
    screen.ask("document.querySelector('.page-scroll').scrollTop = 4000")
    top = screen.ask(_FIRST_SEEN)
    edit(worked_desk, *[_REPORT] * 10)  # 24 become 34
    screen.wait("#page i.flash", "30余")
    gone = screen.ask(_GONE)
    assert 0 < len(gone) < 4 and any("20余" in each for each in gone), gone
    assert abs(screen.ask("return window.seen.getBoundingClientRect().top") - top) < 2


_GONE = """
const gone = window.old.filter((each) => !each.isConnected);
return gone.map((each) => each.textContent.replace(/ /g, ""));
"""
_FIRST_SEEN = """
const top = document.querySelector(".page-scroll").getBoundingClientRect().top;
const boxes = Array.from(document.querySelectorAll("#page .paper-body [data-key]:not(.twin)"));
window.seen = boxes.find((each) => each.getBoundingClientRect().top > top + 40);
return window.seen.getBoundingClientRect().top;
"""


def test_a_gap_and_a_finding_lead_to_their_cells(browser: Any, worked_desk: OpenDesk) -> None:
    edit(
        worked_desk,
        {"op": "set", "path": ["单位"], "value": "", "old": None},
        {"op": "set", "path": ["信息", 2, "日期"], "value": "十三月", "old": None},
    )
    screen = Screen(browser, worked_desk)
    screen.click("#page i.gap", "待补")
    wait_for(lambda: screen.focused.tag_name == "textarea")
    screen.press("区政协办公室")
    screen.click("#counts .error")
    screen.click(".finding-item", "信息第3条日期")
    wait_for(lambda: "十三月" in screen.see(".grid .cell.chosen"))
    screen.press(Keys.ESCAPE)
    wait_for(lambda: not screen.find("#page i.gap", "单位"))
    texts = worked_desk.get("/api/data", year="2021")
    assert texts["ledgers"][0]["rows"] == [["区政协办公室"]]


def test_a_page_that_lets_one_wait_says_that_it_is_being_made(
    browser: Any, shown_desk: OpenDesk
) -> None:
    screen = Screen(browser, shown_desk)
    assert not screen.wait("#page .page-busy").is_displayed()
    put = (
        "import('/static/state.js').then(({ state, emit }) => {"
        " window.known = window.known || state.digest;"
        " state.digest = arguments[0] || window.known; emit('data'); })"
    )
    screen.ask(put, "a text whose page has not come")
    wait_for(lambda: "重排" in screen.wait("#page .page-busy").text)
    screen.ask(put, "")
    wait_for(lambda: not screen.wait("#page .page-busy").is_displayed())


def test_a_finding_on_the_page_is_underlined_and_tells_what_it_is(
    browser: Any, shown_desk: OpenDesk
) -> None:
    screen = Screen(browser, shown_desk)
    finding = {
        "code": "D400", "severity": "warning", "message": "说了三遍", "cure": "换一个说法",
        "place": "", "path": None, "paragraph": 3, "column": 6, "width": 8,
    }  # fmt: skip
    screen.ask(
        "Promise.all([import('/static/queue.js'), import('/static/state.js')])"
        ".then(([queue, { state: { digest } }]) =>"
        " queue.readProblems({ problems: [arguments[0]], digest }))",
        finding,
    )
    marked = screen.list_texts("#page u.finding")
    assert "".join(marked) == "区政协办公室坚持"  # over the edge of a printed value
    screen.click("#counts .warning")
    screen.click(".finding-item", "说了三遍")
    assert screen.find("#page u.finding.flash")
    Move(browser).move_to_element(screen.find("#page u.finding")[-1]).perform()
    assert "换一个说法" in screen.see(".page-tip:not([hidden])")


def test_a_returned_copy_is_taken_in_and_its_conflict_settled(
    browser: Any, office: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with start_desk(office) as desk:
        screen = Screen(browser, desk)
        screen.do("generate")
        screen.click("#panel button[data-final=false]")
        screen.wait("#panel a", "区政协办公室2021年统战工作总结.docx")
        report = office / "output" / "区政协办公室2021年统战工作总结.docx"
        returned = tmp_path_factory.mktemp("post") / "王主任返稿.docx"
        change_figure(report, returned, "20余", "21")
        edit(desk, *[_REPORT] * 10)  # 24 become 34
        screen.do("gather")
        browser.find_element("id", "gather-files").send_keys(str(returned))
        screen.click("#panel button.strong")
        assert "21" in screen.see("#panel .answer.hand") and "30余" in screen.see(
            "#panel .answer.data"
        )
        screen.click("#panel .answer.data button")
        screen.wait("#panel .conflicts h3", "1处都看过了")
        assert "王主任" in screen.see("#panel")
        struck, put_in = list_changes(report)
        assert "21" in struck and "30余" in put_in
        screen.do("history")
        screen.click("#panel .versions button")
        screen.wait("#panel a", "取出")
        assert len(list((office / "output").glob("*取出*.docx"))) == 1


def test_next_year_is_made_and_what_was_carried_is_confirmed_one_by_one(
    browser: Any, office: Path
) -> None:
    with start_desk(office) as desk:
        screen = Screen(browser, desk)
        screen.do("new")
        screen.click("#panel button.strong")
        screen.wait("#panel a.button", "打开2022年")
        assert screen.find("#year option")[0].text == "2022年"
        screen.click("#panel a.button", "打开2022年")
        screen.click("#counts + .carried")
        before = len(screen.find("#panel ol.carried li"))
        screen.click("#panel ol.carried button.strong")
        wait_for(lambda: len(screen.find("#panel ol.carried li")) == before - 1)
        assert (office / "data" / "2022.yaml").read_text("utf-8").count("待确认") == before - 1


_REPORT = {
    "op": "insert", "ledger": "报告", "at": 0,
    "values": {"日期": "2021-11-01", "类别": "专题报告", "题目": "关于年末工作的报告"},
}  # fmt: skip


def change_figure(report: Path, returned: Path, old: str, new: str) -> None:
    """A copy of the report in which a hand wrote another figure."""
    document = docx.Document(str(report))
    runs = [run for each in document.paragraphs for run in each.runs if run.text == old]
    runs[0].text = new
    document.save(str(returned))


def list_changes(report: Path) -> tuple[str, str]:
    """The words that tracked changes of a report strike out, and those that they put in."""
    body = docx.Document(str(report)).element.body
    struck = "".join(each.text or "" for each in body.iter(w("delText")))
    put_in = "".join(each.text or "" for one in body.iter(w("ins")) for each in one.iter(w("t")))
    return struck, put_in
