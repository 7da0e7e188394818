"""Words of a Word file that are formatted as hidden: not on the page, but in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.word import xml
from drafter.word.changes.pending import iterate_stories
from drafter.word.package.archive import STYLES, Package
from drafter.word.xml import Element, get_parent, w

_OFF = ("0", "false", "off")
_RPR, _VANISH, _VAL = w("rPr"), w("vanish"), w("val")


def find_hidden_texts(package: Package) -> Iterator[tuple[str, Element]]:
    """The texts that are hidden, each with its part."""
    styles = _read_styles(package)
    for member, root in iterate_stories(package):
        for text in root.iter(w("t")):
            if (text.text or "").strip() and _is_hidden(text, styles):
                yield member, text


def _is_hidden(text: Element, styles: Mapping[str, Element]) -> bool:
    run = get_parent(text)
    own = _read_vanish(run)
    if own is None:
        own = _read_style_vanish(run.find(f"{_RPR}/{w('rStyle')}"), styles)
    if own is None:
        paragraph = next(text.iterancestors(w("p")), None)
        named = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        own = _read_style_vanish(named, styles)
    return bool(own)


def _read_vanish(holder: Element) -> bool | None:
    """Whether the run or style hides its words; None when it does not say."""
    found = holder.find(f"{_RPR}/{_VANISH}")
    return None if found is None else found.get(_VAL, "1") not in _OFF


def _read_styles(package: Package) -> dict[str, Element]:
    data = package.members.get(STYLES)
    found = [] if data is None else xml.parse(data).iter(w("style"))
    return {node.get(w("styleId"), ""): node for node in found}


def _read_style_vanish(named: Element | None, styles: Mapping[str, Element]) -> bool | None:
    """What the style named there, or one that it is based on, says."""
    seen = set()
    while named is not None and (name := named.get(_VAL, "")) in styles and name not in seen:
        seen.add(name)
        if (says := _read_vanish(styles[name])) is not None:
            return says
        named = styles[name].find(w("basedOn"))
    return None
