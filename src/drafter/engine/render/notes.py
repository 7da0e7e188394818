"""Notes that were printed in the body, behind their references: each goes to the part of its kind.

`compile.notes` put them there, so that a note is printed as often as its reference is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafter import patterns
from drafter.word.package.archive import DOCUMENT, NOTE_BEGINS, NOTE_END, NOTES

_PRINTED = patterns.postpone(
    rb'(?P<before><w:(?P<kind>footnote|endnote)Reference\b[^>]*?\sw:id=")(?P<id>[^"]*)'
    rb'(?P<after>"[^>]*/>)(?P<opening><w:(?P=kind)\b[^>]*?\sw:id=")[^"]*'
    rb'(?P<note>"[^>]*>.*?</w:(?P=kind)>)',
    re.DOTALL,
)
_OPENING = patterns.postpone(rb"<w:(?:footnote|endnote) ")
_WORDS = patterns.postpone(f"([{''.join(NOTE_BEGINS.values())}])([^{NOTE_END}]*){NOTE_END}")
_MEMBERS = {sign: NOTES[name.removeprefix("w:")] for name, sign in NOTE_BEGINS.items()}
_BLANK = "\ufffc"


class NoteCollector:
    """The notes of one report, and the numbers that they have got.

    The first that a reference brings keeps the template's number, the next get free ones.
    """

    def __init__(self) -> None:
        self._member = ""
        self._free: dict[str, int] = {}
        self._taken: dict[str, set[bytes]] = {}
        self._notes: dict[str, list[bytes]] = {}
        self._words: dict[str, list[tuple[str, str]]] = {}
        self._loose = False

    def begin_part(self, free: Mapping[str, int], member: str) -> None:
        """A part begins; free: of each part that such notes go to, the first number free in it."""
        self._member = member
        if member == DOCUMENT:
            self._free = dict(free)

    @property
    def _takes(self) -> bool:
        return self._member == DOCUMENT and bool(self._free)

    def settle_notes(self, data: bytes) -> bytes:
        """The part without the notes in it, if it is the body; with them, if it is theirs."""
        if self._member in self._free:
            end = data.rfind(b"</w:")
            return b"".join((data[:end], *self._notes.get(self._member, ()), data[end:]))
        return self.take_notes(data)

    def take_notes(self, data: bytes) -> bytes:
        """The body's XML without the notes in it; they are kept until their part is made."""
        return _PRINTED.sub(self._take_note, data) if self._takes else data

    def _take_note(self, match: re.Match[bytes]) -> bytes:
        member = NOTES[match["kind"].decode()]
        number = self._choose_number(member, match["id"])
        note = b"".join((match["opening"], number, match["note"]))
        self._notes.setdefault(member, []).append(note)
        return b"".join((match["before"], number, match["after"]))

    def _choose_number(self, member: str, own: bytes) -> bytes:
        taken = self._taken.setdefault(member, set())
        if own in taken:
            own = str(self._free[member]).encode()
            self._free[member] += 1
        taken.add(own)
        return own

    def find_open_note(self, data: bytes) -> int:
        """Where a note of the body begins that has not come to its end; else the data's end."""
        opened = _OPENING.search(data) if self._takes else None
        return opened.start() if opened else len(data)

    def settle_words(self, lines: str, own: str) -> tuple[str, str]:
        """A part's words, treated like its XML; own: with printed values blanked, or empty."""
        if self._takes:
            for match in _WORDS.finditer(lines):
                note = own[match.start(2) : match.end(2)] if own else _BLANK * len(match[2])
                self._words.setdefault(_MEMBERS[match[1]], []).append((match[2], note))
            self._loose = own != ""
            return _WORDS.sub("", lines), _WORDS.sub("", own)
        if self._member in self._free:
            notes = self._words.get(self._member, [])
            if own or self._loose:
                own = "".join([own or _BLANK * len(lines), *(each for _, each in notes)])
            lines = "".join([lines, *(each for each, _ in notes)])
        return lines, own
