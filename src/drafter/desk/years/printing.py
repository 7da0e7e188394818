"""A text made into a page: the core's previewer and the page's HTML, one call after the other."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drafter.commands.editing.model import DataFile
from drafter.commands.previewing.accounts import ValueAccount
from drafter.commands.previewing.previewer import PlacedProblem, Preview, Previewer
from drafter.desk.page import Piece, page_frame, page_picture, page_pieces, page_style
from drafter.problems import DataPath


@dataclass(frozen=True)
class Page:
    """The page that a text gives: a name for this state of it, its pieces, how it is set."""

    version: str
    preview: Preview
    pieces: tuple[Piece, ...]
    frame: dict[str, object] | None
    html: dict[str, str]
    style: str


class Printer:
    """Makes the pages of one year. One thread prints and judges; any may ask where values are from,
    and waits for none of both."""

    def __init__(self) -> None:
        self._previewer, self._asked = Previewer(), threading.Lock()
        self._mark, self._number = secrets.token_hex(3), 0

    def print_page(self, file: DataFile) -> Page:
        """The page of that text."""
        preview = self._previewer.draw(file)
        self._number += 1
        version = f"{self._mark}-{self._number}"
        if preview.draft is None:
            return Page(version, preview, (), None, {}, "")
        pieces = page_pieces(preview)
        html = {piece.key: piece.html for piece in pieces}
        frame = page_frame(preview)
        return Page(version, preview, pieces, frame, html, page_style(preview))

    def check_page(self, page: Page) -> Page:
        """The page with what every page is asked."""
        return replace(page, preview=self._previewer.check(page.preview))

    def judge_page(self, page: Page, pause: Callable[[], None]) -> Sequence[PlacedProblem]:
        """All that the rules say of the page; nobody waits for it who asks something else."""
        return self._previewer.judge(page.preview, pause)

    def find_origin(self, page: Page, value: tuple[int, int]) -> ValueAccount:
        """Where a printed value has it from."""
        with self._asked:
            return self._previewer.origins(page.preview, *value)

    def find_places(
        self, page: Page, path: DataPath
    ) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """The values that a record is printed in, and its cell, where the path names one."""
        with self._asked:
            record, cell = path[:2], path if len(path) > 2 else None
            inside = set(self._previewer.places(page.preview, record))
            return inside, set(self._previewer.places(page.preview, cell)) if cell else set()

    def find_picture(self, page: Page, name: str) -> tuple[bytes, str] | None:
        """A picture of the page, and its kind."""
        found = None if page.preview.draft is None else page_picture(page.preview, name)
        return None if found is None else (found[0], found[1])
