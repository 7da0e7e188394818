"""Compile a template once, render it with data: strict, sandboxed, escaped, traced."""

from drafter.engine.compile import Compiled, compile_template
from drafter.engine.language import TABLE, Word
from drafter.engine.render import Draft, render
from drafter.engine.trace import Printed

__all__ = ["TABLE", "Compiled", "Draft", "Printed", "Word", "compile_template", "render"]
