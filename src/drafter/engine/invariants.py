"""What a schema declares to hold of its data: x-check, such as `立案 + 并案 + 不予立案 == 收到`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from drafter.engine.compile.compiled import get_sandbox
from drafter.engine.language.display import display_text
from drafter.engine.language.faults import STOPPING, is_own_fault
from drafter.engine.language.limits import Meter, use_meter
from drafter.engine.render.recorder import Recorder, run_code
from drafter.engine.validate import names
from drafter.figures import Gap, Origin, Record, Records, origins_of
from drafter.problems import FilePlace, Problem, problem
from drafter.schema import Field, Schema

CHECK = "x-check"
_KEEP = "_keep"
_SIGNS = {"eq": "＝", "ne": "≠", "lt": "＜", "lteq": "≤", "gt": "＞", "gteq": "≥"}


class BrokenRule(NamedTuple):
    """A declared rule that does not hold: the rule, its sides with their values, the records."""

    rule: str
    left: str
    sign: str
    right: str
    origins: tuple[Origin, ...]


def list_declared_rules(schema: Schema) -> Iterator[tuple[str, Field, str]]:
    """Each rule with the ledger or record whose names it uses ("" for the whole data)."""
    yield from (("", schema.root, rule) for rule in _read_rules(schema.raw))
    for name, field in schema.root.fields.items():
        node = (schema.raw.get("properties") or {}).get(name)
        if isinstance(node, Mapping):
            yield from ((name, field, rule) for rule in _read_rules(node))
            items = node.get("items")
            if isinstance(items, Mapping):
                yield from ((name, field, rule) for rule in _read_rules(items))


def _read_rules(node: Mapping[str, Any]) -> list[str]:
    given = node.get(CHECK) or []
    return [str(rule) for rule in (given if isinstance(given, list) else [given])]


def check_rules(schema: Schema) -> list[Problem]:
    """D421: rules that are no comparison, or that use names the schema does not have."""
    found: list[Problem] = []
    for _, field, rule in list_declared_rules(schema):
        place = FilePlace(schema.file)
        try:
            tree = get_sandbox().parse(f"{{{{ {rule} }}}}")
        except TemplateSyntaxError as error:
            found.append(problem("D421", place, rule=rule, reason=str(error)))
            continue
        if not isinstance(_find_expression(tree), nodes.Compare):
            found.append(problem("D421", place, rule=rule, reason="=="))
        holder = Field("", "record", fields=field.fields)
        found += names.check_names(tree, get_sandbox(), holder, partial(_same_place, place))
    return found


def _same_place(place: FilePlace, line: int) -> FilePlace:
    return place


def find_broken_rules(schema: Schema, values: Mapping[str, Any]) -> Iterator[BrokenRule]:
    """The rules that do not hold. One about what the data lack is passed over: that is a gap."""
    for name, _, rule in list_declared_rules(schema):
        held = values.get(name) if name else values
        for record in held if isinstance(held, Records) else [held]:
            if isinstance(record, Mapping):
                yield from _judge_rule(rule, record)


def _judge_rule(rule: str, record: Mapping[str, Any]) -> Iterator[BrokenRule]:
    given = record if isinstance(record, Record) else Record(dict(record), None, ())
    expression = _find_expression(get_sandbox().parse(f"{{{{ {rule} }}}}"))
    if not isinstance(expression, nodes.Compare) or len(expression.ops) != 1:
        return
    sign = expression.ops[0].op
    left, right = (part.strip() for part in rule.split(_WRITTEN[sign], 1))
    try:
        sides = [_evaluate_expression(side, given) for side in (left, right)]
        if any(isinstance(side, Gap) for side in sides) or _evaluate_expression(rule, given):
            return
        shown = [
            f"{text}（{display_text(side)}）"
            for text, side in zip((left, right), sides, strict=True)
        ]
    except STOPPING as error:
        if is_own_fault(error):
            raise
        return  # what the rule asks for cannot be computed of this record
    origins = origins_of(sides) or origins_of(given)
    yield BrokenRule(rule, shown[0], _SIGNS[sign], shown[1], origins)


_WRITTEN = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}


def _find_expression(tree: nodes.Template) -> nodes.Node | None:
    """The one expression of a tag."""
    output = next(iter(tree.body), None)
    held = output.nodes if isinstance(output, nodes.Output) else []
    return held[0] if len(held) == 1 else None


def _evaluate_expression(expression: str, record: Record) -> Any:
    """What the expression makes of the record, within the limits of a template."""
    kept: list[Any] = []

    def keep(value: Any) -> str:
        kept.append(value)
        return ""

    code = get_sandbox().from_string(f"{{{{ {_KEEP}({expression}) }}}}")
    recorder = Recorder({}, Meter())
    with use_meter(recorder.meter):
        run_code(code, Record({**record, _KEEP: keep}, record.origin, record.path), recorder)
    return kept[0]
