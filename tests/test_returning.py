"""Conflicts of a report settled one by one, and its earlier versions taken out again."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import drafter
import small
import validity
from drafter.commands.returning.history import list_old_versions, restore_version
from drafter.commands.returning.settle import Choice, list_conflicts, settle_conflict
from drafter.problems import DrafterError
from drafter.workspace import open_workspace
from pictures import png
from revised import accepted

TEMPLATE = """
# {{ 单位 }}总结
## 工作情况
一年来，我们召开会议{{ 会议|数量 }}次。
全体干部{{ 人数 }}人，作风更加扎实。
还要加强学习，共有{{ 人数 }}人参加。
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report in which a hand and the data have both changed a figure."""
    made = small.generate(tmp_path, TEMPLATE)
    monkeypatch.chdir(tmp_path)
    assert made.path is not None
    return made.path


def type_over(path: Path, old: str, new: str) -> None:
    """A hand at work, which does not track its changes."""
    document = docx.Document(str(path))
    runs = [run for p in document.paragraphs for run in p.runs if old in run.text]
    runs[0].text = runs[0].text.replace(old, new, 1)
    document.save(str(path))


def change_data(old: str, new: str) -> drafter.Result:
    data = Path("data/2021.yaml")
    data.write_text(data.read_text(encoding="utf-8").replace(old, new), "utf-8")
    return drafter.generate("2021.yaml")


def read_page(path: Path) -> str:
    return "\n".join(small.read_back(accepted(path.read_bytes())))


@pytest.mark.parametrize(("choice", "said"), [("hand", "干部15人"), ("data", "干部13人")])
def test_a_settled_conflict_is_settled_for_good(report: Path, choice: Choice, said: str) -> None:
    room = open_workspace()
    type_over(report, "12", "15")
    made = change_data("人数: 12", "人数: 13")
    (conflict,) = list_conflicts(report, made.account, room)
    assert (conflict.hand, conflict.new, conflict.choices) == ("15", "13", ("hand", "data"))

    assert settle_conflict(report, conflict, choice, room) == 0

    assert list_conflicts(report, None, room) == ()
    assert said in read_page(report) and "共有13人" in read_page(report)
    assert validity.faults(report.read_bytes(), report.parent) == []
    again = drafter.generate("2021.yaml")
    assert not (again.account and again.account.waits)
    assert said in read_page(report)
    later = change_data("人数: 13", "人数: 14")
    page = read_page(report)
    assert "共有14人" in page
    assert bool(later.account and later.account.waits) is (choice == "hand")
    assert ("干部15人" if choice == "hand" else "干部14人") in page


def test_what_somebody_has_changed_meanwhile_is_left_alone(report: Path) -> None:
    room = open_workspace()
    type_over(report, "12", "15")
    made = change_data("人数: 12", "人数: 13")
    (conflict,) = list_conflicts(report, made.account, room)
    type_over(report, "15", "16")
    before = report.read_bytes()
    with pytest.raises(DrafterError) as refused:
        settle_conflict(report, conflict, "data", room)
    assert (refused.value.problems[0].code, report.read_bytes()) == ("D624", before)


def test_an_earlier_version_stands_whole_beside_the_report(report: Path) -> None:
    room, first = open_workspace(), read_page(report)
    change_data("人数: 12", "人数: 13")
    type_over(report, "13", "17")
    change_data("人数: 13", "人数: 14")
    now = report.read_bytes()
    versions = list_old_versions(report, room)
    assert [each.current for each in versions if not each.backup] == [True, False, False]
    oldest = min((each for each in versions if not each.backup), key=lambda each: each.number)

    made = restore_version(report, oldest.name, room)

    assert (read_page(made.path), report.read_bytes()) == (first, now)
    assert validity.faults(made.path.read_bytes(), report.parent) == []
    backup = next(each for each in versions if each.backup)
    assert "17" in read_page(restore_version(report, backup.name, room).path)
    for name in ("v99", "b9", "../v1", ""):
        with pytest.raises(DrafterError):
            restore_version(report, name, room)


def test_a_version_with_pictures_is_restored_to_the_byte_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"甲.png": png(3, 2), "乙.png": png(4, 4)}
    template, data = small.docx("{{ 照片|图片(20) }}\n{{ 人数 }}\n"), f"{small.DATA}照片: 甲.png\n"
    path = small.generate(tmp_path, template, data=data, files=files).path
    monkeypatch.chdir(tmp_path)
    assert path is not None
    first = path.read_bytes()
    change_data("人数: 12", "人数: 13")
    room = open_workspace()
    (oldest,) = (each for each in list_old_versions(path, room) if each.name == "v1")
    assert restore_version(path, oldest.name, room).path.read_bytes() == first
    change_data("甲.png", "乙.png")
    with pytest.raises(DrafterError) as refused:
        restore_version(path, oldest.name, room)
    assert refused.value.problems[0].code == "D625"
    assert "图片" in refused.value.problems[0].message()
