"""What `generate` and `status` print of a report that was there before: hands, data, conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.cli.report import say, spelled, spoken
from drafter.output.account import Account, Block, Change, Difference
from drafter.problems import shorten
from drafter.problems.model import value_in

_MOST = 30
"""So many lines of a kind are shown; the rest is counted."""
_LONGEST = 24
"""So long are the words quoted, in characters."""


def tell(found: Account) -> None:
    """Say what was kept, what was updated, and what needs a decision."""
    if found.edited:
        _hands(found)
    _changes(found)
    _differences("account.conflicts", found.conflicts, "account.figure")
    _differences("account.differences", found.differences, "account.differing")
    _listed("account.gone", [_lost(change) for change in found.gone])
    if found.edited and found.left:
        say("account.left", n=found.left)
    if found.edited and found.layout:
        say("account.layout")


def _hands(found: Account) -> None:
    if found.by_words:
        say("account.words")
    hands = found.touched
    say("account.hands" if hands.all else "account.untouched", **hands.__dict__)


def _changes(found: Account) -> None:
    count = sum(n for change in found.changes for _, n in change.where) + len(found.moved)
    _listed("account.changes", [*map(_change, found.changes), *map(_block, found.moved)], count)


def _listed(head: str, lines: Sequence[str], count: int | None = None) -> None:
    if not lines:
        return
    say(head, n=len(lines) if count is None else count)
    for line in lines[:_MOST]:
        print(line)
    if len(lines) > _MOST:
        say("account.more", n=len(lines) - _MOST)


def _change(change: Change) -> str:
    where = spelled("account.and").join(
        spelled("account.where", section=value_in(section, spoken()), n=n)
        for section, n in change.where
    )
    return spelled("account.change", where=where, **_short(change))


def _lost(change: Change) -> str:
    return spelled("account.lost", **_short(change))


def _short(change: Change) -> dict[str, str]:
    words = {"what": change.what, "old": change.old, "new": change.new}
    return {key: shorten(text, _LONGEST) for key, text in words.items()}


def _block(block: Block) -> str:
    return spelled(f"account.{block.did}", words=shorten(block.words, 40))


def _differences(head: str, found: Sequence[Difference], figure: str) -> None:
    keys = {"figure": figure, "reworded": "account.rewording"}
    _listed(head, [_difference(keys.get(d.kind, f"account.{d.kind}"), d) for d in found])


def _difference(key: str, found: Difference) -> str:
    place = found.place.spell(spoken()).removeprefix(found.place.file).strip()
    origin = next(iter(found.origins), None)
    source = spelled("account.source", place=f"{origin.file}:{origin.line}") if origin else ""
    words = {"what": found.what, "hand": found.hand, "new": found.new}
    short = {name: shorten(text, _LONGEST) for name, text in words.items()}
    return spelled(key, place=place, source=source, **short)


def document(found: Account) -> dict[str, object]:
    """The account for programs."""
    return {
        "hands": dict(found.touched.__dict__),
        "recognised_by_words": found.by_words,
        "changes": [
            {
                "what": each.what, "old": each.old, "new": each.new,
                "where": [{"section": value_in(s, spoken()), "count": n} for s, n in each.where],
            }
            for each in found.changes
        ],
        "blocks": [{"did": each.did, "words": each.words} for each in found.moved],
        "conflicts": _listing(found.conflicts),
        "differences": _listing(found.differences),
        "gone": [{"what": e.what, "old": e.old, "new": e.new} for e in found.gone],
        "left": found.left,
        "layout": found.layout,
    }  # fmt: skip


def _listing(found: Iterable[Difference]) -> list[dict[str, object]]:
    return [
        {
            "kind": each.kind, "place": each.place.spell(spoken()), "what": each.what,
            "old": each.old, "hand": each.hand, "new": each.new,
            "origins": [{"file": o.file, "line": o.line} for o in each.origins],
        }
        for each in found
    ]  # fmt: skip
