"""Tests for drafter.template: a template folder is read whole, or all that is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import template as templates
from drafter.problems import Part
from drafter.word.text import places
from notation import docx
from small import changed, members, workspace

TEXT = "甲{{ 单位 }}乙{% if 人数 %}丙{% endif %}\n| {{ 人数 }} | 丁 |"


def read(folder: Path) -> templates.Template:
    opened, found = templates.read_template(folder / "templates" / "x", "templates/x")
    assert opened is not None, found
    return opened


def test_a_template_is_its_name_its_files_and_its_tags(tmp_path: Path):
    opened = read(workspace(tmp_path, TEXT))
    assert (opened.name, opened.file) == ("x", "templates/x/template.docx")
    assert set(opened.schema.root.fields) >= {"单位", "人数"}
    body = opened.slots["word/document.xml"]
    assert [slot.text for slot in body] == [
        "{{ 单位 }}",
        "{% if 人数 %}",
        "{% endif %}",
        "{{ 人数 }}",
    ]
    assert [slot.number for slot in body] == [1, 2, 3, 4]
    assert [(slot.paragraph.number, slot.column) for slot in body] == [
        (1, 2),
        (1, 11),
        (1, 23),
        (2, 1),
    ]
    assert [slot.prints for slot in body] == [True, False, False, True]


def test_tags_are_numbered_on_through_the_parts(tmp_path: Path):
    footer = "<w:p><w:r><w:t>{{ 单位 }}</w:t></w:r></w:p></w:ftr>"
    data = changed(docx(TEXT), "word/footer1.xml", "</w:ftr>", footer)
    opened = read(workspace(tmp_path, data))
    slot = opened.slot(5)
    assert slot is not None
    assert (slot.member, slot.text) == ("word/footer1.xml", "{{ 单位 }}")
    assert places.part_kind(slot.member) is Part.FOOTER
    assert opened.slot(6) is None


def test_a_tag_knows_its_prefix(tmp_path: Path):
    opened = read(workspace(tmp_path, "{{ a }}{{r b }}{{p c }}{{tr d }}{{ra }}{%p if x %}"))
    slots = opened.slots["word/document.xml"]
    prefixes = [slot.tag.prefix if slot.prints else "" for slot in slots]
    assert prefixes == ["", "r", "p", "tr", "", ""]


def test_a_tag_that_word_split_is_one_tag(tmp_path: Path):
    data = changed(
        docx("甲{{ 单位 }}乙"), "word/document.xml", "单位", "单</w:t></w:r><w:r><w:t>位"
    )
    (slot,) = read(workspace(tmp_path, data)).slots["word/document.xml"]
    assert (slot.text, slot.column) == ("{{ 单位 }}", 2)


def test_the_digest_is_that_of_both_files(tmp_path: Path):
    first = read(workspace(tmp_path / "1", TEXT))
    same = read(workspace(tmp_path / "2", TEXT))
    assert first.digest == same.digest
    other = read(workspace(tmp_path / "3", "句首" + TEXT))
    path = tmp_path / "2" / "templates" / "x" / "schema.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 一句话\n", encoding="utf-8")
    assert len({first.digest, other.digest, read(tmp_path / "2").digest}) == 3


@pytest.mark.parametrize("name", ["template.docx", "schema.yaml"])
def test_a_file_that_is_missing_is_named(name: str, tmp_path: Path):
    folder = workspace(tmp_path, TEXT) / "templates" / "x"
    (folder / name).unlink()
    opened, found = templates.read_template(folder, "templates/x")
    assert opened is None
    (each,) = found
    assert each.code == "D302"
    assert each.place.to_text("zh").startswith(f"templates/x/{name}")


def test_a_file_that_is_a_folder_cannot_be_read(tmp_path: Path):
    folder = workspace(tmp_path, TEXT) / "templates" / "x"
    (folder / "template.docx").unlink()
    (folder / "template.docx").mkdir()
    opened, found = templates.read_template(folder, "templates/x")
    assert opened is None
    assert [each.code for each in found] == ["D309"]


def test_what_is_wrong_with_both_files_is_told_at_once(tmp_path: Path):
    folder = workspace(tmp_path, b"no Word file") / "templates" / "x"
    (folder / "schema.yaml").write_text("type: 数字", encoding="utf-8")
    opened, found = templates.read_template(folder, "templates/x")
    assert opened is None
    assert [each.code for each in found] == ["D303", "D308"]


def test_reading_changes_nothing(tmp_path: Path):
    folder = workspace(tmp_path, TEXT)
    before = (folder / "templates" / "x" / "template.docx").read_bytes()
    assert dict(read(folder).package.members) == members(before)
    assert (folder / "templates" / "x" / "template.docx").read_bytes() == before
