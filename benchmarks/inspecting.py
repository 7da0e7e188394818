"""Where a command's time goes: its imports, and its work."""

from __future__ import annotations

import os
import re
import subprocess

from engines import CACHE, OUT, ROOM, emptied
from environment import PYTHON, WORK

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
_COMMAND = ("generate", "data/rows-20.yaml", "-o")


def imports() -> None:
    """Print what the imports of one report cost, package by package, the code compiled before."""
    runs = [_imported() for _ in range(5)]
    names = sorted(runs[0], key=lambda name: -_least(runs, name))
    print("| package | modules | own ms, the least of 5 runs |\n| --- | --- | --- |")
    for name in names[:25]:
        print(f"| {name} | {len(runs[0][name])} | {_least(runs, name):.2f} |")
    modules = sum(map(len, runs[0].values()))
    print(f"| all | {modules} | {sum(_least(runs, name) for name in names):.2f} |\n")


def _imported() -> dict[str, list[int]]:
    """The microseconds of each module that one report imports, by package."""
    told = _python("-X", "importtime", "-m", "drafter", *_COMMAND, emptied(OUT / "imports"))
    found: dict[str, list[int]] = {}
    for match in filter(None, map(_LINE.match, told.stderr.splitlines())):
        found.setdefault(_package(match[2]), []).append(int(match[1]))
    return found


def _least(runs: list[dict[str, list[int]]], name: str) -> float:
    return min(sum(run.get(name, ())) for run in runs) / 1000


def _package(module: str) -> str:
    """The top-level package; of drafter the part too."""
    return ".".join(module.split(".")[: 2 if module.startswith("drafter.") else 1])


def profile() -> None:
    """Print the five costliest steps of 20,000 rows, and draw its flame graph."""
    script = WORK.parent / "profiled.py"
    page = WORK / "profile.html"
    told = _python(script, page, emptied(OUT / "profile"))
    print(told.stdout, f"The flame graph: {page.relative_to(WORK.parent.parent)}", sep="\n")


def _python(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python in the workspace, as drafter's own command does."""
    command = [str(PYTHON), *map(str, arguments)]
    variables = {**os.environ, "DRAFTER_CACHE": str(CACHE)}
    return subprocess.run(
        command, cwd=ROOM, env=variables, capture_output=True, text=True, check=True
    )
