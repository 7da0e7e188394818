"""The figures of x-figures, read: each one's expression by names of the data alone."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, nodes

from drafter.engine.compile.descriptions import find_grouping, find_role
from drafter.engine.jinja_tree import find_nodes
from drafter.engine.language.sandbox import Sandbox
from drafter.engine.named.filling import split_parts, strip_keeping
from drafter.engine.named.lowering import lower_expression
from drafter.engine.named.model import LoweredFigure, NamedFigures, Shape
from drafter.engine.validate import names
from drafter.problems import Problem, problem
from drafter.schema import Field, NamedFigure, Schema
from drafter.template.tag import Tag


def read_named(schema: Schema, sandbox: Sandbox) -> tuple[NamedFigures, list[Problem]]:
    """What is to be put in for the figures' names; and the figures that mean nothing."""
    reader = _Reader(schema, sandbox)
    for name in schema.figures:
        reader.read(name, ())
    lowered = {name: figure for name, figure in reader.known.items() if figure is not None}
    return NamedFigures(lowered, schema.root), reader.found


def parse_expression(text: str, sandbox: Sandbox) -> nodes.Expr:
    """What stands in a tag, as it is read there. Raises TemplateSyntaxError."""
    code = Tag("{{", "", "", text, "", "}}").code
    body = sandbox.parse(f"{{{{ {code} }}}}").body
    inside = body[0].nodes if len(body) == 1 and isinstance(body[0], nodes.Output) else []
    if len(inside) != 1 or isinstance(inside[0], nodes.TemplateData):
        raise TemplateSyntaxError(text, 1)
    return inside[0]


class _Reader:
    """Reads each figure once, those first that it uses. known: None for one that means nothing."""

    def __init__(self, schema: Schema, sandbox: Sandbox) -> None:
        self.schema = schema
        self.sandbox = sandbox
        self.known: dict[str, LoweredFigure | None] = {}
        self.found: list[Problem] = []

    def read(self, name: str, above: tuple[str, ...]) -> None:
        """above: the figures that are being read because each uses the next."""
        if name in self.known:
            return
        figure = self.schema.figures[name]
        if name in above:
            circle = " → ".join((*above[above.index(name) :], name))
            self.found.append(problem("D563", figure.place, name=name, circle=circle))
            self.known[name] = None
            return
        try:
            expression = parse_expression(figure.expression, self.sandbox)
        except (TemplateSyntaxError, RecursionError):
            values = {"name": name, "expression": figure.expression}
            self.found.append(problem("D564", figure.place, **values))
            self.known[name] = None
            return
        used = [each for each in _list_names(expression) if each in self.schema.figures]
        for each in used:
            self.read(each, (*above, name))
        if name not in self.known:
            is_sound = all(self.known[each] is not None for each in used)
            self.known[name] = self.lower(figure, expression) if is_sound else None

    def lower(self, figure: NamedFigure, expression: nodes.Expr) -> LoweredFigure | None:
        """The figure, if all its names mean something."""
        known = {name: each for name, each in self.known.items() if each is not None}
        named = NamedFigures(known, self.schema.root)
        made, found = lower_expression(expression, named, figure.place)
        made.set_environment(self.sandbox)
        field, wrong = names.check_expression(
            made, self.sandbox, self.schema.root, figure.place, self.schema.figures
        )
        if found or wrong:
            self.found += [*found, *wrong]
            return None
        shape = _find_shape(made, field)
        roots = frozenset(_list_names(made)) & self.schema.root.fields.keys()
        unit = figure.unit or named.find_unit(made)
        return LoweredFigure(figure, made, _print_shape(made, shape, unit), shape, roots)


def _list_names(node: nodes.Node) -> list[str]:
    names = [node] if isinstance(node, nodes.Name) else []
    return [name.name for name in (*names, *find_nodes(node, nodes.Name))]


def _find_shape(expression: nodes.Expr, field: Field | None) -> Shape:
    if find_grouping(expression) is not None:
        return "groups"
    if field is not None and field.kind in ("ledger", "list"):
        return "ledger" if field.kind == "ledger" else "list"
    return "list" if find_role(strip_keeping(expression)) == "listing" else "value"


def _print_shape(expression: nodes.Expr, shape: Shape, unit: str) -> nodes.Expr:
    """What is printed where nothing is said of how."""
    if shape == "ledger":
        return nodes.Filter(expression, "count", [], [], None, None)
    if shape == "list":
        return nodes.Filter(expression, "listing", [], [], None, None)
    if shape == "groups":
        return split_parts(expression, [nodes.Keyword("unit", nodes.Const(unit))])
    return expression
