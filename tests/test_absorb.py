"""`drafter absorb`: hand edits of fixed wording go into the template, and nothing else does."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

import drafter
import edits
import saved
import small
from drafter import Absorbed, Wording
from drafter.commands.absorbing import proof
from drafter.problems import DrafterError
from drafter.word.xml import make_element, w
from notation import outline
from revised import words
from test_update import add_proposal, desk, figure_by_hand, report, type_over

__all__ = ["desk"]  # a fixture

LOOP = "开头。\n{%p for 会 in 会议 %}\n学了{{ 会.主题 }}，效果好。\n{%p endfor %}\n结尾。"


def office(folder: Path, template: str) -> Path:
    root = small.workspace(folder, template)
    drafter.generate("2021.yaml", here=root)
    return root


def page(root: Path) -> Path:
    return root / "output" / "甲单位总结.docx"


def template(root: Path) -> str:
    """The template's body in notation."""
    return outline((root / "templates" / "x" / "template.docx").read_bytes()).rstrip("\n")


def change(root: Path, old: str, new: str) -> None:
    """Type other words in a paragraph or cell, in its first run that holds the old ones."""
    document = docx.Document(str(page(root)))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    run = next(run for p in paragraphs for run in p.runs if old in run.text)
    run.text = run.text.replace(old, new, 1)
    document.save(str(page(root)))


def add_behind(root: Path, near: str, text: str) -> None:
    document = docx.Document(str(page(root)))
    at = next(number for number, p in enumerate(document.paragraphs) if near in p.text)
    if at + 1 < len(document.paragraphs):
        made = document.paragraphs[at + 1].insert_paragraph_before(text)
    else:
        made = document.add_paragraph(text)
    made.style = document.paragraphs[at].style
    document.save(str(page(root)))


def delete(root: Path, near: str) -> None:
    document = docx.Document(str(page(root)))
    element = next(p for p in document.paragraphs if near in p.text)._p
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    document.save(str(page(root)))


def absorb(root: Path, **options: Any) -> Absorbed:
    return drafter.absorb("2021.yaml", here=root, **options)


def left(made: Absorbed) -> list[str]:
    """Why edits could not be taken."""
    return [each.obstacle for each in made.wordings if not each.number]


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("共{{ 会议|数量 }}次，全部完成。", "全部完成", "全部按时完成",
         "共{{ 会议|数量 }}次，全部按时完成。"),
        ("共{{ 会议|数量 }}次，完成。", "共", "全年一共", "全年一共{{ 会议|数量 }}次，完成。"),
        ("共{{ 会议|数量 }}次", "次", "次以上", "共{{ 会议|数量 }}次以上"),
        ("{{ 单位 }}很好。{% if 人数 %}有{{ 人数 }}人。{% endif %}完。", "很好", "很不错",
         "{{ 单位 }}很不错。{% if 人数 %}有{{ 人数 }}人。{% endif %}完。"),
        ("{{ 单位 }}。{% if 人数 %}有{{ 人数 }}人。{% endif %}完。", "人。", "个人。",
         "{{ 单位 }}。{% if 人数 %}有{{ 人数 }}个人。{% endif %}完。"),
        ("{{ 单位 }}。{% if 办结 %}办结了{% else %}没办结{% endif %}。", "办结了", "办完了",
         "{{ 单位 }}。{% if 办结 %}办完了{% else %}没办结{% endif %}。"),
        ("{{ 单位 }}，{% if 备注 is defined %}，{% endif %}有话说。", "有话说", "没话说",
         "{{ 单位 }}，{% if 备注 is defined %}，{% endif %}没话说。"),
        ("## 一、工作\n{{ 单位 }}", "工作", "主要工作", "## 一、主要工作\n{{ 单位 }}"),
        ("| 单位 | 人数 |\n| {{ 单位 }} | {{ 人数 }} |", "人数", "人数（人）",
         "| 单位 | 人数（人） |\n| {{ 单位 }} | {{ 人数 }} |"),
        ("| {{ 单位 }} | 有{{ 人数 }}人 |", "有", "共有", "| {{ 单位 }} | 共有{{ 人数 }}人 |"),
        ("**抓学习。**共{{ 会议|数量 }}次。", "抓学习", "狠抓学习",
         "**狠抓学习。**共{{ 会议|数量 }}次。"),
        ("{{ 单位 }}A<B & C。", "A<B", "A<B<C", "{{ 单位 }}A<B<C & C。"),
    ],
)  # fmt: skip
def test_fixed_wording_goes_into_the_template_and_the_report_has_no_hand_edit_left(
    before: str, old: str, new: str, after: str, tmp_path: Path
):
    root = office(tmp_path, before)
    change(root, old, new)
    said = words(page(root).read_bytes())
    assert [each.number for each in absorb(root).wordings] == [1]
    made = absorb(root, take=[1])
    assert template(root) == after
    assert made.backup is not None and made.wordings[0].taken
    assert words(page(root).read_bytes()) == said
    assert drafter.status("2021.yaml", here=root).status == "current"
    assert not absorb(root).wordings


def test_digits_that_the_template_declares_may_go_in(tmp_path: Path):
    root = office(tmp_path, "{{ 单位 }}很好。")
    change(root, "很好", "很好，见附件1")
    absorb(root, take="all")
    assert template(root) == "{{ 单位 }}很好，见附件1。"


def test_numerals_of_set_phrases_may_go_in(tmp_path: Path):
    root = office(tmp_path, "{{ 单位 }}很好。")
    change(root, "很好", "坚持两个确立，一次次十分努力，千方百计抓好每一项工作")
    assert [each.taken for each in absorb(root, take="all").wordings] == [True]


def test_a_paragraph_whose_words_a_hand_struck_goes(tmp_path: Path):
    root = office(tmp_path, "开头。\n套话。\n共{{ 会议|数量 }}次。")
    change(root, "套话。", "")
    (told,) = absorb(root, take="all").wordings
    assert (told.kind, told.taken) == ("deleted", True)
    assert template(root) == "开头。\n共{{ 会议|数量 }}次。"


def test_paragraphs_that_a_hand_added_or_deleted_do_too(tmp_path: Path):
    root = office(tmp_path, "## 一、工作\n开头。\n共{{ 会议|数量 }}次。\n套话。\n结尾。")
    add_behind(root, "开头", "新增的一段。")
    add_behind(root, "新增的一段", "又一段。")
    delete(root, "套话")
    said = words(page(root).read_bytes())
    made = absorb(root, take="all")
    assert [(each.kind, each.taken) for each in made.wordings] == [
        ("added", True), ("added", True), ("deleted", True),
    ]  # fmt: skip
    assert template(root).splitlines() == [
        "## 一、工作", "开头。", "新增的一段。", "又一段。", "共{{ 会议|数量 }}次。", "结尾。",
    ]  # fmt: skip
    assert words(page(root).read_bytes()) == said
    assert drafter.status("2021.yaml", here=root).status == "current"


def test_only_those_chosen_are_taken(tmp_path: Path):
    root = office(tmp_path, "甲甲{{ 单位 }}。\n乙乙{{ 单位 }}。\n丙丙{{ 单位 }}。")
    for old in ("甲甲", "乙乙", "丙丙"):
        change(root, old, f"好{old}")
    absorb(root, take=[1, 3])
    assert template(root) == "好甲甲{{ 单位 }}。\n乙乙{{ 单位 }}。\n好丙丙{{ 单位 }}。"
    absorb(root, take=lambda wording: "乙" in wording.old)
    assert template(root) == "好甲甲{{ 单位 }}。\n好乙乙{{ 单位 }}。\n好丙丙{{ 单位 }}。"


def test_a_figure_is_told_with_its_records_and_never_becomes_fixed_wording(desk: Path):
    figure_by_hand(report(desk))
    before = (desk / "templates" / "统战工作总结" / "template.docx").read_bytes()
    (told,) = drafter.absorb(here=desk, take="all").wordings
    assert (told.number, told.obstacle, told.taken) == (0, "figure", False)
    assert next(origin.where for origin in told.origins) == "data/2021.yaml:168"
    assert len(told.origins) == 32
    assert (desk / "templates" / "统战工作总结" / "template.docx").read_bytes() == before


def test_of_a_paragraph_with_both_the_wording_is_taken_and_the_figure_told(desk: Path, run: Any):
    figure_by_hand(report(desk))
    type_over(report(desk), "跟踪了解进展", "及时跟踪了解进展")
    listed = run("absorb").out
    assert (
        "及时跟踪了解进展" in listed and "其中的数不收，数在数据里改：data/2021.yaml:168" in listed
    )
    made = drafter.absorb(here=desk, take="all")
    (taken,) = made.wordings
    assert taken.taken and taken.origins
    assert made.result is not None and made.result.account is not None
    assert not made.result.account.conflicts  # the wording is the template's now
    assert [each.hand for each in made.result.account.differences] == ["35"]
    (rest,) = drafter.absorb(here=desk).wordings
    assert (rest.obstacle, rest.new.count("及时跟踪")) == ("figure", 1)
    assert rest.changes == (("长督办政协提案32件，较上年增加3", "长督办政协提案35件，较上年增加3"),)


@pytest.mark.parametrize(
    ("before", "edit_page", "why"),
    [
        (LOOP, lambda root: change(root, "效果好", "效果很好"), "repeated"),
        (LOOP, lambda root: add_behind(root, "学习一", "插一段。"), "repeated"),
        ("{{ 单位 }}。", lambda root: change(root, "。", "{{ 人数 }}。"), "braces"),
        ("{{ 单位 }}。\n完。", lambda root: add_behind(root, "单位", "{% if %}"), "braces"),
        ("开头。\n套话{{ 单位 }}。", lambda root: delete(root, "套话"), "figure"),
        ("共{{ 人数 }}人。", lambda root: change(root, "12", "13"), "figure"),
        ("{{ 单位 }}{% for 会 in 会议 %}，学{{ 会.主题 }}好{% endfor %}。",
         lambda root: change(root, "好", "得好"), "untold"),
        ("{{ 单位 }}。{% if 办结 %}办结了{% else %}没办结{% endif %}。",
         lambda root: change(root, "办结了", "都办结了"), "edge"),
        ("{{ 单位 }}办事{% if 办结 %}，办结{% endif %}。",
         lambda root: change(root, "办结", "办结，很好"), "edge"),
        ("{{ 单位 }}很好。", lambda root: change(root, "很好", "有35人很好"), "digits"),
        ("{{ 单位 }}。\n完。", lambda root: add_behind(root, "单位", "2021年很好。"), "digits"),
        ("{{ 单位 }}很好。", lambda root: change(root, "很好", "有三十五人很好"), "digits"),
        ("{{ 单位 }}很好。", lambda root: change(root, "很好", "有百分之八很好"), "digits"),
        ("{{ 单位 }}。\n完。", lambda root: add_behind(root, "单位", "共十二人。"), "digits"),
        ("共{{ 会议|数量 }}次。\n完。", lambda root: add_behind(root, "完", "共4次。"), "figure"),
        ("| {{ 单位 }} |\n\n完。", lambda root: change(root, "甲单位", "乙单位"), "figure"),
        ("{{ 单位 }}。", lambda root: change(root, "。", "。\t对。"), "object"),
    ],
)  # fmt: skip
def test_what_cannot_go_in_is_told_with_its_reason_and_the_template_stays(
    before: str, edit_page: Callable[[Path], None], why: str, tmp_path: Path
):
    root = office(tmp_path, before)
    edit_page(root)
    stands = template(root)
    assert left(absorb(root, take="all")) == [why]
    assert template(root) == stands


def test_emphasis_and_moves_are_told(tmp_path: Path):
    root = office(tmp_path, "甲段{{ 单位 }}说了很多的话。\n乙段的话。\n丙段的话。")
    document = docx.Document(str(page(root)))
    document.paragraphs[0].runs[0].bold = True
    body = document.paragraphs[1]._p
    document.paragraphs[2]._p.addnext(body)
    document.save(str(page(root)))
    assert left(absorb(root)) in (["style", "moved"], ["style", "moved", "moved"])


def test_a_returned_copy_is_read_and_the_report_stays(desk: Path):
    back = desk / "王主任返稿.docx"
    back.write_bytes(report(desk).read_bytes())
    type_over(back, "跟踪了解进展", "及时跟踪了解进展")
    before = report(desk).read_bytes()
    (told,) = drafter.absorb(here=desk, take="all", onto="王主任返稿.docx").wordings
    assert told.taken and report(desk).read_bytes() == before
    drafter.generate("2021.yaml", here=desk)
    assert any("及时跟踪了解进展" in line for line in words(report(desk).read_bytes()))


def test_data_that_have_changed_since_are_no_hand_edits(desk: Path):
    type_over(report(desk), "跟踪了解进展", "及时跟踪了解进展")
    add_proposal(desk)
    (told,) = drafter.absorb(here=desk, take="all").wordings
    assert told.taken and told.changes[0][1].count("33") <= 1
    drafter.generate("2021.yaml", here=desk)
    assert any(
        "33件" in line and "及时跟踪了解进展" in line for line in words(report(desk).read_bytes())
    )


def test_what_is_not_proven_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = office(tmp_path, "共{{ 会议|数量 }}次。")
    change(root, "次", "场")
    stands = template(root)
    real, asked = proof.says_as_expected, []

    def fail_at_last(*given: Any) -> bool:
        asked.append(given)
        return len(asked) == 1 and real(*given)

    monkeypatch.setattr(proof, "says_as_expected", fail_at_last)
    with pytest.raises(DrafterError) as raised:
        absorb(root, take="all")
    assert [each.code for each in raised.value.problems] == ["D560"]
    assert template(root) == stands


PAGE = """# {{ 单位 }}总结
## 一、学习工作开展的情况
**加强学习教育抓落实。**全年共组织学习{{ 会议|数量 }}次，大家普遍反映效果良好，收获很大。
{%p if 人数 %}
机关现有干部职工{{ 人数 }}人，{% if 办结 %}各项任务已经全部办结，{% endif %}队伍保持稳定。
{%p endif %}
## 二、其他工作开展的情况
{%p for 会 in 会议 %}
围绕{{ 会.主题 }}开展了深入的讨论交流活动。
{%p endfor %}
认真做好来信来访的接待工作，及时回应群众关切。
| 单位名称一栏 | 人数情况一栏 |
| {{ 单位 }} | 现有干部{{ 人数 }}人 |
在新的一年里，我们将再接再厉，努力取得新的成绩。"""


@pytest.mark.parametrize("save", [lambda data, seed: data, saved.word, saved.unmarked])
@pytest.mark.parametrize("seed", range(5))
def test_any_edits_are_taken_or_told_and_what_is_taken_is_in_next_years_report(
    seed: int, save: Callable[[bytes, int], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    plain = [each for each in edits.EDITS if "comment" not in each.__name__]
    monkeypatch.setattr(edits, "EDITS", plain)
    root = office(tmp_path, PAGE)
    edited, _ = edits.edit(page(root).read_bytes(), random.Random(seed), 4)
    (root / "返稿.docx").write_bytes(save(edited, seed))
    made = absorb(root, take="all", onto="返稿.docx")
    fresh = root / "output" / "新.docx"
    drafter.generate("2021.yaml", here=root, output=fresh)
    lines = words(fresh.read_bytes())
    for each in made.wordings:
        assert each.taken == bool(each.number)
        if each.taken and not each.origins:
            old, new = (text.split("\n")[0] for text in (each.old, each.new))
            assert (new in lines) if each.kind != "deleted" else (old not in lines)
    (root / "返稿.docx").write_bytes(edited)  # Word's own smart tags are no business of a validator
    assert not [each for each in absorb(root, onto="返稿.docx").wordings if each.number]


def test_the_command_lists_asks_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any
):
    root = office(tmp_path, "甲甲{{ 单位 }}。\n乙乙{{ 单位 }}。")
    monkeypatch.chdir(root)
    nothing = run("absorb").out
    assert "没有人改过" in nothing and str(Path("output")) in nothing
    change(root, "甲甲", "好甲甲")
    change(root, "乙乙", "好乙乙")
    listed = run("absorb", "2021.yaml").out
    assert "drafter absorb 2021.yaml --take all" in listed
    assert "“--take”不能是“一”" in run("absorb", "2021.yaml", "--take", "一").err
    assert listed.startswith(
        "可以收进模板的（2处）：\n1. 改了一段（templates/x/template.docx 正文第1段）\n"
    )
    assert "   人改成的：好甲甲甲单位。" in listed
    assert "D559" in run("absorb", "--take", "3").err
    assert run("absorb", "--take", "三").code == 2
    assert json.loads(run("absorb", "--format", "json").out)["edits"][1]["new"] == "好乙乙甲单位。"
    answers = iter([False, True])
    monkeypatch.setattr("typer.confirm", lambda *_, **__: next(answers))
    assert "已收进模板1处：templates/x/template.docx" in run("absorb", "--ask").out
    assert template(root) == "甲甲{{ 单位 }}。\n好乙乙{{ 单位 }}。"
    assert run("absorb", "--take", "1-1").code == 0
    assert template(root) == "好甲甲{{ 单位 }}。\n好乙乙{{ 单位 }}。"


def test_a_wording_is_told_with_the_words_beside_it(tmp_path: Path):
    root = office(tmp_path, "共{{ 会议|数量 }}次，全部完成。")
    change(root, "全部完成", "全部按时完成")
    (told,) = absorb(root).wordings
    assert isinstance(told, Wording)
    assert told.changes == (("共4次，全部完成。", "共4次，全部按时完成。"),)


def test_a_printed_name_in_the_hands_words_is_told(tmp_path: Path, run: Any, monkeypatch: Any):
    root = office(tmp_path, "{{ 单位 }}总结。\n今年办得好。\n完。")
    change(root, "今年办得好", "今年由甲单位牵头办得好")
    [told] = absorb(root).wordings
    assert told.number == 1 and told.names == ("甲单位",)
    monkeypatch.chdir(root)
    assert "“甲单位”是数据印出来的" in run("absorb", "2021").out


@pytest.mark.parametrize("tag", ["hyperlink", "sdt"])
@pytest.mark.parametrize("fresh", [False, True])
def test_words_in_a_link_or_a_content_control_stay_in_the_report(
    tmp_path: Path, tag: str, fresh: bool
):
    root = office(tmp_path, "{{ 单位 }}总结。\n今年办得好。\n完。")
    if fresh:
        add_behind(root, "办得好", "新加的一句话。")
    else:
        change(root, "今年办得好", "今年新加的一句话办得好")
    link_words(root, "新加的一句话", tag)
    [told] = absorb(root).wordings
    assert (told.number, told.obstacle) == (0, "object")


def test_a_link_round_old_words_is_not_lost_when_other_edits_go_into_the_template(tmp_path: Path):
    root = office(tmp_path, "{{ 单位 }}总结。\n今年办得好。\n完。")
    change(root, "完。", "全文完。")
    link_words(root, "今年办得好", "hyperlink")
    made = absorb(root, take="all")
    assert [each.taken for each in made.wordings] == [True]
    assert "全文完" in template(root)
    assert list(docx.Document(str(page(root)))._body._element.iter(w("hyperlink")))


def link_words(root: Path, said: str, tag: str) -> None:
    """Put the run that says it in a link, or in a content control."""
    document = docx.Document(str(page(root)))
    element = next(r for p in document.paragraphs for r in p.runs if said in r.text)._r
    outer = inner = make_element(tag)
    if tag == "hyperlink":
        outer.set(w("anchor"), "_top")
    else:
        inner = make_element("sdtContent")
        outer.append(inner)
    element.addprevious(outer)
    inner.append(element)
    document.save(str(page(root)))
