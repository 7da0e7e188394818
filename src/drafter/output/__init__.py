"""The only writer of reports: never over a hand edit, never half a file; it keeps what it wrote."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from drafter.output.copies import (
    remove_file,
    replace_data_file,
    save_data_file,
    save_report_edit,
    write_copy,
)
from drafter.output.files import is_open
from drafter.output.history import Stored as StoredVersion
from drafter.output.seal import seal_report
from drafter.output.store import SOURCE, Base, Store, resolve_folder
from drafter.output.write import (
    Status,
    Update,
    Updater,
    WriteJob,
    WriteResult,
    explain_error,
    preview_update,
    preview_write,
    write_report,
)

if TYPE_CHECKING:
    from drafter.output.account import (
        Account,
        BaseChoice,
        BlockChange,
        Difference,
        HandChange,
        HandEdits,
        ValueChange,
    )

__all__ = [
    "SOURCE", "Account", "Base", "BaseChoice", "BlockChange", "Difference", "HandChange",
    "HandEdits", "Status", "Store", "StoredVersion", "Update", "Updater", "ValueChange", "WriteJob",
    "WriteResult", "explain_error", "is_open", "preview_update", "preview_write",
    "remove_file", "replace_data_file", "resolve_folder", "save_data_file", "save_report_edit",
    "seal_report", "write_copy", "write_report",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    # What tells of hands and changes: most runs find none, and it takes a sixtieth of one to load.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("drafter.output.account"), name)
