"""The shipped year with random changes, as an office's records change in December."""

from __future__ import annotations

import random
import re
from pathlib import Path

from drafter import output, workspace
from drafter.commands.drafting.drafts import make_draft
from drafter.engine import Draft

_RECORD = re.compile(r"  - \{.*\}")
_LEDGER = re.compile(r"(?m)^(?!模板|单位|年度|成文日期)\w+:\n(?:  .*\n|#.*\n)+")


def office(folder: Path) -> Path:
    """A workspace with the shipped template and year."""
    import shutil

    root = folder / "office"
    for name in ("templates", "data"):
        shutil.copytree(workspace.shipped_folder() / name, root / name)
    return root


def year(root: Path) -> str:
    return (root / "data" / "2021.yaml").read_text(encoding="utf-8")


def changed(text: str, draw: random.Random, how_many: int) -> str:
    """The year after so many changes of its records."""
    for _ in range(how_many):
        text = draw.choice((_removed, _removed, _added, _added, _retold, _without_ledger))(
            text, draw
        )
    return text


def _records(text: str) -> list[re.Match[str]]:
    return list(_RECORD.finditer(text))


def _removed(text: str, draw: random.Random) -> str:
    match = draw.choice(_records(text))
    return text[: match.start()].rstrip(" ") + text[match.end() + 1 :]


def _added(text: str, draw: random.Random) -> str:
    """One record more, like another one of its ledger."""
    match = draw.choice(_records(text))
    return text[: match.end()] + "\n" + match.group() + text[match.end() :]


def _retold(text: str, draw: random.Random) -> str:
    """A record that says something else."""
    fitting = [
        m
        for m in _records(text)
        if "题目" in m.group() or "案由" in m.group() or "主题" in m.group()
    ]
    match = draw.choice(fitting)
    word = draw.choice(["防汛", "养老", "教育", "河湖", "文旅"])
    said = re.sub(r"(题目|案由|主题): ", rf"\1: 关于{word}的", match.group())
    return text[: match.start()] + said + text[match.end() :]


def _without_ledger(text: str, draw: random.Random) -> str:
    ledgers = list(_LEDGER.finditer(text))
    if len(ledgers) < 8:
        return text
    match = draw.choice(ledgers)
    return text[: match.start()] + text[match.end() :]


def drafted(root: Path, text: str, name: str = "try") -> tuple[Draft, bytes]:
    """The draft of the year, and the report as it is written."""
    path = root / "data" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    made = make_draft(path, workspace.open_workspace(root)).draft
    return made, output.seal_report(made)
