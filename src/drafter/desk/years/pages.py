"""The page of a year, made in a thread of its own after each change; only the newest counts."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from drafter.problems import DataPath

if TYPE_CHECKING:  # the engine and its rules take a while to load: the grid is shown before
    from drafter.commands.editing.model import DataFile
    from drafter.commands.previewing.accounts import ValueAccount
    from drafter.commands.previewing.previewer import PlacedProblem
    from drafter.desk.page import Piece
    from drafter.desk.years.printing import Page, Printer

IDLE = 1.0
"""So long nothing has to change before all rules are asked: that takes longer than the page."""
_MOST_PAGES = 12
_LONGEST_NUMBER = 4


class Superseded(Exception):
    """Something more urgent is asked for than what the rules say of the page before."""


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
        self._editing = 0
        self._pages: OrderedDict[str, Page] = OrderedDict()
        threading.Thread(target=self._work, daemon=True, name="drafter-page").start()

    def want(self, file: DataFile) -> None:
        """Make the page of this text next, and of none before it."""
        with self._changed:
            self._wanted = file
            self._changed.notify_all()

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Somebody changes the text: until it is done, no rule takes the time from it."""
        with self._changed:
            self._editing += 1
        try:
            yield
        finally:
            with self._changed:
                self._editing -= 1

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
        found = self._printer.find_origin(page, piece.values[number])
        if found.records or found.gap or not _is_row_number(found.text):
            return found
        beside = (self._printer.find_origin(page, each).records for each in piece.values)
        alone = (records for records in beside if len(records) == 1 and len(records[0]) == 2)
        return found._replace(records=next(alone, ()))  # the record of its row

    def find_places(self, path: DataPath) -> dict[str, object]:
        """Where the newest page prints a record, and the cell of it that the path may name."""
        page = self.find_newest()
        if page is None or self._printer is None:
            return {"values": [], "cell": []}
        record, cell = self._printer.find_places(page, path)
        return {"values": _list_values(page, record), "cell": _list_values(page, cell)}

    def find_picture(self, name: str) -> tuple[bytes, str] | None:
        """A picture of the newest page, and its kind."""
        page = self.find_newest()
        if page is None or self._printer is None:
            return None
        return self._printer.find_picture(page, name)

    def _work(self) -> None:
        from drafter.desk.years.printing import Printer  # see above: 0.3 s

        printer = self._printer = Printer()
        unjudged: tuple[DataFile, Page] | None = None
        while True:
            with self._changed:
                self._changed.wait_for(self._is_called, None if unjudged is None else IDLE)
                file, self._wanted = self._wanted, None
            if self._ended:
                return
            if file is not None:
                page = printer.print_page(file)
                if self._wanted is None:
                    self._publish(file, page)
                    unjudged = file, self._check(file, page, printer)
            elif unjudged is not None:
                with contextlib.suppress(Superseded):
                    self._judge(*unjudged, printer)
                    unjudged = None
                    gc.collect()  # an edit that waited for this would be felt

    def _is_called(self) -> bool:
        return self._wanted is not None or self._ended

    def _publish(self, file: DataFile, page: Page) -> None:
        self._pages[page.version] = page
        with self._changed:
            self._made = file.digest
            self._changed.notify_all()
        self._told(page)
        while len(self._pages) > _MOST_PAGES:  # to let go of 2,000 records takes a while
            self._pages.popitem(last=False)

    def _check(self, file: DataFile, page: Page, printer: Printer) -> Page:
        """Tell what every page is asked, behind the page itself."""
        page = printer.check_page(page)
        self._pages[page.version] = page
        self._found(file, page.preview.problems, False)
        return page

    def _judge(self, file: DataFile, page: Page, printer: Printer) -> None:
        self._give_way()
        if page.preview.draft is not None:
            self._found(file, printer.judge_page(page, self._give_way), True)

    def _give_way(self) -> None:
        if self._editing or self._is_called():
            raise Superseded


def _list_values(page: Page, wanted: Set[tuple[int, int]]) -> list[dict[str, object]]:
    """Piece and number of each of these values."""
    return [
        {"piece": piece.key, "value": number}
        for piece in page.pieces
        for number, value in enumerate(piece.values)
        if value in wanted
    ]


def _find_kept(pieces: Sequence[Piece], before: Sequence[Piece]) -> tuple[int, int, int]:
    """How many pieces are the same at the beginning and at the end, and by how many paragraphs
    the latter are shifted."""
    most = min(len(pieces), len(before))
    head = next((n for n in range(most) if _differ(pieces[n], before[n])), most)
    ends = range(1, most - head + 1)
    tail = next((n - 1 for n in ends if _differ(pieces[-n], before[-n])), most - head)
    pairs = zip(pieces[len(pieces) - tail :], before[len(before) - tail :], strict=True)
    shift = (
        new.paragraphs[0] - old.paragraphs[0]
        for new, old in pairs
        if new.part == "body" and new.paragraphs[0]
    )
    return head, tail, next(shift, 0)


def _differ(new: Piece, old: Piece) -> bool:
    if (new.key, new.table, new.section) != (old.key, old.table, old.section):
        return True
    return new.part != "body" and new.paragraphs != old.paragraphs


def _is_row_number(text: str) -> bool:
    """Whether the words may be a row's own number: 3, 十二."""
    return len(text) <= _LONGEST_NUMBER and all(map(str.isnumeric, text))


def describe_page(page: Page, before: Page | None) -> dict[str, object]:
    """The page for a tab that shows `before`: the pieces in order, and those that are new in it.

    A piece's key says all that its HTML depends on. kept: so many pieces at the beginning and at
    the end of `before` stay; the paragraphs of the latter are shifted by so many.
    """
    known = before.html if before is not None else {}
    html = {key: text for key, text in page.html.items() if key not in known}
    head, tail, shift = _find_kept(page.pieces, before.pieces if before is not None else ())
    return {
        "version": page.version, "digest": page.preview.file.digest,
        "kept": [head, tail, shift],
        "from": before.version if before is not None else "",
        "stale": page.preview.stale,
        "frame": page.frame,
        "pieces": [
            {
                "key": each.key, "kind": each.kind, "table": each.table,
                "paragraphs": each.paragraphs, "n": len(each.values), "part": each.part,
                "section": each.section,
            }
            for each in page.pieces[head : len(page.pieces) - tail]
        ],
        "html": html,
        "changed": list(html) if before is not None else [],
    }  # fmt: skip
