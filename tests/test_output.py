"""Tests for drafter.output: what stands on disk decides, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from drafter.output import Store, WriteJob, write_report
from drafter.output.files import write_atomically
from reports import RECORD, Killed, files, status


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".drafter", tmp_path)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "output" / "总结.docx"


def test_a_first_report_is_written_and_a_later_one_replaces_it(store: Store, report: Path):
    assert status(store, report, b"one") == "written"
    assert status(store, report, b"two") == "replaced"
    assert files(report.parent) == {"总结.docx": b"two"}
    assert store.base(report) == b"two"


def test_an_unchanged_report_is_not_touched(store: Store, report: Path):
    status(store, report, b"one")
    os.utime(report, (1, 1))
    before = report.stat()
    assert status(store, report, b"one") == "unchanged"
    after = report.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_report_that_somebody_edited_is_left_alone(store: Store, report: Path):
    status(store, report, b"one")
    report.write_bytes(b"by hand")
    assert status(store, report, b"two") == "D502"
    assert files(report.parent) == {"总结.docx": b"by hand"}


def test_a_file_that_drafter_never_wrote_is_left_alone(store: Store, report: Path):
    report.parent.mkdir()
    report.write_bytes(b"a colleague's")
    assert status(store, report, b"one") == "D501"
    assert files(report.parent) == {"总结.docx": b"a colleague's"}
    assert not store.has_written(report)


def test_without_its_memory_drafter_takes_the_report_for_another_s(store: Store, report: Path):
    status(store, report, b"one")
    shutil.rmtree(store.root)
    assert status(store, report, b"two") == "D501"
    assert report.read_bytes() == b"one"


def test_a_report_that_was_deleted_is_written_again(store: Store, report: Path):
    status(store, report, b"one")
    report.unlink()
    assert status(store, report, b"one") == "written"


def test_a_report_put_back_to_what_drafter_wrote_is_drafter_s(store: Store, report: Path):
    status(store, report, b"one")
    report.write_bytes(b"by hand")
    report.write_bytes(b"one")
    assert status(store, report, b"two") == "replaced"


def test_overwriting_keeps_each_edited_file_under_a_number_of_its_own(store: Store, report: Path):
    for number in (1, 2, 3):
        status(store, report, b"ours")
        report.write_bytes(b"hand %d" % number)
        os.utime(report, (number, number))
        assert status(store, report, b"ours", overwrite=True) == "replaced"
    assert files(report.parent) == {
        "总结.docx": b"ours", "总结.备份1.docx": b"hand 1", "总结.备份2.docx": b"hand 2",
        "总结.备份3.docx": b"hand 3",
    }  # fmt: skip
    assert report.with_name("总结.备份2.docx").stat().st_mtime == 2


def test_overwriting_what_is_drafter_s_own_makes_no_backup(store: Store, report: Path):
    status(store, report, b"one")
    written, _ = write_report(WriteJob(store, report, b"two", RECORD, overwrite=True))
    assert written is not None and written.backup is None
    assert files(report.parent) == {"总结.docx": b"two"}


def test_a_folder_of_that_name_is_not_written_to(store: Store, report: Path):
    report.mkdir(parents=True)
    assert status(store, report, b"one") == "D505"
    assert status(store, report, b"one", overwrite=True) == "D505"


@pytest.mark.parametrize(
    ("name", "lock"),
    [("总结.docx", "~$总结.docx"), ("一二三四五六七.docx", "~$二三四五六七.docx"),
     ("2021年统战工作总结.docx", "~$21年统战工作总结.docx"), ("总结.docx", ".~总结.docx"),
     ("总结.docx", ".~lock.总结.docx#")],
)  # fmt: skip
def test_a_report_that_is_open_elsewhere_is_left_alone(
    store: Store, report: Path, name: str, lock: str
):
    path = report.with_name(name)
    status(store, path, b"one")
    path.with_name(lock).touch()
    assert status(store, path, b"two") == "D503"
    assert path.read_bytes() == b"one"
    assert status(store, path, b"one") == "unchanged"
    path.unlink()
    assert status(store, path, b"two") == "written"


def test_a_link_is_not_drafter_s_and_what_it_leads_to_is_never_written(
    store: Store, report: Path, tmp_path: Path
):
    status(store, report, b"one")
    elsewhere = tmp_path / "elsewhere.docx"
    report.rename(elsewhere)
    report.symlink_to(elsewhere)
    assert status(store, report, b"two") == "D502"
    assert status(store, report, b"two", overwrite=True) == "replaced"
    assert not report.is_symlink()
    assert files(tmp_path) == {
        "elsewhere.docx": b"one", "总结.docx": b"two", "总结.备份1.docx": b"one",
    }  # fmt: skip


def test_a_link_that_leads_nowhere_is_left_alone(store: Store, report: Path, tmp_path: Path):
    report.parent.mkdir()
    report.symlink_to(tmp_path / "nothing.docx")
    assert status(store, report, b"one") == "D501"
    assert report.is_symlink() and not (tmp_path / "nothing.docx").exists()


def test_a_workspace_that_was_moved_remembers(store: Store, report: Path, tmp_path: Path):
    status(store, report, b"one")
    moved = tmp_path.parent / f"{tmp_path.name}-moved"
    tmp_path.rename(moved)
    there = Store(moved / ".drafter", moved)
    assert status(there, moved / "output" / "总结.docx", b"two") == "replaced"


def test_reports_of_one_name_in_two_folders_are_two(store: Store, report: Path, tmp_path: Path):
    status(store, report, b"one")
    other = tmp_path / "other" / report.name
    other.parent.mkdir()
    other.write_bytes(b"one")
    assert status(store, other, b"two") == "D501"


def test_one_report_is_known_by_every_way_to_write_its_path(
    store: Store, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    status(store, report, b"one")
    monkeypatch.chdir(report.parent)
    assert store.has_written(Path("总结.docx"))
    assert store.has_written(tmp_path / "output" / ".." / "output" / "总结.docx")
    assert not store.has_written(Path("别的.docx"))


@pytest.mark.parametrize("name", ["🎉总结", "总" * 66, "a" * 200, ".总结", "总结.2021"])
def test_a_name_of_any_kind_can_be_written_replaced_and_backed_up(
    store: Store, report: Path, name: str
):
    path = report.with_name(f"{name}.docx")
    assert status(store, path, b"one") == "written"
    assert status(store, path, b"two") == "replaced"
    path.write_bytes(b"by hand")
    assert status(store, path, b"three", overwrite=True) == "replaced"
    assert files(report.parent) == {f"{name}.docx": b"three", f"{name}.备份1.docx": b"by hand"}


def test_a_replaced_report_keeps_its_rights(store: Store, report: Path):
    status(store, report, b"one")
    report.chmod(0o600)
    status(store, report, b"two")
    assert report.stat().st_mode & 0o777 == 0o600


def test_the_last_run_is_remembered_also_when_nothing_changed(store: Store, report: Path):
    assert store.last() == {}
    write_report(WriteJob(store, report, b"one", RECORD))
    write_report(WriteJob(store, report.with_name("别的.docx"), b"two", {"data": "data/2020.yaml"}))
    assert store.last() == {"data": "data/2020.yaml"}
    write_report(WriteJob(store, report, b"one", RECORD))
    assert store.last() == RECORD


@pytest.mark.parametrize("data", [b"", b"[1]", b"{", b"\xff"])
def test_a_damaged_memory_of_the_last_run_is_none(store: Store, data: bytes):
    store.root.mkdir()
    (store.root / "last.json").write_bytes(data)
    assert store.last() == {}


def test_a_backup_that_a_killed_run_has_made_is_not_made_again(store: Store, report: Path):
    report.parent.mkdir()
    report.write_bytes(b"by hand")
    report.with_name("总结.备份1.docx").write_bytes(b"an older one")
    report.with_name("总结.备份2.docx").write_bytes(b"by hand")
    assert status(store, report, b"new", overwrite=True) == "replaced"
    assert sorted(files(report.parent)) == ["总结.docx", "总结.备份1.docx", "总结.备份2.docx"]


def test_what_a_killed_run_left_of_writing_goes_with_the_next_run(
    store: Store, report: Path, monkeypatch: pytest.MonkeyPatch
):
    status(store, report, b"old")

    def die(*args: object, **more: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        patch.setattr(Path, "unlink", lambda *args, **more: None)  # a killed run tidies nothing
        with pytest.raises(Killed):
            write_atomically(report, b"new", locked=True)
    assert len(files(report.parent)) == 2
    assert status(store, report, b"old") == "unchanged"
    assert [*files(report.parent)] == ["总结.docx"]
