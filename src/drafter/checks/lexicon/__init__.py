"""The word lists of the wording rules: a text file a rule, a row a word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def read_lines(name: str) -> Iterator[str]:
    """The rows of a list as they are written; # begins a remark."""
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    rows = (row.partition("#")[0] if "#" in row else row for row in text.splitlines())
    return filter(None, map(str.rstrip, rows))


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each in its fields (parted by a tab)."""
    return tuple(tuple(row.split("\t")) for row in read_lines(name))


@cache
def read_words(name: str) -> frozenset[str]:
    """All words of a list that holds nothing else: blanks part them."""
    return frozenset(word for row in read_rows(name) for field in row for word in field.split())
