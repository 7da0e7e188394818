"""Tracked changes of drafter's own, written into a paragraph or a row as Word would.

Text that drafter itself inserted, and nobody has accepted yet, is simply taken back; a change
back to what is struck beside it takes the striking back. So changes never pile up.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from drafter.word import xml
from drafter.word.comments import AUTHOR
from drafter.word.runs import beginning, cut, ending
from drafter.word.story import Letter, by_us, marked, row_change
from drafter.word.xml import Element, element, parent, remove, set_text, w

_R, _RPR, _T, _P, _PPR, _TR, _TRPR = (w(n) for n in ("r", "rPr", "t", "p", "pPr", "tr", "trPr"))
_DEL_TEXT, _INS, _DEL, _MOVE_TO = w("delText"), w("ins"), w("del"), w("moveTo")
_CHANGES = {_INS, _DEL, _MOVE_TO, w("moveFrom")}
_STRUCK = {_T: _DEL_TEXT, w("instrText"): w("delInstrText")}
_SHOWN = {gone: kept for kept, gone in _STRUCK.items()}
_CHANGE = w("rPrChange")
_BREAKS = {"\t": "tab", "\n": "br"}
_PPR_CHANGE = w("pPrChange")
_KEPT = {_RPR, w("sectPr"), _PPR_CHANGE}
"""What of a paragraph's properties is not the look of the paragraph."""
_BOOKMARKS = {w("bookmarkStart"), w("bookmarkEnd")}


class Revision:
    """Numbers drafter's tracked changes of a part: from the first id that the part does not use."""

    def __init__(self, root: Element) -> None:
        used = (node.get(w("id"), "") for node in root.iter())
        self._next = 1 + max((int(text) for text in used if text.isdigit()), default=0)

    def change(self, name: str) -> Element:
        """A new tracked change, `ins` or `del`."""
        self._next += 1
        return element(name, id=str(self._next - 1), author=AUTHOR)

    def put(
        self, letters: Sequence[Letter], start: int, end: int, hole: Element,
        made: Sequence[Element],
    ) -> None:  # fmt: skip
        """Strike the characters from start to end, and put runs where the empty `hole` stands."""
        for run in cut(letters, start, end):
            self.strike_run(run)
        _fill(hole, made)

    def strike_run(self, run: Element) -> None:
        """Strike a run; one that drafter itself inserted goes."""
        holder = parent(run)
        if holder.tag == _INS and by_us(holder):
            remove(run)
            _tidy(holder)
            return
        struck = self.change("del")
        run.addprevious(struck)
        struck.append(run)
        for node in run.iter(*_STRUCK):
            node.tag = _STRUCK[node.tag]
            if node.tag == _DEL_TEXT:
                set_text(node, node.text or "")

    def strike(self, block: Element) -> None:
        """Strike a paragraph or a row; one that drafter itself inserted goes."""
        told = row_change if block.tag == _TR else marked
        for run in [run for run in runs_of(block) if not _is_struck(run)]:
            self.strike_run(run)
        if by_us(told(block, "ins")) and not runs_of(block) and not _needed(block):
            _drop(block)
        elif block.tag == _TR:
            _properties(block, _TRPR).append(self.change("del"))
        elif not _needed(block):
            _mark(block).insert(0, self.change("del"))

    def restyle(self, paragraph: Element, like: Element) -> None:
        """Give a paragraph the properties of another one; back to what it had, nothing is left."""
        properties = _properties(paragraph, _PPR)
        kept = [node for node in properties if node.tag in _KEPT]
        change = properties.find(_PPR_CHANGE)
        if change is None:
            change, before = self.change("pPrChange"), element("pPr")
            before.extend([node for node in properties if node.tag not in _KEPT])
            change.append(before)
        came = like.find(_PPR)
        new = [node for node in ([] if came is None else came) if node.tag not in _KEPT]
        same = [*map(xml.write, new)] == [*map(xml.write, change[0])]
        kept = [node for node in kept if node is not change]
        properties[:] = [*new, *kept, *([] if same else [change])]

    def brought(self, block: Element) -> Element:
        """A new paragraph or row as a tracked insertion."""
        for run in runs_of(block):
            inserted = self.change("ins")
            run.addprevious(inserted)
            inserted.append(run)
        if block.tag == _TR:
            _properties(block, _TRPR).append(self.change("ins"))
        else:
            _mark(block).insert(0, self.change("ins"))
        return block

    def hole(
        self, letters: Sequence[Letter], start: int, end: int, within: Element | None,
        holder: Element,
    ) -> Element:  # fmt: skip
        """An empty insertion after the characters from start to end.

        Where there are none, before the end of their bookmark, `within`; else after the character
        before, or before the one behind; else at the end of the paragraph `holder`.
        """
        made = self.change("ins")
        if start == end and within is not None:
            self._before(within, made)
        elif end > 0 and (before := letters[end - 1]) is not None:
            self._after(ending(*before), made)
        elif end < len(letters) and (after := letters[end]) is not None:
            self._before(beginning(*after), made)
        else:
            holder.append(made)
        return made

    def _before(self, node: Element, made: Element) -> None:
        here = element("r")
        node.addprevious(here)
        self._after(here, made)
        remove(here)

    def _after(self, node: Element, made: Element) -> None:
        """Put a change after a run, outside of the tracked change that the run is in."""
        holder = parent(node)
        while holder.tag in _CHANGES:
            if rest := list(node.itersiblings()):
                other = copy.copy(holder)
                other[:] = rest
                other.set(w("id"), str(self._next))
                self._next += 1
                holder.addnext(other)
            node, holder = holder, parent(holder)
        node.addnext(made)


def runs_of(block: Element) -> list[Element]:
    """The runs of a paragraph or row, not those in the text boxes of another run."""
    return [run for run in block.iter(_R) if next(run.iterancestors(_R), None) is None]


def revive(block: Element) -> None:
    """Take drafter's own striking of a paragraph or row back."""
    for struck in [node for node in block.iter(_DEL) if by_us(node)]:
        if parent(struck).tag in (_RPR, _TRPR):
            remove(struck)
        else:
            _unwrap(struck)


def _fill(hole: Element, runs: Sequence[Element]) -> None:
    """Put the runs into the insertion, or take back the striking before it that says the same."""
    struck = _struck_before(hole)
    said = "".join(_said(run) for run in runs)
    if struck and said == "".join(_said(one) for one in reversed(struck)):
        for one in struck:
            _unwrap(one)
        remove(hole)
        return
    hole.extend(runs)
    if not len(hole):
        remove(hole)


def _struck_before(hole: Element) -> list[Element]:
    """Drafter's own strikings right before the hole, the nearest first."""
    found = []
    for node in hole.itersiblings(preceding=True):
        if node.tag == _DEL and by_us(node):
            found.append(node)
        elif node.tag not in _BOOKMARKS:
            break
    return found


def _said(node: Element) -> str:
    return "".join(one.text or "" for one in node.iter(_T, _DEL_TEXT))


def _unwrap(struck: Element) -> None:
    for node in struck.iter(*_SHOWN):
        node.tag = _SHOWN[node.tag]
    for child in list(struck):
        struck.addprevious(child)
    remove(struck)


def _is_struck(run: Element) -> bool:
    return any(True for _ in run.iterancestors(_DEL, w("moveFrom")))


def _tidy(holder: Element) -> None:
    """An insertion that has no run left goes; bookmarks in it stay."""
    if holder.find(_R) is None:
        for child in list(holder):
            holder.addprevious(child)
        remove(holder)


def _needed(block: Element) -> bool:
    """Whether the paragraph must stay: it ends a section, or it is the last of its holder."""
    if block.tag == _TR:
        return False
    following = (node for node in block.itersiblings() if node.tag in (_P, w("tbl"), w("sdt")))
    return block.find(f"{w('pPr')}/{w('sectPr')}") is not None or next(following, None) is None


def _drop(block: Element) -> None:
    """Take the block out; a table without a row goes too."""
    holder = parent(block)
    for node in [node for node in block.iter(*_BOOKMARKS) if not _is_pair(node, block)]:
        (holder if block.tag == _TR else block).addprevious(node)
    remove(block)
    if block.tag == _TR and holder.find(f".//{_TR}") is None:
        remove(holder)


def _is_pair(node: Element, block: Element) -> bool:
    """Whether begin and end of a bookmark are both in the block."""
    number = node.get(w("id"))
    return sum(other.get(w("id")) == number for other in block.iter(*_BOOKMARKS)) == 2


def _properties(block: Element, tag: str) -> Element:
    """The block's properties, made where it has none."""
    found = block.find(tag)
    if found is None:
        found = element(tag.rpartition("}")[2])
        block.insert(1 if len(block) and block[0].tag == w("tblPrEx") else 0, found)
    return found


def _mark(paragraph: Element) -> Element:
    """The run properties of a paragraph's own mark, made where it has none."""
    properties = _properties(paragraph, _PPR)
    found = properties.find(_RPR)
    if found is None:
        found = element("rPr")
        later = [node for node in properties if node.tag in (w("sectPr"), w("pPrChange"))]
        if later:
            later[0].addprevious(found)
        else:
            properties.append(found)
    return found
