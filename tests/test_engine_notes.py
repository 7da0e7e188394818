"""Tests for footnotes and endnotes whose references loops and conditions repeat or drop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from drafter import checks
from drafter.engine import Draft
from drafter.word import names, xml
from drafter.word.package.archive import DOCUMENT, NOTES, write_zip
from drafter.word.xml import w
from notation import docx
from revised import opened
from small import DATA, SCHEMA, compiled, draft, generate, problems, workspace
from test_engine_ways import compare, ways
from wordparts import OFFICE, part, related

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINES = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'


def noted(template: str, notes: Mapping[int, str], kind: str = "footnote") -> bytes:
    """The notation as a Word file: 〔1〕 refers to the note 1; ¶ begins a paragraph of a note."""
    package = opened(docx(template))
    texts = "".join(
        f'<w:{kind} w:id="{number}">' + "".join(
            f"<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>{line}</w:t></w:r></w:p>"
            for line in text.split("¶")
        ) + f"</w:{kind}>"
        for number, text in notes.items()
    )  # fmt: skip
    package, _ = related(
        package, f"{OFFICE}/{kind}s", NOTES[kind], part(f"{kind}s", LINES.format(kind) + texts),
        f"{TYPE}.{kind}s+xml",
    )  # fmt: skip
    mark = (
        '</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        rf'<w:{kind}Reference w:id="\1"/></w:r><w:r><w:t xml:space="preserve">'
    )
    body = re.sub(r"〔(\d+)〕", mark, package.members[DOCUMENT].decode())
    return write_zip(package.replace({DOCUMENT: body.encode()}))


def read_notes(made: Draft, kind: str = "footnote") -> list[str]:
    """The text of the note of each reference, in their order; each note has one reference."""
    body, notes = (xml.parse(made.package.members[m], huge=True) for m in (DOCUMENT, NOTES[kind]))
    asked = [node.get(names.ID) for node in body.iter(w(f"{kind}Reference"))]
    texts = {
        node.get(names.ID): "¶".join(
            "".join(text.text or "" for text in line.iter(names.T, w("br")))
            for line in node.iter(names.P)
        )
        for node in notes.iter(w(kind))
        if node.get(names.TYPE) is None
    }
    assert sorted(asked) == sorted(texts)
    return [texts[number] for number in asked]


LOOPS = {
    "a paragraph": "{%p for m in 会议 %}\n{{ m.主题 }}〔1〕。\n{%p endfor %}",
    "within a line": "开会{% for m in 会议 %}{{ m.主题 }}〔1〕{% endfor %}。",
    "a row": "| 主题 |\n|tr {%tr for m in 会议 %}|\n| {{ m.主题 }}〔1〕 |\n|tr {%tr endfor %}|",
    "a cell's paragraphs": "| {%p for m in 会议 %}¶{{ m.主题 }}〔1〕¶{%p endfor %} |",
    "a loop in a condition": """{%p if 人数 %}
{%p for m in 会议 %}
{{ m.主题 }}〔1〕
{%p endfor %}
{%p endif %}""",
}


@pytest.mark.parametrize("kind", NOTES)
@pytest.mark.parametrize("where", LOOPS)
def test_a_note_in_a_loop_is_printed_once_a_turn_with_the_loops_values(
    where: str, kind: str, tmp_path: Path
):
    template = noted(LOOPS[where], {1: "见《{{ m.主题 }}》{{ loop.index }}"}, kind)
    code, data = compiled(workspace(tmp_path, template))
    compare(code, data)
    for made in ways(code, data).values():
        assert read_notes(made, kind) == ["见《学习一》1", "见《学习二》2"]


@pytest.mark.parametrize(
    ("template", "notes", "wanted"),
    [
        ("甲〔1〕乙〔2〕{% if 信息 %}丙〔3〕{% endif %}丁〔4〕", "一 二 三 四", "一 二 四"),
        ("甲〔1〕{% if not 信息 %}丙〔2〕{% endif %}丁〔3〕", "一 二 三", "一 二 三"),
        ("{% if 信息 %}甲〔1〕{% else %}乙〔2〕{% endif %}丁〔3〕", "一 二 三", "二 三"),
        ("{%p if 信息 %}\n甲〔1〕\n{%p endif %}\n乙〔2〕", "一 二", "二"),
        ("{%p for m in 信息 %}\n甲〔1〕\n{%p endfor %}", "一", ""),
        ("{% for m in 会议 %}甲〔1〕乙〔2〕{% endfor %}丙〔3〕", "一 二 三", "一 二 一 二 三"),
        ("{% for m in 会议 %}{% if loop.last %}甲〔1〕{% endif %}{% endfor %}",
         "{{m.主题}}", "学习二"),
        ("{% for m in 会议 %}甲〔1〕{% endfor %}",
         "一¶二{%if~loop.first%}三{%endif%}", "一¶二三 一¶二"),
        ("{% set 和 = 人数 + 1 %}{% if 人数 %}甲〔1〕{% endif %}", "{{和}}", "13"),
        ("{% macro 句(词) %}甲{{ 词 }}〔1〕{% endmacro %}{{ 句(1) }}{{ 句(2) }}",
         "第{{词}}", "第1 第2"),
    ],
)  # fmt: skip
def test_each_reference_that_is_printed_has_its_own_note_and_no_other_is_left(
    template: str, notes: str, wanted: str, tmp_path: Path
):
    given = {n: text.replace("~", " ") for n, text in enumerate(notes.split(), 1)}
    code, data = compiled(workspace(tmp_path, noted(template, given)))
    for made in ways(code, data).values():
        assert read_notes(made) == wanted.split()
    compare(code, data)


def test_a_note_of_a_condition_is_streamed_like_any_other(tmp_path: Path):
    plain = noted("甲〔1〕乙〔2〕", {1: "一", 2: "二"})
    asked = noted("甲〔1〕{% if 人数 %}乙〔2〕{% endif %}", {1: "一", 2: "二"})
    made = [draft(tmp_path / name, each) for name, each in (("a", plain), ("b", asked))]
    assert made[1].words is not None
    notes = [each.package.members[NOTES["footnote"]] for each in made]
    assert notes[0] == notes[1]


def test_the_gap_of_a_note_counts_only_where_the_note_is_printed(tmp_path: Path):
    dropped = noted("甲{% if 信息 %}乙〔1〕{% endif %}", {1: "据{{ 备注 }}"})
    assert draft(tmp_path / "a", dropped).gaps == ()
    printed = noted("甲{% if 人数 %}乙〔1〕{% endif %}", {1: "据{{ 备注 }}"})
    made = draft(tmp_path / "b", printed)
    assert [gap.path for gap in made.gaps] == [("备注",)]
    assert made.words is not None
    assert "据【待补：备注】" in made.words[NOTES["footnote"]].lines
    assert "待补" not in made.words[DOCUMENT].lines


def test_what_is_wrong_in_a_note_of_a_loop_is_told_at_the_note(tmp_path: Path):
    template = noted("{% for m in 会议 %}甲〔1〕{% endfor %}", {1: "据{{ m.地点 }}"})
    (found,) = problems(lambda: generate(tmp_path / "a", template))
    assert found.place.to_text("zh") == "templates/x/template.docx 脚注第2段"
    assert found.place.words == "据{{ m.地点 }}"
    template = noted("{% for m in 会议 %}甲〔1〕{% endfor %}", {1: "第{{ 1 / (loop.index - 2) }}"})
    (found,) = problems(lambda: generate(tmp_path / "b", template))
    assert (found.code, found.place.to_text("zh")) == (
        "D336",
        "templates/x/template.docx 脚注第2段",
    )


@pytest.mark.parametrize("value", ["|\n  甲\n  乙", '"甲\\t乙"', '"甲&<乙"'])
def test_what_breaks_a_line_in_a_note_keeps_the_notes_own_format(value: str, tmp_path: Path):
    template = noted("{% for m in 会议 %}甲〔1〕{% endfor %}", {1: "据{{ 备注 }}止"})
    code, data = compiled(workspace(tmp_path, template, data=f"{DATA}备注: {value}\n"))
    compare(code, data)
    for made in ways(code, data).values():
        notes = xml.parse(made.package.members[NOTES["footnote"]])
        runs = [run for run in notes.iter(names.R) if run.find(names.T) is not None]
        assert len(runs) > 3 and all(run.find(f"{names.RPR}/{w('i')}") is not None for run in runs)


def test_digits_of_a_notes_own_wording_are_reported_where_it_is_printed(tmp_path: Path):
    def codes(folder: str, condition: str, words: str) -> list[str]:
        template = noted(f"甲{{% if {condition} %}}乙〔1〕{{% endif %}}", {1: words})
        made = draft(tmp_path / folder, template)
        return [each.code for each in checks.check_draft(made)]

    assert codes("a", "人数", "据2020年统计") == ["D402"]
    assert codes("b", "信息", "据2020年统计") == []
    assert codes("c", "人数", "见附件1，{{ 人数 }}人") == []


def test_a_long_table_with_a_note_a_row_is_streamed(tmp_path: Path):
    template = noted(LOOPS["a row"], {1: "见{{ m.主题 }}"})
    data = DATA.partition("会议:")[0] + "会议:\n" + "".join(
        f"  - {{类别: 党组会议, 主题: 第{n}次学习}}\n" for n in range(6_000)
    )  # fmt: skip
    made = draft(tmp_path, template, data=data, schema=SCHEMA)
    assert made.words is not None
    assert read_notes(made) == [f"见第{n}次学习" for n in range(6_000)]
