"""Copies of a report that came back from several hands, gathered into it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from drafter.output import HandChange, Update, WriteJob
from drafter.problems import Problem, problem
from drafter.update.base import find_base_by_run, find_base_by_words, read_run_id
from drafter.update.formats import find_format_changes
from drafter.update.hands.copies import CopyFile, read_person, refuse_copy
from drafter.update.hands.finding import Pairs, find_edits, join_cells, pair_copy
from drafter.update.hands.model import HandEdit, HandWork, Placed, Signature
from drafter.update.hands.placing import VersionPair, place_edits, relate_blocks
from drafter.update.hands.remarks import find_remarks
from drafter.update.hands.telling import ChangeTeller, sign_formats
from drafter.update.hands.writing import write_edits
from drafter.update.identities import unpack_sources
from drafter.word.changes import comments
from drafter.word.package import properties, stamps
from drafter.word.package.archive import DamagedXml, Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.text import blocks
from drafter.word.text.blocks import DocumentBlocks


class Gathered(NamedTuple):
    """The report with what hands did to their copies, and each of their changes, told.

    asked: what the comments say on those that somebody has to decide about.
    """

    docx: bytes
    changes: tuple[HandChange, ...]
    asked: frozenset[str]


class ReturnedCopy(NamedTuple):
    """A copy that came back, and the version that it came from.

    usual: the name that the report gives for who saved it last. order: the version's number.
    versions: what drafter wrote in the runs of the copy and of the report, where these are two.
    """

    file: CopyFile
    copy: DocumentBlocks
    base: DocumentBlocks
    usual: str = ""
    order: int = 0
    versions: VersionPair | None = None


def gather_copies(
    copies: Sequence[ReturnedCopy], report: DocumentBlocks
) -> tuple[Package, tuple[HandChange, ...], frozenset[str]]:
    """The report with all that hands changed in their copies; each change, told; and what the
    comments on them say.

    The order of the copies does not matter. The trees of `report` are used up.
    """
    works = [(each, read_work(each, report)) for each in copies]
    works.sort(key=lambda pair: _rank(*pair))
    ordered = [work for _, work in works]
    teller = ChangeTeller(report)
    known = {(each.author, each.text) for each in comments.read_all(report.package)}
    placed = [
        each._replace(fate="there" if each.edit.kind == "remark" else "waiting")
        if each.fate == "commented" and (each.edit.by.author, teller.word_comment(each)) in known
        else each
        for each in place_edits(ordered, report)
    ]
    places = {id(work): n for n, work in enumerate(ordered)}
    told = sorted(placed, key=lambda each: (places[id(each.work)], _find_place(each)))
    changes = tuple(teller.tell(each) for each in told)
    asked = {teller.word_comment(p) for p in placed if p.fate in ("commented", "waiting")}
    return write_edits(placed, report, teller.word_comment), changes, frozenset(asked)


def _find_place(each: Placed) -> tuple[int, int]:
    """Where in the report, or in the hand's copy, an edit is, for telling edits in order."""
    span = each.at or each.edit.copy or each.edit.base
    return (0, 0) if span is None else (span.block, span.start)


def gather_into(job: WriteJob, found: bytes, copies: Sequence[CopyFile]) -> Gathered | Problem:
    """The report `found` with what hands did to their copies."""
    package, wrong = open_package(found, job.place.file, harmless=False)
    if package is None:
        return problem("D518", job.place, reason=wrong[0].message())
    try:
        report = blocks.read_blocks(package)
        recognised = [_recognise_copy(job, report, each) for each in copies]
        if unknown := [each for each in recognised if isinstance(each, Problem)]:
            return unknown[0]
        known = [each for each in recognised if isinstance(each, ReturnedCopy)]
        gathered, changes, asked = gather_copies(known, report)
    except DamagedXml as error:
        return problem("D518", job.place, reason=str(error))
    is_new = any(each.fate in ("written", "commented") for each in changes)
    return Gathered(write_zip(gathered) if is_new else found, changes, asked)


def list_changes(found: bytes, version: bytes) -> tuple[HandChange, ...]:
    """All that hands changed in a report since drafter wrote that version of it."""
    base, report = _read_version(version), _read_version(found)
    pairs = pair_copy(base, report)
    homes = {n: n for n in range(len(base.blocks))}
    edits = list_edits(base, report, pairs)
    work = HandWork("", base, report, pairs, homes, tuple(edits))
    teller = ChangeTeller(base)
    return tuple(teller.tell(Placed(work, edit, edit.base, "there")) for edit in edits)


def stamp_report(docx: bytes) -> tuple[bytes, str]:
    """The report, saying of itself that copies were gathered into it; and what it says."""
    stamp = hashlib.sha256(docx).hexdigest()[:16]
    package = properties.set_custom_properties(_open_own(docx), {stamps.GATHERED: stamp})
    return write_zip(package), stamp


def add_missing(
    job: WriteJob, found: bytes, update: Update | Problem | None
) -> Update | Problem | None:
    """The update, and what was gathered last and is not in the file `found`, which came from
    another: a copy that was laid over the report by hand."""
    kept = job.store.find_gathered(job.path)
    if kept is None or not isinstance(update, Update):
        return update
    report = _read_version(found)
    marks = properties.read_custom_properties(report.package)
    if kept.stem.endswith(marks.get(stamps.GATHERED, "?")):
        return update
    gathered = _open_own(kept.read_bytes())
    earlier = _recognise_copy(job, report, CopyFile(kept.name, b"", gathered))
    if isinstance(earlier, Problem):
        return update
    placed = place_edits([read_work(earlier, report)], report)
    teller = ChangeTeller(report)
    lost = (each for each in placed if each.fate != "there" and each.edit.kind != "formatted")
    missing = tuple(teller.tell(each) for each in lost)
    known = kept if missing else None
    return update._replace(account=replace(update.account, missing=missing, kept=known))


def _recognise_copy(
    job: WriteJob, report: DocumentBlocks, file: CopyFile
) -> ReturnedCopy | Problem:
    """The copy with the version that it came from; D539 where that is not known."""
    copy = blocks.read_blocks(file.package)
    base = find_base_by_run(job.store, job.path, copy)
    base = base or find_base_by_words(job.store, job.path, copy)
    if base is None:
        return refuse_copy(file.shown, "stranger")
    if base.data != job.record["data"]:
        return refuse_copy(file.shown, "years", other=base.data, this=job.record["data"])
    older, versions = _read_version(base.docx), None
    if read_run_id(older.package) != read_run_id(report.package):
        newer = find_base_by_run(job.store, job.path, report)
        if newer is not None:
            sources = unpack_sources(base.memo), unpack_sources(newer.memo)
            versions = VersionPair(older, _read_version(newer.docx), *sources)
    usual = properties.read_last_author(_open_own(job.data))
    order = base.version.number if base.version else 0
    known = _find_common_gathering(job, report, copy) or older
    if known is not older and versions is None:
        versions = VersionPair(older, older, *[unpack_sources(base.memo)] * 2)
    return ReturnedCopy(file, copy, known, usual, order, versions)


def _find_common_gathering(
    job: WriteJob, report: DocumentBlocks, copy: DocumentBlocks
) -> DocumentBlocks | None:
    """The report as it was when the copy was taken of it, after an earlier gathering that the
    report has come out of too: what its hand took back there is an edit like any other."""
    stamps_said = [
        properties.read_custom_properties(each.package).get(stamps.GATHERED, "?")
        for each in (copy, report)
    ]
    theirs, ours = (job.store.find_gathered(job.path, said) for said in stamps_said)
    if theirs is None or ours is None or ours.name < theirs.name:
        return None
    return _read_version(theirs.read_bytes())


def _read_version(docx: bytes) -> DocumentBlocks:
    return blocks.read_blocks(_open_own(docx))


def _open_own(docx: bytes) -> Package:
    package, wrong = open_package(docx, "", harmless=False)
    if package is None:
        raise DamagedXml(wrong[0].message())
    return package


def read_work(each: ReturnedCopy, report: DocumentBlocks) -> HandWork:
    """What a hand did to its copy, under its name."""
    pairs = pair_copy(each.base, each.copy)
    edits = list_edits(each.base, each.copy, pairs)
    file = each.file
    author = file.author or choose_author(edits, file.package, each.usual) or file.otherwise
    signed = tuple(
        edit if edit.by.author else edit._replace(by=Signature(author)) for edit in edits
    )
    homes = relate_blocks(each.base, report, each.versions)
    return HandWork(file.shown, each.base, each.copy, pairs, homes, signed)


def list_edits(base: DocumentBlocks, copy: DocumentBlocks, pairs: Pairs) -> list[HandEdit]:
    """All that was done to the version; what nobody signed has an empty name."""
    nobody = Signature("")
    looks = sign_formats(base, copy, find_format_changes(base, copy, pairs), nobody)
    words = find_edits(base, copy, pairs, nobody)
    return [*join_cells(base, copy, words), *find_remarks(base, copy, pairs, nobody), *looks]


def choose_author(edits: Sequence[HandEdit], copy: Package, usual: str) -> str:
    """Whose copy it is: who signed most of its changes, else who saved it last."""
    counted = Counter(edit.by.author for edit in edits if edit.by.author)
    if counted:
        return min(counted, key=lambda name: (-counted[name], name))
    last = read_person(copy)
    return last if last != usual else ""


def _rank(each: ReturnedCopy, work: HandWork) -> tuple[int, str, str]:
    author = next((edit.by.author for edit in work.edits), "")
    return each.order, author, hashlib.sha256(each.file.data).hexdigest()
