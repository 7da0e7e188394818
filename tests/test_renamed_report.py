"""A report that gets another name: what hands did to the old one is not left behind unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

import drafter
from drafter.problems import Problem
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


def _edit(old: Path, new: Path, words: str, number: int = 0) -> None:
    document = docx.Document(str(old))
    document.paragraphs[number].add_run(words)
    document.core_properties.last_modified_by = new.stem
    document.save(str(new))


def _codes(made: drafter.Result) -> list[str]:
    return [each.code for each in made.problems if each.code in ("D550", "D593")]


def test_a_renamed_copy_that_was_brought_up_to_date_leads_back_to_one_report(tmp_path: Path):
    report = generate(tmp_path, "{{ 单位 }}共{{ 人数 }}人\n另有一段话。").path
    assert report is not None
    renamed, other = report.with_name("王主任改.docx"), report.with_name("李主席改.docx")
    _edit(report, renamed, "，王写的话")
    _edit(report, other, "，李写的话", 1)
    data = tmp_path / "data/2021.yaml"
    data.write_text(DATA.replace("人数: 12", "人数: 15"), "utf-8")
    made = drafter.generate("2021.yaml", onto="output/王主任改.docx", here=tmp_path)
    assert made.status == "updated" and _codes(made) == []
    assert _codes(drafter.status(here=tmp_path)) == ["D593"]
    # the other copy goes into the report: what the renamed one has more is told
    made = drafter.gather([other], here=tmp_path)
    (told,) = [each for each in made.problems if each.code == "D593"]
    assert "上一次更新的是 output/王主任改.docx" in told.message()
    assert "drafter gather output/王主任改.docx" in told.cure()
    made = drafter.gather([renamed], here=tmp_path)
    assert _codes(made) == [] and made.path == report
    words = docx.Document(str(report)).element.xml  # what hands wrote stands there tracked
    assert all(each in words for each in ("王写的话", "李写的话", ">15<"))
    assert _codes(drafter.generate("2021.yaml", here=tmp_path)) == []


def test_a_report_that_is_written_beside_the_one_brought_up_to_date_is_told_once(tmp_path: Path):
    report = generate(tmp_path, "{{ 单位 }}共{{ 人数 }}人").path
    assert report is not None
    renamed = report.with_name("王主任改.docx")
    _edit(report, renamed, "，王写的话")
    data = tmp_path / "data/2021.yaml"
    for number, told in ((15, ["D593"]), (16, [])):
        if told:
            data.write_text(DATA.replace("人数: 12", "人数: 14"), "utf-8")
            drafter.generate("2021.yaml", onto=renamed, here=tmp_path)
        data.write_text(DATA.replace("人数: 12", f"人数: {number}"), "utf-8")
        assert _codes(drafter.generate("2021.yaml", here=tmp_path)) == told
    (wrong,) = _refused(lambda: drafter.gather([renamed, report], here=tmp_path))
    assert wrong.code == "D539" and "从命令里删掉它" in wrong.cure()


def _refused(call: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(drafter.DrafterError) as error:
        call()
    return error.value.problems
