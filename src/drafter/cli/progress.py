"""A bar that shows how far a batch is, drawn over itself on one line of a terminal."""

from __future__ import annotations

import os
import sys
import time

from drafter.problems import Lang, count_columns, render_message

CELLS = 20
EVERY = 0.1
"""The bar is drawn anew after so many seconds at the soonest."""


class ProgressBar:
    """How much is done, how fast it goes, how long it will take, and what was done last."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.start = time.monotonic()
        self.drawn = 0.0
        self.made = 0
        self.width = 0

    def draw(self, done: int, total: int, name: str, *, skipped: bool) -> None:
        """Draw how things stand; seldom enough to cost nothing. What is skipped is no work."""
        self.made += not skipped
        now = time.monotonic()
        if now - self.drawn >= EVERY or done == total:
            self.drawn = now
            self._draw_line(self.line(done, total, name, now - self.start))

    def line(self, done: int, total: int, name: str, seconds: float) -> str:
        """What the bar says after so many seconds, cut to the terminal's width."""
        rate = max(self.made, 1) / max(seconds, 1e-9)
        filled = CELLS * done // max(total, 1)
        text = render_message(
            "batch.bar",
            self.lang,
            bar=f"[{'#' * filled}{'.' * (CELLS - filled)}]",
            done=done,
            total=total,
            rate=f"{rate:.1f}",
            left=self._format_duration((total - done) / rate),
            name=name,
        )
        return cut_to_width(text, _terminal_width() - 1)

    def _format_duration(self, seconds: float) -> str:
        whole = round(seconds)
        if whole < 60:
            return render_message("batch.seconds", self.lang, n=whole)
        return render_message("batch.minutes", self.lang, n=whole // 60, seconds=whole % 60)

    def clear(self) -> None:
        """Take the bar away, so that what follows begins on a clean line."""
        self._draw_line("")
        print("\r", end="", file=sys.stderr, flush=True)

    def _draw_line(self, line: str) -> None:
        width = count_columns(line)
        blanks = " " * max(self.width - width, 0)
        print(f"\r{line}{blanks}", end="", file=sys.stderr, flush=True)
        self.width = width


def _terminal_width() -> int:
    """How many columns the terminal has; 80 where that cannot be known."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def cut_to_width(text: str, width: int) -> str:
    """As much of the text as fits into so many terminal columns; a Han character takes two.

    >>> cut_to_width("单位列表", 5), cut_to_width("单位", 5)
    ('单位', '单位')
    """
    used = 0
    for at, char in enumerate(text):
        used += count_columns(char)
        if used > width:
            return text[:at]
    return text
