"""Watching: a save of data, template, table or picture makes the report anew."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from drafter.commands.watch import watch
from drafter.output import Store
from notation import docx
from small import DATA, SCHEMA, problems, read_back, workspace
from test_engine_language import png

TEMPLATE = "{{ 单位 }}有{{ 人数 }}人。"
POLLING = "import sys; sys.modules['watchfiles'] = None\n"
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""What a shell starts in the background inherits that it is deaf to Ctrl-C."""
COMMAND = "from drafter.cli import main; main()"


@contextmanager
def watching(office: Path, *words: str, poll: bool = False) -> Iterator[subprocess.Popen[str]]:
    """The command at work in a process of its own."""
    code = HEARING + (POLLING if poll else "import sys\n") + COMMAND
    process = subprocess.Popen(
        [sys.executable, "-c", code, "generate", *words, "--watch"], cwd=office, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    last = threading.Timer(120, process.kill)  # who waits for a line of it then sees its end
    last.start()
    try:
        yield process
    finally:
        last.cancel()
        process.kill()
        process.communicate()


def until(come: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while not come():
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.02)


def says(report: Path, text: str) -> Callable[[], bool]:
    return lambda: report.exists() and text in "".join(read_back(report.read_bytes()))


def hear(process: subprocess.Popen[str], words: str) -> str:
    """What it prints up to the line that says the words."""
    said = ""
    for line in process.stdout or ():
        said += line
        if words in line:
            return said
    raise AssertionError(f"it ended without {words}:\n{said}")


def stop(process: subprocess.Popen[str]) -> str:
    """Ctrl-C, and once more when nothing happens, as people do; what was printed in all."""
    for patience in (10, 10, 30):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            out, _ = process.communicate(timeout=patience)
            assert process.returncode == 0
            return out
    raise TimeoutError("Ctrl-C was not heard")


def save(path: Path, text: str | bytes) -> None:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("poll", [False, True])
def test_each_save_makes_the_report_anew_and_problems_leave_it(tmp_path: Path, poll: bool) -> None:
    workspace(tmp_path, TEMPLATE)
    data, report = tmp_path / "data/2021.yaml", tmp_path / "output/甲单位总结.docx"
    with watching(tmp_path, "2021.yaml", poll=poll) as process:
        until(says(report, "有12人"), process)
        save(data, DATA.replace("人数: 12", "人数: 13"))
        until(says(report, "有13人"), process)
        save(data, DATA.replace("人数: 12", "人数: 十四"))
        said = hear(process, "保持上一次")
        assert says(report, "有13人")()
        save(tmp_path / "data/new", DATA.replace("人数: 12", "人数: 15"))
        (tmp_path / "data/new").replace(data)  # as editors save
        until(says(report, "有15人"), process)
        save(tmp_path / "templates/x/template.docx", docx("共{{ 人数 }}人。"))
        until(says(report, "共15人"), process)
        save(tmp_path / "templates/x/schema.yaml", SCHEMA.replace("}}总结", "}}报告"))
        until(says(tmp_path / "output/甲单位报告.docx", "共15人"), process)
        said += stop(process)

    assert said.startswith("正在守着 data/2021.yaml")
    assert "错误 D203" in said and "data/2021.yaml:4:5" in said
    assert said.count("已更新") >= 3 and said.endswith("不再守着了，报告都在。\n")


def test_a_picture_that_the_data_name_is_watched_even_before_it_is_there(tmp_path: Path) -> None:
    workspace(tmp_path, "{{ 单位 }}{{ 照片|图片(20) }}", f"{DATA}照片: 照.png\n")
    report = tmp_path / "output/甲单位总结.docx"
    with watching(tmp_path, "2021") as process:
        hear(process, "保持上一次")
        save(tmp_path / "data/照.png", png())
        until(says(report, "甲单位"), process)
        first = report.read_bytes()
        save(tmp_path / "data/照.png", png(5))
        until(lambda: report.read_bytes() != first, process)
        stop(process)


def test_a_table_is_watched_and_only_its_changed_rows_are_made(tmp_path: Path) -> None:
    workspace(tmp_path, TEMPLATE)
    table = tmp_path / "data/表.csv"
    save(table, "单位,人数\n甲局,1\n乙局,2\n")
    with watching(tmp_path, "2021", "--each", "data/表.csv") as process:
        until(says(tmp_path / "output/乙局总结.docx", "有2人"), process)
        save(table, "单位,人数\n甲局,1\n乙局,3\n")
        hear(process, "更新1、跳过1")
        assert says(tmp_path / "output/乙局总结.docx", "有3人")()
        assert stop(process).endswith("不再守着了，报告都在。\n")


@pytest.mark.parametrize("each", [None, "data/表.csv"])
def test_of_what_is_watched_not_each_version_is_kept(each: str | None, tmp_path: Path) -> None:
    workspace(tmp_path, TEMPLATE)
    saved = tmp_path / (each or "data/2021.yaml")

    def save_number(number: int) -> None:
        text = DATA.replace("人数: 12", f"人数: {number}")
        save(saved, text if each is None else f"单位,人数\n甲单位,{number}\n")

    save_number(1)
    rounds = watch("2021", each=each, here=tmp_path)
    for number in range(2, 7):
        assert not isinstance(next(rounds).result, Exception)
        save_number(number)
    next(rounds)
    report = tmp_path / "output/甲单位总结.docx"
    assert says(report, "有6人")()
    kept = Store(tmp_path / ".drafter", tmp_path).list_versions(report)
    assert len(kept) < 4  # all were written within a minute, were the machine not busy


def test_a_report_that_is_open_in_word_is_told_and_watching_goes_on(tmp_path: Path) -> None:
    workspace(tmp_path, TEMPLATE)
    data, report = tmp_path / "data/2021.yaml", tmp_path / "output/甲单位总结.docx"
    with watching(tmp_path, "2021") as process:
        until(says(report, "有12人"), process)
        lock = report.with_name("~$" + report.name)
        lock.write_bytes(b"")
        save(data, DATA.replace("人数: 12", "人数: 13"))
        hear(process, "D503")
        lock.unlink()
        save(data, DATA.replace("人数: 12", "人数: 14"))
        until(says(report, "有14人"), process)
        stop(process)


def test_half_a_save_is_waited_for(tmp_path: Path) -> None:
    workspace(tmp_path, TEMPLATE)
    data = tmp_path / "data/2021.yaml"
    rounds = watch("2021", here=tmp_path)
    assert next(rounds).seconds > 0
    save(data, "")  # an editor that empties the file before it writes
    process = subprocess.Popen(
        [sys.executable, "-c", f"""
import pathlib, time
time.sleep(0.3)
pathlib.Path({str(data)!r}).write_text({DATA.replace("人数: 12", "人数: 99")!r}, encoding="utf-8")
"""]
    )  # fmt: skip
    came = next(rounds).result
    process.wait()

    assert not isinstance(came, Exception)
    assert says(tmp_path / "output/甲单位总结.docx", "有99人")()


def test_data_that_are_not_there_are_not_waited_for(tmp_path: Path) -> None:
    workspace(tmp_path, TEMPLATE)

    assert problems(lambda: watch("abc", here=tmp_path))[0].code == "D101"


@pytest.mark.parametrize("words", [("2021", "2022"), ("2021", "--format", "json")])
def test_what_cannot_be_watched_is_wrong_usage(office: Path, run: Any, words: list[str]) -> None:
    ran = run("generate", *words, "--watch")

    assert ran.code == 2 and "--watch" in ran.err
