"""Bringing a block from one Word file into another, with all that it needs there."""

from drafter.word.needs.bring import Needs

__all__ = ["Needs"]
