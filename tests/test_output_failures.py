"""Tests for drafter.output when the disk is full, rights are lacking, or a run is broken off."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.output import Store, WriteJob, write_report
from reports import RECORD, Killed, break_off, files, status


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".drafter", tmp_path)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "output" / "总结.docx"


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*args: object, **more: object) -> None:
        raise error

    return fail


NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("error", "code"), [(NO_ROOM, "D504"), (PermissionError(errno.EACCES, "no"), "D503")]
)
@pytest.mark.parametrize("step", ["fsync", "open", "mkdir"])
def test_where_writing_fails_nothing_has_changed(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str,
    step: str,
):  # fmt: skip
    status(store, report, b"one")
    with monkeypatch.context() as broken:
        home: object = os if step == "fsync" else Path
        broken.setattr(home, step, failing(error))
        assert status(store, report, b"two") == code
    assert files(report.parent) == {"总结.docx": b"one"}
    assert status(store, report, b"two") == "replaced"


def test_a_report_that_cannot_be_read_is_left_alone(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch
):
    status(store, report, b"one")
    monkeypatch.setattr(Path, "read_bytes", failing(PermissionError(errno.EACCES, "no")))
    assert status(store, report, b"two") == "D503"


def test_a_name_that_is_too_long_is_a_problem(store: Store, report: Path):
    assert status(store, report.with_name("总" * 300 + ".docx"), b"one") == "D504"


def test_a_failed_overwrite_leaves_no_backup(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch
):
    status(store, report, b"one")
    report.write_bytes(b"by hand")
    with monkeypatch.context() as broken:
        broken.setattr(Store, "prepare", failing(NO_ROOM))
        assert status(store, report, b"two", overwrite=True) == "D504"
    assert files(report.parent) == {"总结.docx": b"by hand"}


STEPS = 11
"""A replacing run puts next.docx, record.json, the report and last.json: fsync and replace within,
but no fsync for the record; and once the rename that settles; with put itself for the store's."""


@pytest.mark.parametrize("at", range(1, STEPS + 1))
@pytest.mark.parametrize("first", range(STEPS + 1))
def test_a_run_that_is_broken_off_leaves_the_old_report_or_the_new(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch, at: int, first: int
):
    """One run is broken off, another may have been before it, and the third goes through."""
    status(store, report, b"zero")
    for data, step in ((b"one", first), (b"two", at)):
        before = report.read_bytes()
        with monkeypatch.context() as patch:
            begun = break_off(patch, step)
            if step > 0:
                with pytest.raises(Killed):
                    write_report(WriteJob(store, report, data, RECORD))
                assert len(begun) == step
        assert report.read_bytes() in (before, data)
        assert list(files(report.parent)) == ["总结.docx"]
    assert not list(store.root.rglob("*.tmp"))
    assert status(store, report, b"three") == "replaced"
    assert report.read_bytes() == store.base(report) == b"three"


def test_a_run_takes_as_many_steps_as_are_broken_off_above(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch
):
    status(store, report, b"zero")
    with monkeypatch.context() as patch:
        begun = break_off(patch, 0)
        status(store, report, b"one")
    assert len(begun) == STEPS


def test_an_edit_after_a_run_that_was_broken_off_is_seen(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch
):
    status(store, report, b"zero")
    with monkeypatch.context() as patch:
        break_off(patch, STEPS)
        with pytest.raises(Killed):
            write_report(WriteJob(store, report, b"one", RECORD))
    report.write_bytes(b"by hand")
    assert status(store, report, b"two") == "D502"


def test_memory_that_cannot_be_settled_is_settled_by_the_next_run(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch
):
    status(store, report, b"zero")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "next.docx":
            raise PermissionError(errno.EACCES, "held by a virus scanner")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        assert status(store, report, b"one") == "replaced"
    assert status(store, report, b"two") == "replaced"
    assert store.base(report) == b"two"
