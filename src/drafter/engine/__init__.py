"""Compile a template once, render it with data: strict, sandboxed, escaped, traced."""

from __future__ import annotations

from pathlib import Path

from drafter.patterns import postpone_module, postpone_those_of

with postpone_those_of("jinja2"):  # before any module of the room imports it
    postpone_module("jinja2")  # it brings loaders and caches that drafter has no use for
    import jinja2.sandbox as jinja2_sandbox  # noqa: F401

from drafter.engine.compile import disk_cache
from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.language.filters import FILTER_TABLE
from drafter.engine.render.renderer import Draft, render_report
from drafter.engine.render.trace import PrintedValue
from drafter.problems import Problem
from drafter.template import Template

__all__ = [
    "FILTER_TABLE",
    "CompiledTemplate",
    "Draft",
    "PrintedValue",
    "compile_template",
    "recall_compiled",
    "render_report",
]


def compile_template(template: Template) -> tuple[CompiledTemplate | None, list[Problem]]:
    """The template's code; or None and what is wrong. Compiled once a version."""
    found = disk_cache.find_compiled(template.digest, template.file)
    if found is not None:
        return found[0], list(found[1])
    from drafter.cache.programs import keep_programs  # only this needs it

    with keep_programs("compile"):
        from drafter.engine.compile import compiler as compiling  # brings lxml, only this needs it

        compiled, problems = compiling.compile_template(template)
    if compiled is not None:
        disk_cache.store_compiled(compiled, problems)
    return compiled, problems


def recall_compiled(folder: Path, shown: str) -> tuple[CompiledTemplate | None, list[Problem]]:
    """The compiled template of a folder, if its very files were compiled before."""
    found = disk_cache.recall_compiled(folder, shown)
    return (None, []) if found is None else (found[0], list(found[1]))
