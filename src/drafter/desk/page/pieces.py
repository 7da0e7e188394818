"""A report's page as pieces of HTML, each with a key that says all it depends on."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from drafter.desk.page import cutting, frames, tables
from drafter.desk.page.cutting import PARAGRAPH, VALUE, Cut, drop_volatile
from drafter.desk.page.kept import KeptLook, KeptPiece, WrittenPiece, read_pictures
from drafter.desk.page.objects import ObjectWriter
from drafter.desk.page.writing import PieceWriter, Surroundings
from drafter.word import names, xml
from drafter.word.layout.numbering import NumberCounter
from drafter.word.package.archive import DOCUMENT, NOTES, Package
from drafter.word.package.relationships import read_relationships, resolve_target
from drafter.word.text.paragraphs import follow_field
from drafter.word.text.places import part_kind
from drafter.word.xml import Element, w

_NOTE = re.compile(rb'<w:(foot|end)noteReference(?=[ /])[^>]*?w:id="(-?\d+)"')
_EMBEDS = re.compile(rb'r:(?:embed|id)="([^"]*)"')
_TABLE_STYLE = re.compile(rb'<w:tblStyle w:val="([^"]*)"')
_STYLE = b'<w:pStyle w:val="%s"/>'


class Piece(NamedTuple):
    """A paragraph, a row, a table's beginning or end, or a header, footer or note.

    key: all that the HTML depends on. table: the key of the table that it is of. values: the slot
    and time of each printed value, by its data-v. paragraphs: the first and last of its part's
    paragraphs that it holds, 1-based. part: as a problem names it. section: its number, from 0.
    """

    key: str
    kind: str
    html: str
    table: str
    values: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, int]
    part: str
    section: int


class PageBuilder:
    """Builds the page of one draft."""

    def __init__(self, content: Package, kept: KeptLook) -> None:
        self.content = content
        self.kept = kept
        self.data = content.members[DOCUMENT]
        self.body = kept.body = cutting.cut_body(self.data, kept.body)
        self.counter = NumberCounter(kept.look.numbering)
        self._seen: Counter[str] = Counter()
        self._paragraph = 1
        self._opened = ""
        self._table_style = ""
        self._same: dict[tuple[bytes, int, str], KeptPiece] = {}
        self._has_fields = b"<w:fldChar" in self.data
        self._pictures: dict[str, Mapping[str, str]] = {}

    @cached_property
    def sections(self) -> list[Element]:
        """The properties of the sections; those of a file that has none are empty."""
        head = self.body.head
        roots = [xml.parse(head + each + b"</w:document>")[0] for each in self.body.sections]
        return roots or [xml.make_element("sectPr")]

    @cached_property
    def notes(self) -> dict[tuple[str, str], int]:
        """The numbers of the notes by kind and id, in the order of their references."""
        found: dict[tuple[str, str], int] = {}
        counts: Counter[bytes] = Counter()
        for kind, number in _NOTE.findall(self.data):
            counts[kind] += 1
            found.setdefault((f"{kind.decode()}note", number.decode()), counts[kind])
        return found

    @cached_property
    def _numbered(self) -> list[bytes]:
        """What a piece has in it that may have a numbered paragraph."""
        styles = self.kept.look.numbering.numbered_styles
        return [b"<w:numPr>", *(_STYLE % name.encode() for name in sorted(styles))]

    @cached_property
    def _spans(self) -> dict[int, dict[int, int]]:
        """The rows that merged cells go over, by the number of their row's cut."""
        found: dict[int, dict[int, int]] = {}
        rows: list[int] = []
        cuts = self.body.cuts if b"<w:vMerge" in self.data else []
        for number, cut in enumerate(cuts):
            if cut.kind == "row":
                rows.append(number)
            elif rows:
                spans = tables.span_rows([self._read_merges(self.body.cuts[n]) for n in rows])
                found.update(zip(rows, spans, strict=True))
                rows = []
        return found

    def _read_merges(self, cut: Cut) -> dict[int, bool]:
        if b"<w:vMerge" not in cut.data:
            return {}
        if cut.data not in self.kept.merges:
            self.kept.merges[cut.data] = tables.read_merges(self._parse(cut))
        return self.kept.merges[cut.data]

    def build_body(self) -> Iterator[Piece]:
        """The pieces of the body in order."""
        table = ""
        pitches = [frames.read_pitch(each) for each in self.sections]
        for number, cut in enumerate(self.body.cuts):
            section = min(cut.section, len(pitches) - 1)
            if cut.kind == "end":
                found = KeptPiece(f"end {table}", WrittenPiece("", 0), ())
            else:
                spans = self._spans.get(number, {})
                found = self._recall_cut(cut, pitches[section], spans)
            key, written = self._name(found.digest), found.written
            if cut.kind == "table":
                table, self._table_style = key, _read_table_style(cut.data)
            count = written.paragraphs
            span = (self._paragraph, self._paragraph + count - 1) if count else (0, 0)
            self._paragraph += count
            belongs = "" if cut.kind == "p" else table
            yield Piece(key, cut.kind, written.html, belongs, found.values, span, "body", section)
            table = "" if cut.kind == "end" else table
        self.kept.same = self._same

    def _name(self, content: str) -> str:
        """A key that no other piece of the page has."""
        self._seen[content] += 1
        times = self._seen[content]
        return content if times == 1 else f"{content}~{times}"

    def _recall_cut(self, cut: Cut, pitch: int, spans: dict[int, int]) -> KeptPiece:
        """The piece; most are, to a byte, those of the page before."""
        asked = (cut.data, pitch, self._table_style if cut.kind == "row" else "")
        found = None if spans or self._opened else self.kept.same.get(asked)
        if found is None:
            found, is_alone = self._write_cut(cut, pitch, spans)
        else:
            is_alone = True
        if is_alone:
            self._same[asked] = found
        return found

    def _write_cut(self, cut: Cut, pitch: int, spans: dict[int, int]) -> tuple[KeptPiece, bool]:
        """The piece, and whether it depends on nothing round it."""
        plain = drop_volatile(cut.data)
        pictures = self._find_pictures(DOCUMENT, plain)
        numbers = self._list_note_numbers(plain)
        around = Surroundings(
            self._count_labels(cut, plain), self.notes if numbers else {}, self._opened, pitch,
            table=self._table_style if cut.kind == "row" else "",
        )  # fmt: skip
        depends: list[object] = [pitch, around.labels, around.opened, spans, numbers, around.table]
        depends += [pictures[each] for each in sorted(pictures)]
        digest = _digest(self.kept.digest, plain, repr(depends).encode())
        written = self.kept.written.get(digest)
        if written is None:
            html = self._write_html(cut, around, spans, pictures)
            written = WrittenPiece(html, len(PARAGRAPH.findall(cut.data)))
            self.kept.written[digest] = written
        if self._has_fields and b"<w:fldChar" in plain:
            for mark in self._parse(cut).iter(names.FLD_CHAR):
                self._opened = follow_field(self._opened, mark)
            return KeptPiece(digest, written, _list_values(cut.data)), False
        is_alone = not any((around.labels, around.opened, spans, numbers, pictures))
        return KeptPiece(digest, written, _list_values(cut.data)), is_alone

    def _write_html(
        self, cut: Cut, around: Surroundings, spans: dict[int, int], pictures: Mapping[str, str]
    ) -> str:
        node, look = self._parse(cut), self.kept.look
        if cut.kind == "table":
            return tables.open_table(node, look)
        writer = PieceWriter(look, node, around, ObjectWriter(look, pictures))
        return (
            writer.write_paragraph(node)
            if cut.kind == "p"
            else tables.write_row(node, writer, spans)
        )

    def _parse(self, cut: Cut) -> Element:
        end = b"</w:tbl>" if cut.kind == "table" else b""
        root = xml.parse(self.body.head + cut.data + end + b"</w:document>", huge=True)
        return root[0]

    def _count_labels(self, cut: Cut, plain: bytes) -> tuple[str, ...]:
        """The numbers before the piece's paragraphs; each is counted."""
        if cut.kind == "table" or not any(sign in plain for sign in self._numbered):
            return ()
        if plain not in self.kept.levels:
            find = self.kept.look.numbering.find_level
            found = [find(node) for node in self._parse(cut).iter(names.P)]
            self.kept.levels[plain] = found
        levels = self.kept.levels[plain]
        return tuple("" if level is None else self.counter.count(level) for level in levels)

    def _list_note_numbers(self, data: bytes) -> list[int]:
        if b"noteReference" not in data:
            return []
        found = _NOTE.findall(data)
        return [self.notes[f"{kind.decode()}note", number.decode()] for kind, number in found]

    def _find_pictures(self, member: str, data: bytes) -> dict[str, str]:
        """The digests of the pictures that the XML of a part names."""
        if b" r:" not in data:
            return {}
        named = {name.decode() for name in _EMBEDS.findall(data)}
        if member not in self._pictures:
            self._pictures[member] = read_pictures(self.content, member, self.kept)
        return {name: d for name, d in self._pictures[member].items() if name in named}

    def build_asides(self, frame: dict[str, Any]) -> Iterator[Piece]:
        """The headers, footers and notes; the frame gets their keys where it had their parts."""
        keys: dict[str, str] = {}
        for section in frame["sections"]:
            for kind in ("headers", "footers"):
                for which, member in section[kind].items():
                    if member not in keys and (piece := self._build_part(member)):
                        keys[member] = piece.key
                        yield piece
                    section[kind][which] = [keys[member]] if member in keys else []
        for kind, member in NOTES.items():
            built = list(self._build_notes(kind, member))
            frame[f"{kind}s"] = [[piece.key] for piece in built]
            yield from built

    def _build_part(self, member: str) -> Piece | None:
        data = self.content.members.get(member)
        return None if data is None else self._build_aside(xml.parse(data), member, "", 0)

    def _build_notes(self, kind: str, member: str) -> Iterator[Piece]:
        wanted = {number: n for (each, number), n in self.notes.items() if each == kind}
        data = self.content.members.get(member) if wanted else None
        if data is None:
            return
        found, before = {}, 0
        for node in xml.parse(data):
            if node.get(names.ID) in wanted:
                found[wanted[node.get(names.ID, "")]] = node, before
            before += sum(1 for _ in node.iter(names.P))
        for number in sorted(found):
            node, first = found[number]
            yield self._build_aside(node, member, str(number), first)

    def _build_aside(self, node: Element, member: str, mark: str, before: int) -> Piece:
        data = xml.write(node)
        plain = drop_volatile(data)
        pictures = self._find_pictures(member, data)
        digest = _digest(self.kept.digest, plain, repr((mark, sorted(pictures.values()))).encode())
        written = self.kept.written.get(digest)
        if written is None:
            around, look = Surroundings(mark=mark), self.kept.look
            writer = PieceWriter(look, node, around, ObjectWriter(look, pictures))
            html = tables.write_blocks(node, writer)
            written = WrittenPiece(html, len(writer.numbers))
            self.kept.written[digest] = written
        span = (before + 1, before + written.paragraphs) if written.paragraphs else (0, 0)
        key, part = self._name(digest), part_kind(member).value
        return Piece(key, "aside", written.html, "", _list_values(data), span, part, 0)

    def list_running_parts(self) -> list[dict[str, Any]]:
        """The sections with the parts of their headers and footers."""
        relations = read_relationships(self.content, DOCUMENT)
        targets = {
            node.get("Id", ""): resolve_target(DOCUMENT, node.get("Target", ""))
            for node in relations
        }
        found: list[dict[str, Any]] = []
        for node in self.sections:
            before = found[-1] if found else {}
            parts = frames.read_running_parts(node, targets, before)
            found.append({**frames.read_section(node), **parts})
        return found

    def reads_even_pages_apart(self) -> bool:
        """Whether even pages have headers and footers of their own."""
        data = self.content.members.get("word/settings.xml", b"<s/>")
        found = xml.parse(data).find(w("evenAndOddHeaders"))
        return found is not None and found.get(names.VAL, "1") not in ("0", "false", "off")


def _digest(*content: bytes) -> str:
    return hashlib.blake2b(b"".join(content), digest_size=9).hexdigest()


def _read_table_style(data: bytes) -> str:
    found = _TABLE_STYLE.search(data)
    return found[1].decode() if found else ""


def _list_values(data: bytes) -> tuple[tuple[int, int], ...]:
    return tuple((int(slot), int(time)) for slot, time in VALUE.findall(data))
