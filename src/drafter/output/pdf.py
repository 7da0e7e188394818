"""A Word file as PDF, by the LibreOffice or Word of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PATIENCE = 120.0
"""Seconds: a report of 150 pages takes 15, the program's first start on a slow machine 40."""
_WORD = (
    "$w = New-Object -ComObject Word.Application; $w.Visible = $false; $w.DisplayAlerts = 0;"
    "try { $d = $w.Documents.Open($env:DRAFTER_DOCX, $false, $true);"
    "$d.ExportAsFixedFormat($env:DRAFTER_PDF, 17); $d.Close($false) } finally { $w.Quit() }"
)
"""Word driven by PowerShell. Names come by the environment: none is ever a piece of a command."""


class NoPdf(Exception):
    """No PDF came of it; what the program said."""


def find_office() -> Path | None:
    """LibreOffice, where it is installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    folders = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
    likely = [Path(folder, "LibreOffice/program/soffice.exe") for folder in folders if folder]
    likely.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((path for path in likely if path.is_file()), None)


def find_word() -> bool:
    """Whether Word is installed; only Windows can tell."""
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True


def make_pdf(docx: bytes, patience: float = PATIENCE) -> bytes:
    """The file as PDF. Raises NoPdf, also after so many seconds.

    All that is written on the way stands in a folder of its own, which goes; so does the profile
    of LibreOffice, whose own one may be in use.
    """
    office = find_office()
    with tempfile.TemporaryDirectory(prefix="drafter-pdf-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "report.docx"), Path(folder, "report.pdf")
        source.write_bytes(docx)
        environment = {**os.environ, "DRAFTER_DOCX": str(source), "DRAFTER_PDF": str(target)}
        profile = Path(folder, "profile").as_uri()
        command = (
            ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WORD]
            if office is None
            else [str(office), f"-env:UserInstallation={profile}", "--headless", "--norestore",
                  "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source)]
        )  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=patience, env=environment, check=False,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoPdf(type(error).__name__) from error
        if not target.is_file():
            raise NoPdf(done.stderr.decode("utf-8", "replace").strip()[-300:])
        return target.read_bytes()
