"""A report that gets another name: what hands did to the old one is not left behind unsaid."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import drafter
from small import DATA, generate, read_back


@pytest.mark.parametrize("edited", [True, False])
def test_an_edited_report_under_the_old_name_is_told(edited: bool, tmp_path: Path):
    old = generate(tmp_path, "{{ 单位 }}共{{ 人数 }}人").path
    assert old is not None
    if edited:
        document = docx.Document(str(old))
        document.paragraphs[0].add_run("，人写的话")
        document.save(str(old))
    data = tmp_path / "data/2021.yaml"
    data.write_text(DATA.replace("甲单位", "乙单位"), "utf-8")
    made = drafter.generate(data, here=tmp_path)
    told = [each for each in made.problems if each.code == "D550"]
    assert [each.message() for each in told] == (
        ["报告换了名字；原来的 output/甲单位总结.docx 有人改过，改的没有带到这一份里"]
        if edited
        else []
    )
    assert not [e for e in drafter.generate(data, here=tmp_path).problems if e.code == "D550"]
    onto = drafter.generate(data, onto="output/甲单位总结.docx", here=tmp_path)
    assert (
        onto.path is not None
        and ("人写的话" in "".join(read_back(onto.path.read_bytes()))) == edited
    )
