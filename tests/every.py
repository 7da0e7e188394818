"""One test of many values, where a test each would cost more than what it asks."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def of_every(name: str, values: Iterable[object]) -> Callable[[Test], Test]:
    """Let the test be asked of each value, which it takes by that name, and tell all that fail."""

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def ask_all(**fixtures: Any) -> None:
            faults, asked = list[str](), 0
            for value in values:
                asked += 1
                try:
                    test(**{name: value}, **fixtures)
                except Exception as fault:  # whatever it is, the others are asked too
                    faults.append(f"{value!s:.80}: {type(fault).__name__}: {fault}")
            assert asked and not faults, "\n".join(faults)

        own = inspect.signature(test)
        others = [each for each in own.parameters.values() if each.name != name]
        ask_all.__signature__ = own.replace(parameters=others)  # type: ignore[attr-defined]
        return ask_all

    return decorate
