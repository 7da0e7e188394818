"""Data that a schema allows and an office never means: told at their line, once, at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import drafter
import small
from drafter.problems import DrafterError, Problem, TextPlace

HEAD = "模板: x\n单位: 甲单位\n年度: 2021\n成文日期: 2021-12-31\n"
SCHEMA = small.SCHEMA.replace("  人数: {", "  年度: {type: integer}\n  人数: {", 1)
SCHEMA = SCHEMA.replace(
    "  信息: {",
    "  户数: {x-kind: figure, x-unit: 户}\n  增幅: {x-kind: figure, x-unit: '%'}\n"
    "  到场: {type: integer, minimum: 0}\n  温差: {type: integer, minimum: -9}\n  信息: {",
)
TEMPLATE = "{{ 单位 }}开会{{ 会议|数量 }}次"
LOOP = "{%p for 次 in 会议 %}\n\n{{ 次.主题 }}{{ 次.数量 }}次\n\n{%p endfor %}"


def _row(said: str) -> str:
    """甲3: a record with that topic and amount; 2021-01-05: one of that day."""
    if said[:1].isdigit():
        return f"  - {{类别: 党组会议, 主题: 学{said[-2:]}号, 日期: {said}}}\n"
    name = said.rstrip("0123456789-")
    amount = f", 数量: {said[len(name) :]}" if name != said else ""
    return f"  - {{类别: 党组会议, 主题: {name}{amount}}}\n"


def _data(rows: str) -> str:
    return HEAD + "会议:\n" + "".join(map(_row, rows.split()))


def _told(call: Callable[[], drafter.Result]) -> tuple[Problem, ...]:
    try:
        return call().problems
    except DrafterError as error:
        return error.problems


def _both(folder: Path, data: str, template: str = TEMPLATE) -> list[list[str]]:
    """The codes that a draft tells, and those that a final tells."""
    small.workspace(folder, template, data=data, schema=SCHEMA)
    draft = _told(lambda: drafter.generate("2021.yaml", here=folder))
    final = _told(lambda: drafter.generate("2021.yaml", here=folder, final=True))
    wanted = ("D221", "D257", "D411")
    return [[each.code for each in run if each.code in wanted] for run in (draft, final)]


@pytest.mark.parametrize(
    ("rows", "template", "final"),
    [
        ("甲3 乙4 合计7", TEMPLATE, ["D257"]),
        ("合计7 甲3 乙4", TEMPLATE, ["D257"]),
        ("甲 乙 总计2", TEMPLATE, ["D257"]),  # each counts as one where nothing says how many
        ("甲3 乙4 小计7 丙 丁 小计2", TEMPLATE, ["D257", "D257"]),
        ("甲3 乙4 合计9", TEMPLATE, ["D221"]),  # no sum of the others: it is asked, as in a draft
        ("甲3 乙4 合计7", LOOP, ["D221"]),  # no printed figure counts it
    ],
)
def test_a_total_that_a_figure_counts_stops_a_final_and_no_draft(
    rows: str, template: str, final: list[str], tmp_path: Path
) -> None:
    assert _both(tmp_path, _data(rows), template) == [["D221"] * len(final), final]


def test_a_total_of_a_name_and_figures_alone_needs_no_sum_and_can_be_silenced(
    tmp_path: Path,
) -> None:
    schema = SCHEMA.replace("题目: {type: string}", "题目: {type: string}, 数量: {type: integer}")
    data = HEAD + "信息:\n  - {题目: 甲, 数量: 3}\n  - {题目: 合计, 数量: 9}\n"
    small.workspace(tmp_path, "报送{{ 信息|数量 }}篇", schema=schema, data=data)
    found, *_ = _told(lambda: drafter.check("2021.yaml", here=tmp_path))
    assert found.code == "D257" and "「12」" in found.message()
    assert isinstance(found.place, TextPlace) and found.place.line == 7 and found.place.source
    said = data.replace("9}", "9} # drafter: 忽略 D257")
    (tmp_path / "data/2021.yaml").write_text(said, encoding="utf-8")
    codes = [each.code for each in drafter.check("2021.yaml", here=tmp_path).problems]
    assert "D221" in codes and "D257" not in codes


YEAR = "2021-01-05 2021-02-06 2021-03-07 2021-04-08 2021-05-09 "


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("2019-06-05", 1),
        ("2022-06-05", 1),
        ("2020-12-28", 1),
        ("2020-12-28 2020-12-30", 0),  # a working year that begins in December
        ("2021-06-05", 0),
        ("", 0),
    ],
)
def test_a_day_of_another_year_is_told_of_a_draft_and_once_of_a_final(
    days: str, told: int, tmp_path: Path
) -> None:
    draft, final = _both(tmp_path, _data(YEAR + days))
    assert draft == ["D411"] * told
    assert len(final) == len(days.split()) - days.count("2021-")


def test_a_field_of_any_year_is_passed_over_and_the_reports_own_day_is_not(tmp_path: Path) -> None:
    for name in ("成立日期", "出生年月", "上年日期", "到期日", "入党时间"):
        data = _data(YEAR + "2019-06-05").replace("号, 日期", f"号, {name}")
        schema = SCHEMA.replace("        日期:", f"        {name}:")
        small.workspace(tmp_path, TEMPLATE, data=data, schema=schema)
        assert not drafter.generate("2021.yaml", here=tmp_path).problems, name
    # three days: nobody knows which year the ledger is of
    assert _both(tmp_path, _data("2021-01-05 2021-02-06 2019-06-05"))[0] == []
    assert _both(tmp_path, HEAD.replace("2021-12-31", "2012-12-31"))[0] == ["D411"]


def _refuse(folder: Path, data: str, template: str = TEMPLATE) -> tuple[Problem, ...]:
    return small.problems(lambda: small.generate(folder, template, data=data, schema=SCHEMA))


def test_a_negative_count_in_other_signs_is_cured_for_good(tmp_path: Path) -> None:
    for typed in ("－3", "−3", "负3", "－３", "－3户", "-3户"):
        for line in ("户数: ", "到场: "):
            (found,) = _refuse(tmp_path, f"{HEAD}{line}{typed}\n")
            assert found.code == "D203" and "不能小于0" in found.cure(), (line, typed)
            assert "写 3" in found.cure()
    (found,) = _refuse(tmp_path, _data("甲").replace("甲}", "甲, 数量: −3次}"))
    assert "不能小于0，多打了减号的写 3" in found.cure()


def test_what_may_be_negative_keeps_its_sign_in_the_cure(tmp_path: Path) -> None:
    for line in ("温差: −3", "增幅: 负3", "增幅: −3％", "比率: −3"):
        (found,) = _refuse(tmp_path, f"{HEAD}{line}\n")
        assert found.code == "D203" and "可以写：-3" in found.cure(), line
    (found,) = _refuse(tmp_path, f"{HEAD}温差: −12\n")
    assert "不能小于-9" in found.cure()


@pytest.mark.parametrize(
    ("data", "template", "places"),
    [
        (_data("甲-300 乙"), "{{ 会议|数量|约数 }}", [(6, 27)]),
        (_data("甲-3 乙-2"), "{{ 会议|数量|约数 }}", [(6, 27), (7, 27)]),
        (_data("甲-30"), "{{ 会议|合计('数量')|约数 }}", [(6, 27)]),
        (f"{HEAD}比率: -30\n", "{{ 比率|约数 }}", [(5, 5)]),
        (f"{HEAD}人数: -30\n", "{{ 人数|约数 }}人", [(5, 5)]),
    ],
)
def test_a_negative_number_that_no_filter_writes_is_told_at_its_line_and_once(
    data: str, template: str, places: list[tuple[int, int]], tmp_path: Path
) -> None:
    found = _refuse(tmp_path, data, template)
    assert [each.code for each in found] == ["D213"] * len(places)
    spots = [each.place for each in found if isinstance(each.place, TextPlace)]
    assert [(each.line, each.column) for each in spots] == places
    assert all(each.source for each in spots)


def test_a_negative_number_that_the_template_computes_is_the_templates(tmp_path: Path) -> None:
    found = _refuse(tmp_path, f"{HEAD}人数: 3\n到场: 9\n", "{{ (人数 - 到场)|约数 }}")
    assert [each.code for each in found] == ["D332"]


RECORDS = "  - {类别: 党组会议, 主题: 甲}\n  - {类别: 党组会议, 主题: 乙, 数量: 2}\n"


def test_a_total_among_the_lines_of_a_ledger_is_told_as_one_with_its_cure(tmp_path: Path) -> None:
    lines = ["合计: 3", "合计：3次", "合计 3", "共3次", "  总计: 3", "- 合计: 3", "- 合计 3"]
    lines += ["- 共计3次", "- {合计: 3, 数量: 3}", "总计：3次，5人  # 核过"]
    schema = SCHEMA.replace(
        "      required: [类别, 主题]",
        "      additionalProperties: false\n      required: [类别, 主题]",
    )
    block = RECORDS.replace("{", "").replace("}", "").replace(", ", "\n    ")
    for line in lines:
        sides = [f"{RECORDS}  {line}\n"]
        if line[0] != " ":  # in the place of a field it is one
            sides += [f"{block}  {line}\n", f"  {line}\n{RECORDS}"]
        for rows in sides:
            data = f"{HEAD}会议:\n{rows}"
            small.workspace(tmp_path, TEMPLATE, data=data, schema=schema)
            found = small.problems(lambda: drafter.generate("2021.yaml", here=tmp_path))
            assert [each.code for each in found] == ["D164"], (line, rows)
            assert found[0].place.line == data[: data.index(line)].count("\n") + 1  # type: ignore[union-attr]


def test_a_field_that_is_named_like_a_total_is_none(tmp_path: Path) -> None:
    schema = SCHEMA.replace("题目: {type: string}", "题目: {type: string}, 合计: {type: integer}")
    data = f"{HEAD}信息:\n  - 题目: 甲\n    合计: 3\n"
    assert not small.generate(tmp_path, TEMPLATE, data=data, schema=schema).problems
    # broken elsewhere: that is what is told
    found = _refuse(tmp_path, f"{data}备注：好\n")
    assert [each.code for each in found] == ["D130"]


@pytest.mark.parametrize(
    ("year", "day", "file", "told"),
    [
        ("2012", "2021-12-31", "2021.yaml", "2021"),
        ("2020", "2022-01-15", "二〇二一2021年度.yaml", "2021"),
        ("2020", "2021-12-31", "数据.yaml", "2021"),  # the records bear the day out
        ("2021", "2012-12-31", "2021.yaml", ""),  # the day is wrong then
        ("2021", "2022-01-15", "2021.yaml", ""),
        ("2020", "2020-12-31", "2021.yaml", ""),
    ],
)
def test_a_year_that_nothing_else_is_of_is_told_instead_of_the_days(
    year: str, day: str, file: str, told: str, tmp_path: Path
) -> None:
    rows = "会议:\n" + "".join(map(_row, "2021-01-05 2021-03-05".split()))
    data = HEAD.replace("年度: 2021", f"年度: {year}").replace("2021-12-31", day) + rows
    small.workspace(tmp_path, TEMPLATE, data=data, schema=SCHEMA, files={file: data.encode()})
    problems = _told(lambda: drafter.generate(file, here=tmp_path))
    found = [each for each in problems if each.code == "D261"]
    assert [dict(each.values)["other"] for each in found] == ([int(told)] if told else [])
    if told:
        assert "D411" not in [each.code for each in problems]
        assert isinstance(found[0].place, TextPlace) and found[0].place.line == 3
