"""Parts beside the text, filled first: charts, links' addresses, properties, bound data.

Their tags stand in single texts, so that what they print, escaped, leaves the part well-formed.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.render.recorder import Recorder, run_to_text
from drafter.figures import Incomputable, Record
from drafter.word.package.addresses import complete_address
from drafter.word.package.archive import CORE, DECLARATION, Package

_UNKNOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]").search
_IN_PART = "/~"
"""The signs that stay as they are in a piece of an address (RFC 3986, 2.2)."""
_PROTOCOLS = (b"http://", b"https://")


def fill_asides(compiled: CompiledTemplate, values: Record, recorder: Recorder) -> Package:
    """The prepared package with those parts filled, but for the core properties: a report's name
    goes there too, and comes last. Raises what Jinja, filters and limits raise."""
    filled = {
        member: fill_aside(compiled, member, values, recorder)
        for member in compiled.template.asides
        if member != CORE
    }
    return compiled.prepared.replace(filled) if filled else compiled.prepared


def fill_aside(
    compiled: CompiledTemplate, member: str, values: Record, recorder: Recorder
) -> bytes:
    """The part of that name."""
    if member.endswith(".rels"):
        recorder = _AddressRecorder(recorder)
    text = DECLARATION + run_to_text(compiled.parts[member].code, values, recorder)
    if _UNKNOWN(text):
        raise Incomputable("failing.unfit")
    return text.encode()


class _AddressRecorder(Recorder):
    """Writes values as they stand in a link's address."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(recorder.prefixes, recorder.meter)
        self.entries, self.gaps = recorder.entries, recorder.gaps

    def at(self, slot: int, value: Any) -> str:
        text = Markup(super().at(slot, value)).unescape()
        before = b"".join(self.out)[-20:].rpartition(b'"')[2]
        if before in _PROTOCOLS and text.startswith(("http://", "https://")):
            self.out.append(b"".join(self.out).removesuffix(before))  # typed before the tag
            del self.out[:-1]
        elif before:
            return str(escape(quote(text, safe=_IN_PART)))
        address = complete_address(text)
        if address is None:
            raise Incomputable("failing.address")
        return str(escape(address))
