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
from drafter.word.text.places import AT, Slot

_IF = re.compile(r"\{%(?:p|tr|tc|r)?-?\s*(?:el)?if\s(.*?)-?%\}", re.DOTALL)
_PRINT = re.compile(r"\{\{(?:(?:r|p|tr|tc)(?=\s))?-?(.*?)-?\}\}", re.DOTALL)
_MAKES = re.compile(r"\{%(?:p|tr|tc|r)?-?\s*(?:for|set|macro|with|call)\b(.*?)(?:\bin\b|=[^=]|%\})")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def check_tags(
    slots: list[Slot], environment: Sandbox, root: Field, place: Callable[[Slot], WordPlace]
) -> list[Problem]:
    """The wrong names in the tags that print and ask; what the others may define is let pass."""
    scope: Scope = {**names.year_scope(root), **dict.fromkeys(("loop", "caller"))}
    for slot in slots:
        if made := _MAKES.match(slot.text):
            names_in = slot.text if "macro" in slot.text else made[1]
            scope |= dict.fromkeys(re.findall(r"\w+", names_in))
    found: list[Problem] = []
    for slot in slots:
        match = _PRINT.fullmatch(slot.text) or _IF.fullmatch(slot.text)
        if match is None:
            continue
        expression = match[1].translate(_QUOTES)
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


def _same_place(place: WordPlace, line: int) -> WordPlace:
    return place
