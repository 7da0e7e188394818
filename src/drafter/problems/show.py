"""How problems are shown: as text with a caret under the place, and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from drafter.problems.catalogue import RULES, Lang, Severity, render_message
from drafter.problems.model import Place, Problem, SheetFile, TextPlace, WordPlace, render_value

LINE_WIDTH = 96
"""How many terminal columns of a source line are shown; a longer line is cut round the place."""

_COLOURS = {
    Severity.ERROR: "31;1",
    Severity.GAP: "35;1",
    Severity.WARNING: "33;1",
    Severity.HINT: "36;1",
}


def count_columns(text: str) -> int:
    """How many terminal columns a text takes: a Han character takes two."""
    return sum(_columns_of(char) for char in text)


def _columns_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def group_equal(found: Iterable[Problem]) -> list[list[Problem]]:
    """The problems in order; those that say the same of other lines of one file are together."""
    groups: dict[object, list[Problem]] = {}
    for number, each in enumerate(found):
        of_line = isinstance(each.place, TextPlace)
        key = (each.code, each.values, each.place.file) if of_line and each.place else number
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def format_group(group: Sequence[Problem], lang: Lang = "zh", *, colour: bool = False) -> str:
    """Equal problems as text: the first as `format_problem` has it, and where the others are."""
    shown = format_problem(group[0], lang, colour=colour)
    spots = list(dict.fromkeys(_name_line(each.place) for each in group[1:]))
    if not spots:
        return shown
    where = render_message("list.joint", lang).join(spots)
    return shown + "\n   = " + render_message("problem.also", lang, n=len(group) - 1, where=where)


def _name_line(place: Place | None) -> str:
    """The line, or the cell of a sheet, without the file."""
    assert isinstance(place, TextPlace)
    if isinstance(place.file, SheetFile):
        return place.to_text("zh").removeprefix(place.file)
    return str(place.line)


def format_problem(found: Problem, lang: Lang = "zh", *, colour: bool = False) -> str:
    """One problem as text: the fact, the place, the line with a caret, the cure, the rule."""
    severity = render_message(f"severity.{found.severity.value}", lang)
    head = render_message("problem.head", lang, severity=severity, code=found.code)
    if colour:
        head = f"\x1b[{_COLOURS[found.severity]}m{head}\x1b[0m"
    lines = [head + found.message(lang)]
    if found.place is not None:
        lines += [f"  --> {found.place.to_text(lang)}", *_format_excerpt(found.place)]
    if cure := found.cure(lang):
        lines.append("   = " + render_message("problem.cure", lang, cure=cure))
    return "\n".join([*lines, "   = " + render_message("problem.more", lang, code=found.code)])


def _format_excerpt(place: Place) -> list[str]:
    match place:
        case TextPlace(source=source) if source.strip():
            return _draw_carets(str(place.line), source, place.column, place.width)
        case WordPlace(words=words) if words.strip():
            return _draw_carets("", words, place.column, place.width)
        case _:
            return []


def _draw_carets(margin: str, source: str, column: int, width: int) -> list[str]:
    """The source line and a line with carets under the place."""
    before, line = _cut_line(_make_printable(source), max(column, 1) - 1)
    lines = [f"{margin:>2} | {line}"]
    if column:
        marked = line[before : before + max(width, 1)]
        indent = " " * count_columns(line[:before])
        lines.append(f"{'':>{max(len(margin), 2)}} | {indent}{'^' * max(count_columns(marked), 1)}")
    return lines


def _make_printable(source: str) -> str:
    """The line with each invisible character made visible, one for one."""
    return "".join(
        " " if char == "\t" else char if _is_visible(char) else "\ufffd" for char in source
    )


def _is_visible(char: str) -> bool:
    """Whether a terminal can be given the character: printable, a wide blank, an emoji's joiner."""
    return char.isprintable() or char in "\u3000\u200d"


def _cut_line(line: str, start: int) -> tuple[int, str]:
    """The start and the part of the line that fits; dots, of a sure width, where it was cut."""
    if count_columns(line) <= LINE_WIDTH:
        return start, line
    first = max(0, start - LINE_WIDTH // 4)
    part = line[first : first + LINE_WIDTH // 2]
    head = "..." if first else ""
    tail = "..." if first + LINE_WIDTH // 2 < len(line) else ""
    return len(head) + start - first, head + part + tail


def summarise_counts(problems: Iterable[Problem], lang: Lang = "zh") -> str:
    """How many there are of each severity: 2 个错误、1 处待补; empty when there are none."""
    found = [problem.severity for problem in problems]
    counts = [(severity, found.count(severity)) for severity in Severity]
    parts = [render_message(f"count.{severity.value}", lang, n=n) for severity, n in counts if n]
    return render_message("list.joint", lang).join(parts)


def explain_rule(code: str, lang: Lang = "zh") -> str:
    """The long explanation of a rule: what, why, a wrong example and a right one."""
    rule = RULES[code]
    words = rule.zh if lang == "zh" else rule.en
    severity = render_message(f"severity.{rule.severity.value}", lang)
    head = f"{code}  {severity}  {blank_values(words.message)}"
    parts = [
        ("rule.cure", blank_values(words.cure)),
        ("rule.what", words.what),
        ("rule.why", words.why),
        ("rule.wrong", rule.wrong),
        ("rule.right", rule.right),
        ("rule.source", rule.source),
    ]
    blocks = [f"{render_message(key, lang)}\n{_indent_text(text)}" for key, text in parts if text]
    return "\n\n".join([head, *blocks])


def blank_values(message: str) -> str:
    """A message without its values: each stands as ……

    >>> blank_values("「{field}」要填数字，这里是「{value}」")
    '「……」要填数字，这里是「……」'
    """
    return message.format_map(_Dots())


class _Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "……"


def _indent_text(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.strip("\n").split("\n"))


def as_dict(found: Problem, lang: Lang = "zh") -> dict[str, object]:
    """The problem for programs: code, severity, message, cure, place, values."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message(lang),
        "cure": found.cure(lang),
        "place": None if found.place is None else _place_fields(found.place),
        "values": {name: render_value(value, lang) for name, value in found.values},
    }


def _place_fields(place: Place) -> dict[str, object]:
    fields = place._asdict()
    plain = (
        (key, value.value if isinstance(value, Enum) else value) for key, value in fields.items()
    )
    return {key: value for key, value in plain if value not in ("", 0)}


def as_json(document: Mapping[str, object]) -> str:
    """The document as JSON text with Chinese characters kept."""
    return json.dumps(document, ensure_ascii=False, indent=2)
