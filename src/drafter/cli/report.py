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
    explain,
    general,
    shorten,
    show,
    spell,
    summary,
)

if TYPE_CHECKING:
    from drafter.figures import Origin
    from drafter.pipeline import Answer, Cleaned, Result

MOST_SHOWN = 20
"""So many problems are shown in full; the rest is counted."""
MOST_RECORDS = 60
"""So many records are listed for one figure."""

_lang: Lang = "zh"


def speak(lang: Lang) -> None:
    """Print in this language from now on."""
    global _lang
    _lang = lang


def spoken() -> Lang:
    """The language in which is printed."""
    return _lang


def spelled(key: str, **values: object) -> str:
    """The text in that language."""
    return spell(key, _lang, **values)


def say(key: str, **values: object) -> None:
    print(spell(key, _lang, **values))


def complain(key: str, **values: object) -> None:
    print(spell(key, _lang, **values), file=sys.stderr)


def _coloured() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def problems(found: Sequence[Problem]) -> None:
    """Show the worst problems, the worst of them last, and how many there are in all."""
    order = {"error": 0, "gap": 1, "warning": 2, "hint": 3}
    worst = sorted(found, key=lambda each: order[each.severity.value])
    shown = worst[:MOST_SHOWN]
    for each in sorted(shown, key=lambda each: -order[each.severity.value]):
        print(show(each, _lang, colour=_coloured()), end="\n\n", file=sys.stderr)
    if len(worst) > MOST_SHOWN:
        complain("problems.more", n=len(worst) - MOST_SHOWN)
    if worst:
        complain("problems.summary", summary=summary(worst, _lang))


def failure(error: DrafterError, command: str, *, json: bool) -> None:
    """Say why the command could not do its work."""
    if json:
        print(as_json({"status": "failed", "path": None, "problems": dicts(error.problems)}))
        return
    problems(error.problems)
    made = "generate" if command == "generate" else "other"
    decision = "clean.stopped" if command == "clean" else "failed.decision"
    complain(decision if error.status == 3 else f"failed.{made}")


_STANDING = ("absent", "current", "outdated", "edited")
"""What `status` finds, which writes nothing."""


def result(made: Result, *, as_json: bool) -> int:
    """Say what became of the report; the exit code."""
    code = 3 if made.account is not None and made.account.conflicts else 0
    if as_json:
        _result_json(made)
        return code
    problems(made.problems)
    if made.backup is not None:
        say("result.backup", path=_shown(made.backup))
    gaps = sum(each.severity.value == "gap" for each in made.problems)
    ending = ".gaps" if gaps and made.status not in ("unchanged", *_STANDING) else ""
    ending = ending if made.trace or made.status != "checked" else ".file"
    key = f"result.{made.status}{ending}"
    say(key, path=made.path and _shown(made.path), title=made.title, n=gaps)
    if made.account is not None:
        from drafter.cli import account  # only where a report was there before

        for line in account.lines(made.account, _lang, planned=made.status in _STANDING):
            print(line)
    return code


def _shown(path: Path) -> str:
    from drafter import workspace  # not every command has one

    return workspace.shown(path, Path())


def _result_json(made: Result) -> None:
    trace = [
        {"text": each.text, "slot": each.slot, "origins": [_origin(o) for o in each.origins]}
        for each in made.trace
    ]
    document = {
        "status": made.status,
        "path": None if made.path is None else str(made.path),
        "title": made.title,
        "backup": None if made.backup is None else str(made.backup),
        "problems": dicts(made.problems),
        "account": _account(made),
        "trace": trace,
    }
    print(as_json(document))


def cleaned(made: Cleaned, *, as_json: bool) -> None:
    """Say where the clean copy is, and what is not in it."""
    if as_json:
        _cleaned_json(made)
        return
    problems(made.problems)
    if made.backup is not None:
        say("result.backup", path=_shown(made.backup))
    say(f"clean.{made.status}", path=_shown(made.path))
    if made.comments:
        say("clean.comments", n=made.comments)


def _cleaned_json(made: Cleaned) -> None:
    document = {
        "status": made.status,
        "path": str(made.path),
        "backup": None if made.backup is None else str(made.backup),
        "comments": made.comments,
        "problems": dicts(made.problems),
    }
    print(as_json(document))


def _account(made: Result) -> dict[str, object] | None:
    if made.account is None:
        return None
    from drafter.cli import account

    return account.document(made.account, _lang)


def dicts(found: Iterable[Problem]) -> list[dict[str, object]]:
    """The problems for programs."""
    return [as_dict(each, _lang) for each in found]


def _origin(origin: Origin) -> dict[str, object]:
    place = {"file": origin.file, "line": origin.line, "column": origin.column}
    return {**place, "path": list(origin.path)}


def answers(asked: str, found: Sequence[Answer], *, as_json: bool) -> None:
    """Say where the report has it from."""
    if as_json:
        _answers_json(asked, found)
        return
    say("why.head", text=asked, n=len(found))
    number = 0
    for group in _groups(found):
        print()
        for each in group:
            number += 1
            _place(number, each)
        _records(group)


def _groups(found: Sequence[Answer]) -> list[list[Answer]]:
    """The answers that the same records stand behind, together."""
    groups: dict[tuple[object, ...], list[Answer]] = {}
    for each in found:
        groups.setdefault((each.origins, _tag(each)), []).append(each)
    return list(groups.values())


def _place(number: int, found: Answer) -> None:
    say("why.report", n=number, place=found.report.spell(_lang), text=_around(found))
    if found.tag is not None:
        say("why.tag", place=found.tag.spell(_lang), tag=_tag(found))
    elif found.template is not None:
        say("why.fixed", place=found.template.spell(_lang))


def _records(group: list[Answer]) -> None:
    found = group[0]
    if found.exact:
        say("why.exact", exact=found.exact)
    if found.tag is not None:
        shared = "why.shared" if len(group) > 1 else "why.records"
        say(shared if found.origins else "why.nothing", n=len(found.origins), places=len(group))
    from drafter.figures import spell_path

    for origin in found.origins[:MOST_RECORDS]:
        place = origin.where
        print(f"     {place}  {spell_path(origin.path)}  {shorten(origin.words)}".rstrip())
    if len(found.origins) > MOST_RECORDS:
        say("why.more", n=len(found.origins) - MOST_RECORDS)


def _around(found: Answer) -> str:
    """The words round the printed value, the value itself in 〖〗."""
    words, start = found.report.words, found.report.column - 1
    end = start + found.report.width
    before, after = words[max(0, start - 12) : start], words[end : end + 12]
    return f"…{before}〖{words[start:end]}〗{after}…"


def _tag(found: Answer) -> str:
    """The tag as it stands in the template; empty for fixed wording."""
    if found.tag is None:
        return ""
    start = found.tag.column - 1
    return found.tag.words[start : start + found.tag.width]


def _answers_json(asked: str, found: Sequence[Answer]) -> None:
    listed = [
        {
            "text": each.text,
            "report": each.report.spell(_lang),
            "tag": each.tag and {"place": each.tag.spell(_lang), "tag": _tag(each)},
            "origins": [_origin(origin) for origin in each.origins],
        }
        for each in found
    ]
    print(as_json({"asked": asked, "answers": listed}))


def template(name: str, found: Sequence[Problem], *, as_json: bool) -> None:
    """Say what is wrong with a template, or that nothing is."""
    if as_json:
        _template_json(found)
        return
    problems(found)
    say("template.sound", name=name)


def _template_json(found: Sequence[Problem]) -> None:
    print(as_json({"status": "checked", "problems": dicts(found)}))


def rule(code: str) -> None:
    print(explain(code, _lang))


def rules() -> None:
    """List every rule, a line each."""
    for code, each in RULES.items():
        words = each.zh if _lang == "zh" else each.en
        severity = spell(f"severity.{each.severity.value}", _lang)
        print(f"{code}  {severity}  {general(words.message)}")
