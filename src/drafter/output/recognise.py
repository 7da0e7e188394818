"""Which of all that drafter wrote a file on disk was once: by its run id, else by its words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from drafter.output.store import Base, Store
from drafter.word import properties, stamps, story
from drafter.word.opening import open_package
from drafter.word.package import Package
from drafter.word.story import Story

_ENOUGH = 0.3
"""The share of a kept report's words that a file must have to be taken for it."""


def run_id(package: Package) -> str:
    """The run that wrote the file; empty when it does not say."""
    return properties.read(package).get(stamps.RUN, "")


def by_run(store: Store, report: Path, trunk: Story) -> Base | None:
    """What drafter wrote in the run that the file names."""
    run = run_id(trunk.package)
    return store.written_as(report, run) if run else None


def by_words(store: Store, report: Path, trunk: Story) -> Base | None:
    """What the file was, going by what it says; None when it is like nothing that is kept."""
    words = _words(trunk)
    scored = [(_share(base.docx, words), base) for base in store.bases(report)]
    share, base = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return base if share >= _ENOUGH else None


def _words(read: Story) -> Counter[str]:
    return Counter(block.text for block in read.blocks if block.text.strip())


def _share(data: bytes, words: Counter[str]) -> float:
    """How much of a kept report's text, by length, stands in the file too."""
    package, _ = open_package(data, "")
    if package is None:
        return 0.0
    own = _words(story.read(package))
    common = sum(len(text) * count for text, count in (own & words).items())
    return common / max(1, sum(len(text) * count for text, count in own.items()))
