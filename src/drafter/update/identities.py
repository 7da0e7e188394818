"""What each block of a report was printed from: its paragraph of the template, and its records.

It is kept with the report as a memo, so that a later merge pairs blocks by their records. Nothing
here may load lxml: a run over reports that nobody has edited writes memos too.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from drafter.engine import Draft
from drafter.figures import Figure, Gap, Record
from drafter.schema import Field
from drafter.word.package.archive import DOCUMENT

_QUICK = 1
"""The level of zlib's compression: a third of the time of its usual one, for a tenth more."""


class Item(NamedTuple):
    """What a loop had in a turn: a record, or a text such as a group's name.

    ledger: the path of the ledger that the record is of, joined; empty for a text. key: the fields
    that no two records may share. values: each field's text; a text's own under "".
    """

    ledger: str
    key: str
    values: Mapping[str, str]
    choices: frozenset[str] = frozenset()


Path = tuple[int, ...]
"""The items of the loops round a block, outermost first, by their places among the items."""


@dataclass(frozen=True)
class Sources:
    """What the blocks of one version were printed from; of an unknown version nothing is there.

    template: the digest of the template's files. paragraphs: the texts of its paragraphs that have
    tags, by their numbers. turns: of a block's token (p5) or a tag's (t12) the path, each time.
    absent: bookmarks in the edited file of blocks whose records the data no longer have, with
    paragraph and path. serials: the tags that print nothing but a row's number.
    """

    template: str = ""
    paragraphs: Mapping[int, str] = field(default_factory=dict)
    items: Sequence[Item] = ()
    turns: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    absent: Mapping[str, tuple[int, Path]] = field(default_factory=dict)
    serials: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        return bool(self.template)

    def path(self, kind: str, number: int, time: int) -> Path | None:
        """The path of a bookmark; None where that is not known."""
        turns = self.turns.get(f"{kind}{number}", ())
        if 0 < time <= len(turns):
            return turns[time - 1]
        return None if kind == "p" else ()

    def add_absent(self, records: Mapping[str, tuple[int, Sequence[Item]]]) -> Sources:
        """The same, with blocks that are of those items, which the data have not."""
        items, absent = [*self.items], {}
        for name, (number, path) in records.items():
            absent[name] = number, tuple(range(len(items), len(items) + len(path)))
            items += path
        return replace(self, items=items, absent=absent)


def describe_sources(draft: Draft) -> Sources:
    """What the draft's blocks were printed from."""
    template = draft.compiled.template
    book = _ItemBook(template.schema.root)
    turns = {
        token: [book.find_path(path) for path in paths] for token, paths in draft.turns.items()
    }
    paragraphs = {
        slot.paragraph.number: slot.paragraph.text for slot in template.slots.get(DOCUMENT, ())
    }
    serials = draft.compiled.serials
    return Sources(template.digest, paragraphs, book.items, turns, serials=serials)


class _ItemBook:
    """The items met so far, each once."""

    def __init__(self, root: Field) -> None:
        self.root = root
        self.items: list[Item] = []
        self.known: dict[Any, int] = {}
        self.ledgers: dict[tuple[str, ...], tuple[str, Sequence[str]]] = {}

    def find_path(self, path: Iterable[Any]) -> Path:
        return tuple([self.find_item(each) for each in path])

    def find_item(self, value: Any) -> int:
        # A record is told from another one of the same content by being another object.
        key = id(value) if isinstance(value, Record) else _show_text(value)
        number = self.known.get(key)
        if number is None:
            number = self.known[key] = len(self.items)
            self.items.append(self.describe(value))
        return number

    def describe(self, value: Any) -> Item:
        if not isinstance(value, Record):
            return Item("", "", {"": _show_text(value)})
        path = tuple([step for step in value.path if isinstance(step, str)])
        if path not in self.ledgers:
            self.ledgers[path] = "/".join(path), _find_unique(self.root, path)
        ledger, unique = self.ledgers[path]
        texts = {
            name: _show_text(each)
            for name, each in value.items()
            if each is not None and not isinstance(each, (Gap, Record))
        }
        key = "\x1f".join([texts.get(name, "") for name in unique])
        return Item(ledger, key, texts, frozenset(value.choices))


def _find_unique(root: Field, path: Iterable[str]) -> Sequence[str]:
    """The fields of that ledger that no two records may share."""
    found: Field | None = root
    for name in path:
        found = found.fields.get(name) if found is not None else None
    return () if found is None else found.unique


def _show_text(value: Any) -> str:
    """The value as it is told from another one; of a group its name, which stays, not its count."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Figure):
        return str(value.exact)
    if isinstance(value, (tuple, list)):
        names = [each for each in value if isinstance(each, str)]
        return "\x1f".join([_show_text(each) for each in names or value])
    return "" if isinstance(value, (Record, Gap)) else str(value)


def pack_sources(sources: Sources) -> bytes:
    """The memo."""
    ledgers: dict[tuple[str, tuple[str, ...], frozenset[str]], int] = {}
    rows = []
    for item in sources.items:
        kind = item.ledger, tuple(item.values), item.choices
        rows.append(
            [ledgers.setdefault(kind, len(ledgers)), item.key, "\x1e".join(item.values.values())]
        )
    made = {
        "template": sources.template,
        "paragraphs": list(sources.paragraphs.items()),
        "ledgers": [[name, fields, sorted(choices)] for name, fields, choices in ledgers],
        "items": rows,
        "turns": sources.turns,
        "absent": sources.absent,
        "serials": sorted(sources.serials),
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _QUICK)


def unpack_sources(memo: bytes) -> Sources:
    """What a memo says; nothing where it is none, or of another version of drafter."""
    try:
        made = json.loads(zlib.decompress(memo))
        kinds = [(name, fields, frozenset(choices)) for name, fields, choices in made["ledgers"]]
        return Sources(
            made["template"],
            dict(made["paragraphs"]),
            list(_unpack_items(kinds, made["items"])),
            {token: list(map(tuple, paths)) for token, paths in made["turns"].items()},
            {name: (number, tuple(path)) for name, (number, path) in made["absent"].items()},
            frozenset(made["serials"]),
        )
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError):
        return Sources()


def _unpack_items(
    kinds: Sequence[tuple[str, Sequence[str], frozenset[str]]], rows: Iterable[Any]
) -> Iterator[Item]:
    for kind, key, texts in rows:
        ledger, fields, choices = kinds[kind]
        values = texts.split("\x1e") if fields else ()
        yield Item(ledger, key, dict(zip(fields, values, strict=True)), choices)
