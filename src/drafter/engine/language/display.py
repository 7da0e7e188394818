"""How a value looks when a template prints it without a filter."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from jinja2.runtime import Undefined
from markupsafe import Markup

from drafter.engine.language.faults import Unprintable
from drafter.figures.origins import Origin, Text, union_origins
from drafter.figures.values import Attachment, Figure, Gap
from drafter.problems.model import Incomputable
from drafter.wording.dates import date
from drafter.wording.numbers import number

TextPart = tuple[str, tuple[Origin, ...]]
"""A piece of a text that has records of its own: 党组会议12次, and the 12."""


class TagFacts(NamedTuple):
    """What is known of a printing tag: the unit of its figure, and the path of the ledger or value
    that it is made of."""

    unit: str = ""
    ledger: tuple[str, ...] = ()


class DerivedText(str):
    """A text that a filter made; it keeps the origins of what it was made from, part by part.

    exact: the number that it was made from (46 for 40余); empty when it was made from no number.
    A text that was joined from texts of the data keeps those, and their origins are made when they
    are asked for: few are, and a table's cell of names took a fifth of its row's time for them.
    """

    __slots__ = ("_joined", "_origins", "_parts", "exact")
    exact: str
    _joined: tuple[Text, ...]
    _origins: tuple[Origin, ...]
    _parts: tuple[TextPart, ...]

    def __new__(
        cls,
        text: str,
        origins: tuple[Origin, ...],
        parts: tuple[TextPart, ...] = (),
        exact: str = "",
    ) -> DerivedText:
        made = super().__new__(cls, text)
        made.exact = exact
        made._origins = origins
        made._parts = parts
        made._joined = ()
        return made

    @classmethod
    def join_texts(cls, mark: str, texts: Sequence[Text]) -> DerivedText:
        """The texts as one, with the mark between them."""
        made = cls(mark.join(texts), ())
        made._joined = tuple(texts)
        return made

    @property
    def has_origins(self) -> bool:
        """Whether any is known, or will be."""
        return any(each.has_origins for each in self._joined) or bool(self._origins)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where what it was made from comes from."""
        return union_origins(each.origins for each in self._joined) or self._origins

    @property
    def parts(self) -> tuple[TextPart, ...]:
        """Its pieces that have origins of their own."""
        return tuple((each, each.origins) for each in self._joined) or self._parts


_WHAT: dict[type, str] = {
    type(None): "kind.nothing", dict: "kind.record", list: "kind.list", tuple: "kind.list",
}  # fmt: skip


def display_text(value: Any) -> str:
    """The text of a value.

    Raises Unprintable, wording's Refusal for a number out of range, and Jinja's own errors for
    what is not there or must not be reached.
    """
    if isinstance(value, (str, Gap, Attachment, Undefined)):
        return str(read_piece(value) if isinstance(value, Markup) else value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, Decimal)):
        return number(value)
    if isinstance(value, Figure):
        return value.shown or number(value.exact)
    if isinstance(value, float):
        return number(Decimal(str(value)))
    if isinstance(value, datetime.date):
        return date(value)
    kinds = (what for kind, what in _WHAT.items() if isinstance(value, kind))
    raise Unprintable(next(kinds, "kind.other"))


def read_piece(piece: Markup) -> str:
    """The text of what a macro or a block printed.

    Raises Incomputable where it holds more than text: its characters would be those of Word's XML.
    """
    if "<" in piece:
        raise Incomputable("failing.piece")
    return piece.unescape() if "&" in piece else piece


def read_among(values: Iterable[Any]) -> list[Any]:
    """The values, each that a macro or a block printed as its text. Raises as `read_piece` does."""
    return [read_piece(value) if isinstance(value, Markup) else value for value in values]


def unify_line_ends(text: str) -> str:
    """The text with one sign for each line's end; `\\v` is a template's own."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")


def to_builtin(value: Any) -> Any:
    """A value as the wording functions take it: no Figure, no float."""
    if isinstance(value, Figure):
        whole = value.value == value.value.to_integral_value()
        return int(value.value) if whole else value.value
    if isinstance(value, float):
        return Decimal(str(value))
    if type(value) in (list, tuple):
        return [to_builtin(item) for item in value]
    return read_piece(value) if isinstance(value, Markup) else value
