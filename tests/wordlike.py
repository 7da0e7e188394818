"""A Word file rewritten as Word itself would save it after some editing: same words, other XML.

Runs are split anywhere, tags included, and carry revision ids, languages, spelling marks, smart
tags and remembered page breaks; style ids are renamed as a Chinese Word does; paragraphs get ids.
The same seed always gives the same file.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from drafter.word.package.archive import Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.xml import Element, make_element, parse, remove_node, set_text, w, write

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_STYLED = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink")
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_FIXED = {"Normal": "a", "Title": "a3", **{f"heading {n}": str(n) for n in range(1, 10)}}


def rewrite(data: bytes, seed: int) -> bytes:
    """The Word file as Word would save it."""
    package, found = open_package(data, "")
    assert package is not None, found
    draw = random.Random(seed)
    roots = {
        name: parse(part)
        for name, part in package.members.items()
        if re.fullmatch(r"word/\w+\.xml", name)
    }
    _rename_styles(roots)
    _settings(roots["word/settings.xml"], draw)
    for name, root in roots.items():
        if _TEXTS.fullmatch(name):
            roots[name] = _saved(root, draw)
    roots["word/document.xml"][0][0].append(_bookmark("bookmarkStart"))
    roots["word/document.xml"][0][0].append(_bookmark("bookmarkEnd"))
    return write_zip(Package({**package.members, **{name: write(r) for name, r in roots.items()}}))


def _rename_styles(roots: dict[str, Element]) -> None:
    new: dict[str | None, str] = {}
    for number, style in enumerate(roots["word/styles.xml"].iter(w("style")), 10):
        name = next(style.iterchildren(w("name"))).get(w("val"), "")
        new[style.get(w("styleId"))] = _FIXED.get(name, f"a{number}")
        style.set(w("styleId"), _FIXED.get(name, f"a{number}"))
    for root in roots.values():
        for node in root.iter(*map(w, _STYLED)):
            node.set(w("val"), new.get(node.get(w("val")), node.get(w("val"), "")))


def _settings(settings: Element, draw: random.Random) -> None:
    """w:rsids before what the schema lets follow it."""
    rsids = make_element("rsids")
    rsids.append(make_element("rsidRoot", val=_hex(draw)))
    rsids.extend(make_element("rsid", val=_hex(draw)) for _ in range(5))
    at = settings.find(w("compat"))
    assert at is not None
    at.addnext(rsids)


def _saved(root: Element, draw: random.Random) -> Element:
    for paragraph in list(root.iter(w("p"))):
        paragraph.set(f"{{{_W14}}}paraId", f"{draw.randrange(1, 2**31):08X}")
        paragraph.set(w("rsidR"), _hex(draw))
        for run in list(paragraph.iterchildren(w("r"))):
            _split(run, draw)
    made = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, "w14": _W14, "mc": _MC})
    made.set(f"{{{_MC}}}Ignorable", "w14")
    made.extend(list(root))
    return made


def _split(run: Element, draw: random.Random) -> None:
    for child in [child for child in run if child.tag != w("rPr")]:
        pieces = _pieces(child.text or "", draw) if child.tag == w("t") else [None]
        for node in _runs(run, child, pieces, draw):
            run.addprevious(node)
    remove_node(run)


def _pieces(text: str, draw: random.Random) -> list[str]:
    """The text cut anywhere, and more often beside what Word's spelling stumbles over."""
    cuts = {n for n in range(1, len(text)) if draw.random() < (0.3 if text[n] in "{}%|_" else 0.05)}
    return [text[a:b] for a, b in pairwise([0, *sorted(cuts), len(text)])]


def _runs(
    run: Element, child: Element, pieces: Sequence[str | None], draw: random.Random
) -> Iterator[Element]:
    for piece in pieces:
        made = make_element("r", rsidR=_hex(draw))
        if (properties := run.find(w("rPr"))) is not None:
            made.append(copy.deepcopy(properties))
        if draw.random() < 0.5:
            _language(made)
        if piece is not None and draw.random() < 0.02:
            made.append(make_element("lastRenderedPageBreak"))
        made.append(child if piece is None else _text(piece))
        yield from _decorated(made, draw)


def _language(run: Element) -> None:
    properties = run.find(w("rPr"))
    if properties is None:
        properties = make_element("rPr")
        run.insert(0, properties)
    properties.append(make_element("lang", eastAsia="zh-CN"))


def _text(words: str) -> Element:
    made = make_element("t")
    set_text(made, words)
    return made


def _decorated(run: Element, draw: random.Random) -> Iterator[Element]:
    chance = draw.random()
    if chance < 0.1:
        yield make_element("proofErr", type="spellStart")
        yield run
        yield make_element("proofErr", type="spellEnd")
    elif chance < 0.13:
        tag = make_element("smartTag", uri="urn:schemas-microsoft-com:office:smarttags")
        tag.set(w("element"), "chsdate")
        tag.append(run)
        yield tag
    else:
        yield run


def _bookmark(name: str) -> Element:
    made = make_element(name, id="0")
    if name == "bookmarkStart":
        made.set(w("name"), "_GoBack")
    return made


def _hex(draw: random.Random) -> str:
    return f"{draw.randrange(2**32):08X}"
