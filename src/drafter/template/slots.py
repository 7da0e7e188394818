"""Template tags in Word paragraphs: found, made whole, and each printing tag given its own run.

Word splits a tag over runs as it likes. Here every tag becomes whole again, and a tag that prints
gets a run of its own, wrapped in a hidden bookmark, so that the printed value can be found again
in the report whatever is written around it.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator

from drafter.template import columns, holders, joins
from drafter.template.clauses.lowering import Reading, may_have_clauses, read_tags, split_at_signs
from drafter.template.clauses.vanishing import (
    MOVES_TEXT,
    FindLevel,
    Vanishing,
    find_vanishing,
    wrap_vanishing,
)
from drafter.template.tag import (
    AT,
    ESCAPED_BRACES,
    THERE,
    Slot,
    Tag,
    find_tags,
    pair_blocks,
    split_text,
)
from drafter.word import names, xml
from drafter.word.names import T
from drafter.word.text import paragraphs
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, w

_MERGES_CELLS = {"vm", "hm"}
_FORMULA, _FORMULA_TEXT = (f"{names.MATH}{name}" for name in ("oMath", "t"))
_DRAWN, _DRAWN_TEXT = (f"{names.DRAWING}{name}" for name in "pt")
_R, _RPR, _PPR, _BODY, _TR = w("r"), w("rPr"), w("pPr"), w("body"), w("tr")


def find_slots(member: str, root: Element, first: int, known: Collection[str] = ()) -> list[Slot]:
    """All tags of a part in order of the file, numbered from `first`.

    known: the names of data, which conditions of clauses may ask for. Between `{% raw %}` and
    `{% endraw %}` there are no tags, though many paragraphs lie between.
    """
    slots: list[Slot] = []
    for paragraph, reading in read_paragraphs(paragraphs.iterate_paragraphs(root), known):
        place, end = paragraph.spot(), 0
        for start, tag in reading.tags:
            shown = place.text.find(tag.text, end)  # tabs, line breaks and codes are in no w:t
            column = (start if shown < 0 else shown) + 1
            end = end if shown < 0 else shown + len(tag.text)
            slots.append(Slot(first + len(slots), member, place, column, tag))
    return slots


def read_paragraphs(
    members: Iterable[Paragraph], known: Collection[str]
) -> Iterator[tuple[Paragraph, Reading]]:
    """The paragraphs of a part that may have tags, with those that they have."""
    names = {*known}
    is_raw = False
    for paragraph in members:
        text = _join_texts(paragraphs.find_tag_holders(paragraph.element))
        if "{" not in text and not may_have_clauses(text):
            continue
        reading = Reading(tuple(find_tags(text))) if is_raw else read_tags(text, names)
        kept = []
        for start, tag in reading.tags:
            is_raw = is_raw and tag.keyword != "endraw"
            if not is_raw:
                kept.append((start, tag))
                names.update(tag.defined_names)
            is_raw = is_raw or tag.keyword == "raw"
        yield paragraph, Reading(tuple(kept), reading.faults)


def _join_texts(nodes: list[Element]) -> str:
    return "".join(node.text or "" for node in nodes)


def prepare_part(root: Element, found: list[Slot], find_level: FindLevel | None) -> None:
    """Make each tag of the part whole, and wrap what each printing tag prints in `_at(slot, …)`.

    find_level: tells headings, where the part is the body. Each printing tag gets a run and a
    bookmark of its own, and in the body each block (paragraph, table row) a bookmark, all to be
    numbered when the report is rendered. Parts in which `{%-` joins paragraphs get none, since what
    the tag removes would tear them; nor do tags in a macro or a block, whose text may go anywhere.
    A tag with a prefix takes the place of its paragraph, row, cell or run.
    """
    # docxtpl looks for these signs in the bare text, in raw text and comments too.
    bare = [slot.text for slot in found if not slot.tag.removes]
    mark = not any("{%-" in text or "-%}" in text for text in bare)
    numbers, inner = _group_by_paragraph(found), _find_inner_tags(found)
    joined = joins.find_joins(root, found)
    members = list(paragraphs.iterate_paragraphs(root))
    vanishing = find_vanishing(root, found, find_level) if mark else Vanishing()
    for paragraph in members:
        here = numbers.get(paragraph.number, [])
        if here or ESCAPED_BRACES.search(paragraph.text):
            _join_split_tags(paragraph.element, here)
            joins.strip_blanks(paragraph.element, here, joined)
            here = [joins.drop_signs(slot, joined) for slot in here]
            merges = any(slot.tag.keyword in _MERGES_CELLS for slot in here)
            _rewrite_texts(paragraph.element, here, inner, mark=mark and not merges)
        if mark and find_level is not None and _is_block(paragraph.element):
            _wrap_block(paragraph.element, paragraph.number)
    _join_other_tags(root)
    columns.mark_columns(root, found)
    holders.replace_holders(root, found, _wrap_expression)
    wrap_vanishing(root, vanishing, {each.number: each.element for each in members})


def _group_by_paragraph(found: list[Slot]) -> dict[int, list[Slot]]:
    numbers: dict[int, list[Slot]] = {}
    for slot in found:
        numbers.setdefault(slot.paragraph.number, []).append(slot)
    return numbers


def _find_inner_tags(found: list[Slot]) -> set[int]:
    """The tags that need the text around them: those in a macro or a block, and `{{-`."""
    tags = [slot.tag for slot in found]
    inner = {slot.number for slot in found if "-" in (slot.tag.left, slot.tag.right)}
    for first, last in pair_blocks(tags, MOVES_TEXT):
        inner.update(slot.number for slot in found[first:last])
    return inner


def _join_split_tags(paragraph: Element, here: list[Slot]) -> None:
    """Move each tag that is split over several w:t whole into the first of them.

    So is a macro or a block, where all its runs look the same: its text may be compared. Of one
    that holds more than text (a tab, a field, a note's number) that would be torn out.
    """
    nodes = paragraphs.find_tag_holders(paragraph)
    text = _join_texts(nodes)
    lengths = [len(node.text or "") for node in nodes]
    home = [i for i, length in enumerate(lengths) for _ in range(length)]
    tags = list(find_tags(text))
    wholes = [(start, start + len(tag.text)) for start, tag in (*tags, *_find_signs(text, here))]
    wholes += [match.span() for match in ESCAPED_BRACES.finditer(text)]
    forms = [_run_formatting(node) for node in nodes]
    for first, last in wholes:
        home[first:last] = [home[first]] * (last - first)
    for first, last in _find_block_spans(tags):
        ends = nodes[home[first]], nodes[home[last - 1]]
        same_looks = len({forms[at] for at in home[first:last]}) == 1
        if same_looks and paragraphs.is_text_between(paragraph, *ends):
            home[first:last] = [home[first]] * (last - first)
    _deal_out(text, home, nodes)


def _find_signs(text: str, here: list[Slot]) -> Iterator[tuple[int, Tag]]:
    """The signs of clauses among the slots of a paragraph, with their 0-based starts."""
    at = 0
    for slot in here:
        start = text.find(slot.text, at)
        if slot.tag.shown:
            yield start, slot.tag
        at = start + len(slot.text)


def _join_other_tags(root: Element) -> None:
    """Make the tags whole of formulas and of drawings' own text, which have no w:t."""
    for holder in root.iter(_FORMULA, _DRAWN):
        nodes = list(holder.iter(_FORMULA_TEXT, _DRAWN_TEXT))
        text = _join_texts(nodes)
        home = [i for i, node in enumerate(nodes) for _ in node.text or ""]
        for start, tag in find_tags(text):
            end = start + len(tag.text)
            home[start:end] = [home[start]] * (end - start)
        _deal_out(text, home, nodes)


def _deal_out(text: str, home: list[int], nodes: list[Element]) -> None:
    """Give each character of the text to the element that is its home."""
    joined: list[list[str]] = [[] for _ in nodes]
    for position, char in zip(home, text, strict=True):
        joined[position].append(char)
    for node, chars in zip(nodes, joined, strict=True):
        if (node.text or "") != "".join(chars):
            set_text(node, "".join(chars))


def _run_formatting(node: Element) -> bytes:
    """How the run of a text looks."""
    properties = get_parent(node).find(_RPR)
    return b"" if properties is None else xml.write(properties)


def _find_block_spans(tags: list[tuple[int, Tag]]) -> Iterator[tuple[int, int]]:
    """The spans of macros and blocks that begin and end in the text."""
    for first, last in pair_blocks((tag for _, tag in tags), MOVES_TEXT):
        yield tags[first][0], tags[last][0] + len(tags[last][1].text)


def _rewrite_texts(paragraph: Element, here: list[Slot], inner: set[int], *, mark: bool) -> None:
    """Write the tags anew, those that stand alone in runs of their own.

    here: the slots of the paragraph; those that are written are taken out.
    """
    for node in paragraphs.find_tag_holders(paragraph):
        text = node.text or ""
        if "{" not in text and not (here and here[0].text in text):
            continue
        pieces = list(_split_pieces(text, here, inner, mark=mark))
        run = get_parent(node)
        is_words = node.tag == T and run.tag == _R
        if is_words and any(slot for _, slot in pieces):
            _split_run(_isolate_text(run, node), pieces, inner, mark=mark)
        else:
            set_text(node, "".join(piece for piece, _ in pieces))


def _split_pieces(
    text: str, here: list[Slot], inner: set[int], *, mark: bool
) -> Iterator[tuple[str, Slot | None]]:
    """The text cut so that each tag that needs a run of its own stands alone, with its slot."""
    before = ""
    for piece in _split_at_slots(text, here):
        if not isinstance(piece, Slot):
            before += piece
            continue
        slot = piece
        written = _wrap_expression(slot) if slot.prints or not slot.stands_for_block else ""
        if slot.tag.removes != "r" and not _has_bookmark(slot, inner, mark=mark):
            before += written
            continue
        if before:
            yield before, None
        yield written, slot
        before = ""
    if before:
        yield before, None


def _split_at_slots(text: str, here: list[Slot]) -> Iterator[str | Slot]:
    """The text cut at its slots, which are taken out."""
    for piece in split_text(text):
        if isinstance(piece, str):
            yield from split_at_signs(piece, here)
        elif here and here[0].tag.is_as(piece):
            yield here.pop(0)
        else:  # raw text
            yield piece.text


def _has_bookmark(slot: Slot, inner: set[int], *, mark: bool) -> bool:
    """Whether what the tag prints is to be found again."""
    return mark and slot.prints and bool(slot.tag.expression) and slot.number not in inner


def _wrap_expression(slot: Slot) -> str:
    """The tag as Jinja reads it; what it prints is wrapped in `_at(…)`."""
    tag = slot.tag.normalize()
    if tag.removes:
        tag = tag._replace(prefix="", left="", right="")
    if tag.prints and tag.expression:
        tag = tag._replace(inside=f" {AT}({slot.number}, {tag.expression}) ")
    if tag.shown:
        numbered = tag.inside.replace(f"{THERE}(0", f"{THERE}({slot.number}", 1)
        tag = tag._replace(inside=numbered)
    return tag.code_text


def _isolate_text(run: Element, node: Element) -> Element:
    """The run that holds nothing but this text: what stood beside it goes to runs of its own."""
    children = [child for child in run if child.tag != _RPR]
    at = children.index(node)
    for child in children[:at]:
        run.addprevious(_make_run_like(run, child))
    for child in reversed(children[at + 1 :]):
        run.addnext(_make_run_like(run, child))
    return run


def _make_run_like(run: Element, child: Element) -> Element:
    """A run that looks the same and holds the child alone."""
    copied = make_element("r")
    if (properties := run.find(_RPR)) is not None:
        copied.append(copy.deepcopy(properties))
    copied.append(child)
    return copied


def _split_run(
    run: Element, pieces: list[tuple[str, Slot | None]], inner: set[int], *, mark: bool
) -> None:
    for text, slot in pieces:
        node = make_element("t")
        set_text(node, text)
        piece = _make_run_like(run, node)
        run.addprevious(piece)
        if slot is None:
            continue
        if slot.tag.removes == "r":
            holders.replace_run(piece, slot, text)
        if _has_bookmark(slot, inner, mark=mark):
            holders.wrap_in_bookmark(piece, f"t{slot.number}")
    remove_node(run)


def _is_block(paragraph: Element) -> bool:
    holder = get_parent(paragraph)
    if holder.tag == _BODY:
        return True
    row = holder.getparent()
    first = row is not None and row.tag == _TR and row.find(f"{w('tc')}/{w('p')}") is paragraph
    return bool(first)


def _wrap_block(paragraph: Element, number: int) -> None:
    start, end = holders.make_bookmark(f"p{number}")
    properties = paragraph.find(_PPR)
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(end)
