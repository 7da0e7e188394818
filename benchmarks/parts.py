"""What is measured: each part gives its figures, and the ratios that have a target."""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from typing import Any

import engines
import measure
from engines import ALL, CARBONE, DOCXTPL, DRAFTER_ONE, DRAFTER_TWO, NODE, Engine
from environment import HERE, PYTHON, WORK
from measure import Run

Part = dict[str, Any]
"""figures: the medians by engine. claims: ratio, bound and direction by what is claimed."""


def warm(quick: bool) -> Part:
    """The engines alone, in one process."""
    command = [PYTHON, HERE / "warm.py", WORK, "5" if quick else "15"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[float]] = json.loads(told.stdout)
    kept = [(str(WORK / "out" / f"warm {name}" / "rows-20.docx"), 20, 0) for name in found]
    engines.verify_files(kept)
    figures = {name: {"ms": statistics.median(each) * 1000} for name, each in found.items()}
    faster = measure.ratio(found["docxtpl"], found["drafter"])
    return {"figures": figures, "claims": [claim("engine alone", "docxtpl", faster, 20, "faster")]}


def cold(quick: bool) -> Part:
    """One report by a whole process; each round another office's, so that it is really made."""

    def once(engine: Engine, fresh: bool = False) -> measure.Job:
        return lambda number: _made(engine, engines.many(1, number), fresh)

    jobs = {engine.name: once(engine) for engine in ALL}
    first = "drafter, first run after a change of the template"
    jobs[first] = once(DRAFTER_ONE, True)
    found = measure.rounds(jobs, 5 if quick else 15, "one report")
    ours, late = _walls(found["drafter"]), _walls(found[first])
    theirs = _walls(found["docxtpl"])
    claims = [
        claim("one report, whole process", "docxtpl", measure.ratio(ours, theirs), 0.8, "time"),
        claim("the same, first run after a change of the template", "docxtpl",
              measure.ratio(late, theirs), 1.5, "time"),
    ]  # fmt: skip
    return {"figures": _figures(found), "claims": claims}


def batch(quick: bool) -> Part:
    """Many reports by one process; the seconds of one report are taken off."""
    count = 100 if quick else engines.COMPARED
    stems = engines.many(count)
    peers = (DRAFTER_ONE, DOCXTPL, *NODE)
    jobs = {engine.name: _each(engine, stems) for engine in peers}
    found = measure.rounds(jobs, 2 if quick else 3, f"{count} reports")
    each = {name: _walls(runs) for name, runs in found.items()}
    fastest = min((engine.name for engine in NODE), key=lambda name: statistics.median(each[name]))
    more = engines.many(1000 if quick else 2000)
    both = (DRAFTER_ONE, DRAFTER_TWO)
    jobs = {engine.name: _all(engine, more) for engine in both}
    twice = measure.rounds(jobs, 3 if quick else 5, f"{len(more)} reports")
    one, two = (_walls(twice[engine.name]) for engine in both)
    claims = [
        claim("whole job in a batch", name, measure.ratio(each[name], each["drafter"]), bound,
              "faster")
        for name, bound in (("docxtpl", 6), (fastest, 3))
    ]  # fmt: skip
    claims.append(claim(f"2 processes, {len(more)} reports", "1 process", measure.ratio(one, two),
                        1.8, "faster"))  # fmt: skip
    return {"figures": _figures(found), "many": _figures(twice), "claims": claims}


def rows(quick: bool) -> Part:
    """A table of 20,000 rows by a whole process."""
    engines_ = (DRAFTER_ONE, DOCXTPL, CARBONE)
    jobs = {engine.name: _all(engine, ["rows-20000"]) for engine in engines_}
    found = measure.rounds(jobs, 2 if quick else 5, "20,000 rows")
    ours = found["drafter"]
    memory = measure.ratio([run.peak for run in ours], [run.peak for run in found["docxtpl"]])
    claims = [
        claim("20,000 rows, whole process", name,
              measure.ratio(_walls(ours), _walls(found[name])), bound, "time")
        for name, bound in (("docxtpl", 0.3), ("carbone", 1.2))
    ]  # fmt: skip
    claims.append(claim("20,000 rows, memory", "docxtpl", memory, 1 / 3, "memory"))
    return {"figures": _figures(found), "claims": claims}


def growth(quick: bool) -> Part:
    """Tables from 20 rows to 200,000."""
    plan = {20: 3, 200: 3, 2000: 2, 20_000: 1}
    found: dict[str, dict[int, dict[str, float]]] = {engine.name: {} for engine in ALL}
    for size, count in plan.items():
        if size == 20_000 and quick:
            runs = {"drafter": _all(DRAFTER_ONE, ["rows-20000"])}
        else:
            runs = {engine.name: _all(engine, [f"rows-{size}"]) for engine in ALL}
        done = measure.rounds(runs, 1 if quick else count, f"{size:,} rows")
        for name, figure in _figures(done).items():
            found[name][size] = figure
    done = measure.rounds({"drafter": _all(DRAFTER_ONE, ["rows-200000"])}, 1, "200,000 rows")
    found["drafter"][200_000] = _figures(done)["drafter"]
    fits = {
        f"{measured} from {size:,} rows to {size * 10:,}": _exponent(found["drafter"], size, measured)
        for measured in ("ms", "MiB") for size in (2000, 20_000)
    }  # fmt: skip
    claims = [claim(f"exponent of growth, {name}", "itself", value, 1.1, "exponent")
              for name, value in fits.items()]  # fmt: skip
    return {"growth": found, "claims": claims}


PARTS = {"warm": warm, "cold": cold, "batch": batch, "rows": rows, "growth": growth}


def claim(work: str, against: str, value: float, bound: float, kind: str) -> dict[str, Any]:
    """A ratio and its target. kind: "faster" has to be at least the bound, the others at most."""
    met = value >= bound if kind == "faster" else value <= bound
    return {"work": work, "against": against, "value": value, "bound": bound, "kind": kind,
            "met": met}  # fmt: skip


def warm_up() -> None:
    """Fill drafter's cache and the system's, and see that each engine's report is right."""
    for engine in ALL:
        _made(engine, ["rows-20"])


def _made(engine: Engine, stems: Sequence[str], fresh: bool = False) -> Run:
    run = engine.make(stems, fresh)
    engines.verify(engine, stems)
    return run


def _all(engine: Engine, stems: Sequence[str]) -> measure.Job:
    return lambda _: _made(engine, stems)


def _each(engine: Engine, stems: Sequence[str]) -> measure.Job:
    """The time for one more report: that of all without that of the first."""

    def job(_: int) -> Run:
        first, whole = _made(engine, stems[:1]), _made(engine, stems)
        more = len(stems) - 1
        return Run((whole.wall - first.wall) / more, (whole.cpu - first.cpu) / more, whole.peak)

    return job


def _walls(runs: Iterable[Run]) -> list[float]:
    return [run.wall for run in runs]


def _figures(found: dict[str, list[Run]]) -> dict[str, dict[str, float]]:
    """The median milliseconds, those of the processor, and the peak of memory."""
    return {
        name: {
            "ms": statistics.median(run.wall for run in runs) * 1000,
            "cpu": statistics.median(run.cpu for run in runs) * 1000,
            "MiB": statistics.median(run.peak for run in runs),
        }
        for name, runs in found.items()
    }


def _exponent(found: dict[int, dict[str, float]], size: int, measured: str) -> float:
    """How what is above the figure at 20 rows grows from a size to ten times that."""
    import math

    base = found[20][measured]
    return math.log10((found[size * 10][measured] - base) / (found[size][measured] - base))
