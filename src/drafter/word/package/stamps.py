"""What each report puts into the properties of its prepared file: title, date, run id, digest."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from drafter.word.package.archive import Package

RUN, DIGEST, GATHERED = "drafter.run", "drafter.digest", "drafter.gathered"
"""The custom properties a report carries: which run wrote it, the digest of its text, and
which gathering of copies it came out of last, where there was one."""

TITLE_MARK, MOMENT_MARK, RUN_MARK, DIGEST_MARK = (
    f"drafter:{name}:here" for name in ("title", "moment", "run", "digest")
)
"""What stands in a prepared file until a report puts its own there."""


def format_moment(date: datetime.date | None) -> str:
    """The report's own date, or 1980-01-01: the same input makes the same bytes."""
    return f"{date or datetime.date(1980, 1, 1):%Y-%m-%d}T00:00:00Z"


def escape_xml(text: str) -> str:
    """The text as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fill_placeholders(
    package: Package, members: Iterable[str], values: Mapping[str, str]
) -> Package:
    """The package with each mark in those members replaced by its value."""
    changed = {}
    for member in members:
        text = package.members[member].decode()
        for mark, value in values.items():
            text = text.replace(mark, escape_xml(value))
        changed[member] = text.encode()
    return package.replace(changed)
