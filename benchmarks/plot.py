"""The growth as a picture: plot.py MEASURED.json PICTURE.svg"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot as plt

_NAMES = {"ms": "milliseconds", "MiB": "peak memory in MiB"}


def main(source: Path, target: Path) -> None:
    """Time and memory by rows, both scales logarithmic."""
    growth = json.loads(source.read_text(encoding="utf-8"))["growth"]["growth"]
    matplotlib.rcParams["svg.hashsalt"] = "drafter"
    figure, panels = plt.subplots(1, 2, figsize=(11, 4.5))
    for panel, (key, title) in zip(panels, _NAMES.items(), strict=True):
        for name, sizes in growth.items():
            points = [(int(size), figures[key]) for size, figures in sizes.items()]
            width = 2.5 if name == "drafter" else 1.2
            panel.loglog(*zip(*points, strict=True), marker="o", label=name, linewidth=width)
        panel.set_xlabel("rows")
        panel.set_title(title)
        panel.grid(visible=True, which="major", alpha=0.3)
    panels[0].legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
