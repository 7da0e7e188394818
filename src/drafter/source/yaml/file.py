"""Reads a data file: bytes → text → tree, with every problem on the way."""

from __future__ import annotations

import stat
from pathlib import Path

from drafter import patterns
from drafter.problems import FilePlace, Problem, find_nearest_word, place_key, problem
from drafter.source.slips import accepted
from drafter.source.yaml import encoding
from drafter.source.yaml.builder import build_tree
from drafter.source.yaml.node import Document, SourceText

MOST_BYTES = 50_000_000
"""A larger data file is refused: no year of records is that long."""

MOST_SHOWN = 100
"""Of more problems in one file the first are told: the rest mostly come from them."""

_OFFICE_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

_YEAR = patterns.postpone(r"(?:19|20)\d\d")


def read_file_bytes(path: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    """The file's bytes; or None and why it cannot be read."""
    if path.name.startswith("~$"):
        return None, [problem("D106", FilePlace(shown), file=path.name, real=path.name[2:])]
    try:
        if refused := _check_file(path, shown):
            return None, [refused]
        return path.read_bytes(), []
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None, [problem("D104", FilePlace(shown), file=path.name)]


def _check_file(path: Path, shown: str) -> Problem | None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _report_missing(path, shown)
    if stat.S_ISDIR(found.st_mode):
        return problem("D103", FilePlace(shown), file=path.resolve().name or shown)
    if found.st_size > MOST_BYTES:
        return _report_too_large(shown)
    if not stat.S_ISREG(found.st_mode):
        return problem("D104", FilePlace(shown), file=path.name)
    return None


def _report_missing(path: Path, shown: str) -> Problem:
    folder = path.parent
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    names = sorted(name for name in names if name.lower().endswith((".yaml", ".yml")))
    near = [name for name in names if Path(name).stem == path.stem]
    stems = {Path(name).stem: name for name in names}
    swapped = [stems[stem] for stem in stems if sorted(stem) == sorted(path.stem)]
    another_year = _YEAR.fullmatch(path.stem)  # near as it is written, and a wrong report
    close = "" if another_year else stems.get(find_nearest_word(path.stem, stems, least=0.6), "")
    if meant := next(iter(near or swapped), close):
        return problem("D102", FilePlace(shown), file=path.name, near=meant)
    return problem("D101", FilePlace(shown), file=path.name)


def _report_too_large(shown: str) -> Problem:
    return problem("D107", FilePlace(shown), most=MOST_BYTES // 1_000_000)


def resolve_below(folder: Path, name: str) -> Path | None:
    """The path of a file that the data name, below their own folder; None when it leads out.

    Data travel by mail and must not read other files of the computer, nor name what is found on
    one computer only: no drive or stream (:), no backslash, no .., no link out of the folder.
    Raises OSError, RuntimeError (a loop of links) or ValueError (a NUL) where nothing can be there.
    """
    root = folder.resolve()
    path = (root / name).resolve()
    written = Path(name)
    strange = written.is_absolute() or ".." in written.parts or not {"\\", ":"}.isdisjoint(name)
    return None if strange or not path.is_relative_to(root) else path


def parse(
    data: bytes, shown: str, before: Document | None = None
) -> tuple[Document | None, list[Problem]]:
    """The document in the bytes of a file called `shown`, and what is wrong with it.

    before: what was read of an earlier text of the file; records that still stand as they did are
    the same nodes then.
    """
    if data.startswith(_OFFICE_MAGIC):
        return None, [problem("D105", FilePlace(shown))]
    if len(data) > MOST_BYTES:
        return None, [_report_too_large(shown)]
    decoded, problems = encoding.decode(data, shown)
    return (None, problems) if decoded is None else _parse_text(decoded, shown, problems, before)


def _parse_text(
    decoded: str, shown: str, problems: list[Problem], before: Document | None
) -> tuple[Document | None, list[Problem]]:
    text = encoding.normalize_lines(decoded, shown)
    if encoding.INVISIBLE.search(decoded):
        return None, problems + encoding.find_invisible(text)
    if "\t" in decoded:
        from drafter.source.slips.pasted_rows import find_pasted_rows  # next to no file has tabs

        if pasted := find_pasted_rows(text):
            return None, problems + pasted
    built = build_tree(text, before.text if before is not None else None)
    if built.error is not None:
        from drafter.source.slips import syntax  # only for a text that is not YAML

        problems += _name_rows(syntax.explain_error(built.error, text, built.problems), text)
        return None, problems
    found = sorted(built.problems + accepted.find_slips(built, text), key=place_key)
    problems += _name_rows(found, text)
    if built.root is None or not isinstance(built.root.value, dict):
        return None, problems
    return Document(text, built.root), problems


def _name_rows(found: list[Problem], text: SourceText) -> list[Problem]:
    """The first of the problems; those of a record typed with full-width signs are one."""
    if not found:
        return found
    from drafter.source.slips import wide_rows  # only where something is wrong

    return wide_rows.join_problems(found, text)[:MOST_SHOWN]
