"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import drafter

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(drafter.__path__, "drafter.")
    if module.name != "drafter.__main__"
)
SOURCE = Path(drafter.__file__).parents[1]
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCE.glob("drafter/**/*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_every_example_in_a_docstring_is_true(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))

    assert failed == 0


def test_no_module_with_examples_is_left_out() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = {
        name
        for name in MODULES
        if any(each.examples for each in finder.find(importlib.import_module(name)))
    }

    assert found <= set(WITH_EXAMPLES) and len(found) > 20
