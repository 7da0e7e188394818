"""Compiled templates kept on disk, so that the next run need not compile them."""

from __future__ import annotations

import hashlib
import io
import marshal
import pickle
import sys
from pathlib import Path
from types import CodeType
from typing import Any

from drafter import cache
from drafter.engine.compile.compiled import CompiledTemplate
from drafter.problems import Problem
from drafter.template import DOCX, fingerprint_folder, list_files

CachedTemplate = tuple[CompiledTemplate, tuple[Problem, ...]]
"""A compiled template, and the warnings that came with it."""

FilesState = tuple[tuple[int, int, int] | None, ...]

_LIBRARIES = ("docxtpl", "docxtpl_lint", "jinja2")
"""What makes an entry beside drafter itself: when one of these changes, entries are made anew."""

_known: dict[str, tuple[str, CachedTemplate]] = {}
_digests: dict[Path, tuple[FilesState, str]] = {}
"""By the name that a template's file is shown by, its digest and what was compiled of it; by its
folder, the digest of its files in their state. The last of each: a watch goes on for days."""


def recall_compiled(folder: Path, shown: str) -> CachedTemplate | None:
    """The compiled template of the folder, if these very files were compiled before."""
    state = tuple(map(_stamp_file, list_files(folder)))
    try:
        if all(state):  # a schema.yaml beside a template.yaml: that is told when they are read
            return None
        if folder not in _digests or _digests[folder][0] != state:
            _digests[folder] = state, fingerprint_folder(folder)
    except OSError:
        return None
    return find_compiled(_digests[folder][1], f"{shown}/{DOCX}")


def _stamp_file(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another; None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


def find_compiled(digest: str, file: str) -> CachedTemplate | None:
    """The compiled template of that digest, shown by that name, if it was compiled before."""
    if file in _known and _known[file][0] == digest:
        return _known[file][1]
    found = _load_entry(_cache_key(digest, file))
    if found is not None:
        _known[file] = digest, found
    return found


def store_compiled(compiled: CompiledTemplate, problems: list[Problem]) -> None:
    """Keep what `recall_compiled` shall find, for this process and for later ones."""
    digest, file = compiled.template.digest, compiled.template.file
    _known[file] = digest, (compiled, tuple(problems))
    cache.put(_cache_key(digest, file), _dump_entry((compiled, tuple(problems))))


def _cache_key(digest: str, file: str) -> str:
    """Template, place and makers as one name."""
    facts = [digest, file, sys.version, sys.implementation.cache_tag, *_maker_facts()]
    return hashlib.sha256("\n".join(map(str, facts)).encode("utf-8", "surrogatepass")).hexdigest()


def _maker_facts() -> list[object]:
    """What tells one version of drafter, and of the libraries that compile, from another."""
    return [cache.digest_program(), *cache.list_facts(*_LIBRARIES)]


class _Pickler(pickle.Pickler):
    """Pickles code objects too, as Python itself keeps them."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, CodeType):
            return marshal.loads, (marshal.dumps(value),)
        return NotImplemented


def _dump_entry(found: CachedTemplate) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(found)
    return buffer.getvalue()


def _load_entry(key: str) -> CachedTemplate | None:
    data = cache.get(key)
    if data is None:
        return None
    try:
        compiled, problems = pickle.loads(data)
    except Exception:  # whatever an entry of another make lets pickle raise
        return None
    return compiled, problems
