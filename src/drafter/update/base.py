"""Which of all that drafter wrote a file on disk was once: by its run id, else by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from drafter.output import Base, BaseChoice, Store, StoredVersion
from drafter.output.account import Reason
from drafter.word import names, xml
from drafter.word.package import properties, stamps
from drafter.word.package.archive import DOCUMENT, Package, read_zip
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.xml import Element

_ENOUGH = 0.3
"""The share of a kept report's words that a file must have to be taken for it."""
_VALUE_WEIGHT = 10
"""A printed value that stands in both counts for so many letters: figures tell versions apart."""

_Piece = tuple[str, str]
"""A paragraph's text ("", text), or a printed value under its bookmark's name (name, text)."""


def read_run_id(package: Package) -> str:
    """The run that wrote the file; empty when it does not say."""
    return properties.read_custom_properties(package).get(stamps.RUN, "")


def find_base_by_run(store: Store, report: Path, trunk: DocumentBlocks) -> Base | None:
    """What drafter wrote in the run that the file names."""
    run = read_run_id(trunk.package)
    return store.find_run(report, run) if run else None


def find_base_by_words(store: Store, report: Path, trunk: DocumentBlocks) -> Base | None:
    """What the file was, going by what it says; None when it is like nothing that is kept."""
    chosen = choose_base_by_words(store, report, trunk)
    return chosen and chosen[0]


def choose_base_by_words(
    store: Store, report: Path, trunk: DocumentBlocks
) -> tuple[Base, BaseChoice] | None:
    """The version that the file is most like, and why it had to be chosen; None: it is like none.

    All versions of the report are looked at, and the last one of each other report; where that of
    another is the nearest, all of that one.
    """
    words = _count_pieces(trunk.roots[DOCUMENT])
    nearest = _find_nearest(
        store, [*store.list_versions(report), *store.list_last_of_others(report)], words
    )
    if nearest is not None and nearest.stored.folder != store.folder(report):
        nearest = _find_nearest(store, store.list_siblings(nearest.stored), words)
    if nearest is None or nearest.share < _ENOUGH:
        return None
    version = nearest.stored.version
    reason: Reason = "unknown"
    if not (run := read_run_id(trunk.package)):
        reason = "unmarked"
    elif _is_damaged(store, nearest.stored, run):
        reason = "damaged"
    alike = round(nearest.likeness * 100)
    return nearest.base, BaseChoice(reason, version.number, version.written, alike)


def _is_damaged(store: Store, near: StoredVersion, run: str) -> bool:
    """Whether the version of that run may be one that is there, but cannot be read any more."""
    kept = (each for each in store.list_siblings(near) if each.version.run in ("", run))
    return any(store.read_version(each) is None for each in kept)


class _Likeness(NamedTuple):
    """How like a version the file is, of 1; which share of its words stand in the file."""

    likeness: float
    share: float
    stored: StoredVersion
    base: Base


def _find_nearest(
    store: Store, candidates: Iterable[StoredVersion], words: Counter[_Piece]
) -> _Likeness | None:
    """The version most like the file; of equal ones the first."""
    found = (_compare_version(store, each, words) for each in candidates)
    return max((each for each in found if each), key=lambda each: each.likeness, default=None)


def _compare_version(
    store: Store, stored: StoredVersion, words: Counter[_Piece]
) -> _Likeness | None:
    base = store.read_version(stored)
    own = None if base is None else _count_version(base.docx)
    if base is None or own is None:
        return None
    common, total = _weigh(own & words), _weigh(own)
    likeness = 2 * common / max(1, total + _weigh(words))
    return _Likeness(likeness, common / max(1, total), stored, base)


def _count_version(docx: bytes) -> Counter[_Piece] | None:
    """What a version says; None for what is no Word file."""
    try:
        return _count_pieces(xml.parse(read_zip(docx)[DOCUMENT].unpack(), huge=True))
    except (ValueError, KeyError):
        return None


def _weigh(pieces: Counter[_Piece]) -> int:
    weights = ((_VALUE_WEIGHT if name else len(text), n) for (name, text), n in pieces.items())
    return sum(weight * n for weight, n in weights)


def _count_pieces(root: Element) -> Counter[_Piece]:
    return Counter(_iterate_pieces(root))


def _iterate_pieces(root: Element) -> Iterator[_Piece]:
    """The paragraphs of a body, and the values printed in them: quicker than blocks are read."""
    line: list[str] = []
    values: dict[str, tuple[str, int]] = {}
    for node in root.iter(names.P, names.T, *names.BOOKMARKS):
        if node.tag == names.T:
            line.append(node.text or "")
        elif node.tag == names.P:
            yield from _end_line(line)
            values.clear()
        elif node.tag == names.BOOKMARK_START:
            mark = parse_bookmark_name(node.get(names.NAME, ""))
            if mark is not None and mark.kind == "t":
                values[node.get(names.ID, "")] = mark.name, len(line)
        elif (value := values.pop(node.get(names.ID, ""), None)) is not None:
            yield value[0], "".join(line[value[1] :])
    yield from _end_line(line)


def _end_line(line: list[str]) -> Iterator[_Piece]:
    """The paragraph that has ended, where it says anything."""
    text = "".join(line)
    line.clear()
    if text.strip():
        yield "", text
