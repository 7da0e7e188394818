"""What the desk says: it names buttons, and never a command, an option or a hidden folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from typer.main import get_command

import small
from desks import OpenDesk, start_desk, wait_for
from drafter.cli.commands import app
from drafter.problems import LANGS, RULES, TEXTS, Lang, phrase, problem, render_message
from drafter.problems.catalogue.texts.desk.voice import AT_DESK
from drafter.problems.model import render_value
from test_adopt import make_report
from test_desk_keeper import DATA, DESCRIPTION, ask, wait_for_job

COMMANDS = "|".join(get_command(app).commands)  # type: ignore[attr-defined]
NAMED = re.compile(rf"drafter (?:{COMMANDS})\b|(?<![\w-])--[a-z]|(?<![\w-])-o\b|\.drafter\b")
NEVER = {
    "D405": "why", "D419": "check a Word file", "D495": "fix", "D511": "why", "D512": "rule",
    "D506": "-o", "D514": "-o", "D516": "-o", "D534": "-o", "D519": "--onto", "D520": "--onto",
    "D528": "ledger", "D559": "absorb", "D560": "absorb",
    "D524": "adopt --with", "D526": "adopt --with", "D618": "the desk's start",
    "D627": "the desk's start", "D628": "the desk's start", "D629": "the desk's start",
    "D635": "a workbook as data",
}  # fmt: skip
"""Codes that only a command can raise which has no button."""
KEEPERS_FILE = re.compile(r"(?:template|schema)\.yaml|(?<![\w-])x-[a-z]+")
ABOUT_IT = set("D244 D245 D252 D580 D587 D588 D589 D590 D302 D308 D346 D348 D421".split())
"""Codes of what is wrong in the description of a template itself: it has to be named."""
AT_THE_DESK: tuple[Lang, Lang] = ("zh-desk", "en-desk")
PRINTED = re.compile(
    r"(help|usage|batch|problems\.more|absorb|adopt\.(next|sheet|data|description)|init|template|rename|problem)\b"
)
"""Texts of what is printed alone, or written into files that are no page of the desk."""


def test_no_problem_names_a_command_at_the_desk() -> None:
    named, described = set(), set()
    for code, rule in RULES.items():
        names = re.findall(r"\{(\w+)\}", rule.zh.message + rule.zh.cure)
        found = problem(code, None, **dict.fromkeys(names, "甲"))
        said = [f"{found.message(lang)} {found.cure(lang)}" for lang in AT_THE_DESK]
        named |= {code for each in said if NAMED.search(each)}
        described |= {code for each in said if KEEPERS_FILE.search(each)}
    assert named == set(NEVER)
    assert described <= ABOUT_IT


def test_no_sentence_names_a_command_at_the_desk() -> None:
    named = []
    for key, words in TEXTS.items():
        said = AT_DESK.get(key, words)
        if not PRINTED.match(key) and any(map(NAMED.search, said)):
            named.append(key)
    assert named == []


def test_what_the_desk_says_otherwise_is_there_in_both_languages() -> None:
    for key, words in AT_DESK.items():
        usual = TEXTS.get(key) or (RULES[key].zh.cure, RULES[key].en.cure)
        assert usual != words and all(words), key
        held = [set(re.findall(r"\{(\w+)\}", text)) for text in (*usual, *words)]
        assert held[2] == held[3] <= held[0], key
        assert re.search(r"[\u4e00-\u9fff]", words[0])


def test_what_is_put_into_a_sentence_is_said_as_at_the_desk_too() -> None:
    cure = phrase("adopt.cure.data", name="2020.yaml")
    assert "--overwrite" in render_value(cure, "zh")
    assert not any(NAMED.search(render_value(cure, lang)) for lang in AT_THE_DESK)
    assert "--overwrite" in problem("D555", None, cure=cure).cure()
    assert "做成模板" in problem("D555", None, cure=cure).cure("zh-desk")
    assert len({render_message("new.next", lang, file="") for lang in (*LANGS, *AT_THE_DESK)}) == 4


def test_a_choice_that_there_is_not_names_no_line_of_a_file(tmp_path: Path) -> None:
    small.workspace(tmp_path, "{{ 单位 }}", DATA.replace("党组会议", "党组会"))
    home = tmp_path / "templates" / "x"
    (home / "schema.yaml").unlink()
    (home / "template.yaml").write_text(DESCRIPTION, encoding="utf-8")
    with start_desk(tmp_path) as desk:
        wait_for(lambda: desk.get("/api/data")["problems"])
        (cure,) = {p["cure"] for p in desk.get("/api/data")["problems"] if p["code"] == "D207"}
    assert "党组会议、常委会会议" in cure and "「模板」" in cure and "yaml" not in cure


def send(desk: OpenDesk, content: bytes, **values: str) -> Any:
    files = {"files": ("去年.docx", content)}
    return wait_for_job(
        desk, desk.client.post("/api/do/adopt?year=2021", files=files, data=values).json()
    )


def test_a_report_that_no_template_is_made_of_is_told_by_its_own_name(tmp_path: Path) -> None:
    small.workspace(tmp_path, "# {{ 单位 }}", data=DATA)
    with start_desk(tmp_path) as desk:
        ask(desk, "generate")
        (own,) = (tmp_path / "output").glob("*.docx")
        told = send(desk, own.read_bytes())["problem"]
        assert (told["code"], told["place"]) == ("D599", "去年.docx")
        assert not NAMED.search(told["cure"]) and "清稿" in told["cure"]
        found = send(desk, make_report())
        body = {"report": found["report"], "called": found["called"], "template": "x"}
        told = ask(desk, "adopt-write", **body)
        assert told["problem"]["code"] == "D554"
        assert all(not NAMED.search(str(each)) for each in told["problems"])


def test_what_was_carried_over_is_told_as_its_grid_has_it(tmp_path: Path) -> None:
    mark = "  # 沿用2020年，待确认"
    data = f"模板: x\n单位: 甲{mark}\n会议:\n  - {{类别: 党组会议, 主题: 一}}{mark}\n"
    data += f"  - 类别: 党组会议\n    主题: 二{mark}\n"
    small.workspace(tmp_path, "{{ 单位 }}", data)
    with start_desk(tmp_path) as desk:
        told = [(each["name"], each["text"]) for each in desk.get("/api/data")["carried"]]
    assert told == [
        ("单位", "甲"), ("会议 第1条", "类别：党组会议；主题：一"), ("会议 第2条 主题", "二"),
    ]  # fmt: skip


def test_a_gap_that_keeps_a_final_back_leads_to_its_cell(tmp_path: Path) -> None:
    line = "{%p for m in 会议 %}\n{{ loop.index }}.{{ m.主题 }}\n{%p endfor %}"
    small.workspace(tmp_path, line, "模板: x\n单位: 甲\n会议:\n  - {类别: 党组会议}\n")
    with start_desk(tmp_path) as desk:
        refused = ask(desk, "generate", final=True)["problems"]
        (gap,) = (each for each in refused if each["severity"] == "gap")
        assert gap["path"] == ["会议", 0, "主题"]
        page = desk.get("/api/page")
        (piece,) = (each for each in page["pieces"] if each["n"] == 2)
        found = desk.get(
            "/api/origin", version=page["version"], piece=piece["key"], value="0", year="2021"
        )
        assert found["records"] == [["会议", 0]]  # the number before a record is that record's
