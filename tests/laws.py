"""The laws of the merge on as many random cases as one likes: python tests/laws.py --cases 10000.

Each case is an office of its own: hands edit the report, data and template change, drafter merges.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import records

MOST_SHOWN = 20
"""So many seeds of a kind of failure are shown."""


def run_case(seed: int, rounds: int) -> tuple[int, Counter[str]]:
    """What is wrong with a case."""
    try:
        wrong: Counter[str] = Counter()
        for _, found in records.play(seed, rounds):
            wrong += found
        return seed, wrong
    except Exception:
        return seed, Counter({traceback.format_exc().strip().splitlines()[-1]: 1})


def run_cases(seeds: Sequence[int], rounds: int, jobs: int) -> Iterator[tuple[int, Counter[str]]]:
    if jobs < 2:
        yield from (run_case(seed, rounds) for seed in seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(run_case, rounds=rounds), seeds, chunksize=20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--rounds", type=int, default=1, help="of edit, data, merge in each case")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    begun, total, seeds = time.monotonic(), Counter[str](), defaultdict[str, list[int]](list)
    cases = range(given.first, given.first + given.cases)
    for seed, wrong in run_cases(cases, given.rounds, given.jobs):
        total += wrong
        for kind in wrong:
            seeds[kind].append(seed)
    kinds = ("lost", "moved", "come back", "doubled", "lacking", "stale", "garbled")
    kinds += "reject", "told"
    counts = ", ".join(f"{total[kind]} {kind}" for kind in kinds)
    print(f"{given.cases} cases of {given.rounds} in {time.monotonic() - begun:.0f} s: {counts}")
    for kind, failing in seeds.items():
        print(f"{kind}: {len(failing)} cases, seeds {failing[:MOST_SHOWN]}")
    return 1 if seeds else 0


if __name__ == "__main__":
    sys.exit(main())
