"""Signs in tags, read as they are meant: those that nobody sees, and full-width braces and bars.

Signs of no width, hard blanks and hyphens come with text pasted from web pages and chats, and from
Word's own hyphenation; full-width ones from an input method that was not switched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.template.tag import split_text
from drafter.word import names, xml
from drafter.word.package import archive as packages
from drafter.word.package.archive import Package
from drafter.word.text.paragraphs import find_tag_holders, owner_paragraph
from drafter.word.xml import Element, make_element, set_text, w

_NOTHING = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SIGNS = re.compile(rf"[{_NOTHING}\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NO_WIDTH = re.compile(f"[{_NOTHING}]")
_BRACES = re.compile(r"｛｛|｝｝|｛[%％]|[%％]｝|\{％|％\}")
_NARROW = str.maketrans("｛｝％", "{}%")
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’)")
_HYPHEN = w("noBreakHyphen")


def clean_tags(package: Package) -> Package:
    """The template, its tags without unseen signs; the same where there are none."""
    changed = {}
    for member in packages.list_text_parts(package):
        data = package.members[member]
        text = data.decode("utf-8", "ignore")
        is_wide = any(sign in text for sign in "｛｝％｜")
        if b"noBreakHyphen" in data or is_wide or _SIGNS.search(text):
            root = xml.parse(data)
            if _narrow_signs(root) | _clean_part(root):
                changed[member] = xml.write(root)
    return package.replace(changed) if changed else package


def _narrow_signs(root: Element) -> bool:
    """Read ｛｛ 提案｜数量 ｝｝ as {{ 提案|数量 }}; whether there was any. Quoted text is meant."""
    is_changed = False
    for paragraph in root.iter(names.P):
        nodes = find_tag_holders(paragraph)
        text = "".join(node.text or "" for node in nodes)
        narrow = _narrow_text(text)
        start = 0
        for node in nodes if narrow != text else ():
            end = start + len(node.text or "")
            set_text(node, narrow[start:end])
            start, is_changed = end, True
    return is_changed


def _narrow_text(text: str) -> str:
    """The text, as long as before, with plain braces, and plain bars in its tags."""
    plain = _BRACES.sub(lambda match: match[0].translate(_NARROW), text)
    written, at = [], 0
    for piece in split_text(plain):
        words = piece if isinstance(piece, str) else piece.text
        original = text[at : at + len(words)]
        at += len(words)
        if not isinstance(piece, str) and piece.kind in ("print", "statement"):
            pieces, own = _STRING.split(words), 0
            for number, each in enumerate(pieces):
                quoted = original[own : own + len(each)]
                own += len(each)
                pieces[number] = quoted if number % 2 else each.replace("｜", "|")
            words = "".join(pieces)
        elif not isinstance(piece, str):
            words = original
        written.append(words)
    return "".join(written)


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
