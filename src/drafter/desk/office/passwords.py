"""The office's password: kept hashed, compared slowly, and fewer tries the more of them fail."""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from drafter.output.private import write_private

SHORTEST = 8
"""So many characters has a password at least."""
_FILE = "desk-password.json"
_COST, _BLOCK, _LANES, _MEMORY = 2**15, 8, 1, 96 * 2**20
"""scrypt takes a tenth of a second and 32 MB a try so."""
_FREE_TRIES, _LONGEST_WAIT, _MOST_ADDRESSES = 3, 300.0, 1000


def keep_password(memory: Path, password: str) -> None:
    """Keep the password's hash in the workspace's memory. Raises OSError."""
    salt = secrets.token_bytes(16)
    content = {"salt": salt.hex(), "hash": _hash_password(password, salt).hex()}
    write_private(memory / _FILE, json.dumps(content).encode())


def has_password(memory: Path) -> bool:
    """Whether one is kept."""
    return _read(memory) is not None


def is_password(memory: Path, password: str) -> bool:
    """Whether it is the one that is kept."""
    known = _read(memory)
    if known is None:
        return False
    salt, wanted = known
    return secrets.compare_digest(_hash_password(password, salt), wanted)


def _hash_password(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"), salt=salt, n=_COST, r=_BLOCK, p=_LANES,
        maxmem=_MEMORY, dklen=32,
    )  # fmt: skip


def _read(memory: Path) -> tuple[bytes, bytes] | None:
    try:
        found = json.loads((memory / _FILE).read_bytes())
        return bytes.fromhex(found["salt"]), bytes.fromhex(found["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


class Tries:
    """How many tries of an address failed, and how long it has to wait for the next one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failed: dict[str, tuple[int, float]] = {}

    def find_wait(self, address: str) -> float:
        """Seconds until the address may try again."""
        with self._lock:
            return max(0.0, self._failed.get(address, (0, 0.0))[1] - self._clock())

    def note(self, address: str, *, good: bool) -> None:
        """A try was good, or failed: each failure after the first few doubles the wait."""
        with self._lock:
            if good:
                self._failed.pop(address, None)
                return
            count = self._failed.get(address, (0, 0.0))[0] + 1
            over = count - _FREE_TRIES
            wait = 0.0 if over < 0 else min(2.0 ** (over + 1), _LONGEST_WAIT)
            self._failed[address] = (count, self._clock() + wait)
            while len(self._failed) > _MOST_ADDRESSES:
                del self._failed[next(iter(self._failed))]
