"""Values of a mapping set, added and taken out, as edits of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.source.editing.model import NewValue
from drafter.source.editing.spans import Pair
from drafter.source.editing.spelling import spell_lines, spell_plain, spell_value
from drafter.source.editing.text import find_line_start, find_next_line
from drafter.source.edits import Edit, quote_text


def edit_pairs(
    source: str, pairs: Sequence[Pair], values: Mapping[str, NewValue], order: Sequence[str],
    opening: int, *, in_braces: bool,
) -> Iterator[Edit]:  # fmt: skip
    """The edits that give the mapping of these pairs the values.

    order: how keys come; a new one goes behind the last of those before it. opening: where the
    first pair begins or would. in_braces: the mapping stands in braces.
    """
    there = {pair.name: pair for pair in pairs}
    gone = [
        pair
        for name, pair in there.items()
        if name in values and _drops(source, pairs, pair, values[name], in_braces=in_braces)
    ]
    if len(gone) == len(pairs) and not all(values[pair.name].goes for pair in gone):
        gone = []
    for pair in gone:
        yield _take_out(source, pairs, pair, gone, in_braces=in_braces)
    for name, new in values.items():
        if name in there and there[name] not in gone:
            yield from set_value(source, there[name], new, in_braces=in_braces)
    fresh = {
        name: new
        for name, new in values.items()
        if name not in there and (new.value is not None or new.written)
    }
    stay = [pair for pair in pairs if pair not in gone]
    yield from _add(source, stay, fresh, order, opening, in_braces=in_braces)


def set_value(source: str, pair: Pair, new: NewValue, *, in_braces: bool) -> Iterator[Edit]:
    """The edits that put the value in the place of the pair's own."""
    old = pair.value
    if old.is_empty:
        yield _fill(source, pair, spell_value(new, old), in_braces=in_braces)
        return
    text = spell_value(new, old)
    if old.style in ("|", ">") and new.written is None:
        yield from _replace_lines(source, pair, new, text)
    elif (old.style in ("-", ":") or not text) and not in_braces:
        yield from _replace_below(source, pair, text)
    else:
        yield Edit(old.start, old.end, text)


def _fill(source: str, pair: Pair, text: str, *, in_braces: bool) -> Edit:
    """A value behind a colon that has none; of its blanks none is doubled."""
    at = pair.colon
    end = at
    while in_braces and source[end : end + 1] == " ":
        end += 1
    if not text:
        return Edit(at, at, "")
    tail = "" if not in_braces or source[end : end + 1] in (",", "}") else source[at:end]
    return Edit(at, end, f" {text}{tail}")


def _replace_lines(source: str, pair: Pair, new: NewValue, text: str) -> Iterator[Edit]:
    """A new text for lines below | or >: as such where they can hold it, else on one line."""
    old = pair.value
    line_end = find_next_line(source, old.start) - 1
    header, sign, remark = source[old.start : line_end].partition("#")
    below = find_next_line(source, old.start)
    first = source[below : old.end].lstrip("\n")
    indent = first[: len(first) - len(first.lstrip(" "))]
    lines = spell_lines(new.value, old.style, header, indent) if indent else None
    if lines is not None:
        yield Edit(below, old.end, lines)
    else:
        blanks = header[len(header.rstrip()) :]
        start = old.start if text else pair.colon
        yield Edit(start, old.end, text + (f"{blanks}{sign}{remark}" if sign else ""))


def _replace_below(source: str, pair: Pair, text: str) -> Iterator[Edit]:
    """The text behind the colon, for a value below it; remarks between the two stay."""
    old, written = pair.value, f" {text}" if text else ""
    if "#" not in source[pair.colon : old.start]:
        yield Edit(pair.colon, old.end, written)
        return
    yield Edit(pair.colon, pair.colon, written)
    yield Edit(find_line_start(source, old.start), find_next_line(source, old.end), "")


def _drops(
    source: str, pairs: Sequence[Pair], pair: Pair, new: NewValue, *, in_braces: bool
) -> bool:
    """Whether the key can go with its value, and nothing else would."""
    if new.goes:
        return True
    if new.value is not None or new.written is not None or not new.drops or len(pairs) < 2:
        return False
    at = pairs.index(pair)
    if in_braces:
        start = pairs[at - 1].value.end if at else pair.start
        end = pairs[at + 1].start if at + 1 < len(pairs) else pair.value.end
        return not {"#", "\n"} & set(source[start:end])
    line, end = find_line_start(source, pair.start), find_next_line(source, pair.value.end)
    own = not source[line : pair.start].strip() and not source[pair.value.end : end].strip()
    return own and at > 0 and "#" not in source[pair.colon : pair.value.start]


def _take_out(
    source: str, pairs: Sequence[Pair], pair: Pair, gone: Sequence[Pair], *, in_braces: bool
) -> Edit:
    if not in_braces:
        return Edit(find_line_start(source, pair.start), find_next_line(source, pair.value.end), "")
    at = pairs.index(pair)
    if len(gone) == len(pairs):
        return Edit(pair.start, pairs[at + 1].start if pairs[at + 1 :] else pair.value.end, "")
    if any(before not in gone for before in pairs[:at]):
        return Edit(_find_end(source, pairs[at - 1]), _find_end(source, pair), "")
    return Edit(pair.start, pairs[at + 1].start, "")


def _add(
    source: str, pairs: Sequence[Pair], fresh: Mapping[str, NewValue], order: Sequence[str],
    opening: int, *, in_braces: bool,
) -> Iterator[Edit]:  # fmt: skip
    """The edits for keys that the mapping has not, each group of them one edit."""
    groups: dict[Pair | None, list[str]] = {}
    ranks = {name: rank for rank, name in enumerate(order)}
    for name in sorted(fresh, key=lambda each: ranks.get(each, len(ranks))):
        before = [
            pair
            for pair in pairs
            if name not in ranks or ranks.get(pair.name, len(ranks)) < ranks[name]
        ]
        text = fresh[name].written or spell_plain(fresh[name].value)
        groups.setdefault(before[-1] if before else None, []).append(f"{quote_text(name)}: {text}")
    for anchor, texts in groups.items():
        yield (_add_in_braces if in_braces else _add_lines)(source, pairs, anchor, texts, opening)


def _add_in_braces(
    source: str, pairs: Sequence[Pair], anchor: Pair | None, texts: list[str], opening: int
) -> Edit:
    joined = ", ".join(texts)
    if anchor is None:
        return Edit(opening, opening, f"{joined}, " if pairs else joined)
    end = _find_end(source, anchor)
    return Edit(end, end, f", {joined}")


def _find_end(source: str, pair: Pair) -> int:
    """Where a pair in braces ends: a colon with nothing behind it keeps its blank."""
    end = pair.value.end
    while pair.value.is_empty and source[end : end + 1] == " ":
        end += 1
    return end


def _add_lines(
    source: str, pairs: Sequence[Pair], anchor: Pair | None, texts: list[str], opening: int
) -> Edit:
    indent = " " * (opening - find_line_start(source, opening))
    if anchor is None:
        return Edit(opening, opening, "".join(f"{text}\n{indent}" for text in texts))
    at = find_next_line(source, max(anchor.value.end, anchor.colon))
    return Edit(at, at, "".join(f"{indent}{text}\n" for text in texts))
