"""What the server answers, as JSON: ledgers as grids, problems at their cells, refusals."""

from __future__ import annotations

import dataclasses
import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from starlette.responses import Response

from drafter.commands.previewing.paths import find_cell, find_path
from drafter.desk.server.events import encode_json
from drafter.problems import (
    Lang,
    Place,
    Problem,
    SheetFile,
    TextPlace,
    WordPlace,
    format_path,
    problem,
    render_message,
)
from drafter.problems.model import DataPath
from drafter.source import Node
from drafter.source.editing.meaning import find_node
from drafter.source.edits import find_unconfirmed_marks

if TYPE_CHECKING:  # what is told of is known to whoever tells it
    from drafter.commands.editing.model import DataFile, LedgerView
    from drafter.commands.previewing.previewer import PlacedProblem
    from drafter.desk.years.placing import Conflict


_LACKING = ("D201", "D339")
_NUMBERED = re.compile(r"第(\d+)条")


def make_answer(content: Mapping[str, object], status: int = 200) -> Response:
    """An answer; `ok` says whether it is one to what was asked."""
    body = encode_json({"ok": status < 400, **content})
    return Response(body.encode("utf-8", "replace"), status, media_type="application/json")


def refuse_request(found: Problem, status: int, lang: Lang) -> Response:
    """Why nothing was done."""
    return make_answer({"status": status, "problem": describe_problem(found, lang)}, status)


def report_fault(error: Exception) -> Problem:
    """That drafter itself failed; its makers find more in what the desk was started from."""
    logging.getLogger("drafter.desk").error("%s", error, exc_info=error)
    return problem("D623", None, error=f"{type(error).__name__}: {error}")


def describe_problem(
    found: Problem, lang: Lang, path: DataPath | None = None, line: tuple[str, int] | None = None
) -> dict[str, object]:
    """A problem: its words, its cell, and where it stands on the page."""
    place = found.place
    part, paragraph = line or (None, None)
    column, width = (place.column, place.width) if isinstance(place, WordPlace) else (0, 0)
    return {
        "code": found.code, "severity": found.severity.value,
        "message": found.message(lang), "cure": found.cure(lang),
        "place": _tell_place(place, lang),
        "path": path, "part": part, "paragraph": paragraph, "column": column, "width": width,
    }  # fmt: skip


def _tell_place(place: Place | None, lang: Lang) -> str:
    """Where it stands, as somebody finds it who has no editor: a line, but no column of it."""
    if isinstance(place, TextPlace) and not isinstance(place.file, SheetFile):
        return render_message("desk.spot", lang, file=place.file, line=place.line)
    return place.to_text(lang) if place is not None else ""


def find_cell_of(found: Problem, file: DataFile) -> DataPath | None:
    """The cell of the year's data that a problem is at; None where it is at none."""
    if file.document is None or file.schema is None:
        return None
    named = _read_path(str(dict(found.values).get("where", "")))
    if found.code in _LACKING and named[0] in file.schema.root.fields:
        return find_cell(named, file.schema.root)
    if not isinstance(found.place, TextPlace):
        return None
    path = find_path(file.document, found.place, file.document)
    return path and find_cell(path, file.schema.root)


def _read_path(words: str) -> DataPath:
    """The path that `format_path` tells of: 会议 第3条 日期."""
    steps = (_NUMBERED.fullmatch(word) or word for word in words.split(" "))
    return tuple(each if isinstance(each, str) else int(each[1]) - 1 for each in steps)


def describe_problems(placed: Iterable[PlacedProblem], lang: Lang) -> list[dict[str, object]]:
    """All problems, in their order."""
    return [describe_problem(each.problem, lang, each.path, each.line) for each in placed]


def count_wrong(problems: Iterable[PlacedProblem]) -> dict[str, int]:
    """How many cells and records of each ledger something is wrong with."""
    paths = {each.path for each in problems if each.path and each.problem.severity.value != "hint"}
    return dict(Counter(str(path[0]) for path in paths))


def describe_ledger(view: LedgerView, wrong: int) -> dict[str, object]:
    """A ledger, or a single value, as its grid shows it."""
    sources = {row.source for row in view.rows} - {""}
    return {
        "name": view.name, "title": view.title, "kind": view.kind, "unit": view.unit,
        "help": view.help, "required": view.required,
        "columns": [dataclasses.asdict(column) for column in view.columns],
        "rows": [row.cells for row in view.rows],
        "source": min(sources, default=""), "count": len(view.rows), "wrong": wrong,
    }  # fmt: skip


def describe_conflict(
    conflict: Conflict, who: Mapping[DataPath, str] | None = None
) -> dict[str, object]:
    """A change that was not made, with both texts."""
    return {**conflict.__dict__, "who": (who or {}).get(conflict.path, "")}


def list_ledger_json(
    views: Mapping[str, LedgerView], names: Sequence[str], problems: Iterable[PlacedProblem]
) -> list[dict[str, object]]:
    """The named ledgers."""
    wrong = count_wrong(problems)
    return [describe_ledger(views[name], wrong.get(name, 0)) for name in names if name in views]


def list_carried(
    file: DataFile, views: Mapping[str, LedgerView], lang: Lang
) -> list[dict[str, object]]:
    """The values carried over from another year that nobody has confirmed, each as its cell has it.

    Where no cell is known, as the file has it.
    """
    document = file.document
    if document is None:
        return []
    found: list[dict[str, object]] = []
    for line, column, year in find_unconfirmed_marks(document.lines):
        words = document.lines[line - 1]
        start = len(words) - len(words.lstrip())
        path = find_path(document, TextPlace(document.file, line, start + 1), document)
        path = path and _widen_path(document.root, path, line)
        name, text = _spell_carried(path, views) if path else ("", "")
        text = text or words[: column - 1].strip().lstrip("- ")
        note = render_message("desk.from", lang, year=year)
        found.append({"line": line, "path": path, "name": name, "text": text, "note": note})
    return found


def _widen_path(root: Node, path: DataPath, line: int) -> DataPath:
    """The whole of what stands on the line: of a record in one line not its first cell alone."""
    for length in range(1, len(path)):
        node = find_node(root, path[:length])
        if node is not None and _is_on_line(node, line):
            return path[:length]
    return path


def _is_on_line(node: Node, line: int) -> bool:
    """Whether it and all that is in it begin on the line."""
    match node.value:
        case dict() as values:
            parts = [*values.values()]
        case list() as entries:
            parts = entries
        case _:
            parts = []
    return node.line == line and all(_is_on_line(each, line) for each in parts)


def _spell_carried(path: DataPath, views: Mapping[str, LedgerView]) -> tuple[str, str]:
    """Where a value stands and what it is, in the words of its grid; of a record all its cells."""
    view = views.get(str(path[0]))
    if view is None:
        return format_path(path), ""
    numbers = [step for step in path[1:2] if isinstance(step, int) and len(view.rows) > step]
    row = view.rows[numbers[0] if numbers else 0] if view.rows else None
    titles = {column.name: column.title or column.name for column in view.columns}
    chosen = [str(step) for step in path[1:] if step in titles]
    where = format_path([view.title, *numbers, *(titles[name] for name in chosen)])
    if row is None:
        return where, ""
    pairs = zip(view.columns, row.cells, strict=False)
    cells = [(titles[c.name], cell) for c, cell in pairs if cell and c.name in (chosen or titles)]
    if chosen or len(titles) == 1:
        return where, "".join(cell for _, cell in cells)
    return where, "；".join(f"{title}：{cell}" for title, cell in cells)
