"""Slips of punctuation: blanks, dashes and colons of another script, in a key or before it."""

from __future__ import annotations

import re

from drafter import patterns
from drafter.problems import Problem, problem
from drafter.source.yaml.node import SourceText

ODD_BLANKS = "\u3000\u00a0\u200b\ufeff\t\u2002\u2003\u2007\u2009\u202f\u200c\u200d\u2060"
ODD = patterns.postpone(f"[{ODD_BLANKS}]")

KEYLIKE = patterns.postpone(
    r"""(?P<key>[^\s：:，。；、！？,;!?"'“”\[{#&*]{1,16})[ \u3000]*"""
    r"(?P<sign>[：﹕∶]|:(?=[^\s/\\:]|[\u3000\u00a0\u200b]))(?!(?<=\d[:∶])\d)"
)
"""How a 键: 值 begins whose colon is full-width or lacks its blank; not 12:30, 3∶1, http://."""

_DOTS = "·•●○◦◆◇■▪▫‣⁃∙⋅・➢➤►▶"
DASHES = "－—–−﹣‐‑" + _DOTS
"""What is typed for the minus sign of a list."""
LIST_DOTS = "－" + _DOTS
"""What begins an entry of a list with no blank behind it too."""
MAYBE = patterns.postpone(rf"[:：﹕∶]|\A[-+＃﹟{DASHES}]")
"""What a text on one line holds when it may be a slip, its comment not looked at."""

WIDE_DASH = patterns.postpone(rf"[{DASHES}](?![—–－])|[*+](?=[ \t]+[^\s\d])")
_AFTER_DASH = patterns.postpone(f"-[ ]*(?P<blank>[{ODD_BLANKS.replace(chr(9), '')}])")
TIGHT_DASH = patterns.postpone(r"-(?=[^\s\d.\-,])")
ENTRY = patterns.postpone("-(?=[ \t]|$)")
_ANY_DASH = patterns.postpone(rf"[-*+{DASHES}](?=[^\d.,—–－-])")
NUMBER = r"(?:\d{1,3}[.、．)）]|[(（]\d{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、)"
"""How entries are numbered that are given their minus signs by people who know none."""
_CHINESE = "\u4e00-\u9fff，。、；：！？…—“”‘’《》（）〔〕【】"
TORN = patterns.postpone(rf"[{_CHINESE}][{_CHINESE}\d]|\d[{_CHINESE}]")
"""Two signs, one of Chinese writing, that stand beside each other without a blank."""
NUMBERED = patterns.postpone(NUMBER)
BULLET = patterns.postpone(rf"([*+]|{NUMBER})[ \t]*(?={{)")
WIDE_RECORD = patterns.postpone(
    rf"[-{DASHES}]?[ \u3000]*｛\s*(?P<key>[^\s：:，,。｛｝]{{1,16}})\s*(?P<sign>[：:])"
)
"""How a record in full-width braces begins; no sentence begins so."""
STUCK = patterns.postpone(r"(?<=[^\x00-\x7f])#(?=\S)")
HASHES = "＃﹟"
"""What is typed for the # of a comment, and begins none."""
WIDE_HASH = patterns.postpone(rf"(?:^|(?<=[ \t\u3000]))[{HASHES}](?!\d)")
"""Such a sign where a comment could begin; not 3＃楼, not ＃3楼."""
CUT = patterns.postpone(r"[ \t]+#(?=[^\s#])")


def find_colon_code(key: re.Match[str]) -> str:
    """The problem that the colon of a KEYLIKE match is."""
    return "D132" if key["sign"] == ":" else "D130"


def match_wide_dash(text: str) -> re.Match[str] | None:
    """A dash or dot of another script in the place of a list's minus sign."""
    return WIDE_DASH.match(text)


def is_comment(body: str) -> bool:
    """Whether the line, from its first sign on, is a comment, or was meant as one."""
    return body[:1] == "#" or WIDE_HASH.match(body) is not None


def match_dash(text: str) -> re.Match[str] | None:
    """A list's minus sign, or another dash, dot or star in its place."""
    return ENTRY.match(text) or _ANY_DASH.match(text)


def match_tight_dash(text: str) -> re.Match[str] | None:
    """A minus sign with no blank behind it: -例会, but not -12 and not ---."""
    return TIGHT_DASH.match(text)


def match_blank_after_dash(text: str) -> re.Match[str] | None:
    """A blank of another kind right behind the minus sign of a list."""
    return _AFTER_DASH.match(text)


def describe_odd_blank(char: str) -> tuple[str, str]:
    """The problem that an odd blank is, and how a message calls the character."""
    code = {"\t": "D134", "\u3000": "D135"}.get(char, "D151")
    return code, f"U+{ord(char):04X}"


def check_key(key: str, text: SourceText, line: int, column: int) -> list[Problem]:
    """What is wrong with the key that stands at 1-based line and column: at most one problem."""
    if key in ("", "<<"):
        return [problem("D121" if key else "D122", text.spot(line, column, len(key)))]
    if odd := ODD.search(key):
        code, name = describe_odd_blank(odd[0])
        return [problem(code, text.spot(line, column + odd.start()), char=name)]
    if key[0] in HASHES or match_tight_dash(key):
        place = text.spot(line, column)
        is_dash = key[0] == "-"
        return [problem("D136", place, text=key[1:]) if is_dash else problem("D190", place)]
    dash = match_wide_dash(key) if column > 1 else None  # no list begins at the margin
    if dash and (dash[0] in LIST_DOTS or key[1:2] in ("", " ")):
        return [problem("D137", text.spot(line, column), char=dash[0])]
    if (at := key.find("：")) >= 0:
        return [problem("D130", text.spot(line, column + at), key=key[:at])]
    return []
