"""docxtpl-lint is asked about a template, unless it found nothing in the very same tags before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from drafter import cache
from drafter.problems import Phrase, Problem, problem
from drafter.template import Template
from drafter.template.tag import find_tags
from drafter.word import names, xml
from drafter.word.package import archive as packages
from drafter.word.text import paragraphs as blocks
from drafter.word.text.paragraphs import Paragraph

_CODES = dict(
    pair.split()
    for pair in (
        "DTL001 D310, DTL002 D322, DTL003 D320, DTL101 D312, DTL102 D312, DTL103 D313, "
        "DTL201 D323, DTL202 D324, DTL203 D325, DTL204 D326, DTL205 D327, DTL206 D328, "
        "DTL207 D327, DTL208 D329, DTL210 D328"
    ).split(", ")
)
"""docxtpl-lint's rules that matter here, and our code for each. Names are checked by `names`,
what falls away with a tag by `losses`."""

_PARTS = {"body": packages.DOCUMENT, "footnotes": "word/footnotes.xml"}
_ENDNOTES, _AS_HEADER = "word/endnotes.xml", "word/header000.xml"
"""docxtpl fills no endnotes and so docxtpl-lint reads none, but headers of any number."""

_SEEN = {names.P: "p", names.TBL: "l", names.TR: "r", names.TC: "c"}
_BLANKS = (names.w("tab"), names.w("br"))
_ODD = (names.DEL_TEXT, names.INSTR_TEXT, names.FLD_SIMPLE, names.w("moveFrom"))
"""What docxtpl-lint reads of a paragraph: its text, and where it stands; but its XML where one of
the last stands in it."""
_TAGS = re.compile(r"(\{.*?[}%#]\})", re.DOTALL)
_WORDS = re.compile("[\u4e00-\u9fa5]+")


def run_docxtpl_lint(
    template: Template, roots: Mapping[str, Any], paragraphs: Mapping[str, list[Paragraph]]
) -> list[Problem]:
    """Its findings. roots: the trees of the parts.

    Loading and asking it is a tenth of a first run, and what mostly changes in a template are
    words between its tags, which it does not judge: so that it found nothing is remembered.
    """
    key = _name_skeleton(template, roots)
    if cache.get(key) is not None:
        return []
    found = list(_lint(template, paragraphs))
    if not found:
        cache.put(key, b"")
    return found


def _name_skeleton(template: Template, roots: Mapping[str, Any]) -> str:
    """One name for all that docxtpl-lint judges: tables, paragraphs, text; words between tags are
    alike."""
    read = template.package.members
    parts = "\0".join(f"{each}\0{_read_seen(root, read[each])}" for each, root in roots.items())
    pieces = _TAGS.split(parts)
    pieces[::2] = [_WORDS.sub("字", piece) for piece in pieces[::2]]
    facts = ["lint", cache.digest_program(), *cache.list_facts("docxtpl_lint", "jinja2"), *pieces]
    return hashlib.sha256("\0".join(map(str, facts)).encode("utf-8", "surrogatepass")).hexdigest()


def _read_seen(root: Any, data: bytes) -> str:
    """What of a part docxtpl-lint looks at; all of it where it reads otherwise than drafter."""
    is_plain = data.startswith(b"<") and b"<!" not in data and data.count(b"<?") < 2
    if not is_plain or next(root.iter(*_ODD), None) is not None:
        return data.decode(errors="backslashreplace")
    seen: list[str] = []
    for event, element in xml.walk(root, *_SEEN, *_BLANKS, names.T):
        if kind := _SEEN.get(element.tag):
            seen.append(f"\1{kind}" if event == "start" else f"\2{kind}")
        elif event == "start":
            seen.append(" " if element.tag in _BLANKS else element.text or "")
    return "".join(seen)


def _lint(template: Template, paragraphs: Mapping[str, list[Paragraph]]) -> Iterator[Problem]:
    import docxtpl_lint  # a tenth of a first run, its reading included

    read = template.package.contents
    shown = {_AS_HEADER if name == _ENDNOTES else name: data for name, data in read.items()}
    packed = packages.write_zip(packages.Package(shown))
    result = docxtpl_lint.lint(packed, autoescape=True, select=list(_CODES))
    for issue in result.issues:
        if _CODES[issue.rule] == "D313" and any(t.is_short for _, t in find_tags(issue.snippet)):
            continue  # |列举 4 is no Jinja: what is wrong beside it is told when it is parsed
        part = issue.location.part
        member = _PARTS.get(part, f"word/{part}.xml")
        member = _ENDNOTES if member == _AS_HEADER else member
        paragraph = paragraphs[member][issue.location.paragraph - 1]
        column = max(issue.location.column, 1)
        place = blocks.locate_paragraph(
            template.file, member, paragraph, column, len(issue.snippet)
        )
        reason = Phrase(issue.message_for("zh"), issue.message_for("en"))
        yield problem(_CODES[issue.rule], place, tag=issue.snippet, reason=reason)
