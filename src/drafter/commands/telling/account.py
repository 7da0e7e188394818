"""What `generate` and `status` tell of a report that was there before: hands, data, conflicts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from drafter.output import Account, BaseChoice, BlockChange, Difference, HandChange, ValueChange
from drafter.problems import Lang, render_message, shorten_text
from drafter.problems.model import render_value
from drafter.wording.parts import Kind, PartChange, compare_parts, keep_differing_parts

_MOST = 15
"""So many lines of a kind are shown; the rest is counted."""
_LONGEST = 24
"""So long are the words quoted, in characters."""
_MOST_EDITS = 20
"""So many edits of an author are shown; the rest is counted. JSON has them all."""
_LONGEST_EDIT, _LINE = 60, 40
"""So long are the words quoted; old and new words together that are longer take a line each."""
_MOST_PARTS = 6
"""So many parts of a breakdown are named."""
_EDGES = "，。；、：,;: "
"""What a value may begin or end with only because of the sentence that it stands in."""


def format_lines(
    found: Account, lang: Lang, show: Callable[[Path], str], *, planned: bool = False
) -> Iterator[str]:
    """What was kept, what was updated, and what needs a decision. planned: or would be.

    show: how a path is written for its user.
    """
    would = ".planned" if planned else ""
    if found.missing:
        yield render_message("gather.missing", lang, n=len(found.missing))
        for each in found.missing[:_MOST_EDITS]:
            yield from _describe_edit(each, lang, planned=True)
        kept = show(found.kept) if found.kept else ""
        yield render_message("gather.missing.cure", lang, path=kept)
    if found.edits:
        yield from _format_edits(found.edits, lang, planned=planned)
    if found.edited:
        yield from _describe_hand_edits(found, lang)
    count = sum(n for change in found.changes for _, n in change.where) + len(found.moved)
    changes = [_describe_change(change, lang) for change in found.changes]
    blocks = [_describe_block(block, lang) for block in found.moved]
    yield from _list_under_heading(f"account.changes{would}", [*changes, *blocks], lang, count)
    unsure = ".unsure" if found.unsure else ""
    conflicts = f"account.conflicts{would}"
    yield from _list_differences(conflicts, found.conflicts, f"account.figure{unsure}", lang)
    yield from _list_differences(
        f"account.differences{unsure}", found.differences, "account.differing", lang
    )
    lost = [_describe_lost(change, lang) for change in found.gone]
    yield from _list_under_heading("account.gone", lost, lang)
    outside = [_describe_change(change, lang) for change in found.unreached]
    yield from _list_under_heading("account.unreached", outside, lang)
    for key, told in (("account.stays", found.stayed), ("account.withholds", found.withheld)):
        yield from _list_under_heading(key, [_describe_block(block, lang) for block in told], lang)
    if found.edited and found.left:
        yield render_message("account.left", lang, n=found.left)
    if found.edited and found.layout:
        yield render_message("account.layout", lang)


def _describe_lost(change: ValueChange, lang: Lang) -> str:
    what, values = shorten_text(change.what, _LONGEST), _describe_values(change, lang)
    return render_message("account.lost", lang, what=what, change=values)


def _describe_hand_edits(found: Account, lang: Lang) -> Iterator[str]:
    if found.choice is not None:
        yield _describe_choice(found.choice, lang)
    hands = found.touched
    key = "account.hands" if hands.all else "account.untouched"
    if found.unsure:
        key = "account.hands.unsure"
    elif not hands.all and found.formats:
        key = "account.unworded"
    if hands.all or not found.edits:  # what was gathered is told above
        yield render_message(key, lang, **hands.__dict__)
    formats = [line for each in found.formats for line in _describe_edit(each, lang, planned=True)]
    yield from _list_under_heading("account.formats", formats, lang)


def _describe_choice(choice: BaseChoice, lang: Lang) -> str:
    """Which version the file was compared with, and why that had to be chosen."""
    written = time.strftime("%Y-%m-%d %H:%M", time.localtime(choice.written))
    return render_message(
        f"account.words.{choice.reason}", lang, n=choice.number, when=written, alike=choice.alike
    )


def _list_under_heading(
    head: str, told: Sequence[str], lang: Lang, count: int | None = None
) -> Iterator[str]:
    if not told:
        return
    yield render_message(head, lang, n=len(told) if count is None else count)
    yield from told[:_MOST]
    if len(told) > _MOST:
        yield render_message("account.more", lang, n=len(told) - _MOST)


def _describe_change(change: ValueChange, lang: Lang) -> str:
    what, values = shorten_text(change.what, _LONGEST), _describe_values(change, lang)
    if change.rows:
        return render_message(
            "account.change.rows", lang, what=what, change=values,
            rows=render_message("account.and", lang).join(
                render_value(row, lang) for row in change.rows
            ),
        )  # fmt: skip
    where = render_message("account.and", lang).join(
        render_message("account.where", lang, section=render_value(section, lang), n=n)
        for section, n in change.where
    )
    return render_message("account.change", lang, what=what, change=values, where=where)


def _describe_values(change: ValueChange, lang: Lang) -> str:
    """What changed, part by part where the value has parts: 党组会议 12 → 13."""
    if parts := compare_parts(change.old, change.new):
        told = [_describe_part(part, lang) for part in parts[:_MOST_PARTS]]
        if len(parts) > _MOST_PARTS:
            told.append(render_message("account.part.more", lang, n=len(parts) - _MOST_PARTS))
        return render_message("account.and", lang).join(told)
    old, new = (text.strip(_EDGES) for text in (change.old, change.new))
    kind: Kind = "changed" if old and new else "added" if new else "removed"
    return _describe_part(PartChange(kind, "", old, new), lang)


def _describe_part(part: PartChange, lang: Lang) -> str:
    words = {"name": part.name, "old": part.old, "new": part.new}
    short = {key: shorten_text(text, _LONGEST) for key, text in words.items()}
    return render_message(f"account.part.{part.kind}", lang, **short).strip()


def _describe_block(block: BlockChange, lang: Lang) -> str:
    words = shorten_text(block.words, 40)
    if block.row is not None:
        words = render_message("account.at", lang, row=render_value(block.row, lang), words=words)
    return render_message(f"account.{block.did}", lang, words=words)


def _list_differences(
    head: str, found: Sequence[Difference], figure: str, lang: Lang
) -> Iterator[str]:
    keys = {"figure": figure, "reworded": "account.rewording"}
    told = [_describe_difference(keys.get(d.kind, f"account.{d.kind}"), d, lang) for d in found]
    return _list_under_heading(head, told, lang)


def _describe_difference(key: str, found: Difference, lang: Lang) -> str:
    if found.kind == "figure" and found.old == found.new:
        key = "account.differing"
    place = found.place.to_text(lang).removeprefix(found.place.file).strip()
    origin = next(iter(found.origins), None)
    source = render_message("account.source", lang, place=origin.where) if origin else ""
    versions = keep_differing_parts([found.old, found.hand, found.new])
    words = dict(zip(("old", "hand", "new"), versions, strict=True), what=found.what)
    short = {name: shorten_text(text, _LONGEST) for name, text in words.items()}
    return render_message(key, lang, place=place, source=source, **short)


def to_dict(found: Account, lang: Lang) -> dict[str, object]:
    """The account for programs."""
    return {
        "hands": dict(found.touched.__dict__),
        "recognised_by_words": found.by_words,
        "compared_with": found.choice and found.choice._asdict(),
        "changes": [
            {
                "what": each.what, "old": each.old, "new": each.new,
                "where": [{"section": render_value(s, lang), "count": n} for s, n in each.where],
                "rows": [render_value(row, lang) for row in each.rows],
            }
            for each in found.changes
        ],
        "blocks": [
            {
                "did": each.did, "words": each.words,
                "row": each.row and render_value(each.row, lang),
            }
            for each in (*found.moved, *found.stayed, *found.withheld)
        ],
        "conflicts": _differences_to_dicts(found.conflicts, lang),
        "differences": _differences_to_dicts(found.differences, lang),
        "gone": [{"what": e.what, "old": e.old, "new": e.new} for e in found.gone],
        "unreached": [
            {
                "old": each.old, "new": each.new,
                "where": [render_value(section, lang) for section, _ in each.where],
            }
            for each in found.unreached
        ],
        "edits": _edits_to_dicts(found.edits, lang),
        "formats": _edits_to_dicts(found.formats, lang),
        "missing": _edits_to_dicts(found.missing, lang),
        "kept": found.kept and str(found.kept),
        "left": found.left,
        "layout": found.layout,
    }  # fmt: skip


def _differences_to_dicts(found: Iterable[Difference], lang: Lang) -> list[dict[str, object]]:
    return [
        {
            "kind": each.kind, "place": each.place.to_text(lang), "what": each.what,
            "old": each.old, "hand": each.hand, "new": each.new,
            "origins": [{"file": o.file, "line": o.line} for o in each.origins],
        }
        for each in found
    ]  # fmt: skip


def _format_edits(
    found: Sequence[HandChange], lang: Lang, *, planned: bool = False
) -> Iterator[str]:
    """The edits, those of each author together. planned: they stand in the report."""
    looks = [each for each in found if _is_untaken(each)] if not planned else []
    if not planned:
        fresh = sum(each.fate != "there" for each in found) - len(looks)
        if fresh or not looks:
            yield render_message("gather.head" if fresh else "gather.nothing", lang, n=fresh)
    yield from _group_edits([e for e in found if e not in looks], lang, planned=planned)
    if looks:
        yield render_message("gather.untaken", lang, n=len(looks))
        yield from _group_edits(looks, lang, planned=planned)


def _is_untaken(each: HandChange) -> bool:
    return each.kind == "formatted" and each.fate == "told"


def _group_edits(found: Sequence[HandChange], lang: Lang, *, planned: bool) -> Iterator[str]:
    groups: dict[tuple[str, str], list[HandChange]] = {}
    for each in found:
        groups.setdefault((each.author, each.file), []).append(each)
    for (author, file), edits in groups.items():
        name = author or render_message("status.nobody", lang)
        key = "status.author" if planned else "gather.author"
        yield render_message(key, lang, author=name, file=file, n=len(edits))
        for each in edits[:_MOST_EDITS]:
            yield from _describe_edit(each, lang, planned=planned)
        if len(edits) > _MOST_EDITS:
            yield render_message("account.more", lang, n=len(edits) - _MOST_EDITS)


def _describe_edit(each: HandChange, lang: Lang, *, planned: bool) -> Iterator[str]:
    """An edit on a line, or on three where its words are long."""
    old, new = shorten_text(each.old, _LONGEST_EDIT), shorten_text(each.new, _LONGEST_EDIT)
    kind = each.kind
    if kind == "reworded" and not (old and new):
        kind = "put" if new else "cut"
    if kind == "formatted":
        keys = (render_message(f"format.{key}", lang) for key in each.old.split())
        old = render_message("account.and", lang).join(keys)
    is_told = not planned and (each.fate == "there" or each.open or _is_untaken(each))
    fate = render_message(f"gather.fate.{each.fate}", lang) if is_told else ""
    section = shorten_text(render_value(each.section, lang), _LINE)
    if each.many > 1:  # one edit here is so many in the count of paragraphs and rows
        fate = render_message("gather.edit.many", lang, n=each.many) + fate
    if kind == "reworded" and len(old) + len(new) > _LINE:
        yield render_message("gather.edit.long", lang, section=section, fate=fate)
        yield render_message("gather.edit.old", lang, old=old)
        yield render_message("gather.edit.new", lang, new=new)
    else:
        yield render_message(f"gather.edit.{kind}", lang, section=section, old=old, new=new) + fate


def _edits_to_dicts(found: Iterable[HandChange], lang: Lang) -> list[dict[str, object]]:
    """The edits for programs."""
    return [
        {
            "author": each.author, "date": each.date, "file": each.file,
            "section": render_value(each.section, lang), "kind": each.kind, "fate": each.fate,
            "old": each.old, "new": each.new, "reason": each.reason, "many": each.many,
        }
        for each in found
    ]  # fmt: skip
