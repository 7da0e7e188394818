"""A year that is open: one text in memory beside one file on disk, and what may be undone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from drafter import source
from drafter.commands.drafting.findings import refuse
from drafter.commands.editing.changes import edit_and_invert, edit_data
from drafter.commands.editing.files import open_data, renew_file, save_data
from drafter.commands.editing.model import Change, DataFile, InsertRecord, SetValue
from drafter.desk.years.placing import Batch, Conflict, Sheet, Wish, place_changes
from drafter.desk.years.states import State, States
from drafter.problems import DrafterError, Problem

_MOST_STEPS, _MOST_BATCHES = 200, 200
_TRIES = 3
Made = TypeVar("Made")
_STALE = "D600"
"""What `save_data` says where the file on disk is not the one that the edit started from."""


class Step(NamedTuple):
    """What was done at once: the text before and after, how it is said, who did it."""

    before: str
    after: str
    digests: tuple[str, str]
    inverse: tuple[Change, ...]
    changes: tuple[Change, ...]
    label: str
    who: str


class Edited(NamedTuple):
    """What came of a batch: the state it was typed on, what could not be done, where to go."""

    base: State | None
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Change, ...] = ()


class Year:
    """One open year. Every method may be called from any thread.

    told: is called, with the reason, when the text has changed otherwise than by `edit`. noted:
    with what an edit has changed, the text before it, and who did it.
    """

    def __init__(
        self, data: str, here: Path, told: Callable[[Year, str], None],
        noted: Callable[[tuple[Change, ...], State, str], None],
    ) -> None:  # fmt: skip
        self.lock = threading.RLock()
        self.name, self._here, self._told, self._noted = data, here, told, noted
        self.file: DataFile = open_data(data, here=here)
        self.states = States()
        self.state = self.states.keep(self.file)
        self.broken: Problem | None = _find_break(self.file)
        self._stamp = _read_stamp(self.file.path)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._batches: OrderedDict[str, Edited] = OrderedDict()

    def refresh(self) -> None:
        """Take over what somebody else has written to the file; what is no YAML is only told."""
        with self.lock:
            stamp = _read_stamp(self.file.path)
            if stamp == self._stamp:
                return
            self._stamp = stamp
            try:
                file = open_data(str(self.file.path), here=self._here)
            except DrafterError as error:
                self._break(error.problems[0])
                return
            if (broken := _find_break(file)) is not None:
                self._break(broken)
                return
            was_broken, self.broken = self.broken, None
            if file.digest != self.file.digest:
                self._take(file)
                self._told(self, "outside")
            elif was_broken is not None:
                self._told(self, "outside")

    def reopen(self) -> None:
        """Read the year again, whose template has changed."""
        with self.lock:
            file = open_data(str(self.file.path), here=self._here)
            if file.document is not None:
                self._stamp = _read_stamp(file.path)
                self.states = States()  # the same text is another table now
                self._take(file)
                self._told(self, "outside")

    def _break(self, found: Problem) -> None:
        if self.broken != found:
            self.broken = found
            self._told(self, "broken")

    def _take(self, file: DataFile) -> None:
        self.file = file
        self.state = self.states.keep(file)

    def edit(self, batch: Batch, who: str = "") -> Edited:
        """Make the changes that can be made, and save; those that cannot are conflicts.

        Raises DrafterError where the file cannot be changed just now: nothing has been then.
        """
        with self.lock:
            return self._make_once(batch.name, partial(self._try_edit, batch, who))

    def _make_once(self, name: str, make: Callable[[], Edited]) -> Edited:
        """Do what is called so, unless it was done: its answer may have been lost on the way."""
        if name and (known := self._batches.get(name)) is not None:
            return known
        self.refresh()
        made = make()
        if name:
            self._batches[name] = made
            while len(self._batches) > _MOST_BATCHES:
                self._batches.popitem(last=False)
        return made

    def _try_edit(self, batch: Batch, who: str) -> Edited:
        for attempt in range(_TRIES):
            self._refuse_broken()
            base = self.states.find(batch.digest)
            placed = place_changes(
                batch.wishes, base.sheets if base else None, self.state.sheets, self.state.values
            )
            made = Edited(base, placed.conflicts, placed.changes)
            if not placed.changes or self._apply(placed.changes, batch.label, who, attempt):
                return made
        raise AssertionError("the last attempt raises")

    def change_text(self, make: Callable[[str], str], label: str, who: str) -> Edited:
        """Change the text otherwise than by cells; it can be undone as long as nothing follows."""
        with self.lock:
            self.refresh()
            for attempt in range(_TRIES):
                self._refuse_broken()
                before, base = self.file, self.state
                after = _restore_text(before, make(before.text))
                if after.text == before.text or self._save(after, attempt):
                    self._keep_step(before, after, (), (), label, who)
                    return Edited(base)
            raise AssertionError("the last attempt raises")

    def adopt_change(self, act: Callable[[], Made], label: str, who: str) -> Made:
        """Do something that writes the file itself, and let it be undone."""
        with self.lock:
            self.refresh()
            self._refuse_broken()
            before = self.file
            made = act()
            self._stamp = None
            self.refresh()
            self._keep_step(before, self.file, (), (), label, who)
            return made

    def _keep_step(
        self, before: DataFile, after: DataFile, changes: tuple[Change, ...],
        inverse: tuple[Change, ...], label: str, who: str,
    ) -> None:  # fmt: skip
        if before.digest == after.digest:
            return
        digests = (before.digest, after.digest)
        self._done.append(Step(before.text, after.text, digests, inverse, changes, label, who))
        del self._done[:-_MOST_STEPS]
        self._undone.clear()

    def _apply(self, changes: tuple[Change, ...], label: str, who: str, attempt: int) -> bool:
        """Save the changes; False where the file has just been changed by somebody else."""
        before, state = self.file, self.state
        after, inverse = edit_and_invert(before, changes)
        if not self._save(after, attempt):
            return False
        self._keep_step(before, after, changes, inverse, label, who)
        self._noted(changes, state, who)
        return True

    def _save(self, after: DataFile, attempt: int) -> bool:
        try:
            save_data(after, base=self.file.digest)
        except DrafterError as error:
            if attempt + 1 < _TRIES and error.problems[0].code == _STALE:
                self._stamp = None
                self.refresh()
                return False
            raise
        self._stamp = _read_stamp(after.path)
        self._take(after)
        return True

    def _refuse_broken(self) -> None:
        if self.broken is not None:
            refuse([self.broken])

    def undo(self, who: str = "", name: str = "") -> Edited:
        """Take back what this person did last; what somebody has changed since stays.

        name: what the tab calls this, so that it is done once.
        """
        with self.lock:
            back = partial(self._go_back, self._done, self._undone, who, forth=False)
            return self._make_once(name, back)

    def redo(self, who: str = "", name: str = "") -> Edited:
        """Do again what this person took back last."""
        with self.lock:
            again = partial(self._go_back, self._undone, self._done, who, forth=True)
            return self._make_once(name, again)

    def _go_back(self, source: list[Step], target: list[Step], who: str, *, forth: bool) -> Edited:
        at = next((n for n in reversed(range(len(source))) if source[n].who == who), None)
        if at is None:
            return Edited(self.state)
        step = source[at]
        for attempt in range(_TRIES):
            self._refuse_broken()
            made = self._turn(step, forth, attempt)
            if made is not None:
                source.remove(step)
                target.append(step)
                self._noted(made.changes, made.base or self.state, who)
                return made
        raise AssertionError("the last attempt raises")

    def _turn(self, step: Step, forth: bool, attempt: int) -> Edited | None:
        """Restore the text where nothing has happened since; else turn the changes round."""
        base = self.state
        came_from = step.digests[0] if forth else step.digests[1]
        changes = step.changes if forth else step.inverse
        if self.file.digest == came_from:
            after = _restore_text(self.file, step.after if forth else step.before)
            return Edited(base, (), changes) if self._save(after, attempt) else None
        known = self.states.find(came_from)
        # in a text that other changes of the step have changed, records are counted otherwise
        plain = known if all(isinstance(each, SetValue) for each in changes) else None
        wishes = tuple(Wish(each, _recall_old(each, plain)) for each in changes)
        placed = place_changes(
            wishes, known.sheets if known else None, self.state.sheets, self.state.values
        )
        if placed.changes and not self._save(edit_data(self.file, placed.changes), attempt):
            return None
        return Edited(base, placed.conflicts, placed.changes)

    def count_steps(self, who: str = "") -> tuple[Sequence[Step], Sequence[Step]]:
        """What this person may undo, and do again."""
        with self.lock:
            return (
                [step for step in self._done if step.who == who],
                [step for step in self._undone if step.who == who],
            )


def _find_break(file: DataFile) -> Problem | None:
    """Why the text is no YAML; None: it is."""
    return None if file.document is not None else file.problems[0]


def _restore_text(file: DataFile, text: str) -> DataFile:
    """The file with a text that it had before."""
    content = file.raw.bytes(text)
    document, problems = source.parse(content, file.shown)
    assert document is not None  # it was read before
    return renew_file(file, text, content, document, problems)


def _recall_old(change: Change, known: State | None) -> str | dict[str, str] | None:
    """What the change found when it was made, in the text that it was made on."""
    if known is None or isinstance(change, InsertRecord):
        return None
    if not isinstance(change, SetValue):
        sheet = known.sheets.get(change.ledger, Sheet((), ()))
        is_there = 0 <= change.at < len(sheet.rows)
        return dict(zip(sheet.columns, sheet.rows[change.at], strict=False)) if is_there else None
    if len(change.path) < 3:
        return known.values.get(change.path)
    name, at, column = change.path[:3]
    sheet = known.sheets.get(str(name), Sheet((), ()))
    if column not in sheet.columns or not isinstance(at, int) or not 0 <= at < len(sheet.rows):
        return None
    return sheet.rows[at][sheet.columns.index(str(column))]


def _read_stamp(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another, without reading it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
