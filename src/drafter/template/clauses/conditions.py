"""Conditions of clauses: what stands before the first ？ of `[[未办结？对尚未办结的…]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.template.tag import QUOTES

_ENDS = re.compile(r"((?:(?!\|\||｜｜)[^？?\[\]［］【】‖{}])*)[？?]")
_SIGNS = QUOTES | str.maketrans("（），：＝＞＜！　｜", "(),:=><! |")
_LONGER = {"≥": ">=", "≤": "<=", "≠": "!="}
_GRAMMAR = re.compile(r"[\w\s|,():.=!><+\-*/%\"']+")
_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[^\W\d]\w*|\d[\d.]*|[=!<>]=|\S")
_WORDS = {"且": "and", "并且": "and", "或": "or", "或者": "or", "非": "not"}
_KEYWORDS = frozenset("and or not in is if else true false none True False None".split())


def find_condition(text: str, start: int) -> tuple[int, str]:
    """Where the condition ends that may stand there, its ？ included, and what it says."""
    match = _ENDS.match(text, start)
    return (match.end(), match[1]) if match else (start, "")


def read_condition(words: str) -> str:
    """The condition as Jinja reads it; empty for what is no expression at all."""
    code = words.translate(_SIGNS).strip()
    for sign, plain in _LONGER.items():
        code = code.replace(sign, plain)
    if not code or not _GRAMMAR.fullmatch(code):
        return ""
    depth, pieces = 0, []
    for token in _TOKEN.findall(code):
        depth += (token == "(") - (token == ")")
        is_equality = token == "=" and not depth  # in brackets it names an argument
        pieces.append("==" if is_equality else _WORDS.get(token, token))
    joined = " ".join(pieces)
    return re.sub(r" ?([.(|]) ?", r"\1", joined) if list_names(joined) else ""


def list_names(code: str) -> list[str]:
    """The names of data that the condition asks for."""
    return list(_iterate_names(_TOKEN.findall(code)))


def _iterate_names(tokens: list[str]) -> Iterator[str]:
    """The tokens that name data: no filter, attribute, test or argument."""
    for at, token in enumerate(tokens):
        before, after = tokens[:at], tokens[at + 1 : at + 2]
        if not token.isidentifier() or token in _KEYWORDS or after == ["="]:
            continue
        if before[-1:] not in (["."], ["|"], ["is"]) and before[-2:] != ["is", "not"]:
            yield token
