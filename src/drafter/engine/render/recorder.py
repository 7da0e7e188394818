"""The memory of one rendering: the pieces of the page as they come, and what was printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2.environment import Template as JinjaTemplate
from markupsafe import Markup, escape

from drafter import patterns
from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.language.display import DerivedText, display_text, unify_line_ends
from drafter.engine.language.faults import Unprintable, UnusableFile
from drafter.engine.language.limits import Meter
from drafter.engine.language.pictures import PrintedPicture
from drafter.engine.language.word_objects import NEEDS_PREFIX, DocumentToPutIn
from drafter.engine.render.notes import NoteCollector
from drafter.engine.render.presence import are_there
from drafter.engine.render.stretches import Stretches
from drafter.engine.render.trace import Entry, PrintedBlock
from drafter.figures import Attachment, Gap, Incomputable, Record, Text, origins_of, union_origins
from drafter.problems import phrase
from drafter.template.tag import RECORDER
from drafter.vocabulary import GAP_OPEN
from drafter.word.package.archive import Package
from drafter.word.repair import streamed

_SPECIAL = re.compile(r"[&<>\"'【\x00-\x1f\ud800-\udfff\ufffe\uffff]").search
"""What makes a text more than a copy of itself: it is escaped, broken, highlighted or refused."""
_UNKNOWN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]").search
"""What only a tree can judge: page breaks (\\f) and ends of paragraphs (\\a), which tear a run; and
what XML does not know, which its parser refuses."""
_WHOLE = patterns.postpone(r"[^<]*<w:(?:p|tbl)[ />]")
"""What begins a piece of the page that is whole paragraphs: nothing in a run may hold it."""
_LINE_END = patterns.postpone(r"\r\n?|\n")
_HALVES = re.compile(r"[\ud800-\udfff]").search
_TEXTS = frozenset({Text, DerivedText, str})
_FROM_DATA = frozenset({Text, DerivedText})

ParagraphEnd = tuple[str, str, str]
"""`compile.paragraph_ends.ParagraphEnd` as the code of a template has it."""

MOST_WAITING = 10_000
"""So many pieces of a part wait until they are handed on."""

MOST_MARKS = 10_000_000
"""Ids of bookmarks that are kept for each part."""


class Recorder:
    """What the code of a template writes to.

    prefixes: how each printing tag begins, since formatted text needs {{r and a document {{p.
    out, said: the pieces of a part, its XML as far as it waits, and its words. printed: which of
    the words are printed values, where that is asked for. entries: what was printed.
    gaps: the lacking values among it, by path. mark: the next free id of a bookmark. in_stream:
    runs are written as Word wants them, since no tree will mend them. highlighted: how many gaps
    of the part were so written. needs_tree: something was printed that only a tree can mend.
    hand_on: takes the pieces when many wait. notes: those that were printed in the body.
    pictures: those that were read, by their bytes. documents: those that are to be put in.
    package, member: the template's file and the part of it that is being filled. form_reader: reads
    the settings of formatted text there, once there is any. turns: of each block, and of each tag
    in a loop within one, the items of its loops, each time.
    """

    def __init__(
        self, prefixes: Mapping[int, str], meter: Meter, *, in_stream: bool = False
    ) -> None:
        self.prefixes = prefixes
        self.in_stream = in_stream
        self.highlighted = 0
        self.mark = 1
        self.out: list[bytes] = []
        self.said: list[str] = []
        self.printed: list[int] | None = None
        self.entries: list[Entry] = []
        self.gaps: dict[tuple[str | int, ...], Gap] = {}
        self.meter = meter
        self.needs_tree = False
        self.package, self.member = Package({}), ""
        self.form_reader: Any = None
        self.hand_on: Callable[[], None] | None = None
        self.template: Any = None
        self.notes = NoteCollector()
        self.pictures: dict[bytes, Any] = {}
        self.documents: dict[Attachment, DocumentToPutIn] = {}
        self.turns: dict[str, list[tuple[Any, ...]]] = {}
        self.stretches = Stretches(self)
        self._times: dict[str | int, int] = {}
        self._open: dict[str, int] = {}
        self._pieces: dict[str, tuple[Entry, ...]] = {}
        self._begun: list[int] = []

    there = staticmethod(are_there)

    def end_page(self) -> None:
        """Nothing more is written: a circle would keep a large page until garbage is collected."""
        del self.stretches

    def step(self, turns: int, characters: int) -> None:
        """Turns of a loop, or a call of a macro, with so many characters of fixed text."""
        self.meter.step(turns, characters)
        if self.hand_on is not None and len(self.out) > MOST_WAITING and self.stretches.is_free():
            self.hand_on()

    def turn(self, slots: tuple[int, ...], *items: Any) -> None:
        """A turn of a loop within a block, in which those tags are about to print."""
        for slot in slots:
            turns = self.turns.setdefault(f"t{slot}", [])
            lines = self._times.get(slot, 0) - len(turns)  # that the turn before printed besides
            turns += [*(turns[-1:] or [()]) * max(lines, 0), items]

    def begin(self) -> None:
        """A macro or a block begins: what it prints is not on the page yet."""
        self._begun.append(len(self.entries))

    def end(self, made: Any) -> Any:
        """The piece of the page that the macro or block begun last has made."""
        inside = self.entries[self._begun.pop() :]
        if isinstance(made, Markup):
            self._pieces[str(made)] = tuple(inside)
        return made

    def put(
        self, slot: int, head: bytes, value: Any, tail: bytes, end: ParagraphEnd | None = None
    ) -> bytes:
        """The value in its run, wrapped in a bookmark of its own.

        end: what ends the paragraph behind it, so that each of its lines becomes a paragraph.
        """
        if type(value) in _FROM_DATA and not _SPECIAL(value):  # nearly all of a large table is this
            self.meter.characters += len(value)
            self.entries.append((slot, value, value))
            run = head + value.encode() + tail
            words: str = value
        elif end is not None and type(value) in _FROM_DATA and _LINE_END.search(value):
            return self._put_lines(slot, head, split_lines(value), tail, end)
        else:
            run, words = self._write_run(head, self.at(slot, value), tail)
        if self.printed is not None:
            self.printed.append(len(self.said))
        self.said.append(words)
        time = self._times[slot] = self._times.get(slot, 0) + 1
        number = b"%d" % self.mark
        self.mark += 1
        return (
            b'<w:bookmarkStart w:id="%b" w:name="_drafter_t%d_%d"/>%b<w:bookmarkEnd w:id="%b"/>'
            % (number, slot, time, run, number)
        )

    def _put_lines(
        self, slot: int, head: bytes, lines: Sequence[DerivedText], tail: bytes, end: ParagraphEnd
    ) -> bytes:
        """The lines as paragraphs, each printed as a value of its own, as by a loop over them."""
        turn, section, block = end
        if section and len(lines) > 1 and not self._take_back(section.encode()):
            whole = DerivedText("\v".join(lines), origins_of(lines[0]))
            return self.put(slot, head, whole, tail)
        written = [self.put(slot, head, lines[0], tail)]
        for number, line in enumerate(lines[1:], 2):
            self.said.append("\n")
            last = section if number == len(lines) else ""
            written += [
                self.shut(block) if block else b"", _add_section(turn, last).encode(),
                self.open(block) if block else b"", self.put(slot, head, line, tail),
            ]  # fmt: skip
        return b"".join(written)

    def _take_back(self, written: bytes) -> bool:
        """Take the XML written last of this text out of the page again; whether it was there.

        A paragraph is handed on only when it has ended, so that its properties still wait.
        """
        for index in range(len(self.out) - 1, -1, -1) if written else ():
            before, found, behind = self.out[index].rpartition(written)
            if found:
                self.out[index] = before + behind
                return True
        return False

    def place(
        self, slot: int, head: bytes, value: Any, tail: bytes, before: bytes | None = None,
        after: bytes = b"", end: ParagraphEnd | None = None,
    ) -> bytes:  # fmt: skip
        """The value in its run, as `put` writes it; a piece of the page in place of all round it.

        before, after: what else stands in its paragraph; None where it gets no bookmark.
        """
        is_piece = type(value) not in _TEXTS and hasattr(value, "__html__")
        if before is None or is_piece:
            markup = self.at(slot, value).encode()
            if is_piece and markup.startswith(b"<w:"):
                return markup
            return b"".join((before or b"", head, markup, tail, after))
        return before + self.put(slot, head, value, tail, end) + after

    def _write_run(self, head: bytes, markup: str, tail: bytes) -> tuple[bytes, str]:
        """The run of the value recorded last, and its words, breaks by `soundness.SIGNS`."""
        run = head + markup.encode() + tail
        text = ""
        if self.in_stream and not self.needs_tree:
            text = self.entries[-1][2]
            if "【" in text or "\n" in text or "\t" in text:  # ten times as quick as a pattern
                written = streamed.write_run(head.decode(), markup, tail.decode())
                self.needs_tree = written is None
                run = written.encode() if written else run
                self.highlighted += text.count(GAP_OPEN)
                self.meter.write(len(written or ""))
                text = text.replace("\n", "\v")  # a line of a part's words is a paragraph
        return run, text

    def at(self, slot: int, value: Any) -> str:
        """The value as it goes into the page, escaped; it is remembered with its origins."""
        if type(value) not in _TEXTS and hasattr(value, "__html__"):
            return self._print_markup(slot, value)
        text = value if type(value) in _TEXTS else display_text(value)
        is_special = _SPECIAL(text)
        if is_special:
            text = unify_line_ends(text).rstrip("\n")
        self.meter.write(len(text))
        self.entries.append((slot, value, text))
        if isinstance(value, Gap):
            self.gaps.setdefault(value.path, value)
        if not is_special:
            return str(text)
        if _HALVES(text):  # "\\ud800" in a tag: no character, so that no file can hold it
            raise Incomputable("failing.unfit")
        self.needs_tree = self.needs_tree or _UNKNOWN(text) is not None
        return str(escape(str(text)))

    def _print_markup(self, slot: int, value: Any) -> str:
        """What is markup already: docxtpl's objects, and pieces of the page."""
        self.needs_tree = True
        if isinstance(value, PrintedPicture):
            if self.template is None:  # in the report's name, which is no part
                raise Unprintable("kind.other")
            return str(self.template.write_picture(slot, value))
        if isinstance(value, str):
            if _WHOLE.match(value) and self.prefixes.get(slot) != "p":
                raise UnusableFile("D342", prefix="p", word=phrase("piece.paragraphs"))
            self._record_piece(slot, value)
        if isinstance(value, DocumentToPutIn):
            self.meter.write(value.size)
        wanted = NEEDS_PREFIX.get(type(value).__name__)
        if wanted and self.prefixes.get(slot) != wanted[0]:
            raise UnusableFile("D342", prefix=wanted[0], word=wanted[1])
        return str(value.__html__())

    def _record_piece(self, slot: int, markup: str) -> None:
        """A piece of the page: its parts are what was printed when it was made."""
        self.meter.write(len(markup))
        inside = self._pieces.get(markup)
        if inside is None:
            known = (p for text, p in self._pieces.items() if text and text in markup)
            inside = tuple(entry for piece in known for entry in piece)
        text = Markup(markup).striptags()
        sources = [(str(words), origins_of(value)) for _, value, words in inside]
        origins = union_origins(origin for _, origin in sources)
        self.entries.append((slot, PrintedBlock(text, origins, (*sources, (text, ()))), text))

    def open(self, token: str, *items: Any) -> bytes:
        """The beginning of the bookmark of that token, this time; a block's loops have the items.

        A line more of a paragraph that has several is of the same items.
        """
        time = self._times[token] = self._times.get(token, 0) + 1
        turns = self.turns.setdefault(token, [])
        turns.append(items or (turns[-1] if turns else items))
        number = self._open[token] = self.mark
        self.mark = number + 1
        return f'<w:bookmarkStart w:id="{number}" w:name="_drafter_{token}_{time}"/>'.encode()

    def shut(self, token: str) -> bytes:
        """The end of the bookmark of that token that began last."""
        number = self._open.get(token)
        if number is None:  # its beginning fell away with an if
            number = self.mark
            self.mark = number + 1
        return b'<w:bookmarkEnd w:id="%d"/>' % number

    def forget_marks(self, marks: Sequence[tuple[str, int]]) -> None:
        """Bookmarks of blocks (p) and tags (t) that were taken back out of the page."""
        for kind, number in marks:
            token = f"{kind}{number}"
            key = number if kind == "t" and number in self._times else token
            times = self._times[key] = self._times[key] - 1
            del self.turns.get(token, [])[times:]


def split_lines(text: str) -> list[DerivedText]:
    """The lines of a text that say anything, each with its origins."""
    origins, parts = origins_of(text), getattr(text, "parts", ())
    lines = [line for line in _LINE_END.split(text) if line.strip()] or [""]
    return [DerivedText(line, origins, tuple(p for p in parts if p[0] in line)) for line in lines]


def _add_section(turn: str, section: str) -> str:
    """The end of a paragraph and the next one's properties, with a section's end among them."""
    if not section:
        return turn
    opened = turn.removesuffix("<w:pPr/>").removesuffix("</w:pPr>")
    return f"{opened}{'' if '<w:pPr>' in opened else '<w:pPr>'}{section}</w:pPr>"


def fill_part(compiled: CompiledTemplate, member: str, values: Record, recorder: Recorder) -> None:
    """Let the recorder have a part's XML, its bookmarks numbered from the part's own first id."""
    number = list(compiled.template.slots).index(member)
    recorder.mark = compiled.first_mark + number * MOST_MARKS
    recorder.package, recorder.member, recorder.form_reader = compiled.prepared, member, None
    run_code(compiled.parts[member].code, values, recorder)


def run_code(code: JinjaTemplate, values: Record, recorder: Recorder) -> None:
    """Let the recorder have what the code prints. Raises what Jinja, filters and limits raise."""
    context = code.new_context({**values, RECORDER: recorder})
    for piece in code.root_render_func(context):
        recorder.out.append(str(piece).encode())
        recorder.needs_tree = True


def run_to_text(code: JinjaTemplate, values: Record, recorder: Recorder) -> str:
    """What the code prints, as one text."""
    recorder.out.clear()
    run_code(code, values, recorder)
    return b"".join(recorder.out).decode()
