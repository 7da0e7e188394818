"""Do the checks of a template (x-checks) hold of its data? Code that was compiled says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drafter.engine.compile.compiled import CompiledCheck, CompiledTemplate
from drafter.engine.language import limits
from drafter.engine.language.display import display_text
from drafter.engine.language.faults import STOPPING, is_own_fault
from drafter.engine.render.recorder import Recorder, run_code
from drafter.engine.render.renderer import collect_values
from drafter.figures import Gap, Record, Records, origins_of, records
from drafter.ledger.model import Ledger
from drafter.problems import Phrase, Problem, phrase, problem
from drafter.wording.numbers import is_rough


class _ValueRecorder(Recorder):
    """Takes the values themselves; nothing is printed."""

    def __init__(self) -> None:
        super().__init__({}, limits.Meter())
        self.values: list[Any] = []

    def at(self, slot: int, value: Any) -> str:
        self.values.append(value)
        return ""


def find_broken_checks(compiled: CompiledTemplate, ledger: Ledger) -> Iterator[Problem]:
    """D568: the checks that do not hold; not of what the data lack or say in round terms."""
    values = collect_values(compiled, ledger) if compiled.checks else None
    for check in compiled.checks:
        assert values is not None
        if (found := _judge_check(check, values)) is not None:
            yield found


def _judge_check(compiled: CompiledCheck, values: Record) -> Problem | None:
    recorder = _ValueRecorder()
    try:
        with limits.use_meter(recorder.meter):
            run_code(compiled.part.code, values, recorder)
        left, right, holds = recorder.values
    except STOPPING as error:
        if is_own_fault(error):
            raise
        return None  # what the check asks for cannot be computed of these data
    if holds or any(isinstance(each, Gap) or is_rough(each) for each in (left, right)):
        return None
    return problem(
        "D568",
        compiled.check.place,
        sign=compiled.sign,
        left=f"{compiled.left}（{_show_value(left)}）",
        right=f"{compiled.right}（{_show_value(right)}）",
        source=_say_source(left),
        other=_say_source(right),
    )


def _show_value(value: Any) -> str:
    return display_text(records.count(value) if isinstance(value, Records) else value)


def _say_source(value: Any) -> Phrase:
    """Where a side comes from: the first of its records, and how many there are."""
    origins = origins_of(value)
    if not origins:
        return phrase("check.from.none")
    key = "check.from" if len(origins) > 1 else "check.from.one"
    return phrase(key, place=origins[0].where, n=len(origins))
