"""The bookmarks of a part's code, made parts of the code: each is numbered as it is written.

`tags.prepare_part` leaves tokens in the Word XML: a bookmark `t12` round what tag 12 prints, and
`p5` round block 5. Here they become calls, and a printing tag with its run and bookmark one call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes

from drafter.template.tag import AT

PUT, OPEN, SHUT, DATA = "_put", "_open", "_shut", "_data"
"""The functions that the woven code calls; `generator` writes them, no template can name them."""

_TOKEN = re.compile(
    r'<w:bookmark(?:Start w:id="(?P<open>[tp]\d+)" w:name="_drafter_(?P=open)"'
    r'|End w:id="(?P<shut>[tp]\d+)")/>'
)


def fuse_bookmarks(tree: nodes.Template) -> nodes.Template:
    """The tree, changed in place."""
    for output in tree.find_all(nodes.Output):
        cut = [piece for node in output.nodes for piece in _split_at_tokens(node)]
        output.nodes = list(_fuse_pieces(cut))
    return tree


def make_call(name: str, values: list[nodes.Expr], line: int) -> nodes.Call:
    """A call of one of the functions that the generator writes."""
    function = nodes.Name(name, "load", lineno=line)
    return nodes.Call(function, values, [], None, None, lineno=line)


def get_called_name(node: nodes.Node) -> str:
    """The name of the function that a node calls; empty when it calls none by its name."""
    named = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)
    return node.node.name if named else ""  # type: ignore[attr-defined]


def get_const_text(node: nodes.Node, index: int) -> str:
    """The text that a call of ours has as an argument."""
    assert isinstance(node, nodes.Call)
    argument = node.args[index]
    assert isinstance(argument, nodes.Const)
    return str(argument.value)


def make_const(value: str | int, line: int) -> nodes.Const:
    return nodes.Const(value, lineno=line)


def _split_at_tokens(node: nodes.Expr) -> Iterator[nodes.Expr]:
    """The node; fixed text is cut where a token stands in it."""
    if not isinstance(node, nodes.TemplateData):
        yield node
        return
    start = 0
    for match in _TOKEN.finditer(node.data):
        if before := node.data[start : match.start()]:
            yield nodes.TemplateData(before, lineno=node.lineno)
        name = OPEN if match["open"] else SHUT
        yield make_call(
            name, [make_const(match["open"] or match["shut"], node.lineno)], node.lineno
        )
        start = match.end()
    if rest := node.data[start:]:
        yield nodes.TemplateData(rest, lineno=node.lineno)


def _fuse_pieces(pieces: list[nodes.Expr]) -> Iterator[nodes.Expr]:
    """The pieces, each printed value together with its run and its bookmark."""
    at = 0
    while at < len(pieces):
        fused = _fuse_five(pieces[at : at + 5])
        yield pieces[at] if fused is None else fused
        at += 1 if fused is None else 5


def _fuse_five(five: list[nodes.Expr]) -> nodes.Expr | None:
    if len(five) < 5:
        return None
    opens, head, printed, tail, shuts = five
    if not isinstance(head, nodes.TemplateData) or not isinstance(tail, nodes.TemplateData):
        return None
    if (get_called_name(opens), get_called_name(printed), get_called_name(shuts)) != (
        OPEN,
        AT,
        SHUT,
    ):
        return None
    assert isinstance(printed, nodes.Call)
    slot, *values = printed.args
    if (
        get_const_text(opens, 0) != get_const_text(shuts, 0)
        or get_const_text(opens, 0) != f"t{get_const_text(printed, 0)}"
    ):
        return None
    value = values[0] if len(values) == 1 else nodes.Tuple(values, "load", lineno=printed.lineno)
    line = printed.lineno
    return make_call(
        PUT, [slot, make_const(head.data, line), value, make_const(tail.data, line)], line
    )
