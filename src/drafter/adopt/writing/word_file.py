"""The report's Word file with tags in the place of what changes: template.docx."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from drafter.adopt.finding.numerals import WIDE
from drafter.adopt.model import ITEM_KINDS, Adopted, Figure, TableFound, prints_as_typed, type_in
from drafter.adopt.writing import loops
from drafter.adopt.writing.tags import (
    Stretch,
    find_obstacle,
    find_signs,
    put_tags,
    write_figure_tag,
)
from drafter.problems import phrase
from drafter.word import names, xml
from drafter.word.package.archive import Package, list_text_parts
from drafter.word.text import paragraphs
from drafter.word.xml import Element


@dataclass
class ReportParts:
    """The parts of a report that hold text, as trees, with their paragraphs and tables."""

    package: Package
    roots: dict[str, Element] = field(default_factory=dict)
    elements: dict[tuple[str, int], Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for member in list_text_parts(self.package):
            root = self.roots[member] = xml.parse(self.package.members[member], huge=True)
            for each in paragraphs.iterate_paragraphs(root):
                self.elements[member, each.number] = each.element

    def find_table(self, found: TableFound) -> Element | None:
        """The element of a table, or None where there is no such."""
        root = self.roots.get(found.member)
        tables = [] if root is None else list(root.iter(names.TBL))
        return tables[found.table - 1] if len(tables) >= found.table else None


def leave_unprintable(package: Package, adopted: Adopted) -> Adopted:
    """The same, but what no tag can print as it stands is left in the wording, and says why."""
    parts = ReportParts(package)
    tables = [(each, _find_table_obstacle(parts, each)) for each in adopted.tables]
    figures = tuple(_leave_figure(parts, each) for each in adopted.figures)
    left = [each.name for each, key in tables if key]
    return leave_tables(replace(adopted, figures=figures), left)


def leave_tables(adopted: Adopted, left: Collection[str]) -> Adopted:
    """The same, tables of those names as they stand, and typed what was computed from them."""
    figures = (type_in(f) if _names_one(f, left) else f for f in adopted.figures)
    tables = tuple(each for each in adopted.tables if each.name not in left)
    return replace(adopted, figures=tuple(figures), tables=tables)


def find_tables_at(
    package: Package, adopted: Adopted, places: Collection[tuple[str, int]]
) -> list[str]:
    """The names of the tables of which records stand at one of the places."""
    parts = ReportParts(package)
    numbers = {id(element): key for key, element in parts.elements.items()}
    return [
        each.name
        for each in adopted.tables
        if any(numbers[id(p)] in places for p in _find_record_paragraphs(parts, each))
    ]


def _find_table_obstacle(parts: ReportParts, found: TableFound) -> str:
    table = parts.find_table(found)
    return "rows" if table is None else loops.find_row_obstacle(table, found)


def _leave_figure(parts: ReportParts, figure: Figure) -> Figure:
    """The figure; fixed where it cannot be printed."""
    if figure.choice != "keep":
        return figure
    if figure.is_typed and figure.kind not in ITEM_KINDS and figure.filters in ("", WIDE):
        # a number like 039 is none for the data
        figure = figure if prints_as_typed(figure.value) else type_in(figure)
    element = parts.elements.get((figure.member, figure.paragraph))
    key = "lost" if element is None else find_obstacle(element, figure.start, figure.end)
    if not key:
        return figure
    return replace(figure, choice="fixed", doubt=phrase(f"adopt.obstacle.{key}").zh)


def _names_one(figure: Figure, left: Collection[str]) -> bool:
    return any(name in figure.expression for name in left)


def write_word_file(package: Package, adopted: Adopted) -> Package:
    """The Word file with a tag for each figure kept, and a loop for each table of records."""
    parts = ReportParts(package)
    stretches: dict[tuple[str, int], list[Stretch]] = defaultdict(list)
    for figure in adopted.kept:
        made = Stretch(figure.start, figure.end, write_figure_tag(figure))
        stretches[figure.member, figure.paragraph].append(made)
    tables = [(parts.find_table(each), each) for each in adopted.tables]
    for key, element in parts.elements.items():
        here = stretches[key]
        put_tags(element, [*here, *find_signs(paragraphs.read_text(element), here)])
    for table, found in tables:
        assert table is not None  # those that cannot be printed were left out
        loops.write_loop(table, found)
    return package.replace({member: xml.write(root) for member, root in parts.roots.items()})


def read_wording(package: Package, adopted: Adopted) -> Iterator[str]:
    """What each paragraph of the report says outside of figures and records."""
    parts = ReportParts(package)
    inside = {id(p) for each in adopted.tables for p in _find_record_paragraphs(parts, each)}
    covered: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in (each for each in adopted.figures if each.choice != "fixed"):
        covered[figure.member, figure.paragraph].append(figure)
    for key, element in parts.elements.items():
        if id(element) in inside:
            continue
        text, end = _blank_fields(element), 0
        for figure in covered[key]:
            yield text[end : figure.start]
            end = figure.end
        yield text[end:]


def _blank_fields(element: Element) -> str:
    """The paragraph's text, blanks in the place of what Word computes."""
    pieces = paragraphs.read_pieces(element)
    return "".join(
        " " * len(piece.text) if piece.in_field else piece.text
        for piece in pieces
        if not piece.deletions
    )


def _find_record_paragraphs(parts: ReportParts, found: TableFound) -> Iterator[Element]:
    table = parts.find_table(found)
    rows = [] if table is None else loops.find_rows(table)
    for at in found.rows:
        yield from rows[at - 1].iter(names.P)
