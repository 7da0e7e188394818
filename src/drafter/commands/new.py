"""Next year's data file: the structure and what stands stays, the year's records go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from drafter import output, source
from drafter.commands.drafting import first_data
from drafter.commands.drafting.drafts import find_template_name, open_template
from drafter.commands.drafting.findings import (
    Findings,
    refuse,
    require_text,
    require_workspace,
    verify_edit,
)
from drafter.problems import DrafterError, FilePlace, Problem, problem
from drafter.schema import Field, Schema
from drafter.source import Document, edits
from drafter.source.edits import Edit, Entry
from drafter.vocabulary import CARRIED_MARK, DATE_KEY, LAST_FIGURE, REVIEWED, TEMPLATE_KEY, YEAR_KEY
from drafter.workspace import Workspace, file_name

_DATE = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?")


@dataclass(frozen=True)
class Renewed:
    """What came of it: the file, and the names of what was emptied, carried, and left to fill in.

    carried: each name with how many marks wait there to be confirmed. before: the year that it was
    made from; 0 for the first file of a template.
    """

    path: Path
    year: int
    before: int
    emptied: tuple[str, ...]
    carried: tuple[tuple[str, int], ...]
    to_fill: tuple[str, ...]
    text: str = field(repr=False, default="")


def new(
    year: int | str, from_: int | str | None = None, *, template: str | None = None,
    here: str | Path = ".",
) -> Renewed:  # fmt: skip
    """Write next year's data file from a year's, or a template's first one. Raises DrafterError.

    year: the new one. from_: the year or data file that it is made from; without it the last year
    before. template: the template whose first data file is made of its schema. Nothing is
    overwritten.
    """
    workspace = require_workspace(here)
    wanted = _parse_year(str(year))
    if template is not None:
        return _write_first(workspace, template, wanted)
    path = _choose_source(workspace, wanted, from_)
    shown = workspace.show(path)
    require_text(path, shown)
    found = Findings()
    document = found.need(source.read_data_file(path, shown))
    found.stop()
    before = found.need(_read_year(document))
    target = workspace.data / f"{_name_target(path, before, wanted)}{path.suffix}"
    if target.exists():
        refuse([problem("D540", FilePlace(workspace.show(target)))])
    if before >= wanted:
        refuse([problem("D542", FilePlace(shown), year=before, wanted=wanted)])
    name = found.need(find_template_name(workspace, document))
    asked = found.need(open_template(workspace, name)).schema
    raw = edits.read_raw(path)
    renewed = _renew_text(raw.text, asked.root, wanted, before, target)
    renewed = _ask_for_review(renewed, asked)
    gone = {*renewed.emptied, *renewed.to_fill}
    values = source.strip_places(document.root)
    expected = {key: None if key in gone else value for key, value in values.items()}
    verify_edit(renewed.text, {**expected, YEAR_KEY: wanted}, shown)
    written = output.write_copy(target, raw.bytes(renewed.text), shown=workspace.show(target))
    if isinstance(written, Problem):
        raise DrafterError([written])
    return renewed


def _write_first(workspace: Workspace, template: str, year: int) -> Renewed:
    """The first data file of a template, named by the year; by both where that one is taken."""
    found = Findings()
    name = found.need(workspace.find_template(template, None))
    root = found.need(open_template(workspace, name)).schema.root
    target = workspace.data / f"{year}.yaml"
    if target.exists():
        target = workspace.data / f"{file_name(name)}{year}.yaml"
    if target.exists():
        refuse([problem("D540", FilePlace(workspace.show(target)))])
    text = first_data.write_first_data(root, name, year)
    filled = {TEMPLATE_KEY: name, YEAR_KEY: year}
    expected = {key: filled.get(key) for key in first_data.list_names(root)}
    verify_edit(text, expected, workspace.show(target))
    written = output.write_copy(target, text.encode(), shown=workspace.show(target))
    if isinstance(written, Problem):
        raise DrafterError([written])
    emptied = tuple(each.name for each in root.fields.values() if each.kind == "ledger")
    to_fill = tuple(key for key in expected if key not in filled and key not in emptied)
    return Renewed(target, year, 0, emptied, (), to_fill, text)


def _name_target(path: Path, before: int, wanted: int) -> str:
    """The new file's name, like that of the file it is made from: 提案2021 gives 提案2022."""
    old = str(before)
    return path.stem.replace(old, str(wanted)) if old in path.stem else str(wanted)


def _parse_year(year: str) -> int:
    digits = year.removesuffix("年").removesuffix(".yaml")
    if not re.fullmatch(r"(?:19|20)\d\d", digits):
        raise DrafterError([problem("D541", None, year=year)], status=2)
    return int(digits)


def _choose_source(workspace: Workspace, year: int, asked: int | str | None) -> Path:
    if asked is not None:
        return workspace.find_data_file(str(asked))
    earlier = {each: path for each, path in workspace.data_by_year().items() if each < year}
    return earlier[max(earlier)] if earlier else workspace.data / f"{year - 1}.yaml"


def _read_year(document: Document) -> tuple[int | None, list[Problem]]:
    root = document.root.value
    year = root.get(YEAR_KEY) if isinstance(root, dict) else None
    if year is None or not isinstance(year.value, int):
        place = FilePlace(document.file) if year is None else document.place(year)
        return None, [problem("D543", place)]
    return year.value, []


def _renew_text(text: str, root: Field, year: int, before: int, target: Path) -> Renewed:
    changes: list[Edit] = []
    emptied, carried, to_fill = [], [], []
    for entry in edits.list_entries(text):
        below = root.fields.get(entry.name)
        if entry.name == YEAR_KEY:
            changes.append(Edit(entry.node.start_mark.index, entry.end, str(year)))
        elif entry.name == TEMPLATE_KEY or entry.node.value in ("", []):
            continue
        elif edits.holds_records(entry.node) and not _is_standing(entry, below):
            changes.append(Edit(entry.colon, entry.end, _format_example(text, entry)))
            emptied.append(entry.name)
        elif _is_dated(entry, below):
            changes.append(Edit(entry.colon, entry.end, ""))
            to_fill.append(entry.name)
        elif below is not None and below.kind == "figure":
            changes.append(Edit(entry.colon, entry.end, _tell_figure(entry, before)))
            to_fill.append(entry.name)
        else:
            marks = {
                edits.mark_carried_value(text, leaf, before)
                for leaf in edits.iter_leaves(entry.node)
            }
            changes += marks
            carried.append((entry.name, len(marks)))
    return Renewed(
        target, year, before, tuple(emptied), tuple(carried), tuple(to_fill),
        edits.apply_edits(text, changes),
    )  # fmt: skip


_ASKED = re.compile(rf"(?m)^# {REVIEWED}：[^\n]*\n?")


def _ask_for_review(renewed: Renewed, asked: Schema) -> Renewed:
    """What the template's wording says, a comment a line at the end, each to be confirmed.

    What was asked the year before goes.
    """
    text = _ASKED.sub("", renewed.text)
    given = asked.raw.get("x-review") or []
    wordings = [str(each) for each in (given if isinstance(given, list) else [given])]
    if not wordings:
        return replace(renewed, text=text)
    end = edits.detect_newline(text)
    mark = f"  # {CARRIED_MARK.format(year=renewed.before)}"
    lines = "".join(f"# {REVIEWED}：{wording}{mark}{end}" for wording in wordings)
    gap = "" if text.endswith("\n") else end
    carried = (*renewed.carried, (REVIEWED, len(wordings)))
    return replace(renewed, text=f"{text}{gap}{lines}", carried=carried)


def _is_standing(entry: Entry, below: Field | None) -> bool:
    """Whether the ledger's records go on from year to year: the schema says so, or no date does."""
    if below is not None and below.standing is not None:
        return below.standing
    fields = below.fields.values() if below else ()
    dated = any(each.kind == "date" for each in fields)
    return not dated and not any(_DATE.fullmatch(value) for value in _iter_scalars(entry.node))


def _is_dated(entry: Entry, below: Field | None) -> bool:
    """Whether the value is a date, which nobody can carry over."""
    kind = below.kind if below else ""
    return entry.name == DATE_KEY or kind == "date" or bool(_DATE.fullmatch(str(entry.node.value)))


def _tell_figure(entry: Entry, before: int) -> str:
    """What a typed figure was, as a comment: nobody can carry it over."""
    typed = str(entry.node.value)
    return "" if "\n" in typed else f"  # {LAST_FIGURE.format(year=before, value=typed)}"


def _iter_scalars(node: Any) -> Iterator[str]:
    held = node.value
    if isinstance(held, str):
        yield held
    for below in held if isinstance(held, list) else ():
        for each in below if isinstance(below, tuple) else (below,):
            yield from _iter_scalars(each)


def _format_example(text: str, entry: Entry) -> str:
    """How a record is written, as a comment in place of the records."""
    first = next(each for each in entry.node.value if isinstance(each.value, list))
    names = [str(key.value) for key, _ in first.value]
    record = ", ".join(f"{name}: " for name in names)
    return f"{edits.detect_newline(text)}  # - {{{record}}}"
