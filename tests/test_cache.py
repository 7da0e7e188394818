"""Tests for drafter.cache and what the engine keeps in it: quick when it can be trusted."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from drafter import cache, engine
from drafter.cache import programs, store
from drafter.engine import linting
from drafter.engine.compile import disk_cache
from drafter.problems import Problem
from small import compiled, workspace


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own for each test, with nothing known in the process."""
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "kept"))
    monkeypatch.setattr(disk_cache, "_known", {})
    return tmp_path / "kept"


def forget() -> None:
    """Be a new process."""
    disk_cache._known.clear()


def test_an_entry_comes_back_as_it_was_put():
    cache.put("a", b"\0\xff" * 1000)
    assert cache.get("a") == b"\0\xff" * 1000
    assert cache.get("b") is None


def test_an_entry_that_is_damaged_is_as_good_as_none(folder: Path):
    cache.put("a", b"abc")
    (entry,) = folder.iterdir()
    entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    assert cache.get("a") is None
    entry.write_bytes(b"")
    assert cache.get("a") is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no modes of files")
def test_a_folder_that_others_may_write_is_neither_read_nor_written(folder: Path):
    cache.put("a", b"abc")
    folder.chmod(0o770)
    assert cache.get("a") is None
    cache.put("b", b"abc")
    assert cache.clear() == 0
    folder.chmod(0o700)
    assert cache.get("a") == b"abc"
    assert cache.get("b") is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no modes of files")
def test_a_link_in_place_of_the_folder_is_not_followed(folder: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    folder.symlink_to(elsewhere)
    cache.put("a", b"abc")
    assert list(elsewhere.iterdir()) == []
    assert cache.get("a") is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no modes of files")
def test_the_folder_and_its_entries_are_closed_to_others(folder: Path):
    cache.put("a", b"abc")
    (entry,) = folder.iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    assert entry.stat().st_mode & 0o077 == 0


def test_nothing_is_kept_when_the_folder_is_named_empty(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(cache.FOLDER_VARIABLE, "")
    cache.put("a", b"abc")
    assert cache.get("a") is None
    assert cache.clear() == 0


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "file" / "below"))
    cache.put("a", b"abc")
    assert cache.get("a") is None


def test_only_the_newest_entries_stay(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "MOST_ENTRIES", 3)
    for number in range(6):
        cache.put(str(number), b"abc")
        os.utime(folder / f"{number}.entry", (number, number))
    assert sorted(path.stem for path in folder.iterdir()) == ["3", "4", "5"]


def test_clearing_throws_all_entries_away(folder: Path):
    cache.put("a", b"1")
    cache.put("b", b"2")
    assert cache.clear() == 2
    assert list(folder.iterdir()) == []
    assert cache.clear() == 0


def test_two_writers_of_one_entry_leave_a_whole_one(folder: Path):
    threads = [
        threading.Thread(target=lambda: [cache.put("a", b"x" * 100_000) for _ in range(20)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert cache.get("a") in (None, b"x" * 100_000)
    for thread in threads:
        thread.join()
    assert cache.get("a") == b"x" * 100_000
    assert [path.name for path in folder.iterdir()] == ["a.entry"]


@pytest.mark.parametrize(
    ("platform", "names", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/drafter"),
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/drafter"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/drafter/cache"),
        ("win32", {}, None),
    ],
)
def test_the_folder_is_the_users_own(
    platform: str, names: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "platform", platform)
    for name in (cache.FOLDER_VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert cache.find_folder() == (None if expected is None else Path(expected))


LOOSE = "甲{% for m in 会议 %}{{ m.主题 }}{% endfor %}"


def test_a_template_that_was_compiled_before_is_recalled_with_its_warnings(tmp_path: Path):
    home = workspace(tmp_path, LOOSE)
    made, _ = compiled(home)
    forget()
    again, found = engine.recall_compiled(home / "templates/x", "templates/x")
    assert again is not None and again is not made
    assert [again.template.digest, found] == [made.template.digest, []]
    assert again.parts.keys() == made.parts.keys()


def test_what_the_template_was_found_to_lack_is_recalled_too(tmp_path: Path):
    home = workspace(tmp_path, "{{ 单位 }}")
    schema = home / "templates/x/schema.yaml"
    schema.write_bytes(schema.read_text("utf-8").encode("gb18030"))
    compiled(home)
    forget()
    again, _ = engine.recall_compiled(home / "templates/x", "templates/x")
    assert again is not None
    assert [each.code for each in again.template.warnings] == ["D111"]


@pytest.mark.parametrize("name", ["template.docx", "schema.yaml"])
def test_a_changed_template_is_not_recalled(name: str, tmp_path: Path):
    home = workspace(tmp_path, LOOSE)
    compiled(home)
    file = home / "templates/x" / name
    file.write_bytes(file.read_bytes() + b" ")
    for known in (True, False):
        assert engine.recall_compiled(file.parent, "templates/x") == (None, [])
        if known:
            forget()


def test_an_entry_of_another_version_is_not_recalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    home = workspace(tmp_path, LOOSE)
    compiled(home)
    forget()
    monkeypatch.setattr(disk_cache, "_maker_facts", lambda: ["another version"])
    assert engine.recall_compiled(home / "templates/x", "templates/x") == (None, [])


def test_an_entry_that_cannot_be_read_is_made_anew(tmp_path: Path, folder: Path):
    home = workspace(tmp_path, LOOSE)
    compiled(home)
    entry = max(folder.iterdir(), key=lambda entry: b"CompiledTemplate" in entry.read_bytes())
    whole = entry.read_bytes()
    for data in (b"", b"no pickle", disk_cache._dump_entry((None, ()))[:-3]):  # type: ignore[arg-type]
        cache.put(entry.stem, data)
        forget()
        compiled(home)
        assert entry.read_bytes() == whole


def test_a_template_with_errors_is_not_kept(tmp_path: Path, folder: Path):
    home = workspace(tmp_path, "{{ 无名的 }}")
    with pytest.raises(AssertionError):
        compiled(home)
    assert not any(b"CompiledTemplate" in entry.read_bytes() for entry in folder.iterdir())


def test_other_words_between_the_same_tags_are_not_linted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    compiled(workspace(tmp_path / "a", LOOSE))
    monkeypatch.setattr(linting, "_lint", lambda *_: pytest.fail("asked again"))
    compiled(workspace(tmp_path / "b", f"乙丙{LOOSE.removeprefix('甲')}"))


@pytest.mark.parametrize(
    "other",
    ["甲{%tr for m in 会议 %}{{ m.主题 }}{%tr endfor %}", "甲{% for m in 会议 %}{{ m.主题 }}"],
)
def test_other_tags_are_linted_again(tmp_path: Path, other: str):
    compiled(workspace(tmp_path / "a", LOOSE))
    with pytest.raises(AssertionError, match=r"D3(12|25)"):
        compiled(workspace(tmp_path / "b", other))


def test_patterns_made_of_kept_programs_are_those_that_were_written(
    monkeypatch: pytest.MonkeyPatch,
):
    written = [(r"(?P<一>\d+)(?:[，。][甲-癸]*?)(?<!第)", re.I), (rb"(\xff|b)+?\w", re.X)]
    plain = [re.compile(*each) for each in written]
    for _ in range(2):
        re.purge()
        with programs.keep_programs("test"):
            made = [re.compile(*each) for each in written]
        for pattern, wanted in zip(made, plain, strict=True):
            for name in ("pattern", "flags", "groups", "groupindex"):
                assert getattr(pattern, name) == getattr(wanted, name)
        assert made[0].search("第12。乙")[0] == plain[0].search("第12。乙")[0]
        assert made[1].findall(b"b\xff1") == plain[1].findall(b"b\xff1")
        monkeypatch.setattr(programs, "compile_program", lambda *_: pytest.fail("compiled again"))


def test_a_template_without_a_folder_is_not_recalled(tmp_path: Path):
    found: tuple[object, list[Problem]] = engine.recall_compiled(tmp_path / "none", "none")
    assert found == (None, [])


def test_clearing_the_cache_says_how_much_it_held(office: Path, run: Callable[..., Ran]):
    cache.clear()
    disk_cache._known.clear()
    run("generate", "2021.yaml")
    assert run("cache", "clear").out == "已清空模板缓存，共3份。下次生成时自动重建。\n"
    assert "held 0" in run("--lang", "en", "cache", "clear").out
    assert run("generate", "2021.yaml").code == 0


def test_a_change_in_any_room_of_drafter_makes_entries_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    code = tmp_path / "drafter"
    for name in ("cache/store.py", "wording/dates.py", "word/repair/tree.py", "ledger/loader.py"):
        (code / name).parent.mkdir(parents=True, exist_ok=True)
        (code / name).write_text("1")
    monkeypatch.setattr(store, "__file__", str(code / "cache" / "store.py"))
    digests = set()
    for changed in (None, "wording/dates.py", "word/repair/tree.py", "ledger/loader.py"):
        if changed:
            (code / changed).write_text("12")
        digests.add(store.digest_program.__wrapped__())
    assert len(digests) == 4


def test_a_template_that_is_changed_again_and_again_keeps_one_entry_in_the_process(tmp_path: Path):
    for number in range(4):
        workspace(tmp_path, "甲" * number + "{{ 单位 }}")
        compiled(tmp_path)
        engine.recall_compiled(tmp_path / "templates" / "x", "templates/x")
    assert len(disk_cache._known) == 1
    assert list(disk_cache._digests).count(tmp_path / "templates" / "x") == 1
