"""The second shipped report, and how a workspace gets it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import drafter
import readers
from drafter.commands.describing.shipped import list_sample_files
from drafter.problems import DrafterError
from drafter.schema.description.exporting import write_json_schema
from drafter.template import read_template
from drafter.workspace import shipped_folder

NAME = "提案工作情况报告"
FACTS = (
    "全年收到提案168件，经审查立案150件，立案率89.3%，立案数较上年增加12件",
    "集体提案61件，占立案提案的40.7%",
    "区教育局8件、区工信局8件等",
    "已解决105件、正在解决26件、列入规划12件、留作参考7件",
    "由区委书记、区长、区政协主席",
)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    drafter.init("提案", template=NAME, here=tmp_path)
    return tmp_path / "提案"


def test_it_is_clean_and_says_what_the_records_say(second: Path) -> None:
    result = drafter.generate("提案2021.yaml", final=True, here=second)
    assert result.path is not None and result.problems == ()
    text = readers.text(result.path)
    assert [fact for fact in FACTS if fact not in text] == []


def test_its_cross_table_adds_up_both_ways(second: Path) -> None:
    result = drafter.generate("提案2021.yaml", here=second)
    assert result.path is not None
    cross, key = readers.tables(result.path)
    rows = [[int(cell) for cell in row[1:]] for row in cross[1:]]
    assert all(sum(row[:-1]) == row[-1] for row in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert rows[-1][-1] == 150 and len(key) - 1 == 10


def test_the_first_year_has_nothing_to_compare_with(second: Path) -> None:
    result = drafter.generate("提案2020.yaml", here=second)
    assert result.path is not None
    text = readers.text(result.path)
    assert "立案138件" in text and "较上年" not in text
    assert not re.search(r"[，、；：。][，、；：。]|（）|待补", text)


def test_every_figure_of_it_knows_its_records(second: Path) -> None:
    result = drafter.generate("提案2021.yaml", here=second)
    figures = [printed for printed in result.trace if re.search(r"\d", printed.text)]
    assert len(figures) > 40
    assert [p.text for p in figures if not p.origins and not p.text.isdigit()] == []


def test_all_of_one_result_says_so_without_a_breakdown(second: Path) -> None:
    path = second / "data/提案2021.yaml"
    rows = "".join(
        f"  - {{编号: {n}, 案由: 关于某事{n}的提案, 类别: 社会治理, 提案者: 委员, "
        "承办单位: 区司法局, 办理结果: 已解决, 满意度: 满意}\n"
        for n in range(1, 4)
    )
    text = re.sub(r"(?m)^提案: .*\n", f"提案:\n{rows}", path.read_text("utf-8"))
    path.write_text(text.replace("收到提案: 168", "收到提案: 3"), "utf-8")
    result = drafter.generate("提案2021.yaml", here=second)
    assert result.path is not None
    page = readers.text(result.path)
    assert "立案3件" in page and "满意的3件" in page
    assert "100%" not in page and "按提案者分" not in page


# ── init and template list ──


def test_a_workspace_begins_with_the_first_report_alone(tmp_path: Path, run: Any) -> None:
    drafter.init("办公室", here=tmp_path)
    names = sorted(path.name for path in (tmp_path / "办公室/data").iterdir())
    assert names == ["2020.yaml", "2021.yaml"]
    listed = {each.name: each for each in drafter.template_list(here=tmp_path / "办公室")}
    assert listed["统战工作总结"].here and not listed[NAME].here
    assert listed["统战工作总结"].data == ("data/2020.yaml", "data/2021.yaml")


def test_the_second_is_added_to_a_workspace_that_is_there(office: Path, run: Any) -> None:
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    for path in list_sample_files(NAME):
        (office / path).unlink(missing_ok=True)
    shutil.rmtree(office / "templates" / NAME, ignore_errors=True)
    assert run("init", ".", "--template", NAME).code == 0
    assert f"{NAME}：data/提案2020.yaml、data/提案2021.yaml" in run("template", "list").out
    kept = [p for p in before if p.is_file() and p.read_bytes() == before[p]]
    assert len(kept) >= 5
    ran = run("init", ".", "--template", NAME)
    assert ran.code == 1 and "D508" in ran.err


def test_a_template_that_does_not_come_along_is_named(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as error:
        drafter.init("甲", template="提案工作情况报", here=tmp_path)
    assert [each.code for each in error.value.problems] == ["D301"]
    assert not (tmp_path / "甲").exists()


@pytest.mark.parametrize("name", ["统战工作总结", NAME])
def test_the_description_for_editors_is_up_to_date(name: str) -> None:
    folder = shipped_folder() / "templates" / name
    template, _ = read_template(folder, name)
    assert template is not None
    assert (folder / "schema.json").read_bytes() == write_json_schema(template.schema.raw)
