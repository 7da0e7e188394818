"""What drafter does, one function each: generate, check, why, and setting up folders."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.pipeline.answers import Answer, why
    from drafter.pipeline.batch import Outcome, generate_many
    from drafter.pipeline.checking import check
    from drafter.pipeline.cleaning import Cleaned, clean
    from drafter.pipeline.comparing import Comparison, compare
    from drafter.pipeline.deliver import generate
    from drafter.pipeline.draft import Result
    from drafter.pipeline.fixing import Fixed, fix
    from drafter.pipeline.importing import Imported, import_ledger
    from drafter.pipeline.inputs import files
    from drafter.pipeline.renewal import Renewed, new
    from drafter.pipeline.rounds import Round, watch
    from drafter.pipeline.setup import cache_clear, init, template_check, template_new
    from drafter.pipeline.standing import status

__all__ = [
    "Answer", "Cleaned", "Comparison", "Fixed", "Imported", "Outcome", "Renewed", "Result",
    "Round", "cache_clear", "check", "clean", "compare", "files", "fix", "generate",
    "generate_many", "import_ledger", "init", "new", "status", "template_check", "template_new",
    "watch", "why",
]  # fmt: skip

_HOMES = {
    "Answer": "answers", "why": "answers", "Outcome": "batch", "generate_many": "batch",
    "Comparison": "comparing", "compare": "comparing",
    "Cleaned": "cleaning", "clean": "cleaning",
    "generate": "deliver", "Result": "draft", "check": "checking", "files": "inputs",
    "Fixed": "fixing", "fix": "fixing",
    "Imported": "importing", "import_ledger": "importing", "Renewed": "renewal", "new": "renewal",
    "Round": "rounds", "status": "standing", "watch": "rounds", "cache_clear": "setup",
    "init": "setup", "template_check": "setup", "template_new": "setup",
}  # fmt: skip
"""Name → module, which is loaded when the name is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
