"""Setting up: a new workspace, a new template, and looking a template over."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

from drafter import cache, engine, output
from drafter.commands.describing.convert import export_schema
from drafter.commands.drafting.drafts import open_template
from drafter.commands.drafting.findings import Findings, refuse, require_workspace
from drafter.problems import FilePlace, Problem, problem
from drafter.template import DOCX, Template
from drafter.vocabulary import DESCRIPTION
from drafter.word.layout import gongwen
from drafter.workspace import Workspace, shipped_folder


def init(folder: str | Path, *, here: str | Path = ".") -> Path:
    """A new workspace with the shipped template and sample year. Raises DrafterError.

    The folder must be new or empty: nothing that stands there is touched.
    """
    root = Path(here) / folder
    place = FilePlace(str(root))
    if root.is_file() or (root.is_dir() and any(root.iterdir())):
        refuse([problem("D507", place)])
    existed = root.is_dir()
    try:
        for name in ("templates", "data"):
            shutil.copytree(shipped_folder() / name, root / name)
        (root / "output").mkdir()
    except BaseException as error:
        for folder_made in root.iterdir() if existed else (root,):  # it was empty
            shutil.rmtree(folder_made, ignore_errors=True)
        if isinstance(error, OSError):
            refuse([problem("D504", place, reason=output.explain_error(error))])
        raise
    return root


def cache_clear() -> int:
    """Throw away the compiled templates that are kept to be quick; how many there were."""
    return cache.clear()


def template_check(name: str, *, here: str | Path = ".") -> list[Problem]:
    """The template alone against its schema: what is wrong with it. Raises DrafterError."""
    workspace = require_workspace(here)
    found = check_template(name, workspace)[1]
    export_schema(workspace.template(name), workspace)
    return found


def check_template(name: str, workspace: Workspace) -> tuple[Template, list[Problem]]:
    """The template of that name, and what is wrong with it. Raises DrafterError."""
    found = Findings()
    template = found.need(open_template(workspace, found.need(workspace.find_template(name))))
    found.add(engine.compile_template(template))
    found.stop()
    return template, found


def template_new(name: str, *, here: str | Path = ".") -> Path:
    """A blank GB/T 9704 template with a starting template.yaml. Raises DrafterError."""
    workspace = require_workspace(here)
    folder = workspace.template(name)
    if not re.fullmatch(r"[\w（）()·-]+", name):
        refuse([problem("D509", None, name=name)])
    if folder.exists():
        refuse([problem("D508", FilePlace(workspace.show(folder)))])
    described = files("drafter.commands").joinpath(DESCRIPTION).read_text(encoding="utf-8")
    try:
        folder.mkdir(parents=True)
        (folder / DOCX).write_bytes(gongwen.make_blank())
        (folder / DESCRIPTION).write_text(described.replace("{name}", name), encoding="utf-8")
    except OSError as error:
        refuse([problem("D504", FilePlace(str(folder)), reason=output.explain_error(error))])
    export_schema(folder, workspace)
    return folder
