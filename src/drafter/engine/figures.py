"""The figures of a template, computed for several years of data: the same definition for each."""

from __future__ import annotations

import datetime
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.environment import Template as JinjaTemplate

from drafter.engine.compile import rewriting
from drafter.engine.compile.compiled import CompiledTemplate, get_sandbox
from drafter.engine.compile.definitions import Definition, KeyLoop
from drafter.engine.compile.descriptions import Describer, normalize, substitute
from drafter.engine.jinja_tree import copy_node
from drafter.engine.language import limits
from drafter.engine.language.display import DerivedText, display_text
from drafter.engine.language.faults import STOPPING
from drafter.engine.render import renderer
from drafter.engine.render.recorder import Recorder, run_code
from drafter.engine.validate import names
from drafter.figures import Figure, Gap, Record, Records
from drafter.ledger.model import Ledger
from drafter.problems import Problem, problem
from drafter.schema import Field

_WANTED = "_wanted"
"""The name of the number of what is to be computed."""
_KEYS = (str, int, Decimal, Figure, datetime.date)
"""What tells one turn of a loop from another, and is the same thing in another year."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_Item = Definition | KeyLoop


class FigureNames(NamedTuple):
    """What a figure is called: as short as can be, with all fields named, and with its code.

    plain: what it is in words of the data, without the names that the template has for figures.
    """

    short: str
    full: str
    exact: str
    plain: str = ""


class ComputedFigure(NamedTuple):
    """A figure in each year; None where that year's data lack its ledger or field.

    slot: the tag that prints it. identity: what is computed, with the keys of its loops; equal for
    equal figures. rate: its values are percentages.
    """

    slot: int
    identity: str
    names: FigureNames
    unit: str
    rate: bool
    values: tuple[Decimal | None, ...]


def compute_figures(
    compiled: CompiledTemplate, years: Sequence[tuple[Field, Ledger]]
) -> tuple[list[ComputedFigure], list[Problem]]:
    """The template's figures in its order, each once, and what could not be computed.

    years: the data of each, with the schema's root that they were read by. An error among the
    problems: the template asks for more than any report needs, and no figure is to be trusted.
    """
    every, problems = compute_all_figures(compiled, years)
    found: dict[str, ComputedFigure] = {}
    for figure in every:
        found.setdefault(figure.identity, figure)
    return list(found.values()), problems


def compute_all_figures(
    compiled: CompiledTemplate, years: Sequence[tuple[Field, Ledger]]
) -> tuple[list[ComputedFigure], list[Problem]]:
    """The same, a figure as often as the template prints it."""
    program = _Program(compiled)
    computing = [_Year(program, root, ledger) for root, ledger in years]
    nothing: list[dict[str, Any]] = [{} for _ in years]
    every = list(_Computation(program, computing).follow(program.body, nothing, {}))
    return every, [each for year in computing for each in year.problems]


class _Program:
    """All that a template's figures need, as one piece of code that computes what is wanted."""

    def __init__(self, compiled: CompiledTemplate) -> None:
        self.compiled = compiled
        self.root = compiled.template.schema.root
        self.body: list[_Item] = pickle.loads(compiled.definitions)
        self.items = list(_list_items(self.body))
        self.numbers = {id(item): n for n, item in enumerate(self.items)}
        self.code = _compile_items(self.items) if self.items else None

    def fits_schema(self, item: _Item, root: Field) -> bool:
        """Whether a year's own schema has the fields that are asked for."""
        asked = item.statement.iter if isinstance(item, KeyLoop) else item.expression
        keys = (name for each in self.items if isinstance(each, KeyLoop) for name in each.names)
        alone = substitute(asked, dict.fromkeys(keys, nodes.Const("")))
        tree = nodes.Template([nodes.Output([alone])], lineno=1)
        found = names.check_names(tree, get_sandbox(), root, lambda line: None)
        return all(each.code == _NO_SUCH_CHOICE for each in found)

    def name_figure(self, item: Definition, labels: Mapping[str, str]) -> FigureNames:
        named = self.compiled.named
        known, full, plain = (
            Describer(self.root, labels, *how).describe(item.identity)
            for how in ((False, named), (True, named), (True, {}))
        )
        slot = self.compiled.template.slot(item.slot)
        code = slot.tag.expression if slot else ""
        asked = "，".join(labels.values())
        if known is None or full is None:
            name = f"{code}（{asked}）" if asked else code
            return FigureNames(name, name, name)
        exact = f"{full.name}〔{code}〕"
        return FigureNames(known.name, full.name, exact, plain.name if plain else "")


_NO_SUCH_CHOICE = "D330"
"""A value that the schema does not list: there are 0 records with it."""


def _list_items(body: Iterable[_Item]) -> Iterator[_Item]:
    for item in body:
        yield item
        if isinstance(item, KeyLoop):
            yield from _list_items(item.body)


def _compile_items(items: Sequence[_Item]) -> JinjaTemplate:
    branches = [
        nodes.If(
            nodes.Compare(nodes.Name(_WANTED, "load"), [nodes.Operand("eq", nodes.Const(n))]),
            [_guard_loop(item) if isinstance(item, KeyLoop) else nodes.Output([item.expression])],
            [], [],
        )
        for n, item in enumerate(items)
    ]  # fmt: skip
    sandbox = get_sandbox()
    # Metering changes a tree in place, and the figures are described by theirs as they were.
    first = copy_node(nodes.If(branches[0].test, branches[0].body, branches[1:], []))
    tree = nodes.Template([first], lineno=1)
    tree.set_environment(sandbox)
    code: Any = sandbox.compile(rewriting.meter_tree(tree, rewriting.NO_TAG), _WANTED, _WANTED)
    return JinjaTemplate.from_code(sandbox, code, sandbox.make_globals(None))


def _guard_loop(loop: KeyLoop) -> nodes.If:
    """The loop; a gap is given as it is, since its one turn cannot be told apart into names."""
    source = loop.statement.iter
    there = nodes.Test(source, "defined", [], [], None, None)
    return nodes.If(there, [loop.statement], [], [nodes.Output([source])])


class _ValueRecorder(Recorder):
    """Takes the values themselves; nothing is printed."""

    def at(self, slot: int, value: Any) -> str:
        self.values.append(value)
        return ""

    def take_values(self) -> list[Any]:
        self.values: list[Any] = []
        return self.values


class _Year:
    """One year's data, and the limits of what is computed of them."""

    def __init__(self, program: _Program, root: Field, ledger: Ledger) -> None:
        self.program = program
        self.root = root
        self.file = ledger.file
        gaps = {name: Gap((name,), required=False) for name in program.root.fields}
        given = {name: v for name, v in ledger.values.items() if name not in ledger.absent}
        self.values = {**gaps, **given}
        self.meter = limits.Meter()
        self.recorder = _ValueRecorder({}, self.meter)
        self.problems: list[Problem] = []
        self.exhausted = False

    def compute(self, item: _Item, keys: Mapping[str, Any], labels: Mapping[str, str]) -> list[Any]:
        """What the item gives in this year: a value, or a loop's entries; a gap for what is not
        to be had."""
        program = self.program
        if self.exhausted:
            return [Gap((), required=False)]
        if self.root is not program.root and not program.fits_schema(item, self.root):
            return [Gap((), required=False)]
        values = self.recorder.take_values()
        wanted = Record({**self.values, **keys, _WANTED: program.numbers[id(item)]}, None, ())
        assert program.code is not None
        try:
            with limits.use_meter(self.meter):
                self.meter.step(1, 0)
                run_code(program.code, wanted, self.recorder)
        except STOPPING as error:
            self.report(item, labels, error)
            return [Gap((), required=False)]
        return values

    def report(self, item: _Item, labels: Mapping[str, str], error: BaseException) -> None:
        figure = next(each for each in _list_items([item]) if isinstance(each, Definition))
        tag = self.program.compiled.template.slot(figure.slot)
        place = self.program.compiled.place(tag) if tag else None
        if isinstance(error, limits.LimitExceeded):
            self.exhausted = True
            self.problems.append(problem("D335", place))
            return
        reason = renderer.explain_error(error)[1]
        name = self.program.name_figure(figure, labels).short
        self.problems.append(problem("D547", place, name=name, data=self.file, reason=reason))


class _Computation:
    """Follows the figures of a template with the keys that their loops have in any of the years."""

    def __init__(self, program: _Program, years: Sequence[_Year]) -> None:
        self.program = program
        self.years = years

    def follow(
        self, body: Iterable[_Item], keys: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
    ) -> Iterator[ComputedFigure]:
        """keys: what the names of the loops around stand for, in each year. labels: in words."""
        for item in body:
            if isinstance(item, KeyLoop):
                yield from self.follow_loop(item, keys, labels)
            elif (figure := self.compute_figure(item, keys, labels)) is not None:
                yield figure

    def follow_loop(
        self, loop: KeyLoop, keys: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
    ) -> Iterator[ComputedFigure]:
        pairs = zip(self.years, keys, strict=True)
        turns = [_read_entries(year.compute(loop, own, labels), loop) for year, own in pairs]
        merged = {text: entry for own in turns for text, entry in (own or {}).items()}
        order = dict.fromkeys(text for own in reversed(turns) for text in own or ())
        for text in order:
            inner = [
                {**before, **_bind_entry(loop, own, text, merged[text])}
                for before, own in zip(keys, turns, strict=True)
            ]
            yield from self.follow(loop.body, inner, {**labels, loop.names[0]: text})

    def compute_figure(
        self, item: Definition, keys: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
    ) -> ComputedFigure | None:
        named = self.program.compiled.named
        known = Describer(self.program.root, labels, named=named).describe(item.identity)
        names = self.program.name_figure(item, labels)
        numbers = [
            read_number(*year.compute(item, own, labels))
            for year, own in zip(self.years, keys, strict=True)
        ]
        if not any(numbers):
            return None
        rate = any(number is not None and number.rate for number in numbers)
        unit = "" if rate else item.unit or (known.unit if known else "")
        words = {name: nodes.Const(text) for name, text in labels.items()}
        identity = normalize(substitute(item.identity, words))
        values = tuple(number.value if number else None for number in numbers)
        return ComputedFigure(item.slot, repr(identity), names, unit, rate, values)


class Number(NamedTuple):
    """A figure's value; rate: it is a percentage."""

    value: Decimal
    rate: bool


def read_number(value: Any = None, *more: Any) -> Number | None:
    """The figure that a value is; a percentage as its text says it."""
    if isinstance(value, DerivedText):
        rate, text = (
            value.endswith("%"),
            value.removesuffix("%") if value.endswith("%") else value.exact,
        )
        return Number(Decimal(text), rate) if _NUMBER.fullmatch(text) else None
    if isinstance(value, Figure):
        return Number(value.value, rate=False)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return Number(Decimal(str(value)), rate=False)
    return None


def _read_entries(values: Sequence[Any], loop: KeyLoop) -> dict[str, tuple[Any, ...]] | None:
    """A loop's turns by their keys; None where its entries do not tell what each turn is of."""
    turns: dict[str, tuple[Any, ...]] = {}
    for value in values:
        entry = (value,) if len(loop.names) == 1 else tuple(value)
        if not isinstance(entry[0], _KEYS) or isinstance(entry[0], bool):
            return None
        text = display_text(entry[0])
        if len(entry) > 1 and text in turns:
            return None
        turns[text] = entry
    return turns


def _bind_entry(
    loop: KeyLoop, turns: Mapping[str, tuple[Any, ...]] | None, text: str, other: tuple[Any, ...]
) -> dict[str, Any]:
    """What the loop's names stand for in a year; `other` is an entry with the key of any year."""
    if turns is not None and text in turns:
        return dict(zip(loop.names, turns[text], strict=True))
    lacking: list[Any] = [Gap((), required=False)] * (len(other) - 1)
    if loop.complete and turns is not None:
        lacking = [Figure(0) if isinstance(each, Figure) else Records() for each in other[1:]]
    return dict(zip(loop.names, [other[0], *lacking], strict=True))
