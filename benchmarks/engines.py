"""The engines that are compared, and the commands by which they make reports."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import measure
from data import TEMPLATE, TITLE, org
from environment import DRAFTER, HERE, PYTHON, WORK
from measure import Run

ROOM = WORK / "workspace"
OUT, CACHE, LOG = WORK / "out", WORK / "cache", WORK / "log" / "last.txt"
COLD = WORK / "cold"
"""The cache of a run that meets something new."""
New = Literal["", "template", "everything"]
"""What is new to drafter: a line of the template stands otherwise, or its cache is empty."""
JSON = " (JSON)"
"""How the name of an engine that is handed JSON ends."""
Checks = list[tuple[str, int, int]]


@dataclass(frozen=True)
class Peer:
    """Another engine: its name, its template, and where its data are."""

    name: str
    template: str
    suffix: str = ".yaml"
    script: str = "peer.js"

    def make(self, stems: Sequence[str], new: New = "") -> Run:
        """A report for each of the data's stems, in one process."""
        folder = emptied(OUT / self.name)
        command: list[object] = ["node", HERE / self.script, self.name.removesuffix(JSON)]
        if self.script.endswith(".py"):
            command = [PYTHON, HERE / self.script]
        names = [self._path(stem) for stem in stems]
        template = WORK / "templates" / f"{self.template}.docx"
        return measure.run([*command, template, folder, *names], WORK, LOG)

    def _path(self, stem: str) -> Path:
        in_parts = self.template == "braces"
        folder = ROOM / "data" if self.suffix == ".yaml" and not in_parts else WORK / "json"
        path = folder / f"{stem}{self.suffix}"
        return path.parent / "parts" / path.name if in_parts else path

    def report(self, stem: str) -> Path:
        return OUT / self.name / f"{Path(stem).name}.docx"


@dataclass(frozen=True)
class Drafter:
    """drafter's own command, in the workspace, with so many processes."""

    name: str = "drafter"
    jobs: int = 1

    def make(self, stems: Sequence[str], new: New = "") -> Run:
        """A report for each of the data's stems. new: what this drafter has not met before."""
        if new == "template":
            with _changed_template():
                return self._make(stems, _copied(CACHE, COLD))
        return self._make(stems, emptied(COLD) if new else CACHE)

    def _make(self, stems: Sequence[str], cache: Path) -> Run:
        folder = emptied(OUT / self.name)
        shutil.rmtree(ROOM / ".drafter", ignore_errors=True)
        names = [f"data/{stem}.yaml" for stem in stems]
        target = folder if len(stems) > 1 else self.report(stems[0])
        count = ["-j", self.jobs] if len(stems) > 1 else []
        command = [DRAFTER, "generate", *names, "-o", target, *count]
        return measure.run(command, ROOM, LOG, DRAFTER_CACHE=str(cache))

    def report(self, stem: str) -> Path:
        """Where the report is: a batch names it by its title."""
        return OUT / self.name / f"{org(office(stem))}{TITLE}.docx"


Engine = Peer | Drafter
DRAFTER_ONE, DRAFTER_TWO = Drafter(), Drafter("drafter, 2 processes", 2)
DOCXTPL = Peer("docxtpl", "docxtpl", script="peer_docxtpl.py")
TABLED = Peer("docxtpl", "tabled", script="peer_docxtpl.py")
CARBONE = Peer("carbone", "carbone")
NODE = (
    CARBONE,
    Peer("docxtemplater", "braces"),
    Peer("docxtemplater + angular", "angular"),
    Peer("easy-template-x", "braces"),
    Peer("docx-templates", "plus"),
)
ALL: tuple[Engine, ...] = (DRAFTER_ONE, DOCXTPL, *NODE)
NODE_BY_JSON = tuple(replace(peer, name=peer.name + JSON, suffix=".json") for peer in NODE)
"""The same engines, which are handed the data as JSON: their figures stand in a second column."""


def emptied(folder: Path) -> Path:
    """The folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _copied(folder: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(folder, to))


@contextmanager
def _changed_template() -> Iterator[None]:
    """The template with more room at its first line, as a keeper saves it anew."""
    path = ROOM / "templates" / TEMPLATE / "template.docx"
    kept = _copied(path.parent, WORK / "unchanged")
    with zipfile.ZipFile(kept / path.name) as package:
        members = {name: package.read(name) for name in package.namelist()}
    page = members["word/document.xml"]
    members["word/document.xml"] = page.replace(b'w:line="560"', b'w:line="600"', 1)
    assert members["word/document.xml"] != page
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    try:
        yield
    finally:
        _copied(kept, path.parent)


def many(count: int, first: int = 0, folder: str = "many") -> list[str]:
    """The stems of so many offices' data; in `gaps` ten values of each are lacking."""
    return [f"{folder}/{number:04}" for number in range(first, first + count)]


def office(stem: str) -> int:
    """The number of the office whose data they are; the reports by size are all of the first."""
    return int(Path(stem).name) if "/" in stem else 0


def verify(engine: Engine, stems: Sequence[str]) -> None:
    """Abort when a report that the engine has just made does not say what it must.

    Of many reports each has to be there, and every tenth is read.
    """
    checks = []
    lacking = [stem for stem in stems if not engine.report(stem).is_file()]
    if lacking:
        raise SystemExit(f"{engine.name} made no report of {lacking[0]}")
    for stem in stems[:: 10 if len(stems) > 10 else 1]:
        rows = 20 if stem.startswith("many/") else int(stem.rpartition("-")[2])
        checks.append((str(engine.report(stem)), rows, office(stem)))
    verify_files(checks)


def verify_gaps(stems: Sequence[str]) -> None:
    """Abort when a draft that drafter has just made does not show its ten gaps."""
    for stem in stems:
        with zipfile.ZipFile(DRAFTER_ONE.report(stem)) as archive:
            shown = archive.read("word/document.xml").decode().count("【待补：")
        if shown != 10:
            raise SystemExit(f"{stem} shows {shown} gaps")


def verify_files(checks: Checks) -> None:
    """Abort when one of the reports is not what its records and its office make of it."""
    told = subprocess.run(
        [PYTHON, HERE / "verify.py"], input=json.dumps(checks), text=True, capture_output=True
    )
    if told.returncode:
        raise SystemExit(f"A report is wrong: {told.stderr.strip()}")
