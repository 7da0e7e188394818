"""What is measured: each part gives its figures, and the ratios that have a target."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
from collections.abc import Sequence
from typing import Any

import engines
import jobs
import measure
from data import COMPARED
from engines import (
    ALL,
    CARBONE,
    DOCXTPL,
    DRAFTER_ONE,
    DRAFTER_TWO,
    JSON,
    NODE,
    NODE_BY_JSON,
    TABLED,
    Engine,
    New,
)
from environment import HERE, PYTHON, WORK
from measure import Run

Part = dict[str, Any]
"""figures: the medians by engine. claims: what has a target."""
Found = dict[str, list[Run]]
"""The runs by engine."""


def warm(quick: bool) -> Part:
    """The engines alone, in one process."""
    command = [PYTHON, HERE / "warm.py", WORK, "5" if quick else "15"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {name: [Run(*each) for each in runs] for name, runs in json.loads(told.stdout).items()}
    kept = [(str(WORK / "out" / f"warm {name}" / "rows-20.docx"), 20, 0) for name in found]
    engines.verify_files(kept)
    claims = [faster("engine alone", found, "drafter", "docxtpl", 25)]
    return {"figures": _figures(found), "claims": claims}


def cold(quick: bool) -> Part:
    """One report by a whole process; each round another office's, so that it is really made."""
    ours = {engine.name: _one(engine) for engine in (*ALL, *NODE_BY_JSON)}
    first = "drafter, first run after a change of the template"
    ours[first] = _one(DRAFTER_ONE, "template")
    ours["drafter, first run of all, its cache empty"] = _one(DRAFTER_ONE, "everything")
    found = measure.rounds(ours, 5 if quick else 15, "one report")
    claims = [
        slower("one report, whole process", found, "drafter", "docxtpl", 0.6),
        slower("the same, first run after a change of the template", found, first, "docxtpl", 1.2),
    ]
    return {"figures": _figures(found), "claims": claims}


def batch(quick: bool) -> Part:
    """Many reports by one process; the seconds of one report are taken off."""
    count = 100 if quick else COMPARED
    each = {e.name: _each(e, engines.many(count)) for e in (*ALL, *NODE_BY_JSON)}
    found = measure.rounds(each, 2 if quick else 3, f"{count} reports")
    figures = _figures(found)
    fastest = min((engine.name for engine in NODE), key=lambda name: figures[name]["ms"])
    twice = _two(quick)
    spun = _ratio(twice, *SPUN)
    claims = [
        faster("whole job in a batch", found, "drafter", "docxtpl", 8),
        faster("whole job in a batch", found, "drafter", fastest, 3),
        claim("2 processes", f"two that only count, which gain {spun:.2f}x", "share",
              _ratio(twice, "drafter", DRAFTER_TWO.name, "wall") / spun, 0.98),
    ]  # fmt: skip
    return {"figures": figures, "many": _figures(twice), "claims": claims}


SPUN = ("only counting", "only counting, 2 processes", "wall")


def _two(quick: bool) -> Found:
    """drafter with one process and with two, beside what the machine has to give."""
    more = engines.many(500 if quick else 1000)
    both = {engine.name: _all(engine, more) for engine in (DRAFTER_ONE, DRAFTER_TWO)}
    for number, name in enumerate(SPUN[:2], 1):
        both[name] = _spun(number)
    return measure.rounds(both, 2 if quick else 4, f"{len(more)} reports")


def _spun(processes: int) -> measure.Job:
    return lambda _: measure.run([PYTHON, HERE / "spin.py", processes], WORK, engines.LOG)


def rows(quick: bool) -> Part:
    """A table of 20,000 rows by a whole process: from YAML, from a CSV file, from a workbook."""
    those = (DRAFTER_ONE, DOCXTPL, CARBONE, NODE_BY_JSON[0])
    tables = {engine.name: _all(engine, ["rows-20000"]) for engine in those}
    for kind, reader in _READERS.items():
        tables[f"drafter, {kind}"] = _all(DRAFTER_ONE, [f"{kind}-20000"])
        tables[f"docxtpl with {reader}"] = _all(TABLED, [f"{kind}-20000"])
    found = measure.rounds(tables, 2 if quick else 5, "20,000 rows")
    memory = _ratio(found, "drafter", "docxtpl", "peak")
    work = "20,000 rows, whole process"
    claims = [
        slower(work, found, "drafter", "docxtpl", 0.3),
        slower(work, found, "drafter", "carbone", 1.0),
        claim("20,000 rows, memory", "docxtpl", "memory", memory, 1 / 3),
        *(
            slower(f"20,000 rows, {kind}", found, f"drafter, {kind}", f"docxtpl with {reader}", 0.2)
            for kind, reader in _READERS.items()
        ),
    ]
    return {"figures": _figures(found), "claims": claims}


_READERS = {"csv": "csv", "xlsx": "openpyxl"}
"""What docxtpl's users read a sheet with."""


def job(quick: bool) -> Part:
    """What an office does besides; no other engine does it."""
    jobs.prepare()
    for each in jobs.JOBS.values():
        each(0)  # fills the cache
    found = measure.rounds(jobs.JOBS, 3 if quick else 9, "the office's day")
    return {"figures": _figures(found), "claims": []}


def growth(quick: bool) -> Part:
    """Tables from 20 rows to 200,000. Quick: to 20,000, and only drafter's of so many."""
    plan = {20: 3, 200: 3, 2000: 2, 20_000: 1, 200_000: 1}
    if quick:
        del plan[200_000]
    found: dict[str, dict[int, dict[str, float]]] = {engine.name: {} for engine in ALL}
    for size, count in plan.items():
        alone = size > 20_000 or (quick and size == 20_000)
        those = (DRAFTER_ONE,) if alone else ALL
        sizes = {engine.name: _all(engine, [f"rows-{size}"]) for engine in those}
        done = measure.rounds(sizes, 1 if quick else count, f"{size:,} rows")
        for name, figure in _figures(done).items():
            found[name][size] = figure
    return {"growth": found, "claims": _bends(found["drafter"])}


def _bends(found: dict[int, dict[str, float]]) -> list[dict[str, Any]]:
    """Whether ten times the rows take ten times as much; the exponent of growth would be 1."""
    return [
        claim(f"growth of {key}, {size:,} to {size * 10:,} rows", "itself", "exponent",
              _exponent(found, size, measured), 1.1)
        for measured, key in (("cpu", "time"), ("MiB", "memory"))
        for size in (2000, 20_000)
        if size * 10 in found
    ]  # fmt: skip


def gaps(quick: bool) -> Part:
    """A draft with ten gaps, a clerk's ordinary state, beside the same report without one."""
    count = 100 if quick else COMPARED
    whole, draft = "drafter", "drafter, ten gaps"
    one = {whole: _one(DRAFTER_ONE), draft: _draft}
    found = measure.rounds(one, 7 if quick else 21, "one report, with gaps and without")
    batches = {
        whole: _all(DRAFTER_ONE, engines.many(count)),
        draft: lambda _: _drafts(engines.many(count, folder="gaps")),
    }
    together = measure.rounds(batches, 3 if quick else 5, f"{count} reports")
    claims = [
        slower("a draft with ten gaps, whole process", found, draft, whole, 1.1),
        slower("drafts with ten gaps, in a batch", together, draft, whole, 1.1),
    ]
    for each in claims:
        each["against"] = "the same without a gap"
    return {"figures": _figures(found), "claims": claims}


def _draft(number: int) -> Run:
    return _drafts(engines.many(1, number, "gaps"))


def _drafts(stems: Sequence[str]) -> Run:
    run = DRAFTER_ONE.make(stems)
    engines.verify_gaps(stems)
    return run


PARTS = {
    "warm": warm, "cold": cold, "batch": batch, "rows": rows, "job": job, "growth": growth,
    "gaps": gaps,
}  # fmt: skip


def claim(
    work: str, against: str, kind: str, value: float, bound: float, cpu: float | None = None
) -> dict[str, Any]:
    """A ratio and its target. kind: "faster" and "share" have to be at least the bound, the others
    at most.

    cpu: the same ratio in the processor's time.
    """
    met = value >= bound if kind in ("faster", "share") else value <= bound
    return {"work": work, "against": against, "kind": kind, "value": value, "bound": bound,
            "cpu": cpu, "met": met}  # fmt: skip


def faster(work: str, found: Found, ours: str, theirs: str, bound: float) -> dict[str, Any]:
    """How many times as fast ours is."""
    wall, cpu = (_ratio(found, theirs, ours, key) for key in ("wall", "cpu"))
    return claim(work, theirs, "faster", wall, bound, cpu)


def slower(work: str, found: Found, ours: str, theirs: str, bound: float) -> dict[str, Any]:
    """How many times as long ours takes."""
    wall, cpu = (_ratio(found, ours, theirs, key) for key in ("wall", "cpu"))
    return claim(work, theirs, "time", wall, bound, cpu)


def _ratio(found: Found, left: str, right: str, key: str) -> float:
    """The median of the ratios round by round: what slows a round down slows both."""
    pairs = zip(found[left], found[right], strict=True)
    return statistics.median(getattr(one, key) / getattr(other, key) for one, other in pairs)


def warm_up() -> None:
    """Fill drafter's cache and the system's, and see that each engine's report is right."""
    for engine in ALL:
        _made(engine, ["rows-20"])


def _made(engine: Engine, stems: Sequence[str], new: New = "") -> Run:
    run = engine.make(stems, new)
    engines.verify(engine, stems)
    return run


def _one(engine: Engine, new: New = "") -> measure.Job:
    return lambda number: _made(engine, engines.many(1, number), new)


def _all(engine: Engine, stems: Sequence[str]) -> measure.Job:
    return lambda _: _made(engine, stems)


def _each(engine: Engine, stems: Sequence[str]) -> measure.Job:
    """The time for one more report: that of all without that of the first."""

    def job(_: int) -> Run:
        first, whole = _made(engine, stems[:1]), _made(engine, stems)
        more = len(stems) - 1
        return Run((whole.wall - first.wall) / more, (whole.cpu - first.cpu) / more, whole.peak)

    return job


def _figures(found: Found) -> dict[str, dict[str, float]]:
    """The median milliseconds, those of the processor, and the peak of memory; of an engine that
    was handed JSON too, the milliseconds of that."""
    figures = {
        name: {
            "ms": statistics.median(run.wall for run in runs) * 1000,
            "cpu": statistics.median(run.cpu for run in runs) * 1000,
            "MiB": statistics.median(run.peak for run in runs),
        }
        for name, runs in found.items()
    }
    for name in [name for name in figures if name.endswith(JSON)]:
        figures[name.removesuffix(JSON)]["json"] = figures.pop(name)["ms"]
    return figures


def _exponent(found: dict[int, dict[str, float]], size: int, measured: str) -> float:
    """How what is above the figure at 20 rows grows from a size to ten times that."""
    base = found[20][measured]
    return math.log10((found[size * 10][measured] - base) / (found[size][measured] - base))
