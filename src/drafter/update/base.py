"""Which of all that drafter wrote a file on disk was once: by its run id, else by its words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from drafter.output import Base, Store
from drafter.word.package import properties, stamps
from drafter.word.package.archive import Package
from drafter.word.package.opening import open_package
from drafter.word.text import blocks
from drafter.word.text.blocks import DocumentBlocks

_ENOUGH = 0.3
"""The share of a kept report's words that a file must have to be taken for it."""


def read_run_id(package: Package) -> str:
    """The run that wrote the file; empty when it does not say."""
    return properties.read_custom_properties(package).get(stamps.RUN, "")


def find_base_by_run(store: Store, report: Path, trunk: DocumentBlocks) -> Base | None:
    """What drafter wrote in the run that the file names."""
    run = read_run_id(trunk.package)
    return store.find_run(report, run) if run else None


def find_base_by_words(store: Store, report: Path, trunk: DocumentBlocks) -> Base | None:
    """What the file was, going by what it says; None when it is like nothing that is kept."""
    words = _count_blocks(trunk)
    scored = [(_measure_overlap(base.docx, words), base) for base in store.list_bases(report)]
    share, base = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return base if share >= _ENOUGH else None


def _count_blocks(read: DocumentBlocks) -> Counter[str]:
    return Counter(block.text for block in read.blocks if block.text.strip())


def _measure_overlap(data: bytes, words: Counter[str]) -> float:
    """How much of a kept report's text, by length, stands in the file too."""
    package, _ = open_package(data, "")
    if package is None:
        return 0.0
    own = _count_blocks(blocks.read_blocks(package))
    common = sum(len(text) * count for text, count in (own & words).items())
    return common / max(1, sum(len(text) * count for text, count in own.items()))
