"""From hand edits of a report to its template, so that next year begins with the better wording."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Literal

from drafter import output
from drafter.commands.absorbing import proof
from drafter.commands.drafting.drafts import (
    DraftWithSources,
    find_last_data,
    make_draft,
    seal_draft,
)
from drafter.commands.drafting.findings import refuse
from drafter.commands.drafting.result import Result
from drafter.commands.generate import choose_target, find_edited_report, generate, plan_writing
from drafter.figures import Origin
from drafter.problems import FilePlace, Problem, WordPlace, problem, select_blocking
from drafter.template import DOCX
from drafter.update.absorb.block_edits import (
    find_block_edits,
    find_printed_names,
    holds_what_no_wording_tells,
)
from drafter.update.absorb.model import BlockEdit, Rewording
from drafter.update.absorb.rewriting import Obstacle, TemplateRewriter
from drafter.word.changes import comments
from drafter.word.package.archive import Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.text import blocks
from drafter.word.text.blocks import DocumentBlocks
from drafter.workspace import open_workspace


@dataclass(frozen=True)
class Wording:
    """A hand edit of a report, told for whoever decides whether the template is to have it.

    number: what it is chosen by; 0 where it cannot go into the template, and obstacle says why.
    old, new: what drafter wrote and what stands there now; empty where there is nothing. changes:
    where they differ, in fixed wording if it does, both with some words beside. template: the
    template's paragraph. origins: the records of the figures in it that a hand changed. names:
    what the hand's words have in common with printed values, and would be fixed wording.
    """

    number: int
    kind: Literal["changed", "added", "deleted"]
    old: str
    new: str
    template: WordPlace | None
    obstacle: Obstacle | Literal[""] = ""
    changes: tuple[tuple[str, str], ...] = ()
    origins: tuple[Origin, ...] = ()
    taken: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Absorbed:
    """The edits of a report, which of them the template has now, and where its older file is.

    result: how the report was made anew by the template that has them.
    """

    report: Path
    template: Path
    wordings: tuple[Wording, ...]
    backup: Path | None = None
    result: Result | None = None


Choice = Callable[[Wording], bool]
"""Whether an edit is to go into the template."""


def absorb(
    data: str | Path | None = None, *, take: Collection[int] | Choice | Literal["all"] = (),
    onto: str | Path | None = None, here: str | Path = ".",
) -> Absorbed:  # fmt: skip
    """The hand edits of a report beside its template, and those chosen written into the template.

    data: the data file; without it the one of the last report written, or the only one there is.
    take: the numbers of the edits, all of them, or a function that is asked for each. onto: a
    returned copy of the report to read instead of it. The template is written only when it is
    proven that the same data then give the same report with these edits and nothing else changed;
    its old file is kept under a number. The report is then made anew by it, unless `onto` is given:
    with every edit in the template it is no edited one any more. Raises DrafterError.
    """
    workspace = open_workspace(here)
    drafted = make_draft(data or find_last_data(workspace), workspace)
    report = choose_target(drafted, None) if onto is None else find_edited_report(onto, workspace)
    found = Absorbed(report, workspace.template(drafted.draft.compiled.template.name) / DOCX, ())
    trunk = _read_edited(drafted, report, onto is not None)
    if trunk is None:
        return found
    base = proof.read_draft(drafted.draft)
    edits = find_block_edits(base, trunk)
    trial = _Trial(drafted, found.template, base, trunk)
    told = trial.tell(edits)
    chosen = _choose(told, take)
    if not chosen:
        return replace(found, wordings=tuple(told))
    made = trial.write(found, told, [edits[at] for at in chosen], chosen)
    if onto is not None:
        return made
    figures = any(edit.values for edit in edits)
    left = figures or _holds_others_marks(trunk) or holds_what_no_wording_tells(base, trunk)
    whole = not left and all(e.taken for e in made.wordings)
    return replace(made, result=generate(drafted.data, overwrite=whole, here=here))


def _holds_others_marks(trunk: DocumentBlocks) -> bool:
    """Whether there are tracked changes or comments, which nobody but people may take away."""
    return any(block.tracked for block in trunk.blocks) or bool(comments.read_all(trunk.package))


def _read_edited(drafted: DraftWithSources, report: Path, onto: bool) -> DocumentBlocks | None:
    """The edited report with what the data have changed since; None where nobody has edited it."""
    sealed = seal_draft(drafted, report)
    found = output.preview_update(plan_writing(sealed, lambda: drafted.draft, onto=onto))
    if isinstance(found, Problem):
        refuse([*drafted.problems, found])
    if found is None:
        return None
    package, wrong = open_package(found, sealed.shown, harmless=False)
    if package is None:
        refuse(wrong)
    return blocks.read_blocks(package)


def _choose(told: Sequence[Wording], take: Collection[int] | Choice | Literal["all"]) -> list[int]:
    """The places of the edits that are to be taken. Raises DrafterError (D559)."""
    if callable(take):
        return [at for at, each in enumerate(told) if each.number and take(each)]
    if take == "all":
        return [at for at, each in enumerate(told) if each.number]
    known = {each.number for each in told} - {0}
    if not known:
        return []
    if unknown := sorted(set(take) - known):
        numbers = "、".join(str(number) for number in unknown)
        refuse([problem("D559", None, numbers=numbers, most=max(known))])
    return [at for at, each in enumerate(told) if each.number in take and each.number]


@dataclass
class _Trial:
    """A template on which edits are tried out."""

    drafted: DraftWithSources
    path: Path
    base: DocumentBlocks
    trunk: DocumentBlocks

    @property
    def shown(self) -> str:
        return self.drafted.workspace.show(self.path)

    def rewriter(self) -> TemplateRewriter:
        template = self.drafted.draft.compiled.template
        return TemplateRewriter(
            template, _open_template(self.path, self.shown), self.base, self.trunk
        )

    def tell(self, edits: Sequence[BlockEdit]) -> list[Wording]:
        """Each edit, with a number where the template can take it by itself."""
        rewriter = self.rewriter()
        obstacles = [rewriter.take(edit) for edit in edits]
        able = [edit for edit, stops in zip(edits, obstacles, strict=True) if not stops]
        if able and not self._proves(able):
            obstacles = [
                stops or (None if self._proves([edit]) else "untold")
                for edit, stops in zip(edits, obstacles, strict=True)
            ]
        numbers = count(1)
        return [
            self._describe(edit, 0 if stops else next(numbers), stops or "")
            for edit, stops in zip(edits, obstacles, strict=True)
        ]

    def _proves(self, edits: Sequence[BlockEdit]) -> bool:
        rewriter = self.rewriter()
        if any(rewriter.take(edit) is not None for edit in edits):
            return False
        draft, found = proof.draft_with(write_zip(rewriter.write()), self.drafted)
        return (
            draft is not None
            and not select_blocking(found)
            and proof.says_as_expected(draft, self.base, edits, self.trunk)
        )

    def _describe(self, edit: BlockEdit, number: int, obstacle: Obstacle | Literal[""]) -> Wording:
        old = "" if edit.base is None else self.base.blocks[edit.base].text
        new = "" if edit.trunk is None else self.trunk.blocks[edit.trunk].text
        at = edit.base if edit.base is not None else edit.after
        mark = None if at is None else self.base.blocks[at].mark
        place = self.drafted.draft.compiled.paragraph(mark.number) if mark else None
        changes = tuple(_show_change(old, each) for each in edit.rewordings)
        if old and new and old != new and not changes:
            changes = (_show_difference(old, new),)
        said = [new] if edit.base is None else [each.words for each in edit.rewordings]
        names = tuple(find_printed_names(self.base, said)) if number else ()
        origins = self._origins(edit)
        return Wording(number, edit.kind, old, new, place, obstacle, changes, origins, names=names)

    def _origins(self, edit: BlockEdit) -> tuple[Origin, ...]:
        trace = {(each.slot, each.time): each.origins for each in self.drafted.draft.trace}
        found = (trace.get((v.mark.number, v.mark.time), ()) for v in edit.values)
        return tuple(dict.fromkeys(origin for origins in found for origin in origins))

    def write(
        self, found: Absorbed, told: list[Wording], edits: Sequence[BlockEdit], chosen: list[int]
    ) -> Absorbed:
        """Write the template with the edits. Raises DrafterError where it cannot be proven."""
        if not self._proves(edits):
            refuse([problem("D560", FilePlace(self.shown))])
        rewriter = self.rewriter()
        for edit in edits:
            rewriter.take(edit)
        data = write_zip(rewriter.write())
        backup, wrong = output.replace_data_file(self.path, data, self.shown)
        if wrong is not None:
            refuse([wrong])
        for at in chosen:
            told[at] = replace(told[at], taken=True)
        return replace(found, wordings=tuple(told), backup=backup)


_BESIDE = 8
"""So many characters are shown on both sides of what differs."""


def _show_change(text: str, change: Rewording) -> tuple[str, str]:
    """What stood there and what stands there now, with the words beside it."""
    start, end, words = change
    left, right = text[max(start - _BESIDE, 0) : start], text[end : end + _BESIDE]
    return left + text[start:end] + right, left + words + right


def _show_difference(old: str, new: str) -> tuple[str, str]:
    """Both texts from shortly before where they differ to shortly behind."""
    head = _count_equal(old, new)
    tail = _count_equal(old[head:][::-1], new[head:][::-1])
    return _show_change(old, Rewording(head, len(old) - tail, new[head : len(new) - tail]))


def _count_equal(one: str, other: str) -> int:
    """With how many characters both begin."""
    differs = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differs, min(len(one), len(other)))


def _open_template(path: Path, shown: str) -> Package:
    package, wrong = open_package(path.read_bytes(), shown)
    if package is None:
        refuse(wrong)
    return package
