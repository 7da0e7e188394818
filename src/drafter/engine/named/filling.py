"""Filters that find by themselves what they need: the years before, the whole, the unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

from drafter.engine.compile import rewriting
from drafter.engine.compile.descriptions import find_grouping, find_role, rebuild
from drafter.engine.jinja_tree import copy_node, find_nodes
from drafter.engine.language.filters import ENGLISH
from drafter.engine.named.model import NamedFigures, Scope
from drafter.template.tag import YEARS
from drafter.vocabulary import EARLIER, PREVIOUS

_FILLED = frozenset({"all_of", "itemized"})
_PICKING = frozenset({"picking", "excluding"})


class Unfilled(Exception):
    """The filter does not find what it needs; `code` says what."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def is_fillable(node: nodes.Filter) -> bool:
    """Whether the filter may need something that its tag does not say."""
    return _get_english_name(node) in _FILLED or _finds_year_itself(node)


def fill_filter(node: nodes.Filter, scope: Scope, known: NamedFigures) -> nodes.Expr:
    """The filter with what it needs. Raises Unfilled."""
    name = _get_english_name(node)
    if node.node is None:
        return node
    if _finds_year_itself(node):
        return _add_year(node, node.node, scope, known)
    if name == "all_of":
        return _add_whole(node, node.node, known)
    if name == "itemized" and find_grouping(node.node) is not None:
        return _add_parts(node, node.node, known)
    return node


def _finds_year_itself(node: nodes.Filter) -> bool:
    """Whether the filter compares and is not told with what."""
    if find_role(node) != "comparing":
        return False
    first = node.args[0] if node.args else None
    named = {pair.key for pair in node.kwargs}
    if _get_english_name(node) == "history":
        alone = len(node.args) == 1 and not named & {"years", "ledger"}
        is_bare = isinstance(first, nodes.Name) and first.name == EARLIER and alone
        return is_bare or (_is_word(first) and "years" not in named)
    return _is_word(first) and "previous" not in named


def _is_word(node: nodes.Expr | None) -> bool:
    return node is None or (isinstance(node, nodes.Const) and isinstance(node.value, str))


def _get_english_name(node: nodes.Filter) -> str:
    return ENGLISH.get(node.name, node.name)


def _add_year(
    node: nodes.Filter, value: nodes.Expr, scope: Scope, known: NamedFigures
) -> nodes.Expr:
    """The filter with the numbers of the years before."""
    unit = known.find_unit(value)
    is_rate = find_role(strip_keeping(value)) in ("sharing", "percent")
    if unit == "%" and not is_rate:  # typed as 76.5, which is 76.5 of a hundred
        value, is_rate = nodes.Div(value, nodes.Const(100)), True
    is_history = _get_english_name(node) == "history"
    call = rewriting.EACH if is_history else rewriting.BEFORE
    earlier = [nodes.Name(YEARS, "load"), _move_year(value, scope, known)]
    before = rewriting.make_call(call, earlier, node.lineno)
    words = [each for each in node.args if isinstance(each, nodes.Const)]
    said: dict[str, nodes.Expr] = {"form" if is_history else "lead": word for word in words[:1]}
    name = "points" if is_rate and not is_history else node.name
    if not is_rate:
        said["unit"] = nodes.Const(unit)
    return nodes.Filter(value, name, [before], _add_keywords(node, said), None, None)


def _add_whole(node: nodes.Filter, part: nodes.Expr, known: NamedFigures) -> nodes.Expr:
    """均 with the whole that the part was picked from."""
    said: dict[str, nodes.Expr] = {"unit": nodes.Const(known.find_unit(part))}
    if len(node.args) == 1:
        node.kwargs = _add_keywords(node, said)
    if node.args:
        return node
    picked: Any = part
    while find_role(picked) in ("keeping", "counting"):
        picked = picked.node
    if find_role(picked) not in _PICKING:
        raise Unfilled("D567")
    whole = copy_node(picked.node)
    return nodes.Filter(part, node.name, [whole], _add_keywords(node, said), None, None)


def _add_parts(node: nodes.Filter, groups: nodes.Expr, known: NamedFigures) -> nodes.Expr:
    """分列 of a grouping: as 其中 says it, of which each part is a figure."""
    said: dict[str, nodes.Expr] = {"unit": nodes.Const(known.find_unit(groups))}
    said |= zip(("order", "most"), node.args, strict=False)
    if len(node.args) > 2:
        return node  # told where the arguments are looked at
    return split_parts(groups, _add_keywords(node, said))


def _move_year(node: nodes.Expr, scope: Scope, known: NamedFigures) -> nodes.Expr:
    """The same expression over the data of an earlier year. Raises Unfilled.

    What a loop gives may say which records are picked; anything else that it gives is of this year.
    """
    moved: list[str] = []
    wanted: set[int] = set()

    def find_meaning(each: nodes.Node) -> nodes.Node | None:
        if isinstance(each, nodes.Filter) and find_role(each) in _PICKING:
            given = [*each.args, *each.kwargs]
            wanted.update(id(name) for own in given for name in [own, *find_nodes(own, nodes.Name)])
        if not isinstance(each, nodes.Name):
            return None
        if (meaning := scope.get(each.name)) is not None:
            return rebuild(meaning, find_meaning)
        is_unsure = each.name in scope and id(each) not in wanted
        if is_unsure or each.name in (PREVIOUS, EARLIER, YEARS):
            raise Unfilled("D565")
        if each.name in scope or each.name not in known.root.fields:
            return None
        moved.append(each.name)
        return nodes.Getattr(rewriting.make_call(rewriting.YEAR, [], 1), each.name, "load")

    made = rebuild(node, find_meaning)
    if not moved:
        raise Unfilled("D565")
    assert isinstance(made, nodes.Expr)
    return copy_node(made)


def move_to_last_year(node: nodes.Expr, known: NamedFigures) -> nodes.Expr:
    """The expression over last year's data, as a template says it itself: 上年.提案."""

    def find_meaning(each: nodes.Node) -> nodes.Node | None:
        if not isinstance(each, nodes.Name) or each.name not in known.root.fields:
            return None
        line = each.lineno
        year = nodes.Name(PREVIOUS, "load", lineno=line)
        return nodes.Getattr(year, each.name, "load", lineno=line)

    made = rebuild(node, find_meaning)
    assert isinstance(made, nodes.Expr)
    return made


def strip_keeping(node: nodes.Expr) -> nodes.Expr:
    """What the expression is before it is put in order, cut or given a default."""
    inner: Any = node
    while find_role(inner) == "keeping":
        inner = inner.node
    return inner  # type: ignore[no-any-return]


def _add_keywords(node: nodes.Filter, said: Mapping[str, nodes.Expr]) -> list[Any]:
    """The filter's keywords, and those that it does not have."""
    named = {pair.key for pair in node.kwargs}
    more = [nodes.Keyword(key, value) for key, value in said.items() if key not in named]
    return [*node.kwargs, *more]


def split_parts(expression: nodes.Expr, kwargs: list[Any]) -> nodes.Expr:
    """The parts of a ledger in words, of the grouping that the expression is."""
    grouping = find_grouping(expression)
    assert grouping is not None
    known = {pair.key for pair in kwargs}
    ordered = [pair for pair in grouping.kwargs if not known & {pair.key}]
    field = [copy_node(each) for each in grouping.args[:1]]
    return nodes.Filter(grouping.node, "breakdown", field, [*ordered, *kwargs], None, None)
