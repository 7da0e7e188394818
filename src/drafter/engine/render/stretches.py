"""Stretches of a part that are taken back when they turn out to say nothing.

A paragraph that is nothing but clauses goes when it says nothing, a heading when nothing is said
under it down to the next one of its level. `template.clauses.vanishing` puts the calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from drafter import patterns
from drafter.engine.render.trace import Entry
from drafter.figures import Gap
from drafter.frozen import dataclass
from drafter.vocabulary import GAP_OPEN

_SPEAKS = patterns.postpone(
    rb"(?:\A|>)(?:\s|\xe3\x80\x80|\xc2\xa0)*+[^<]"
    rb"|<(?:w:(?:tr|drawing|pict|object|sym|altChunk|fldSimple|fldChar|footnoteReference"
    rb"|endnoteReference)|m:oMath)\b"
)
"""A word, or what shows without one; U+3000 and U+00A0 are blanks."""
_MARK = patterns.postpone(rb'w:name="_drafter_([tp])(\d+)_\d+"')


class Page(Protocol):
    """What a recorder has of the part that is being filled."""

    out: list[bytes]
    said: list[str]
    entries: list[Entry]
    printed: list[int] | None
    gaps: dict[tuple[str | int, ...], Gap]
    in_stream: bool
    highlighted: int

    def forget_marks(self, marks: Sequence[tuple[str, int]]) -> None: ...


@dataclass(slots=True)
class _Stretch:
    """A stretch that is open. level: of a heading, 0 of a paragraph. start, end: how much there was
    of pieces, words and entries when it began, and when the heading itself ended."""

    level: int
    start: tuple[int, int, int]
    end: tuple[int, int, int] | None = None


class Stretches:
    """The stretches that are open in the part that is being filled, inner ones last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.opened: list[_Stretch] = []

    def _measure(self) -> tuple[int, int, int]:
        page = self.page
        return len(page.out), len(page.said), len(page.entries)

    def begin(self, level: int) -> bool:
        """A paragraph (0) or a heading begins; those of its level end what is under them."""
        if level:
            self.settle(level)
        self.opened.append(_Stretch(level, self._measure()))
        return True

    def end_heading(self) -> bool:
        """The heading's own paragraph ends; one that says nothing goes at once."""
        heading = self.opened[-1]
        heading.end = self._measure()
        if not self._speaks(heading.start[0]):
            self._take_back(self.opened.pop())
        return False

    def settle(self, level: int) -> bool:
        """Decide: 0 the paragraph that ends, else the headings of that level and below it."""
        while self.opened:
            last = self.opened[-1]
            if (last.level == 0) != (level == 0) or last.level < level:
                break
            self.opened.pop()
            if not self._speaks((last.end or last.start)[0]):
                self._take_back(last)
            if level == 0:
                break
        return False

    def is_free(self) -> bool:
        """Whether the pieces may be handed on: nothing of them can be taken back any more."""
        if self.opened:
            last = self.opened[-1]
            if last.end is not None and self._speaks(last.end[0]):
                self.opened.clear()  # what is said under it is said under those around it
        return not self.opened

    def _speaks(self, start: int) -> bool:
        """Whether the pieces from there on say or show anything."""
        return any(map(_SPEAKS.search, self.page.out[start:]))

    def _take_back(self, stretch: _Stretch) -> None:
        page = self.page
        (out, said, entries), (out_end, said_end, entries_end) = (
            stretch.start, stretch.end or self._measure(),
        )  # fmt: skip
        written = b"".join(page.out[out:out_end])
        del page.out[out:out_end], page.said[said:said_end]
        gone = page.entries[entries:entries_end]
        del page.entries[entries:entries_end]
        if page.printed is not None:
            width = said_end - said
            kept = [at for at in page.printed if not said <= at < said_end]
            page.printed[:] = [at - width if at >= said_end else at for at in kept]
        page.forget_marks([(m[1].decode(), int(m[2])) for m in _MARK.finditer(written)])
        self._forget_gaps(gone)

    def _forget_gaps(self, gone: Sequence[Entry]) -> None:
        page = self.page
        left = {e[1].path for e in page.entries if isinstance(e[1], Gap)}
        for _, value, text in gone:
            if page.in_stream:
                page.highlighted -= text.count(GAP_OPEN)
            if isinstance(value, Gap) and value.path not in left:
                page.gaps.pop(value.path, None)
