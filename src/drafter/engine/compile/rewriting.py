"""Changes to a part's code: what it computes is measured, what it prints is remembered and marked.

`slots.prepare_part` leaves tokens in the Word XML: a bookmark `t12` round what tag 12 prints, and
`p5` round block 5, `x12` round the run or paragraph that a piece of the page printed by tag 12
replaces. Here they become calls, and a printing tag with its run and bookmark one call, which
numbers the bookmark as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from drafter.engine.compile.descriptions import list_asked
from drafter.engine.jinja_tree import copy_node, find_nodes
from drafter.engine.language import comparing
from drafter.engine.language.word_objects import END
from drafter.template.clauses.vanishing import HEADED, OPTIONAL, SETTLE
from drafter.template.holders import PLACE_TOKEN
from drafter.template.tag import AT, THERE

PUT, PLACE, OPEN, SHUT, DATA = "_put", "_place", "_open", "_shut", "_data"
STEP, BEGIN, JOINED, SIZED, SLICED = "_step", "_begin", "_joined", "_sized", "_sliced"
READ = "_read"
"""The letters of what a macro or a block printed, where its entries are asked for."""
TURN = "_turn"
BEFORE, EACH, YEAR = "_before", "_each", "_year"
"""What an expression is in the year before; in each of the years before; and that year in it."""
_COMPARED = {name: f"_{name}" for name in comparing.COMPARISONS}
OWN_CALLS = frozenset({
    AT, THERE, OPTIONAL, HEADED, SETTLE, PUT, PLACE, OPEN, SHUT, STEP, TURN, BEGIN, JOINED, SIZED,
    SLICED, READ, BEFORE, EACH, YEAR,
    *_COMPARED.values(),
})  # fmt: skip
"""The functions that the changed code calls; `code` writes them, and no template can name them."""

TURNS_OF_A_MACRO = 10
"""One call of a macro costs as much time as so many turns of a loop."""

NO_TAG, NO_PAGE = 0, -1
"""Slots for what no printing tag prints: in attributes of the page; in names and properties."""

_KINDS = {"sharing": "s", "parting": "p"}
"""What of a clause's figures is asked besides whether they are nothing, by their filters' roles."""

_TOKEN = re.compile(
    r'<w:bookmark(?:Start w:id="(?P<open>[tpx]\d+)" w:name="_drafter_(?P=open)"'
    r'|End w:id="(?P<shut>[tpx]\d+)")/>'
)


def meter_tree(tree: nodes.Template, slot: int) -> nodes.Template:
    """The tree, changed in place: measured loops, joins and lists; every printed value recorded.

    slot: NO_TAG or NO_PAGE, for values that no tag's own `_at` records.
    """
    wanted = (
        nodes.For, nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock,
        nodes.Assign, nodes.Output,
    )  # fmt: skip
    for node in list(find_nodes(tree, wanted)):
        if isinstance(node, nodes.Output):
            node.nodes = [_record_printed(below, slot) for below in node.nodes]
        elif isinstance(node, (nodes.AssignBlock, nodes.FilterBlock)):
            _record_block(node)
        elif isinstance(node, nodes.Assign):
            node.node = _read_entries(node.node) if _is_tuple(node.target) else node.node
        else:
            _meter_block(node)
    _rewrite_children(tree)
    return tree


def record_as(tree: nodes.Template, slot: int) -> None:
    """Let what the tags of a part beside the text print be recorded under NO_TAG or NO_PAGE."""
    for call in find_nodes(tree, nodes.Call):
        if get_called_name(call) == AT:
            call.args[0] = nodes.Const(slot, lineno=call.lineno)


def note_kinds(tree: nodes.Template) -> None:
    """Let each clause know which of its figures are shares, and which breakdowns."""
    for call in find_nodes(tree, nodes.Call):
        if get_called_name(call) == THERE:
            asked = [each for value in call.args[1:] for each in list_asked(value)]
            kinds = "".join(_KINDS.get(role, "-") for _, role in asked)
            values = [copy_node(value) for value, _ in asked]  # a node has one place in a tree
            call.args[1:] = [nodes.Const(kinds, lineno=call.lineno), *values]


def _meter_block(block: Any) -> None:
    """Let each turn of the loop or macro be counted, with the fixed text it writes."""
    fixed = sum(len(data.data) for data in _iter_own_text(block))
    turns = 1 if isinstance(block, nodes.For) else TURNS_OF_A_MACRO
    call = make_call(STEP, [turns, fixed], block.lineno)
    block.body.insert(0, nodes.ExprStmt(call, lineno=block.lineno))
    if isinstance(block, nodes.For):
        block.iter = _read_entries(block.iter)


def _read_entries(node: Any) -> nodes.Expr:
    return make_call(READ, [node], node.lineno)


def _is_tuple(target: nodes.Node) -> bool:
    return isinstance(target, nodes.Tuple)


def _record_block(block: nodes.AssignBlock | nodes.FilterBlock) -> None:
    """Let what the block prints be known when its text is printed later, and be of the page.

    Jinja takes what the block's filters make for markup, whatever they make.
    """
    line = block.lineno
    block.body.insert(0, nodes.ExprStmt(make_call(BEGIN, [], line), lineno=line))
    block.filter = nodes.Filter(block.filter, END, [], [], None, None, lineno=line)


def _iter_own_text(block: nodes.Node) -> Iterator[nodes.TemplateData]:
    """The fixed text of a block, without that of loops and macros inside it."""
    for below in block.iter_child_nodes():
        if isinstance(below, nodes.TemplateData):
            yield below
        elif not isinstance(below, (nodes.For, nodes.Macro, nodes.CallBlock)):
            yield from _iter_own_text(below)


def _record_printed(node: nodes.Expr, slot: int) -> nodes.Expr:
    """A printed value, recorded under the slot unless a tag's own `_at` does it."""
    if get_called_name(node) == AT or isinstance(node, nodes.TemplateData):
        return node
    return make_call(AT, [slot, node], node.lineno)


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
        return make_call(JOINED, list(node.nodes), node.lineno)
    if isinstance(node, nodes.Compare):
        return _meter_comparison(node)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        cut = node.arg
        return make_call(SLICED, [node.node, cut.start, cut.stop, cut.step], node.lineno)
    if isinstance(node, nodes.CondExpr) and node.expr2 is None:
        node.expr2 = nodes.Const("", lineno=node.lineno)
    if isinstance(node, (nodes.List, nodes.Dict)) or _is_made_tuple(node):
        return make_call(SIZED, [node], node.lineno)
    return node


def _meter_comparison(node: nodes.Compare) -> nodes.Expr:
    """The comparison by our own functions; `a < b < c` is `a < b and b < c`."""
    left, judged = node.expr, []
    for right in node.ops:
        judged.append(make_call(_COMPARED[right.op], [left, right.expr], node.lineno))
        left = copy_node(right.expr)  # a node has one place in a tree
    whole: nodes.Expr = judged[0]
    for each in judged[1:]:
        whole = nodes.And(whole, each, lineno=node.lineno)
    return whole


def _is_made_tuple(node: Any) -> bool:
    """Whether the node is a tuple that is made, not names that a loop or set fills."""
    return isinstance(node, nodes.Tuple) and node.ctx == "load"


def fuse_bookmarks(tree: nodes.Template, ends: Mapping[int, tuple[str, ...]]) -> nodes.Template:
    """The tree, changed in place. ends: of the tags that end a paragraph, what ends it."""
    for output in find_nodes(tree, nodes.Output):
        cut = [piece for node in output.nodes for piece in _split_at_tokens(node)]
        output.nodes = list(_fuse_places(list(_fuse_pieces(cut, ends))))
    return tree


Constant = str | int | tuple[str | int, ...] | None


def make_call(name: str, values: Iterable[nodes.Expr | Constant], line: int) -> nodes.Call:
    """A call of one of the functions that `code` writes; all else becomes a constant."""
    given = [v if isinstance(v, nodes.Expr) else nodes.Const(v, lineno=line) for v in values]
    return nodes.Call(nodes.Name(name, "load", lineno=line), given, [], None, None, lineno=line)


def get_called_name(node: nodes.Node) -> str:
    """The name of the function that a node calls; empty when it calls none by its name."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        return node.node.name
    return ""


def get_const_text(node: nodes.Node, index: int) -> str:
    """The text that a call of ours has as an argument."""
    assert isinstance(node, nodes.Call)
    argument = node.args[index]
    assert isinstance(argument, nodes.Const)
    return str(argument.value)


def ends_paragraph(node: nodes.Expr) -> bool:
    """Whether a call of PUT or PLACE may end its paragraph and begin the next."""
    return isinstance(node, nodes.Call) and len(node.args) in (5, 7)


def find_surroundings(node: nodes.Expr) -> list[str]:
    """What PUT and PLACE write round a value, in the order in which it is written."""
    assert isinstance(node, nodes.Call)
    indices = (4, 1, 3, 5) if len(node.args) > 5 else (1, 3)
    return [get_const_text(node, index) for index in indices]


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
        yield make_call(name, [match["open"] or match["shut"]], node.lineno)
        start = match.end()
    if rest := node.data[start:]:
        yield nodes.TemplateData(rest, lineno=node.lineno)


def _fuse_pieces(
    pieces: list[nodes.Expr], ends: Mapping[int, tuple[str, ...]]
) -> Iterator[nodes.Expr]:
    """The pieces, each printed value together with its run and its bookmark."""
    at = 0
    while at < len(pieces):
        fused = _fuse_five(pieces[at : at + 5], ends)
        yield pieces[at] if fused is None else fused
        at += 1 if fused is None else 5


def _fuse_five(five: list[nodes.Expr], ends: Mapping[int, tuple[str, ...]]) -> nodes.Expr | None:
    if len(five) < 5:
        return None
    opens, head, printed, tail, shuts = five
    if not isinstance(head, nodes.TemplateData) or not isinstance(tail, nodes.TemplateData):
        return None
    if [get_called_name(each) for each in (opens, printed, shuts)] != [OPEN, AT, SHUT]:
        return None
    assert isinstance(printed, nodes.Call)
    slot, *values = printed.args
    number = get_const_text(printed, 0)
    token = f"t{number}"
    if not token == get_const_text(opens, 0) == get_const_text(shuts, 0):
        return None
    line = printed.lineno
    value = values[0] if len(values) == 1 else nodes.Tuple(values, "load", lineno=line)
    end = ends.get(int(number))
    last = [] if end is None else [tuple(end)]
    return make_call(PUT, [slot, head.data, value, tail.data, *last], line)


def _fuse_places(pieces: list[nodes.Expr]) -> Iterator[nodes.Expr]:
    """The pieces, each run or paragraph that a printed piece of the page replaces in one."""
    opened: list[nodes.Expr] | None = None
    for piece in pieces:
        name = get_called_name(piece)
        is_token = name in (OPEN, SHUT) and get_const_text(piece, 0).startswith(PLACE_TOKEN)
        if is_token and name == OPEN:
            yield from opened or ()
            opened = []
        elif is_token:
            yield from _fuse_place(opened or [])
            opened = None
        elif opened is None:
            yield piece
        else:
            opened.append(piece)
    yield from opened or ()


def _fuse_place(inside: list[nodes.Expr]) -> list[nodes.Expr]:
    """A call that writes all that stands there round a value; as it is where more is printed."""
    called = [piece for piece in inside if not isinstance(piece, nodes.TemplateData)]
    if [get_called_name(piece) for piece in called] not in ([AT], [PUT]):
        return inside
    at = inside.index(called[0])
    before, after = (_join_data(pieces) for pieces in (inside[:at], inside[at + 1 :]))
    assert isinstance(called[0], nodes.Call)
    slot, *given = called[0].args
    if get_called_name(called[0]) == PUT:
        arguments: list[nodes.Expr | Constant] = [slot, *given[:3], before, after, *given[3:]]
        return [make_call(PLACE, arguments, called[0].lineno)]
    value = given[0] if len(given) == 1 else nodes.Tuple(given, "load", lineno=called[0].lineno)
    return [make_call(PLACE, [slot, before, value, after], called[0].lineno)]


def _join_data(pieces: list[nodes.Expr]) -> str:
    return "".join(piece.data for piece in pieces if isinstance(piece, nodes.TemplateData))
