"""Jinja's code generator, made to write to the recorder itself: no detour for what is ours."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from drafter.engine import guards
from drafter.engine.weave import DATA, OPEN, PUT, SHUT, called, const
from drafter.word.slots import AT

_OWN = {
    AT: "d_at", PUT: "d_put", OPEN: "d_open", SHUT: "d_shut",
    guards.STEP: "d_step", guards.BEGIN: "d_begin",
    guards.JOINED: "d_joined", guards.SIZED: "d_sized", guards.SLICED: "d_sliced",
}  # fmt: skip
"""The functions of guarded and woven code, and what they are called in the code written here."""

_COMMONS = (
    "d_recorder = context['_recorder']",
    "d_out = d_recorder.out.append",
    "d_say = d_recorder.said.append",
    "d_put = d_recorder.put",
    "d_at = d_recorder.at",
    "d_open = d_recorder.open",
    "d_shut = d_recorder.shut",
    "d_step = d_recorder.step",
    "d_begin = d_recorder.begin",
    "d_joined = environment.joined",
    "d_sized = environment.sized",
    "d_sliced = environment.sliced",
    "d_get = environment.getattr",
)


class Generator(CodeGenerator):
    """Writes pieces of the page straight to the recorder, in the order in which they come.

    What is printed inside a macro or a `{% set %}` block goes to that block's own buffer, as in
    Jinja. So do all pieces of a template with `{% block %}`, which may be printed elsewhere.
    """

    has_blocks = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.has_blocks = node.find(nodes.Block) is not None
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        for line in _COMMONS:
            self.writeline(line)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        for child in node.nodes:
            if called(child) == DATA:
                self._data(child, frame)
            elif isinstance(child, nodes.TemplateData):
                self._piece(repr(str(child.data)), child, frame)
            else:
                self._piece(None, child, frame)

    def _piece(self, code: str | None, node: nodes.Node, frame: Frame) -> None:
        """A piece of the page: the code that makes it, or the node as an expression."""
        if frame.buffer is None and self.has_blocks:
            self.writeline("yield ", node)
        else:
            self.writeline(f"{frame.buffer}.append(" if frame.buffer else "d_out(", node)
        if code is None:
            self.visit(node, frame)
        else:
            self.write(code)
        if frame.buffer is not None or not self.has_blocks:
            self.write(")")

    def _data(self, node: nodes.Node, frame: Frame) -> None:
        """Fixed text of the page, and its words."""
        self._piece(repr(const(node, 0)), node, frame)
        if words := const(node, 1):
            self.writeline(f"d_say({words!r})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("d_get(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        own = _OWN.get(called(node))
        if own is None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"{own}(")
        for index, argument in enumerate(node.args):
            self.write(", " if index else "")
            self.visit(argument, frame)
        self.write(")")
