"""Which columns of a table a hand has taken out, put in or moved, so that new rows follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.update.plan.model import Columns, Insert, Plan, Span
from drafter.word import names
from drafter.word.text.blocks import CELL_END, Block, DocumentBlocks
from drafter.word.xml import Element, read_value, w

_Rows = list[tuple[list[str], list[str]]]
"""What the cells of rows say, in the base and in the edited file."""
_UNCHANGED: _Rows = []


def fit_columns(
    plan: Plan, base: DocumentBlocks, trunk: DocumentBlocks, new: DocumentBlocks,
    pairs: Mapping[int, int], later: Mapping[int, int],
) -> Plan:  # fmt: skip
    """The plan, in which rows that come have the columns that hands have left them.

    pairs, later: block of the base → of the edited file, and of the new draft. What a hand has
    taken out with its column is told as deleted.
    """
    columns = _find_columns(base, trunk, pairs)
    tables = _pair_tables(base.blocks, new.blocks, later) if columns else {}
    fitted: dict[int, Columns] = {}
    gone = list(plan.gone)
    for n in (edit.source for edit in plan.edits if isinstance(edit, Insert)):
        block = new.blocks[n]
        found = columns.get(tables.get(block.table, 0))
        if found is None or block.refs or len(_read_cells(new, n)) != found.wide:
            continue
        fitted[n] = found
        for first, last in _list_dropped(block.text, found):
            inside = (value for value in block.values if first <= value.start < value.end <= last)
            gone += [(None, Span(n, value.start, value.end)) for value in inside]
    return replace(plan, columns=fitted, gone=tuple(gone)) if fitted else plan


def _pair_tables(
    base: Sequence[Block], new: Sequence[Block], later: Mapping[int, int]
) -> dict[int, int]:
    """Table of the new draft → the base's that has most of its rows; 0 is none."""
    rows = ((base[b].table, new[n].table) for b, n in later.items())
    votes = Counter(pair for pair in rows if all(pair))
    return {theirs: ours for (ours, theirs), _ in reversed(votes.most_common())}


def _find_columns(
    base: DocumentBlocks, trunk: DocumentBlocks, pairs: Mapping[int, int]
) -> dict[int, Columns]:
    """The columns of each of the base's tables in which hands have changed these, where that is
    sure.

    pairs: block of the base → of the edited file.
    """
    tables: dict[int, _Rows] = {}
    for b, t in pairs.items():
        rows = tables.setdefault(base.blocks[b].table, [])
        if not base.blocks[b].table or trunk.blocks[t].kind != "tr" or rows is _UNCHANGED:
            continue
        old, now = _read_cells(base, b), _read_cells(trunk, t)
        if old == now and len(old) == len(set(old)) > 1:  # whatever a hand does shows in each row
            tables[base.blocks[b].table] = _UNCHANGED
        elif old and now:
            rows.append((old, now))
    found = ((table, _align_columns(rows)) for table, rows in tables.items() if rows)
    return {table: columns for table, columns in found if columns}


def _read_cells(story: DocumentBlocks, at: int) -> list[str]:
    """What each cell of the row says; nothing where cells span columns, or hold tables."""
    cells = list(story.elements[at].iterchildren(names.TC))
    said = story.blocks[at].text.split(CELL_END)[:-1]
    is_plain = len(said) == len(cells) and not any(map(_spans, cells))
    return [each.strip() for each in said] if is_plain else []


def _spans(cell: Element) -> bool:
    return (read_value(cell, w("tcPr"), w("gridSpan")) or "1") != "1"


def _align_columns(rows: _Rows) -> Columns | None:
    """The edited table's columns; None where they are those of the base, or it is not sure."""
    wide, now = len(rows[0][0]), len(rows[0][1])
    if any((len(old), len(new)) != (wide, now) for old, new in rows):
        return None
    scores = [[sum(old[i] == new[j] for old, new in rows) for i in range(wide)] for j in range(now)]
    if wide == now and all(scores[i][i] == max(scores[i]) for i in range(wide)):
        return None
    found = _claim(scores, len(rows))
    free = [i for i in range(wide) if i not in found.values()]
    lone = [j for j in range(now) if j not in found]
    if free and lone:
        found |= _fill_gaps(found, wide, now)
        if any(j not in found for j in lone) and any(i not in found.values() for i in free):
            return None
    order = tuple(map(found.get, range(now)))
    return None if order == tuple(range(wide)) else Columns(order, wide)


def _claim(scores: Sequence[Sequence[int]], most: int) -> dict[int, int]:
    """Edited column → the base's that says the same in most rows, each once."""
    claims = sorted(
        (-score, abs(i - j), j, i)
        for j, line in enumerate(scores)
        for i, score in enumerate(line)
        if 2 * score > most
    )
    found: dict[int, int] = {}
    for _, _, j, i in claims:
        if j not in found and i not in found.values():
            found[j] = i
    return found


def _fill_gaps(found: Mapping[int, int], wide: int, now: int) -> dict[int, int]:
    """Columns that a hand wrote anew are those that stand between the same others."""
    risen = sorted(found.items())
    if [i for _, i in risen] != sorted(found.values()):
        return {}
    filled: dict[int, int] = {}
    last = (-1, -1)
    for pair in [*risen, (now, wide)]:
        if pair[0] - last[0] == pair[1] - last[1]:
            filled |= zip(range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1]), strict=True)
        last = pair
    return filled


def _list_dropped(text: str, columns: Columns) -> Iterator[tuple[int, int]]:
    """Where in a row's text the cells begin and end that the edited table has no column for."""
    start = 0
    for column, said in enumerate(text.split(CELL_END)[:-1]):
        if column not in columns.order:
            yield start, start + len(said)
        start += len(said) + 1
