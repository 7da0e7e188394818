"""What the printing tags of a template compute: each one's ledger and unit, and its definition.

A figure's definition is its expression in names of the data alone: what `{% set %}` and
`{% with %}` name is put in, and a loop over groups or a list becomes a key that is filled in later.
What cannot be told for sure (arguments of macros, records of a loop, the years before) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from jinja2 import nodes

from drafter.engine.compile import descriptions
from drafter.engine.compile.descriptions import find_role, normalize, rebuild, substitute
from drafter.engine.jinja_tree import find_nodes
from drafter.engine.language.display import TagFacts
from drafter.frozen import dataclass
from drafter.schema import Field, NamedFigure
from drafter.template.tag import AT
from drafter.vocabulary import DATE_KEY, EARLIER, PREVIOUS, TEMPLATE_KEY, YEAR_KEY

_NOT_COMPARED = frozenset({PREVIOUS, EARLIER, TEMPLATE_KEY, YEAR_KEY, DATE_KEY})
"""Names of other years, and of the report itself: what is computed of them is no figure of the
year's work."""
_GLOBALS = frozenset({"range", "dict"})


@dataclass(frozen=True)
class Definition:
    """A figure of the template.

    slot: the tag that prints it. expression: what is computed, by names of the data and of keys.
    identity: the same with only the keys of loops left as names; two figures are the same when
    theirs are. unit: of a breakdown's parts, where the tag gives one.
    """

    slot: int
    expression: nodes.Expr
    identity: nodes.Expr
    unit: str = ""


@dataclass(frozen=True)
class KeyLoop:
    """Figures of which there is one for each key: a group's name, an entry of a list.

    names: what the loop names; the first is the key. statement: the loop, which prints them.
    complete: it names all groups of a ledger, so that a year without a key has 0 there.
    """

    names: tuple[str, ...]
    statement: nodes.For
    complete: bool
    body: list[Definition | KeyLoop] = field(default_factory=list)


class _Untold(Exception):
    """What the expression stands for cannot be told for sure."""


@dataclass(frozen=True)
class _Meaning:
    """What a name of the template stands for, if that is sure, and the ledger it is of.

    pair: it is a group: its key and its records.
    """

    expression: nodes.Expr | None = None
    ledger: tuple[str, ...] = ()
    pair: tuple[_Meaning, ...] = ()


_Scope = dict[str, _Meaning]
_UNTOLD = _Meaning()
_OF_PAIR: dict[object, int] = {"grouper": 0, "list": 1, 0: 0, 1: 1}


def find_definitions(
    trees: Iterable[nodes.Template], root: Field, named: Mapping[str, NamedFigure]
) -> tuple[list[Definition | KeyLoop], dict[int, TagFacts]]:
    """The figures in order of the file, and the facts of each printing tag by its number.

    named: the figures that have names, by the repr of what they are.
    """
    finder = _Finder(root, named)
    for tree in trees:
        finder.follow(tree.body, {})
    return finder.bodies[0], finder.facts


class _Finder:
    """Follows the statements with what their names stand for.

    bodies: the figures outside of loops, and those of each open loop. depths: how deep the loop is
    that gives a name its value. meanings: what a name of a loop stands for, by the loop's key.
    """

    def __init__(self, root: Field, named: Mapping[str, NamedFigure]) -> None:
        self.root = root
        self.describer = descriptions.Describer(root, named=named)
        self.facts: dict[int, TagFacts] = {}
        self.bodies: list[list[Definition | KeyLoop]] = [[]]
        self.depths: dict[str, int] = {}
        self.meanings: dict[str, nodes.Expr] = {}

    def follow(self, statements: Iterable[Any], scope: _Scope) -> None:
        for node in statements:
            if isinstance(node, nodes.Output):
                for call in node.nodes:
                    self.follow_printed(call, scope)
            elif isinstance(node, nodes.For):
                self.follow_loop(node, scope)
            elif isinstance(node, nodes.Assign):
                self.bind(node.target, node.node, scope, scope)
            elif isinstance(node, nodes.With):
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self.bind(target, value, scope, inner)
                self.follow(node.body, inner)
            else:
                self.follow_block(node, scope)

    def follow_block(self, node: nodes.Node, scope: _Scope) -> None:
        """A block that may be left out: what it names cannot be told behind it."""
        bodies = [getattr(node, "body", [])]
        if isinstance(node, nodes.If):
            bodies += [*(other.body for other in node.elif_), node.else_]
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            bodies = []  # its arguments are known only where it is called
        changed = {getattr(getattr(node, "target", node), "name", "")}
        for body in bodies:
            inner = dict(scope)
            self.follow(body, inner)
            changed |= {name for name, meaning in inner.items() if scope.get(name) is not meaning}
        scope |= dict.fromkeys(changed, _UNTOLD)

    def bind(self, target: nodes.Node, value: nodes.Node, scope: _Scope, inner: _Scope) -> None:
        """Note in the inner scope what a target gets: a value in terms of the outer one."""
        inner |= dict.fromkeys(_list_assigned(target), _UNTOLD)
        if isinstance(target, nodes.Name):
            ledger = self.find_ledger(value, scope)
            try:
                inner[target.name] = _Meaning(self.resolve(value, scope), ledger)
            except _Untold:
                inner[target.name] = _Meaning(None, ledger)

    def follow_loop(self, node: nodes.For, scope: _Scope) -> None:
        ledger = self.find_ledger(node.iter, scope)
        unknown = dict.fromkeys(_list_assigned(node.target), _Meaning(None, ledger))
        inner = {**scope, **unknown, "loop": _UNTOLD}
        try:
            loop = self.make_loop(node, scope, inner, ledger)
        except _Untold:
            self.follow(node.body, inner)
        else:
            self.open_loop(loop)
            self.follow(node.body, inner)
            self.close_loop(loop)
        self.follow(node.else_, dict(scope))

    def make_loop(
        self, node: nodes.For, scope: _Scope, inner: _Scope, ledger: tuple[str, ...]
    ) -> KeyLoop:
        """The loop as one over keys; the inner scope then has its names. Raises _Untold."""
        targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        asked = [target.name for target in targets if isinstance(target, nodes.Name)]
        if node.recursive or len(asked) < len(targets):
            raise _Untold
        source = normalize(self.resolve(node.iter, scope))
        grouping = descriptions.find_grouping(source) is not None
        paired = grouping and len(asked) == 1
        names = self.name_keys(2 if paired else len(asked), source)
        bound = [_Meaning(nodes.Name(name, "load"), ledger) for name in names]
        inner |= (
            {asked[0]: _Meaning(None, ledger, tuple(bound))}
            if paired
            else dict(zip(asked, bound, strict=True))
        )
        test = None if node.test is None else self.resolve(node.test, inner)
        return KeyLoop(names, _make_statement(names, source, test), grouping and test is None)

    def name_keys(self, number: int, source: nodes.Expr) -> tuple[str, ...]:
        """New names for what a loop over the source gives; no template's own begins so."""
        names = tuple(f"_k{len(self.depths)}_{n}" for n in range(number))
        key, meant = nodes.Name(names[0], "load"), substitute(source, self.meanings)
        for n, name in enumerate(names[1:], 1):
            self.meanings[name] = descriptions.describe_group_part(meant, key, n)
        self.depths |= dict.fromkeys(names, len(self.bodies))
        return names

    def open_loop(self, loop: KeyLoop) -> None:
        self.bodies.append(loop.body)

    def close_loop(self, loop: KeyLoop) -> None:
        self.bodies.pop()
        if loop.body:
            self.bodies[self.find_depth(loop.statement)].append(loop)

    def find_depth(self, node: nodes.Node) -> int:
        """How deep the innermost loop is that the expression needs."""
        names = [node] if isinstance(node, nodes.Name) else list(find_nodes(node, nodes.Name))
        own = {name.name for name in names if name.ctx == "store"}
        return max((self.depths.get(n.name, 0) for n in names if n.name not in own), default=0)

    def follow_printed(self, call: nodes.Expr, scope: _Scope) -> None:
        """A printed value: its tag's facts, and its figure if it may be one."""
        if not (isinstance(call, nodes.Call) and getattr(call.node, "name", "") == AT):
            return
        slot, *printed = call.args
        if len(printed) != 1 or not isinstance(slot, nodes.Const):
            return
        ledger = self.find_ledger(printed[0], scope)
        self.facts[slot.value] = TagFacts("", ledger)
        try:
            expression = normalize(self.resolve(printed[0], scope))
        except _Untold:
            return
        depth = self.find_depth(expression)
        identity = normalize(substitute(expression, self.meanings)) if depth else expression
        known = self.describer.describe(identity)
        self.facts[slot.value] = TagFacts(known.unit if known else "", ledger)
        if find_role(expression) == "parting":
            self.add_parts(slot.value, expression, identity)
        elif ledger and (known is None or known.figure) and not self.is_key(identity):
            found = Definition(slot.value, expression, identity)
            self.bodies[depth].append(found)

    def is_key(self, identity: nodes.Expr) -> bool:
        """Whether a loop's own entry is printed: it tells figures apart and is none itself."""
        return isinstance(identity, nodes.Name) and identity.name in self.depths

    def add_parts(self, slot: int, expression: nodes.Expr, identity: nodes.Expr) -> None:
        """A value that lists the parts of a ledger: a figure a part."""
        assert isinstance(expression, nodes.Filter)
        named = {pair.key: pair.value for pair in expression.kwargs}
        given = dict(zip(("field", "unit"), expression.args, strict=False)) | named
        fields = [given["field"]] if "field" in given else []
        source = nodes.Filter(expression.node, "groups", fields, [], None, None)
        unit = getattr(given.get("unit"), "value", "")
        names = self.name_keys(2, source)
        key, number = (nodes.Name(name, "load") for name in names)
        loop = KeyLoop(names, _make_statement(names, source, None), complete=False)
        part = nodes.Getitem(identity, key, "load")
        loop.body.append(Definition(slot, number, part, str(unit)))
        self.bodies[self.find_depth(loop.statement)].append(loop)

    def resolve(self, node: nodes.Node, scope: _Scope) -> nodes.Expr:
        """The expression by names of the data and of keys. Raises _Untold."""

        def find_meaning(each: nodes.Node) -> nodes.Node | None:
            if isinstance(each, nodes.Name):
                return self.resolve_name(each.name, scope)
            if not isinstance(each, (nodes.Getattr, nodes.Getitem)):
                return None
            named = each.attr if isinstance(each, nodes.Getattr) else each.arg
            place = _OF_PAIR.get(getattr(named, "value", named))
            holder = scope.get(getattr(each.node, "name", ""), _UNTOLD).pair
            return holder[place].expression if holder and place is not None else None

        made = rebuild(node, find_meaning)
        assert isinstance(made, nodes.Expr)
        return made

    def resolve_name(self, name: str, scope: _Scope) -> nodes.Expr:
        if name in scope:
            if (meaning := scope[name].expression) is None:
                raise _Untold
            return meaning
        if name in _NOT_COMPARED or name not in {*self.root.fields, *_GLOBALS}:
            raise _Untold
        return nodes.Name(name, "load")

    def find_ledger(self, node: nodes.Node, scope: _Scope) -> tuple[str, ...]:
        """The path of the ledger, or of the value, that the expression begins with."""
        if isinstance(node, nodes.Getattr):
            path = self.find_ledger(node.node, scope)
            return (*path, node.attr) if path else ()
        if isinstance(node, nodes.Name) and node.name not in scope:
            return (node.name,) if node.name in self.root.fields else ()
        if isinstance(node, nodes.Name):
            return scope[node.name].ledger
        below = (self.find_ledger(each, scope) for each in node.iter_child_nodes())
        return next(filter(None, below), ())


def _make_statement(
    names: tuple[str, ...], source: nodes.Expr, test: nodes.Expr | None
) -> nodes.For:
    """A loop over the source that prints each entry."""
    stored, loaded = ([nodes.Name(name, ctx) for name in names] for ctx in ("store", "load"))
    if len(names) == 1:
        return nodes.For(stored[0], source, [nodes.Output([loaded[0]])], [], test, False)
    printed = nodes.Output([nodes.Tuple(loaded, "load")])
    return nodes.For(nodes.Tuple(stored, "store"), source, [printed], [], test, False)


def _list_assigned(target: nodes.Node) -> set[str]:
    """The names that a target gives a value."""
    names = [target] if isinstance(target, nodes.Name) else find_nodes(target, nodes.Name)
    return {name.name for name in names}
