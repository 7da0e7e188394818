"""The addresses of the desk, and which function answers at each."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from drafter.desk.server.answers import make_answer, refuse_request, report_fault
from drafter.desk.server.doing import Doing
from drafter.desk.server.events import is_tab_name, stream_events
from drafter.desk.server.wishes import read_batch, read_path
from drafter.problems import TEXTS, DrafterError, is_chinese, phrase, problem

if TYPE_CHECKING:  # the desk is made before it is served
    from drafter.desk.office.login import Login
    from drafter.desk.server.desk import Desk, OpenYear

_KINDS = {
    "js": "text/javascript", "css": "text/css", "html": "text/html", "svg": "image/svg+xml",
    "png": "image/png",
}  # fmt: skip
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp")
LOOK = 1.0
"""So often the files on disk are looked at; seconds."""
Handler = Callable[[Request], Awaitable[Response]]


class Unanswerable(Exception):
    """A request that cannot be answered: it names what there is not."""


def build_app(desk: Desk, end: Callable[[], None], login: Login | None = None) -> Starlette:
    """The desk's application, without its guard. end: stops the server. login: an office's door."""
    answers = Answers(desk)
    routes = [
        Route("/", answers.send_page),
        Route("/static/{name:path}", answers.send_static),
        Route("/page.css", answers.send_styles),
        Route("/picture/{name}", answers.send_picture),
        Route("/files/{name}", answers.doing.send_file),
        *(Route(f"/api/{name}", answers.wrap(handler)) for name, handler in answers.list_gets()),
        *(
            Route(f"/api/{name}", answers.wrap(handler), methods=["POST"])
            for name, handler in answers.list_posts()
        ),
    ]

    if login is not None:
        routes += [Route("/login", login.show), Route("/login", login.take, methods=["POST"])]

    @contextlib.asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(_watch_disk(desk, end))
        try:
            yield
        finally:
            watching.cancel()
            await run_in_threadpool(answers.doing.jobs.end)
            desk.end()

    return Starlette(routes=routes, lifespan=live)


async def _watch_disk(desk: Desk, end: Callable[[], None]) -> None:
    """Look for changes made outside, and for whether anybody still looks at the desk."""
    while True:
        await asyncio.sleep(LOOK)
        await run_in_threadpool(desk.look_at_disk)
        if desk.hub.is_over():
            end()


class Answers:
    """What is answered at each address."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.doing = desk, Doing(desk)
        self._static = _list_static()

    def list_gets(self) -> list[tuple[str, Handler]]:
        return [
            ("start", self.start), ("data", self.send_data), ("page", self.send_pieces),
            ("events", self.send_events), ("origin", self.send_origin),
            ("places", self.send_places), ("job", self.send_job),
        ]  # fmt: skip

    def list_posts(self) -> list[tuple[str, Handler]]:
        return [
            ("edit", self.edit),
            ("undo", self.undo),
            ("redo", self.redo),
            ("bye", self.take_leave),
            ("do/{name}", self.do),
        ]

    def wrap(self, handler: Handler) -> Handler:
        """The handler; what goes wrong in it becomes an answer that says so."""

        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except DrafterError as error:
                return refuse_request(error.problems[0], 409, self.desk.lang)
            except Unanswerable:
                return refuse_request(problem("D619"), 404, self.desk.lang)
            except HTTPException as error:  # the body is too large
                found = problem("D617", None, reason=phrase("desk.size"))
                return refuse_request(found, error.status_code, self.desk.lang)
            except Exception as error:  # whatever it was: the page must hear that nothing was done
                return refuse_request(report_fault(error), 500, self.desk.lang)

        return answer

    async def send_page(self, request: Request) -> Response:
        return self._send_file("index.html")

    async def send_static(self, request: Request) -> Response:
        return self._send_file(request.path_params["name"])

    def _send_file(self, name: str) -> Response:
        """A file of the package. The name is looked up, and never becomes a path."""
        found = self._static.get(name)
        if found is None:
            return Response(status_code=404)
        kind = _KINDS[name.rpartition(".")[2]]
        return Response(found.read_bytes(), media_type=kind)

    async def send_styles(self, request: Request) -> Response:
        text = self.desk.find_style(request.query_params.get("v", ""))
        return Response(text, media_type="text/css", status_code=200 if text else 404)

    async def send_picture(self, request: Request) -> Response:
        found = await run_in_threadpool(self.desk.find_picture, request.path_params["name"])
        if found is None or found[1] not in _PICTURES:  # an SVG may hold scripts
            return Response(status_code=404)
        return Response(found[0], media_type=found[1])

    async def send_origin(self, request: Request) -> Response:
        year, params = await self._find_year(request), request.query_params
        value = params.get("value", "")
        if not value.isdecimal():
            raise Unanswerable
        found = await run_in_threadpool(
            year.describe_origin, params.get("version", ""), params.get("piece", ""), int(value)
        )
        if found is None:
            raise Unanswerable
        return make_answer(found)

    async def send_places(self, request: Request) -> Response:
        year = await self._find_year(request)
        path = read_path(request.query_params.get("path", ""))
        if path is None:
            raise Unanswerable
        return make_answer(await run_in_threadpool(year.pages.find_places, path))

    async def start(self, request: Request) -> Response:
        desk, lang = self.desk, self.desk.lang
        texts = {key: TEXTS[key][not is_chinese(lang)] for key in TEXTS if key.startswith("desk.")}
        names = list(desk.list_years())
        newest = max(desk.workspace.data_by_year().items(), default=(0, None))[1]
        years = [
            {"name": name, "file": path.name, "newest": path == newest}
            for name, path in desk.list_years().items()
        ]
        asked = request.query_params.get("year", "")
        return make_answer(
            {
                "texts": texts, "lang": "zh" if is_chinese(lang) else "en",
                "years": years, "who": request.state.who,
                "year": asked if asked in names else desk.first, "lan": desk.is_shared,
                "title": desk.workspace.root.absolute().name,
                "features": desk.features,
            }
        )  # fmt: skip

    async def send_data(self, request: Request) -> Response:
        year = await self._find_year(request)
        await run_in_threadpool(year.year.refresh)
        return make_answer(await run_in_threadpool(year.describe, None, request.state.who))

    async def send_pieces(self, request: Request) -> Response:
        year = await self._find_year(request)
        tab = self._find_tab(request)
        have = request.query_params.get("have", "")
        page = await run_in_threadpool(year.describe_page, have, tab)
        if page is None:
            raise Unanswerable
        return make_answer(page)

    async def send_events(self, request: Request) -> Response:
        year = await self._find_year(request)
        name = request.query_params.get("tab", "")
        if not is_tab_name(name):
            raise Unanswerable
        tab = self.desk.hub.enter(name, year.stem, request.state.who)
        tab.page = request.query_params.get("have", "")
        year.greet(tab)
        return StreamingResponse(stream_events(self.desk.hub, tab), media_type="text/event-stream")

    async def edit(self, request: Request) -> Response:
        year = await self._find_year(request)
        batch = read_batch(await _read_json(request))
        if batch is None:
            raise Unanswerable
        tab = request.query_params.get("tab", "")
        made = await run_in_threadpool(year.edit, batch, request.state.who, tab)
        return make_answer(made)

    async def undo(self, request: Request) -> Response:
        return await self._go_back(request, forth=False)

    async def redo(self, request: Request) -> Response:
        return await self._go_back(request, forth=True)

    async def _go_back(self, request: Request, *, forth: bool) -> Response:
        year = await self._find_year(request)
        tab = request.query_params.get("tab", "")
        body = await _read_json(request)
        name = str(body.get("id", ""))[:200] if isinstance(body, dict) else ""
        made = await run_in_threadpool(year.go_back, request.state.who, tab, name, forth=forth)
        return make_answer(made)

    async def do(self, request: Request) -> Response:
        answer = await self.doing.start(request, await self._find_year(request))
        if answer is None:
            raise Unanswerable
        return answer

    async def send_job(self, request: Request) -> Response:
        found = self.doing.find_job(request.query_params.get("job", ""))
        if found is None:
            raise Unanswerable
        return make_answer(found)

    async def take_leave(self, request: Request) -> Response:
        self.desk.hub.say_farewell(request.query_params.get("tab", ""))
        return make_answer({})

    async def _find_year(self, request: Request) -> OpenYear:
        name = request.query_params.get("year", "")
        year = await run_in_threadpool(self.desk.open_year, name)
        if year is None:
            raise Unanswerable
        return year

    def _find_tab(self, request: Request) -> Any:
        name = request.query_params.get("tab", "")
        return next((tab for tab in self.desk.hub.list_tabs() if tab.name == name), None)


async def _read_json(request: Request) -> Any:
    """The body as JSON; None where it is none."""
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError):
        return None


def _list_static() -> dict[str, Traversable]:
    """The files that are sent as they are, by name."""
    folder = files("drafter.desk").joinpath("static")
    if not folder.is_dir():
        return {}
    return {each.name: each for each in folder.iterdir() if each.name.rpartition(".")[2] in _KINDS}
