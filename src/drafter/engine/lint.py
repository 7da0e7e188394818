"""What can be wrong with a template's tags before any data: placement, pairs, braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

import docxtpl_lint

from drafter.problems import Phrase, Problem, WordPlace, problem
from drafter.template import Template
from drafter.word import blocks, xml
from drafter.word import package as packages
from drafter.word.blocks import Paragraph
from drafter.word.tags import TAG

_CODES = {
    "DTL001": "D310", "DTL002": "D322", "DTL003": "D320", "DTL101": "D312", "DTL102": "D312",
    "DTL103": "D313", "DTL201": "D323", "DTL202": "D324", "DTL203": "D325", "DTL204": "D326",
    "DTL205": "D327", "DTL206": "D328", "DTL207": "D327", "DTL208": "D329", "DTL209": "D318",
    "DTL210": "D328",
}  # fmt: skip
"""docxtpl-lint's rules that matter here, and our code for each. Names are checked by `names`."""

_BRACES = re.compile(
    r"[｛{]\s*[｛{]|[｝}]\s*[｝}]|[｛{]\s*[%％]|[%％]\s*[｝}]|\{\s*[#＃]|[#＃]\s*\}"
)
_PARTS = {"body": packages.DOCUMENT, "footnotes": "word/footnotes.xml"}


def lint(template: Template) -> list[Problem]:
    """All findings, in order of the file."""
    paragraphs = {
        member: list(blocks.paragraphs(xml.parse(template.package.members[member])))
        for member in packages.text_parts(template.package)
    }
    found = list(_braces(template, paragraphs))
    linted = list(_linted(template, paragraphs))
    found = [each for each in found if not _closes_another(each, linted)]
    taken = {(p.place.part, p.place.paragraph) for p in found if isinstance(p.place, WordPlace)}
    found += [
        problem
        for problem in linted
        if not isinstance(problem.place, WordPlace)
        or (problem.place.part, problem.place.paragraph) not in taken
    ]
    return found


def _closes_another(found: Problem, linted: list[Problem]) -> bool:
    """Whether the lone braces end a tag that is reported as going over several paragraphs."""
    ends = dict(found.values).get("text") in ("}}", "%}")
    return ends and any(
        other.code == "D322"
        and isinstance(other.place, WordPlace)
        and isinstance(found.place, WordPlace)
        and other.place.part == found.place.part
        and other.place.paragraph < found.place.paragraph
        for other in linted
    )


def _braces(template: Template, paragraphs: dict[str, list[Paragraph]]) -> Iterator[Problem]:
    """Braces that no tag uses: full-width ones, ones with a blank between, lone ones."""
    for member, members in paragraphs.items():
        for paragraph in members:
            text = paragraph.text
            rest = TAG.sub(lambda tag: "\0" * len(tag.group()), text)
            if match := _BRACES.search(rest):
                if re.fullmatch(r"\{[{%]", match.group()) and not _full_width(rest):
                    continue
                place = blocks.place(
                    template.file, member, paragraph, match.start() + 1, len(match.group())
                )
                yield problem("D311", place, text=match.group())


def _full_width(text: str) -> bool:
    return bool(re.search(r"[｝％＃]|\}\s+\}|%\s+\}", text))


def _linted(template: Template, paragraphs: dict[str, list[Paragraph]]) -> Iterator[Problem]:
    packed = packages.pack(template.package)
    result = docxtpl_lint.lint(packed, autoescape=True, select=list(_CODES))
    for issue in result.issues:
        part = issue.location.part
        member = _PARTS.get(part, f"word/{part}.xml")
        paragraph = paragraphs[member][issue.location.paragraph - 1]
        column = max(issue.location.column, 1)
        place = blocks.place(template.file, member, paragraph, column, len(issue.snippet))
        reason = Phrase(issue.message_for("zh"), issue.message_for("en"))
        yield problem(_CODES[issue.rule], place, tag=issue.snippet, reason=reason)
