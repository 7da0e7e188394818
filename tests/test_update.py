"""A report that stands on disk already: what `generate` and `status` make of it, and say."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest

import drafter
import small
from drafter.word.changes import comments
from drafter.word.package import properties, stamps
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, ROOT_RELS, Package, write_zip
from reports import Killed, break_off
from revised import accepted, opened, pages, rejected, words
from years import office

NAME = "区政协办公室2021年统战工作总结"
PROPOSAL = (
    "  - {编号: 第14号, 案由: 关于加强农村饮水安全管理的提案, 提案者: 委员, "
    "督办领导: 区委常委、区纪委书记, 承办单位: 区水利局, 办理结果: 已解决, 满意度: 满意}\n"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the report of the year in it."""
    root = office(tmp_path)
    monkeypatch.chdir(root)
    drafter.generate("2021", here=root)
    return root


def report(root: Path) -> Path:
    return root / "output" / f"{NAME}.docx"


def add_proposal(root: Path, line: str = PROPOSAL) -> None:
    path = root / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8")
    at = text.index("  - {编号: 第15号")
    path.write_text(text[:at] + line + text[at:], encoding="utf-8")


def drop_proposal(root: Path) -> None:
    path = root / "data" / "2021.yaml"
    text = re.sub(r"  - \{编号: 第97号.*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def type_over(path: Path, old: str, new: str, near: str = "") -> None:
    """Type a text in place of another one, in the first run that holds it."""
    document = docx.Document(str(path))
    found = (r for p in document.paragraphs if near in p.text for r in p.runs if old in r.text)
    run = next(found)
    run.text = run.text.replace(old, new, 1)
    document.save(str(path))


def figure_by_hand(path: Path) -> None:
    type_over(path, "32", "35", near="领衔督办")


# Part 1: what happens when the report already exists.


def test_a_report_as_drafter_wrote_it_is_replaced_and_what_changed_is_told(desk: Path, run: Any):
    add_proposal(desk)
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and "已更新" in ran.out
    assert "督办提案 32 → 33（正文 1处、附件1 1处）" in ran.out
    assert "新增：附件1 第5行（编号第14号）：5 第14号 关于加强农村饮水安全管理的提案" in ran.out
    assert "人工修改" not in ran.out and not list(report(desk).parent.glob("*备份*"))


def test_an_edited_report_is_left_alone_when_the_data_say_nothing_new(desk: Path, run: Any):
    figure_by_hand(report(desk))
    before = report(desk).read_bytes()
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and report(desk).read_bytes() == before
    assert "一个字没动" in ran.out and "改动1段" in ran.out
    assert "页面上是“35”，数据是“32”（data/2021.yaml:168）" in ran.out


def test_an_edited_report_is_backed_up_and_brought_up_to_date(desk: Path, run: Any):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    before = report(desk).read_bytes()
    add_proposal(desk)
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and "改动1段" in ran.out and "督办提案 32 → 33" in ran.out
    assert report(desk).with_name(f"{NAME}.备份1.docx").read_bytes() == before
    after = report(desk).read_bytes()
    assert pages(rejected(after)) == pages(before)
    page = "\n".join(words(accepted(after)))
    assert "更加务实的作风" in page and "督办政协提案33件" in page and "第14号" in page


def test_what_is_written_here_is_what_the_validators_look_at(
    desk: Path, run: Any, every_report_is_valid: dict[str, bytes]
):
    def is_looked_at() -> bool:
        return hashlib.sha256(report(desk).read_bytes()).hexdigest() in every_report_is_valid

    assert is_looked_at()
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    assert not is_looked_at()
    add_proposal(desk)
    run("generate", "2021.yaml")
    assert is_looked_at()


def test_a_figure_that_both_changed_keeps_the_hand_s_and_gets_a_comment(desk: Path, run: Any):
    figure_by_hand(report(desk))
    add_proposal(desk)
    ran = run("generate", "2021.yaml")

    assert ran.code == 3 and "要您决定1处" in ran.out
    assert "提案，原来是“32”，人改成“35”，数据现在是“33”（data/2021.yaml:168）" in ran.out
    [comment] = comments.read_all(opened(report(desk).read_bytes()))
    assert comment.author == comments.AUTHOR and "数据现在是“33”" in comment.text
    assert "data/2021.yaml:168" in comment.text
    assert "督办政协提案35件" in "\n".join(words(accepted(report(desk).read_bytes())))


def test_a_file_of_another_s_is_left_alone_and_the_ways_out_are_told(desk: Path, run: Any):
    shutil.rmtree(desk / ".drafter")
    report(desk).write_bytes(_written({"会议通知": "请准时参加。"}))
    before = report(desk).read_bytes()
    ran = run("generate", "2021.yaml")

    assert ran.code == 3 and "D501" in ran.err and report(desk).read_bytes() == before
    assert all(way in ran.err for way in ("--onto", "-o ", "--overwrite"))


@pytest.mark.parametrize("sign", [f"~${NAME[2:]}.docx", f".~lock.{NAME}.docx#"])
def test_an_edited_report_that_is_open_is_not_touched(desk: Path, run: Any, sign: str):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    before = report(desk).read_bytes()
    (report(desk).parent / sign).touch()
    add_proposal(desk)
    ran = run("generate", "2021.yaml")

    assert ran.code == 3 and "D503" in ran.err and "请先关闭" in ran.err
    assert report(desk).read_bytes() == before
    assert not list(report(desk).parent.glob("*备份*"))


def test_a_report_that_cannot_be_read_any_more_is_left_alone(desk: Path, run: Any):
    report(desk).write_bytes(b"\xd0\xcf\x11\xe0 with a password")
    add_proposal(desk)
    ran = run("generate", "2021.yaml")

    assert ran.code == 3 and "D518" in ran.err and "--fresh" in ran.err
    assert report(desk).read_bytes().startswith(b"\xd0\xcf")


def test_another_file_under_the_report_s_name_is_left_alone(desk: Path, run: Any):
    report(desk).write_bytes(_written({"会议通知": "请准时参加。"}))
    ran = run("generate", "2021.yaml")
    assert ran.code == 3 and "D502" in ran.err


def _written(paragraphs: dict[str, str]) -> bytes:
    document = docx.Document()
    for head, text in paragraphs.items():
        document.add_heading(head)
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# --onto, --fresh, status


def test_a_file_that_came_back_under_another_name_is_brought_up_to_date(desk: Path, run: Any):
    back = desk / "王主任返稿.docx"
    shutil.copyfile(report(desk), back)
    type_over(back, "更加扎实的作风", "更加务实的作风")
    before = report(desk).read_bytes()
    add_proposal(desk)
    ran = run("generate", "2021.yaml", "--onto", "王主任返稿.docx")

    assert ran.code == 0 and "督办提案 32 → 33" in ran.out and "按文字认出" not in ran.out
    page = "\n".join(words(accepted(back.read_bytes())))
    assert "更加务实的作风" in page and "督办政协提案33件" in page
    assert report(desk).read_bytes() == before


def test_a_file_that_came_back_late_is_compared_with_what_it_was_then(desk: Path, run: Any):
    back = desk / "返稿.docx"
    shutil.copyfile(report(desk), back)
    type_over(back, "更加扎实的作风", "更加务实的作风")
    add_proposal(desk)
    run("generate", "2021.yaml")
    drop_proposal(desk)
    run("generate", "2021.yaml")
    ran = run("generate", "2021.yaml", "--onto", "返稿.docx")

    assert ran.code == 0 and "改动1段，新增0段，删去0段，移动0段" in ran.out
    assert "新增：附件1 第5行（编号第14号）：5 第14号" in ran.out and "第97号" in ran.out
    assert "督办政协提案32件" in "\n".join(words(accepted(back.read_bytes())))


def test_a_file_without_marks_is_recognised_by_its_words_and_that_is_said(desk: Path, run: Any):
    back = desk / "返稿.docx"
    back.write_bytes(_without_properties(report(desk).read_bytes()))
    type_over(back, "更加扎实的作风", "更加务实的作风")
    add_proposal(desk)
    ran = run("generate", "2021.yaml", "--onto", "返稿.docx")

    assert ran.code == 0 and "按文字认出来的" in ran.out and "督办提案 32 → 33" in ran.out
    assert properties.read_custom_properties(opened(back.read_bytes()))[stamps.RUN]


def _without_properties(data: bytes) -> bytes:
    """The file as a program saves it that keeps no custom properties."""
    package = opened(data)
    members = dict(package.members)
    del members["docProps/custom.xml"]
    for name in (CONTENT_TYPES, ROOT_RELS):
        text = re.sub(
            r"<(Override|Relationship) [^>]*custom\.xml[^>]*/>", "", members[name].decode()
        )
        members[name] = text.encode()
    return write_zip(Package(members))


def test_a_report_that_lost_its_marks_is_found_by_its_name(desk: Path, run: Any):
    report(desk).write_bytes(_without_properties(report(desk).read_bytes()))
    add_proposal(desk)
    ran = run("generate", "2021.yaml")
    assert ran.code == 0 and "督办提案 32 → 33" in ran.out


def test_a_strange_file_is_not_taken_for_a_report_that_came_back(desk: Path, run: Any):
    strange = desk / "通知.docx"
    strange.write_bytes(_written({"会议通知": "请准时参加。"}))
    before = strange.read_bytes()
    ran = run("generate", "2021.yaml", "--onto", "通知.docx")

    assert ran.code == 3 and "D520" in ran.err and strange.read_bytes() == before
    assert "D519" in run("generate", "2021.yaml", "--onto", "没有.docx").err


def test_last_year_s_report_does_not_become_this_year_s(desk: Path, run: Any):
    shutil.copyfile(desk / "data" / "2021.yaml", desk / "data" / "2022.yaml")
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    (desk / "data" / "2022.yaml").write_text(
        (desk / "data" / "2022.yaml").read_text("utf-8").replace("年度: 2021", "年度: 2022"),
        "utf-8",
    )
    before = report(desk).read_bytes()
    ran = run("generate", "2022.yaml", "--onto", str(report(desk)))

    assert ran.code == 3 and "D513" in ran.err and report(desk).read_bytes() == before


def test_a_fresh_draft_goes_beside_the_edited_report(desk: Path, run: Any):
    figure_by_hand(report(desk))
    before = report(desk).read_bytes()
    add_proposal(desk)
    ran = run("generate", "2021.yaml", "--fresh")

    fresh = report(desk).with_name(f"{NAME}（新）.docx")
    assert ran.code == 0 and "（新）" in ran.out and report(desk).read_bytes() == before
    assert "督办政协提案33件" in "\n".join(words(fresh.read_bytes()))


def test_status_tells_what_an_update_would_do_and_writes_nothing(desk: Path, run: Any):
    figure_by_hand(report(desk))
    add_proposal(desk)
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    ran = run("status")

    assert ran.code == 3 and "再生成一次，会按数据更新" in ran.out
    assert "改动1段" in ran.out and "人改成“35”，数据现在是“33”" in ran.out
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before


def test_status_of_a_report_that_nobody_touched(desk: Path, run: Any):
    ran = run("status", "2021.yaml")
    assert ran.code == 0 and ran.err == ""
    assert "人工修改" not in ran.out and "没有" in ran.out


@pytest.mark.parametrize(
    "words",
    [
        ("--onto", "a.docx", "--watch"), ("--fresh", "--each", "表.csv"),
        ("--onto", "a.docx", "-o", "b.docx"), ("甲.yaml", "--fresh"),
    ],
)  # fmt: skip
def test_onto_and_fresh_are_for_one_report(desk: Path, run: Any, words: tuple[str, ...]):
    ran = run("generate", "2021.yaml", *words)
    assert ran.code == 2 and "一次只管一份报告" in ran.err


# Conflicts, from their beginning to their end.


def test_a_conflict_stays_open_until_its_comment_is_deleted(desk: Path, run: Any):
    figure_by_hand(report(desk))
    add_proposal(desk)
    run("generate", "2021.yaml")
    before = report(desk).read_bytes()
    ran = run("generate", "2021.yaml")

    assert ran.code == 3 and "要您决定1处" in ran.out and report(desk).read_bytes() == before
    _delete_comments(report(desk))
    ran = run("generate", "2021.yaml")
    assert ran.code == 0 and "要您决定" not in ran.out and "页面上是“35”，数据是“33”" in ran.out


def _delete_comments(path: Path) -> None:
    package = opened(path.read_bytes())
    numbers = [each.number for each in comments.read_all(package)]
    from drafter.word import xml

    root = xml.parse(package.members[DOCUMENT])
    comments.remove_anchors(root, numbers)
    package = comments.update_comments(package, {}, numbers)
    path.write_bytes(write_zip(package.replace({DOCUMENT: xml.write(root)})))


def test_a_conflict_that_the_hand_settles_as_the_data_say_loses_its_comment(desk: Path, run: Any):
    figure_by_hand(report(desk))
    add_proposal(desk)
    run("generate", "2021.yaml")
    type_over(report(desk), "35", "33", near="领衔督办")
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and comments.read_all(opened(report(desk).read_bytes())) == []


def test_a_conflict_is_told_anew_when_the_data_change_again(desk: Path, run: Any):
    figure_by_hand(report(desk))
    add_proposal(desk)
    run("generate", "2021.yaml")
    add_proposal(desk, PROPOSAL.replace("第14号", "第13号"))
    run("generate", "2021.yaml")

    [comment] = comments.read_all(opened(report(desk).read_bytes()))
    assert "数据现在是“34”" in comment.text


def test_pending_changes_are_replaced_and_taken_back_when_the_data_go_back(desk: Path, run: Any):
    data = desk / "data" / "2021.yaml"
    first = data.read_text(encoding="utf-8")
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    edited = report(desk).read_bytes()
    add_proposal(desk)
    run("generate", "2021.yaml")
    add_proposal(desk, PROPOSAL.replace("第14号", "第13号"))
    run("generate", "2021.yaml")
    page = "\n".join(words(accepted(report(desk).read_bytes())))
    assert "督办政协提案34件" in page and pages(rejected(report(desk).read_bytes())) == pages(
        edited
    )
    data.write_text(first, encoding="utf-8")
    run("generate", "2021.yaml")

    now = report(desk).read_bytes()
    assert b"<w:ins " not in opened(now).members[DOCUMENT]
    assert b"<w:del " not in opened(now).members[DOCUMENT]
    assert pages(now) == pages(edited)


def test_an_update_that_nobody_has_edited_since_needs_no_backup_more(desk: Path, run: Any):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    add_proposal(desk)
    run("generate", "2021.yaml")
    add_proposal(desk, PROPOSAL.replace("第14号", "第13号"))
    run("generate", "2021.yaml")
    assert len(list(report(desk).parent.glob("*备份*"))) == 1
    type_over(report(desk), "更加务实的作风", "更加过硬的作风")
    drop_proposal(desk)
    run("generate", "2021.yaml")
    assert len(list(report(desk).parent.glob("*备份*"))) == 2


def test_a_change_that_a_leader_rejected_is_not_made_again(desk: Path, run: Any):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    add_proposal(desk)
    run("generate", "2021.yaml")
    report(desk).write_bytes(rejected(report(desk).read_bytes()))
    before = report(desk).read_bytes()
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and report(desk).read_bytes() == before
    assert "页面上是“32”，数据是“33”" in ran.out


def test_changes_that_a_leader_accepted_are_the_text_from_then_on(desk: Path, run: Any):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    add_proposal(desk)
    run("generate", "2021.yaml")
    report(desk).write_bytes(accepted(report(desk).read_bytes()))
    add_proposal(desk, PROPOSAL.replace("第14号", "第13号"))
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and "提案 33 → 34" in ran.out and "改动1段" in ran.out


def test_what_a_hand_deleted_is_not_brought_back(desk: Path, run: Any):
    document = docx.Document(str(report(desk)))
    paragraph = next(p for p in document.paragraphs if "领衔督办" in p.text)
    paragraph._p.getparent().remove(paragraph._p)
    document.save(str(report(desk)))
    add_proposal(desk)
    ran = run("generate", "2021.yaml")

    assert "删去1段" in ran.out and "已被人删去，没有再加回来" in ran.out
    assert "领衔督办" not in "\n".join(words(accepted(report(desk).read_bytes())))


def test_a_row_that_a_hand_changed_and_the_data_removed_stays_with_a_comment(desk: Path, run: Any):
    document = docx.Document(str(report(desk)))
    cell = document.tables[0].rows[-1].cells[2]
    cell.paragraphs[0].runs[0].text += "（已并案）"
    document.save(str(report(desk)))
    drop_proposal(desk)
    ran = run("generate", "2021.yaml")

    assert ran.code == 3 and "数据里已经没有这一条了" in ran.out
    assert "（已并案）" in "\n".join(words(accepted(report(desk).read_bytes())))
    assert run("generate", "2021.yaml").code == 3


def test_a_new_layout_of_the_template_is_said_not_to_be_taken_over(desk: Path, run: Any):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    template = desk / "templates" / "统战工作总结" / "template.docx"
    document = docx.Document(str(template))
    document.styles["Title"].font.bold = True
    document.save(str(template))
    ran = run("generate", "2021.yaml")
    assert "模板的版式改过" in ran.out and "--fresh" in ran.out


def test_a_gap_that_is_filled_in_an_edited_report_loses_its_yellow(tmp_path: Path, run: Any):
    small.workspace(
        tmp_path, "{{ 单位 }}有{{ 人数 }}人，{{ 备注 }}", data="模板: x\n单位: 甲\n人数: 3\n"
    )
    made = drafter.generate("2021", here=tmp_path)
    assert made.path is not None
    type_over(made.path, "人，", "人员，")
    data = tmp_path / "data" / "2021.yaml"
    data.write_text("模板: x\n单位: 甲\n人数: 4\n备注: 已核\n", encoding="utf-8")
    drafter.generate("2021", here=tmp_path)

    [block] = [each for each in pages(accepted(made.path.read_bytes())) if "人员" in each.text]
    assert block.text == "甲有4人员，已核" and not any(
        "highlight" in look for look, _ in block.looks
    )


def test_a_value_in_a_header_is_brought_up_to_date_too(tmp_path: Path, run: Any):
    document = docx.Document()
    document.add_paragraph("{{ 单位 }}共{{ 人数 }}人")
    document.sections[0].header.paragraphs[0].text = "{{ 单位 }}（{{ 人数 }}人）"
    buffer = io.BytesIO()
    document.save(buffer)
    small.workspace(tmp_path, buffer.getvalue())
    made = drafter.generate("2021", here=tmp_path)
    assert made.path is not None
    type_over(made.path, "共", "一共")
    data = tmp_path / "data" / "2021.yaml"
    data.write_text(small.DATA.replace("人数: 12", "人数: 13"), encoding="utf-8")
    came = drafter.generate("2021", here=tmp_path)

    assert came.account is not None and len(came.account.changes) == 1
    assert [str(where.zh) for where, _ in came.account.changes[0].where] == ["正文", "页眉"]
    said = words(accepted(made.path.read_bytes()))
    assert "甲单位一共13人" in said and "甲单位（13人）" in said


def test_status_of_a_draft_with_gaps(desk: Path, run: Any):
    data = desk / "data" / "2021.yaml"
    text = data.read_text(encoding="utf-8")
    data.write_text(re.sub(r", 主题: [^,}]+\}", "}", text, count=1), encoding="utf-8")
    assert run("status", "2021.yaml").code == 0


def test_in_a_batch_an_edited_report_is_brought_up_to_date_too(desk: Path, run: Any):
    figure_by_hand(report(desk))
    other = (desk / "data" / "2021.yaml").read_text("utf-8").replace("年度: 2021", "年度: 2020")
    (desk / "data" / "2020.yaml").write_text(other, encoding="utf-8")
    add_proposal(desk)
    ran = run("generate", "data/2020.yaml", "data/2021.yaml")

    assert ran.code == 3 and "D521 「督办提案」人改过，数据也变了" in ran.err
    assert "没有写成，其余不受影响" not in ran.err and "有 D521 的，报告已经更新" in ran.err
    assert "督办政协提案共33件" in "\n".join(words(accepted(report(desk).read_bytes())))
    assert report(desk).with_name(f"{NAME}.备份1.docx").is_file()


# Memory and broken-off runs.


def test_a_report_is_known_by_its_run_id_when_the_memory_is_lost(desk: Path, run: Any):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    shutil.rmtree(desk / ".drafter")
    ran = run("generate", "2021.yaml")
    assert ran.code == 0 and "改动1段" in ran.out


@pytest.mark.parametrize("at", range(1, 16))
def test_an_update_that_is_broken_off_leaves_the_old_file_or_the_new_one_and_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
):
    made = small.generate(tmp_path, "{{ 单位 }}共有{{ 人数 }}人。\n\n作风更加扎实。").path
    assert made is not None
    type_over(made, "扎实", "务实")
    before = made.read_bytes()
    change_number(tmp_path, 12, 13)
    with monkeypatch.context() as patch:
        break_off(patch, at)
        with contextlib.suppress(Killed):
            drafter.generate("2021", here=tmp_path)
    after = made.read_bytes()
    if after != before:
        assert made.with_name(f"{made.stem}.备份1.docx").read_bytes() == before
        assert pages(rejected(after)) == pages(before)
    drafter.generate("2021", here=tmp_path)
    now = made.read_bytes()
    assert pages(rejected(now)) == pages(before)
    assert words(accepted(now))[:2] == ["甲单位共有13人。", "作风更加务实。"]
    change_number(tmp_path, 13, 14)
    account = drafter.generate("2021", here=tmp_path).account
    assert account is not None and len(account.changes) == 1
    assert pages(rejected(made.read_bytes())) == pages(before)


def change_number(root: Path, old: int, new: int) -> None:
    path = root / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"人数: {old}", f"人数: {new}"), encoding="utf-8")
