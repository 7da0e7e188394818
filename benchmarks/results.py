"""What was measured, as a page and as a few lines."""

from __future__ import annotations

from typing import Any

import parts

_BOUNDS = {
    "faster": (">= {:.3g}x faster", "{:.2f}x faster"),
    "share": (">= {:.2f} of their gain", "{:.2f} of their gain"),
    "time": ("<= {:.2f}x the time", "{:.2f}x the time"),
    "memory": ("<= {:.2f}x the memory", "{:.2f}x the memory"),
    "exponent": ("<= {:.2f}", "{:.2f}"),
}
_TITLES = {
    "warm": "The engines alone, in one process (20 rows)",
    "cold": "One report, whole process (20 rows)",
    "batch": "One more report in a batch (20 rows)",
    "rows": "20,000 rows, whole process",
    "growth": "Growth",
    "job": "The office's day, whole processes",
    "gaps": "A draft with ten gaps (20 rows)",
}
_MANY = "drafter with one process and with two, 1,000 reports (quick: 500), the whole of it:"
_HEADS = {"ms": "ms", "json": "ms from JSON", "cpu": "ms of the processor", "MiB": "peak MiB"}


def page(found: dict[str, Any]) -> str:
    """RESULTS.md."""
    blocks = ["# What was measured", _INTRODUCTION, "## The targets", _claims(found)]
    for name in parts.PARTS:
        if name in found:
            blocks += [f"## {_TITLES[name]}", *_part(name, found[name])]
    return "\n\n".join([*blocks, "## On what", _machine(found["machine"])]) + "\n"


_INTRODUCTION = """\
Written by `python benchmarks/run.py`; how to repeat it and what it measures stands in
[README.md](README.md). Figures are medians. A ratio is the median of the ratios round by round, so
it is no quotient of the medians beside it. The clock decides whether a target is met; the same
ratio in the processor's time says how much of it is noise of a machine that others use too."""


def summary(found: dict[str, Any]) -> str:
    """The targets, as a table."""
    return _claims(found)


def _claims(found: dict[str, Any]) -> str:
    head = ("work", "against", "target", "measured", "by the processor", "")
    claims = [claim for name in parts.PARTS if name in found for claim in found[name]["claims"]]
    return _table(head, [_claim(claim) for claim in claims])


def _claim(claim: dict[str, Any]) -> tuple[str, ...]:
    wanted, got = _BOUNDS[claim["kind"]]
    cpu = got.format(claim["cpu"]) if claim["cpu"] is not None else ""
    met = "met" if claim["met"] else "**missed**"
    target, measured = wanted.format(claim["bound"]), got.format(claim["value"])
    return claim["work"], claim["against"], target, measured, cpu, met


def _part(name: str, part: dict[str, Any]) -> list[str]:
    note = ["From a quick run: fewer rounds, so rougher figures."] if part["quick"] else []
    if name == "growth":
        return [*note, _growth(part["growth"]), "![Time and memory by rows](growth.svg)"]
    tables = [_figures(part["figures"])]
    if "many" in part:
        tables += [
            "drafter with one process and with two, 1,000 reports (quick: 500), the whole of it:",
            _figures(part["many"]),
        ]
    return [*note, *tables]


def _figures(figures: dict[str, dict[str, float]]) -> str:
    keys = [key for key in _HEADS if any(each.get(key) for each in figures.values())]
    lines = [
        (name, *(f"{each[key]:,.1f}" if each.get(key) else "" for key in keys))
        for name, each in figures.items()
    ]
    return _table(("", *(_HEADS[key] for key in keys)), lines)


def _growth(growth: dict[str, dict[str, dict[str, float]]]) -> str:
    """Milliseconds and MiB for each engine and size."""
    sizes = list(growth["drafter"])
    lines = [
        (name, *(f"{_cell(each[size])}" if size in each else "" for size in sizes))
        for name, each in growth.items()
    ]
    return _table(("ms / MiB", *(f"{int(size):,}" for size in sizes)), lines)


def _cell(figure: dict[str, float]) -> str:
    return f"{figure['ms']:,.0f} / {figure['MiB']:,.0f}"


def _machine(machine: dict[str, str]) -> str:
    return _table(("", ""), list(machine.items()))


def _table(head: tuple[str, ...], lines: list[tuple[str, ...]]) -> str:
    rows = [head, ("---",) * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
