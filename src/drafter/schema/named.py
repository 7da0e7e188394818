"""Reading x-figures and x-checks: the figures that a template gives names, and what holds of them.

What their expressions mean is the engine's to say; here is only what can be told without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.problems import Problem, find_nearest_word, join_words, problem
from drafter.schema.fields import Field, NamedCheck, NamedFigure, is_tag_name, propose_name
from drafter.source import Document, Node
from drafter.vocabulary import EARLIER, PREVIOUS, TEMPLATE_KEY

FIGURES, CHECKS = "x-figures", "x-checks"
EXPRESSION, UNIT, DESCRIPTION = "expression", "unit", "description"
_WORDS = (EXPRESSION, UNIT, DESCRIPTION)
_TAKEN = frozenset({PREVIOUS, EARLIER, TEMPLATE_KEY, "loop", "range", "dict"})
"""Names that mean something in every template."""


def read_figures(document: Document, root: Field) -> tuple[dict[str, NamedFigure], list[Problem]]:
    """The figures by their names, and what is wrong with how they are written."""
    holder = _find_keyword(document, FIGURES)
    if holder is None:
        return {}, []
    if not isinstance(holder.value, dict):
        return {}, [problem("D561", document.place(holder), name=FIGURES)]
    figures: dict[str, NamedFigure] = {}
    found: list[Problem] = []
    for name, node in holder.value.items():
        slips = list(_find_slips(document, holder, name, node, root))
        found += slips
        if not slips:
            figures[name] = _make_figure(document, name, node)
    return figures, found


def read_checks(document: Document) -> tuple[tuple[NamedCheck, ...], list[Problem]]:
    """What must hold, each where it stands."""
    holder = _find_keyword(document, CHECKS)
    if holder is None:
        return (), []
    entries = holder.value if isinstance(holder.value, list) else [holder]
    unfit = [each for each in entries if not isinstance(each.value, str)]
    fit = [NamedCheck(str(e.value), document.place(e)) for e in entries if e not in unfit]
    return tuple(fit), [_refuse_check(document, each) for each in unfit]


def _refuse_check(document: Document, node: Node) -> Problem:
    return problem("D421", document.place(node), rule=str(node.value or ""), reason="=")


def _find_keyword(document: Document, key: str) -> Node | None:
    root = document.root.value
    return root.get(key) if isinstance(root, dict) else None


def _make_figure(document: Document, name: str, node: Node) -> NamedFigure:
    words = node.value if isinstance(node.value, dict) else {EXPRESSION: node}
    texts = {key: _read_text(words[key]) for key in _WORDS if key in words}
    return NamedFigure(
        name, texts[EXPRESSION], texts.get(UNIT, ""), texts.get(DESCRIPTION, ""),
        document.place(words[EXPRESSION]),
    )  # fmt: skip


def _read_text(node: Node) -> str:
    return "" if node.value is None or isinstance(node.value, (dict, list)) else str(node.value)


def _find_slips(
    document: Document, holder: Node, name: str, node: Node, root: Field
) -> Iterator[Problem]:
    """What is wrong with one entry, each at its place."""
    place = document.key_place(holder, name)
    if not is_tag_name(name):
        yield problem("D385", place, name=name, hint=propose_name(name, root.fields))
    elif name in root.fields or name in _TAKEN:
        yield problem("D562", place, name=name)
    words = node.value if isinstance(node.value, dict) else {EXPRESSION: node}
    for key in words:
        if key not in _WORDS:
            hint = find_nearest_word(key, _WORDS) or join_words(_WORDS)
            yield problem("D348", document.key_place(node, key), key=key, hint=hint)
    if EXPRESSION not in words or not _read_text(words[EXPRESSION]).strip():
        yield problem("D561", place, name=name)
