"""The office's door: a name and the password, turned into a cookie."""

from __future__ import annotations

import asyncio
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from drafter.desk.office.passwords import Tries, is_password
from drafter.desk.server.guard import Doors, set_cookie
from drafter.problems import Lang, is_chinese, render_message

_LONGEST_NAME = 30
_PAUSE = 1.0
"""So long any failed try is answered later; seconds."""


class Login:
    """Asks for name and password, and lets in who knows it."""

    def __init__(self, doors: Doors, memory: Path, lang: Lang) -> None:
        self._doors, self._memory, self._lang = doors, memory, lang
        self._tries, self._one = Tries(), asyncio.Semaphore(2)

    async def show(self, request: Request) -> Response:
        """The form."""
        return self._make_page("")

    async def take(self, request: Request) -> Response:
        """Let in, or say why not."""
        address = request.client.host if request.client else ""
        if (wait := self._tries.find_wait(address)) > 0:
            return self._make_page("desk.login.wait", 429, seconds=int(wait) + 1)
        async with request.form(max_files=0, max_fields=4, max_part_size=2000) as form:
            name, password = str(form.get("name", "")), str(form.get("password", ""))
        name = " ".join("".join(c for c in name if c.isprintable()).split())[:_LONGEST_NAME]
        if not name:
            return self._make_page("desk.login.name.missing", 400)
        async with self._one:  # each comparison takes 32 MB
            is_good = await run_in_threadpool(is_password, self._memory, password)
        self._tries.note(address, good=is_good)
        if not is_good:
            await asyncio.sleep(_PAUSE)
            return self._make_page("desk.login.wrong", 403, name=name)
        answer = RedirectResponse("/", 303)
        set_cookie(answer, self._doors, self._doors.make_key(name))
        return answer

    def _make_page(self, key: str, status: int = 200, **values: object) -> Response:
        def say(key: str, **values: object) -> str:
            return escape(render_message(key, self._lang, **values))

        told = f'<p class="wrong" role="alert">{say(key, **values)}</p>' if key else ""
        name = escape(str(values.get("name", "")))
        page = (
            f'<!doctype html><html lang="{"zh-CN" if is_chinese(self._lang) else "en"}">'
            f'<head><meta charset="utf-8"><title>{say("desk.login.title")}</title>'
            '<meta name="viewport" content="width=device-width">'
            '<link rel="stylesheet" href="/static/login.css"></head><body><main>'
            f"<h1>{say('desk.login.title')}</h1>{told}"
            '<form method="post" action="/login" enctype="multipart/form-data">'
            f'<label>{say("desk.login.name")}<input name="name" required maxlength="30" '
            f'autocomplete="username" value="{name}"></label>'
            f'<label>{say("desk.login.password")}<input name="password" type="password" required '
            'autocomplete="current-password"></label>'
            f"<button>{say('desk.login.enter')}</button></form></main></body></html>"
        )
        return HTMLResponse(page, status)
