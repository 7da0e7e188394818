"""Files that came back: what is known of each before it is compared with anything."""

from __future__ import annotations

from typing import NamedTuple

from drafter.problems import FilePlace, Problem, phrase, problem
from drafter.word.package import properties
from drafter.word.package.archive import Package


class CopyFile(NamedTuple):
    """A file that came back: its name as its user writes it, its bytes, its parts.

    author: whose it is, as somebody said. otherwise: who it is taken for where nothing says it.
    """

    shown: str
    data: bytes
    package: Package
    author: str = ""
    otherwise: str = ""


def refuse_copy(shown: str, why: str, **values: object) -> Problem:
    """D539: why a file is not gathered, and what to do about it."""
    reason = phrase(f"gather.reason.{why}", **values)
    cure = phrase(f"gather.cure.{why}")
    return problem("D539", FilePlace(shown), file=shown, reason=reason, cure=cure)


def read_person(copy: Package) -> str:
    """Who saved the file last, where that is a person's name."""
    last = properties.read_last_author(copy)
    return last if _is_person(last) else ""


_PROGRAMS = (
    "drafter", "python-docx", "libreoffice", "openoffice", "microsoft", "wps", "word", "apache",
    "aspose", "docx", "user", "admin", "owner", "用户", "lenovo", "dell", "huawei", "asus", "pc",
)  # fmt: skip
"""What a computer or a program calls itself where no person has given a name."""


def _is_person(name: str) -> bool:
    return bool(name.strip()) and not any(word in name.lower() for word in _PROGRAMS)
