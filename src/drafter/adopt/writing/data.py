"""data/<year>.yaml: last year's values, in the order of the report, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.adopt.model import ITEM_KINDS, Adopted, Column, Figure, TableFound
from drafter.adopt.writing.outline import Outline
from drafter.adopt.writing.yaml_text import add_comment, write_heading, write_record, write_value
from drafter.problems import render_message
from drafter.source.edits import format_scalar, quote_text
from drafter.vocabulary import TEMPLATE_KEY, YEAR_KEY


def list_typed(adopted: Adopted) -> list[Figure]:
    """The figures that the data hold, each name once, in order of the document."""
    typed = [figure for figure in adopted.kept if figure.is_typed]
    return list({figure.name: figure for figure in reversed(typed)}.values())[::-1]


def list_items(adopted: Adopted) -> list[tuple[str, str, str]]:
    """The items at the head of the data: name, kind and value; the year always, the organ first."""
    items = {f.name: (f.kind, f.value) for f in list_typed(adopted) if f.kind in ITEM_KINDS}
    items.setdefault(YEAR_KEY, ("year", str(adopted.year)))
    if adopted.organ and "{{单位}}" in adopted.title:
        items.setdefault("单位", ("text", adopted.organ))
    order = sorted(items, key=lambda name: {"单位": 0, YEAR_KEY: 1}.get(name, 2))
    return [(name, *items[name]) for name in order]


def write_data(adopted: Adopted, outline: Outline, schema_file: str) -> str:
    """The text of the data file. schema_file: the made JSON Schema, as seen from its folder."""
    lines = [f"# yaml-language-server: $schema={schema_file}", "#"]
    told = render_message("adopt.data.head", "zh", name=adopted.name, year=adopted.year)
    lines += [f"# {line}" for line in told.split("\n")]
    lines += ["", f"{TEMPLATE_KEY}: {format_scalar(adopted.name)}"]
    lines += [f"{quote_text(name)}: {write_value(value)}" for name, _, value in list_items(adopted)]
    counted = [figure for figure in list_typed(adopted) if figure.kind not in ITEM_KINDS]
    for heading, figures in outline.group(counted):
        lines += ["", *([write_heading(heading)] if heading else [])]
        lines += _write_figures(figures, outline)
    for table in adopted.tables:
        lines += ["", write_heading(table.description or table.name)]
        lines += _write_records(table)
    return "\n".join(lines) + "\n"


def _write_figures(figures: Sequence[Figure], outline: Outline) -> Iterator[str]:
    for figure in figures:
        line = f"{quote_text(figure.name)}: {write_value(figure.value)}"
        yield add_comment(line, outline.find_sentence(figure).marked)


def _write_records(table: TableFound) -> Iterator[str]:
    yield f"{quote_text(table.name)}:"
    for record in table.records:
        pairs = zip(table.fields, record, strict=True)
        filled = [(column, value) for column, value in pairs if value]
        yield f"  - {write_record((c.name, _write_field(c, value)) for c, value in filled)}"


def _write_field(column: Column, value: str) -> str:
    """The value as its column takes it: what only looks like a number stays a text."""
    return write_value(value) if column.kind in ("integer", "number") else format_scalar(value)
