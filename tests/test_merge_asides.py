"""Headers, footers and notes of an edited report: brought up to date like the body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import saved
import small
import validity
from asides import count_notes, drafted, merged, shown, template, typed
from drafter.word import xml
from drafter.word.changes import comments
from drafter.word.package.archive import DOCUMENT, NOTES, write_zip
from revised import accepted, opened, pages, rejected

DATA = "模板: x\n单位: {}\n人数: {}\n"
OLD, NEW = DATA.format("甲单位", 12), DATA.format("乙方某局", 13)
IN_TURN = "{%% if 人数 == 12 %%}%s{%% else %%}%s{%% endif %%}"

HEADS = {
    "three of them": [("header", "default", "{{ 单位 }}"), ("header", "first", "{{ 单位 }}"),
                      ("footer", "even", "{{ 单位 }}第{{ 人数 }}页")],
    "a paragraph more": [("header", "default",
                          "{{ 单位 }}¶{%p if 人数 == 13 %}¶多了{{ 人数 }}¶{%p endif %}")],
    "a paragraph less": [("footer", "default",
                          "{{ 单位 }}¶{%p if 人数 == 12 %}¶少了{{ 人数 }}¶{%p endif %}")],
    "other words": [("header", "default", IN_TURN % ("原来的说法是这样", "另外的话全都不同"))],
}  # fmt: skip
NOTED = {
    "a value": ("共{{ 人数 }}人〔1〕，另有〔2〕。", ["见{{ 单位 }}", "共{{ 人数 }}"]),
    "other words around": (IN_TURN % ("原先说法", "如今另有话讲") + "〔1〕，另有〔2〕。",
                           ["见{{ 单位 }}", "共{{ 人数 }}"]),
    "other words within": ("共{{ 人数 }}人〔1〕。", [IN_TURN % ("原先的出处", "后来换的文件")]),
    "a paragraph more": ("头\n{%p if 人数 == 13 %}\n新的一段〔1〕\n{%p endif %}\n尾〔2〕",
                         ["见{{ 单位 }}", "共{{ 人数 }}"]),
    "a paragraph less": ("头\n{%p if 人数 == 12 %}\n旧的一段〔1〕\n{%p endif %}\n尾〔2〕",
                         ["见{{ 单位 }}", "共{{ 人数 }}"]),
    "a note more in its line": ("共{% if 人数 == 13 %}另〔1〕{% endif %}人〔2〕。",
                                ["见{{ 单位 }}", "共{{ 人数 }}"]),
    "a note less in its line": ("共{% if 人数 == 12 %}另〔1〕{% endif %}人〔2〕。",
                                ["见{{ 单位 }}", "共{{ 人数 }}"]),
    "in a row": ("| 项 |\n| 甲{{ 人数 }}〔1〕 |\n| 乙〔2〕 |", ["见{{ 单位 }}", "共{{ 人数 }}"]),
}  # fmt: skip


def _as_it_is(data: bytes, seed: int) -> bytes:
    return data


@pytest.mark.parametrize("save", [_as_it_is, saved.word, saved.unmarked])
@pytest.mark.parametrize("case", HEADS)
def test_a_header_or_footer_is_brought_up_to_date(tmp_path: Path, case: str, save: Any):
    made_from = template("共{{ 人数 }}人。", HEADS[case])
    _, base = drafted(tmp_path / "a", made_from, OLD)
    made, new = drafted(tmp_path / "b", made_from, NEW)
    hand = save(typed(base, "word/document.xml", ("共", "一共")), 7)
    file, account = merged(base, hand, made)
    assert shown(accepted(file)) == [(p, t.replace("共", "一共")) for p, t in shown(new)]
    assert pages(rejected(file)) == pages(hand) and not account.conflicts and not account.left


@pytest.mark.parametrize("kind", NOTES)
@pytest.mark.parametrize("save", [_as_it_is, saved.word, saved.unmarked])
@pytest.mark.parametrize("case", NOTED)
def test_a_note_is_brought_up_to_date(tmp_path: Path, case: str, save: Any, kind: str):
    body, notes = NOTED[case]
    made_from = template(f"{body}\n人改的一段", [], notes, kind)
    _, base = drafted(tmp_path / "a", made_from, OLD)
    made, new = drafted(tmp_path / "b", made_from, NEW)
    hand = save(typed(base, "word/document.xml", ("人改的", "人动过的")), 7)
    file, account = merged(base, hand, made)
    assert shown(accepted(file)) == [(p, t.replace("人改的", "人动过的")) for p, t in shown(new)]
    assert shown(rejected(file)) == shown(hand) and not account.conflicts
    assert count_notes(file, kind) == len(notes)
    back, _ = drafted(tmp_path / "c", made_from, OLD)
    again, _ = merged(new, file, back)
    assert shown(accepted(again)) == shown(hand) == shown(rejected(again))
    assert count_notes(again, kind) <= len(notes) + 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "头\n{%p if 人数 == 12 %}\n旧的一段话在这里〔1〕。\n{%p endif %}\n尾",
            "旧的一段话在这里。",
        ),
        (IN_TURN % ("原先说法", "如今另有话讲") + "〔1〕。", "原先说法。"),
    ],
)
@pytest.mark.parametrize("save", [_as_it_is, saved.word, saved.unmarked])
def test_words_of_a_hand_in_a_note_are_never_struck(
    tmp_path: Path, body: str, words: str, save: Any
):
    made_from = template(body, [], ["见甲处文件"])
    _, base = drafted(tmp_path / "a", made_from, OLD)
    made, _ = drafted(tmp_path / "b", made_from, NEW)
    hand = save(typed(base, NOTES["footnote"], ("见甲处文件", "见甲处文件，详见附件二")), 7)
    file, account = merged(base, hand, made)
    after = shown(accepted(file))
    assert ("footnote", "见甲处文件，详见附件二") in after and ("body", words) in after
    assert shown(rejected(file)) == shown(hand)
    assert [each.hand for each in account.conflicts] == [words]


PLACES = {
    "header": ([("header", "default", "{{ 单位 }}统战工作")], [], "header5", "header"),
    "first header": ([("header", "default", "甲"), ("header", "first", "{{ 单位 }}统战工作")], [],
                     "header6", "header"),
    "footer": ([("footer", "even", "{{ 单位 }}统战工作")], [], "footer5", "footer"),
    "footnote": ([], ["见", "{{ 单位 }}统战工作"], "footnotes", "footnote"),
    "endnote": ([], ["见", "{{ 单位 }}统战工作"], "endnotes", "endnote"),
}  # fmt: skip


def _comments(data: bytes) -> list[tuple[str, str]]:
    """What drafter's comments say, and the text that each is on; they stand in the body alone."""
    package = opened(data)
    found = [
        each
        for each in comments.find_anchored_comments(package)
        if each.comment.author == "drafter"
    ]
    assert len(found) == sum(each.author == "drafter" for each in comments.read_all(package))
    assert all(each.member == DOCUMENT for each in found)
    return [(each.comment.text, "".join(t.text or "" for t in each.texts)) for each in found]


@pytest.mark.parametrize("save", [_as_it_is, saved.word, saved.unmarked])
@pytest.mark.parametrize("place", PLACES)
def test_a_conflict_where_word_has_no_comments_is_told_in_the_body_until_it_is_settled(
    tmp_path: Path, place: str, save: Any
):
    heads, notes, part, where = PLACES[place]
    kind = "endnote" if place == "endnote" else "footnote"
    made_from = template(
        "头一段\n人数{{ 人数 }}〔1〕〔2〕。" if notes else "头一段", heads, notes, kind
    )
    drafts = [drafted(tmp_path / each, made_from, DATA.format(each, 1)) for each in "甲乙丙"]
    hand = save(typed(drafts[0][1], f"word/{part}.xml", ("甲", "某办")), 3)
    file, account = merged(drafts[0][1], hand, drafts[1][0])
    [conflict] = account.conflicts
    assert (conflict.hand, conflict.new, conflict.place.part.value) == ("某办", "乙", where)
    [(said, on)] = _comments(file)
    assert "“甲”" in said and "“乙”" in said and on == ("" if notes else "头一段")
    assert shown(rejected(file)) == shown(hand)

    file = save(file, 4)
    again, account = merged(drafts[1][1], file, drafts[1][0])
    assert again == file and [each.hand for each in account.conflicts] == ["某办"]
    later, account = merged(drafts[1][1], file, drafts[2][0])
    assert [each.new for each in account.conflicts] == ["丙"]
    [(said, _)] = _comments(later)
    assert "“丙”" in said

    agreed = typed(file, f"word/{part}.xml", ("某办", "乙"))
    settled, account = merged(drafts[1][1], agreed, drafts[1][0])
    assert not account.conflicts and not _comments(settled)
    deleted = _without_comments(file)
    left, account = merged(drafts[1][1], deleted, drafts[1][0])
    assert left == deleted and not account.conflicts and account.differences


def _without_comments(data: bytes) -> bytes:
    package = opened(data)
    root = xml.parse(package.members[DOCUMENT])
    comments.remove_anchors(root)
    numbers = [each.number for each in comments.read_all(package)]
    return write_zip(
        comments.update_comments(package.replace({DOCUMENT: xml.write(root)}), {}, numbers)
    )


def test_two_conflicts_on_one_stretch_are_two_comments_and_both_are_told(tmp_path: Path):
    made_from = template("到年底统战工作共有{{ 单位 }}{{ 人数 }}人参加学习。")
    drafts = [drafted(tmp_path / str(n), made_from, DATA.format(f"单位{n}", n)) for n in (1, 2, 3)]
    hand = saved.unmarked(typed(drafts[0][1], DOCUMENT, ("单位1", "许许多多"), ("1", "")), 5)
    file, account = merged(drafts[0][1], hand, drafts[1][0])
    assert len(account.conflicts) == len(_comments(file)) == 2
    again, account = merged(drafts[1][1], file, drafts[2][0])
    assert len(account.conflicts) == len(_comments(again)) == 2
    assert pages(rejected(again)) == pages(hand)


def test_what_is_written_into_headers_and_notes_is_valid(tmp_path: Path):
    for number, (body, notes) in enumerate(NOTED.values()):
        made_from = template(f"{body}\n人改的一段", HEADS["a paragraph more"], notes)
        _, base = drafted(tmp_path / f"a{number}", made_from, OLD)
        made, _ = drafted(tmp_path / f"b{number}", made_from, NEW)
        file, _ = merged(base, typed(base, "word/document.xml", ("人改的", "人动过的")), made)
        assert validity.faults(file, tmp_path) == []


def test_a_template_that_was_only_saved_again_has_no_new_layout(tmp_path: Path):
    """Saved by Word: the ids of its styles are others, and there is one more that nobody uses."""
    made_from = template("# 总结\n## 一、工作\n共{{ 人数 }}人。", HEADS["three of them"])
    again = small.changed(
        saved.word(made_from, 5), "word/styles.xml", "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Neu"><w:name w:val="Neu"/></w:style></w:styles>',
    )  # fmt: skip
    other = small.changed(made_from, DOCUMENT, 'w:top="2098"', 'w:top="1440"')
    for number, (later, is_new) in enumerate(((again, False), (made_from, False), (other, True))):
        _, base = drafted(tmp_path / f"a{number}", made_from, OLD)
        made, _ = drafted(tmp_path / f"b{number}", later, NEW)
        _, account = merged(base, typed(base, DOCUMENT, ("共", "一共")), made)
        assert account.layout is is_new
