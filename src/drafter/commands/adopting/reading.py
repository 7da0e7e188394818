"""The finished report as it is learnt from: a cleaned copy of a sound .docx."""

from __future__ import annotations

from pathlib import Path

from drafter import output
from drafter.commands.drafting.findings import refuse
from drafter.problems import FilePlace, Phrase, join_phrases, phrase, problem
from drafter.word.changes import pending
from drafter.word.cleaning.cleaner import clean_package
from drafter.word.package import properties, stamps
from drafter.word.package.archive import Package
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace

_OLE, _PDF = b"\xd0\xcf\x11\xe0", b"%PDF"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def read_bytes(path: Path, workspace: Workspace) -> bytes:
    """The file's bytes. Raises DrafterError where it is not there, or open elsewhere."""
    shown = workspace.show(path)
    try:
        data, held = path.read_bytes(), output.is_open(path)
    except OSError as error:
        if isinstance(error, PermissionError) and not path.is_dir():
            refuse([problem("D535", FilePlace(shown))])
        refuse([problem("D525", FilePlace(shown), name=path.name, cure=_advise(path))])
    if held:
        refuse([problem("D535", FilePlace(shown))])
    return data


def _advise(path: Path) -> Phrase:
    """What to write where there is no such file: a name that was nearly meant."""
    folder = path.parent
    names = sorted(each.name for each in folder.glob("*.docx")) if folder.is_dir() else []
    near = [name for name in names if not name.startswith(("~$", "."))][:3]
    if near:
        return phrase("adopt.near", names="、".join(near))
    return phrase("adopt.nowhere")


def open_report(data: bytes, shown: str) -> Package:
    """The report's cleaned copy. Raises DrafterError for what no template can be made of."""
    place = FilePlace(shown)
    if kind := _name_other_kind(data, shown):
        what, how = phrase(f"adopt.kind.{kind}"), phrase(f"adopt.kind.{kind}.cure")
        refuse([problem("D597", place, what=what, how=how)])
    package, wrong = open_package(data, shown)
    if package is None:
        refuse(wrong)
    if stamps.RUN in properties.read_custom_properties(package):
        refuse([problem("D599", place)])
    copy = clean_package(package)
    if found := pending.list_changes(copy):
        authors = dict.fromkeys(change.author for change in found)
        who = join_phrases(
            phrase("clean.by", name=name, n=sum(each.author == name for each in found))
            if name else phrase("clean.by.nobody", n=sum(not each.author for each in found))
            for name in authors
        )  # fmt: skip
        refuse([problem("D598", pending.locate_change(shown, found[0]), n=len(found), who=who)])
    return copy


def _name_other_kind(data: bytes, shown: str) -> str:
    """What the file is that is no .docx; empty where it may be one."""
    suffix = Path(shown).suffix.lower()
    if data.startswith(_PDF) or suffix == ".pdf":
        return "pdf"
    if data.startswith(_OLE):
        if _PASSWORD in data:
            return "password"
        return "wps" if suffix == ".wps" else "doc"
    if data.startswith(b"PK"):
        return ""
    return {".doc": "doc", ".wps": "wps"}.get(suffix, "other")
