"""Runs commands as whole processes: the seconds and the memory that each takes.

Nothing big is loaded here: the system counts a parent's memory into a child's peak.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MIB = 1024
"""ru_maxrss is in KiB."""


_UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
"""With these set, each run would compile its modules, or those of another checkout."""
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in _UNWANTED}


@dataclass(frozen=True)
class Run:
    """One run of a command: its seconds by the clock and by the processor, its peak in MiB."""

    wall: float
    cpu: float
    peak: float


class Failed(Exception):
    """A command that is measured did not end well."""


def run(command: Sequence[object], folder: Path, log: Path, **variables: str) -> Run:
    """Run the command in the folder. Raises Failed with what it said."""
    words = [str(word) for word in command]
    here = Path.cwd()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as said:
        actions = [(os.POSIX_SPAWN_DUP2, said.fileno(), number) for number in (1, 2)]
        os.chdir(folder)
        try:
            start = time.perf_counter()
            child = os.posix_spawnp(
                words[0], words, {**ENVIRONMENT, **variables}, file_actions=actions
            )
            _, status, used = os.wait4(child, 0)
            wall = time.perf_counter() - start
        finally:
            os.chdir(here)
    if status:
        raise Failed(f"{words[:3]}: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / MIB)


Job = Callable[[int], Run]
"""A thing to measure: told the number of the round, it does its work once."""


def rounds(jobs: Mapping[str, Job], count: int, told: str) -> dict[str, list[Run]]:
    """Each job once a round, in random order."""
    found: dict[str, list[Run]] = {name: [] for name in jobs}
    order = list(jobs)
    for number in range(count):
        print(f"{told}: round {number + 1} of {count}", flush=True)
        random.shuffle(order)
        for name in order:
            found[name].append(jobs[name](number))
    return found
