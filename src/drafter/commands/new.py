"""Next year's data file: the structure and what stands stays, the year's records go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter import output, source, workspace
from drafter.commands.drafting.drafts import open_template, template_name
from drafter.problems import DrafterError, FilePlace, Problem, problem, select_blocking
from drafter.schema import Field
from drafter.source import edits
from drafter.source.edits import Edit, Entry
from drafter.vocabulary import DATE_KEY, TEMPLATE_KEY, YEAR_KEY
from drafter.workspace import Workspace

_DATE = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?")


@dataclass(frozen=True)
class Renewed:
    """What came of it: the file, and the names of what was emptied, carried, and left to fill in.

    carried: each name with how many marks wait there to be confirmed.
    """

    path: Path
    year: int
    before: int
    emptied: tuple[str, ...]
    carried: tuple[tuple[str, int], ...]
    to_fill: tuple[str, ...]
    text: str = field(repr=False, default="")


def new(year: int | str, from_: int | str | None = None, *, here: str | Path = ".") -> Renewed:
    """Write next year's data file from a year's. Raises DrafterError.

    year: the new one. from_: the year or data file that it is made from; without it the last year
    before. Nothing is overwritten.
    """
    folder = Path(here)
    room = workspace.find_workspace(folder.absolute())
    if room is None:
        raise DrafterError([problem("D510", FilePlace(str(folder.absolute())))])
    wanted = _parse_year(str(year))
    path = _choose_source(room, wanted, from_, folder)
    shown = workspace.show_path(path, folder)
    document, found = source.read_data_file(path, shown)
    if document is None or select_blocking(found):
        raise DrafterError(found)
    before = _read_year(document.root, shown, document, found)
    target = room.data / f"{wanted}{path.suffix}"
    if target.exists():
        raise DrafterError([problem("D540", FilePlace(workspace.show_path(target, folder)))])
    if before >= wanted:
        raise DrafterError([problem("D542", FilePlace(shown), year=before, wanted=wanted)])
    name = template_name(room, document, found)
    root = open_template(room, name, folder, found).schema.root
    raw = edits.read_raw(path)
    made = _renew_text(raw.text, root, wanted, before, target)
    _verify_renewal(made, source.strip_places(document.root), shown)
    written = output.write_copy(
        target, raw.bytes(made.text), shown=workspace.show_path(target, folder)
    )
    if isinstance(written, Problem):
        raise DrafterError([written])
    return made


def _parse_year(year: str) -> int:
    if not re.fullmatch(r"(?:19|20)\d\d", year.removesuffix("年").removesuffix(".yaml")):
        raise DrafterError([problem("D541", None, year=year)], status=2)
    return int(year.removesuffix("年").removesuffix(".yaml"))


def _choose_source(room: Workspace, year: int, asked: int | str | None, here: Path) -> Path:
    if asked is not None:
        return workspace.find_data_file(str(asked), here)
    earlier = {
        int(match[0]): path
        for path in room.years()
        if (match := re.search(r"(?:19|20)\d\d", path.stem)) and int(match[0]) < year
    }
    return earlier[max(earlier)] if earlier else room.data / f"{year - 1}.yaml"


def _read_year(root: Any, shown: str, document: Any, found: list[Problem]) -> int:
    held = root.value.get(YEAR_KEY) if isinstance(root.value, dict) else None
    if held is None or not isinstance(held.value, int):
        place = FilePlace(shown) if held is None else document.place(held)
        raise DrafterError([*found, problem("D543", place)])
    return int(held.value)


def _renew_text(text: str, root: Field, year: int, before: int, target: Path) -> Renewed:
    changes: list[Edit] = []
    emptied, carried, to_fill = [], [], []
    for entry in edits.list_entries(text):
        below = root.fields.get(entry.name)
        if entry.name == YEAR_KEY:
            changes.append(Edit(entry.node.start_mark.index, entry.end, str(year)))
        elif entry.name == TEMPLATE_KEY or entry.node.value in ("", []):
            continue
        elif _is_ledger(entry) and not _is_standing(entry, below):
            changes.append(Edit(entry.colon, entry.end, _format_example(text, entry)))
            emptied.append(entry.name)
        elif _is_dated(entry, below):
            changes.append(Edit(entry.colon, entry.end, ""))
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


def _is_ledger(entry: Entry) -> bool:
    held = entry.node.value
    return isinstance(held, list) and any(type(each).__name__ == "MappingNode" for each in held)


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


def _verify_renewal(made: Renewed, old: Any, shown: str) -> None:
    """Read what was made again: it is the old tree but for what was meant to change."""
    document, found = source.parse(made.text.encode(), shown)
    gone = {*made.emptied, *made.to_fill}
    wanted = {key: None if key in gone else value for key, value in old.items()}
    wanted[YEAR_KEY] = made.year
    if document is None or select_blocking(found) or source.strip_places(document.root) != wanted:
        raise DrafterError([*found, problem("D544", FilePlace(shown))])
