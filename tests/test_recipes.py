"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

import small
from drafter.problems import RULES

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^   ```(?:python|text)\n(.*?)^   ```$", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\d\. ", re.MULTILINE)


def sections(text: str, mark: str) -> dict[str, str]:
    """The parts of a text by the heading or sentence that opens each."""
    parts = re.split(mark, text, flags=re.MULTILINE)
    return {part.partition("\n")[0].strip(): part for part in parts[1:]}


RECIPES = sections(GUIDE, r"^## (?=Add )")
CODE = next(f"D{n}" for n in range(400, 500) if f"D{n}" not in RULES)
"""The next free number of the checks."""
FILTERS = sections(RECIPES["Add a filter"], r"^For (?=wording|computation)")


class House:
    """A copy of the package with all that its documents are made from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.package = root / "src" / "drafter"
        unwanted = shutil.ignore_patterns("__pycache__")
        for name in ("src", "tools", "docs", "templates", "data"):
            shutil.copytree(ROOT / name, root / name, ignore=unwanted)
        for name in ("pyproject.toml", "README.md", "CHANGELOG.md"):
            shutil.copy(ROOT / name, root / name)
        (root / "tests").mkdir()
        for name in ("test_architecture.py", "every.py", "trees.py"):
            shutil.copy(ROOT / "tests" / name, root / "tests")

    def follow(self, recipe: str, **blanks: str) -> None:
        """Do what each step with code says."""
        steps = [step for step in STEP.split(recipe)[1:] if FENCE.search(step)]
        assert steps
        for step in steps:
            words, code = step[: step.index("```")], FENCE.search(step)
            assert code
            text = "\n".join(line[3:] for line in code[1].splitlines()) + "\n"
            for blank, filled in blanks.items():
                text = text.replace(blank, filled)
            self.put(" ".join(words.split()), text)

    def finish(self) -> None:
        """Do what is said of every recipe; the laws of the house hold afterwards."""
        for command in (("check", "-q", "--fix"), ("format", "-q")):
            self.call(sys.executable, "-m", "ruff", *command, "src")
        self.call(sys.executable, "tools/make_docs.py")
        self.call(sys.executable, "-m", "pytest", "-n", "0", "tests/test_architecture.py")

    def put(self, words: str, code: str) -> None:
        """Put the code where the words of the step say."""
        if made := re.search(r"a new file `(\S+)`", words):
            (self.package / made[1]).write_text(code, encoding="utf-8")
            return
        place = re.search(
            r"(at the end of|among the imports of|under) `([^`]+)`(?: in `(\S+)`)?", words
        )
        assert place, words
        how, what, file = place.groups()
        path = self.package / (file or what)
        text = path.read_text(encoding="utf-8")
        if how == "under":
            at = text.index("\n", text.index(f"\n{what}") + 1) + 1
        elif how == "among the imports of":
            at = text.index("\nfrom drafter") + 1
        elif file is None:
            at, code = len(text), f"\n\n{code}"
        else:
            start = re.search(rf"^{what}\b.*[\(\[{{]$", text, re.MULTILINE)
            assert start, what
            end = re.compile(r"^[\)\]}]", re.MULTILINE).search(text, start.end())
            assert end
            at = end.start()
        path.write_text(text[:at] + code + text[at:], encoding="utf-8")

    def call(self, *words: str, code: int = 0, here: Path | None = None) -> str:
        """Run a program with the house's package; what it printed."""
        environment = {
            **os.environ, "PYTHONPATH": str(self.root / "src"), "PYTHONUTF8": "1",
            "DRAFTER_CACHE": str(self.root / "cache"), "PYTHONDONTWRITEBYTECODE": "",
        }  # fmt: skip  # a copy without bytecode would be compiled anew by each of twenty programs
        ran = subprocess.run(
            words, cwd=here or self.root, env=environment, capture_output=True, encoding="utf-8"
        )
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout + ran.stderr

    def drafter(self, here: Path, *words: str, code: int = 0) -> str:
        """Run a command in the folder; what it printed."""
        return self.call(sys.executable, "-m", "drafter", *words, code=code, here=here)

    def page(self, name: str) -> str:
        return (self.root / "docs" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house in which all recipes were followed."""
    house = House(tmp_path_factory.mktemp("house"))
    for recipe in (*FILTERS.values(), *RECIPES.values()):
        if recipe is not RECIPES["Add a filter"]:
            house.follow(recipe, D4xx=CODE)
    house.finish()
    return house


def read(folder: Path) -> list[str]:
    """What the report in the workspace says, by paragraphs."""
    path = next((folder / "output").glob("*.docx"))
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_a_wording_filter_is_printed_and_documented(house: House, tmp_path: Path) -> None:
    assert "### 成数 tenths" in house.page("filters.md")
    small.workspace(tmp_path, "{{ 比率|成数 }}和{{ 0.767|tenths }}")
    house.drafter(tmp_path, "generate", "2021.yaml")
    assert read(tmp_path) == ["五成和七成多"]
    examples = "import doctest, drafter.wording.numbers as m; exit(doctest.testmod(m).failed)"
    house.call(sys.executable, "-c", examples)


def test_a_computed_figure_knows_its_records(house: House, tmp_path: Path) -> None:
    assert "### 平均 average" in house.page("filters.md")
    small.workspace(tmp_path, '{{ 会议|平均("数量") }}')
    house.drafter(tmp_path, "generate", "2021.yaml")
    assert read(tmp_path) == ["3"]
    assert "会议 第2条 数量" in house.drafter(tmp_path, "why", "3", "2021.yaml")


def test_a_field_that_a_computing_filter_names_is_checked(house: House, tmp_path: Path) -> None:
    small.workspace(tmp_path, '{{ 会议|平均("人数") }}')
    assert "D315" in house.drafter(tmp_path, "template", "check", "x", code=1)


def test_a_problem_code_is_explained_and_documented(house: House, tmp_path: Path) -> None:
    assert "取得实效" in house.drafter(tmp_path, "rule", CODE)
    assert "does not say what was done" in house.drafter(tmp_path, "rule", CODE, "--lang", "en")
    assert f"### {CODE}" in house.page("rules.md")


def test_a_check_is_asked_of_data_and_of_any_word_file(house: House, tmp_path: Path) -> None:
    assert CODE in house.drafter(house.root, "check", "2021.yaml")
    house.drafter(house.root, "generate", "2021.yaml")
    report = next((house.root / "output").glob("*2021*.docx"))
    assert CODE in house.drafter(house.root, "check", str(report))
    foreign = docx.Document()
    for words in ("会议取得实效。", "会议定下了三件事。"):
        foreign.add_paragraph(words)
    foreign.save(str(tmp_path / "甲.docx"))
    said = house.drafter(tmp_path, "check", "甲.docx")
    assert said.count(CODE + "：") == 1 and f"{CODE}：「取得实效」" in said and "正文第1段" in said


def test_a_command_runs_and_stands_in_the_help(house: House, tmp_path: Path) -> None:
    assert "看报告还缺几处" in house.drafter(tmp_path, "--help")
    assert "how much a report lacks" in house.drafter(tmp_path, "--help", "--lang", "en")
    assert "还有0处待补" in house.drafter(house.root, "ready", "2021.yaml")
    assert "gaps left: 0" in house.drafter(house.root, "ready", "2021.yaml", "--lang", "en")
    assert "## drafter ready" in house.page("commands.md")
