"""What the tabs are told while they are open, as server-sent events; and whether any is open."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

BEAT = 15.0
"""So often a silent tab is told that the desk is there; seconds."""
FAREWELL, VANISHED = 90.0, 14 * 3600.0
"""So long the desk waits when all its tabs have been closed, or have gone without a word: a browser
puts tabs to sleep that nobody looks at, and one left open overnight must work in the morning."""
_MOST_WAITING = 200
_TAB = re.compile(r"[A-Za-z0-9_-]{8,40}")


@dataclass
class Tab:
    """One open page: which year it shows, who sits at it, what has to be told to it."""

    name: str
    year: str
    who: str
    queue: asyncio.Queue[tuple[str, object] | None]
    page: str = ""
    """The version of the page that it was given last."""


@dataclass
class Hub:
    """All open tabs. Threads tell them things; the server's own loop takes them away."""

    clock: Callable[[], float] = time.monotonic
    farewell: float = FAREWELL
    vanished: float = VANISHED
    _tabs: dict[str, Tab] = field(default_factory=dict)
    _loop: asyncio.AbstractEventLoop | None = None
    _empty_since: float | None = None
    _patience: float = 0.0

    def __post_init__(self) -> None:
        self._empty_since, self._patience = self.clock(), max(self.farewell, 300.0)

    def enter(self, name: str, year: str, who: str) -> Tab:
        """A tab has begun to listen; one of that name that did so before stops."""
        self._loop = asyncio.get_running_loop()
        if (before := self._tabs.get(name)) is not None:
            before.queue.put_nowait(None)
        tab = self._tabs[name] = Tab(name, year, who, asyncio.Queue())
        self._empty_since = None
        return tab

    def leave(self, tab: Tab, *, said: bool) -> None:
        """A tab listens no more. said: it was closed, and told so."""
        if self._tabs.get(tab.name) is tab:
            del self._tabs[tab.name]
            tab.queue.put_nowait(None)
            if not self._tabs:
                self._empty_since = self.clock()
                self._patience = self.farewell if said else self.vanished
        elif said and not self._tabs:
            self._patience = self.farewell

    def say_farewell(self, name: str) -> None:
        """The tab of that name is being closed, or loaded anew."""
        if (tab := self._tabs.get(name)) is not None:
            self.leave(tab, said=True)
        elif not self._tabs:
            self._patience = self.farewell

    def is_over(self) -> bool:
        """Whether all tabs have been gone for so long that the desk may end."""
        since = self._empty_since
        return since is not None and self.clock() - since > self._patience

    def list_tabs(self, year: str = "") -> list[Tab]:
        """The open tabs, of that year or of all."""
        return [tab for tab in list(self._tabs.values()) if year in ("", tab.year)]

    def close(self) -> None:
        """The desk ends: each tab is told, and nothing more."""
        for tab in self.list_tabs():
            tab.queue.put_nowait(("bye", {}))
            tab.queue.put_nowait(None)

    def tell(self, tab: Tab, event: str, content: object) -> None:
        """Tell a tab; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # it has just ended
                self._loop.call_soon_threadsafe(self._put, tab, event, content)

    def tell_all(self, year: str, event: str, content: object, *, but: str = "") -> None:
        """Tell all tabs of a year, but for one."""
        for tab in self.list_tabs(year):
            if tab.name != but:
                self.tell(tab, event, content)

    def _put(self, tab: Tab, event: str, content: object) -> None:
        if tab.queue.qsize() >= _MOST_WAITING:  # it sleeps: when it wakes it asks for all anew
            tab.queue.put_nowait(None)
            self._tabs.pop(tab.name, None)
            return
        tab.queue.put_nowait((event, content))


def is_tab_name(name: str) -> bool:
    """Whether a tab may be called so."""
    return _TAB.fullmatch(name) is not None


async def stream_events(hub: Hub, tab: Tab) -> AsyncIterator[bytes]:
    """What the tab is told, as the browser reads it."""
    try:
        yield b"retry: 2000\n\n"
        while True:
            try:
                told = await asyncio.wait_for(tab.queue.get(), BEAT)
            except TimeoutError:
                yield b": \n\n"
                continue
            if told is None:
                return
            yield format_event(*told)
    finally:
        hub.leave(tab, said=False)


def format_event(event: str, content: object) -> bytes:
    """One event.

    >>> format_event("bye", {})
    b'event: bye\\ndata: {}\\n\\n'
    """
    return f"event: {event}\ndata: {encode_json(content)}\n\n".encode("utf-8", "replace")


def encode_json(content: object) -> str:
    """The content as JSON on one line."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
