"""Laws of changing data by path, on random years written in every way."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import (
    DataFile,
    InsertRecord,
    MoveRecord,
    RemoveRecord,
    SetValue,
    edit_data,
    invert_changes,
)
from drafter.commands.editing.files import renew_file
from drafter.commands.editing.model import Change
from drafter.source import parse
from drafter.source.edits import enclose_text, format_scalar
from editing import HEAD, opened, values
from work import many

TEXTS = st.sampled_from(
    [
        "学习",
        "a, b",
        "x: y",
        "第一\n第二",
        "“全会”精神",
        "- 一",
        "#3",
        "12",
        "是",
        "null",
        "[甲]",
        "3.5",
    ]
)
COLUMNS = ("类别", "主题", "备注")
VALUES = st.dictionaries(st.sampled_from(COLUMNS), TEXTS, min_size=1)
REMARKS = st.sampled_from(["", "  # 存疑", " #"])
BETWEEN = st.sampled_from(["", "", "  # 下半年\n", "\n"])


@functools.cache
def start() -> DataFile:
    return opened(Path(tempfile.mkdtemp()), HEAD)


def year(text: str) -> DataFile:
    """The text as the data of one office, whose files are read once for all examples."""
    file = start()
    content = file.raw.bytes(text)
    document, problems = parse(content, file.shown)
    assert document is not None, problems
    return renew_file(file, text, content, document, problems)


@st.composite
def record(draw: st.DrawFn) -> str:
    """A record's lines, in one of the ways that people write them."""
    held, remark, way = draw(VALUES), draw(REMARKS), draw(st.integers(0, 4))
    pairs = [f"{key}: {format_scalar(text)}" for key, text in held.items()]
    if way == 0:
        return f"  - {{{', '.join(pairs)}}}{remark}\n"
    if way == 1:
        return f"  - {{{(',' + remark + chr(10) + '     ').join(pairs)}}}\n"
    if way == 2:
        return (
            "  - " + "\n    ".join(f"{key}: >-{remark}\n      甲\n      乙" for key in held) + "\n"
        )
    if way == 3:
        quoted = [f"{key}: {enclose_text(text)}{remark}" for key, text in held.items()]
        return "  - " + "\n    ".join(quoted) + "\n"
    return "  - " + "\n    ".join(f"{pair}{remark}" for pair in pairs) + "\n"


@st.composite
def years(draw: st.DrawFn) -> str:
    rows = draw(st.lists(record(), min_size=1, max_size=4))
    ledger = "".join(draw(BETWEEN) + row for row in rows)
    text = f"{HEAD}会议:\n{ledger}" + draw(st.sampled_from(["", "# 完\n", "人数: 3  # 记\n"]))
    text = text if draw(st.booleans()) else text.replace("\n", "\r\n")
    return text.rstrip("\r\n") if draw(st.booleans()) else text


@st.composite
def sequences(draw: st.DrawFn) -> tuple[DataFile, list[Change]]:
    """A year, and changes that can be made in it one after the other."""
    file = year(draw(years()))
    count = len(values(file)["会议"])  # type: ignore[arg-type]
    changes: list[Change] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["set", "set", "insert", "remove", "move"]))
        at = draw(st.integers(0, max(count - 1, 0)))
        if kind == "insert" or not count:
            changes.append(InsertRecord("会议", min(at, count), draw(VALUES)))
            count += 1
        elif kind == "set":
            path = ("会议", at, draw(st.sampled_from(COLUMNS)))
            changes.append(SetValue(path, draw(st.one_of(TEXTS, st.just("")))))
        elif kind == "remove":
            changes.append(RemoveRecord("会议", at))
            count -= 1
        else:
            changes.append(MoveRecord("会议", at, draw(st.integers(0, count - 1))))
    return file, changes


def rows(file: DataFile) -> list[dict[str, str]]:
    """The records as they are meant: what is empty is not there."""
    held = values(file).get("会议") or []
    return [
        {key: str(text) for key, text in each.items() if text is not None}
        for each in held  # type: ignore[attr-defined]
    ]


def untouched(file: DataFile, touched: set[str | int]) -> list[str]:
    """The lines of all records but these, and of what stands round them."""
    assert file.document is not None
    assert isinstance(file.document.root.value, dict)
    records = file.document.root.value["会议"].value
    assert isinstance(records, list)
    lines, starts = file.text.splitlines(keepends=True), [each.line - 1 for each in records]
    kept = lines[: starts[0]]
    for row, (start, end) in enumerate(pairwise([*starts, len(lines)])):
        if row not in touched:
            kept += lines[start:end]
    return kept


def meant(before: list[dict[str, str]], changes: Sequence[Change]) -> list[dict[str, str]]:
    records = [dict(each) for each in before]
    for change in changes:
        match change:
            case SetValue(("会议", int(at), str(name)), text):
                records[at].pop(name, None)
                records[at] |= {name: text} if text else {}
            case InsertRecord(_, at, held):
                records.insert(at, dict(held))
            case RemoveRecord(_, at):
                del records[at]
            case MoveRecord(_, at, to):
                records.insert(to, records.pop(at))
    return records


@settings(max_examples=many(150))
@given(sequences())
def test_what_is_read_again_is_what_was_meant(case: tuple[DataFile, list[Change]]) -> None:
    file, changes = case
    changed = edit_data(file, changes)
    assert rows(changed) == meant(rows(file), changes)
    assert {**values(changed), "会议": 0} == {**values(file), "会议": 0}


@settings(max_examples=many(100))
@given(sequences())
def test_remarks_and_lines_that_no_change_touches_stay(case: tuple[DataFile, list[Change]]) -> None:
    file, changes = case
    changed = edit_data(file, changes)
    touched = {change.path[1] for change in changes if isinstance(change, SetValue)}
    if len(changes) == sum(isinstance(change, SetValue) for change in changes):
        assert changed.text.count("# 存疑") == file.text.count("# 存疑")
        assert untouched(changed, touched) == untouched(file, touched)
    for remark in ("# 下半年", "# 完", "# 记"):
        assert changed.text.count(remark) == file.text.count(remark)
    assert ("\r\n" in changed.text) == ("\r\n" in file.text)


@settings(max_examples=many(100))
@given(sequences())
def test_what_was_changed_can_be_taken_back(case: tuple[DataFile, list[Change]]) -> None:
    file, changes = case
    undone = edit_data(edit_data(file, changes), invert_changes(file, changes))
    assert rows(undone) == rows(file)
    if not any(isinstance(change, SetValue) for change in changes) and rows(undone):
        assert undone.text == file.text


@settings(max_examples=many(60))
@given(years(), st.integers(0, 4), VALUES)
def test_a_record_put_in_and_taken_out_again_leaves_every_byte(
    text: str, at: int, held: dict[str, str]
) -> None:
    file = year(text)
    at = min(at, len(rows(file)))
    changed = edit_data(file, [InsertRecord("会议", at, held)])
    assert edit_data(changed, [RemoveRecord("会议", at)]).text == text
