"""What hands and data say differently in a report, listed and settled one by one.

Drafter has left a comment at each such place. So the report itself says what is open, whoever has
worked on it since; the account of the run that found it knows what the data say there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from drafter import output
from drafter.commands.drafting.findings import refuse
from drafter.output import Account, Difference
from drafter.problems import FilePlace, problem
from drafter.word import xml
from drafter.word.changes import comments, runs
from drafter.word.changes.comments import AnchoredComment
from drafter.word.changes.pending import locate_node
from drafter.word.changes.revisions import RevisionWriter
from drafter.word.names import P
from drafter.word.package.archive import Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.text.paragraphs import locate_characters
from drafter.word.xml import Element
from drafter.workspace import Workspace

Choice = Literal["hand", "data"]


class OpenConflict(NamedTuple):
    """A place of the report that waits: its comment's number, where it is, what is said of it.

    hand: the words there. old, new: what drafter wrote, and what the data say now, where that is
    known. choices: what can be done about it without Word.
    """

    number: str
    place: str
    what: str
    text: str
    hand: str
    old: str
    new: str
    choices: tuple[Choice, ...]


def list_conflicts(
    report: Path, account: Account | None, workspace: Workspace
) -> tuple[OpenConflict, ...]:
    """What waits in the report, in the order of its text. Raises DrafterError for no Word file.

    account: of the run that has just written it.
    """
    shown = workspace.show(report)
    known = list(account.conflicts) if account is not None else []
    found = []
    for each in _list_open(_open_report(report.read_bytes(), shown)):
        words = "".join(text.text or "" for text in each.texts)
        told = next((one for one in known if one.hand == words and one.kind == "figure"), None)
        if told is not None:
            known.remove(told)
        found.append(_describe(each, words, told, shown))
    return tuple(found)


def _describe(
    each: AnchoredComment, words: str, told: Difference | None, shown: str
) -> OpenConflict:
    texts = set(each.texts)
    place = locate_node(shown, each.member, each.start, lambda node: node in texts)
    spot = place.to_text("zh").removeprefix(shown).strip()
    can_replace = told is not None and _find_paragraph(each) is not None
    choices: tuple[Choice, ...] = ("hand", "data") if can_replace else ("hand",)
    what, old, new = (told.what, told.old, told.new) if told else ("", "", "")
    return OpenConflict(
        each.comment.number, spot, what, each.comment.text, words, old, new, choices
    )


def settle_conflict(
    report: Path, conflict: OpenConflict, choice: Choice, workspace: Workspace
) -> int:
    """Settle it in the file; how many are left. Raises DrafterError, and then nothing has changed.

    hand: its words stay, and drafter's comment on them goes. data: what the data say takes their
    place, as a tracked change.
    """
    shown = workspace.show(report)
    if output.is_open(report):
        refuse([problem("D503", FilePlace(shown))])
    data = report.read_bytes()
    package = _open_report(data, shown)
    waiting = _list_open(package)
    one = next((each for each in waiting if each.comment.number == conflict.number), None)
    is_same = one is not None and one.comment.text == conflict.text
    if one is None or not is_same or "".join(t.text or "" for t in one.texts) != conflict.hand:
        refuse([problem("D624", FilePlace(shown))])
    root: Element = one.start.getroottree().getroot()
    if choice == "data":
        _replace_words(one, conflict.new, root)
    comments.remove_anchors(root, {conflict.number})
    package = package.replace({one.member: xml.write(root)})
    settled = write_zip(comments.update_comments(package, {}, {conflict.number}))
    memory = workspace.store.folder(report)
    if (wrong := output.save_report_edit(report, data, settled, shown, memory)) is not None:
        refuse([wrong])
    return len(waiting) - 1


def _list_open(package: Package) -> Sequence[AnchoredComment]:
    return [
        each for each in comments.find_anchored_comments(package) if comments.is_open(each.comment)
    ]


def _open_report(data: bytes, shown: str) -> Package:
    package, wrong = open_package(data, shown)
    if package is None:
        refuse(wrong)
    return package


def _find_paragraph(one: AnchoredComment) -> Element | None:
    """The paragraph that all the words are in; None where they are in several or none."""
    holders = {next(text.iterancestors(P), None) for text in one.texts}
    return holders.pop() if len(holders) == 1 else None


def _replace_words(one: AnchoredComment, new: str, root: Element) -> None:
    """Strike the words that the comment is about, and put what the data say behind them."""
    paragraph = _find_paragraph(one)
    assert paragraph is not None
    letters, texts = locate_characters(paragraph), set(one.texts)
    within = [at for at, letter in enumerate(letters) if letter and letter[0] in texts]
    start, end = within[0], within[-1] + 1
    revision = RevisionWriter(root)
    look = runs.copy_run_properties(letters, start, end)
    hole = revision.open_insertion(letters, start, end, None, paragraph)
    revision.put(letters, start, end, hole, [runs.make_run(new, look)] if new else [])
