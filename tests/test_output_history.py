"""Tests for the versions of a report that are kept: which, for how long, and each with its memo."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.output import Base, Store, WriteJob, write_report
from reports import RECORD, Killed, break_off, numbered, runs

DAY = 86_400
CLOCK = "drafter.output.store.time.time"
Write = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".drafter", tmp_path)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "output" / "总结.docx"


@pytest.fixture
def write(store: Store, report: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write the report of a run, at a time of the computer's clock."""

    def write(number: int, at: float = 0, *, watched: bool = False, memo: bytes = b"") -> None:
        monkeypatch.setattr(CLOCK, lambda: 1_700_000_000 + at)
        job = WriteJob(store, report, numbered(number), RECORD, memo=memo, watched=watched)
        assert write_report(job)[0] is not None

    return write


def list_bases(store: Store, report: Path) -> list[Base]:
    """All that is kept of the report, the latest first; of the others' last, if it has none."""
    stored = store.list_versions(report) or store.list_last_of_others(report)
    return [base for each in stored if (base := store.read_version(each)) is not None]


def test_whatever_was_written_is_found_again_with_what_was_said_of_it(
    store: Store, report: Path, write: Write
):
    for number in range(1, 4):
        write(number, memo=b"memo %d" % number if number > 1 else b"")
        assert store.is_last_written(report, numbered(number))
    found = [store.find_run(report, f"{number:032x}") for number in range(1, 4)]
    assert [base and base.memo for base in found] == [b"", b"memo 2", b"memo 3"]
    assert [base and base.data for base in found] == ["data/2021.yaml"] * 3
    assert [base.memo for base in list_bases(store, report)] == [b"memo 3", b"memo 2", b""]
    last = store.find_last(report)
    assert last is not None and last.memo == b"memo 3" and last.version is not None
    assert last.version.number == 3 and last.version.written == 1_700_000_000
    assert store.find_run(report, "f" * 32) is None


@pytest.mark.parametrize("memo", [b"shared\nown", b"\n", b"a\n\nb\n", b"own"])
def test_a_memo_of_several_lines_is_found_as_it_was_kept(
    memo: bytes, store: Store, report: Path, write: Write
):
    write(1, memo=memo)
    last = store.find_last(report)
    assert last is not None and last.memo == memo


@pytest.mark.parametrize("step", [-DAY, 0, DAY, 40 * 365 * DAY])
def test_versions_are_counted_by_the_store_and_no_clock_moves_them(
    store: Store, report: Path, write: Write, step: int
):
    for number in range(1, 30):
        write(number, step * (number % 3))
    assert runs(store, report) == [*range(1, 30)]
    assert [each.version.number for each in store.list_versions(report)] == [*range(29, 0, -1)]


def test_all_that_generate_wrote_in_a_day_is_kept(store: Store, report: Path, write: Write):
    for number in range(1, 231):
        write(number, number)
    assert runs(store, report) == [*range(1, 231)]


def test_what_is_neither_among_the_last_nor_young_goes(store: Store, report: Path, write: Write):
    for number in range(1, 211):
        write(number, number)
    write(211, 80 * DAY)
    assert len(runs(store, report)) == 211
    write(212, 91 * DAY)
    assert runs(store, report) == [*range(12, 213)]  # 200 earlier ones, and the last
    write(213, -5000 * DAY)  # a clock that is behind
    write(214, 5000 * DAY)
    assert runs(store, report) == [*range(14, 215)]


def test_a_watch_keeps_one_a_minute_and_what_was_there_before(
    store: Store, report: Path, write: Write
):
    write(1, 0)
    write(2, 5)
    for number in range(3, 63):
        write(number, 10 * number, watched=True)  # six a minute, for ten minutes
    kept = runs(store, report)
    assert kept[:2] == [1, 2] and kept[-1] == 62
    assert 10 <= len(kept) - 2 <= 13
    write(63, 3600, watched=True)  # the last one of the watch stood for long: it is kept
    assert 62 in runs(store, report)


def test_a_watch_of_months_keeps_what_stood_longest(
    store: Store, report: Path, write: Write, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("drafter.output.history.MOST_IN_ALL", 30)
    monkeypatch.setattr("drafter.output.history.LEFT_IN_ALL", 20)
    monkeypatch.setattr("drafter.output.history.MOST_KEPT", 5)
    write(1)
    at = 0
    for number in range(2, 60):
        at += 3600 if number % 10 == 0 else 70
        write(number, at, watched=True)
    kept = runs(store, report)
    assert len(kept) <= 32 and kept[0] == 1
    assert {9, 19, 29, 39, 49} <= {*kept}  # each stood for an hour before the next one came


def test_the_same_report_written_again_is_one_version(store: Store, report: Path, write: Write):
    for number in (1, 2, 1, 2, 1, 3):
        write(number)
    assert runs(store, report) == [2, 1, 3]


@pytest.mark.parametrize("at", range(1, 12))
def test_a_report_is_never_found_with_the_memo_of_another_one_whenever_a_run_is_killed(
    store: Store, report: Path, write: Write, monkeypatch: pytest.MonkeyPatch, at: int
):
    for number in (1, 2):
        write(number, memo=b"memo %d" % number)
    with monkeypatch.context() as patch:
        break_off(patch, at)
        with pytest.raises(Killed):
            write(3, memo=b"memo 3")

    def is_true_to_memo() -> bool:
        bases = list_bases(store, report)
        return all(
            base.version is not None and base.memo == b"memo %d" % int(base.version.run, 16)
            for base in bases
        )

    assert is_true_to_memo()
    assert store.is_last_written(report, report.read_bytes())
    write(4, memo=b"memo 4")
    assert is_true_to_memo()
    there = {1, 2, 4} if at <= 7 else {1, 2, 3, 4}
    assert there <= {*runs(store, report)}


def test_a_report_that_stands_as_it_would_be_written_gets_the_memo_it_lacked(
    store: Store, report: Path, write: Write
):
    write(1)
    write(1, memo=b"memo")
    assert [base.memo for base in list_bases(store, report)] == [b"memo"]


# What is kept of a version.


def test_what_a_merge_needs_is_kept_and_what_versions_share_is_kept_once(
    store: Store, report: Path
):
    styles, picture = os.urandom(20_000), os.urandom(50_000)
    for number in range(1, 11):
        data = numbered(
            number, styles,
            **{"word/document.xml": b"<w>%d</w>" % number, "word/media/1.png": picture},
        )  # fmt: skip
        write_report(WriteJob(store, report, data, RECORD))
    assert all(styles in _unpacked(base.docx) for base in list_bases(store, report))
    assert not any(picture in _unpacked(base.docx) for base in list_bases(store, report))
    size = sum(path.stat().st_size for path in store.root.rglob("*") if path.is_file())
    assert size < 60_000  # the first version holds its styles itself, the others share theirs


def test_what_no_version_needs_any_more_goes(store: Store, report: Path, write: Write):
    for number in range(1, 6):
        job = WriteJob(store, report, numbered(number, b"styles %d" % (number // 3)), RECORD)
        write_report(job._replace(watched=True))
    assert len(list(store.root.rglob("frames/*"))) == 1


def _unpacked(docx: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return [archive.read(name) for name in archive.namelist()]


# Memory as drafter kept it at first, and memory that is damaged.


def _first_layout(store: Store, report: Path, *, pending: bool = False) -> None:
    folder = store.folder(report)
    (folder / "older").mkdir(parents=True)
    for number in (1, 2, 3):
        path = folder / "older" / f"{number:032x}.docx"
        path.write_bytes(numbered(number))
        os.utime(path, (1000 * number, 1000 * number))
    (folder / "base.docx").write_bytes(numbered(4))
    (folder / "record.json").write_text('{"data": "data/2021.yaml"}', encoding="utf-8")
    if pending:
        (folder / "next.docx").write_bytes(numbered(5))
    report.parent.mkdir()
    report.write_bytes(numbered(5 if pending else 4))


@pytest.mark.parametrize("pending", [False, True])
def test_what_an_earlier_drafter_kept_goes_on_being_found(
    store: Store, report: Path, write: Write, pending: bool
):
    _first_layout(store, report, pending=pending)
    known = [1, 2, 3, 4, *([5] if pending else [])]
    assert runs(store, report) == known
    assert store.is_last_written(report, report.read_bytes())
    assert store.base(report) == numbered(4)
    write(6)
    assert runs(store, report) == [*known, 6]
    assert [each.version.number for each in store.list_versions(report)] == [
        *range(len(known) + 1, 0, -1)
    ]
    for number in known:
        base = store.find_run(report, f"{number:032x}")
        assert base is not None and base.docx == numbered(number)
        assert base.data == "data/2021.yaml"


@pytest.mark.parametrize("at", range(1, 16))
def test_a_run_that_is_killed_while_it_takes_over_such_memory_loses_none(
    store: Store, report: Path, write: Write, monkeypatch: pytest.MonkeyPatch, at: int
):
    _first_layout(store, report, pending=True)
    with monkeypatch.context() as patch:
        break_off(patch, at)
        with contextlib.suppress(Killed):
            write(6)
    assert [*runs(store, report)][:5] == [1, 2, 3, 4, 5]
    write(7)
    assert [*runs(store, report)][:5] == [1, 2, 3, 4, 5]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "zeros": lambda data: bytes(len(data)),
    "one byte": lambda data: data.replace(b"drafter.run", b"drafter.rum", 1),
    "not ours": lambda data: b"hello",
}


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("first_layout", [False, True])
def test_a_damaged_version_is_known_to_be_damaged_and_the_others_are_found(
    store: Store, report: Path, write: Write, how: str, first_layout: bool
):
    if first_layout:
        _first_layout(store, report)
    else:
        for number in range(1, 5):
            write(number)
    path = store.folder(report) / "base.docx"
    before = path.read_bytes()
    data = before[:50] + bytes([before[50] ^ 1]) + before[51:] if how == "one byte" else before
    path.write_bytes(DAMAGES[how](data))
    assert store.find_run(report, f"{4:032x}") is None
    assert store.base(report) is None
    assert len(list_bases(store, report)) == 3
    assert store.has_written(report)
    if first_layout:
        report.unlink()
    else:
        assert store.is_last_written(report, numbered(4))
    write(5)
    assert runs(store, report)[:3] == [1, 2, 3]
