"""How things stand: what hands did to a report, and what an update would do. Nothing is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from drafter import output, update
from drafter.commands.drafting.drafts import Result, Status, make_draft
from drafter.commands.generate import (
    choose_target,
    find_edited_report,
    list_source_files,
    make_account,
    needs_decision,
    seal_draft,
)
from drafter.commands.why import find_last_data
from drafter.output import WriteJob
from drafter.problems import DrafterError, FilePlace, Problem

_STANDS: dict[output.Status, Status] = {
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
    folder = Path(here)
    drafted = make_draft(data or find_last_data(folder), folder)
    path = (
        choose_target(drafted, folder, None) if onto is None else find_edited_report(onto, folder)
    )
    made = seal_draft(drafted, path, folder)
    looked = output.preview_write(
        WriteJob(
            drafted.workspace.store, path, made.data, made.record, FilePlace(made.shown),
            partial(update.update_report, drafting=lambda: drafted.draft), onto=onto is not None,
        )
    )  # fmt: skip
    if isinstance(looked, Problem):
        raise DrafterError([*drafted.problems, looked], status=3 if needs_decision([looked]) else 1)
    return Result(
        path, _STANDS[looked.status], drafted.problems, drafted.draft.trace, drafted.draft.title,
        None, list_source_files(drafted), make_account(looked, made, drafted),
    )  # fmt: skip
