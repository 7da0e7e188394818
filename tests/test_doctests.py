"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import drafter

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(drafter.__path__, "drafter.")
    if module.name != "drafter.__main__"
)


@pytest.mark.parametrize("name", MODULES)
def test_every_example_in_a_docstring_is_true(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))

    assert failed == 0


def test_there_are_examples_at_all() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [found for name in MODULES for found in finder.find(importlib.import_module(name))]

    assert len(examples) > 20
