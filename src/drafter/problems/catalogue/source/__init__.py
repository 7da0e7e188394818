"""Problems that the room `source` finds."""

from drafter.problems.catalogue.rule import Rule
from drafter.problems.catalogue.source import files, punctuation, records, structure, tables, values

RULES: tuple[Rule, ...] = (
    *files.RULES,
    *structure.RULES,
    *punctuation.RULES,
    *values.RULES,
    *records.RULES,
    *tables.RULES,
)
