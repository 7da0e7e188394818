"""What must hold between the figures of a template (x-checks): compiled once, judged each time."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from drafter.engine.compile import rewriting
from drafter.engine.compile.compiled import CompiledCheck, CompiledPart, get_sandbox
from drafter.engine.named.lowering import lower_expression
from drafter.engine.named.model import NamedFigures
from drafter.engine.named.reading import parse_expression
from drafter.engine.validate import names
from drafter.problems import Problem, problem
from drafter.schema import NamedCheck, Schema

_STRINGS = re.compile(r"""("[^"]*"|'[^']*'|“[^”]*”)""")
_TYPED = str.maketrans("＝＜＞＋－×÷（）", "=<>+-*/()")
_EQUAL = re.compile(r"(?<![=!<>])=(?!=)")
_SIGN = re.compile(r"==|!=|<=|>=|<|>")
_SHOWN = {"==": "＝", "!=": "≠", "<": "＜", "<=": "≤", ">": "＞", ">=": "≥"}


def compile_checks(
    schema: Schema, known: NamedFigures
) -> tuple[tuple[CompiledCheck, ...], list[Problem]]:
    """The checks, each as code that gives its two sides and whether it holds."""
    made: list[CompiledCheck] = []
    found: list[Problem] = []
    for each in schema.checks:
        compared, wrong = _read_check(each, schema, known)
        found += wrong
        if compared is not None:
            made.append(_compile_check(each, compared))
    return tuple(made), found


def _read_check(
    check: NamedCheck, schema: Schema, known: NamedFigures
) -> tuple[nodes.Compare | None, list[Problem]]:
    sandbox = get_sandbox()
    try:
        given = parse_expression(_spell_out(check.rule), sandbox)
    except (TemplateSyntaxError, RecursionError):
        return None, [problem("D421", check.place, rule=check.rule, reason="=")]
    if not isinstance(given, nodes.Compare) or len(given.ops) != 1:
        return None, [problem("D421", check.place, rule=check.rule, reason="=")]
    compared, found = lower_expression(given, known, check.place)
    assert isinstance(compared, nodes.Compare)
    compared.expr, wrong = _count_side(compared.expr, check, schema)
    compared.ops[0].expr, more = _count_side(compared.ops[0].expr, check, schema)
    compared.set_environment(sandbox)
    unfit = [*found, *wrong, *more]
    return (None if unfit else compared), unfit


def _count_side(
    side: nodes.Expr, check: NamedCheck, schema: Schema
) -> tuple[nodes.Expr, list[Problem]]:
    """The side of a check, a ledger as the number of its records; and its wrong names."""
    field, found = names.check_expression(
        side, get_sandbox(), schema.root, check.place, schema.figures
    )
    if field is not None and field.kind == "ledger":
        return nodes.Filter(side, "count", [], [], None, None), found
    return side, found


def _spell_out(rule: str) -> str:
    """The rule as the template language writes it: one = and the signs of Chinese type too."""
    pieces = _STRINGS.split(rule)
    depth = 0
    for number in range(0, len(pieces), 2):
        plain = pieces[number].translate(_TYPED).replace("≠", "!=")
        plain = plain.replace("≤", "<=").replace("≥", ">=")
        pieces[number] = ""
        for piece in re.split(r"([()])", plain):
            depth += {"(": 1, ")": -1}.get(piece, 0)
            pieces[number] += piece if depth else _EQUAL.sub("==", piece)
    return "".join(pieces)


def _compile_check(check: NamedCheck, compared: nodes.Compare) -> CompiledCheck:
    sides: list[Any] = [compared.expr, compared.ops[0].expr]
    tree = nodes.Template([nodes.Output([*sides, compared])], lineno=1)
    tree.set_environment(get_sandbox())
    rewriting.meter_tree(tree, rewriting.NO_PAGE)
    code: Any = get_sandbox().compile(tree, "x-checks", "x-checks")
    left, sign, right = _split_at_sign(_spell_out(check.rule))
    return CompiledCheck(check, left, _SHOWN[sign], right, CompiledPart("x-checks", code))


def _split_at_sign(rule: str) -> tuple[str, str, str]:
    """The two sides and the sign between them, as they are typed."""
    blank = _STRINGS.sub(lambda each: "\0" * len(each[0]), rule)
    match = _SIGN.search(blank)
    assert match is not None
    return rule[: match.start()].strip(), match[0], rule[match.end() :].strip()
