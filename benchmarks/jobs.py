"""What an office does besides making one report: the shipped year, check, hand edits, watch."""

from __future__ import annotations

import subprocess
import time
import zipfile
from pathlib import Path

import engines
import measure
from engines import CACHE, LOG, OUT, ROOM, emptied
from environment import DRAFTER, WORK
from measure import Run

OFFICE = WORK / "office"
EDITED, CHANGED = ("爬坡过坎", "爬坡过坎、滚石上山"), ("meetings: 41", "meetings: 42")
"""What a hand changes in the report, and what changes in the data."""


def prepare() -> None:
    """The office that `drafter init` makes: the shipped template, its year and the one before."""
    emptied(OFFICE)
    measure.run([DRAFTER, "init", "."], OFFICE, LOG)


def make_shipped(_: int) -> Run:
    """The shipped report of 2021: 16 ledgers, the year before beside it; never made before."""
    for name in ("output", ".drafter"):
        emptied(OFFICE / name).rmdir()
    return _run(OFFICE, "generate", "2021.yaml")


def check_shipped(_: int) -> Run:
    """The same year, only checked."""
    return _run(OFFICE, "check", "2021.yaml")


def update_edited(_: int) -> Run:
    """A report of 20 records that a hand has edited, brought up to date with changed data."""
    folder, data = emptied(OUT / "edited"), ROOM / "data" / "edited.yaml"
    emptied(ROOM / ".drafter").rmdir()
    text = (ROOM / "data" / "rows-20.yaml").read_text(encoding="utf-8")
    data.write_text(text, encoding="utf-8")
    report = folder / "edited.docx"
    _run(ROOM, "generate", data, "-o", report)
    _edit(report)
    data.write_text(text.replace(*CHANGED), encoding="utf-8")
    run = _run(ROOM, "generate", data, "-o", report)
    shown = _read_body(report)
    if EDITED[1] not in shown or "<w:ins " not in shown:
        raise SystemExit("the edited report was not brought up to date")
    return run


def _edit(report: Path) -> None:
    """Change a word of the report, as a hand does."""
    with zipfile.ZipFile(report) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    body = parts["word/document.xml"].decode()
    if EDITED[0] not in body:
        raise SystemExit(f"nothing to edit: {EDITED[0]}")
    parts["word/document.xml"] = body.replace(*EDITED, 1).encode()
    with zipfile.ZipFile(report, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _read_body(report: Path) -> str:
    with zipfile.ZipFile(report) as archive:
        return archive.read("word/document.xml").decode()


def watch_save(number: int) -> Run:
    """From a save of the data to the report that a watching process has written."""
    data, report = ROOM / "data" / "watched.yaml", emptied(OUT / "watched") / "watched.docx"
    emptied(ROOM / ".drafter").rmdir()
    text = (ROOM / "data" / "rows-20.yaml").read_text(encoding="utf-8")
    data.write_text(text, encoding="utf-8")
    command = [DRAFTER, "generate", data, "-o", report, "--watch"]
    variables = {**measure.ENVIRONMENT, "DRAFTER_CACHE": str(CACHE)}
    watching = subprocess.Popen(command, cwd=ROOM, env=variables, stdout=subprocess.DEVNULL)
    try:
        _wait_for(report, None)
        time.sleep(0.3)  # it has told of the report and looks at the files again
        before, start = _stamp(report), time.perf_counter()
        data.write_text(text.replace(*CHANGED), encoding="utf-8")
        _wait_for(report, before)
        return Run(time.perf_counter() - start, 0, 0)
    finally:
        watching.terminate()
        watching.wait()


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_ino


def _wait_for(path: Path, before: tuple[int, int] | None) -> None:
    """Wait until another file stands there."""
    end = time.monotonic() + 30
    while _stamp(path) == before:
        if time.monotonic() > end:
            raise SystemExit("watch has written nothing")
        time.sleep(0.001)


def _run(folder: Path, *words: object) -> Run:
    return measure.run([DRAFTER, *words], folder, LOG, DRAFTER_CACHE=str(engines.CACHE))


JOBS: dict[str, measure.Job] = {
    "the shipped report of 2021, never made before": make_shipped,
    "check of the same": check_shipped,
    "20 rows, over a report that a hand has edited": update_edited,
    "watch, from save to written (20 rows)": watch_save,
}
