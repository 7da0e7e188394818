"""The only writer of reports: never over a hand edit, never half a file; it keeps what it wrote."""

from drafter.output.seal import run_of, seal
from drafter.output.store import RUN, SOURCE, Store, real
from drafter.output.write import Job, Written, look, reason, write

__all__ = [
    "RUN", "SOURCE", "Job", "Store", "Written", "look", "real", "reason", "run_of", "seal", "write",
]  # fmt: skip
