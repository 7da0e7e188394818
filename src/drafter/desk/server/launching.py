"""The desk started: on this machine alone, at a free port, for as long as a tab is open."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import secrets
import socket
import sys
import threading
import urllib.request
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import uvicorn
from starlette.responses import Response

from drafter import cache
from drafter.desk.office.login import Login
from drafter.desk.server.answers import refuse_request
from drafter.desk.server.app import build_app
from drafter.desk.server.guard import KNOCK, Doors, Guard, Refused, make_knock, sign_words
from drafter.problems import DrafterError, phrase, problem
from drafter.workspace import Workspace

if TYPE_CHECKING:  # whoever starts it has made it
    from drafter.desk.server.desk import Desk

LOCAL, EVERYWHERE = "127.0.0.1", "0.0.0.0"


class _Server(uvicorn.Server):
    """A server that tells its tabs when it ends: they would keep it waiting."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell the tabs, then end."""
        self._desk.hub.close()
        await super().shutdown(sockets)


@dataclass
class Running:
    """A desk that is ready: the address to open, its server, and the socket that it listens at."""

    address: str
    desk: Desk
    doors: Doors
    server: uvicorn.Server
    listener: socket.socket

    def serve(self) -> None:
        """Serve until nobody needs the desk any more, or it is stopped."""
        # The browser takes a second to start: by then the first page may have been made.
        threading.Thread(target=self._warm_up, daemon=True).start()
        try:
            self.server.run(sockets=[self.listener])
        finally:
            self.listener.close()

    def _warm_up(self) -> None:
        with contextlib.suppress(DrafterError):  # the page will be told
            self.desk.open_year("")

    def make_address(self) -> str:
        """An address that opens the desk once more."""
        return f"{self.address}?token={self.doors.make_token()}"


def favour_answers() -> None:
    """Set this process for a desk, where somebody waits for each answer.

    A pass of the garbage collector over the records of 2,000 takes a tenth of the time of a page:
    it is made when nobody waits (`years/pages`); that it comes by itself is for a bad day.
    Threads that answer take turns five times as often with the one that makes a page.
    """
    gc.enable()
    gc.set_threshold(2_000_000)
    sys.setswitchinterval(0.001)


class Office(NamedTuple):
    """How several people come to the desk: the names of its machine, the certificate and its key,
    and the folder with the password's hash."""

    hosts: tuple[str, ...]
    certificate: Path
    key: Path
    memory: Path


def prepare_desk(desk: Desk, *, port: int = 0, office: Office | None = None) -> Running:
    """The desk, listening already. port: 0 for the one that it had last, or any free one.

    office: for other machines too, over HTTPS and with a password. Raises OSError.
    """
    listener = listen(port, _recall_port(desk.workspace), EVERYWHERE if office else LOCAL)
    number, lang = int(listener.getsockname()[1]), desk.lang
    doors = Doors(number, scheme="https", hosts=office.hosts) if office else Doors(number)
    login = Login(doors, office.memory, lang) if office else None

    def refuse(refused: Refused) -> Response:
        found = problem("D616")
        if refused.key:
            found = problem("D617", None, reason=phrase(refused.key))
        return refuse_request(found, refused.status, lang)

    def end() -> None:
        server.should_exit = True

    config = uvicorn.Config(
        Guard(build_app(desk, end, login), doors, refuse), log_config=None, access_log=False,
        server_header=False, lifespan="on", timeout_graceful_shutdown=2, ws="none",
        proxy_headers=False, ssl_certfile=office and office.certificate,
        ssl_keyfile=office and office.key,
    )  # fmt: skip
    server = _Server(config, desk)
    home = f"https://{office.hosts[0]}" if office else f"http://{LOCAL}"
    return Running(f"{home}:{number}/", desk, doors, server, listener)


def list_hosts(*given: str) -> tuple[str, ...]:
    """The names that this machine is called by in the office's network, those given first."""
    name = socket.gethostname()
    try:
        numbers = socket.gethostbyname_ex(name)[2]
    except OSError:
        numbers = []
    own = [name.lower(), *numbers, LOCAL, "localhost"]
    return tuple(dict.fromkeys(filter(None, [*given, *own])))


def listen(port: int, wish: int = 0, address: str = LOCAL) -> socket.socket:
    """A socket that listens already, since an address must lead somewhere: to this machine alone.

    wish: the port that is taken where it is free. Raises OSError where `port` is not.
    """
    if port == 0 and wish:
        try:
            return listen(wish, 0, address)
        except OSError:
            pass
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets another program take the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def _memory_key(workspace: Workspace) -> str:
    root = str(workspace.root.absolute())
    return "desk-" + hashlib.sha256(root.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _recall_port(workspace: Workspace) -> int:
    port = _recall(workspace).get("port")
    return port if isinstance(port, int) else 0


def _recall(workspace: Workspace) -> dict[str, object]:
    """What the last desk of the workspace left for the next one."""
    try:
        found = json.loads(cache.get(_memory_key(workspace)) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def remember_desk(running: Running) -> None:
    """Leave word, in a folder of this user's own, where the desk is and how to knock there."""
    port = running.listener.getsockname()[1]
    content = json.dumps({"port": port, "secret": running.doors.secret}).encode()
    cache.put(_memory_key(running.desk.workspace), content)


def knock_at_running(workspace: Workspace) -> str | None:
    """An address into the desk of the workspace that runs already; None where none does."""
    known = _recall(workspace)
    port, secret = known.get("port"), known.get("secret")
    if not isinstance(port, int) or not isinstance(secret, str):
        return None
    nonce = secrets.token_urlsafe(16)
    asked = urllib.request.Request(
        f"http://{LOCAL}:{port}{KNOCK}", method="POST", headers=make_knock(secret, nonce)
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no way round by others
    try:
        with opener.open(asked, timeout=2) as answer:
            token, _, proof = answer.read(200).decode("ascii").partition(" ")
    except (OSError, ValueError):
        return None
    is_ours = secrets.compare_digest(proof, sign_words(secret, "out", nonce, token))
    return f"http://{LOCAL}:{port}/?token={token}" if is_ours else None


def open_browser(address: str) -> None:
    """Open the address in the user's browser, without waiting for it."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
