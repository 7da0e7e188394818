"""What is kept on disk only to be quick: owner-only, never trusted blindly, gone without harm."""

from drafter.cache.store import (
    FOLDER_VARIABLE,
    clear,
    digest_program,
    find_folder,
    get,
    list_facts,
    name_entry,
    put,
)

__all__ = [
    "FOLDER_VARIABLE",
    "clear",
    "digest_program",
    "find_folder",
    "get",
    "list_facts",
    "name_entry",
    "put",
]
