"""A desk that serves an office: a password, HTTPS, names, and a journal of who changed what."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import small
from drafter.desk.office import certificates, login, passwords
from drafter.desk.office.journal import FILE, Journal
from drafter.desk.server.desk import Desk
from drafter.desk.server.launching import Office, Running, prepare_desk
from drafter.workspace import open_workspace

PASSWORD = "一个很长的密码123"
TEMPLATE = "# {{ 单位 }}总结\n召开会议{{ 会议|数量 }}次。\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """The desk of a small office, served to it."""
    monkeypatch.setattr(login, "_PAUSE", 0.0)
    # The clock stands still: on a slow machine a try takes longer than the first wait.
    monkeypatch.setattr(login, "Tries", lambda: passwords.Tries(lambda: 0.0))
    room = open_workspace(small.workspace(tmp_path, TEMPLATE))
    memory, hosts = room.store.root, ("127.0.0.1", "office")
    passwords.keep_password(memory, PASSWORD)
    opened = Desk(room, room.find_data_file("2021"), "zh", journal=Journal(memory))
    certificate, key = certificates.make_certificate(memory, hosts)
    running = prepare_desk(opened, office=Office(hosts, certificate, key, memory))
    thread = threading.Thread(target=running.serve, daemon=True)
    thread.start()
    yield running
    running.server.should_exit = True
    thread.join(10)


def knock(office: Running) -> httpx.Client:
    port = office.listener.getsockname()[1]
    home = f"https://127.0.0.1:{port}"
    return httpx.Client(base_url=home, headers={"Origin": home}, verify=False, trust_env=False)


def enter(client: httpx.Client, name: str, password: str = PASSWORD) -> httpx.Response:
    return client.post("/login", files={"name": (None, name), "password": (None, password)})


def edit(client: httpx.Client, path: list[Any], value: str, old: str) -> Any:
    change = {"op": "set", "path": path, "value": value, "old": old}
    digest = client.get("/api/data").json()["digest"]
    return client.post("/api/edit", json={"digest": digest, "changes": [change]}).json()


def test_only_who_knows_the_password_gets_in(office: Running) -> None:
    with knock(office) as client:
        assert client.get("/").headers["location"] == "/login"
        assert client.get("/login").status_code == 200
        assert client.get("/static/login.css").status_code == 200
        for path in ("/api/data", "/static/main.js", "/?token=x"):
            assert client.get(path).status_code in (303, 403), path
        assert "密码不对" in enter(client, "王", "错的密码").text
        assert "姓名" in enter(client, " \u200b ").text
        assert client.get("/api/data").status_code == 403
        answer = enter(client, "<b>王</b>")
        cookie = answer.headers["set-cookie"].lower()
        assert (answer.status_code, "secure" in cookie, "httponly" in cookie) == (303, True, True)
        assert client.get("/api/start").json()["who"] == "<b>王</b>"
        assert client.post("/api/do/open-folder", json={}).status_code == 404
        assert client.get("/api/start", headers={"Host": "evil.example"}).status_code == 421


def test_tries_get_slower(office: Running) -> None:
    with knock(office) as client:
        told = [enter(client, "王", f"错{n}").status_code for n in range(4)]
        assert told == [403, 403, 403, 429]
        assert enter(client, "王").status_code == 429  # the right one waits as well


def test_each_change_has_a_name_and_two_of_one_cell_are_shown_to_both(office: Running) -> None:
    with knock(office) as wang, knock(office) as li:
        enter(wang, "王"), enter(li, "李")
        path = ["会议", 0, "主题"]
        old = json.loads(json.dumps(wang.get("/api/data").json()))
        ledger = next(each for each in old["ledgers"] if each["name"] == "会议")
        names = [each["name"] for each in ledger["columns"]]
        topic = ledger["rows"][0][names.index("主题")]
        assert edit(wang, path, "王写的", topic)["conflicts"] == []
        (conflict,) = edit(li, path, "李写的", topic)["conflicts"]
        assert (conflict["theirs"], conflict["who"]) == ("王写的", "王")
        assert edit(li, ["单位"], "乙单位", "甲单位")["conflicts"] == []
        assert wang.post("/api/undo", json={}).json()["undo"] == 0
        data = wang.get("/api/data").json()
        assert next(e for e in data["ledgers"] if e["name"] == "单位")["rows"] == [["乙单位"]]
    lines = (office.desk.workspace.store.root / FILE).read_text("utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    assert [(each["who"], each["old"], each["new"]) for each in entries] == [
        ("王", topic, "王写的"), ("李", "甲单位", "乙单位"), ("王", "王写的", topic),
    ]  # fmt: skip


def test_without_a_password_there_is_no_desk_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any]
) -> None:
    monkeypatch.chdir(small.workspace(tmp_path, TEMPLATE))
    assert "D627" in run("desk", "--lan").err
    (tmp_path / "p.txt").write_text("short\n", "utf-8")
    assert "D627" in run("desk", "--lan", "--password-file", str(tmp_path / "p.txt")).err
    assert "D628" in run("desk", "--cert", "x.pem").err
    (tmp_path / "p.txt").write_text(PASSWORD + "\n", "utf-8")
    words = ("--password-file", str(tmp_path / "p.txt"), "--cert", "x.pem", "--key", "y.pem")
    assert "D629" in run("desk", "--lan", *words).err
    kept = (tmp_path / ".drafter" / "desk-password.json").read_text("utf-8")
    assert PASSWORD not in kept
    assert passwords.is_password(tmp_path / ".drafter", PASSWORD)
