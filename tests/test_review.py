"""`drafter review`: a copy in which each figure has its records beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

import drafter
import small
import validity
from drafter.problems import DrafterError
from drafter.word.changes.comments import REVIEWER, find_anchored_comments, read_all
from drafter.word.text.lines import read_lines
from drafter.word.xml import w
from revised import opened, words
from test_engine_notes import noted
from test_update import NAME, add_proposal, desk, figure_by_hand, report, type_over

__all__ = ["desk"]  # a fixture

COUNTED = "{{ 会议|筛选(类别='党组会议')|数量 }}"
COPY = f"output/{NAME}（审阅稿）.docx"


def said(path: Path) -> list[tuple[str, str]]:
    """Each comment's words, after the words that it stands at."""
    package = opened(path.read_bytes())
    return [
        ("".join(node.text or "" for node in each.texts), each.comment.text)
        for each in find_anchored_comments(package)
        if each.comment.author == REVIEWER
    ]


def reviewed(root: Path, **options: Any) -> list[tuple[str, str]]:
    return said(drafter.review("2021.yaml", here=root, **options).path)


def refusal(root: Path, **options: Any) -> list[str]:
    with pytest.raises(DrafterError) as raised:
        drafter.review("2021.yaml", here=root, **options)
    return [each.code for each in raised.value.problems]


def test_each_figure_of_the_shipped_report_has_its_records_and_last_years_value(
    desk: Path, tmp_path: Path, run: Any
):
    ran = run("review", "2021.yaml")
    copy = desk / COPY
    assert ran.out.startswith(f"审阅稿已写好：{COPY}（59个数")
    assert words(copy.read_bytes()) == words(report(desk).read_bytes())
    assert validity.faults(copy.read_bytes(), tmp_path) == []
    comments = said(copy)
    assert len(comments) == 59
    for at, name, records, before in (
        ("200余", "报送信息：200余（确数207）", "206、207、208等34条", "186篇"),
        ("71.9%", "已解决占比：71.9%", "168、170、171等32条", "65.5%"),
    ):
        assert (at, f"{name}\n记录：data/2021.yaml:{records}\n上年：{before}") in comments
    first = next(each for words, each in comments if words == "32")
    assert "同一个数还写在：“区委常委、副区长督办政协提案共32件”" in first
    parts = next(each for words, each in comments if words.startswith("已解决23件"))
    assert "\n列入规划2件：data/2021.yaml:176、198" in parts
    change = next(each for words, each in comments if words == "较上年增加3件")
    assert change.startswith("督办提案：较上年增加3件\n记录：data/2021.yaml:168、")
    assert "data/2020.yaml:94" in change and "确数" not in change


def test_years_dates_and_numbers_of_rows_are_no_figures(desk: Path):
    at = [words for words, _ in reviewed(desk)]
    assert not {"2021", "2022", "2021年12月31日", "45", "第3号"} & set(at)


def test_the_report_itself_and_what_is_kept_of_it_stay_as_they_are(desk: Path):
    before = report(desk).read_bytes()
    drafter.review(here=desk)
    assert report(desk).read_bytes() == before
    assert drafter.status("2021.yaml", here=desk).status == "current"


def test_a_copy_of_an_edited_report_has_the_hands_words_and_says_what_the_records_give(
    desk: Path, run: Any
):
    figure_by_hand(report(desk))
    type_over(report(desk), "跟踪了解进展", "及时跟踪了解进展")
    before = report(desk).read_bytes()
    add_proposal(desk)
    ran = run("review", "2021.yaml")
    assert "照的是人改过的报告" in ran.out
    assert report(desk).read_bytes() == before
    copy = desk / COPY
    assert any("及时跟踪" in line for line in words(copy.read_bytes()))
    by_hand = next(each for words, each in said(copy) if words == "35")
    assert by_hand.startswith("这里是人改的“35”，按记录应为“33”。\n")
    assert any(words == "33" and "提案：33\n" in each for words, each in said(copy))


def test_a_figure_that_a_hand_has_taken_off_is_counted(desk: Path, run: Any):
    document = report(desk)
    type_over(document, "32", "三十多", near="领衔督办")
    made = drafter.review("2021.yaml", here=desk)
    assert made.edited and made.figures + made.lost >= 59


@pytest.mark.parametrize(
    ("template", "at", "comment"),
    [
        ("{{ 人数 }}人", "12", "人数：12\n记录：data/2021.yaml:4"),
        ("{{ 会议|数量 }}次", "4", "会议：4\n记录：data/2021.yaml:11、12"),
        (COUNTED + "次", "1", "会议（类别=党组会议）：1\n记录：data/2021.yaml:11"),
        ("| {{ 会议|数量 }} | 次 |", "4", "会议：4\n记录：data/2021.yaml:11、12"),
        ("{{ 会议|其中('类别', '次') }}", "党组会议1次、常委会会议3次",
         "会议：党组会议1次、常委会会议3次\n党组会议1次：data/2021.yaml:11\n常委会会议3次：data/2021.yaml:12"),
    ],
)  # fmt: skip
def test_the_comment_stands_at_the_figure_alone(
    template: str, at: str, comment: str, tmp_path: Path
):
    root = small.workspace(tmp_path, template)
    assert (at, comment) in reviewed(root)


def test_a_gap_is_a_comment_and_so_are_the_findings(tmp_path: Path):
    root = small.workspace(tmp_path, "{{ 备注 }}。\n共{{ 会议|数量 }}次，，另有99人。")
    comments = reviewed(root)
    assert any(at == "【待补：备注】" and each.startswith("待补：备注") for at, each in comments)
    assert any(at == "，，" and each.startswith("提醒D403：") for at, each in comments)
    assert any(at == "99" and "D402" in each for at, each in comments)
    assert any("D339" in each and "data/2021.yaml" in each for _, each in comments)


def test_figures_of_a_loop_are_each_told_with_their_own_last_year(tmp_path: Path):
    template = "{%p for 类, 数 in 会议|分组('类别') %}\n{{ 类 }}{{ 数 }}次\n{%p endfor %}"
    root = small.workspace(tmp_path, template)
    (root / "data" / "2020.yaml").write_text(
        small.DATA.replace("数量: 3", "数量: 7").replace("2021", "2020"), encoding="utf-8"
    )
    schema = root / "templates" / "x" / "schema.yaml"
    year = "  年度: {type: integer}\n"
    plain = schema.read_text("utf-8")
    schema.write_text(plain.replace("  备注: {type: string}\n", year, 1), "utf-8")
    for name in ("2020", "2021"):
        path = root / "data" / f"{name}.yaml"
        path.write_text(path.read_text("utf-8") + f"年度: {name}\n", "utf-8")
    comments = reviewed(root)
    assert [each.rpartition("\n")[2] for at, each in comments if at in "13"] == [
        "上年：1次", "上年：7次",
    ]  # fmt: skip


def test_without_last_years_data_nothing_is_said_of_it(tmp_path: Path):
    root = small.workspace(tmp_path, "{{ 会议|数量 }}次")
    assert not any("上年" in each for _, each in reviewed(root))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_what_is_said_of_a_note_stands_at_its_reference(kind: str, tmp_path: Path):
    template = noted("正文\n脚注〔1〕在此", {1: "共{{ 会议|数量 }}次"}, kind)
    path = drafter.review("2021.yaml", here=small.workspace(tmp_path, template)).path
    comments = [each for each in said(path) if "D467" not in each[1]]  # of a page without a title
    assert comments == [("", "会议：4\n记录：data/2021.yaml:11、12")]
    assert validity.faults(path.read_bytes(), tmp_path) == []
    found = find_anchored_comments(opened(path.read_bytes()))
    runs = [each.start.getnext() for each in found if "会议" in each.comment.text]
    assert [run.find(w(f"{kind}Reference")) is not None for run in runs if run is not None] == [
        True
    ]


def test_what_is_said_of_a_header_stands_at_the_first_line(desk: Path, tmp_path: Path):
    template = desk / "templates" / "统战工作总结" / "template.docx"
    document = docx.Document(str(template))
    document.sections[0].header.paragraphs[0].text = "本册收提案{{ 提案|数量 }}件"
    document.save(str(template))
    drafter.generate("2021.yaml", here=desk)
    path = drafter.review("2021.yaml", here=desk).path
    at, comment = said(path)[0]
    assert comment.startswith("督办提案：32\n") and at == "区政协办公室2021年统战工作总结"
    assert validity.faults(path.read_bytes(), tmp_path) == []


def test_a_reviewed_copy_comes_back_with_its_edits_and_without_the_comments(desk: Path, run: Any):
    run("review", "2021.yaml")
    copy = desk / COPY
    type_over(copy, "跟踪了解进展", "及时跟踪了解进展")
    back = desk / "返稿.docx"
    copy.rename(back)
    add_proposal(desk)
    ran = run("generate", "2021.yaml", "--onto", "返稿.docx")
    assert ran.code == 0, ran
    result = opened(back.read_bytes())
    assert read_all(result) == []
    assert any("及时跟踪" in line.text for line in read_lines(result).lines)


def test_a_file_in_the_way_is_kept(desk: Path, run: Any):
    run("review", "2021.yaml")
    copy = desk / COPY
    assert run("review", "2021.yaml").out.startswith("没有变化")
    type_over(copy, "跟踪了解进展", "及时跟踪了解进展")
    assert "D532" in run("review", "2021.yaml").err
    made = drafter.review("2021.yaml", here=desk, overwrite=True)
    assert made.status == "replaced" and made.backup is not None and made.backup.exists()


def test_it_is_refused_where_the_report_cannot_be_told(desk: Path, tmp_path: Path):
    report(desk).write_bytes(b"no Word file")
    assert refusal(desk) == ["D518"] or refusal(desk)
    assert not (desk / COPY).exists()
    assert refusal(desk, output="output/稿.txt") == ["D506"]
    assert refusal(desk, output=f"output/{NAME}.docx") == ["D514"]


def test_json_tells_all(desk: Path, run: Any):
    made = json.loads(run("review", "2021.yaml", "--format", "json").out)
    told = made["status"], made["figures"], made["findings"], made["edited"]
    assert told == ("written", 59, 0, False)


def test_another_place_says_the_same_only_where_no_hand_wrote_another_number(tmp_path: Path):
    root = small.workspace(
        tmp_path, "甲段有{{ 人数 }}人。\n乙段有{{ 人数 }}人。\n丙段有{{ 人数 }}人。"
    )
    path = drafter.generate("2021.yaml", here=root).path
    assert path is not None
    document = docx.Document(str(path))
    run = next(run for run in document.paragraphs[1].runs if run.text == "12")
    run.text = "99"
    document.save(str(path))
    texts = dict(zip("甲乙丙", [text for _, text in reviewed(root) if "人数" in text], strict=True))
    assert "“丙段有12人”" in texts["甲"] and "乙段" not in texts["甲"]
    assert "按记录应为“12”" in texts["乙"] and "同一个数" not in texts["乙"]
    assert "乙段" not in texts["丙"]
