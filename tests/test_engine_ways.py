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
from drafter.checks.matching.page_text import draft_text
from drafter.engine import CompiledTemplate, Draft
from drafter.engine.compile import disk_cache
from drafter.ledger import Ledger
from drafter.output import seal_report
from drafter.word import xml
from drafter.word.package import stamps
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.repair import structure, tree
from notation import docx
from revised import opened
from small import DATA, changed, compiled, workspace
from test_engine_language import OURS, PLAIN, fitting
from wordparts import OFFICE, part, related
from work import many


def ways(code: CompiledTemplate, data: Ledger) -> dict[str, Draft]:
    """The draft made in each way that the template can go."""
    given = {"native": dataclasses.replace(code, native=True)}
    given["mended"] = dataclasses.replace(code)
    vars(given["mended"])["plain"] = False
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
    findings = [(each.code, each.values) for each in checks.check_draft(made["mended"])]
    assert [(each.code, each.values) for each in checks.check_draft(plain)] == findings
    for name, words in plain.words.items():
        streamed = words.lines.replace("\v", "\n").replace("\x1e", "-").removesuffix("\n")
        read = [line for line in draft_text(plain).lines if line.member == name]
        assert streamed == "\n".join(line.text for line in read)
        assert [line.spot.number for line in read] == list(range(1, len(read) + 1))
        root = xml.parse(plain.package.members[name], huge=True)
        assert words.text.removesuffix("\n") == "\n".join(tree.read_paragraph_texts(root))
        assert list(structure.find_faults(root)) == []
    return plain


@pytest.mark.parametrize("name", [name for name in (*PLAIN, *OURS) if name != "图"])
def test_the_template_language_makes_the_same_page_in_every_way(name: str, tmp_path: Path):
    template, _ = {**PLAIN, **OURS}[name]
    code, data = compiled(workspace(tmp_path, fitting(template)))
    assert not code.native
    compare(code, data)


def test_most_of_the_template_language_goes_the_plain_way(tmp_path: Path):
    codes = [
        compiled(workspace(tmp_path / str(number), fitting(template)))[0]
        for number, (template, _) in enumerate(list(PLAIN.values())[::3])
    ]
    assert sum(code.plain for code in codes) > len(codes) // 2


@pytest.mark.parametrize("left_out", ["", "会议", "提案", "信息", "成文日期", "学习教育"])
def test_the_shipped_report_is_the_same_in_every_way(left_out: str):
    home = rooms.shipped_folder()
    folder = home / "templates/统战工作总结"
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
            "前【待补：甲】【待补：乙】后\\n【待补：丙】\\t丁",
            '"【待补：甲\\n乙】"',
            "待补：甲】",
            '"\\n\\t甲\\t\\n"',
            "，己。",
            '"{{ 7 }}"',
            "2021",
        ]
        if self.draw.random() < 0.7:
            text += f"备注: {self.draw.choice(notes)}\n"
        return text


@settings(max_examples=many(80), deadline=None, suppress_health_check=list(HealthCheck))
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


FORMS = {
    "空的": "",
    "字体": '<w:rFonts w:eastAsia="黑体"/><w:b/><w:color w:val="FF0000"/><w:sz w:val="32"/>',
    "已有底色": '<w:b/><w:highlight w:val="cyan"/><w:u w:val="single"/>',
    "只有后面的": '<w:u w:val="single"/><w:lang w:eastAsia="zh-CN"/>',
    "次序乱的": '<w:lang w:val="x"/><w:u w:val="single"/><w:b/><w:rStyle w:val="a"/>',
    "新版的": '<w:b/><w14:glow w14:rad="1"><w14:srgbClr w14:val="FF0000"/></w14:glow>',
    "改过的": '<w:b/><w:rPrChange w:id="1" w:author="a"><w:rPr><w:i/></w:rPr></w:rPrChange>',
}
PROPERTIES = {"没有": "", **{name: f"<w:rPr>{form}</w:rPr>" for name, form in FORMS.items()}}
VALUES = {
    "待补": "",
    "换行": '"甲\\n\\n乙&<\\n"',
    "制表": '"\\t甲\\t乙\\t"',
    "都有": '"甲\\t\\n乙\\n\\t"',
    "手写的待补": "前【待补：某事】后【待补：别的】",
    "手写的待补和换行": '"前\\n【待补：某&事】\\t【待补：别的】\\n后"',
    "断开的待补": '"【待补：甲\\n乙】"',
    "没完的待补": "前【待补：某",
    "套着的待补": "【待补：甲【待补：乙】丙】",
}
STREAMED = ("待补", "换行", "制表", "都有", "手写的待补", "手写的待补和换行")
RUN = '<w:r><w:t xml:space="preserve">甲{{ 备注 }}乙{{ 备注 }}'


def with_note(value: str, data: str = DATA) -> str:
    return data + (f"备注: {value}\n" if value else "")


@pytest.mark.parametrize(
    ("properties", "value"),
    [  # docxtpl tears a tab's run whose earlier properties are kept
        (properties, value)
        for properties in PROPERTIES
        for value in VALUES
        if properties != "改过的" or "\\t" not in VALUES[value]
    ],
)
def test_gaps_and_breaks_come_out_alike_whatever_form_their_run_has(
    properties: str, value: str, tmp_path: Path
):
    form = PROPERTIES[properties]
    file = docx("丙\n甲{{ 备注 }}乙{{ 备注 }}丁")
    file = changed(file, DOCUMENT, RUN, RUN.replace("<w:r>", f"<w:r>{form}"))
    if "w14:" in form:
        space = "http://schemas.microsoft.com/office/word/2010/wordml"
        file = changed(file, DOCUMENT, "<w:document ", f'<w:document xmlns:w14="{space}" ')
    plain = compare(*compiled(workspace(tmp_path, file, data=with_note(VALUES[value]))))
    assert (plain is not None) == (value in STREAMED and properties != "改过的")


PLACES = {
    "正文": "{{ 备注 }}",
    "题目": "# {{ 备注 }}\n{{ 备注 }}、{{ 备注 }}",
    "单元格": "| {{ 备注 }} | 甲{{ 备注 }}乙¶{{ 备注 }} |",
    "表格循环": "| 甲 |\n|tr {%tr for m in 会议 %}|\n| {{ m.备注 }}{{ 备注 }} |\n"
    "|tr {%tr endfor %}|",
    "段落循环": "{%p for m in 会议 %}\n{{ m.备注 }}、{{ 备注 }}\n{%p endfor %}",
    "行内": "甲{% if 人数 %}乙{{ 备注 }}{% endif %}{% for m in 会议 %}{{ 备注 }}；{% endfor %}",
    "条件": "{%p if 人数 %}\n甲{{ 备注 }}\n{%p endif %}",
    "署名": "@{{ 备注 }}\n@@{{ 成文日期|日期 }}",
    "成文日期": "@{{ 单位 }}\n@@{{ 备注 }}",
    "过滤器": "{{ 备注|upper }}{{ [备注, 单位]|join('、') }}",
}  # fmt: skip


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("value", STREAMED)
def test_gaps_and_breaks_are_streamed_wherever_they_stand(where: str, value: str, tmp_path: Path):
    folder = workspace(tmp_path, PLACES[where], data=with_note(VALUES[value]))
    assert compare(*compiled(folder)) is not None


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes"])
@pytest.mark.parametrize("value", VALUES)
def test_gaps_and_breaks_in_headers_footers_and_notes_come_out_alike(
    value: str, kind: str, tmp_path: Path
):
    inside = "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>甲{{ 备注 }}</w:t></w:r></w:p>"
    if kind.endswith("notes"):
        note = kind.removesuffix("s")
        inside = f'<w:{note} w:id="2">{inside}</w:{note}>'
    data = part({"header": "hdr", "footer": "ftr"}.get(kind, kind), inside)
    package, _ = related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/{kind}", f"word/{kind}9.xml".replace("s9", "s"),
        data, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
    )  # fmt: skip
    folder = workspace(tmp_path, write_zip(package), with_note(VALUES[value]))
    code, values = compiled(folder)
    assert sum(map(len, code.template.slots.values())) == 2
    assert (compare(code, values) is not None) == (value in STREAMED)


@pytest.mark.parametrize(
    "template", ["【待补：丙】{{ 备注 }}", "【待补：{{ 单位 }}】", "【待{{ 备注 }}"]
)
def test_a_gap_in_the_templates_own_words_takes_the_tree(template: str, tmp_path: Path):
    code, data = compiled(workspace(tmp_path, template, data=with_note("补：甲】")))
    assert code.plain
    assert compare(code, data) is None


def test_a_gap_in_a_part_without_tags_takes_the_tree(tmp_path: Path):
    footer = "<w:p><w:r><w:t>【待补：某】</w:t></w:r></w:p></w:ftr>"
    file = changed(docx("{{ 单位 }}"), "word/footer1.xml", "</w:ftr>", footer)
    code, data = compiled(workspace(tmp_path, file))
    assert code.plain
    assert compare(code, data) is None


def test_random_templates_go_the_plain_way_often_enough(tmp_path: Path):
    plain = 0
    for seed in range(20):
        writer = Writer(seed)
        folder = workspace(tmp_path / str(seed), docx(writer.template()), data=writer.data())
        plain += compare(*compiled(folder)) is not None
    assert plain > 7


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
