"""Where values come from: origins, and the values that make theirs when asked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from drafter.problems.model import DataPath, SheetFile, format_path, format_spot


class Origin:
    """Where a value was written: file, 1-based line and column, its path, and the words there.

    Two origins are equal when they are the same one. Nobody changes an origin.
    """

    __slots__ = ("column", "file", "line", "path", "words")

    def __init__(self, file: str, line: int, column: int, path: DataPath, words: str = "") -> None:
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.words = words

    @property
    def where(self) -> str:
        """The file and line, or the sheet's cell, in words."""
        column = self.column if isinstance(self.file, SheetFile) else 0
        return format_spot(self.file, self.line, column)

    def __repr__(self) -> str:
        return f"Origin({self.file}:{self.line}:{self.column}, {format_path(self.path)})"


Origins = tuple[Origin, ...]


def union_origins(groups: Iterable[Origins]) -> Origins:
    """All origins of the groups, each once, in order of first appearance."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))


def origins_of(value: object) -> Origins:
    """The origins that a value carries, those of a list's items together."""
    own = getattr(value, "origins", None)
    if isinstance(own, tuple):
        return own
    if isinstance(value, (list, tuple)):
        return union_origins(map(origins_of, value))
    return ()


class SourcedValue:
    """A value from the data. Its origin is made when it is asked for: a large table has many.

    Until then `_origins` is the file, and the rest says where in it the value stands: the value
    of `_key` in what has the path.
    """

    __slots__ = ()
    _origins: Origins | str
    _line: int
    _column: int
    _path: DataPath
    _key: str | int

    @property
    def origins(self) -> Origins:
        """Where the value comes from."""
        origins = self._origins
        if isinstance(origins, str):  # the file: nobody has asked before
            path = (*self._path, self._key)
            origins = (Origin(origins, self._line, self._column, path, self._written_words()),)
            self._origins = origins  # type: ignore[misc]  # a slot of each class below
        return origins

    @property
    def has_origins(self) -> bool:
        """Whether it has any, or will have when asked."""
        return self._origins != ()

    def _written_words(self) -> str:
        """The words in which the value was written."""
        return str(self)


class Text(str, SourcedValue):
    """A text from the data."""

    __slots__ = ("_column", "_key", "_line", "_origins", "_path")

    def __new__(cls, text: str, origins: Origins = ()) -> Text:
        made = str.__new__(cls, text)
        made._origins = origins
        return made

    @classmethod
    def at(
        cls, text: str, file: str, line: int, column: int, path: DataPath, key: str | int
    ) -> Text:
        """The text that stands there in a file: the value of `key` in what has the path."""
        made = str.__new__(cls, text)
        made._origins, made._line, made._column = file, line, column
        made._path, made._key = path, key
        return made
