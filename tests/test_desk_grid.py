"""The desk's grid and form, in a real browser: what a clerk types reaches the data file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desks import OpenDesk, browser, chromium, list_complaints, start_desk, wait_for
from small import workspace

pytestmark = pytest.mark.xdist_group("browser")
__all__ = ["browser", "chromium"]

TEMPLATE = "{{ 单位 }}开会{{ 会议|数量 }}次。\n"
DATA = """
模板: x
年度: 2021
单位: 甲单位   # 写报告的单位
清单: [甲, 乙]
主任: {电话: "88"}
会议:   # 一行一次
  - {类别: 党组会议, 主题: 一}   # 第一次
  - {类别: 常委会会议, 主题: 二, 数量: 3}
  - {类别: 党组会议, 主题: 三}
信息:
  - {题目: 甲}
"""
KEYS = {
    "Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowLeft": 37,
    "ArrowRight": 39, "Home": 36, "End": 35, "Delete": 46, "F2": 113,
}  # fmt: skip
CTRL, ALT, SHIFT = 2, 1, 8


class Grid:
    """The grid as its user sees it."""

    def __init__(self, driver: Any, desk: OpenDesk, folder: Path) -> None:
        self.driver, self.desk, self.file = driver, desk, folder / "data" / "2021.yaml"

    def open(self, address: str = "", ledger: str = "会议") -> None:
        # a tab that lies behind another one has no focus, and so no blur
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)
        self.driver.get(address or self.desk.running.make_address())
        self.wait_ready()
        self.press_entry(ledger)

    def wait_ready(self) -> None:
        wait_for(lambda: self.run("return document.body && document.body.dataset.ready"))

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def press_entry(self, name: str) -> None:
        self.run("document.querySelector(`.ledger[data-name='${arguments[0]}']`).click()", name)

    def write_field(self, label: str, text: str) -> None:
        """Write into a field of the form, and leave it."""
        self.run(
            "const label = [...document.querySelectorAll('.field label')].find((each) => "
            "each.textContent.replace('*', '') === arguments[0]);"
            "const input = document.getElementById(label.htmlFor); input.focus();"
            "input.value = arguments[1]; input.dispatchEvent(new Event('input')); input.blur();",
            label,
            text,
        )

    def press_button(self, text: str) -> None:
        """The button that says so, once it is there."""
        script = (
            "return [...document.querySelectorAll('button')].find((b) => "
            "b.textContent === arguments[0] && b.offsetWidth && !b.disabled)"
        )
        wait_for(lambda: self.run(script, text)).click()

    def send(self, command: str, **values: object) -> None:
        self.driver.execute_cdp_cmd(command, values)

    def key(self, name: str, modifiers: int = 0) -> None:
        code = KEYS.get(name) or ord(name.upper())
        values = {"key": name, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.send("Input.dispatchKeyEvent", type="rawKeyDown", **values)
        self.send("Input.dispatchKeyEvent", type="keyUp", **values)

    def type(self, text: str, *keys: str) -> None:
        self.send("Input.insertText", text=text)
        for name in keys:
            self.key(name)

    def paste(self, text: str, html: str = "") -> None:
        """Text from the clipboard, as Excel puts it there, and the same as a table."""
        self.run(
            "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
            "if (arguments[1]) data.setData('text/html', arguments[1]);"
            "const given = { clipboardData: data, bubbles: true, cancelable: true };"
            "document.activeElement.dispatchEvent(new ClipboardEvent('paste', given));",
            text,
            html,
        )

    def cells(self) -> list[list[str]]:
        """What the rows show, the empty last one too."""
        script = (
            "return [...document.querySelectorAll('.grid .row:not([hidden])')]"
            ".sort((a, b) => a.dataset.row - b.dataset.row)"
            ".map((row) => [...row.children].map((cell) => cell.textContent))"
        )
        return [row[1:] for row in self.run(script)]

    def column(self, at: int) -> list[str]:
        return [row[at] for row in self.cells()][:-1]

    def here(self) -> tuple[int, int]:
        script = "const c = document.querySelector('.cell.current');"
        row, column = self.run(f"{script} return [c.parentNode.dataset.row, c.dataset.column]")
        return int(row), int(column)

    def field(self) -> str:
        return str(self.run("return document.querySelector('.editor').value"))

    def text_of(self, element: str) -> str:
        return str(self.run("return document.querySelector(arguments[0]).textContent", element))

    def wait_saved(self) -> str:
        """The file, once everything is stored."""
        wait_for(lambda: "已保存" in self.text_of("#saved"))
        return self.file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with start_desk(workspace(tmp_path_factory.mktemp("grid"), TEMPLATE, DATA)) as desk:
        yield desk


@pytest.fixture
def grid(browser: Any, desk: OpenDesk) -> Iterator[Grid]:
    """The grid over the same few records, in a tab that was just opened."""
    page = Grid(browser, desk, desk.running.desk.workspace.root)
    page.file.write_text(DATA, encoding="utf-8")
    page.open()
    wait_for(lambda: page.column(1) == ["一", "二", "三"])
    yield page
    leave(browser, desk)


def leave(driver: Any, desk: OpenDesk) -> None:
    """Close the desk's pages, so that it may end at once."""
    for handle in driver.window_handles:
        driver.switch_to.window(handle)
        if driver.current_url.startswith(desk.url):
            driver.get("about:blank")


def test_what_is_typed_is_stored_at_once_and_the_lines_beside_it_stay(grid: Grid) -> None:
    grid.key("ArrowRight")
    grid.type("改过的", "Enter")
    assert grid.here() == (1, 1)
    stored = grid.wait_saved()
    assert stored == DATA.replace("主题: 一", "主题: 改过的")
    grid.type("甲", "Tab")
    grid.type("3月5日", "Enter")
    wait_for(lambda: grid.cells()[1][1:3] == ["甲", "2021-03-05"])
    assert "主题: 甲, 日期: 2021-03-05" in grid.wait_saved().replace("数量: 3, ", "")
    assert grid.here() == (2, 1)
    for _ in range(3):
        grid.key("z", CTRL)
    wait_for(lambda: grid.column(1) == ["一", "二", "三"])
    assert grid.wait_saved() == DATA
    grid.key("y", CTRL)
    wait_for(lambda: grid.column(1) == ["改过的", "二", "三"])
    assert "主题: 改过的" in grid.wait_saved()


def test_an_input_method_writes_its_first_letter_and_stores_nothing_half_composed(
    grid: Grid,
) -> None:
    grid.key("ArrowRight")
    for letters in ("x", "xu", "xue"):
        place = {"selectionStart": len(letters), "selectionEnd": len(letters)}
        grid.send("Input.imeSetComposition", text=letters, **place)
    assert grid.field() == "xue"
    grid.run(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{ key: 'Enter', keyCode: 229, bubbles: true, isComposing: true }))"
    )
    assert (grid.here(), grid.wait_saved()) == ((0, 1), DATA)
    grid.type("学习")
    assert grid.field() == "学习"
    grid.key("Enter")
    assert "主题: 学习}" in grid.wait_saved()


def test_choices_are_narrowed_by_typing_and_a_wrong_one_is_kept_and_marked(grid: Grid) -> None:
    grid.type("常")
    assert grid.run(
        "return [...document.querySelectorAll('.option')].map((o) => o.textContent)"
    ) == ["常委会会议"]
    grid.key("Enter")
    grid.type("没有的会", "Enter")
    wait_for(lambda: grid.column(0) == ["常委会会议", "没有的会", "党组会议"])
    assert "类别: 没有的会" in grid.wait_saved()
    grid.key("ArrowUp")
    wait_for(lambda: grid.run("return document.querySelector('.cell.current.error') !== null"))
    assert "没有的会" in grid.text_of(".note")
    assert grid.text_of(".ledger.open .wrong") == "1"


def test_a_block_from_excel_fills_cells_and_adds_records_and_what_has_no_column_is_said(
    grid: Grid,
) -> None:
    for _ in range(2):
        grid.key("ArrowDown")
    grid.paste('党组会议\t"改\n了 ""三"""\t3.5\r\n常委会会议\t四\t2021年4月1日\t备\t2\t多出来\r\n')
    wait_for(lambda: len(grid.cells()) == 5)
    wait_for(lambda: grid.cells()[3] == ["常委会会议", "四", "2021-04-01", "备", "2"])
    assert grid.cells()[2][1:3] == ['改\n了 "三"', "2021-03-05"]
    assert "多出来" in grid.text_of("#notice")
    assert "主题: 四" in grid.wait_saved()
    grid.key("z", CTRL)
    wait_for(lambda: len(grid.cells()) == 4)
    assert grid.wait_saved() == DATA


MERGED = """<style>td {color: red}</style><table style="width: 9pt">
<tr><td rowspan=2 style="width: 2pt">党组会议<td>四<td>3.5<td><td rowspan=2>4</tr>
<tr><td>五<td>3.6<td></tr></table>"""
OF_WORD = """<table><tr><td><p>党组
会议</p><td><p>六<img src="http://example.com/x"></p><p>又<br>一行</p></tr></table>"""


def test_merged_cells_tables_of_word_and_empty_lines_below_a_block(grid: Grid) -> None:
    grid.key("End", CTRL)
    grid.key("ArrowDown")
    grid.key("Home")
    grid.paste("党组会议\t四\t3.5\t\t4\r\n\t五\t3.6\t\t\r\n", MERGED)
    merged = [["党组会议", "四", "2021-03-05", "", "4"], ["党组会议", "五", "2021-03-06", "", ""]]
    wait_for(lambda: grid.cells()[3:5] == merged)  # a number of both is counted once
    grid.key("End", CTRL)
    grid.key("ArrowDown")
    grid.key("Home")
    grid.paste("党组会议\t六\n又\n一行\n", OF_WORD)
    wait_for(lambda: grid.cells()[5][:2] == ["党组会议", "六\n又\n一行"])
    grid.key("Home", CTRL)
    block = "常委会会议\t改" + "\r\n\t" * 200_000  # whole columns, of which one line says something
    grid.paste(block)
    wait_for(lambda: grid.column(1)[:3] == ["改", "二", "三"])
    for _ in range(3):
        grid.key("z", CTRL)
    wait_for(lambda: grid.column(1) == ["一", "二", "三"])
    assert grid.wait_saved() == DATA


def test_what_the_browser_has_no_room_to_keep_is_stored_all_the_same(grid: Grid) -> None:
    grid.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'Quota') }")
    grid.key("ArrowRight")
    grid.type("很长", "Enter")
    wait_for(lambda: "主题: 很长" in grid.file.read_text(encoding="utf-8"))
    assert grid.column(1) == ["很长", "二", "三"]


def test_records_are_added_inserted_duplicated_moved_and_deleted(grid: Grid) -> None:
    grid.press_button("＋ 加一条")
    grid.type("党组会议", "Tab")
    grid.type("四", "Enter")
    wait_for(lambda: grid.column(1) == ["一", "二", "三", "四"])
    assert grid.here() == (4, 0)
    grid.key("Home", CTRL)
    grid.key("ArrowDown", ALT)
    wait_for(lambda: grid.column(1) == ["二", "一", "三", "四"])
    assert grid.here() == (1, 0)
    grid.key("ArrowDown", SHIFT)
    grid.press_button("照样添一条")
    wait_for(lambda: grid.column(1) == ["二", "一", "三", "一", "三", "四"])
    grid.key("Home", CTRL)
    grid.press_button("删除")
    wait_for(lambda: grid.column(1) == ["一", "三", "一", "三", "四"])
    grid.press_button("插入")
    wait_for(lambda: grid.column(1)[:2] == ["", "一"])
    grid.key("ArrowRight")
    grid.type("新", "Enter")
    stored = grid.wait_saved()
    assert stored.index("主题: 新") < stored.index("主题: 一")
    assert stored.count("主题: 三") == 2
    assert "# 第一次" in stored
    for _ in range(7):
        grid.key("z", CTRL)
    wait_for(lambda: grid.column(1) == ["一", "二", "三"])
    assert grid.wait_saved() == DATA


def test_single_values_lists_and_a_record_of_its_own_are_a_form(grid: Grid) -> None:
    grid.press_entry("")
    labels = {"单位": "乙单位", "主任：电话": "99", "清单": "甲\n丙\n丁"}
    for label, text in labels.items():
        grid.write_field(label, text)
    stored = grid.wait_saved()
    assert "单位: 乙单位   # 写报告的单位" in stored
    assert "99" in stored
    assert all(item in stored.split("清单:")[1].split("会议:")[0] for item in "甲丙丁")


def test_a_change_outside_leaves_the_cell_that_is_typed_in_and_both_texts_are_offered(
    grid: Grid,
) -> None:
    grid.key("ArrowRight")
    grid.type("我写的")
    outside = DATA.replace("主题: 一}", "主题: 他写的}").replace("主题: 二", "主题: 二改")
    grid.file.write_text(
        outside.replace("会议:", "会议:\n  - {类别: 常委会会议, 主题: 头}", 1), "utf-8"
    )
    wait_for(lambda: grid.column(1) == ["头", "他写的", "二改", "三"])
    assert grid.field() == "我写的"
    grid.key("Enter")
    wait_for(lambda: "他写的" in grid.text_of("#bars") and "我写的" in grid.text_of("#bars"))
    assert "我写的" not in grid.file.read_text("utf-8")
    grid.press_button("用我写的")
    wait_for(lambda: grid.column(1) == ["头", "我写的", "二改", "三"])
    assert "主题: 我写的}   # 第一次" in grid.wait_saved()


def test_a_ledger_in_a_table_is_only_shown_and_what_is_refused_stays_to_be_read(grid: Grid) -> None:
    (grid.file.parent / "信息.csv").write_text("题目\n乙\n丙\n", "utf-8")
    data = DATA.replace("甲单位 ", "&d 甲单位 ").replace("清单:", "备注: *d\n清单:")
    grid.file.write_text(data.split("信息:")[0] + "信息: {台账: 信息.csv}\n", "utf-8")
    wait_for(
        lambda: grid.run("return document.querySelectorAll('.ledger .count')[2].textContent == 2")
    )
    grid.press_entry("信息")
    assert "信息.csv" in grid.text_of("#bars")
    grid.type("改")
    grid.key("Delete")
    assert (grid.field(), grid.column(0)) == ("", ["乙"])
    grid.press_entry("")
    grid.write_field("单位", "没有存上的单位")
    wait_for(lambda: "没有存上的单位" in grid.text_of("#bars"))
    grid.press_button("知道了")
    assert "没有存上的单位" not in grid.wait_saved()
    list_complaints(grid.driver)


def test_what_is_half_typed_or_waits_to_be_stored_outlives_a_reload(grid: Grid) -> None:
    grid.file.write_text(f"{DATA}坏: [", "utf-8")
    wait_for(lambda: "data/2021.yaml 第" in grid.text_of("#bars"))
    assert grid.text_of("#counts") == "错误 1"
    grid.press_button("＋ 加一条")
    grid.type("党组会议", "Tab")
    grid.type("等着存", "Enter")
    grid.key("Home", CTRL)
    grid.key("ArrowRight")
    grid.type("写到一半")
    wait_for(lambda: "没有存上" in grid.text_of("#saved"))
    grid.driver.refresh()
    grid.wait_ready()
    wait_for(lambda: grid.field() == "写到一半")
    assert grid.here() == (0, 1)
    assert grid.column(1) == ["一", "二", "三", "等着存"]
    grid.file.write_text(DATA, "utf-8")
    wait_for(lambda: "主题: 等着存" in grid.wait_saved())
    assert grid.field() == "写到一半"
    grid.key("Enter")
    assert "主题: 写到一半" in grid.wait_saved()
    list_complaints(grid.driver)


def test_no_edit_is_lost_while_the_server_is_away(browser: Any, tmp_path: Path) -> None:
    folder = workspace(tmp_path, TEMPLATE, DATA)
    with start_desk(folder) as desk:
        port = desk.running.listener.getsockname()[1]
        grid = Grid(browser, desk, folder)
        grid.open()
    grid.key("ArrowRight")
    grid.type("离线一", "Enter")
    grid.type("离线二", "Enter")
    grid.press_button("＋ 加一条")
    grid.type("党组会议", "Tab")
    grid.type("离线四", "Enter")
    wait_for(lambda: "没有存上" in grid.text_of("#saved"))
    assert grid.column(1) == ["离线一", "离线二", "三", "离线四"]
    assert grid.file.read_text("utf-8") == DATA
    with start_desk(folder, port=port) as desk:
        opened = browser.current_window_handle
        browser.switch_to.new_window("tab")
        browser.get(desk.running.make_address())
        browser.switch_to.window(opened)
        stored = grid.wait_saved()
        assert [f"主题: {each}" in stored for each in ("离线一", "离线二", "离线四")] == [True] * 3
        assert stored.count("- {") == DATA.count("- {") + 1
        leave(browser, desk)
    list_complaints(browser)


def test_two_browsers_at_once_merge_and_a_cell_of_both_is_shown_to_both(grid: Grid) -> None:
    first = grid.driver.current_window_handle
    grid.driver.switch_to.new_window("tab")
    grid.open(grid.desk.url)
    second = grid.driver.current_window_handle
    grid.key("ArrowRight")
    grid.type("乙写的")
    grid.driver.switch_to.window(first)
    grid.key("ArrowRight")
    grid.type("甲写的", "Enter")
    grid.type("甲改二", "Enter")
    grid.wait_saved()
    grid.driver.switch_to.window(second)
    wait_for(lambda: grid.column(1)[1] == "甲改二")
    assert grid.field() == "乙写的"
    grid.key("Enter")
    wait_for(lambda: "甲写的" in grid.text_of("#bars"))
    grid.press_button("用对方的")
    wait_for(lambda: grid.column(1) == ["甲写的", "甲改二", "三"])
    assert "乙写的" not in grid.wait_saved()


def test_two_thousand_records_are_drawn_as_they_come_into_sight(
    browser: Any, tmp_path: Path
) -> None:
    lines = [f"  - {{类别: 党组会议, 主题: 第{n}}}" for n in range(2000)]
    data = "\n".join(["模板: x", "单位: 甲", "会议:", *lines, ""])
    with start_desk(workspace(tmp_path, TEMPLATE, data)) as desk:
        grid = Grid(browser, desk, tmp_path)
        grid.open()
        assert len(grid.cells()) < 80
        grid.key("End", CTRL)
        wait_for(lambda: any("第1999" in row for row in grid.cells()))
        grid.key("f", CTRL)
        grid.type("第1234")
        wait_for(lambda: grid.here()[0] == 1234)
        grid.key("Escape")
        leave(browser, desk)


def test_the_grid_is_worked_by_keys_alone_in_a_narrow_window(grid: Grid) -> None:
    grid.send(
        "Emulation.setDeviceMetricsOverride",
        width=640,
        height=900,
        deviceScaleFactor=1,
        mobile=False,
    )
    wait_for(lambda: grid.run("return document.getElementById('ledgers').offsetWidth") == 0)
    assert grid.run("return document.documentElement.scrollWidth") <= 640
    walk = ["ArrowRight", "ArrowDown", "End", "ArrowUp", "Home", "Tab"]
    places = []
    for name in walk:
        grid.key(name)
        places.append(grid.here())
    assert places == [(0, 1), (1, 1), (1, 4), (0, 4), (0, 0), (0, 1)]
    grid.key("F2")
    assert grid.field() == "一"
    grid.key("Escape")
    assert grid.run("return document.activeElement.getAttribute('aria-label')").startswith("第1条")
    grid.send("Emulation.clearDeviceMetricsOverride")


def test_sorting_is_for_looking_only(grid: Grid) -> None:
    grid.run("document.querySelectorAll('.grid .sort')[0].click()")
    grid.press_button("从大到小排着看")
    grid.key("Home", CTRL)
    order = grid.column(1)
    assert order != ["一", "二", "三"]
    grid.key("ArrowRight")
    grid.type("排着改", "Enter")
    stored = grid.wait_saved()
    assert f"主题: {order[0]}" not in stored
    assert stored == DATA.replace(f"主题: {order[0]}", "主题: 排着改")
    grid.press_button("恢复原来的次序")
    wait_for(
        lambda: (
            grid.column(1)
            == ["排着改" if each == order[0] else each for each in ("一", "二", "三")]
        )
    )
