"""The rules' patterns, compiled once for all runs: their programs are kept in the cache.

The rules of wording have 600 patterns, which take 0.6 s to compile and 0.02 s to take from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from drafter import cache as disk
from drafter.cache import programs
from drafter.checks.matching.needs import Needs, derive_needs


class _Program(NamedTuple):
    """What a pattern is compiled to, in values that can be kept: its needs; then, where it was
    compiled, the arguments of the one function that makes a pattern of it."""

    needs: Needs
    flags: int = 0
    code: bytes | memoryview = b""
    groups: int = 0
    names: Mapping[str, int] = {}
    by_number: Sequence[str | None] = ()


_programs: dict[tuple[str, int], _Program] = {}
"""By what the pattern is written as, and its flags."""
_state = SimpleNamespace(is_read=False, has_more=False)
"""Whether the cache was read, and whether it lacks some of them."""


class KeptPattern:
    """Stands for a pattern, which is made when it is first used: none that `re.sub` would take."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.written = source, int(flags)

    def __getattr__(self, name: str) -> Any:
        asked_for = getattr(compile_pattern(*self.written), name)
        setattr(self, name, asked_for)
        return asked_for


@cache
def keep_pattern(source: str) -> re.Pattern[str]:
    """The pattern, for use by its own methods alone."""
    return cast("re.Pattern[str]", KeptPattern(source))


def join_words(words: Iterable[str]) -> str:
    """Any of the words, as a pattern: the longest first, and the same whatever order they come in,
    or the cache would keep another pattern for each run."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def compile_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, made from its program where that is known."""
    program = _programs.get((source, flags))
    if program is None or not program.code:
        program = _keep(source, flags, _compile_program(source, flags))
    if not program.code:
        return re.compile(source, flags)
    return programs.make_pattern(source, programs.Program(*program[1:]))


def read_needs(pattern: re.Pattern[str]) -> Needs:
    """What a line must have for the pattern to stand in it; it is not compiled for that."""
    source, flags = getattr(pattern, "written", None) or (pattern.pattern, pattern.flags)
    program = _programs.get((source, flags))
    if program is None:
        tree = programs.parse_pattern(source, flags)
        program = _keep(source, flags, _Program(None if tree is None else derive_needs(tree)))
    return program.needs


@contextmanager
def keep_programs(whose: str = "") -> Iterator[None]:
    """Take the programs from the cache, and put there what is compiled within.

    whose: the process that asks beside this one keeps its own.
    """
    key = disk.name_entry(f"programs{whose}")
    if not _state.is_read:
        _state.is_read = True
        for (source, flags, needs, own_flags, *more), code in programs.read_entry(disk.get(key)):
            _programs[source, flags] = _Program(needs, own_flags, code, *more)
    try:
        with programs.keep_programs(f"checks{whose}"):  # what is written where it is asked
            yield
    finally:
        if _state.has_more:
            _state.has_more = False
            rows = [
                ((*written, needs, flags, *more), code)
                for written, (needs, flags, code, *more) in _programs.items()
            ]
            disk.put(key, programs.write_entry(rows))


def _keep(source: str, flags: int, program: _Program) -> _Program:
    if _programs.get((source, flags)) != program:
        _programs[source, flags] = program
        _state.has_more = True
    return program


def _compile_program(source: str, flags: int) -> _Program:
    """The pattern's program, without a code in a Python that makes it in another way."""
    tree = programs.parse_pattern(source, flags)
    if tree is None:
        return _Program(None)
    needs = derive_needs(tree)
    program = programs.compile_program(tree, flags)
    if program is None:
        return _Program(needs)
    return _Program(needs, *program)
