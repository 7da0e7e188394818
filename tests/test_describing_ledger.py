"""Tests for drafter.commands.describing.ledgers: a typed figure becomes a ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
import small
from test_description import described

TEXT = """\
名称: 总结
项目: {年度: 年份}
台账:
  会议:  # 一次一行
    计量: 次
    各栏: {日期: 日期}

# 数
指标:
  督办提案: 填写 件
  走访: {取数: 填写 户（可不填）, 说明: 入户的}
  占比: 督办提案 占 总数
  总数: 督办提案 + 会议
"""
DATA = "模板: x\n年度: 2021\n督办提案: 3  # 问过办公室\n走访: 200余\n"
TEMPLATE = "督办{{督办提案}}件，{{督办提案|较上年(上年.督办提案)}}。走访{{走访}}户。"


def office(folder: Path, text: str = TEXT, data: str = DATA, before: str = "5") -> Path:
    home = described(folder, TEMPLATE, text, data)
    earlier = f"模板: x\n年度: 2020\n督办提案: {before}\n走访: 180\n"
    (home / "data" / "2020.yaml").write_text(earlier, encoding="utf-8")
    return home


def page(home: Path) -> str:
    made = drafter.generate("2021.yaml", here=home, overwrite=True)
    assert made.path is not None
    return small.read_back(made.path.read_bytes())[0]


def texts(home: Path) -> list[str]:
    paths = ["templates/x/template.yaml", "data/2020.yaml", "data/2021.yaml"]
    return [(home / each).read_text("utf-8") for each in paths]


def test_a_typed_figure_becomes_records_to_be_filled(tmp_path: Path) -> None:
    home = office(tmp_path)
    before, printed = texts(home), page(home)
    shown = drafter.ledger_from_figure("督办提案", here=home)
    assert (texts(home), shown.backups, shown.rows) == (before, (), 3)
    made = drafter.ledger_from_figure("督办提案", do=True, here=home)
    assert [each.name for each in made.files] == ["template.yaml", "2020.yaml", "2021.yaml"]
    assert [each.read_text("utf-8") for each in made.backups] == before
    described, earlier, newest = texts(home)
    assert described == before[0].replace(
        "各栏: {日期: 日期}\n",
        "各栏: {日期: 日期}\n  督办提案台账:\n    计量: 件\n"
        "    各栏: {名称: 文字, 日期: 日期（可不填）, 数量: 整数（可不填）}\n",
    ).replace("督办提案: 填写 件", "督办提案: 督办提案台账")
    record = "督办提案台账:\n  - {名称: 2020年合计, 数量: 5}\n"
    assert earlier == before[1].replace("督办提案: 5\n", record)
    rows = "督办提案台账:  # 问过办公室\n" + "  - {名称: , 日期: }\n" * 3
    assert newest == before[2].replace("督办提案: 3  # 问过办公室\n", rows)
    assert page(home) == printed == "督办3件，较上年减少2。走访200余户。"
    assert [each.code for each in drafter.check("2021.yaml", here=home).problems].count("D201") == 3


def test_a_rough_figure_of_this_year_says_so_beside_its_rows(tmp_path: Path) -> None:
    home = office(tmp_path)
    made = drafter.ledger_from_figure("走访", "走访记录", "户主，日期, 村组", do=True, here=home)
    assert made.rows == 200
    described, earlier, newest = texts(home)
    assert "走访: {取数: 走访记录, 说明: 入户的}" in described
    columns = "{户主: 文字, 日期: 日期（可不填）, 村组: 文字（可不填）, 数量: 整数（可不填）}"
    assert columns in described
    assert "走访记录:\n  - {户主: 2020年合计, 数量: 180}\n" in earlier
    assert "走访记录:  # 原来填的是200余，行数多退少补\n  - {户主: , 日期: , 村组: }\n" in newest


@pytest.mark.parametrize(
    "tag",
    ["上年{{上年.督办提案}}件", "{{上年.督办提案 + 1}}", "{{督办提案|约数}}{{占比}}{{总数}}",
     "{% if 上年.督办提案 > 督办提案 %}少{% endif %}", "[[督办提案？有{{督办提案 * 2}}件]]",
     "{% if 督办提案 > 上年.督办提案 %}多{% endif %}{{督办提案|较上年(上年.督办提案, '件')}}"],
)  # fmt: skip
def test_the_report_says_what_it_said(tag: str, tmp_path: Path) -> None:
    home = described(tmp_path, tag, TEXT, DATA)
    earlier = "模板: x\n年度: 2020\n督办提案: 5\n走访: 180\n"
    (home / "data" / "2020.yaml").write_text(earlier, encoding="utf-8")
    before = page(home)
    drafter.ledger_from_figure("督办提案", do=True, here=home)
    assert page(home) == before


@pytest.mark.parametrize(
    ("ledgers", "typed", "wanted"),
    [("台账:\n", "督办提案:", 1), ("", "", 1), ("台账: {}\n", "督办提案: 0", 0),
     ("台账: {会议: {各栏: {日期: 日期}}}\n", "督办提案: 二十", 20)],
)  # fmt: skip
def test_the_ledger_finds_its_place_however_the_files_are_written(
    ledgers: str, typed: str, wanted: int, tmp_path: Path
) -> None:
    text = f"名称: 总结\n项目: {{年度: 年份}}\n{ledgers}指标:\n  督办提案: 填写 件（可不填）\n"
    text += "  走访: 填写 户\n"
    home = office(tmp_path, text, f"模板: x\n年度: 2021\n走访: 3\n{typed}", before="0")
    made = drafter.ledger_from_figure("督办提案", do=True, here=home)
    assert made.rows == wanted
    assert page(home).startswith(f"督办{wanted}件，")
    assert "督办提案台账: []\n" in texts(home)[1]


@pytest.mark.parametrize(
    ("figure", "name", "columns", "before", "code"),
    [("占比", None, None, "5", "D527"), ("户", None, None, "5", "D527"),
     ("督办提案", "会议", None, "5", "D528"), ("督办提案", "督办提案", None, "5", "D528"),
     ("督办提案", None, "日期", "5", "D528"), ("督办提案", None, "案由,案由", "5", "D528"),
     ("督办提案", None, None, "30余", "D529"), ("督办提案", None, None, "", "D529"),
     ("督办提案", None, None, "2.5", "D529")],
)  # fmt: skip
def test_what_cannot_be_a_ledger_is_refused_and_nothing_is_written(
    figure: str, name: str | None, columns: str | None, before: str, code: str, tmp_path: Path
) -> None:  # fmt: skip
    home = office(tmp_path, TEXT.replace("年份}", "年份, 户: 约数（可不填）}"), before=before)
    kept = texts(home)
    [found] = small.problems(
        lambda: drafter.ledger_from_figure(figure, name, columns, do=True, here=home)
    )
    assert found.code == code
    assert texts(home) == kept
