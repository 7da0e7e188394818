"""Every action by the name that its button asks for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from drafter.desk.actions.model import Asked, Outcome

_MODULES = {
    "reports": "generate check compare review clean pdf",
    "gathering": "gather settle",
    "versions": "history restore",
    "data": "new mark import open-folder",
    "books": "workbook bookin",
    "keeper": "keeper redefine rename undo-template",
    "adopting": "adopt adopt-write",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
_FUNCTIONS = {
    "import": "import_",
    "open-folder": "open_folder",
    "adopt-write": "write_adopted",
    "undo-template": "undo_template",
}


def find_action(name: str) -> Callable[[Asked], Outcome] | None:
    """The action of that name. What it needs is loaded when its button is first pressed: all the
    commands together would keep the first page waiting."""
    if name not in _HOMES:
        return None
    module = import_module(f"drafter.desk.actions.{_HOMES[name]}")
    action: Callable[[Asked], Outcome] = getattr(module, _FUNCTIONS.get(name, name))
    return action
