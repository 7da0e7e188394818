"""How long an edited report of 60 pages takes to be brought up to date.

    python benchmarks/edited.py

It makes the year twelve times as long, edits its report in 400 places as people do in Word, adds
records, and measures `drafter generate` as a process of its own: wall and processor seconds.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from edits import edit  # noqa: E402
from years import changed, office, year  # noqa: E402

LONGER, EDITS, CHANGES = 12, 400, 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = office(Path(folder))
        data = root / "data" / "2021.yaml"
        text = re.sub(r"  - \{日期.*\n|  - \{编号.*\n", lambda m: m.group() * LONGER, year(root))
        data.write_text(text, encoding="utf-8")
        _generate(root)
        report = next((root / "output").glob("*.docx"))
        edited, done = edit(report.read_bytes(), random.Random(1), EDITS)
        report.write_bytes(edited)
        data.write_text(changed(text, random.Random(2), CHANGES), encoding="utf-8")
        wall, processor, said = _generate(root)
        print(said)
        print(f"pages: {_pages(report)}, hand edits: {len(done)}, changes of the data: {CHANGES}")
        print(f"drafter generate: {wall:.2f} s, of the processor {processor:.2f} s")


def _generate(root: Path) -> tuple[float, float, str]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    came = subprocess.run(
        [sys.executable, "-m", "drafter", "generate", "2021.yaml"], cwd=root, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if came.returncode not in (0, 3):
        sys.exit(came.stderr)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, spent, came.stdout


def _pages(report: Path) -> str:
    """How many pages LibreOffice sets the report on, where it is installed."""
    try:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", report.parent, report],
            check=True, capture_output=True,
        )  # fmt: skip
        told = subprocess.run(
            ["pdfinfo", report.with_suffix(".pdf")], check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "not counted"
    return next(iter(re.findall(r"Pages:\s+(\d+)", told.stdout)), "not counted")


if __name__ == "__main__":
    main()
