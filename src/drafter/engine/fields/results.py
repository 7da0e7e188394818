"""The results of a report's fields, computed on its finished pages."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.fields.plan import tell_uncomputed
from drafter.engine.render.gate import tell_flaws
from drafter.problems import Problem
from drafter.word import xml
from drafter.word.cleaning.fields import freeze_fields
from drafter.word.fields.computing import Computation, Fault
from drafter.word.fields.headings import read_levels
from drafter.word.fields.reading import MARK, TURN
from drafter.word.names import FLD_CHAR, FLD_SIMPLE
from drafter.word.package import properties
from drafter.word.package.archive import STYLES, Package, list_text_parts
from drafter.word.repair.tree import highlight_gaps


def compute_results(
    compiled: CompiledTemplate, package: Package, documents: Iterable[Package]
) -> tuple[Package, list[Problem]]:
    """The package with the fields computed that the template's plan names; what cannot be, or what
    is wrong with the package.

    documents: those put in. The marks that name fields are taken out.
    """
    roots = {m: xml.parse(package.members[m], huge=True) for m in list_text_parts(package)}
    styles = package.members.get(STYLES)
    level_of = read_levels(None if styles is None else xml.parse(styles))
    computation = Computation(roots, level_of, {"TITLE": properties.read_title(package)})
    faults = [*computation.find_torn_turns(), *computation.run()]
    first = {_read_number(fault): fault for fault in reversed(faults)}  # one a field is enough
    problems = [_tell_fault(compiled, fault) for _, fault in sorted(first.items())]
    settled = {each.code for each in computation.list_settled()}
    for root in roots.values():
        freeze_fields(root, settled.__contains__)
        if computation.has_gaps:
            highlight_gaps(root)
        for node in root.iter(FLD_CHAR, FLD_SIMPLE):
            for name in {MARK, TURN} & set(node.attrib):
                del node.attrib[name]
    package = package.replace({member: xml.write(root) for member, root in roots.items()})
    return package, problems or tell_flaws(compiled, package, roots, documents)


def _tell_fault(compiled: CompiledTemplate, fault: Fault) -> Problem:
    place = compiled.fields.get(_read_number(fault))
    return tell_uncomputed(place, fault.field, fault.reason)


def _read_number(fault: Fault) -> int:
    """The number of the template's field; 0 for one that came with a document put in."""
    begin = fault.field.begin
    return int(begin.get(MARK) or begin.get(TURN) or 0)
