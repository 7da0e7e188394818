"""Values that a template groups or lists by, written in two ways that a person takes for one."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

from drafter import patterns
from drafter.checks.hits import Hit, about_data, place_of
from drafter.checks.matching.page_text import PageText
from drafter.engine import CompiledTemplate
from drafter.figures import Record, Records, Text

_GATHERING = patterns.postpone(
    r"\|\s*(?:取|column|分组|groups|其中|breakdown|groupby|unique|map)\s*\(\s*"
    r"(?:field\s*=|attribute\s*=)?\s*[\"'“‘”’]([^\"'“‘”’]+)"
)
_FINAL_MARKS = "。，、；;,.！!：: "


def find_near_values(page: PageText) -> Iterator[Hit]:
    """D248: two values of a field that is listed or grouped by differ in blanks, width or marks."""
    if page.draft is None:
        return
    compiled = page.draft.compiled
    wanted = _list_gathered(compiled)
    for ledger, field in compiled.template.schema.root.fields.items() if wanted else ():
        records = page.ledger.values.get(ledger)
        if field.kind == "ledger" and isinstance(records, Records):
            for name in wanted & field.fields.keys():
                if field.fields[name].kind == "text" and not field.fields[name].choices:
                    yield from _compare_values(records, name)


@functools.lru_cache(maxsize=4)
def _list_gathered(compiled: CompiledTemplate) -> frozenset[str]:
    """The fields that a tag or a figure with a name lists or groups by; looked for once for all
    reports of a batch."""
    tags = (slot.tag for slots in compiled.template.slots.values() for slot in slots)
    figures = compiled.template.schema.figures.values()
    expressions = [tag.expression for tag in tags if "|" in tag.inside]
    expressions += [figure.expression for figure in figures]
    return frozenset(name for text in expressions for name in _GATHERING.findall(text))


def _compare_values(records: Records, name: str) -> Iterator[Hit]:
    distinct: dict[str, Record] = {}
    for record in records:
        value = record.get(name)
        if type(value) is Text:
            distinct.setdefault(str(value), record)
    firsts: dict[str, str] = {}
    for value, record in distinct.items():
        first = firsts.setdefault(_normalize(value), value)
        if first != value:
            one, other = (each[name].origins[0] for each in (distinct[first], record))
            yield about_data(
                "D248", place_of(other), field=name, one=first, other=value, first=one.where,
                second=other.where,
            )  # fmt: skip


def _normalize(value: str) -> str:
    """The value without blanks and final marks, in one width: 一 stays other than 二, 1 than 2."""
    narrow = "".join(unicodedata.normalize("NFKC", value).split()).rstrip(_FINAL_MARKS)
    return narrow or value
