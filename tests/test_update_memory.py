"""Tests for edited reports whose version is older, gone or damaged, or whose memory was lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import drafter
import small
from drafter.commands.generate import generate_one
from drafter.word.changes import comments
from drafter.word.package import properties, stamps
from revised import accepted, opened, pages, rejected, words

TEMPLATE = """
p {{ 单位 }}工作总结
p 一、全年共有{{ 人数 }}人参加活动，组织和服务工作平稳有序，各项任务都已完成。
{%p for 一 in 会议 %}
p {{ 一.类别 }}：{{ 一.主题 }}
{%p endfor %}
p 二、下一步，继续围绕中心、服务大局，把各项工作做得更实。
"""
NAME = "甲单位总结.docx"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small.workspace(tmp_path, TEMPLATE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, number: int, **more: Any) -> drafter.Result:
    """The report, when so many people took part."""
    path = root / "data" / "2021.yaml"
    text = small.DATA.replace("人数: 12", f"人数: {number}")
    path.write_text(text, encoding="utf-8")
    return generate_one("2021.yaml", here=root, **more)


def report(root: Path) -> Path:
    return root / "output" / NAME


def edit(path: Path, old: str = "更实", new: str = "更细更实", member: str = "") -> bytes:
    data = small.changed(path.read_bytes(), member or "word/document.xml", old, new)
    path.write_bytes(data)
    return data


def copy_out(root: Path, name: str = "返稿.docx") -> Path:
    """A copy that a leader takes along, and edits."""
    path = root / name
    shutil.copyfile(report(root), path)
    edit(path)
    return path


def forget_run(path: Path) -> None:
    """As a program saves it that keeps no custom properties."""
    package = properties.drop_custom_properties(opened(path.read_bytes()), {stamps.RUN})
    from drafter.word.package.archive import write_zip

    path.write_bytes(write_zip(package))


def run_of(path: Path) -> str:
    return properties.read_custom_properties(opened(path.read_bytes())).get(stamps.RUN, "")


def said(path: Path) -> str:
    return "\n".join(words(accepted(path.read_bytes())))


@pytest.mark.parametrize("writes", [2, 30])
@pytest.mark.parametrize("has_run", [True, False])
@pytest.mark.parametrize("clock", [0.0, 9e9, 1.0])
def test_a_copy_of_an_earlier_version_is_compared_with_that_one(
    desk: Path, run: Any, monkeypatch: pytest.MonkeyPatch, writes: int, has_run: bool, clock: float
):
    with monkeypatch.context() as patch:
        if clock:
            patch.setattr("drafter.output.store.time.time", lambda: clock)
        write(desk, 100)
    back = copy_out(desk)
    if not has_run:
        forget_run(back)
    for number in range(101, 101 + writes):
        write(desk, number)
    before = back.read_bytes()
    ran = run("generate", "2021.yaml", "--onto", "返稿.docx")

    assert ran.code == 0
    assert "人数 100 → " in ran.out and "改动1段" in ran.out
    assert ("没有 drafter 的运行编号" in ran.out) is not has_run
    assert "第1版" in ran.out or has_run
    assert "人改的" not in ran.out and "没有新变化" not in ran.out
    assert f"共有{100 + writes}人" in said(back) and "更细更实" in said(back)
    assert pages(rejected(back.read_bytes())) == pages(before)


def test_a_day_of_watching_does_not_push_out_what_was_handed_out(
    desk: Path, monkeypatch: pytest.MonkeyPatch
):
    now = [1_700_000_000.0]
    monkeypatch.setattr("drafter.output.store.time.time", lambda: now[0])
    write(desk, 100)
    back = copy_out(desk)
    for number in range(101, 221):
        now[0] += 20
        write(desk, number, watched=True)
    result = drafter.generate("2021.yaml", here=desk, onto=back)
    assert result.account is not None and not result.account.by_words
    assert [(each.old, each.new) for each in result.account.changes] == [("100", "220")]
    kept = drafter.workspace.open_workspace(desk).store.list_versions(report(desk))
    assert len(kept) < 60


# A version that is gone, or damaged.


def drop_versions(root: Path, which: Callable[[str], bool]) -> None:
    for path in (root / ".drafter").rglob("older/*.docx"):
        if which(path.name):
            path.unlink()


@pytest.mark.parametrize("planned", [False, True])
def test_a_version_that_is_gone_is_told_and_what_is_unsure_is_not_called_a_hand_s(
    desk: Path, run: Any, planned: bool
):
    write(desk, 100)
    back = copy_out(desk)
    write(desk, 110)
    write(desk, 120)
    drop_versions(desk, lambda name: name.startswith("000001"))
    before = back.read_bytes()
    command = ("status",) if planned else ("generate",)
    ran = run(*command, "2021.yaml", "--onto", "返稿.docx")

    assert ran.code == 3
    assert "那一版这里没有存着" in ran.out and "第3版" in ran.out and "像" in ran.out
    assert "100" in ran.out and "分不清" in ran.out
    for untrue in ("人改的，照样", "没有 drafter", "没有新变化", "人工修改", "人改成"):
        assert untrue not in ran.out
    assert "共有100人" in said(back)
    if planned:
        assert back.read_bytes() == before
    else:
        assert pages(rejected(back.read_bytes())) == pages(before)


def test_where_the_data_changed_too_the_comment_says_that_it_cannot_be_told(desk: Path, run: Any):
    write(desk, 100)
    back = copy_out(desk)
    write(desk, 110)
    drop_versions(desk, lambda name: name.startswith("000001"))
    small_data = (desk / "data" / "2021.yaml").read_text(encoding="utf-8")
    (desk / "data" / "2021.yaml").write_text(
        small_data.replace("人数: 110", "人数: 120"), encoding="utf-8"
    )
    ran = run("generate", "2021.yaml", "--onto", "返稿.docx")
    assert ran.code == 3 and "要您决定1处" in ran.out and "人改成" not in ran.out
    [comment] = comments.read_all(opened(back.read_bytes()))
    assert "分不清" in comment.text and "“100”" in comment.text and "“120”" in comment.text


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "other bytes": lambda data: data[:200] + bytes(200) + data[400:],
}


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("last", [True, False])
def test_a_damaged_version_is_told_as_such(desk: Path, run: Any, how: str, last: bool):
    write(desk, 99)
    write(desk, 100)
    edited = report(desk) if last else copy_out(desk)
    if last:
        edit(edited)
    else:
        write(desk, 110)
    [folder] = (desk / ".drafter" / "reports").iterdir()
    path = folder / "base.docx" if last else next(folder.glob("older/000002*"))
    path.write_bytes(DAMAGES[how](path.read_bytes()))
    data = desk / "data" / "2021.yaml"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("人数: 1", "人数: 2"), encoding="utf-8")
    ran = run("generate", "2021.yaml", *([] if last else ["--onto", "返稿.docx"]))

    assert ran.code == 3 and "坏了" in ran.out and ".drafter" in ran.out
    assert "像" in ran.out and "更细更实" in said(edited)
    assert "没有 drafter" not in ran.out


def test_a_report_that_nobody_edited_is_replaced_though_its_version_is_damaged(desk: Path):
    write(desk, 100)
    [folder] = (desk / ".drafter" / "reports").iterdir()
    (folder / "base.docx").write_bytes(b"")
    assert write(desk, 110).status == "replaced"


# Memory that was lost.


def test_a_report_of_drafter_s_is_never_called_another_s_and_a_way_out_is_told(
    desk: Path, run: Any
):
    write(desk, 100)
    before = edit(report(desk))
    shutil.rmtree(desk / ".drafter")
    data = desk / "data" / "2021.yaml"
    data.write_text(small.DATA.replace("人数: 12", "人数: 110"), encoding="utf-8")
    for words_given in ((), ("--onto", f"output/{NAME}")):
        ran = run("generate", "2021.yaml", *words_given)
        assert ran.code == 3 and "D552" in ran.err and "不是 drafter 写的" not in ran.err
        assert f"drafter generate data/2021.yaml --against output/{NAME}" in ran.err
    assert report(desk).read_bytes() == before

    ran = run("generate", "2021.yaml", "--against", f"output/{NAME}")
    copy = report(desk).with_name("甲单位总结（对照）.docx")
    assert ran.code == 0 and "（对照）" in ran.out and "100 → 110" in ran.out
    assert "没有看到人工修改" not in ran.out
    assert report(desk).read_bytes() == before
    assert pages(rejected(copy.read_bytes())) == pages(before)
    assert "共有110人" in said(copy) and "更细" not in said(copy)

    # The copy, looked through, becomes the report: from now on drafter knows it.
    kept_edit = small.changed(accepted(copy.read_bytes()), "word/document.xml", "更实", "更细更实")
    report(desk).write_bytes(kept_edit)
    result = write(desk, 120)
    assert result.status == "updated" and result.account is not None
    assert not result.account.by_words and result.account.touched.changed == 1
    assert "共有120人" in said(report(desk)) and "更细更实" in said(report(desk))


def test_a_copy_for_comparing_is_not_written_over_another_file(desk: Path, run: Any):
    write(desk, 100)
    edit(report(desk))
    other = report(desk).with_name("甲单位总结（对照）.docx")
    other.write_bytes(b"a colleague's")
    ran = run("generate", "2021.yaml", "--against", f"output/{NAME}")
    assert ran.code == 3 and "D532" in ran.err and other.read_bytes() == b"a colleague's"
    assert "D519" in run("generate", "2021.yaml", "--against", "没有.docx").err
    assert run("generate", "2021.yaml", "--against", "a.docx", "--watch").code == 2


def test_any_file_can_be_compared_with_the_new_draft(desk: Path, run: Any):
    write(desk, 100)
    edit(report(desk))
    forget_run(report(desk))
    shutil.rmtree(desk / ".drafter")
    assert "D501" in run("generate", "2021.yaml").err
    assert run("generate", "2021.yaml", "--against", f"output/{NAME}").code == 0


@pytest.mark.parametrize("edited", [True, False])
def test_memory_that_was_lost_comes_back_when_the_data_are_the_same(desk: Path, edited: bool):
    write(desk, 100)
    if edited:
        edit(report(desk))
    shutil.rmtree(desk / ".drafter")
    assert write(desk, 100).status == ("kept" if edited else "unchanged")
    result = write(desk, 110)
    assert result.status == ("updated" if edited else "replaced")
    assert "共有110人" in said(report(desk))
    assert ("更细更实" in said(report(desk))) is edited
