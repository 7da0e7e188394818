"""Tracked changes of drafter's own, written into a paragraph or a row as Word would.

Text that drafter itself inserted, and nobody has accepted yet, is simply taken back; a change
back to what is struck beside it takes the striking back. So changes never pile up.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from drafter.word import xml
from drafter.word.changes.comments import AUTHOR
from drafter.word.changes.runs import cut_out_runs, split_after, split_before
from drafter.word.text.blocks import is_ours, paragraph_change, row_change
from drafter.word.text.paragraphs import CharacterPlace
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, w

_R, _RPR, _T, _P, _PPR, _TR, _TRPR = (w(n) for n in ("r", "rPr", "t", "p", "pPr", "tr", "trPr"))
_DEL_TEXT, _INS, _DEL, _MOVE_TO = w("delText"), w("ins"), w("del"), w("moveTo")
_CHANGES = {_INS, _DEL, _MOVE_TO, w("moveFrom")}
_STRUCK_TAGS = {_T: _DEL_TEXT, w("instrText"): w("delInstrText")}
_UNSTRUCK_TAGS = {gone: kept for kept, gone in _STRUCK_TAGS.items()}
_CHANGE = w("rPrChange")
_BREAKS = {"\t": "tab", "\n": "br"}
_PPR_CHANGE = w("pPrChange")
_NOT_FORMATTING = {_RPR, w("sectPr"), _PPR_CHANGE}
"""What of a paragraph's properties is not the look of the paragraph."""
_BOOKMARKS = {w("bookmarkStart"), w("bookmarkEnd")}


class RevisionWriter:
    """Numbers drafter's tracked changes of a part: from the first id that the part does not use."""

    def __init__(self, root: Element) -> None:
        used = (node.get(w("id"), "") for node in root.iter())
        self._next = 1 + max((int(text) for text in used if text.isdigit()), default=0)

    def change(self, name: str) -> Element:
        """A new tracked change, `ins` or `del`."""
        self._next += 1
        return make_element(name, id=str(self._next - 1), author=AUTHOR)

    def put(
        self, letters: Sequence[CharacterPlace], start: int, end: int, hole: Element,
        made: Sequence[Element],
    ) -> None:  # fmt: skip
        """Strike the characters from start to end, and put runs where the empty `hole` stands."""
        for run in cut_out_runs(letters, start, end):
            self.strike_run(run)
        _fill_insertion(hole, made)

    def strike_run(self, run: Element) -> None:
        """Strike a run; one that drafter itself inserted goes."""
        holder = get_parent(run)
        if holder.tag == _INS and is_ours(holder):
            remove_node(run)
            _drop_empty_insertion(holder)
            return
        struck = self.change("del")
        run.addprevious(struck)
        struck.append(run)
        for node in run.iter(*_STRUCK_TAGS):
            node.tag = _STRUCK_TAGS[node.tag]
            if node.tag == _DEL_TEXT:
                set_text(node, node.text or "")

    def strike_block(self, block: Element) -> None:
        """Strike a paragraph or a row; one that drafter itself inserted goes."""
        told = row_change if block.tag == _TR else paragraph_change
        for run in [run for run in find_runs(block) if not _is_struck(run)]:
            self.strike_run(run)
        if is_ours(told(block, "ins")) and not find_runs(block) and not _is_needed(block):
            _drop_block(block)
        elif block.tag == _TR:
            _ensure_properties(block, _TRPR).append(self.change("del"))
        elif not _is_needed(block):
            _ensure_mark_properties(block).insert(0, self.change("del"))

    def restyle_paragraph(self, paragraph: Element, like: Element) -> None:
        """Give a paragraph the properties of another one; back to what it had, nothing is left."""
        properties = _ensure_properties(paragraph, _PPR)
        kept = [node for node in properties if node.tag in _NOT_FORMATTING]
        change = properties.find(_PPR_CHANGE)
        if change is None:
            change, before = self.change("pPrChange"), make_element("pPr")
            before.extend([node for node in properties if node.tag not in _NOT_FORMATTING])
            change.append(before)
        came = like.find(_PPR)
        new = [node for node in ([] if came is None else came) if node.tag not in _NOT_FORMATTING]
        same = [*map(xml.write, new)] == [*map(xml.write, change[0])]
        kept = [node for node in kept if node is not change]
        properties[:] = [*new, *kept, *([] if same else [change])]

    def mark_inserted(self, block: Element) -> Element:
        """A new paragraph or row as a tracked insertion."""
        for run in find_runs(block):
            inserted = self.change("ins")
            run.addprevious(inserted)
            inserted.append(run)
        if block.tag == _TR:
            _ensure_properties(block, _TRPR).append(self.change("ins"))
        else:
            _ensure_mark_properties(block).insert(0, self.change("ins"))
        return block

    def open_insertion(
        self, letters: Sequence[CharacterPlace], start: int, end: int, within: Element | None,
        holder: Element,
    ) -> Element:  # fmt: skip
        """An empty insertion after the characters from start to end.

        Where there are none, before the end of their bookmark, `within`; else after the character
        before, or before the one behind; else at the end of the paragraph `holder`.
        """
        made = self.change("ins")
        if start == end and within is not None:
            self._insert_before(within, made)
        elif end > 0 and (before := letters[end - 1]) is not None:
            self._insert_after(split_after(*before), made)
        elif end < len(letters) and (after := letters[end]) is not None:
            self._insert_before(split_before(*after), made)
        else:
            holder.append(made)
        return made

    def _insert_before(self, node: Element, made: Element) -> None:
        here = make_element("r")
        node.addprevious(here)
        self._insert_after(here, made)
        remove_node(here)

    def _insert_after(self, node: Element, made: Element) -> None:
        """Put a change after a run, outside of the tracked change that the run is in."""
        holder = get_parent(node)
        while holder.tag in _CHANGES:
            if rest := list(node.itersiblings()):
                other = copy.copy(holder)
                other[:] = rest
                other.set(w("id"), str(self._next))
                self._next += 1
                holder.addnext(other)
            node, holder = holder, get_parent(holder)
        node.addnext(made)


def find_runs(block: Element) -> list[Element]:
    """The runs of a paragraph or row, not those in the text boxes of another run."""
    return [run for run in block.iter(_R) if next(run.iterancestors(_R), None) is None]


def unstrike_block(block: Element) -> None:
    """Take drafter's own striking of a paragraph or row back."""
    for struck in [node for node in block.iter(_DEL) if is_ours(node)]:
        if get_parent(struck).tag in (_RPR, _TRPR):
            remove_node(struck)
        else:
            _unwrap_struck(struck)


def _fill_insertion(hole: Element, runs: Sequence[Element]) -> None:
    """Put the runs into the insertion, or take back the striking before it that says the same."""
    struck = _find_struck_before(hole)
    said = "".join(_read_said_text(run) for run in runs)
    if struck and said == "".join(_read_said_text(one) for one in reversed(struck)):
        for one in struck:
            _unwrap_struck(one)
        remove_node(hole)
        return
    hole.extend(runs)
    if not len(hole):
        remove_node(hole)


def _find_struck_before(hole: Element) -> list[Element]:
    """Drafter's own strikings right before the hole, the nearest first."""
    found = []
    for node in hole.itersiblings(preceding=True):
        if node.tag == _DEL and is_ours(node):
            found.append(node)
        elif node.tag not in _BOOKMARKS:
            break
    return found


def _read_said_text(node: Element) -> str:
    return "".join(one.text or "" for one in node.iter(_T, _DEL_TEXT))


def _unwrap_struck(struck: Element) -> None:
    for node in struck.iter(*_UNSTRUCK_TAGS):
        node.tag = _UNSTRUCK_TAGS[node.tag]
    for child in list(struck):
        struck.addprevious(child)
    remove_node(struck)


def _is_struck(run: Element) -> bool:
    return any(True for _ in run.iterancestors(_DEL, w("moveFrom")))


def _drop_empty_insertion(holder: Element) -> None:
    """An insertion that has no run left goes; bookmarks in it stay."""
    if holder.find(_R) is None:
        for child in list(holder):
            holder.addprevious(child)
        remove_node(holder)


def _is_needed(block: Element) -> bool:
    """Whether the paragraph must stay: it ends a section, or it is the last of its holder."""
    if block.tag == _TR:
        return False
    following = (node for node in block.itersiblings() if node.tag in (_P, w("tbl"), w("sdt")))
    return block.find(f"{w('pPr')}/{w('sectPr')}") is not None or next(following, None) is None


def _drop_block(block: Element) -> None:
    """Take the block out; a table without a row goes too."""
    holder = get_parent(block)
    for node in [node for node in block.iter(*_BOOKMARKS) if not _has_both_ends(node, block)]:
        (holder if block.tag == _TR else block).addprevious(node)
    remove_node(block)
    if block.tag == _TR and holder.find(f".//{_TR}") is None:
        remove_node(holder)


def _has_both_ends(node: Element, block: Element) -> bool:
    """Whether begin and end of a bookmark are both in the block."""
    number = node.get(w("id"))
    return sum(other.get(w("id")) == number for other in block.iter(*_BOOKMARKS)) == 2


def _ensure_properties(block: Element, tag: str) -> Element:
    """The block's properties, made where it has none."""
    found = block.find(tag)
    if found is None:
        found = make_element(tag.rpartition("}")[2])
        block.insert(1 if len(block) and block[0].tag == w("tblPrEx") else 0, found)
    return found


def _ensure_mark_properties(paragraph: Element) -> Element:
    """The run properties of a paragraph's own mark, made where it has none."""
    properties = _ensure_properties(paragraph, _PPR)
    found = properties.find(_RPR)
    if found is None:
        found = make_element("rPr")
        later = [node for node in properties if node.tag in (w("sectPr"), w("pPrChange"))]
        if later:
            later[0].addprevious(found)
        else:
            properties.append(found)
    return found
