"""Tags looked at one by one, for a template whose tags do not make a whole."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from jinja2 import TemplateSyntaxError

from drafter.engine.language.sandbox import Sandbox
from drafter.engine.validate import names
from drafter.engine.validate.walk import Scope
from drafter.problems import Problem, WordPlace
from drafter.schema import Field
from drafter.template.tag import AT, Slot, Tag

_TARGETS = re.compile(r".*?(?=\bin\b|=[^=]|$)", re.DOTALL)
"""What a for or set gives names to; of a macro and a call block its arguments do so too."""


def check_tags(
    slots: list[Slot], environment: Sandbox, root: Field, place: Callable[[Slot], WordPlace]
) -> list[Problem]:
    """The wrong names in the tags that print and ask; what the others may define is let pass."""
    scope: Scope = {**names.year_scope(root), **dict.fromkeys(("loop", "caller"))}
    for slot in slots:
        scope |= dict.fromkeys(_find_defined_names(slot.tag))
    found: list[Problem] = []
    for slot in slots:
        if not slot.prints and slot.tag.keyword not in ("if", "elif"):
            continue
        expression = slot.tag.expression
        code = f"{AT}(0, {expression})" if slot.prints else f"({expression}) == 0"
        try:
            tree = environment.parse(f"{{{{ {code} }}}}")
        except (TemplateSyntaxError, RecursionError):
            continue
        here = place(slot)
        found += names.check_names_in(
            tree, environment, root, functools.partial(_same_place, here), scope
        )
    return found


def _find_defined_names(tag: Tag) -> list[str]:
    """The names that a tag may define for those behind it."""
    if tag.keyword == "macro":
        return re.findall(r"\w+", tag.expression)
    if tag.keyword not in ("for", "set", "with", "call"):
        return []
    targets = _TARGETS.match(tag.expression)
    return re.findall(r"\w+", targets[0] if targets else "")


def _same_place(place: WordPlace, line: int) -> WordPlace:
    return place
