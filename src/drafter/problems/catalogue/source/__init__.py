"""Problems that the room `source` finds."""

from drafter.problems.catalogue.rule import Rule
from drafter.problems.catalogue.source import files, records, signs, structure, tables, values

RULES: tuple[Rule, ...] = (*files.RULES, *structure.RULES, *signs.RULES, *values.RULES,
                            *records.RULES, *tables.RULES)  # fmt: skip
