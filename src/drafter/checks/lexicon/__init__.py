"""The word lists of the wording rules: a text file a rule, a row a word."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each in its fields (parted by a tab); # begins a remark."""
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    rows = (row.partition("#")[0].rstrip() for row in text.splitlines())
    return tuple(tuple(row.split("\t")) for row in rows if row)


@cache
def read_words(name: str) -> frozenset[str]:
    """All words of a list that holds nothing else: blanks part them."""
    return frozenset(word for row in read_rows(name) for field in row for word in field.split())
