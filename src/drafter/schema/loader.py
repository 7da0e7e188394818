"""Reading what a template asks of its data: schema.yaml, or template.yaml made JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter import source
from drafter.problems import Problem, TextPlace, phrase, problem
from drafter.schema import clear, named
from drafter.schema.fields import Schema, build_root_field, encode_references, encode_uri
from drafter.schema.slips import TITLE_KEY, UNSOUND, check_schema
from drafter.source import Document, Node, walk_path
from drafter.vocabulary import DESCRIPTION


def read_schema(
    path: Path, shown: str, data: bytes | None = None
) -> tuple[Schema | None, list[Problem]]:
    """The schema in the file; or None and what is wrong with it. data: what would stand there."""
    document, found = _read_document(path, shown, data)
    if document is None:
        return None, found
    raw = source.strip_places(document.root)
    found += check_schema(document)
    is_simple = clear.is_simple(raw)
    told = any(each.code in UNSOUND for each in found)
    if not is_simple and not told and (wrong := _check_soundness(document, raw)) is not None:
        return None, [*found, wrong]
    root = build_root_field(raw)
    figures, slips = named.read_figures(document, root)
    checks, unfit = named.read_checks(document)
    found += [*slips, *unfit]
    if any(p.severity.value == "error" for p in found):
        return None, found
    fixed = raw.get("x-fixed") or []
    wordings = tuple(map(str, fixed if isinstance(fixed, list) else [fixed]))
    title = str(raw.get(TITLE_KEY, ""))
    place = _find_title_place(document)
    lines = dict(_list_choices(document.root))
    made = Schema(shown, root, title, place, wordings, raw, is_simple, lines, figures, checks)
    return made, found


def _read_document(
    path: Path, shown: str, data: bytes | None
) -> tuple[Document | None, list[Problem]]:
    """The file as JSON Schema; None where an error stops it."""
    read = source.read_data_file(path, shown) if data is None else source.parse(data, shown)
    document, found = read[0], [_ask_for_quotes(each) for each in read[1]]
    if document is None or any(p.severity.value == "error" for p in found):
        return None, found
    if path.name == DESCRIPTION:
        from drafter.schema.description import reading  # only where a template.yaml is new

        document, slips = reading.read_description(document)
        found += slips
    return (None if any(p.severity.value == "error" for p in found) else document), found


def _ask_for_quotes(found: Problem) -> Problem:
    """A tag that stands in no quotes, which YAML takes for a mapping, told as what it is."""
    place = found.place
    if found.code != "D122" or not isinstance(place, TextPlace) or "{{" not in place.source:
        return found
    key = place.source.partition(":")[0].strip()
    return problem("D582", place, key=key, hint=phrase("template.braces"))


def _check_soundness(document: Document, raw: Any) -> Problem | None:
    """What the validator has against the schema itself."""
    import jsonschema_rs

    try:
        jsonschema_rs.Draft202012Validator(encode_references(raw))
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        return _report_invalid(document, error)
    return None


def _list_choices(node: Node) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each list of choices of the schema, and the line on which it begins."""
    below = node.value
    if isinstance(below, dict):
        choices = below.get("enum")
        if choices is not None and isinstance(choices.value, list):
            yield tuple(str(each.value) for each in choices.value), choices.line
        below = list(below.values())
    for each in below if isinstance(below, list) else ():
        yield from _list_choices(each)


def _find_title_place(document: Document) -> TextPlace:
    root = document.root.value
    named = root.get(TITLE_KEY) if isinstance(root, dict) else None
    return document.place(named or document.root)


def _report_invalid(document: Document, error: Exception) -> Problem:
    """What the validator refuses: the node it names, or the `$ref` that leads nowhere."""
    path = list(getattr(error, "instance_path", ()))
    if path:
        node = _find_deepest_node(document, path)
        return problem("D308", document.place(node), where=" ".join(map(str, path)))
    for node in _find_references(document.root):
        if encode_uri(str(node.value)).lstrip("#") in str(error):
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
    *_, node = walk_path(document.root, path)
    return node
