"""The slips of a data file that have one right form, mended in its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from drafter.problems import Problem, TextPlace
from drafter.source.slips import indents, punctuation, wide_rows
from drafter.source.slips.record_reader import NEXT
from drafter.source.slips.scanner import collect_keys
from drafter.source.yaml.file import parse
from drafter.source.yaml.node import SourceText, strip_places

_MOST_ROUNDS = 100
"""A round mends what one reading of the file tells, which is the first slip of each line."""

_BLANKS = " " + punctuation.ODD_BLANKS
_SIGNS = re.compile(
    rf"(?m:^[{_BLANKS}]*{punctuation.NUMBER}[{_BLANKS}]*(?=[{{｛]))"
    rf"|[{_BLANKS}\n\r:：,，;；、。{{}}｛｝\[\]［］#\"*+{punctuation.HASHES}{punctuation.DASHES}﹕∶﹐﹑﹔【】〔〕（）()-]"
)
"""What may come, go or change when a text is mended; every other character stays."""


class LineChange(NamedTuple):
    """A line that was mended: its 1-based number, how it was, how it is now."""

    line: int
    before: str
    after: str


class _Slip(NamedTuple):
    """A problem on its line, with what has to be known to mend it."""

    code: str
    number: int
    at: int
    lines: Sequence[str]
    known: Collection[str]

    @property
    def line(self) -> str:
        return self.lines[self.number - 1]

    @property
    def head(self) -> str:
        return self.line[: self.at]

    @property
    def rest(self) -> str:
        """What stands behind the sign at the place."""
        return self.line[self.at + 1 :]


def mend_text(source: str, names: Collection[str] = ()) -> tuple[str, list[LineChange]]:
    """The text with its certain slips mended, and the lines that changed.

    source: its lines end with LF. names: those of the schema's fields; a full-width colon is
    certain behind such a name only, or one that stands rightly elsewhere in the file.
    """
    lines = source.split("\n")
    given = set(names)
    for _ in range(_MOST_ROUNDS):
        text = SourceText("", "\n".join(lines))
        problems = parse(text.source.encode("utf-8", "surrogatepass"), "")[1]
        known = given or (collect_keys(text) | wide_rows.collect_names(lines))
        mended = _mend_lines(problems, lines, known)
        if mended == lines:
            lines = _undo_hanging(problems, lines, source.split("\n"))
            break
        lines = mended
    result = "\n".join(lines)
    if _SIGNS.sub("", source) != _SIGNS.sub("", result):
        return source, []
    pairs = zip(source.split("\n"), lines, strict=True)
    return result, [LineChange(n, a, b) for n, (a, b) in enumerate(pairs, 1) if a != b]


def _undo_hanging(problems: Sequence[Problem], lines: list[str], before: list[str]) -> list[str]:
    """The lines, those as they were that hang on a text above: they may be the text's own."""
    hanging = {
        each.place.line
        for each in problems
        if each.code == "D148" and isinstance(each.place, TextPlace)
    }
    return [before[n - 1] if n in hanging else line for n, line in enumerate(lines, 1)]


def _mend_lines(problems: Sequence[Problem], lines: list[str], known: Collection[str]) -> list[str]:
    """The lines after each that has a problem was mended once."""
    result = list(lines)
    done = set[int]()
    for found in problems:
        place = found.place
        if not isinstance(place, TextPlace) or place.line in done:
            continue
        row = _mend_record(result, place.line, known)
        if row is not None:
            result[row.first - 1 : row.last] = row.row.line.split("\n")
            done |= {*range(row.first, row.last + 1)}
            continue
        done.add(place.line)
        slip = _Slip(found.code, place.line, place.column - 1, result, known)
        mended = _MENDERS.get(found.code, _leave)(slip)
        if mended is not None:
            result[place.line - 1] = mended
    return result


def _leave(slip: _Slip) -> None:
    """What has no one right form."""


def _mend_record(
    lines: Sequence[str], number: int, known: Collection[str]
) -> wide_rows.FoundRow | None:
    """The record on the line, its signs made plain, where every field of it is known."""
    found = wide_rows.find_row(lines, number, known)
    if found is None or not found.row.sure:
        return None
    written, before = found.row.line, "\n".join(lines[found.first - 1 : found.last])
    if written.count("\n") != before.count("\n"):
        return None
    document, problems = parse(f"x:\n- {written.strip().removeprefix('- ')}\n".encode(), "")
    if document is None or problems:
        return None
    entry = strip_places(document.root)["x"][0]
    entry = entry if written.lstrip(_BLANKS).startswith(("-", "{")) else next(iter(entry.values()))
    return found if _to_texts(entry) == _to_texts(found.row.fields) else None


def _to_texts(value: object) -> object:
    match value:
        case dict():
            return {key: _to_texts(below) for key, below in value.items()}
        case list():
            return [_to_texts(below) for below in value]
        case None | True | False:
            return "" if value is None else str(value).lower()
        case _:
            return str(value)


def _mend_colon(slip: _Slip) -> str | None:
    """A colon that is full-width, or has no blank or a blank of another kind behind it."""
    name = slip.head.strip(_BLANKS + "-")
    rest = slip.rest.lstrip(_BLANKS)
    if name not in slip.known or slip.line[slip.at] not in ":：﹕∶":
        return None
    if "-" in slip.head and NEXT.search(rest):  # a record without braces, or a text with a colon
        return None
    return f"{slip.head}: {rest}" if rest else f"{slip.head}:"


def _mend_dash(slip: _Slip) -> str | None:
    """A list's minus sign that is another dash or a dot, or has no blank behind it."""
    sign, rest = slip.line[slip.at : slip.at + 1], slip.rest.lstrip(_BLANKS)
    return f"{slip.head}- {rest}" if sign in "-*+" + punctuation.DASHES and rest else None


def _mend_hash(slip: _Slip) -> str:
    """The full-width sign of a comment."""
    before = " " if slip.head.rstrip(_BLANKS) == slip.head != "" else ""
    return f"{slip.head}{before}# {slip.rest.lstrip(_BLANKS + punctuation.HASHES)}".rstrip()


def _mend_blank(slip: _Slip) -> str | None:
    """A blank of another kind: in the indent, or between a sign and what follows it."""
    if slip.line[slip.at : slip.at + 1] not in tuple(punctuation.ODD_BLANKS):
        return None
    if not slip.head.strip(_BLANKS):
        return indents.mend_indent(slip.lines, slip.number)
    if slip.head.rstrip(" ")[-1:] in ("-", ":"):
        return f"{slip.head.rstrip(' ')} {slip.rest.lstrip(_BLANKS)}"
    return None


_MENDERS: dict[str, Callable[[_Slip], str | None]] = {
    "D130": _mend_colon,
    "D132": _mend_colon,
    "D134": _mend_blank,
    "D135": _mend_blank,
    "D151": _mend_blank,
    "D136": _mend_dash,
    "D137": _mend_dash,
    "D190": _mend_hash,
}
