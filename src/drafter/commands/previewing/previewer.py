"""The page as it will be, made anew at each edit, and what each of its values comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drafter import engine
from drafter.commands.drafting.drafts import (
    DraftWithSources,
    check_page,
    find_report_date,
    find_template_name,
)
from drafter.commands.previewing.accounts import ValueAccount, ValueAccounts
from drafter.commands.previewing.keeping import KeptRows, KeptTables, KeptTemplate, KeptYears
from drafter.commands.previewing.leniency import leave_out_faults
from drafter.commands.previewing.paths import find_cell, find_path
from drafter.engine import CompiledTemplate, Draft
from drafter.ledger import build_ledger, find_oddities
from drafter.problems import DataPath, Problem, WordPlace, format_path, select_blocking
from drafter.schema import Field, find_doubles
from drafter.source import Document, pause_gc
from drafter.vocabulary import PREVIOUS
from drafter.workspace import Workspace

if TYPE_CHECKING:
    from drafter.commands.editing.model import DataFile


class PlacedProblem(NamedTuple):
    """A problem, the path of the data's cell that it is at, and the part and 1-based paragraph of
    the page; None where it is at no such place."""

    problem: Problem
    path: DataPath | None
    line: tuple[str, int] | None


@dataclass(frozen=True, eq=False)
class Preview:
    """The page of a data file, and what is wrong with both.

    stale: the draft is the last that could be made, of other data; None where there never was one.
    attached: the files beside the data that were read for it, or looked for.
    """

    draft: Draft | None
    problems: tuple[PlacedProblem, ...]
    file: DataFile
    stale: bool = False
    attached: tuple[Path, ...] = ()
    document: Document | None = field(default=None, repr=False)
    _unchecked: _Run | None = field(default=None, repr=False)


@dataclass
class _Run:
    """One rendering on its way: what was found wrong, and the paths of what is at a value.

    document: the data with the ledgers of other files in place; typed: as somebody types them.
    """

    document: Document
    typed: Document
    workspace: Workspace
    data: Path
    found: list[Problem] = field(default_factory=list)
    paths: dict[Problem, DataPath] = field(default_factory=dict)
    attached: list[Path] = field(default_factory=list)


class Previewer:
    """Makes the previews of one data file, one after the other.

    Template, last year and ledgers in other files are kept until they change on disk.
    """

    def __init__(self) -> None:
        self._template = KeptTemplate()
        self._tables = KeptTables()
        self._years = KeptYears()
        self._rows = KeptRows()
        self._last: Preview | None = None
        self._accounts: ValueAccounts | None = None

    def render(self, file: DataFile) -> Preview:
        """The page of the data as they are typed: what the schema refuses is a gap on it.

        Never raises for what is in the data, the template or the files beside them.
        """
        return self.check(self.draw(file))

    def draw(self, file: DataFile) -> Preview:
        """The same; of its problems only those of the data. It can be shown a little earlier."""
        draft, run = None, None
        if file.document is not None:
            workspace = file.workspace.around(file.path)
            run = _Run(file.document, file.document, workspace, file.path)
            with pause_gc():  # a pass over all records of all kept pages takes as long as a page
                draft = self._draft(run)
        problems = [*file.problems, *(run.found if run else ())]
        root = None if file.schema is None else file.schema.root
        placed = tuple(_place_problems(problems, run, root))
        last, stale = self._last, draft is None
        if last is not None and stale:
            preview = Preview(last.draft, placed, file, True, last.attached, last.document)
        else:
            files = tuple(dict.fromkeys(run.attached)) if run else ()
            document = run.document if run else None
            preview = Preview(draft, placed, file, stale, files, document, run)
        if not stale:
            self._last = preview
        return preview

    @staticmethod
    def check(preview: Preview) -> Preview:
        """The preview with what every page is asked, too."""
        run, draft = preview._unchecked, preview.draft
        if run is None or draft is None:
            return preview
        with pause_gc():
            found = list(_find_on_page(run, draft, run.typed.lines))
        root = None if preview.file.schema is None else preview.file.schema.root
        told = [each.problem for each in preview.problems]
        placed = tuple(_place_problems([*told, *found], run, root))
        return replace(preview, problems=placed, _unchecked=None)

    def _draft(self, run: _Run) -> Draft | None:
        name, found = find_template_name(run.workspace, run.document)
        run.found += found
        if name is None:
            return None
        compiled, found = self._template.open(run.workspace, name)
        run.found += found
        return None if compiled is None else self._render(run, compiled)

    def _render(self, run: _Run, compiled: CompiledTemplate) -> Draft | None:
        schema, folder = compiled.template.schema, run.data.parent
        run.document, found, files = self._tables.insert(run.document, schema, folder)
        run.found += found
        sound, located = leave_out_faults(run.document, schema)
        run.paths.update((each, path) for path, each in located)
        run.found += [each for _, each in located]
        if sound is run.document:
            run.found += [*find_doubles(sound, schema), *find_oddities(sound, schema)]
        kept = self._rows.choose(schema, sound.file, folder)
        loaded, found = build_ledger(sound, schema, folder, kept)
        run.found += found
        (loaded, years), found = self._years.look_back(compiled, loaded, run.data, run.workspace)
        run.found += found
        run.attached += [*files, *years]
        draft, found = engine.render_report(compiled, loaded, find_report_date(loaded), packs=False)
        run.found += found
        return draft

    def origins(self, preview: Preview, slot: int, time: int) -> ValueAccount:
        """What the page says there: its records, what it was the year before, what it is.

        slot, time: the number of the tag, and the how-manieth time it printed.
        """
        return self._find_accounts(preview).describe(slot, time)

    def places(self, preview: Preview, path: DataPath) -> tuple[tuple[int, int], ...]:
        """The values, by slot and time, that were printed from the record or the cell."""
        return self._find_accounts(preview).find_values(path)

    @staticmethod
    def judge(
        preview: Preview, pause: Callable[[], None] = lambda: None
    ) -> tuple[PlacedProblem, ...]:
        """All that `check` says of the page and its data; slower.

        pause: is called again and again; what it raises gives the judging up. Previews may be
        rendered meanwhile.
        """
        from drafter.commands.checking.drafts import (
            judge_draft,  # brings trees: only when there is time
        )

        file, draft = preview.file, preview.draft
        if draft is None or preview.stale:
            return preview.problems
        workspace = file.workspace.around(file.path)
        told = [each.problem for each in preview.problems]
        known = {each.problem: each.path for each in preview.problems if each.path}
        drafted = DraftWithSources(workspace, file.path, draft, tuple(told), preview.attached)
        found = judge_draft(drafted, file.document, pause)
        run = None
        if preview.document is not None and file.document is not None:
            run = _Run(preview.document, file.document, workspace, file.path, paths=known)
        return tuple(_place_problems(found, run, draft.compiled.template.schema.root))

    def _find_accounts(self, preview: Preview) -> ValueAccounts:
        assert preview.draft is not None
        if self._accounts is None or self._accounts.draft is not preview.draft:
            self._accounts = ValueAccounts(preview.draft, preview.document, preview.file)
        return self._accounts


def _find_on_page(run: _Run, draft: Draft, lines: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the page; a gap that a refused value has left is told with that."""
    refused = {path for each, path in run.paths.items() if select_blocking([each])}
    gaps = {format_path(gap.path): gap.path for gap in draft.gaps}
    for each in check_page(draft, draft.ledger, lines):
        where = str(dict(each.values).get("where"))
        if each.code == "D339" and where in gaps:
            path = run.paths[each] = gaps[where]
            if any(path[:length] in refused for length in range(1, len(path) + 1)):
                continue
        yield each


def _place_problems(
    problems: Iterable[Problem], run: _Run | None, root: Field | None
) -> Iterator[PlacedProblem]:
    """The problems, each once, at their places."""
    for each in dict.fromkeys(problems):
        path, line = None, None
        if isinstance(each.place, WordPlace):
            line = each.place.part.value, each.place.paragraph
        elif run is not None:
            path = run.paths.get(each) or find_path(run.document, each.place, run.typed)
            path = None if not path or path[0] == PREVIOUS else find_cell(path, root)
        yield PlacedProblem(each, path, line)
