"""How deep a line is meant to stand whose indent is made of tabs or wide blanks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from drafter.source.slips import punctuation

_BLANKS = " " + punctuation.ODD_BLANKS


def mend_indent(lines: Sequence[str], number: int) -> str | None:
    """The 1-based line, indented with blanks; None where more than one level could be meant."""
    body = lines[number - 1].lstrip(_BLANKS)
    if not body or body.startswith("#"):
        return body
    above = _list_open_levels(lines[: number - 1])
    is_entry = punctuation.match_dash(body) is not None
    levels = {
        indent if is_entry else content
        for indent, content in above
        if (indent != content) == is_entry or not is_entry
    }
    levels = {level for level in levels if level > 0}
    if above and _opens(lines[: number - 1]):
        inner = _find_level_below(lines[number:], is_entry) or above[0][1] + 2
        levels = {inner} if not levels else levels | {inner}
    return " " * levels.pop() + body if len(levels) == 1 else None


def _is_written(line: str) -> bool:
    return line.strip(_BLANKS)[:1] not in ("", "#")


def _list_open_levels(above: Sequence[str]) -> list[tuple[int, int]]:
    """Where the lines begin that a line below may belong to, and their text behind the dash.

    From the innermost on. Empty where a line above has such an indent itself.
    """
    found = list[tuple[int, int]]()
    for line in reversed(above):
        if not _is_written(line):
            continue
        indent = len(line) - len(line.lstrip(" "))
        if line[indent] in punctuation.ODD_BLANKS:
            return []
        if not found or indent < found[-1][0]:
            body = line[indent:]
            behind = body[1:].lstrip(" ") if punctuation.ENTRY.match(body) else body
            found.append((indent, indent + len(body) - len(behind)))
        if not indent:
            break
    return found


def _opens(above: Sequence[str]) -> bool:
    """Whether the last written line is a name whose value stands below."""
    last = next((line for line in reversed(above) if _is_written(line)), "")
    return last.split(" #")[0].rstrip(_BLANKS).endswith((":", "："))


def _find_level_below(below: Sequence[str], is_entry: bool) -> int:
    """Where the next line of the kind begins before the block ends; 0 where there is none."""
    inside = takewhile(lambda line: not _is_written(line) or line[0] in _BLANKS, below)
    for line in inside:
        indent = len(line) - len(line.lstrip(" "))
        body = line[indent:]
        if _is_written(line) and body[0] != "\t" and body[0] not in punctuation.ODD_BLANKS:
            return indent if (punctuation.ENTRY.match(body) is not None) == is_entry else 0
    return 0
