"""The only writer of reports: never over a hand edit, never half a file; it keeps what it wrote."""

from drafter.output.copies import copy, exchange
from drafter.output.seal import seal
from drafter.output.store import SOURCE, Store, real
from drafter.output.write import Job, Status, Written, is_open, look, reason, write

__all__ = [
    "SOURCE",
    "Job",
    "Status",
    "Store",
    "Written",
    "copy",
    "exchange",
    "is_open",
    "look",
    "real",
    "reason",
    "seal",
    "write",
]  # fmt: skip
