"""Says in our own words why a text is not YAML, and on which line it went wrong."""

from __future__ import annotations

import re

from drafter.problems import Problem, place_key, problem
from drafter.source.slips import punctuation
from drafter.source.slips.scanner import Suspect, find_suspects
from drafter.source.yaml.encoding import find_escape
from drafter.source.yaml.events import YamlSyntaxError
from drafter.source.yaml.node import SourceText

# PyYAML's errors have no codes: these are words that the messages of both its parsers share
_SPECIAL = re.compile(
    "scanning an alias|scanning an anchor|a tag|scanning a directive|scanning a block scalar"
    "|undefined tag handle|document start"
)
_TABS_OR_SIGNS = re.compile(r"tab character|'\\t'|cannot start")
_ESCAPES = re.compile("unknown escape|hexdecimal|escape code")
_OPENERS = {"[": "]", "{": "}"}


def explain_error(error: YamlSyntaxError, text: SourceText, known: list[Problem]) -> list[Problem]:
    """All that can be said of a text that broke: the cause on its true line, and other slips.

    `known` is what was found before the break. No line gets two problems.
    """
    error = error.clamp_to_lines(len(text.lines))
    suspects = find_suspects(text)
    near = _find_near_lines(error, text)
    chosen = [each for each in suspects if each.sure or each.line in near]
    chosen.sort(key=lambda each: each.problem.code == "D145")  # on one line the sign says more
    by_line: dict[int, Problem] = {}
    for found in [*(each.problem for each in chosen), *known]:
        by_line.setdefault(place_key(found)[0], found)
    cause = _find_cause(error, text)
    if (
        cause is not None
        and place_key(cause)[0] not in by_line
        and not _has_open_cause(chosen, error)
    ):
        by_line[place_key(cause)[0]] = cause
    elif cause is None and not any(each.line <= error.line + 1 for each in chosen):
        by_line[error.line + 1] = _report_generic(error, text)
    return [by_line[line] for line in sorted(by_line)]


def _find_near_lines(error: YamlSyntaxError, text: SourceText) -> set[int]:
    """The 1-based lines that may be to blame: where it broke, and the written line before."""
    written = [
        number
        for number in range(error.line + 1, 0, -1)
        if (line := text.lines[number - 1].strip()) and not punctuation.is_comment(line)
    ]
    near = set(written[:2])
    return near if error.context_line is None else near | {error.context_line + 1}


def _has_open_cause(chosen: list[Suspect], error: YamlSyntaxError) -> bool:
    """Whether a quote or record left open above is why the text broke here."""
    return any(
        each.problem.code in ("D140", "D159") and each.line <= error.line + 1 for each in chosen
    )


def _find_cause(error: YamlSyntaxError, text: SourceText) -> Problem | None:
    """The cause, where the parser's words and the character at the place tell it."""
    why, line, column = error.why, error.line + 1, error.column + 1
    here = text.lines[line - 1][error.column :]
    if _ESCAPES.search(why):
        return _report_bad_escape(error, text)
    if here and _TABS_OR_SIGNS.search(why):
        code = "D134" if here[0] == "\t" else "D142"
        return problem(code, text.spot(line, column), char=here[0])
    if "quoted scalar" in why and error.context_line is not None:
        return _report_open_quote(error.context_line + 1, text)
    if "parsing a flow" in why and error.context_line is not None:
        return _report_open_bracket(error.context_line + 1, text)
    return _report_second_document(line, text) if _SPECIAL.search(why) else None


def _report_bad_escape(error: YamlSyntaxError, text: SourceText) -> Problem:
    """An escape that does not exist, or one of a character that must not be."""
    line = error.line + 1
    if "escape code" in error.why and (found := find_escape(text, line, 1)):
        return found
    source = text.lines[line - 1]
    at = max(source.rfind("\\", 0, error.column + 1), 0)
    return problem("D141", text.spot(line, at + 1, 2), escape=source[at : at + 2])


def _report_open_quote(line: int, text: SourceText) -> Problem:
    source = text.lines[line - 1]
    column = next((at for at, char in enumerate(source, 1) if char in "\"'"), 1)
    return problem("D140", text.spot(line, column), quote=source[column - 1 : column])


def _report_open_bracket(line: int, text: SourceText) -> Problem:
    source = text.lines[line - 1]
    column = next((at for at, char in enumerate(source, 1) if char in _OPENERS), 1)
    opener = source[column - 1 : column]
    return problem("D147", text.spot(line, column), open=opener, close=_OPENERS.get(opener, "]"))


def _report_second_document(line: int, text: SourceText) -> Problem | None:
    """Text after `...`, or a second document."""
    marks = [n for n, source in enumerate(text.lines[:line], 1) if source[:3] in ("...", "---")]
    return problem("D115", text.spot(marks[-1], 1, 3)) if marks else None


def _report_generic(error: YamlSyntaxError, text: SourceText) -> Problem:
    line = min(error.line + 1, len(text.lines))
    while line > 1 and not text.lines[line - 1].strip():
        line -= 1
    source = text.lines[line - 1]
    column = error.column + 1 if line == error.line + 1 else len(source) - len(source.lstrip()) + 1
    return problem("D149", text.spot(line, column, text.rest_width(line, column)))
