"""How a report looks: the styles that it uses and its pages, not how a program wrote them down.

A template that Word, WPS or LibreOffice only saved again has other ids, other defaults spelled out
and other styles that nobody uses; none of that is another layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.word import names, xml
from drafter.word.package.archive import STYLES
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.xml import Element, read_value, w

_NUMBERING = "word/numbering.xml"
_KINDS = (names.P_STYLE, names.R_STYLE, names.TBL_STYLE)
_SHOWN = {
    names.PPR: {w(n) for n in "jc ind spacing keepNext keepLines pageBreakBefore shd".split()},
    names.RPR: {w(n) for n in "rFonts sz b i u color strike caps vertAlign spacing w".split()},
}
"""What of a style's properties everybody sees."""
_ATTRIBUTES = {
    w("rFonts"): ("ascii", "asciiTheme", "eastAsia", "eastAsiaTheme"),
    w("ind"): ("left", "right"),
    w("spacing"): ("before", "after", "line", "lineRule", "val"),
    w("shd"): ("fill",),
}
_NOTHING = {"0", "false", "off", "none", "auto", "left", "start", "baseline"}
"""Values that say what holds without them."""
_DEFAULTS = {
    (names.RPR, w("sz"), "val"): "20", (names.PPR, w("spacing"), "line"): "240",
    (names.RPR, w("w"), "val"): "100",
}  # fmt: skip
_PAGE = {w("pgSz"): ("w", "h"), w("pgMar"): ("top", "right", "bottom", "left")}
_ROUGH = 10
"""Twips that a program may round a page's measures by."""

_Key = tuple[str, str, str]
Look = frozenset[tuple[_Key, str]]


def differs_in_layout(base: DocumentBlocks, new: DocumentBlocks) -> bool:
    """Whether the new draft has another layout than the base: other pages, another look of a style
    that both use."""
    members = (STYLES, _NUMBERING)
    if all(base.package.members.get(m) == new.package.members.get(m) for m in members):
        return _read_pages(base) != _read_pages(new)
    before, after = _read_looks(base), _read_looks(new)
    return _read_pages(base) != _read_pages(new) or any(
        before[name] != after[name] for name in before.keys() & after.keys()
    )


def _read_pages(story: DocumentBlocks) -> set[tuple[int, ...]]:
    """The measures of the pages of each section."""
    return {
        tuple(
            round(int(node.get(w(name), "0")) / _ROUGH)
            for tag, known in _PAGE.items()
            for node in section.iterchildren(tag)
            for name in known
        )
        for root in story.roots.values()
        for section in root.iter(names.SECT_PR)
    }


def _read_looks(story: DocumentBlocks) -> dict[str, Look]:
    """The look of each style that is used, by the style's name."""
    root = xml.parse(story.package.members[STYLES])
    styles = {style.get(names.STYLE_ID, ""): style for style in root.iter(w("style"))}
    used = {node.get(names.VAL, "") for tree in story.roots.values() for node in tree.iter(*_KINDS)}
    plain = (n for n, style in styles.items() if style.get(w("default")) in ("1", "true"))
    lists = _read_lists(story)
    return {
        read_value(styles[number], names.NAME): _read_look(root, styles, number, lists)
        for number in used.union(plain) & styles.keys()
    }


def _read_look(
    root: Element, styles: Mapping[str, Element], number: str, lists: Mapping[str, str]
) -> Look:
    """What holds in the style: the defaults, then what it is based on, then its own."""
    chain: list[Element] = []
    while number in styles and styles[number] not in chain:
        chain.insert(0, styles[number])
        number = read_value(styles[number], w("basedOn"))
    holders = [
        root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{names.RPR}"),
        root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{names.PPR}"),
        *(style.find(tag) for style in chain for tag in _SHOWN),
    ]
    found: dict[_Key, str] = {}
    for holder in holders:
        found.update(() if holder is None else _iterate_shown(holder, lists))
    return frozenset(pair for pair in found.items() if not _is_default(*pair))


def _is_default(key: _Key, value: str) -> bool:
    return value in _NOTHING or _DEFAULTS.get(key) == value


def _iterate_shown(holder: Element, lists: Mapping[str, str]) -> Iterator[tuple[_Key, str]]:
    """The properties of a holder that count: what and which attribute, and the value."""
    kind = str(holder.tag)
    for node in holder:
        tag = str(node.tag)
        if tag == w("numPr"):
            known = lists.get(read_value(node, w("numId")), "")
            yield (kind, tag, "val"), f"{known}{read_value(node, w('ilvl')) or 0}"
        elif tag in _SHOWN[kind]:
            if tag == w("ind") and (first := _read_first_line(node)):
                yield (kind, tag, "first"), first
            for name in _ATTRIBUTES.get(tag, ("val",)):
                value = node.get(w(name), "1" if name == "val" and not node.attrib else "")
                if value:
                    yield (kind, tag, name), {"true": "1", "on": "1"}.get(value, value)


def _read_first_line(node: Element) -> str:
    """How far the first line is indented, which programs say in several ways."""
    hanging = node.get(w("hanging"), "")
    chars = node.get(w("firstLineChars"), "") or node.get(w("hangingChars"), "")
    told = node.get(w("firstLine"), "") or (f"-{hanging}" if hanging.strip("0") else hanging)
    return told or (f"{chars}%" if chars.strip("0") else chars)


def _read_lists(story: DocumentBlocks) -> dict[str, str]:
    """How the levels of each list are numbered, by the list's id."""
    data = story.package.members.get(_NUMBERING)
    if data is None:
        return {}
    root = xml.parse(data)
    levels = {
        node.get(w("abstractNumId"), ""): "".join(
            f"{read_value(level, w('numFmt'))}{read_value(level, w('lvlText'))}/"
            for level in node.iterchildren(w("lvl"))
        )
        for node in root.iterchildren(w("abstractNum"))
    }
    return {
        node.get(w("numId"), ""): levels.get(read_value(node, w("abstractNumId")), "")
        for node in root.iterchildren(w("num"))
    }
