"""Tables that are put together of the word lists once for all runs, and kept in the cache."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar, cast

from drafter import cache as disk

_Table = TypeVar("_Table")


def keep_table(build: Callable[[], _Table]) -> Callable[[], _Table]:
    """Build the table where the cache has none. It must be made of texts, numbers and
    lists, and dictionaries by texts; a tuple comes back as a list."""

    @cache
    @wraps(build)
    def read() -> _Table:
        key = disk.name_entry(f"table {build.__module__}.{build.__qualname__}")
        kept = disk.get(key)
        if kept is not None:
            return cast(_Table, json.loads(kept))
        table = build()
        disk.put(key, json.dumps(table, ensure_ascii=False).encode())
        return table

    return read
