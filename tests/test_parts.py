"""Tests for the parts of a template beside its body: filled, or refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from drafter.problems import Part, WordPlace
from drafter.word.package.archive import Package, write_zip
from notation import docx
from revised import opened
from small import workspace
from wordparts import OFFICE, p, part, related, run

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def with_endnote(inside: str, body: str = "{{ 单位 }}") -> Package:
    data = part("endnotes", f'<w:endnote w:id="2">{p(run(inside))}</w:endnote>')
    name = "word/endnotes.xml"
    return related(opened(docx(body)), f"{OFFICE}/endnotes", name, data, f"{WORD}.endnotes+xml")[0]


def check(folder: Path, package: Package) -> list[drafter.Problem]:
    """What `template check` says of the template, refused or not."""
    workspace(folder, write_zip(package))
    try:
        return drafter.template_check("x", here=folder)
    except drafter.DrafterError as error:
        return list(error.problems)


@pytest.mark.parametrize(
    ("inside", "code"),
    [("{% if 备注 %}有", "D312"), ("{{ 単位 }}", "D314"), ("{{ 单位|没有 }}", "D316"),
     ("｛｛单位｝｝", "D311")],
)  # fmt: skip
def test_a_wrong_tag_in_an_endnote_is_told_there(inside: str, code: str, tmp_path: Path):
    found = [each for each in check(tmp_path, with_endnote(inside)) if each.code == code]
    assert [type(each.place) for each in found] == [WordPlace]
    assert isinstance(found[0].place, WordPlace)
    assert found[0].place.part is Part.ENDNOTE
