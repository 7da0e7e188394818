"""The Jinja source of a part, and which tag of the Word file each of its lines comes from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drafter.template.clauses.vanishing import HEADED, OPTIONAL, SETTLE
from drafter.template.tag import AT, ESCAPED_BRACES, QUOTES, THERE, Slot, Tag, split_text

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_HIDDEN, _SHOWN = (
    {ord(a): b for a, b in zip(*pair, strict=True)} for pair in (("{}", "\1\2"), ("\1\2", "{}"))
)
"""Braces, and signs that no XML can hold."""
_SLOT = re.compile(rf"(?:{AT}|{THERE})\((\d+)")
_OF_CELLS = frozenset({"cellbg", "colspan", "hm", "vm"})
"""Statements of docxtpl that change the cell in which they stand."""
_TEXT = "<w:t>"


class JinjaSource(NamedTuple):
    """A part as Jinja source, and the slot of each of its lines; line 1 is at index 1."""

    text: str
    lines: list[Slot | None]

    def cut(self, start: int, end: int) -> JinjaSource:
        """A piece of the source."""
        first = 1 + self.text.count("\n", 0, start)
        last = first + self.text.count("\n", start, end)
        return JinjaSource(self.text[start:end], [None, *self.lines[first : last + 1]])


def join_sources(pieces: Iterable[JinjaSource]) -> JinjaSource:
    """The pieces as one source; each goes on in the line in which the one before it ends."""
    texts: list[str] = []
    lines: list[Slot | None] = [None, None]
    for piece in pieces:
        texts.append(piece.text)
        lines += piece.lines[2:]
    return JinjaSource("".join(texts), lines)


def build_jinja_source(data: bytes, slots: Sequence[Slot], *, is_text: bool) -> JinjaSource:
    """The part as Jinja source, and the slot of each line; a part of text by docxtpl's rules."""
    source = _DECLARATION.sub("", data.decode("utf-8"))
    if is_text:
        pieces = list(split_text(source))
        asks = any(map(_needs_docxtpl, pieces))
        source = _patch_by_docxtpl(pieces) if asks else patch_plainly(pieces)
    return spread_tags(source, slots)


def _needs_docxtpl(tag: str | Tag) -> bool:
    """Whether the XML round the tag, or in it, may change by docxtpl's rules."""
    if isinstance(tag, str):
        return "{{" in tag or "{%" in tag
    eats_blanks = tag.opening == "{%" and "-" in (tag.left, tag.right)
    return (
        tag.kind == "raw" or bool(tag.prefix) or eats_blanks or tag.keyword in _OF_CELLS
        or any(sign in tag.inside for sign in "{}<")
    )  # fmt: skip


def patch_plainly(pieces: Iterable[str | Tag]) -> str:
    """The source as docxtpl makes it of a part whose tags ask for nothing special.

    Loading docxtpl is a twelfth of a first run. Of its rules two are left for such tags: quotes are
    made plain, and the last text before a tag that does not say so already keeps its blanks.
    """
    source = "".join(map(_write_plainly, pieces))
    first, *texts = source.split(_TEXT)
    kept = (
        f'<w:t xml:space="preserve">{text}' if "{{" in text or "{%" in text else _TEXT + text
        for text in texts
    )
    return first + "".join(kept)


def _write_plainly(piece: str | Tag) -> str:
    if isinstance(piece, str):
        return piece
    return piece.text if piece.kind == "comment" else piece.text.translate(QUOTES)


def _patch_by_docxtpl(pieces: Iterable[str | Tag]) -> str:
    from docxtpl import DocxTemplate  # brings python-docx: few templates need it here

    hidden = "".join(map(_hide_braces, pieces))
    return str(DocxTemplate(io.BytesIO()).patch_xml(hidden)).translate(_SHOWN)


def _hide_braces(piece: str | Tag) -> str:
    """Fixed text without braces: docxtpl joins two of them over all the XML that lies between."""
    return piece.translate(_HIDDEN) if isinstance(piece, str) else piece.text


def spread_tags(source: str, slots: Sequence[Slot]) -> JinjaSource:
    """The source with each tag's inside on a line of its own, and the slot of each line.

    A line break inside a tag changes nothing that is printed, and lets Jinja's line numbers name
    the tag.
    """
    finder = _SlotFinder(slots)
    lines: list[Slot | None] = [None, None]
    written = []
    for piece in split_text(source):
        if isinstance(piece, str):
            written.append(ESCAPED_BRACES.sub(_print_braces, piece))
            lines += [None] * piece.count("\n")
            continue
        tag = piece
        if tag.kind in ("print", "statement"):
            tag = tag._replace(inside=f"\n{_unescape_code(tag.inside)}\n")
        written.append(tag.text)
        lines += [finder.find(tag)] * tag.text.count("\n")
    return JinjaSource("".join(written), lines)


def _print_braces(match: re.Match[str]) -> str:
    """What prints the braces that {_{, }_}, {_% and %_} stand for."""
    return f"{{{{ '{match[0][0]}' ~ '{match[0][-1]}' }}}}"


def _unescape_code(inside: str) -> str:
    """The code without the entities of XML: docxtpl resolves &lt; and &gt; up to the first `}}`; a
    quote is one in attributes."""
    return (
        inside.replace("&quot;", '"')
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )


class _SlotFinder:
    """Follows the slots in order of the file while the source's tags go by."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.insides = [_join_blanks(slot.tag) for slot in slots]
        self.next = 0
        self.opened: list[bool] = []

    def find(self, tag: Tag) -> Slot | None:
        if self._is_added(tag):
            return self.slots[self.next - 1] if self.next else None
        if match := _SLOT.search(tag.inside):
            self.next = int(match[1]) - self.slots[0].number + 1
        elif not tag.prints and (inside := _join_blanks(tag)) in self.insides[self.next :]:
            self.next = self.insides.index(inside, self.next) + 1
        return self.slots[self.next - 1] if self.next else None

    def _is_added(self, tag: Tag) -> bool:
        """Whether the tag is none of the template's: the calls round paragraphs that may go."""
        if tag.opens == "if":
            self.opened.append(tag.expression.startswith((OPTIONAL, HEADED, SETTLE)))
            return self.opened[-1]
        return tag.closes == "if" and bool(self.opened) and self.opened.pop()


def _join_blanks(tag: Tag) -> str:
    return " ".join(tag.code.split())
