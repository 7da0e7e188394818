"""drafter: reports that an office writes every year, from records in YAML and wording in Word."""

from drafter.figures import Figure, Origin
from drafter.pipeline import (
    Answer,
    Outcome,
    Result,
    check,
    generate,
    generate_many,
    init,
    template_check,
    template_new,
    why,
)
from drafter.problems import DrafterError, Problem, Severity

__all__ = [
    "Answer", "DrafterError", "Figure", "Origin", "Outcome", "Problem", "Result", "Severity",
    "__version__", "check", "generate", "generate_many", "init", "template_check",
    "template_new", "why",
]  # fmt: skip

__version__ = "0.1.0"
