"""The message catalogue: every text that a user reads, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.problems.catalogue.severity import Lang, Severity
from drafter.problems.catalogue.texts import TEXTS

if TYPE_CHECKING:
    from drafter.problems.catalogue.rule import Rule

__all__ = [
    "LANGS", "RULES", "TEXTS", "Lang", "Severity", "find_desk_words", "is_at_desk", "is_chinese",
    "render_message",
]  # fmt: skip

LANGS: tuple[Lang, ...] = ("zh", "en")


class _Rules(Mapping[str, "Rule"]):
    """The rules by code, read when the first is asked for: most reports have no problem."""

    @cached_property
    def _rules_by_code(self) -> dict[str, Rule]:
        from drafter.problems.catalogue import checks, desk, engine, output, schema, source

        rooms = (source, schema, engine, checks, output, desk)
        return {rule.code: rule for room in rooms for rule in room.RULES}

    def __getitem__(self, code: str) -> Rule:
        return self._rules_by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules_by_code)

    def __len__(self) -> int:
        return len(self._rules_by_code)


RULES: Mapping[str, Rule] = _Rules()
"""Every kind of problem by its code. The first digit names the room that finds it."""


def is_chinese(lang: Lang) -> bool:
    """Whether it is said in Chinese, wherever."""
    return lang.startswith("zh")


def is_at_desk(lang: Lang) -> bool:
    """Whether it is said at the desk, where no command may be named."""
    return lang.endswith("-desk")


def find_desk_words(key: str) -> tuple[str, str] | None:
    """What the desk says instead of a text or of a rule's cure; None: the same."""
    from drafter.problems.catalogue.texts.desk.voice import AT_DESK  # no command needs it

    return AT_DESK.get(key)


def render_message(key: str, lang: Lang, **values: object) -> str:
    """The text `key` in the language, filled with the values."""
    words = (is_at_desk(lang) and find_desk_words(key)) or TEXTS[key]
    return words[not is_chinese(lang)].format_map(values)
