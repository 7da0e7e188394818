"""Golden cases: data and template in, page and problems out, one Markdown file each.

A case has fenced blocks: `yaml schema`, `yaml data`, `docx template` (see notation), and what
comes of them: `docx report`, `text problems` and `text trace` (each figure of the page, and the
records behind it). `pytest --update` rewrites these three.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import drafter
from drafter.problems.show import format_problem
from notation import outline
from small import workspace

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
_BLOCK = re.compile(r"^```(?P<kind>[a-z]+ [a-z]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(case: str) -> dict[str, str]:
    return {match["kind"]: match["text"] for match in _BLOCK.finditer(case)}


def outcome(folder: Path, given: dict[str, str]) -> dict[str, str]:
    """What comes of a case's schema, data and template."""
    workspace(folder, given["docx template"], given["yaml data"], given["yaml schema"])
    try:
        result = drafter.generate("2021.yaml", here=folder)
    except drafter.DrafterError as error:
        return {"docx report": "", "text problems": shown(error.problems), "text trace": ""}
    assert result.path is not None
    trace = [
        f"{printed.text} ← {'、'.join(str(origin.line) for origin in printed.origins)}\n"
        for printed in result.trace
        if printed.slot > 0 and re.search(r"\d", printed.text)
    ]
    return {
        "docx report": outline(result.path.read_bytes()),
        "text problems": shown(result.problems),
        "text trace": "".join(trace),
    }


def shown(problems: tuple[drafter.Problem, ...]) -> str:
    return "".join(format_problem(found) + "\n" for found in problems)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_golden_case_comes_out_as_it_is_written(path: Path, tmp_path: Path, update: bool):
    case = path.read_text(encoding="utf-8")
    given = blocks(case)
    made = outcome(tmp_path, given)
    if update:
        rewritten = _BLOCK.sub(
            lambda m: f"```{m['kind']}\n{made.get(m['kind'], m['text'])}```", case
        )
        path.write_text(rewritten, encoding="utf-8")
        return
    assert {kind: given[kind] for kind in made} == made


def test_there_are_golden_cases_and_each_has_all_its_blocks():
    assert len(CASES) >= 10
    kinds = {
        "yaml schema",
        "yaml data",
        "docx template",
        "docx report",
        "text problems",
        "text trace",
    }
    for path in CASES:
        assert set(blocks(path.read_text(encoding="utf-8"))) == kinds, path.name
