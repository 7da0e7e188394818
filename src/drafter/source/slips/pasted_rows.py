"""Rows of a spreadsheet that were pasted into a data file: cells with tabs between them."""

from __future__ import annotations

import re

from drafter.problems import Problem, problem
from drafter.source.yaml.node import SourceText

_ROW = re.compile(
    r"""[ \t]*(?:-[ \t]+)?"""
    r"""(?P<row>[^\s#"'{}\[\]|>&*!%-][^\t\n]*(?:\t+[^\t\n]*[^\s]){2,})[ \t]*"""
)
"""Three cells and more, and none that begins as YAML's own signs do."""
_KEY = re.compile(r":(?:[ \t]|$)|[ \t]#")
_BLOCK = re.compile(r"(?:^|[:\-][ \t]+)[|>][+-]?\d?[ \t]*(?:#.*)?$")
"""What begins a text of several lines, in which tabs may stand."""


def find_pasted_rows(text: SourceText) -> list[Problem]:
    """D188 at the first such row, which the parser would join with the value above."""
    inside = -1
    for number, line in enumerate(text.lines, 1):
        indent = len(line) - len(line.lstrip())
        if line.strip() and inside >= 0 and indent <= inside:
            inside = -1
        if inside < 0 and (hit := _ROW.fullmatch(line)) and not _KEY.search(line):
            return [problem("D188", text.spot(number, hit.start("row") + 1, len(hit["row"])))]
        if inside < 0 and _BLOCK.search(line):
            inside = indent
    return []
