"""A copy of a report for sending out: the same pages, nothing about who wrote them and how."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter import output, workspace
from drafter.checks.quick import TYPED_GAP
from drafter.output.write import Status, Written
from drafter.pipeline.deliver import placed
from drafter.problems import (
    LANGS,
    DrafterError,
    FilePlace,
    Phrase,
    Problem,
    WordPlace,
    problem,
    spell,
)
from drafter.word import blocks, pending
from drafter.word import clean as word
from drafter.word.comments import AUTHOR
from drafter.word.hidden import hidden
from drafter.word.noted import Noted, noted
from drafter.word.opening import open_package
from drafter.word.package import Package, pack

_UNDECIDED = ("D503", "D530", "D531", "D532", "D535")


@dataclass(frozen=True)
class Cleaned:
    """What came of cleaning: the copy's path, what was done, how many comments were left out.

    problems: what the copy still holds that its sender should know of. backup: where a file that
    had the copy's name was kept.
    """

    path: Path
    status: Status
    comments: int
    problems: tuple[Problem, ...]
    backup: Path | None = None


def clean(
    report: str | Path, *, output: str | Path | None = None, overwrite: bool = False,
    here: str | Path = ".",
) -> Cleaned:  # fmt: skip
    """Write a copy of a Word file without comments, names and marks; its pages stay as they are.

    report: any .docx, which is only read. output: the copy's file or folder; without it, a file
    beside the report. overwrite: replace a file that is in the way, after a backup. here: the
    folder that relative names start from. Raises DrafterError; its `status` is 3 while tracked
    changes or drafter's comments wait for a decision, and where a file is in the way.
    """
    folder = Path(here)
    source = folder / report
    shown = workspace.shown(source, folder)
    package = _opened(source, shown)
    path = _target(source, folder, output)
    made = word.cleaned(package)
    notes = noted(package)
    if waiting := [*_changes(made, shown), *_conflicts(notes, shown)]:
        raise _refusal(waiting)
    told = workspace.shown(path, folder)
    written = _written(path, pack(made), told, overwrite=overwrite)
    return Cleaned(path, written.status, len(notes), tuple(_left(made, told)), written.backup)


def _refusal(found: list[Problem]) -> DrafterError:
    """What stands in the way; where a decision is needed, its status says so."""
    decide = any(each.code in _UNDECIDED for each in found)
    return DrafterError(found, status=3 if decide else 1)


def _opened(source: Path, shown: str) -> Package:
    """The Word file's parts. Raises DrafterError for what is none, or is open elsewhere."""
    place = FilePlace(shown)
    try:
        data, held = source.read_bytes(), output.is_open(source)
    except OSError as error:
        held = isinstance(error, PermissionError) and not source.is_dir()
        raise _refusal([problem("D535" if held else "D533", place)]) from None
    if held:
        raise _refusal([problem("D535", place)])
    package, wrong = open_package(data, shown)
    if package is None:
        raise _refusal(wrong)
    return package


def _target(source: Path, here: Path, chosen: str | Path | None) -> Path:
    """Where the copy goes. Raises DrafterError for a place that it must not go to."""
    name = f"{source.stem}（清稿）.docx"
    path = source.with_name(name) if chosen is None else placed(here / chosen, name)
    if path is None:
        raise DrafterError([problem("D506", FilePlace(str(chosen)))])
    place = FilePlace(workspace.shown(path, here))
    with contextlib.suppress(OSError):  # there is no such file yet
        if path.samefile(source):
            raise DrafterError([problem("D534", place)])
    room = workspace.find(path.absolute().parent)
    if room is not None and room.keeps(path):
        raise DrafterError([problem("D514", place)])
    return path


def _changes(made: Package, shown: str) -> Iterator[Problem]:
    """D530: tracked changes that nobody has accepted or rejected."""
    if found := pending.changes(made):
        who = _who(change.author for change in found)
        yield problem("D530", pending.place(shown, found[0]), n=len(found), who=who)


def _conflicts(notes: list[Noted], shown: str) -> Iterator[Problem]:
    """D531: comments by drafter that nobody has settled."""
    own = [each for each in notes if each.comment.author == AUTHOR and not each.comment.done]
    if own:
        _, member, start, texts = own[0]
        place = pending.where(shown, member, start, lambda text: text in texts)
        yield problem("D531", place, n=len(own))


def _who(authors: Iterable[str]) -> Phrase:
    """Each author with how many changes are theirs, the most first."""
    counts = Counter(authors).most_common()
    spelled = (
        spell("list.joint", lang).join(
            spell("clean.by", lang, name=name or spell("clean.nobody", lang), n=n)
            for name, n in counts
        )
        for lang in LANGS
    )
    return Phrase(*spelled)


def _left(made: Package, shown: str) -> Iterator[Problem]:
    """What the copy still holds that its sender should look at."""
    if unseen := list(hidden(made)):
        member, first = unseen[0]
        place = pending.where(shown, member, first, lambda text: text is first)
        yield problem("D536", place, n=len(unseen))
    if files := sorted(set(word.embedded(made))):
        yield problem("D537", FilePlace(shown), n=len(files), names="、".join(files))
    if gaps := list(_gaps(made, shown)):
        yield problem("D538", gaps[0], n=len(gaps))


def _gaps(made: Package, shown: str) -> Iterator[WordPlace]:
    """Where something still has to be filled in."""
    for member, root in pending.stories(made):
        for paragraph in blocks.paragraphs(root):
            for found in TYPED_GAP.finditer(paragraph.text):
                start, end = found.span()
                yield blocks.place(shown, member, paragraph, start + 1, end - start)


def _written(path: Path, data: bytes, shown: str, *, overwrite: bool) -> Written:
    """Write the copy. Raises DrafterError when it cannot or must not be written."""
    written = output.copy(path, data, overwrite=overwrite, shown=shown)
    if isinstance(written, Problem):
        raise _refusal([written])
    return written
