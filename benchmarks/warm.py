"""The engines alone, in one process: warm.py WORK ROUNDS prints the seconds a report as JSON.

drafter's template is compiled once and its ledger loaded once; docxtpl has no such step to share.
Both leave the bytes of a report in memory.
"""

from __future__ import annotations

import io
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from docxtpl import DocxTemplate

from drafter import engine, ledger, output, source, template

EACH = {"drafter": 60, "docxtpl": 4}
"""Reports a round: about as long for both."""


def main(work: Path, rounds: int) -> None:
    """Time both, in random order; the first reports are kept to be checked."""
    data = work / "workspace" / "data" / "rows-20.yaml"
    makers = {"drafter": drafter(work, data), "docxtpl": docxtpl(work, data)}
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in makers}
    for name, make in makers.items():
        folder = work / "out" / f"warm {name}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rows-20.docx").write_bytes(make())
    order = list(makers)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            found[name].append(timed(makers[name], EACH[name]))
    print(json.dumps(found))


def timed(make: Callable[[], bytes], count: int) -> tuple[float, float, float]:
    """The seconds a report, by the clock and by the processor; and no memory: it is shared."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(count):
        make()
    return (time.perf_counter() - wall) / count, (time.process_time() - cpu) / count, 0


def drafter(work: Path, data: Path) -> Callable[[], bytes]:
    """Rendered, traced and sealed."""
    opened, _ = template.read_template(work / "workspace" / "templates" / "annual", "annual")
    assert opened is not None
    compiled, _ = engine.compile_template(opened)
    document, _ = source.read_data_file(data, data.name)
    assert compiled is not None and compiled.plain and document is not None
    loaded, _ = ledger.load_ledger(document, opened.schema, data.parent)
    assert loaded is not None
    code, values = compiled, loaded

    def make() -> bytes:
        draft, _ = engine.render_report(code, values)
        assert draft is not None
        return output.seal_report(draft)

    return make


def docxtpl(work: Path, data: Path) -> Callable[[], bytes]:
    """Opened, rendered and saved."""
    path = work / "templates" / "docxtpl.docx"
    values = yaml.load(data.read_text(encoding="utf-8"), yaml.CSafeLoader)

    def make() -> bytes:
        page = DocxTemplate(path)
        page.render(values, autoescape=True)
        target = io.BytesIO()
        page.save(target)
        return target.getvalue()

    return make


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
