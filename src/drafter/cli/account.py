"""What `generate` and `status` tell of a report that was there before: hands, data, conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from drafter.output.account import Account, Block, Change, Difference
from drafter.problems import Lang, shorten, spell
from drafter.problems.model import value_in

_MOST = 15
"""So many lines of a kind are shown; the rest is counted."""
_LONGEST = 24
"""So long are the words quoted, in characters."""


def lines(found: Account, lang: Lang, *, planned: bool = False) -> Iterator[str]:
    """What was kept, what was updated, and what needs a decision. planned: or would be."""
    would = ".planned" if planned else ""
    if found.edited:
        yield from _hands(found, lang)
    count = sum(n for change in found.changes for _, n in change.where) + len(found.moved)
    changes = [_change(change, lang) for change in found.changes]
    blocks = [_block(block, lang) for block in found.moved]
    yield from _listed(f"account.changes{would}", [*changes, *blocks], lang, count)
    conflicts = f"account.conflicts{would}"
    yield from _differences(conflicts, found.conflicts, "account.figure", lang)
    yield from _differences("account.differences", found.differences, "account.differing", lang)
    lost = [spell("account.lost", lang, **_short(change)) for change in found.gone]
    yield from _listed("account.gone", lost, lang)
    if found.edited and found.left:
        yield spell("account.left", lang, n=found.left)
    if found.edited and found.layout:
        yield spell("account.layout", lang)


def _hands(found: Account, lang: Lang) -> Iterator[str]:
    if found.by_words:
        yield spell("account.words", lang)
    hands = found.touched
    key = "account.hands" if hands.all else "account.untouched"
    yield spell(key, lang, **hands.__dict__)


def _listed(head: str, told: Sequence[str], lang: Lang, count: int | None = None) -> Iterator[str]:
    if not told:
        return
    yield spell(head, lang, n=len(told) if count is None else count)
    yield from told[:_MOST]
    if len(told) > _MOST:
        yield spell("account.more", lang, n=len(told) - _MOST)


def _change(change: Change, lang: Lang) -> str:
    where = spell("account.and", lang).join(
        spell("account.where", lang, section=value_in(section, lang), n=n)
        for section, n in change.where
    )
    return spell("account.change", lang, where=where, **_short(change))


def _short(change: Change) -> dict[str, str]:
    words = {"what": change.what, "old": change.old, "new": change.new}
    return {key: shorten(text, _LONGEST) for key, text in words.items()}


def _block(block: Block, lang: Lang) -> str:
    return spell(f"account.{block.did}", lang, words=shorten(block.words, 40))


def _differences(head: str, found: Sequence[Difference], figure: str, lang: Lang) -> Iterator[str]:
    keys = {"figure": figure, "reworded": "account.rewording"}
    told = [_difference(keys.get(d.kind, f"account.{d.kind}"), d, lang) for d in found]
    return _listed(head, told, lang)


def _difference(key: str, found: Difference, lang: Lang) -> str:
    if found.kind == "figure" and found.old == found.new:
        key = "account.differing"
    place = found.place.spell(lang).removeprefix(found.place.file).strip()
    origin = next(iter(found.origins), None)
    source = spell("account.source", lang, place=origin.where) if origin else ""
    words = {"what": found.what, "old": found.old, "hand": found.hand, "new": found.new}
    short = {name: shorten(text, _LONGEST) for name, text in words.items()}
    return spell(key, lang, place=place, source=source, **short)


def document(found: Account, lang: Lang) -> dict[str, object]:
    """The account for programs."""
    return {
        "hands": dict(found.touched.__dict__),
        "recognised_by_words": found.by_words,
        "changes": [
            {
                "what": each.what, "old": each.old, "new": each.new,
                "where": [{"section": value_in(s, lang), "count": n} for s, n in each.where],
            }
            for each in found.changes
        ],
        "blocks": [{"did": each.did, "words": each.words} for each in found.moved],
        "conflicts": _listing(found.conflicts, lang),
        "differences": _listing(found.differences, lang),
        "gone": [{"what": e.what, "old": e.old, "new": e.new} for e in found.gone],
        "left": found.left,
        "layout": found.layout,
    }  # fmt: skip


def _listing(found: Iterable[Difference], lang: Lang) -> list[dict[str, object]]:
    return [
        {
            "kind": each.kind, "place": each.place.spell(lang), "what": each.what,
            "old": each.old, "hand": each.hand, "new": each.new,
            "origins": [{"file": o.file, "line": o.line} for o in each.origins],
        }
        for each in found
    ]  # fmt: skip
