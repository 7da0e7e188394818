"""Can formatted text have the settings that a template gives it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import nodes

from drafter.engine.jinja_tree import find_nodes
from drafter.problems import Problem, problem
from drafter.problems.model import Place
from drafter.word.layout import run_form
from drafter.word.layout.run_form import BadSetting, SettingReader

_NAMES = ("rich", "字形")


def check_forms(
    tree: nodes.Template, reader: SettingReader, place: Callable[[int], Place | None]
) -> list[Problem]:
    """Settings of a part that do not exist, and constants that they cannot have."""
    return [
        problem(bad.code, place(node.lineno), **bad.values)
        for node in find_nodes(tree, nodes.Filter)
        if node.name in _NAMES
        for bad in _find_bad_settings(node, reader)
    ]


def _find_bad_settings(node: nodes.Filter, reader: SettingReader) -> Iterator[BadSetting]:
    constants: dict[str, Any] = {}
    for pair in node.kwargs:
        name = str(pair.key)
        try:
            run_form.find_setting(name)
            value = pair.value.as_const()
            reader.read_one(name, value)
            constants[name] = value
        except nodes.Impossible:  # the data will tell
            continue
        except BadSetting as bad:
            yield bad
    try:
        reader.read(constants)
    except BadSetting as bad:
        yield bad
