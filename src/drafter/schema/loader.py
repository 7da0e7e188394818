"""Reading a template's schema.yaml."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from drafter import source
from drafter.problems import Problem, TextPlace, problem
from drafter.schema import clear, slips
from drafter.schema.fields import Field, build_root_field
from drafter.source import Document, Node

if TYPE_CHECKING:
    import jsonschema_rs

TITLE_KEY = "x-title"
_URI_SIGNS = "#/$%:?&=~@+,;!*'()"
"""What stays as it is in a URI."""


@dataclass(frozen=True)
class Schema:
    """What a template asks of its data.

    root: the fields. title: the pattern of the report's name (`x-title`), and its place. fixed:
    wordings with digits that the template may hold (`x-fixed`). raw: the schema as it is
    written. is_simple: `clear` can tell what surely fits it.
    """

    file: str
    root: Field
    title: str
    title_place: TextPlace
    fixed: tuple[str, ...]
    raw: Mapping[str, Any] = field(repr=False)
    is_simple: bool = False

    @functools.cached_property
    def validator(self) -> jsonschema_rs.Draft202012Validator:
        """The compiled schema."""
        import jsonschema_rs  # loaded when there is a doubt

        return jsonschema_rs.Draft202012Validator(_encode_references(self.raw))

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


def read_schema(path: Path, shown: str) -> tuple[Schema | None, list[Problem]]:
    """The schema in the file; or None and what is wrong with it."""
    document, found = source.read_data_file(path, shown)
    if document is None or any(p.severity.value == "error" for p in found):
        return None, found
    raw = source.strip_places(document.root)
    found += slips.find_slips(document)
    is_simple = clear.is_simple(raw)
    if not is_simple and (wrong := _check_soundness(document, raw)) is not None:
        return None, [*found, wrong]
    if any(p.severity.value == "error" for p in found):
        return None, found
    fixed = raw.get("x-fixed") or []
    wordings = tuple(map(str, fixed if isinstance(fixed, list) else [fixed]))
    title = str(raw.get(TITLE_KEY, ""))
    place = _find_title_place(document)
    return Schema(shown, build_root_field(raw), title, place, wordings, raw, is_simple), found


def _check_soundness(document: Document, raw: Any) -> Problem | None:
    """What the validator has against the schema itself."""
    import jsonschema_rs

    try:
        jsonschema_rs.Draft202012Validator(_encode_references(raw))
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        return _report_invalid(document, error)
    return None


def _find_title_place(document: Document) -> TextPlace:
    root = document.root.value
    named = root.get(TITLE_KEY) if isinstance(root, dict) else None
    return document.place(named or document.root)


def _encode_references(node: Any) -> Any:
    """The schema with each `$ref` as a URI, so that names in it may be Chinese."""
    if isinstance(node, list):
        return [_encode_references(below) for below in node]
    if not isinstance(node, dict):
        return node
    encoded = {key: _encode_references(below) for key, below in node.items()}
    if isinstance(reference := encoded.get("$ref"), str):
        encoded["$ref"] = quote(reference, _URI_SIGNS)
    return encoded


def _report_invalid(document: Document, error: Exception) -> Problem:
    """What the validator refuses: the node it names, or the `$ref` that leads nowhere."""
    path = list(getattr(error, "instance_path", ()))
    if path:
        node = _find_deepest_node(document, path)
        return problem("D308", document.place(node), where=" ".join(map(str, path)))
    for node in _find_references(document.root):
        if quote(str(node.value), _URI_SIGNS).lstrip("#") in str(error):
            return problem("D308", document.place(node), where=str(node.value))
    reason = str(error).partition("\n")[0]
    return problem("D308", document.place(document.root), where=reason)


def _find_references(node: Node) -> Iterator[Node]:
    match node.value:
        case dict() as mapping:
            for key, below in mapping.items():
                yield from (below,) if key == "$ref" else _find_references(below)
        case list() as entries:
            for below in entries:
                yield from _find_references(below)


def _find_deepest_node(document: Document, path: list[str | int]) -> Node:
    """The node at the path, or the nearest one above it that exists."""
    node = document.root
    for step in path:
        below = node.value
        if isinstance(below, dict) and step in below:
            node = below[str(step)]
        elif isinstance(below, list) and isinstance(step, int) and step < len(below):
            node = below[step]
        else:
            break
    return node
