"""The versions of one report, in a folder: what was written last, and what was written before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from drafter import patterns
from drafter.output.versions import Kept, Version, parse_file_name, read_about, read_version

BASE, NEXT, OLDER, FRAMES = "base.docx", "next.docx", "older", "frames"
MOST_KEPT, DAYS_KEPT = 200, 90
"""A version stays while it is one of the last MOST_KEPT, or younger than DAYS_KEPT: a copy that a
leader has taken along may come back until then."""
MOST_IN_ALL, LEFT_IN_ALL = 1_000, 900
"""With more versions than that those go that stood for the shortest time."""
MINUTE, DAY = 60, 86_400
"""Seconds. Of what `--watch` writes within a minute, one is kept."""


class Stored(NamedTuple):
    """A version in a report's folder: what is known of it, and its file; number 0: damaged."""

    version: Version
    name: str
    place: Path

    @property
    def path(self) -> Path:
        return self.place / self.name

    @property
    def folder(self) -> Path:
        """The report's folder."""
        return self.place.parent if self.place.name == OLDER else self.place


def list_stored(folder: Path) -> list[Stored]:
    """All versions of the folder, the earliest first; the last is what is, or is being, written."""
    older = _list_older(folder)
    return [*older, *list_last(folder, older[-1].version.number if older else 0)]


def list_last(folder: Path, number: int = 0) -> list[Stored]:
    """What was written last, and what is being written. number: that of the version before."""
    last: list[Stored] = []
    for name in (BASE, NEXT):
        if (folder / name).is_file():
            number += 1
            version = _describe_file(folder / name, folder, number)
            number = max(number, version.number)
            last.append(Stored(version, name, folder))
    return last


def _list_older(folder: Path) -> list[Stored]:
    """The earlier versions in their order. Those of drafter's first layout have no number yet: they
    come last, by the times of their files; nothing else is known of them."""
    older = folder / OLDER
    names = [path.name for path in older.iterdir()] if older.is_dir() else []
    known = sorted((version, name) for name in names if (version := parse_file_name(name)))
    first = [name for name in names if _FIRST_LAYOUT.fullmatch(name)]
    times = sorted((int((older / name).stat().st_mtime), name) for name in first)
    following = known[-1][0].number + 1 if known else 1
    known += [
        (Version(number, written, False, Path(name).stem), name)
        for number, (written, name) in enumerate(times, following)
    ]
    return [Stored(version, name, older) for version, name in known]


_FIRST_LAYOUT = patterns.postpone(r"[0-9a-f]+\.docx")


def _describe_file(path: Path, folder: Path, number: int) -> Version:
    """What is known of what was written last, or is about to be; its number is 0 if damaged."""
    version = read_about(path)
    if version is not None:
        return version
    kept = read_version(path, folder / FRAMES)
    return Version(0, 0, False, "") if kept is None else kept.version._replace(number=number)


def read_stored(stored: Stored) -> Kept | None:
    """The version read; None where it is damaged."""
    kept = read_version(stored.path, stored.folder / FRAMES)
    if kept is None or kept.version.number:
        return kept
    return kept._replace(version=kept.version._replace(number=stored.version.number))


def read_last(folder: Path) -> Kept | None:
    """What was written there last."""
    last = [each for each in list_last(folder) if each.name == BASE]
    return read_stored(last[0]) if last else None


def take_number(folder: Path) -> int:
    """The number of the version that is written next; the first layout's get theirs."""
    stored = list_stored(folder)
    for each in stored:
        if _FIRST_LAYOUT.fullmatch(each.name) and each.place != folder:
            each.path.replace(each.place / each.version.file_name)
    return 1 + max((each.version.number for each in stored), default=0)


def settle(folder: Path) -> None:
    """What was to be written is now what was written last; what was the last is kept too."""
    base, pending = folder / BASE, folder / NEXT
    if not base.exists():  # the first version, as all of a batch are: nothing to read in it
        pending.replace(base)
        return
    stored = list_stored(folder)
    known = {each.name: each.version for each in stored}
    last, new = known.get(BASE), known[NEXT]
    older = [each.version for each in stored if each.place != folder]
    if last and last.run not in ("", new.run) and not _is_fleeting(older, last, new):
        (folder / OLDER).mkdir(exist_ok=True)
        base.replace(folder / OLDER / last.file_name)
        doomed = [each for each in older if each.run == last.run]  # the same report, written again
        doomed += _find_superfluous([*older, last], new.written)
        for version in doomed:
            (folder / OLDER / version.file_name).unlink(missing_ok=True)
    pending.replace(base)
    _drop_unused_frames(folder)


def _is_fleeting(older: Sequence[Version], last: Version, new: Version) -> bool:
    """Whether nobody can have made much of the version: `--watch` replaced it within a minute, and
    one of that minute is kept."""
    stood = new.written - last.written
    since = last.written - older[-1].written if older else MINUTE
    return last.watched and new.watched and 0 <= stood < MINUTE and 0 <= since < MINUTE


def _find_superfluous(older: Sequence[Version], now: int) -> list[Version]:
    """The versions that are both many and old; and of all too many those that stood the shortest.

    A clock that is wrong makes none superfluous: the last MOST_KEPT stay, whatever it says.
    """
    many = older[: max(0, len(older) - MOST_KEPT)]
    old = list(takewhile(lambda each: now - each.written > DAYS_KEPT * DAY, many))
    left = len(older) - len(old)
    if left <= MOST_IN_ALL:
        return old
    stood = {each: later.written - each.written for each, later in pairwise(older)}
    rest = sorted(
        many[len(old) :],
        key=lambda each: (not each.watched, stood[each] < 0, stood[each], each.number),
    )
    return [*old, *rest[: left - LEFT_IN_ALL]]


def _drop_unused_frames(folder: Path) -> None:
    frames = [path for path in (folder / FRAMES).glob("*") if path.suffix != ".tmp"]
    if len(frames) < 2:
        return
    used = {each.version.frame for each in list_stored(folder)}
    for path in frames:
        if path.name not in used:
            path.unlink(missing_ok=True)
