"""Copies that came back from several hands: what `gather` makes of them, and says."""

from __future__ import annotations

import copy
import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

import drafter
import edits
import small
import years
from drafter.output import HandChange
from drafter.word.changes import comments
from drafter.word.package.archive import CORE, DOCUMENT, write_zip
from drafter.word.xml import Element, get_parent, make_element, parse, set_text, w, write
from revised import accepted, opened, pages, rejected, words

TEMPLATE = """
# {{ 单位 }}总结
## 工作情况
一年来，我们召开会议{{ 会议|数量 }}次，取得了扎实的成效，受到各方面好评。
全体干部{{ 人数 }}人，作风更加扎实。
还要加强学习，改进工作，服务群众。
## 会议清单
| 主题 | 类别 |
|tr {%tr for m in 会议 %}|
| {{ m.主题 }} | {{ m.类别 }} |
|tr {%tr endfor %}|
结语一句话。
"""
WANG, LI = "王主任返稿.docx", "李主席返稿.docx"
Change = Callable[[Any], None]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with its report in it."""
    assert small.generate(tmp_path, TEMPLATE).path
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(root: Path) -> Path:
    return root / "output" / "甲单位总结.docx"


def hand(
    root: Path, name: str, *changes: Change, of: bytes | None = None, by: str = ""
) -> Path:  # fmt: skip
    """A copy of the report, changed by hand without tracking. by: who saved it last."""
    document = docx.Document(io.BytesIO(of or report(root).read_bytes()))
    for change in changes:
        change(document)
    document.save(str(root / name))
    data = (root / name).read_bytes()
    if by:
        data = small.changed(
            data, CORE, "<cp:lastModifiedBy/>", f"<cp:lastModifiedBy>{by}</cp:lastModifiedBy>"
        )
    (root / name).write_bytes(data)
    return root / name


def typed(old: str, new: str) -> Change:
    def change(document: Any) -> None:
        runs = [run for p in _paragraphs(document) for run in p.runs if old in run.text]
        runs[0].text = runs[0].text.replace(old, new, 1)

    return change


def deleted(near: str) -> Change:
    def change(document: Any) -> None:
        found = next(p for p in document.paragraphs if near in p.text)
        found._p.getparent().remove(found._p)

    return change


def added(near: str, text: str) -> Change:
    def change(document: Any) -> None:
        found = next(p for p in document.paragraphs if near in p.text)
        made = found.insert_paragraph_before(text, found.style)
        assert made.text == text

    return change


def row_deleted(near: str) -> Change:
    def change(document: Any) -> None:
        rows = [row for table in document.tables for row in table.rows]
        row = next(r for r in rows if near in "".join(cell.text for cell in r.cells))
        row._tr.getparent().remove(row._tr)

    return change


def _paragraphs(document: Any) -> list[Any]:
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]


def gather(root: Path, *names: str, **given: Any) -> drafter.Result:
    before = {name: (root / name).read_bytes() for name in names}
    made = drafter.gather(names, here=root, **given)
    assert before == {name: (root / name).read_bytes() for name in names}
    return made


def page(root: Path) -> str:
    return "\n".join(words(accepted(report(root).read_bytes())))


def notes(root: Path) -> list[tuple[str, str]]:
    return [(c.author, c.text) for c in comments.read_all(opened(report(root).read_bytes()))]


def signed(root: Path, words: str) -> tuple[str | None, str | None]:
    """Author and date of the tracked change that holds the words."""
    body = parse(opened(report(root).read_bytes()).members[DOCUMENT])
    texts = body.iter(w("t"), w("delText"))
    node: Element | None = next(text for text in texts if words in (text.text or ""))
    while node is not None and node.tag not in (w("ins"), w("del")):
        node = node.getparent()
    return (None, None) if node is None else (node.get(w("author")), node.get(w("date")))


def fates(made: drafter.Result) -> list[tuple[str, str, str]]:
    assert made.account is not None
    return sorted((each.author, each.kind, each.fate) for each in made.account.edits)


def test_the_edits_of_two_hands_stand_side_by_side_under_their_names(desk: Path) -> None:
    before = report(desk).read_bytes()
    hand(desk, WANG, typed("扎实的成效", "明显的成效"), row_deleted("学习二"))
    hand(desk, LI, typed("受到各方面好评", "得到群众好评"), added("结语", "李主席加的一段。"))

    made = gather(desk, WANG, LI)

    assert "取得了明显的成效，得到群众好评" in page(desk)
    assert "学习二" not in page(desk) and "李主席加的一段。" in page(desk)
    assert pages(rejected(report(desk).read_bytes())) == pages(before)
    assert signed(desk, "明显") == ("王主任", None) and signed(desk, "加的一段") == ("李主席", None)
    assert made.status == "gathered" and made.account is not None and not made.account.waits
    assert made.backup is not None and made.backup.read_bytes() == before


@pytest.mark.parametrize("names", [(WANG, LI), (LI, WANG)])
def test_of_different_words_at_one_place_the_second_is_a_comment(
    desk: Path, names: tuple[str, ...]
) -> None:
    hand(desk, WANG, typed("扎实的成效", "明显的成效"))
    hand(desk, LI, typed("扎实的成效", "丰硕的成效"))

    made = gather(desk, *names)

    # 李 comes before 王, whatever the order of the files.
    assert "取得了丰硕的成效" in page(desk)
    [(author, said)] = notes(desk)
    assert author == "王主任" and "明显的成效" in said
    assert made.account is not None and made.account.waits


@pytest.mark.parametrize("names", [(WANG, LI), (LI, WANG)])
@pytest.mark.parametrize(
    ("near", "old", "new"), [("作风", "更加", "日益"), ("还要", "学习", "调研")]
)
def test_an_edit_stays_where_another_hand_deleted_the_paragraph(
    desk: Path, names: tuple[str, ...], near: str, old: str, new: str
) -> None:
    hand(desk, LI, deleted(near))
    hand(desk, WANG, typed(old, new))

    gather(desk, *names)

    assert new in page(desk)
    [(author, said)] = notes(desk)
    assert author == "李主席" and near in said


def test_equal_edits_of_two_hands_stand_once(desk: Path) -> None:
    same = (typed("扎实的成效", "明显的成效"), deleted("还要"), added("结语", "同一段。"))
    hand(desk, WANG, *same)
    hand(desk, LI, *same, by="李主席")

    made = gather(desk, WANG, LI)

    assert page(desk).count("明显的成效") == page(desk).count("同一段。") == 1
    assert "还要" not in page(desk) and not notes(desk)
    assert [fate for author, _, fate in fates(made) if author == "王主任"] == ["there"] * 3


def test_a_figure_that_two_hands_changed_is_never_put_together(desk: Path) -> None:
    hand(desk, WANG, typed("12", "15"))
    hand(desk, LI, typed("12", "18"))

    gather(desk, WANG, LI)

    assert "干部18人" in page(desk)
    assert [author for author, _ in notes(desk)] == ["王主任"]


@pytest.mark.parametrize(
    ("old", "new"), [("12", "15"), ("全体干部", "全体在职干部"), ("人，", "名，")]
)
def test_a_copy_of_an_older_version_goes_into_the_newer_report(
    desk: Path, old: str, new: str
) -> None:
    hand(desk, WANG, typed(old, new), typed("学习一", "学习第一"))
    data = desk / "data" / "2021.yaml"
    data.write_text(
        data.read_text(encoding="utf-8").replace("人数: 12", "人数: 13")
        + "  - {类别: 党组会议, 主题: 学习三}\n", encoding="utf-8",
    )  # fmt: skip
    drafter.generate("2021.yaml", here=desk)

    gather(desk, WANG)

    assert "召开会议5次" in page(desk) and "学习三" in page(desk) and "学习第一" in page(desk)
    if old == "12":
        assert "干部13人" in page(desk) and "15" in notes(desk)[0][1]
    else:
        assert new in page(desk) and not notes(desk)
        assert "13人" in page(desk) or "13名" in page(desk)


def test_the_newest_data_go_in_after_the_hands(desk: Path) -> None:
    hand(desk, WANG, typed("12", "15"), typed("扎实的成效", "明显的成效"))
    data = desk / "data" / "2021.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("人数: 12", "人数: 13"), "utf-8")

    made = gather(desk, WANG)

    assert "干部15人" in page(desk) and "明显的成效" in page(desk)
    assert made.account is not None and len(made.account.conflicts) == 1
    assert "13" in notes(desk)[0][1]


def _tracked(name: str, author: str, *runs: Element) -> Element:
    made = make_element(name, id="9000", author=author, date="2022-01-05T09:00:00Z")
    made.extend(runs)
    return made


def test_tracked_changes_of_a_hand_keep_their_author_and_date(desk: Path) -> None:
    package = opened(report(desk).read_bytes())
    root = parse(package.members[DOCUMENT])
    text = next(t for t in root.iter(w("t")) if "结语" in (t.text or ""))
    run, words_, made = get_parent(text), make_element("t"), make_element("r")
    set_text(words_, "由秘书补写。")
    made.append(words_)
    run.addnext(_tracked("ins", "赵秘书", made))
    (desk / "返稿.docx").write_bytes(write_zip(package.replace({DOCUMENT: write(root)})))

    gather(desk, "返稿.docx")

    assert signed(desk, "由秘书补写") == ("赵秘书", "2022-01-05T09:00:00Z")


def test_comments_of_hands_come_along(desk: Path) -> None:
    def remark(document: Any) -> None:
        run = next(r for p in document.paragraphs for r in p.runs if "服务群众" in r.text)
        document.add_comment(runs=run, text="这句再想想", author="王主任", initials="王")

    hand(desk, WANG, remark, typed("改进工作", "改进作风"))

    made = gather(desk, WANG)
    assert notes(desk) == [("王主任", "这句再想想")] and "改进作风" in page(desk)
    assert made.account is not None and not made.account.waits
    gather(desk, WANG)
    assert len(notes(desk)) == 1


def test_emphasis_of_a_hand_is_tracked(desk: Path) -> None:
    def embolden(document: Any) -> None:
        run = next(r for p in document.paragraphs for r in p.runs if "服务群众" in r.text)
        run.bold = True

    before = report(desk).read_bytes()
    hand(desk, WANG, embolden)
    gather(desk, WANG)

    bold = [r.text for p in docx.Document(str(report(desk))).paragraphs for r in p.runs if r.bold]
    assert any("服务群众" in text for text in bold)
    assert pages(rejected(report(desk).read_bytes())) == pages(before)


@pytest.mark.parametrize(
    ("name", "last", "given", "asked", "author"),
    [
        ("王主任返稿.docx", "", {}, None, "王主任"),
        ("王主任（修改稿）.docx", "python-docx", {}, None, "王主任"),
        ("返回来的.docx", "李主席", {}, None, "李主席"),
        ("返回来的.docx", "Administrator", {}, "张三", "张三"),
        ("返回来的.docx", "李主席", {"authors": ["赵委员"]}, "张三", "赵委员"),
    ],
)  # fmt: skip
def test_an_edit_that_nobody_signed_is_whose_the_copy_is(
    desk: Path, name: str, last: str, given: dict[str, Any], asked: str | None, author: str
) -> None:
    hand(desk, name, typed("扎实的成效", "明显的成效"), by=last)
    gather(desk, name, ask=None if asked is None else lambda file: asked, **given)
    assert signed(desk, "明显")[0] == author


def test_what_was_gathered_already_is_told_and_nothing_is_written(desk: Path) -> None:
    hand(desk, WANG, typed("扎实的成效", "明显的成效"), deleted("还要"))
    hand(desk, LI, typed("扎实的成效", "丰硕的成效"))
    gather(desk, WANG, LI)
    before = report(desk).read_bytes()

    made = gather(desk, LI, WANG)

    assert report(desk).read_bytes() == before and made.status == "kept"
    assert {fate for _, _, fate in fates(made)} == {"there", "waiting"}


def _refused(root: Path, *names: str, **given: Any) -> str:
    before = report(root).read_bytes()
    found = small.problems(lambda: drafter.gather(names, here=root, **given))
    assert {each.code for each in found} == {"D539"} and report(root).read_bytes() == before
    return "\n".join(each.message() for each in found)


def test_files_that_are_no_copies_are_refused_with_a_cure(desk: Path) -> None:
    hand(desk, WANG, typed("扎实的成效", "明显的成效"))
    (desk / "同一份.docx").write_bytes((desk / WANG).read_bytes())
    (desk / "老的.doc").write_bytes(b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"))
    (desk / "密.docx").write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    other = docx.Document()
    other.add_paragraph("关于召开会议的通知")
    other.save(str(desk / "通知.docx"))

    assert "没有这个文件" in _refused(desk, WANG, "没有.docx")
    assert "同一份" in _refused(desk, WANG, "同一份.docx")
    assert "同一份" in _refused(desk, WANG, WANG)
    assert "要收进去的那份报告" in _refused(desk, str(report(desk)))
    assert ".doc" in _refused(desk, "老的.doc")
    assert "密码" in _refused(desk, "密.docx")
    assert "认不出" in _refused(desk, "通知.docx")
    (desk / "~$王主任返稿.docx").write_bytes(b"")
    assert "打开" in _refused(desk, WANG)


@pytest.mark.parametrize("goal", ["外发/给领导的一份.docx", "output/另一份.docx"])
def test_a_report_that_was_written_elsewhere_is_found(desk: Path, goal: str) -> None:
    text = "人数: 14"
    data = desk / "data" / "2021.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("人数: 12", text), encoding="utf-8")
    path = drafter.generate("2021.yaml", output=goal, here=desk).path
    assert path is not None
    usual = report(desk).read_bytes()
    hand(desk, WANG, typed("扎实的成效", "丰硕的成效"), of=path.read_bytes())
    made = gather(desk, WANG, report="2021")
    assert made.path == path and report(desk).read_bytes() == usual
    assert "丰硕的成效" in "".join(words(accepted(path.read_bytes())))


def test_a_copy_of_a_report_made_of_a_row_is_refused(desk: Path) -> None:
    (desk / "单位.csv").write_text("单位\n乙单位\n丙单位\n", encoding="utf-8")
    drafter.generate_many(["2021.yaml"], each="单位.csv", here=desk)
    made = desk / "output" / "乙单位总结.docx"
    hand(desk, WANG, typed("扎实的成效", "丰硕的成效"), of=made.read_bytes())
    before = made.read_bytes()
    with pytest.raises(drafter.DrafterError) as caught:
        drafter.gather([WANG], here=desk)
    [found] = caught.value.problems
    assert found.code == "D539" and "乙单位" in found.message()
    assert made.read_bytes() == before


def test_copies_of_two_years_are_not_gathered_together(desk: Path) -> None:
    hand(desk, WANG, typed("扎实的成效", "明显的成效"))
    data = (desk / "data" / "2021.yaml").read_text(encoding="utf-8")
    (desk / "data" / "2022.yaml").write_text(data.replace("甲单位", "乙单位"), "utf-8")
    made = drafter.generate("2022.yaml", here=desk)
    assert made.path is not None
    hand(desk, LI, typed("扎实的成效", "丰硕的成效"), of=made.path.read_bytes())

    said = _refused(desk, WANG, LI)
    assert "2021.yaml" in said and "2022.yaml" in said
    assert "2022.yaml" in _refused(desk, LI, report="2021")


def test_the_command_tells_who_changed_what_and_status_tells_it_again(desk: Path, run: Any) -> None:
    hand(desk, WANG, typed("扎实的成效", "明显的成效"))
    hand(desk, LI, typed("扎实的成效", "丰硕的成效"), deleted("还要"))

    ran = run("gather", WANG, LI)
    assert ran.code == 3 and "李主席（李主席返稿.docx）2处" in ran.out
    assert "工作情况：取得了扎实的成效 → 取得了丰硕的成效" in ran.out and "要您定" in ran.out
    ran = run("status")
    assert "李主席 改了2处" in ran.out and "工作情况：删去一段“还要加强学习" in ran.out
    told = json.loads(run("status", "--format", "json").out)["account"]["edits"]
    assert {(each["author"], each["kind"]) for each in told} == {
        ("李主席", "reworded"), ("李主席", "deleted"), ("王主任", "remark"),
    }  # fmt: skip
    assert run("gather", WANG, "--author", "甲", "--author", "乙").code == 2


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """The shipped year, and its report."""
    root = years.office(tmp_path_factory.mktemp("hands"))
    path = drafter.generate("2021", here=root).path
    assert path is not None
    return path, path.read_bytes()


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_the_copies_gives_the_same_text(office: tuple[Path, bytes], seed: int) -> None:
    """Random edits of two or three hands, gathered in any order."""
    path, base = office
    root, draw = path.parents[1], random.Random(seed)
    names = ["甲.docx", "乙.docx", "丙.docx"][: 2 + seed % 2]
    done: list[edits.Edit] = []
    for name in names:
        copy, made = edits.edit(base, draw, 4 + seed)
        (root / name).write_bytes(copy)
        done += made
    results: list[tuple[object, ...]] = []
    for order in (names, names[::-1]):
        path.write_bytes(base)
        told = drafter.gather(order, here=root).account
        assert told is not None
        data = path.read_bytes()
        said = sorted((c.author, c.text) for c in comments.read_all(opened(data)))
        results.append((pages(accepted(data)), said))
        assert pages(rejected(data)) == pages(base)
        _holds_every_hand(data, done, told.edits)
    assert all(each == results[0] for each in results)


def _holds_every_hand(data: bytes, done: list[edits.Edit], told: tuple[HandChange, ...]) -> None:
    text = "\n".join(words(accepted(data)))
    said = "\n".join(c.text for c in comments.read_all(opened(data)))
    lost = "\n".join(each.new for each in told if each.fate == "told")
    assert not [e for e in done if not all(k in text or k in said or k in lost for k in e.kept)]


@pytest.mark.parametrize("order", [(WANG, LI), (LI, WANG)])
def test_copies_gathered_one_after_the_other_give_what_they_give_together(
    desk: Path, order: tuple[str, ...]
) -> None:
    before = report(desk).read_bytes()
    hand(desk, WANG, typed("扎实的成效", "丰硕的成效"), added("结语", "王主任加的一段。"))
    hand(desk, LI, typed("还要", "仍要"), deleted("全体"), added("结语", "李主席加的一段。"))
    gather(desk, *order)
    together = pages(accepted(report(desk).read_bytes())), sorted(notes(desk))
    report(desk).write_bytes(before)
    for name in order:
        gather(desk, name)
    data = report(desk).read_bytes()
    assert (pages(accepted(data)), sorted(notes(desk))) == together
    assert pages(rejected(data)) == pages(before)


@pytest.mark.parametrize("order", [(WANG, LI), (LI, WANG)])
def test_of_copies_gathered_apart_the_later_wording_is_a_comment(
    desk: Path, order: tuple[str, ...]
) -> None:
    hand(desk, WANG, typed("扎实的成效", "丰硕的成效"))
    hand(desk, LI, typed("扎实的成效", "可喜的成效"))
    for name in order:
        gather(desk, name)
    first, second = ("丰硕", "可喜") if order == (WANG, LI) else ("可喜", "丰硕")
    assert f"{first}的成效" in page(desk) and second in notes(desk)[0][1]


@pytest.mark.parametrize(
    "wordings",
    [
        ("学习一、调研", "学习一、座谈"),  # both behind the value
        ("调研、学习一", "座谈、学习一"),
        ("学习一、调研", "大讨论一"),  # the one beside what the other writes anew
        ("学习一、调研", "学习第一"),
    ],
)
def test_nothing_of_two_hands_is_put_together_in_a_value_however_often_it_is_gathered(
    desk: Path, wordings: tuple[str, str]
) -> None:
    before = report(desk).read_bytes()
    for name, wording in zip((WANG, LI), wordings, strict=True):
        hand(desk, name, typed("学习一", wording))
    for order in ((WANG, LI), (LI, WANG), ((WANG, LI),), ((LI, WANG),)):
        report(desk).write_bytes(before)
        for _ in range(3):
            for names in order:
                gather(desk, *((names,) if isinstance(names, str) else names))
            cells = [each for each in re.split("[\n\t|\x07]", page(desk)) if "。" not in each]
            assert len([each for each in cells if "一" in each]) == 1, cells
            assert len([each for each in cells if each in wordings]) == 1, cells
            assert len(notes(desk)) == 1


def test_a_copy_laid_over_the_report_is_noticed_and_what_it_lost_comes_back(
    desk: Path, run: Any
) -> None:
    hand(desk, LI, typed("扎实的成效", "丰硕的成效"), deleted("还要"))
    hand(desk, WANG, typed("受到各方面好评", "得到群众好评"))
    gather(desk, LI)
    report(desk).write_bytes((desk / WANG).read_bytes())

    ran = run("status")
    assert ran.code == 3 and "丰硕的成效" in ran.out and "drafter gather" in ran.out
    ran = run("generate", "2021.yaml")
    assert ran.code == 3 and "丰硕的成效" in ran.out
    kept = re.search(r"drafter gather (\S+\.docx)", ran.out)
    assert kept is not None
    assert run("gather", kept[1]).code == 0

    assert "丰硕的成效，得到群众好评" in page(desk) and "还要" not in page(desk)
    assert signed(desk, "丰硕")[0] == "李主席"
    assert run("status").code == 0


def test_a_hand_may_take_back_in_the_next_round_what_another_wrote(desk: Path) -> None:
    hand(desk, LI, typed("扎实的成效", "丰硕的成效"), typed("学习一", "学习第一"))
    gather(desk, LI)
    before = report(desk).read_bytes()
    second = accepted(before)
    hand(desk, WANG, typed("丰硕", "扎实"), typed("受到各方面好评", "得到群众好评"), of=second)
    hand(desk, "李主席第二稿.docx", typed("更加", "日益"), of=second, by="李主席")

    made = gather(desk, WANG, "李主席第二稿.docx")

    assert "取得了扎实的成效，得到群众好评" in page(desk) and "作风日益扎实" in page(desk)
    assert "学习第一" in page(desk) and made.account is not None and not made.account.waits
    assert pages(rejected(report(desk).read_bytes())) == pages(rejected(before))


def test_a_comment_in_a_hands_name_is_told_until_it_is_deleted(desk: Path, run: Any) -> None:
    hand(desk, WANG, typed("扎实的成效", "明显的成效"))
    hand(desk, LI, typed("扎实的成效", "丰硕的成效"))
    made = gather(desk, WANG, LI)
    assert made.account is not None and not made.account.conflicts  # told once, among the edits

    for command in (["status"], ["generate", "2021.yaml"]):
        ran = run(*command)
        assert ran.code == 3 and "要您决定1处" in ran.out
    ran = run("clean", str(report(desk)))
    assert ran.code == 3 and "D531" in ran.err
    assert run("gather", WANG, LI).out.count("要您定") == 1

    package = opened(report(desk).read_bytes())
    report(desk).write_bytes(write_zip(comments.drop_comments_of(package, "王主任")))
    assert run("status").code == 0 and "丰硕的成效" in page(desk)


def moved(goal: str, *said: str) -> Callable[[Any], None]:
    """Take paragraphs behind another one."""

    def move(document: Any) -> None:
        found = {p.text[:2]: p._p for p in document.paragraphs}
        for each in reversed(said):
            found[goal].addnext(found[each])

    return move


@pytest.mark.parametrize("names", [(WANG, LI), (LI, WANG)])
def test_a_move_of_a_hand_is_tracked_and_takes_along_what_another_changed_there(
    desk: Path, names: tuple[str, ...]
) -> None:
    before, lines = report(desk).read_bytes(), page(desk).splitlines()
    hand(desk, WANG, moved("结语", "还要"), added("结语", "王主任加的一段。"))
    hand(desk, LI, typed("还要", "仍要"))
    made = gather(desk, *names)
    assert made.account is not None and not made.account.waits and notes(desk) == []
    lines.remove(line := next(each for each in lines if each.startswith("还要")))
    end = next(n for n, each in enumerate(lines) if each.startswith("结语"))
    lines[end : end + 1] = ["王主任加的一段。", lines[end], line.replace("还要", "仍要")]
    assert page(desk).splitlines() == lines
    assert pages(rejected(report(desk).read_bytes())) == pages(before)
    again = report(desk).read_bytes()
    gather(desk, *names)
    assert report(desk).read_bytes() == again


@pytest.mark.parametrize("names", [(WANG, LI), (LI, WANG)])
def test_of_two_places_for_one_paragraph_the_second_is_a_comment(
    desk: Path, names: tuple[str, ...]
) -> None:
    hand(desk, WANG, moved("结语", "还要"))
    hand(desk, LI, moved("甲单", "还要"))
    made = gather(desk, *names)
    assert made.account is not None and made.account.waits and page(desk).count("还要") == 1
    [(_, said)] = notes(desk)
    assert "挪到了" in said and "页面上没有挪" in said


@pytest.mark.parametrize("names", [(WANG, LI), (LI, WANG)])
def test_the_data_reach_a_figure_in_the_half_of_a_paragraph_that_a_hand_split_off(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    long = "大家一致认为，这一年来的工作很有起色，今后还要再接再厉，干出更好的成绩来。"
    small.generate(tmp_path, f"开头。\n{long}现有{{{{ 人数 }}}}人。\n结尾。")

    def split(document: Any) -> None:
        whole = next(p for p in document.paragraphs if long in p.text)
        half = copy.deepcopy(whole._p)
        whole._p.addnext(half)
        for run in docx.text.paragraph.Paragraph(half, whole._parent).runs:
            run.text = run.text.replace(long, "")
        for node in list(whole._p.iter(w("bookmarkStart"))):
            if "_t" in node.get(w("name"), ""):
                get_parent(node).remove(node)
        whole.runs[0].text = long
        for run in whole.runs[1:]:
            get_parent(run._r).remove(run._r)

    hand(tmp_path, WANG, split)
    hand(tmp_path, LI, split, typed("结尾", "结束"))
    before = report(tmp_path).read_bytes()
    gather(tmp_path, *names)
    assert page(tmp_path).splitlines()[:3] == ["开头。", long, "现有12人。"]
    assert pages(rejected(report(tmp_path).read_bytes())) == pages(before)
    data = tmp_path / "data" / "2021.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("人数: 12", "人数: 13"), "utf-8")
    made = drafter.generate("2021.yaml", here=tmp_path)
    assert page(tmp_path).splitlines()[:3] == ["开头。", long, "现有13人。"]
    assert made.account is not None and not made.account.gone and not made.account.waits


def test_an_edit_of_many_paragraphs_or_rows_says_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any
) -> None:
    """The one edit and the paragraphs that `人工修改` counts are told with both numbers."""
    drafter.init(tmp_path / "办公室")
    office = tmp_path / "办公室"
    monkeypatch.chdir(office)
    assert run("generate", "2021.yaml").code == 0
    [path] = (office / "output").glob("*.docx")
    page = docx.Document(str(path))
    rows = page.tables[0].rows
    for row in rows:
        row._tr.remove(row.cells[-1]._tc)
    body, block = page.element.body, [each._p for each in page.paragraphs[4:8]]
    goal = page.paragraphs[14]._p
    for each in block:
        body.remove(each)
    for each in reversed(block):
        goal.addnext(each)
    page.save(str(path))
    told = run("status").out
    assert "改了2处" in told and f"改动{len(rows)}段，新增0段，删去0段，移动4段" in told
    assert "（连着4段，表格一行算一段）" in told
    assert f"（连着{len(rows)}段，表格一行算一段）" in told
    edits = json.loads(run("status", "--format", "json").out)["account"]["edits"]
    assert sorted(each["many"] for each in edits) == [4, len(rows)]
