"""Names that several modules know a Word file by: namespaces, relationships, elements, attributes.

What only one module looks for, it names itself with `w`.
"""

from __future__ import annotations

_SCHEMAS, MICROSOFT_URI = "http://schemas.openxmlformats.org", "http://schemas.microsoft.com/office"

W_URI = f"{_SCHEMAS}/wordprocessingml/2006/main"
PACKAGE_URI = f"{_SCHEMAS}/package/2006"
CORE_URI = f"{PACKAGE_URI}/metadata/core-properties"
OFFICE_URI = f"{_SCHEMAS}/officeDocument/2006"
SCHEMA_LIBRARY_URI = f"{_SCHEMAS}/schemaLibrary/2006/main"
DUBLIN_CORE_URI = "http://purl.org/dc/elements/1.1/"
WORD_EXTENSIONS = f"{{{MICROSOFT_URI}/word"
"""How the namespaces begin that Word has added since 2010 for itself."""
WORD_2010, WORD_2012 = (f"{WORD_EXTENSIONS}/{year}/wordml}}" for year in (2010, 2012))
DRAWING = f"{{{_SCHEMAS}/drawingml/2006/main}}"
MATH = f"{{{_SCHEMAS}/officeDocument/2006/math}}"
MARKUP_COMPATIBILITY = f"{{{_SCHEMAS}/markup-compatibility/2006}}"
OFFICE_RELATIONSHIPS = f"{OFFICE_URI}/relationships"
"""How the types of relationships begin: styles, numbering, comments …"""
RELATIONSHIP_ATTRIBUTES = f"{{{OFFICE_RELATIONSHIPS}}}"
"""The namespace of the attributes r:id, r:embed … by which a part names its relationships."""
RELATIONSHIP_ID = f"{RELATIONSHIP_ATTRIBUTES}id"
SETTINGS = f"{OFFICE_RELATIONSHIPS}/settings"
"""The type of the relationship that leads to a document's settings."""


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{W_URI}}}{name}"


P, R, T = w("p"), w("r"), w("t")
TBL, TR, TC = w("tbl"), w("tr"), w("tc")
PPR, RPR, TRPR = w("pPr"), w("rPr"), w("trPr")
SECT_PR = w("sectPr")
FLD_CHAR, INSTR_TEXT, FLD_SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
P_STYLE, R_STYLE, TBL_STYLE = w("pStyle"), w("rStyle"), w("tblStyle")
ID, NAME, VAL, TYPE, AUTHOR, STYLE_ID = map(w, ["id", "name", "val", "type", "author", "styleId"])

BOOKMARK_START, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
BOOKMARKS = frozenset((BOOKMARK_START, BOOKMARK_END))
COMMENT_START, COMMENT_END = w("commentRangeStart"), w("commentRangeEnd")
COMMENT_REFERENCE = w("commentReference")
COMMENT_RANGES = frozenset((COMMENT_START, COMMENT_END))
COMMENT_ANCHORS = COMMENT_RANGES | {COMMENT_REFERENCE}

INS, DEL, DEL_TEXT = w("ins"), w("del"), w("delText")
INSERTIONS = frozenset((INS, w("moveTo")))
DELETIONS = frozenset((DEL, w("moveFrom")))
REVISIONS = INSERTIONS | DELETIONS
"""Tracked changes that hold runs. A move is an insertion in one place and a deletion in another."""
RPR_CHANGE, PPR_CHANGE = w("rPrChange"), w("pPrChange")
"""Tracked changes of formatting: they hold the properties that there were before."""

VML = "{urn:schemas-microsoft-com:vml}"
"""The namespace of shapes as older programs draw them."""
_PLACED_DRAWING = f"{{{_SCHEMAS}/drawingml/2006/wordprocessingDrawing}}"
DOC_PR, EXTENT = f"{_PLACED_DRAWING}docPr", f"{_PLACED_DRAWING}extent"
PARA_ID = f"{WORD_2010}paraId"
"""Word's own id of a paragraph; one that a program of another make has saved has none."""
DATA_BINDINGS = frozenset((w("dataBinding"), f"{WORD_2012}dataBinding"))
"""What binds a content control to data in another part."""
