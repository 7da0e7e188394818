"""Problems that the rooms above `checks` find: writing reports, clean copies, going on a year."""

from drafter.problems.catalogue.output import adopting, outgoing, renewal, reports
from drafter.problems.catalogue.rule import Rule

RULES: tuple[Rule, ...] = (*renewal.RULES, *reports.RULES, *outgoing.RULES, *adopting.RULES)
