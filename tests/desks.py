"""A desk that runs beside a test, and a browser that looks at it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

import readers
from drafter.desk.server.desk import Desk
from drafter.desk.server.events import Hub
from drafter.desk.server.launching import Running, prepare_desk
from drafter.problems import Lang
from drafter.workspace import open_workspace

PATIENCE = 60.0
_WINDOW = 1500, 950
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class OpenDesk:
    """A desk that serves in a thread of its own."""

    running: Running
    thread: threading.Thread
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.make_client()

    @property
    def url(self) -> str:
        return self.running.address

    @property
    def cookie(self) -> str:
        return self.running.doors.cookie

    def make_client(self, *, inside: bool = True) -> httpx.Client:
        """A client as the desk's own page is one; inside: it has been let in."""
        origin = self.url.rstrip("/")
        client = httpx.Client(base_url=origin, headers={"Origin": origin}, trust_env=False)
        if inside:
            client.get(self.running.make_address(), follow_redirects=False)
        return client

    def get(self, path: str, /, **params: str) -> Any:
        return self.client.get(path, params=params).json()

    def post(self, path: str, content: Any = None, /, **params: str) -> Any:
        return self.client.post(path, json={} if content is None else content, params=params).json()

    def end(self) -> None:
        self.client.close()
        self.running.server.should_exit = True
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@contextlib.contextmanager
def start_desk(
    workspace: Path, year: str = "2021", *, port: int = 0, lang: Lang = "zh", hub: Hub | None = None
) -> Iterator[OpenDesk]:
    """A desk on the workspace, at a free port, for as long as the block lasts."""
    room = open_workspace(workspace)
    running = prepare_desk(Desk(room, room.find_data_file(year), lang, hub), port=port)
    thread = threading.Thread(target=running.serve, daemon=True)
    thread.start()
    desk = OpenDesk(running, thread)
    try:
        yield desk
    finally:
        desk.end()


def wait_for(found: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """What the function gives, once that is something."""
    deadline = time.monotonic() + patience
    while not (value := found()):
        assert time.monotonic() < deadline, f"{found} gave nothing"
        time.sleep(0.02)
    return value


def find_browser() -> tuple[str, str] | None:
    """Chromium and its driver, where both are installed."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


def launch_browser(folder: Path) -> Any:
    """A browser without a window, with a profile in the folder."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    programs = find_browser()
    assert programs is not None
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    for word in (
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
        "--disable-background-networking", "--no-first-run", "--lang=zh-CN", "--no-proxy-server",
        f"--user-data-dir={folder}", "--window-size={},{}".format(*_WINDOW),
        "--force-color-profile=srgb",
    ):  # fmt: skip
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(programs[1]))


_OPEN: list[Any] = []
"""The worker's browser: of a fixture that modules import pytest makes one for each of them."""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory, everything: bool) -> Iterator[Any]:
    """One browser for all tests of a worker."""
    readers.need_all(everything, {"chromium and chromedriver": find_browser() is not None})
    if not _OPEN:
        _OPEN.append(launch_browser(tmp_path_factory.mktemp("chromium")))
    yield _OPEN[0]
    while _OPEN:
        _OPEN.pop().quit()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """A fresh tab. At the end nothing has been complained of, and nothing has left the machine."""
    known = chromium.window_handles
    chromium.get_log("browser"), chromium.get_log("performance")
    chromium.switch_to.new_window("tab")
    chromium.set_window_size(*_WINDOW)
    yield chromium
    complaints = list_complaints(chromium)
    addresses = list_addresses(chromium)
    for handle in chromium.window_handles:
        if handle not in known:
            chromium.switch_to.window(handle)
            chromium.close()
    chromium.switch_to.window(known[0])
    assert complaints == []
    assert [each for each in addresses if not each.startswith(_LOCAL)] == []


_LOCAL = ("http://127.0.0.1:", "https://127.0.0.1:", "data:", "blob:", "about:", "chrome:")


def list_complaints(driver: Any) -> list[str]:
    """What the browser's console has complained of since it was read last.

    A request that is refused is one, whatever the page makes of it: tests that mean to be refused
    read the log themselves before they end.
    """
    return [each["message"] for each in driver.get_log("browser") if each["level"] == "SEVERE"]


def list_addresses(driver: Any) -> list[str]:
    """Every address that was asked for since the log was read last."""
    messages = [json.loads(each["message"])["message"] for each in driver.get_log("performance")]
    return [
        each["params"]["request"]["url"]
        for each in messages
        if each["method"] == "Network.requestWillBeSent"
    ]


def keep_picture(driver: Any, name: str) -> None:
    """Keep what the browser shows, where the environment names a folder for it."""
    folder = os.environ.get("DRAFTER_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        driver.save_screenshot(str(Path(folder) / f"{name}.png"))
