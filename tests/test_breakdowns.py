"""A breakdown or a listing that the data changed: told and struck part by part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import drafter
import notation
import small
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.xml import parse, w, write
from revised import accepted, opened, pages, rejected, words

TEMPLATE = (
    "共{{ 提案|数量 }}件：{{ 提案|其中('类别', '件') }}。议题{{ 提案|取('题目')|列举(3) }}，完。"
)


def year(records: str) -> str:
    """甲1 is a record of category 甲 with topic 1, and so on."""
    lines = [f"  - {{类别: {each[0]}, 题目: 课题{each[1:]}}}\n" for each in records.split()]
    return "模板: x\n单位: 甲\n提案:\n" + "".join(lines)


SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
title: 测试
type: object
required: [模板]
properties:
  模板: {type: string}
  单位: {type: string}
  提案:
    type: array
    items: {type: object, properties: {类别: {type: string}, 题目: {type: string}}}
"""


def marked(data: bytes) -> str:
    """The body's words, what is struck in [-…-] and what is brought in in [+…+]."""
    said = ""
    for text in parse(opened(data).members[DOCUMENT]).iter(w("t"), w("delText")):
        brought = next(text.iterancestors(w("ins")), None) is not None
        sign = "-" if text.tag == w("delText") else "+" if brought else ""
        said += f"[{sign}{text.text}{sign}]" if sign else text.text or ""
    return said


def edited(tmp_path: Path, before: str, old: str = "，完", new: str = "，全部完成") -> Path:
    """A report of that year, in which a hand has put a text in place of another one."""
    small.workspace(tmp_path, TEMPLATE, year(before), SCHEMA)
    path = drafter.generate("2021", here=tmp_path).path
    assert path is not None
    package = opened(path.read_bytes())
    root = parse(package.members[DOCUMENT])
    text = next(node for node in root.iter(w("t")) if old in (node.text or ""))
    text.text = (text.text or "").replace(old, new)
    path.write_bytes(write_zip(package.replace({DOCUMENT: write(root)})))
    return path


def redo(tmp_path: Path, records: str) -> Any:
    (tmp_path / "data" / "2021.yaml").write_text(year(records), encoding="utf-8")
    return drafter.generate("2021", here=tmp_path).account


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("甲1 甲2 乙3", "甲1 甲2 乙3 乙4", ["甲2件、乙[-1-][+2+]件。", "课题3[+等+]，"]),
        ("甲1 乙2", "甲1 乙2 丙3", ["甲1件、乙1件[+、丙1件+]。", "课题1、课题2[+、课题3+]，"]),
        ("甲1 乙2 丙3", "乙2 丙3", ["：[-甲1件、-]乙1件、丙1件。", "[-课题1、-]课题2、课题3，"]),
        ("甲1 丙3", "乙2 甲1 丙3", ["：[+乙1件、+]甲1件", "题[+课题2、+]课题1"]),
        ("甲1 乙2 丙3", "甲1 丙3", ["甲1件[-、乙1件-]、丙1件", "课题1[-、课题2-]、课题3"]),
        ("甲1 乙2", "乙2 甲1 甲1", ["[+乙1件、+]甲[-1-][+2+]件[-、乙1件-]", "[+课题2、+]课题1"]),
        ("甲1 乙2", "丙3 丁4", ["：[-甲1件、乙1件-][+丙1件、丁1件+]"]),
    ],
)
def test_the_parts_that_changed_are_struck_and_nothing_else(
    tmp_path: Path, before: str, after: str, marks: list[str]
) -> None:
    path = edited(tmp_path, before)
    by_hand = path.read_bytes()
    account = redo(tmp_path, after)
    found = path.read_bytes()

    assert not account.conflicts and all(each in marked(found) for each in marks)
    assert pages(rejected(found)) == pages(by_hand)
    redo(tmp_path, before)
    # Back to the data that it began with, nothing is left to accept.
    assert words(accepted(path.read_bytes())) == words(by_hand)


def test_a_second_change_is_read_from_what_the_first_one_left(tmp_path: Path) -> None:
    path = edited(tmp_path, "甲1 乙2")
    for records in ("甲1 甲1 乙2", "丙3 甲1 甲1 乙2", "丙3 甲1 丁4", "丙3 丙3 甲1 丁4 戊5"):
        assert not redo(tmp_path, records).conflicts
    page = "".join(words(accepted(path.read_bytes())))
    assert "共5件：丙2件、甲1件、丁1件、戊1件。" in page and "全部完成" in page


def test_a_hand_inside_a_breakdown_still_has_the_last_word(tmp_path: Path) -> None:
    path = edited(tmp_path, "甲1 甲2 乙3", "甲2件", "甲5件")
    account = redo(tmp_path, "甲1 甲2 乙3 乙3")
    assert [(each.hand, each.new) for each in account.conflicts] == [
        ("甲5件、乙1件", "甲2件、乙2件")
    ]
    assert "甲5件、乙1件" in "".join(words(accepted(path.read_bytes())))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["提案 3 → 4（正文 1处）", "提案 乙 1 → 2（正文 1处）", "新增“等”"]),
        ("en", ["提案 3 → 4 (body × 1)", "提案 乙 1 → 2 (body × 1)", "added “等”"]),
    ],
)
def test_the_account_tells_the_parts_that_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any, lang: str, told: list[str]
) -> None:
    small.workspace(tmp_path, TEMPLATE, year("甲1 甲2 乙3"), SCHEMA)
    monkeypatch.chdir(tmp_path)
    run("generate", "2021")
    (tmp_path / "data" / "2021.yaml").write_text(year("甲1 甲2 乙3 乙4"), encoding="utf-8")
    said = run("generate", "2021", "--lang", lang).out
    assert all(each in said for each in told)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            [
                "附件1 第2行（编号第7号）：办理结果 已解决 → 正在解决",
                "新增：附件1 第4行（编号第14号）：",
            ],
        ),
        (
            "en",
            [
                "attachment 1 row 2 (编号第7号): 办理结果 已解决 → 正在解决",
                "added: attachment 1 row 4 (编号第14号): ",
            ],
        ),
    ],
)  # fmt: skip
def test_rows_are_named_by_their_place_and_their_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any, lang: str, told: list[str]
) -> None:
    rows = ["第3号 已解决", "第7号 已解决", "第9号 已解决", "第15号 已解决"]
    page = (
        "!附件1\n| 序号 | 编号 | 办理结果 |\n|tr {%tr for t in 提案 %}|\n"
        "| {{ loop.index }} | {{ t.编号 }} | {{ t.办理结果 }} |\n|tr {%tr endfor %}|\n"
    )
    schema = SCHEMA.replace("类别:", "编号:").replace("题目:", "办理结果:")

    def write_year() -> str:
        lines = ("  - {{编号: {}, 办理结果: {}}}\n".format(*row.split()) for row in rows)
        return "模板: x\n单位: 甲\n提案:\n" + "".join(lines)

    small.workspace(tmp_path, notation.docx(page), write_year(), schema)
    monkeypatch.chdir(tmp_path)
    run("generate", "2021")
    rows[1] = "第7号 正在解决"
    rows.insert(3, "第14号 已解决")
    (tmp_path / "data" / "2021.yaml").write_text(write_year(), encoding="utf-8")
    said = run("generate", "2021", "--lang", lang).out
    assert all(each in said for each in told), said
