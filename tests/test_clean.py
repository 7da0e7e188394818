"""`drafter clean`: a copy for sending out, what it says, and what stands on disk afterwards."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import drafter
from drafter.output import copies
from drafter.problems import DrafterError
from drafter.word import names, xml
from drafter.word.changes import comments
from drafter.word.package.archive import DOCUMENT, write_zip
from readers import need, to_pdf
from reports import files
from revised import accepted, opened, pages
from test_update import NAME, add_proposal, desk, figure_by_hand, report, type_over
from wordfiles import blank_with, with_body
from wordparts import OFFICE, body, changed, p, related, words
from wordparts import run as text

__all__ = ["desk"]  # a fixture

SPECIMEN = Path(__file__).parent / "specimens" / "libreoffice-comments.docx"
COPY = "报告（清稿）.docx"


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Word file that is in no workspace."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path / "报告.docx", p(text("一共32次。")))


def written(path: Path, inside: str) -> Path:
    path.write_bytes(with_body(inside))
    return path


def by(author: str, said: str = "三十三") -> str:
    """Words that somebody has inserted."""
    return f'<w:ins w:id="1" w:author="{author}">{text(said)}</w:ins>'


def refusal(path: Path | str, **options: Any) -> tuple[list[str], int]:
    """The codes of what stands in the way, and the exit status."""
    with pytest.raises(DrafterError) as raised:
        drafter.clean(path, **options)
    return [each.code for each in raised.value.problems], raised.value.status


def test_the_copy_stands_beside_the_report_and_has_the_same_pages(desk: Path, run: Any):
    before = report(desk).read_bytes()
    ran = run("clean", f"output/{NAME}.docx")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"已写好清稿：output/{NAME}（清稿）.docx（文字和版式没有变")
    copy = report(desk).with_name(f"{NAME}（清稿）.docx").read_bytes()
    assert report(desk).read_bytes() == before
    assert pages(copy) == pages(before)
    assert b"_drafter_" in opened(before).members[DOCUMENT]
    assert not any(b"drafter" in part for part in opened(copy).members.values())


def test_libreoffice_prints_every_word_in_its_place(desk: Path, tmp_path: Path, everything: bool):
    need(everything, "soffice", "pdftotext")
    made = drafter.clean(report(desk), output="清稿.docx")
    before, after = (printed(path, tmp_path) for path in (report(desk), made.path))
    assert [word for word, *_ in after] == [word for word, *_ in before]
    assert [top for *_, top in after] == [top for *_, top in before]
    # LibreOffice rounds anew at each bookmark
    assert all(abs(a[1] - b[1]) < 1 for a, b in zip(after, before, strict=True))


def printed(path: Path, folder: Path) -> list[tuple[str, float, float]]:
    """The words of the printed pages, each with its place from the left and the top, in points."""
    pdf = to_pdf(path, folder, Path(__file__).parent / "fonts.conf")
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', said.stdout.decode())
    return [(word, float(left), float(top)) for left, top, word in found]


def test_an_updated_report_is_clean_when_all_is_decided(desk: Path, run: Any):
    type_over(report(desk), "更加扎实的作风", "更加务实的作风")
    figure_by_hand(report(desk))
    add_proposal(desk)
    run("generate", "2021.yaml")
    ran = run("clean", str(report(desk)))

    assert ran.code == 3 and "D530" in ran.err and "drafter" in ran.err and "D531" in ran.err
    assert "接受或拒绝" in ran.err and "清稿没有写，原稿没有动" in ran.err
    report(desk).write_bytes(accepted(report(desk).read_bytes()))
    ran = run("clean", str(report(desk)))
    assert ran.code == 3 and "D530" not in ran.err
    assert "还有1处人和数据说法不一" in ran.err and "督办政协提案35件" in ran.err
    assert list(report(desk).parent.glob("*清稿*")) == []
    report(desk).write_bytes(without_comments(report(desk).read_bytes()))
    assert run("clean", str(report(desk))).code == 0
    copy = report(desk).with_name(f"{NAME}（清稿）.docx").read_bytes()
    assert pages(copy) == pages(report(desk).read_bytes())


def without_comments(data: bytes) -> bytes:
    """The file after somebody deleted all its comments."""
    package = opened(data)
    numbers = {each.number for each in comments.read_all(package)}
    root = xml.parse(package.members[DOCUMENT], huge=True)
    comments.remove_anchors(root, numbers)
    return write_zip(
        comments.update_comments(package.replace({DOCUMENT: xml.write(root)}), {}, numbers)
    )


def test_open_changes_are_counted_by_author_and_the_first_is_shown(letter: Path, run: Any):
    changes = "".join(by(who) + text("，") for who in "王王李")
    written(letter, p(text("上")) + p(text("督办") + changes))
    ran = run("clean", "报告.docx")

    assert ran.code == 3 and ran.out == ""
    assert ran.err.startswith("错误 D530：还有3处修订没有接受或拒绝（王2处、李1处），清稿没有写\n")
    assert "报告.docx 正文第2段\n   | 督办三十三，" in ran.err
    assert files(letter.parent).keys() == {"报告.docx"}
    assert "(王: 2, 李: 1)" in run("clean", "报告.docx", "--lang", "en").err


def test_a_change_that_nobody_signed_is_told_too(letter: Path, run: Any):
    written(letter, p(by("")))
    assert "没有署名的1处" in run("clean", "报告.docx").err


def test_a_conflict_that_nobody_settled_stops_the_copy_and_is_shown(letter: Path, run: Any):
    shutil.copy(SPECIMEN, letter)
    ran = run("clean", "报告.docx")

    assert ran.code == 3
    assert "D531：还有1处人和数据说法不一" in ran.err
    assert "正文第1段\n   | 一共开会32次。\n   | ^^^^^^^^^^^^^^" in ran.err


@pytest.mark.parametrize("author", ["王主任", "李科长"])
def test_other_people_s_comments_are_left_out_and_counted(letter: Path, run: Any, author: str):
    package = opened(SPECIMEN.read_bytes())
    root = xml.parse(package.members[DOCUMENT])
    comments.remove_anchors(root, {"0"})
    package = comments.update_comments(package.replace({DOCUMENT: xml.write(root)}), {}, {"0"})
    letter.write_bytes(write_zip(package))
    ran = run("clean", "报告.docx")

    assert ran.code == 0 and "原稿里的2条批注没有放进清稿，原稿没有动。" in ran.out
    made = opened((letter.parent / COPY).read_bytes())
    assert words(made) == words(package)
    assert not any(author.encode() in part for part in made.members.values())


def test_a_conflict_that_is_settled_or_led_to_from_nowhere_stops_nothing(letter: Path):
    package = opened(SPECIMEN.read_bytes())
    done = package.members["word/commentsExtended.xml"]
    name = "word/comments.xml"
    by_drafter = package.members[name].replace("王主任".encode(), b"drafter")
    root = xml.parse(package.members[DOCUMENT])
    comments.remove_anchors(root, {"0"})
    letter.write_bytes(write_zip(package.replace({name: by_drafter, DOCUMENT: xml.write(root)})))
    assert b'done="1"' in done
    assert drafter.clean(letter).comments == 2


def test_the_copy_goes_where_it_is_told(letter: Path, run: Any):
    (letter.parent / "外发").mkdir()
    assert run("clean", "报告.docx", "-o", "外发").code == 0
    assert run("clean", "报告.docx", "-o", "外发/定稿.docx").code == 0
    assert run("clean", "报告.docx", "--output", "新/定稿.docx").code == 0
    assert set(files(letter.parent)) == {"报告.docx", COPY, "定稿.docx"}
    assert (letter.parent / "新/定稿.docx").is_file()


def test_an_output_that_is_no_docx_is_refused(letter: Path):
    assert refusal(letter, output="定稿.pdf") == (["D506"], 1)


@pytest.mark.parametrize("name", ["报告.docx", "./报告.docx", "别名.docx"])
def test_the_original_is_never_written_over(letter: Path, name: str):
    os.link(letter, letter.with_name("别名.docx"))
    before = letter.read_bytes()
    assert refusal(letter, output=name, overwrite=True) == (["D534"], 1)
    assert letter.read_bytes() == before


def test_a_folder_of_the_copy_s_name_is_not_written_to(letter: Path):
    (letter.parent / COPY).mkdir()
    assert refusal(letter) == (["D505"], 1)


def test_among_templates_and_data_no_copy_is_written(desk: Path, run: Any):
    ran = run("clean", "templates/统战工作总结/template.docx")
    assert ran.code == 1 and "D514" in ran.err
    assert run("clean", "templates/统战工作总结/template.docx", "-o", "output/空.docx").code == 0


def test_the_same_copy_is_not_written_twice(letter: Path, run: Any):
    run("clean", "报告.docx")
    copy = letter.with_name(COPY)
    before = copy.stat()
    ran = run("clean", "报告.docx")

    assert ran.code == 0 and ran.out == f"没有变化，清稿保持原样：{COPY}\n"
    assert (copy.stat().st_mtime_ns, copy.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_another_file_of_the_copy_s_name_is_left_alone(letter: Path, run: Any):
    letter.with_name(COPY).write_bytes(b"somebody's work")
    ran = run("clean", "报告.docx")

    assert ran.code == 3 and "D532" in ran.err and "--overwrite" in ran.err
    assert letter.with_name(COPY).read_bytes() == b"somebody's work"


def test_overwriting_keeps_the_other_file_under_a_number(letter: Path, run: Any):
    letter.with_name(COPY).write_bytes(b"somebody's work")
    ran = run("clean", "报告.docx", "--overwrite")

    assert ran.code == 0
    assert "原来的文件已备份为：报告（清稿）.备份1.docx" in ran.out and "已换成新的清稿" in ran.out
    assert letter.with_name("报告（清稿）.备份1.docx").read_bytes() == b"somebody's work"
    assert run("clean", "报告.docx", "--overwrite").out.startswith("没有变化")


def test_a_link_gives_way_only_when_it_may_and_what_it_leads_to_stays(letter: Path):
    other = letter.with_name("别的.docx")
    other.write_bytes(b"other")
    letter.with_name(COPY).symlink_to(other)
    assert refusal(letter) == (["D532"], 3)
    made = drafter.clean(letter, overwrite=True)
    assert (made.status, other.read_bytes()) == ("replaced", b"other")
    assert not made.path.is_symlink() and made.backup is not None


def test_a_link_that_leads_nowhere_is_left_alone_too(letter: Path):
    letter.with_name(COPY).symlink_to(letter.with_name("没有.docx"))
    assert refusal(letter) == (["D532"], 3)
    assert drafter.clean(letter, overwrite=True).backup is None


@pytest.mark.parametrize("sign", ["~$报告.docx", ".~lock.报告.docx#", ".~报告.docx"])
def test_an_original_that_is_open_may_hold_unsaved_words(letter: Path, run: Any, sign: str):
    letter.with_name(sign).touch()
    ran = run("clean", "报告.docx")
    assert ran.code == 3 and "D535" in ran.err and "先存盘" in ran.err
    assert not letter.with_name(COPY).exists()


def test_an_earlier_copy_that_is_open_is_not_replaced(letter: Path):
    letter.with_name(COPY).write_bytes(b"old")
    letter.with_name(f"~${COPY[2:]}").touch()
    assert refusal(letter, overwrite=True) == (["D503"], 3)


@pytest.mark.parametrize("name", ["没有.docx", "", "没有/报告.docx", "长" * 300 + ".docx"])
def test_a_file_that_is_not_there_is_named(letter: Path, name: str):
    assert refusal(name, here=letter.parent) == (["D533"], 1)


def test_what_is_no_word_file_is_refused(letter: Path, run: Any):
    letter.write_bytes(b"\xd0\xcf\x11\xe0 an old .doc, or one with a password")
    ran = run("clean", "报告.docx")
    assert ran.code == 1 and "D303" in ran.err and "另存为" in ran.err


def test_a_harmful_file_is_refused(letter: Path):
    letter.write_bytes(blank_with({"word/vbaProject.bin": b""}))
    assert refusal(letter) == (["D306"], 1)


def test_a_file_that_may_not_be_read_is_told(letter: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(self: Path) -> bytes:
        raise PermissionError(13, "held by Word")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert refusal(letter) == (["D535"], 3)


def test_a_copy_that_cannot_be_written_leaves_what_was_there(
    letter: Path, monkeypatch: pytest.MonkeyPatch
):
    letter.with_name(COPY).write_bytes(b"old")

    def full(path: Path, before: bytes | None, data: bytes) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(copies, "replace_known", full)
    assert refusal(letter, overwrite=True) == (["D504"], 1)
    assert files(letter.parent) == {"报告.docx": letter.read_bytes(), COPY: b"old"}


def test_hidden_words_gaps_and_embedded_files_are_warned_of(letter: Path, run: Any):
    hidden = text("初稿是35件", "<w:rPr><w:vanish/></w:rPr>")
    package, number = related(body(""), f"{OFFICE}/package", "word/embeddings/表.xlsx", b"PK")
    held = f'<w:r><w:object><a r:id="{number}"/></w:object></w:r>'
    gap = text("会议【待补：会议 ") + text("第3条】召开")
    letter.write_bytes(write_zip(changed(package, p(text("甲") + hidden) + p(held) + p(gap))))
    ran = run("clean", "报告.docx")

    assert ran.code == 0 and COPY in ran.out
    assert "提醒 D536：清稿里有1段隐藏文字" in ran.err and "甲初稿是35件" in ran.err
    assert "D537：清稿里嵌有1个文件，没有清理它们：表.xlsx" in ran.err
    assert "D538：清稿里还有1处待补" in ran.err and f"{COPY} 正文第3段" in ran.err


def test_json_tells_what_was_done(letter: Path, run: Any):
    document = json.loads(run("clean", "报告.docx", "--format", "json").out)
    assert document == {
        "status": "written", "path": str(Path(COPY)), "backup": None, "comments": 0,
        "problems": [],
    }  # fmt: skip
    written(letter, p(by("王")))
    ran = run("clean", "报告.docx", "--format", "json")
    failed = json.loads(ran.out)
    assert (ran.code, failed["status"]) == (3, "failed")
    assert failed["problems"][0]["values"] == {"n": "1", "who": "王1处"}


def test_from_python_the_copy_and_its_warnings_are_given(letter: Path):
    made = drafter.clean("报告.docx", output="外发.docx", here=letter.parent)
    assert (made.path, made.status) == (letter.with_name("外发.docx"), "written")
    assert (made.comments, made.problems, made.backup) == (0, (), None)


@pytest.mark.parametrize("batch", [False, True])
def test_a_final_tells_whose_tracked_changes_are_still_open(
    desk: Path, run: Any, batch: bool
) -> None:
    inputs = [desk / "data" / "2021.yaml"]
    if batch:
        inputs.append(shutil.copy(inputs[0], desk / "data" / "2019.yaml"))
        text = inputs[1].read_text(encoding="utf-8").replace("2021", "2019")
        inputs[1].write_text(text, encoding="utf-8")
    type_over(report(desk), "缺什么补什么", "缺什么就补什么")
    quiet = run("generate", *map(str, inputs), "--final")
    assert quiet.code == 0 and "D553" not in quiet.out + quiet.err
    add_proposal(desk)
    told = run("generate", *map(str, inputs), "--final")
    said = told.out + told.err
    assert "D553" in said and "处修订" in said
    assert batch or "drafter clean" in said
    report(desk).write_bytes(accepted(report(desk).read_bytes()))
    settled = run("generate", *map(str, inputs), "--final")
    assert "D553" not in settled.out + settled.err


def test_the_place_of_an_open_conflict_is_quoted_as_the_page_has_it(letter: Path, run: Any):
    """What a revision strikes there is not quoted beside the new words."""
    shutil.copy(SPECIMEN, letter)
    package = opened(letter.read_bytes())
    root = xml.parse(package.members[DOCUMENT])
    [node] = (each for each in root.iter(names.T) if each.text and "32" in each.text)
    run_of, before = node.getparent(), node.text
    new = copy.deepcopy(run_of)
    next(new.iter(names.T)).text = before.replace("32", "33")
    for tag, moved in (("ins", new), ("del", run_of)):
        holder = etree.Element(xml.w(tag), {xml.w("id"): f"90{len(tag)}", xml.w("author"): "王"})
        run_of.addnext(holder) if tag == "ins" else run_of.addprevious(holder)
        holder.append(moved)
    node.tag = names.DEL_TEXT
    letter.write_bytes(write_zip(package.replace({DOCUMENT: xml.write(root)})))
    told = run("clean", "报告.docx").err.partition("D531")[2]
    assert "33" in told and "32" not in told.split("详见")[0], told
