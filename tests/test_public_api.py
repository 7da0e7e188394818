"""What `import drafter` offers: exactly this, each documented, at one version."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest

import drafter

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"
NAMES = [
    "Absorbed",
    "AdoptedReport",
    "Answer",
    "Cleaned",
    "Column",
    "Comparison",
    "DataFile",
    "DrafterError",
    "Figure",
    "Fixed",
    "Imported",
    "InsertRecord",
    "LedgerView",
    "MoveRecord",
    "Origin",
    "Outcome",
    "PlacedProblem",
    "Preview",
    "Previewer",
    "Problem",
    "RemoveRecord",
    "Renewed",
    "Result",
    "Reviewed",
    "Row",
    "SetValue",
    "Severity",
    "TemplateFile",
    "ValueAccount",
    "Wording",
    "__version__",
    "absorb",
    "adopt_report",
    "check",
    "clean",
    "compare",
    "edit_data",
    "edit_template_file",
    "fix",
    "gather",
    "generate",
    "generate_many",
    "import_ledger",
    "import_workbook",
    "init",
    "invert_changes",
    "list_definitions",
    "list_ledgers",
    "new",
    "open_data",
    "open_template_file",
    "review",
    "save_data",
    "save_template_file",
    "status",
    "template_check",
    "template_list",
    "template_new",
    "why",
    "workbook",
]  # fmt: skip


def test_the_package_offers_exactly_these_names() -> None:
    assert drafter.__all__ == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name != "__version__"])
def test_each_name_is_documented(name: str) -> None:
    made = getattr(drafter, name)
    own = made.__doc__ or ""
    assert len(own.split()) >= 3
    assert not own.startswith(f"{name}(")  # the text that a dataclass gives itself


@pytest.mark.parametrize("name", [name for name in NAMES if name.islower() and name[0] != "_"])
def test_each_function_says_when_it_raises_and_types_everything(name: str) -> None:
    function = getattr(drafter, name)
    signature = inspect.signature(function)
    assert "DrafterError" in (function.__doc__ or "")
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not one.empty for one in signature.parameters.values())


def test_the_package_is_typed() -> None:
    assert (Path(drafter.__file__).parent / "py.typed").is_file()


def test_the_version_stands_in_one_place_and_in_the_changelog() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    latest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert latest and latest[1] == drafter.__version__
