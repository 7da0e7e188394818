"""Figures that come of others, and what the tables of a report mean."""

from __future__ import annotations

import pytest

from adopted import make_report
from drafter.adopt.analysis import analyse
from drafter.adopt.model import Adopted, Figure, find_faults
from drafter.word.package.opening import open_package

LEDGER = (
    ("序号", "提案题目", "承办单位", "督办日期", "办理结果", "经费（万元）"),
    ("1", "关于旧书流转的建议", "教体局", "3月5日", "已解决", "1.5"),
    ("2", "关于街巷照明的建议", "城管局", "3月9日", "已解决", "2.5"),
    ("3", "关于社区食堂的建议", "民政局", "4月12日", "正在解决", "0"),
    ("4", "关于夜间停车的建议", "城管局", "5月6日", "已解决", "1.0"),
    ("5", "关于河岸步道的建议", "水务局", "6月8日", "正在解决", "3"),
    ("合计", "", "", "", "5件", "8.0"),
)
CROSS = (
    ("单位", "2020年报送", "2021年报送", "采用", "采用率"),
    ("甲镇", "20", "30", "3", "10%"),
    ("乙镇", "10", "12", "5", "41.7%"),
    ("丙街道", "1,200", "1,300", "100", "7.7%"),
    ("合计", "1,230", "1,342", "108", "8%"),
)


def read(*paragraphs: str | tuple[tuple[str, ...], ...], seed: int = 0) -> Adopted:
    package, problems = open_package(
        make_report(["东湖区政协办公室2021年提案工作总结", *paragraphs], seed), "去年.docx"
    )
    assert package, problems
    adopted = analyse(package)
    assert find_faults(adopted) == []
    return adopted


def tell(adopted: Adopted) -> dict[str, str]:
    """The computed figures: text and expression, years left out."""
    return {
        figure.text: figure.expression
        for figure in adopted.kept
        if figure.expression and figure.kind != "year"
    }


def find(adopted: Adopted, text: str) -> Figure:
    return next(figure for figure in adopted.figures if figure.text == text)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_table_of_things_is_a_ledger_with_kinds_of_columns(seed: int) -> None:
    adopted = read("附件1：2021年督办提案一览表", LEDGER, seed=seed)
    (ledger,) = adopted.tables
    assert (ledger.name, ledger.unit, ledger.rows) == ("督办提案", "件", (2, 3, 4, 5, 6))
    assert [(c.name, c.kind, c.unit, c.filters) for c in ledger.columns] == [
        ("", "serial", "", ""), ("提案题目", "text", "", ""), ("承办单位", "text", "", ""),
        ("督办日期", "date", "", '|日期("月日")'), ("办理结果", "choice", "", ""),
        ("经费", "number", "万元", ""),
    ]  # fmt: skip
    assert ledger.columns[4].choices == ("已解决", "正在解决")
    assert ledger.records[2] == ("关于社区食堂的建议", "民政局", "2021-04-12", "正在解决", "0")
    assert ledger.unique == ("提案题目",)


def test_counts_of_a_ledger_are_computed_wherever_they_stand() -> None:
    adopted = read(
        "督办提案5件，其中已解决3件，占60%；正在解决2件，占40%。",
        "附件1：2021年督办提案一览表", LEDGER,
    )  # fmt: skip
    assert tell(adopted) == {
        "5": "督办提案", "3": "督办提案 其中 办理结果=已解决", "60%": "已解决|占比(督办提案, 0)",
        "2": "督办提案 其中 办理结果=正在解决", "40%": "正在解决|占比(督办提案, 0)",
        "8.0": "督办提案 合计 经费",
    }  # fmt: skip


def test_the_number_of_records_is_printed_by_a_filter_of_the_ledger() -> None:
    adopted = read("督办提案5件。", "附件1：2021年督办提案一览表", LEDGER)
    count = find(adopted, "5")
    assert (count.name, count.expression, count.filters) == ("", "督办提案", "|数量")


def test_a_figure_of_another_noun_is_not_tied_to_a_ledger() -> None:
    adopted = read("召开会议5次。", "附件1：2021年督办提案一览表", LEDGER)
    assert find(adopted, "5").expression == ""


def test_a_cross_table_has_a_figure_a_cell_and_computed_totals() -> None:
    adopted = read("各镇街信息报送情况统计表", CROSS)
    assert adopted.tables == ()
    assert find(adopted, "2020").expression == "年度 - 1"
    assert find(adopted, "1,300").name == "丙街道报送"
    assert (find(adopted, "1,200").name, find(adopted, "1,200").value) == ("丙街道上年报送", "1200")
    assert tell(adopted) == {
        "10%": "甲镇采用|占比(甲镇报送, 0)", "41.7%": "乙镇采用 占 乙镇报送",
        "7.7%": "丙街道采用 占 丙街道报送", "8%": "采用合计|占比(报送合计, 0)",
        "1,230": "甲镇上年报送 + 乙镇上年报送 + 丙街道上年报送",
        "1,342": "甲镇报送 + 乙镇报送 + 丙街道报送", "108": "甲镇采用 + 乙镇采用 + 丙街道采用",
    }  # fmt: skip


def test_a_total_that_the_wording_tells_too_is_checked() -> None:
    adopted = read("全年报送信息1342篇，召开会议108次。", "各镇街信息报送情况统计表", CROSS)
    assert adopted.checks == ("报送信息 = 报送合计",)


def test_a_total_that_its_rows_do_not_come_to_is_typed_and_doubtful() -> None:
    wrong = tuple(("合计", "1,230", "1,342", "109", "8.1%") if r[0] == "合计" else r for r in CROSS)
    adopted = read("各镇街信息报送情况统计表", wrong)
    total = find(adopted, "109")
    assert (total.expression, bool(total.doubt)) == ("", True)


def test_a_table_of_labels_and_amounts_has_a_figure_a_row() -> None:
    rows = (
        ("项目", "数值"),
        ("在编人员", "11人"),
        ("经费预算", "1,234.5万元"),
        ("预算执行率", "99.2%"),
        ("走访次数", "200余次"),
    )
    adopted = read("三、年度基本情况", rows)
    assert adopted.tables == ()
    told = {figure.name: (figure.value, figure.unit) for figure in adopted.kept}
    assert told["在编人员"] == ("11", "人")
    assert told["经费预算"] == ("1234.5", "万元")
    assert told["走访次数"] == ("200余", "次")


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("今年走访群众12户。慰问情况如下：", "慰问"),
        ("接访35次，各镇街培训情况见下表：", "镇街培训"),
        ("（三）提案督办情况", "提案督办"),
        ("具体如下：", "台账2"),
    ],
)
def test_the_words_that_lead_to_a_table_name_its_ledger(caption: str, name: str) -> None:
    rows = (
        ("日期", "对象", "户数"),
        ("2021年1月10日", "困难家庭", "30"),
        ("2021年3月6日", "困境儿童", "25"),
        ("2021年5月29日", "独居老人", "40"),
    )
    assert [ledger.name for ledger in read(caption, rows).tables] == [name]


def test_a_column_of_units_is_no_label_and_a_column_of_shares_no_words() -> None:
    table = (
        ("指标", "单位", "2020年", "2021年", "增长（%）"),
        ("财政收入", "亿元", "2.15", "2.36", "9.8"),
        ("居民收入", "元", "28,600", "30,745", "7.5"),
        ("新增就业", "人", "1,020", "1,105", "8.3"),
    )
    adopted = read("表2 2021年主要指标", table)
    assert (find(adopted, "2.36").name, find(adopted, "2.36").unit) == ("财政收入", "亿元")
    assert (find(adopted, "28,600").name, find(adopted, "9.8").kind) == ("居民收入上年", "change")
    assert "2" not in [figure.text for figure in adopted.kept]


def test_a_form_keeps_its_labels_and_numbers_of_telephones() -> None:
    form = (("姓名", "张某", "入会年份", "2015"), ("联系电话", "2211234", "提交提案", "4"))
    adopted = read("委员履职登记表", form)
    assert [(f.text, f.name) for f in adopted.kept[2:]] == [("4", "提交提案")]


@pytest.mark.parametrize(
    ("sentence", "expression"),
    [
        ("共提交提案120件，立案110件，立案率91.7%。", "立案件数 占 提交提案"),
        ("委员提案90件，占立案110件的81.8%。", ""),
        ("立案110件。其中委员提案90件，占81.8%。", "委员提案 占 立案件数"),
        ("立案110件。其中委员提案90件，占81.9%。", ""),
        ("立案8件。其中委员提案4件，占50%。", ""),
        ("立案110余件。其中委员提案90件，占81.8%。", ""),
    ],
)
def test_a_share_is_computed_only_where_it_prints_the_same(sentence: str, expression: str) -> None:
    shares = [figure for figure in read(sentence).kept if figure.kind == "share"]
    assert [share.expression for share in shares] == [expression]


@pytest.mark.parametrize(
    ("sentence", "checks"),
    [
        ("立案110件，其中委员提案90件、集体提案20件。", ("委员提案 + 集体提案 = 立案件数",)),
        ("立案110件，其中委员提案90件、集体提案21件。", ()),
        ("开展调研5次，走访企业3家，召开会议2次。", ()),
    ],
)
def test_parts_that_add_up_are_checked(sentence: str, checks: tuple[str, ...]) -> None:
    assert read(sentence).checks == checks


def test_a_share_of_another_base_than_the_rest_is_no_relation_but_a_doubt() -> None:
    adopted = read(
        "收到提案80件，立案78件。涉及经济的47件，占60.3%；涉及城建的16件，占20.5%；其他2件，占2.5%。"
    )
    shares = {figure.text: figure for figure in adopted.kept if figure.kind == "share"}
    assert shares["60.3%"].expression and shares["20.5%"].expression
    assert (shares["2.5"].expression, bool(shares["2.5"].doubt)) == ("", True)


def test_a_share_told_twice_is_computed_in_both_places() -> None:
    adopted = read("共提交提案120件，立案110件，立案率91.7%。", "立案率91.7%。", "立案率 91.7%。")
    shares = [figure for figure in adopted.kept if figure.kind == "share"]
    assert [figure.expression for figure in shares] == ["立案件数 占 提交提案"] * 3


def test_wordings_of_their_year_are_stale() -> None:
    adopted = read("区政协七届三次会议以来，认真开展党史学习教育，庆祝建党100周年，首次获奖。")
    assert [each.text for each in adopted.stale] == [
        "区政协七届三次会议", "党史学习教育", "庆祝建党100周年", "首次",
    ]  # fmt: skip
