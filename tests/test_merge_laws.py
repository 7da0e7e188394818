"""The laws of the merge, on real files: random hand edits, random changes of the data."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

import readers
import records
import saved
import validity
from drafter.engine import Draft
from drafter.output import Account
from drafter.update.identities import pack_draft, unpack_sources
from drafter.update.updater import merge_stories, merge_versions
from drafter.word import xml
from drafter.word.changes.comments import AUTHOR
from drafter.word.repair import structure
from drafter.word.text import blocks
from edits import Edit, edit
from revised import Block, accepted, numbers, opened, pages, rejected, words
from years import changed, office, year
from years import drafted as draft_again

CASES = int(os.environ.get("DRAFTER_CASES", "24"))
"""So many random cases a law, the same each time; tests/laws.py plays thousands of others."""
VALIDATED = 8
"""Each so manieth result is shown to the independent validator, which is slow."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office(tmp_path_factory.mktemp("laws"))


@lru_cache(maxsize=8)
def drafted(root: Path, text: str) -> tuple[Draft, bytes]:
    """Half of the cases begin with the year as it is, and many end with what they began with."""
    return draft_again(root, text)


@dataclass(frozen=True)
class Case:
    """What drafter wrote, the file after hands were at it, the new draft, and the outcome."""

    base: bytes
    hand: bytes
    edits: list[Edit]
    new: bytes
    result: bytes | None
    account: Account

    @property
    def file(self) -> bytes:
        return self.hand if self.result is None else self.result


def _case(root: Path, seed: int, *, hands: int, data: int) -> Case:
    draw = random.Random(seed)
    text = year(root)
    first = changed(text, draw, draw.choice([0, 0, 3, 8]))
    written, base = drafted(root, first)
    hand, edits = edit(base, draw, hands) if hands else (base, [])
    hand = draw.choice(SAVED)(hand, seed)
    later = changed(draw.choice([first, text]), draw, data) if data else first
    made, new = drafted(root, later)
    return _merged(written, base, hand, edits, made, new)


def _as_it_is(data: bytes, seed: int) -> bytes:
    return data


SAVED = (_as_it_is, _as_it_is, saved.word, saved.half_marked, saved.unmarked)
"""What other programs make of the file after the hand edits."""


def _merged(
    written: Draft, base: bytes, hand: bytes, edits: list[Edit], made: Draft, new: bytes
) -> Case:
    read = (blocks.read_blocks(opened(each)) for each in (base, hand, new))
    sources = unpack_sources(pack_draft(written)), unpack_sources(pack_draft(made))
    result, account, _ = merge_versions(*read, made, "报告.docx", *sources)
    return Case(base, hand, edits, new, result, account)


def _seeds() -> list[int]:
    start = int(os.environ.get("DRAFTER_FIRST", "0"))
    return list(range(start, start + CASES))


def _all_but_an_empty_end(data: bytes) -> list[Block]:
    """The pages; a body's last paragraph cannot go, so where it was struck an empty one is left."""
    found = pages(data)
    last = max(n for n, block in enumerate(found) if block.where == "document")
    return found if found[last].text else found[:last] + found[last + 1 :]


@pytest.mark.parametrize("seed", _seeds())
def test_without_hand_edits_accepting_all_gives_the_new_draft(root: Path, seed: int) -> None:
    case = _case(root, seed, hands=0, data=1 + seed % 5)
    assert _all_but_an_empty_end(accepted(case.file)) == _all_but_an_empty_end(case.new)
    assert not case.account.conflicts
    assert pages(rejected(case.file)) == pages(case.hand)


@pytest.mark.parametrize("seed", _seeds())
def test_without_changes_of_the_data_nothing_is_written(root: Path, seed: int) -> None:
    case = _case(root, seed, hands=1 + seed % 25, data=0)
    assert case.result is None and not case.account.conflicts and not case.account.changes


@pytest.mark.parametrize("seed", _seeds())
def test_hand_edits_and_data_meet_nothing_is_lost_and_the_next_changes_replace_what_is_pending(
    root: Path, seed: int
) -> None:
    case = _case(root, seed, hands=seed % 26, data=1 + seed % 6)
    after = accepted(case.file, AUTHOR)
    _hands_are_kept(case, after)
    _data_are_there(case, after)
    assert set(numbers(after)) <= set(numbers(case.hand)) | set(numbers(case.new))
    _is_sound(case.file, seed)
    _stays_as_it_is(root, case)
    _pending_changes_are_replaced(root, case, seed)


def _hands_are_kept(case: Case, after: bytes) -> None:
    assert pages(rejected(case.file, AUTHOR)) == pages(case.hand)
    page = "\n".join(words(accepted(after)))
    for made in case.edits:
        assert all(word in page for word in made.kept), made
        assert not any(word in page for word in made.gone), made


def _data_are_there(case: Case, after: bytes) -> None:
    base, hand, new, now = map(Counter, map(words, (case.base, case.hand, case.new, after)))
    touched = base - hand
    lacking = (new - base) - now
    assert lacking.total() <= touched.total() + len(case.account.conflicts)
    stale = ((base - new) & hand & now) - new
    copied = sum(made.kind == "copy paragraph" for made in case.edits)
    assert stale.total() <= len(case.account.conflicts) + copied


def _is_sound(data: bytes, seed: int) -> None:
    package = opened(data)
    parts = [m for m in package.members if m.startswith("word/") and m.endswith(".xml")]
    trees = [xml.parse(package.members[member]) for member in parts]
    assert [fault for tree in trees for fault in structure.find_faults(tree)] == []
    _ids_are_unique(package.members["word/document.xml"])


def _ids_are_unique(document: bytes) -> None:
    tree = xml.parse(document)
    for names in (("bookmarkStart",), ("commentRangeStart",), ("ins", "del")):
        ids = Counter(node.get(xml.w("id")) for node in tree.iter(*map(xml.w, names)))
        assert not [number for number, count in ids.items() if count > 1], names


def _stays_as_it_is(root: Path, case: Case) -> None:
    made, _ = drafted(root, year(root))
    read = (blocks.read_blocks(opened(each)) for each in (case.new, case.file, case.new))
    assert merge_stories(*read, made, "报告.docx")[0] is None


def _pending_changes_are_replaced(root: Path, first: Case, seed: int) -> None:
    draw = random.Random(-seed)
    made, new = drafted(root, changed(year(root), draw, 1 + seed % 3))
    read = (blocks.read_blocks(opened(each)) for each in (first.new, first.file, new))
    result, account = merge_stories(*read, made, "报告.docx")
    file = first.file if result is None else result
    assert pages(rejected(file, AUTHOR)) == pages(first.hand)
    edits = [Edit(made.kind, made.kept) for made in first.edits]
    _hands_are_kept(Case(first.base, first.hand, edits, new, file, account), accepted(file, AUTHOR))
    if not first.edits:
        assert _all_but_an_empty_end(accepted(file)) == _all_but_an_empty_end(new)
    _is_sound(file, seed)


def test_the_laws_hold_for_files_that_libreoffice_saved(
    root: Path, tmp_path: Path, everything: bool
) -> None:
    readers.need(everything, "soffice")
    seeds = _seeds()[: CASES // 5 + 1]
    written, base = drafted(root, year(root))
    by_hand = [edit(base, random.Random(seed), seed % 20) for seed in seeds]
    for seed, file, (_, edits) in zip(
        seeds, saved.libreoffice(tmp_path, [data for data, _ in by_hand]), by_hand, strict=True
    ):
        made, new = drafted(root, changed(year(root), random.Random(seed), 1 + seed % 5))
        case = _merged(written, base, file, edits, made, new)
        after = accepted(case.file, AUTHOR)
        _hands_are_kept(case, after)
        _data_are_there(case, after)
        assert set(numbers(after)) <= set(numbers(case.hand)) | set(numbers(case.new))
        _stays_as_it_is(root, case)
        if not edits:
            assert _body(after) == _body(new)


def _body(data: bytes) -> list[str]:
    return [block.text for block in pages(data) if block.where == "document"]


@pytest.mark.parametrize("seed", _seeds()[::VALIDATED])
def test_the_result_is_valid(root: Path, tmp_path: Path, seed: int) -> None:
    case = _case(root, seed, hands=12, data=4)
    before, after = (validity.faults(data, tmp_path) for data in (case.hand, case.file))
    assert {_anywhere(fault) for fault in after} <= {_anywhere(fault) for fault in before}


def _anywhere(fault: str) -> str:
    """What is wrong, wherever in the file."""
    return re.sub(r"\d+", "", fault)


@pytest.mark.parametrize("seed", _seeds())
def test_a_record_keeps_what_hands_did_to_it_wherever_the_data_put_it(seed: int) -> None:
    assert records.play(seed) == []
