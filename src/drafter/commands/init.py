"""Setting up: a new workspace, a new template, and looking a template over."""

from __future__ import annotations

import re
import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

from drafter import cache, engine, output
from drafter.commands.describing.convert import export_schema
from drafter.commands.describing.shipped import FIRST, list_sample_files, list_shipped_templates
from drafter.commands.drafting.drafts import open_template
from drafter.commands.drafting.findings import Findings, refuse, require_workspace
from drafter.problems import FilePlace, Problem, find_nearest_word, problem
from drafter.template import DOCX, Template
from drafter.vocabulary import DESCRIPTION
from drafter.word.layout import gongwen
from drafter.workspace import Workspace, shipped_folder


def init(folder: str | Path, *, template: str | None = None, here: str | Path = ".") -> Path:
    """A new workspace with a shipped template and its sample years. Raises DrafterError.

    template: the shipped template; without it the first. The folder must be new or empty; a
    workspace that is there gets the template that is named. Nothing that stands there is touched.
    """
    name, root = template or FIRST, Path(here) / folder
    shipped = list_shipped_templates()
    if name not in shipped:
        hint = find_nearest_word(name, shipped) or "、".join(shipped)
        refuse([problem("D301", None, name=name, hint=hint)])
    if template is not None and (root / "templates").is_dir():
        _add_sample(root, name)
    else:
        _make_workspace(root, name)
    return root


def _add_sample(root: Path, name: str) -> None:
    taken = [path for path in list_sample_files(name) if (root / path).exists()]
    if taken:
        code = "D508" if (root / "templates" / name).exists() else "D540"
        refuse([problem(code, FilePlace(str(root / taken[-1])))])
    made = [root / path for path in list_sample_files(name)]
    try:
        _copy_sample(root, name)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        _explain(error, root)


def _make_workspace(root: Path, name: str) -> None:
    if root.is_file() or (root.is_dir() and any(root.iterdir())):
        refuse([problem("D507", FilePlace(str(root)))])
    existed = root.is_dir()
    try:
        for folder in ("templates", "data", "output"):
            (root / folder).mkdir(parents=True)
        _copy_sample(root, name)
        _write_launchers(root)
    except BaseException as error:
        for folder_made in root.iterdir() if existed else (root,):  # it was empty
            shutil.rmtree(folder_made, ignore_errors=True)
        _explain(error, root)


def _copy_sample(root: Path, name: str) -> None:
    """A shipped template with its sample years, copied into the folder. Raises OSError."""
    for path in list_sample_files(name):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped_folder() / path, root / path)


def _write_launchers(root: Path) -> None:
    """What opens the desk by a double click, on Windows and on Linux. Raises OSError."""
    places = {"folder": str(root.absolute()), "python": sys.executable or "python"}
    for made in files("drafter.commands").joinpath("launchers").iterdir():
        text, is_batch = made.read_text(encoding="utf-8"), made.name.endswith(".bat")
        for name, path in places.items():
            text = text.replace(f"{{{name}}}", _quote_path(path, is_batch=is_batch))
        if is_batch:  # cmd.exe wants CRLF, and no mark of UTF-8 before its first command
            text = text.replace("\n", "\r\n")
        (root / made.name).write_bytes(text.encode("utf-8", "surrogateescape"))
        (root / made.name).chmod(0o755)


def _quote_path(path: str, *, is_batch: bool) -> str:
    """The path as it stands between the quotes of a batch file, or of a desktop entry's Exec."""
    if is_batch:
        return path.replace("%", "%%")
    quoted = re.sub(r'[\\"`$]', lambda sign: "\\" + sign[0], path).replace("%", "%%")
    return quoted.replace("\\", "\\\\")  # once more, as in any value of such a file


def _explain(error: BaseException, root: Path) -> NoReturn:
    """D504 for a fault of the disk; what else came goes on."""
    if isinstance(error, OSError):
        refuse([problem("D504", FilePlace(str(root)), reason=output.explain_error(error))])
    raise error


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
