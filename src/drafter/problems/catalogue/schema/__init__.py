"""Problems that the rooms `schema` and `ledger` find."""

from drafter.problems.catalogue.rule import Rule
from drafter.problems.catalogue.schema import shapes, values, years

RULES: tuple[Rule, ...] = (*shapes.RULES, *values.RULES, *years.RULES)
