"""What came of `drafter adopt`: counts, what is doubtful, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from drafter import AdoptedReport
from drafter.cli.report import print_json, print_problems, print_text, problems_to_dicts, show_path

_MOST_SHOWN = 8


def split_reports(names: Sequence[str]) -> tuple[str | None, str | None]:
    """The report, and that of the year before. Raises typer.BadParameter for more."""
    if len(names) > 2:
        raise typer.BadParameter("one report, or two")
    first, second = [*names, None, None][:2]
    return first, second


def print_adopted(made: AdoptedReport, *, as_json: bool) -> None:
    """What was written, and what to look at."""
    if as_json:
        print_json(_to_dict(made))
        return
    key = "adopt.corrected" if made.is_corrected else "adopt.done"
    print_text(
        key, year=made.year, n=made.typed + made.computed, typed=made.typed,
        computed=made.computed, fixed=made.fixed,
    )  # fmt: skip
    for name, count in made.ledgers:
        print_text("adopt.ledger", name=name, n=count)
    print_text("adopt.proven", n=made.paragraphs)
    print_problems(made.problems)
    if made.doubtful:
        print_text("adopt.doubtful", n=len(made.doubtful))
        for sentence, doubt in made.doubtful[:_MOST_SHOWN]:
            print_text("adopt.doubt", sentence=sentence, doubt=doubt)
        if (rest := len(made.doubtful) - _MOST_SHOWN) > 0:
            print_text("adopt.more", n=rest)
    _print_files(made)


def _print_files(made: AdoptedReport) -> None:
    for backup in made.backups:
        print_text("adopt.backup", path=show_path(backup))
    template, data, sheet = map(show_path, (made.template, made.data, made.sheet))
    print_text("adopt.files", template=template, data=data, sheet=sheet)
    if made.review is not None:
        print_text("adopt.review", path=show_path(made.review))
    key = "adopt.next.corrected" if made.is_corrected else "adopt.next"
    print_text(key, sheet=sheet, year=made.data.stem, new=_name_next(made))


def _name_next(made: AdoptedReport) -> str:
    """What next year's data file is called."""
    return made.data.stem.replace(str(made.year), str(made.year + 1))


def _to_dict(made: AdoptedReport) -> dict[str, object]:
    return {
        "template": str(made.template), "data": str(made.data), "sheet": str(made.sheet),
        "year": made.year, "typed": made.typed, "computed": made.computed, "fixed": made.fixed,
        "paragraphs": made.paragraphs,
        "ledgers": [{"name": name, "records": count} for name, count in made.ledgers],
        "doubtful": [{"sentence": said, "doubt": doubt} for said, doubt in made.doubtful],
        "problems": problems_to_dicts(made.problems),
        "backups": [str(path) for path in made.backups],
        "review": None if made.review is None else str(made.review),
    }  # fmt: skip
