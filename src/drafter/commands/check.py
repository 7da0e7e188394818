"""The gate: a data file with its draft, a template, or any Word file, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.commands.checking.documents import check_document, find_document
from drafter.commands.drafting.result import Result
from drafter.problems import DrafterError, FilePlace, Problem, problem, select_blocking
from drafter.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from drafter.commands.drafting.drafts import DraftWithSources


def check(
    target: str | Path, *, previous: str | Path | None = None, final: bool = False,
    verbose: bool = False, data: str | Path | None = None, here: str | Path = ".",
) -> Result:  # fmt: skip
    """Everything that can be told of a data file, a template or any .docx; nothing is written.

    target: a data file, from which a draft is made in memory; the name or folder of a template; or
    a Word file of anybody's. previous: the data of the year before. final: gaps are refused too.
    verbose: each row of the ledgers that are kept in other files is accounted for. data: the data
    file whose records the figures of a Word file are compared with.
    Raises DrafterError where there are errors, with everything found.
    """
    workspace, name = open_workspace(here), str(target)
    if (document := find_document(name, workspace)) is not None:
        found, lines = check_document(document, workspace, data)
        return _make_result(found, Path(document).name, final=final, lines=lines)
    if data is not None:
        raise DrafterError([problem("D419", FilePlace(name), name=name)])
    from drafter.commands.checking import drafts  # brings the engine: a Word file does without
    from drafter.commands.drafting.drafts import make_draft

    if (template := _find_template(name, workspace)) is not None:
        found = drafts.check_template(template, workspace.around(workspace.here / name))
        return _make_result(found, template, final=final)
    if (workspace.here / name).is_dir() and not workspace.find_data_file(name).is_file():
        raise DrafterError([problem("D103", FilePlace(name), file=name)])
    drafted = make_draft(name, workspace, previous=previous)
    found = drafts.collect_problems(drafted)
    if verbose:
        places = {each.place for each in found if each.code == "D228"}
        found += [each for each in drafts.account_for_tables(drafted) if each.place not in places]
    return _make_result(found, drafted.draft.title, final=final, made=drafted)


def _make_result(
    problems: list[Problem], title: str, *, final: bool, made: DraftWithSources | None = None,
    lines: int = 0,
) -> Result:  # fmt: skip
    if select_blocking(problems, final=final):
        raise DrafterError(problems)
    trace = made.draft.trace if made else ()
    return Result(None, "checked", tuple(problems), trace, title, lines=lines)


def _find_template(name: str, workspace: Workspace) -> str | None:
    """The template that is meant: by its name, or by its folder."""
    room = workspace.around(workspace.here / name)
    if not room.exists or workspace.find_data_file(name).is_file():
        return None
    last = Path(name).name
    meant = name == last or (workspace.here / name).is_dir()
    return last if meant and last in room.templates() else None
