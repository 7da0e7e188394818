"""Notes that come with a merge, or go with it: no note without a number, none seen by nobody."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.word import names
from drafter.word.changes.revisions import RevisionWriter
from drafter.word.package.archive import DOCUMENT
from drafter.word.parts.notes import NOTE_REFERENCES, NoteKind, is_separator
from drafter.word.parts.target import TargetFile
from drafter.word.xml import Element, get_parent, remove_node

_Key = tuple[str, str]


class NoteKeeper:
    """The notes of an edited file before the merge; `settle` sees to them after it."""

    def __init__(self, roots: Mapping[str, Element], target: TargetFile) -> None:
        self.roots, self.target = roots, target
        self.before = set(self._list_notes())
        self.orphans = self.before - self._find_referred()

    def settle(self, revision: RevisionWriter) -> None:
        """Notes that nothing leads to any more go; the words of those that came are tracked."""
        referred = self._find_referred()
        for key, note in self._list_notes().items():
            if key not in referred and key not in self.orphans:
                remove_node(note)
            elif key not in self.before:
                for paragraph in list(note.iterchildren(names.P)):
                    revision.mark_inserted(paragraph)
        for kind in NOTE_REFERENCES.values():
            if any(key[0] == kind.name for key in self._list_notes().keys() - self.before):
                self._order_notes(kind)

    def _order_notes(self, kind: NoteKind) -> None:
        """Number the notes of a kind in the order of the text, as Word does when it saves.

        LibreOffice gives each number in the text the next note by its id, whatever it leads to.
        """
        notes = {key: note for key, note in self._list_notes().items() if key[0] == kind.name}
        tag = next(tag for tag, each in NOTE_REFERENCES.items() if each is kind)
        numbers = list(self.roots[DOCUMENT].iter(tag))
        asked = dict.fromkeys((kind.name, node.get(names.ID, "")) for node in numbers)
        order = [*filter(notes.__contains__, asked), *(key for key in notes if key not in asked)]
        free = sorted((note.get(names.ID, "") for note in notes.values()), key=int)
        renamed = {key[1]: number for key, number in zip(order, free, strict=True)}
        for key in order:
            get_parent(notes[key]).append(notes[key])
        for node in (*numbers, *notes.values()):
            node.set(names.ID, renamed.get(node.get(names.ID, ""), node.get(names.ID, "")))

    def _list_notes(self) -> dict[_Key, Element]:
        """Each note by its kind and number."""
        found = {}
        for kind in NOTE_REFERENCES.values():
            _, root = self.target.find_part(kind.relation) or ("", ())
            for note in root:
                if not is_separator(note):
                    found[kind.name, note.get(names.ID, "")] = note
        return found

    def _find_referred(self) -> set[_Key]:
        nodes = (node for root in self.roots.values() for node in root.iter(*NOTE_REFERENCES))
        return {(NOTE_REFERENCES[str(node.tag)].name, node.get(names.ID, "")) for node in nodes}
