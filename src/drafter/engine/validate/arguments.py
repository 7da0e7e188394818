"""What is given to a filter: quotes that were forgotten, == for =, values of the wrong kind."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes

from drafter.engine.language.filters import ENGLISH, LEDGER_FILTERS
from drafter.engine.validate.walk import NameCheck, Scope, report_problem
from drafter.problems import phrase
from drafter.schema import Field

GLOBALS = {"range", "dict", "cycler", "joiner", "namespace"}
_TAKES_WORDS = LEDGER_FILTERS | {"listing", "titles", "quoted", "default"}
"""Filters whose arguments are mostly words in quotes (English names)."""

_SINGLE = {"text", "integer", "number", "boolean", "date", "image", "document"}


def check_filter_call(
    walk: NameCheck, node: Any, base: Field | None, scope: Scope
) -> list[nodes.Node]:
    """Report what is wrong with the arguments; those that need no other look are returned."""
    name = ENGLISH.get(node.name, node.name)
    _check_kinds(walk, node, name, base)
    given = [*node.args, *(pair.value for pair in node.kwargs)]
    told = [below for below in given if _report_equation(walk, name, below)]
    for below in given:
        ledger = base if base is not None and base.kind == "ledger" else None
        names_field = name in LEDGER_FILTERS and below in node.args[:1]
        if isinstance(below, nodes.Name) and (
            _is_unquoted_word(walk, name, below, ledger, scope)
            or (names_field and ledger and below.name in {*ledger.fields} - {*scope})
        ):
            report_problem(walk, "D350", below, name=below.name)
            told.append(below)
    return told


def _report_equation(walk: NameCheck, name: str, given: nodes.Node) -> bool:
    """Whether 筛选 (where) is given a comparison; it is reported."""
    if name != "where" or not isinstance(given, nodes.Compare) or given.ops[0].op != "eq":
        return False
    field = given.expr.name if isinstance(given.expr, nodes.Name) else "…"
    report_problem(walk, "D351", given, field=field)
    return True


def _is_unquoted_word(
    walk: NameCheck, name: str, given: nodes.Name, ledger: Field | None, scope: Scope
) -> bool:
    """Whether the name means nothing but would be a word if it stood in quotes."""
    if given.name in scope or given.name in walk.root.fields or given.name in GLOBALS:
        return False
    return name in _TAKES_WORDS or (ledger is not None and given.name in _ledger_words(ledger))


def _ledger_words(ledger: Field) -> set[str]:
    """The names of a ledger's fields and the values that they may have."""
    choices = (choice for field in ledger.fields.values() for choice in field.choices)
    return {*ledger.fields, *choices}


def _check_kinds(walk: NameCheck, node: nodes.Filter, name: str, base: Field | None) -> None:
    """Is a ledger counted, and are numbers summed?"""
    if base is None or name not in LEDGER_FILTERS | {"count"}:
        return
    if base.kind in _SINGLE:
        reason = phrase("failing.ledger")
        report_problem(walk, "D352", node, name=base.name, filter=node.name, reason=reason)
    elif name == "total" and node.args and isinstance(node.args[0], nodes.Const):
        field = base.fields.get(node.args[0].value)
        if field is not None and field.kind not in ("integer", "number", "any"):
            reason = phrase("failing.number")
            report_problem(walk, "D352", node, name=field.name, filter=node.name, reason=reason)
