"""The message catalogue: every text that a user reads, in Chinese and in English."""

from __future__ import annotations

from drafter.problems.catalogue import checks, engine, output, schema, source, texts
from drafter.problems.catalogue.rule import Lang, Rule, Severity, Words

__all__ = ["LANGS", "RULES", "TEXTS", "Lang", "Rule", "Severity", "Words", "spell"]

LANGS: tuple[Lang, ...] = ("zh", "en")

RULES: dict[str, Rule] = {
    rule.code: rule for room in (source, schema, engine, checks, output) for rule in room.RULES
}
"""Every kind of problem by its code. The first digit names the room that finds it."""

TEXTS = texts.TEXTS


def spell(key: str, lang: Lang, **values: object) -> str:
    """The text `key` in the language, filled with the values."""
    chinese, english = TEXTS[key]
    return (chinese if lang == "zh" else english).format_map(values)
