"""Reports made of the data files that a command line names: one, many, or one watched."""

from __future__ import annotations

from pathlib import Path

import drafter
from drafter.cli import report, results
from drafter.commands.drafting import inputs
from drafter.workspace import open_workspace


def make_reports(
    data: list[str], *, output: Path | None = None, onto: Path | None = None, fresh: bool = False,
    each: str | None = None, jobs: int = 1, resume: bool = False, watch: bool = False,
    previous: str | None = None, final: bool = False, overwrite: bool = False,
    as_json: bool = False, against: Path | None = None,
) -> int:  # fmt: skip
    """Make the reports, say what came of them; the exit code."""
    names = inputs.expand_inputs(data, open_workspace())
    several = len(names) > 1 or each is not None
    single, twice = bool(onto or fresh or previous or against), bool(output and (onto or against))
    if wrong := _find_option_conflict(watch, as_json, several, len(names) > 1, single, twice):
        report.print_error_text(wrong)
        return 2
    if watch or several:
        from drafter.cli import batch  # brings multiprocessing: one report does without
    if watch:
        return batch.run_watch(
            names[0], output=output, each=each, jobs=jobs, final=final, overwrite=overwrite
        )
    if several:
        return batch.run_batch(
            names, output=output, each=each, jobs=jobs, resume=resume, final=final,
            overwrite=overwrite, as_json=as_json,
        )  # fmt: skip
    result = drafter.generate(
        names[0], output=output, onto=onto, fresh=fresh, previous=previous, final=final,
        overwrite=overwrite, against=against,
    )  # fmt: skip
    return results.print_result(result, as_json=as_json)


def _find_option_conflict(
    watch: bool, as_json: bool, several: bool, many: bool, single: bool, twice: bool
) -> str:
    """What to say of options that do not go together; nothing where they do."""
    if watch and as_json:
        return "usage.json"
    if watch and many:
        return "usage.watch"
    return "usage.onto" if twice or (single and (several or watch)) else ""
