"""The way of a template that is known to come out sound: its parts are written as they come.

No tree is built, and no part is ever held as a whole. `mended` makes the same page on a tree.
"""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from drafter.engine import fill
from drafter.engine.compiled import Compiled
from drafter.engine.limits import Meter
from drafter.engine.recorder import Recorder
from drafter.figures import Record
from drafter.word import flat
from drafter.word.package import DOCUMENT, Package, Packed
from drafter.word.stream import DECLARATION, Stream

__all__ = ["DECLARATION", "Plain", "Words", "render"]

_ROW, _PARAGRAPH = "</w:tr>", "</w:p>"


class Rough(Exception):
    """Something was printed for which the page must be mended as a tree."""


class Words(NamedTuple):
    """What a part says, a line a paragraph; and the same with the printed values blanked out, where
    digits of the template's own wording want a look."""

    text: str
    fixed: str


class Plain(NamedTuple):
    """The rendered package, and the words of each part."""

    package: Package
    words: dict[str, Words]


def render(compiled: Compiled, values: Record, recorder: Recorder) -> Plain | None:
    """The filled parts; None when the page turns out to need mending."""
    packed: dict[str, Packed] = {}
    words: dict[str, Words] = {}
    for member in compiled.template.slots:
        made = _constants(compiled).get(member)
        try:
            made = made or _Part(recorder, compiled.signature).write(compiled, member, values)
        except Rough:
            return None
        packed[member], words[member] = made
    return Plain(compiled.prepared.replace(packed), words)


_known: WeakKeyDictionary[Compiled, dict[str, tuple[Packed, Words]]] = WeakKeyDictionary()


def _constants(compiled: Compiled) -> dict[str, tuple[Packed, Words]]:
    """The parts without any tag, which come out the same each time."""
    if compiled not in _known:
        _known[compiled] = {
            member: _Part(Recorder({}, Meter()), None).write(compiled, member, Record({}, None, ()))
            for member, slots in compiled.template.slots.items()
            if not slots and member != DOCUMENT
        }
    return _known[compiled]


class _Part:
    """One part on its way from the recorder to its packed bytes."""

    def __init__(self, recorder: Recorder, signature: tuple[str, str] | None) -> None:
        self.recorder = recorder
        self.signature = signature
        self.stream = Stream()

    def write(self, compiled: Compiled, member: str, values: Record) -> tuple[Packed, Words]:
        """The packed part and its words. Raises Rough and Damaged."""
        recorder = self.recorder
        recorder.out[:] = [DECLARATION]
        recorder.said.clear()
        recorder.printed = [] if compiled.parts[member].loose else None
        recorder.hand_on = self.hand_on
        try:
            fill.part(compiled, member, values, recorder)
        finally:
            recorder.hand_on = None
        if recorder.rough:
            raise Rough
        text = "".join(recorder.out)
        ended = flat.end(text)
        if ended is not text:
            recorder.said.append("\n")
        self._feed(ended)
        words = self._words()
        if flat.GAP_OPEN in words.text:  # somebody typed it: it is marked like a gap
            raise Rough
        return self.stream.close(), words

    def _words(self) -> Words:
        said, printed = self.recorder.said, self.recorder.printed
        text = "".join(said)
        if printed is None:
            return Words(text, "")
        for at in printed:
            said[at] = "\ufffc" * len(said[at])
        return Words(text, "".join(said))

    def hand_on(self) -> None:
        """Write what waits, up to the last row or paragraph that is whole."""
        if self.recorder.rough:
            raise Rough
        text = "".join(self.recorder.out)
        cut = self._whole(text)
        self._feed(text[:cut])
        self.recorder.out[:] = [text[cut:]]

    def _whole(self, text: str) -> int:
        """Where the last row or paragraph ends; a signature is not cut in two."""
        cut = max(text.rfind(end) + len(end) if end in text else 0 for end in (_ROW, _PARAGRAPH))
        organ = text.rfind(flat.styled(self.signature[0]), 0, cut) if self.signature else -1
        if organ >= 0 and text.count(_PARAGRAPH, organ, cut) < 2:
            return flat.last(text, "<w:p", organ)
        return cut

    def _feed(self, text: str) -> None:
        text = flat.drop_empty_runs(text)
        if self.signature is not None:
            text = flat.sign(text, *self.signature)
        self.stream.feed(text)
