"""Headers, footers and notes of an edited report: brought up to date like the body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import saved
import validity
from asides import count_notes, drafted, merged, shown, template, typed
from drafter.word.package.archive import NOTES
from revised import accepted, pages, rejected

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
    assert [each.hand.strip("\ufffc") for each in account.conflicts] == [
        words.replace("。", "\ufffc。")
    ]


def test_what_is_written_into_headers_and_notes_is_valid(tmp_path: Path):
    for number, (body, notes) in enumerate(NOTED.values()):
        made_from = template(f"{body}\n人改的一段", HEADS["a paragraph more"], notes)
        _, base = drafted(tmp_path / f"a{number}", made_from, OLD)
        made, _ = drafted(tmp_path / f"b{number}", made_from, NEW)
        file, _ = merged(base, typed(base, "word/document.xml", ("人改的", "人动过的")), made)
        assert validity.faults(file, tmp_path) == []
