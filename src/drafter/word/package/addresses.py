"""Addresses that links lead to: completed as Word does, none that a program would run."""

from __future__ import annotations

import re
from urllib.parse import quote

from drafter import patterns

SCHEME = patterns.postpone(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset("http https ftp mailto tel file".split())
"""What an address may begin with that comes from the data: nothing that a program would run."""
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
"""The signs that stay as they are in a whole address (RFC 3986, 2.2)."""


def complete_address(text: str) -> str | None:
    """The address as Word completes and writes one that is typed; None for a harmful one."""
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in _SCHEMES and "." not in scheme[1]:
        return None
    if text.startswith("www."):
        text = f"http://{text}"
    elif re.fullmatch(r"[^\s/:@]+@[^\s/:@]+", text):
        text = f"mailto:{text}"
    return quote(text, safe=_IN_ADDRESS)
