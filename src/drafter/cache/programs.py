"""Regular expressions that one run has compiled are made from their programs in the next.

What `re` makes of a pattern is its own affair and another thing in each Python. Where a Python
does not make it in the known way, the patterns are compiled as ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from typing import Any, AnyStr, NamedTuple

from drafter.cache.store import get, name_entry, put

_MOST = 500
"""So many are kept: those that are made of the names in a template change with it."""


class Program(NamedTuple):
    """The arguments of the one function that makes a pattern of it, but for its source."""

    flags: int
    code: Sequence[int]
    groups: int
    names: Mapping[str, int]
    by_number: Sequence[str | None]


def parse_pattern(source: str | bytes, flags: int) -> Any:
    """The pattern's tree; nothing in a Python that has none."""
    try:
        return import_module("re._parser").parse(source, flags)
    except (ImportError, AttributeError):
        return None


def compile_program(tree: Any, flags: int) -> Program | None:
    """The parsed pattern's program; nothing in a Python that makes it in another way."""
    try:
        code: list[int] = import_module("re._compiler")._code(tree, flags)
    except (ImportError, AttributeError, TypeError):
        return None
    names: dict[str, int] = tree.state.groupdict
    by_number: list[str | None] = [None] * tree.state.groups
    for name, number in names.items():
        by_number[number] = name
    flags = int(flags | tree.state.flags)  # it and the code's numbers are of kinds of their own
    return Program(flags, [*map(int, code)], len(by_number) - 1, names, tuple(by_number))


def make_pattern(source: AnyStr, program: Program) -> re.Pattern[AnyStr]:
    """The pattern that was compiled to the program."""
    make: Any = import_module("_sre").compile
    pattern: re.Pattern[AnyStr] = make(
        source, program.flags, program.code, program.groups, program.names,
        tuple(program.by_number),
    )  # fmt: skip
    return pattern


_in_use = Lock()


@contextmanager
def keep_programs(what: str) -> Iterator[None]:
    """What anybody compiles within comes from the cache where it is known, and is kept there.

    The 160 patterns of a template's first run, those of libraries too, are a tenth of it.
    """
    if not _in_use.acquire(blocking=False):  # another thread compiles: what it keeps is enough
        yield
        return
    try:
        with _compile_by(name_entry(f"programs {what}")):
            yield
    finally:
        _in_use.release()


@contextmanager
def _compile_by(key: str) -> Iterator[None]:
    """Let `re` ask the entry of the cache first."""
    known: dict[tuple[bool, str, int], Sequence[Any]] = {}
    for is_text, written, flags, *program in json.loads(get(key) or "[]"):
        known[is_text, written, flags] = program
    before = len(known)
    try:
        compiler: Any = import_module("re._compiler")
        compile_anew = compiler.compile
    except (ImportError, AttributeError):
        yield
        return

    def compile_pattern(source: Any, flags: int = 0) -> Any:
        if type(source) not in (str, bytes) or flags & re.DEBUG:
            return compile_anew(source, flags)
        is_text = type(source) is str
        spelled = is_text, source if is_text else source.decode("latin-1"), int(flags)
        if spelled not in known:
            program = compile_program(parse_pattern(source, flags), flags)
            if program is None:
                return compile_anew(source, flags)
            known[spelled] = program
        return make_pattern(source, Program(*known[spelled]))

    compiler.compile = compile_pattern
    try:
        yield
    finally:
        compiler.compile = compile_anew
        if len(known) > before:
            entry = [(*spelled, *program) for spelled, program in [*known.items()]]
            put(key, json.dumps(entry[-_MOST:]).encode())
