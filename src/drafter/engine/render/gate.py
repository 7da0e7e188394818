"""The last look at a report made of trees: what is wrong with it is drafter's own fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.problems import FilePlace, Problem, phrase, problem
from drafter.word import xml
from drafter.word.package.archive import Package, list_text_parts
from drafter.word.repair.links import Flaw, find_flaws
from drafter.word.xml import Element


def tell_flaws(
    compiled: CompiledTemplate, package: Package, roots: Mapping[str, Element],
    documents: Iterable[Package] = (),
) -> list[Problem]:  # fmt: skip
    """What is wrong with the report and not with the template, one of each kind.

    What is wrong with a document put in is not looked for: its ids and parts get other names here.
    """
    found = sorted(find_flaws(package, roots) - compiled.flaws)
    if not found:
        return []
    brought = {flaw.reason for each in documents for flaw in _find_flaws_of_file(each)}
    new = {flaw.reason: flaw for flaw in found if flaw.reason not in brought}
    place = FilePlace(compiled.template.file)
    return [
        problem("D363", place, part=flaw.member, reason=phrase(flaw.reason, what=flaw.what))
        for flaw in new.values()
    ]


def _find_flaws_of_file(package: Package) -> frozenset[Flaw]:
    members = list_text_parts(package)
    return find_flaws(package, {m: xml.parse(package.members[m], huge=True) for m in members})
