"""What the data print outside of the text of a report that hands have edited."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest

import drafter
import small
from drafter.word.package.archive import DOCUMENT, Package, write_zip
from revised import opened
from test_parts import BOUND, CHART, with_bound, with_chart, with_link, with_property

OLD, NEW = "https://a.cn/old", "https://a.cn/new"
RELS = "word/_rels/document.xml.rels"
KINDS: dict[str, tuple[Callable[[str], Package], str]] = {
    "链接": (with_link, RELS), "图表": (with_chart, CHART),
    "属性": (with_property, "docProps/custom.xml"), "绑定": (with_bound, BOUND),
}  # fmt: skip


def edit_by_hand(path: Path) -> None:
    document = python_docx.Document(io.BytesIO(path.read_bytes()))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text]
    runs[-1].text += "手改"
    document.save(str(path))


@pytest.fixture(params=KINDS)
def edited(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, Path, str]:
    """A workspace, its report with an edit of a hand, and the part that the data fill."""
    make, part = KINDS[request.param]
    data = small.DATA + f'备注: "{OLD}"\n'
    path = small.generate(tmp_path, write_zip(make("{{ 备注 }}")), data=data).path
    assert path is not None
    edit_by_hand(path)
    return tmp_path, path, part


def update(root: Path, old: str = OLD, new: str = NEW) -> drafter.Account:
    data = root / "data" / "2021.yaml"
    data.write_text(data.read_text("utf-8").replace(old, new), encoding="utf-8")
    account = drafter.generate("2021.yaml", here=root).account
    assert account is not None
    return account


def test_what_nobody_touched_goes_over(edited: tuple[Path, Path, str]) -> None:
    root, path, part = edited
    account = update(root)
    found = opened(path.read_bytes()).members[part].decode()
    assert NEW in found and OLD not in found
    assert "手改" in opened(path.read_bytes()).members[DOCUMENT].decode()
    (change,) = account.changes
    assert NEW in change.new and OLD in change.old and not account.unreached
    assert not update(root, NEW, NEW).unreached


def test_what_a_hand_changed_stays_and_is_told(edited: tuple[Path, Path, str]) -> None:
    root, path, part = edited
    package = opened(path.read_bytes())
    mine = package.members[part].replace(OLD.encode(), b"https://a.cn/hand")
    path.write_bytes(write_zip(package.replace({part: mine})))
    account = update(root)
    assert "https://a.cn/hand" in opened(path.read_bytes()).members[part].decode()
    (change,) = account.unreached
    assert NEW in change.new and account.waits


@pytest.mark.parametrize(("other", "is_told"), [(NEW, False), ("{{ 备注 }}#", True)])
def test_a_link_beside_another_is_never_left_behind_in_silence(
    tmp_path: Path, other: str, is_told: bool
) -> None:
    """The other one has the new address already, or changes too."""
    package = with_link("{{ 备注 }}", with_link(other))
    data = small.DATA + f'备注: "{OLD}"\n'
    path = small.generate(tmp_path, write_zip(package), data=data).path
    assert path is not None
    edit_by_hand(path)
    account = update(tmp_path)
    rels = opened(path.read_bytes()).members[RELS].decode()
    assert OLD not in rels and rels.count(NEW) == 2 and not account.unreached
    assert len(account.changes) == 1 + is_told
