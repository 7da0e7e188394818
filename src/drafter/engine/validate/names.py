"""Does every name in a template exist: fields of the schema, filters, tests, choices?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from drafter.engine.compile import rewriting
from drafter.engine.jinja_tree import find_nodes
from drafter.engine.language.sandbox import Sandbox
from drafter.engine.validate import lost_sets
from drafter.engine.validate.expressions import ExpressionChecker, Scope, element_of
from drafter.problems import Problem, WordPlace
from drafter.problems.model import Place
from drafter.schema import Field
from drafter.template.tag import AT, Slot
from drafter.vocabulary import EARLIER, PREVIOUS

_IN_LOOPS = {"loop"}
_IN_MACROS = {"caller", "varargs", "kwargs"}


def check_names(
    tree: nodes.Template, environment: Sandbox, root: Field, place: Callable[[int], Place | None],
    figures: Iterable[str] = (),
) -> list[Problem]:  # fmt: skip
    """All names of the part's tree that mean nothing, each once a place.

    figures: names that mean something beside those of the data.
    """
    checker = _NameChecker(environment, root, place)
    checker.visit(tree, _year_scope(root, figures))
    lost, names = lost_sets.find_lost_sets(tree, root.fields, place)
    known = (
        each
        for each in checker.found
        if not (each.code == "D314" and dict(each.values)["name"] in names)
    )
    return list(dict.fromkeys([*lost, *known]))


def check_expression(
    expression: nodes.Expr, environment: Sandbox, root: Field, place: Place,
    figures: Iterable[str] = (),
) -> tuple[Field | None, list[Problem]]:  # fmt: skip
    """The field that an expression alone stands for, if it can be told; and its wrong names."""
    checker = _NameChecker(environment, root, lambda line: place)
    field: Field | None = checker.visit(expression, _year_scope(root, figures))
    return field, list(dict.fromkeys(checker.found))


def check_single_tags(
    slots: list[Slot], environment: Sandbox, root: Field, shown: str, figures: Iterable[str] = ()
) -> list[Problem]:
    """The wrong names in the tags that print and ask, of a template whose tags make no whole.

    Each tag is parsed alone; what the others may define is let pass. shown: the file's name.
    """
    scope: Scope = {**_year_scope(root, figures), **dict.fromkeys(("loop", "caller"))}
    scope |= dict.fromkeys(name for slot in slots for name in slot.tag.defined_names)
    found: list[Problem] = []
    for slot in slots:
        expression = slot.tag.expression
        if slot.prints:
            code = f"{AT}(0, {expression})"
        elif slot.tag.keyword in ("if", "elif"):
            code = f"({expression}) and 0"
        else:
            continue
        found += _check_expression(code, environment, root, slot.locate(shown), dict(scope))
    return found


def _check_expression(
    code: str, environment: Sandbox, root: Field, place: WordPlace, scope: Scope
) -> Iterable[Problem]:
    try:
        tree = environment.parse(f"{{{{ {code} }}}}")
    except (TemplateSyntaxError, RecursionError):
        return ()
    checker = _NameChecker(environment, root, lambda line: place)
    checker.visit(tree, scope)
    return dict.fromkeys(checker.found)


def _year_scope(root: Field, figures: Iterable[str]) -> Scope:
    """Names beside the data's: 上年 has the fields of this year, 历年 is a list of such."""
    year = replace(root, name=PREVIOUS)
    known: Scope = dict.fromkeys(figures)
    known |= {PREVIOUS: year, EARLIER: Field(EARLIER, "list", item=year)}
    return {name: field for name, field in known.items() if name not in root.fields}


class _NameChecker(ExpressionChecker):
    """Visits statements too, and knows which names each of them makes."""

    def visit_For(self, node: nodes.For, scope: Scope) -> None:
        source = self.visit(node.iter, scope)
        if source is not None and source.kind not in ("ledger", "list", "any", "record"):
            self.report("D319", node, name=source.name)
        inner = {**scope, **dict.fromkeys(_IN_LOOPS)}
        self._bind(node.target, element_of(source), inner)
        if node.test is not None:
            self.visit(node.test, inner)
        self._visit_all(node.body, inner)
        self._visit_all(node.else_, scope)

    def visit_Assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._bind(node.target, self.visit(node.node, scope), scope)

    def visit_AssignBlock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._visit_all(node.body, dict(scope))
        self._bind(node.target, None, scope)

    def visit_Macro(self, node: nodes.Macro, scope: Scope) -> None:
        self._report_private(node, node.name)
        scope[node.name] = None
        self._visit_all(node.defaults, scope)
        inner = {**scope, **self._make_argument_scope(node.args), **dict.fromkeys(_IN_MACROS)}
        self._visit_all(node.body, inner)

    def visit_CallBlock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.visit(node.call, scope)
        self._visit_all(node.body, {**scope, **self._make_argument_scope(node.args)})

    def visit_With(self, node: nodes.With, scope: Scope) -> None:
        values = [self.visit(value, scope) for value in node.values]
        inner = dict(scope)
        for target, value in zip(node.targets, values, strict=True):
            self._bind(target, value, inner)
        self._visit_all(node.body, inner)

    def visit_Call(self, node: nodes.Call, scope: Scope) -> Any:
        """A call; of drafter's own, what is computed of each earlier year."""
        called = rewriting.get_called_name(node)
        if called == rewriting.YEAR:
            return replace(self.root, name=PREVIOUS)
        if called in (rewriting.EACH, rewriting.BEFORE):
            return self.visit(node.args[-1], scope)
        return super().visit_Call(node, scope)

    def visit_Include(self, node: nodes.Node, scope: Scope) -> None:
        """Nothing is read from other files: a report is made of one template."""
        self.report("D321", node, what=type(node).__name__.lower())

    visit_Import = visit_FromImport = visit_Extends = visit_Include

    def _visit_all(self, below: Iterable[nodes.Node], scope: Scope) -> None:
        for node in below:
            self.visit(node, scope)

    def _make_argument_scope(self, arguments: list[nodes.Name]) -> Scope:
        for argument in arguments:
            self._report_private(argument, argument.name)
        return {argument.name: None for argument in arguments}

    def _bind(self, target: nodes.Node, value: Field | None, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            self._report_private(target, target.name)
            scope[target.name] = value
        for name in find_nodes(target, nodes.Name):
            self._report_private(name, name.name)
            scope[name.name] = None

    def _report_private(self, node: nodes.Node, name: str) -> None:
        """A template may give no name that begins with _ a meaning: they are drafter's own."""
        if name.startswith("_"):
            self.report("D334", node)
