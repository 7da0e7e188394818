"""The order in which Word wants the properties of runs and cells, whatever wrote them."""

from __future__ import annotations

from drafter.word.xml import Element, w

_ORDERS = {
    w("rPr"): (
        "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps",
        "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof",
        "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
        "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs",
        "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    ),
    w("tcPr"): (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
        "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel",
        "cellMerge", "tcPrChange",
    ),
}  # fmt: skip
"""ECMA-376 part 1, CT_ParaRPr, CT_RPr and CT_TcPr."""

_RANKS = {tag: {w(name): n for n, name in enumerate(names)} for tag, names in _ORDERS.items()}


def sort_properties(root: Element) -> None:
    """Put the properties in order, in place; a shading without a pattern gets the plain one."""
    for node in root.iter(*_RANKS):
        ranks = _RANKS[node.tag]
        places = [ranks.get(child.tag, len(ranks)) for child in node]
        if places != sorted(places):
            node[:] = sorted(node, key=lambda child: ranks.get(child.tag, len(ranks)))
    for shading in root.iter(w("shd")):
        if shading.get(w("val")) is None:
            shading.set(w("val"), "clear")
