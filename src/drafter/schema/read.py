"""Reading a template's schema.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs

from drafter import source
from drafter.problems import Problem, problem
from drafter.schema.fields import Field, tree
from drafter.source import Document, Node

OWN_KEYWORDS = {
    "x-title": ("报告的名称，可以用标签", "the report's name, tags allowed"),
    "x-fixed": ("模板正文里允许直接写的带数字的说法", "wordings with digits that the template may hold"),
    "x-unit": ("数字的单位：次、件、篇", "the unit of a figure"),
    "x-kind": (
        "这一项其实是：date 日期、image 图片、document Word文档",
        "what a text really is: date, image or document",
    ),
}
"""Our own keywords in a schema, with what they mean in Chinese and English."""


@dataclass(frozen=True)
class Schema:
    """What a template asks of its data.

    root: the fields. title: the pattern of the report's name (`x-title`). fixed: wordings with
    digits that the template may hold (`x-fixed`). validator: the compiled JSON Schema.
    """

    file: str
    root: Field
    title: str
    fixed: tuple[str, ...]
    raw: Mapping[str, Any] = field(repr=False)
    validator: jsonschema_rs.Draft202012Validator = field(repr=False)


def read(path: Path, shown: str) -> tuple[Schema | None, list[Problem]]:
    """The schema in the file; or None and what is wrong with it."""
    document, found = source.read(path, shown)
    if document is None or any(p.code for p in found if p.severity.value == "error"):
        return None, found
    raw = source.plain(document.root)
    try:
        validator = jsonschema_rs.Draft202012Validator(raw)
    except jsonschema_rs.ValidationError as error:
        place = document.place(_deepest(document, list(error.instance_path)))
        where = " ".join(map(str, error.instance_path)) or shown
        return None, [*found, problem("D308", place, where=where)]
    except (jsonschema_rs.ReferencingError, ValueError) as error:
        return None, [*found, problem("D308", document.place(document.root), where=str(error))]
    fixed = tuple(map(str, raw.get("x-fixed") or ()))
    title = str(raw.get("x-title", ""))
    return Schema(shown, tree(raw), title, fixed, raw, validator), found


def _deepest(document: Document, path: list[str | int]) -> Node:
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
