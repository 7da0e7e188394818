"""What a problem is: a code, a place, and the values that its message needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from drafter.problems.catalogue import (
    LANGS,
    RULES,
    Lang,
    Severity,
    find_desk_words,
    is_at_desk,
    is_chinese,
    render_message,
)

if TYPE_CHECKING:
    from drafter.problems.catalogue.rule import Words


class Phrase(NamedTuple):
    """A value of a message that is itself a text in both languages.

    at_desk: both as the desk says them, where that is not the same.
    """

    zh: str
    en: str
    at_desk: tuple[str, str] | None = None


def phrase(key: str, **values: object) -> Phrase:
    """A text of the catalogue as a message's value."""

    def render(lang: Lang) -> str:
        nested = {name: _render_nested(lang, value) for name, value in values.items()}
        return render_message(key, lang, **nested)

    differs = find_desk_words(key) is not None or any(map(_differs_at_desk, values.values()))
    return _make_phrase(render, differs=differs)


def _make_phrase(render: Callable[[Lang], str], *, differs: bool) -> Phrase:
    chinese, english = map(render, LANGS)
    at_desk = (render("zh-desk"), render("en-desk")) if differs else None
    return Phrase(chinese, english, at_desk)


def _differs_at_desk(value: object) -> bool:
    return isinstance(value, Phrase) and value.at_desk is not None


def _render_nested(lang: Lang, value: object) -> object:
    return render_value(value, lang) if isinstance(value, Phrase) else value


Value = str | int | Phrase
"""What a message may be filled with."""


def join_phrases(values: Iterable[Value], sign: str = "list.joint") -> Phrase:
    """The values one after the other in each language, with the catalogue's `sign` between."""
    given = list(values)

    def render(lang: Lang) -> str:
        return render_message(sign, lang).join(render_value(value, lang) for value in given)

    return _make_phrase(render, differs=any(map(_differs_at_desk, given)))


def join_words(words: Iterable[str]) -> Phrase:
    """A user's words one after the other as each language lists them, cut as such words are."""
    given = list(words)
    chinese, english = (
        shorten_text(render_message("list.joint", lang).join(given)) for lang in LANGS
    )
    return Phrase(chinese, english)


class SheetFile(str):
    """The name of a sheet as a file of its own: 会议台账.xlsx 会议!"""

    __slots__ = ()


def format_spot(file: str, line: int, column: int = 0) -> str:
    """The place in words: data/2021.yaml:14:11, or 会议台账.xlsx 会议!B6 in a sheet."""
    if isinstance(file, SheetFile):
        return f"{file}{column_letters(column)}{line}" if column else f"{file}{line}:{line}"
    return f"{file}:{line}:{column}" if column else f"{file}:{line}"


def column_letters(column: int) -> str:
    """The name of a sheet's 1-based column.

    >>> column_letters(2), column_letters(28)
    ('B', 'AB')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


DataPath = tuple[str | int, ...]
"""Where a value stands in the data: keys, and 0-based indexes in lists: ("提案", 2, "案由")."""


def format_path(path: Iterable[str | int]) -> str:
    """The path as an office says it.

    >>> format_path(("会议", 2, "日期"))
    '会议 第3条 日期'
    """
    return " ".join(f"第{step + 1}条" if isinstance(step, int) else str(step) for step in path)


def find_nearest_word(word: str, words: Iterable[str], *, least: float = 0.5) -> str:
    """The word that was most likely meant; empty when none is near.

    least: how alike the two have to be, from 0 to 1. Of a Chinese word the first character says
    most (日期 and 日其, not 定期), so one that shares it is preferred.
    """
    from difflib import SequenceMatcher  # 2 ms to load, and only something wrong asks for it

    matcher = SequenceMatcher(b=word)
    ranks: dict[str, float] = {}
    for known in words:
        matcher.set_seq1(known)
        # the quick ratios are upper bounds: a table's every row may have the same unknown column
        bounds = matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio
        if all(bound() >= least for bound in bounds):
            ranks[known] = matcher.ratio() + 0.1 * (known[:1] == word[:1])
    return max(ranks, key=ranks.__getitem__, default="")


class TextPlace(NamedTuple):
    """A place in a text file: 1-based line and column, `width` characters long.

    In a sheet of a workbook (`file` is a SheetFile) line and column are those of the cell.

    `source` is the whole line as it stands in the file, so that it can be shown.
    """

    file: str
    line: int
    column: int = 1
    width: int = 1
    source: str = ""

    def to_text(self, lang: Lang) -> str:
        return format_spot(self.file, self.line, self.column)


class FilePlace(NamedTuple):
    """A whole file or folder."""

    file: str

    def to_text(self, lang: Lang) -> str:
        return self.file


class Part(Enum):
    """The parts of a Word file that hold text."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    CHART = "chart"
    LINK = "link"
    BOUND = "bound"
    PROPERTIES = "properties"
    SCHEMA = "schema"


class WordPlace(NamedTuple):
    """A place in a Word file: the 1-based paragraph of a part, and the words that stand there.

    Paragraphs are counted as they come in the file, those in table cells included. For a
    paragraph in a table, `table`, `row` and `cell` are given too (1-based, else 0). `words` is
    the paragraph's text; `column` and `width` say which characters of it are meant (1-based;
    column 0: the whole paragraph).
    """

    file: str
    part: Part
    paragraph: int
    words: str = ""
    column: int = 0
    width: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0

    def to_text(self, lang: Lang) -> str:
        spot = render_message(f"place.{self.part.value}", lang, paragraph=self.paragraph)
        if self.table:
            spot += render_message(
                "place.cell", lang, table=self.table, row=self.row, cell=self.cell
            )
        return f"{self.file} {spot}"


Place = TextPlace | FilePlace | WordPlace


class Problem(NamedTuple):
    """A finding: which rule, where, and the values for its message. Made by `problem()`."""

    code: str
    place: Place | None = None
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def severity(self) -> Severity:
        return RULES[self.code].severity

    def message(self, lang: Lang = "zh") -> str:
        """The fact, in one line."""
        return self._fill_values(self._select_words(lang).message, lang)

    def cure(self, lang: Lang = "zh") -> str:
        """What to write instead, in one line; empty when the message says it all."""
        words = find_desk_words(self.code) if is_at_desk(lang) else None
        cure = words[not is_chinese(lang)] if words else self._select_words(lang).cure
        return self._fill_values(cure, lang)

    def _select_words(self, lang: Lang) -> Words:
        rule = RULES[self.code]
        return rule.zh if is_chinese(lang) else rule.en

    def _fill_values(self, text: str, lang: Lang) -> str:
        values = {name: _render_short(value, lang) for name, value in self.values}
        return text.format_map(values)


def _render_short(value: Value, lang: Lang) -> str:
    """The value on one line; a user's words are cut, the catalogue's own are not."""
    text = render_value(value, lang)
    return text if isinstance(value, Phrase) else shorten_text(text)


def render_value(value: Value, lang: Lang) -> str:
    """A message's value as text in the language."""
    if isinstance(value, Phrase):
        if value.at_desk and is_at_desk(lang):
            return value.at_desk[not is_chinese(lang)]
        return value.zh if is_chinese(lang) else value.en
    return str(value)


def problem(code: str, place: Place | None = None, **values: Value) -> Problem:
    """A problem of rule `code` at `place`, with the values that the rule's message names."""
    return Problem(code, place, tuple(values.items()))


def shorten_text(text: str, most: int = 60) -> str:
    """The text on one line, at most `most` characters, the cut marked with ……"""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 2] + "……"


def place_key(found: Problem) -> tuple[int, int]:
    """The key to sort the problems of one file by place."""
    place = found.place
    return (place.line, place.column) if isinstance(place, TextPlace) else (0, 0)


def select_blocking(problems: Iterable[Problem], *, final: bool = False) -> list[Problem]:
    """Those that stop a report: errors, and in a final also gaps."""
    stops = {Severity.ERROR, Severity.GAP} if final else {Severity.ERROR}
    return [found for found in problems if found.severity in stops]


class Incomputable(TypeError, ValueError):
    """These values cannot be computed so; `key` in the message catalogue says why, `detail` more.

    A TypeError and a ValueError, for which Python and Jinja look where they ask for an index.
    """

    def __init__(self, key: str, detail: str = "") -> None:
        self.key = key
        super().__init__(detail or key)


class DrafterError(Exception):
    """Raised when no report can be made; `problems` says why, `status` is the exit code."""

    def __init__(self, problems: Iterable[Problem], status: int = 1) -> None:
        self.problems = tuple(problems)
        self.status = status
        super().__init__("；".join(found.message() for found in self.problems))
