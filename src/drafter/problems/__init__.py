"""What is wrong, where, and how it is shown; the message catalogue."""

from drafter.problems.catalogue import LANGS, RULES, TEXTS, Lang, Severity, spell
from drafter.problems.model import (
    DrafterError,
    FilePlace,
    Part,
    Phrase,
    Place,
    Problem,
    SheetFile,
    TextPlace,
    WordPlace,
    blocking,
    by_place,
    phrase,
    problem,
    shorten,
)
from drafter.problems.show import as_dict, as_json, columns, explain, general, show, summary

__all__ = [
    "LANGS", "RULES", "TEXTS", "DrafterError", "FilePlace", "Lang", "Part", "Phrase", "Place",
    "Problem", "Severity", "SheetFile", "TextPlace", "WordPlace", "as_dict", "as_json",
    "blocking", "by_place", "columns", "explain", "general", "phrase", "problem",
    "shorten", "show", "spell", "summary",
]  # fmt: skip
