"""The main job where nothing of POSIX is to be had: its calls fail or are missing as on Windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import readers
from windows import EVERYTHING

REPORT = "output/区政协办公室2021年统战工作总结.docx"
RUNNER = Path(__file__).with_name("windows.py")
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="open files are found by /proc, which is not here"
)


def run(office: Path, *words: str, code: int = 0) -> str:
    """What a command prints on a Chinese console, whose code page is 936."""
    own = {"PYTHONIOENCODING": "gbk", "LOCALAPPDATA": str(office / "local")}
    command = [sys.executable, str(RUNNER), *words]
    result = subprocess.run(command, cwd=office, capture_output=True, env={**os.environ, **own})
    told = (result.stdout + result.stderr).decode("gbk")
    assert result.returncode == code, told
    return told


def test_every_module_is_imported(office: Path) -> None:
    assert run(office, EVERYTHING) == ""


def test_a_year_is_written_edited_and_written_again(office: Path) -> None:
    assert "已生成" in run(office, "generate", "2021.yaml")
    assert "没有变" in run(office, "generate", "2021.yaml")
    assert "2021.yaml" in run(office, "why", "32", "2021.yaml")
    run(office, "check", "2021.yaml")
    run(office, "status")
    run(office, "clean", REPORT)
    run(office, "new", "2022")
    run(office, "compare", "2020.yaml", "2021.yaml")
    run(office, "template", "check", "统战工作总结")
    data = office / "data/2021.yaml"
    data.write_bytes(
        data.read_bytes().replace(b"\n", b"\r\n").replace(b"2021-12-31", b"2021-12-30")
    )
    assert "更新" in run(office, "generate", "2021.yaml")
    report = next((office / "output").glob("*.docx"))
    assert "2021年12月30日" in readers.text(report)
