"""All years' data that are written for a template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from drafter import source
from drafter.commands.drafting.drafts import find_template_name
from drafter.commands.drafting.findings import Findings
from drafter.source import Document
from drafter.workspace import Workspace


class YearOfTemplate(NamedTuple):
    """A year's data file, its name in messages, and what it says."""

    path: Path
    shown: str
    document: Document


def read_years_of(template: str, workspace: Workspace) -> Iterator[YearOfTemplate]:
    """The data files that name the template. Raises DrafterError where a file is unsound."""
    for path in workspace.years():
        shown = workspace.show(path)
        found = Findings()
        document = found.need(source.read_data_file(path, shown))
        if find_template_name(workspace, document)[0] == template:
            found.stop()
            yield YearOfTemplate(path, shown, document)
