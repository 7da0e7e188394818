"""Problems that the rules of `checks` find."""

from drafter.problems.catalogue.checks import draft, language, layout, order, phrasing, stale, sums
from drafter.problems.catalogue.rule import Rule

_PARTS = (draft, stale, sums, order, phrasing, language, layout)

RULES: tuple[Rule, ...] = tuple(rule for part in _PARTS for rule in part.RULES)
