"""Tests for drafter.checks.table: each rule is asked of all that it is listed for."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

import drafter
from drafter import checks
from drafter.checks import find_hits, table
from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText, draft_text
from drafter.checks.table import RULES, Rule, Subject
from drafter.commands.drafting.drafts import make_draft
from drafter.problems import RULES as CODES
from drafter.problems import DrafterError, Problem
from drafter.workspace import open_workspace
from wordparts import body, p, run


def ask(office: Path, subject: Subject) -> list[Problem]:
    """What the command says of the shipped data, template, or report as anybody's file."""
    try:
        if subject is Subject.DRAFT:
            return list(drafter.generate("2021.yaml", here=office).problems)
        if subject is Subject.DATA:
            return list(drafter.check("2021.yaml", here=office).problems)
        if subject is Subject.TEMPLATE:
            folder = office / "templates/统战工作总结"
            return list(drafter.check(folder.name, here=office).problems)
        report = drafter.generate("2021.yaml", here=office).path
        assert report is not None
        shutil.copy(report, office / "别人的.docx")
        return list(drafter.check("别人的.docx", here=office).problems)
    except DrafterError as error:
        return list(error.problems)


@pytest.mark.parametrize("subject", list(Subject))
def test_each_rule_is_asked_of_every_subject_that_it_is_listed_for(
    subject: Subject, office: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = []

    def listen(number: int, rule: Rule) -> Rule:
        def find(page: PageText) -> Iterable[Hit]:
            asked.append(number)
            return rule.ask(page)

        return Rule(find, rule.subjects)

    monkeypatch.setattr(table, "RULES", tuple(listen(n, rule) for n, rule in enumerate(RULES)))
    ask(office, subject)
    listed = {number for number, rule in enumerate(RULES) if subject in rule.subjects}
    drafted = {number for number, rule in enumerate(RULES) if Subject.DRAFT in rule.subjects}
    assert listed
    assert listed <= set(asked) <= listed | drafted


@pytest.mark.parametrize("subject", list(Subject))
def test_a_rule_that_is_added_to_the_table_speaks_of_the_shipped_report(
    subject: Subject, office: Path, monkeypatch: pytest.MonkeyPatch
):
    def find_first_words(page: PageText) -> Iterable[Hit]:
        """D444, of the first line that says something."""
        index = next(n for n, line in enumerate(page.lines) if line.text.strip())
        yield Hit("D444", index, 0, 1, {"text": "初"})

    monkeypatch.setattr(table, "RULES", (*RULES, Rule(find_first_words, subject)))
    told = [each for each in ask(office, subject) if dict(each.values).get("text") == "初"]
    assert [each.code for each in told] == ["D444"]
    assert told[0].place is not None


def rule_functions() -> set[str]:
    """The functions of the room that find: `find_…(page)` with hits."""
    found = set()
    for module in pkgutil.walk_packages(checks.__path__, "drafter.checks."):
        loaded = importlib.import_module(module.name)
        for name, each in vars(loaded).items():
            own = getattr(each, "__module__", "") == module.name and name.startswith("find_")
            if own and (each.__doc__ or "").startswith(("D2", "D4", "D5")):
                found.add(f"{module.name.removeprefix('drafter.checks.')}.{name}")
    return found


def test_each_rule_of_the_room_is_listed_once_and_says_its_code():
    listed = [str(rule.find) for rule in RULES]
    assert len(set(listed)) == len(listed)
    assert set(listed) == rule_functions()


def test_each_hit_names_a_code_of_the_catalogue_with_its_values(office: Path):
    for subject in Subject:
        for each in ask(office, subject):
            assert each.code in CODES
            assert each.message()


@pytest.mark.parametrize("doubled", ["，，", "、。", "：，", "。。", "？，，"])
def test_a_doubled_mark_is_told_once(doubled: str, office: Path):
    data = office / "data" / "2021.yaml"
    text = data.read_text("utf-8")
    data.write_text(text.replace("传达学习", f"传达{doubled}学习", 1), encoding="utf-8")
    told = [e for e in ask(office, Subject.DATA) if e.code in ("D251", "D403", "D455")]
    assert len(told) == 1


def test_the_page_of_a_draft_is_searched_without_reading_it(office: Path):
    draft = make_draft("2021.yaml", open_workspace(office)).draft
    page = draft_text(draft)
    assert draft.words is not None
    assert table.ask_rules(page, Subject.DRAFT) == []
    assert "document" not in page.__dict__
    slow = draft_text(dataclasses.replace(draft, words=None))
    counted = re.compile(r"[0-9]+[年月日次件]")
    assert [*slow.search(counted)] == [*page.search(counted)] != []


def test_of_findings_about_one_slip_the_surest_is_left():
    one = Hit("D458", 3, 0, 9, {"text": "甲"})
    sure = Hit("D450", 3, 5, 8, {"text": "乙"})
    beside, other = Hit("D459", 3, 9, 12, {"text": "丙"}), Hit("D416", 3, 5, 8, {"text": "丁"})
    assert table.leave_surest([one, other, sure, beside]) == [other, sure, beside]


@pytest.mark.parametrize(
    ("text", "code"),
    [("办复率由15%提高到18%，提高3%。", "D448"), ("满意度从90%升至92%，上升2%。", "D448")],
)
def test_a_slip_that_two_rules_find_is_told_once(text: str, code: str):
    page = PageText("", body(p(run(text))))
    assert [hit.code for hit in find_hits(page)].count(code) == 1
