"""The gate for Word files that anybody may have written: neither data nor template is opened."""

from __future__ import annotations

from pathlib import Path

from drafter import checks
from drafter.checks import silence
from drafter.checks.matching.page_text import PageText
from drafter.checks.silence import Silence
from drafter.commands.checking.apart import Apart
from drafter.commands.drafting import settings
from drafter.problems import DrafterError, FilePlace, Problem, problem
from drafter.word.package.archive import Package
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace

DOCX = ".docx"
_TO_READ = frozenset(
    ".docm .dotx .dotm .doc .dot .wps .wpt .rtf .odt .ofd .pdf .htm .html .mht .ppt .pptx .jpg"
    " .jpeg .png .bmp .gif .zip .rar".split()
)
"""Endings of files that people have beside their reports, and that no data file has."""
_SIGNS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""How files of Word and the like begin."""
_OF_TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".csv", ".et", ".ett"))


def find_document(name: str, workspace: Workspace) -> str | None:
    """The Word file that is meant, or what somebody may take for one; None for data and templates.

    It is known by its ending, by how it begins where the ending is another, and beside a name
    without its ending.
    """
    path = workspace.here / name
    suffix = path.suffix.lower()
    if suffix == DOCX or suffix in _TO_READ:
        return name
    if path.is_file():
        with path.open("rb") as file:
            start = file.read(8)
        return name if suffix not in _OF_TABLES and start.startswith(_SIGNS) else None
    beside = path.with_name(path.name + DOCX)
    is_data = path.exists() or workspace.find_data_file(name).is_file()
    return name + DOCX if not is_data and beside.is_file() else None


def check_document(
    name: str, workspace: Workspace, data: str | Path | None = None
) -> tuple[list[Problem], int]:
    """What the gate says of a Word file, and how many lines it has. Raises DrafterError when it is
    none.

    data: the data file whose records it is compared with, too.
    """
    path = workspace.here / name
    content = open_document(path, name)
    around = workspace.around(path)
    inside = path.absolute().is_relative_to(around.root.absolute())  # else it is anybody's
    is_bound = inside and settings.binds_gongwen(around)
    office = settings.read_office_words(around) if inside else None
    page = PageText(name, content, is_bound=is_bound, meanwhile=Apart)
    found = checks.check_document(page, office)
    if data is not None:
        from drafter.commands.drafting.drafts import make_draft  # brings the engine

        draft = make_draft(str(data), workspace).draft
        found = [*checks.check_against_records(content, name, draft), *found]
    said = [*silence.read_word_silences(content, name)]
    written = sum(bool(line.text.strip()) for line in page.lines)
    return drop_silenced(found, said, around if inside else None), written


def open_document(path: Path, name: str) -> Package:
    """The Word file. Raises DrafterError when there is none, or it is none."""
    try:
        content, found = open_package(path.read_bytes(), name, harmless=False)
    except OSError:
        raise DrafterError([problem("D496", FilePlace(name))]) from None
    if content is None:
        raise DrafterError(found)
    return content


def drop_silenced(
    problems: list[Problem], said: list[Silence], workspace: Workspace | None
) -> list[Problem]:
    """The problems without those that somebody has silenced, there or in the workspace."""
    off, wrong = settings.read_silences(workspace) if workspace else ([], [])
    kept, refused = silence.split_allowed([*said, *off])
    return [*silence.apply_silences(problems, kept), *wrong, *refused]
