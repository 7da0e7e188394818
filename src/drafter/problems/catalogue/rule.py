"""What the catalogue says of one kind of problem."""

from __future__ import annotations

from typing import NamedTuple

from drafter.problems.catalogue.severity import Severity

__all__ = ["Rule", "Severity", "Words", "WordsTuple", "make_rule"]


class Words(NamedTuple):
    """A rule in one language.

    message: the fact, one line, `{name}` stands for a value. cure: what to write instead, one
    line, or empty. what / why: what is looked for and why it matters, for `drafter rule`.
    """

    message: str
    cure: str
    what: str
    why: str


class Rule(NamedTuple):
    """One kind of problem. `wrong` and `right` are examples as a user would write them.

    source: the clause or usage that the rule comes from, where it has one.
    """

    code: str
    severity: Severity
    zh: Words
    en: Words
    wrong: str
    right: str
    source: str = ""


WordsTuple = tuple[str, str, str, str]
"""A rule's words in one language: message, cure, what, why."""


def make_rule(
    code: str, severity: Severity, chinese: WordsTuple, english: WordsTuple, wrong: str, right: str,
    source: str = "",
) -> Rule:  # fmt: skip
    """A rule from its words in both languages."""
    return Rule(code, severity, Words(*chinese), Words(*english), wrong, right, source)
