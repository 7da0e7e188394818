"""docs/adopt.md, followed to the letter from an empty folder to next year's report."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from drafter.word.package.opening import open_package
from drafter.word.text import lines
from test_adopt import NAME, find_row, make_report, write_cells

PAGE = Path(__file__).parents[1] / "docs" / "adopt.md"
MOST_COMMANDS = 12


def read_commands() -> list[str]:
    """The commands of the page, in order; those of the two years' reports left out."""
    fences = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    commands = [line for fence in fences for line in fence.splitlines() if line]
    return [line for line in commands if "前年总结" not in line]


def fill_in(path: Path, values: dict[str, str]) -> None:
    """What the clerk types: each value behind its name, the last marks confirmed."""
    filled = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name = line.partition(":")[0]
        if name in values:
            line = f"{name}: {values[name]}"
        filled.append(re.sub(r"\s*#\s*沿用\d+年，待确认$", "", line))
    path.write_text("\n".join(filled) + "\n", encoding="utf-8")


def test_the_page_leads_to_next_year_s_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "去年总结.docx").write_bytes(make_report())
    commands = read_commands()
    assert len(commands) <= MOST_COMMANDS
    for command in commands:
        words = command.replace("总结的名字", NAME).split()[1:]
        if "--with" in words:
            sheet = str(tmp_path / f"{NAME}-核对.xlsx")
            write_cells(sheet, **{f"E{find_row(sheet, '35')}": "督办提案"})
        ran = run(*words)
        assert ran.code in (0, 1 if words[0] == "check" else 0), (command, ran.out, ran.err)
        if words[0] == "new":
            fill_in(tmp_path / "data" / "2021.yaml", {
                "督办提案": "41", "走访企业": "217", "成文日期": "2021-12-30",
            })  # fmt: skip
    (report,) = (tmp_path / "output").glob("*.docx")
    assert report.name == "东湖区政协办公室2021年提案工作总结.docx"
    package, _ = open_package(report.read_bytes(), "")
    assert package is not None
    said = [line.text for line in lines.read_lines(package).lines]
    assert said[1].startswith("2021年，全年督办重点提案41件")
    assert "走访企业217家" in said[1]
    assert said[3].endswith("再次督办重点提案41件。")
    assert said[-1] == "2021年12月30日" or "2021年12月30日" in said
