"""What becomes of a figure that a hand was at: small reports, one figure, one change each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import drafter
import small
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.xml import Element, parse, remove_node, set_text, w, write
from revised import accepted, opened, pages, rejected, words

DATA = "模板: x\n单位: 甲\n人数: {}\n"


def _figure(root: Element) -> Element:
    """The run that says 32."""
    return next(run for run in root.iter(w("r")) if _said(run) == "32")


def _said(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(w("t")))


def _say(run: Element | None, words: str) -> None:
    assert run is not None
    set_text(next(run.iter(w("t"))), words)


def _before(root: Element) -> Element | None:
    return next(_figure(root).itersiblings(w("r"), preceding=True))


def _after(root: Element) -> Element | None:
    return next(_figure(root).itersiblings(w("r")))


def _unmarked(root: Element) -> None:
    for node in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        remove_node(node)


def _unmarked_and_reworded(root: Element) -> None:
    _unmarked(root)
    for run in root.iter(w("r")):
        _say(run, _said(run).replace("共", "一共").replace("人，由", "名同志，32项，由"))


def _half_in_its_bookmark(root: Element) -> None:
    after = _after(root)
    _say(_figure(root), "3")
    _say(after, "2人，由")


def _slipped(root: Element) -> None:
    """Its bookmark is on the words behind it."""
    start = next(node for node in _figure(root).itersiblings(w("bookmarkStart"), preceding=True))
    after = _after(root)
    assert after is not None
    end = next(after.itersiblings(w("bookmarkEnd"), preceding=True))
    after.addprevious(start)
    after.addnext(end)
    _say(after, "名同志，由")


def _grown(root: Element) -> None:
    """Its bookmark has words of a hand in it."""
    after = _after(root)
    _say(after, "名同志，由")
    assert after is not None
    after.addnext(next(after.itersiblings(w("bookmarkEnd"), preceding=True)))


CASES: dict[str, tuple[Callable[[Element], None], str, str]] = {
    "untouched beside": (lambda root: _say(_after(root), "名同志，由"), "共33名同志", ""),
    "a digit before": (lambda root: _say(_before(root), "共1"), "共132人", "132"),
    "a decimal behind": (lambda root: _say(_after(root), ".5人，由"), "共32.5人", "32.5"),
    "thousands behind": (lambda root: _say(_after(root), ",000人，由"), "共32,000人", "32,000"),
    "full width": (lambda root: _say(_figure(root), "３２"), "共３２人", "３２"),
    "in words": (lambda root: _say(_figure(root), "三十二"), "共三十二人", "三十二"),
    "made a round number": (lambda root: _say(_after(root), "余人，由"), "共32余人", "32余"),
    "made ten thousands": (lambda root: _say(_after(root), "万人，由"), "共32万人", "32万"),
    "another number beside": (lambda root: _say(_after(root), "、40人，由"), "共33、40人", ""),
    "without bookmarks": (_unmarked, "共33人", ""),
    "without bookmarks, reworded": (_unmarked_and_reworded, "一共33名同志，32项", ""),
    "half in its bookmark": (_half_in_its_bookmark, "共33人", ""),
    "its bookmark slipped": (_slipped, "共33名同志，由", ""),
    "its bookmark grown": (_grown, "共33名同志，由", ""),
    "deleted": (lambda root: _say(_figure(root), ""), "共人，", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_a_figure_that_a_hand_was_at(tmp_path: Path, case: str) -> None:
    by_hand, page, conflict = CASES[case]
    small.workspace(tmp_path, "共{{ 人数 }}人，由{{ 单位 }}统计。", data=DATA.format(32))
    path = drafter.generate("2021", here=tmp_path).path
    assert path is not None
    package = opened(path.read_bytes())
    root = parse(package.members[DOCUMENT])
    by_hand(root)
    path.write_bytes(write_zip(package.replace({DOCUMENT: write(root)})))
    before = path.read_bytes()
    (tmp_path / "data" / "2021.yaml").write_text(DATA.format(33), encoding="utf-8")
    account = drafter.generate("2021", here=tmp_path).account

    assert account is not None
    assert [(each.hand, each.new) for each in account.conflicts] == [
        (hand, "33") for hand in [conflict] if hand
    ]
    assert page in "\n".join(words(accepted(path.read_bytes())))
    assert pages(rejected(path.read_bytes())) == pages(before)
