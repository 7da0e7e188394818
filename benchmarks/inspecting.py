"""Where a command's time goes: its imports, and its work."""

from __future__ import annotations

import os
import re
import subprocess

from engines import CACHE, OUT, ROOM, emptied
from environment import PYTHON, WORK

_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")
_COMMAND = ("generate", "data/rows-20.yaml", "-o")


def imports() -> None:
    """Print what the imports of one report cost, the compiled template at hand."""
    told = _python("-X", "importtime", "-m", "drafter", *_COMMAND, emptied(OUT / "imports"))
    found = [
        (len(match[3]), int(match[2]), match[4])
        for match in map(_LINE.match, told.stderr.splitlines())
        if match
    ]
    top = min(depth for depth, _, _ in found)
    rows = sorted(((whole, name) for depth, whole, name in found if depth == top), reverse=True)
    print("| module | ms with all that it imports |\n| --- | --- |")
    for whole, name in rows[:25]:
        print(f"| {name} | {whole / 1000:.2f} |")
    print(f"| all {len(found)} modules | {sum(whole for whole, _ in rows) / 1000:.2f} |")


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
