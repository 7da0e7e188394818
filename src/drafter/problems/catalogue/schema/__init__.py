"""Problems that the rooms `schema` and `ledger` find."""

from drafter.problems.catalogue.rule import Rule
from drafter.problems.catalogue.schema import (
    description,
    doubles,
    sheets,
    slips,
    structure,
    values,
    years,
)

RULES: tuple[Rule, ...] = (
    *sheets.RULES, *structure.RULES, *values.RULES, *years.RULES, *slips.RULES, *doubles.RULES,
    *description.RULES,
)  # fmt: skip
