"""Changes to a part's code, so that all it computes is measured, spelled and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes

from drafter.engine.language.word_objects import END
from drafter.template.tag import AT

STEP, JOINED, SIZED, SLICED = "_step", "_joined", "_sized", "_sliced"
BEGIN = "_begin"
"""The functions that the changed code calls."""


TURNS_OF_A_MACRO = 10
"""One call of a macro costs as much time as so many turns of a loop."""


NO_TAG, NO_PAGE = 0, -1
"""Slots for what no printing tag prints: in attributes of the page; in names and properties."""


def meter_tree(tree: nodes.Template, slot: int) -> nodes.Template:
    """The tree, changed in place: measured loops, joins and lists; every printed value recorded.

    slot: NO_TAG or NO_PAGE, for values that no tag's own `_at` records.
    """
    wanted = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.Output)
    for node in list(tree.find_all(wanted)):
        if isinstance(node, nodes.Output):
            node.nodes = [_record_printed(below, slot) for below in node.nodes]
        elif isinstance(node, nodes.AssignBlock):
            _record_block(node)
        else:
            _meter_block(node)
    _rewrite_children(tree)
    return tree


def _make_call(name: str, values: list[Any], line: int) -> nodes.Call:
    return nodes.Call(
        nodes.Name(name, "load", lineno=line), values, [], None, None, lineno=line
    )  # fmt: skip


def _meter_block(block: Any) -> None:
    """Let each turn of the loop or macro be counted, with the fixed text it writes."""
    fixed = sum(len(data.data) for data in _iter_own_text(block))
    turns = 1 if isinstance(block, nodes.For) else TURNS_OF_A_MACRO
    values = [nodes.Const(value, lineno=block.lineno) for value in (turns, fixed)]
    call = _make_call(STEP, values, block.lineno)
    block.body.insert(0, nodes.ExprStmt(call, lineno=block.lineno))


def _record_block(block: nodes.AssignBlock) -> None:
    """Let what the block prints be known when its text is printed later."""
    line = block.lineno
    block.body.insert(0, nodes.ExprStmt(_make_call(BEGIN, [], line), lineno=line))
    end = nodes.Filter(None, END, [], [], None, None, lineno=line)
    if block.filter is None:
        block.filter = end
        return
    inner: Any = block.filter
    while inner.node is not None:
        inner = inner.node
    inner.node = end


def _iter_own_text(block: nodes.Node) -> Iterator[nodes.TemplateData]:
    """The fixed text of a block, without that of loops and macros inside it."""
    for below in block.iter_child_nodes():
        if isinstance(below, nodes.TemplateData):
            yield below
        elif not isinstance(below, (nodes.For, nodes.Macro, nodes.CallBlock)):
            yield from _iter_own_text(below)


def _record_printed(node: nodes.Expr, slot: int) -> nodes.Expr:
    """A printed value, recorded under the slot unless a tag's own `_at` does it."""
    at = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == AT
    if at or isinstance(node, nodes.TemplateData):
        return node
    return _make_call(AT, [nodes.Const(slot, lineno=node.lineno), node], node.lineno)


def _rewrite_children(node: nodes.Node) -> None:
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _rewrite_children(value)
            setattr(node, field, _meter_expression(value))
        elif isinstance(value, list):
            for below in value:
                if isinstance(below, nodes.Node):
                    _rewrite_children(below)
            setattr(node, field, [_meter_expression(below) for below in value])


def _meter_expression(node: Any) -> Any:
    """The expression with its result measured; an if without else gives nothing, not an error."""
    if isinstance(node, nodes.Concat):
        return _make_call(JOINED, list(node.nodes), node.lineno)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        cuts = (node.arg.start, node.arg.stop, node.arg.step)
        nothing = nodes.Const(None, lineno=node.lineno)
        return _make_call(SLICED, [node.node, *(cut or nothing for cut in cuts)], node.lineno)
    if isinstance(node, nodes.CondExpr) and node.expr2 is None:
        node.expr2 = nodes.Const("", lineno=node.lineno)
    if isinstance(node, (nodes.List, nodes.Dict)) or _is_made_tuple(node):
        return _make_call(SIZED, [node], node.lineno)
    return node


def _is_made_tuple(node: Any) -> bool:
    """Whether the node is a tuple that is made, not names that a loop or set fills."""
    return isinstance(node, nodes.Tuple) and node.ctx == "load"
