"""How things stand: what hands did to a report, and what an update would do. Nothing is written."""

from __future__ import annotations

from pathlib import Path

from drafter import output
from drafter.output import Job
from drafter.pipeline.answers import last_data
from drafter.pipeline.deliver import account, existing, files, seal, target, undecided
from drafter.pipeline.draft import Result, Status, draft
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
    drafted = draft(data or last_data(folder), folder)
    path = target(drafted, folder, None) if onto is None else existing(onto, folder)
    made = seal(drafted, path, folder)
    looked = output.look(
        Job(
            drafted.workspace.store, path, made.data, made.record, FilePlace(made.shown),
            lambda: drafted.draft, onto=onto is not None,
        )
    )  # fmt: skip
    if isinstance(looked, Problem):
        raise DrafterError([*drafted.problems, looked], status=3 if undecided([looked]) else 1)
    return Result(
        path, _STANDS[looked.status], drafted.problems, drafted.draft.trace, drafted.draft.title,
        None, files(drafted), account(looked, made, drafted),
    )  # fmt: skip
