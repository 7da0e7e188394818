"""Notes that come with a merge, or go with it: no note without a number, none seen by nobody."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.word import names
from drafter.word.changes.revisions import RevisionWriter
from drafter.word.parts.notes import NOTE_REFERENCES, is_separator
from drafter.word.parts.target import TargetFile
from drafter.word.xml import Element, remove_node

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
