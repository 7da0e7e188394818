"""What a sound part may still need, done on its text: no tree is built for it.

`tree.drop_empty_runs`, `tree.end_with_paragraphs` and `gongwen.indent_signatures` do the same on
a tree.
"""

from __future__ import annotations

import functools
import re

from drafter import patterns
from drafter.vocabulary import GAP_CLOSE, GAP_OPEN
from drafter.word.layout.signature import RIGHT_INDENTS, compute_right_gaps, right_indent
from drafter.word.repair.requirements import HIGHLIGHT, names_after, names_before

_BODY, _TABLE_END = b"<w:body>", b"</w:tbl>"
_BODY_END = patterns.postpone(rb"\s*(?=<w:sectPr\b|</w:body>)")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&"}
_EMPTY, _RUN, _RUN_END, _PARAGRAPH_END = b"></w:t>", b"<w:r", b"</w:r>", b"</w:p>"
_ONLY_FORM = patterns.postpone(rb"<w:r(?: [^>]*)?>(?:<w:rPr>.*?</w:rPr>|<w:rPr/>)?", re.DOTALL)
_WORDS = patterns.postpone(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_BETWEEN = patterns.postpone(rb"(?:<w:bookmark(?:Start|End)[^>]*/>)*(?=<w:p[ >])")
_PROPERTIES = patterns.postpone(r"<w:p(?: [^>]*)?><w:pPr>(.*?)</w:pPr>", re.DOTALL)
_STARTS = patterns.postpone(rb"<w:p(?: [^>]*)?><w:pPr>(.*?)</w:pPr>", re.DOTALL)
_IND = patterns.postpone(r"<w:ind\b([^>]*?)/>")
_RIGHT = patterns.postpone(rf' w:(?:{"|".join(RIGHT_INDENTS)})="[^"]*"')
_AFTER_IND = patterns.postpone(rf"<w:(?:{'|'.join(names_after('pPr', 'ind'))})\b")

_GAP_FORM = rf"{GAP_OPEN}[^【{GAP_CLOSE}\t\n]*{GAP_CLOSE}"
_GAP = patterns.postpone(_GAP_FORM)
_PIECES = patterns.postpone(rf"(\n|{_GAP_FORM})")
_TEXT_OPEN, _RUN_CLOSE = '<w:t xml:space="preserve">', "</w:t></w:r>"
_PRINTED_RUN = patterns.postpone(rf"<w:r>(<w:rPr>[^\n]*</w:rPr>|<w:rPr/>|){re.escape(_TEXT_OPEN)}")
_NO_PROPERTIES = "<w:rPr/>"
_HIGHLIGHT = f'<w:highlight w:val="{HIGHLIGHT}"/>'
_BEHIND_HIGHLIGHT = patterns.postpone(
    rf"<(?!/|w:(?:highlight|{'|'.join(names_before('rPr', 'highlight'))})[ />])"
)


def write_run(head: str, words: str, tail: str) -> str | None:
    """The run of a printed value with Word's own tabs and line breaks, and with gaps highlighted.

    head, tail: the run up to its text, and from there on. words: its text, escaped. Breaks become
    what docxtpl makes of them (`DocxTemplate.resolve_listing`), gaps what `tree.highlight_gaps`
    does. None where a tree has to judge: a gap that begins or ends outside the value, a run whose
    earlier properties are kept as a tracked change.
    """
    run = _PRINTED_RUN.fullmatch(head)
    if run is None or "<w:rPrChange" in head or tail != _RUN_CLOSE:
        return None
    if len(_GAP.findall(words)) != words.count(GAP_OPEN):
        return None
    first, *others = words.split("\t")
    later = run[1].replace(_NO_PROPERTIES, "")
    runs = [_write_line(run[1], first)]
    for words in others:
        runs += [f"<w:r>{later}<w:tab/></w:r>", _write_line(later, words)]
    return "".join(runs)


def _write_line(properties: str, words: str) -> str:
    """A run without tabs; one that holds a gap becomes a run for each of its pieces."""
    if GAP_OPEN not in words:
        broken = words.replace("\n", f"</w:t><w:br/>{_TEXT_OPEN}")
        return f"<w:r>{properties}{_TEXT_OPEN}{broken}{_RUN_CLOSE}"
    runs = []
    for piece in filter(None, _PIECES.split(words)):
        form = highlight_properties(properties) if piece.startswith(GAP_OPEN) else properties
        inside = "<w:br/>" if piece == "\n" else f"{_TEXT_OPEN}{piece}</w:t>"
        runs.append(f"<w:r>{form}{inside}</w:r>")
    return "".join(runs)


@functools.lru_cache
def highlight_properties(properties: str) -> str:
    """The w:rPr of a prepared run, whose properties are in order, with a gap's highlight."""
    inside = properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>").replace(_NO_PROPERTIES, "")
    behind = _BEHIND_HIGHLIGHT.search(inside)
    at = behind.start() if behind else len(inside)
    before = re.sub("<w:highlight[^>]*/>", "", inside[:at])
    return f"<w:rPr>{before}{_HIGHLIGHT}{inside[at:]}</w:rPr>"


def drop_empty_runs(text: bytes) -> bytes:
    """The XML without runs that hold an empty text and nothing else, and without empty texts."""
    at = text.find(_EMPTY)
    kept: list[bytes] = []
    done = 0
    while at >= 0:
        opened, end = text.rfind(b"<", 0, at), at + len(_EMPTY)
        run = find_last_opening(text, _RUN, opened)
        if text.startswith(_RUN_END, end) and _ONLY_FORM.fullmatch(text, max(run, done), opened):
            opened, end = run, end + len(_RUN_END)
        kept.append(text[done:opened])
        done = end
        at = text.find(_EMPTY, done)
    return b"".join([*kept, text[done:]]) if kept else text


def end_with_paragraph(text: bytes) -> bytes:
    """The XML with a paragraph where its body is empty or ends in a table."""
    at = max(text.rfind(_TABLE_END) + len(_TABLE_END), text.rfind(_BODY) + len(_BODY))
    ends = _BODY_END.match(text, at)
    return b"%b<w:p/>%b" % (text[: ends.end()], text[ends.end() :]) if ends else text


def find_last_opening(text: bytes, name: bytes, before: int) -> int:
    """Where the last element of that name opens before a place; -1 when none does."""
    at = text.rfind(name, 0, before)
    while at >= 0 and text[at + len(name)] not in b" >":
        at = text.rfind(name, 0, at)
    return at


def style_reference(style: str) -> bytes:
    """How a paragraph says that it has the style of that id."""
    return b'<w:pStyle w:val="%b"/>' % style.encode()


def indent_signatures(text: bytes, organ: str, date: str) -> bytes:
    """The XML with each signature set by GB/T 9704-2012, 7.3.5.2; organ, date: style ids."""
    style = style_reference(organ)
    at = text.find(style)
    while at >= 0:
        start = find_last_opening(text, b"<w:p", at)
        end = text.index(_PARAGRAPH_END, at) + len(_PARAGRAPH_END)
        follower = _find_date_paragraph(text, end, date)
        if follower is not None:
            begin, over = follower
            first, second = _indent_pair(text[start:end].decode(), text[begin:over].decode())
            between = text[end:begin]
            text = b"".join((text[:start], first.encode(), between, second.encode(), text[over:]))
        at = text.find(style, at + len(style))
    return text


def _find_date_paragraph(text: bytes, end: int, date: str) -> tuple[int, int] | None:
    """The span of the date's paragraph, when one follows directly."""
    between = _BETWEEN.match(text, end)
    if between is None:
        return None
    properties = _STARTS.match(text, between.end())
    if properties is None or style_reference(date) not in properties[1]:
        return None
    return between.end(), text.index(_PARAGRAPH_END, properties.end()) + len(_PARAGRAPH_END)


def _indent_pair(organ: str, date: str) -> tuple[str, str]:
    """The two paragraphs with their right gaps."""
    words = [_unescape_xml("".join(_WORDS.findall(each))).strip() for each in (organ, date)]
    first, second = compute_right_gaps(*words)
    return _indent_paragraph(organ, first), _indent_paragraph(date, second)


def _unescape_xml(text: str) -> str:
    """The text that stands in XML so; the recorder and lxml write no other entities."""
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    return text


def _indent_paragraph(paragraph: str, gap: float) -> str:
    properties = _PROPERTIES.match(paragraph)
    assert properties is not None
    inside = properties[1]
    old = _IND.search(inside)
    kept = _RIGHT.sub("", old[1]) if old else ""
    own = "".join(f' w:{name}="{value}"' for name, value in right_indent(gap).items())
    made = f"<w:ind{kept}{own}/>"
    later = _AFTER_IND.search(inside)
    start, end = old.span() if old else (later.start(),) * 2 if later else (len(inside),) * 2
    changed = inside[:start] + made + inside[end:]
    return paragraph[: properties.start(1)] + changed + paragraph[properties.end(1) :]
