"""The desk: the years that are open, and who is told what about them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from drafter.commands.editing.model import Change, SetValue
from drafter.desk.office.journal import Journal
from drafter.desk.server.answers import (
    count_wrong,
    describe_conflict,
    describe_problem,
    describe_problems,
    find_cell_of,
    list_carried,
    list_ledger_json,
)
from drafter.desk.server.events import Hub, Tab
from drafter.desk.years.pages import Pages, describe_page
from drafter.desk.years.placing import Batch
from drafter.desk.years.states import State
from drafter.desk.years.year import Edited, Year
from drafter.output.pdf import find_office, find_word
from drafter.problems import DataPath, Lang, Problem, is_chinese
from drafter.workspace import Workspace

if TYPE_CHECKING:  # the page's thread loads them
    from drafter.commands.editing.model import DataFile
    from drafter.commands.previewing.previewer import PlacedProblem
    from drafter.desk.years.printing import Page

Made = TypeVar("Made")


def find_features() -> dict[str, bool]:
    """What this machine has that the desk can use."""
    return {"pdf": find_office() is not None or find_word(), "adopt": True, "workbook": True}


class OpenYear:
    """A year with its page, and what is known to be wrong with it."""

    def __init__(self, stem: str, path: Path, desk: Desk) -> None:
        self.stem, self._desk = stem, desk
        self._last: dict[DataPath, str] = {}
        self.year = Year(str(path), desk.workspace.here, self._tell_change, self._note)
        self.problems: Sequence[PlacedProblem] = ()
        self._judged: tuple[str, bool] = ("", False)
        self.conflicts: dict[str, Any] = {}
        self.template_steps: list[Any] = []
        self._told = self.year.state
        self.pages = Pages(self._tell_page, self._tell_problems)
        self.pages.want(self.year.file)

    def _tell_change(self, year: Year, why: str) -> None:
        """The file was changed outside of the desk."""
        base, self._told = self._told, year.state
        if why == "outside":
            self.pages.want(year.file)
        names = year.state.list_changed(base)
        for tab in self._desk.hub.list_tabs(self.stem):
            content = {**self.describe(names, tab.who), "base": base.digest, "why": why}
            self._desk.hub.tell(tab, "data", content)

    def _note(self, changes: Sequence[Change], before: State, who: str) -> None:
        """Write down who changed what; and who changed each cell last."""
        self._last |= {each.path: who for each in changes if isinstance(each, SetValue)}
        if self._desk.journal is not None:
            with contextlib.suppress(OSError):  # the change itself is saved
                self._desk.journal.note(self.stem, who, changes, before.sheets, before.values)

    def _tell_page(self, page: Page) -> None:
        for tab in self._desk.hub.list_tabs(self.stem):
            before = self.pages.find(tab.page)
            tab.page = page.version
            self._desk.hub.tell(tab, "page", describe_page(page, before))

    def _tell_problems(self, file: DataFile, found: Sequence[PlacedProblem], judged: bool) -> None:
        if file.digest == self.year.file.digest:
            self.problems, self._judged = found, (file.digest, judged)
            self._desk.hub.tell_all(self.stem, "problems", self._describe_problems())

    def _describe_problems(self) -> dict[str, object]:
        digest, judged = self._judged
        return {
            "digest": digest, "judged": judged, "wrong": count_wrong(self.problems),
            "problems": describe_problems(self.problems, self._desk.lang),
        }  # fmt: skip

    def greet(self, tab: Tab) -> None:
        """Tell a tab that begins to listen what was found before."""
        if self._judged[0]:
            self._desk.hub.tell(tab, "problems", self._describe_problems())

    def describe(self, names: Sequence[str] | None = None, who: str = "") -> dict[str, object]:
        """The data for the grid; names: of these ledgers alone."""
        year, lang = self.year, self._desk.lang
        with year.lock:
            state, file = year.state, year.file
            done, undone = year.count_steps(who)
            broken = year.broken
        chosen = list(state.views) if names is None else names
        return {
            "year": self.stem, "file": file.shown, "digest": state.digest, "saved": True,
            "undo": len(done), "redo": len(undone),
            "undo_label": done[-1].label if done else "",
            "redo_label": undone[-1].label if undone else "",
            "broken": broken and describe_problem(broken, lang),
            "order": list(state.views), "carried": list_carried(file, state.views, lang),
            "ledgers": list_ledger_json(state.views, chosen, self.problems),
            "problems": describe_problems(self.problems, lang)
            if self._judged[0] == state.digest
            else None,
        }  # fmt: skip

    def edit(self, batch: Batch, who: str, tab: str) -> dict[str, object]:
        """Make the changes; what the tab is told of it."""
        base = self.year.states.find(batch.digest)
        return self._settle(partial(self.year.edit, batch, who), base, who, tab)

    def change_text(self, make: Callable[[str], str], label: str, who: str, tab: str) -> None:
        """Change the text otherwise than by cells."""
        self._settle(partial(self.year.change_text, make, label, who), self.year.state, who, tab)

    def adopt_change(self, act: Callable[[], Made], label: str, who: str) -> Made:
        """Do something that writes the file itself, and let it be undone; all tabs are told."""
        return self.year.adopt_change(act, label, who)

    def go_back(self, who: str, tab: str, name: str, *, forth: bool) -> dict[str, object]:
        """Undo, or do again."""
        act = self.year.redo if forth else self.year.undo
        return self._settle(partial(act, who, name), self.year.state, who, tab)

    def _settle(
        self, act: Callable[[], Edited], base: State | None, who: str, tab: str
    ) -> dict[str, object]:
        with self.pages.hold(), self.year.lock:
            made = act()
            state, before = self.year.state, self._told
            self._told = state
            if state.digest != before.digest:
                self.pages.want(self.year.file)
            names = state.list_changed(base)
            answer = self.describe(names, who)
        if state.digest != before.digest:
            self._tell_others(state.list_changed(before), before, who, tab)
        focus = next((getattr(each, "path", None) or each[:2] for each in made.changes), None)
        return {
            **answer, "base": base.digest if base else "", "focus": focus,
            "conflicts": [describe_conflict(each, self._last) for each in made.conflicts],
        }  # fmt: skip

    def _tell_others(self, names: Sequence[str], before: State, who: str, tab: str) -> None:
        for other in self._desk.hub.list_tabs(self.stem):
            if other.name != tab:
                content = self.describe(names, other.who)
                content |= {"base": before.digest, "why": "other", "by": who}
                self._desk.hub.tell(other, "data", content)

    def describe_page(self, have: str, tab: Tab | None) -> dict[str, object] | None:
        """The page of the text as it is, once it is made; for a tab that has that version."""
        page = self.pages.wait(self.year.file.digest)
        if page is None:
            return None
        if tab is not None:
            tab.page = page.version
        return describe_page(page, self.pages.find(have) if have else None)

    def describe_found(self, found: Iterable[Problem]) -> list[dict[str, object]]:
        """Problems that a command told of, at their cells where those are known."""
        known = {each.problem: each for each in self.problems}
        file = self.year.file
        return [
            describe_problem(each, self._desk.lang, known[each].path, known[each].line)
            if each in known
            else describe_problem(each, self._desk.lang, find_cell_of(each, file))
            for each in found
        ]

    def describe_origin(self, version: str, key: str, number: int) -> dict[str, object] | None:
        """Where a printed value has it from."""
        found = self.pages.find_origin(version, key, number)
        return None if found is None else dict(found._asdict())


class Desk:
    """All that is open, for as long as the server runs."""

    def __init__(
        self, workspace: Workspace, first: Path, lang: Lang, hub: Hub | None = None,
        journal: Journal | None = None,
    ) -> None:  # fmt: skip
        """journal: several people work at it, and who changes what is written down there."""
        self.workspace = workspace
        self.lang: Lang = "zh-desk" if is_chinese(lang) else "en-desk"
        self.hub = hub or Hub()
        self.first = first.stem
        self._lock = threading.Lock()
        self._open: dict[str, OpenYear] = {}
        self.is_shared = journal is not None
        self.journal = journal
        self.features = find_features()

    def find_style(self, name: str) -> str:
        """The page's style sheet of that name; empty where there is none."""
        styles = (year.pages.find_style(name) for year in list(self._open.values()))
        return next(filter(None, styles), "")

    def find_picture(self, name: str) -> tuple[bytes, str] | None:
        """A picture of a page, and what kind it is."""
        found = (year.pages.find_picture(name) for year in list(self._open.values()))
        return next(filter(None, found), None)

    def list_years(self) -> dict[str, Path]:
        """The years' files by the names that the tabs know them by: never a path."""
        return {path.stem: path for path in reversed(self.workspace.years())}

    def open_year(self, stem: str) -> OpenYear | None:
        """The year of that name, opened when it is first asked for; None: there is none."""
        with self._lock:
            name = stem or self.first
            if name not in self._open:
                path = self.list_years().get(name)
                if path is None:
                    return None
                self._open[name] = OpenYear(name, path, self)
            return self._open[name]

    def look_at_disk(self) -> None:
        """Take over what was changed outside of the desk in any open year."""
        for year in list(self._open.values()):
            year.year.refresh()

    def end(self) -> None:
        """Make no more pages."""
        for year in list(self._open.values()):
            year.pages.end()
