"""Bytes → text: which encoding it is, and which characters have no business in it."""

from __future__ import annotations

import codecs
import re

from drafter.problems import FilePlace, Problem, problem
from drafter.source.yaml.node import SourceText

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Not allowed as such in a file: control characters, Unicode's own line ends, stray marks."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Not allowed in a value, however it was written: a Word file cannot hold these characters."""

MOST_SHOWN = 20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip


def decode(data: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """The text, or None with the reason; a text in GB18030 comes with a warning."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try_decode(data[len(mark) :], encoding)
            return text, [] if text is not None else [problem("D109", FilePlace(shown))]
    if _is_bare_utf16(data):
        return None, [problem("D110", FilePlace(shown))]
    if (text := _try_decode(data, "utf-8")) is not None:
        return text, []
    if (text := _try_decode(data, "gb18030")) is not None:
        return text, [problem("D111", FilePlace(shown))]
    return None, [problem("D109", FilePlace(shown))]


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_bare_utf16(data: bytes) -> bool:
    """Whether it is UTF-16 without a byte order mark: every ASCII character has a zero byte."""
    zeros = data.count(0)
    if len(data) % 2 or zeros * 20 < len(data) or not zeros:
        return False
    little = data[1::2].count(0) * 2 > zeros
    text = _try_decode(data, "utf-16-le" if little else "utf-16-be")
    return text is not None and ":" in text and "\0" not in text


def normalize_lines(text: str, shown: str) -> SourceText:
    """The text by lines; CRLF, LF and CR all end a line."""
    return SourceText(
        shown, text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    )


def find_invisible(text: SourceText) -> list[Problem]:
    """The characters that nobody can see, each with its place; at most 20 of them."""
    found = (
        problem("D112", text.spot(number, hit.start() + 1), char=describe_char(hit[0]))
        for number, line in enumerate(text.lines, 1)
        for hit in INVISIBLE.finditer(line)
    )
    return [each for each, _ in zip(found, range(MOST_SHOWN), strict=False)]


_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_LETTERS = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "e": 27}


def find_escape(text: SourceText, line: int, column: int) -> Problem | None:
    """The first escape of a forbidden character, looked for from a 1-based place on."""
    for number in range(line, len(text.lines) + 1):
        for hit in _ESCAPE.finditer(text.lines[number - 1], column - 1 if number == line else 0):
            digits = hit[1] or hit[2] or hit[3]
            code = int(digits, 16) if digits else _LETTERS.get(hit[4], 32)
            if code > 0x10FFFF or FORBIDDEN.match(chr(code)):
                place = text.spot(number, hit.start() + 1, len(hit[0]))
                return problem("D112", place, char=f"U+{code:04X}")
    return None


def describe_char(char: str) -> str:
    """How an invisible character is called in a message: U+000B."""
    return f"U+{ord(char):04X}"
