"""Bytes → text: which encoding it is, and which characters have no business in it."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from drafter import patterns
from drafter.problems import FilePlace, Problem, problem
from drafter.source.yaml.node import SourceText

INVISIBLE = patterns.postpone(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Not allowed as such in a file: control characters, Unicode's own line ends, stray marks."""

FORBIDDEN = patterns.postpone("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Not allowed in a value, however it was written: a Word file cannot hold these characters."""

MOST_SHOWN = 20
_MOST_BROKEN = 20
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class RawText(NamedTuple):
    """A file's text as it stands, and how to make its bytes again."""

    text: str
    encoding: str
    mark: bytes

    def bytes(self, text: str) -> bytes:
        """The bytes of another text in the same encoding, byte order mark and all."""
        return self.mark + text.encode(self.encoding)


def decode_bytes(data: bytes) -> RawText | None:
    """The bytes as text, line ends as they are; None when they are in no encoding known here."""
    marked = [(encoding, mark) for mark, encoding in _MARKS.items() if data.startswith(mark)]
    # UTF-8 first: nearly no text in GB18030 is UTF-8 by chance, the other way round many are
    for encoding, mark in marked or [("utf-8", b""), ("gb18030", b"")]:
        if (text := _try_decode(data[len(mark) :], encoding)) is not None:
            return RawText(text, encoding, mark)
    return None


def decode(data: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """The text, or None with the reason; a text in GB18030 comes with a warning."""
    if not data.startswith(tuple(_MARKS)) and _is_bare_utf16(data):
        return None, [problem("D110", FilePlace(shown))]
    if broken := _find_broken_bytes(data, shown):
        return None, broken
    raw = decode_bytes(data)
    if raw is None:
        return None, [problem("D109", FilePlace(shown))]
    return raw.text, [problem("D111", FilePlace(shown))] if raw.encoding == "gb18030" else []


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _find_broken_bytes(data: bytes, shown: str) -> list[Problem]:
    """The lines of a UTF-8 file in which a few bytes are broken; none of a file of another kind."""
    body = data.removeprefix(codecs.BOM_UTF8)
    if body.isascii() or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return []
    if _try_decode(body, "utf-8") is not None:
        return []
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken > _MOST_BROKEN or sum(char > "\x7f" for char in text) < 5 * broken:
        return []
    lines = normalize_lines(text, shown)
    return [
        problem("D187", lines.spot(number, line.index("\ufffd") + 1))
        for number, line in enumerate(lines.lines, 1)
        if "\ufffd" in line
    ]


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
        problem("D112", text.spot(number, hit.start() + 1), char=f"U+{ord(hit[0]):04X}")
        for number, line in enumerate(text.lines, 1)
        for hit in INVISIBLE.finditer(line)
    )
    return [each for each, _ in zip(found, range(MOST_SHOWN), strict=False)]


_ESCAPE = patterns.postpone(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
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
