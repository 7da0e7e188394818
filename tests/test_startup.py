"""Tests for the start of the command line: a run loads only what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMPILING = ("docx", "docxtpl", "docxtpl_lint", "lxml")
NETWORK = ("ssl", "http", "urllib.request", "asyncio", "requests")
OTHERS = ("openpyxl", "pydantic", "rich", "multiprocessing", "watchfiles")

_LOADED = """
import sys
from drafter.cli.running import run_command
code = run_command(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def loaded(office: Path, *words: str) -> set[str]:
    """The modules that a process has loaded when a command of it has ended well."""
    command = [sys.executable, "-c", _LOADED, *words]
    environment = {**os.environ, "DRAFTER_CACHE": str(office / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=office)
    code, *modules = done.stderr.split("\n")[-2].split()
    assert code == "0", done.stderr
    return set(modules)


def test_a_report_of_a_known_template_loads_neither_docxtpl_nor_a_network(office: Path):
    first = loaded(office, "generate", "2021.yaml")
    assert {"docx", "docxtpl", "lxml"} <= first
    (office / "output").rename(office / "before")
    again = loaded(office, "generate", "2021.yaml", "-o", "neu.docx")
    assert again.isdisjoint({*COMPILING, *NETWORK, *OTHERS})


@pytest.mark.parametrize("words", [("--version",), ("rule", "D203"), ("generate", "--help")])
def test_what_needs_no_template_loads_none(words: tuple[str, ...], office: Path):
    assert loaded(office, *words).isdisjoint({*COMPILING, *NETWORK, *OTHERS})


def test_nothing_is_loaded_for_a_name_of_the_api_that_is_not_asked_for():
    command = "import drafter, sys; print(any(name.startswith('drafter.') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert done.stdout == "False\n"
