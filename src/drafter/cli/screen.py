"""Standard output and error where they take no more: a full disk, a reader that has gone."""

from __future__ import annotations

from typing import Any, TextIO

_MOST_LINES = 5
"""So many lines are said again elsewhere; more are a listing, which somebody asked to be cut."""


class CannotPrint(BaseException):
    """Standard output takes no more. No command's fault, so that no command may deal with it."""

    def __init__(self, error: OSError, unsaid: str) -> None:
        super().__init__(unsaid)
        self.error, self.unsaid = error, unsaid


class Screen:
    """A stream that says in one way that it takes no more; or, where nobody minds, says nothing."""

    def __init__(self, stream: TextIO, *, minds: bool) -> None:
        self._stream, self._minds, self._said = stream, minds, ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        if self._said.count("\n") <= _MOST_LINES:
            self._said += text
        try:
            return self._stream.write(text)
        except OSError as error:
            self._give_up(error)
            return 0

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        if self._minds:
            few = self._said.count("\n") <= _MOST_LINES
            raise CannotPrint(error, self._said.strip() if few else "")
