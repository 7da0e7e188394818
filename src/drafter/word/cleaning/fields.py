"""Fields of a Word file turned into the words that they show."""

from __future__ import annotations

import re
from collections.abc import Callable

from drafter.word.fields.reading import Field, read_fields
from drafter.word.names import FLD_SIMPLE, RPR, R
from drafter.word.text import paragraphs
from drafter.word.xml import Element, get_parent, remove_node, unwrap, w

_FROZEN = re.compile(
    r"\s*(ADDIN|ADDRESSBLOCK|AUTHOR|BIBLIOGRAPHY|CITATION|COMMENTS|CREATEDATE|DOCPROPERTY"
    r"|DOCVARIABLE|EDITTIME|FILENAME|GREETINGLINE|INFO|KEYWORDS|LASTSAVEDBY|MERGEFIELD|MERGEREC"
    r"|MERGESEQ|NEXT|NEXTIF|PRINTDATE|PRIVATE|REVNUM|SAVEDATE|SKIPIF|SUBJECT|TEMPLATE|TITLE"
    r"|USERADDRESS|USERINITIALS|USERNAME)\b|\s*HYPERLINK\s+\"?(file:|[a-z]:[\\/]|\\\\|\.)",
    re.IGNORECASE,
)
"""The fields whose words come from what is about the file, and from other files."""


def is_about_file(code: str) -> bool:
    """Whether a field shows what the file says about itself, or another file."""
    return _FROZEN.match(code) is not None


def freeze_fields(root: Element, wanted: Callable[[str], bool]) -> None:
    """Let fields whose code is wanted be the words that they show now; the code is taken out."""
    fields = [each for each in read_fields(root) if wanted(each.code)]
    doomed = [
        part
        for each in fields
        if each.begin.tag != FLD_SIMPLE
        and len({paragraphs.owner_paragraph(part) for part in _list_marks(each)[:-1]}) == 1
        for part in _list_marks(each)
    ]
    for each in fields:
        if each.begin.tag == FLD_SIMPLE:
            for data in list(each.begin.iterchildren(w("fldData"))):
                remove_node(data)
            unwrap(each.begin)
    for part in dict.fromkeys(doomed):
        run = get_parent(part)
        remove_node(part)
        if run.tag == R and all(child.tag == RPR for child in run):
            remove_node(run)


def _list_marks(each: Field) -> list[Element]:
    """All of a field that is no word of its result."""
    marks = [each.begin, *each.code_nodes, each.separate, each.end]
    return [node for node in marks if node is not None]
