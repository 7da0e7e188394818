"""Which language to speak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.problems import Lang


def choose_language(
    arguments: list[str], environment: Mapping[str, str]
) -> tuple[Lang, list[str], str]:
    """The language, the arguments without `--lang`, and what was asked for if it is unknown.

    `--lang` wins, then DRAFTER_LANG, then the system's own language; Chinese unless English is
    asked for.
    """
    kept: list[str] = []
    asked = None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--lang":
            asked = next(rest, "")
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        else:
            kept.append(argument)
    if asked is not None and asked not in ("zh", "en"):
        return "zh", kept, asked or "?"
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next((name for name in names if name), "")
    wish = asked or environment.get("DRAFTER_LANG", "") or system
    return ("en" if wish.lower().startswith("en") else "zh"), kept, ""
