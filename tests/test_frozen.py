"""Tests for drafter.frozen: what it makes is a dataclass in all but the code that is generated."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from drafter import frozen


def build(decorate: Callable[..., Any]) -> tuple[Any, Any, Any]:
    """A frozen class, one that inherits from it, and one that changes."""

    @decorate(frozen=True)
    class Base:
        """A base."""

        name: str
        hidden: int = dataclasses.field(default=0, repr=False, compare=False)
        entries: list[int] = dataclasses.field(default_factory=list, compare=False)

    @decorate(frozen=True)
    class Below(Base):
        more: int = 1

    @decorate
    class Open:
        value: int = 2

    return Base, Below, Open


@pytest.fixture(params=[dataclasses.dataclass, frozen.dataclass], ids=["library", "ours"])
def kinds(request: pytest.FixtureRequest) -> tuple[Any, Any, Any]:
    return build(request.param)


def test_values_are_filled_compared_hashed_and_shown(kinds: tuple[Any, Any, Any]):
    base, below, changing = kinds
    one, other = base("甲", 1), base(name="甲", hidden=2)
    assert one == other and hash(one) == hash(other) and one != base("乙")
    assert one != below("甲") and one.entries == [] and one.entries is not other.entries
    assert repr(below("甲", more=3)).endswith("Below(name='甲', entries=[], more=3)")
    assert dataclasses.replace(one, name="丙").hidden == 1 and copy.copy(one) == one
    match below("甲", 5):
        case base(name, hidden):
            assert (name, hidden) == ("甲", 5)
    value = changing()
    value.value = 3
    assert value == changing(3)
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)


def test_a_frozen_value_does_not_change_and_what_is_wrongly_given_is_refused(
    kinds: tuple[Any, Any, Any],
):
    base = kinds[0]
    value = base("甲")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "乙"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    for given, named in [
        ((), {}),
        (("甲", 1, [], 2), {}),
        (("甲",), {"name": "乙"}),
        (("甲",), {"x": 1}),
    ]:
        with pytest.raises(TypeError):
            base(*given, **named)


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    name: str
    number: int = 1


def test_a_value_is_pickled():
    assert pickle.loads(pickle.dumps(Kept("甲", 2))) == Kept("甲", 2)
