"""What can be wrong with a finished draft: one function a rule."""

from drafter.checks.rules import CHECKS, run

__all__ = ["CHECKS", "run"]
