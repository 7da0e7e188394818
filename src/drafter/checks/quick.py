"""Is it plain that no rule has anything to say? Then no tree is built to look for it.

Each test here is at least as strict as the rule that it stands for in `rules`: a doubt is no
finding, it only lets the rules themselves look.
"""

from __future__ import annotations

import re

from drafter.engine import CompiledTemplate, Draft
from drafter.engine.language.display import TextPart
from drafter.engine.render.streaming import PartText
from drafter.engine.render.trace import Entry
from drafter.figures import Origin, Text, origins_of
from drafter.vocabulary import TYPED_GAP

BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝")
DIGITS = re.compile(r"[0-9０-９]+")
DOUBLED = re.compile(r"[，、；：。][，、；：。]+|（）|“”|《》")
_MARKS = re.compile("|".join(each.pattern for each in (BRACES, DOUBLED)))


def is_clean(draft: Draft) -> bool:
    """Whether the draft certainly breaks no rule."""
    if draft.words is None:
        return False
    fixed = draft.compiled.template.schema.fixed
    own_gaps = set(map(str, draft.gaps))
    return all(
        _MARKS.search(words.text) is None
        and own_gaps.issuperset(TYPED_GAP.findall(words.text))
        and _has_only_fixed_digits(words, fixed)
        for words in draft.words.values()
    ) and all(_is_accounted_for(draft.compiled, entry) for entry in draft.trace.entries)


def _has_only_fixed_digits(words: PartText, fixed: tuple[str, ...]) -> bool:
    """Whether each digit of the template's own wording stands in a wording of x-fixed."""
    if not words.fixed:
        return True
    lines = zip(words.text.split("\n"), words.fixed.split("\n"), strict=True)
    return all(
        any(
            left <= digits.start() and digits.end() <= right
            for left, right in find_spans(text, fixed)
        )
        for text, own in lines
        for digits in DIGITS.finditer(own)
    )


def find_spans(text: str, phrases: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the phrases stand in the text."""
    return [match.span() for phrase in phrases for match in re.finditer(re.escape(phrase), text)]


def find_given_spans(
    compiled: CompiledTemplate,
    slot: int,
    text: str,
    origins: tuple[Origin, ...],
    parts: tuple[TextPart, ...],
) -> list[tuple[int, int]]:
    """The spans of a printed text that records gave: all of it, or its parts that have origins."""
    is_nothing = slot in compiled.counting and set(DIGITS.findall(text)) == {"0"}
    if slot in compiled.serials or is_nothing or (origins and not parts):
        return [(0, len(text))]
    spans, end = [], 0
    for piece, sources in parts if origins else ():
        start = text.find(piece, end)
        if start >= 0 and sources:
            end = start + len(piece)
            spans.append((start, end))
    return spans


def _is_accounted_for(compiled: CompiledTemplate, entry: Entry) -> bool:
    """Whether records gave all digits of a printed value."""
    slot, value, text = entry
    if type(value) is Text or slot < 0:
        return True
    found = [digits.span() for digits in DIGITS.finditer(text)]
    if not found:
        return True
    known = find_given_spans(compiled, slot, text, origins_of(value), getattr(value, "parts", ()))
    return all(any(left < end and start < right for left, right in known) for start, end in found)
