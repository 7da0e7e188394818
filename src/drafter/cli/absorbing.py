"""What `drafter absorb` prints, and how it is told which edits to take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import typer

from drafter import Absorbed, Wording
from drafter.cli import results
from drafter.cli.report import (
    get_language,
    get_localized_text,
    print_backup,
    print_json,
    print_text,
    show_path,
)
from drafter.problems import join_words, shorten_text

_MOST_SHOWN = 60


def parse_numbers(text: str | None) -> Sequence[int] | Literal["all"]:
    """The edits that are meant: all, or numbers and ranges of them. Raises typer.BadParameter."""
    if text is None:
        return ()
    words = [word for word in re.split(r"[,，、;；\s]+", text.strip()) if word]
    if words == ["all"] or words == ["全部"]:
        return "all"
    numbers: list[int] = []
    for word in words:
        match = re.fullmatch(r"(\d{1,4})(?:[-—–~～至](\d{1,4}))?", word)
        if match is None:
            raise typer.BadParameter(f"'{word}' is not a number", param_hint="--take")
        numbers += range(int(match[1]), int(match[2] or match[1]) + 1)
    return numbers


def ask_for_edit(wording: Wording) -> bool:
    """Show the edit, and ask whether the template is to have it."""
    _print_wording(wording)
    return typer.confirm(get_localized_text("absorb.ask"), default=False, show_default=False)


def print_absorbed(made: Absorbed, command: str, *, asked: bool, as_json: bool) -> None:
    """The edits, those that can be taken first; or what was taken.

    command: what was asked, which names the report: to be written again with --take.
    """
    if as_json:
        print_json({
            "report": str(made.report), "template": str(made.template),
            "backup": None if made.backup is None else str(made.backup),
            "edits": [_to_dict(each) for each in made.wordings],
            "generated": None if made.result is None else made.result.status,
        })  # fmt: skip
        return
    taken = sum(each.taken for each in made.wordings)
    if taken:
        print_backup(made.backup)
        print_text("absorb.done", n=taken, path=show_path(made.template))
        if made.result is not None:
            results.print_result(made.result, as_json=False)
    elif asked and any(each.number for each in made.wordings):
        print_text("absorb.none")
    elif not made.wordings:
        print_text("absorb.nothing", path=show_path(made.report))
    else:
        _print_groups(made, command)


def _print_groups(made: Absorbed, command: str) -> None:
    able = [each for each in made.wordings if each.number]
    unable = [each for each in made.wordings if not each.number]
    for key, group in (("absorb.able", able), ("absorb.unable", unable)):
        if group:
            print_text(key, n=len(group))
            for each in group:
                _print_wording(each)
    if able:
        print_text("absorb.hint", command=command)


def _print_wording(wording: Wording) -> None:
    number = f"{wording.number}. " if wording.number else "- "
    place = ""
    if wording.template is not None:
        key = "absorb.place.after" if wording.kind == "added" else "absorb.place"
        place = get_localized_text(key, place=wording.template.to_text(get_language()))
    print_text(f"absorb.{wording.kind}", number=number, place=place)
    for old, new in wording.changes or [(wording.old, wording.new)]:
        if old:
            print_text("absorb.old", text=shorten_text(old, _MOST_SHOWN))
        if new:
            print_text("absorb.new", text=shorten_text(new, _MOST_SHOWN))
    if why := _explain(wording):
        print_text("absorb.why", why=why)
    if wording.names:
        phrase = join_words(wording.names)
        said = phrase.zh if get_language() == "zh" else phrase.en
        print_text("absorb.names", names=said)


def _explain(wording: Wording) -> str:
    """Why it cannot be taken, or what of it is not."""
    places = _name_records(wording)
    if wording.obstacle:
        return get_localized_text(f"absorb.{wording.obstacle}", places=places)
    return get_localized_text("absorb.figure.also", places=places) if wording.origins else ""


def _name_records(wording: Wording) -> str:
    """Where the records of its figures stand."""
    phrase = join_words(dict.fromkeys(origin.where for origin in wording.origins[:3]))
    return phrase.zh if get_language() == "zh" else phrase.en


def _to_dict(wording: Wording) -> dict[str, object]:
    return {
        "number": wording.number, "kind": wording.kind, "old": wording.old, "new": wording.new,
        "template": None if wording.template is None else wording.template.to_text(get_language()),
        "changes": [{"old": old, "new": new} for old, new in wording.changes],
        "obstacle": wording.obstacle, "taken": wording.taken,
        "names": list(wording.names),
        "records": [origin.where for origin in wording.origins],
    }  # fmt: skip
