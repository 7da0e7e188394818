"""Tests for drafter.checks.matching: patterns that are kept, and lines that are passed over."""

from __future__ import annotations

import html
import inspect
import multiprocessing
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import labelled
from drafter.cache import programs as making
from drafter.checks import find_hits
from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching import memory, programs
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import Meanwhile, PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.table import RULES, Rule
from drafter.commands.checking import apart
from drafter.word.package.archive import write_zip
from wordparts import body, p, run

ALL = set(range(9))
LINES = "\n".join(each.text.replace("↵", "\n") for each in labelled.sentences()[::4])


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No line has been read before."""
    monkeypatch.setattr(memory, "_memory", SimpleNamespace(is_read=False, lines={}))
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "kept"))


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a process that begins: no program is known, and the cache is not read."""
    monkeypatch.setattr(programs, "_programs", {})
    monkeypatch.setattr(programs, "_state", SimpleNamespace(is_read=False, has_more=False))
    keep_pattern.cache_clear()
    yield
    keep_pattern.cache_clear()


def page_of(text: str) -> PageText:
    return labelled.make_page(labelled.lines(text))


def ask_of_lines(page: PageText, ask: Callable[[PageText], Iterable[Hit]]) -> list[Hit]:
    """What is found in the lines, those that are remembered not asked again."""
    fresh, join = memory.take_fresh_lines(page)
    return join(ask(fresh) if fresh.lines else ())


def find_all(text: str, meanwhile: type[Meanwhile] = Meanwhile) -> list[Hit]:
    """All that is found in a Word file of these paragraphs."""
    rows = "".join(p(run(html.escape(row))) for row in text.splitlines())
    return find_hits(PageText("", body(rows), meanwhile=meanwhile))


def list_patterns() -> set[str]:
    """What all patterns of the rules are written as."""
    rules = [rule.load() for rule in RULES]
    modules = {inspect.getmodule(rule) for rule in rules}
    values = [value for module in modules for value in vars(module).values()]
    patterns = [each for value in values for each in _flatten(value) if hasattr(each, "groupindex")]
    rows = {row[1] for name in ("grammar", "phrases") for row in read_rows(name)}
    return {each.pattern for each in patterns if isinstance(each.pattern, str)} | rows


def _flatten(value: object) -> list[Any]:
    if isinstance(value, tuple):
        return [each for inner in value for each in _flatten(inner)]
    return [value]


def test_no_line_that_a_pattern_of_the_rules_stands_in_is_passed_over() -> None:
    page, written = page_of(LINES), list_patterns()
    assert len(written) > 500
    for source in written:
        pattern = re.compile(source)
        standing = {n for n, line in enumerate(page.lines) if pattern.search(line.text)}
        assert standing <= set(list_lines(page, pattern)), source


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("甲乙", {0}), ("甲|丙", {0, 1, 8}), ("(.)\\1", ALL),
        (r"第\d次", {2}), (r"(?<=甲)乙", {0}), ("乙(?!丙)", {0}),
        ("丁?丙", {1, 8}), ("(?:丁|丙){2,}", {1, 8}), ("[^丙]", ALL), ("(?i)a", ALL), ("", ALL),
        ("(?i:a)丙", {1, 8}), (r"丙\s", {8}), ("丙(?=。|$)", {1, 8}), ("(?:^|丙)", ALL),
        ("(?>丙++)", {1, 8}), ("[\u4e00-\u9fff]", ALL), ("(甲)?(?(1)乙|丙)", ALL),
        ("[一-三]", {3, 5}),
    ],
)  # fmt: skip
def test_a_line_is_searched_if_it_has_what_each_match_has(source: str, lines: set[int]) -> None:
    page = page_of("甲乙\n丙\n第3次\n一\n二\n三\n四\n五\n丙 六")
    assert set(list_lines(page, re.compile(source))) == lines


def test_of_words_one_must_stand_in_a_line() -> None:
    page = page_of("甲乙\n乙甲\n丙\n一\n二\n三\n四\n五\n六")
    assert list(list_lines(page, re.compile("."), ["甲乙", "丙"])) == [0, 2]
    assert list(list_lines(page_of("乙甲\n丙"), re.compile("."), ["甲乙", "丙"])) == [1]


def test_programs_are_taken_from_the_cache_and_find_the_same(
    fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = find_all(LINES)
    assert sum(bool(each.code) for each in programs._programs.values()) > 50
    monkeypatch.setattr(programs, "_programs", {})
    monkeypatch.setattr(programs, "_state", SimpleNamespace(is_read=False, has_more=False))
    monkeypatch.setattr(programs, "_compile_program", lambda *_: pytest.fail("compiled again"))
    keep_pattern.cache_clear()
    assert find_all(LINES) == first


def test_a_pattern_made_of_its_program_is_the_one_that_was_written(fresh: None) -> None:
    source = r"(?P<one>\d+)(?:[，。；][甲-癸]*?)(?P<two>元)?(?<!第)"
    made, plain = keep_pattern(source), re.compile(source)
    assert programs._programs == {}  # not before it is used
    match, wanted = made.search("第12。乙元"), plain.search("第12。乙元")
    assert match and wanted and match.groupdict() == wanted.groupdict()
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(made, name) == getattr(plain, name)
    assert programs._programs[source, 0].code  # this Python makes patterns in the known way


ROWS = [row for row in LINES.split("\n") if row]


def test_what_is_found_in_a_line_depends_on_that_line_alone():
    """Of each rule that is said to be so: alone, and between other lines in any order."""
    rows = [row for row in ROWS if labelled.codes(row)][::3]
    own = [rule for rule in RULES if rule.is_of_lines]
    assert len(own) > 20
    alone = {row: _list_found(page_of(row), own)[0] for row in rows}
    assert sum(map(bool, alone.values())) > 50
    for order in (rows, rows[::-1], sorted(rows)):
        pages = [order[at : at + 40] for at in range(0, len(order), 40)]
        for page in pages:
            assert _list_found(page_of("\n".join(page)), own) == [alone[row] for row in page]


def _list_found(page: PageText, rules: list[Rule]) -> list[list[str]]:
    """What the rules find in each line, as a text."""
    found: list[list[str]] = [[] for _ in page.lines]
    for hit in (hit for rule in rules for hit in rule.ask(page)):
        found[hit.line].append(repr(hit._replace(line=0)))
    return [sorted(each) for each in found]


def test_lines_that_are_remembered_say_what_they_said(monkeypatch: pytest.MonkeyPatch):
    """Another process, other lines beside them, the same line twice, other kinds of lines."""
    rows = [row for row in ROWS if labelled.codes(row)][::4]
    one, other = "\n".join(rows[:90]), "\n".join((*rows[60:], rows[60], *rows[:7][::-1]))
    wanted = []
    for text in (one, other, other):
        monkeypatch.setattr(memory, "_memory", SimpleNamespace(is_read=True, lines={}))
        wanted.append(find_all(text))
    monkeypatch.setattr(memory, "_memory", SimpleNamespace(is_read=False, lines={}))
    monkeypatch.setenv("DRAFTER_CACHE", os.environ["DRAFTER_CACHE"] + "2")
    given = [find_all(one), find_all(other)]
    monkeypatch.setattr(memory, "_memory", SimpleNamespace(is_read=False, lines={}))
    given.append(find_all(other))
    assert given == wanted
    line = page_of("一、其它工作").lines[0]
    others = [line._replace(kind="cell"), line._replace(level=2), line._replace(text="二")]
    assert len({*map(memory._name_line, (line, *others))}) == 4


def test_only_lines_that_have_changed_are_asked_about(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    rule = next(rule for rule in RULES if rule.is_of_lines)
    monkeypatch.setattr(Rule, "ask", lambda self, page: asked.extend(
        line.text for line in page.lines if self == rule) or ())  # fmt: skip
    rows = ROWS[:20]
    find_all("\n".join(rows))
    assert asked[: len(rows)] == rows  # behind them the numbers of the pages
    asked.clear()
    find_all("\n".join([*rows[:5], "这一行改过了。", *rows[6:]]))
    assert asked == ["这一行改过了。"]


def test_what_another_thread_remembers_meanwhile_takes_nothing_away(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(memory, "_MOST", 3)

    def ask(page: PageText) -> list[Hit]:
        ask_of_lines(page_of("\n".join(ROWS[20:26])), lambda _: ())  # and it forgets ours
        return [Hit("D450", number, 0, 1) for number in range(len(page.lines))]

    ask_of_lines(page_of("\n".join(ROWS[:2])), lambda _: ())
    found = ask_of_lines(page_of("\n".join(ROWS[:4])), ask)
    assert [hit.line for hit in found] == [2, 3]


def test_the_lines_that_were_met_last_are_remembered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "_MOST", 5)
    for start in range(0, 12, 3):
        ask_of_lines(page_of("\n".join(ROWS[start : start + 3])), lambda _: ())
        assert len(memory._memory.lines) <= 5
    ask_of_lines(page_of("\n".join(ROWS[7:12])), lambda _: pytest.fail("asked again"))


CAN_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system copies no process")


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process is begun, whatever runs beside the test."""
    monkeypatch.setattr(apart, "_can_part", lambda: True)


@CAN_FORK
def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch, second: None):
    found = []
    for meanwhile in (apart.Apart, Meanwhile):
        monkeypatch.setattr(memory, "_memory", SimpleNamespace(is_read=True, lines={}))
        found.append(find_all(LINES[:7_000], meanwhile))
    assert found[0] == found[1] != []
    assert {hit.code for hit in found[0]} & {"D450", "D454", "D480"}  # asked in the second one


@CAN_FORK
def test_what_fails_in_the_second_process_is_done_here(second: None):
    here = os.getpid()

    def compute() -> list[Hit]:
        if os.getpid() != here:
            raise MemoryError
        return [Hit("D450", os.getpid(), 0, 1)]

    with apart.Apart(compute) as other:
        assert other.take() == [Hit("D450", here, 0, 1)]
    with apart.Apart(lambda: [Hit("D450", os.getpid(), 0, 1)]) as other:
        assert other.take()[0].line != here


@CAN_FORK
def test_where_no_process_can_be_begun_it_is_done_here(
    monkeypatch: pytest.MonkeyPatch, second: None
):
    found = [Hit("D450", 0, 0, 1)]
    monkeypatch.setattr(multiprocessing.current_process(), "_config", {"daemon": True})
    with apart.Apart(lambda: found) as other:  # in somebody's own worker
        assert other.take() is found
    monkeypatch.undo()
    monkeypatch.setattr(apart, "_can_part", lambda: True)

    def fail() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fail)  # as many as the system lets there be
    with apart.Apart(lambda: found) as other:
        assert other.take() is found


@CAN_FORK
def test_no_second_process_is_left_behind(second: None):
    with pytest.raises(KeyboardInterrupt), apart.Apart(lambda: [time.sleep(60)][:0]):
        raise KeyboardInterrupt
    assert multiprocessing.active_children() == []


def test_a_process_of_several_threads_is_not_copied():
    free = threading.Event()
    beside = threading.Thread(target=free.wait)
    beside.start()
    assert not apart._can_part()
    free.set()
    beside.join()


def test_another_process_compiles_nothing_of_the_same_text_again(tmp_path: Path):
    """In another order of hashes too: patterns made of a set of words were others each time."""
    page = tmp_path / "page.docx"
    rows = "".join(p(run(html.escape(row))) for row in LINES.split("\n")[::6])
    page.write_bytes(write_zip(body(rows)))
    kept = tmp_path / "kept"

    def check(seed: str) -> dict[str, bytes]:
        own = {"DRAFTER_CACHE": str(kept), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "drafter", "check", str(page)]
        assert (
            subprocess.run(command, env={**os.environ, **own}, capture_output=True).returncode == 1
        )
        return {each.name: each.read_bytes() for each in kept.iterdir()}

    first = check("1")
    assert len(first) > 5
    assert check("2") == first


def test_the_same_is_said_in_every_order_of_hashes(tmp_path: Path):
    """Of two words that are as likely, 歉收 and 签收 for 欠收, always the same one."""
    page = tmp_path / "page.docx"
    rows = ["灾情报告", "受持续干旱影响，丘陵地区油菜欠收，保险公司已启动理赔程序。"]
    page.write_bytes(write_zip(body("".join(p(run(html.escape(row))) for row in rows))))

    def check(seed: str) -> bytes:
        own = {"DRAFTER_CACHE": str(tmp_path / seed), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "drafter", "check", str(page)]
        done = subprocess.run(command, env={**os.environ, **own}, capture_output=True)
        return done.stdout + done.stderr

    said = check("1")
    assert "歉收" in said.decode("utf-8")
    assert check("2") == said


@pytest.mark.parametrize("missing", ["re._parser", "re._compiler"])
def test_a_python_that_makes_patterns_otherwise_compiles_them_as_ever(
    fresh: None, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    def import_others(name: str) -> Any:
        if name == missing:
            raise ImportError(name)
        return import_module(name)

    text = "一是总结经验等等……\n目的是为了提高效率15～20%，落实四个自信。\n" * 9
    wanted = find_all(text)
    assert len({hit.code for hit in wanted}) > 2
    for name in ("_programs", "_state"):
        monkeypatch.setattr(programs, name, type(getattr(programs, name))())
    monkeypatch.setattr(making, "import_module", import_others)
    programs._state.is_read, programs._state.has_more = True, False
    keep_pattern.cache_clear()
    assert find_all(text) == wanted
    assert not any(each.code for each in programs._programs.values())
