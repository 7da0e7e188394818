"""Word files put together part by part, and what stands in their parts."""

from __future__ import annotations

from drafter.word import xml
from drafter.word.changes import pending
from drafter.word.package import relationships
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.text import paragraphs
from revised import opened
from wordfiles import NAMESPACES, with_body

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def body(inside: str) -> Package:
    return opened(with_body(inside))


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def part(root: str, inside: str) -> bytes:
    return f"<w:{root} {NAMESPACES}>{inside}</w:{root}>".encode()


def related(
    package: Package, kind: str, name: str, data: bytes, content: str = "application/xml",
    owner: str = DOCUMENT,
) -> tuple[Package, str]:  # fmt: skip
    """The file with one more part, and the id of the relationship that leads to it."""
    package, name = relationships.add_part(package, owner, kind, name, content)
    rels = relationships.read_relationships(package, owner)
    return package.replace({name: data}), rels[-1].get("Id", "")


def linked(package: Package, kind: str, target: str) -> tuple[Package, str]:
    """The file with a relationship to the outside, and its id."""
    rels = relationships.read_relationships(package, DOCUMENT)
    number = relationships.add_relationship(rels, f"{OFFICE}/{kind}", target, "External")
    return package.replace({relationships.rels_part_name(DOCUMENT): xml.write(rels)}), number


def changed(package: Package, inside: str) -> Package:
    """The file with another body."""
    data = f"<w:document {NAMESPACES}><w:body>{inside}<w:sectPr/></w:body></w:document>"
    return package.replace({DOCUMENT: data.encode()})


def inside(package: Package, *members: str) -> str:
    """The text of all parts, or of some, as it stands in the file."""
    names = members or package.members
    return "\n".join(package.members[name].decode("utf-8", "replace") for name in names)


def words(package: Package) -> list[str]:
    """The paragraphs of the body, then those of headers, footers and notes."""
    return [
        paragraph.text
        for _, root in pending.iterate_stories(package)
        for paragraph in paragraphs.iterate_paragraphs(root)
    ]
