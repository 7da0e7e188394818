"""Footnotes and endnotes: how text leads to them, and notes added to their part."""

from __future__ import annotations

from typing import NamedTuple

from drafter.word import xml
from drafter.word.names import ID, OFFICE_RELATIONSHIPS, TYPE
from drafter.word.repair.requirements import names_after
from drafter.word.xml import Element, make_element, w


class NoteKind(NamedTuple):
    """Footnotes or endnotes: the element of a note, and the relationship that leads to them."""

    name: str

    @property
    def relation(self) -> str:
        return f"{OFFICE_RELATIONSHIPS}/{self.name}s"


FOOTNOTE, ENDNOTE = NoteKind("footnote"), NoteKind("endnote")
NOTE_REFERENCES = {w(f"{kind.name}Reference"): kind for kind in (FOOTNOTE, ENDNOTE)}
"""The elements of the text that lead to a note."""

_SEPARATORS = {"separator": "-1", "continuationSeparator": "0"}
"""The lines that part notes from the text, by their types, under the ids that Word gives them."""


def append_note(root: Element, note: Element) -> str:
    """Add a note to its part under the first id that is free there, and give that."""
    number = str(xml.next_free_number(node.get(ID) for node in root))
    note.set(ID, number)
    root.append(note)
    return number


def is_separator(note: Element) -> bool:
    """Whether it is no note but a line between the notes and the text."""
    return note.get(TYPE, "normal") != "normal"


def make_separators(kind: NoteKind) -> list[Element]:
    """The lines that part such notes from the text, as Word writes them."""
    lines = []
    for name, number in _SEPARATORS.items():
        line, paragraph, run = make_element(kind.name), make_element("p"), make_element("r")
        line.set(TYPE, name)
        line.set(ID, number)
        run.append(make_element(name))
        paragraph.append(run)
        line.append(paragraph)
        lines.append(line)
    return lines


def declare_separators(settings: Element, kind: NoteKind, root: Element) -> None:
    """Let the settings name the lines of a part for notes, as Word asks (17.11.9, 17.11.4)."""
    holder = settings.find(w(f"{kind.name}Pr"))
    if holder is None:
        holder = make_element(f"{kind.name}Pr")
        later = set(map(w, names_after("settings", f"{kind.name}Pr")))
        behind = next((n for n in settings if n.tag in later or not _is_word(n)), None)
        if behind is None:
            settings.append(holder)
        else:
            behind.addprevious(holder)
    known = {node.get(ID) for node in holder.iterchildren(w(kind.name))}
    for line in root:
        if is_separator(line) and line.get(ID) not in known:
            holder.append(make_element(kind.name, id=line.get(ID, "")))


def _is_word(node: Element) -> bool:
    """Whether the element is WordprocessingML's own: others stand at the settings' end."""
    return str(node.tag).startswith(w(""))
