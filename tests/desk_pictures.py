"""The pictures of the desk in docs/images: `python tests/desk_pictures.py`.

They show the shipped sample year, and are made again when the desk looks different.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from desks import launch_browser, start_desk, wait_for
from drafter import workspace as rooms

IMAGES = Path(__file__).parents[1] / "docs" / "images"


def make_pictures(folder: Path) -> None:
    """Write the pictures of a wide and a narrow window, and of a figure with its records."""
    for name in ("templates", "data"):
        shutil.copytree(rooms.shipped_folder() / name, folder / "office" / name)
    driver = launch_browser(folder / "profile")
    try:
        with start_desk(folder / "office") as desk:
            set_size(driver, 1440, 810)
            driver.get(desk.running.make_address())
            wait_for(lambda: driver.find_elements("css selector", "#page .paper"), 60)
            click(driver, "#ledgers .ledger", "报告")
            keep(driver, "desk-wide")
            click(driver, "#page i[data-v]", "20余")
            wait_for(lambda: driver.find_elements("css selector", ".value-card"))
            keep(driver, "desk-figure")
            set_size(driver, 800, 900)
            keep(driver, "desk-narrow")
            driver.get("about:blank")  # the desk ends when nobody looks at it
    finally:
        driver.quit()


def set_size(driver: Any, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def click(driver: Any, css: str, words: str) -> None:
    driver.execute_script(_FIND, css, words).click()


_FIND = """
const all = Array.from(document.querySelectorAll(arguments[0]));
const found = all.find((each) => each.textContent.replace(/ /g, "").includes(arguments[1]));
found.scrollIntoView({ block: "center" });
return found;
"""


def keep(driver: Any, name: str) -> None:
    driver.execute_async_script("setTimeout(arguments[0], 1000)")  # marks and scrolling have ended
    driver.save_screenshot(str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make_pictures(Path(folder))
