"""Tests for drafter.engine: compiled once, rendered the same each time, every value traced."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

import dataclasses
import datetime
import sys
import threading
from pathlib import Path

import pytest

from drafter import engine
from drafter.engine.compile.compiled import get_sandbox
from drafter.engine.compile.jinja_source import spread_tags
from drafter.engine.language import limits
from drafter.engine.render.recorder import Recorder
from drafter.figures import Figure
from drafter.problems import WordPlace
from drafter.template.tag import AT
from drafter.word import xml
from drafter.word.package import archive as packages
from drafter.word.repair import tree
from drafter.word.text import bookmarks, paragraphs
from notation import docx
from small import DATA, SCHEMA, changed, compiled, draft, read_back, workspace

TABLE = """# {{ 单位 }}
{%p for m in 会议 %}
{{ m.主题 }}{{ m.数量|默认(1) }}次
{%p endfor %}
| 主题 |
|tr {%tr for m in 会议 %}|
| {{ m.主题 }} |
|tr {%tr endfor %}|
共{{ 会议|数量 }}次"""


def body(made: engine.Draft) -> xml.Element:
    return xml.parse(made.package.members[packages.DOCUMENT])


def test_a_template_is_compiled_once_a_version(tmp_path: Path):
    first, _ = compiled(workspace(tmp_path, TABLE))
    again, _ = compiled(tmp_path)
    assert again is first
    other, _ = compiled(workspace(tmp_path, TABLE + "。句尾\n末段"))
    assert other is not first


def test_the_same_data_make_the_same_package_each_time(tmp_path: Path):
    code, data = compiled(workspace(tmp_path, TABLE))
    made = [engine.render_report(code, data, datetime.date(2021, 12, 31))[0] for _ in range(3)]
    assert all(each is not None for each in made)
    assert len({packages.write_zip(each.package) for each in made if each}) == 1


def test_renderings_at_the_same_time_do_not_meet(tmp_path: Path):
    code, data = compiled(workspace(tmp_path, TABLE))
    alone, _ = engine.render_report(code, data)
    made: list[engine.Draft | None] = []
    threads = [
        threading.Thread(target=lambda: made.append(engine.render_report(code, data)[0]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert alone is not None
    assert [each.trace if each else None for each in made] == [alone.trace] * 8


def test_the_trace_says_what_was_printed_from_which_records(tmp_path: Path):
    made = draft(tmp_path, TABLE)
    printed = [(each.slot, each.time, each.text) for each in made.trace if each.slot > 0]
    assert printed == [
        (1, 1, "甲单位"), (3, 1, "学习一"), (4, 1, "1"), (3, 2, "学习二"), (4, 2, "3"),
        (7, 1, "学习一"), (7, 2, "学习二"), (9, 1, "4"),
    ]  # fmt: skip
    (total,) = (each for each in made.trace if each.slot == 9)
    assert [origin.path for origin in total.origins] == [("会议", 0), ("会议", 1)]
    (stand_in,) = (each for each in made.trace if (each.slot, each.time) == (4, 1))
    assert [origin.path for origin in stand_in.origins] == [("会议", 0)]


def test_each_printed_value_is_found_again_in_the_page_by_its_mark(tmp_path: Path):
    made = draft(tmp_path, TABLE)
    trace = {(each.slot, each.time): each.text for each in made.trace}
    found = {
        (piece.mark.number, piece.mark.time): piece.text
        for paragraph in paragraphs.iterate_paragraphs(body(made))
        for piece in bookmarks.read_segments(paragraph.element)
        if piece.mark
    }
    assert found == {key: text for key, text in trace.items() if key[0] > 0}


def test_the_pieces_of_a_paragraph_are_as_long_as_its_words(tmp_path: Path):
    made = draft(
        tmp_path, "甲\t{{ 单位 }}↵{{ 备注 }}乙{{ 人数 }}", data=DATA + '备注: "a\\tb\\nc"\n'
    )
    (paragraph,) = (p for p in paragraphs.iterate_paragraphs(body(made)) if p.number == 1)
    pieces = bookmarks.read_segments(paragraph.element)
    assert "".join(piece.text for piece in pieces) == paragraph.text
    assert [(piece.start, piece.end) for piece in pieces][-1][1] == len(paragraph.text)


def test_each_block_knows_the_paragraph_of_the_template_it_came_from(tmp_path: Path):
    made = draft(tmp_path, TABLE)
    numbers = [
        (mark.number, mark.time)
        for paragraph in paragraphs.iterate_paragraphs(body(made))
        for mark in bookmarks.find_bookmarks(paragraph.element)
        if mark.kind == "p"
    ]
    assert numbers[:3] == [(1, 1), (3, 1), (3, 2)]
    place = made.compiled.paragraph(3)
    assert place is not None
    assert place.words == "{{ m.主题 }}{{ m.数量|默认(1) }}次"
    assert made.compiled.paragraph(99) is None


def test_marks_take_no_id_that_the_template_uses(tmp_path: Path):
    own = '<w:body><w:p><w:bookmarkStart w:id="5" w:name="own"/><w:bookmarkEnd w:id="5"/></w:p>'
    template = changed(docx("{{ 单位 }}"), packages.DOCUMENT, "<w:body>", own)
    starts = list(body(draft(tmp_path, template)).iter(xml.w("bookmarkStart")))
    ids = [node.get(xml.w("id")) for node in starts]
    assert len(ids) == len(set(ids)) > 1
    assert "own" in [node.get(xml.w("name")) for node in starts]


def test_a_mark_whose_start_fell_away_does_no_harm():
    recorder = Recorder({}, limits.Meter())
    recorder.mark = 7
    assert recorder.shut("p2") == b'<w:bookmarkEnd w:id="7"/>'
    assert recorder.open("p3") == b'<w:bookmarkStart w:id="8" w:name="_drafter_p3_1"/>'
    assert recorder.shut("p3") == b'<w:bookmarkEnd w:id="8"/>'


def test_a_gap_is_counted_once_however_often_it_is_printed(tmp_path: Path):
    made = draft(tmp_path, "{{ 备注 }}{{ 备注 }}{% for m in 会议 %}{{ m.备注 }}{% endfor %}")
    assert [gap.path for gap in made.gaps] == [("备注",), ("会议", 0, "备注"), ("会议", 1, "备注")]


def test_the_name_of_the_report_comes_from_the_schema_or_the_template(tmp_path: Path):
    assert draft(tmp_path / "1", "甲").title == "甲单位总结"
    schema = SCHEMA.replace('x-title: "{{ 单位 }}总结"\n', "")
    assert draft(tmp_path / "2", "甲", schema=schema).title == "x"


def test_an_error_is_placed_at_the_tag_that_raised_it_in_either_way(tmp_path: Path):
    workspace(tmp_path, "甲\n乙{{ 单位 }}\n| 丙 | {{ 人数 }}{{ 人数 / 0 }} |")
    code, data = compiled(tmp_path)
    for way in (code, dataclasses.replace(code, native=True)):
        made, (found,) = engine.render_report(way, data)
        assert made is None
        assert isinstance(found.place, WordPlace)
        assert (found.place.paragraph, found.place.cell) == (4, 2)
        at = found.place.column - 1
        assert found.place.words[at : at + found.place.width] == "{{ 人数 / 0 }}"


def test_an_error_in_a_macro_is_placed_in_the_macro(tmp_path: Path):
    template = "{% macro f(x) %}{{ x / 0 }}{% endmacro %}\n乙\n{{ f(人数) }}"
    workspace(tmp_path, template)
    _, (found,) = engine.render_report(*compiled(tmp_path))
    assert isinstance(found.place, WordPlace)
    assert found.place.paragraph == 1


def test_each_line_of_the_code_knows_its_tag(tmp_path: Path):
    code, _ = compiled(workspace(tmp_path, "{{ 单位 }}甲{% if 人数 %}{{ 人数 }}{% endif %}"))
    slots = code.template.slots[packages.DOCUMENT]
    tags = [f"{{{{ {AT}({s.number}, x) }}}}" if s.prints else s.text for s in slots]
    text, where = spread_tags("<w:t>" + "</w:t>\n<w:t>".join(tags) + "</w:t>", slots)
    lines = text.split("\n")
    assert len(where) - 1 >= len(lines)
    for number, line in enumerate(lines, 1):
        if f"{AT}(" in line:
            found = where[number]
            assert found is not None
            assert f"{AT}({found.number}," in line
    assert {slot.number for slot in where if slot} == {slot.number for slot in slots}


def test_the_table_of_filters_has_both_names_and_examples_that_are_true(tmp_path: Path):
    names = [name for word in engine.FILTER_TABLE for name in (word.english, word.chinese)]
    assert len(names) == len(set(names))
    assert all(word.summary[0] and word.summary[1] for word in engine.FILTER_TABLE)
    constant = [word.example for word in engine.FILTER_TABLE if word.example[0][3:4].isdigit()]
    assert len(constant) > 1
    made = draft(tmp_path, "\n".join(tag for tag, _ in constant))
    assert [p.text for p in paragraphs.iterate_paragraphs(body(made))] == [
        text for _, text in constant
    ]


@pytest.mark.parametrize("english", [word.english for word in engine.FILTER_TABLE])
def test_a_filter_works_under_both_its_names(english: str):
    filters = get_sandbox().filters
    chinese = next(word.chinese for word in engine.FILTER_TABLE if word.english == english)
    assert filters[english] is filters[chinese]


def test_figures_serve_as_numbers_wherever_a_number_is_asked(tmp_path: Path):
    template = "{{ range(人数)|list|length }}{{ '-' * 人数 }}{{ 清单[人数 - 11] }}{{ '甲乙'[:人数 - 11] }}{{ 单位|truncate(人数) }}"
    (paragraph,) = (
        p for p in paragraphs.iterate_paragraphs(body(draft(tmp_path, template))) if p.number == 1
    )
    assert paragraph.text == "12" + "-" * 12 + "乙" + "甲" + "甲单位"


def test_a_numbers_size_is_measured_and_a_figures_is_not_lost():
    assert limits.check_size(10**100) == 10**100
    with pytest.raises(limits.LimitExceeded):
        limits.check_size(10**10_000)
    assert limits.check_size(Figure(5)).value == 5


def test_properties_are_put_in_the_order_that_word_wants():
    text = (
        f'<w:p xmlns:w="{xml.W_URI}"><w:r><w:rPr><w:shd w:fill="FF0000"/><w:sz w:val="20"/><w:b/>'
        "</w:rPr></w:r></w:p>"
    )
    root = xml.parse(text.encode())
    tree.sort_properties(root)
    (properties,) = root.iter(xml.w("rPr"))
    assert [child.tag for child in properties] == [xml.w("b"), xml.w("sz"), xml.w("shd")]
    assert properties[2].get(xml.w("val")) == "clear"


def test_a_large_table_is_made_in_reasonable_time(tmp_path: Path):
    rows = "".join(f"  - {{类别: 党组会议, 主题: 第{n}次学习}}\n" for n in range(1000))
    data = DATA.split("会议:")[0] + "会议:\n" + rows
    template = "| 序号 | 主题 |\n|tr {%tr for m in 会议 %}|\n| {{ loop.index }} | {{ m.主题 }} |\n|tr {%tr endfor %}|"
    made = draft(tmp_path, template, data=data)
    assert len(list(body(made).iter(xml.w("tr")))) == 1001
    assert len(made.trace) > 2000


def test_a_recursion_in_a_template_leaves_python_as_it_was(tmp_path: Path):
    limit = sys.getrecursionlimit()
    workspace(tmp_path, "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(1) }}")
    _, (found,) = engine.render_report(*compiled(tmp_path))
    assert found.code == "D335"
    assert sys.getrecursionlimit() == limit


def test_the_text_of_a_draft_is_read_back_by_another_library(tmp_path: Path):
    made = draft(tmp_path, "甲{{ 单位 }}\n{{ 人数 }}乙")
    assert read_back(packages.write_zip(made.package)) == ["甲甲单位", "12乙"]
