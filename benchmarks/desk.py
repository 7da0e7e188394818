"""How long a desk takes from the edit of a cell to the page: the sample, and 2,000 records more."""

from __future__ import annotations

import datetime
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import drafter
from drafter import Previewer, SetValue
from drafter.desk.page import page_pieces
from drafter.desk.server.launching import favour_answers
from drafter.workspace import shipped_folder

T = TypeVar("T")
TIMES, RECORDS = 15, 2_000
LEDGER, CELL = "会议", "主题"
_STEPS = ("the cell in the text", "the page's values", "the page's HTML")
_KINDS = ("党组会议", "理论学习中心组", "常委会会议", "机关集中学习")
_FIRST = datetime.date(2021, 1, 1)


def make_workspace(folder: Path, records: int) -> Path:
    """The shipped office; its first ledger, which the report prints, with so many more records."""
    for name in ("templates", "data"):
        shutil.copytree(shipped_folder() / name, folder / name)
    path = folder / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition(f"{LEDGER}:\n")
    rows = "".join(_write_record(number) for number in range(records))
    path.write_text(f"{head}{LEDGER}:\n{rows}{rest}", encoding="utf-8")
    return folder


def _write_record(number: int) -> str:
    day = _FIRST + datetime.timedelta(number % 365)
    kind = _KINDS[number % len(_KINDS)]
    return f"  - {{日期: {day}, 类别: {kind}, 主题: 学习第{number}号文件，研究有关工作}}\n"


def measure_edits(folder: Path) -> list[tuple[float, list[float]]]:
    """For each edit the processor's time of the whole and the clock's of each step, in ms."""
    favour_answers()
    file, previewer = drafter.open_data("2021", here=folder), Previewer()
    page_pieces(previewer.draw(file))
    found = []
    for number in range(TIMES):
        steps: list[float] = []
        begun = time.process_time()
        change = SetValue((LEDGER, number * 2, CELL), f"第{number}次改过的主题")
        file = _take_time(steps, lambda: drafter.edit_data(file, [change]))  # noqa: B023
        preview = _take_time(steps, lambda: previewer.draw(file))  # noqa: B023
        _take_time(steps, lambda: page_pieces(preview))  # noqa: B023
        found.append((1000 * (time.process_time() - begun), steps))
    return found


def _take_time(steps: list[float], do: Callable[[], T]) -> T:
    begun = time.perf_counter()
    result = do()
    steps.append(1000 * (time.perf_counter() - begun))
    return result


def main() -> None:
    print(f"| year | whole | {' | '.join(_STEPS)} | by the processor |")
    print(f"| --- {'| ---: ' * (len(_STEPS) + 2)}|")
    for title, records in (("sample", 0), (f"{RECORDS:,} records more", RECORDS)):
        with tempfile.TemporaryDirectory() as folder:
            found = measure_edits(make_workspace(Path(folder), records))
        columns = zip(*(steps for _, steps in found), strict=True)
        times = [sum(steps) for _, steps in found], *columns, [spent for spent, _ in found]
        medians = " | ".join(f"{statistics.median(each):.0f} ms" for each in times)
        print(f"| {title} | {medians} |")


if __name__ == "__main__":
    main()
