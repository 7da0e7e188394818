"""The package's own code, parsed once for all the tests that read it."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import drafter

SOURCE = Path(drafter.__file__).parent


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a file, the module first."""
    gc.disable()  # it would look through all nodes again and again: three times as long
    try:
        return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    finally:
        gc.enable()


def all_nodes() -> Iterator[tuple[Path, ast.AST]]:
    """All nodes of all files, file by file."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in nodes_of(path):
            yield path, node
