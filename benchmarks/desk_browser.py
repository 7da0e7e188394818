"""How quickly the desk's page follows in a browser: `python benchmarks/desk_browser.py`.

Chromium and chromedriver are needed. Each time is the median of some edits: from the key that ends
typing in a cell to the page painted anew.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from desk import make_workspace  # noqa: E402

from desks import launch_browser, start_desk, wait_for  # noqa: E402
from drafter.desk.server.launching import favour_answers  # noqa: E402

EDITS, MANY = 9, 2_000
PAUSES = (0.5, 1.5)  # seconds between edits: in the longer one the rules have begun to be asked
_WATCH = """
const done = arguments[0];
import("/static/state.js").then(({ on }) => {
  window.painted = 0;
  addEventListener("keydown", (event) => {
    if (event.key === "Enter") window.pressed = performance.now();
  }, true);
  on("page", () => requestAnimationFrame(() => setTimeout(() => {
    window.painted = performance.now() - window.pressed;
  })));
  done();
});
"""


_FIND = """
const all = Array.from(document.querySelectorAll(arguments[0]));
return all.find((each) => each.textContent.includes(arguments[1]));
"""


def measure(driver: Any, office: Path) -> tuple[float, list[list[float]]]:
    """Seconds from the address to the first page; milliseconds from each edit to its page, by the
    pause between edits."""
    with start_desk(office) as desk:
        begun = time.perf_counter()
        driver.get(desk.running.make_address())
        wait_for(lambda: driver.find_elements("css selector", "#page .paper"), 60)
        first = time.perf_counter() - begun
        time.sleep(3)  # what is done when nothing else is
        driver.execute_async_script(_WATCH)
        times = [
            [edit(driver, number + EDITS * turn, pause) for number in range(EDITS)]
            for turn, pause in enumerate(PAUSES)
        ]
        driver.get("about:blank")
    return first, times


def edit(driver: Any, number: int, pause: float) -> float:
    """Type another subject into the cell that is chosen, and wait for its page."""
    driver.execute_script("window.painted = 0")
    if not number:
        driver.execute_script(_FIND, "#ledgers .ledger", "会议").click()
        wait_for(lambda: driver.execute_script(_FIND, ".grid .cell", "党组会议"))
        driver.execute_script("return document.querySelectorAll('.grid .row .cell')[2]").click()
    driver.switch_to.active_element.send_keys(f"传达第{number}号文件精神\n")
    wait_for(lambda: driver.execute_script("return window.painted"), 30)
    time.sleep(pause)
    return float(driver.execute_script("return window.painted"))


def main() -> None:
    favour_answers()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        driver = launch_browser(folder / "profile")
        try:
            for name, meetings in (("sample year", 0), (f"{MANY:,} records more", MANY)):
                measure(
                    driver, make_workspace(folder / f"{meetings}a", meetings)
                )  # all is cached then
                first, times = measure(driver, make_workspace(folder / f"{meetings}b", meetings))
                print(f"{name}: first page {first:.2f} s")
                for pause, each in zip(PAUSES, times, strict=True):
                    print(
                        f"  {pause} s between edits: key to page median "
                        f"{statistics.median(each):.0f} ms, slowest {max(each):.0f} ms"
                    )
        finally:
            driver.quit()


if __name__ == "__main__":
    main()
