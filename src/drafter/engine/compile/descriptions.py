"""Expressions of a template as offices speak of them: what is computed, and in what unit.

The one place that knows what each filter does to a figure's name and unit; the filters themselves
say which they are (`filters.ROLES`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any

from jinja2 import nodes

from drafter.engine.language.filters import ENGLISH, ROLES
from drafter.frozen import dataclass
from drafter.schema import Field, NamedFigure

_ITEMIZED = "itemized"
"""A wording of a breakdown; each of its kinds is one of the text's parts."""
_SIGNS = {nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "×", nodes.Div: "÷"}
_NUMBERS = frozenset({"integer", "number", "figure", "any"})


@dataclass(frozen=True)
class Description:
    """What an expression is: its name (提案（已解决）占比), its unit, the schema's field behind it.

    figure: it may be a number; what is known to be a text is none.
    """

    name: str
    unit: str = ""
    field: Field | None = None
    figure: bool = True


def rebuild(node: nodes.Node, replacement: Callable[[nodes.Node], nodes.Node | None]) -> nodes.Node:
    """A copy of the expression, each node that has a replacement being replaced."""
    made = replacement(node)
    if made is not None:
        return made
    values = [
        [rebuild(each, replacement) if isinstance(each, nodes.Node) else each for each in value]
        if isinstance(value, list)
        else rebuild(value, replacement)
        if isinstance(value, nodes.Node)
        else value
        for _, value in node.iter_fields()
    ]
    return type(node)(*values, lineno=node.lineno)


def substitute(node: nodes.Node, meanings: Mapping[str, nodes.Expr]) -> nodes.Expr:
    """The expression with what its names stand for."""

    def find_meaning(each: nodes.Node) -> nodes.Node | None:
        return meanings.get(each.name) if isinstance(each, nodes.Name) else None

    made = rebuild(node, find_meaning)
    assert isinstance(made, nodes.Expr)
    return made


def normalize(node: nodes.Node) -> nodes.Expr:
    """The expression in one spelling: English filters, conditions in order, how it looks left out.

    >>> from jinja2 import Environment
    >>> def read(text):
    ...     return normalize(Environment().parse("{{ " + text + " }}").body[0].nodes[0])
    >>> read('提案|筛选(甲=1, 乙=2)|数量|约数') == read('提案|where(乙=2)|where(甲=1)|count')
    True
    """

    def respell(each: nodes.Node) -> nodes.Node | None:
        if not isinstance(each, nodes.Filter) or each.node is None:
            return None
        if find_role(each) == "spelling":
            return normalize(each.node)
        inner: Any = normalize(each.node)
        args = [normalize(arg) for arg in each.args]
        pairs = [nodes.Keyword(pair.key, normalize(pair.value)) for pair in each.kwargs]
        if find_role(each) == "picking":
            if find_role(inner) == "picking":
                inner, args, pairs = inner.node, [*inner.args, *args], [*inner.kwargs, *pairs]
            args, pairs = sorted(args, key=repr), sorted(pairs, key=repr)
        name = ENGLISH.get(each.name, each.name)
        return nodes.Filter(inner, name, args, pairs, each.dyn_args, each.dyn_kwargs)

    made = rebuild(node, respell)
    assert isinstance(made, nodes.Expr)
    return made


def find_role(node: nodes.Node | None) -> str:
    """What the filter does to a figure; empty for what is no filter or does not matter."""
    if not isinstance(node, nodes.Filter):
        return ""
    return ROLES.get(ENGLISH.get(node.name, node.name), "")


def list_asked(node: nodes.Expr) -> list[tuple[nodes.Expr, str]]:
    """What a clause asks for a figure, each with what it is: a share, a breakdown or neither.

    How it is spelled does not matter: 序号 refuses a 0. What words are made of is asked first:
    列举 refuses an empty list.
    """
    shown = _strip(node, {"spelling"})
    base = _strip(shown, {"spelling", "wording", "percent", "parting", "sharing"})
    return [(base, ""), (shown, _find_main_role(shown))] if base is not shown else [(shown, "")]


def _strip(node: nodes.Expr, roles: set[str]) -> nodes.Expr:
    """The expression without the outer filters of these roles."""
    while isinstance(node, nodes.Filter) and node.node is not None and find_role(node) in roles:
        node = node.node
    return node


def _find_main_role(node: nodes.Node | None) -> str:
    """Whether a share or a breakdown is printed, whatever filter shows it."""
    while isinstance(node, nodes.Filter):
        if ENGLISH.get(node.name, node.name) == _ITEMIZED:
            return "parting"
        if (role := find_role(node)) in ("sharing", "parting"):
            return role
        node = node.node
    return ""


def find_grouping(source: nodes.Node | None) -> nodes.Filter | None:
    """The grouping that the list is, all of its groups, in whatever order."""
    while find_role(source) == "keeping":
        source = source.node  # type: ignore[union-attr]  # only a filter has a role
    return source if isinstance(source, nodes.Filter) and find_role(source) == "grouping" else None


def describe_group_part(source: nodes.Expr, key: nodes.Expr, number: int) -> nodes.Expr:
    """What stands at that place in the entry of a list that has the key: a group's number is what
    would be counted of the records with that key."""
    grouping = find_grouping(source)
    field = grouping.args[0] if grouping and grouping.args else None
    if grouping is None or not isinstance(field, nodes.Const) or grouping.node is None:
        return nodes.Getitem(source, nodes.Tuple([key, nodes.Const(number)], "load"), "load")
    pair = nodes.Keyword(str(field.value), key)
    picked = nodes.Filter(grouping.node, "where", [], [pair], None, None)
    if grouping.name == "groupby":
        return normalize(picked)
    return normalize(nodes.Filter(picked, "count", [], [], None, None))


@dataclass(frozen=True)
class Describer:
    """Says what normalized expressions are.

    root: the schema's. keys: the values of names that stand for keys. full: each condition is
    told with its field. named: the figures that have names, by the repr of what they are.
    """

    root: Field
    keys: Mapping[str, str] = field(default_factory=dict)
    full: bool = False
    named: Mapping[str, NamedFigure] = field(default_factory=dict)

    def describe(self, node: nodes.Node | None) -> Description | None:
        """What the expression is; None where an office has no name for it."""
        known = next((kind for kind in _DESCRIBED if isinstance(node, kind)), None)
        made = None if known is None else _DESCRIBED[known](self, node)
        figure = self.named.get(repr(node)) if self.named else None
        if figure is None:
            return made
        plain = made or Description(figure.name)
        return replace(plain, name=figure.name, unit=figure.unit or plain.unit)

    def name(self, node: nodes.Name) -> Description | None:
        known = self.root.fields.get(node.name)
        return None if known is None else _describe_field(known, known.title or known.name)

    def attribute(self, node: nodes.Getattr) -> Description | None:
        holder = self.describe(node.node)
        known = holder.field.fields.get(node.attr) if holder and holder.field else None
        if holder is None or known is None:
            return None
        return _describe_field(known, f"{holder.name}·{known.title or known.name}")

    def entry(self, node: nodes.Getitem) -> Description | None:
        """What stands under a key: of a breakdown, one of its parts."""
        base = self.describe(node.node)
        entry = node.arg.items[0] if isinstance(node.arg, nodes.Tuple) else node.arg
        key = self.keys.get(entry.name, "") if isinstance(entry, nodes.Name) else ""
        return None if base is None else replace(base, name=f"{base.name}：{key}", figure=True)

    def sum(self, node: nodes.BinExpr) -> Description | None:
        sign, sides = _SIGNS.get(type(node)), (node.left, node.right)
        left, right = (
            Description(str(side.value)) if isinstance(side, nodes.Const) else self.describe(side)
            for side in sides
        )
        if sign is None or left is None or right is None or not (left.figure and right.figure):
            return None
        names = [
            f"（{each.name}）" if isinstance(side, nodes.BinExpr) else each.name
            for each, side in zip((left, right), sides, strict=True)
        ]
        units = {each.unit for each in (left, right) if each.field is not None}
        unit = units.pop() if len(units) == 1 and sign in "+-" else ""
        return Description(sign.join(names), unit, left.field or right.field)

    def filter(self, node: nodes.Filter) -> Description | None:
        base = self.describe(node.node)
        made = None if base is None else _FILTERED.get(find_role(node))
        return None if base is None or made is None else made(self, node, base)

    def pick(self, node: nodes.Filter, base: Description) -> Description:
        asked = "，".join(self.list_conditions(node))
        return replace(base, name=f"{base.name}（{asked}）")

    def exclude(self, node: nodes.Filter, base: Description) -> Description:
        return replace(base, name=f"{base.name}（除{'，'.join(self.list_conditions(node))}）")

    def column(self, node: nodes.Filter, base: Description) -> Description:
        """A field of the records: its values, or what they add up to."""
        name = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else ""
        known = base.field.fields.get(name) if base.field else None
        adding = find_role(node) == "adding"
        unit = known.unit if known and adding else ""
        title = (known.title if known else "") or str(name)
        return Description(f"{base.name}·{title}", unit, known, adding)

    def list_conditions(self, node: nodes.Filter) -> Iterator[str]:
        """The conditions in words; one that is a key with its field, which the key does not say."""
        for arg in node.args:
            yield self.name_wanted(arg)
        for pair in node.kwargs:
            value = pair.value
            wanted = value.items if isinstance(value, (nodes.List, nodes.Tuple)) else [value]
            words = "、".join(map(self.name_wanted, wanted))
            is_key = isinstance(value, nodes.Name) and value.name in self.keys
            yield f"{pair.key}={words}" if self.full or is_key else words

    def name_wanted(self, node: nodes.Expr) -> str:
        if isinstance(node, nodes.Const):
            return str(node.value)
        if isinstance(node, nodes.Name) and node.name in self.keys:
            return self.keys[node.name]
        known = self.describe(node)
        return known.name if known else "…"


def _describe_field(known: Field, name: str) -> Description:
    return Description(name, known.unit, known, known.kind in _NUMBERS)


_DESCRIBED: dict[type[nodes.Node], Callable[[Describer, Any], Description | None]] = {
    nodes.Name: Describer.name,
    nodes.Getattr: Describer.attribute,
    nodes.Getitem: Describer.entry,
    nodes.BinExpr: Describer.sum,
    nodes.Filter: Describer.filter,
}
_Filtered = Callable[[Describer, nodes.Filter, Description], Description]
_FILTERED: dict[str, _Filtered] = {
    "picking": Describer.pick,
    "excluding": Describer.exclude,
    "adding": Describer.column,
    "listing": Describer.column,
    "sharing": lambda _, __, base: replace(base, name=f"{base.name}占比", unit="%", figure=True),
    "measuring": lambda _, __, base: replace(base, unit="", figure=True),
    "percent": lambda _, __, base: replace(base, unit="%"),
    **dict.fromkeys(("counting", "keeping", "parting"), lambda _, __, base: _as_figure(base)),
    **dict.fromkeys(("wording", "comparing"), lambda _, __, base: _as_text(base)),
}
"""What a filter of each role makes of what it is given."""


def _as_figure(base: Description) -> Description:
    return replace(base, figure=True)


def _as_text(base: Description) -> Description:
    return replace(base, unit="", figure=False)
