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
UNUSED = (
    "typer", "logging", "traceback", "textwrap", "platform", "zipfile", "html", "difflib", "glob",
    "subprocess", "inspect", "ast", "dis", "random", "tempfile", "shutil", "jinja2",
    "jinja2.loaders", "jinja2.bccache",
)  # fmt: skip
"""What a report of a known template does without, and once loaded with the rest."""

_LOADED = """
import sys
from drafter.cli.running import run_command
code = run_command(sys.argv[1:])
def has_run(module):
    asked = vars(module).get("__getattr__")
    return "ModuleToRun" not in getattr(asked, "__qualname__", "")
print(code, *(name for name, module in sys.modules.items() if has_run(module)), file=sys.stderr)
"""


_COUNTED = """
import sys, re._compiler
compile_now, modules = re._compiler.compile, []
def compile_pattern(*given):
    frame = sys._getframe(1)
    while frame.f_globals["__name__"].split(".")[0] == "re":
        frame = frame.f_back
    modules.append(frame.f_globals["__name__"])
    return compile_now(*given)
re._compiler.compile = compile_pattern
from drafter.cli.running import run_command
run_command(sys.argv[1:])
print(*modules, file=sys.stderr)
"""
MOST_PATTERNS = 70
"""So many a report may compile, those of the standard library among them."""


def run(office: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *words]
    environment = {**os.environ, "DRAFTER_CACHE": str(office / "cache")}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=office)


def loaded(office: Path, *words: str) -> set[str]:
    """The modules that a process has loaded when a command of it has ended well."""
    done = run(office, _LOADED, *words)
    code, *modules = done.stderr.split("\n")[-2].split()
    assert code == "0", done.stderr
    return set(modules)


def test_a_report_of_a_known_template_loads_neither_docxtpl_nor_a_network(office: Path):
    first = loaded(office, "generate", "2021.yaml")
    assert {"docxtpl_lint", "lxml"} <= first
    assert first.isdisjoint({"docx", "docxtpl"})  # nothing in the template asks for them
    (office / "output").rename(office / "before")
    again = loaded(office, "generate", "2021.yaml", "-o", "neu.docx")
    assert again.isdisjoint({*COMPILING, *NETWORK, *OTHERS, *UNUSED})


def test_a_check_of_known_data_loads_no_parser_of_the_command_line(office: Path):
    loaded(office, "generate", "2021.yaml")
    again = loaded(office, "check", "2021.yaml")
    assert "typer" not in again


def test_a_check_of_a_word_file_loads_no_engine(office: Path):
    loaded(office, "generate", "2021.yaml")
    report = next((office / "output").glob("*.docx"))
    modules = loaded(office, "check", str(report))
    rooms = {".".join(module.split(".")[:2]) for module in modules}
    assert not rooms & {"drafter.engine", "drafter.ledger", "drafter.schema", "drafter.template"}
    assert not modules & {"docx", "jinja2", "jsonschema_rs"}


def test_patterns_that_a_report_does_not_need_are_not_compiled(office: Path):
    loaded(office, "generate", "2021.yaml")
    done = run(office, _COUNTED, "generate", "2021.yaml", "-o", "neu.docx")
    modules = done.stderr.split()
    assert len(modules) < MOST_PATTERNS, modules
    assert {"yaml", "jinja2", "typer"}.isdisjoint(name.split(".")[0] for name in modules)


@pytest.mark.parametrize("words", [("--version",), ("rule", "D203"), ("generate", "--help")])
def test_what_needs_no_template_loads_none(words: tuple[str, ...], office: Path):
    assert loaded(office, *words).isdisjoint({*COMPILING, *NETWORK, *OTHERS})


def test_nothing_is_loaded_for_a_name_of_the_api_that_is_not_asked_for():
    command = "import drafter, sys; print(any(name.startswith('drafter.') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert done.stdout == "False\n"


_ASKED = """
import sys
from drafter.patterns import postpone_module
postpone_module("jinja2")
postpone_module("inspect", "getattr_static")
postpone_module("no_such_module")
from inspect import getattr_static
import jinja2.nodes, jinja2
assert not any(name in sys.modules for name in ("dis", "jinja2.loaders", "no_such_module"))
assert getattr_static("x", "upper") is str.__dict__["upper"] and "dis" in sys.modules
import inspect
assert inspect.getattr_static is not getattr_static
assert inspect.getmodule(inspect.isclass) is inspect
from jinja2 import Environment, nodes
assert Environment is jinja2.environment.Environment and nodes is sys.modules["jinja2.nodes"]
assert jinja2.DictLoader({}).list_templates() == [] and not hasattr(jinja2, "no_such_name")
from jinja2 import *
assert not hasattr(jinja2, "__getattr__")
postpone_module("jinja2")
assert sys.modules["jinja2"] is jinja2
"""


def test_a_module_that_was_postponed_is_the_module_when_it_is_asked(office: Path):
    done = run(office, _ASKED)
    assert (done.returncode, done.stderr) == (0, "")


_ASKED_AT_ONCE = """
import sys, threading
from drafter.patterns import postpone_module
sys.setswitchinterval(1e-6)
for name, asked_for in (("inspect", "signature"), ("ast", "parse"), ("random", "Random")):
    for each in [each for each in sys.modules if each.split(".")[0] == name]:
        del sys.modules[each]
    postpone_module(name)
    module, got = sys.modules[name], []
    threads = [
        threading.Thread(target=lambda: got.append(getattr(module, asked_for))) for _ in range(8)
    ]
    for each in threads: each.start()
    for each in threads: each.join()
    assert len(got) == 8 and len(set(got)) == 1, got
"""


def test_threads_that_ask_a_postponed_module_at_once_all_get_it(office: Path):
    done = run(office, _ASKED_AT_ONCE)
    assert (done.returncode, done.stderr) == (0, "")
