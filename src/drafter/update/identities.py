"""What each block of a report was printed from: its paragraph of the template, and its records.

It is kept with the report as a memo, so that a later merge pairs blocks by their records. Nothing
here may load lxml: a run over reports that nobody has edited writes memos too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import Any, NamedTuple

from drafter.engine import CompiledTemplate, Draft
from drafter.figures import Figure, Gap, Record, Text
from drafter.frozen import dataclass
from drafter.problems import DataPath
from drafter.schema import Field
from drafter.word.package.archive import DOCUMENT


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


def pack_draft(draft: Draft) -> bytes:
    """The memo of a draft."""
    book = _ItemBook(draft.compiled.template.schema.root)
    turns = {token: book.flatten_turns(paths) for token, paths in draft.turns.items()}
    records = {
        "ledgers": [[name, fields, choices] for name, fields, choices in book.ledgers],
        "kinds": book.kinds,
        "keys": book.keys if any(book.keys) else [],
        "texts": book.texts,
        "turns": turns,
        "absent": {},
    }
    return _describe_template(draft.compiled) + _encode_memo(records)


@lru_cache(maxsize=1)
def _describe_template(compiled: CompiledTemplate) -> bytes:
    """The memo's first line: what all reports of the template say alike."""
    template = compiled.template
    paragraphs = {
        slot.paragraph.number: slot.paragraph.text for slot in template.slots.get(DOCUMENT, ())
    }
    return _encode_shared(template.digest, paragraphs, compiled.serials)


class _ItemBook:
    """The items met so far, each once, in columns: objects for each would cost a large table a
    tenth of its time."""

    def __init__(self, root: Field) -> None:
        self.root = root
        self.ledgers: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
        self.kinds: list[int] = []
        self.keys: list[str] = []
        self.texts: list[str] = []
        self.known: dict[Any, int] = {}
        self.homes: dict[tuple[DataPath, int], _Home] = {}
        self.home = _Home((), (), "", ())

    def flatten_turns(self, paths: Sequence[Sequence[Any]]) -> tuple[list[int], list[int]]:
        """How long each path is, and the items of all."""
        if not any(paths):
            return [0] * len(paths), []
        known, flat = self.known, []
        for value in chain.from_iterable(paths):
            # A record is told from another one of the same content by being another object.
            key = id(value) if type(value) is Record else _show_text(value)
            number = known.get(key)
            if number is None:
                number = known[key] = len(self.kinds)
                if type(value) is Record:
                    self.add_record(value)
                else:
                    self.kinds.append(self.number_ledger("", ("",), ()))
                    self.keys.append("")
                    self.texts.append(str(key))
            flat.append(number)
        return _shorten_lengths([len(path) for path in paths]), flat

    def add_record(self, record: Record) -> None:
        home = self.home
        if record.choices is not home.choices or record.path[:-1] != home.path:
            home = self.home = self.find_home(record)
        fields = tuple(record)
        kind = home.kinds.get(fields)
        if kind is None:
            kind = self.number_ledger(home.ledger, fields, tuple(home.choices))
            home.kinds[fields] = kind
        self.kinds.append(kind)
        unique = home.unique
        self.keys.append("\x1f".join([_show_text(record.get(n)) for n in unique]) if unique else "")
        values = record.values()
        if kind not in home.mixed:  # most records are of texts alone
            try:
                self.texts.append("\x1e".join(values))
                return
            except TypeError:
                home.mixed.add(kind)
        self.texts.append("\x1e".join([v if type(v) is Text else _show_text(v) for v in values]))

    def find_home(self, record: Record) -> _Home:
        path = record.path[:-1]
        place = path, id(record.choices)
        if place not in self.homes:
            names = [step for step in path if isinstance(step, str)]
            unique = _find_unique(self.root, names)
            self.homes[place] = _Home(path, record.choices, "/".join(names), unique)
        return self.homes[place]

    def number_ledger(self, name: str, fields: tuple[str, ...], choices: tuple[str, ...]) -> int:
        return self.ledgers.setdefault((name, fields, choices), len(self.ledgers))


@dataclass(slots=True)
class _Home:
    """Where records stand in the data, so that what they share is looked up once.

    kinds: by the fields that are filled. mixed: the kinds with values that are no texts.
    """

    path: DataPath
    choices: Collection[str]
    ledger: str
    unique: Sequence[str]
    kinds: dict[tuple[str, ...], int] = field(default_factory=dict)
    mixed: set[int] = field(default_factory=set)


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
    return "" if value is None or isinstance(value, (Record, Gap)) else str(value)


def pack_sources(sources: Sources) -> bytes:
    """The memo."""
    ledgers: dict[tuple[str, tuple[str, ...], frozenset[str]], int] = {}
    kinds = [
        ledgers.setdefault((item.ledger, tuple(item.values), item.choices), len(ledgers))
        for item in sources.items
    ]
    shared = _encode_shared(sources.template, sources.paragraphs, sources.serials)
    records = {
        "ledgers": [[name, fields, sorted(choices)] for name, fields, choices in ledgers],
        "kinds": kinds,
        "keys": [item.key for item in sources.items] if any(i.key for i in sources.items) else [],
        "texts": ["\x1e".join(item.values.values()) for item in sources.items],
        "turns": {token: _flatten_paths(paths) for token, paths in sources.turns.items()},
        "absent": sources.absent,
    }
    return shared + _encode_memo(records)


def _encode_shared(digest: str, paragraphs: Mapping[int, str], serials: Iterable[int]) -> bytes:
    facts = {
        "template": digest, "paragraphs": list(paragraphs.items()), "serials": sorted(serials),
    }  # fmt: skip
    return _encode_memo(facts) + b"\n"


def _encode_memo(made: Mapping[str, Any]) -> bytes:
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpack_sources(memo: bytes) -> Sources:
    """What a memo says; nothing where it is none, or of another version of drafter."""
    try:
        made = {key: value for line in memo.split(b"\n") for key, value in json.loads(line).items()}
        kinds = [(name, fields, frozenset(choices)) for name, fields, choices in made["ledgers"]]
        return Sources(
            made["template"],
            dict(made["paragraphs"]),
            list(_unpack_items(kinds, made)),
            {token: _raise_paths(*flat) for token, flat in made["turns"].items()},
            {name: (number, tuple(path)) for name, (number, path) in made["absent"].items()},
            frozenset(made["serials"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return Sources()


def _unpack_items(
    kinds: Sequence[tuple[str, Sequence[str], frozenset[str]]], made: Mapping[str, Any]
) -> Iterator[Item]:
    keys = made["keys"] or repeat("")
    for kind, key, texts in zip(made["kinds"], keys, made["texts"], strict=False):
        ledger, fields, choices = kinds[kind]
        said = texts.split("\x1e") if fields else ()
        values = {name: text for name, text in zip(fields, said, strict=True) if text}
        yield Item(ledger, key, values, choices)


def _flatten_paths(paths: Sequence[Path]) -> tuple[list[int], list[int]]:
    """How long each path is, and all of them in one list."""
    lengths = _shorten_lengths([len(path) for path in paths])
    return lengths, [at for path in paths for at in path]


def _shorten_lengths(lengths: list[int]) -> list[int]:
    """One length where all are alike."""
    return lengths[:1] if len(set(lengths)) == 1 and lengths[0] else lengths


def _raise_paths(lengths: Sequence[int], flat: Sequence[int]) -> list[Path]:
    """The paths again."""
    rest = iter(flat)
    if len(lengths) == 1 and lengths[0]:
        return list(zip(*[rest] * lengths[0], strict=True))
    return [tuple(islice(rest, length)) for length in lengths]
