"""A report as other programs save it."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import wordlike
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.xml import parse, remove_node, w, write
from revised import opened


def word(data: bytes, seed: int) -> bytes:
    """As Word saves it: runs split anywhere, style ids renamed."""
    return wordlike.rewrite(data, seed)


def half_marked(data: bytes, seed: int) -> bytes:
    """As a program saves it that loses half of drafter's bookmarks."""
    draw, package = random.Random(seed), opened(data)
    root = parse(package.members[DOCUMENT], huge=True)
    starts = [n for n in root.iter(w("bookmarkStart")) if n.get(w("name"), "").startswith("_dr")]
    lost = {node.get(w("id")) for node in starts if draw.random() < 0.5}
    for node in [
        n for n in root.iter(w("bookmarkStart"), w("bookmarkEnd")) if n.get(w("id")) in lost
    ]:
        remove_node(node)
    return write_zip(package.replace({DOCUMENT: write(root)}))


def unmarked(data: bytes, seed: int) -> bytes:
    """As a program saves it that loses all of them, and splits runs anywhere."""
    package = opened(data)
    root = parse(package.members[DOCUMENT], huge=True)
    for node in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        remove_node(node)
    return word(write_zip(package.replace({DOCUMENT: write(root)})), seed)


def libreoffice(folder: Path, files: Sequence[bytes]) -> list[bytes]:
    """As LibreOffice saves them: loaded and saved by itself, all in one go."""
    office = shutil.which("soffice")
    assert office is not None
    paths = [folder / f"{number}.docx" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"),
            *map(str, paths),
        ],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return [(folder / "saved" / path.name).read_bytes() for path in paths]
