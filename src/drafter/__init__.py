"""drafter: reports that an office writes every year, from records in YAML and wording in Word."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.figures import Figure, Origin
    from drafter.pipeline import (
        Answer,
        Cleaned,
        Comparison,
        Fixed,
        Imported,
        Outcome,
        Renewed,
        Result,
        check,
        clean,
        compare,
        fix,
        generate,
        generate_many,
        import_ledger,
        init,
        new,
        status,
        template_check,
        template_new,
        why,
    )
    from drafter.problems import DrafterError, Problem, Severity

__all__ = [
    "Answer",
    "Cleaned",
    "Comparison",
    "DrafterError",
    "Figure",
    "Fixed",
    "Imported",
    "Origin",
    "Outcome",
    "Problem",
    "Renewed",
    "Result",
    "Severity",
    "__version__",
    "check",
    "clean",
    "compare",
    "fix",
    "generate",
    "generate_many",
    "import_ledger",
    "init",
    "new",
    "status",
    "template_check",
    "template_new",
    "why",
]  # fmt: skip

__version__ = "0.1.0"

_ROOMS = {
    "Figure": "figures", "Origin": "figures",
    "DrafterError": "problems", "Problem": "problems", "Severity": "problems",
}  # fmt: skip
"""Where a name comes from that is not `pipeline`'s."""


def __getattr__(name: str) -> Any:
    """A name of the API, its room loaded when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"drafter.{_ROOMS.get(name, 'pipeline')}"), name)
