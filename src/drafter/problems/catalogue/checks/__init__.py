"""Problems that the rules of `checks` find."""

from drafter.problems.catalogue.checks import draft, layout, phrasing, stale
from drafter.problems.catalogue.rule import Rule

RULES: tuple[Rule, ...] = (*draft.RULES, *stale.RULES, *phrasing.RULES, *layout.RULES)
