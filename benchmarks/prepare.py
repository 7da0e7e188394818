"""Write the templates, drafter's workspace and the data: prepare.py WORK MANY ROWS…"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import data
import templates


def main(work: Path, many: int, sizes: list[int]) -> None:
    """Reports of 20 records for `many` offices, and reports of each size for one."""
    templates.build(work, data.make(1))
    texts, json = work / "workspace" / "data", work / "json"
    for folder in (texts, json):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "many").mkdir(parents=True)
    (texts / "gaps").mkdir()
    for number in range(many):
        office = data.make(20, number)
        data.write(office, texts / "many" / f"{number:04}")
        data.write(data.lacking(number), texts / "gaps" / f"{number:04}")
        if number < data.COMPARED:
            data.write_json(office, json / "many" / f"{number:04}")
    for rows in sizes:
        office = data.make(rows)
        data.write(office, texts / f"rows-{rows}")
        if rows <= 20_000:
            data.write_json(office, json / f"rows-{rows}")
        if rows in (20, 20_000):
            data.write_tabled(office, texts / f"csv-{rows}", ".csv")
            data.write_tabled(office, texts / f"xlsx-{rows}", ".xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [int(size) for size in sys.argv[3:]])
