"""Whose fault it is that rendering stopped: the template's, or drafter's own."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any, TypeVar

from jinja2.exceptions import TemplateError

from drafter.engine.language.limits import LimitExceeded
from drafter.figures.origins import Origin
from drafter.problems.model import Incomputable, Value
from drafter.word.package.archive import DamagedXml
from drafter.wording.arguments import Refusal


class Unprintable(TypeError):
    """Printing the value would be nonsense; `what` is the catalogue's key for what it is."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class UnusableFile(Exception):
    """A file that the data name cannot go into the report; `code` and `values` say why.

    origins: where the data name it.
    """

    def __init__(self, code: str, origins: tuple[Origin, ...] = (), **values: Value) -> None:
        self.code = code
        self.origins = origins
        self.values = values
        super().__init__(code)


MEANT = (TemplateError, LimitExceeded, Refusal, Unprintable, UnusableFile, Incomputable, DamagedXml)
"""What is raised to say that the template asks for what cannot be."""

_AMBIGUOUS = (TypeError, ValueError, LookupError, AttributeError, AssertionError)
STOPPING = (*MEANT, *_AMBIGUOUS, ArithmeticError, RecursionError, MemoryError)
"""What can stop the rendering of a template; of the ambiguous ones `is_own_fault` tells whose."""

_DRAFTER = f"{Path(__file__).parents[2]}{os.sep}"
_LIBRARIES = ("jinja2", "markupsafe", "docxtpl")
"""What works for the template: their functions take its values, and raise what Python raises."""

_F = TypeVar("_F", bound=Callable[..., Any])
_acting: set[CodeType] = set()


def acts_for_template(function: _F) -> _F:
    """A function that does no more than let Python compute with a template's values.

    What Python raises there is the template's fault, as if it stood in the template's own code.
    """
    _acting.add(function.__code__)
    return function


def is_own_fault(error: BaseException) -> bool:
    """Whether drafter's own code raised the error without meaning to.

    The innermost code that is drafter's, the template's or a template library's decides: what
    Python's own functions raise is laid to whoever called them.
    """
    if isinstance(error, MEANT) or not isinstance(error, _AMBIGUOUS):
        return False
    for code in reversed(_list_codes(error)):
        name = code.co_filename
        if name.startswith(_DRAFTER):
            return code not in _acting
        if _is_template(name) or name.startswith(_library_folders()):
            return False
    return True


def _list_codes(error: BaseException) -> list[CodeType]:
    """The code that the error came through, outermost first."""
    codes, trace = [], error.__traceback__
    while trace is not None:
        codes.append(trace.tb_frame.f_code)
        trace = trace.tb_next
    return codes


def _is_template(name: str) -> bool:
    """Whether code of that file is a template's: it bears a part's name, or Jinja's for none."""
    return name == "<template>" or not (name.startswith("<") or Path(name).is_absolute())


@functools.cache
def _library_folders() -> tuple[str, ...]:
    specs = (find_spec(name) for name in _LIBRARIES)
    return tuple(f"{Path(spec.origin).parent}{os.sep}" for spec in specs if spec and spec.origin)
