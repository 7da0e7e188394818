"""The page of data that are being typed."""

from __future__ import annotations

from pathlib import Path

import pytest

import small
from drafter import ledger
from drafter.commands.previewing import keeping
from drafter.problems import DataPath
from previews import (
    Previewer,
    edit_text,
    find_problems,
    find_value,
    list_paths,
    open_year,
    read_pieces,
    read_text,
    read_words,
)
from sheets import book
from test_source_mistakes import MISTAKES

PAGE = """
{{ 单位 }}{{ 人数 }}，{{ 成文日期|日期 }}
{%p for m in 会议 %}
{{ m.类别 }}：{{ m.主题 }}
{%p endfor %}
共{{ 会议|数量 }}次
"""


def test_an_edit_changes_only_the_pieces_that_show_it(office: Path) -> None:
    file, previewer = open_year(office), Previewer()
    before = read_pieces(previewer.render(file))
    edited = edit_text(file, "案由: 关于推动企业技术改造的提案", "案由: 关于修补道路的提案")
    after = read_pieces(previewer.render(edited))
    changed = {piece.key for piece in after} - {piece.key for piece in before}
    assert [p.kind for p in after if p.key in changed] == ["row"]
    assert len({piece.key for piece in after}) == len(after) == len(before)


def test_a_figure_leads_to_its_records_and_each_of_them_to_the_figure(office: Path) -> None:
    previewer = Previewer()
    preview = previewer.render(open_year(office))
    figure = find_value(preview, "20余", behind="份，其中")
    account = previewer.origins(preview, *figure)
    assert account.text == "20余"
    assert {path[0] for path in account.records} == {"报告"}
    assert len(account.records) > 20
    for record in account.records:
        assert figure in previewer.places(preview, record)
    assert figure not in previewer.places(preview, ("会议", 0))


def test_a_figure_says_what_it_is_and_what_it_was_the_year_before(office: Path) -> None:
    previewer = Previewer()
    preview = previewer.render(open_year(office))
    share = previewer.origins(preview, *find_value(preview, "71.9%"))
    assert share.before == "65.5%"
    assert share.definition == "已解决占比：提案（办理结果=已解决）占比"
    count = previewer.origins(preview, *find_value(preview, "9", behind="份得到区领导批示"))
    assert (count.before, count.label) == ("6份", "批示报告")


def test_a_single_value_leads_to_its_cell_and_back(office: Path) -> None:
    previewer = Previewer()
    preview = previewer.render(open_year(office))
    theme = find_value(preview, "井冈山精神", behind="专题")
    account = previewer.origins(preview, *theme)
    (cell,) = account.cells
    assert cell[0] == "自身建设"
    assert cell[2:] == ("主题",)
    assert theme in previewer.places(preview, cell)
    assert theme not in previewer.places(preview, (*cell[:2], "人数"))


WRONG: list[tuple[str, str, str, DataPath, str]] = [
    ("单位: 甲单位", "单位:", "D201", ("单位",), "【待补：单位】12"),
    ("单位: 甲单位\n", "", "D201", ("单位",), "【待补：单位】12"),
    ("人数: 12", "人数: 很多", "D203", ("人数",), "甲单位【待补：人数】"),
    ("人数: 12", "人数: [1, 2]", "D210", ("人数",), "甲单位【待补：人数】"),
    ("人数: 12", "人数: {甲: 乙}", "D210", ("人数",), "甲单位【待补：人数】"),
    ("人数: 12", "人数: 1.5", "D253", ("人数",), "甲单位【待补：人数】"),
    ("2021-12-31", "2021-02-30", "D204", ("成文日期",), "【待补：成文日期】"),
    ("2021-12-31", "年底", "D205", ("成文日期",), "【待补：成文日期】"),
    ("办结: 是", "办结: 也许", "D206", ("办结",), "甲单位12"),
    ("类别: 党组会议", "类别: 党组会", "D207", ("会议", 0, "类别"), "【待补：会议 第1条 类别】"),
    ("主题: 学习一, ", "", "D201", ("会议", 0, "主题"), "【待补：会议 第1条 主题】"),
    ("会议:\n", "会议:\n  -\n", "D209", ("会议", 0), "常委会会议：学习二\n共5次"),
    ("会议:\n", "会议:\n  - 甲\n", "D212", ("会议", 0), "常委会会议：学习二\n共5次"),
    ("清单: [甲, 乙]", "清单: 甲", "D211", ("清单",), "甲单位12"),
    ("清单: [甲, 乙]", "清单: [{甲: 1}, 乙]", "D210", ("清单", 0), "甲单位12"),
    ('主任: {电话: "88"}', "主任: 3", "D212", ("主任",), "甲单位12"),
    ('主任: {电话: "88"}', "主任: {电话: [1]}", "D210", ("主任", "电话"), "甲单位12"),
    ("人数: 12", "照片: 没有.png\n人数: 12", "D217", ("照片",), "甲单位12"),
]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.workspace(tmp_path_factory.mktemp("typed"), PAGE)


@pytest.mark.parametrize(("old", "new", "code", "path", "shown"), WRONG)
def test_a_value_that_does_not_fit_is_a_gap_and_a_problem_at_its_cell(
    typed: Path, old: str, new: str, code: str, path: DataPath, shown: str
) -> None:
    preview = Previewer().render(edit_text(open_year(typed), old, new))
    assert not preview.stale
    assert shown in read_words(preview)
    assert list_paths(preview)[code] == path
    (found,) = find_problems(preview, code)
    assert not [each for each in preview.problems if each.path == path and each != found]


def test_a_name_that_the_schema_does_not_know_is_left_out(office: Path) -> None:
    wrong = edit_text(open_year(office), "编号: 第7号, 案由:", "编号: 第7号, 案名:")
    preview = Previewer().render(wrong)
    assert list_paths(preview) == {"D202": ("提案", 1, "案名")}
    assert "【待补：提案 第2条 案由】" in read_words(preview)


def test_of_data_that_nobody_can_read_the_last_page_stays(typed: Path) -> None:
    previewer, file = Previewer(), open_year(typed)
    broken = edit_text(file, "人数: 12", "人数: [12")
    assert previewer.render(broken).draft is None
    good = previewer.render(file)
    preview = previewer.render(broken)
    assert preview.stale
    assert read_pieces(preview) == read_pieces(good)
    assert [each.problem.severity.value for each in preview.problems] == ["error"]


def test_no_slip_that_clerks_make_stops_the_page(typed: Path) -> None:
    previewer, file = Previewer(), open_year(typed)
    previewer.render(file)
    for text in ("模板: 没有\n", "[]", "", *(f"模板: x\n{each[0]}" for each in MISTAKES)):
        preview = previewer.render(read_text(file.workspace, file.path, text))
        assert preview.draft is not None
        assert preview.stale or read_pieces(preview)


def test_what_a_template_does_wrong_is_a_problem_and_the_page_stays(tmp_path: Path) -> None:
    small.workspace(tmp_path, PAGE)
    previewer, file = Previewer(), open_year(tmp_path)
    good = read_words(previewer.render(file))
    small.workspace(tmp_path, "{{ 没有这一项 }}\n")
    preview = previewer.render(file)
    assert read_words(preview) == good
    assert [each.line for each in preview.problems] == [("body", 1)]
    small.workspace(tmp_path, PAGE + "再加一段\n")
    assert read_words(previewer.render(file)).endswith("再加一段")


def count_calls(patch: pytest.MonkeyPatch, home: object, name: str) -> list[object]:
    """A list that grows by each call of the function."""
    usual, calls = getattr(home, name), list[object]()

    def call(*given: object, **named: object) -> object:
        calls.append(given)
        return usual(*given, **named)

    patch.setattr(home, name, call)
    return calls


def test_a_ledger_in_a_sheet_is_read_again_only_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = ["类别", "主题", "日期"]
    rows = [head, ["党组会议", "学习", "2021-01-05"], ["茶话会", "座谈", "明天"]]
    data = small.DATA[: small.DATA.index("会议:")] + "会议: {台账: 会议.xlsx}\n"
    small.workspace(tmp_path, PAGE, data, files={"会议.xlsx": book(rows)})
    reads = count_calls(monkeypatch, ledger, "insert_tables")
    previewer, file = Previewer(), open_year(tmp_path)
    preview = previewer.render(file)
    assert list_paths(preview) == {"D207": ("会议", 1, "类别"), "D205": ("会议", 1, "日期")}
    previewer.render(edit_text(file, "人数: 12", "人数: 13"))
    assert len(reads) == 1
    rows[1][1] = "座谈交流"
    (tmp_path / "data" / "会议.xlsx").write_bytes(book(rows))
    assert "党组会议：座谈交流" in read_words(previewer.render(file))


def test_the_year_before_is_read_again_only_when_it_has_changed(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = count_calls(monkeypatch, keeping, "load_earlier_years")
    previewer, file = Previewer(), open_year(office)
    previewer.render(file)
    previewer.render(edit_text(file, "单位: 区政协办公室", "单位: 县政协办公室"))
    assert len(reads) == 1
    earlier = office / "data" / "2020.yaml"
    text = earlier.read_text(encoding="utf-8")
    earlier.write_text(text.replace("办理结果: 正在解决", "办理结果: 已解决", 1), encoding="utf-8")
    preview = previewer.render(file)
    assert len(reads) == 2
    assert earlier in preview.attached


def test_what_check_says_is_told_of_the_text_that_is_typed(office: Path) -> None:
    previewer, file = Previewer(), open_year(office)
    edited = edit_text(file, "主题: 全国两会精神}", "主题: 约20余次两会精神}")
    found = previewer.judge(previewer.render(edited))
    (told,) = [each for each in found if each.problem.code == "D445"]
    assert told.path == ("会议", 9, "主题")
    silenced = edit_text(
        file, "主题: 全国两会精神}", "主题: 约20余次两会精神}  # drafter: 忽略 D445"
    )
    codes = {each.problem.code for each in previewer.judge(previewer.render(silenced))}
    assert "D445" not in codes
