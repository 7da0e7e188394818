"""Fixtures that every test may use."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import validity
from drafter import output
from drafter import update as updating
from drafter import workspace as rooms
from drafter.cli.running import run_command as run_cli
from drafter.engine import Draft
from drafter.update import updater as updates
from work import many

# The same examples in each run, so that a run says something of the change and not of the day;
# other ones are looked for on purpose, by DRAFTER_TIMES.
settings.register_profile(
    "usual", derandomize="DRAFTER_TIMES" not in os.environ, max_examples=many(100), deadline=None
)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden cases")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases are to be rewritten rather than compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled templates are kept for this run of the tests only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_CACHE", str(tmp_path_factory.mktemp("cache", numbered=False)))
        yield


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese, whatever the machine speaks."""
    for name in ("DRAFTER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the shipped template and sample year, as `drafter init` makes it."""
    for name in ("templates", "data"):
        shutil.copytree(rooms.shipped_folder() / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code, and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command of the command line: run("generate", "2021.yaml")."""

    def command(*words: str) -> Ran:
        code = run_cli(list(words))
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture(scope="session")
def everything() -> bool:
    """Whether a missing program is a failure: so it is where all is installed."""
    return bool(os.environ.get("DRAFTER_TEST_EVERYTHING"))


@pytest.fixture(scope="session", autouse=True)
def every_report_is_valid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """Each report that any test makes passes the structural check and an independent validator.

    It gives those made so far, by the digest of their bytes.
    """
    made: dict[str, bytes] = {}
    seal, updated, gathered = output.seal_report, updates.update_report, updating.gather_report

    def remember(draft: Draft) -> bytes:
        return keep(seal(draft))

    def remember_update(*arguments: Any, **named: Any) -> Any:
        return keep_update(updated(*arguments, **named))

    def remember_gathered(*arguments: Any, **named: Any) -> Any:
        return keep_update(gathered(*arguments, **named))

    def keep_update(came: Any) -> Any:
        if isinstance(came, output.Update) and came.docx is not None:
            keep(came.docx)
        return came

    def keep(data: bytes) -> bytes:
        made[hashlib.sha256(data).hexdigest()] = data
        return data

    output.seal_report, updates.update_report = remember, remember_update
    updating.gather_report = remember_gathered
    yield made
    output.seal_report, updates.update_report = seal, updated
    updating.gather_report = gathered
    folder = tmp_path_factory.mktemp("reports")
    assert [fault for data in made.values() for fault in validity.faults(data, folder)] == []
