"""How things are printed: in which language, problems to standard error, results to output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from drafter.problems import RULES, DrafterError, Lang, Problem, Severity, render_message
from drafter.problems.show import (
    as_dict,
    as_json,
    blank_values,
    explain_rule,
    format_group,
    group_equal,
    summarise_counts,
)

MOST_SHOWN = 20
"""So many problems are shown in full; the rest is counted."""
_WORST_FIRST = (Severity.ERROR, Severity.GAP, Severity.WARNING, Severity.HINT)

_lang: Lang = "zh"


def set_language(lang: Lang) -> None:
    """Print in this language from now on."""
    global _lang
    _lang = lang


def get_language() -> Lang:
    """The language in which is printed."""
    return _lang


def get_localized_text(key: str, **values: object) -> str:
    """The text of the catalogue in that language."""
    return render_message(key, _lang, **values)


def print_text(key: str, **values: object) -> None:
    print(render_message(key, _lang, **values))


def print_error_text(key: str, **values: object) -> None:
    print(render_message(key, _lang, **values), file=sys.stderr)


def choose_asking() -> Callable[[str], str] | None:
    """How to ask who changed a file; None where nobody is there to answer."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(file: str) -> str:
        print(get_localized_text("gather.ask", file=file), end="", file=sys.stderr)
        sys.stderr.flush()
        return sys.stdin.readline().strip()

    return ask


def print_json(document: Mapping[str, object]) -> None:
    """Print a result for programs."""
    print(as_json(document))


def print_backup(path: Path | None) -> None:
    """Say where the file that was there is kept, if one was."""
    if path is not None:
        print_text("result.backup", path=show_path(path))


def show_path(path: Path) -> str:
    """The path as the user would write it."""
    from drafter import workspace  # help, rules and mistakes of writing do without

    return workspace.show_path(path, Path())


def print_problems(
    found: Sequence[Problem], *, checking: bool = False, show_all: bool = False
) -> None:
    """Show the worst problems, the worst of them last, and how many there are in all.

    checking: for `check`, which can be asked for the rest. show_all: however many they are.
    """
    worst = sorted(found, key=lambda each: _WORST_FIRST.index(each.severity))
    groups = group_equal(worst)
    most = len(groups) if show_all else MOST_SHOWN
    shown = groups[:most]
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    for group in sorted(shown, key=lambda group: -_WORST_FIRST.index(group[0].severity)):
        print(format_group(group, _lang, colour=colour), end="\n\n", file=sys.stderr)
    if rest := sum(map(len, groups[most:])):
        if checking:
            print_error_text("problems.more.check", n=rest)
        else:
            print_error_text("problems.more", n=rest)
    if worst:
        print_error_text("problems.summary", summary=summarise_counts(worst, _lang))


def print_failure(error: DrafterError, command: str, *, json: bool, show_all: bool = False) -> None:
    """Say why the command could not do its work."""
    if json:
        problems = problems_to_dicts(error.problems)
        print_json({"status": "failed", "path": None, "problems": problems})
        return
    print_problems(error.problems, checking=command == "check", show_all=show_all)
    if error.status == 3:
        print_error_text("clean.stopped" if command == "clean" else "failed.decision")
    else:
        print_error_text("failed.generate" if command == "generate" else "failed.other")


def problems_to_dicts(found: Iterable[Problem]) -> list[dict[str, object]]:
    """The problems for programs."""
    return [as_dict(each, _lang) for each in found]


def print_rule(code: str) -> None:
    print(explain_rule(code, _lang))


def print_rules() -> None:
    """List every rule, a line each."""
    for code, each in RULES.items():
        words = each.zh if _lang == "zh" else each.en
        severity = render_message(f"severity.{each.severity.value}", _lang)
        print(f"{code}  {severity}  {blank_values(words.message)}")
