"""The buttons: an action begun, waited for a moment, told when it is done; and its downloads."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from drafter.desk.actions.model import Asked, Download, Outcome, Upload
from drafter.desk.actions.table import find_action
from drafter.desk.server.answers import make_answer, report_fault
from drafter.desk.server.jobs import MOMENT, Job, Jobs
from drafter.problems import DrafterError, Problem, problem

if TYPE_CHECKING:  # the desk is made before it is served
    from drafter.desk.server.desk import Desk, OpenYear

TICK = 1.0
"""So often it is told that an action is still on its way; seconds."""
_MOST_UPLOADS = 40
_AT_THE_MACHINE = ("open-folder",)
"""What is shown on the screen of the machine that serves: no use to an office's other ones."""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {".docx": _DOCX, ".xlsx": _XLSX, ".pdf": "application/pdf"}


class Doing:
    """The actions of all years, one at a time."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.jobs = desk, Jobs()
        self._telling: set[asyncio.Task[None]] = set()

    async def start(self, request: Request, year: OpenYear) -> Response | None:
        """Begin what the address names; None: there is no such action."""
        name = request.path_params["name"]
        action = find_action(name)
        if action is None or (self.desk.is_shared and name in _AT_THE_MACHINE):
            return None
        body, uploads = await _read_body(request)
        tab, who = request.query_params.get("tab", ""), request.state.who
        asked = Asked(year, self.desk.workspace, self.desk.lang, body, uploads, who, tab)
        late = threading.Event()
        job = self.jobs.start(
            lambda: self._act(partial(action, asked), year), partial(self._tell_done, tab, late)
        )
        await asyncio.wait([asyncio.wrap_future(job.future)], timeout=MOMENT)
        late.set()
        if not job.future.done():
            telling = asyncio.create_task(self._tell_progress(tab, job))
            self._telling.add(telling)  # the loop alone would let go of it
            telling.add_done_callback(self._telling.discard)
            return make_answer({"job": job.name})
        return _answer_at_once(job.future.result())

    def _act(self, action: Callable[[], Outcome], year: OpenYear) -> dict[str, object]:
        """Do it; what came of it, or why not, as it is told."""
        try:
            return {"result": self._describe(action(), year)}
        except DrafterError as error:
            return _describe_failure(year, error.problems)
        except OSError as error:
            from drafter.output import explain_error  # a failure alone asks for it

            place = str(error.filename or "")
            return _describe_failure(
                year, [problem("D621", None, file=Path(place).name, reason=explain_error(error))]
            )
        except Exception as error:  # whatever it was: whoever waits for it must hear of it
            return _describe_failure(year, [report_fault(error)])

    def _describe(self, outcome: Outcome, year: OpenYear) -> dict[str, object]:
        files = [{"name": each.name, "url": self.jobs.offer(each)} for each in outcome.files]
        return {
            "title": outcome.title, "lines": outcome.lines, "files": files,
            "folder": outcome.folder and not self.desk.is_shared,
            "problems": year.describe_found(outcome.problems),
            "conflicts": outcome.conflicts, **outcome.more,
        }  # fmt: skip

    async def _tell_progress(self, tab: str, job: Job) -> None:
        """Tell the tab that asked how long it has taken, or that another one is done before."""
        begun = time.monotonic()
        while not job.future.done():
            seconds = round(time.monotonic() - begun + MOMENT)
            content = {"job": job.name, "seconds": seconds, "waits": not job.future.running()}
            self._tell(tab, "progress", content)
            await asyncio.sleep(TICK)

    def _tell_done(
        self, tab: str, late: threading.Event, name: str, done: dict[str, object]
    ) -> None:
        """Tell the tab that asked, where it has not been answered by then."""
        if late.is_set():
            self._tell(tab, "done", {"job": name, **done})

    def _tell(self, tab: str, event: str, content: dict[str, object]) -> None:
        for each in self.desk.hub.list_tabs():
            if each.name == tab:
                self.desk.hub.tell(each, event, content)

    def find_job(self, name: str) -> dict[str, object] | None:
        """How the job stands; None: it is not known."""
        job = self.jobs.find(name)
        if job is None:
            return None
        return job.future.result() if job.future.done() else {"running": True}

    async def send_file(self, request: Request) -> Response:
        """What an action made."""
        found = self.jobs.take(request.path_params["name"])
        if found is None:
            return Response(status_code=404)
        try:
            content = await run_in_threadpool(_read_content, found)
        except OSError:
            return Response(status_code=404)
        kind = _KINDS.get(Path(found.name).suffix.lower(), "application/octet-stream")
        disposition = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
        return Response(content, media_type=kind, headers={"content-disposition": disposition})


def _describe_failure(year: OpenYear, problems: Iterable[Problem]) -> dict[str, object]:
    """Why nothing came of it, each problem at its cell."""
    told = year.describe_found(problems)
    return {"problem": told[0], "problems": told}


def _read_content(found: Download) -> bytes:
    return found.content if isinstance(found.content, bytes) else found.content.read_bytes()


def _answer_at_once(done: Mapping[str, object]) -> Response:
    result = done.get("result")
    if isinstance(result, dict):
        return make_answer(result)
    return make_answer({**done, "status": 409}, 409)


async def _read_body(request: Request) -> tuple[dict[str, Any], tuple[Upload, ...]]:
    """What was sent along: values, and files with the names that their senders gave them."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        try:
            body = json.loads(await request.body() or b"{}")
        except (ValueError, RecursionError):
            body = {}
        return (body if isinstance(body, dict) else {}), ()
    values: dict[str, Any] = {}
    uploads: list[Upload] = []
    async with request.form(max_files=_MOST_UPLOADS, max_fields=_MOST_UPLOADS * 2) as form:
        for key, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads.append(Upload(Path(value.filename or "").name, await value.read()))
            else:
                values.setdefault(key, []).append(str(value))
    return values, tuple(uploads)
