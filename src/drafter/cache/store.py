"""Entries by key in a folder of the user's own.

What an entry holds may be code. So the folder must belong to the user and be closed to all
others: else nothing is read from it and nothing written. An entry has the digest of its bytes
before them; a damaged one is as good as none. The environment names the folder; what comes of a
run never depends on whether there is one.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

FOLDER_VARIABLE = "DRAFTER_CACHE"
"""The environment variable that names another folder; when it is empty nothing is kept."""
MOST_ENTRIES = 64
_SUFFIX = ".entry"
_DIGEST = 32


@functools.cache
def digest_program() -> str:
    """What tells this drafter from another version of it: a digest of its own files' facts.

    All of them, in whatever folder: nearly every room can change what a template compiles to.
    """
    facts = "\n".join(_list_sources(str(Path(__file__).parents[1])))
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()


def _list_sources(folder: str) -> Iterator[str]:
    """Each source file and word list below the folder, with its size and time."""
    with os.scandir(folder) as entries:  # Path.rglob takes five times as long, in every run
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".txt")):
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _list_sources(entry.path)


def name_entry(what: str) -> str:
    """The key of an entry of the cache that is of this drafter and this Python alone."""
    facts = f"{what} {digest_program()} {sys.version} {sys.byteorder}"
    return hashlib.sha256(facts.encode()).hexdigest()


def list_facts(*libraries: str) -> Iterator[object]:
    """What tells one version of the libraries from another."""
    for library in libraries:
        spec = find_spec(library)
        if spec is not None and spec.origin is not None:
            origin = Path(spec.origin)
            yield from (origin.read_bytes(), origin.stat().st_mtime_ns)


def find_folder() -> Path | None:
    """Where entries are kept; None when nothing is kept."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
        return Path(home, "drafter", "cache") if home else None
    caches = os.environ.get("XDG_CACHE_HOME")
    return Path(caches) / "drafter" if caches else Path("~/.cache/drafter").expanduser()


def get(key: str) -> bytes | None:
    """The entry's bytes; None when there is none that is whole."""
    place = find_folder()
    if place is None or not _is_ours(place):
        return None
    try:
        data = (place / f"{key}{_SUFFIX}").read_bytes()
    except OSError:
        return None
    return data[_DIGEST:] if _compute_digest(data[_DIGEST:]) == data[:_DIGEST] else None


def put(key: str, data: bytes) -> None:
    """Keep an entry, whole or not at all; where that cannot be done nothing is kept."""
    place = find_folder()
    if place is None:
        return
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours(place):
            temporary = place / f".{key[:16]}-{os.getpid()}-{os.urandom(4).hex()}"
            _write_private(temporary, _compute_digest(data) + data)
            temporary.replace(place / f"{key}{_SUFFIX}")
            _prune_oldest(place)


def clear() -> int:
    """Throw all entries away; how many there were."""
    place = find_folder()
    entries = _list_entries(place) if place is not None and _is_ours(place) else []
    for entry in entries:
        entry.unlink(missing_ok=True)
    return len(entries)


def _write_private(path: Path, data: bytes) -> None:
    path.touch(mode=0o600, exist_ok=False)
    try:
        path.write_bytes(data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _compute_digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _is_ours(place: Path) -> bool:
    """Whether the folder is a real one, the user's own, and nobody else may write there."""
    try:
        found = place.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    if not hasattr(os, "geteuid"):  # Windows: a user's own folder is closed to others
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _list_entries(place: Path) -> list[Path]:
    try:
        return [path for path in place.iterdir() if path.suffix == _SUFFIX]
    except OSError:
        return []


def _prune_oldest(place: Path) -> None:
    """Let the oldest entries go."""
    entries = _list_entries(place)
    if len(entries) > MOST_ENTRIES:
        for entry in sorted(entries, key=lambda path: path.stat().st_mtime)[:-MOST_ENTRIES]:
            entry.unlink(missing_ok=True)
