"""The whole job in this process, watched: profiled.py PICTURE.html FOLDER, in the workspace.

Twice, each time with the code compiled and another data file, so that a report is really made:
under cProfile, for the costliest functions, and under pyinstrument, for the flame graph.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import sys
from pathlib import Path

from pyinstrument import Profiler

import drafter

DATA = Path("data/rows-20000.yaml")


def main(picture: Path, folder: Path) -> None:
    gc.disable()  # as drafter's own command does
    drafter.generate("data/rows-20.yaml", output=folder / "first.docx")
    watched = cProfile.Profile()
    watched.runcall(drafter.generate, DATA, output=folder / "second.docx")
    _table(pstats.Stats(watched))
    with Profiler() as sampled:
        drafter.generate(DATA, output=folder / "third.docx")
    picture.write_text(sampled.output_html(), encoding="utf-8")


def _table(stats: pstats.Stats) -> None:
    """The five functions that take the most time by themselves."""
    own = {where: times[2] for where, times in stats.stats.items()}  # type: ignore[attr-defined]
    whole = sum(own.values())
    print(f"{DATA}, under cProfile (which itself makes calls dear)\n")
    print("| function | calls | own ms | share |\n| --- | --- | --- | --- |")
    for where in sorted(own, key=own.__getitem__, reverse=True)[:5]:
        calls = stats.stats[where][1]  # type: ignore[attr-defined]
        name = f"{_module(where[0])}{where[2]}".replace("|", "\\|")
        print(f"| {name} | {calls:,} | {own[where] * 1000:,.0f} | {own[where] / whole:.0%} |")


def _module(file: str) -> str:
    """The module of a function that is written in Python."""
    path = Path(file)
    return "" if file.startswith("~") else f"{path.parent.name}/{path.name}: "


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
