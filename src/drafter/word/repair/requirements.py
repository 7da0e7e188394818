"""What Word requires of a part, however it is made: plain facts, for streams and for trees."""

from __future__ import annotations

END_IN_PARAGRAPH = frozenset(["body", "tc", "hdr", "ftr", "txbxContent", "footnote", "endnote"])
"""What holds blocks and must end in a paragraph: Word calls a file damaged whose cell does not."""

NEEDED_CHILDREN = {"tr": "tc", "tbl": "tr"}
"""What may not stand without at least one such child, the inner first."""

WITHOUT_RUNS = "body tc tr tbl hdr ftr footnote endnote txbxContent".split()
WITHOUT_TEXT = [*WITHOUT_RUNS, "p", "r"]
"""What holds no run itself, and what no text: Word refuses such a file or leaves the words out."""

HIGHLIGHT = "yellow"
"""How a gap is highlighted: the w:val of its run's w:highlight."""

_ORDERS = {
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike
        outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w
        kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
        eastAsianLayout specVanish oMath rPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange""",
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid printerSettings sectPrChange""",
    "settings": """updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids
        attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats
        doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType
        shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator""",
}
PROPERTY_ORDERS = {holder: names.split() for holder, names in _ORDERS.items()}
"""The order of properties in ECMA-376 part 1: CT_ParaRPr and CT_RPr, CT_TcPr, CT_PPr, CT_SectPr;
of CT_Settings what stands last."""


def names_before(properties: str, name: str) -> list[str]:
    """What the schema lets stand before a property: `names_before("rPr", "highlight")`."""
    order = PROPERTY_ORDERS[properties]
    return order[: order.index(name)]


def names_after(properties: str, name: str) -> list[str]:
    """What the schema lets stand behind a property."""
    order = PROPERTY_ORDERS[properties]
    return order[order.index(name) + 1 :]
