"""Hand edits of a record's row or paragraph, when the data replace, move or correct the record."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import drafter
import small
from drafter.output import Account
from drafter.word.changes.comments import AUTHOR, read_all
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.xml import Element, parse, remove_node, set_text, w, write
from revised import accepted, opened, pages, rejected, words

SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
title: 测试
x-title: "总结"
x-fixed: [附件1]
type: object
properties:
  模板: {type: string}
  会议: {type: array, x-unit: 次, items: {type: object, properties: {
    日期: {type: string, x-kind: date}, 主题: {type: string}}}}
  提案: {type: array, x-unit: 件, items: {type: object, properties: {
    编号: {type: string}, 案由: {type: string}, 结果: {type: string}}}}
"""
HEAD = "# 总结\n## 一、会议\n全年开会{{ 会议|数量 }}次。\n"
LOOP = "{%p for m in 会议 %}\n{{ m.日期 }}，研究了{{ m.主题 }}。\n{%p endfor %}\n"
TABLE = """## 二、提案
收到提案{{ 提案|数量 }}件。
| 序号 | 编号 | 案由 | 结果 |
|tr {%tr for p in 提案 %}|
| {{ loop.index }} | {{ p.编号 }} | {{ p.案由 }} | {{ p.结果 }} |
|tr {%tr endfor %}|
"""
TEMPLATE = HEAD + LOOP + TABLE
MEETINGS = (
    ("2021-03-01", "乡村道路的养护"), ("2021-04-02", "城区停车的难题"),
    ("2021-05-03", "老旧小区的改造"),
)  # fmt: skip
PROPOSALS = (
    ("第94号", "关于整治河道的提案", "已办理"), ("第95号", "关于建设公园的提案", "已采纳"),
    ("第97号", "关于扶持老店的提案", "已采纳"),
)  # fmt: skip
Meetings = tuple[tuple[str, str], ...]
Proposals = tuple[tuple[str, str, str], ...]


def data(meetings: Meetings = MEETINGS, proposals: Proposals = PROPOSALS) -> str:
    text = "模板: x\n会议:" + ("\n" if meetings else " []\n")
    text += "".join(f"  - {{日期: {day}, 主题: {topic}}}\n" for day, topic in meetings)
    text += "提案:" + ("\n" if proposals else " []\n")
    return text + "".join(
        f"  - {{编号: {number}, 案由: {title}, 结果: {result}}}\n"
        for number, title, result in proposals
    )


class Desk:
    """A report that is edited and generated again."""

    def __init__(self, folder: Path, template: str = TEMPLATE, *, unique: bool = False) -> None:
        schema = SCHEMA.replace("x-unit: 件,", "x-unit: 件, x-unique: [编号],")
        self.folder = folder
        self.schema = schema if unique else SCHEMA
        self.generate(template)

    def generate(self, template: str = TEMPLATE, text: str | None = None) -> Account:
        small.workspace(self.folder, template, data=text or data(), schema=self.schema)
        result = drafter.generate("2021", here=self.folder)
        assert result.path is not None
        self.path, self.account = result.path, result.account
        return self.account or Account(None)  # type: ignore[arg-type]

    def edit(self, change: Callable[[Element], None]) -> None:
        package = opened(self.path.read_bytes())
        root = parse(package.members[DOCUMENT])
        change(root[0])
        self.path.write_bytes(write_zip(package.replace({DOCUMENT: write(root)})))

    def update(self, template: str = TEMPLATE, text: str | None = None) -> str:
        """The page after the data's changes, all of them accepted."""
        before = self.path.read_bytes()
        self.generate(template, text)
        assert pages(rejected(self.path.read_bytes())) == pages(rejected(before))
        return "\n".join(words(accepted(self.path.read_bytes())))


def block(body: Element, said: str) -> Element:
    return next(node for node in body.iter(w("tr"), w("p")) if said in _said(node))


def _said(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(w("t")))


def type_over(near: str, old: str, new: str) -> Callable[[Element], None]:
    """Type other words in the first block that says something."""

    def change(body: Element) -> None:
        text = next(t for t in block(body, near).iter(w("t")) if old in (t.text or ""))
        set_text(text, (text.text or "").replace(old, new))

    return change


def delete(*said: str) -> Callable[[Element], None]:
    def change(body: Element) -> None:
        for each in said:
            remove_node(block(body, each))

    return change


def delete_table(body: Element) -> None:
    remove_node(next(body.iter(w("tbl"))))


@pytest.fixture(params=[False, True], ids=["by content", "x-unique"])
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    return Desk(tmp_path, unique=request.param)


OTHER = ("第96号", "关于修缮图书馆的提案", "已采纳")


def test_an_edit_on_a_record_that_was_replaced_is_a_conflict_and_nobody_elses(desk: Desk) -> None:
    desk.edit(type_over("第95号", "已采纳", "已纳入区级规划"))
    page = desk.update(text=data(proposals=(PROPOSALS[0], OTHER, PROPOSALS[2])))
    assert "第95号|关于建设公园的提案|已纳入区级规划" in page
    assert "第96号|关于修缮图书馆的提案|已采纳" in page
    assert desk.account is not None
    assert [(each.kind, each.new) for each in desk.account.conflicts] == [("removed", "")]


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_an_edit_goes_with_its_record_when_they_are_reordered(
    desk: Desk, order: tuple[int, ...]
) -> None:
    desk.edit(type_over("第95号", "已采纳", "已纳入区级规划"))
    page = desk.update(text=data(proposals=tuple(PROPOSALS[at] for at in order)))
    assert re.search(r"第95号\|关于建设公园的提案\|已纳入区级规划", page)
    assert page.count("已纳入") == 1 and page.count("已采纳") == 1
    assert [page.count(number) for number, _, _ in PROPOSALS] == [1, 1, 1]


def test_an_edit_goes_with_its_record_when_all_are_renumbered(desk: Desk) -> None:
    desk.edit(type_over("第95号", "已采纳", "已纳入区级规划"))
    numbered = tuple((f"第{94 + at}号", *PROPOSALS[at + 1][1:]) for at in range(2))
    page = desk.update(text=data(proposals=numbered))
    assert "第94号|关于建设公园的提案|已纳入区级规划" in page
    assert "第95号|关于扶持老店的提案|已采纳" in page and "河道" not in page


def test_an_edited_paragraph_is_not_doubled_when_its_date_is_corrected(desk: Desk) -> None:
    desk.edit(type_over("停车", "，研究了", "，专题研究了"))
    page = desk.update(text=data((MEETINGS[0], ("2021-06-08", MEETINGS[1][1]), MEETINGS[2])))
    assert "2021年6月8日，专题研究了城区停车的难题。" in page and page.count("停车") == 1
    assert desk.account is not None and not desk.account.conflicts


@pytest.mark.parametrize(
    "meetings",
    [MEETINGS[::-1], (MEETINGS[0], ("2021-12-08", MEETINGS[1][1]), MEETINGS[2]), MEETINGS[1:]],
)
def test_what_a_hand_has_deleted_stays_deleted(desk: Desk, meetings: Meetings) -> None:
    desk.edit(delete("停车", "第95号"))
    proposals = (PROPOSALS[2], ("第98号", *PROPOSALS[1][1:]), PROPOSALS[0])
    page = desk.update(text=data(meetings, proposals if desk.schema == SCHEMA else PROPOSALS[::-1]))
    assert "停车" not in page and "公园" not in page
    assert page.count("研究了") == len(meetings) - 1 and page.count("老店") == 1


@pytest.mark.parametrize("proposals", [(*PROPOSALS, OTHER), (OTHER,)])
def test_a_table_that_a_hand_deleted_does_not_come_back_with_a_new_record(
    desk: Desk, proposals: Proposals
) -> None:
    desk.edit(delete_table)
    page = desk.update(text=data(proposals=proposals))
    assert "第96号" not in page and "|" not in page
    assert desk.account is not None
    assert ["第96号" in each.words for each in desk.account.withheld] == [True]


def test_a_section_that_a_hand_deleted_does_not_come_back_with_a_new_record(desk: Desk) -> None:
    desk.edit(delete("全年开会", "道路", "停车", "小区"))
    desk.edit(lambda body: remove_node(block(body, "一、会议")))
    page = desk.update(text=data((*MEETINGS, ("2021-09-09", "防汛的准备"))))
    assert "防汛" not in page
    assert desk.account is not None
    assert ["防汛" in each.words for each in desk.account.withheld] == [True]


def test_a_new_record_comes_where_a_hand_left_the_heading(desk: Desk) -> None:
    desk.edit(delete("道路", "停车", "小区"))
    page = desk.update(text=data((*MEETINGS, ("2021-09-09", "防汛的准备"))))
    assert "2021年9月9日，研究了防汛的准备。" in page and page.count("研究了") == 1


def test_a_section_that_the_template_moves_leaves_no_second_copy(desk: Desk) -> None:
    desk.edit(type_over("停车", "，研究了", "，专题研究了"))
    moved = "# 总结\n" + TABLE + HEAD.removeprefix("# 总结\n") + LOOP
    page = desk.update(moved)
    assert page.count("停车") == 1 and page.count("专题研究了") == 1
    assert page.index("二、提案") < page.index("一、会议") < page.index("小区")
    assert page.count("收到提案") == page.count("全年开会") == page.count("老店") == 1


def move(said: str, behind: str) -> Callable[[Element], None]:
    """Move a paragraph behind a block, or the table that it is a row of."""

    def change(body: Element) -> None:
        place = block(body, behind)
        tables = list(place.iterancestors(w("tbl")))
        (tables[0] if tables else place).addnext(block(body, said))

    return change


def test_a_paragraph_that_a_hand_moved_goes_with_its_section(desk: Desk) -> None:
    desk.edit(move("道路", behind="小区"))
    page = desk.update("# 总结\n" + TABLE + HEAD.removeprefix("# 总结\n") + LOOP)
    assert page.count("道路") == 1 and page.index("一、会议") < page.index("道路")


def test_a_new_section_does_not_part_a_moved_paragraph_from_its_own(desk: Desk) -> None:
    desk.edit(move("道路", behind="小区"))
    page = desk.update(HEAD + LOOP + "## 其他工作\n无。\n" + TABLE)
    assert page.index("小区") < page.index("道路") < page.index("其他工作") < page.index("二、提案")


def test_a_new_record_does_not_follow_a_paragraph_to_another_section(desk: Desk) -> None:
    desk.edit(move("停车", behind="老店"))
    added = ("2021-04-20", "防汛的准备")
    page = desk.update(text=data((*MEETINGS[:2], added, MEETINGS[2])))
    assert page.index("道路") < page.index("防汛") < page.index("二、提案") < page.index("停车")


GROUPS = """# 总结
{%p for 结果, 数 in 提案|分组("结果") %}
{{ 结果 }}{{ 数 }}件：
{%p for p in 提案|筛选(结果=结果) %}
{{ p.编号 }}，{{ p.案由 }}。
{%p endfor %}
{%p endfor %}
"""


def test_a_new_record_does_not_follow_a_paragraph_to_another_group(tmp_path: Path) -> None:
    desk = Desk(tmp_path, GROUPS)
    desk.edit(move("公园", behind="河道"))
    added = (*PROPOSALS[:2], OTHER, PROPOSALS[2])
    page = desk.update(GROUPS, data(proposals=added))
    order = ["已办理1件", "河道", "公园", "已采纳3件", "图书馆", "老店"]
    assert sorted(order, key=page.index) == order


def test_a_section_that_goes_behind_another_leaves_none_of_its_paragraphs_there(
    tmp_path: Path,
) -> None:
    groups, other = GROUPS.removeprefix("# 总结\n"), "## 其他工作\n今年还做了别的事。\n"
    desk = Desk(tmp_path, "# 总结\n" + other + "## 办理\n" + groups)
    desk.edit(move("河道", behind="老店"))
    page = desk.update("# 总结\n## 办理\n" + groups + other)
    order = ["办理", "公园", "老店", "河道", "其他工作", "别的事"]
    assert sorted(order, key=page.index) == order


@pytest.mark.parametrize("touched", [False, True])
def test_a_record_that_comes_back_after_its_deletion_was_refused_is_there_once(
    desk: Desk, touched: bool
) -> None:
    desk.edit(type_over("全年开会", "全年", "一年来"))
    desk.update(text=data(MEETINGS[:1], PROPOSALS[1:]))
    desk.path.write_bytes(rejected(desk.path.read_bytes(), AUTHOR))
    if touched:
        desk.edit(type_over("河道", "已办理", "办结了"))
        desk.edit(type_over("停车", "，研究了", "，专题研究了"))
    page = desk.update()
    assert [page.count(word) for word in ("河道", "停车", "小区", "公园")] == [1, 1, 1, 1]
    assert ("办结了" in page and "专题研究了" in page) == touched


def test_a_hand_edited_record_that_was_gone_for_a_while_is_there_once(desk: Desk) -> None:
    desk.edit(type_over("河道", "已办理", "办结了"))
    for proposals in (PROPOSALS[1:], (PROPOSALS[1],)):
        desk.update(text=data(proposals=proposals))
    page = desk.update()
    assert page.count("河道") == 1 and "第94号|关于整治河道的提案|办结了" in page


def test_an_edit_in_a_list_within_a_paragraph_stays_with_its_record(tmp_path: Path) -> None:
    line = "# 总结\n办理：{% for p in 提案 %}{{ p.编号 }}{{ p.结果 }}；{% endfor %}完毕。\n"
    desk = Desk(tmp_path, line)
    desk.edit(lambda body: set_text(list(block(body, "办理").iter(w("t")))[-3], "已纳入规划"))
    hand = "".join(words(desk.path.read_bytes()))
    assert "已纳入规划" in hand
    page = desk.update(line, data(proposals=(PROPOSALS[0], PROPOSALS[1], OTHER)))
    assert desk.account is not None and len(desk.account.conflicts) == 1
    assert "第96号已纳入规划" not in page


def test_a_new_record_comes_where_a_hand_left_a_record_without_its_heading(tmp_path: Path) -> None:
    desk = Desk(tmp_path, GROUPS)
    desk.edit(delete("已办理1件"))
    desk.edit(type_over("河道", "整治", "综合整治"))
    other = ("第99号", "关于修缮祠堂的提案", "已办理")
    page = desk.update(GROUPS, data(proposals=(other, *PROPOSALS[1:])))
    assert "综合整治" in page and "祠堂" in page
    assert desk.account is not None and not desk.account.withheld


def cells(body: Element) -> list[list[Element]]:
    table = next(body.iter(w("tbl")))
    return [list(row.iter(w("tc"))) for row in table.iter(w("tr"))]


def drop_columns(*columns: int) -> Callable[[Element], None]:
    def change(body: Element) -> None:
        for row in cells(body):
            for column in columns:
                remove_node(row[column])

    return change


def add_column(at: int) -> Callable[[Element], None]:
    def change(body: Element) -> None:
        for number, row in enumerate(cells(body)):
            made = copy.deepcopy(row[0])
            for mark in [*made.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
                remove_node(mark)
            next(made.iter(w("t"))).text = f"批注{number}" if number != 2 else ""
            row[at].addprevious(made)

    return change


def swap_columns(one: int, other: int) -> Callable[[Element], None]:
    def change(body: Element) -> None:
        for row in cells(body):
            row[one].addprevious(row[other])

    return change


def head_anew(body: Element) -> None:
    """Every cell of a column typed over, as many as there were."""
    for number, row in enumerate(cells(body)):
        next(row[2].iter(w("t"))).text = f"事由{number}"


@pytest.mark.parametrize(
    ("change", "wanted", "told"),
    [
        (drop_columns(0), "{编号}|{案由}|{结果}|", ""),
        (drop_columns(2), "{序号}|{编号}|{结果}|", "案由"),
        (drop_columns(0, 3), "{编号}|{案由}|", "结果"),
        (add_column(1), "{序号}||{编号}|{案由}|{结果}|", ""),
        (swap_columns(1, 3), "{序号}|{结果}|{编号}|{案由}|", ""),
        (head_anew, "{序号}|{编号}|{案由}|{结果}|", ""),
    ],
)
def test_rows_that_come_have_the_columns_that_a_hand_left(
    change: Callable[[Element], None], wanted: str, told: str, desk: Desk
) -> None:
    desk.edit(change)
    rows = [*PROPOSALS, OTHER]
    for count in (4, 5):
        page = desk.update(text=data(proposals=tuple(rows))).splitlines()
        fields = dict(zip(("编号", "案由", "结果"), rows[-1], strict=True))
        row = wanted.format(序号=count, **fields)
        assert page.count(row) == 1
        bars = {line.count("|") for line in page if "|" in line}
        assert bars == {wanted.count("|")}
        (deleted,) = [each.what for each in desk.account.gone] if told else [""]
        assert deleted == told
        body = parse(opened(desk.path.read_bytes()).members[DOCUMENT])[0]
        starts, ends = (
            [n.get(w("id")) for n in body.iter(w(f"bookmark{x}"))] for x in ("Start", "End")
        )
        assert sorted(starts) == sorted(ends)
        desk.path.write_bytes(accepted(desk.path.read_bytes()))
        rows.append(("第98号", "关于保护古树的提案", "已办结"))


def put_row(number: str, at: int, *renumbered: int) -> Callable[[Element], None]:
    """A row that a hand adds, and the numbers of those below it typed anew."""

    def change(body: Element) -> None:
        rows = list(next(body.iter(w("tbl"))).iter(w("tr")))
        made = copy.deepcopy(rows[-1])
        for mark in [*made.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
            remove_node(mark)
        for text, said in zip(
            made.iter(w("t")), (number, "第101号", "关于旧桥", "已答复"), strict=True
        ):
            text.text = said
        rows[at - 1].addnext(made)
        for row in renumbered:
            next(rows[row].iter(w("t"))).text = str(row + 1)

    return change


@pytest.mark.parametrize(
    ("change", "where", "told"),
    [
        (put_row("4", 4), 3, ["4 第96号"]),  # it comes behind the last
        (put_row("4", 4), 1, ["4 第97号"]),  # it comes further up, so that others move on
        (put_row("2", 2, 2, 3), 3, ["4 第96号"]),  # the number that a hand has typed over
        (put_row("5", 4), 3, []), (put_row("", 4), 3, []), (put_row("增1", 4), 3, []),
    ],
)  # fmt: skip
def test_a_number_that_a_hands_row_and_another_bear_is_a_conflict(
    change: Callable[[Element], None], where: int, told: list[str], desk: Desk
) -> None:
    desk.edit(change)
    text = data(proposals=(*PROPOSALS[:where], OTHER, *PROPOSALS[where:]))
    page = desk.update(text=text)
    assert page.count("第101号") == page.count("第96号") == 1
    found = [each for each in desk.account.conflicts if each.kind == "numbered"]
    assert [" ".join(each.new.split()[:2]) for each in found] == told
    assert all(each.hand == "4" for each in found)
    remarks = [
        each.text for each in read_all(opened(desk.path.read_bytes())) if each.author == AUTHOR
    ]
    assert [("序号“4”" in each and "重" in each) for each in remarks] == [True] * len(told)
