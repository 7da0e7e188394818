"""The first data file of a template, made of its schema: names, and what each takes as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from drafter.schema import Field
from drafter.vocabulary import TEMPLATE_KEY, YEAR_KEY

_PLAIN = re.compile(r"[^\W\d_][\w（）]*")
"""A name or a text that YAML takes for one without quotes."""
_WORDS = frozenset("null true false yes no on off y n".split())


def list_names(root: Field) -> list[str]:
    """The names that the file has, in the schema's order; the template's always."""
    year = [YEAR_KEY] if YEAR_KEY in root.fields else []
    return list(dict.fromkeys([TEMPLATE_KEY, *year, *root.fields]))


def write_first_data(root: Field, template: str, year: int) -> str:
    """The file's text: what is to be filled in is left empty, each ledger has a record to copy."""
    given = {TEMPLATE_KEY: _quote(template), YEAR_KEY: str(year)}
    lines: list[str] = []
    for name in list_names(root):
        field = root.fields.get(name)
        if field is None:
            lines.append(f"{_quote(name)}: {given[name]}")
            continue
        lines += ["", *_comment(_explain(field))]
        lines.append(f"{_quote(name)}:{f' {given[name]}' if name in given else ''}")
        lines += _comment(_sample(field), "  ")
    return "\n".join(lines).lstrip("\n") + "\n"


def _comment(lines: Iterator[str], indent: str = "") -> list[str]:
    return [f"{indent}# {line}" for text in lines for line in text.split("\n")]


def _explain(field: Field) -> Iterator[str]:
    """What the schema says of the field."""
    said = " ".join(field.description.split())
    parts = [said or (field.title if field.title != field.name else "")]
    parts += ["、".join(field.choices)] if field.choices else []
    parts += [f"（{field.unit}）"] if field.unit and field.kind != "ledger" else []
    text = " ".join(filter(None, parts))
    if text:
        yield text


def _sample(field: Field) -> Iterator[str]:
    """How a record or an entry is written, with what each of its fields takes."""
    if field.kind == "ledger":
        yield f"- {{{', '.join(f'{_quote(name)}: ' for name in field.fields)}}}"
    elif field.kind == "list":
        yield "- "
    elif field.kind == "record":
        yield from (f"{_quote(name)}: " for name in field.fields)
    for name, below in field.fields.items():
        yield from (f"  {name}：{text}" for text in _explain(below))


def _quote(text: str) -> str:
    """The text as YAML takes it for one."""
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return text if is_plain else json.dumps(text, ensure_ascii=False)
