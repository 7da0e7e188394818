"""A file that was sent: kept for as long as it is worked with, and told of by its own name."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from drafter import output
from drafter.commands.drafting.findings import refuse
from drafter.desk.actions.model import Asked, Upload
from drafter.output.versions import digest
from drafter.problems import DrafterError, Problem, SheetFile


class KeptUpload(NamedTuple):
    """Where it is kept, under a name made of what is in it; and as its sender calls it."""

    path: Path
    called: str

    def rename(self, found: Problem) -> Problem:
        """The problem, placed in the file as its sender calls it."""
        place = found.place
        if place is None or self.path.name not in place.file:
            return found
        behind = place.file.partition(self.path.name)[2]
        kind = SheetFile if isinstance(place.file, SheetFile) else str
        return found._replace(place=place._replace(file=kind(self.called + behind)))

    @contextlib.contextmanager
    def renaming(self) -> Iterator[None]:
        """What is refused within is told of the file as its sender calls it."""
        try:
            yield
        except DrafterError as error:
            refuse([*map(self.rename, error.problems)])


def name_upload(asked: Asked, name: str, suffix: str) -> Path:
    """Where an upload of that name is kept."""
    return (asked.workspace.root / ".drafter" / "adopted" / f"{name}{suffix}").absolute()


def keep_upload(asked: Asked, upload: Upload, suffix: str) -> KeptUpload:
    """Write it where the commands find it. Raises DrafterError."""
    path = name_upload(asked, digest(upload.data)[:16], suffix)
    written = output.write_copy(path, upload.data, shown=upload.name)
    if isinstance(written, Problem):
        refuse([written])
    return KeptUpload(path, upload.name)
