"""A report that people have edited, brought up to date: their file stays, the data go into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from drafter.engine import Draft
from drafter.merge import merged
from drafter.output.account import Account, Difference, Teller
from drafter.output.apply import applied
from drafter.output.recognise import by_run, by_words, run_id
from drafter.output.store import Base, Store
from drafter.problems import FilePlace, Problem, problem, spell
from drafter.word import package as packages
from drafter.word import properties, stamps, story
from drafter.word.opening import open_package
from drafter.word.package import STYLES, Damaged, Package
from drafter.word.story import Story

Drafting = Callable[[], Draft]
"""Gives the new draft, whose trace names the records behind a figure; asked only when needed."""


class Update(NamedTuple):
    """The file as it should be now (None: just as it is), and what is to be told.

    run: the run that wrote it, as it says itself. base: what it was when it was written.
    """

    docx: bytes | None
    account: Account
    run: str
    base: Base


def updated(
    store: Store, report: Path, found: bytes, data: bytes, drafting: Drafting, shown: str, *,
    guess: bool,
) -> Update | Problem | None:  # fmt: skip
    """The edited file `found` with what the new draft `data` changes; or why that cannot be.

    None: drafter does not recognise the file. guess: by its words too, not by its run id alone.
    """
    package, wrong = open_package(found, shown, harmless=False)
    if package is None:
        return problem("D518", FilePlace(shown), reason=wrong[0].message())
    try:
        trunk = story.read(package)
        new = _read(data)
        base, guessed = by_run(store, report, trunk), False
        if base is None and run_id(package) == run_id(new.package):
            base = Base(data, "")  # drafter's memory was lost, and the data are the same
        if base is None and guess:
            base, guessed = by_words(store, report, trunk), True
        if base is None:
            return None
        docx, account = merge(_read(base.docx), trunk, new, drafting(), shown)
        return Update(docx, replace(account, by_words=guessed), run_id(package), base)
    except Damaged as error:
        return problem("D518", FilePlace(shown), reason=str(error))


def merge(
    base: Story, trunk: Story, new: Story, draft: Draft, shown: str
) -> tuple[bytes | None, Account]:
    """The edited file with the data's changes (None: it stays as it is), and what is to be told.

    The trees of `trunk` are used up.
    """
    plan = merged(base, trunk, new)
    teller = Teller(base, trunk, new, draft, shown)
    account = replace(teller.account(plan), layout=_layout(base) != _layout(new))
    if run_id(base.package) == run_id(new.package) and not plan.settled:
        return None, account
    package = applied(plan, base, trunk, new, lambda clash: comment(teller.difference(clash)))
    signed = {name: properties.read(new.package)[name] for name in (stamps.RUN, stamps.DIGEST)}
    return packages.pack(properties.sign(package, signed)), account


def compared(before: bytes, data: bytes, draft: Draft, shown: str) -> Account:
    """What the data changed in a report that nobody has edited."""
    base, trunk, new = _read(before), _read(before), _read(data)
    account = Teller(base, trunk, new, draft, shown).account(merged(base, trunk, new))
    return replace(account, edited=False)


def comment(found: Difference) -> str:
    """What is said beside a conflict, in the language of the report."""
    key = f"merge.{found.kind}"
    said = spell(key, "zh", old=found.old, hand=found.hand, new=found.new, what=found.what)
    places = [origin.where for origin in found.origins[:_MOST_PLACES]]
    if not places:
        return said
    more = len(found.origins) - len(places)
    key = "merge.source.more" if more > 0 else "merge.source"
    return said + "\n" + spell(key, "zh", places="、".join(places), n=len(found.origins))


_MOST_PLACES = 3


def _open(data: bytes) -> Package:
    """The package of what drafter itself wrote."""
    package, wrong = open_package(data, "")
    if package is None:
        raise Damaged(wrong[0].message())
    return package


def _read(data: bytes) -> Story:
    return story.read(_open(data))


def _layout(read: Story) -> tuple[bytes | None, ...]:
    """The parts that say how the report looks."""
    members = read.package.members
    return tuple(members.get(name) for name in (STYLES, "word/numbering.xml"))
