"""Jinja's code generator, made to write to the recorder itself: no detour for what is ours."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from drafter.engine.compile import rewriting
from drafter.engine.compile.rewriting import get_called_name, get_const_text
from drafter.engine.language.comparing import COMPARISONS
from drafter.template.tag import THERE

_IN_BYTES = {rewriting.PUT, rewriting.PLACE, rewriting.OPEN, rewriting.SHUT}
"""Those that make bytes; the others make texts."""
_WRITES = {rewriting.PUT, rewriting.PLACE}
_VALUE = 2
"""Those that are handed the XML round a value, in bytes: a value is short, its run is not; and
which of their arguments is the value."""

_COMMONS = (
    "d_recorder = context['_recorder']",
    "d_out = d_recorder.out.append",
    "d_say = d_recorder.said.append",
    "d_put = d_recorder.put",
    "d_place = d_recorder.place",
    "d_at = d_recorder.at",
    "d_there = d_recorder.there",
    "d_optional = d_recorder.stretches.begin",
    "d_headed = d_recorder.stretches.end_heading",
    "d_settle = d_recorder.stretches.settle",
    "d_open = d_recorder.open",
    "d_shut = d_recorder.shut",
    "d_step = d_recorder.step",
    "d_turn = d_recorder.turn",
    "d_begin = d_recorder.begin",
    "d_joined = environment.joined",
    "d_sized = environment.sized",
    "d_sliced = environment.sliced",
    "d_read = environment.read",
    "d_before = environment.before",
    "d_each = environment.each",
    "d_get = environment.getattr",
    *(f"d_{name} = environment.comparisons[{name!r}]" for name in COMPARISONS),
)


class RecorderCodeGenerator(CodeGenerator):
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
            if get_called_name(child) == rewriting.DATA:
                self._write_fixed(get_const_text(child, 0), child, frame)
                if words := get_const_text(child, 1):
                    self.writeline(f"d_say({words!r})")
            elif isinstance(child, nodes.TemplateData):
                self._write_fixed(str(child.data), child, frame)
            else:
                self._write_printed(child, frame)

    def _is_direct(self, frame: Frame) -> bool:
        """Whether pieces go to the recorder, in bytes; else they are texts of a block."""
        return frame.buffer is None and not self.has_blocks

    def _write_fixed(self, data: str, node: nodes.Node, frame: Frame) -> None:
        """Fixed text of the page."""
        self._open_piece(node, frame)
        self.write(repr(data.encode() if self._is_direct(frame) else data))
        self._close_piece(frame)

    def _write_printed(self, node: nodes.Expr, frame: Frame) -> None:
        """A piece that a function of ours makes, in bytes or as text."""
        self._open_piece(node, frame)
        self.visit(node, frame)
        in_bytes = get_called_name(node) in _IN_BYTES
        if in_bytes != self._is_direct(frame):
            self.write(".decode()" if in_bytes else ".encode()")
        self._close_piece(frame)

    def _open_piece(self, node: nodes.Node, frame: Frame) -> None:
        if self._is_direct(frame):
            self.writeline("d_out(", node)
        else:
            self.start_write(frame, node)

    def _close_piece(self, frame: Frame) -> None:
        if self._is_direct(frame):
            self.write(")")
        else:
            self.end_write(frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("d_get(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        name = get_called_name(node)
        if name not in rewriting.OWN_CALLS:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        if name == rewriting.YEAR:
            self.write("d_year")
            return
        if name in (rewriting.EACH, rewriting.BEFORE):
            self._write_earlier(name, *node.args, frame=frame)
            return
        self.write(f"d{name}(")
        for index, argument in enumerate(node.args):
            self.write(", " if index else "")
            if (
                name == THERE and index > 1
            ):  # a share of nothing is asked for when all else is there
                self.write("lambda: ")
            if name in _WRITES and index != _VALUE and isinstance(argument, nodes.Const):
                xml = argument.value
                self.write(repr(xml.encode() if isinstance(xml, str) else xml))
            else:
                self.visit(argument, frame)
        self.write(")")

    def _write_earlier(
        self, name: str, years: nodes.Expr, value: nodes.Expr, *, frame: Frame
    ) -> None:
        """What the value is in the years before, each computed by itself."""
        self.write(f"d{name}(")
        self.visit(years, frame)
        self.write(", lambda d_year: ")
        self.visit(value, frame)
        self.write(")")
