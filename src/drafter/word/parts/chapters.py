"""Whole documents put into another one, with their notes, comments, lists, headers and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.word import names, xml
from drafter.word.changes import comments
from drafter.word.fields.reading import mark_dirty, read_fields
from drafter.word.fields.updating import ask_for_update
from drafter.word.names import SECT_PR, TC, VAL, P
from drafter.word.package import relationships
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.parts import headers, sections
from drafter.word.parts.chapter_importer import ChapterImporter
from drafter.word.parts.copier import PartCopier
from drafter.word.parts.notes import NOTE_REFERENCES
from drafter.word.parts.target import TargetFile
from drafter.word.parts.tidying import Unfit, tidy_part
from drafter.word.xml import Element, remove_node, w

_ONLY_IN_BODY = (*NOTE_REFERENCES, *names.COMMENT_ANCHORS)
"""What Word allows in the body alone, its tables included: notes, and comments."""
_OF_THE_WHOLE = ("TOC", "INDEX", "PAGEREF", "NOTEREF")
"""Fields that show numbers of pages and notes, which are others in the report."""
_PLACE, _BODY, _BOX = w("altChunk"), w("body"), w("txbxContent")


class Loss(NamedTuple):
    """What of a document could not come along: "sections", or a "header" or "footer" with its
    words. number: the document's."""

    number: int
    kind: str
    words: str = ""


class Stale(NamedTuple):
    """A field of a document that Word is to make anew in the report. number: the document's."""

    number: int
    kind: str


class PutIn(NamedTuple):
    """The file with the documents in it, but for the trees that were given; what could not come
    along; the fields that are out of date there; the paragraphs that came, each with its part."""

    package: Package
    losses: list[Loss]
    stale: list[Stale]
    paragraphs: list[tuple[str, Element]]


def number_paragraphs(came: PutIn) -> dict[str, frozenset[int]]:
    """Which paragraphs of each part have come, by their 1-based numbers in it as it is now."""
    numbers: dict[str, set[int]] = {}
    roots = {node.getroottree().getroot(): member for member, node in came.paragraphs}
    mine = {node for _, node in came.paragraphs}
    for root, member in roots.items():
        numbers[member] = {n for n, node in enumerate(root.iter(P), 1) if node in mine}
    return {member: frozenset(found) for member, found in numbers.items()}


class UnfitDocument(ValueError):
    """A document cannot be put in: its number, and the catalogue's key for why."""

    def __init__(self, number: int, reason: str) -> None:
        self.number, self.reason = number, reason
        super().__init__(reason)


def put_in_documents(
    package: Package, roots: dict[str, Element], documents: Sequence[Package]
) -> PutIn:
    """Put documents where their marks stand in the trees of a file. Raises UnfitDocument."""
    work = _PuttingIn(TargetFile(package, roots), documents)
    for member, root in roots.items():
        for place in [node for node in root.iter(_PLACE) if node.get(VAL) is not None]:
            number = int(place.get(VAL, ""))
            try:
                work.put_in(number, place, member)
            except Unfit as error:
                raise UnfitDocument(number, error.reason) from None
    package = work.target.package()
    if work.stale:
        package = ask_for_update(package)
    return PutIn(package, list(dict.fromkeys(work.losses)), work.stale, work.paragraphs)


class _PuttingIn:
    """The work on one file as it goes."""

    def __init__(self, target: TargetFile, documents: Sequence[Package]) -> None:
        self.target, self.losses, self.stale = target, list[Loss](), list[Stale]()
        self.paragraphs: list[tuple[str, Element]] = []
        self._copiers = [PartCopier(each, target, tidy_part) for each in documents]

    def put_in(self, number: int, place: Element, member: str) -> None:
        """Put a document where a mark stands in a part."""
        parts = self._copiers[number]
        _refuse_open_conflicts(parts.source)
        body = parts.source_tree(DOCUMENT).find(_BODY)
        assert body is not None  # or the file had not been opened
        on_pages = member == DOCUMENT and next(place.iterancestors(TC, _BOX), None) is None
        in_box = next(place.iterancestors(_BOX), None) is not None
        if (member != DOCUMENT or in_box) and next(body.iter(*_ONLY_IN_BODY), None) is not None:
            raise Unfit("failing.notes-here")
        here = sections.find_section_end(self._find_main_place(place))
        has_own_pages = sections.has_own_pages(body, here)
        importer = ChapterImporter(parts, keeps_pages=on_pages and has_own_pages)
        made = importer.import_block(body, DOCUMENT, member)
        blocks = [node for node in made if node.tag != SECT_PR]
        self.stale += [Stale(number, kind) for kind in _mark_stale_fields(made)]
        if importer.keeps_pages:
            blocks = self._keep_pages(parts, place, blocks, made.find(SECT_PR))
        elif has_own_pages:
            self.losses.append(Loss(number, "sections"))
        lost = self._list_lost_headers(parts, body, keeps_pages=importer.keeps_pages)
        self.losses += [Loss(number, *each) for each in lost]
        for block in blocks:
            place.addprevious(block)
            xml.declare_required(block, body.nsmap)
        remove_node(place)
        importer.rename_references()
        self.paragraphs += importer.paragraphs

    def _find_main_place(self, place: Element) -> Element:
        """The place, or the beginning of the body when it stands in another part."""
        if next(place.iterancestors(_BODY), None) is not None:
            return place
        body = self.target.tree(DOCUMENT).find(_BODY)
        assert body is not None
        return body[0]

    def _keep_pages(
        self, parts: PartCopier, place: Element, blocks: list[Element], final: Element | None
    ) -> list[Element]:
        """The blocks with sections of their own, which say what the document's said."""
        final = xml.make_element("sectPr") if final is None else final
        own = [*(node for block in blocks for node in block.iter(SECT_PR)), final]
        for section in own:
            sections.count_pages_on(section)
            if self._has_even_pages() and not _has_even_pages(parts):
                sections.repeat_on_even_pages(section)
        blocks, lacks = sections.set_between(place, blocks, final)
        for section, key in lacks:
            kind = headers.HEADERS[key[0]]
            sections.add_reference(section, key, headers.add_empty_header(self.target, kind))
        return blocks

    def _has_even_pages(self) -> bool:
        found = self.target.find_part(names.SETTINGS)
        return found is not None and headers.has_even_pages(found[1])

    def _list_lost_headers(
        self, parts: PartCopier, body: Element, *, keeps_pages: bool
    ) -> Iterator[tuple[str, str]]:
        """The kinds and words of the headers and footers that do not come along."""
        even = _has_even_pages(parts)
        for section in sections.list_sections(body):
            lost = [] if keeps_pages else headers.list_shown(section, even=even)
            if keeps_pages and even and not self._has_even_pages():
                lost = headers.list_even(section)
            for kind, number in lost:
                relation = parts.find_relation(DOCUMENT, number)
                if relation is not None:
                    name = relationships.resolve_target(DOCUMENT, relation.get("Target", ""))
                    if words := headers.read_words(parts.source_tree(name)):
                        yield kind, words


def _has_even_pages(parts: PartCopier) -> bool:
    return headers.has_even_pages(parts.source_part(names.SETTINGS))


def _mark_stale_fields(made: Element) -> list[str]:
    """Let Word make the fields anew that show pages and notes of the whole; their kinds."""
    found = [field for field in read_fields(made) if field.kind in _OF_THE_WHOLE]
    for field in found:
        mark_dirty(field)
    return [field.kind for field in found]


def _refuse_open_conflicts(source: Package) -> None:
    """Raises Unfit for a document with a conflict of drafter's own that nobody has settled."""
    if any(each.author == comments.AUTHOR and not each.done for each in comments.read_all(source)):
        raise Unfit("failing.pending")
