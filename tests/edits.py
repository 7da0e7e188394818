"""Random edits of a report as people make them in Word, and what must be left of each."""

from __future__ import annotations

import copy
import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import docx

from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.xml import (
    Element,
    get_parent,
    make_element,
    parse,
    remove_node,
    set_text,
    w,
    write,
)
from revised import opened

_P, _R, _T, _TR, _TBL = w("p"), w("r"), w("t"), w("tr"), w("tbl")
_START, _END, _NAME, _ID = w("bookmarkStart"), w("bookmarkEnd"), w("name"), w("id")
_SYLLABLES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
LEADER = "王主任"


@dataclass(frozen=True)
class Edit:
    """What a hand did: words that must stand in the report afterwards, and words that must not.

    near: the words that a comment is on.
    """

    kind: str
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    near: str = ""


@dataclass
class Desk:
    """A report being edited: what is left to be edited of it, each block once."""

    root: Element
    draw: random.Random
    blocks: list[Element] = field(default_factory=list)
    used: int = 0

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.used += 1
        number, letters = self.used, ""
        while number:
            number, digit = divmod(number, len(_SYLLABLES))
            letters += _SYLLABLES[digit]
        return f"〔人{letters}改〕"

    def take(self, fits: Callable[[Element], bool]) -> Element | None:
        """A block that fits, which no other edit will touch."""
        fitting = [block for block in self.blocks if fits(block)]
        if not fitting:
            return None
        block = self.draw.choice(fitting)
        self.blocks.remove(block)
        return block


def edit(data: bytes, draw: random.Random, how_many: int) -> tuple[bytes, list[Edit]]:
    """The report after so many edits, or as many as there is room for."""
    package = opened(data)
    root = parse(package.members[DOCUMENT], huge=True)
    desk = Desk(root, draw, list(_blocks(root[0])))
    done: list[Edit] = []
    for _ in range(how_many * 5):
        if len(done) < how_many and (made := draw.choice(EDITS)(desk)) is not None:
            done.append(made)
    edited = write_zip(package.replace({DOCUMENT: write(root)}))
    if any(made.kind == "comment" for made in done):
        edited = _commented(edited, [made for made in done if made.kind == "comment"])
    return edited, done


def _blocks(body: Element) -> Iterator[Element]:
    for child in body:
        if child.tag == _P and _said(child).strip():
            yield child
        elif child.tag == _TBL:
            yield from [row for row in child.iterchildren(_TR)][1:]


def _said(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(_T))


def _figures(block: Element) -> list[tuple[Element, Element, Element]]:
    """The printed values of a block: bookmark, run, end."""
    found = []
    for start in block.iter(_START):
        run, end = start.getnext(), None
        if run is not None and run.tag == _R:
            end = run.getnext()
        named = start.get(_NAME, "").startswith("_drafter_t")
        if named and end is not None and end.tag == _END and end.get(_ID) == start.get(_ID):
            assert run is not None
            found.append((start, run, end))
    return found


def _fixed(block: Element) -> list[Element]:
    """The texts of a block that the template wrote, long enough to be edited."""
    printed = {run for _, run, _ in _figures(block)}
    return [t for t in block.iter(_T) if get_parent(t) not in printed and len(t.text or "") > 8]


def _is_paragraph(block: Element) -> bool:
    return block.tag == _P


def _is_worded(block: Element) -> bool:
    return block.tag == _P and bool(_fixed(block))


def _has_figure(block: Element) -> bool:
    return any(re.search(r"\d", _said(run)) for _, run, _ in _figures(block))


def insert_words(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    text, word = desk.draw.choice(_fixed(block)), desk.word()
    said = text.text or ""
    at = desk.draw.randrange(1, len(said))
    set_text(text, said[:at] + word + said[at:])
    return Edit("insert words", (word,))


def delete_words(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    text = desk.draw.choice(_fixed(block))
    said = text.text or ""
    at = desk.draw.randrange(1, len(said) - 4)
    size = desk.draw.randrange(1, min(30, len(said) - at))
    set_text(text, said[:at] + said[at + size :])
    return Edit("delete words")


def replace_words(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    text, word = desk.draw.choice(_fixed(block)), desk.word()
    said = text.text or ""
    at = desk.draw.randrange(1, len(said) - 4)
    size = desk.draw.randrange(1, min(30, len(said) - at))
    set_text(text, said[:at] + word + said[at + size :])
    return Edit("replace words", (word,))


def change_figure(desk: Desk) -> Edit | None:
    """Another number, typed over the old one: what becomes of its bookmark varies."""
    if (block := desk.take(_has_figure)) is None:
        return None
    figures = [each for each in _figures(block) if re.search(r"\d", _said(each[1]))]
    start, run, end = desk.draw.choice(figures)
    value = str(desk.draw.randrange(70_000, 80_000))
    text = next(run.iter(_T))
    how = desk.draw.choice(["kept", "collapsed", "lost", "outside"])
    if how == "outside":
        other = copy.deepcopy(run)
        set_text(next(other.iter(_T)), value[2:])
        set_text(text, value[:2])
        end.addnext(other)
    else:
        set_text(text, value)
    if how == "collapsed":
        run.addprevious(end)
    elif how == "lost":
        remove_node(start)
        remove_node(end)
    return Edit(f"figure ({how})", (value,))


def digit_beside(desk: Desk) -> Edit | None:
    """A digit typed right behind a number, outside of its bookmark."""

    def fits(block: Element) -> bool:
        return any(_said(run)[-1:].isdigit() for _, run, _ in _figures(block))

    if (block := desk.take(fits)) is None:
        return None
    _, run, end = desk.draw.choice([f for f in _figures(block) if _said(f[1])[-1:].isdigit()])
    other = copy.deepcopy(run)
    set_text(next(other.iter(_T)), "77")
    end.addnext(other)
    return Edit("digits beside", (f"{_said(run)}77",))


def delete_block(desk: Desk) -> Edit | None:
    def fits(block: Element) -> bool:
        rows = block.tag == _TR and len(list(get_parent(block).iterchildren(_TR))) > 3
        return rows or (block.tag == _P and block.getnext() is not None and len(_said(block)) > 20)

    if (block := desk.take(fits)) is None:
        return None
    longest = max((t.text or "" for t in _fixed(block)), key=len, default="")
    remove_node(block)
    return Edit("delete block", gone=(longest,) if longest else ())


def add_paragraph(desk: Desk) -> Edit | None:
    """A paragraph of one's own; begun at the very beginning of another, it takes its bookmark."""
    if (block := desk.take(_is_paragraph)) is None:
        return None
    word = desk.word()
    made = _like(block, word)
    how = desk.draw.choice(["after", "before", "taking"])
    if how == "after":
        block.addnext(made)
        return Edit("add paragraph (after)", (word,))
    block.addprevious(made)
    start = block.find(_START)
    if how == "taking" and start is not None:
        made.insert(1 if made.find(w("pPr")) is not None else 0, start)
    return Edit(f"add paragraph ({how})", (word,))


def _like(block: Element, words: str) -> Element:
    made = make_element("p")
    if (properties := block.find(w("pPr"))) is not None:
        made.append(copy.deepcopy(properties))
    made.append(_run(words))
    return made


def _run(words: str) -> Element:
    run, text = make_element("r"), make_element("t")
    set_text(text, words)
    run.append(text)
    return run


def split_paragraph(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    text = desk.draw.choice(_fixed(block))
    run, said = get_parent(text), text.text or ""
    if get_parent(run) is not block:
        return None
    at = desk.draw.randrange(2, len(said) - 2)
    rest, other = copy.deepcopy(run), make_element("p")
    set_text(text, said[:at])
    set_text(next(rest.iter(_T)), said[at:])
    if (properties := block.find(w("pPr"))) is not None:
        other.append(copy.deepcopy(properties))
    other.append(rest)
    other.extend(list(run.itersiblings()))
    block.addnext(other)
    return Edit("split paragraph", (said[at:],))


def join_paragraphs(desk: Desk) -> Edit | None:
    def fits(block: Element) -> bool:
        following = block.getnext()
        return (
            block.tag == _P
            and following is not None
            and following in desk.blocks
            and (following.tag == _P and following.find(f"{w('pPr')}/{w('sectPr')}") is None)
        )

    if (block := desk.take(fits)) is None:
        return None
    following = block.getnext()
    assert following is not None
    desk.blocks.remove(following)
    block.extend([child for child in following if child.tag != w("pPr")])
    remove_node(following)
    return Edit("join paragraphs")


def move_paragraph(desk: Desk) -> Edit | None:
    """Cut and pasted elsewhere; the bookmarks go along or are lost."""
    if (block := desk.take(_is_worded)) is None or (goal := desk.take(_is_paragraph)) is None:
        return None
    if desk.draw.random() < 0.5:
        _unmark(block)
    if desk.draw.random() < 0.5:
        goal.addnext(block)
    else:
        goal.addprevious(block)
    return Edit("move paragraph")


def copy_paragraph(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None or (goal := desk.take(_is_paragraph)) is None:
        return None
    made = copy.deepcopy(block)
    _unmark(made)
    goal.addnext(made)
    return Edit("copy paragraph")


def _unmark(block: Element) -> None:
    for node in list(block.iter(_START, _END)):
        remove_node(node)


def lose_bookmarks(desk: Desk) -> Edit | None:
    """Another program has lost the bookmarks of a block; its words are the same."""
    if (block := desk.take(lambda block: True)) is None:
        return None
    _unmark(block)
    return Edit("lose bookmarks")


def emphasise(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    text = desk.draw.choice(_fixed(block))
    run, said = get_parent(text), text.text or ""
    at = desk.draw.randrange(1, len(said) - 4)
    middle, tail = copy.deepcopy(run), copy.deepcopy(run)
    set_text(text, said[:at])
    set_text(next(middle.iter(_T)), said[at : at + 3])
    set_text(next(tail.iter(_T)), said[at + 3 :])
    properties = middle.find(w("rPr"))
    if properties is None:
        properties = make_element("rPr")
        middle.insert(0, properties)
    style = properties.find(w("rStyle"))
    properties.insert(0 if style is None else 1, make_element("b"))
    run.addnext(middle)
    middle.addnext(tail)
    return Edit("emphasise")


def add_row(desk: Desk) -> Edit | None:
    if (block := desk.take(lambda block: block.tag == _TR)) is None:
        return None
    made, word = copy.deepcopy(block), desk.word()
    _unmark(made)
    for text in made.iter(_T):
        set_text(text, word)
    block.addnext(made)
    return Edit("add row", (word,))


def move_row(desk: Desk) -> Edit | None:
    block = desk.take(lambda block: block.tag == _TR)
    if block is None:
        return None
    table = get_parent(block)
    goal = desk.draw.choice(list(table.iterchildren(_TR))[1:])
    goal.addprevious(block)
    return Edit("move row")


def edit_cell(desk: Desk) -> Edit | None:
    if (block := desk.take(lambda block: block.tag == _TR)) is None:
        return None
    text, word = desk.draw.choice(list(block.iter(_T))), desk.word()
    set_text(text, (text.text or "") + word)
    return Edit("edit cell", (word,))


def comment(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    return Edit("comment", near=max((t.text or "" for t in _fixed(block)), key=len)[:8])


def _commented(data: bytes, edits: list[Edit]) -> bytes:
    document = docx.Document(io.BytesIO(data))
    for made in edits:
        holders = [p for p in document.paragraphs if made.near in p.text]
        runs = [run for run in holders[0].runs if made.near in run.text] if holders else []
        if runs:
            document.add_comment(runs=runs[0], text="请再核一下", author=LEADER, initials="王")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _tracked(name: str, number: int) -> Element:
    return make_element(name, id=str(900_000 + number), author=LEADER, date="2022-01-05T09:00:00Z")


def track_insertion(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    word, change = desk.word(), _tracked("ins", desk.used)
    change.append(_run(word))
    get_parent(desk.draw.choice(_fixed(block))).addnext(change)
    return Edit("tracked insertion", (word,))


def track_deletion(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_worded)) is None:
        return None
    desk.word()
    run = get_parent(desk.draw.choice(_fixed(block)))
    change = _tracked("del", desk.used)
    run.addprevious(change)
    change.append(run)
    for text in run.iter(_T):
        text.tag = w("delText")
    return Edit("tracked deletion")


def track_paragraph(desk: Desk) -> Edit | None:
    if (block := desk.take(_is_paragraph)) is None:
        return None
    word = desk.word()
    made = _like(block, "")
    remove_node(made[-1])
    change = _tracked("ins", desk.used)
    change.append(_run(word))
    made.append(change)
    properties = made.find(w("pPr"))
    if properties is None:
        properties = make_element("pPr")
        made.insert(0, properties)
    mark = properties.find(w("rPr"))
    if mark is None:
        mark = make_element("rPr")
        properties.append(mark)
    mark.insert(0, _tracked("ins", desk.used + 50_000))
    block.addprevious(made)
    return Edit("tracked paragraph", (word,))


EDITS: tuple[Callable[[Desk], Edit | None], ...] = (
    insert_words, delete_words, replace_words, change_figure, change_figure, digit_beside,
    delete_block, add_paragraph, split_paragraph, join_paragraphs, move_paragraph, copy_paragraph,
    lose_bookmarks, emphasise, add_row, move_row, edit_cell, comment, track_insertion,
    track_deletion, track_paragraph,
)  # fmt: skip
