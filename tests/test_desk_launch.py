"""How the desk is opened: by the command, by its icon, and once more while it runs."""

from __future__ import annotations

import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

import drafter
from desks import start_desk
from drafter.desk.server import launching
from drafter.workspace import open_workspace

BATCH, ENTRY = "启动工作台.bat", "启动工作台.desktop"


def test_init_writes_what_opens_the_desk_by_a_double_click(tmp_path: Path) -> None:
    root = drafter.init(tmp_path / "办公室 100%$")
    batch = (root / BATCH).read_bytes()
    assert b"\r\n" in batch and batch.count(b"\n") == batch.count(b"\r\n")
    text = batch.decode("utf-8")
    assert text.startswith("@echo off\r\nchcp 65001") and '" desk' not in text.split("\r\n")[0]
    assert f'"{sys.executable}" -m drafter' in text


@pytest.mark.skipif(sys.platform == "win32", reason="desktop entries are for Linux")
def test_the_icon_opens_the_desk_of_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "蟒 $HOME`x`" / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nprintf "%s|" "$PWD" "$@"\n', "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    root = drafter.init(tmp_path / "办公室 100%$")
    value = re.search(r"^Exec=(.*)$", (root / ENTRY).read_text("utf-8"), re.MULTILINE)
    assert value is not None
    unescaped = value[1].replace("\\\\", "\\").replace("%%", "%")
    moved = root.rename(tmp_path / "搬走了")
    for entry, folder in ((moved / ENTRY, moved), (ENTRY, None)):
        split = [re.sub(r"\\([$`])", r"\1", word) for word in shlex.split(unescaped)]
        words = [str(entry) if word == "%k" else word for word in split]
        if folder is None:
            moved.rename(root)
            folder = root
        said = subprocess.run(words, capture_output=True, text=True, cwd="/", check=True).stdout
        assert said == f"{folder}|-m|drafter|desk|"


def test_a_second_start_opens_the_desk_that_runs(tmp_path: Path) -> None:
    room = open_workspace(drafter.init(tmp_path / "office"))
    assert launching.knock_at_running(room) is None
    with start_desk(room.root) as desk:
        launching.remember_desk(desk.running)
        address = launching.knock_at_running(room)
        assert address is not None
        with httpx.Client(trust_env=False) as client:
            assert client.get(address).status_code == 303
            knock = desk.url.rstrip("/") + "/knock"
            assert client.post(knock).status_code == 403
            proof = {"x-desk-nonce": "a", "x-desk-proof": "0" * 64}
            assert client.post(knock, headers=proof).status_code == 403
        port = desk.running.listener.getsockname()[1]
    assert launching.knock_at_running(room) is None
    with start_desk(room.root) as again:  # at the same port: an old page finds it there
        assert again.running.listener.getsockname()[1] == port


def test_a_port_that_is_taken_is_told(
    office: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = run("desk", "--no-open", "--port", str(taken.getsockname()[1]))
    assert (said.code, "D618" in said.err) == (1, True)
    assert "D620" in run("desk", "2031", "--no-open").err


def test_without_its_parts_the_desk_says_how_to_install_them(
    office: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    rooms = ("drafter.desk.server", "drafter.cli.opening")
    for name in [each for each in sys.modules if each.startswith(rooms)]:
        monkeypatch.delitem(sys.modules, name)
    said = run("desk", "--no-open")
    assert (said.code, "D615" in said.err, 'pip install "drafter[desk]"' in said.err) == (
        1, True, True,
    )  # fmt: skip
