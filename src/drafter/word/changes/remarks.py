"""Comments beside lines of a Word file, anchored to the runs that hold the words."""

from __future__ import annotations

from drafter.word import names, xml
from drafter.word.changes import comments, runs
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.text import paragraphs
from drafter.word.text.lines import DocumentLines
from drafter.word.xml import Element, make_element, w


class RemarkWriter:
    """Puts comments beside the lines of a file, which it changes in place.

    Word knows comments in the body alone: what is said of a note stands at its reference, and what
    is said of a header or footer at the first line.
    """

    def __init__(self, package: Package, document: DocumentLines) -> None:
        self.package, self.document = package, document
        self.texts: dict[str, str] = {}
        self._next = comments.next_comment_id(package)

    def add(self, line: int, start: int, end: int, text: str) -> None:
        """A comment on the characters from start to end of a line (none: on the whole line)."""
        found = self._find_runs(line, start, end)
        number = str(self._next + len(self.texts))
        self.texts[number] = text
        comments.add_anchors(number, found[0], found[-1])

    def _find_runs(self, line: int, start: int, end: int) -> list[Element]:
        paragraph = self.document.elements[line]
        if self.document.lines[line].member != DOCUMENT or _is_boxed(paragraph):
            reference = self._find_reference(paragraph)
            if reference is not None:
                return [reference]
            paragraph, start, end = self._first_paragraph(), 0, 0
        letters = paragraphs.locate_characters(paragraph)
        found = runs.cut_out_runs(letters, start, end or len(letters)) if letters else []
        if not found:  # a comment needs a run to stand at, and the paragraph has none
            found = [make_element("r")]
            paragraph.append(found[0])
        return found

    def _find_reference(self, paragraph: Element) -> Element | None:
        """The run of the body that leads to the note, or holds the text box, of a paragraph."""
        root = self.document.roots[DOCUMENT]
        for note in paragraph.iterancestors(w("footnote"), w("endnote")):
            for node in root.iter(f"{note.tag}Reference"):
                if node.get(names.ID) == note.get(names.ID):
                    return next(node.iterancestors(names.R))
        boxes = list(paragraph.iterancestors(names.R))
        return boxes[-1] if boxes and root in boxes[-1].iterancestors() else None

    def _first_paragraph(self) -> Element:
        body = self.document.roots[DOCUMENT].find(w("body"))
        assert body is not None
        return next(each for each in body.iter(names.P) if not _is_boxed(each))

    def write(self, author: str) -> Package:
        """The file with the comments."""
        package = comments.update_comments(self.package, self.texts, (), author)
        return package.replace({DOCUMENT: xml.write(self.document.roots[DOCUMENT])})


def _is_boxed(paragraph: Element) -> bool:
    """Whether the paragraph stands in a text box, where no comment may be anchored."""
    return paragraphs.owner_paragraph(paragraph) is not None
