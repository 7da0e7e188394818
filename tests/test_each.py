"""One data file and a table: each row makes a report of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import drafter
from drafter import Outcome, Problem
from drafter.problems import TextPlace
from drafter.problems.show import format_problem
from small import DATA, problems, read_back, workspace

TEMPLATE = "{{ 单位 }}{{ 人数 }}人，{{ 成文日期|日期 }}，电话{{ 主任.电话 }}。"


def office(folder: Path, table: str | bytes, template: str = TEMPLATE, data: str = DATA) -> Path:
    """A workspace with the table 单位列表.csv."""
    workspace(folder, template, data)
    content = table if isinstance(table, bytes) else table.encode()
    (folder / "单位列表.csv").write_bytes(content)
    return folder


def made(folder: Path, **given: Any) -> tuple[Outcome, ...]:
    return drafter.generate_many(["2021"], each="单位列表.csv", here=folder, **given)


def texts(outcomes: Sequence[Outcome]) -> list[str]:
    return [read_back(each.path.read_bytes())[0] for each in outcomes if each.path]


def refused(folder: Path, table: str | bytes, **given: Any) -> tuple[Problem, ...]:
    """What the whole table is refused for; nothing is written then."""
    found = problems(lambda: made(office(folder, table, **given)))
    assert list((folder / "output").iterdir()) == []
    return found


def row_problem(folder: Path, table: str, **given: Any) -> Problem:
    """The only problem of the first row; the second row is written all the same."""
    first, second = made(office(folder, table, **given))
    assert (first.status, second.status) == ("failed", "written")
    [found] = first.problems
    return found


def at(found: Problem) -> str:
    assert isinstance(found.place, TextPlace)
    return f"{found.place.file}:{found.place.line}:{found.place.column}"


def test_each_row_makes_a_report_with_its_values(tmp_path: Path) -> None:
    table = "单位,人数,成文日期\n甲局,5,2021/3/5\n乙局,7,2021年4月6日\n"
    outcomes = made(office(tmp_path, table))

    assert [each.name for each in outcomes] == ["单位列表.csv:2 甲局", "单位列表.csv:3 乙局"]
    assert texts(outcomes) == [
        "甲局5人，2021年3月5日，电话88。", "乙局7人，2021年4月6日，电话88。",
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [
        "乙局总结.docx", "甲局总结.docx",
    ]  # fmt: skip


def test_an_empty_cell_leaves_the_value_of_the_data(tmp_path: Path) -> None:
    template = "{{ 单位 }}{{ 人数 }}"
    outcomes = made(office(tmp_path, "单位,人数\n甲局,\n乙局, \n丙局,3\n", template))

    assert texts(outcomes) == ["甲局12", "乙局12", "丙局3"]


def test_a_name_with_a_dot_is_a_field_of_a_record(tmp_path: Path) -> None:
    template = "{{ 单位 }}{{ 主任.电话 }}{{ 主任.姓名 }}"
    table = "单位,主任.电话,主任.姓名\n甲局,0101,张三\n乙局,,李四\n"
    bare = DATA.replace('主任: {电话: "88"}\n', "")

    assert texts(made(office(tmp_path / "a", table, template))) == ["甲局0101张三", "乙局88李四"]
    outcomes = made(office(tmp_path / "b", table.replace("乙局,,", "乙局,9,"), template, bare))
    assert texts(outcomes) == ["甲局0101张三", "乙局9李四"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_the_table_may_be_as_excel_writes_it(tmp_path: Path, encoding: str) -> None:
    sign = "\t" if encoding == "utf-16" else ","
    table = sign.join(["单位", "人数"]) + "\r\n" + sign.join(["甲局", "5"]) + "\r\n,\r\n"
    table = table.replace("\r\n,\r\n", f"\r\n{sign}\r\n")
    [outcome] = made(office(tmp_path, table.encode(encoding), "{{ 单位 }}{{ 人数 }}"))

    assert outcome.status == "written" and outcome.problems == ()
    assert texts([outcome]) == ["甲局5"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "，"])
def test_cells_may_be_divided_by_other_signs(tmp_path: Path, sign: str) -> None:
    table = f"单位{sign}人数\n甲局{sign}5\n"

    assert texts(made(office(tmp_path, table, "{{ 单位 }}{{ 人数 }}"))) == ["甲局5"]


def test_a_cell_in_quotes_holds_commas_quotes_and_lines(tmp_path: Path) -> None:
    table = '备注,单位,人数\n"甲,""乙""\n丙",甲局,5\n"""全""",乙局,六\n丁,丙局,七\n'
    outcomes = made(office(tmp_path, table, "{{ 备注 }}{{ 人数 }}"))

    assert texts(outcomes) == ['甲,"乙"\n丙5']
    assert [at(each.problems[0]) for each in outcomes[1:]] == [
        "单位列表.csv:4:12",
        "单位列表.csv:5:6",
    ]


def test_a_bad_cell_is_shown_with_its_line_and_stops_only_its_row(tmp_path: Path) -> None:
    found = row_problem(tmp_path, "单位,人数\n甲局,十二人\n乙局,3\n")

    assert (found.code, at(found)) == ("D203", "单位列表.csv:2:4")
    assert format_problem(found).splitlines()[1:4] == [
        "  --> 单位列表.csv:2:4",
        " 2 | 甲局,十二人",
        "   |      ^^^^^^",
    ]


def test_figures_know_the_cell_they_come_from(tmp_path: Path) -> None:
    from drafter.commands.drafting.drafts import make_draft
    from drafter.source import read_rows
    from drafter.workspace import open_workspace

    office(tmp_path, "单位,人数\n甲局,5\n", "{{ 人数 }}")
    rows, _ = read_rows(tmp_path / "单位列表.csv", "单位列表.csv")
    assert rows is not None
    drafted = make_draft("2021", open_workspace(tmp_path), row=rows[0])
    [origin] = next(each for each in drafted.draft.trace if each.text == "5").origins

    assert (origin.file, origin.line, origin.column) == ("单位列表.csv", 2, 4)


@pytest.mark.parametrize(
    ("table", "code", "place"),
    [
        ("单位,人熟\n甲局,5\n", "D202", "单位列表.csv:1:4"),
        ("单位,完全不同的名称\n甲局,5\n", "D215", "单位列表.csv:1:4"),
        ("单位,主任.电化\n甲局,5\n", "D202", "单位列表.csv:1:4"),
        ("单位,人数,单位\n甲局,5,乙局\n", "D167", "单位列表.csv:1:7"),
        ('单位,备注\n甲局,"没完\n', "D165", "单位列表.csv:2:4"),
        ('单位,备注\n甲局,"完"了\n', "D165", "单位列表.csv:2:4"),
        ("单位\n甲\x07局\n", "D112", "单位列表.csv:2:2"),
    ],
)
def test_a_table_that_is_wrong_as_a_whole_stops_everything(
    tmp_path: Path, table: str, code: str, place: str
) -> None:
    [found] = refused(tmp_path, table)

    assert (found.code, at(found)) == (code, place)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (b"", "D166"),
        ("单位,人数\n".encode(), "D166"),
        ("单位,人数\n,\n\n".encode(), "D166"),
        (b"PK\x03\x04rest", "D170"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "D171"),
        (b"\x81\xff\xff", "D109"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, table: bytes, code: str) -> None:
    [found] = refused(tmp_path, table)

    assert found.code == code


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    workspace(tmp_path, TEMPLATE)
    [found] = problems(lambda: made(tmp_path))

    assert found.code == "D101" and "单位列表.csv" in found.message()


def test_a_value_without_a_column_name_stops_its_row(tmp_path: Path) -> None:
    found = row_problem(tmp_path, "单位,人数,\n甲局,5,多,\n乙局,3,,\n")

    assert (found.code, at(found)) == ("D168", "单位列表.csv:2:6")


def test_a_row_with_too_few_cells_is_stopped(tmp_path: Path) -> None:
    found = row_problem(tmp_path, "单位,备注,人数\n甲局,5\n乙局,,3\n")

    assert found.code == "D169" and "2格" in found.message()


def test_an_empty_column_without_a_name_is_nothing(tmp_path: Path) -> None:
    assert made(office(tmp_path, "单位,人数,,\n甲局,5,,\n"))[0].status == "written"


def test_a_column_that_is_never_filled_in_may_have_any_name(tmp_path: Path) -> None:
    assert made(office(tmp_path, "单位,说明\n甲局,\n"))[0].status == "written"


def test_the_template_may_be_a_column(tmp_path: Path) -> None:
    office(tmp_path, "单位,模板\n甲局,x\n乙局,无\n")
    outcomes = made(tmp_path)

    assert [each.status for each in outcomes] == ["written", "failed"]
    assert at(outcomes[1].problems[0]) == "单位列表.csv:3:4"


def test_a_list_is_no_value_of_a_cell(tmp_path: Path) -> None:
    first, _ = made(office(tmp_path, "单位,会议\n甲局,学习\n乙局,\n"))

    assert [found.code for found in first.problems] == ["D211"]
    assert at(first.problems[0]) == "单位列表.csv:2:4"


def test_two_rows_of_one_name_make_one_report(tmp_path: Path) -> None:
    outcomes = made(office(tmp_path, "单位,人数\n甲局,5\n甲局,6\n"), jobs=2)

    assert [each.status for each in outcomes] == ["written", "failed"]
    assert "单位列表.csv:2 甲局" in outcomes[1].problems[-1].message()


def test_a_table_goes_with_each_of_several_data_files(tmp_path: Path) -> None:
    office(tmp_path, "单位,人数\n甲局,5\n")
    other = tmp_path / "data" / "2022.yaml"
    other.write_text(DATA.replace("人数", "备注: 新\n人数"), encoding="utf-8")
    outcomes = drafter.generate_many(["2021", "2022"], each="单位列表.csv", here=tmp_path)

    assert [each.status for each in outcomes] == ["written", "failed"]
    assert [found.code for found in outcomes[1].problems] == ["D515"]
    assert "data/2021.yaml 单位列表.csv:2 甲局" in outcomes[1].problems[0].message()


def test_resume_makes_only_the_rows_that_changed(tmp_path: Path) -> None:
    made(office(tmp_path, "单位,人数\n甲局,5\n乙局,6\n"))
    office(tmp_path, "人数,单位\n5,甲局\n7,乙局\n8,丙局\n")

    statuses = [each.status for each in made(tmp_path, resume=True)]
    assert statuses == ["skipped", "replaced", "written"]


def test_many_rows_by_two_processes_are_those_of_one(tmp_path: Path) -> None:
    table = "单位,人数\n" + "".join(f"第{n}局,{n}\n" for n in range(30))
    for name, jobs in (("one", 1), ("two", 2)):
        outcomes = made(office(tmp_path / name, table), jobs=jobs)
        assert [each.status for each in outcomes] == ["written"] * 30
    for path in (tmp_path / "one" / "output").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / "output" / path.name).read_bytes()


def test_the_command_takes_a_table(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, "单位,人数\n甲局,5\n乙局,七\n")
    monkeypatch.chdir(tmp_path)
    ran = run("generate", "2021", "--each", "单位列表.csv", "-o", "送审")

    assert ran.code == 1
    assert ran.out.startswith("共2份：新写1、失败1。")
    assert "单位列表.csv:3 乙局  D203" in ran.err and "单位列表.csv:3:4" in ran.err
    assert [path.name for path in (tmp_path / "送审").iterdir()] == ["甲局总结.docx"]
    assert run("generate", "2021", "--each", "没有.csv").code == 1
    assert run("generate", "2021", "--each", "单位列表.csv", "-o", "x.docx").code == 2


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("甲局,5\n乙局,7\n合计,12\n", [2, 3]), ("甲局,5\n小计,5\n乙局,7\n总计,12\n", [2, 4]),
        ("甲局,5\n单位,人数\n乙局,7\n注：截至年底,\n制表人：张三,\n", [2, 4]),
        ("一、机关,\n甲局,5\n二、镇街,\n乙街,3\n", [3, 5]),
        ("甲局,\n乙局,\n", [2, 3]), ("合计办公室,5\n乙局,7\n", [2, 3]),
    ],
)  # fmt: skip
def test_totals_and_notes_of_the_table_make_no_report_and_are_told(
    rows: str, kept: list[int], tmp_path: Path
) -> None:
    outcomes = made(office(tmp_path, f"单位,人数\n{rows}", "{{ 单位 }}{{ 人数 }}"))
    lines = {line: each for line, each in enumerate(outcomes, 2)}
    assert [line for line, each in lines.items() if each.path] == kept
    others = [each for line, each in lines.items() if line not in kept]
    assert {(each.status, each.problems[0].code) for each in others} <= {("passed", "D229")}
    assert len(list((tmp_path / "output").iterdir())) == len(kept)


def test_a_table_of_totals_alone_is_refused(tmp_path: Path) -> None:
    assert [each.code for each in refused(tmp_path, "单位,人数\n合计,12\n")] == ["D166"]


def test_totals_are_passed_over_in_a_workbook_too(tmp_path: Path) -> None:
    from sheets import book

    rows = [["单位", "人数"], ["甲局", 5], ["合计", 5], ["审核人：李", None]]
    office(tmp_path, book(rows), "{{ 单位 }}{{ 人数 }}")
    (tmp_path / "单位列表.csv").rename(tmp_path / "单位列表.xlsx")
    outcomes = drafter.generate_many(["2021"], each="单位列表.xlsx", here=tmp_path)
    assert [each.status for each in outcomes] == ["written", "passed", "passed"]
