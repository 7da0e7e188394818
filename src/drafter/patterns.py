"""Regular expressions that are compiled, and modules that are run, when they are first used.

Compiling all that a run meets takes a fifth of it where the template is known: drafter's own, and
those of PyYAML's and Jinja's readers, which such a run does not ask. Modules that are imported and
not asked take another tenth.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any, AnyStr, cast


class _Postponed:
    """Stands for a pattern, and keeps what of it was asked for."""

    def __init__(self, source: Any, flags: int) -> None:
        self._made_of = source, flags

    def __getattr__(self, name: str) -> Any:
        asked_for = getattr(re.compile(*self._made_of), name)
        setattr(self, name, asked_for)
        return asked_for


def postpone(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, for use by its own methods alone: it is none that `re.sub` would take."""
    return cast("re.Pattern[AnyStr]", _Postponed(source, flags))


@contextmanager
def postpone_those_of(library: str) -> Iterator[None]:
    """What the library's modules compile while they are imported within is postponed too.

    For libraries that use their patterns by methods, as PyYAML and Jinja do. Others that are
    imported meanwhile get theirs at once.
    """
    compile_at_once = re.compile

    def compile_pattern(pattern: Any, flags: int = 0) -> Any:
        asking = str(sys._getframe(1).f_globals.get("__name__"))
        is_its = asking.split(".")[0] == library
        return _Postponed(pattern, flags) if is_its else compile_at_once(pattern, flags)

    re.compile = compile_pattern
    try:
        yield
    finally:
        re.compile = compile_at_once


def postpone_module(name: str, *functions: str) -> None:
    """Let the module run when something of it is first asked for; one that is loaded stays so.

    The submodules of a package are there without it. functions: those that other modules take
    from it by name while they are loaded; it runs when they are called. (The standard library's
    LazyLoader runs a module as soon as another one imports it.)
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return
    module, loader = module_from_spec(spec), spec.loader

    def find_attribute(asked_for: str) -> Any:
        if asked_for == "__path__":  # every import asks whether it is a package
            raise AttributeError(asked_for)
        if spec.submodule_search_locations and find_spec(f"{name}.{asked_for}") is not None:
            return import_module(f"{name}.{asked_for}")
        del module.__dict__["__getattr__"]
        with postpone_those_of(name):
            loader.exec_module(module)
        return getattr(module, asked_for)

    def postpone_call(function: str) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            if module.__dict__[function] is call:
                del module.__dict__[function]
            return getattr(module, function)(*given, **named)

        return call

    module.__dict__.update({each: postpone_call(each) for each in functions})
    module.__dict__["__getattr__"] = find_attribute
    sys.modules[name] = module
