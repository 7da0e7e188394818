"""The last look at a report made of trees: what is wrong with it is drafter's own fault."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.problems import FilePlace, Problem, phrase, problem
from drafter.word.package.archive import Package
from drafter.word.repair.links import find_flaws
from drafter.word.xml import Element


def tell_flaws(
    compiled: CompiledTemplate, package: Package, roots: Mapping[str, Element]
) -> list[Problem]:
    """What is wrong with the report and not with the template, one of each kind."""
    new = {flaw.reason: flaw for flaw in sorted(find_flaws(package, roots) - compiled.flaws)}
    place = FilePlace(compiled.template.file)
    return [
        problem("D363", place, part=flaw.member, reason=phrase(flaw.reason, what=flaw.what))
        for flaw in new.values()
    ]
