"""The zip for machines without internet: its wheels are complete, its scripts start."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import bundle

WINDOWS, LINUX = bundle.TARGETS["win_amd64"], bundle.TARGETS["manylinux_x86_64"]


def make_wheel(folder: Path, name: str, *requires: str, tag: str = "py3-none-any") -> Path:
    """An empty wheel that pip takes."""
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / f"{name}-1.0-{tag}.whl"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
    lines += [f"Requires-Dist: {each}" for each in requires]
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{info}/METADATA", "\n".join(lines) + "\n")
        wheel = f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n"
        archive.writestr(f"{info}/WHEEL", wheel)
        archive.writestr(f"{info}/RECORD", f"{name}.py,,\n")
    return path


def fetch(tmp_path: Path, project: Path, target: bundle.Target) -> list[str]:
    folder = tmp_path / "fetched"
    offline = ("--no-index", f"--find-links={tmp_path / 'index'}")
    bundle.fetch_wheels(project, target, "3.12", folder, *offline)
    return sorted(path.name.partition("-")[0] for path in folder.glob("*.whl"))


@pytest.mark.parametrize(
    ("target", "wanted"),
    [(WINDOWS, ["colors", "office", "pages"]), (LINUX, ["office", "pages", "watching"])],
    ids=["windows", "linux"],
)
def test_what_only_the_target_needs_comes_along(
    tmp_path: Path, target: bundle.Target, wanted: list[str]
) -> None:
    index = tmp_path / "index"
    make_wheel(index, "pages", 'colors; sys_platform == "win32"')
    make_wheel(index, "colors")
    make_wheel(index, "watching")
    asked = ["pages>=1", 'watching; sys_platform == "linux"', 'old; python_version < "3"']
    project = make_wheel(index, "office", *asked)

    assert fetch(tmp_path, project, target) == wanted


def test_a_wheel_that_cannot_be_had_stops_it(tmp_path: Path) -> None:
    index = tmp_path / "index"
    make_wheel(index, "pages", 'colors; sys_platform == "win32"')
    project = make_wheel(index, "office", "pages")

    with pytest.raises(subprocess.CalledProcessError):
        fetch(tmp_path, project, WINDOWS)


def test_a_wheel_for_another_machine_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "wheels"
    make_wheel(folder, "pages")
    make_wheel(folder, "parsing", tag="cp312-cp312-manylinux_2_17_x86_64")
    make_wheel(folder, "newest", tag="cp312-cp312-manylinux_2_40_x86_64")

    assert [n.partition("-")[0] for n in bundle.find_unfit(folder, WINDOWS, "3.12")] == [
        "newest", "parsing",
    ]  # fmt: skip
    assert [n.partition("-")[0] for n in bundle.find_unfit(folder, LINUX, "3.12")] == ["newest"]


def test_a_version_that_is_not_asked_for_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "wheels"
    make_wheel(folder, "office", "pages>=2")
    make_wheel(folder, "pages")

    with pytest.raises(bundle.Incomplete, match=r"pages 1.0 is there, but pages>=2 is asked for"):
        bundle.find_missing(folder, WINDOWS, "3.12")


@pytest.mark.parametrize("name", sorted(p.name for p in (bundle.LAUNCHERS / "windows").iterdir()))
def test_windows_reads_each_script(name: str) -> None:
    data = bundle.read_launcher(bundle.LAUNCHERS / "windows" / name, "3.12")
    text = data.decode("utf-8-sig")

    assert data.count(b"\r\n") == data.count(b"\n")
    assert "{python}" not in text
    if name.endswith(".bat"):
        start = text.split("chcp 65001")[0]
        assert start.isascii() and start.startswith("@echo off")  # until then cmd.exe reads cp936
        # The ")" of a name like 2021(1).yaml closes a block that it is put into.
        assert not [line for line in text.splitlines() if line[:1] == " " and "%*" in line]


@pytest.mark.parametrize("system", ["linux", "macos"])
def test_each_shell_script_is_sound(system: str) -> None:
    for path in (bundle.LAUNCHERS / system).iterdir():
        text = bundle.read_launcher(path, "3.12").decode("utf-8")
        assert "\r" not in text and "{python}" not in text
        if path.suffix != ".txt":
            subprocess.run(["sh", "-n"], input=text, text=True, check=True)


def test_every_launcher_that_is_named_is_there() -> None:
    for folder in bundle.LAUNCHERS.iterdir():
        names = {path.name for path in folder.iterdir()}
        ending = {"windows": ".bat", "linux": ".sh", "macos": ".command"}[folder.name]
        words = (folder / "说明.txt").read_text("utf-8")
        assert {f"安装{ending}", f"打开drafter{ending}", "说明.txt"} <= names
        assert f"安装{ending}" in words and f"打开drafter{ending}" in words


def test_an_embedded_python_finds_drafter(tmp_path: Path) -> None:
    runtime = tmp_path / "python-3.12-embed-amd64.zip"
    with zipfile.ZipFile(runtime, "w") as archive:
        archive.writestr("python.exe", b"MZ")
        archive.writestr("python312._pth", "python312.zip\r\n.\r\n#import site\r\n")
    content = tmp_path / "content"
    make_wheel(content / "wheels", "office")

    bundle.put_in_runtime(runtime, content, WINDOWS, "3.12")

    lines = (content / "python/python312._pth").read_text("utf-8").splitlines()
    assert "Lib\\site-packages" in lines
    assert (content / "python/Lib/site-packages/office.py").is_file()
    assert not (content / "wheels").exists()


def test_the_same_content_gives_the_same_zip(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "drafter.sh").write_text("#!/bin/sh\n", encoding="utf-8")
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    bundle.pack_folder(content, first, "drafter-1.0")
    bundle.pack_folder(content, second, "drafter-1.0")

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.infolist()[0].external_attr >> 16 & 0o111
