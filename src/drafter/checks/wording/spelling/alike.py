"""Characters that are taken for each other: of one sound, of nearly one, or of one look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from drafter.checks.lexicon import read_rows
from drafter.checks.matching.tables import keep_table


def are_alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike."""
    return other in list_alike(one)


@cache
def list_alike(sign: str) -> frozenset[str]:
    """The characters that sound or look like this one."""
    groups = _read_groups()
    return frozenset().union(*groups.get(sign, ())) - {sign}


@cache
def list_twins(sign: str) -> frozenset[str]:
    """Those that sound the same, but for the tone, or look alike: what a hand picks by mistake."""
    groups = _read_groups()
    return frozenset().union(*groups.get(sign, ())[: _read_twins().get(sign, 0)]) - {sign}


@cache
def list_closest(sign: str) -> frozenset[str]:
    """Those of the twins that are read in the same tone, or look alike."""
    return frozenset("".join(_read_closest().get(sign, ()))) - {sign}


@keep_table
def _read_closest() -> Mapping[str, list[str]]:
    """The rows of one look, and those of one sound and tone, that each character is in."""
    closest: dict[str, list[str]] = {}
    looks = [look for (look,) in read_rows("shapes")]
    tones = [tone for _, row in read_rows("sounds") for tone in row.split(" ")]
    for group in (*looks, *tones):
        for sign in set(group):
            closest.setdefault(sign, []).append(group)
    return closest


@keep_table
def _read_twins() -> Mapping[str, int]:
    """How many of the groups of a character are of its very sound or look; they stand first."""
    counts: dict[str, int] = {}
    for (row,) in read_rows("shapes"):
        for sign in set(row):
            counts[sign] = counts.get(sign, 0) + 1
    for _, row in read_rows("sounds"):
        for sign in row.replace(" ", ""):
            counts[sign] = counts.get(sign, 0) + 1
    return counts


@keep_table
def _read_groups() -> Mapping[str, list[str]]:
    """The groups that each character is in."""
    groups: dict[str, list[str]] = {}
    near: dict[str, str] = {}
    for (row,) in read_rows("shapes"):
        for sign in set(row):
            groups.setdefault(sign, []).append(row)
    for sound, tones in read_rows("sounds"):
        row = tones.replace(" ", "")
        near[_blur(sound)] = near.get(_blur(sound), "") + row
        for sign in row:
            groups.setdefault(sign, []).append(row)
    for row in near.values():
        for sign in row:
            groups[sign].append(row)
    return groups


@keep_table
def read_readings() -> Mapping[str, str]:
    """How each character sounds, as many speak it, without tone: a sign a reading."""
    readings, signs = dict[str, str](), dict[str, str]()
    for sound, row in read_rows("sounds"):
        blurred = signs.setdefault(_blur(sound), chr(ord("0") + len(signs)))
        for sign in row.replace(" ", ""):
            readings[sign] = readings.get(sign, "") + blurred
    return readings


def _blur(sound: str) -> str:
    """The sound as many speak it: zh is z, ng is n."""
    return re.sub("ng$", "n", re.sub("^([zcs])h", r"\1", sound))
