"""The place to work in: an environment with the engines in Python, and one with those in Node."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WORK = HERE / ".work"
BIN = WORK / "venv" / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
DRAFTER = BIN / "drafter"
PACKAGES = ("drafter", "docxtpl", "python-docx", "jinja2", "lxml", "PyYAML", "openpyxl",
    "typer")  # fmt: skip
NODE_PACKAGES = (
    "docxtemplater", "angular-expressions", "easy-template-x", "docx-templates", "carbone",
    "js-yaml",
)  # fmt: skip


def make() -> None:
    """Install what is missing; drafter each time, for the checkout may have changed."""
    WORK.mkdir(exist_ok=True)
    if not PYTHON.exists():
        _run(sys.executable, "-m", "venv", WORK / "venv")
    wanted = (HERE / "requirements.txt").read_bytes()
    if _changed("requirements.txt", wanted):
        _pip("-r", HERE / "requirements.txt")
        _pip(HERE.parent)
        _keep("requirements.txt", wanted)
    _pip("--no-deps", "--force-reinstall", HERE.parent)
    wanted = (HERE / "package.json").read_bytes()
    if _changed("package.json", wanted):
        shutil.copy(HERE / "package.json", WORK / "package.json")
        npm = shutil.which("npm") or sys.exit("npm is not installed")
        _run(npm, "install", "--no-package-lock", "--no-audit", "--no-fund", cwd=WORK)
        _keep("package.json", wanted)


def _changed(name: str, wanted: bytes) -> bool:
    kept = WORK / f"installed-{name}"
    return not kept.exists() or kept.read_bytes() != wanted


def _keep(name: str, content: bytes) -> None:
    (WORK / f"installed-{name}").write_bytes(content)


def _pip(*arguments: object) -> None:
    _run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments)


def _run(*command: object, cwd: Path = HERE) -> None:
    subprocess.run([str(part) for part in command], cwd=cwd, check=True)


def machine() -> dict[str, str]:
    """What the figures were measured on, and with what."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    code = "import json, sys; from importlib.metadata import version as v; " \
           "print(json.dumps({n: v(n) for n in sys.argv[1:]}))"  # fmt: skip
    told = subprocess.run([PYTHON, "-c", code, *PACKAGES], capture_output=True, check=True)
    found = {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "load at the start": f"{os.getloadavg()[0]:.1f}",
        "system": platform.system(),
        "Python": platform.python_version(),
        "Node": node.stdout.strip(),
        **json.loads(told.stdout),
    }
    for name in NODE_PACKAGES:
        package = WORK / "node_modules" / name / "package.json"
        found[name] = json.loads(package.read_text(encoding="utf-8"))["version"]
    return found


def _processor() -> str:
    """The processor's name, as the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
