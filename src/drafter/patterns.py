"""Regular expressions that are compiled, and modules that are run, when they are first used.

Compiling all that a run meets takes a fifth of it where the template is known: drafter's own, and
those of PyYAML's and Jinja's readers, which such a run does not ask. Modules that are imported and
not asked take another tenth.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from threading import RLock
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
def postpone_those_of(library: str, make: Callable[[Any, int], Any] = _Postponed) -> Iterator[None]:
    """What the library's modules compile while they are imported within is postponed too.

    For libraries that use their patterns by methods, as PyYAML and Jinja do. Others that are
    imported meanwhile get theirs at once. make: what makes that which stands for a pattern.
    """
    compile_at_once = re.compile

    def compile_pattern(pattern: Any, flags: int = 0) -> Any:
        asking = str(sys._getframe(1).f_globals.get("__name__"))
        is_its = f"{asking}.".startswith(f"{library}.")
        return make(pattern, flags) if is_its else compile_at_once(pattern, flags)

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
    if spec is not None and spec.loader is not None:
        sys.modules[name] = _ModuleToRun(spec, spec.loader, functions).module


class _ModuleToRun:
    """A module that has not run yet: `find` is its `__getattr__` until it has."""

    def __init__(self, spec: ModuleSpec, loader: Any, functions: Iterable[str]) -> None:
        self.spec, self.loader = spec, loader
        self.module = module_from_spec(spec)
        self.lock, self.running = RLock(), False
        self.find = self.find_attribute
        calls = {each: self.postpone_call(each) for each in functions}
        self.module.__dict__.update(calls, __getattr__=self.find)

    def find_attribute(self, name: str) -> Any:
        if name == "__path__":  # every import asks whether it is a package
            raise AttributeError(name)
        below = f"{self.spec.name}.{name}"
        if self.spec.submodule_search_locations and find_spec(below) is not None:
            return import_module(below)
        with self.lock:  # another thread waits until it has run
            if self.running:
                raise AttributeError(name)
            self.run()
        return getattr(self.module, name)

    def run(self) -> None:
        names = self.module.__dict__
        if names.get("__getattr__") is self.find:
            self.running = True
            with postpone_those_of(self.spec.name):
                self.loader.exec_module(self.module)
            self.running = False
            if names["__getattr__"] is self.find:
                del names["__getattr__"]

    def postpone_call(self, function: str) -> Any:
        names = self.module.__dict__

        def call(*given: Any, **named: Any) -> Any:
            if names.get(function) is call:
                del names[function]
            return getattr(self.module, function)(*given, **named)

        return call
