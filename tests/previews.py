"""Previews in tests: data as text in memory, read like those that a desk has open."""

from __future__ import annotations

import re
from pathlib import Path

from drafter import source
from drafter.commands.drafting.drafts import find_template_name, open_template
from drafter.commands.editing.model import DataFile
from drafter.commands.previewing.previewer import PlacedProblem, Preview, Previewer
from drafter.desk.page import Piece, page_pieces
from drafter.engine.known_figures import Printing
from drafter.output.versions import digest
from drafter.problems import DataPath
from drafter.source.yaml.encoding import RawText
from drafter.workspace import Workspace, open_workspace


def read_text(workspace: Workspace, path: Path, text: str) -> DataFile:
    """The data as they would be with that text in their file."""
    shown, content = workspace.show(path), text.encode()
    document, problems = source.parse(content, shown)
    schema = None
    if document is not None:
        name, _ = find_template_name(workspace, document)
        opened = open_template(workspace, name)[0] if name else None
        schema = opened.schema if opened else None
    raw = RawText(text, "utf-8", b"")
    return DataFile(
        workspace, path, shown, raw, text, digest(content), document, schema, tuple(problems)
    )


def edit_text(file: DataFile, old: str, new: str) -> DataFile:
    """The data with a piece of the text replaced, which must stand there once."""
    assert file.text.count(old) == 1, old
    return read_text(file.workspace, file.path, file.text.replace(old, new))


def open_year(folder: Path, name: str = "2021") -> DataFile:
    workspace = open_workspace(folder)
    path = workspace.find_data_file(name)
    return read_text(workspace.around(path), path, path.read_text(encoding="utf-8"))


def read_pieces(preview: Preview, part: str = "body") -> list[Piece]:
    return [piece for piece in page_pieces(preview) if piece.part == part]


_BESIDE = re.compile(r"<(\w+)[^>]* data-x[^>]*>[^<]*</\1>|<img[^>]*>")
"""What stands on a page and is none of its text: numbers of headings, blanks, pictures."""


def read_words(preview: Preview) -> str:
    """What the page's body says, a line a piece."""
    lines = (_BESIDE.sub("", piece.html) for piece in read_pieces(preview))
    return "\n".join(re.sub("<[^>]*>", "", line) for line in lines)


def find_value(preview: Preview, text: str, *, before: str = "", behind: str = "") -> Printing:
    """The one printed value that says so where the page has those words round it."""
    wanted = re.compile(
        f"{re.escape(before)}\x01(\\d+)\x02{re.escape(text)}\x03{re.escape(behind)}"
    )
    found = []
    for piece in read_pieces(preview):
        marked = re.sub(r'<i data-v="(\d+)"[^>]*>', "\x01\\1\x02", _BESIDE.sub("", piece.html))
        plain = re.sub("<[^>]*>", "", marked.replace("</i>", "\x03"))
        found += [piece.values[int(match[1])] for match in wanted.finditer(plain)]
    (value,) = found
    return value


def find_problems(preview: Preview, code: str) -> list[PlacedProblem]:
    return [each for each in preview.problems if each.problem.code == code]


def list_paths(preview: Preview) -> dict[str, DataPath | None]:
    """The path of each problem, by its code."""
    return {each.problem.code: each.path for each in preview.problems}


__all__ = [
    "Previewer", "edit_text", "find_problems", "find_value", "list_paths", "open_year",
    "read_pieces", "read_text", "read_words",
]  # fmt: skip
