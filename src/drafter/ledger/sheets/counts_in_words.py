"""A count that a row of totals writes in words, 共35件, and the amounts that it can only mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from drafter.ledger.sheets.row_words import normalize_words
from drafter.schema import Field
from drafter.source import Grid
from drafter.source.totals import SCOPE, SUM

if TYPE_CHECKING:
    from drafter.ledger.sheets.columns import Header

_BETWEEN = re.compile(r"[、;。:()]|,(?!\d{3}(?!\d))")
_COUNT = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]*)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)"
    r"(?P<unit>[\u4e00-\u9fff]+)"
)
_SUM_WORDS = re.compile(
    rf"^{SCOPE}(?:{SUM}|[总合]?共(?:计|有)?)?"
    r"(?:召开|举办|举行|开展|组织|报送|提交|完成|办理|收到)?"
)
_SCALES = {"": 0, "万": 4, "亿": 8}
_NO_MORE = "其中"
"""Behind it stand parts."""
_UNIT_NAMED = re.compile(r".*?(?P<unit>[人件次篇份户项场期条家])(?:次?数|次)")
_IN_BRACKETS = re.compile(r"\((?:单位:)?(?P<unit>[万亿]?[\u4e00-\u9fff]{1,2})\)")
_PERSONS = ("人", "人次")


class SaidCount(NamedTuple):
    """What a cell says: of what, how many, in units of how many, and the unit."""

    noun: str
    number: Decimal
    scale: int
    unit: str

    def is_made_by(self, total: Decimal) -> bool:
        """Whether the total is the number, or is rounded or cut to it: 3.5万 of 34987."""
        scaled = total.scaleb(-self.scale)
        return any(
            scaled.quantize(self.number, rounding) == self.number
            for rounding in (ROUND_HALF_UP, ROUND_DOWN)
        )


class Amount(NamedTuple):
    """What may be counted: the field (the ledger itself for its records), names and units of it."""

    field: Field
    names: frozenset[str]
    units: Mapping[str, int]


def list_amounts(
    grid: Grid, header: Header, ledger: Field, fields: Iterable[Field]
) -> Iterator[Amount]:
    """The ledger's records, and each of the fields, with their units and the tens of these."""
    yield Amount(ledger, _name(ledger), _scale_units([ledger.unit] if ledger.unit else []))
    for field in fields:
        place = header.places[field.name]
        title = grid.rows[place.line].get(place.column) if place.line in grid.rows else None
        words = normalize_words(title.text if title else "")
        shown = [match["unit"] for match in _IN_BRACKETS.finditer(words)]
        named = _UNIT_NAMED.fullmatch(field.name)
        units = shown[:1] or ([field.unit] if field.unit else [named["unit"]] if named else [])
        yield Amount(field, _name(field) | header.names[header.columns[field.name]],
                     _scale_units(units))  # fmt: skip


def _name(field: Field) -> frozenset[str]:
    return frozenset(filter(None, (field.name, field.title, *field.aliases)))


def _scale_units(units: Iterable[str]) -> dict[str, int]:
    """The units without their 万, by how many tens they count: 万元 → 元 by 4."""
    bare = {each.lstrip("万亿"): _SCALES[each[:1]] if each[:1] in "万亿" else 0 for each in units}
    return bare | {each: 0 for each in _PERSONS if bare.keys() & set(_PERSONS)}


def find_counts(text: str, amounts: Sequence[Amount]) -> Iterator[tuple[Amount, SaidCount]]:
    """The counts that the text says, each with the one amount that it can mean; what may mean
    several, or a part of one, is left out."""
    meant = [pair for said in _read_counts(text) if (pair := _find_amount(said, amounts))]
    times = Counter(amount.field.name for amount, _ in meant)
    return (pair for pair in meant if times[pair[0].field.name] == 1)


def _read_counts(text: str) -> Iterator[SaidCount]:
    for piece in _BETWEEN.split(normalize_words(text)):
        if _NO_MORE in piece:
            return
        if match := _COUNT.fullmatch(_SUM_WORDS.sub("", piece, count=1)):
            number = Decimal(match["number"].replace(",", ""))
            yield SaidCount(match["noun"], number, _SCALES[match["scale"]], match["unit"])


def _find_amount(said: SaidCount, amounts: Sequence[Amount]) -> tuple[Amount, SaidCount] | None:
    fitting = [amount for amount in amounts if _fits(said, amount)]
    named = [amount for amount in fitting if said.noun in amount.names]
    if len(picked := named or fitting) != 1:
        return None
    (amount,) = picked
    tens = next(tens for unit, tens in amount.units.items() if said.unit.startswith(unit))
    return amount, said._replace(scale=said.scale - tens)


def _fits(said: SaidCount, amount: Amount) -> bool:
    """Whether the unit is the amount's and the words beside it are no other thing's."""
    is_named = not said.noun or any(said.noun in name for name in amount.names)
    behind = [said.unit.removeprefix(each) for each in amount.units if said.unit.startswith(each)]
    return is_named and any(not each or each in amount.names for each in behind)
