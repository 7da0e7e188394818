"""Tests for drafter.checks.records: a report from elsewhere, held against the records."""

from __future__ import annotations

import copy
import io
from pathlib import Path

import docx
import pytest

import drafter
from drafter.problems import DrafterError, Problem, WordPlace
from drafter.problems.model import Part
from drafter.word.package.archive import DOCUMENT, Package, write_zip
from drafter.word.xml import Element, make_element, parse, set_text, w, write
from revised import opened

BY_HAND = [
    ("督办政协提案", "32", "35"), ("被上级政协采用", "10", "12"), ("开展党建活动", "22", "24"),
    ("机关党组织的政治功能", "680", "860"), ("专题培训班", "42", "46"),
    ("建成“商量”", "50余", "60余"),
    ("开展港澳联谊活动", "14", "16"), ("捐助资金", "46", "64"), ("党派团体提供的有", "49", "45"),
    ("全年共办成", "57", "59"),
]  # fmt: skip
"""Words of a paragraph, the figure in it, and what a hand makes of it."""

RETOLD = """区政协办公室2021年统战工作情况汇报
全年向区委报送各类报告24份，其中9份得到领导批示。培训班42人次参加。全年学习活动46次。
一年来，党建活动22次，其中主题党日12次、专题党课6次。中心组研讨12次。
全年开展协商活动26次，形成建议案2份。区领导督办提案32件，其中已解决23件、正在解决7件。去年督办提案29件。
全年共报送社情民意信息207篇，其中党派团体信息49篇。编发呈阅件5期。走访企业87家。
督办涉及民生的提案12件。商量活动50余次，工作站60余个。港澳联谊活动近20次。"""


def _change(run: Element, new: str, *, tracked: bool) -> None:
    """The run as Word leaves it: the digits in two runs, or struck and written anew."""
    other = copy.deepcopy(run)
    if not tracked:
        set_text(next(run.iter(w("t"))), new[0])
        set_text(next(other.iter(w("t"))), new[1:])
        run.addnext(other)
        return
    by = {"author": "王主任", "date": "2021-12-30T10:00:00Z"}
    struck, written = make_element("del", id="9001", **by), make_element("ins", id="9002", **by)
    run.addnext(struck)
    struck.addnext(written)
    struck.append(run)
    written.append(other)
    next(run.iter(w("t"))).tag = w("delText")
    set_text(next(other.iter(w("t"))), new)


def _edit_by_hand(data: bytes) -> bytes:
    files = opened(data).members
    root = parse(files[DOCUMENT])
    for number, (words, old, new) in enumerate(BY_HAND):
        runs = [
            run
            for paragraph in root.iter(w("p"))
            if words in "".join(t.text or "" for t in paragraph.iter(w("t")))
            for run in paragraph.iter(w("r"))
            if "".join(t.text or "" for t in run.iter(w("t"))) == old
        ]
        _change(runs[0], new, tracked=bool(number % 2))
    return write_zip(Package({**files, DOCUMENT: write(root)}))


def _compare(path: Path, data: str = "2021.yaml") -> list[Problem]:
    try:
        found = drafter.check(path, data=data).problems
    except DrafterError as error:
        found = error.problems
    return [each for each in found if each.code in ("D417", "D418")]


def _said(found: list[Problem]) -> list[tuple[str, str]]:
    values = [dict(each.values) for each in found if each.code == "D417"]
    return [(str(each["found"]), str(each["right"])) for each in values]


def test_figures_that_a_hand_changed_are_told_beside_those_of_the_records(office: Path):
    path = drafter.generate("2021.yaml").path
    assert path is not None and _compare(path) == []
    other = office / "别处来的.docx"
    other.write_bytes(_edit_by_hand(path.read_bytes()))
    found = _compare(other)
    figures = [(new.rstrip("余"), old.rstrip("余")) for _, old, new in BY_HAND]
    told = [tuple(t.rstrip("人次件篇万元个余") for t in each) for each in _said(found)]
    assert sorted(told) == sorted((new, "54" if new == "60" else old) for new, old in figures)
    first = found[0]
    assert isinstance(first.place, WordPlace) and first.place.paragraph == 6
    assert str(dict(first.values)["where"]).startswith("data/2021.yaml:")


def test_the_same_year_told_in_other_words_is_compared_where_the_words_are_sure(office: Path):
    document = docx.Document()
    for text in RETOLD.split("\n"):
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    path = office / "另写.docx"
    path.write_bytes(written.getvalue())
    found = _compare(path)
    assert _said(found) == [("6次", "5次"), ("26次", "24次"), ("60余个", "54个"), ("20次", "14次")]
    unknown = "".join(str(dict(each.values)["text"]) for each in found if each.code == "D418")
    assert "走访企业87家" in unknown and "民生的提案12件" in unknown and "29件" not in unknown


def test_cells_are_compared_by_the_heads_of_their_row_and_column(office: Path):
    path = drafter.generate("提案2021.yaml").path
    assert path is not None and _said(_compare(path, "提案2021.yaml")) == []
    files = opened(path.read_bytes()).members
    root = parse(files[DOCUMENT])
    table = next(root.iter(w("tbl")))
    rows = [[*row.iter(w("tc"))] for row in table.iter(w("tr"))]
    names = ["".join(t.text or "" for t in cell.iter(w("t"))) for cell in rows[0]]
    at = names.index("已解决")
    before = "".join(t.text or "" for t in rows[1][at].iter(w("t")))
    for text in rows[1][at].iter(w("t")):
        set_text(text, "")
    set_text(next(rows[1][at].iter(w("t"))), "97")
    other = office / "改了表.docx"
    other.write_bytes(write_zip(Package({**files, DOCUMENT: write(root)})))
    (found,) = [e for e in _compare(other, "提案2021.yaml") if e.code == "D417"]
    assert dict(found.values)["name"] == "经济发展·已解决"
    assert _said([found]) == [("97", before)]
    assert isinstance(found.place, WordPlace) and (found.place.row, found.place.cell) == (2, at + 1)


def test_only_a_word_file_is_compared(office: Path):
    with pytest.raises(DrafterError) as refused:
        drafter.check("2021.yaml", data="2021.yaml")
    assert [each.code for each in refused.value.problems] == ["D419"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("区委常委、副区长督办政协提案35件", ["D417"]), ("各级领导批示报告11份", ["D417"]),
        ("区委常委、副区长督办政协提案32件", []), ("受理信访事项3271件", ["D418"]), ("共15页", []),
    ],
)  # fmt: skip
def test_a_header_is_compared_as_the_body_is(office: Path, words: str, codes: list[str]):
    document = docx.Document(str(drafter.generate("2021.yaml").path))
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.paragraphs[0].text = words
    path = office / "返稿.docx"
    document.save(str(path))
    found = _compare(path)
    assert [each.code for each in found] == codes
    assert all(isinstance(e.place, WordPlace) and e.place.part is Part.HEADER for e in found)
