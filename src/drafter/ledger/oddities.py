"""What a schema allows and hardly anybody means: a total among the records, a negative count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from drafter import patterns
from drafter.problems import Problem
from drafter.schema import Field, Schema, warn_of_value
from drafter.source import Document, Node

_MEAN = patterns.postpone("(?:人均|月均|年均)?平均(?:值|数)?|均值")
_SIGNS = ("计", "和", "共", "均", "总")
_LONGEST = 16
_COUNT = patterns.postpone(r".*(?:数|数量|人次)")
_MEASURED = patterns.postpone(r".*[元%％‰点度℃分].*")
"""Units of what may well be below nothing."""
_SIGNED = patterns.postpone(
    r".*(?:[增减差余盈亏温率升降涨跌]|变[化动]|同比|环比|比重|指数|得分|积分|浮动|利润).*"
)
_MOST_TOLD = 20
"""So many are told of one data file."""


def find_oddities(document: Document, schema: Schema) -> Iterator[Problem]:
    """D221 for each total that counts as a record, and each count below nothing."""
    found = _walk_record(document, document.root, schema.root)
    for _, each in zip(range(_MOST_TOLD), found, strict=False):
        yield each


def _walk_record(document: Document, node: Node, field: Field) -> Iterator[Problem]:
    values = node.value if isinstance(node.value, dict) else {}
    counts = _list_counts(field)
    yield from _find_negative(document, values, counts)
    for name, below in field.fields.items():
        held = values.get(name)
        if held is None:
            continue
        if below.kind == "record":
            yield from _walk_record(document, held, below)
        elif below.kind == "ledger" and isinstance(held.value, list):
            yield from _walk_ledger(document, held.value, below)


def _walk_ledger(document: Document, entries: list[Node], ledger: Field) -> Iterator[Problem]:
    counts = _list_counts(ledger)
    texts = [f for f in ledger.fields.values() if f.kind in ("text", "any") and not f.choices]
    for entry in entries:
        values = entry.value
        if isinstance(values, dict):
            yield from _find_negative(document, values, counts)
            yield from _find_total(document, values, texts)


def _list_counts(field: Field) -> list[Field]:
    return [each for each in field.fields.values() if _is_count(each)]


def _is_count(field: Field) -> bool:
    """Whether a field holds how many of something there are, and the schema says no least."""
    if field.kind not in ("integer", "figure") or field.bounded:
        return False
    is_measured = field.unit and _MEASURED.fullmatch(field.unit)
    if is_measured or any(_SIGNED.fullmatch(each) for each in (field.name, field.title)):
        return False
    return bool(field.unit or _COUNT.fullmatch(field.name))


def _find_negative(
    document: Document, values: Mapping[str, Node], counts: list[Field]
) -> Iterator[Problem]:
    for field in counts:
        node = values.get(field.name)
        value = None if node is None else node.value
        if node is not None and isinstance(value, (int, str)) and str(value)[:1] in "-－−":
            yield warn_of_value(document.place(node), field, str(value), "negative")


def _find_total(
    document: Document, values: Mapping[str, Node], texts: list[Field]
) -> Iterator[Problem]:
    for field in texts:
        node = values.get(field.name)
        value = None if node is None else node.value
        if node is not None and isinstance(value, str) and _is_total(value):
            yield warn_of_value(document.place(node), field, value.strip(), "total")
            return


def _is_total(text: str) -> bool:
    if len(text) > _LONGEST or not any(sign in text for sign in _SIGNS):
        return False
    from drafter.ledger.row_words import TOTAL  # a dozen patterns, which few data have need of

    words = "".join(unicodedata.normalize("NFKC", text).split())
    return bool(TOTAL.fullmatch(words) or _MEAN.fullmatch(words.rstrip(":")))
