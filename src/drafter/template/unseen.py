"""Signs in tags that nobody sees (of no width, hard blanks and hyphens), read as they are meant.

They come with text pasted from web pages and chats, and from Word's own hyphenation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.template.tag import split_text
from drafter.word import names, xml
from drafter.word.package import archive as packages
from drafter.word.package.archive import Package
from drafter.word.text.paragraphs import owner_paragraph
from drafter.word.xml import Element, make_element, set_text, w

_NOTHING = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SIGNS = re.compile(rf"[{_NOTHING}\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NO_WIDTH = re.compile(f"[{_NOTHING}]")
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’)")
_HYPHEN = w("noBreakHyphen")


def clean_tags(package: Package) -> Package:
    """The template, its tags without unseen signs; the same where there are none."""
    changed = {}
    for member in packages.list_text_parts(package):
        data = package.members[member]
        if b"noBreakHyphen" in data or _SIGNS.search(data.decode("utf-8", "ignore")):
            root = xml.parse(data)
            if _clean_part(root):
                changed[member] = xml.write(root)
    return package.replace(changed) if changed else package


def _clean_part(root: Element) -> bool:
    """Clean the tags of a part in place; whether there was anything to clean."""
    is_changed = False
    for paragraph in root.iter(names.P):
        nodes = [
            node for node in paragraph.iter(names.T, _HYPHEN) if owner_paragraph(node) is paragraph
        ]
        texts = ["-" if node.tag == _HYPHEN else node.text or "" for node in nodes]
        text, start = "".join(texts), 0
        spans = list(_find_spans(text)) if "{" in text else []
        for node, before in zip(nodes, texts, strict=True):
            end = start + len(before)
            here = [(max(first, start), min(last, end)) for first, last in spans]
            here = [span for span in here if span[0] < span[1]]
            after = _clean_text(text, start, end, here)
            if here and (after != before or node.tag == _HYPHEN):
                is_changed = True
                _replace_text(node, after)
            start = end
    return is_changed


def _find_spans(text: str) -> Iterator[tuple[int, int]]:
    """The tags; the whole text where there is nothing beside them that can be seen."""
    kept = [at for at, sign in enumerate(text) if not _NO_WIDTH.match(sign)]
    pieces = list(split_text("".join(text[at] for at in kept)))
    tags = [piece for piece in pieces if not isinstance(piece, str)]
    if tags and not "".join(piece for piece in pieces if isinstance(piece, str)).strip():
        yield 0, len(text)
        return
    end = 0
    for piece in pieces:
        start, end = end, end + len(piece if isinstance(piece, str) else piece.text)
        if not isinstance(piece, str) and piece.kind != "raw":
            yield kept[start], kept[end - 1] + 1


def _clean_text(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The text from start to end, clean within the spans; blanks in quotes are meant."""
    pieces, at = [], start
    for first, last in spans:
        tag = _STRING.split(text[first:last])
        tag[::2] = [_SIGNS.sub(" ", _NO_WIDTH.sub("", piece)) for piece in tag[::2]]
        pieces += [text[at:first], _NO_WIDTH.sub("", "".join(tag))]
        at = last
    return "".join((*pieces, text[at:end]))


def _replace_text(node: Element, text: str) -> None:
    if node.tag == _HYPHEN:
        made = make_element("t")
        node.getparent().replace(node, made)  # type: ignore[union-attr]  # it stands in a run
        node = made
    set_text(node, text)
