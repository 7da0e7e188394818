"""The way of a template that is known to come out sound: its parts are written as they come.

No tree is built, and no part is ever held as a whole. `tree` makes the same page on a tree.
"""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.language.limits import Meter
from drafter.engine.render.recorder import Recorder, fill_part
from drafter.figures import Record
from drafter.vocabulary import GAP_OPEN
from drafter.word.package.archive import DECLARATION, DOCUMENT, Content, Package, PartStream
from drafter.word.repair import streamed

__all__ = ["DECLARATION", "PartText", "StreamedPage", "render_stream"]

_ROW, _PARAGRAPH = b"</w:tr>", b"</w:p>"


class NeedsTree(Exception):
    """Something was printed that only a tree can mend."""


class PartText(NamedTuple):
    """What a part says, a line a paragraph, breaks as soundness.SIGNS; and the same with the
    printed values blanked out, where digits of the template's own wording want a look."""

    lines: str
    own: str

    @property
    def text(self) -> str:
        """The words alone, a line a paragraph."""
        # str.translate would take a quarter of the time of the whole rendering
        return self.lines.replace("\t", "").replace("\v", "").replace("\x1e", "")


class StreamedPage(NamedTuple):
    """The rendered package, and the words of each part."""

    package: Package
    words: dict[str, PartText]


def render_stream(
    compiled: CompiledTemplate, base: Package, values: Record, recorder: Recorder, *, packs: bool
) -> StreamedPage | None:
    """The base with its text filled; None when the page turns out to need mending."""
    packed: dict[str, Content] = {}
    words: dict[str, PartText] = {}
    for member in compiled.template.slots:
        try:
            made = _write_constant_parts(compiled).get(member)
            if made is None:
                writer = _PartWriter(recorder, compiled.signature, PartStream(packs=packs))
                made = writer.write(compiled, member, values)
        except NeedsTree:
            return None
        packed[member], words[member] = made
    return StreamedPage(base.replace(packed), words)


_known: WeakKeyDictionary[CompiledTemplate, dict[str, tuple[Content, PartText]]] = (
    WeakKeyDictionary()
)


def _write_constant_parts(compiled: CompiledTemplate) -> dict[str, tuple[Content, PartText]]:
    """The parts without any tag, which come out the same each time."""
    if compiled not in _known:
        _known[compiled] = {
            member: _PartWriter(Recorder({}, Meter()), None, PartStream()).write(
                compiled, member, Record({}, None, ())
            )
            for member, slots in compiled.template.slots.items()
            if not slots and member != DOCUMENT and member not in compiled.free_notes
        }
    return _known[compiled]


class _PartWriter:
    """One part on its way from the recorder to its packed bytes."""

    def __init__(
        self, recorder: Recorder, signature: tuple[str, str] | None, stream: PartStream
    ) -> None:
        self.recorder = recorder
        self.signature = signature
        self.stream = stream

    def write(
        self, compiled: CompiledTemplate, member: str, values: Record
    ) -> tuple[Content, PartText]:
        """The packed part and its words. Raises NeedsTree."""
        recorder = self.recorder
        recorder.out[:] = [DECLARATION.encode()]
        recorder.said.clear()
        recorder.highlighted = 0
        recorder.printed = [] if compiled.parts[member].loose else None
        recorder.hand_on = self.hand_on
        recorder.notes.begin_part(compiled.free_notes, member)
        try:
            fill_part(compiled, member, values, recorder)
        finally:
            recorder.hand_on = None
        if recorder.needs_tree:
            raise NeedsTree
        data = recorder.notes.settle_notes(b"".join(recorder.out))
        ended = streamed.end_with_paragraph(data)
        if ended is not data:
            recorder.said.append("\n")
        self._feed_stream(ended)
        words = self._collect_text()
        if words.text.count(GAP_OPEN) != recorder.highlighted:
            raise NeedsTree  # the template's own words have a gap's, or begin or end one
        return self.stream.close(), PartText(*recorder.notes.settle_words(*words))

    def _collect_text(self) -> PartText:
        said, printed = self.recorder.said, self.recorder.printed
        text = "".join(said)
        if printed is None:
            return PartText(text, "")
        for at in printed:
            said[at] = "\ufffc" * len(said[at])
        return PartText(text, "".join(said))

    def hand_on(self) -> None:
        """Write what waits, up to the last row or paragraph that is whole."""
        if self.recorder.needs_tree:
            raise NeedsTree
        data = self.recorder.notes.take_notes(b"".join(self.recorder.out))
        cut = self._find_cut(data[: self.recorder.notes.find_open_note(data)])
        self._feed_stream(data[:cut])
        self.recorder.out[:] = [data[cut:]]

    def _find_cut(self, data: bytes) -> int:
        """Where the last row or paragraph ends; a signature is not cut in two."""
        cut = max(data.rfind(end) + len(end) if end in data else 0 for end in (_ROW, _PARAGRAPH))
        organ = (
            data.rfind(streamed.style_reference(self.signature[0]), 0, cut)
            if self.signature
            else -1
        )
        if organ >= 0 and data.count(_PARAGRAPH, organ, cut) < 2:
            return streamed.find_last_opening(data, b"<w:p", organ)
        return cut

    def _feed_stream(self, data: bytes) -> None:
        data = streamed.drop_empty_runs(data)
        if self.signature is not None:
            data = streamed.indent_signatures(data, *self.signature)
        self.stream.feed(data)
