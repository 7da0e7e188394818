"""The laws of the merge on as many random cases as one likes: python tests/laws.py --cases 10000.

Each case is an office of its own: hands edit the report, data and template change, drafter merges.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import records
import saved

MOST_SHOWN = 20
"""So many seeds of a kind of failure are shown."""


def run_case(seed: int, rounds: int, office: bool = False) -> tuple[int, Counter[str]]:
    """What is wrong with a case. office: LibreOffice saves the file before each merge."""
    try:
        wrong: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as name:
            save = partial(_save, Path(name)) if office else bytes
            for _, found in records.play(seed, rounds, save):
                wrong += found
        return seed, wrong
    except Exception:
        return seed, Counter({traceback.format_exc().strip().splitlines()[-1]: 1})


def _save(folder: Path, data: bytes) -> bytes:
    return saved.libreoffice(folder, [data])[0]


def run_cases(
    seeds: Sequence[int], rounds: int, jobs: int, office: int
) -> Iterator[tuple[int, Counter[str]]]:
    """office: so many of them, the first ones, have LibreOffice in between."""
    by_office = [n < office for n in range(len(seeds))]
    given = seeds, [rounds] * len(seeds), by_office
    if jobs < 2:
        yield from map(run_case, *given)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(run_case, *given, chunksize=20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--rounds", type=int, default=1, help="of edit, data, merge in each case")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--office", type=int, default=0, help="so many with LibreOffice's saves")
    given = parser.parse_args()
    begun, total, seeds = time.monotonic(), Counter[str](), defaultdict[str, list[int]](list)
    cases = range(given.first, given.first + given.cases)
    for seed, wrong in run_cases(cases, given.rounds, given.jobs, given.office):
        total += wrong
        for kind in wrong:
            seeds[kind].append(seed)
    kinds = ("lost", "moved", "come back", "doubled", "lacking", "misplaced", "order")
    kinds += "stale", "garbled", "reject", "told"
    counts = ", ".join(f"{total[kind]} {kind}" for kind in kinds)
    print(f"{given.cases} cases of {given.rounds} in {time.monotonic() - begun:.0f} s: {counts}")
    for kind, failing in seeds.items():
        print(f"{kind}: {len(failing)} cases, seeds {failing[:MOST_SHOWN]}")
    return 1 if seeds else 0


if __name__ == "__main__":
    sys.exit(main())
