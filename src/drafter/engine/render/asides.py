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
from drafter.word.package.archive import CORE, DECLARATION, Package

_UNKNOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]").search
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset("http https ftp mailto tel file".split())
"""What an address may begin with that comes from the data: nothing that a program would run."""
_IN_ADDRESS, _IN_PART = ":/?#[]@!$&'()*+,;=%~", "/~"
"""The signs that stay as they are in a whole address, and in a piece of one (RFC 3986, 2.2)."""
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
        return str(escape(quote(_complete_address(text), safe=_IN_ADDRESS)))


def _complete_address(text: str) -> str:
    """The address as Word completes one that is typed. Raises Incomputable for a harmful one."""
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in _SCHEMES and "." not in scheme[1]:
        raise Incomputable("failing.address")
    if text.startswith("www."):
        return f"http://{text}"
    return f"mailto:{text}" if re.fullmatch(r"[^\s/:@]+@[^\s/:@]+", text) else text
