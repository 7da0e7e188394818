"""Pictures of an edited report: a hand's, the data's new ones, and both at one place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import drafter
import small
from drafter.word.package.archive import DOCUMENT
from pictures import png
from revised import accepted, opened, rejected
from test_hands import LI, TEMPLATE, WANG, Change, fates, gather, hand, notes, report, typed

FIRST, OTHER, NEW = png(40, 20), png(50, 200), png(40, 300)


def repictured(shown: bytes) -> Change:
    """As Word's “change picture” does: the same frame, another picture in it."""

    def change(document: Any) -> None:
        (part,) = [each for each in document.part.package.iter_parts() if "media" in each.partname]
        part._blob = shown

    return change


def shown(data: bytes) -> list[bytes]:
    """The pictures of the page, in their order."""
    package = opened(data)
    rels = package.members["word/_rels/document.xml.rels"].decode()
    nodes = re.findall(r"<Relationship [^>]*>", rels)
    targets = {
        re.findall(r' Id="(.*?)"', node)[0]: re.findall(r'Target="/?(.*?)"', node)[0]
        for node in nodes
    }
    named = re.findall(r'r:embed="(\w+)"', package.members[DOCUMENT].decode())
    paths = [f"word/{targets[name].removeprefix('word/')}" for name in named]
    return [package.members[path] for path in paths]


@pytest.fixture(params=["合影{{ 照片|图片 }}如上。\n", "{{ 照片|图片 }}\n"], ids=["句中", "独段"])
def album(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: Any) -> Path:
    """A workspace whose report has a picture: in a sentence, or alone."""
    data, files = f"{small.DATA}照片: 合影.png\n", {"合影.png": FIRST}
    assert small.generate(tmp_path, TEMPLATE + request.param, data=data, files=files).path
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("also", [(), (typed("结语一句话", "结语两句话"),)])
def test_another_picture_of_a_hand_is_tracked_like_words(
    album: Path, also: tuple[Change, ...]
) -> None:
    hand(album, WANG, repictured(OTHER), *also, by="王主任")
    made = gather(album, WANG)
    assert made.account is not None
    (edit,) = [each for each in made.account.edits if "〔图片〕" in each.new]
    assert (edit.author, edit.kind, edit.fate) == ("王主任", "reworded", "written")
    done = report(album).read_bytes()
    assert (shown(accepted(done)), shown(rejected(done))) == ([OTHER], [FIRST])
    assert {fate for _, _, fate in fates(gather(album, WANG))} == {"there"}


@pytest.mark.parametrize(
    ("theirs", "wanted"),
    [(OTHER, ["there", "written"]), (NEW, ["commented", "written"])],
    ids=["同一张", "两张"],
)
def test_of_two_pictures_in_one_place_the_second_is_a_comment(
    album: Path, theirs: bytes, wanted: list[str]
) -> None:
    hand(album, WANG, repictured(OTHER), by="王主任")
    hand(album, LI, repictured(theirs), by="李主席")
    assert sorted(fate for _, _, fate in fates(gather(album, WANG, LI))) == wanted
    assert any("〔图片〕" in said for _, said in notes(album)) == ("commented" in wanted)


def draw_anew(album: Path) -> drafter.Result:
    (album / "data" / "合影.png").write_bytes(NEW)
    return drafter.generate("2021.yaml", here=album)


def test_the_data_s_new_picture_reaches_an_edited_report(album: Path) -> None:
    hand(album, str(report(album)), typed("受到各方面好评", "受到好评"))
    account = draw_anew(album).account
    assert account is not None
    assert [(each.old, each.new) for each in account.changes] == [("〔图片〕", "〔图片〕")]
    done = report(album).read_bytes()
    assert (shown(accepted(done)), shown(rejected(done))) == ([NEW], [FIRST])
    (album / "data" / "合影.png").write_bytes(FIRST)
    drafter.generate("2021.yaml", here=album)
    assert shown(accepted(report(album).read_bytes())) == [FIRST]


def test_a_hand_s_picture_stays_and_the_data_s_new_one_is_told(album: Path) -> None:
    hand(album, str(report(album)), repictured(OTHER))
    kept = drafter.generate("2021.yaml", here=album).account
    assert kept is not None and kept.touched.changed == 1
    assert shown(report(album).read_bytes()) == [OTHER]
    account = draw_anew(album).account
    assert account is not None and len(account.conflicts) == 1
    assert shown(accepted(report(album).read_bytes())) == [OTHER]
    assert any("〔图片〕" in said for _, said in notes(album))


def test_a_picture_of_a_hand_is_not_lost_to_the_template(album: Path) -> None:
    hand(album, str(report(album)), repictured(OTHER), typed("受到各方面好评", "受到好评"))
    drafter.absorb("2021.yaml", take="all", here=album)
    drafter.generate("2021.yaml", here=album)
    assert shown(report(album).read_bytes()) == [OTHER]
