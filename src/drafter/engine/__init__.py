"""Compile a template once, render it with data: strict, sandboxed, escaped, traced."""

from __future__ import annotations

from drafter.engine.compiled import Compiled
from drafter.engine.language import TABLE, Word
from drafter.engine.render import Draft, render
from drafter.engine.trace import Printed
from drafter.problems import Problem
from drafter.template import Template

__all__ = ["TABLE", "Compiled", "Draft", "Printed", "Word", "compile_template", "render"]


def compile_template(template: Template) -> tuple[Compiled | None, list[Problem]]:
    """The template's code; or None and what is wrong. One compilation a version and process."""
    from drafter.engine import compile as compiling  # brings docxtpl

    return compiling.compile_template(template)
