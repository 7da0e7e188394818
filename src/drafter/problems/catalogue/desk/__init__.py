"""Problems of the desk and of workbooks: data edited by path, previews, the server, workbooks."""

from drafter.problems.catalogue.desk import editing, serving, workbooks
from drafter.problems.catalogue.rule import Rule

RULES: tuple[Rule, ...] = (*editing.RULES, *serving.RULES, *workbooks.RULES)
