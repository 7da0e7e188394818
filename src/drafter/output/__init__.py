"""The only writer of reports: never over a hand edit, never half a file; it keeps what it wrote."""

from drafter.output.copies import replace_data_file, write_copy
from drafter.output.seal import seal_report
from drafter.output.store import SOURCE, Store, resolve_folder
from drafter.output.write import (
    Status,
    WriteJob,
    WriteResult,
    explain_error,
    is_open,
    preview_write,
    write_report,
)

__all__ = [
    "SOURCE",
    "Status",
    "Store",
    "WriteJob",
    "WriteResult",
    "explain_error",
    "is_open",
    "preview_write",
    "replace_data_file",
    "resolve_folder",
    "seal_report",
    "write_copy",
    "write_report",
]  # fmt: skip
