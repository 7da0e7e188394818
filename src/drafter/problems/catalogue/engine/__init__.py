"""Problems that the rooms `template`, `word` and `engine` find."""

from drafter.problems.catalogue.engine import (
    blocks,
    clauses,
    fields,
    figures,
    files,
    names,
    printing,
    slips,
    tags,
)
from drafter.problems.catalogue.rule import Rule

RULES: tuple[Rule, ...] = (
    *files.RULES,
    *tags.RULES,
    *blocks.RULES,
    *clauses.RULES,
    *names.RULES,
    *printing.RULES,
    *slips.RULES,
    *fields.RULES,
    *figures.RULES,
)
