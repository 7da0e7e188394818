"""What can be wrong with a finished draft: one function a rule."""

from __future__ import annotations

from drafter.checks import quick
from drafter.engine import Draft
from drafter.problems import Problem

__all__ = ["check_draft"]


def check_draft(draft: Draft) -> list[Problem]:
    """What every draft is asked; the rules are only asked where a doubt is left."""
    if quick.is_clean(draft):
        return []
    from drafter.checks import draft as rules  # they look at the page as a tree

    return rules.apply_rules(draft)
