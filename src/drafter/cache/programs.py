"""Regular expressions that one run has compiled are made from their programs in the next.

What `re` makes of a pattern is its own affair and another thing in each Python. Where a Python
does not make it in the known way, the patterns are compiled as ever.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from typing import Any, AnyStr, Literal, NamedTuple

from drafter.cache.store import get, name_entry, put

_MOST = 500
"""So many are kept: those that are made of the names in a template change with it."""


_NUMBER: Literal["I"] = "I"
"""A program is a row of unsigned numbers of four bytes."""
_SIZE = 8
"""In so many bytes an entry tells how long what is said of its programs is."""


class Program(NamedTuple):
    """The arguments of the one function that makes a pattern of it, but for its source.

    code: a row of numbers, as bytes.
    """

    flags: int
    code: bytes | memoryview
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
    numbers = array(_NUMBER, map(int, code)).tobytes()
    return Program(flags, numbers, len(by_number) - 1, names, tuple(by_number))


def make_pattern(source: AnyStr, program: Program) -> re.Pattern[AnyStr]:
    """The pattern that was compiled to the program."""
    make: Any = import_module("_sre").compile
    pattern: re.Pattern[AnyStr] = make(
        source, program.flags, memoryview(program.code).cast(_NUMBER).tolist(), program.groups,
        program.names, tuple(program.by_number),
    )  # fmt: skip
    return pattern


def write_entry(rows: Sequence[tuple[Sequence[Any], bytes | memoryview]]) -> bytes:
    """An entry of the cache: what is said of each program, in plain values, and then all codes,
    of which a run makes lists only where it needs them."""
    told = [[*said, len(code)] for said, code in rows]
    header = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join((len(header).to_bytes(_SIZE, "little"), header, *(code for _, code in rows)))


def read_entry(data: bytes | None) -> Iterator[tuple[list[Any], memoryview]]:
    """What such an entry says of each program, and its code."""
    if not data:
        return
    at = _SIZE + int.from_bytes(data[:_SIZE], "little")
    codes = memoryview(data)
    for *said, size in json.loads(data[_SIZE:at].decode("utf-8", "surrogatepass")):
        yield said, codes[at : at + size]
        at += size


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
    known: dict[tuple[bool, str, int], Program] = {}
    for (is_text, written, flags, own_flags, *more), code in read_entry(get(key)):
        known[is_text, written, flags] = Program(own_flags, code, *more)
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
        return make_pattern(source, known[spelled])

    compiler.compile = compile_pattern
    try:
        yield
    finally:
        compiler.compile = compile_anew
        if len(known) > before:
            kept = [*known.items()][-_MOST:]
            rows = [((*spelled, flags, *more), code) for spelled, (flags, code, *more) in kept]
            put(key, write_entry(rows))
