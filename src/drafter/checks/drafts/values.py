"""What keeps the promises: values that leave marks alone, break a sentence, or have no record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter import patterns
from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.signs import DOUBLED, make_hit
from drafter.engine import Draft
from drafter.engine.language.display import DerivedText, TextPart
from drafter.engine.render.trace import PrintedValue
from drafter.figures import Origin, Text, origins_of
from drafter.problems import Place, phrase
from drafter.schema.fixed import DIGITS, find_loose_digits

_BOOKMARK = patterns.postpone(r'<w:bookmarkStart\b[^>]*\sw:name="([^"]*)"')
_LOST = patterns.postpone(rf"(?m:^)[，、；。]+|{DOUBLED}|（）|“”|《》")
_FINAL, _OPENING = frozenset("。；，"), frozenset("一二三四五六七八九123456789")
_COUNTING, _BRACKETS = frozenset("是、.．"), frozenset("（(")
_STARTS = _OPENING | _BRACKETS
_TEXTS, _LINE_ENDS = frozenset({Text, DerivedText}), frozenset({"", "\n", "\v", "”"})
_LISTED = patterns.postpone("[。；，](?:等|以及)|。》|、(?:一是|一、|1[.]|（一）)")


def find_lost_values(page: PageText) -> Iterator[Hit]:
    """D403: two marks that cannot stand together, an empty pair, or a mark that nothing stands
    before in its line: what a lost value leaves.

    D251, told at the data, where a value brought them.
    """
    lines, places = set[int](), set[Place | None]()
    for match in page.search(_LOST):
        hit = make_hit("D403", page, match)
        if hit.line in page.brought or (not match.start and not _may_have_lost(page, hit)):
            continue
        if blamed := _blame_value(page, hit):
            if blamed.place not in places:
                yield blamed
            places.add(blamed.place)
        elif hit.line not in lines:  # the template is mended as a whole: one says enough
            lines.add(hit.line)
            yield hit


def _may_have_lost(page: PageText, hit: Hit) -> bool:
    """Whether something may have fallen away before the marks that begin a line: the template's
    paragraph begins with a tag and has them behind one.

    Where it does not, a picture or a formula may stand before them.
    """
    line = page.lines[hit.line].text
    slots = page.draft.compiled.template.slots.values() if page.draft else ()
    begun = {slot.paragraph.text for part in slots for slot in part if slot.column == 1}
    return any(
        line.startswith(behind[1]) or behind[1][1:2] in ("{", "[", "｛", "［", "【")
        for text in begun
        for behind in re.finditer(rf"(?<=[\]}}】］｝\[])({re.escape(line[0])}.?)", text)
    )


def find_edges_in_sentences(page: PageText) -> Iterator[Hit]:
    """D251: a mark at a value's end or 一是 at its start, with the sentence going on round it."""
    entries = page.draft.trace.entries if page.draft else ()
    doubtful = (  # asked here of each of 80,000 values, at a third of what a call would take
        (value, text)
        for _, value, text in entries
        if type(value) is DerivedText
        or (type(value) is Text and (text[-1:] in _FINAL or text[:1] in _STARTS))
    )
    if any(_may_break_sentence(page, value, text) for value, text in doubtful):
        from drafter.checks.drafts import edges  # most values that end in 。 end their paragraphs

        yield from edges.list_edges(page)


def _may_break_sentence(page: PageText, value: object, text: str) -> bool:
    """Whether a value has a number like 一是 or a mark at an edge that is no edge of its line."""
    first, is_final = text[:1], text[-1:] in _FINAL
    is_amount = first.isdigit() and text[2:3].isdigit()  # 2.36
    is_number = first in _BRACKETS or (
        first in _OPENING and text[1:2] in _COUNTING and not is_amount
    )
    if (is_final or is_number) and type(value) in _TEXTS:
        return any(
            (is_final and behind not in _LINE_ENDS) or (is_number and before not in _LINE_ENDS)
            for before, behind in page.neighbours(text)
        )
    return type(value) is DerivedText and _LISTED.search(text) is not None


def _blame_value(page: PageText, hit: Hit) -> Hit | None:
    if page.draft is None:
        return None
    from drafter.checks.drafts import edges  # most pages have no such place

    return edges.blame_value(page, hit)


def find_orphan_digits(page: PageText) -> Iterator[Hit]:
    """D402: a digit that no record gave and that the template's schema does not allow (x-fixed)."""
    if page.draft is None or _is_accounted_for(page.draft):
        return
    unmarked = _find_unmarked_digits(page, page.draft)
    for index in sorted(set(range(len(page.lines))) - page.brought):
        segments = page.segments(index)
        text = "".join(segment.text for segment in segments)
        for segment in segments:
            printed = page.printed(segment)
            known = _given_spans(page.draft, printed, segment.text) if printed else []
            for match in find_loose_digits(text, page.fixed, span=(segment.start, segment.end)):
                start, end = match.start() - segment.start, match.end() - segment.start
                given = any(left < end and start < right for left, right in known)
                if not given and match[0] not in unmarked:
                    yield Hit("D402", index, *match.span(), {"text": match[0]})


def _is_accounted_for(draft: Draft) -> bool:
    """Whether it is plain that no digit is an orphan, so that no tree need be built to look for
    one: at least as strict as the rule itself, a doubt is no finding."""
    fixed = draft.compiled.template.schema.fixed
    return (
        draft.words is not None
        and not any(
            any(find_loose_digits(words.lines, fixed, words.own))
            for words in draft.words.values()
            if words.own
        )
        and all(  # asked here of each of 80,000 values, nearly all of which are the data's own
            _is_entry_given(draft, slot, value, text)
            for slot, value, text in draft.trace.entries
            if type(value) is not Text and slot >= 0
        )
    )


def _is_entry_given(draft: Draft, slot: int, value: object, text: str) -> bool:
    """Whether records gave all digits of a value printed there, which is no text of the data."""
    if DIGITS.search(text) is None:
        return True
    parts, origins = getattr(value, "parts", ()), origins_of(value)
    if origins and not parts:  # as nearly all
        return True
    digits = [match.span() for match in DIGITS.finditer(text)]
    known = _known_spans(draft, slot, text, origins, parts)
    return all(any(left < end and start < right for left, right in known) for start, end in digits)


def _given_spans(draft: Draft, printed: PrintedValue, text: str) -> list[tuple[int, int]]:
    return _known_spans(draft, printed.slot, text, printed.origins, printed.parts)


def _known_spans(
    draft: Draft, slot: int, text: str, origins: Sequence[Origin], parts: Sequence[TextPart]
) -> list[tuple[int, int]]:
    """The spans of a printed text that records gave: all of it, or its parts that have origins."""
    is_nothing = slot in draft.compiled.counting and set(DIGITS.findall(text)) == {"0"}
    if slot in draft.compiled.serials or is_nothing or (origins and not parts):
        return [(0, len(text))]
    spans, end = [], 0
    for piece, sources in parts if origins else ():
        start = text.find(piece, end)
        if start >= 0 and sources:
            end = start + len(piece)
            spans.append((start, end))
    return spans


def _find_unmarked_digits(page: PageText, draft: Draft) -> set[str]:
    """Digits from records that no bookmark holds: formatted text, parts that carry no bookmarks."""
    marked = {
        (segment.mark.number, segment.mark.time)
        for index in range(len(page.lines))
        for segment in page.segments(index)
        if segment.mark
    }
    texts = [
        text
        for key, printed in page.trace.items()
        if key not in marked and printed.slot >= 0
        and (printed.origins or printed.slot in draft.compiled.serials)
        for text in [t for t, origins in printed.parts if origins] or [printed.text]
    ]  # fmt: skip
    apart = {digits for text in texts for digits in DIGITS.findall(text)}
    return apart | set(_join_neighbours(texts))


_MOST_DIGITS = 20


def _join_neighbours(texts: Sequence[str]) -> Iterator[str]:
    """Numbers that were printed one after another, and stand on the page as one."""
    for first in range(len(texts)):
        joined = ""
        for text in texts[first:]:
            if not DIGITS.fullmatch(text) or len(joined) > _MOST_DIGITS:
                break
            joined += text
            yield joined


def find_broken_structure(page: PageText) -> Iterator[Hit]:
    """D404: a part that Word would have to repair; a page that was streamed is proven sound."""
    if page.draft is None or page.draft.words is not None:
        return
    from drafter.word.repair import structure  # with lxml, which a streamed page does without

    for member, root in page.document.roots.items():
        for fault in structure.find_faults(root):
            yield Hit("D404", values={"part": member, "reason": phrase(fault)})


def find_lost_targets(page: PageText) -> Iterator[Hit]:
    """D407: a cross-reference or link to a bookmark that a condition took off the page."""
    if page.draft is None:
        return
    lost = _find_lost_names(page.draft)
    if not lost:
        return
    from drafter.word.fields.targets import find_targets  # with lxml, which a streamed page lacks
    from drafter.word.text.paragraphs import owner_paragraph

    lines = {element: index for index, element in enumerate(page.document.elements)}
    for root in page.document.roots.values():
        for target in find_targets(root):
            owner = owner_paragraph(target.source)
            if target.name in lost and owner in lines:
                yield Hit("D407", lines[owner], values={"name": target.written})


def _find_lost_names(draft: Draft) -> set[str]:
    """The bookmarks that the template has, and leads to, and that the draft has not."""
    lost = set(draft.compiled.targets)
    for member in draft.compiled.template.slots if lost else ():
        text = draft.package.members[member].decode()
        lost -= {name.upper() for name in _BOOKMARK.findall(text)}
    return lost


def find_broken_checks(page: PageText) -> Iterator[Hit]:
    """D568: what the template says of its figures (x-checks) and the data do not keep."""
    if page.draft is None or not page.draft.compiled.checks:
        return
    from drafter.engine.named import judging  # few templates have any

    for each in judging.find_broken_checks(page.draft.compiled, page.ledger):
        yield Hit(each.code, values=dict(each.values), place=each.place, is_about_data=True)
