"""Which block of an edited file is which block of the base: by bookmarks, then by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from drafter.update.plan.texts import find_equal_stretches, measure_likeness
from drafter.word.text.blocks import Block
from drafter.word.text.bookmarks import Bookmark

_MARKED, _NEAR, _ANYWHERE = 0.2, 0.45, 0.6
"""How alike the words must be where a bookmark speaks for it, where only the place does, and
where nothing does."""
_WIDEST = 20
"""So many blocks within one bookmark are looked at."""


def match_blocks(
    base: Sequence[Block], trunk: Sequence[Block], spans: Mapping[Bookmark, tuple[int, int]]
) -> dict[int, int]:
    """Block of the base → block of the edited file, each once. spans: where its bookmarks are."""
    found = _match_by_marks(base, trunk, spans)
    _match_equal_words(base, trunk, found)
    _match_similar_words(base, trunk, found)
    return found


def _match_by_marks(
    base: Sequence[Block], trunk: Sequence[Block], spans: Mapping[Bookmark, tuple[int, int]]
) -> dict[int, int]:
    homes = {value.mark: at for at, block in enumerate(trunk) for value in block.values}
    claims = []
    for b, block in enumerate(base):
        span = spans.get(block.mark) if block.mark else None
        marked = range(span[0], min(span[1] + 1, span[0] + _WIDEST)) if span else range(0)
        homely = {homes[value.mark] for value in block.values if value.mark in homes}
        near = [
            at for at in {*marked, *homely} if at < len(trunk) and _is_compatible(block, trunk[at])
        ]
        best = max(
            near, key=lambda at: (measure_likeness(block.text, trunk[at].text), -at), default=None
        )
        if best is not None:
            score = measure_likeness(block.text, trunk[best].text)
            sure = len(marked) == 1 and best in marked
            claims.append((score, sure, b, best))
    return _grant_claims(claims, base, trunk)


def _grant_claims(
    claims: Iterable[tuple[float, bool, int, int]], base: Sequence[Block], trunk: Sequence[Block]
) -> dict[int, int]:
    """The best claims; a poor one yields to a block that says just the same."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    words = Counter((block.kind, block.text) for block in trunk if not block.struck)
    for score, sure, b, t in sorted(claims, key=lambda claim: (-claim[0], claim[2])):
        elsewhere = score < 1 and words[base[b].kind, base[b].text] == 1
        if t in taken or (score < _MARKED and not sure) or (score < 0.5 and elsewhere):
            continue
        found[b] = t
        taken.add(t)
    return found


def _is_compatible(one: Block, other: Block) -> bool:
    return one.category == other.category and not other.struck


def _find_unmatched(
    base: Sequence[Block], trunk: Sequence[Block], found: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    free = [t for t, block in enumerate(trunk) if t not in taken and not block.struck]
    return [b for b in range(len(base)) if b not in found], free


def _match_equal_words(
    base: Sequence[Block], trunk: Sequence[Block], found: dict[int, int]
) -> None:
    first, second = _find_unmatched(base, trunk, found)
    said = [base[b].identity for b in first], [trunk[t].identity for t in second]
    for a, b, size in find_equal_stretches(*said):
        found.update(zip(first[a : a + size], second[b : b + size], strict=True))
    first, second = _find_unmatched(base, trunk, found)
    homes = {trunk[t].identity: t for t in reversed(second) if trunk[t].text.strip()}
    for b in first:
        if (home := homes.pop(base[b].identity, None)) is not None:
            found[b] = home


def _match_similar_words(
    base: Sequence[Block], trunk: Sequence[Block], found: dict[int, int]
) -> None:
    first, second = _find_unmatched(base, trunk, found)
    claims = []
    for b in first:
        low = next((found[a] for a in reversed(range(b)) if a in found), -1)
        high = next((found[a] for a in range(b + 1, len(base)) if a in found), len(trunk))
        for t in second:
            enough = _NEAR if low < t < high else _ANYWHERE
            if _is_compatible(base[b], trunk[t]):
                score = measure_likeness(base[b].text, trunk[t].text)
                if score >= enough:
                    claims.append((-score, b, t))
    taken: set[int] = set()
    for _, b, t in sorted(claims):
        if b not in found and t not in taken:
            found[b] = t
            taken.add(t)


def count_whole_blocks(
    base: Sequence[Block], trunk: Sequence[Block], pairs: Mapping[int, int]
) -> tuple[int, int]:
    """How many blocks that say something hands have deleted, and added."""
    taken = set(pairs.values())
    deleted = (b not in pairs and bool(block.text.strip()) for b, block in enumerate(base))
    free = (block for t, block in enumerate(trunk) if t not in taken)
    return sum(deleted), sum(bool(block.text.strip()) and not block.struck for block in free)
