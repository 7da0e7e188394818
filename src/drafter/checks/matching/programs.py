"""The rules' patterns, compiled once for all runs: their programs are kept in the cache.

The rules of wording have 600 patterns, which take 0.6 s to compile and 0.02 s to take from there.
What `re` makes of a pattern is its own affair and another thing in each Python. Where a Python
does not make it in the known way, the patterns are compiled as ever.
"""

from __future__ import annotations

import binascii
import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from drafter import cache as disk
from drafter.checks.matching.needs import Needs, derive_needs
from drafter.checks.matching.tables import name_entry

_WORD = "I"
"""A program is a row of unsigned numbers of four bytes; it is kept in base64."""


class _Program(NamedTuple):
    """What a pattern is compiled to, in values that can be kept: its needs; then, where it was
    compiled, the arguments of the one function that makes a pattern of it."""

    needs: Needs
    flags: int = 0
    code: str = ""
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


def compile_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, made from its program where that is known."""
    program = _programs.get((source, flags))
    if program is None or not program.code:
        program = _keep(source, flags, _compile_program(source, flags))
    if not program.code:
        return re.compile(source, flags)
    code = array(_WORD, binascii.a2b_base64(program.code)).tolist()
    make: Any = import_module("_sre").compile
    pattern: re.Pattern[str] = make(
        source, program.flags, code, program.groups, program.names, tuple(program.by_number)
    )
    return pattern


def read_needs(pattern: re.Pattern[str]) -> Needs:
    """What a line must have for the pattern to stand in it; it is not compiled for that."""
    source, flags = getattr(pattern, "written", None) or (pattern.pattern, pattern.flags)
    program = _programs.get((source, flags))
    if program is None:
        tree = _parse(source, flags)
        program = _keep(source, flags, _Program(None if tree is None else derive_needs(tree)))
    return program.needs


@contextmanager
def keep_programs() -> Iterator[None]:
    """Take the programs from the cache, and put there what is compiled within."""
    key = name_entry("programs")
    if not _state.is_read:
        _state.is_read = True
        for source, flags, *program in json.loads(disk.get(key) or "[]"):
            _programs[source, flags] = _Program(*program)
    try:
        yield
    finally:
        if _state.has_more:
            _state.has_more = False
            entry = [(*written, *program) for written, program in _programs.items()]
            disk.put(key, json.dumps(entry).encode())


def _keep(source: str, flags: int, program: _Program) -> _Program:
    if _programs.get((source, flags)) != program:
        _programs[source, flags] = program
        _state.has_more = True
    return program


def _parse(source: str, flags: int) -> Any:
    """The pattern's tree; nothing in a Python that has none."""
    try:
        return import_module("re._parser").parse(source, flags)
    except (ImportError, AttributeError):
        return None


def _compile_program(source: str, flags: int) -> _Program:
    """The pattern's program, without a code in a Python that makes it in another way."""
    tree = _parse(source, flags)
    if tree is None:
        return _Program(None)
    needs = derive_needs(tree)
    try:
        code = array(_WORD, import_module("re._compiler")._code(tree, flags))
    except (ImportError, AttributeError, TypeError):
        return _Program(needs)
    names: dict[str, int] = tree.state.groupdict
    by_number: list[str | None] = [None] * tree.state.groups
    for name, number in names.items():
        by_number[number] = name
    flags |= tree.state.flags
    kept = binascii.b2a_base64(code).decode()
    return _Program(needs, flags, kept, len(by_number) - 1, names, tuple(by_number))
