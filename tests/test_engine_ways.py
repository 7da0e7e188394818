"""Tests for drafter.engine: its three ways of rendering make the same Word file.

The plain way writes a template that is proven sound straight to its packed bytes; the mended way
builds and mends trees; the native way lets docxtpl render. All of docxtpl's template language goes
through all of them here, the table of `test_engine_language` and random templates.
"""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import wordlike
from drafter import checks, engine, ledger, source
from drafter import template as templates
from drafter import workspace as rooms
from drafter.checks import draft as rules
from drafter.checks import quick
from drafter.engine import CompiledTemplate, Draft
from drafter.engine.compile import disk_cache
from drafter.ledger import Ledger
from drafter.output import seal_report
from drafter.word import xml
from drafter.word.package import stamps
from drafter.word.repair import structure, tree
from notation import docx
from small import DATA, compiled, workspace
from test_engine_language import OURS, PLAIN, fitting


def ways(code: CompiledTemplate, data: Ledger) -> dict[str, Draft]:
    """The draft made in each way that the template can go."""
    given = {"native": dataclasses.replace(code, native=True)}
    given["mended"] = dataclasses.replace(code, quiet=False)
    if code.plain:
        given["plain"] = code
    made = {}
    for name, each in given.items():
        draft, found = engine.render_report(each, data)
        assert draft is not None, (name, found)
        made[name] = draft
    return made


def canonical(draft: Draft) -> dict[str, bytes]:
    """The parts that are rendered, strictly parsed and written in one form."""
    parser = etree.XMLParser(resolve_entities=False, remove_blank_text=True, huge_tree=True)
    parts = {name: draft.package.members[name] for name in draft.compiled.template.slots}
    return {
        name: etree.tostring(etree.fromstring(data, parser), method="c14n")
        for name, data in parts.items()
    }


def told(draft: Draft) -> list[object]:
    """What the trace says."""
    return [
        (each.slot, each.time, each.text, each.exact, [origin.path for origin in each.origins])
        for each in draft.trace
    ]


def compare(code: CompiledTemplate, data: Ledger) -> Draft | None:
    """Assert that all ways agree on the page, its words, its trace and its gaps."""
    made = ways(code, data)
    first, *others = made.values()
    for other in others:
        assert canonical(other) == canonical(first)
        assert told(other) == told(first)
        assert (other.title, [str(gap) for gap in other.gaps]) == (
            first.title, [str(gap) for gap in first.gaps],
        )  # fmt: skip
    plain = made.get("plain")
    if plain is None or plain.words is None:
        return None
    findings = [(each.code, each.values) for each in rules.apply_rules(made["mended"])]
    assert [(each.code, each.values) for each in checks.check_draft(plain)] == findings
    assert not quick.is_clean(plain) or not findings
    for name, words in plain.words.items():
        root = xml.parse(plain.package.members[name], huge=True)
        assert words.text.removesuffix("\n") == "\n".join(tree.read_paragraph_texts(root))
        assert list(structure.find_faults(root)) == []
    return plain


@pytest.mark.parametrize("name", [name for name in (*PLAIN, *OURS) if name != "图"])
def test_the_template_language_makes_the_same_page_in_every_way(name: str, tmp_path: Path):
    template, _ = {**PLAIN, **OURS}[name]
    compare(*compiled(workspace(tmp_path, fitting(template))))


def test_most_of_the_template_language_goes_the_plain_way(tmp_path: Path):
    codes = [
        compiled(workspace(tmp_path / str(number), fitting(template)))[0]
        for number, (template, _) in enumerate(PLAIN.values())
    ]
    assert sum(code.plain for code in codes) > len(codes) // 2


@pytest.mark.parametrize("left_out", ["", "会议", "提案", "信息", "成文日期", "学习教育"])
def test_the_shipped_report_is_the_same_in_every_way(left_out: str):
    home = rooms.shipped_folder()
    (folder,) = (home / "templates").iterdir()
    opened, _ = templates.read_template(folder, "x")
    assert opened is not None
    code, _ = engine.compile_template(opened)
    document, _ = source.read_data_file(home / "data" / "2021.yaml")
    assert code is not None and document is not None
    document.root.value.pop(left_out, None)  # type: ignore[union-attr, arg-type, call-arg]
    data, found = ledger.load_ledger(document, opened.schema, home / "data")
    if data is None:
        assert [each.code for each in found if each.severity.value == "error"] == ["D201"]
        return
    assert code.plain
    compare(code, data)


PIECES = (
    "甲乙", "，丙", "。", "12", "《丁》", "{{ 单位 }}", "{{ 人数 }}", '{{ 备注|默认("") }}',
    "{{ 备注 }}", "{{ 会议|数量 }}", "{{ 清单|列举 }}", "**戊**", "{{ 1 + 人数 }}", "&<",
)  # fmt: skip
CONDITIONS = ("人数 > 5", "not 人数", "备注", "会议", "信息", "会议|数量 > 1")


class Writer:
    """Writes a random template in notation."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def words(self, depth: int = 0) -> str:
        return "".join(self.piece(depth) for _ in range(self.draw.randint(1, 4)))

    def piece(self, depth: int) -> str:
        kind = self.draw.random()
        if depth > 2 or kind < 0.6:
            return self.draw.choice(PIECES)
        if kind < 0.9:
            other = "{% else %}" + self.words(depth + 1) if kind > 0.8 else ""
            condition = self.draw.choice(CONDITIONS)
            return f"{{% if {condition} %}}{self.words(depth + 1)}{other}{{% endif %}}"
        inside = self.words(depth + 1)
        return f"{{% for m in 会议 %}}{{{{ m.主题 }}}}{inside}{{% endfor %}}"

    def table(self) -> list[str]:
        rows = [f"| {self.words(2)} | {self.words(2)} |"] * self.draw.randint(1, 2)
        looped = [f"| {{{{ m.主题 }}}} | {self.words(1)}¶{self.words(1)} |"]
        rows += ["|tr {%tr for m in 会议 %}|", *looped, "|tr {%tr endfor %}|"]
        if self.draw.random() < 0.3:
            condition = self.draw.choice(CONDITIONS)
            rows += [f"|tr {{%tr if {condition} %}}|", *looped, "|tr {%tr endif %}|"]
            rows[-2] = f"| {self.words(1)} | {self.words(1)} |"
        return rows

    def block(self, depth: int = 0) -> list[str]:
        kind = self.draw.random()
        if depth > 1 or kind < 0.5:
            style = self.draw.choice(["", "", "", "## ", "@", "@@"])
            return [style + self.words()]
        if kind < 0.6:
            return ["@{{ 单位 }}", "@@{{ 成文日期|日期 }}"]
        if kind < 0.75:
            return self.table()
        inside = [line for _ in range(self.draw.randint(1, 2)) for line in self.block(depth + 1)]
        condition = self.draw.choice(CONDITIONS)
        opens, ends = (
            (f"{{%p if {condition} %}}", "{%p endif %}")
            if kind < 0.9
            else ("{%p for m in 会议 %}", "{%p endfor %}")
        )
        return [opens, *inside, ends]

    def template(self) -> str:
        blocks = [self.block() for _ in range(self.draw.randint(1, 5))]
        return "\n".join(line for block in blocks for line in block)

    def data(self) -> str:
        text = DATA.replace("人数: 12", f"人数: {self.draw.choice([0, 3, 12])}")
        if self.draw.random() < 0.4:
            text = text[: text.index("会议:")]
        notes = [
            '"甲<乙>&\\"丙\\""',
            '"甲\\n乙\\t丙"',
            "【待补：某事】",
            "，己。",
            '"{{ 7 }}"',
            "2021",
        ]
        if self.draw.random() < 0.7:
            text += f"备注: {self.draw.choice(notes)}\n"
        return text


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9), as_word=st.booleans())
def test_a_random_template_makes_the_same_page_in_every_way(
    seed: int, as_word: bool, tmp_path_factory: pytest.TempPathFactory
):
    writer = Writer(seed)
    file = docx(writer.template())
    if as_word:
        file = wordlike.rewrite(file, seed)
    folder = workspace(tmp_path_factory.mktemp("way"), file, data=writer.data())
    compare(*compiled(folder))


def test_random_templates_go_the_plain_way_often_enough(tmp_path: Path):
    plain = 0
    for seed in range(40):
        writer = Writer(seed)
        folder = workspace(tmp_path / str(seed), docx(writer.template()), data=writer.data())
        plain += compare(*compiled(folder)) is not None
    assert plain > 15


def test_a_report_has_the_same_bytes_with_and_without_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = workspace(tmp_path, "# {{ 单位 }}\n{%p for m in 会议 %}\n{{ m.主题 }}\n{%p endfor %}")
    made = []
    for place in ("", str(tmp_path / "cache"), str(tmp_path / "cache")):
        monkeypatch.setenv("DRAFTER_CACHE", place)
        disk_cache._known.clear()
        draft, _ = engine.render_report(*compiled(folder))
        assert draft is not None
        made.append(seal_report(draft))
    assert len(set(made)) == 1
    assert stamps.RUN_MARK.encode() not in made[0]
