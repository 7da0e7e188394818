"""A report that people have edited, brought up to date: their file stays, the data go into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from drafter.engine import Draft
from drafter.output import Account, Base, BaseChoice, Difference, Update, WriteJob
from drafter.problems import FilePlace, Problem, problem, render_message
from drafter.update.account import AccountBuilder
from drafter.update.applier import apply_plan
from drafter.update.asides.remarks import begin_remark
from drafter.update.asides.running import localise_headers
from drafter.update.base import choose_base_by_words, find_base_by_run, read_run_id
from drafter.update.hands.telling import list_formats
from drafter.update.identities import Sources, pack_sources, unpack_sources
from drafter.update.layout import differs_in_layout
from drafter.update.outside import bring_outside
from drafter.update.plan.planner import plan_merge
from drafter.word.changes import comments
from drafter.word.package import archive as packages
from drafter.word.package import properties, stamps
from drafter.word.package.archive import DamagedXml, Package
from drafter.word.package.opening import open_package
from drafter.word.text import blocks
from drafter.word.text.blocks import DocumentBlocks

Drafting = Callable[[], Draft]
"""Gives the new draft, whose trace names the records behind a figure; asked only when needed."""


def update_report(
    job: WriteJob, found: bytes, *, guess: bool, drafting: Drafting
) -> Update | Problem | None:
    """The edited file `found` with what the job's new draft changes: see `output.Updater`."""
    shown = job.place.file
    package, wrong = open_package(found, shown, harmless=False)
    if package is None:
        return problem("D518", FilePlace(shown), reason=wrong[0].message())
    try:
        # A copy for reviewing may come back with edits: what drafter said in it goes.
        trunk = blocks.read_blocks(comments.drop_comments_of(package, comments.REVIEWER))
        new, run = _read_story(job.data), read_run_id(package)
        base, choice = _find_base(job, trunk, new, guess=guess)
        if base is None:
            named = {"data": job.record["data"], "file": shown}
            return problem("D552", FilePlace(shown), **named) if run else None
        known = unpack_sources(base.memo), unpack_sources(job.memo)
        # A run's id is the digest of all that it wrote: where the data are as they were, a third of
        # the time goes into reading the same page again.
        is_same = base.version is not None and base.version.run == read_run_id(new.package)
        older = new if is_same else _read_story(base.docx)
        made = merge_versions(older, trunk, new, drafting(), shown, *known, choice=choice)
        memo = pack_sources(made.sources) if made.sources.known else b""
        return Update(made.docx, made.account, run, base, memo)
    except DamagedXml as error:
        return problem("D518", FilePlace(shown), reason=str(error))


def _find_base(
    job: WriteJob, trunk: DocumentBlocks, new: DocumentBlocks, *, guess: bool
) -> tuple[Base | None, BaseChoice | None]:
    """What drafter wrote when it wrote the file; how it was chosen, if the run did not tell."""
    base = find_base_by_run(job.store, job.path, trunk)
    if base is None and read_run_id(trunk.package) == read_run_id(new.package):
        base = Base(job.data, "", job.memo)  # drafter's memory was lost, and the data are the same
    if base is not None or not guess:
        return base, None
    return choose_base_by_words(job.store, job.path, trunk) or (None, None)


class MergedReport(NamedTuple):
    """The edited file with the data's changes (None: it stays as it is), and what is to be told.

    sources: what is to be kept of the records, for the next merge.
    """

    docx: bytes | None
    account: Account
    sources: Sources


def merge_stories(
    base: DocumentBlocks, trunk: DocumentBlocks, new: DocumentBlocks, draft: Draft, shown: str
) -> tuple[bytes | None, Account]:
    """The same of versions of whose records nothing is known."""
    return merge_versions(base, trunk, new, draft, shown, Sources(), Sources())[:2]


def merge_versions(
    base: DocumentBlocks, trunk: DocumentBlocks, new: DocumentBlocks, draft: Draft, shown: str,
    old_sources: Sources, new_sources: Sources, *, choice: BaseChoice | None = None,
) -> MergedReport:  # fmt: skip
    """Three versions of a report made one.

    old_sources, new_sources: what both drafts were printed from. choice: how the base was chosen,
    where the file does not tell. The trees of `trunk` are used up.
    """
    base, new = localise_headers(base, trunk, new)
    plan = plan_merge(base, trunk, new, old_sources, new_sources)
    teller = AccountBuilder(base, trunk, new, draft, shown)
    formats = list_formats(base, trunk, plan.formats)
    account = replace(
        teller.account(plan), layout=differs_in_layout(base, new), choice=choice, formats=formats
    )
    if read_run_id(base.package) == read_run_id(new.package) and not plan.settled:
        return MergedReport(None, account, old_sources)
    package = apply_plan(
        plan, base, trunk, new,
        lambda clash: compose_comment(teller.difference(clash), unsure=account.unsure),
    )  # fmt: skip
    signed = {
        name: properties.read_custom_properties(new.package)[name]
        for name in (stamps.RUN, stamps.DIGEST)
    }
    brought = bring_outside(base.package, new.package, package)
    account = replace(
        account, changes=(*account.changes, *brought.changes), unreached=brought.unreached
    )
    docx = packages.write_zip(properties.set_custom_properties(brought.package, signed))
    return MergedReport(docx, account, new_sources.add_absent(plan.absent))


def compare_report(
    found: bytes, data: bytes, draft: Draft, shown: str
) -> tuple[bytes, Account] | Problem:
    """A copy of a file in which all that the new draft says otherwise is a tracked change.

    What it was is not known: so its words count as drafter's, and all of a hand's are among them.
    """
    package, wrong = open_package(found, shown, harmless=False)
    if package is None:
        return problem("D518", FilePlace(shown), reason=wrong[0].message())
    try:
        base, trunk = blocks.read_blocks(package), blocks.read_blocks(package)
        docx, account = merge_stories(base, trunk, _read_story(data), draft, shown)
    except DamagedXml as error:
        return problem("D518", FilePlace(shown), reason=str(error))
    return docx or found, replace(account, edited=False)


def describe_changes(before: bytes, data: bytes, draft: Draft, shown: str) -> Account:
    """What the data changed in a report that nobody has edited."""
    trunk = _read_story(before)
    base, new = localise_headers(_read_story(before), trunk, _read_story(data))
    account = AccountBuilder(base, trunk, new, draft, shown).account(plan_merge(base, trunk, new))
    return replace(account, edited=False)


def compose_comment(found: Difference, *, unsure: bool = False) -> str:
    """What is said beside a conflict, in the language of the report."""
    is_doubtful = unsure and found.kind not in ("copied", "outlived", "numbered")
    key = f"merge.{found.kind}{'.unsure' if is_doubtful else ''}"
    said = render_message(key, "zh", old=found.old, hand=found.hand, new=found.new, what=found.what)
    said = begin_remark(found.aside) + said if found.aside else said
    places = [origin.where for origin in found.origins[:_MOST_PLACES]]
    if not places:
        return said
    more = len(found.origins) - len(places)
    key = "merge.source.more" if more > 0 else "merge.source"
    return said + "\n" + render_message(key, "zh", places="、".join(places), n=len(found.origins))


_MOST_PLACES = 3


def _open_own(data: bytes) -> Package:
    """The package of what drafter itself wrote."""
    package, wrong = open_package(data, "")
    if package is None:
        raise DamagedXml(wrong[0].message())
    return package


def _read_story(data: bytes) -> DocumentBlocks:
    return blocks.read_blocks(_open_own(data))
