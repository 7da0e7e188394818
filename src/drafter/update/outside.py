"""What the data print outside of the text: links' addresses, charts' words, properties, bound data.

No tracked change can be of them. What nobody has touched since drafter wrote it goes over into the
edited report; where the report has something else by now, that stays and is told.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from drafter.output import ValueChange
from drafter.problems import phrase
from drafter.word import xml
from drafter.word.package import properties, stamps
from drafter.word.package.archive import LEFT_OUT, Package
from drafter.word.package.relationships import read_relationships, rels_part_name

_PARTS = {"word/charts/": "chart", "customXml/item": "bound", "docProps/app.xml": "property"}
"""Parts that a template fills and that hold no text of the page: how they begin, what they are."""
_OWN = (stamps.RUN, stamps.DIGEST, stamps.GATHERED)


class Brought(NamedTuple):
    """The report with what could go over; what did, and what could not."""

    package: Package
    changes: tuple[ValueChange, ...] = ()
    unreached: tuple[ValueChange, ...] = ()

    def add(self, package: Package | None, kind: str, old: str, new: str) -> Brought:
        """With one more; package: None where it did not go over."""
        change = ValueChange("", old, new, ((phrase(f"section.{kind}"), 1),), ())
        if package is None:
            return self._replace(unreached=(*self.unreached, change))
        return self._replace(package=package, changes=(*self.changes, change))


def bring_outside(base: Package, new: Package, report: Package) -> Brought:
    """Bring into the edited report what the new draft prints there otherwise than the base did."""
    brought = _bring_parts(base, new, Brought(report))
    brought = _bring_properties(base, new, brought)
    for member in filter(new.members.__contains__, base.members):
        brought = _bring_addresses(member, base, new, brought)
    return brought


def _bring_parts(base: Package, new: Package, brought: Brought) -> Brought:
    for name, checksum in json.loads(base.members.get(LEFT_OUT, b"{}")).items():
        kind = next((kind for begin, kind in _PARTS.items() if name.startswith(begin)), None)
        if kind is None or not name.endswith(".xml") or name not in new.members:
            continue
        wanted, there = new.members[name], brought.package.members.get(name, b"")
        if zlib.crc32(wanted) in (checksum, zlib.crc32(there)):
            continue
        is_untouched = zlib.crc32(there) == checksum
        package = brought.package.replace({name: wanted}) if is_untouched else None
        brought = brought.add(package, kind, _read_words(there), _read_words(wanted))
    return brought


def _read_words(data: bytes) -> str:
    words = map(str, xml.parse(data).itertext()) if data else ()
    return " ".join(word.strip() for word in words if word.strip())


def _bring_properties(base: Package, new: Package, brought: Brought) -> Brought:
    before, wanted = (properties.read_custom_properties(each) for each in (base, new))
    for name in sorted(before.keys() & wanted.keys()):
        there = properties.read_custom_properties(brought.package).get(name, "")
        if name in _OWN or wanted[name] in (before[name], there):
            continue
        package = None
        if there == before[name]:
            package = properties.set_custom_properties(brought.package, {name: wanted[name]})
        brought = brought.add(package, "property", there, wanted[name])
    return brought


def _bring_addresses(member: str, base: Package, new: Package, brought: Brought) -> Brought:
    """The addresses that one part's links lead to.

    A link of a record comes and goes with the record's block, and numbers shift with it: then what
    is lacking is told. A link's address stays where another one of that address is to stay.
    """
    known, wanted = _read_addresses(base, member), _read_addresses(new, member)
    for number in sorted(known.keys() & wanted.keys()):
        old, address = known[number], wanted[number]
        there = _read_addresses(brought.package, member).values()
        if old == address or _count(address, there) >= _count(address, wanted.values()):
            continue
        package = None
        if known.keys() == wanted.keys() and old in there and old not in wanted.values():
            rels = read_relationships(brought.package, member)
            for node in rels:
                if node.get("TargetMode") == "External" and node.get("Target") == old:
                    node.set("Target", address)
            package = brought.package.replace({rels_part_name(member): xml.write(rels)})
        brought = brought.add(package, "link", old, address)
    return brought


def _count(address: str, addresses: Iterable[str]) -> int:
    return sum(each == address for each in addresses)


def _read_addresses(package: Package, member: str) -> Mapping[str, str]:
    """The addresses outside of the file that a part names, by the numbers it names them by."""
    if rels_part_name(member) not in package.members:
        return {}
    return {
        node.get("Id", ""): node.get("Target", "")
        for node in read_relationships(package, member)
        if node.get("TargetMode") == "External"
    }
