"""Tests for drafter.checks.drafts.edges: what fits a cell of the ledger and not the sentence round it."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from notation import docx
from small import DATA, SCHEMA, changed, generate, workspace

LISTING = '研究了{{ 会议|取("主题")|列举 }}等事项。'
LOOP = "{% for m in 会议 %}{{ m.主题 }}{% if not loop.last %}、{% endif %}{% endfor %}。"


def told(
    folder: Path, template: str | bytes, first: str, **given: str
) -> list[tuple[str, str, int]]:
    """Code, marks and line of each warning about marks, with that as the first meeting's topic."""
    data = given.get("data", DATA).replace("主题: 学习一", f"主题: {first}")
    found = generate(folder, template, data=data).problems
    return [
        (each.code, str(dict(each.values)["text"]), getattr(each.place, "line", 0))
        for each in found
        if each.code in ("D251", "D403")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("template", "first", "text"),
    [
        (LISTING, "学习一。", "。"), (LISTING, "一是学习一", "一是"), (LISTING, "1.学习一", "1."),
        (LISTING, "（一）学习一", "（一）"), (LISTING, "学习一；", "；"), ("议题：{{ 会议[0].主题 }}。", "，学习一", "，"),
        (LOOP, "学习一。", "。"), ("{{ 会议[0].主题 }}。", "学习一。", "。"), ("研究{{ 会议[0].主题 }}等事项。", "学习一。", "。"),
        ("会议的主题是《{{ 会议[0].主题 }}》。", "学习一。", "。"),
        ('第一次是{{ 会议[0].主题 }}的会。', "学习一。", "。"),
        ("{% for m in 会议 %}召开{{ m.主题 }}会议。{% endfor %}", "学习一。", "。"),
        ("一是{{ 会议[0].主题 }}；", "一是学习一", "一是"), ("1.{{ 会议[0].主题 }}", "1.学习一", "1."),
        ("| {{ 会议[0].主题 }}等 | 甲 |", "学习一。", "。"),
        ("研究了{{ 会议[0].主题 }}。", "学习，，一", "，，"), ("研究了{{ 会议[0].主题 }}。", "学习（）一", "（）"),
    ],
)  # fmt: skip
def test_what_breaks_a_sentence_in_two_is_told_at_the_data(
    template: str, first: str, text: str, tmp_path: Path
):
    assert told(tmp_path, template, first) == [("D251", text, 11)]


@pytest.mark.parametrize(
    ("template", "first"),
    [
        ("{{ 会议[0].主题 }}", "学习一。"), ("主任强调{{ 会议[0].主题 }}会议还研究了别的。", "要学习。"),
        ("会议说：“{{ 会议[0].主题 }}”", "要学习。"), ("{{ 会议[0].主题 }}", "一是学习；二是工作。"),
        ("坚持做到{{ 会议[0].主题 }}。", "一是学习，二是工作"), ("主要有：{{ 会议[0].主题 }}。", "1.学习；2.工作"),
        ("| {{ 会议[0].主题 }} | 甲 |", "一、学习一。"), ("{{ 会议[0].主题 }}会议还有别的。", "学习一，学习二。"),
        ("{%p for m in 会议 %}\n{{ m.主题 }}\n{%p endfor %}", "一是学习。"), ("统一、{{ 会议[0].主题 }}", "学习一"),
        ("开了{{ 会议[0].主题 }}。等到年底再开。", "学习一"), ("全年{{ 会议[0].主题 }}。与此同时，工作有序。", "学习一"),
    ],
)  # fmt: skip
def test_what_may_be_meant_so_is_not(template: str, first: str, tmp_path: Path):
    assert told(tmp_path, template, first) == []


def test_a_lost_value_is_still_told_at_the_template(tmp_path: Path):
    template = "开会，{% if 信息 %}报送信息，{% endif %}，{{ 会议[0].主题 }}。"
    assert told(tmp_path, template, "学习一") == [("D403", "，，", 0)]


def test_it_is_told_in_a_header_too(tmp_path: Path):
    header = "<w:p><w:r><w:t>{{ 会议[0].主题 }}等会议</w:t></w:r></w:p></w:ftr>"
    template = changed(docx("甲"), "word/footer1.xml", "</w:ftr>", header)
    assert told(tmp_path, template, "学习一。") == [("D251", "。", 11)]


def test_in_a_sheet_it_is_told_at_the_cell(tmp_path: Path):
    data = DATA.split("会议:")[0] + "会议: {台账: 会议.csv}\n"
    rows = "类别,主题\n党组会议,学习一\n常委会会议,学习二。\n".encode()
    workspace(tmp_path, LISTING, data, SCHEMA, {"会议.csv": rows})
    (found,) = [
        e for e in drafter.generate("2021.yaml", here=tmp_path).problems if e.code == "D251"
    ]
    assert found.place is not None
    assert "会议.csv:3" in found.place.to_text("zh")
    assert "学习二。等" in found.message()
