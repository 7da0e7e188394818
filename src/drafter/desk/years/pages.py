"""The page of a year, made in a thread of its own after each change; only the newest counts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from drafter.problems import DataPath

if TYPE_CHECKING:  # the engine and its rules take a while to load: the grid is shown before
    from drafter.commands.editing.model import DataFile
    from drafter.commands.previewing.accounts import ValueAccount
    from drafter.commands.previewing.previewer import PlacedProblem
    from drafter.desk.years.printing import Page, Printer

IDLE = 1.0
"""So long nothing has to change before all rules are asked: that takes longer than the page."""
_MOST_PAGES = 12


class Pages:
    """Makes the pages of one year.

    told: is called with each new page. found: with the problems of a text, and whether all rules
    have been asked.
    """

    def __init__(
        self, told: Callable[[Page], None],
        found: Callable[[DataFile, Sequence[PlacedProblem], bool], None],
    ) -> None:  # fmt: skip
        self._told, self._found = told, found
        self._printer: Printer | None = None
        self._changed = threading.Condition()
        self._wanted: DataFile | None = None
        self._made: str = ""
        self._ended = False
        self._pages: OrderedDict[str, Page] = OrderedDict()
        threading.Thread(target=self._work, daemon=True, name="drafter-page").start()

    def want(self, file: DataFile) -> None:
        """Make the page of this text next, and of none before it."""
        with self._changed:
            self._wanted = file
            self._changed.notify_all()

    def end(self) -> None:
        """Make no more pages."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def wait(self, digest: str, patience: float = 20.0) -> Page | None:
        """The page of that text or a later one; of an earlier one where that is all there is."""
        with self._changed:
            self._changed.wait_for(lambda: self._made == digest or self._ended, patience)
        return self.find_newest()

    def find_newest(self) -> Page | None:
        """The last page that was made."""
        return next(reversed(self._pages.values()), None)

    def find(self, version: str) -> Page | None:
        """The page of that name, where it is still known."""
        return self._pages.get(version)

    def find_style(self, name: str) -> str:
        """The style sheet that a page names; empty where no page is known that does."""
        pages = list(self._pages.values())
        return next((p.style for p in pages if p.frame and p.frame["css"] == name), "")

    def find_origin(self, version: str, key: str, number: int) -> ValueAccount | None:
        """Where a printed value of a page has it from; None: that page is not known any more."""
        page = self.find(version)
        piece = next((each for each in page.pieces if each.key == key), None) if page else None
        if page is None or piece is None or not 0 <= number < len(piece.values):
            return None
        assert self._printer is not None
        return self._printer.find_origin(page, piece.values[number])

    def find_places(self, path: DataPath) -> list[dict[str, object]]:
        """Where the newest page prints a record or a cell: piece and number of each value."""
        page = self.find_newest()
        if page is None or self._printer is None:
            return []
        wanted = self._printer.find_places(page, path)
        return [
            {"piece": piece.key, "value": number}
            for piece in page.pieces
            for number, value in enumerate(piece.values)
            if value in wanted
        ]

    def find_picture(self, name: str) -> tuple[bytes, str] | None:
        """A picture of the newest page, and its kind."""
        page = self.find_newest()
        if page is None or self._printer is None:
            return None
        return self._printer.find_picture(page, name)

    def _work(self) -> None:
        from drafter.desk.years.printing import Printer  # see above: 0.3 s

        printer = self._printer = Printer()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted is not None or self._ended)
                file, self._wanted = self._wanted, None
            if self._ended or file is None:
                return
            page = printer.print_page(file)
            if self._wanted is None:
                self._publish(file, page)
                self._judge_when_idle(file, page, printer)

    def _publish(self, file: DataFile, page: Page) -> None:
        self._pages[page.version] = page
        while len(self._pages) > _MOST_PAGES:
            self._pages.popitem(last=False)
        with self._changed:
            self._made = file.digest
            self._changed.notify_all()
        self._told(page)
        self._found(file, page.preview.problems, False)

    def _judge_when_idle(self, file: DataFile, page: Page, printer: Printer) -> None:
        with self._changed:
            if self._changed.wait_for(lambda: self._wanted is not None or self._ended, IDLE):
                return
        if page.preview.draft is not None:
            self._found(file, printer.judge_page(page), True)


def describe_page(page: Page, before: Page | None) -> dict[str, object]:
    """The page for a tab that shows `before`: the pieces in order, and those that are new in it.

    A piece's key says all that its HTML depends on.
    """
    known = before.html if before is not None else {}
    html = {key: text for key, text in page.html.items() if key not in known}
    return {
        "version": page.version,
        "from": before.version if before is not None else "",
        "stale": page.preview.stale,
        "frame": page.frame,
        "pieces": [
            {
                "key": each.key, "kind": each.kind, "table": each.table,
                "paragraphs": each.paragraphs, "n": len(each.values), "part": each.part,
                "section": each.section,
            }
            for each in page.pieces
        ],
        "html": html,
        "changed": list(html) if before is not None else [],
    }  # fmt: skip
