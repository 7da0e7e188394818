"""Measure drafter against other engines: python benchmarks/run.py."""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import time

import engines
import environment
import inspecting
import parts
import results
from environment import HERE, PYTHON, WORK

SIZES = (20, 200, 2000, 20_000, 200_000)
MANY = 1000
KEPT = WORK / "measured.json"
"""What was measured last, part by part."""


def main() -> None:
    asked = _arguments()
    start = time.monotonic()
    environment.make()
    _prepare()
    parts.warm_up()
    if asked.imports:
        inspecting.imports()
    if asked.profile:
        inspecting.profile()
    if not asked.imports and not asked.profile:
        _measure(asked)
        print(f"{time.monotonic() - start:.0f} s in all")


def _measure(asked: argparse.Namespace) -> None:
    """Measure what is asked for, and write it down beside what was measured before."""
    found = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    found["machine"] = environment.machine()
    for name in [asked.only] if asked.only else parts.PARTS:
        found[name] = {**parts.PARTS[name](asked.quick), "quick": asked.quick}
        KEPT.write_text(json.dumps(found), encoding="utf-8")
    found = json.loads(KEPT.read_text(encoding="utf-8"))
    (HERE / "RESULTS.md").write_text(results.page(found), encoding="utf-8")
    if "growth" in found:
        _run("plot.py", KEPT, HERE / "growth.svg")
    print(results.summary(found))
    print("More in benchmarks/RESULTS.md")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, fewer reports")
    parser.add_argument("--only", choices=parts.PARTS, help="measure one part, keep the others")
    parser.add_argument("--imports", action="store_true", help="what a command's imports cost")
    parser.add_argument("--profile", action="store_true", help="where a command's time goes")
    return parser.parse_args()


def _prepare() -> None:
    """The templates and the data, unless they were written before: they are the same each time."""
    engines.emptied(engines.CACHE)
    engines.emptied(engines.OUT)
    sources = sorted(HERE.glob("*.py"))
    version = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    written = WORK / "prepared"
    if not written.exists() or written.read_text(encoding="utf-8") != version:
        _run("prepare.py", WORK, MANY, *SIZES)
        written.write_text(version, encoding="utf-8")


def _run(script: str, *arguments: object) -> None:
    command = [PYTHON, HERE / script, *map(str, arguments)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
