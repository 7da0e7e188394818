"""How things stand: what hands did to a report, and what an update would do. Nothing is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from drafter import update
from drafter.commands.drafting.drafts import find_last_data, make_draft, seal_draft
from drafter.commands.drafting.findings import refuse
from drafter.commands.drafting.left_behind import find_brought_up_last
from drafter.commands.drafting.result import Result, Status
from drafter.commands.generate import choose_target, find_edited_report, make_result, plan_writing
from drafter.output import Status as WriteStatus
from drafter.output import preview_write
from drafter.problems import Problem
from drafter.workspace import open_workspace

_STANDS: dict[WriteStatus, Status] = {
    "written": "absent", "unchanged": "current", "replaced": "outdated", "updated": "edited",
    "kept": "edited",
}  # fmt: skip
"""What `generate` would do → how the report stands."""


def status(
    data: str | Path | None = None, *, onto: str | Path | None = None, here: str | Path = "."
) -> Result:
    """What `generate` would do with the report as it stands on disk.

    data: the data file; without it the one of the last report written, or the only one there is.
    onto: the edited report, where it came back under another name. Raises DrafterError as
    `generate` does.
    """
    workspace = open_workspace(here)
    drafted = make_draft(data or find_last_data(workspace), workspace)
    path = choose_target(drafted, None) if onto is None else find_edited_report(onto, workspace)
    sealed = seal_draft(drafted, path)
    last = None if onto is not None else find_brought_up_last(sealed)
    if last is not None:
        drafted = replace(drafted, problems=(*drafted.problems, last[1]))
    job = plan_writing(sealed, lambda: drafted.draft, onto=onto is not None)
    survey = partial(update.survey_report, drafting=lambda: drafted.draft)
    preview = preview_write(job._replace(updater=survey))
    if isinstance(preview, Problem):
        refuse([*drafted.problems, preview])
    return make_result(preview, _STANDS[preview.status], sealed, drafted)
