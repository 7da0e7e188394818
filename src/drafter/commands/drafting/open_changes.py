"""Tracked changes in a Word file that wait to be accepted or rejected, told with whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from drafter.problems import Problem, join_phrases, phrase, problem
from drafter.word.changes import pending
from drafter.word.package.archive import Package
from drafter.word.package.opening import open_package


def find_open_changes(package: Package, shown: str, code: str) -> Iterator[Problem]:
    """One problem of that code for all of them, at the first."""
    if found := pending.list_changes(package):
        count = Counter(change.author for change in found).most_common()
        who = join_phrases(
            phrase("clean.by", name=name, n=n) if name else phrase("clean.by.nobody", n=n)
            for name, n in count
        )
        yield problem(code, pending.locate_change(shown, found[0]), n=len(found), who=who)


def find_open_in_final(path: Path, shown: str) -> list[Problem]:
    """D553: the final report on disk still shows who changed what."""
    package, _ = open_package(path.read_bytes(), shown, harmless=False)
    return [] if package is None else list(find_open_changes(package, shown, "D553"))
