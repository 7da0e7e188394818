"""What expressions of a template stand for in the schema, and what cannot be right in them.

Names that do not exist, filters with a wrong call, words whose quotes were forgotten.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeVisitor

from drafter.engine.language import comparing
from drafter.engine.language.filters import ENGLISH, EXAMPLES, LEDGER_FILTERS
from drafter.engine.language.sandbox import INSTEAD, OF_DATES, OF_MAPPINGS, OF_TEXTS, Sandbox
from drafter.problems import Problem, find_nearest_word, join_words, phrase, problem
from drafter.problems.model import Place, Value
from drafter.schema import Field
from drafter.template.clauses.vanishing import HEADED, OPTIONAL, SETTLE
from drafter.template.tag import AT, THERE

Scope = dict[str, Field | None]
"""The names known at a point of the template, with their fields where these can be told."""

_GLOBALS = {"range", "dict", "cycler", "joiner", "namespace"}
_KEEPING_FILTERS = frozenset(
    "where without ordered sort list reverse unique selectattr rejectattr default d select "
    "reject".split()
)
"""What they give has the fields of what they get."""
_CONDITIONS = frozenset(("where", "without"))
"""Their arguments are conditions: names of fields, and values of fields."""
_PICKING_FILTERS = frozenset("first last random min max".split())
"""They give one of what they get."""
_WORD_FILTERS = LEDGER_FILTERS | {"listing", "titles", "quoted", "default"}
"""Filters whose arguments are mostly words in quotes (English names)."""

_OF_CLAUSES = frozenset((THERE, OPTIONAL, HEADED, SETTLE))
_SINGLE_KINDS = frozenset("text integer number figure boolean date image document".split())
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "text": OF_TEXTS,
    "date": OF_DATES,
    "integer": frozenset(),
    "number": frozenset(),
    "figure": frozenset(),
    "boolean": frozenset(),
}
"""What can be reached of a single value, by its kind."""
_KINDS_COMPARED = {"integer": "number"}
_ASKING_EQUAL = frozenset("eq ne in notin".split())
_NO_TEXT = {kind: phrase(f"kind.{kind}") for kind in ("ledger", "list", "record")}
"""Kinds of fields that have no text of their own to print."""


def element_of(source: Field | None) -> Field | None:
    """What one turn of a loop over the source gets."""
    if source is None or source.kind not in ("ledger", "list"):
        return None
    return replace(source, kind="record") if source.kind == "ledger" else source.item


class ExpressionChecker(NodeVisitor):
    """Visits expressions; each visit gives the schema's field that one stands for, if it can tell.

    place: where a line of the tree stands in the Word file. found: what is wrong.
    """

    def __init__(
        self, environment: Sandbox, root: Field, place: Callable[[int], Place | None]
    ) -> None:
        self.environment = environment
        self.root = root
        self.place = place
        self.found: list[Problem] = []

    def report(self, code: str, node: nodes.Node, **values: Value) -> None:
        self.found.append(problem(code, self.place(node.lineno), **values))

    def visit_Name(self, node: nodes.Name, scope: Scope) -> Field | None:
        if node.name in scope:
            return scope[node.name]
        if node.name in self.root.fields:
            return self.root.fields[node.name]
        if node.name not in _GLOBALS:
            known = [*self.root.fields, *scope]
            hint = find_nearest_word(node.name, known) or join_words(known)
            self.report("D314", node, name=node.name, hint=hint)
        return None

    def visit_Getattr(self, node: nodes.Getattr, scope: Scope) -> Field | None:
        return self._resolve_attribute(node, node.attr, self.visit(node.node, scope))

    def visit_Getitem(self, node: nodes.Getitem, scope: Scope) -> Field | None:
        base = self.visit(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._resolve_attribute(node, node.arg.value, base)
        self.visit(node.arg, scope)
        return element_of(base)

    def visit_Call(self, node: nodes.Call, scope: Scope) -> None:
        called = node.node
        if isinstance(called, nodes.Name) and called.name in _OF_CLAUSES:
            return  # a clause's figures are told where they are printed
        if isinstance(called, nodes.Getattr) and called.attr in INSTEAD:
            holder = self.visit(called.node, scope)
            if holder is None or called.attr not in holder.fields:
                hint = phrase(f"instead.{INSTEAD[called.attr]}")
                self.report("D383", node, method=called.attr, hint=hint)
            return
        if not (isinstance(called, nodes.Name) and called.name == AT):
            self.generic_visit(node, scope)
            return
        printed = [self.visit(argument, scope) for argument in node.args][-1]
        if printed is not None and printed.kind in _NO_TEXT:
            self.report("D333", node, what=_NO_TEXT[printed.kind])

    def visit_Compare(self, node: nodes.Compare, scope: Scope) -> None:
        left = node.expr
        for operand in node.ops:
            right = operand.expr
            if operand.op not in ("in", "notin"):
                self._check_side(left, right, operand.op, scope)
                self._check_side(right, left, operand.op, scope)
            elif isinstance(right, (nodes.List, nodes.Tuple)):
                self._check_side(left, right, operand.op, scope)
            left = right
        self.generic_visit(node, scope)

    def _check_side(self, side: nodes.Node, other: nodes.Node, op: str, scope: Scope) -> None:
        """Is a field compared with what it can never be? Fields by their names alone: what a filter
        or `set` makes of one may be anything."""
        field = self._resolve_alone(side, scope)
        for value in _list_constants(other) if field is not None else ():
            assert field is not None
            own, kind = _KINDS_COMPARED.get(field.kind, field.kind), comparing.name_kind(value)
            key = comparing.find_mismatch(own, kind) if own != kind and value != "" else ""
            if key and (op in _ASKING_EQUAL or own == "date"):
                self.report("D364", side, reason=phrase(key))
            elif op in _ASKING_EQUAL and kind == own == "text" and _is_odd(value, field.choices):
                choices = join_words(field.choices)
                self.report("D330", side, field=field.name, value=value, choices=choices)

    def _resolve_alone(self, node: nodes.Node, scope: Scope) -> Field | None:
        """The field of the schema that a name stands for, whatever `set` has made of others."""
        if isinstance(node, nodes.Name):
            return None if node.name in scope else self.root.fields.get(node.name)
        if not isinstance(node, nodes.Getattr):
            return None
        checker = type(self)(self.environment, self.root, self.place)
        field: Field | None = checker.visit(node, scope)
        return field

    def visit_CondExpr(self, node: nodes.CondExpr, scope: Scope) -> Field | None:
        self.visit(node.test, scope)
        if node.expr2 is not None:
            self.visit(node.expr2, scope)
        field: Field | None = self.visit(node.expr1, scope)
        return field

    def visit_Filter(self, node: nodes.Filter, scope: Scope) -> Field | None:
        base = None if node.node is None else self.visit(node.node, scope)
        ledger = base if base is not None and base.kind == "ledger" else None
        reported = self._check_arguments(node, base, ledger, scope)
        for argument in _list_arguments(node):
            if argument not in reported:
                self.visit(argument, scope)
        if node.name not in self.environment.filters:
            hint = find_nearest_word(node.name, self.environment.filters)
            self.report("D316", node, name=node.name, hint=hint or "数量、约数、列举")
            return None
        self._check_signature(node)
        name = ENGLISH.get(node.name, node.name)
        if ledger is not None:
            self._check_attributes(node, ledger)
        if ledger is not None and name in LEDGER_FILTERS:
            self._check_field_arguments(node, name, ledger)
        if name in _PICKING_FILTERS:
            return element_of(base)
        return base if name in _KEEPING_FILTERS else None

    def visit_Test(self, node: nodes.Test, scope: Scope) -> None:
        self.visit(node.node, scope)
        for argument in _list_arguments(node):
            self.visit(argument, scope)
        if node.name not in self.environment.tests:
            hint = find_nearest_word(node.name, self.environment.tests)
            self.report("D331", node, name=node.name, hint=hint or "defined")

    def _resolve_attribute(self, node: nodes.Node, key: str, base: Field | None) -> Field | None:
        if key.startswith("_") and (base is None or key not in base.fields):
            self.report("D334", node)
            return None
        if base is None or base.kind == "any":
            return None
        if base.kind in ("ledger", "list"):
            self.report("D317", node, name=base.name, field=key)
            return None
        if key in base.fields:
            return base.fields[key]
        if base.kind in _ATTRIBUTES:
            if key not in _ATTRIBUTES[base.kind]:
                self.report("D315", node, name=base.name, field=key, hint=base.name)
        elif base.fields and key not in OF_MAPPINGS:
            self._report_unknown_field(node, base, key)
        return None

    def _report_unknown_field(self, node: nodes.Node, holder: Field, key: str) -> None:
        hint = find_nearest_word(key, holder.fields) or join_words(holder.fields)
        self.report("D315", node, name=holder.name, field=key, hint=hint)

    def _check_signature(self, node: nodes.Filter) -> None:
        """Does the filter take so many arguments, and of these names? Only drafter's own."""
        if node.name not in EXAMPLES or node.dyn_args is not None or node.dyn_kwargs is not None:
            return
        function = self.environment.filters[node.name]
        ahead = 2 if hasattr(function, "jinja_pass_arg") else 1
        try:
            named: dict[str, None] = dict.fromkeys(str(pair.key) for pair in node.kwargs)
            inspect.signature(function).bind(*range(ahead + len(node.args)), **named)
        except TypeError:
            reason = phrase("failing.brackets", name=node.name, sample=EXAMPLES[node.name])
            self.report("D332", node, reason=reason)

    def _check_field_arguments(self, node: nodes.Filter, name: str, ledger: Field) -> None:
        """A ledger filter's arguments: fields that exist, values that the schema allows."""
        for argument in node.args if name in _CONDITIONS else node.args[:1]:
            if isinstance(argument, nodes.Const):
                self._find_field(node, ledger, argument.value)
        for pair in node.kwargs if name in _CONDITIONS else ():
            field = self._find_field(node, ledger, pair.key)
            for value in _list_constants(pair.value) if field and field.choices else ():
                if field and value not in field.choices:
                    choices = join_words(field.choices)
                    self.report("D330", node, field=field.name, value=str(value), choices=choices)

    def _check_attributes(self, node: nodes.Filter, ledger: Field) -> None:
        """The fields that Jinja's own filters take from a ledger: map(attribute="日期")."""
        asked = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if node.name in ("selectattr", "rejectattr", "groupby"):
            asked += node.args[:1]
        for argument in asked:
            if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
                for name in argument.value.split(","):
                    self._find_field(node, ledger, name.split(".")[0])

    def _find_field(self, node: nodes.Node, ledger: Field, key: Any) -> Field | None:
        if key not in ledger.fields:
            self._report_unknown_field(node, ledger, str(key))
        return ledger.fields.get(key)

    def _check_arguments(
        self, node: nodes.Filter, base: Field | None, ledger: Field | None, scope: Scope
    ) -> list[nodes.Node]:
        """Report wrong arguments; those that need no other look are returned."""
        name = ENGLISH.get(node.name, node.name)
        self._check_kinds(node, name, base)
        reported: list[nodes.Node] = []
        for given in _list_arguments(node):
            if name in _CONDITIONS and isinstance(given, nodes.Compare) and given.ops[0].op == "eq":
                field = given.expr.name if isinstance(given.expr, nodes.Name) else "…"
                self.report("D351", given, field=field)
                reported.append(given)
            names_field = name in LEDGER_FILTERS and given in node.args[:1]
            if isinstance(given, nodes.Name) and (
                self._is_unquoted_word(name, given, ledger, scope)
                or (names_field and ledger and given.name in {*ledger.fields} - {*scope})
            ):
                self.report("D350", given, name=given.name)
                reported.append(given)
        return reported

    def _is_unquoted_word(
        self, name: str, given: nodes.Name, ledger: Field | None, scope: Scope
    ) -> bool:
        """Whether the name means nothing but would be a word if it stood in quotes."""
        if given.name in scope or given.name in self.root.fields or given.name in _GLOBALS:
            return False
        return name in _WORD_FILTERS or (ledger is not None and given.name in _ledger_words(ledger))

    def _check_kinds(self, node: nodes.Filter, name: str, base: Field | None) -> None:
        """Is a ledger counted, and are numbers summed?"""
        if base is None or name not in LEDGER_FILTERS | {"count"}:
            return
        if base.kind in _SINGLE_KINDS:
            reason = phrase("failing.ledger")
            self.report("D352", node, name=base.name, filter=node.name, reason=reason)
        elif name == "total" and node.args and isinstance(node.args[0], nodes.Const):
            field = base.fields.get(node.args[0].value)
            if field is not None and field.kind not in ("integer", "number", "figure", "any"):
                reason = phrase("failing.number")
                self.report("D352", node, name=field.name, filter=node.name, reason=reason)


def _list_arguments(node: nodes.Filter | nodes.Test) -> list[nodes.Expr]:
    return [*node.args, *(pair.value for pair in node.kwargs)]


def _list_constants(node: nodes.Node) -> list[Any]:
    items = node.items if isinstance(node, (nodes.List, nodes.Tuple)) else [node]
    return [item.value for item in items if isinstance(item, nodes.Const)]


def _is_odd(value: str, choices: Collection[str]) -> bool:
    """Whether the text is none of the choices; an empty one asks whether there is any."""
    return bool(choices and value) and value not in choices


def _ledger_words(ledger: Field) -> set[str]:
    """The names of a ledger's fields and the values that they may have."""
    choices = (choice for field in ledger.fields.values() for choice in field.choices)
    return {*ledger.fields, *choices}
