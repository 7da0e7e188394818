"""What a rendered part needs to be valid: cells with a paragraph, rows with a cell, unique ids."""

from __future__ import annotations

import copy
import re
from itertools import pairwise

from drafter.vocabulary import GAP_CLOSE, GAP_OPEN
from drafter.word import names
from drafter.word.repair import requirements
from drafter.word.repair.annotations import ANNOTATIONS, pair_nodes, settle_annotations
from drafter.word.text.paragraphs import find_last_block, find_text_elements
from drafter.word.xml import (
    Element,
    get_parent,
    group_nodes,
    make_element,
    remove_node,
    set_text,
    w,
)

_GAP = re.compile(f"{GAP_OPEN}[^{GAP_CLOSE}]*{GAP_CLOSE}?")
_HOLDERS = tuple(map(w, requirements.END_IN_PARAGRAPH))
_NEEDED = [(w(holder), w(child)) for holder, child in requirements.NEEDED_CHILDREN.items()]
_SDT_PR = w("sdtPr")
_NUMBERED = {
    **ANNOTATIONS,
    **dict.fromkeys(names.BOOKMARKS, names.BOOKMARK_START),
    **dict.fromkeys((names.P, names.TR), names.P),
    **{tag: tag for tag in (names.DOC_PR, _SDT_PR)},
}
"""What has an id that stands once in a file, each by what its group is called here."""
_Groups = dict[str, list[Element]]
_RANKS = {
    w(tag): {w(name): n for n, name in enumerate(order)}
    for tag, order in requirements.PROPERTY_ORDERS.items()
}


def unwrap_smart_tags(root: Element) -> None:
    """Let the runs in smart tags stand in the paragraph itself.

    Word puts smart tags around dates and names as it likes; a condition that begins inside one
    and ends outside it would tear it.
    """
    for wrapper in list(root.iter(w("smartTag"))):
        for child in list(wrapper):
            if child.tag != w("smartTagPr"):
                wrapper.addprevious(child)
        remove_node(wrapper)


def release_bound_controls(root: Element) -> None:
    """Let content controls with tags show what the tags print, and keep it.

    Word and LibreOffice show the data that a control is bound to, whatever stands in it; and Word
    wipes what a control calls its placeholder at the first click.
    """
    for control in root.iter(w("sdt")):
        properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
        words = (
            "" if content is None else "".join(node.text or "" for node in content.iter(names.T))
        )
        if properties is None or "{" not in words:
            continue
        for node in [node for node in properties if node.tag in _OUTSHINING]:
            properties.remove(node)


_OUTSHINING = {*names.DATA_BINDINGS, w("showingPlcHdr")}


TOUCHING_TABLES = b"</w:tbl><w:tbl>"
"""Two tables of which the template itself has made one."""


def part_tables(root: Element) -> None:
    """Put a paragraph between tables that touch, since Word would show them as one."""
    for table in list(root.iter(names.TBL)):
        before = table.getprevious()
        while before is not None and before.tag in names.BOOKMARKS:
            before = before.getprevious()
        if before is not None and before.tag == names.TBL:
            table.addprevious(make_element("p"))


def drop_empty_tables(root: Element) -> None:
    """Rows that were left without a cell go, and tables that were left without a row."""
    for tag, needed in _NEEDED:
        for node in list(root.iter(tag)):
            if next(node.iter(needed), None) is None:
                remove_node(node)


def end_with_paragraphs(root: Element) -> None:
    """Every cell, text box, header and the body end in a paragraph, as Word asks."""
    for holder in root.iter(*_HOLDERS):
        last = find_last_block(holder)
        if last is not None and last.tag == names.P:
            continue
        if len(holder) and holder[-1].tag == names.SECT_PR:
            holder[-1].addprevious(make_element("p"))
        else:
            holder.append(make_element("p"))


def make_ids_unique(*roots: Element) -> None:
    """Ids and names that a loop repeated are made unique again, over all parts of a file.

    Of a repeated bookmark the first stays; a repeated picture gets a new id; a repeated
    paragraph or content control loses the id that it can do without.
    """
    parts = [group_nodes(root, _NUMBERED) for root in roots]
    _renumber_bookmarks(parts)
    _renumber_pictures(parts)
    settle_annotations(parts)
    seen: set[str] = set()
    for node in [node for part in parts for node in part.get(names.P, ())]:
        if _is_repeated(node.get(names.PARA_ID), seen):
            del node.attrib[names.PARA_ID]
    seen = set()
    for properties in [node for part in parts for node in part.get(_SDT_PR, ())]:
        number = properties.find(names.ID)
        if number is not None and _is_repeated(number.get(names.VAL), seen):
            remove_node(number)


def _is_repeated(value: str | None, seen: set[str]) -> bool:
    """Whether the value was seen before; from now on it was."""
    known = value in seen
    if value is not None:
        seen.add(value)
    return known


def _renumber_bookmarks(parts: list[_Groups]) -> None:
    """Keep the first bookmark of each name, with its end, and number what is kept."""
    seen: set[str] = set()
    kept: list[tuple[Element, Element]] = []
    for part in parts:
        pairs, loose = pair_nodes(part.get(names.BOOKMARK_START, ()), names.BOOKMARK_START)
        for pair in pairs:
            if _is_repeated(pair[0].get(names.NAME, "").lower(), seen):
                loose += pair
            else:
                kept.append(pair)
        for node in loose:
            remove_node(node)
    ids = [start.get(names.ID) for start, _ in kept]
    if len(set(ids)) < len(ids):
        for number, pair in enumerate(kept):
            for node in pair:
                node.set(names.ID, str(number))


def _renumber_pictures(parts: list[_Groups]) -> None:
    pictures = [node for part in parts for node in part.get(names.DOC_PR, ())]
    taken = {node.get("id", "") for node in pictures}
    free = (str(n) for n in range(1, len(pictures) + len(taken) + 1) if str(n) not in taken)
    seen: set[str] = set()
    for picture in pictures:
        if _is_repeated(picture.get("id"), seen):
            picture.set("id", next(free))


def highlight_gaps(root: Element) -> int:
    """Mark each 【待补：…】 in the page yellow, over however many runs; how many there are."""
    count = 0
    for paragraph in list(root.iter(names.P)):
        nodes = find_text_elements(paragraph)
        text = "".join(node.text or "" for node in nodes)
        gaps = [match.span() for match in _GAP.finditer(text)]
        if gaps:
            _highlight_spans(nodes, gaps)
        count += len(gaps)
    return count


def _highlight_spans(nodes: list[Element], gaps: list[tuple[int, int]]) -> None:
    """Rebuild each run that holds a piece of a gap; the gaps are counted in the joined text."""
    cuts: dict[Element, list[tuple[str, bool]]] = {}
    start = 0
    for node in nodes:
        text = node.text or ""
        here = [(max(a - start, 0), min(b - start, len(text))) for a, b in gaps]
        if spans := [(a, b) for a, b in here if a < b]:
            cuts[node] = _cut_at_spans(text, spans)
        start += len(text)
    for run in {get_parent(node): None for node in cuts if get_parent(node).tag == names.R}:
        _rebuild_run(run, cuts)


def _cut_at_spans(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text cut into what stands between the spans, and the spans."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    return [(piece, n % 2 == 1) for n, piece in enumerate(pieces) if piece]


def _rebuild_run(run: Element, cuts: dict[Element, list[tuple[str, bool]]]) -> None:
    """Each child of the run to a run of its own, in order; texts as they are cut."""
    properties = run.find(names.RPR)
    for child in [child for child in run if child.tag != names.RPR]:
        for text, is_gap in cuts.get(child, [("", False)]):
            made = make_element("r")
            if properties is not None:
                made.append(copy.deepcopy(properties))
            made.append(_make_text(text) if text else child)
            if is_gap:
                _set_highlight(made)
            run.addprevious(made)
    remove_node(run)


def _make_text(words: str) -> Element:
    made = make_element("t")
    set_text(made, words)
    return made


def _set_highlight(run: Element) -> None:
    properties = run.find(names.RPR)
    if properties is None:
        properties = make_element("rPr")
        run.insert(0, properties)
    ensure_property(properties, "highlight").set(names.VAL, requirements.HIGHLIGHT)


def ensure_property(properties: Element, name: str) -> Element:
    """That property of a w:pPr, w:rPr, w:tcPr or w:sectPr, made where it is missing."""
    present = properties.find(w(name))
    if present is None:
        present = make_element(name)
        insert_property(properties, present)
    return present


def insert_property(properties: Element, made: Element) -> None:
    """Put a property in its place in the schema's order."""
    ranks = _RANKS[properties.tag]
    later = (n for n, child in enumerate(properties) if ranks.get(child.tag, 0) > ranks[made.tag])
    properties.insert(next(later, len(properties)), made)


def sort_properties(root: Element) -> None:
    """Put the properties of runs and cells in order, in place, whatever wrote them.

    A shading without a pattern gets the plain one, which the schema asks for.
    """
    for node in root.iter(names.RPR, w("tcPr")):
        _sort_children(node)
    for shading in root.iter(w("shd")):
        if shading.get(names.VAL) is None:
            shading.set(names.VAL, "clear")


def _sort_children(properties: Element) -> None:
    """The properties in the schema's order; what it does not know comes last."""
    ranks = _RANKS[properties.tag]
    places = [ranks.get(child.tag, len(ranks)) for child in properties]
    if places != sorted(places):
        properties[:] = sorted(properties, key=lambda child: ranks.get(child.tag, len(ranks)))


def drop_empty_runs(root: Element) -> None:
    """Runs that hold an empty text and nothing else go: what a false condition left behind."""
    for node in list(root.iter(names.T)):
        run = get_parent(node)
        if node.text or len(node) or run.tag != names.R:
            continue
        run.remove(node)
        if all(child.tag == names.RPR for child in run):
            remove_node(run)


def read_paragraph_texts(root: Element) -> list[str]:
    """The text of each paragraph, for comparing two versions of a part."""
    return ["".join(node.text or "" for node in find_text_elements(p)) for p in root.iter(names.P)]
