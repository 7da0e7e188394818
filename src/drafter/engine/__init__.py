"""Compile a template once, render it with data: strict, sandboxed, escaped, traced."""

from __future__ import annotations

from pathlib import Path

from drafter.engine import kept
from drafter.engine.compiled import Compiled
from drafter.engine.language import TABLE, Word
from drafter.engine.render import Draft, render
from drafter.engine.trace import Printed
from drafter.problems import Problem
from drafter.template import Template

__all__ = [
    "TABLE", "Compiled", "Draft", "Printed", "Word", "compile_template", "recall",
    "render",
]  # fmt: skip


def compile_template(template: Template) -> tuple[Compiled | None, list[Problem]]:
    """The template's code; or None and what is wrong. Compiled once a version."""
    found = kept.known(template.digest, template.file)
    if found is not None:
        return found[0], list(found[1])
    from drafter.engine import compile as compiling  # brings docxtpl, which only this needs

    compiled, problems = compiling.compile_template(template)
    if compiled is not None:
        kept.keep(compiled, problems)
    return compiled, problems


def recall(folder: Path, shown: str) -> tuple[Compiled | None, list[Problem]]:
    """The compiled template of a folder, if its very files were compiled before."""
    found = kept.recall(folder, shown)
    return (None, []) if found is None else (found[0], list(found[1]))
