"""Tests for figures that a clerk types: exact ones, and ones in round terms such as 200余."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
import sheets
import small
from test_description import described

TEXT = """\
名称: 总结
项目: {年度: 年份}
台账:
  走访:
    计量: 次
    各栏: {日期: 日期, 户数: 约数（户，可不填）}
指标:
  户数: 填写 户
  满意率: 填写 %（可不填）
"""


def page(folder: Path, template: str, typed: str, before: str = "") -> str:
    home = described(folder, template, TEXT, f"模板: x\n年度: 2021\n户数: {typed}\n")
    if before:
        (home / "data" / "2020.yaml").write_text(
            f"模板: x\n年度: 2020\n户数: {before}\n", encoding="utf-8"
        )
    made = drafter.generate("2021.yaml", here=home)
    assert made.path is not None
    return small.read_back(made.path.read_bytes())[0]


@pytest.mark.parametrize(
    "typed",
    ["217", "200余", "近300", "约50", "3.2万", "30余万", "2.60", '"495,737"', "十余", "二十",
     "3—5", "上百", "100多", "不足10", "500以上", "数十", "-3"],
)  # fmt: skip
def test_a_typed_figure_is_printed_as_it_was_typed(typed: str, tmp_path: Path) -> None:
    wanted = typed.strip('"')
    assert page(tmp_path, "走访{{户数}}户", typed) == f"走访{wanted}户"


@pytest.mark.parametrize(
    ("typed", "wanted"), [("217", "210余"), ("200余", "200余"), ("近300", "近300"), ("七", "7")]
)
def test_a_round_figure_needs_no_rounding(typed: str, wanted: str, tmp_path: Path) -> None:
    assert page(tmp_path, "走访{{户数|约数}}户", typed) == f"走访{wanted}户"


@pytest.mark.parametrize(
    ("typed", "before", "wanted"),
    [("217", "200", "走访217户，较上年增加17"), ("200余", "180", "走访200余户，"),
     ("217", "200余", "走访217户，")],
)  # fmt: skip
def test_a_round_figure_is_not_compared(
    typed: str, before: str, wanted: str, tmp_path: Path
) -> None:
    template = "走访{{户数}}户，{{户数|较上年(上年.户数)}}"
    assert page(tmp_path, template, typed, before).startswith(wanted)


def test_a_condition_asks_for_the_number_in_it(tmp_path: Path) -> None:
    template = "{% if 户数 > 100 %}走访{{户数}}户{% endif %}"
    assert page(tmp_path, template, "200余") == "走访200余户"


def test_nothing_is_computed_of_a_round_figure(tmp_path: Path) -> None:
    found = small.problems(lambda: page(tmp_path, "走访{{户数 + 1}}户", "200余"))
    assert "约数" in found[0].message() + found[0].cure()


@pytest.mark.parametrize(
    ("typed", "cure"),
    [("217户", "217"), ("200余户", "200余"), ("２１７", "217"),
     ("很多", "200余"), ("007", "200余"), ("是", "200余")],
)  # fmt: skip
def test_what_is_no_figure_is_refused_with_what_to_write(
    typed: str, cure: str, tmp_path: Path
) -> None:
    found = small.problems(lambda: page(tmp_path, "走访{{户数}}户", typed))
    assert found[0].code == "D203"
    assert cure in found[0].cure()


@pytest.mark.parametrize("typed", ["69.4", "69.4%", "69.4％", '"69.4 %"'])
def test_the_sign_of_a_figure_in_percent_may_be_typed_too(typed: str, tmp_path: Path) -> None:
    template = "{{户数}}户，占{{满意率}}%，{{满意率 - 0.4}}"
    assert page(tmp_path, template, f"7\n满意率: {typed}") == "7户，占69.4%，69.0"


@pytest.mark.parametrize("typed", ["%", "69.4%%", "69.4‰"])
def test_another_sign_is_no_sign_of_percent(typed: str, tmp_path: Path) -> None:
    typing = f"7\n满意率: '{typed}'"
    found = small.problems(lambda: page(tmp_path, "{{户数}}户，占{{满意率}}%", typing))
    assert found[0].code == "D203"


def test_a_figure_that_is_lacking_is_a_gap(tmp_path: Path) -> None:
    assert page(tmp_path, "走访{{户数}}户", "") == "走访【待补：户数】户"


def test_a_column_of_a_sheet_may_hold_round_figures(tmp_path: Path) -> None:
    table = sheets.book(
        [["日期", "户数"], ["2021-01-02", "200余"], ["2021-02-03", 12], ["2021-03-04", None]]
    )
    home = described(
        tmp_path,
        "{% for 次 in 走访 %}{{次.户数 or '几'}}户、{% endfor %}",
        TEXT,
        "模板: x\n年度: 2021\n户数: 3\n走访: {台账: 走访.xlsx}\n",
    )
    (home / "data" / "走访.xlsx").write_bytes(table)
    made = drafter.generate("2021.yaml", here=home)
    assert made.path is not None
    assert small.read_back(made.path.read_bytes())[0] == "200余户、12户、几户、"


def test_a_typed_figure_is_to_be_filled_in_anew_each_year(tmp_path: Path) -> None:
    home = described(tmp_path, "走访{{户数}}户", TEXT, "模板: x\n年度: 2021\n户数: 200余\n")
    made = drafter.new(2022, here=home)
    assert made.to_fill == ("户数",)
    assert "户数:  # 2021年是200余\n" in made.path.read_text(encoding="utf-8")
