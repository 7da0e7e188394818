"""Tests for going from year to year: 上年 in templates, drafter new, compare, leftovers."""

# ruff: noqa: E501 — a record is not broken to fit a line

from __future__ import annotations

import json
import random
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import drafter
import readers
from drafter.problems import DrafterError, TextPlace
from drafter.source import edits

PHRASES = ("较上年增加3件", "较上年提高6.4个百分点", "较上年增加5篇", "较上年增加7件")


def page(**given: Any) -> str:
    made = drafter.generate("2021.yaml", output="报告.docx", overwrite=True, **given)
    assert made.path is not None
    return readers.text(made.path)


def test_the_report_tells_the_change_since_last_year(office: Path):
    text = page()
    assert all(phrase in text for phrase in PHRASES)


def test_without_last_year_the_clauses_vanish_with_their_commas(office: Path):
    with_it = page()
    (office / "data/2020.yaml").unlink()
    without = page()
    assert not re.search(r"上年(?!度)|同比|百分点", without)
    assert (
        re.sub(r"，(?:较上年|同比)(?:增加|增长|提高)[\d.]+(?:件|篇|%|个百分点)", "", with_it)
        == without
    )


def test_another_file_can_be_named_for_last_year(office: Path):
    (office / "data/2020.yaml").rename(office / "data/去年.yaml")
    assert "较上年" not in page()
    assert all(phrase in page(previous="去年.yaml") for phrase in PHRASES)


def test_history_is_told_when_the_data_prove_it(office: Path):
    data = (office / "data/2020.yaml").read_text("utf-8")
    less = re.sub(r"(?m)^  - \{编号: 第8[14]号.*\n", "", data).replace("年度: 2020", "年度: 2019")
    (office / "data/2019.yaml").write_text(less.replace(" 2020-", " 2019-"), "utf-8")
    assert "32件，较上年增加3件，创近三年新高，逐件" in page()
    (office / "data/2020.yaml").rename(office / "data/2018.yaml")
    assert "创近" not in page()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("年度: 2020", "年度: 2021"), "D241"), (("年度: 2020", "年度: 今年"), "D203"),
        (("模板: 统战工作总结", "模板: 旧总结"), "D240"), (("类别: 党组会议", "类别: 党组会"), "D207"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_last_year_is_told_in_its_file(
    change: tuple[str, str], code: str, office: Path
):
    path = office / "data/2020.yaml"
    path.write_text(path.read_text("utf-8").replace(*change, 1), "utf-8")
    try:
        problems = drafter.generate("2021.yaml").problems
    except DrafterError as error:
        problems = error.problems
    told = [
        each for each in problems if "2020.yaml" in str(each.place and each.place.to_text("zh"))
    ]
    assert [each.code for each in told] == [code]


def test_a_resumed_batch_makes_a_report_anew_when_last_year_changes(office: Path):
    drafter.generate_many(["2021.yaml"])
    assert drafter.generate_many(["2021.yaml"], resume=True)[0].status == "skipped"
    path = office / "data/2020.yaml"
    path.write_text(re.sub(r"(?m)^  - \{编号: 第84号.*\n", "", path.read_text("utf-8")), "utf-8")
    assert drafter.generate_many(["2021.yaml"], resume=True)[0].status == "replaced"


# ── drafter new ──


def tree(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8-sig"), yaml.BaseLoader)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_next_years_file_keeps_what_stands_and_empties_what_is_dated(
    ends: str, mark: bytes, office: Path
):
    path = office / "data/2021.yaml"
    source = path.read_text("utf-8")
    path.write_bytes(mark + source.replace("\n", ends).encode())
    made = drafter.new(2022, from_=2021)
    text = made.path.read_bytes()
    assert text.startswith(mark)
    content = text.removeprefix(mark).decode()
    assert content.count("\r\n") == (content.count("\n") if ends == "\r\n" else 0)
    old, new = tree(path), tree(made.path)
    assert list(new) == list(old)
    assert new["年度"] == "2022" and new["成文日期"] == ""
    assert new["商量工作站"] == old["商量工作站"]
    assert not any(new[name] for name in made.emptied)
    assert "会议" in made.emptied and "提案" in made.emptied and "下步打算" in made.emptied
    comments = [line for line in source.split("\n") if line.startswith("#")]
    assert all(line in content for line in comments)
    marks = list(edits.find_unconfirmed_marks(content.split("\n")))
    assert len(marks) == sum(n for _, n in made.carried) == 27
    left = [line for line in content.splitlines() if "2021" in line and "沿用2021年" not in line]
    assert all(line.lstrip().startswith("#") for line in left)


def test_a_new_year_is_never_written_over_another(office: Path):
    drafter.new(2022)
    before = (office / "data/2022.yaml").read_bytes()
    with pytest.raises(DrafterError, match="已经有了"):
        drafter.new(2022)
    assert (office / "data/2022.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("year", "from_", "code"), [("明年", None, "D541"), (2021, 2021, "D540"), (2019, 2021, "D542")]
)
def test_a_year_that_makes_no_sense_is_refused(year: Any, from_: Any, code: str, office: Path):
    with pytest.raises(DrafterError) as error:
        drafter.new(year, from_)
    assert [each.code for each in error.value.problems] == [code]


def test_an_unconfirmed_mark_is_a_gap_and_stops_a_final(office: Path, run: Any):
    path = office / "data/2021.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("单位: 区政协办公室", "单位: 区政协办公室  # 沿用2020年，待确认"), "utf-8"
    )
    assert "还有1处沿用2020年的内容没有确认（第11行）" in run("check", "2021.yaml").err
    assert run("generate", "2021.yaml").code == 0
    assert run("generate", "2021.yaml", "--final").code == 1
    quoted = 'text: "# 沿用2020年，待确认"'
    assert list(edits.find_unconfirmed_marks([quoted])) == []


def test_random_files_read_back_as_meant():
    for seed in range(120):
        draw = random.Random(seed)
        text, year = _random_file(draw), "年度: 2022"
        changed = []
        for entry in edits.list_entries(text):
            if entry.name == "年度":
                changed.append(edits.Edit(entry.node.start_mark.index, entry.end, "2022"))
            elif draw.random() < 0.4:
                changed.append(edits.Edit(entry.colon, entry.end, ""))
            else:
                changed += [
                    edits.mark_carried_value(text, leaf, 2021)
                    for leaf in edits.iter_leaves(entry.node)
                ]
        gone = {
            e.name for e in edits.list_entries(text) if edits.Edit(e.colon, e.end, "") in changed
        }
        made = edits.apply_edits(text, changed)
        old, new = (yaml.load(each, yaml.BaseLoader) for each in (text, made))
        assert year in made
        assert new == {**old, **dict.fromkeys(gone, ""), "年度": "2022"}, (seed, text, made)


def _random_file(draw: random.Random) -> str:
    """A data file of odd but sound shapes."""
    values = ("甲", "'甲 # 乙'", '"甲: 乙"', "甲  # 注", "[甲, 乙]", "{名: 甲, 数: 2}  # 注", "|\n  一行\n  两行",
              ">-\n  一行\n  两行", "\n  - 甲  # 注\n  # 说明\n  - 乙", "\n  - {名: 甲}\n\n  - 名: 乙\n    数: 3",
              "\n  名: 甲\n  数: 2", "", "甲\n  乙", "[甲,\n  乙]  # 注")  # fmt: skip
    parts = ["# 开头", "年度: 2021"]
    for number in range(draw.randint(1, 8)):
        parts += [draw.choice(["", "# ── 说明 ──"]), f"项{number}: {draw.choice(values)}"]
    return draw.choice(["\n", "\r\n"]).join("\n".join(parts).split("\n")) + "\n"


# ── leftovers ──


def planted(office: Path) -> Path:
    """2022 made of 2021, filled in, with ten leftovers."""
    drafter.new(2022, from_=2021)
    path = office / "data/2022.yaml"
    text = re.sub(r"  # 沿用2021年，待确认", "", path.read_text("utf-8"))
    fill = {
        "成文日期:": "成文日期: 2021-12-31",  # 1: last year's date
        "会议:": "会议:\n  - {日期: 2022-01-12, 类别: 党组会议, 主题: 研究2021年工作要点}\n"  # 2: a year
                "  - {日期: 2021-03-09, 类别: 常委会会议, 主题: 学习全会精神}\n"  # 3: a date
                "  - {日期: 2022-03-05, 类别: 党组会议, 主题: 研究部署党史学习教育}",  # 4: a record
        "呈阅件:": "呈阅件:\n  - {日期: 2022-05-12, 主题: 停车管理, 落实: 截至2021.10完成}",
        "自身建设:": "自身建设:\n  - {日期: 2022-04-12, 类别: 委员培训, 主题: 提案写作, 人数: 276}",  # 5
        "存在问题:": "存在问题:\n  - {内容: 协商成果跟踪问效的办法还不够多，有的建议落实进度偏慢}\n"  # 6
                    "  - {内容: 全年收到建议38条，与2018年相比还不够多}",  # 7: a year
        "下步打算:": "下步打算:\n  - {要点: 在建强干部队伍上持续用力，突出3个重点, 内容: 加强机关建设。}\n"
                    "  - {要点: 学习, 内容: 加强调查研究、信息撰写等3类业务培训，选准选好信息选题，建立"
                    "重点提案和批示事项督办台账，以严实作风提升办文办会办事水平。}",  # 8: but for a figure
        "学习教育:": "学习教育: 党史学习教育  # 沿用2021年，待确认  #",  # not at its end: no mark
    }  # fmt: skip
    for key, filled in fill.items():
        text = re.sub(
            rf"(?m)^{key}.*$(\n  # - .*)?", lambda _, filled=filled: filled, text, count=1
        )
    text = text.replace("  # 沿用2021年，待确认  #", "  # 沿用2021年，待确认")  # 9: a mark
    path.write_text(text, "utf-8")
    return path


def test_ten_leftovers_are_found_with_their_places_and_nothing_else(office: Path):
    path = planted(office)
    lines = path.read_text("utf-8").split("\n")
    problems = drafter.check("2022.yaml").problems
    elsewhere = [each for each in problems if not isinstance(each.place, TextPlace)]
    assert [(each.code, dict(each.values)) for each in elsewhere] == []
    told = sorted((each.code, lines[each.place.line - 1].strip()[:14]) for each in problems)
    assert told == sorted([
        ("D410", "- {日期: 2022-01"), ("D410", "- {日期: 2022-05"), ("D410", "- {内容: 全年收到建议3"),
        ("D411", "成文日期: 2021-12-"), ("D411", "- {日期: 2021-03"), ("D412", "- {日期: 2022-04"),
        ("D412", "- {层级: 区, 所在: "), ("D413", "- {内容: 协商成果跟踪问"), ("D413", "- {要点: 学习, 内容:"),
        ("D414", "- {日期: 2022-03"), ("D491", "学习教育: 党史学习教育  "),
    ])  # fmt: skip


# ── drafter compare ──


def test_every_figure_stands_in_both_columns_with_its_change(office: Path):
    made = {each.name: each for each in drafter.compare(2020, 2021).figures}
    proposals, meetings = made["督办提案"], made["学习活动"]
    assert (proposals.first, proposals.second) == (Decimal(29), Decimal(32))
    assert (proposals.change, proposals.growth) == ("增加3件", "同比增长10.3%")
    assert (meetings.first, meetings.second) == (Decimal(38), Decimal(46))
    assert made["已解决占比"].change == "提高6.4个百分点"
    assert made["已解决占比"].growth == ""
    assert made["联谊活动：联谊交流"].first is None
    for each in made.values():
        assert not each.rate or each.growth == ""


def test_a_year_compared_with_itself_has_not_changed(office: Path):
    shutil.copy("data/2021.yaml", "data/又是2021.yaml")
    figures = drafter.compare("又是2021.yaml", "2021.yaml").figures
    assert len(figures) > 40
    assert {each.change for each in figures} == {"与上年持平"}


def test_turned_round_the_changes_turn_round(office: Path):
    there = {each.name: each for each in drafter.compare(2020, 2021).figures}
    back = {each.name: each for each in drafter.compare(2021, 2020).figures}
    assert set(there) == set(back)
    turned = {"增加": "减少", "减少": "增加", "提高": "下降", "下降": "提高"}
    for name, each in there.items():
        assert (each.first, each.second) == (back[name].second, back[name].first)
        if None not in (each.first, each.second) and each.change[:2] in turned:
            assert back[name].change == turned[each.change[:2]] + each.change[2:]


def test_the_table_is_printed_written_and_given_to_programs(office: Path, run: Any):
    shown = run("compare", "2020", "2021").out
    assert re.search(r"(?m)^督办提案 +29件 +32件  增加3件，同比增长10\.3%$", shown)
    document = json.loads(run("compare", "2020", "2021", "--format", "json").out)
    assert {"name": "督办提案", "unit": "件", "first": "29", "second": "32", "change": "增加3件",
            "growth": "同比增长10.3%"} in document["figures"]  # fmt: skip
    assert run("compare", "2020", "2021", "--format", "docx").code == 0
    path = office / "output/2020年和2021年数字对比.docx"
    rows = readers.tables(path)[0]
    assert rows[0] == ["项目", "2020年", "2021年", "增减", "图示"]
    assert ["督办提案", "29件", "32件"] in [row[:3] for row in rows]
    before = path.read_bytes()
    assert run("compare", "2020", "2021", "--format", "docx").code == 0
    assert path.read_bytes() == before
    path.write_bytes(before + b"x")
    assert run("compare", "2020", "2021", "--format", "docx").code == 3


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2021年", "2020"), ("2021年", "2020年"), ("2021", "2020年"), ("总结2021", "总结2020"),
    ],
)  # fmt: skip
def test_last_years_file_is_found_with_and_without_its_word_for_year(
    now: str, before: str, office: Path
):
    (office / "data/2021.yaml").rename(office / f"data/{now}1.yaml")
    (office / "data/2020.yaml").rename(office / f"data/{before}.yaml")
    (office / f"data/{now}1.yaml").rename(office / f"data/{now}.yaml")
    made = drafter.generate(f"{now}.yaml", output="报告.docx", overwrite=True)
    assert made.path is not None
    assert PHRASES[0] in readers.text(made.path)
    assert not any(each.code == "D250" for each in made.problems)


def test_last_years_file_that_is_not_there_is_told_once(office: Path):
    (office / "data/2020.yaml").rename(office / "data/去年.yaml")
    [found] = drafter.generate("2021.yaml").problems
    assert (found.code, found.severity.value) == ("D250", "hint")
    assert "2020.yaml" in found.message()


def test_a_final_names_the_ledgers_that_were_forgotten(office: Path):
    path = office / "data/2021.yaml"
    text = re.sub(r"(?m)^(通报会):\n(  .*\n|\n)+", r"\1:\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    made = drafter.generate("2021.yaml", final=True)
    [found] = [each for each in made.problems if each.code == "D249"]
    assert "通报会" in found.message()
    path.write_text(text.replace("通报会:\n", "通报会: []\n"), "utf-8")
    made = drafter.generate("2021.yaml", final=True)
    assert not any(each.code == "D249" for each in made.problems)


def test_the_new_file_is_named_like_the_one_it_is_made_from(office: Path):
    (office / "data/2022.yaml").write_text("别的报告", "utf-8")
    shutil.copy(office / "data/2021.yaml", office / "data/提案2021.yaml")
    made = drafter.new(2022, "提案2021")
    assert made.path.name == "提案2022.yaml"
    assert (office / "data/2022.yaml").read_text("utf-8") == "别的报告"
    assert made.before == 2021


def test_the_first_data_file_of_a_template_explains_itself_and_makes_a_draft(office: Path):
    for name in ("2020", "2021"):
        (office / f"data/{name}.yaml").unlink()
    made = drafter.new(2021, template="统战工作总结")
    text = made.path.read_text("utf-8")
    assert made.path.name == "2021.yaml"
    assert yaml.safe_load(text)["年度"] == 2021
    assert "# 写总结的单位，印在标题、正文和落款里。" in text
    assert "# - {日期: , 类别: , 主题: , 点名: , 数量: }" in text
    assert "党组会议、理论学习中心组" in text
    drafted = drafter.generate("2021.yaml")
    assert drafted.path is not None
    assert {each.severity.value for each in drafted.problems} <= {"gap", "hint"}
    assert drafter.new(2021, template="统战工作总结").path.name == "统战工作总结2021.yaml"
    with pytest.raises(DrafterError):
        drafter.new(2021, template="没有的模板")
