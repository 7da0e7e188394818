"""What the commands print: problems to standard error, results to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.problems import (
    RULES,
    DrafterError,
    Lang,
    Problem,
    as_dict,
    as_json,
    blank_values,
    explain_rule,
    format_problem,
    render_message,
    shorten_text,
    summarise_counts,
)

if TYPE_CHECKING:
    from drafter import Answer, Cleaned, Result
    from drafter.figures import Origin

MOST_SHOWN = 20
"""So many problems are shown in full; the rest is counted."""
MOST_RECORDS = 60
"""So many records are listed for one figure."""

_lang: Lang = "zh"


def set_language(lang: Lang) -> None:
    """Print in this language from now on."""
    global _lang
    _lang = lang


def get_language() -> Lang:
    """The language in which is printed."""
    return _lang


def get_localized_text(key: str, **values: object) -> str:
    """The text in that language."""
    return render_message(key, _lang, **values)


def print_text(key: str, **values: object) -> None:
    print(render_message(key, _lang, **values))


def print_error_text(key: str, **values: object) -> None:
    print(render_message(key, _lang, **values), file=sys.stderr)


def _use_colours() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def print_problems(found: Sequence[Problem]) -> None:
    """Show the worst problems, the worst of them last, and how many there are in all."""
    order = {"error": 0, "gap": 1, "warning": 2, "hint": 3}
    worst = sorted(found, key=lambda each: order[each.severity.value])
    shown = worst[:MOST_SHOWN]
    for each in sorted(shown, key=lambda each: -order[each.severity.value]):
        print(format_problem(each, _lang, colour=_use_colours()), end="\n\n", file=sys.stderr)
    if len(worst) > MOST_SHOWN:
        print_error_text("problems.more", n=len(worst) - MOST_SHOWN)
    if worst:
        print_error_text("problems.summary", summary=summarise_counts(worst, _lang))


def print_failure(error: DrafterError, command: str, *, json: bool) -> None:
    """Say why the command could not do its work."""
    if json:
        print(
            as_json(
                {"status": "failed", "path": None, "problems": problems_to_dicts(error.problems)}
            )
        )
        return
    print_problems(error.problems)
    made = "generate" if command == "generate" else "other"
    decision = "clean.stopped" if command == "clean" else "failed.decision"
    print_error_text(decision if error.status == 3 else f"failed.{made}")


_STANDING = ("absent", "current", "outdated", "edited")
"""What `status` finds, which writes nothing."""


def print_result(made: Result, *, as_json: bool) -> int:
    """Say what became of the report; the exit code."""
    code = 3 if made.account is not None and made.account.conflicts else 0
    if as_json:
        _print_result_json(made)
        return code
    print_problems(made.problems)
    if made.backup is not None:
        print_text("result.backup", path=_relative_path(made.backup))
    gaps = sum(each.severity.value == "gap" for each in made.problems)
    ending = ".gaps" if gaps and made.status not in ("unchanged", *_STANDING) else ""
    ending = ending if made.trace or made.status != "checked" else ".file"
    key = f"result.{made.status}{ending}"
    print_text(key, path=made.path and _relative_path(made.path), title=made.title, n=gaps)
    if made.account is not None:
        from drafter.cli import account  # only where a report was there before

        for line in account.format_lines(made.account, _lang, planned=made.status in _STANDING):
            print(line)
    return code


def _relative_path(path: Path) -> str:
    from drafter import workspace  # not every command has one

    return workspace.show_path(path, Path())


def _print_result_json(made: Result) -> None:
    trace = [
        {
            "text": each.text,
            "slot": each.slot,
            "origins": [_origin_to_dict(o) for o in each.origins],
        }
        for each in made.trace
    ]
    document = {
        "status": made.status,
        "path": None if made.path is None else str(made.path),
        "title": made.title,
        "backup": None if made.backup is None else str(made.backup),
        "problems": problems_to_dicts(made.problems),
        "account": _account_to_dict(made),
        "trace": trace,
    }
    print(as_json(document))


def print_cleaned(made: Cleaned, *, as_json: bool) -> None:
    """Say where the clean copy is, and what is not in it."""
    if as_json:
        _print_cleaned_json(made)
        return
    print_problems(made.problems)
    if made.backup is not None:
        print_text("result.backup", path=_relative_path(made.backup))
    print_text(f"clean.{made.status}", path=_relative_path(made.path))
    if made.comments:
        print_text("clean.comments", n=made.comments)


def _print_cleaned_json(made: Cleaned) -> None:
    document = {
        "status": made.status,
        "path": str(made.path),
        "backup": None if made.backup is None else str(made.backup),
        "comments": made.comments,
        "problems": problems_to_dicts(made.problems),
    }
    print(as_json(document))


def _account_to_dict(made: Result) -> dict[str, object] | None:
    if made.account is None:
        return None
    from drafter.cli import account

    return account.to_dict(made.account, _lang)


def problems_to_dicts(found: Iterable[Problem]) -> list[dict[str, object]]:
    """The problems for programs."""
    return [as_dict(each, _lang) for each in found]


def _origin_to_dict(origin: Origin) -> dict[str, object]:
    place = {"file": origin.file, "line": origin.line, "column": origin.column}
    return {**place, "path": list(origin.path)}


def print_answers(asked: str, found: Sequence[Answer], *, as_json: bool) -> None:
    """Say where the report has it from."""
    if as_json:
        _print_answers_json(asked, found)
        return
    print_text("why.head", text=asked, n=len(found))
    number = 0
    for group in _group_by_origins(found):
        print()
        for each in group:
            number += 1
            _print_answer(number, each)
        _print_records(group)


def _group_by_origins(found: Sequence[Answer]) -> list[list[Answer]]:
    """The answers that the same records stand behind, together."""
    groups: dict[tuple[object, ...], list[Answer]] = {}
    for each in found:
        groups.setdefault((each.origins, _quote_tag(each)), []).append(each)
    return list(groups.values())


def _print_answer(number: int, found: Answer) -> None:
    print_text(
        "why.report", n=number, place=found.report.to_text(_lang), text=_quote_context(found)
    )
    if found.tag is not None:
        print_text("why.tag", place=found.tag.to_text(_lang), tag=_quote_tag(found))
    elif found.template is not None:
        print_text("why.fixed", place=found.template.to_text(_lang))


def _print_records(group: list[Answer]) -> None:
    found = group[0]
    if found.exact:
        print_text("why.exact", exact=found.exact)
    if found.tag is not None:
        shared = "why.shared" if len(group) > 1 else "why.records"
        print_text(
            shared if found.origins else "why.nothing", n=len(found.origins), places=len(group)
        )
    from drafter.figures import format_path

    for origin in found.origins[:MOST_RECORDS]:
        place = origin.where
        print(f"     {place}  {format_path(origin.path)}  {shorten_text(origin.words)}".rstrip())
    if len(found.origins) > MOST_RECORDS:
        print_text("why.more", n=len(found.origins) - MOST_RECORDS)


def _quote_context(found: Answer) -> str:
    """The words round the printed value, the value itself in 〖〗."""
    words, start = found.report.words, found.report.column - 1
    end = start + found.report.width
    before, after = words[max(0, start - 12) : start], words[end : end + 12]
    return f"…{before}〖{words[start:end]}〗{after}…"


def _quote_tag(found: Answer) -> str:
    """The tag as it stands in the template; empty for fixed wording."""
    if found.tag is None:
        return ""
    start = found.tag.column - 1
    return found.tag.words[start : start + found.tag.width]


def _print_answers_json(asked: str, found: Sequence[Answer]) -> None:
    listed = [
        {
            "text": each.text,
            "report": each.report.to_text(_lang),
            "tag": each.tag and {"place": each.tag.to_text(_lang), "tag": _quote_tag(each)},
            "origins": [_origin_to_dict(origin) for origin in each.origins],
        }
        for each in found
    ]
    print(as_json({"asked": asked, "answers": listed}))


def print_template_check(name: str, found: Sequence[Problem], *, as_json: bool) -> None:
    """Say what is wrong with a template, or that nothing is."""
    if as_json:
        _print_template_json(found)
        return
    print_problems(found)
    print_text("template.sound", name=name)


def _print_template_json(found: Sequence[Problem]) -> None:
    print(as_json({"status": "checked", "problems": problems_to_dicts(found)}))


def print_rule(code: str) -> None:
    print(explain_rule(code, _lang))


def print_rules() -> None:
    """List every rule, a line each."""
    for code, each in RULES.items():
        words = each.zh if _lang == "zh" else each.en
        severity = render_message(f"severity.{each.severity.value}", _lang)
        print(f"{code}  {severity}  {blank_values(words.message)}")
