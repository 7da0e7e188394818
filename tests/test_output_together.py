"""Tests for several runs that write one report at once, and for what killed ones leave."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafter.output import Store, WriteJob, replace_data_file, write_copy, write_report
from drafter.output.lock import LockedElsewhere, hold_lock
from drafter.problems import Problem
from reports import RECORD

PROCESSES, ROUNDS = 5, 60


def _job(root: Path, data: bytes) -> WriteJob:
    return WriteJob(Store(root / ".drafter", root), root / "output" / "总结.docx", data, RECORD)


def _write_often(root: Path, number: int, failures: multiprocessing.Queue[str]) -> None:
    for turn in range(ROUNDS):
        written, problems = write_report(_job(root, b"%d-%d" % (number, turn)))
        if written is None or written.backup is not None:
            failures.put(f"{number}-{turn}: {[str(each) for each in problems]}")


def test_processes_that_write_one_report_leave_one_report_and_one_base(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    failures: multiprocessing.Queue[str] = context.Queue()
    processes = [
        context.Process(target=_write_often, args=(tmp_path, number, failures))
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert failures.empty(), failures.get()
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["总结.docx"]
    report = (tmp_path / "output" / "总结.docx").read_bytes()
    job = _job(tmp_path, b"")
    assert job.store.base(job.path) == report
    assert not list(tmp_path.rglob("*.tmp"))
    assert not list(tmp_path.rglob("next.docx"))


def test_threads_of_one_process_leave_one_report_and_one_base_too(tmp_path: Path):
    failures: list[str] = []

    def write_often(number: int) -> None:
        for turn in range(20):
            # one of them names the folder in another way
            root = tmp_path / "." / ".." / tmp_path.name if number == 1 else tmp_path
            written, problems = write_report(_job(root, b"%d-%d" % (number, turn)))
            if written is None or written.backup is not None:
                failures.append(f"{number}-{turn}: {[str(each) for each in problems]}")

    threads = [threading.Thread(target=write_often, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["总结.docx"]
    job = _job(tmp_path, b"")
    assert job.store.base(job.path) == job.path.read_bytes()
    assert not list(tmp_path.rglob("*.tmp"))
    assert not list(tmp_path.rglob("next.docx"))


def test_a_second_run_that_waited_in_vain_says_who_holds_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("USER", "小王")
    folder = tmp_path / "memory"
    with hold_lock(folder):
        context = multiprocessing.get_context("spawn")
        told: multiprocessing.Queue[str] = context.Queue()
        other = context.Process(target=_try_to_hold, args=(folder, told))
        other.start()
        assert told.get(timeout=60).startswith("小王@")
        other.join()
    with hold_lock(folder, 0):
        pass


def _try_to_hold(folder: Path, told: multiprocessing.Queue[str]) -> None:
    try:
        with hold_lock(folder, 0.1):
            told.put("held")
    except LockedElsewhere as error:
        told.put(str(error))


def test_what_waits_in_vain_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(folder: Path) -> None:
        raise LockedElsewhere("小王@办公室")

    monkeypatch.setattr("drafter.output.write.hold_lock", refuse)
    written, problems = write_report(_job(tmp_path, b"one"))
    assert written is None
    assert [each.code for each in problems] == ["D522"]
    assert problems[0].message().startswith("小王@办公室 正在写这份报告")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("killed_in", ["next.docx", "总结.docx", "record.json"])
def test_what_a_killed_run_left_half_written_goes_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_in: str
):
    with monkeypatch.context() as broken:
        replace, unlink = Path.replace, Path.unlink

        def die(self: Path, target: Path) -> Path:
            if Path(target).name == killed_in:
                broken.setattr(Path, "unlink", lambda *_, **__: None)
                raise KeyboardInterrupt
            return replace(self, target)

        broken.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            write_report(_job(tmp_path, b"one"))
        assert unlink is not Path.unlink
    assert len(list(tmp_path.rglob("*.tmp"))) == 1
    written, _ = write_report(_job(tmp_path, b"two"))
    assert written is not None
    assert written.backup is None
    assert not list(tmp_path.rglob("*.tmp"))


# Somebody saves the report while it is being written.

Saving = Callable[[Path], object]


def _rename_over(path: Path) -> None:
    other = path.with_name("~WRL0001.tmp")
    other.write_bytes(b"saved by Word")
    other.replace(path)


SAVES: dict[str, Saving] = {
    "written anew": lambda path: path.write_bytes(b"saved by Word"),
    "of equal length": lambda path: path.write_bytes(bytes(reversed(path.read_bytes()))),
    "replaced by a rename": _rename_over,
    "with the time it had": lambda path: (
        (stat := path.stat()),
        path.write_bytes(b"saved by Word"),
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns)),
    ),
    "deleted": lambda path: path.unlink(),
}


def _save_while_writing(
    patch: pytest.MonkeyPatch, path: Path, save: Saving, times: int = 1
) -> list[bytes | None]:
    """Let somebody save the report so many times, each time when all is read; what they saved."""
    prepare = Store.prepare
    saved: list[bytes | None] = []

    def prepare_slowly(self: Store, *given: Any, **more: Any) -> None:
        prepare(self, *given, **more)
        if len(saved) < times:
            save(path)
            saved.append(path.read_bytes() if path.exists() else None)

    patch.setattr(Store, "prepare", prepare_slowly)
    return saved


@pytest.mark.parametrize("how", SAVES)
def test_what_is_saved_while_a_report_is_written_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
):
    job = _job(tmp_path, b"one")
    write_report(job)
    saved = _save_while_writing(monkeypatch, job.path, SAVES[how])
    written, problems = write_report(job._replace(data=b"two"))
    if how == "deleted":
        assert written is not None and written.status == "written"
        assert job.path.read_bytes() == b"two"
    else:
        assert [each.code for each in problems] == ["D502"]
        assert job.path.read_bytes() == saved[0]


@pytest.mark.parametrize("how", SAVES)
def test_what_is_saved_while_a_report_is_overwritten_is_backed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
):
    job = _job(tmp_path, b"one")._replace(overwrite=True)
    write_report(job)
    job.path.write_bytes(b"by hand")
    saved = _save_while_writing(monkeypatch, job.path, SAVES[how])
    written, _ = write_report(job._replace(data=b"two"))
    assert written is not None and job.path.read_bytes() == b"two"
    backups = [path.read_bytes() for path in job.path.parent.glob("*备份*")]
    assert backups == [each for each in saved if each is not None]


def test_a_report_that_appears_while_the_first_one_is_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    job = _job(tmp_path, b"one")
    _save_while_writing(monkeypatch, job.path, lambda path: path.write_bytes(b"a colleague's"))
    written, problems = write_report(job)
    assert written is None and [each.code for each in problems] == ["D501"]
    assert job.path.read_bytes() == b"a colleague's"


def test_a_report_that_is_saved_again_and_again_is_left_alone_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    job = _job(tmp_path, b"one")
    write_report(job)
    states = itertools.cycle([Path.unlink, lambda path: path.write_bytes(b"one")])
    _save_while_writing(monkeypatch, job.path, lambda path: next(states)(path), times=9)
    written, problems = write_report(job._replace(data=b"two"))
    assert written is None and [each.code for each in problems] == ["D551"]
    assert not [path for path in job.path.parent.rglob("*") if path != job.path]


@pytest.mark.parametrize("write", [write_copy, replace_data_file])
def test_other_files_that_are_saved_meanwhile_are_left_alone_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Any
):
    path = tmp_path / "2021.yaml"
    path.write_bytes(b"one")
    fsync = os.fsync

    def save_first(descriptor: int) -> None:
        path.write_bytes(b"just saved")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", save_first)
    more = {"overwrite": True} if write is write_copy else {"shown": "data/2021.yaml"}
    outcome = write(path, b"two", **more)
    found = outcome if write is write_copy else outcome[1]
    assert isinstance(found, Problem) and found.code == "D551"
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"just saved"]
