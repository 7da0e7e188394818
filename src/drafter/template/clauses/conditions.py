"""Conditions of clauses: what stands before the first ？ of `[[未办结？对尚未办结的…]]`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from drafter.template.tag import QUOTES

_ENDS = re.compile(r"((?:(?!\|\||｜｜)[^？?\[\]［］【】‖{}])*)[？?]")
_SIGNS = QUOTES | str.maketrans("（），：＝＞＜！　｜", "(),:=><! |")
_LONGER = {"≥": ">=", "≤": "<=", "≠": "!="}
_GRAMMAR = re.compile(r"[\w\s|,():.=!><+\-*/%\"']+")
_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[^\W\d]\w*|\d[\d.]*|[=!<>]=|\S")
_WORDS = {"且": "and", "并且": "and", "或": "or", "或者": "or", "非": "not"}
_JOINTS = re.compile("(并且|或者|且|或)")
_KEYWORDS = frozenset("and or not in is if else true false none True False None".split())


def find_condition(text: str, start: int) -> tuple[int, str]:
    """Where the condition ends that may stand there, its ？ included, and what it says."""
    match = _ENDS.match(text, start)
    return (match.end(), match[1]) if match else (start, "")


def read_condition(words: str, known: Collection[str] = ()) -> str:
    """The condition as Jinja reads it; empty for what is no expression at all.

    known: names of data, between which 或 and 且 need no blanks.
    """
    code = words.translate(_SIGNS).strip()
    for sign, plain in _LONGER.items():
        code = code.replace(sign, plain)
    if not code or not _GRAMMAR.fullmatch(code):
        return ""
    depth, pieces = 0, []
    for token in _split_joined(_TOKEN.findall(code), known):
        depth += (token == "(") - (token == ")")
        is_equality = token == "=" and not depth  # in brackets it names an argument
        pieces.append("==" if is_equality else _WORDS.get(token, token))
    joined = " ".join(pieces)
    return re.sub(r" ?([.(|]) ?", r"\1", joined) if list_names(joined) else ""


def _split_joined(tokens: list[str], known: Collection[str]) -> Iterator[str]:
    """The tokens, 报告或非会议 in four where both are names and the whole is none."""
    for token in tokens:
        pieces = [token] if token in known else list(_iterate_pieces(token, known))
        names = [piece for piece in pieces if piece not in _WORDS]
        yield from pieces if len(pieces) > 1 and all(n in known for n in names) else [token]


def _iterate_pieces(token: str, known: Collection[str]) -> Iterator[str]:
    for piece in filter(None, _JOINTS.split(token)):
        if piece not in known and piece[0] == "非":
            yield piece[0]
            piece = piece[1:]
        if piece:
            yield piece


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
