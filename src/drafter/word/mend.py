"""What a rendered part needs to be valid: cells with a paragraph, rows with a cell, unique ids."""

from __future__ import annotations

import copy

from drafter.word.blocks import texts
from drafter.word.xml import Element, element, parent, remove, set_text, w

GAP_OPEN, GAP_CLOSE = "【待补：", "】"
_TC, _TR, _TBL, _P, _RPR = w("tc"), w("tr"), w("tbl"), w("p"), w("rPr")
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BEFORE_HIGHLIGHT = {
    w(name)
    for name in (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
        "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
        "color", "spacing", "w", "kern", "position", "sz", "szCs",
    )
}  # fmt: skip


def tables(root: Element) -> None:
    """Every cell ends in a paragraph, every row has a cell, every table a row."""
    for cell in root.iter(_TC):
        if len(cell) == 0 or cell[-1].tag != _P:
            cell.append(element("p"))
    for row in list(root.iter(_TR)):
        if next(row.iter(_TC), None) is None:
            remove(row)
    for table in list(root.iter(_TBL)):
        if next(table.iter(_TR), None) is None:
            _remove_table(table)


def _remove_table(table: Element) -> None:
    holder = parent(table)
    holder.remove(table)
    if holder.tag == _TC and (len(holder) == 0 or holder[-1].tag != _P):
        holder.append(element("p"))


def unique(root: Element) -> None:
    """Bookmarks that a loop repeated are dropped, pictures that it repeated get a new id."""
    _bookmarks(root)
    for number, picture in enumerate(root.iter(_DOC_PR), 1):
        picture.set("id", str(number))


def _bookmarks(root: Element) -> None:
    names: set[str] = set()
    ids: set[str] = set()
    for start in list(root.iter(w("bookmarkStart"))):
        name, number = start.get(w("name"), ""), start.get(w("id"), "")
        if name in names or number in ids:
            remove(start)
        names.add(name)
        ids.add(number)
    ends: set[str] = set()
    for end in list(root.iter(w("bookmarkEnd"))):
        number = end.get(w("id"), "")
        if number in ends or number not in ids:
            remove(end)
        ends.add(number)


def highlight_gaps(root: Element) -> int:
    """Mark each 【待补：…】 in the page yellow; how many there are."""
    found = [node for node in root.iter(w("t")) if GAP_OPEN in (node.text or "")]
    for node in found:
        _highlight(node)
    return sum((node.text or "").count(GAP_OPEN) for node in root.iter(w("t")))


def _highlight(node: Element) -> None:
    run = parent(node)
    for piece, is_gap in _cut(node.text or ""):
        made = element("r")
        if (properties := run.find(_RPR)) is not None:
            made.append(copy.deepcopy(properties))
        text = element("t")
        set_text(text, piece)
        made.append(text)
        if is_gap:
            _set_highlight(made)
        run.addprevious(made)
    run.remove(node)
    if all(child.tag == _RPR for child in run):
        remove(run)


def _cut(text: str) -> list[tuple[str, bool]]:
    """The text cut into what stands between gaps and the gaps."""
    pieces: list[tuple[str, bool]] = []
    while (start := text.find(GAP_OPEN)) >= 0:
        end = text.find(GAP_CLOSE, start)
        end = len(text) if end < 0 else end + len(GAP_CLOSE)
        pieces += [(text[:start], False), (text[start:end], True)]
        text = text[end:]
    return [(piece, is_gap) for piece, is_gap in [*pieces, (text, False)] if piece]


def _set_highlight(run: Element) -> None:
    properties = run.find(_RPR)
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    for old in properties.findall(w("highlight")):
        properties.remove(old)
    before = [child for child in properties if child.tag in _BEFORE_HIGHLIGHT]
    properties.insert(len(before), element("highlight", val="yellow"))


def drop_empty_runs(root: Element) -> None:
    """Runs that hold an empty text and nothing else go: what a false condition left behind."""
    for node in list(root.iter(w("t"))):
        run = parent(node)
        if node.text or run.tag != w("r"):
            continue
        run.remove(node)
        if all(child.tag == _RPR for child in run):
            remove(run)


def ends_of_tables(root: Element) -> None:
    """A table at the end of a body or a cell is followed by a paragraph, as Word asks."""
    for table in root.iter(_TBL):
        following = table.getnext()
        if following is None or following.tag == w("sectPr"):
            table.addnext(element("p"))


def paragraph_texts(root: Element) -> list[str]:
    """The text of each paragraph, for comparing two versions of a part."""
    return ["".join(node.text or "" for node in texts(p)) for p in root.iter(_P)]
