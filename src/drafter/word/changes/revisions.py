"""Tracked changes, drafter's and those of hands, written into a paragraph or row as Word would.

Text that the same author inserted, and nobody has accepted yet, is simply taken back; a change
back to what is struck beside it takes the striking back. So changes never pile up.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from itertools import count

from drafter.word import names, xml
from drafter.word.changes.comments import AUTHOR
from drafter.word.changes.own import find_block_revision, is_ours
from drafter.word.changes.runs import cut_out_runs, split_after, split_before
from drafter.word.repair.tree import ensure_property
from drafter.word.text import paragraphs
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.text.paragraphs import CharacterPlace
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, unwrap, w

_STRUCK_TAGS = {names.T: names.DEL_TEXT, names.INSTR_TEXT: w("delInstrText")}
_UNSTRUCK_TAGS = {gone: kept for kept, gone in _STRUCK_TAGS.items()}
_NOT_FORMATTING = {names.RPR, names.SECT_PR, names.PPR_CHANGE}
"""What of a paragraph's properties is not the look of the paragraph."""


class RevisionWriter:
    """Numbers an author's tracked changes: from the first id that a part does not use, leaving out
    those of tracked changes in the others. The author is drafter until `sign` says another."""

    def __init__(self, root: Element, others: Iterable[Element] = ()) -> None:
        taken = {node.get(names.ID) for other in others for node in other.iter(*names.REVISIONS)}
        first = xml.next_free_number(node.get(names.ID) for node in root.iter())
        self._ids = (number for number in count(first) if str(number) not in taken)
        self.sign(AUTHOR)

    def sign(self, author: str, date: str = "") -> None:
        """Write in that author's name from now on. date: when they made the change, if known."""
        self._signature = {"author": author, **({"date": date} if date else {})}

    def change(self, name: str) -> Element:
        """A new tracked change, `ins` or `del`."""
        return make_element(name, id=str(next(self._ids)), **self._signature)

    def _is_own(self, change: Element | None) -> bool:
        """Whether a tracked change is by the author who writes."""
        return change is not None and change.get(names.AUTHOR) == self._signature["author"]

    def put(
        self, letters: Sequence[CharacterPlace], start: int, end: int, hole: Element,
        made: Sequence[Element],
    ) -> None:  # fmt: skip
        """Strike the characters from start to end, and put runs where the empty `hole` stands."""
        for run in cut_out_runs(letters, start, end):
            self.strike_run(run)
        self._fill_insertion(hole, made)

    def strike_run(self, run: Element) -> None:
        """Strike a run; one that the author inserted goes."""
        holder = get_parent(run)
        if holder.tag == names.INS and self._is_own(holder):
            remove_node(run)
            _drop_empty_insertion(holder)
            return
        struck = self.change("del")
        run.addprevious(struck)
        struck.append(run)
        for node in run.iter(*_STRUCK_TAGS):
            node.tag = _STRUCK_TAGS[node.tag]
            if node.tag == names.DEL_TEXT:
                set_text(node, node.text or "")

    def strike_block(self, block: Element) -> None:
        """Strike a paragraph or a row; one that the author inserted goes."""
        for run in [run for run in find_runs(block) if not _is_struck(run)]:
            self.strike_run(run)
        inserted = self._is_own(find_block_revision(block, "ins"))
        if inserted and not find_runs(block) and not _is_needed(block):
            _drop_block(block)
        elif block.tag == names.TR:
            _ensure_properties(block, names.TRPR).append(self.change("del"))
        elif not _is_needed(block):
            _ensure_mark_properties(block).insert(0, self.change("del"))

    def restyle_paragraph(self, paragraph: Element, like: Element) -> None:
        """Give a paragraph the properties of another one; back to what it had, nothing is left."""
        properties = _ensure_properties(paragraph, names.PPR)
        others = [node for node in properties if node.tag in _NOT_FORMATTING]
        change = properties.find(names.PPR_CHANGE)
        if change is None:
            change, before = self.change("pPrChange"), make_element("pPr")
            before.extend([node for node in properties if node.tag not in _NOT_FORMATTING])
            change.append(before)
        wanted = like.find(names.PPR)
        new = [
            node for node in ([] if wanted is None else wanted) if node.tag not in _NOT_FORMATTING
        ]
        same = [*map(xml.write, new)] == [*map(xml.write, change[0])]
        others = [node for node in others if node is not change]
        properties[:] = [*new, *others, *([] if same else [change])]

    def mark_inserted(self, block: Element) -> Element:
        """A new paragraph or row as a tracked insertion."""
        for run in find_runs(block):
            inserted = self.change("ins")
            run.addprevious(inserted)
            inserted.append(run)
        if block.tag == names.TR:
            _ensure_properties(block, names.TRPR).append(self.change("ins"))
        else:
            _ensure_mark_properties(block).insert(0, self.change("ins"))
        return block

    def open_insertion(
        self, letters: Sequence[CharacterPlace], start: int, end: int, within: Element | None,
        holder: Element,
    ) -> Element:  # fmt: skip
        """An empty insertion after the characters from start to end.

        Where there are none, before the end of their bookmark, `within`; else after the character
        before, or before the one behind; else at the end of the paragraph `holder`, or of that
        paragraph of the row `holder` in which no character stands.
        """
        made = self.change("ins")
        if start == end and within is not None:
            self._insert_before(within, made)
        elif end > 0 and (before := letters[end - 1]) is not None:
            self._insert_after(split_after(*before), made)
        elif end < len(letters) and (after := letters[end]) is not None:
            self._insert_before(split_before(*after), made)
        else:
            _find_paragraph(holder, letters[:end]).append(made)
        return made

    def _insert_before(self, node: Element, made: Element) -> None:
        # An empty run stands in for the place, so that only one way out of a tracked change is
        # needed: the one behind a run.
        here = make_element("r")
        node.addprevious(here)
        self._insert_after(here, made)
        remove_node(here)

    def _insert_after(self, node: Element, made: Element) -> None:
        """Put a change after a run, outside of the tracked change that the run is in."""
        # Within somebody else's insertion or deletion it would share that one's fate: what the
        # change holds behind the place becomes a change of its own, by the same author.
        holder = get_parent(node)
        while holder.tag in names.REVISIONS:
            if rest := list(node.itersiblings()):
                other = copy.copy(holder)
                other[:] = rest
                other.set(names.ID, str(next(self._ids)))
                holder.addnext(other)
            node, holder = holder, get_parent(holder)
        node.addnext(made)

    def _fill_insertion(self, hole: Element, runs: Sequence[Element]) -> None:
        """Put the runs into the insertion, or take back the same words struck before it."""
        struck = self._find_struck_before(hole)
        said = "".join(_read_said_text(run) for run in runs)
        # A struck note or picture may show something else than the one that comes in its place,
        # and says nothing where none comes.
        has_objects = any(True for run in (*runs, *struck) for _ in run.iter(*paragraphs.OBJECTS))
        was = "".join(_read_said_text(one) for one in reversed(struck))
        if struck and not has_objects and said == was:
            for one in struck:
                _unwrap_struck(one)
            remove_node(hole)
            return
        hole.extend(runs)
        if not len(hole):
            remove_node(hole)

    def _find_struck_before(self, hole: Element) -> list[Element]:
        """The author's own strikings right before the hole, the nearest first."""
        found = []
        for node in hole.itersiblings(preceding=True):
            if node.tag == names.DEL and self._is_own(node):
                found.append(node)
            elif node.tag not in names.BOOKMARKS:
                break
        return found


def _find_paragraph(block: Element, before: Sequence[CharacterPlace]) -> Element:
    """The paragraph of a block that is reached behind those characters: in a row each paragraph
    ends with one, and so does each cell."""
    if block.tag != names.TR:
        return block
    reached: list[Element] = []
    for cell in block.iter(names.TC):
        own = list(paragraphs.iterate_own_paragraphs(cell))
        reached += [*own, own[-1] if own else cell]
    return reached[sum(letter is None for letter in before)]


def find_runs(block: Element) -> list[Element]:
    """The runs of a paragraph or row, not those in the text boxes of another run."""
    return [run for run in block.iter(names.R) if next(run.iterancestors(names.R), None) is None]


_UNCOPIED = (
    *names.REVISIONS, *names.COMMENT_ANCHORS, *paragraphs.OBJECTS, names.SECT_PR,
    *map(w, ("sdt", "rPrChange", "pPrChange", "fldSimple", "hyperlink")),
)  # fmt: skip
"""What a block's copy must not have a second time, or what is about one place alone."""


def is_movable(block: Element) -> bool:
    """Whether the block may be struck where it stands and stand elsewhere: mere words."""
    marks = block.iter(names.BOOKMARK_START)
    is_own = all(parse_bookmark_name(node.get(names.NAME, "")) for node in marks)
    return is_own and next(block.iter(*_UNCOPIED), None) is None


def copy_without_marks(block: Element) -> Element:
    """A copy without bookmarks and paragraph ids, which are there once."""
    made = copy.deepcopy(block)
    for node in list(made.iter(*names.BOOKMARKS)):
        remove_node(node)
    for node in made.iter(names.P, names.TR):
        for name in [each for each in node.attrib if str(each).startswith(names.WORD_2010)]:
            del node.attrib[name]
    return made


def unstrike_block(block: Element) -> None:
    """Take drafter's own striking of a paragraph or row back."""
    for struck in [node for node in block.iter(names.DEL) if is_ours(node)]:
        if get_parent(struck).tag in (names.RPR, names.TRPR):
            remove_node(struck)
        else:
            _unwrap_struck(struck)


def _read_said_text(node: Element) -> str:
    return "".join(one.text or "" for one in node.iter(names.T, names.DEL_TEXT))


def _unwrap_struck(struck: Element) -> None:
    for node in struck.iter(*_UNSTRUCK_TAGS):
        node.tag = _UNSTRUCK_TAGS[node.tag]
    unwrap(struck)


def _is_struck(run: Element) -> bool:
    return next(run.iterancestors(*names.DELETIONS), None) is not None


def _drop_empty_insertion(holder: Element) -> None:
    """An insertion that has no run left goes; bookmarks in it stay."""
    if holder.find(names.R) is None:
        unwrap(holder)


def _is_needed(block: Element) -> bool:
    """Whether the paragraph must stay: it ends a section, or it is the last of its holder."""
    if block.tag == names.TR:
        return False
    following = next(block.itersiblings(names.P, names.TBL, w("sdt")), None)
    return following is None or block.find(f"{names.PPR}/{names.SECT_PR}") is not None


def _drop_block(block: Element) -> None:
    """Take the block out; a table without a row goes too."""
    holder = get_parent(block)
    for node in [node for node in block.iter(*names.BOOKMARKS) if not _has_both_ends(node, block)]:
        (holder if block.tag == names.TR else block).addprevious(node)
    remove_node(block)
    if block.tag == names.TR and holder.find(f".//{names.TR}") is None:
        remove_node(holder)


def _has_both_ends(node: Element, block: Element) -> bool:
    """Whether begin and end of a bookmark are both in the block."""
    number = node.get(names.ID)
    return sum(other.get(names.ID) == number for other in block.iter(*names.BOOKMARKS)) == 2


def _ensure_properties(block: Element, tag: str) -> Element:
    """The block's properties, made where it has none."""
    found = block.find(tag)
    if found is None:
        found = make_element(tag.rpartition("}")[2])
        block.insert(1 if len(block) and block[0].tag == w("tblPrEx") else 0, found)
    return found


def _ensure_mark_properties(paragraph: Element) -> Element:
    """The run properties of a paragraph's own mark, made where it has none."""
    return ensure_property(_ensure_properties(paragraph, names.PPR), "rPr")
