"""Who the desk lets in, and what it takes: nothing from other pages, names, or without its key."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from desks import OpenDesk, start_desk
from drafter import workspace as rooms
from drafter.desk.server.guard import HEADERS, MOST_BYTES


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    for name in ("templates", "data"):
        shutil.copytree(rooms.shipped_folder() / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def desk(room: Path) -> Iterator[OpenDesk]:
    with start_desk(room) as running:
        yield running


def ask(desk: OpenDesk, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
    """A request with the key, and with other headers than the desk's page would send."""
    sent = {"content-type": "application/json"} if method == "POST" else {}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    content = json.dumps(body or {}) if method == "POST" else None
    return desk.client.request(method, path, content=content, headers=sent)


def test_the_desk_listens_on_this_machine_alone(desk: OpenDesk) -> None:
    assert desk.running.listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:{port}", ""]
)
def test_another_name_for_the_machine_is_refused(desk: OpenDesk, host: str) -> None:
    port = desk.running.listener.getsockname()[1]
    assert ask(desk, "GET", "/api/data", host=host.format(port=port)).status_code in (400, 421)


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "https://127.0.0.1:{port}", ""])
@pytest.mark.parametrize(("method", "path"), [("POST", "/api/edit"), ("GET", "/api/events")])
def test_another_page_is_refused(desk: OpenDesk, method: str, path: str, origin: str) -> None:
    port = desk.running.listener.getsockname()[1]
    answer = ask(desk, method, path, origin=origin.format(port=port))
    assert (answer.status_code, answer.json()["problem"]["code"]) == (403, "D617")


def test_a_change_without_an_origin_is_refused(desk: OpenDesk) -> None:
    with httpx.Client(base_url=desk.url, trust_env=False, cookies=desk.client.cookies) as client:
        assert client.post("/api/undo", json={}).status_code == 403
        assert client.get("/api/start").status_code == 200  # a browser gives none for its own page


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_leads_to_is_refused(desk: OpenDesk, site: str) -> None:
    assert ask(desk, "GET", "/api/data", sec_fetch_site=site).status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/static/main.js", "/page.css", "/api/data", "/api/events", "/files/abc"]
)
def test_nothing_is_shown_without_the_key(desk: OpenDesk, path: str) -> None:
    with desk.make_client(inside=False) as client:
        answer = client.get(path)
        assert (answer.status_code, answer.json()["problem"]["code"]) == (403, "D616")
        client.cookies.set(desk.cookie, "x" * 43)
        assert client.get(path).status_code == 403


def test_a_token_opens_the_desk_once_and_becomes_a_cookie(desk: OpenDesk) -> None:
    address = desk.running.make_address()
    with desk.make_client(inside=False) as client:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))
        assert "domain" not in cookie
        assert client.get("/api/start").status_code == 200
        assert client.get(address).headers["location"] == "/"  # loaded anew: it is inside
    with desk.make_client(inside=False) as other:
        assert other.get(address).status_code == 403
        assert other.get("/?token=").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server/guard.py", "/static/..%2fserver%2fguard.py", "/static/%2e%2e/page.py",
        "/static/..\\server\\guard.py", "/static//etc/passwd", "/static/", "/etc/passwd",
        "/files/..%2f..%2fdata%2f2021.yaml", "/files/2021.yaml", "/static/index.html%00.js",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_sent(desk: OpenDesk, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", desk.running.listener.getsockname()[1])
    key = desk.client.cookies[desk.cookie]
    connection.request("GET", path, headers={"Cookie": f"{desk.cookie}={key}"})
    assert connection.getresponse().status == 404
    connection.close()


@pytest.mark.parametrize("year", ["../data/2021", "/etc/passwd", "2021.yaml", "..", "2021\x00"])
def test_a_year_is_a_name_and_no_path(desk: OpenDesk, year: str) -> None:
    answer = desk.client.get("/api/data", params={"year": year})
    assert (answer.status_code, answer.json()["problem"]["code"]) == (404, "D619")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(desk: OpenDesk, method: str) -> None:
    assert ask(desk, method, "/api/edit").status_code == 405


def test_what_is_said_to_be_too_large_is_not_read(desk: OpenDesk) -> None:
    port = desk.running.listener.getsockname()[1]
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Origin": desk.url.rstrip("/"), "Content-Type": "application/json"}
    connection.request(
        "POST", "/api/edit", headers={**headers, "Content-Length": str(MOST_BYTES + 1)}
    )
    assert connection.getresponse().status == 413
    connection.close()


def test_a_body_that_does_not_say_its_length_is_counted(desk: OpenDesk) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 2**20 + 2):
            yield b" " * 2**20

    sent = {"content-type": "application/json"}
    # it may hang up while more is coming
    with contextlib.closing(desk.make_client()) as client, contextlib.suppress(httpx.WriteError):
        assert client.post("/api/edit", content=drip(), headers=sent).status_code == 413
    assert desk.get("/api/start")["ok"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "a/b"])
def test_only_json_and_uploads_are_taken(desk: OpenDesk, kind: str) -> None:
    assert ask(desk, "POST", "/api/edit", content_type=kind).status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        [], "x", {"changes": 1}, {"changes": [{"op": "set", "path": "x", "value": "1"}]},
        {"changes": [{"op": "set", "path": [1], "value": "1"}]},
        {"changes": [{"op": "set", "path": ["提案", -1, "案由"], "value": "1"}]},
        {"changes": [{"op": "set", "path": ["提案", True, "案由"], "value": "1"}]},
        {"changes": [{"op": "drop", "ledger": "提案", "at": 0}]},
        {"changes": [{"op": "remove", "ledger": "提案", "at": "0"}]},
        {"changes": [{"op": "insert", "ledger": "提案", "at": 0, "values": {"案由": 1}}]},
        {"changes": [{"op": "set", "path": ["提案", 0, "案由"], "value": "\ud800"}]},
    ],
)  # fmt: skip
def test_changes_of_another_shape_are_none(desk: OpenDesk, body: Any) -> None:
    before = desk.get("/api/data")["digest"]
    assert ask(desk, "POST", "/api/edit", body).status_code == 404
    assert desk.get("/api/data")["digest"] == before


def test_every_answer_says_what_the_browser_may_do(desk: OpenDesk) -> None:
    with desk.make_client(inside=False) as client:
        for answer in (client.get("/"), desk.client.get("/"), desk.client.get("/static/none.js")):
            assert {name: answer.headers.get(name) for name, _ in HEADERS} == dict(HEADERS)
    policy = dict(HEADERS)["content-security-policy"]
    assert "unsafe" not in policy and policy.startswith("default-src 'none'")
    assert "access-control-allow-origin" not in desk.client.get("/").headers


def test_no_web_socket_is_served(desk: OpenDesk) -> None:
    port = desk.running.listener.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(
            f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: eA==\r\n\r\n".encode()
        )
        assert b" 101 " not in raw.recv(100)
