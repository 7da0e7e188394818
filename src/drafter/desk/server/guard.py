"""Who is let in: the only place that knows tokens, cookies, Host, Origin, sizes and headers.

The server listens on this machine alone, but every page that its browser shows, and every other
user of the machine, can send requests there. So a request must name this very address (else a
foreign name has been pointed at it), come from this very page, and bear the cookie that the
address opened by the launcher was exchanged for.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 20 * 2**20
"""So large is the body of a request at most."""
_METHODS, _QUIET = ("GET", "HEAD", "POST"), ("GET", "HEAD")
_BODIES = ("application/json", "multipart/form-data")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = (
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
)
"""What every answer says, refusals too."""


class Refused(NamedTuple):
    """Why a request is not let in: the status, and a key of the catalogue; none: it has no key."""

    status: int
    key: str = ""


class Doors:
    """The tokens that may be exchanged for a cookie, and the cookies given out."""

    def __init__(self, port: int, *, scheme: str = "http", hosts: tuple[str, ...] = ()) -> None:
        """hosts: what an office's machine may be called; none: it serves itself alone."""
        names = hosts or ("127.0.0.1", "localhost")
        self.is_shared = bool(hosts)
        self.hosts = frozenset(f"{name}:{port}" for name in names)
        self.knocked = (f"127.0.0.1:{port}",)
        self.origins = {host: f"{scheme}://{host}" for host in self.hosts}
        self.cookie = f"drafter-desk-{port}"  # cookies of a machine's ports are all in one jar
        self.secure = scheme == "https"
        self.secret = secrets.token_urlsafe(32)
        self._tokens: set[str] = set()
        self._keys: dict[str, str] = {}

    def make_token(self) -> str:
        """A token that opens the desk once."""
        token = secrets.token_urlsafe(32)
        self._tokens.add(token)
        return token

    def take_token(self, token: str) -> bool:
        """Whether the token opens the desk; it does so once."""
        known = next((each for each in self._tokens if _is_same(each, token)), None)
        self._tokens.discard(known or "")
        return known is not None

    def make_key(self, who: str = "") -> str:
        """A cookie's value for somebody; it holds as long as the server runs."""
        key = secrets.token_urlsafe(32)
        self._keys[key] = who
        return key

    def find_person(self, key: str) -> str | None:
        """Whose cookie it is; None: nobody's."""
        return next((who for each, who in self._keys.items() if _is_same(each, key)), None)


KNOCK, LOGIN = "/knock", "/login"
_OPEN = (LOGIN, "/static/login.css")
"""What an office's machine shows to whoever has not said the password yet."""
_NONCE, _PROOF = "x-desk-nonce", "x-desk-proof"


def make_knock(secret: str, nonce: str) -> dict[str, str]:
    """What a second start says at the door: it knows the secret, and does not tell it."""
    return {_NONCE: nonce, _PROOF: sign_words(secret, "in", nonce)}


def sign_words(secret: str, *words: str) -> str:
    """A proof that whoever says the words knows the secret."""
    return hmac.new(secret.encode(), "\n".join(words).encode(), "sha256").hexdigest()


def answer_knock(headers: Headers, doors: Doors) -> Response | None:
    """A token for whoever knows the secret, with the proof that this desk knows it too."""
    nonce = headers.get(_NONCE, "")
    wanted = sign_words(doors.secret, "in", nonce)
    if "origin" in headers or not nonce or not _is_same(wanted, headers.get(_PROOF, "")):
        return None
    token = doors.make_token()
    return PlainTextResponse(f"{token} {sign_words(doors.secret, 'out', nonce, token)}")


def _is_same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode("utf-8", "surrogatepass"))


class Guard:
    """Lets in what comes from the desk's own page, and puts the headers on every answer."""

    def __init__(self, app: App, doors: Doors, refuse: Callable[[Refused], Response]) -> None:
        self.app, self.doors, self.refuse = app, doors, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # a web socket's handshake knows no CORS; none is served
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        answer = self._stop(scope, headers)
        if answer is None:
            await self.app(scope, _bound_body(receive), _add_headers(send))
        else:
            await answer(scope, receive, _add_headers(send))

    def _stop(self, scope: Scope, headers: Headers) -> Response | None:
        """What is answered to a request that does not go on to the app."""
        if scope["path"] == KNOCK and headers.getlist("host")[:1] == list(self.doors.knocked):
            return answer_knock(headers, self.doors) or self.refuse(Refused(403))
        if (refused := find_refusal(scope["method"], headers, self.doors)) is not None:
            return self.refuse(refused)
        key = read_cookie(headers, self.doors.cookie)
        who = self.doors.find_person(key) if key else None
        scope["state"] = {**scope.get("state", {}), "who": who}
        if scope["path"] == "/" and scope["method"] == "GET":  # who only looks at it uses up none
            token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
            if token:
                return self._exchange(token, who is not None)
        if who is not None or (self.doors.is_shared and scope["path"] in _OPEN):
            return None
        if self.doors.is_shared and scope["path"] == "/":
            return RedirectResponse(LOGIN, 303)
        return self.refuse(Refused(403))

    def _exchange(self, token: str, inside: bool) -> Response:
        """The cookie for a token; who is inside already may come by an old address too."""
        is_good = self.doors.take_token(token)
        if not is_good and not inside:
            return self.refuse(Refused(403))
        answer = RedirectResponse("/", 303)
        if is_good:
            set_cookie(answer, self.doors, self.doors.make_key())
        return answer


def set_cookie(answer: Response, doors: Doors, key: str) -> None:
    """Let the browser bear the key: for this page alone, out of reach of scripts."""
    answer.set_cookie(
        doors.cookie, key, httponly=True, samesite="strict", secure=doors.secure, path="/"
    )


def find_refusal(method: str, headers: Headers, doors: Doors) -> Refused | None:
    """Why a request is refused whoever sends it; None: it is not."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or hosts[0] not in doors.hosts:
        return Refused(421, "desk.host")
    if method not in _METHODS:
        return Refused(405, "desk.method")
    origins = headers.getlist("origin")
    is_own = origins == [doors.origins[hosts[0]]]
    if not is_own and (origins or method not in _QUIET):
        return Refused(403, "desk.origin")
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return Refused(403, "desk.origin")
    return None if method in _QUIET else _find_bad_body(headers)


def _find_bad_body(headers: Headers) -> Refused | None:
    length = headers.get("content-length", "")
    if length and (not length.isdecimal() or int(length) > MOST_BYTES):
        return Refused(413, "desk.size")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    is_empty = length == "0" and "transfer-encoding" not in headers
    if kind in _BODIES or (is_empty and not kind):
        return None
    return Refused(415, "desk.kind")


def read_cookie(headers: Headers, name: str) -> str:
    """The cookie's value; nothing where it is lacking, or there are two of it."""
    pairs = (each.strip().partition("=") for each in headers.get("cookie", "").split(";"))
    values = [value for key, _, value in pairs if key == name]
    return values[0] if len(values) == 1 else ""


def _bound_body(receive: Receive) -> Receive:
    """The body, counted as it comes: a length that is told may be wrong, or not told at all."""
    got = 0

    async def take() -> MutableMapping[str, Any]:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > MOST_BYTES:
            raise HTTPException(413)
        return message

    return take


def _add_headers(send: Send) -> Send:
    async def tell(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.encode()) for name, value in HEADERS]
            kept = [pair for pair in message.get("headers", []) if pair[0].lower() != b"server"]
            message["headers"] = [*kept, *own]
        await send(message)

    return tell
