"""Which tags end their paragraph, so that a text of several lines becomes paragraphs there.

Read off a part's Jinja source, where conditions stand between pieces of Word XML. Elsewhere, and
in headings, titles and signatures, which stay one paragraph, its lines are broken softly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.template.tag import AT, Tag, split_text
from drafter.word.layout.formatting import StyleResolver
from drafter.word.text.lines import classify_by_style

_SLOT = re.compile(rf"\s*{AT}\((\d+),")
_HOLDER = re.compile(r"<(?P<end>/?)w:(?P<name>p|tc)(?:\s[^>]*)?(?<!/)>")
_PROPERTIES = re.compile(r"<w:pPr>.*?</w:pPr>(?!</w:pPrChange>)|<w:pPr/>|", re.DOTALL)
_SECTION = re.compile(r"<w:sectPr\b.*?</w:sectPr>|<w:sectPr\b[^>]*/>", re.DOTALL)
_FIRST_ONLY = re.compile(
    r"<w:pageBreakBefore\b[^>]*/>|<w:pPrChange\b.*?</w:pPrChange>|<w:(?:ins|del)\b[^>]*/>",
    re.DOTALL,
)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_OUTLINE = re.compile(r'<w:outlineLvl w:val="(\d+)"')
_BODY_TEXT = "9"
"""The outline level of what is no heading (ECMA-376 part 1, 17.3.1.20)."""
_NUMBER = re.compile(r'<w:numId w:val="(\d+)"')
_BLOCK = re.compile(r'<w:bookmarkEnd w:id="(p\d+)"/>')
_SILENT = re.compile(
    r"""(?: \s | [。；，、：！？…”’）】》〉」』.;,:!?)\]"] | &quot;
      | </w:t> | </w:r> | <w:r(?:\s[^>]*)?> | <w:t(?:\s[^>]*)?> | <w:rPr/>
      | <w:rPr>(?:(?!</w:rPr>).)*</w:rPr> | <w:lastRenderedPageBreak/>
      | <w:(?:bookmarkStart|bookmarkEnd|proofErr|permEnd|commentRangeEnd|commentReference)\b[^>]*/>
    )*""",
    re.DOTALL | re.VERBOSE,
)
"""What may stand behind a tag that ends its paragraph: marks that close a text go behind its last
line; anything else, the end of a link or of a content control too, would be torn from it."""
_TEXT_ELSEWHERE = {"macro", "call", "filter", "set", "block"}


class ParagraphEnd(NamedTuple):
    """What ends a paragraph behind a tag and begins the next of its kind.

    turn: the XML from the end of the one to the properties of the other. section: the section's
    end in those properties, which the last paragraph alone has. block: the paragraph's own
    bookmark token, where it is a block.
    """

    turn: str
    section: str
    block: str


class _Paragraph(NamedTuple):
    """An open paragraph: its properties, and whether it stands in a cell."""

    properties: str
    in_cell: bool


def find_paragraph_ends(source: str, styles: StyleResolver) -> dict[int, ParagraphEnd]:
    """The tags that end their paragraphs, by slot."""
    pieces = list(split_text(source))
    ends: dict[int, ParagraphEnd] = {}
    for index, slot, paragraph in _find_printing_tags(pieces):
        behind = _read_to_end(pieces[index + 1 :])
        if behind is None or not _SILENT.fullmatch(behind):
            continue
        if _stays_whole(paragraph.properties, styles):
            continue
        section = _SECTION.search(paragraph.properties)
        next_properties = _FIRST_ONLY.sub("", _SECTION.sub("", paragraph.properties))
        block = None if paragraph.in_cell else _BLOCK.search(behind)
        ends[slot] = ParagraphEnd(
            f"</w:p><w:p>{next_properties}",
            section[0] if section else "",
            block[1] if block else "",
        )
    return ends


def _stays_whole(properties: str, styles: StyleResolver) -> bool:
    """Whether a paragraph is one whatever lines it has.

    Two of its kind would be two headings of a table of contents, two numbers of a list.
    """
    named = _STYLE.search(properties)
    style = named[1] if named else ""
    if classify_by_style(styles.name_style(style))[0] != "body":
        return True
    level = _OUTLINE.search(properties)
    if (level[1] if level else styles.style_value(style, "outlineLvl") or _BODY_TEXT) != _BODY_TEXT:
        return True
    number = _NUMBER.search(properties)
    return number[1] != "0" if number else bool(styles.style_value(style, "numPr"))


def _find_printing_tags(pieces: Sequence[str | Tag]) -> Iterator[tuple[int, int, _Paragraph]]:
    """Each tag that prints where it stands: its index, its slot, its paragraph."""
    opened: list[_Paragraph | None] = []
    elsewhere = 0
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            _follow_holders(piece, opened)
            continue
        elsewhere += (piece.opens in _TEXT_ELSEWHERE) - (piece.closes in _TEXT_ELSEWHERE)
        match = _SLOT.match(piece.inside) if piece.prints else None
        if match and not elsewhere and opened and (paragraph := opened[-1]) is not None:
            yield index, int(match[1]), paragraph


def _follow_holders(text: str, opened: list[_Paragraph | None]) -> None:
    """Keep the stack of open paragraphs, and of cells as None."""
    for match in _HOLDER.finditer(text):
        if match["end"]:
            if opened:
                opened.pop()
        elif match["name"] == "tc":
            opened.append(None)
        else:
            properties = _PROPERTIES.match(text, match.end())
            opened.append(_Paragraph(properties[0] if properties else "", None in opened))


def _read_to_end(pieces: Sequence[str | Tag]) -> str | None:
    """The XML from a tag to the end of its paragraph; None where another value may follow in it.

    The other branches of a condition around the tag do not follow it.
    """
    text = ""
    inner = skipped = 0
    for piece in pieces:
        if isinstance(piece, str):
            before, end, _ = piece.partition("</w:p>")
            if end:
                return None if skipped or inner else text + before
            text += "" if skipped else before
        elif piece.keyword == "if":
            inner, skipped = inner + (not skipped), skipped + (skipped > 0)
        elif piece.keyword in ("elif", "else"):
            skipped = skipped or int(not inner)
        elif piece.keyword == "endif":
            inner, skipped = inner - (not skipped and inner > 0), skipped - (skipped > 0)
        elif not skipped and piece.kind != "comment":
            return None
    return None
