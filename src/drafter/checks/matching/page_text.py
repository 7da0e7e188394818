"""What a page says: its lines, the text of each part to be searched at once, what was printed.

A draft's text comes from the recorder, where the page was streamed; everything else is read by the
one reader of Word paragraphs, when it is asked for: a good draft never is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.frozen import dataclass
from drafter.word.package.archive import Package

if TYPE_CHECKING:
    from typing import Self

    # the engine, which a Word file of anybody's does without
    from drafter.engine.render.renderer import Draft
    from drafter.engine.render.trace import PrintedValue
    from drafter.ledger.model import Ledger
    from drafter.template import Template

    # and lxml, which a report of a known template does without
    from drafter.word.layout.page_layout import PageLayout
    from drafter.word.text.bookmarks import Segment
    from drafter.word.text.lines import DocumentLines, Line


class Match(NamedTuple):
    """What a search has found: the part, its line's 0-based number there, start and end in that,
    the words."""

    member: str
    number: int
    start: int
    end: int
    text: str


def _go_on() -> None:
    """Nobody waits."""


class Meanwhile:
    """Findings that are computed while others are: here when they are taken."""

    def __init__(self, compute: Callable[[], list[Any]]) -> None:
        self.compute = compute

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left of it, whether it was taken or not."""

    def take(self) -> list[Any]:
        """What was computed."""
        return self.compute()


@dataclass(frozen=True, eq=False)
class PageText:
    """The pages of a Word file as their reader sees them.

    shown: the file's name in messages. draft: what it was made by, template: what it is, where it
    is one; before: the draft that last year's data give. is_bound: the office has said that
    GB/T 9704 binds its pages. pause: is called again and again while the page is read and judged;
    what it raises gives that up, since somebody waits for another page. meanwhile: computes a part
    of the findings of a long text.
    """

    shown: str
    content: Package = field(repr=False)
    draft: Draft | None = field(default=None, repr=False)
    before: Draft | None = field(default=None, repr=False)
    template: Template | None = field(default=None, repr=False)
    is_bound: bool = False
    pause: Callable[[], None] = field(default=_go_on, repr=False)
    meanwhile: type[Meanwhile] = field(default=Meanwhile, repr=False)

    @property
    def is_gongwen(self) -> bool:
        """Whether GB/T 9704 binds the page: its template says so, or the office."""
        template = self.draft.compiled.template if self.draft else self.template
        return self.is_bound or (template is not None and template.schema.is_gongwen)

    @cached_property
    def document(self) -> DocumentLines:
        """The file read as trees. Raises DamagedXml for a part that is no XML."""
        from drafter.word.text.lines import read_lines

        return read_lines(self.content, self.pause)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all parts, those of the body first."""
        self.pause()
        return self.document.lines

    def take_lines(self, lines: tuple[Line, ...]) -> PageText:
        """A page that says these lines of it and nothing else."""
        from drafter.word.text.lines import DocumentLines

        taken = PageText(self.shown, self.content, pause=self.pause)
        taken.__dict__["document"] = DocumentLines(lines, (), (), {})
        return taken

    @cached_property
    def layout(self) -> PageLayout:
        """How the paragraphs of the body look. Raises DamagedXml."""
        from drafter.word.layout.page_layout import read_layout

        return read_layout(self.content, self.document, self.pause)

    @cached_property
    def fixed(self) -> tuple[str, ...]:
        """The wordings with digits that the template may hold (`x-fixed`)."""
        template = self.draft.compiled.template if self.draft else self.template
        return template.schema.fixed if template else ()

    @property
    def ledger(self) -> Ledger:
        """The data that the page was made from; a draft's page alone has any."""
        assert self.draft is not None
        return self.draft.ledger

    @cached_property
    def trace(self) -> Mapping[tuple[int, int], PrintedValue]:
        """The printed values by the number of their tag and the time it printed."""
        return {(each.slot, each.time): each for each in (self.draft.trace if self.draft else ())}

    @cached_property
    def brought(self) -> frozenset[int]:
        """The lines that came with documents put in: no template wrote and no record gave them."""
        numbers = self.draft.brought if self.draft else {}
        return frozenset(
            index for index, line in enumerate(self.lines if numbers else ())
            if line.spot.number in numbers.get(line.member, ())
        )  # fmt: skip

    def segments(self, line: int) -> list[Segment]:
        """The line in pieces, each printed value by itself, fields' results as U+FFFC."""
        from drafter.word.text.bookmarks import read_segments

        document = self.document
        return read_segments(document.elements[line], document.in_fields[line])

    def printed(self, segment: Segment) -> PrintedValue | None:
        """What was printed there, if it is a printed value."""
        return self.trace.get((segment.mark.number, segment.mark.time)) if segment.mark else None

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """What each part says, a line a line; a line break within one is \\v."""
        if self.draft is not None and self.draft.words is not None:
            return {member: words.lines for member, words in self.draft.words.items()}
        texts: dict[str, list[str]] = {}
        for line in self.lines:
            texts.setdefault(line.member, []).append(line.text.replace("\n", "\v"))
        return {member: "\n".join(lines) for member, lines in texts.items()}

    @cached_property
    def _first_lines(self) -> Mapping[str, int]:
        """The index of each part's first line."""
        firsts: dict[str, int] = {}
        for index, line in enumerate(self.lines):
            firsts.setdefault(line.member, index)
        return firsts

    def has_any(self, signs: str) -> bool:
        """Whether one of the signs stands in any part."""
        return any(sign in text for text in self._texts.values() for sign in signs)

    def search(self, pattern: re.Pattern[str]) -> Iterator[Match]:
        """Where the pattern, which matches within a line, stands in any part.

        A whole part is searched at once: a table of 20,000 rows costs no call for each line.
        """
        for member, text in self._texts.items():
            index, last = 0, 0
            for match in pattern.finditer(text):
                index += text.count("\n", last, match.start())
                last = match.start()
                start = last - text.rfind("\n", 0, last) - 1
                words = match[0].replace("\v", "\n")
                yield Match(member, index, start, start + len(words), words)

    def neighbours(self, text: str) -> Iterator[tuple[str, str]]:
        """The characters before and behind the text where it stands, "" or a line's end at ends."""
        for part in self._texts.values():
            end = 0
            while (at := part.find(text, end)) >= 0:
                end = at + len(text)
                yield part[at - 1 : at], part[end : end + 1]

    def line_of(self, match: Match) -> int:
        """The index of a match's line among all lines."""
        return self._first_lines[match.member] + match.number


def draft_text(
    draft: Draft, before: Draft | None = None, pause: Callable[[], None] = _go_on
) -> PageText:
    """What a draft says; before: the draft of last year's data."""
    return PageText(f"{draft.title}.docx", draft.package, draft, before, pause=pause)
