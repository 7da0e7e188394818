"""Pauses the garbage collector while a large tree is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_gc() -> Iterator[None]:
    """No search for garbage meanwhile: it would walk the growing tree again and again.

    Whatever happens inside, the collector is afterwards as it was. A tree holds no circles, so
    nothing is left behind.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
