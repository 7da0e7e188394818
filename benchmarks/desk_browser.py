"""How quickly the desk's page follows in a browser: `python benchmarks/desk_browser.py`.

Chromium and chromedriver are needed. Each time is the median of some edits: from the key that ends
typing in a cell to the page painted anew.
"""

from __future__ import annotations

import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from desk import make_workspace  # noqa: E402

from desks import launch_browser, wait_for  # noqa: E402

EDITS, MANY = 9, 2_000
PAUSES = (0.5, 1.5)  # seconds between edits: in the longer one the rules have begun to be asked
_WATCH = """
const done = arguments[0];
import("/static/state.js").then(({ on }) => {
  let tell = () => {};
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const pressed = performance.now();
    window.painted = new Promise((resolve) => {
      tell = () => resolve(performance.now() - pressed);
    });
  }, true);
  on("page", () => requestAnimationFrame(() => setTimeout(() => tell())));
  done();
});
"""
_WAIT = "window.painted.then(arguments[0])"
"""Asked once: a page that is asked over and over has less time for its own work."""
_FIND = """
const all = Array.from(document.querySelectorAll(arguments[0]));
return all.find((each) => each.textContent.includes(arguments[1]));
"""


@contextlib.contextmanager
def serve(office: Path) -> Iterator[str]:
    """The address of a desk of its own process, as an office runs it."""
    words = [sys.executable, "-m", "drafter", "desk", "2021", "--no-open"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    server = subprocess.Popen(words, cwd=office, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield next(m[0] for line in server.stdout if (m := re.search(r"http://\S+", line)))
    finally:
        server.terminate()
        server.communicate()


def measure(driver: Any, office: Path) -> tuple[float, list[list[float]]]:
    """Seconds from the address to the first page; milliseconds from each edit to its page, by the
    pause between edits."""
    with serve(office) as address:
        begun = time.perf_counter()
        driver.get(address)
        wait_for(lambda: driver.find_elements("css selector", "#page .paper"), 60)
        first = time.perf_counter() - begun
        time.sleep(3)  # what is done when nothing else is
        driver.execute_async_script(_WATCH)
        choose_cell(driver)
        times = [
            [edit(driver, number + EDITS * turn, pause) for number in range(EDITS)]
            for turn, pause in enumerate(PAUSES)
        ]
        driver.get("about:blank")
    return first, times


def choose_cell(driver: Any) -> None:
    """The subject of the first meeting."""
    driver.execute_script(_FIND, "#ledgers .ledger", "会议").click()
    wait_for(lambda: driver.execute_script(_FIND, ".grid .cell", "党组会议"))
    driver.execute_script("return document.querySelectorAll('.grid .row .cell')[2]").click()


def edit(driver: Any, number: int, pause: float) -> float:
    """Type another subject into the cell that is chosen, and wait for its page."""
    driver.switch_to.active_element.send_keys(f"传达第{number}号文件精神\n")
    spent = driver.execute_async_script(_WAIT)
    time.sleep(pause)
    return float(spent)


def main() -> None:
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
