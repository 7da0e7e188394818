"""Regular expressions that are compiled when they are first used, if ever.

Compiling all that a run meets takes a fifth of it where the template is known: drafter's own, and
those of PyYAML's and Jinja's readers, which such a run does not ask.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, AnyStr, cast


class _Postponed:
    """Stands for a pattern, and keeps what of it was asked for."""

    def __init__(self, source: Any, flags: int) -> None:
        self._made_of = source, flags

    def __getattr__(self, name: str) -> Any:
        asked_for = getattr(re.compile(*self._made_of), name)
        setattr(self, name, asked_for)
        return asked_for


def postpone(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, for use by its own methods alone: it is none that `re.sub` would take."""
    return cast("re.Pattern[AnyStr]", _Postponed(source, flags))


@contextmanager
def postpone_those_of(library: str) -> Iterator[None]:
    """What the library's modules compile while they are imported within is postponed too.

    For libraries that use their patterns by methods, as PyYAML and Jinja do. Others that are
    imported meanwhile get theirs at once.
    """
    compile_at_once = re.compile

    def compile_pattern(pattern: Any, flags: int = 0) -> Any:
        asking = str(sys._getframe(1).f_globals.get("__name__"))
        is_its = asking.split(".")[0] == library
        return _Postponed(pattern, flags) if is_its else compile_at_once(pattern, flags)

    re.compile = compile_pattern
    try:
        yield
    finally:
        re.compile = compile_at_once
