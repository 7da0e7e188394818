"""Problems that the rooms `schema` and `ledger` find."""

from drafter.problems.catalogue.rule import Rule
from drafter.problems.catalogue.schema import sheets, structure, values, years

RULES: tuple[Rule, ...] = (*sheets.RULES, *structure.RULES, *values.RULES, *years.RULES)
