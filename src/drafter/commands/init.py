"""Setting up: a new workspace, a new template, and looking a template over."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

from drafter import cache, engine, output, workspace
from drafter.commands.drafting.drafts import open_template
from drafter.problems import DrafterError, FilePlace, Problem, problem, select_blocking
from drafter.schema import find_nearest_word
from drafter.template import DOCX, SCHEMA
from drafter.word.layout import gongwen
from drafter.workspace import Workspace


def init(folder: str | Path, *, here: str | Path = ".") -> Path:
    """A new workspace with the shipped template and sample year. Raises DrafterError.

    The folder must be new or empty: nothing that stands there is touched.
    """
    root = Path(here) / folder
    place = FilePlace(str(root))
    if root.is_file() or (root.is_dir() and any(root.iterdir())):
        raise DrafterError([problem("D507", place)])
    origin = workspace.shipped_folder()
    try:
        for name in ("templates", "data"):
            shutil.copytree(origin / name, root / name)
        (root / "output").mkdir()
    except OSError as error:
        raise DrafterError([problem("D504", place, reason=output.explain_error(error))]) from None
    return root


def cache_clear() -> int:
    """Throw away the compiled templates that are kept to be quick; how many there were."""
    return cache.clear()


def template_check(name: str, *, here: str | Path = ".") -> list[Problem]:
    """The template alone against its schema: what is wrong with it. Raises DrafterError."""
    folder = Path(here)
    room = _require_workspace(folder)
    if name not in room.templates():
        known = room.templates()
        hint = find_nearest_word(name, known) or "、".join(known)
        raise DrafterError([problem("D301", None, name=name, hint=hint)])
    found: list[Problem] = []
    _, wrong = engine.compile_template(open_template(room, name, folder, found))
    found += wrong
    if select_blocking(found):
        raise DrafterError(found)
    return found


def template_new(name: str, *, here: str | Path = ".") -> Path:
    """A blank GB/T 9704 template with a starting schema. Raises DrafterError."""
    room = _require_workspace(Path(here))
    folder = room.template(name)
    if not re.fullmatch(r"[\w（）()·-]+", name):
        raise DrafterError([problem("D509", None, name=name)])
    if folder.exists():
        raise DrafterError([problem("D508", FilePlace(workspace.show_path(folder, Path(here))))])
    schema = files("drafter.commands").joinpath("schema.yaml").read_text(encoding="utf-8")
    try:
        folder.mkdir(parents=True)
        (folder / DOCX).write_bytes(gongwen.make_blank())
        (folder / SCHEMA).write_text(schema.replace("{name}", name), encoding="utf-8")
    except OSError as error:
        raise DrafterError(
            [problem("D504", FilePlace(str(folder)), reason=output.explain_error(error))]
        ) from None
    return folder


def _require_workspace(here: Path) -> Workspace:
    room = workspace.find_workspace(here.absolute())
    if room is None:
        raise DrafterError([problem("D510", FilePlace(str(here.absolute())))])
    return room
