"""What a template asks of its data: the schema, and the fields that it describes as a tree."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, fields
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from drafter.frozen import dataclass
from drafter.problems.model import TextPlace
from drafter.vocabulary import EARLIER, GONGWEN, PREVIOUS

if TYPE_CHECKING:
    import jsonschema_rs

Kind = Literal[
    "text", "integer", "number", "figure", "boolean", "date", "image", "document", "record",
    "ledger", "list", "any",
]  # fmt: skip

_KINDS: dict[str, Kind] = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "object": "record",
}
OWN_KINDS: dict[str, Kind] = {
    "date": "date", "image": "image", "document": "document", "figure": "figure",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)  # asked of each value: slots pay
class Field:
    """One field: its name, what it holds, and what the schema says of it.

    fields: those of a record, or of a ledger's records. item: what a list of plain values holds.
    choices: the only values allowed, when there are such. unit: 次, 件, 篇 … aliases: what else a
    column of a sheet with this field may be called. standing: whether its records go on from year
    to year, where the schema says so. unique: those of its records' fields that together no two
    records may share. least: how small a number may be, where the schema says so.
    """

    name: str
    kind: Kind
    title: str = ""
    description: str = ""
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    item: Field | None = None
    aliases: tuple[str, ...] = ()
    standing: bool | None = None
    unique: tuple[str, ...] = ()
    least: float | None = None

    def walk(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
        """This field and all below it, each with its path of names."""
        yield path, self
        for name, below in self.fields.items():
            yield from below.walk((*path, name))


_MOST_DEPTH, _MOST_FIELDS = 32, 20_000
"""Below and beyond these a field is of any kind: `$ref`s in a circle would make ever more."""


def build_root_field(schema: Mapping[str, Any]) -> Field:
    """The schema's root as a record field. `$ref` into the schema's own `$defs` is followed."""
    return _FieldBuilder(schema, itertools.count()).field("", schema, required=True, depth=0)


@dataclass(frozen=True, slots=True)
class _FieldBuilder:
    """Makes the fields of one schema; `made` counts them."""

    root: Mapping[str, Any]
    made: Iterator[int]

    def field(self, name: str, node: Any, *, required: bool, depth: int) -> Field:
        node = _resolve_reference(node, self.root)
        grows = depth < _MOST_DEPTH and next(self.made) < _MOST_FIELDS
        kind = _find_kind(node, self.root) if grows else "any"
        holder = (
            _resolve_reference(node.get("items", {}), self.root)
            if kind in ("ledger", "list")
            else node
        )
        fields = self.fields(holder, depth) if kind in ("ledger", "record") else {}
        item = self.field("", holder, required=True, depth=depth + 1) if kind == "list" else None
        return Field(
            name, kind, str(node.get("title", name)), str(node.get("description", "")),
            str(node.get("x-unit", "")), required, tuple(map(str, node.get("enum", ()))), fields,
            item, tuple(map(str, _as_list(node.get("x-aliases")))),
            node.get("x-standing") if isinstance(node.get("x-standing"), bool) else None,
            _read_unique(node, holder) if kind == "ledger" else (),
            _read_least(node),
        )  # fmt: skip

    def fields(self, node: Mapping[str, Any], depth: int) -> dict[str, Field]:
        wanted = node.get("required", ())
        return {
            name: self.field(name, below, required=name in wanted, depth=depth + 1)
            for name, below in node.get("properties", {}).items()
        }


def _read_least(node: Mapping[str, Any]) -> float | None:
    held = node.get("minimum", node.get("exclusiveMinimum"))
    return held if isinstance(held, (int, float)) else None


def _read_unique(node: Mapping[str, Any], holder: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in x-unique, which stands at the ledger or at its items."""
    named = _as_list(node.get("x-unique", holder.get("x-unique")))
    return tuple(str(name) for name in named if isinstance(name, str))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _find_kind(node: Mapping[str, Any], root: Mapping[str, Any]) -> Kind:
    own = node.get("x-kind")
    if isinstance(own, str) and own in OWN_KINDS:
        return OWN_KINDS[own]
    if node.get("format") == "date" and node.get("type", "string") == "string":
        return "date"
    if node.get("type") == "array" or ("type" not in node and isinstance(node.get("items"), dict)):
        items = _resolve_reference(node.get("items", {}), root)
        return "ledger" if items.get("type") == "object" or "properties" in items else "list"
    choices = node.get("enum") or ()
    if "type" not in node and choices and all(isinstance(choice, str) for choice in choices):
        return "text"
    kind = "object" if "type" not in node and "properties" in node else str(node.get("type"))
    return _KINDS.get(kind, "any")


def _resolve_reference(node: Any, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """The node, or what its `$ref` names, the node's own words laid over it."""
    if not isinstance(node, dict):
        return {}
    reference = node.get("$ref", "")
    target: Any = root
    for step in str(reference).removeprefix("#/").split("/") if reference else ():
        target = target.get(step, {}) if isinstance(target, dict) else {}
    return {**target, **node} if reference and isinstance(target, dict) else node


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure of the template's own (`x-figures`): tags print it by its name.

    expression: what it is, in the template language, by names of the data and of other figures.
    place: where the expression stands.
    """

    name: str
    expression: str
    unit: str
    description: str
    place: TextPlace


@dataclass(frozen=True, slots=True)
class NamedCheck:
    """What must hold of the data (`x-checks`): a comparison of figures, and where it stands."""

    rule: str
    place: TextPlace


@dataclass(frozen=True)
class Schema:
    """What a template asks of its data.

    root: the fields. title: the pattern of the report's name (`x-title`), and its place. fixed:
    wordings with digits that the template may hold (`x-fixed`). raw: the schema as it is
    written. is_simple: `clear` can tell what surely fits it. choice_lines: the line on which
    such choices stand. figures: those that have names, by them. checks: what must hold.
    """

    file: str
    root: Field
    title: str
    title_place: TextPlace
    fixed: tuple[str, ...]
    raw: Mapping[str, Any] = field(repr=False)
    is_simple: bool = False
    choice_lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    figures: Mapping[str, NamedFigure] = field(default_factory=dict)
    checks: tuple[NamedCheck, ...] = ()

    @property
    def is_gongwen(self) -> bool:
        """Whether its reports are bound by GB/T 9704 (`x-page`)."""
        return self.raw.get("x-page") == GONGWEN

    @functools.cached_property
    def known_names(self) -> frozenset[str]:
        """All names that a tag may begin with."""
        return frozenset({*self.root.fields, *self.figures, PREVIOUS, EARLIER})

    @functools.cached_property
    def odd_names(self) -> frozenset[str]:
        """Names of records' fields that a tag cannot have behind a dot, and none of them begins
        with a name that it can."""
        names = {name for path, _ in self.root.walk() for name in path[-1:]}
        odd = {name for name in names if not is_tag_name(name)}
        return frozenset(name for name in odd if re.split(r"\W", name)[0] not in names - odd)

    @functools.cached_property
    def validator(self) -> jsonschema_rs.Draft202012Validator:
        """The compiled schema."""
        import jsonschema_rs  # loaded when there is a doubt

        return jsonschema_rs.Draft202012Validator(encode_references(self.raw))

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


_RESERVED = frozenset("and or not in is if else true false none True False None".split())
"""Words of the template language."""


def is_tag_name(name: str) -> bool:
    """Whether a tag can have the name as it is: {{ 名称 }}. What begins with _ is drafter's own."""
    return name.isidentifier() and name not in _RESERVED and not name.startswith("_")


def propose_name(name: str, taken: Collection[str]) -> str:
    """A name much like it that a tag can have: 金额（万元） as 金额万元, 2021年数 as 年数2021."""
    plain = re.sub(r"\W", "", name).strip("_")
    rest = plain.lstrip("0123456789")
    made = f"{rest or '项'}{plain.removesuffix(rest)}"
    made = made if is_tag_name(made) else f"项{made}"
    return made if made not in taken else f"{made}_2"


def encode_references(node: Any) -> Any:
    """The schema with each `$ref` as a URI, so that names in it may be Chinese."""
    if isinstance(node, list):
        return [encode_references(below) for below in node]
    if not isinstance(node, dict):
        return node
    encoded = {key: encode_references(below) for key, below in node.items()}
    if encoded.get("x-kind") == "figure":
        encoded.pop("type", None)  # a number or a text: what it may be, `convert_value` has said
    if isinstance(reference := encoded.get("$ref"), str):
        encoded["$ref"] = encode_uri(reference)
    return encoded


def encode_uri(reference: str) -> str:
    """The reference as the validator takes it: what a URI cannot hold is escaped."""
    return quote(reference, "#/$%:?&=~@+,;!*'()")
