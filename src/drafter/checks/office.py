"""What an office has laid down for its own texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from drafter.frozen import dataclass


@dataclass(frozen=True)
class OfficeWords:
    """wrong: what must not be written, and what instead. names: what must be written exactly so."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
